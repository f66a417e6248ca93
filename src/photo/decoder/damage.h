// How much of a damaged picture is missing.
#pragma once

#include <cstdint>
#include <span>

#include "photo/container.h"

namespace stubble::photo {

// Share of the picture, 0..1, that cannot be decoded because its data end or turn bad before.
double missing_share(std::span<const std::uint8_t> bytes, Format format);

}  // namespace stubble::photo
