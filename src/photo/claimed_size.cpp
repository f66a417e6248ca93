#include "photo/claimed_size.h"

namespace stubble::photo {
namespace {

using Bytes = std::span<const std::uint8_t>;

unsigned number16(Bytes bytes, std::size_t at, bool little = false) {
    if (bytes.size() < at + 2) return 0;
    return little ? bytes[at] | bytes[at + 1] * 256u : bytes[at] * 256u + bytes[at + 1];
}

std::optional<ClaimedSize> of_jpeg(Bytes bytes) {
    const std::size_t frame = jpeg_frame_at(bytes);
    if (frame + 9 > bytes.size()) return std::nullopt;
    return ClaimedSize{number16(bytes, frame + 7), number16(bytes, frame + 5)};
}

// ImageWidth and ImageLength of the first directory (TIFF 6.0, section 2).
std::optional<ClaimedSize> of_tiff(Bytes bytes) {
    const bool little = has(bytes, 0, "II*");
    if (!little && !has(bytes, 0, std::string_view("MM\0*", 4))) return std::nullopt;
    const auto number32 = [&](std::size_t at) {
        return little ? little_endian32(bytes, at) : big_endian32(bytes, at);
    };
    const std::size_t directory = number32(4);
    ClaimedSize size;
    for (std::size_t i = 0; i < number16(bytes, directory, little); ++i) {
        const std::size_t entry = directory + 2 + 12 * i;
        const bool short_type = number16(bytes, entry + 2, little) == 3;
        const std::uint64_t value = short_type ? number16(bytes, entry + 8, little) : number32(entry + 8);
        if (number16(bytes, entry, little) == 256) size.width = value;
        if (number16(bytes, entry, little) == 257) size.height = value;
    }
    return size;
}

}  // namespace

std::optional<ClaimedSize> claimed_size(Bytes bytes, Format format) {
    if (format == Format::png && has(bytes, 12, "IHDR"))
        return ClaimedSize{big_endian32(bytes, 16), big_endian32(bytes, 20)};
    if (format == Format::jpeg) return of_jpeg(bytes);
    if (format == Format::tiff) return of_tiff(bytes);
    return std::nullopt;
}

}  // namespace stubble::photo
