// The one thing an ONNX file must tell before it is run: what it is fed.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace stubble::session {

// Shape of the net's first input, 0 for a side it leaves open; nullopt when the bytes are no ONNX model or do
// not say. Weights that old files list among the inputs do not count.
std::optional<std::vector<int>> onnx_input_shape(std::string_view file_bytes);

}  // namespace stubble::session
