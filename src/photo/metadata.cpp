#include "photo/metadata.h"

#include <glib.h>

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

// RIFF chunks have an even number of bytes.
std::string riff_chunk(const std::string& name, const std::string& data) {
    std::string chunk = name + little_endian(data.size(), 4) + data;
    if (data.size() % 2 == 1) chunk += byte(0);
    return chunk;
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

// RFC 9649, 2.7: an extended file is a VP8X chunk with flags and canvas size, the picture, then the XMP
// chunk.
std::string webp_with_xmp(const std::string& webp, const std::string& xmp, core::Size size) {
    if (xmp.empty()) return webp;
    core::require(webp.size() > 20 && webp.compare(12, 4, "VP8 ") == 0, "a plain lossy WebP is extended");
    constexpr std::size_t xmp_flag = 0x04;
    const std::string head = little_endian(xmp_flag, 4) +
                             little_endian(static_cast<std::size_t>(size.width - 1), 3) +
                             little_endian(static_cast<std::size_t>(size.height - 1), 3);
    const std::string body = "WEBP" + riff_chunk("VP8X", head) + webp.substr(12) + riff_chunk("XMP ", xmp);
    return "RIFF" + little_endian(body.size(), 4) + body;
}

}  // namespace stubble::photo
