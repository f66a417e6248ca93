// What the first bytes of an image file say, without any image library.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace stubble::photo {

enum class Format { jpeg, png, tiff, webp, heif, gif, bmp, pdf, svg, text, unknown };

inline bool has(std::span<const std::uint8_t> bytes, std::size_t at, std::string_view magic) {
    if (bytes.size() < at + magic.size()) return false;
    for (std::size_t i = 0; i < magic.size(); ++i)
        if (bytes[at + i] != static_cast<std::uint8_t>(magic[i])) return false;
    return true;
}

// 0 beyond the end.
inline std::uint32_t big_endian32(std::span<const std::uint8_t> bytes, std::size_t at) {
    if (bytes.size() < at + 4) return 0;
    return std::uint32_t{bytes[at]} << 24 | std::uint32_t{bytes[at + 1]} << 16 |
           std::uint32_t{bytes[at + 2]} << 8 | std::uint32_t{bytes[at + 3]};
}

inline std::uint32_t little_endian32(std::span<const std::uint8_t> bytes, std::size_t at) {
    return __builtin_bswap32(big_endian32(bytes, at));
}

// Where the first frame header of a JPEG begins, at its marker (ITU-T T.81, B.2.2); the end of the bytes
// where there is none. Bytes between segments are passed over, as decoders do.
inline std::size_t jpeg_frame_at(std::span<const std::uint8_t> bytes) {
    for (std::size_t at = 2; at + 4 <= bytes.size();) {
        const unsigned marker = bytes[at + 1];
        const bool alone = marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7);  // without a length
        if (bytes[at] != 0xFF || marker == 0xFF || marker == 0x00 || alone) {
            at += alone && bytes[at] == 0xFF ? 2 : 1;
            continue;
        }
        if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) return at;
        at += 2 + (bytes[at + 2] * 256u + bytes[at + 3]);
    }
    return bytes.size();
}

inline bool has_heif_brand(std::span<const std::uint8_t> bytes) {
    for (const char* brand : {"heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "avif", "avis"})
        if (has(bytes, 8, brand)) return true;
    return false;
}

inline bool is_text(std::span<const std::uint8_t> bytes) {
    for (std::size_t i = 0; i < bytes.size() && i < 256; ++i)
        if (bytes[i] < 0x20 && bytes[i] != '\n' && bytes[i] != '\r' && bytes[i] != '\t') return false;
    return bytes.size() >= 16;
}

inline Format format_of(std::span<const std::uint8_t> bytes) {
    if (has(bytes, 0, "\xFF\xD8\xFF")) return Format::jpeg;
    if (has(bytes, 0, "\x89PNG\r\n\x1A\n")) return Format::png;
    if (has(bytes, 0, std::string_view("II*\0", 4)) || has(bytes, 0, std::string_view("MM\0*", 4)) ||
        has(bytes, 0, std::string_view("II+\0", 4)) || has(bytes, 0, std::string_view("MM\0+", 4)))
        return Format::tiff;
    if (has(bytes, 0, "RIFF") && has(bytes, 8, "WEBP")) return Format::webp;
    if (has(bytes, 4, "ftyp") && has_heif_brand(bytes)) return Format::heif;
    if (has(bytes, 0, "GIF8")) return Format::gif;
    if (has(bytes, 0, "BM")) return Format::bmp;
    if (has(bytes, 0, "%PDF")) return Format::pdf;
    if (has(bytes, 0, "<svg") || has(bytes, 0, "<?xml")) return Format::svg;
    return is_text(bytes) ? Format::text : Format::unknown;
}

// For formats that are not read: what to call them. Null for the others.
inline const char* unsupported_name(Format format) {
    switch (format) {
        case Format::gif:
            return "a GIF picture";
        case Format::bmp:
            return "a BMP picture";
        case Format::pdf:
            return "a PDF document";
        case Format::svg:
            return "an SVG or XML document";
        case Format::text:
            return "a text file";
        case Format::unknown:
            return "no image of a known format";
        default:
            return nullptr;
    }
}

// Why a picture of this size is refused, and what to do; empty when it is within the limits.
inline std::string too_large(std::uint64_t width, std::uint64_t height, std::uint64_t max_pixels,
                             std::uint64_t max_side_px) {
    if (width <= max_side_px && height <= max_side_px && width * height <= max_pixels) return {};
    return "it claims to be " + std::to_string(width) + " x " + std::to_string(height) +
           " pixels, more than the " + std::to_string(max_pixels / 1'000'000) + " megapixels or " +
           std::to_string(max_side_px) + " pixels a side allowed; save a smaller copy";
}

inline constexpr std::size_t png_depth_at = 24;  // bits a channel, in IHDR (PNG, 11.2.2)

// One channel of 8 or 16 bits without a palette; the colour type follows the depth.
inline bool is_plain_grey_png(std::span<const std::uint8_t> bytes) {
    return has(bytes, 12, "IHDR") && bytes.size() > png_depth_at + 1 &&
           (bytes[png_depth_at] == 8 || bytes[png_depth_at] == 16) && bytes[png_depth_at + 1] == 0;
}

// Bytes the file must at least have had, from what its header says; 0 when the header does not tell. RIFF and
// box sizes say it exactly; a TIFF directory that lies beyond the end gives a lower bound.
inline std::uint64_t declared_bytes(std::span<const std::uint8_t> bytes, Format format) {
    if (format == Format::webp) return 8ull + little_endian32(bytes, 4);
    if (format == Format::tiff && has(bytes, 0, "II*")) return 2ull + little_endian32(bytes, 4);
    if (format == Format::tiff && has(bytes, 0, "MM")) return 2ull + big_endian32(bytes, 4);
    if (format != Format::heif) return 0;
    std::uint64_t at = 0;
    while (at + 8 <= bytes.size()) {
        std::uint64_t size = big_endian32(bytes, at);
        if (size == 1) size = std::uint64_t{big_endian32(bytes, at + 8)} << 32 | big_endian32(bytes, at + 12);
        if (size < 8) break;  // 0: the box goes on to the end of the file
        at = at + size < at ? bytes.size() : at + size;
    }
    return at;
}

}  // namespace stubble::photo
