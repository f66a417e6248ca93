#include "bench/drawn_scenes.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/matrix.hpp>

#include "core/colour.h"
#include "core/random.h"

namespace stubble::bench {
namespace {

constexpr core::Size crown_photo{1600, 1200};

core::HeadFrame crown_frame() {
    core::HeadFrame frame;
    const glm::dvec3 forward = glm::normalize(glm::dvec3(0, -0.5, -0.8)), up(0, 0, 1);
    const glm::dvec3 right = glm::normalize(glm::cross(forward, up)), down = glm::cross(forward, right);
    frame.head_to_camera = glm::transpose(glm::dmat3(right, down, forward));
    frame.origin_camera_mm = {0, 0, 700};
    frame.focal_px = 3600;
    frame.principal_point_px = {0.5 * crown_photo.width, 0.5 * crown_photo.height};
    return frame;
}

core::Picture skin_photo() {
    core::Picture photo(crown_photo);
    for (int y = 0; y < photo.height(); ++y)
        for (int x = 0; x < photo.width(); ++x) {
            const auto index = static_cast<std::uint64_t>(y) * 1600u + static_cast<std::uint64_t>(x);
            const float light = 0.9f - 0.0002f * static_cast<float>(std::abs(x - 800)) +
                                0.04f * (core::random_unit(11, index) - 0.5f);
            photo.at(x, y) = core::srgb8_from_linear(core::LinearRgb(0.52f, 0.30f, 0.20f) * light);
        }
    return photo;
}

}  // namespace

FlatScalp flat_scalp(const stipple::Population& population) {
    constexpr int side = 3000, map_side = 750;
    FlatScalp flat;
    const double count = static_cast<double>(population.positions_mm.size());
    for (std::size_t i = 0; i < population.positions_mm.size(); ++i) {
        const glm::dvec3 u = glm::normalize(glm::dvec3(population.positions_mm[i]));
        // Lambert's azimuthal map: areas of the sphere keep their ratios.
        const double by = 0.5 * side / std::sqrt(2.0) / std::sqrt(1.0 + std::max(u.z, -0.99));
        stipple::PlacedFollicle placed;
        placed.centre_px = glm::vec2(0.5 * side + by * u.x, 0.5 * side + by * u.y);
        placed.px_per_mm = glm::mat2(8.0f);
        placed.threshold_per_cm2 =
            static_cast<float>((static_cast<double>(i) + 0.5) / count * population.max_density_per_cm2());
        placed.index = static_cast<std::uint32_t>(i);
        flat.placed.push_back(placed);
    }
    flat.graded = {core::Field(map_side, map_side), static_cast<float>(map_side) / side};
    for (int y = 0; y < map_side; ++y)
        for (int x = 0; x < map_side; ++x)
            flat.graded.values.at(x, y) = static_cast<float>(population.max_density_per_cm2()) *
                                          (static_cast<float>(x) + 0.5f) / static_cast<float>(map_side);
    return flat;
}

CrownScene crown_scene() {
    CrownScene crown{skin_photo(), crown_frame(), {}, 0.0};
    crown.px_per_mm = crown.frame.px_per_mm({0, 0, 130});
    crown.scene.specular = {core::Field(400, 300, 0.05f), 0.25f};
    crown.scene.covered = {core::Field(400, 300, 0.02f), 0.25f};
    crown.scene.surface_reflection = 0.05f;
    crown.scene.blur_sigma_px = 0.8;
    crown.scene.sharpening = 0.3;
    crown.scene.noise = core::Field(32, 1, 1.5f);
    return crown;
}

}  // namespace stubble::bench
