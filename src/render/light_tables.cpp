#include "render/light_tables.h"

#include <cmath>

namespace stubble::render {

CodeTable::CodeTable() {
    for (int i = 0; i <= steps; ++i)
        codes_[i] = static_cast<float>(
            255.0 * core::srgb_from_linear(core::picture_from_scene(core::scene_white * i / steps)));
}

const CodeTable& CodeTable::instance() {
    static const CodeTable table;
    return table;
}

FilterTable::FilterTable(const core::LinearRgb& density, float most)
    : per_amount_(most > 0.0f ? static_cast<float>(steps) / most : 0.0f) {
    for (std::size_t i = 0; i <= steps; ++i) {
        const float amount = most * static_cast<float>(i) / static_cast<float>(steps);
        left_[i] = Channels{std::pow(10.0f, -density.x * amount), std::pow(10.0f, -density.y * amount),
                            std::pow(10.0f, -density.z * amount), 1.0f};
    }
}

}  // namespace stubble::render
