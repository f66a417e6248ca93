#include "photo/metadata.h"

#include <glib.h>

#include <cstdint>

namespace stubble::photo {
namespace {

std::string xml_text(const std::string& text) {
    gchar* valid = g_utf8_make_valid(text.c_str(), -1);
    gchar* escaped = g_markup_escape_text(valid, -1);
    std::string result = escaped;
    g_free(escaped);
    g_free(valid);
    return result;
}

char byte(std::size_t value) {
    return static_cast<char>(static_cast<unsigned char>(value & 0xFF));
}

std::string little_endian(std::size_t value, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i) text += byte(value >> (8 * i));
    return text;
}

std::string big_endian(std::uint32_t value) {
    return {byte(value >> 24), byte(value >> 16), byte(value >> 8), byte(value)};
}

// PNG specification, third edition, annex D.
std::uint32_t crc32(const std::string& bytes) {
    std::uint32_t crc = ~0u;
    for (const char c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (crc & 1u ? 0xEDB88320u : 0u);
    }
    return ~crc;
}

// RIFF chunks have an even number of bytes.
std::string riff_chunk(const std::string& name, const std::string& data) {
    std::string chunk = name + little_endian(data.size(), 4) + data;
    if (data.size() % 2 == 1) chunk += byte(0);
    return chunk;
}

// The chunk with the pixels, from a plain or an extended file.
std::string picture_chunk(const std::string& webp) {
    for (std::size_t at = 12; at + 8 <= webp.size();) {
        std::size_t size = 0;
        for (int i = 3; i >= 0; --i)
            size = size << 8 | static_cast<unsigned char>(webp[at + 4 + static_cast<std::size_t>(i)]);
        if (webp.compare(at, 4, "VP8 ") == 0) return webp.substr(at, 8 + size + size % 2);
        at += 8 + size + size % 2;
    }
    core::require(false, "a lossy WebP holds a VP8 chunk");
    return {};
}

}  // namespace

std::string xmp_packet(const SaveOptions& options) {
    std::string body;
    if (options.mark_simulated)
        body +=
            "<Iptc4xmpExt:DigitalSourceType>"
            "http://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic"
            "</Iptc4xmpExt:DigitalSourceType>";
    if (!options.description.empty())
        body += "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">" + xml_text(options.description) +
                "</rdf:li></rdf:Alt></dc:description>";
    if (body.empty()) return {};
    return "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"
           "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
           "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
           "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
           " xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\">" +
           body + "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>";
}

// XMP specification part 3, 1.1.3: one APP1 segment, behind the JFIF header where there is one.
std::string jpeg_with_xmp(const std::string& jpeg, const std::string& xmp) {
    if (xmp.empty()) return jpeg;
    const std::string payload =
        std::string("http://ns.adobe.com/xap/1.0/", 29) + xmp;  // ends with a zero byte
    core::require(payload.size() + 2 <= 0xFFFF, "a picture's description fits one JPEG segment");
    std::size_t at = 2;
    if (jpeg.size() > 6 && jpeg.compare(2, 2, "\xFF\xE0") == 0)
        at = 4 + static_cast<unsigned char>(jpeg[4]) * 256u + static_cast<unsigned char>(jpeg[5]);
    const std::size_t length = payload.size() + 2;
    std::string segment = "\xFF\xE1";
    segment.append({byte(length >> 8), byte(length)}).append(payload);
    return std::string(jpeg).insert(at, segment);
}

// XMP specification part 3, 1.1.5: an uncompressed iTXt chunk, behind the header.
std::string png_with_xmp(const std::string& png, const std::string& xmp) {
    if (xmp.empty()) return png;
    constexpr std::size_t header_end = 8 + 25;
    core::require(png.size() > header_end && png.compare(12, 4, "IHDR") == 0, "a PNG begins with its header");
    const std::string chunk = "iTXt" + std::string("XML:com.adobe.xmp\0\0\0\0\0", 22) + xmp;
    return std::string(png).insert(header_end, big_endian(static_cast<std::uint32_t>(chunk.size() - 4)) +
                                                   chunk + big_endian(crc32(chunk)));
}

// RFC 9649, 2.7: an extended file is a VP8X chunk with flags and canvas size, the picture, then the XMP
// chunk.
std::string webp_with_xmp(const std::string& webp, const std::string& xmp, core::Size size) {
    if (xmp.empty()) return webp;
    constexpr std::size_t xmp_flag = 0x04;
    const std::string head = little_endian(xmp_flag, 4) +
                             little_endian(static_cast<std::size_t>(size.width - 1), 3) +
                             little_endian(static_cast<std::size_t>(size.height - 1), 3);
    const std::string body =
        "WEBP" + riff_chunk("VP8X", head) + picture_chunk(webp) + riff_chunk("XMP ", xmp);
    return "RIFF" + little_endian(body.size(), 4) + body;
}

}  // namespace stubble::photo
