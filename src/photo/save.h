// Pictures and texts to files. Every file is written beside its target, synced and renamed: no partial file
// is ever seen.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/image.h"

namespace stubble::photo {

// What pictures can be written as.
enum class PictureFormat { png, jpeg, webp, tiff };
// Lower case with dot, the usual one first.
const std::vector<std::string>& extensions_of(PictureFormat format);
// Those of all formats.
const std::vector<std::string>& picture_extensions();
// In capitals or not; nullopt for an extension of no format here.
std::optional<PictureFormat> format_of(const std::string& extension);

struct SaveOptions {
    int jpeg_quality = 95;
    bool mark_simulated =
        true;                 // XMP digitalSourceType compositeSynthetic; no other metadata is ever written
    std::string description;  // XMP dc:description; empty: none
};

enum class Content { picture, text };

// For asking before minutes are spent on a content. Throws SaveError for a name that is too long, a missing
// or read-only folder, a folder or socket in the place of a file, and for pictures a pipe or device there.
void check_target(const std::filesystem::path& path, Content content);

// Format by extension. Throws SaveError naming path and reason; an existing
// file is replaced only once the new one is complete, and keeps its bytes otherwise. Mode 0600.
void save_picture(const core::Picture& picture, const std::filesystem::path& path, const SaveOptions& = {});

// 8-bit single-channel PNG (label or mask pictures).
void save_mask(const core::Mask& mask, const std::filesystem::path& path);

// 16-bit single-channel PNG, as load_map of photo.h reads it.
void save_map(const core::Image<std::uint16_t>& map, const std::filesystem::path& path);

// Any text (JSON reports), written the same safe way, or straight into a pipe or character device.
void save_text(const std::string& text, const std::filesystem::path& path);

// Encodes without touching the disk; `extension` like ".jpg".
std::string encode_picture(const core::Picture& picture, const std::string& extension,
                           const SaveOptions& = {});

}  // namespace stubble::photo
