// Any colour model, profile and transparency to plain sRGB.
#pragma once

#include <string>

#include "photo/decoder/vips_picture.h"

namespace stubble::photo {

struct Coloured {
    OwnedImage image;     // three 8-bit channels, sRGB
    std::string warning;  // empty: none
};

// Throws Refusal where that cannot be done.
Coloured in_srgb(OwnedImage image);

}  // namespace stubble::photo
