// PNG files as a row of chunks (PNG specification, third edition, 5).
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "photo/container.h"

namespace stubble::photo {

struct PngChunk {
    std::size_t start = 0;             // of its length field
    std::uint64_t declared_bytes = 0;  // of its data
    std::span<const std::uint8_t> data;
    std::string_view name;
    bool cut = false;  // the file ends inside it
};

// The chunks up to IEND or the end of the file; a last one may be cut.
inline std::vector<PngChunk> png_chunks(std::span<const std::uint8_t> bytes) {
    std::vector<PngChunk> chunks;
    std::size_t at = 8;
    while (at + 8 <= bytes.size()) {
        PngChunk chunk;
        chunk.start = at;
        chunk.declared_bytes = big_endian32(bytes, at);
        chunk.name = {reinterpret_cast<const char*>(bytes.data()) + at + 4, 4};
        const std::uint64_t left = bytes.size() - at - 8;
        chunk.data = bytes.subspan(at + 8, std::min(chunk.declared_bytes, left));
        chunk.cut = left < chunk.declared_bytes + 4;
        chunks.push_back(chunk);
        if (chunk.cut || chunk.name == "IEND") break;
        at += 12 + chunk.declared_bytes;
    }
    return chunks;
}

// A kilobyte of compressed text can grow to a megabyte and is of no use here.
inline bool is_heavy_text(const PngChunk& chunk) {
    constexpr std::size_t largest_text_bytes = 64 << 10;  // default: EXIF in a text chunk is smaller
    const bool text = chunk.name == "zTXt" || chunk.name == "iTXt" || chunk.name == "tEXt";
    return text && chunk.data.size() > largest_text_bytes;
}

// A copy without heavy texts whose last chunk claims only the bytes that are there, so that a decoder which
// reads in large blocks uses all of them; empty when the file needs neither.
inline std::vector<std::uint8_t> tidied_png(std::span<const std::uint8_t> bytes) {
    const std::vector<PngChunk> chunks = png_chunks(bytes);
    if (std::none_of(chunks.begin(), chunks.end(), [](auto& c) { return c.cut || is_heavy_text(c); }))
        return {};
    std::vector<std::uint8_t> tidy(bytes.begin(), bytes.begin() + 8);
    const auto put32 = [&](std::uint64_t value) {
        for (int shift = 24; shift >= 0; shift -= 8)
            tidy.push_back(static_cast<std::uint8_t>(value >> shift));
    };
    for (const PngChunk& chunk : chunks) {
        if (is_heavy_text(chunk)) continue;
        put32(chunk.data.size());
        tidy.insert(tidy.end(), chunk.name.begin(), chunk.name.end());
        tidy.insert(tidy.end(), chunk.data.begin(), chunk.data.end());
        if (chunk.cut)
            put32(0);  // no checksum can be right; the lenient decoder looks past it
        else
            put32(big_endian32(bytes, chunk.start + 8 + chunk.data.size()));
    }
    return tidy;
}

// Bytes of the decompressed picture, filter bytes included; 0 without a valid header.
inline std::uint64_t png_raw_bytes(std::span<const std::uint8_t> bytes) {
    if (!has(bytes, 12, "IHDR") || bytes.size() < 29) return 0;
    const std::uint64_t width = big_endian32(bytes, 16), height = big_endian32(bytes, 20);
    constexpr int channels_of_type[] = {1, 0, 3, 1, 2, 0, 4};
    if (bytes[25] > 6) return 0;
    const std::uint64_t bits = bytes[24] * static_cast<std::uint64_t>(channels_of_type[bytes[25]]);
    const auto part = [&](std::uint64_t columns, std::uint64_t rows) {
        return columns == 0 ? 0 : rows * (1 + (columns * bits + 7) / 8);
    };
    if (bytes[28] == 0) return part(width, height);
    // The seven passes of Adam7: first column and row, distance to the next.
    constexpr std::uint64_t x0[] = {0, 4, 0, 2, 0, 1, 0}, y0[] = {0, 0, 4, 0, 2, 0, 1};
    constexpr std::uint64_t dx[] = {8, 8, 4, 4, 2, 2, 1}, dy[] = {8, 8, 8, 4, 4, 2, 2};
    std::uint64_t sum = 0;
    for (int i = 0; i < 7; ++i)
        sum += part((width + dx[i] - 1 - x0[i]) / dx[i], (height + dy[i] - 1 - y0[i]) / dy[i]);
    return sum;
}

}  // namespace stubble::photo
