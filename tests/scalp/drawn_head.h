// A drawn egg of a head with known truth: skin, a horseshoe of stubble and a plain wall behind.
#pragma once

#include <cmath>
#include <glm/geometric.hpp>
#include <glm/matrix.hpp>

#include "core/colour.h"
#include "core/head_frame.h"
#include "core/image.h"
#include "core/random.h"
#include "scalp/scalp.h"

struct DrawnHead {
    stubble::core::Picture photo;
    stubble::core::HeadFrame frame;
};

// Seen from above with the face towards the lower edge; stubble grows within 40 mm of the outline at the
// sides and the back. `hair` is the share of the skin's light that stubble leaves.
inline DrawnHead draw_head_from_above(int side_px, float hair) {
    using namespace stubble::core;
    DrawnHead drawn{Picture(side_px, side_px), {}};
    HeadFrame& frame = drawn.frame;
    // Rows: right, down and forward of the camera in head axes.
    frame.head_to_camera = glm::transpose(glm::dmat3({1, 0, 0}, {0, -1, 0}, {0, 0, -1}));
    frame.origin_camera_mm = {0, 0, 850};
    frame.focal_px = 2.9 * side_px;
    frame.principal_point_px = {side_px / 2.0, side_px / 2.0};
    const LinearRgb skin{0.55f, 0.33f, 0.24f}, wall{0.10f, 0.14f, 0.20f};
    const glm::dvec3 light = glm::normalize(glm::dvec3(-0.4, -0.3, 0.9));
    for (int y = 0; y < side_px; ++y)
        for (int x = 0; x < side_px; ++x) {
            LinearRgb colour = wall;
            const auto index = static_cast<std::uint64_t>(y) * static_cast<std::uint64_t>(side_px) +
                               static_cast<std::uint64_t>(x);
            if (const auto hit = frame.hit({x + 0.5, y + 0.5})) {
                const auto shade =
                    static_cast<float>(0.35 + 0.65 * std::max(0.0, glm::dot(hit->normal, light)));
                const bool side = hit->point.z < 45.0 && hit->point.y > -45.0;
                const float left = side ? hair * (0.7f + 0.6f * random_unit(5, index)) : 1.0f;
                colour = skin * shade * left;
            }
            colour *= 0.97f + 0.06f * random_unit(9, index);
            drawn.photo.at(x, y) = {srgb8_from_linear(colour.r), srgb8_from_linear(colour.g),
                                    srgb8_from_linear(colour.b)};
        }
    return drawn;
}

// What a user would say of it.
inline stubble::scalp::Hints from_above() {
    stubble::scalp::Hints hints;
    hints.view = stubble::scalp::View::top;
    return hints;
}
