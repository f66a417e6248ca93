// A drawn head with a document of its own, and what follows from it.
#pragma once

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <string>

#include "core/colour.h"
#include "core/random.h"
#include "photo/save.h"
#include "session/document.h"

namespace stubble::test {

// A bald head seen from the front and a little above: a shaded skin-coloured egg before a grey wall.
inline core::Picture drawn_head(int width, int height) {
    core::Picture picture(width, height, core::Rgb8{150, 156, 160});
    const double cx = 0.5 * width, cy = 0.5 * height, rx = 0.30 * width, ry = 0.40 * height;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const double u = (x + 0.5 - cx) / rx, v = (y + 0.5 - cy) / ry, r2 = u * u + v * v;
            if (r2 >= 1.0) continue;
            const double light = 0.55 + 0.45 * std::sqrt(1.0 - r2) - 0.1 * u;
            const auto index = static_cast<std::uint64_t>(y) * static_cast<std::uint64_t>(width) +
                               static_cast<std::uint64_t>(x);
            const double grain = 0.02 * (double(core::random_unit(3, index)) - 0.5);
            const auto f = static_cast<float>(light + grain);
            picture.at(x, y) = core::srgb8_from_linear(core::LinearRgb(0.52f, 0.30f, 0.20f) * f);
        }
    return picture;
}

inline std::filesystem::path output(const std::string& name) {
    std::filesystem::create_directories(STUBBLE_OUTPUT_DIR);
    return std::filesystem::path(STUBBLE_OUTPUT_DIR) / name;
}

inline const std::filesystem::path& head_photo() {
    static const std::filesystem::path path = [] {
        const auto file = output("session_head.png");
        photo::save_picture(drawn_head(420, 480), file);
        return file;
    }();
    return path;
}

inline session::Document document_for_test() {
    session::Document document = session::new_document(head_photo());
    document.hints.view = scalp::View::front;
    document.hints.px_per_mm = 1.7;
    return document;
}

inline const session::Derived& first_result() {
    static const session::Derived derived = session::evaluate(document_for_test());
    return derived;
}

inline bool warns(const session::Derived& derived, const std::string& code) {
    return std::any_of(derived.warnings.begin(), derived.warnings.end(),
                       [&](const session::Warning& warning) { return warning.code == code; });
}

}  // namespace stubble::test
