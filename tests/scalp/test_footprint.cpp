#include <algorithm>
#include <cmath>
#include <cstdint>
#include <glm/geometric.hpp>
#include <opencv2/core.hpp>

#include "core/random.h"
#include "core/stopwatch.h"
#include "scalp/footprint.h"
#include "support/catch.h"

using namespace stubble;

namespace {

constexpr int side = 60;

// Looks at every pixel and every segment.
cv::Mat plainly_under(const scalp::Stroke& stroke) {
    cv::Mat under = cv::Mat::zeros(side, side, CV_8U);
    glm::dvec2 a = stroke.path_px.front();
    for (const glm::dvec2& b : stroke.path_px) {
        for (int y = 0; y < side; ++y)
            for (int x = 0; x < side; ++x) {
                const glm::dvec2 p(x + 0.5, y + 0.5), along = b - a;
                const double square = glm::dot(along, along);
                const double share =
                    square > 0.0 ? std::clamp(glm::dot(p - a, along) / square, 0.0, 1.0) : 0.0;
                if (glm::distance(p, a + share * along) <= 0.5 * stroke.diameter_px)
                    under.at<unsigned char>(y, x) = 255;
            }
        if (b.x >= 0 && b.y >= 0 && b.x < side && b.y < side)
            under.at<unsigned char>(static_cast<int>(b.y), static_cast<int>(b.x)) = 255;
        a = b;
    }
    return under;
}

cv::Mat under(const scalp::Stroke& stroke) {
    const scalp::Footprint footprint = scalp::footprint_of(stroke, 1.0, {side, side});
    cv::Mat whole = cv::Mat::zeros(side, side, CV_8U);
    if (!footprint.box.empty()) footprint.inside.copyTo(whole(footprint.box));
    return whole;
}

// Of the n-th stroke: whole and half pixels often, which put pixels right on the edge.
double drawn(std::uint64_t stroke, std::uint64_t index, double least, double most) {
    const double value = least + (most - least) * core::random_unit(stroke, index);
    return stroke % 3 == 0 ? value : stroke % 3 == 1 ? std::round(value) : std::round(2.0 * value) / 2.0;
}

}  // namespace

TEST_CASE("the pixels under a stroke are those whose centre lies within its radius, to the pixel") {
    for (std::uint64_t n = 0; n < 600; ++n) {
        scalp::Stroke stroke{core::Region::bald, {}, std::max(0.1, drawn(n, 0, 0.0, 30.0))};
        const std::uint64_t points = 1 + n % 5;
        for (std::uint64_t i = 0; i < points; ++i)
            stroke.path_px.push_back({drawn(n, 2 * i + 1, -40.0, 100.0), drawn(n, 2 * i + 2, -40.0, 100.0)});
        CAPTURE(n);
        REQUIRE(cv::countNonZero(under(stroke) != plainly_under(stroke)) == 0);
    }
}

TEST_CASE("a stroke of very many points takes a time that its area does not multiply") {
    scalp::Stroke stroke{core::Region::bald, {}, 900.0};
    for (std::uint64_t i = 0; i < 5'000; ++i)
        stroke.path_px.push_back({500.0 + 9.0 * core::random_unit(1, i), 500.0});
    const core::Stopwatch watch;
    CHECK_FALSE(scalp::footprint_of(stroke, 1.0, {1000, 1000}).box.empty());
    CHECK(watch.ms() < 3'000.0);
}
