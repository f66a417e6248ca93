// The one piece of metadata that leaves the program: an XMP packet that marks a picture as simulated.
#pragma once

#include <string>

#include "core/image.h"
#include "photo/save.h"

namespace stubble::photo {

// IPTC Extension "Digital Source Type" (IPTC Photo Metadata Standard 2023.1) and the description; empty when
// neither is wanted.
std::string xmp_packet(const SaveOptions& options);

// The same JPEG, PNG or lossy WebP, whose bytes hold no metadata, with the packet put in as plain text.
// libvips would add EXIF data of its own to files that keep metadata, and compress the packet in PNG.
std::string jpeg_with_xmp(const std::string& jpeg, const std::string& xmp);
std::string png_with_xmp(const std::string& png, const std::string& xmp);
std::string webp_with_xmp(const std::string& webp, const std::string& xmp, core::Size size);

}  // namespace stubble::photo
