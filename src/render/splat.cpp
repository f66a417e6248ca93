#include "render/splat.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <glm/matrix.hpp>

#include "render/bands.h"
#include "render/dot_levels.h"
#include "render/lanes.h"

namespace stubble::render {
namespace {

constexpr double least_variance_px2 = 1.0 / 12.0;  // of a pixel's own square: no camera is sharper
// A Gaussian this wide, sampled at pixel centres, sums to its integral within 0.02 %: 4 exp(-2 pi^2
// variance).
constexpr double sampled_exactly_px2 = 0.5;

// The first pixel whose centre lies beyond an edge.
int first_pixel(float edge) {
    const int near = static_cast<int>(edge + 0.5f);
    return near - (static_cast<float>(near) > edge + 0.5f ? 1 : 0);  // std::floor costs a call
}

struct Ellipse {
    double xx, xy, yy;  // covariance, px^2
    double determinant() const { return xx * yy - xy * xy; }
    double least_variance() const {
        const double mean = (xx + yy) / 2.0;
        return mean - std::sqrt(std::max(mean * mean - determinant(), 0.0));
    }
};

constexpr Lanes steps{0.0f, 1.0f, 2.0f, 3.0f};

// Values of a soft profile at dx, dx + 1, dx + 2, dx + 3, where u = square dx^2 + least.
[[gnu::always_inline]] inline Lanes soft_values(const std::array<float, 6>& c, float square, float least,
                                                float dx) {
    const Lanes d = dx + steps, u = square * d * d + least, left = 1.0f - u, u2 = u * u;
    const Lanes inside = left > 0.0f ? left : left * 0.0f;
    return inside * inside * (((c[5] * u + c[4]) * u2 + (c[3] * u + c[2])) * u2 + (c[1] * u + c[0]));
}

Lanes hard_values(const float* profile, float square, float least, float dx) {
    Lanes value{};
    for (int k = 0; k < lanes; ++k) {
        const float d = dx + steps[k], u = square * d * d + least;
        const float position = std::min(u, 1.0f) * (profile_samples - 1);
        const int i = static_cast<int>(position);
        value[k] = profile[i] + (position - static_cast<float>(i)) * (profile[i + 1] - profile[i]);
    }
    return value;
}

// Calls paint(x, y, count, values) for runs of pixels of a rectangle: `count` of the values, along row y from
// x on.
template <class Paint>
void for_each_run(const Splat& s, const core::Rect& within, const Paint& paint) {
    const auto level = static_cast<std::size_t>(s.hardness);
    const bool soft = level < soft_levels;
    const std::array<float, 6> polynomial = profile_table().polynomial[soft ? level : 0];
    const float* profile = profile_table().value[level].data();
    const float lean = s.xy / s.xx, upright = (s.yy - s.xy * lean) / profile_reach2;
    const float square = s.xx / profile_reach2;
    for (int y = within.y0; y < within.y1; ++y) {
        const float dy = static_cast<float>(y) + 0.5f - s.y, least = upright * dy * dy;
        float dx = static_cast<float>(within.x0) + 0.5f - s.x + lean * dy;
        for (int x = within.x0; x < within.x1; x += lanes, dx += lanes)
            paint(
                x, y, std::min(lanes, within.x1 - x),
                soft ? soft_values(polynomial, square, least, dx) : hard_values(profile, square, least, dx));
    }
}

double sum_of_pixels(const Splat& s, const core::Rect& whole) {
    double sum = 0.0;
    for_each_run(s, whole, [&sum](int, int, int count, Lanes value) {
        for (std::size_t k = 0; k < static_cast<std::size_t>(count); ++k)
            sum += static_cast<double>(value[k]);
    });
    return sum;
}

// The blot of an ellipse; weight such that the pixels' sum is `area_px2`.
Splat blot(const stipple::Dot& dot, const Ellipse& e, double hardness, double area_px2, core::Size photo) {
    const double det = e.determinant();
    Splat s;
    s.x = dot.centre_px.x;
    s.y = dot.centre_px.y;
    s.xx = static_cast<float>(e.yy / det);
    s.xy = static_cast<float>(-e.xy / det);
    s.yy = static_cast<float>(e.xx / det);
    s.hardness = static_cast<std::int32_t>(hardness * (hardness_levels - 1) + 0.5);
    const auto reach_x = static_cast<float>(std::sqrt(static_cast<double>(profile_reach2) * e.xx));
    const auto reach_y = static_cast<float>(std::sqrt(static_cast<double>(profile_reach2) * e.yy));
    core::Rect whole{first_pixel(s.x - reach_x), first_pixel(s.y - reach_y), first_pixel(s.x + reach_x),
                     first_pixel(s.y + reach_y)};
    whole.x1 += (lanes - whole.width() % lanes) % lanes;  // no half-used run
    if (e.least_variance() * (1.0 - hardness) >= sampled_exactly_px2) {
        const double area = profile_table().area[static_cast<std::size_t>(s.hardness)];
        s.weight = static_cast<float>(area_px2 / (area * std::sqrt(det)));
    } else {
        const double sum = sum_of_pixels(s, whole);
        s.weight = sum > 0.0 ? static_cast<float>(area_px2 / sum) : 0.0f;
    }
    s.pixels = core::intersected(whole, {0, 0, photo.width, photo.height});
    return s;
}

Splat splat_of(const stipple::Dot& dot, const SizeLevel& size, double shade, double spread_mm2,
               double camera_px2, core::Size photo) {
    const glm::dmat2 J(dot.px_per_mm);
    const double skin = size.disc_variance_mm2 + size.edge_variance_mm2 + spread_mm2;
    // Covariance of the dot on the skin, carried to the photo: J (skin variance) J^T.
    const Ellipse on_skin{skin * (J[0][0] * J[0][0] + J[1][0] * J[1][0]),
                          skin * (J[0][0] * J[0][1] + J[1][0] * J[1][1]),
                          skin * (J[0][1] * J[0][1] + J[1][1] * J[1][1])};
    const Ellipse seen{on_skin.xx + camera_px2, on_skin.xy, on_skin.yy + camera_px2};
    const double px2_per_mm2 = std::abs(glm::determinant(J));
    const double hardness = size.disc_variance_mm2 * px2_per_mm2 / std::sqrt(seen.determinant());
    return blot(dot, seen, std::min(hardness, 1.0), size.absorbing_area_mm2 * px2_per_mm2 * shade, photo);
}

}  // namespace

void add_splat(const Splat& s, int y0, int y1, const core::Rect& bounds, core::Field& field) {
    const core::Rect part{s.pixels.x0, std::max(s.pixels.y0, y0), s.pixels.x1, std::min(s.pixels.y1, y1)};
    const std::ptrdiff_t width = field.width();
    float* origin = field.data() - bounds.y0 * width - bounds.x0;
    for_each_run(s, part, [&](int x, int y, int count, Lanes value) {
        float* out = origin + y * width + x;
        value *= s.weight;
        if (count == lanes) {
            store(out, load(out) + value);
        } else {
            for (int k = 0; k < count; ++k) out[k] += value[k];
        }
    });
}

std::vector<Splat> splats(const stipple::Dots& dots, const pigment::DotOptics& optics,
                          const DotLevels& levels, const Scene& scene, core::Size photo) {
    const double camera_px2 = std::max(scene.blur_sigma_px * scene.blur_sigma_px, least_variance_px2);
    const double spread_mm2 = optics.spread_sigma_mm * optics.spread_sigma_mm;
    std::vector<Splat> result(dots.size());
    for_each_band(static_cast<int>(dots.size()), [&](std::size_t, int first, int last) {
        for (auto i = static_cast<std::size_t>(first); i < static_cast<std::size_t>(last); ++i)
            result[i] =
                splat_of(dots[i], levels.size(dots[i]), levels.shade(dots[i]), spread_mm2, camera_px2, photo);
    });
    return result;
}

}  // namespace stubble::render
