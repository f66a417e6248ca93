#include <algorithm>
#include <filesystem>
#include <glm/geometric.hpp>
#include <string>

#include "drawn_head.h"
#include "photo/photo.h"
#include "scalp/scalp.h"
#include "support/catch.h"

using namespace stubble;

namespace {

// Truth of a sample head: its view, the camera's direction in head axes and the scale at the vertex.
struct Sample {
    const char* name;
    scalp::View view;
    glm::dvec3 camera_mm;
    double vertex_px_per_mm;
};

const Sample samples[] = {
    {"back_V_tone4", scalp::View::back, {52.63, 818.304, 246.228}, 5.7366},
    {"bowed_V_tone5", scalp::View::front, {-133.305, -474.303, 554.063}, 6.3921},
    {"crown_VI_tone2", scalp::View::top, {26.69, -24.893, 584.961}, 6.8996},
    {"front_III_tone3", scalp::View::front, {-458.229, -695.105, 306.929}, 5.4677},
    {"front_VI_tone6", scalp::View::front, {-260.544, -711.597, 329.008}, 5.6501},
    {"side_VII_tone1", scalp::View::left, {891.054, -53.231, 195.957}, 5.2942},
};

bool warns(const scalp::Scalp& found, const std::string& code) {
    return std::any_of(found.warnings.begin(), found.warnings.end(),
                       [&](const auto& w) { return w.code == code; });
}

core::Picture turned_round(const core::Picture& photo) {
    core::Picture turned(photo.width(), photo.height());
    for (int y = 0; y < photo.height(); ++y)
        for (int x = 0; x < photo.width(); ++x)
            turned.at(photo.width() - 1 - x, photo.height() - 1 - y) = photo.at(x, y);
    return turned;
}

// Photo pixels by which the forehead lies below the occiput.
double forehead_below_px(const scalp::Scalp& found) {
    return found.frame.project({0, -90, 0})->y - found.frame.project({0, 90, 0})->y;
}

}  // namespace

TEST_CASE("a sample head's view is found, or the reading says that it is not clear") {
    for (const Sample& sample : samples) {
        const auto file = std::filesystem::path(STUBBLE_SAMPLES_DIR) / (std::string(sample.name) + ".jpg");
        if (!std::filesystem::exists(file)) {
            WARN("no sample heads at " << STUBBLE_SAMPLES_DIR);
            return;
        }
        INFO(sample.name);
        const scalp::Scalp found = scalp::read_scalp(photo::load_photo(file).pixels);
        CHECK((found.view == sample.view || warns(found, "view_unsure")));
        if (warns(found, "view_unsure")) {
            CHECK(found.scale.sigma_share > 0.09);
            continue;
        }
        const double vertex = found.frame.px_per_mm({0, 0, found.frame.shape.up_mm});
        CHECK(vertex == Approx(sample.vertex_px_per_mm).epsilon(0.12));
        const auto seen = glm::normalize(found.frame.camera_position_mm());
        CHECK(glm::dot(seen, glm::normalize(sample.camera_mm)) > 0.8);
    }
}

TEST_CASE("told the view, the reading finds a sample head's scale and is sure of the view") {
    for (const Sample& sample : samples) {
        const auto file = std::filesystem::path(STUBBLE_SAMPLES_DIR) / (std::string(sample.name) + ".jpg");
        if (!std::filesystem::exists(file)) {
            WARN("no sample heads at " << STUBBLE_SAMPLES_DIR);
            return;
        }
        INFO(sample.name);
        scalp::Hints hints;
        hints.view = sample.view;
        const scalp::Scalp found = scalp::read_scalp(photo::load_photo(file).pixels, hints);
        CHECK(found.view == sample.view);
        CHECK_FALSE(warns(found, "view_unsure"));
        const double vertex = found.frame.px_per_mm({0, 0, found.frame.shape.up_mm});
        CHECK(vertex == Approx(sample.vertex_px_per_mm).epsilon(0.12));
        const auto seen = glm::normalize(found.frame.camera_position_mm());
        CHECK(glm::dot(seen, glm::normalize(sample.camera_mm)) > 0.7);
    }
}

TEST_CASE("a head from above is the right way round: its forehead is bare and its occiput is not") {
    const DrawnHead drawn = draw_head_from_above(600, 0.25f);
    scalp::Hints hints;
    hints.view = scalp::View::top;
    CHECK(forehead_below_px(scalp::read_scalp(drawn.photo, hints)) > 0.0);
    CHECK(forehead_below_px(scalp::read_scalp(turned_round(drawn.photo), hints)) < 0.0);
}
