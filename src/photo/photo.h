// A photo file to an upright, colour-managed picture with its metadata, and pictures back to files.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/image.h"

namespace stubble::photo {

struct Photo {
    core::Picture pixels;  // upright, sRGB, alpha laid over white
    std::filesystem::path path;
    std::vector<std::uint8_t> file_bytes;  // the file as found, byte for byte
    std::string sha256;                    // of file_bytes, lower-case hex
    bool fine_colour = true;  // false: the file holds colour at half the size, as cameras write it
    std::optional<double> focal_length_35mm;  // equivalent focal length from the metadata, mm
    double missing_share = 0.0;               // share of the picture lost with a truncated file, 0 = whole
    std::vector<std::string> warnings;        // one line each, for the user
};

struct LoadLimits {
    double seconds = 30.0;                    // wall time of the decoder
    std::uint64_t memory_bytes = 3ull << 30;  // address space of the decoder
    std::uint64_t max_pixels = 128'000'000;   // trust.md: largest photo
    int max_side_px = 32'767;
    std::uint64_t max_file_bytes = 512ull << 20;
};

// Reads JPEG, PNG, TIFF, WebP, HEIC or AVIF; decoding runs in a limited child process, so a malicious or
// broken file can do no more than fail. Orientation is applied and colours are converted to sRGB through the
// embedded profile. A truncated photo is opened with `missing_share` and a warning. Throws LoadError with one
// clear line.
Photo load_photo(const std::filesystem::path& path, const LoadLimits& limits = {});

// A 16-bit or 8-bit single-channel map (label or density picture), values as stored, not colour managed.
// Throws LoadError; also when the size is not `expected` (pass {} to accept any).
core::Image<std::uint16_t> load_map(const std::filesystem::path& path, core::Size expected,
                                    const LoadLimits& limits = {});

// A map whose values count in the steps of 16 bits: one of 8 bits, which would be read 256 times too low, is
// refused as well.
core::Image<std::uint16_t> load_fine_map(const std::filesystem::path& path, core::Size expected,
                                         const LoadLimits& limits = {});

}  // namespace stubble::photo
