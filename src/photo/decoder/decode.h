// One file's bytes to the pixels of a reply.
#pragma once

#include <cstdint>
#include <span>

#include "photo/container.h"
#include "photo/decoder/reply.h"

namespace stubble::photo {

// Upright sRGB pixels, and what the metadata tells. A damaged photo is opened as far as it goes, with a
// warning. Throws Refusal, which names the missing part of a file that cannot be opened without it.
void decode_photo(std::span<const std::uint8_t> bytes, Format format, const DecoderOrder& order,
                  Reply& reply);

// One 16-bit value a pixel, as stored. Throws Refusal.
void decode_map(std::span<const std::uint8_t> bytes, Format format, const DecoderOrder& order, Reply& reply);

}  // namespace stubble::photo
