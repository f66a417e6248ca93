#include "scalp/view_evidence.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace stubble::scalp {
namespace {

// Cells of the head's box, the same for every size of head and picture.
constexpr int cells = 8;

struct Span {
    int from, to;  // cells, the last excluded
};

struct HeadGrid {
    cv::Mat background, skin_over_hair, lightness, upright, texture;  // CV_32F, cells x cells
};

double mean(const cv::Mat& map, Span rows, Span columns) {
    return cv::mean(map(cv::Range(rows.from, rows.to), cv::Range(columns.from, columns.to)))[0];
}

// Mean at the left of the picture less that of the mirrored place.
double left_over_right(const cv::Mat& map, Span rows, Span columns) {
    return mean(map, rows, columns) - mean(map, rows, {cells - columns.to, cells - columns.from});
}

// Where the running sum of the weights passes a share of the whole.
int quantile(const cv::Mat& weights, double share) {
    const double wanted = share * cv::sum(weights)[0];
    double sum = 0.0;
    const auto* values = weights.ptr<float>();
    const int count = static_cast<int>(weights.total());
    for (int i = 0; i < count; ++i)
        if ((sum += values[i]) >= wanted) return i;
    return count - 1;
}

cv::Rect box_of(const cv::Mat& head) {
    cv::Mat columns, rows;
    cv::reduce(head, columns, 0, cv::REDUCE_SUM);
    cv::reduce(head, rows, 1, cv::REDUCE_SUM);
    // Default: specks on the wall are less than some hundredths of the head.
    const cv::Point from(quantile(columns, 0.03), quantile(rows, 0.02));
    const cv::Point to(quantile(columns, 0.97) + 1, quantile(rows, 0.98) + 1);
    const cv::Rect box(from, to);
    return box.width < cells || box.height < cells ? cv::Rect({}, head.size()) : box;
}

// Logarithm of upright over level structure: brows, lids, lips and collars lie level, ears and necks stand.
cv::Mat upright_structure(const cv::Mat& lightness) {
    cv::Mat across, along;
    cv::Sobel(lightness, across, CV_32F, 1, 0);
    cv::Sobel(lightness, along, CV_32F, 0, 1);
    cv::blur(cv::abs(across), across, {9, 9});
    cv::blur(cv::abs(along), along, {9, 9});
    cv::Mat ratio = (across + 1.0) / (along + 1.0);
    cv::log(ratio, ratio);
    return ratio;
}

HeadGrid grid_of(const Classes& classes, const Working& working) {
    const cv::Mat head = 1.0 - classes.background;
    const cv::Rect box = box_of(head);
    cv::Mat lightness;
    cv::extractChannel(working.lab, lightness, 0);
    const auto shrunk = [&](const cv::Mat& map) {
        cv::Mat small;
        cv::resize(map(box), small, {cells, cells}, 0, 0, cv::INTER_AREA);
        return small;
    };
    const auto above_mean = [&](const cv::Mat& map, double unit) {
        const double usual = cv::sum(map(box).mul(head(box)))[0] / std::max(cv::sum(head(box))[0], 1e-6);
        return shrunk((map - usual).mul(head) / unit);
    };
    return {shrunk(classes.background), shrunk(classes.skin - classes.hair), above_mean(lightness, 20.0),
            shrunk(upright_structure(lightness)), above_mean(working.texture, 1.0)};
}

// A measure less its usual value, in units of how much it varies between photos: defaults.
double standard(double value, double usual, double deviation) {
    return std::clamp((value - usual) / deviation, -2.5, 2.5);
}

// What the two halves of the picture say about the nose: positive when it points to the left.
double nose_to_the_left(const HeadGrid& g, const FaceHits& hits) {
    return 0.5 * standard(left_over_right(g.lightness, {1, 5}, {0, 3}), 0.0, 0.8) +        // hair at the back
           0.7 * standard(left_over_right(g.skin_over_hair, {0, 4}, {1, 3}), 0.0, 0.45) +  // and the forehead
           0.3 * standard(-left_over_right(g.skin_over_hair, {6, 8}, {0, 3}), 0.0, 0.35) +  // the nape
           0.6 * standard(-left_over_right(g.texture, {3, 5}, {2, 4}), 0.0, 0.25) +         // the ear
           0.5 * standard(left_over_right(g.texture, {5, 8}, {0, 3}), 0.0, 0.27) +          // mouth and chin
           0.8 * (std::min(hits.profile_left, 2) - std::min(hits.profile_right, 2));
}

}  // namespace

double ViewEvidence::of(View view) const {
    switch (view) {
        case View::front:
            return front;
        case View::back:
            return back;
        case View::top:
            return top;
        case View::left:
            return left;
        case View::right:
            return right;
        case View::automatic:
            break;
    }
    return 0.0;
}

ViewEvidence read_view_evidence(const Classes& classes, const Working& working, const FaceHits& hits) {
    const HeadGrid g = grid_of(classes, working);
    const Span middle{2, 6}, inner{1, 7};
    const double neck_light =
        standard(mean(g.lightness, {6, 8}, inner) - mean(g.lightness, {3, 5}, middle), 0.0, 0.8);
    const double skin = standard(mean(g.skin_over_hair, {2, 5}, inner), -0.05, 0.35);
    const double upright = standard(mean(g.upright, {4, 7}, middle), -0.05, 0.3);
    const double collar = standard(-mean(g.upright, {7, 8}, inner), 0.2, 0.35);
    const double lively_below =
        standard(mean(g.texture, {5, 8}, middle) - mean(g.texture, {1, 4}, middle), -0.2, 0.37);
    const double narrow_below =
        standard(0.5 * (mean(g.background, {5, 7}, {0, 1}) + mean(g.background, {5, 7}, {7, 8})), 0.38, 0.18);
    const double round_above =
        standard(0.5 * (mean(g.background, {0, 2}, {0, 2}) + mean(g.background, {0, 2}, {6, 8})), 0.38, 0.12);
    const double light_above =
        standard(mean(g.lightness, {0, 2}, middle) - mean(g.lightness, {2, 5}, middle), 0.0, 0.8);
    const double light_rim = standard(mean(g.lightness, {2, 5}, {0, 1}) + mean(g.lightness, {2, 5}, {7, 8}) -
                                          2.0 * mean(g.lightness, {2, 5}, {3, 5}),
                                      0.0, 1.1);
    const int faces = std::min(hits.front + hits.profile_left + hits.profile_right, 2);
    const double sideways = nose_to_the_left(g, hits);
    ViewEvidence e;
    e.front = 0.4 * skin - 0.6 * upright - 0.2 * round_above - 0.25 * light_above - 0.2 * collar -
              0.2 * narrow_below + 1.5 * std::min(hits.front, 2);
    e.back = 0.45 * neck_light - 0.4 * skin + 0.6 * narrow_below + 0.4 * light_above + 0.2 * collar -
             0.2 * lively_below - 0.7 * faces;
    e.top = 0.5 * upright + 0.3 * round_above - 0.4 * light_rim + 0.3 * lively_below - 0.4 * narrow_below +
            0.2 * collar;
    const double side = -0.4 - 0.45 * neck_light;
    e.left = side + sideways;
    e.right = side - sideways;
    const double top = std::max({e.front, e.back, e.top, e.left, e.right});
    const double sum = std::exp(e.front - top) + std::exp(e.back - top) + std::exp(e.top - top) +
                       std::exp(e.left - top) + std::exp(e.right - top);
    for (double* value : {&e.front, &e.back, &e.top, &e.left, &e.right}) *value -= top + std::log(sum);
    return e;
}

}  // namespace stubble::scalp
