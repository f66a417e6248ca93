#include "scalp/spread.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <opencv2/imgproc.hpp>
#include <queue>
#include <utility>
#include <vector>

#include "scalp/quantile.h"

namespace stubble::scalp {
namespace {

// Defaults, chosen for the fewest strokes of a robot user on the sample heads and the like
// (bench/stroke_robot.h).
constexpr double even_radii = 1.0, even_mm = 4.0;  // beside the stroke all is as wrong as under it
constexpr double fade_mm = 80.0;                   // beyond, by a factor of e
constexpr double rare = 0.15;  // share of the pixels under a stroke that need not be told from others
constexpr std::array<float, 3> usual_deviation = {8, 3, 3};  // L*, a*, b* of one skin or hair
constexpr float least_edge = 1.5f;                           // colour step between neighbours
constexpr double island_mm = 40.0;  // no boundary is moved that far: a region of its own

constexpr float least_share = 0.01f;  // of what is reached at all

constexpr std::size_t region_count = core::region_names.size();

// Natural logarithm of one region's probability over another's, floored: rare is not impossible.
class LogOdds {
 public:
    explicit LogOdds(const Evidence& evidence) : evidence_(evidence) {}
    float operator()(std::size_t region, std::size_t other, cv::Point at) const {
        return std::log(share(region, at) / share(other, at));
    }

 private:
    float share(std::size_t region, cv::Point at) const {
        return std::max(share_of(evidence_, static_cast<core::Region>(region), at), 0.002f);
    }
    const Evidence& evidence_;
};

float colour_step(const cv::Mat& colours, cv::Point p, cv::Point q) {
    const cv::Vec3f step = colours.at<cv::Vec3f>(p) - colours.at<cv::Vec3f>(q);
    return std::sqrt(step[0] * step[0] + step[1] * step[1] + step[2] * step[2]);
}

// What was wrong under the stroke, for each label found there.
struct Wrong {
    bool seen = false;
    float odds = 0.0f;   // against the stroke's region; at most 0
    float depth = 0.0f;  // pixels from the boundary of the stroke's region
};

// Colours under the stroke.
struct Look {
    std::array<float, 3> mean{}, deviation{};
    float usual_step = least_edge;

    float strangeness(const cv::Vec3f& colour) const {
        float sum = 0.0f;
        for (int c = 0; c < 3; ++c) {
            const auto i = static_cast<std::size_t>(c);
            const float off = (colour[c] - mean[i]) / deviation[i];
            sum += off * off;
        }
        return std::max(0.0f, std::sqrt(sum) - 1.0f);
    }
};

template <class Visit>
void for_each_pixel(const Footprint& footprint, const Visit& visit) {
    for (int y = 0; y < footprint.box.height; ++y)
        for (int x = 0; x < footprint.box.width; ++x)
            if (footprint.inside.at<unsigned char>(y, x)) visit(cv::Point(x, y) + footprint.box.tl());
}

Look look_under(const Footprint& footprint, const cv::Mat& colours) {
    std::array<double, 3> sum{}, square{};
    std::vector<float> steps;
    double count = 0.0;
    for_each_pixel(footprint, [&](cv::Point p) {
        const auto& colour = colours.at<cv::Vec3f>(p);
        for (int c = 0; c < 3; ++c) {
            const auto value = static_cast<double>(colour[c]);
            sum[static_cast<std::size_t>(c)] += value;
            square[static_cast<std::size_t>(c)] += value * value;
        }
        count += 1.0;
        if (p.x > 0) steps.push_back(colour_step(colours, p, p - cv::Point(1, 0)));
    });
    Look look;
    for (std::size_t c = 0; c < 3 && count > 0.0; ++c) {
        const double mean = sum[c] / count, variance = square[c] / count - mean * mean;
        look.mean[c] = static_cast<float>(mean);
        look.deviation[c] = usual_deviation[c] + static_cast<float>(std::sqrt(std::max(0.0, variance)));
    }
    if (!steps.empty()) look.usual_step = std::max(least_edge, quantile_of(steps, 0.9));
    return look;
}

class Spread {
 public:
    Spread(const Correction& correction, const Evidence& evidence, const Footprint& footprint,
           core::Region region, double radius_px)
        : correction_(correction),
          colours_(evidence.colours),
          odds_(evidence),
          footprint_(footprint),
          region_(static_cast<std::size_t>(region)),
          px_per_mm_(static_cast<float>(evidence.px_per_mm)),
          even_px_(static_cast<float>(even_radii * radius_px + even_mm * evidence.px_per_mm)),
          picture_({}, correction.pinned.size()) {
        const cv::Mat others = correction.maps.labels != static_cast<int>(region);
        depth_ = cv::Mat(others.size(), CV_32F, cv::Scalar(1e6f));
        if (cv::countNonZero(others) < static_cast<int>(others.total()))
            cv::distanceTransform(others, depth_, cv::DIST_L2, cv::DIST_MASK_5);
        learn();
        look_ = look_under(footprint, colours_);
    }

