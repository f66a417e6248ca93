#include <algorithm>
#include <array>
#include <opencv2/imgproc.hpp>

#include "core/region.h"
#include "scalp/footprint.h"
#include "scalp/scalp.h"
#include "scalp/working.h"
#include "scalp/workings.h"

namespace stubble::scalp {
namespace {

struct Vote {
    const cv::Mat& labels;
    const cv::Mat& colours;  // CV_8UC3 working picture
    double by;

    // Bilateral vote of the working pixels around: near ones of like colour count most.
    unsigned char at(int x, int y, const core::Rgb8& own) const {
        const double wx = (x + 0.5) * by - 0.5, wy = (y + 0.5) * by - 0.5;
        const int cx = static_cast<int>(wx + 0.5), cy = static_cast<int>(wy + 0.5);
        std::array<float, core::region_names.size()> votes{};
        for (int j = std::max(0, cy - 2); j <= std::min(labels.rows - 1, cy + 2); ++j)
            for (int i = std::max(0, cx - 2); i <= std::min(labels.cols - 1, cx + 2); ++i) {
                const auto& c = colours.at<cv::Vec3b>(j, i);
                const int dr = c[0] - own.r, dg = c[1] - own.g, db = c[2] - own.b;
                const auto far = static_cast<float>((i - wx) * (i - wx) + (j - wy) * (j - wy));
                votes[labels.at<unsigned char>(j, i)] +=
                    1.0f / ((1.0f + far * far) * (200.0f + static_cast<float>(dr * dr + dg * dg + db * db)));
            }
        return static_cast<unsigned char>(std::max_element(votes.begin(), votes.end()) - votes.begin());
    }
};

// Under strokes the picture is what they say, to the pixel; an erasing one leaves what was found.
void keep_to_strokes(cv::Mat& labels, const std::vector<Stroke>& strokes, double px_per_photo_px) {
    cv::Mat taken = cv::Mat::zeros(labels.size(), CV_8U);
    for (auto stroke = strokes.rbegin(); stroke != strokes.rend(); ++stroke) {
        const Footprint footprint = footprint_of(*stroke, px_per_photo_px, labels.size());
        if (footprint.box.empty()) continue;
        const cv::Mat free = footprint.inside & (taken(footprint.box) == 0);
        if (stroke->region) labels(footprint.box).setTo(cv::Scalar(static_cast<int>(*stroke->region)), free);
        taken(footprint.box).setTo(cv::Scalar(255), free);
    }
}

}  // namespace

core::Mask full_size_regions(const Scalp& scalp, const core::Picture& photo) {
    core::require(photo.width() <= scalp.photo_size.width && photo.height() <= scalp.photo_size.height,
                  "regions belong to the photo they were read from or a smaller copy");
    core::Mask result(photo.size());
    if (scalp.regions.empty()) return result;
    const cv::Mat labels(scalp.regions.height(), scalp.regions.width(), CV_8U,
                         const_cast<std::uint8_t*>(scalp.regions.data()));
    cv::Mat out(photo.height(), photo.width(), CV_8U, result.data()), colours, low, high;
    cv::resize(labels, out, out.size(), 0, 0, cv::INTER_NEAREST);
    if (labels.size() == out.size()) return result;
    cv::resize(view_of(photo), colours, labels.size(), 0, 0, cv::INTER_AREA);
    const cv::Mat window = cv::Mat::ones(5, 5, CV_8U);
    cv::erode(labels, low, window);
    cv::dilate(labels, high, window);
    const cv::Mat mixed = low != high;
    const Vote vote{labels, colours, static_cast<double>(labels.cols) / out.cols};
    cv::parallel_for_({0, out.rows}, [&](const cv::Range& rows) {
        for (int y = rows.start; y < rows.end; ++y) {
            const auto* narrow =
                mixed.ptr<unsigned char>(std::min(labels.rows - 1, y * labels.rows / out.rows));
            for (int x = 0; x < out.cols; ++x)
                if (narrow[static_cast<std::size_t>(x) * static_cast<std::size_t>(labels.cols) /
                           static_cast<std::size_t>(out.cols)])
                    result.at(x, y) = vote.at(x, y, photo.at(x, y));
        }
    });
    if (scalp.workings)
        keep_to_strokes(out, scalp.workings->corrected.back()->strokes,
                        static_cast<double>(photo.width()) / scalp.photo_size.width);
    return result;
}

}  // namespace stubble::scalp
