#include <algorithm>
#include <cmath>
#include <glm/matrix.hpp>
#include <limits>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include "render/bands.h"
#include "render/camera_mask.h"
#include "render/dot_levels.h"
#include "render/lanes.h"
#include "render/parts.h"
#include "render/render.h"
#include "render/splat.h"

namespace stubble::render {
namespace {

// Numbers of the splats that reach into each band of rows, band after band, and in a band by columns: what is
// drawn one after the other lies close together in memory.
struct Bands {
    std::vector<std::uint32_t> splats;
    std::vector<std::size_t> begin;  // of each band, and the end
};

Bands sorted_by_place(const std::vector<Splat>& all, const core::Rect& bounds) {
    constexpr int column_px = 64;
    // By the photo's columns, whatever the bounds: a part is added up in the order of the whole.
    const int first_column = bounds.x0 / column_px;
    const auto columns = static_cast<std::size_t>((bounds.x1 - 1) / column_px - first_column + 1);
    const std::size_t bands = band_count(bounds.height());
    const auto each_cell = [&](const auto& visit) {
        for (std::size_t i = 0; i < all.size(); ++i) {
            const core::Rect& pixels = all[i].pixels;
            if (pixels.empty()) continue;
            const auto column = static_cast<std::size_t>(pixels.x0 / column_px - first_column);
            const auto first = static_cast<std::size_t>((pixels.y0 - bounds.y0) / band_rows);
            const auto last = static_cast<std::size_t>((pixels.y1 - 1 - bounds.y0) / band_rows);
            for (std::size_t b = first; b <= last; ++b) visit(b * columns + column, i);
        }
    };
    std::vector<std::size_t> next(bands * columns + 1);
    each_cell([&](std::size_t cell, std::size_t) { ++next[cell + 1]; });
    std::partial_sum(next.begin(), next.end(), next.begin());
    Bands sorted{std::vector<std::uint32_t>(next.back()), {}};
    for (std::size_t b = 0; b <= bands; ++b) sorted.begin.push_back(next[b * columns]);
    each_cell([&](std::size_t cell, std::size_t i) {
        sorted.splats[next[cell]++] = static_cast<std::uint32_t>(i);
    });
    return sorted;
}

// To a field that begins at `origin`.
void add_bilinear(core::Field& field, float x, float y, glm::vec2 origin, float amount) {
    const float u = x - 0.5f, v = y - 0.5f;
    const int x0 = static_cast<int>(std::floor(u)), y0 = static_cast<int>(std::floor(v));
    const float fx = u - static_cast<float>(x0), fy = v - static_cast<float>(y0);
    const auto add = [&](int cx, int cy, float share) {
        cx -= static_cast<int>(origin.x), cy -= static_cast<int>(origin.y);
        if (field.contains(cx, cy)) field.at(cx, cy) += amount * share;
    };
    add(x0, y0, (1 - fx) * (1 - fy));
    add(x0 + 1, y0, fx * (1 - fy));
    add(x0, y0 + 1, (1 - fx) * fy);
    add(x0 + 1, y0 + 1, fx * fy);
}

std::vector<float> gaussian_kernel(double sigma) {
    const int radius = std::max(1, static_cast<int>(std::ceil(3.0 * sigma)));
    std::vector<float> kernel(static_cast<std::size_t>(2 * radius + 1));
    double sum = 0.0;
    for (int i = -radius; i <= radius; ++i) sum += std::exp(-i * i / (2.0 * sigma * sigma));
    for (int i = -radius; i <= radius; ++i)
        kernel[static_cast<std::size_t>(i + radius)] =
            static_cast<float>(std::exp(-i * i / (2.0 * sigma * sigma)) / sum);
    return kernel;
}

// Adds `share` times the row, moved by `by` pixels; what falls out of the row is lost.
void add_moved(std::span<const float> in, int by, float share, float* out) {
    const int width = static_cast<int>(in.size()), end = std::min(width, width - by);
    const float* from = in.data() + by;
    int x = std::max(0, -by);
    for (; x + lanes <= end; x += lanes) store(out + x, load(out + x) + load(from + x) * share);
    for (; x < end; ++x) out[x] += from[x] * share;
}

// Separable Gaussian; outside counts as zero.
core::Field blurred(const core::Field& field, const std::vector<float>& kernel) {
    const int radius = static_cast<int>(kernel.size() / 2), height = field.height();
    core::Field rows(field.size()), result(field.size());
    const auto share = [&](int by) { return kernel[static_cast<std::size_t>(by + radius)]; };
    for_each_band(height, [&](std::size_t, int y0, int y1) {
        for (int y = y0; y < y1; ++y)
            for (int by = -radius; by <= radius; ++by)
                add_moved(field.row(y), by, share(by), rows.row(y).data());
    });
    for_each_band(height, [&](std::size_t, int y0, int y1) {
        for (int y = y0; y < y1; ++y)
            for (int i = std::max(y - radius, 0); i <= std::min(y + radius, height - 1); ++i)
                add_moved(rows.row(i), 0, share(i - y), result.row(y).data());
    });
    return result;
}

// The coarse map's cells, and those of them that are worked out.
struct Cells {
    float scale = 1.0f;
    core::Size map;
    core::Rect worked;
    bool none() const { return worked.empty(); }
};

// Cells that the blur of the pigment reaches, and what the blur of those sees; of them what `part` needs.
Cells cells_of(const stipple::Dots& dots, core::Size photo, float scale, int reach, const core::Rect& part) {
    float first = std::numeric_limits<float>::max(), last = -first;
    for (const stipple::Dot& dot : dots)
        first = std::min(first, dot.centre_px.y), last = std::max(last, dot.centre_px.y);
    const auto count = [scale](int length) {
        return std::max(1, static_cast<int>(std::ceil(static_cast<float>(length) * scale)));
    };
    const auto cell = [scale](int px) {
        return static_cast<int>(std::floor(static_cast<float>(px) * scale));
    };
    Cells cells{scale, {count(photo.width), count(photo.height)}, {}};
    if (dots.empty()) return cells;
    const core::Rect all{0, static_cast<int>(std::floor(first * scale)) - 1 - 2 * reach, cells.map.width,
                         static_cast<int>(std::floor(last * scale)) + 2 + 2 * reach};
    const int around = 2 + reach;  // neighbours between which is interpolated, and what their blur sees
    const core::Rect needed{cell(part.x0) - around, cell(part.y0) - around, cell(part.x1) + around + 1,
                            cell(part.y1) + around + 1};
    cells.worked =
        core::intersected(core::intersected(all, needed), {0, 0, cells.map.width, cells.map.height});
    return cells;
}

core::Field pigment_in(const Cells& cells, const stipple::Dots& dots, const DotLevels& levels) {
    core::Field pigment(cells.worked.width(), cells.worked.height());
    const float scale = cells.scale, left = static_cast<float>(cells.worked.x0),
                top = static_cast<float>(cells.worked.y0);
    for (const stipple::Dot& dot : dots) {
        const float area =
            static_cast<float>(levels.size(dot).pigment_area_mm2) * std::abs(glm::determinant(dot.px_per_mm));
        add_bilinear(pigment, dot.centre_px.x * scale, dot.centre_px.y * scale, {left, top},
                     area * scale * scale);
    }
    return pigment;
}

core::Field skin_in(const Cells& cells, const Scene& scene) {
    core::Field skin(cells.worked.width(), cells.worked.height(), 1.0f);
    if (scene.covered.values.empty()) return skin;
    for_each_band(skin.height(), [&](std::size_t, int y0, int y1) {
        for (int y = y0; y < y1; ++y) {
            const float photo_y = (static_cast<float>(y + cells.worked.y0) + 0.5f) / cells.scale;
            for (int x = 0; x < skin.width(); ++x)
                skin.at(x, y) =
                    1.0f -
                    scene.covered.at((static_cast<float>(x + cells.worked.x0) + 0.5f) / cells.scale, photo_y);
        }
    });
    return skin;
}

// Pigment area per skin area over the photo, spread by `sigma_px`. Pixels that show no skin neither give nor
// take.
core::ScaledField spread_pigment(const stipple::Dots& dots, const DotLevels& levels, const Scene& scene,
                                 core::Size photo, double sigma_px, const core::Rect& part) {
    constexpr double cells_per_sigma = 2.0;
    const auto scale = static_cast<float>(std::min(1.0, cells_per_sigma / sigma_px));
    const auto kernel = gaussian_kernel(sigma_px * static_cast<double>(scale));
    const Cells cells = cells_of(dots, photo, scale, static_cast<int>(kernel.size() / 2), part);
    core::ScaledField map{core::Field(cells.map), scale};
    if (cells.none()) return map;
    const core::Field pigment = blurred(pigment_in(cells, dots, levels), kernel);
    const core::Field skin = blurred(skin_in(cells, scene), kernel);
    // Below a third of skin the estimate would be a guess from far pixels.
    for (int y = 0; y < pigment.height(); ++y)
        for (int x = 0; x < pigment.width(); ++x)
            map.values.at(cells.worked.x0 + x, cells.worked.y0 + y) =
                pigment.at(x, y) / std::max(skin.at(x, y), 1.0f / 3.0f);
    return map;
}

}  // namespace

core::Rect widened(const core::Rect& rect, int margin, core::Size photo) {
    return core::intersected({rect.x0 - margin, rect.y0 - margin, rect.x1 + margin, rect.y1 + margin},
                             {0, 0, photo.width, photo.height});
}

core::Field draw_crisp(const std::vector<Splat>& all, const core::Rect& bounds) {
    core::Field crisp(bounds.width(), bounds.height());
    const Bands sorted = sorted_by_place(all, bounds);
    for_each_band(bounds.height(), [&](std::size_t band, int y0, int y1) {
        for (std::size_t k = sorted.begin[band]; k < sorted.begin[band + 1]; ++k)
            add_splat(all[sorted.splats[k]], y0 + bounds.y0, y1 + bounds.y0, bounds, crisp);
    });
    return crisp;
}

Absorption spread_layer(const DotLayer& layer, const DotLevels& levels, const Scene& scene, core::Size photo,
                        double px_per_mm, const core::Rect& part, double& reach_px) {
    const pigment::DotOptics& optics = layer.optics;
    const stipple::Dots& dots = *layer.dots;
    Absorption result;
    result.crisp_absorptance = core::LinearRgb(1.0f) - optics.transmittance;
    result.colour = optics.colour;
    const auto spread = [&](const core::LinearRgb& density, double sigma_mm) -> core::ScaledField {
        if (none(density) || dots.empty()) return {};
        const double sigma_px = spread_px(sigma_mm, px_per_mm);
        reach_px = std::max(reach_px, 3.0 * sigma_px);
        return spread_pigment(dots, levels, scene, photo, sigma_px, part);
    };
    result.tone = spread(optics.tone_density, optics.tone_sigma_mm);
    result.tone_density = optics.tone_density;
    result.redness = spread(optics.redness_density, optics.redness_sigma_mm);
    result.redness_density = optics.redness_density;
    return result;
}

std::vector<Absorption> absorb(std::span<const DotLayer> layers, const Scene& scene, core::Size photo,
                               double px_per_mm) {
    std::vector<Absorption> result;
    std::vector<std::vector<Splat>> all;
    core::Rect bounds;
    double reach_px = needs_mask(scene) ? mask_reach_px : 0.0;
    for (const DotLayer& layer : layers) {
        const auto levels = levels_of(layer.optics);
        all.push_back(splats(*layer.dots, layer.optics, *levels, scene, photo));
        for (const Splat& s : all.back()) bounds = core::united(bounds, s.pixels);
        result.push_back(spread_layer(layer, *levels, scene, photo, px_per_mm,
                                      {0, 0, photo.width, photo.height}, reach_px));
    }
    if (!bounds.empty()) bounds = widened(bounds, static_cast<int>(std::ceil(reach_px)), photo);
    for (std::size_t i = 0; i < layers.size(); ++i) {
        result[i].bounds = bounds;
        result[i].crisp = draw_crisp(all[i], bounds);
    }
    return result;
}

Absorption absorb(const stipple::Dots& dots, const pigment::DotOptics& optics, const Scene& scene,
                  core::Size photo, double px_per_mm) {
    const std::shared_ptr<const stipple::Dots> borrowed(std::shared_ptr<const void>(), &dots);
    const DotLayer layer{optics, borrowed};
    return std::move(absorb({&layer, 1}, scene, photo, px_per_mm).front());
}

}  // namespace stubble::render
