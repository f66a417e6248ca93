#include <cmath>
#include <numbers>

#include "design/own_hair_edge.h"
#include "support/catch.h"

using namespace stubble;

namespace {

constexpr double degree = std::numbers::pi / 180.0;

// Places at the polar angles given, all round the head.
std::vector<design::ScalpPlace> ring_between(double from_deg, double to_deg) {
    std::vector<design::ScalpPlace> hair;
    for (double polar = from_deg; polar <= to_deg; polar += 1.0)
        for (double azimuth = -179.5; azimuth < 180.0; azimuth += 1.0)
            hair.push_back({{polar * degree, azimuth * degree}, 2.0});
    return hair;
}

}  // namespace

TEST_CASE("below the client's own hair nothing is missing, above it everything is") {
    const design::OwnHairEdge edge(ring_between(70, 110));
    for (const double azimuth : {-170.0, -90.0, 0.0, 75.0, 179.0}) {
        CHECK(edge.share_above({50 * degree, azimuth * degree}) == 1.0);
        CHECK(edge.share_above({100 * degree, azimuth * degree}) == 1.0);
        CHECK(edge.share_above({112 * degree, azimuth * degree}) == 0.0);
        const double at_edge = edge.share_above({107.5 * degree, azimuth * degree});
        CHECK(at_edge > 0.0);
        CHECK(at_edge < 1.0);
    }
}

TEST_CASE("without hair, or with hair on top alone, the plan's own edge stands") {
    for (const auto& hair : {std::vector<design::ScalpPlace>(), ring_between(10, 40)})
        CHECK(design::OwnHairEdge(hair).share_above({115 * degree, 2.0}) == 1.0);
}

TEST_CASE("a tuft above bald scalp is no rim") {
    const auto tuft = ring_between(70, 95);
    CHECK(design::OwnHairEdge(tuft).share_above({110 * degree, 2.0}) == 0.0);
    CHECK(design::OwnHairEdge(tuft, ring_between(96, 105)).share_above({110 * degree, 2.0}) == 0.0);
    CHECK(design::OwnHairEdge(tuft, ring_between(96, 130)).share_above({110 * degree, 2.0}) == 1.0);
    CHECK(design::OwnHairEdge(tuft, ring_between(10, 65)).share_above({110 * degree, 2.0}) == 0.0);
}

TEST_CASE("stray hairs below do not move the edge, hair beside a gap closes it") {
    auto hair = ring_between(70, 110);
    hair.push_back({{125 * degree, 90 * degree}, 2.0});
    CHECK(design::OwnHairEdge(hair).share_above({118 * degree, 90 * degree}) == 0.0);
    std::erase_if(hair, [](const design::ScalpPlace& place) {
        return place.chart.azimuth_rad > 80 * degree && place.chart.azimuth_rad < 100 * degree;
    });
    const design::OwnHairEdge with_gap(hair);
    CHECK(with_gap.share_above({115 * degree, 90 * degree}) == 0.0);
    CHECK(with_gap.share_above({60 * degree, 90 * degree}) == 1.0);
}

TEST_CASE("beside the last hair the edge runs down without a step") {
    auto hair = ring_between(70, 110);
    std::erase_if(hair,
                  [](const design::ScalpPlace& place) { return place.chart.azimuth_rad > -60 * degree; });
    const design::OwnHairEdge edge(hair);
    CHECK(edge.share_above({112 * degree, -55 * degree}) == 0.0);
    CHECK(edge.share_above({112 * degree, 0.0}) == 1.0);
    for (double polar = 90; polar < 140; polar += 5)
        for (double azimuth = -179; azimuth < 179; azimuth += 0.25) {
            const double step = edge.share_above({polar * degree, (azimuth + 0.25) * degree}) -
                                edge.share_above({polar * degree, azimuth * degree});
            CHECK(std::abs(step) < 0.15);
        }
}
