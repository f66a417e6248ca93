// A user's own face-parsing net, by the name of its file.
#pragma once

#include <filesystem>

#include "scalp/parser_model.h"

namespace stubble::session {

// What MODEL.onnx says of its input, and, where MODEL.json lies beside it, what that says. All keys are
// optional:
//   "size": [width, height], "mean": [3 numbers], "std": [3 numbers], "order": "RGB" or "BGR",
//   "output": name, "classes": {"background": [...], "skin": [...], "hair": [...]}
// The rest is as scalp::ParserModel has it. Throws core::LoadError with one line for a file that cannot be
// read, an input that is no colour picture, and a key or value of MODEL.json that means nothing.
scalp::ParserModel face_parser(const std::filesystem::path& model);

}  // namespace stubble::session
