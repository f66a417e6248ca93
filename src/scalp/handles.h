// Points of the head that a user can show in the photo, so that the head is fitted to them.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "core/head_frame.h"

namespace stubble::scalp {

enum class Handle {
    crown,      // vertex: the top of the head, held level
    left_ear,   // where the upper rim of the person's left ear meets the head
    right_ear,  // likewise
    brow,       // middle between the brows (glabella)
};

// As the command line and files of hints call them.
inline constexpr std::array<std::string_view, 4> handle_names = {"crown", "left-ear", "right-ear", "brow"};

// By Handle, in photo pixels; nullopt where none is given.
using Handles = std::array<std::optional<core::PhotoPoint>, handle_names.size()>;

// nullopt for any other name.
std::optional<Handle> handle_named(std::string_view name);

// Where it lies on a head of that shape.
core::HeadPoint place_of(Handle handle, const core::HeadShape& shape);

}  // namespace stubble::scalp
