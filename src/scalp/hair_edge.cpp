#include <algorithm>
#include <glm/geometric.hpp>
#include <opencv2/imgproc.hpp>

#include "core/colour.h"
#include "core/region.h"
#include "scalp/scalp.h"
#include "scalp/working.h"

namespace stubble::scalp {
namespace {

constexpr auto hair_label = static_cast<unsigned char>(core::Region::hair);

// Mean colour of the pixels around that one side of the edge holds, and how many they are.
struct Side {
    core::Image<core::LinearRgb> colour;
    core::Field share;  // of the window
};

Side side_of(const cv::Mat& linear, const cv::Mat& inside, double sigma_px) {
    cv::Mat weight, weights, sum, share, colour;
    // The edge's own pixels are mixtures of both sides.
    cv::erode(inside, weight, cv::Mat::ones(3, 3, CV_8U));
    weight.convertTo(weight, CV_32F, 1.0 / 255.0);
    cv::merge(std::vector<cv::Mat>{weight, weight, weight}, weights);
    cv::GaussianBlur(linear.mul(weights), sum, {}, sigma_px);
    cv::GaussianBlur(weight, share, {}, sigma_px);
    cv::merge(std::vector<cv::Mat>{share, share, share}, weights);
    colour = sum / cv::max(weights, 1e-4);
    Side side{core::Image<core::LinearRgb>(colour.cols, colour.rows), field_of(share)};
    for (int y = 0; y < colour.rows; ++y)
        for (int x = 0; x < colour.cols; ++x) {
            const auto& c = colour.at<cv::Vec3f>(y, x);
            side.colour.at(x, y) = {c[0], c[1], c[2]};
        }
    return side;
}

struct Edge {
    Side hair, other;
    core::Field usual;  // share of hair by the labels alone
    cv::Mat band;       // CV_8U, 255 where hair and others are near
    double by = 1.0;

    // Share of hair in a pixel of this colour: where it lies between the colours of both sides, as far as
    // they are apart at all.
    float at(int x, int y, const core::LinearRgb& own) const {
        const auto px = static_cast<float>((x + 0.5) * by), py = static_cast<float>((y + 0.5) * by);
        const core::LinearRgb beside = core::sample(other.colour, px, py),
                              apart = core::sample(hair.colour, px, py) - beside;
        const float squared = glm::dot(apart, apart);
        const float by_colour =
            std::clamp(glm::dot(apart, own - beside) / std::max(squared, 1e-6f), 0.0f, 1.0f);
        const float by_label = core::sample(usual, px, py);
        // Default: colours less than this apart, as shares of white, tell little.
        constexpr float telling = 0.05f * 0.05f;
        const float nearest = std::min(core::sample(hair.share, px, py), core::sample(other.share, px, py));
        const float trust = squared / (squared + telling) * std::min(1.0f, 12.0f * nearest);
        return by_label + trust * (by_colour - by_label);
    }
};

Edge edge_of(const Scalp& scalp, const core::Picture& photo) {
    const cv::Mat labels(scalp.regions.height(), scalp.regions.width(), CV_8U,
                         const_cast<std::uint8_t*>(scalp.regions.data()));
    Edge edge;
    edge.by = static_cast<double>(labels.cols) / photo.width();
    const Working working = make_working(photo, static_cast<int>(labels.total()));
    cv::Mat linear = working.linear;
    if (linear.size() != labels.size()) cv::resize(linear, linear, labels.size(), 0, 0, cv::INTER_AREA);
    const cv::Mat hair = labels == hair_label, other = hair == 0;
    // Default: loose strands stand off the rest by some millimetres.
    const double reach_px = std::clamp(4.0 * scalp.scale.px_per_mm * edge.by, 2.0, 25.0);
    edge.hair = side_of(linear, hair, reach_px);
    edge.other = side_of(linear, other, reach_px);
    cv::Mat share;
    hair.convertTo(share, CV_32F, 1.0 / 255.0);
    cv::GaussianBlur(share, share, {}, 1.0);
    edge.usual = field_of(share);
    const int size = 2 * static_cast<int>(reach_px) + 1;
    const cv::Mat window = cv::getStructuringElement(cv::MORPH_ELLIPSE, {size, size});
    cv::Mat near_hair, near_other;
    cv::dilate(hair, near_hair, window);
    cv::dilate(other, near_other, window);
    edge.band = near_hair & near_other;
    return edge;
}

}  // namespace

core::Mask full_size_hair(const Scalp& scalp, const core::Picture& photo) {
    core::require(photo.size() == scalp.photo_size, "regions belong to the photo they were read from");
    core::Mask result(photo.size());
    if (scalp.regions.empty()) return result;
    const Edge edge = edge_of(scalp, photo);
    cv::parallel_for_({0, photo.height()}, [&](const cv::Range& rows) {
        for (int y = rows.start; y < rows.end; ++y)
            for (int x = 0; x < photo.width(); ++x) {
                const int wx = std::min(edge.band.cols - 1, static_cast<int>((x + 0.5) * edge.by)),
                          wy = std::min(edge.band.rows - 1, static_cast<int>((y + 0.5) * edge.by));
                const float share = edge.band.at<unsigned char>(wy, wx)
                                        ? edge.at(x, y, core::linear_from_srgb8(photo.at(x, y)))
                                        : (scalp.regions.at(wx, wy) == hair_label ? 1.0f : 0.0f);
                result.at(x, y) = static_cast<std::uint8_t>(share * 255.0f + 0.5f);
            }
    });
    return result;
}

}  // namespace stubble::scalp
