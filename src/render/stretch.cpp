#include "render/stretch.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "core/tone_curve.h"
#include "pigment/shades.h"
#include "render/wide.h"

namespace stubble::render {
namespace {

// Unrounded sRGB codes of scene light; core::srgb_codes_from_scene to 0.05 codes.
class CodeTable {
 public:
    static constexpr int steps = 4096;
    static constexpr float steps_per_light = steps / static_cast<float>(core::scene_white);
    static constexpr float last = steps - 0.001f;  // the largest position in the table
    static const CodeTable& instance() {
        static const CodeTable table;
        return table;
    }
    const float* codes() const { return codes_; }

 private:
    CodeTable() {
        for (int i = 0; i <= steps; ++i)
            codes_[i] = static_cast<float>(
                255.0 * core::srgb_from_linear(core::picture_from_scene(core::scene_white * i / steps)));
    }
    float codes_[steps + 1];
};

using Floats = float* __restrict;
using ConstFloats = const float* __restrict;

STUBBLE_LOOP float least(float a, float b) {
    return a < b ? a : b;
}
STUBBLE_LOOP float most(float a, float b) {
    return a > b ? a : b;
}

// 2^x for -120 <= x <= 0, to 3e-6 of it.
STUBBLE_LOOP float power_of_2(float x) {
    const int whole = static_cast<int>(x - 0.5f);
    const float f = x - static_cast<float>(whole);
    const float part =
        1.0f +
        f * (0.69314718f + f * (0.24022651f + f * (0.05550411f + f * (0.00961813f + f * 0.00133336f))));
    return part * std::bit_cast<float>((whole + 127) << 23);
}

STUBBLE_LOOP void interpolate_loop(Floats to, ConstFloats from, int x0, float cells_per_px, float last) {
    for (int k = 0; k < stretch_px; ++k) {
        const float u = (static_cast<float>(x0 + k) + 0.5f) * cells_per_px - 0.5f;
        to[k] = least(most(u, 0.0f), last);
    }
    for (int k = 0; k < stretch_px; ++k) {
        const int cell = static_cast<int>(to[k]);
        to[k] = from[cell] + (to[k] - static_cast<float>(cell)) * (from[cell + 1] - from[cell]);
    }
}

STUBBLE_LOOP void filter_loop(Floats to, ConstFloats amount, float by) {
    for (int k = 0; k < stretch_px; ++k) to[k] = most(by * amount[k], -120.0f);
    for (int k = 0; k < stretch_px; ++k) to[k] = power_of_2(to[k]);
}

STUBBLE_LOOP void lay_loop(Floats to, ConstFloats crisp, ConstFloats between, float absorptance, float colour,
                           float most_taken) {
    for (int k = 0; k < stretch_px; ++k) {
        const float shows = (1.0f - least(crisp[k] * absorptance, most_taken)) * between[k];
        to[k] = colour * (1.0f - shows) + to[k] * shows;
    }
}

STUBBLE_LOOP void multiply_loop(Floats to, ConstFloats with) {
    for (int k = 0; k < stretch_px; ++k) to[k] *= with[k];
}

STUBBLE_LOOP void luminance_loop(Floats to, ConstFloats red, ConstFloats green, ConstFloats blue) {
    for (int k = 0; k < stretch_px; ++k) to[k] = 0.2126f * red[k] + 0.7152f * green[k] + 0.0722f * blue[k];
}

STUBBLE_LOOP void split_loop(Floats highlight, Floats diffuse, ConstFloats light, ConstFloats luminance,
                             ConstFloats specular, float tint, float surface) {
    for (int k = 0; k < stretch_px; ++k) {
        const float share = specular[k] * tint + surface;
        highlight[k] = least(luminance[k] * share, light[k] * least(share * pigment::most_reflected, 1.0f));
        diffuse[k] = light[k] - highlight[k];
    }
}

// Places in the table of codes.
STUBBLE_LOOP void position_loop(Floats to, ConstFloats highlight, ConstFloats diffuse, ConstFloats left,
                                ConstFloats covered) {
    constexpr float per_light = CodeTable::steps_per_light, last = CodeTable::last;
    for (int k = 0; k < stretch_px; ++k) {
        const float scene = highlight[k] + diffuse[k] * (1.0f - (1.0f - covered[k]) * (1.0f - left[k]));
        to[k] = least(most(scene * per_light, 0.0f), last);
    }
}

STUBBLE_LOOP void position_of_light_loop(Floats to, ConstFloats light) {
    for (int k = 0; k < stretch_px; ++k)
        to[k] = least(light[k] * CodeTable::steps_per_light, CodeTable::last);
}

STUBBLE_LOOP void look_up_loop(Floats to, ConstFloats position, ConstFloats table) {
    for (int k = 0; k < stretch_px; ++k) {
        const int i = static_cast<int>(position[k]);
        to[k] = table[i] + (position[k] - static_cast<float>(i)) * (table[i + 1] - table[i]);
    }
}

// The same places if every channel were as bright as the pixel.
STUBBLE_LOOP void level_position_loop(Floats position, ConstFloats light, ConstFloats luminance) {
    constexpr float least_light = 1e-6f;
    for (int k = 0; k < stretch_px; ++k)
        position[k] = least(position[k] * luminance[k] / most(light[k], least_light), CodeTable::last);
}

STUBBLE_LOOP void keep_colour_loop(Floats kept, ConstFloats before, ConstFloats level_before,
                                   ConstFloats level_after) {
    constexpr float least_code = 1e-3f;
    for (int k = 0; k < stretch_px; ++k)
        kept[k] = before[k] * level_after[k] / most(level_before[k], least_code);
}

STUBBLE_LOOP void luma_loop(Floats to, ConstFloats r, ConstFloats g, ConstFloats b) {
    for (int k = 0; k < stretch_px; ++k) to[k] = luma(r[k], g[k], b[k]);
}

// From the luma before and after, and the photo's own red and blue.
STUBBLE_LOOP void regain_loop(Floats to, ConstFloats before, ConstFloats after, ConstFloats red,
                              ConstFloats blue, float regained) {
    constexpr float least_code = 1e-3f;
    for (int k = 0; k < stretch_px; ++k) {
        const float lost =
            least(most(regained * (1.0f - after[k] / most(before[k], least_code)), 0.0f), 1.0f);
        to[k] = lost * least(most(1.0f + (red[k] - blue[k]) / codes_too_blue, 0.0f), 1.0f);
    }
}

STUBBLE_LOOP void near_white_loop(Floats codes, ConstFloats share, ConstFloats kept, ConstFloats kept_luma,
                                  ConstFloats regained, float skin) {
    for (int k = 0; k < stretch_px; ++k) {
        const float code = kept[k] + regained[k] * (skin * kept_luma[k] - kept[k]);
        codes[k] += share[k] * (code - codes[k]);
    }
}

STUBBLE_LOOP void luma_of_difference_loop(Floats to, ConstFloats r, ConstFloats g, ConstFloats b,
                                          ConstFloats masked_r, ConstFloats masked_g, ConstFloats masked_b) {
    for (int k = 0; k < stretch_px; ++k)
        to[k] = luma(r[k] - masked_r[k], g[k] - masked_g[k], b[k] - masked_b[k]);
}

STUBBLE_LOOP void add_share_loop(Floats to, ConstFloats of, float share) {
    for (int k = 0; k < stretch_px; ++k) to[k] += share * of[k];
}

STUBBLE_LOOP void mark_loop(Floats mark, ConstFloats value, float from) {
    for (int k = 0; k < stretch_px; ++k) mark[k] = value[k] >= from ? 1.0f : mark[k];
}

STUBBLE_LOOP void add_product_loop(Floats to, ConstFloats a, ConstFloats b) {
    for (int k = 0; k < stretch_px; ++k) to[k] += a[k] * b[k];
}

}  // namespace

void interpolate(const MapCells& map, int x0, Stretch& out) {
    if (map.values.empty()) {
        std::fill_n(out.value, stretch_px, 0.0f);
        return;
    }
    on_widest<interpolate_loop>(out.value, map.values.data() - map.first, x0, map.cells_per_px,
                                static_cast<float>(map.count - 1));
}

void filter(const Stretch& amount, const core::LinearRgb& density, Stretch3& left) {
    constexpr float bits_per_density = 3.32192809f;  // log2(10)
    for (int c = 0; c < 3; ++c)
        on_widest<filter_loop>(left.channel[c].value, +amount.value, -density[c] * bits_per_density);
}

void lay(const Stretch& crisp, const Pigment& pigment, const Stretch3& tone, Stretch3& left) {
    for (int c = 0; c < 3; ++c)
        on_widest<lay_loop>(left.channel[c].value, +crisp.value, +tone.channel[c].value,
                            pigment.absorptance[c], pigment.colour[c], pigment.most_taken);
}

void multiply(Stretch3& by, const Stretch3& with) {
    for (int c = 0; c < 3; ++c) on_widest<multiply_loop>(by.channel[c].value, +with.channel[c].value);
}

void split(const Stretch3& light, const Stretch& specular, const core::LinearRgb& highlight_colour,
           float surface_reflection, Stretch3& highlight, Stretch3& diffuse) {
    Stretch luminance;
    on_widest<luminance_loop>(+luminance.value, +light.channel[0].value, +light.channel[1].value,
                              +light.channel[2].value);
    for (int c = 0; c < 3; ++c)
        on_widest<split_loop>(highlight.channel[c].value, diffuse.channel[c].value, +light.channel[c].value,
                              +luminance.value, +specular.value, highlight_colour[c], surface_reflection);
}

void develop(const Stretch3& highlight, const Stretch3& diffuse, const Stretch3& left, const Stretch& covered,
             Stretch3& codes) {
    const float* table = CodeTable::instance().codes();
    Stretch position;
    for (int c = 0; c < 3; ++c) {
        on_widest<position_loop>(+position.value, +highlight.channel[c].value, +diffuse.channel[c].value,
                                 +left.channel[c].value, +covered.value);
        on_widest<look_up_loop>(codes.channel[c].value, +position.value, table);
    }
}

void luma_of(const Stretch3& codes, Stretch& out) {
    on_widest<luma_loop>(out.value, +codes.channel[0].value, +codes.channel[1].value,
                         +codes.channel[2].value);
}

void keep_colour(const NearWhite& near_white, const Stretch3& highlight, const Stretch3& diffuse,
                 const Stretch3& left, const Stretch& covered, const SkinColour& skin, Stretch3& codes) {
    const float* table = CodeTable::instance().codes();
    Stretch3 light = highlight, kept;
    for (int c = 0; c < 3; ++c)
        on_widest<add_share_loop>(light.channel[c].value, +diffuse.channel[c].value, 1.0f);
    Stretch luminance, position, level_before, level_after;
    on_widest<luminance_loop>(+luminance.value, +light.channel[0].value, +light.channel[1].value,
                              +light.channel[2].value);
    on_widest<position_of_light_loop>(+position.value, +luminance.value);
    on_widest<look_up_loop>(level_before.value, +position.value, table);
    for (int c = 0; c < 3; ++c) {
        on_widest<position_loop>(+position.value, +highlight.channel[c].value, +diffuse.channel[c].value,
                                 +left.channel[c].value, +covered.value);
        on_widest<level_position_loop>(position.value, +light.channel[c].value, +luminance.value);
        on_widest<look_up_loop>(level_after.value, +position.value, table);
        on_widest<keep_colour_loop>(kept.channel[c].value, +near_white.codes.channel[c].value,
                                    +level_before.value, +level_after.value);
    }
    Stretch before, after, regained;
    luma_of(near_white.codes, before);
    luma_of(kept, after);
    on_widest<regain_loop>(regained.value, +before.value, +after.value, +near_white.codes.channel[0].value,
                           +near_white.codes.channel[2].value, skin.regained);
    for (int c = 0; c < 3; ++c)
        on_widest<near_white_loop>(codes.channel[c].value, +near_white.share.value, +kept.channel[c].value,
                                   +after.value, +regained.value, skin.codes_per_luma[c]);
}

void sharpen(Stretch3& codes, const Stretch3& masked, float share, bool fine_colour) {
    Stretch edge;
    on_widest<luma_of_difference_loop>(edge.value, +codes.channel[0].value, +codes.channel[1].value,
                                       +codes.channel[2].value, +masked.channel[0].value,
                                       +masked.channel[1].value, +masked.channel[2].value);
    if (!fine_colour) codes = masked;
    for (int c = 0; c < 3; ++c)
        on_widest<add_share_loop>(codes.channel[c].value, +edge.value, fine_colour ? share : 1.0f + share);
}

void mark_from(const Stretch& value, float from, Stretch& mark) {
    on_widest<mark_loop>(mark.value, +value.value, from);
}

void add_noise(const Stretch& by, const Stretch& noise, Stretch3& codes) {
    for (int c = 0; c < 3; ++c) on_widest<add_product_loop>(codes.channel[c].value, +by.value, +noise.value);
}

}  // namespace stubble::render