    Reached run() {
        find_ways();
        if (visited_.empty()) return {};
        Reached reached{cv::boundingRect(visited_) | footprint_.box, {}};
        reached.share = cv::Mat::zeros(reached.box.size(), CV_32F);
        for (const cv::Point& p : visited_)
            reached.share.at<float>(p - reached.box.tl()) = std::max(least_share, faded(way_.at<float>(p)));
        fill_holes(reached);
        return reached;
    }

 private:
    std::size_t label(cv::Point p) const { return correction_.maps.labels.at<unsigned char>(p); }

    void learn() {
        std::array<std::vector<float>, region_count> odds, depths;
        for_each_pixel(footprint_, [&](cv::Point p) {
            if (label(p) == region_) return;
            odds[label(p)].push_back(odds_(region_, label(p), p));
            depths[label(p)].push_back(depth_.at<float>(p));
        });
        for (std::size_t other = 0; other < region_count; ++other)
            if (!odds[other].empty())
                wrong_[other] = {true, std::min(0.0f, quantile_of(odds[other], rare)),
                                 quantile_of(depths[other], 1.0 - rare)};
    }

    // Holes smaller than the stroke are noise of the evidence.
    void fill_holes(Reached& reached) const {
        cv::Mat open = reached.share == 0.0f, pieces, stats, centroids;
        open(footprint_.box - reached.box.tl()).setTo(0, footprint_.inside);
        const int count = cv::connectedComponentsWithStats(open, pieces, stats, centroids, 4);
        std::vector<char> is_hole(static_cast<std::size_t>(count), 0);
        const int most = cv::countNonZero(footprint_.inside);
        for (int i = 1; i < count; ++i) {
            const int left = stats.at<int>(i, cv::CC_STAT_LEFT), top = stats.at<int>(i, cv::CC_STAT_TOP);
            is_hole[static_cast<std::size_t>(i)] = stats.at<int>(i, cv::CC_STAT_AREA) < most && left > 0 &&
                                                   top > 0 &&
                                                   left + stats.at<int>(i, cv::CC_STAT_WIDTH) < open.cols &&
                                                   top + stats.at<int>(i, cv::CC_STAT_HEIGHT) < open.rows;
        }
        for (int y = 0; y < open.rows; ++y)
            for (int x = 0; x < open.cols; ++x) {
                const cv::Point p = cv::Point(x, y) + reached.box.tl();
                if (is_hole[static_cast<std::size_t>(pieces.at<int>(y, x))] && wrong_[label(p)].seen &&
                    !correction_.pinned.at<unsigned char>(p))
                    reached.share.at<float>(y, x) = least_share;
            }
    }

    float faded(float way) const {
        if (way <= even_px_) return 1.0f;
        return std::exp((even_px_ - way) / (static_cast<float>(fade_mm) * px_per_mm_));
    }

