#include <cmath>
#include <filesystem>
#include <fstream>
#include <glm/geometric.hpp>

#include "bench/known_heads.h"
#include "core/error.h"
#include "scalp/scalp.h"
#include "support/catch.h"

using namespace stubble;
namespace fs = std::filesystem;

TEST_CASE("the samples' truth is understood") {
    const auto heads = bench::sample_heads(STUBBLE_SAMPLES_DIR);
    REQUIRE(heads.size() == 6);
    CHECK(heads[0].name == "back_V_tone4");
    const scalp::View views[] = {scalp::View::back,  scalp::View::front, scalp::View::top,
                                 scalp::View::front, scalp::View::front, scalp::View::left};
    for (std::size_t i = 0; i < heads.size(); ++i) {
        INFO(heads[i].name);
        CHECK(fs::exists(heads[i].picture));
        CHECK(fs::exists(heads[i].regions));
        CHECK(scalp::view_of(heads[i].frame) == views[i]);
        // The truth's vertex lies where the average head's does, to some mm in a metre.
        CHECK(heads[i].frame.px_per_mm({0, 0, 92}) == Approx(heads[i].vertex_px_per_mm).epsilon(0.03));
    }
}

TEST_CASE("a truth that tells too little is named") {
    const fs::path folder = fs::path(STUBBLE_OUTPUT_DIR) / "bench" / "heads" / "one";
    fs::create_directories(folder);
    std::ofstream(folder / "info.json") << R"({"camera": {}})";
    CHECK_THROWS_AS(bench::synthetic_heads(folder.parent_path()), core::LoadError);
}

TEST_CASE("normals come from the depth picture, whatever its steps, and outlines give none") {
    core::HeadFrame camera;
    camera.focal_px = 1200;
    camera.principal_point_px = {200, 200};
    // A ball of 80 mm, 600 mm away, before a wall.
    const double radius = 80, distance = 600;
    bench::Truth depth(400, 400, 0), labels(400, 400, 3);
    const auto seen_at = [&](double x, double y) {
        const glm::dvec3 ray((x - 200) / 1200, (y - 200) / 1200, 1);
        const double a = glm::dot(ray, ray),
                     discriminant = distance * distance - a * (distance * distance - radius * radius);
        return discriminant < 0 ? glm::dvec3(0) : ray * ((distance - std::sqrt(discriminant)) / a);
    };
    for (int y = 0; y < 400; ++y)
        for (int x = 0; x < 400; ++x)
            depth.at(x, y) = static_cast<std::uint16_t>(std::lround(seen_at(x + 0.5, y + 0.5).z / 0.02));
    for (int x = 0; x < 400; ++x) labels.at(x, 200) = 0;
    const auto normals = bench::scalp_normals(labels, depth, camera);
    REQUIRE(normals.size() > 500);
    for (const auto& normal : normals) {
        const glm::dvec3 truth =
            glm::normalize(seen_at(normal.at_px.x, normal.at_px.y) - glm::dvec3(0, 0, distance));
        // Towards the outline a chord turns away from its middle.
        CHECK(glm::dot(normal.outward, truth) > std::cos(0.07));
    }
    // The ball's middle lies at a depth of 520 mm: 30 mm across are 69 px and a little.
    const auto strip = bench::strip_on_scalp(labels, depth, camera);
    REQUIRE(strip);
    CHECK(strip->length_mm >= 30.0);
    CHECK(strip->length_mm < 31.5);
    CHECK(glm::distance(strip->from_px, strip->to_px) ==
          Approx(strip->length_mm * 1200 / 521.4).epsilon(0.01));
    CHECK_FALSE(bench::strip_on_scalp(bench::Truth(400, 400, 1), depth, camera));
    CHECK_FALSE(bench::strip_on_scalp(labels, bench::Truth(400, 400, 0), camera));
}
