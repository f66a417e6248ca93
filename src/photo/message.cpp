#include "photo/message.h"

#include <glib.h>

#include <cstdio>

namespace stubble::photo {
namespace {

bool breaks_the_line(gunichar character) {
    const GUnicodeType type = g_unichar_type(character);
    return type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || type == G_UNICODE_LINE_SEPARATOR ||
           type == G_UNICODE_PARAGRAPH_SEPARATOR;
}

std::string escaped(const char* format, unsigned value) {
    char buffer[16];
    std::snprintf(buffer, sizeof buffer, format, value);
    return buffer;
}

}  // namespace

std::string one_line(std::string_view text) {
    std::string line;
    for (std::size_t i = 0; i < text.size();) {
        const gunichar character =
            g_utf8_get_char_validated(text.data() + i, static_cast<gssize>(text.size() - i));
        if (character >= static_cast<gunichar>(-2)) {
            line += escaped("\\x%02x", static_cast<unsigned char>(text[i++]));
            continue;
        }
        const std::size_t length =
            character == 0 ? 1 : static_cast<std::size_t>(g_unichar_to_utf8(character, nullptr));
        if (breaks_the_line(character))
            line += escaped(character < 0x80 ? "\\x%02x" : "\\u{%04x}", character);
        else
            line += text.substr(i, length);
        i += length;
    }
    return line;
}

std::string quoted(const std::filesystem::path& path) {
    return std::string("'").append(one_line(path.string())).append("'");
}

}  // namespace stubble::photo
