// The smallest face-parsing net: one 1 x 1 convolution, written as ONNX by hand.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace stubble::test {

struct ToyNet {
    // A class each: its score is the sum of the three channels under the first three numbers, plus the
    // fourth.
    std::vector<std::array<float, 4>> classes;
    std::vector<int> input{1, 3, 64, 64};  // as declared; 0 leaves a side open
    bool flat = false;                     // answers one number a class and no picture
};

namespace protobuf {

inline std::string varint(std::uint64_t value) {
    std::string bytes;
    for (; value > 0x7f; value >>= 7) bytes += static_cast<char>(value | 0x80);
    return bytes + static_cast<char>(value);
}
inline std::string number(int field, std::uint64_t value) {
    return varint(static_cast<std::uint64_t>(field) << 3) + varint(value);
}
inline std::string text(int field, const std::string& bytes) {
    return varint((static_cast<std::uint64_t>(field) << 3) | 2) + varint(bytes.size()) + bytes;
}

}  // namespace protobuf

// Field numbers: onnx.proto of the ONNX project.
inline std::string onnx_of(const ToyNet& net) {
    using namespace protobuf;
    const auto tensor = [](const std::string& name, const std::vector<int>& shape,
                           const std::vector<float>& values) {
        std::string raw(values.size() * sizeof(float), '\0'), dimensions;
        std::memcpy(raw.data(), values.data(), raw.size());
        for (const int side : shape) dimensions += number(1, static_cast<std::uint64_t>(side));
        return text(5, dimensions + number(2, 1) + text(8, name) + text(9, raw));
    };
    const auto value_info = [](int field, const std::string& name, const std::vector<int>& shape) {
        std::string dimensions;
        for (const int side : shape)
            dimensions += text(1, side > 0 ? number(1, static_cast<std::uint64_t>(side)) : text(2, "open"));
        return text(field, text(1, name) + text(2, text(1, number(1, 1) + text(2, dimensions))));
    };
    const int count = static_cast<int>(net.classes.size()), channels = net.input[1];
    std::vector<float> weights, biases;
    for (const auto& c : net.classes) {
        for (int k = 0; k < channels; ++k) weights.push_back(k < 3 ? c[static_cast<std::size_t>(k)] : 0.0f);
        biases.push_back(c[3]);
    }
    const std::string shape_one =
        text(5, text(1, "kernel_shape") + number(8, 1) + number(8, 1) + number(20, 7));
    std::string graph = text(1, text(1, "picture") + text(1, "weights") + text(1, "biases") +
                                    text(2, "scores") + text(4, "Conv") + shape_one);
    if (net.flat) graph += text(1, text(1, "scores") + text(2, "mean") + text(4, "GlobalAveragePool"));
    graph += text(2, "toy") + tensor("weights", {count, channels, 1, 1}, weights) +
             tensor("biases", {count}, biases);
    // Old exporters list the weights among the inputs.
    graph += value_info(11, "weights", {count, channels, 1, 1}) + value_info(11, "picture", net.input) +
             value_info(12, net.flat ? "mean" : "scores", {1, count, net.input[2], net.input[3]});
    return number(1, 7) + text(7, graph) + text(8, number(2, 11));
}

// Writes the net, and beside it `sidecar` as .json unless that is empty.
inline std::filesystem::path write_net(const std::filesystem::path& file, const ToyNet& net,
                                       const std::string& sidecar = "") {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << onnx_of(net);
    auto beside = file;
    beside.replace_extension(".json");
    std::filesystem::remove(beside);
    if (!sidecar.empty()) std::ofstream(beside) << sidecar;
    return file;
}

}  // namespace stubble::test
