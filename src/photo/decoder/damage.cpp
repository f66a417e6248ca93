#include "photo/decoder/damage.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

#include "photo/decoder/vips_picture.h"
#include "photo/jpeg_scans.h"
#include "photo/png_chunks.h"

namespace stubble::photo {
namespace {

// Share of the stored picture's rows that can be decoded before the data end.
double share_of_rows(std::span<const std::uint8_t> bytes, Format format) {
    const OwnedImage image = load(bytes, format, VIPS_FAIL_ON_TRUNCATED);
    const std::unique_ptr<VipsRegion, Unref> region(vips_region_new(image.get()));
    constexpr int strip = 8;
    for (int y = 0; y < image->Ysize; y += strip) {
        const VipsRect rows{0, y, image->Xsize, std::min(strip, image->Ysize - y)};
        if (vips_region_prepare(region.get(), &rows)) return static_cast<double>(y) / image->Ysize;
    }
    return 1.0;
}

// Bytes that come out of the compressed data of a PNG before they end or turn bad.
std::uint64_t inflated_bytes(const std::vector<PngChunk>& chunks) {
    const std::unique_ptr<GZlibDecompressor, Unref> inflater(
        g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
    std::vector<std::uint8_t> out(1 << 16);
    std::uint64_t sum = 0;
    for (const PngChunk& chunk : chunks) {
        if (chunk.name != "IDAT") continue;
        for (std::size_t at = 0; at < chunk.data.size();) {
            gsize used = 0, got = 0;
            const GConverterResult result = g_converter_convert(
                G_CONVERTER(inflater.get()), chunk.data.data() + at, chunk.data.size() - at, out.data(),
                out.size(), G_CONVERTER_NO_FLAGS, &used, &got, nullptr);
            sum += got;
            at += used;
            if (result != G_CONVERTER_CONVERTED) return sum;
        }
    }
    return sum;
}

}  // namespace

double missing_share(std::span<const std::uint8_t> bytes, Format format) {
    if (format == Format::png)
        return 1.0 - std::min(1.0, static_cast<double>(inflated_bytes(png_chunks(bytes))) /
                                       static_cast<double>(std::max<std::uint64_t>(1, png_raw_bytes(bytes))));
    if (format == Format::jpeg)
        if (const std::optional<double> share = progressive_share(bytes)) return 1.0 - *share;
    return 1.0 - share_of_rows(bytes, format);
}

}  // namespace stubble::photo
