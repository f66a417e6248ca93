// libvips as the decoder uses it: objects that free themselves, and complaints as refusals.
#pragma once

#include <vips/vips.h>

#include <cstdint>
#include <memory>
#include <span>

#include "photo/container.h"
#include "photo/refusal.h"

namespace stubble::photo {

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
};
using OwnedImage = std::unique_ptr<VipsImage, Unref>;
using OwnedSource = std::unique_ptr<VipsSource, Unref>;

// The file is damaged, with the first line of what the libraries complained about since the last call.
Refusal damaged();

// Takes over the result of a vips operation; by reference, so that it is read after the operation ran.
OwnedImage result(int failed, VipsImage*& image);

// The picture as stored, decoded while it is read. Throws Refusal.
OwnedImage load(std::span<const std::uint8_t> bytes, Format format, VipsFailOn strictness);

}  // namespace stubble::photo
