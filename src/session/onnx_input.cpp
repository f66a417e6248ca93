#include "session/onnx_input.h"

#include <cstdint>
#include <limits>
#include <set>
#include <string>

namespace stubble::session {
namespace {

// Protocol Buffers' wire format: a message is a row of fields, each a number and a value.
struct Field {
    std::uint64_t number = 0, value = 0;
    std::string_view bytes;  // of strings and messages
};

class Fields {
 public:
    explicit Fields(std::string_view message) : rest_(message) {}

    // False at the message's end and where it is broken.
    bool next(Field& field) {
        std::uint64_t key = 0;
        if (rest_.empty() || !varint(key)) return false;
        field = {key >> 3, 0, {}};
        switch (key & 7) {
            case 0:
                return varint(field.value);
            case 1:
                return skip(8);
            case 2:
                return varint(field.value) && take(field.value, field.bytes);
            case 5:
                return skip(4);
            default:
                return broken();
        }
    }
    bool whole() const { return whole_ && rest_.empty(); }

 private:
    bool broken() { return whole_ = false; }
    bool take(std::uint64_t count, std::string_view& bytes) {
        if (count > rest_.size()) return broken();
        bytes = rest_.substr(0, count);
        rest_.remove_prefix(count);
        return true;
    }
    bool skip(std::uint64_t count) {
        std::string_view ignored;
        return take(count, ignored);
    }
    bool varint(std::uint64_t& value) {
        value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (rest_.empty()) return broken();
            const auto byte = static_cast<unsigned char>(rest_.front());
            rest_.remove_prefix(1);
            value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
            if (byte < 0x80) return true;
        }
        return broken();
    }

    std::string_view rest_;
    bool whole_ = true;
};

std::string_view child(std::string_view message, std::uint64_t number) {
    Fields fields(message);
    for (Field field; fields.next(field);)
        if (field.number == number) return field.bytes;
    return {};
}

// ValueInfoProto.type.tensor_type.shape.dim[].dim_value (onnx.proto).
std::vector<int> shape_of(std::string_view value_info) {
    std::vector<int> shape;
    Fields dimensions(child(child(child(value_info, 2), 1), 2));
    for (Field dimension; dimensions.next(dimension);) {
        if (dimension.number != 1) continue;
        Fields parts(dimension.bytes);
        shape.push_back(0);
        for (Field part; parts.next(part);)
            if (part.number == 1 && part.value <= static_cast<std::uint64_t>(std::numeric_limits<int>::max()))
                shape.back() = static_cast<int>(part.value);
    }
    return shape;
}

}  // namespace

std::optional<std::vector<int>> onnx_input_shape(std::string_view file_bytes) {
    Fields model(file_bytes);
    std::string_view graph;
    for (Field field; model.next(field);)
        if (field.number == 7) graph = field.bytes;
    if (!model.whole() || graph.empty()) return std::nullopt;
    std::set<std::string_view> weights;
    Fields tensors(graph);
    for (Field field; tensors.next(field);)
        if (field.number == 5) weights.insert(child(field.bytes, 8));
    Fields inputs(graph);
    for (Field field; inputs.next(field);)
        if (field.number == 11 && !weights.contains(child(field.bytes, 1))) return shape_of(field.bytes);
    return std::nullopt;
}

}  // namespace stubble::session
