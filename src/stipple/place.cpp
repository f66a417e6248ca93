#include <algorithm>
#include <bit>
#include <glm/geometric.hpp>
#include <optional>

#include "stipple/hold_back.h"
#include "stipple/parallel.h"
#include "stipple/stipple.h"

namespace stubble::stipple {
namespace {

// Flatter than this (87 degrees) a dot is a line that the egg's outline does not know well enough to place.
constexpr double least_cos_view = 0.05;
// A dot whose centre lies just outside still darkens the photo's edge.
constexpr double photo_margin_px = 8.0;

// Stretches the average head to the person's, each axis and each half by itself.
struct Stretch {
    glm::dvec3 upper, lower;

    explicit Stretch(const core::HeadShape& person) {
        const core::HeadShape average;
        upper = {person.half_breadth_mm / average.half_breadth_mm,
                 person.half_length_mm / average.half_length_mm, person.up_mm / average.up_mm};
        lower = {upper.x, upper.y, person.down_mm / average.down_mm};
    }
    const glm::dvec3& at(const glm::dvec3& average_point) const {
        return average_point.z >= 0.0 ? upper : lower;
    }
    // Area on the person's head per area on the average one: the cofactor of the stretch, along the normal.
    double area_ratio(const glm::dvec3& average_point) const {
        const glm::dvec3& s = at(average_point);
        return s.x * s.y * s.z * glm::length(core::HeadShape{}.normal(average_point) / s);
    }
};

bool inside(const core::PhotoPoint& p, core::Size photo) {
    return p.x >= -photo_margin_px && p.y >= -photo_margin_px && p.x < photo.width + photo_margin_px &&
           p.y < photo.height + photo_margin_px;
}

// By the egg without its bulge, whose slope differs by less than 25 degrees: that costs a fraction of the
// normal.
bool surely_turned_away(const core::HeadShape& shape, const core::HeadPoint& point,
                        const glm::dvec3& to_camera) {
    const glm::dvec3 axes = shape.semi_axes_mm(point.z >= 0.0), across = point / (axes * axes);
    const double along = glm::dot(across, to_camera);
    constexpr double sine = 0.43;
    return along < 0.0 &&
           along * along > sine * sine * glm::dot(across, across) * glm::dot(to_camera, to_camera);
}

// nullopt where the photo does not see the point. The egg is convex: what faces the camera is not hidden.
std::optional<PlacedFollicle> place_one(const core::HeadPoint& point, const core::HeadFrame& frame,
                                        const core::HeadPoint& camera, core::Size photo) {
    const auto centre = frame.project(point);
    if (!centre || !inside(*centre, photo)) return std::nullopt;
    const glm::dvec3 to_camera = camera - point;
    if (surely_turned_away(frame.shape, point, to_camera)) return std::nullopt;
    const glm::dvec3 normal = frame.shape.normal(point);
    if (glm::dot(normal, to_camera) <= least_cos_view * glm::length(to_camera)) return std::nullopt;
    const auto jacobian = frame.jacobian_px_per_mm(point, normal);
    if (!jacobian) return std::nullopt;
    PlacedFollicle placed;
    placed.centre_px = glm::vec2(*centre);
    placed.px_per_mm = glm::mat2(*jacobian);
    return placed;
}

// Thresholds are positive, so that their bits sort as they do.
void sort_by_threshold(std::vector<PlacedFollicle>& placed) {
    struct Key {
        std::uint64_t order;
        std::uint32_t place;
    };
    std::vector<Key> keys(placed.size());
    for (std::size_t i = 0; i < placed.size(); ++i) {
        const auto bits = std::bit_cast<std::uint32_t>(placed[i].threshold_per_cm2);
        keys[i] = {(std::uint64_t{bits} << 32) | placed[i].index, static_cast<std::uint32_t>(i)};
    }
    std::sort(keys.begin(), keys.end(), [](const Key& a, const Key& b) { return a.order < b.order; });
    std::vector<PlacedFollicle> sorted(placed.size());
    for (std::size_t i = 0; i < keys.size(); ++i) sorted[i] = placed[keys[i].place];
    placed = std::move(sorted);
}

}  // namespace

std::vector<PlacedFollicle> place(const Population& population, const core::HeadFrame& frame,
                                  core::Size photo, std::span<const core::PhotoPoint> hairs_px) {
    const Stretch stretch(frame.shape);
    const core::HeadPoint camera = frame.camera_position_mm();
    const std::size_t count = population.positions_mm.size();
    std::vector<std::optional<PlacedFollicle>> seen(count);
    in_blocks(count, [&](std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i) {
            const glm::dvec3 average(population.positions_mm[i]);
            seen[i] = place_one(average * stretch.at(average), frame, camera, photo);
            if (!seen[i]) continue;
            const double rank = (static_cast<double>(i) + 0.5) / static_cast<double>(count);
            const double all_per_cm2 = population.max_density_per_cm2() / stretch.area_ratio(average);
            seen[i]->threshold_per_cm2 = static_cast<float>(rank * all_per_cm2);
            seen[i]->skin_mm2 = static_cast<float>(100.0 / all_per_cm2);
            seen[i]->index = static_cast<std::uint32_t>(i);
        }
    });
    std::vector<PlacedFollicle> placed;
    for (const auto& one : seen)
        if (one) placed.push_back(*one);
    hold_back(placed, hairs_px);
    sort_by_threshold(placed);
    return placed;
}

}  // namespace stubble::stipple
