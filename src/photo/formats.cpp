#include <algorithm>
#include <array>

#include "photo/save.h"

namespace stubble::photo {
namespace {

struct Format {
    PictureFormat format;
    std::vector<std::string> extensions;
};

const std::array<Format, 4>& formats() {
    static const std::array<Format, 4> all = {{{PictureFormat::png, {".png"}},
                                               {PictureFormat::jpeg, {".jpg", ".jpeg"}},
                                               {PictureFormat::webp, {".webp"}},
                                               {PictureFormat::tiff, {".tif", ".tiff"}}}};
    return all;
}

std::string lower(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

}  // namespace

const std::vector<std::string>& extensions_of(PictureFormat format) {
    return std::ranges::find(formats(), format, &Format::format)->extensions;
}

const std::vector<std::string>& picture_extensions() {
    static const std::vector<std::string> all = [] {
        std::vector<std::string> list;
        for (const Format& format : formats())
            list.insert(list.end(), format.extensions.begin(), format.extensions.end());
        return list;
    }();
    return all;
}

std::optional<PictureFormat> format_of(const std::string& extension) {
    const std::string wanted = lower(extension);
    for (const auto& [format, extensions] : formats())
        if (std::ranges::find(extensions, wanted) != extensions.end()) return format;
    return std::nullopt;
}

}  // namespace stubble::photo