    // Nothing in the picture parts forehead from bald scalp or one density of hair from the next, and shade
    // lies across both.
    bool is_parted_by_colour(std::size_t other) const {
        const auto is = [&](std::size_t a, std::size_t b) {
            return (region_ == a && other == b) || (region_ == b && other == a);
        };
        return region_ == 0 || other == 0 || is(1, 2);
    }

    // What a step costs in pixels.
    float toll(cv::Point p, cv::Point q) const {
        const float length = p.x != q.x && p.y != q.y ? 1.41421356f : 1.0f;
        if (!is_parted_by_colour(label(q))) return length;
        const float edge = std::max(0.0f, colour_step(colours_, p, q) / look_.usual_step - 1.0f);
        return length * (1.0f + look_.strangeness(colours_.at<cv::Vec3f>(q))) + edge * px_per_mm_;
    }

    // The longest way on which a pixel still belongs to the stroke: where the wrong under the stroke, faded,
    // is no less than the wrong here. Negative: on none.
    float longest_way(cv::Point q) const {
        const Wrong& wrong = wrong_[label(q)];
        if (!wrong.seen || correction_.pinned.at<unsigned char>(q)) return -1.0f;
        const float odds = odds_(region_, label(q), q);
        float share = wrong.odds < 0.0f ? odds / wrong.odds : (odds < 0.0f ? 2.0f : 0.0f);
        if (wrong.depth <= static_cast<float>(island_mm) * px_per_mm_)
            share = std::max(share, depth_.at<float>(q) / wrong.depth);
        if (share > 1.0f) return -1.0f;
        return even_px_ - static_cast<float>(fade_mm) * px_per_mm_ * std::log(std::max(share, 1e-6f));
    }

    // Dijkstra's shortest ways; of equal ones the pixel that comes first in the picture.
    void find_ways() {
        way_ = cv::Mat(picture_.size(), CV_32F, cv::Scalar(std::numeric_limits<float>::infinity()));
        longest_ = cv::Mat(picture_.size(), CV_32F, cv::Scalar(unknown));
        using Entry = std::pair<float, int>;
        std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
        for_each_pixel(footprint_, [&](cv::Point p) {
            way_.at<float>(p) = 0.0f;
            queue.push({0.0f, p.y * picture_.width + p.x});
        });
        while (!queue.empty()) {
            const auto [way, index] = queue.top();
            queue.pop();
            const cv::Point p(index % picture_.width, index / picture_.width);
            if (way > way_.at<float>(p)) continue;
            if (way > 0.0f) visited_.push_back(p);
            for (int y = std::max(0, p.y - 1); y <= std::min(picture_.height - 1, p.y + 1); ++y)
                for (int x = std::max(0, p.x - 1); x <= std::min(picture_.width - 1, p.x + 1); ++x) {
                    const cv::Point q(x, y);
                    if (way_.at<float>(q) <= way) continue;
                    float& longest = longest_.at<float>(q);
                    if (longest == unknown) longest = longest_way(q);
                    if (longest < way) continue;
                    const float next = way + toll(p, q);
                    if (next >= way_.at<float>(q) || next > longest) continue;
                    way_.at<float>(q) = next;
                    queue.push({next, y * picture_.width + x});
                }
        }
    }

    const Correction& correction_;
    const cv::Mat& colours_;
    const LogOdds odds_;
    const Footprint& footprint_;
    const std::size_t region_;
    const float px_per_mm_, even_px_;
    const cv::Rect picture_;
    static constexpr float unknown = -2.0f;
    cv::Mat depth_, way_, longest_;  // pixels
    std::array<Wrong, region_count> wrong_;
    Look look_;
    std::vector<cv::Point> visited_;
};

}  // namespace

Reached spread_of(const Correction& correction, const Evidence& evidence, const Footprint& footprint,
                  core::Region region, double radius_px) {
    return Spread(correction, evidence, footprint, region, radius_px).run();
}

}  // namespace stubble::scalp
