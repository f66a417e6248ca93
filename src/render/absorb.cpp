#include <algorithm>
#include <cmath>
#include <glm/matrix.hpp>
#include <vector>

#include "render/bands.h"
#include "render/render.h"
#include "render/splat.h"

namespace stubble::render {
namespace {

// Splats of one band of rows, added in their order: the sum has the same bits whoever adds it.
void draw_band(core::Field& crisp, const core::Rect& bounds, const std::vector<Splat>& all,
               const std::vector<std::uint32_t>& members, int y0, int y1) {
    for (const std::uint32_t index : members) {
        const Splat& s = all[index];
        const int top = std::max(s.pixels.y0, y0), bottom = std::min(s.pixels.y1, y1);
        for (int y = top; y < bottom; ++y) {
            float* row = crisp.row(y - bounds.y0).data() - bounds.x0;
            for (int x = s.pixels.x0; x < s.pixels.x1; ++x) row[x] += splat_value(s, x, y);
        }
    }
}

core::Field draw_crisp(const std::vector<Splat>& all, const core::Rect& bounds) {
    core::Field crisp(bounds.width(), bounds.height());
    std::vector<std::vector<std::uint32_t>> members(band_count(bounds.height()));
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].pixels.empty()) continue;
        const auto first = static_cast<std::size_t>(all[i].pixels.y0 - bounds.y0) / band_rows;
        const auto last = static_cast<std::size_t>(all[i].pixels.y1 - 1 - bounds.y0) / band_rows;
        for (std::size_t b = first; b <= last; ++b) members[b].push_back(static_cast<std::uint32_t>(i));
    }
    for_each_band(bounds.height(), [&](std::size_t band, int y0, int y1) {
        draw_band(crisp, bounds, all, members[band], y0 + bounds.y0, y1 + bounds.y0);
    });
    return crisp;
}

void add_bilinear(core::Field& field, float x, float y, float amount) {
    const float u = x - 0.5f, v = y - 0.5f;
    const int x0 = static_cast<int>(std::floor(u)), y0 = static_cast<int>(std::floor(v));
    const float fx = u - static_cast<float>(x0), fy = v - static_cast<float>(y0);
    const auto add = [&](int cx, int cy, float share) {
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

// Separable Gaussian; outside counts as zero.
core::Field blurred(const core::Field& field, double sigma_px) {
    const auto kernel = gaussian_kernel(sigma_px);
    const int radius = static_cast<int>(kernel.size() / 2), w = field.width(), h = field.height();
    core::Field rows(w, h), result(w, h);
    for (int y = 0; y < h; ++y)
        for (int x = 0; x < w; ++x) {
            const int from = std::max(x - radius, 0), to = std::min(x + radius, w - 1);
            float sum = 0.0f;
            for (int i = from; i <= to; ++i)
                sum += field.at(i, y) * kernel[static_cast<std::size_t>(i - x + radius)];
            rows.at(x, y) = sum;
        }
    for (int y = 0; y < h; ++y) {
        const int from = std::max(y - radius, 0), to = std::min(y + radius, h - 1);
        auto out = result.row(y);
        for (int i = from; i <= to; ++i) {
            const float share = kernel[static_cast<std::size_t>(i - y + radius)];
            const auto in = rows.row(i);
            for (std::size_t x = 0; x < in.size(); ++x) out[x] += in[x] * share;
        }
    }
    return result;
}

// Pigment area per skin area over the photo, spread by `sigma_px`. Pixels that show no skin neither give nor
// take.
core::ScaledField spread_pigment(const stipple::Dots& dots, const pigment::DotOptics& optics,
                                 const Scene& scene, core::Size photo, double sigma_px) {
    constexpr double cells_per_sigma = 2.0;
    const float scale = static_cast<float>(std::min(1.0, cells_per_sigma / sigma_px));
    const int w = std::max(1, static_cast<int>(std::ceil(static_cast<float>(photo.width) * scale)));
    const int h = std::max(1, static_cast<int>(std::ceil(static_cast<float>(photo.height) * scale)));
    core::Field pigment(w, h), skin(w, h, 1.0f);
    for (const stipple::Dot& dot : dots) {
        const float area = pigment_area_mm2(dot, optics) * std::abs(glm::determinant(dot.px_per_mm));
        add_bilinear(pigment, dot.centre_px.x * scale, dot.centre_px.y * scale, area * scale * scale);
    }
    if (!scene.covered.values.empty())
        for (int y = 0; y < h; ++y)
            for (int x = 0; x < w; ++x)
                skin.at(x, y) = 1.0f - scene.covered.at((static_cast<float>(x) + 0.5f) / scale,
                                                        (static_cast<float>(y) + 0.5f) / scale);
    const double sigma_cells = sigma_px * static_cast<double>(scale);
    core::Field spread = blurred(pigment, sigma_cells);
    const core::Field skin_spread = blurred(skin, sigma_cells);
    // Below a third of skin the estimate would be a guess from far pixels.
    for (int y = 0; y < h; ++y)
        for (int x = 0; x < w; ++x) spread.at(x, y) /= std::max(skin_spread.at(x, y), 1.0f / 3.0f);
    return {std::move(spread), scale};
}

bool none(const core::LinearRgb& c) {
    return c.x == 0.0f && c.y == 0.0f && c.z == 0.0f;
}

}  // namespace

Absorption absorb(const stipple::Dots& dots, const pigment::DotOptics& optics, const Scene& scene,
                  core::Size photo, double px_per_mm) {
    Absorption result;
    result.crisp_absorptance = core::LinearRgb(1.0f) - optics.transmittance;
    const auto all = splats(dots, optics, scene, photo);
    for (const Splat& s : all) result.bounds = core::united(result.bounds, s.pixels);
    if (result.bounds.empty()) return result;
    double reach_px = 0.0;
    const auto spread = [&](const core::LinearRgb& density, double sigma_mm) -> core::ScaledField {
        if (none(density)) return {};
        const double sigma_px = std::max(sigma_mm * px_per_mm, 0.5);
        reach_px = std::max(reach_px, 3.0 * sigma_px);
        return spread_pigment(dots, optics, scene, photo, sigma_px);
    };
    result.tone = spread(optics.tone_density, optics.tone_sigma_mm);
    result.tone_density = optics.tone_density;
    result.redness = spread(optics.redness_density, optics.redness_sigma_mm);
    result.redness_density = optics.redness_density;
    const int margin = static_cast<int>(std::ceil(reach_px));
    result.bounds = core::intersected({result.bounds.x0 - margin, result.bounds.y0 - margin,
                                       result.bounds.x1 + margin, result.bounds.y1 + margin},
                                      {0, 0, photo.width, photo.height});
    result.crisp = draw_crisp(all, result.bounds);
    return result;
}

}  // namespace stubble::render
