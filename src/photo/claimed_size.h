// The picture's size as the file's header claims it, read without a decoder: so a bomb costs next to nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "photo/container.h"

namespace stubble::photo {

struct ClaimedSize {
    std::uint64_t width = 0, height = 0;
};

// For JPEG, PNG and TIFF; nullopt for other formats and where the header says nothing. A hint only: the
// decoder checks again what it really finds.
std::optional<ClaimedSize> claimed_size(std::span<const std::uint8_t> bytes, Format format);

}  // namespace stubble::photo
