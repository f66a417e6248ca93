#include "scalp/own_hairline.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/matrix.hpp>
#include <numbers>
#include <optional>
#include <vector>

#include "scalp/hairline.h"
#include "scalp/quantile.h"
#include "scalp/soft_step.h"

namespace stubble::scalp {
namespace {

constexpr double step_mm = 3.0, column_deg = 5.0, widest_deg = 25.0;
constexpr int steps = 80, columns = 10;

double degrees(double rad) {
    return rad * 180.0 / std::numbers::pi;
}

// A place of the head by its distance from the vertex over the surface and its azimuth.
struct Place {
    double down_mm, azimuth_rad, radius_mm;
};
std::optional<Place> place_at(const Surface& surface, int x, int y) {
    if (!surface.is_head({x, y})) return std::nullopt;
    const core::HeadPoint point = surface.place({x, y});
    const core::ScalpChart chart = core::chart_of(point);
    const double radius_mm = glm::length(point);
    return Place{chart.polar_rad * radius_mm, chart.azimuth_rad, radius_mm};
}

// The head from the vertex down over the forehead, in steps.
struct Column {
    std::array<float, steps> seen{}, hair{}, scalp{};
    std::vector<float> usual_mm;  // of the juvenile hairline, from the vertex

    bool is_seen(int i) const { return seen[static_cast<std::size_t>(i)] > 0.0f; }
    bool most(const std::array<float, steps>& what, int i) const {
        return what[static_cast<std::size_t>(i)] > 0.5f * seen[static_cast<std::size_t>(i)];
    }
};

// What is seen, at a working picture's size.
struct Seen {
    cv::Mat head;         // CV_8U
    cv::Mat scalp, bare;  // CV_32F: probabilities that the head is scalp, and that scalp is bald
};

std::array<Column, columns> columns_of(const Seen& seen, const Surface& surface) {
    std::array<Column, columns> all;
    constexpr int stride = 2;
    for (int y = 0; y < seen.head.rows; y += stride)
        for (int x = 0; x < seen.head.cols; x += stride) {
            if (!seen.head.at<unsigned char>(y, x)) continue;
            const auto place = place_at(surface, x, y);
            if (!place) continue;
            const double deg = degrees(place->azimuth_rad);
            const int step = static_cast<int>(place->down_mm / step_mm);
            if (std::abs(deg) >= widest_deg || step >= steps) continue;
            Column& column = all[static_cast<std::size_t>((deg + widest_deg) / column_deg)];
            const auto i = static_cast<std::size_t>(step);
            const bool scalp = seen.scalp.at<float>(y, x) > 0.5f;
            column.seen[i] += 1.0f;
            column.scalp[i] += scalp ? 1.0f : 0.0f;
            column.hair[i] += scalp && seen.bare.at<float>(y, x) < 0.5f ? 1.0f : 0.0f;
            column.usual_mm.push_back(
                static_cast<float>(hairline_polar_rad(place->azimuth_rad) * place->radius_mm));
        }
    return all;
}

// Where hair that covers `depth` steps on end ends, looking down; nullopt where there is none.
std::optional<int> end_of_hair(const Column& column) {
    constexpr int depth = 5;
    for (int end = steps - 1; end >= depth; --end) {
        bool all = true;
        for (int i = end - depth; i < end && all; ++i) all = column.is_seen(i) && column.most(column.hair, i);
        if (all) return end;
    }
    return std::nullopt;
}

struct Front {
    float above_usual_mm;  // by which the own hairline lies nearer to the vertex than the juvenile one
    float bare_scalp_mm;   // that is told from the forehead, in front of the hair
    float skin_mm;         // in front of the hair, as far as it is seen
};

std::optional<Front> front_of(Column& column) {
    const auto end = end_of_hair(column);
    if (!end) return std::nullopt;
    int bare = *end, last = *end;
    while (bare < steps && column.is_seen(bare) && column.most(column.scalp, bare)) ++bare;
    while (last < steps && column.is_seen(last)) ++last;
    const auto mm = [&](int count) { return static_cast<float>(count * step_mm); };
    return Front{quantile_of(column.usual_mm, 0.5) - mm(*end), mm(bare - *end), mm(last - *end)};
}

// Medians over the columns where hair ends in front; nullopt where those are few.
std::optional<Front> own_front(std::array<Column, columns> all) {
    constexpr std::size_t least_columns = 5;
    std::vector<float> above, bare, skin;
    for (Column& column : all)
        if (const auto front = front_of(column)) {
            above.push_back(front->above_usual_mm);
            bare.push_back(front->bare_scalp_mm);
            skin.push_back(front->skin_mm);
        }
    if (above.size() < least_columns) return std::nullopt;
    return Front{quantile_of(above, 0.5), quantile_of(bare, 0.5), quantile_of(skin, 0.5)};
}

// By how much the own hairline lies nearer to the vertex than the juvenile one of the frame, less what was
// lost to baldness; nullopt where the forehead is found, or no hair ends in front of it.
std::optional<double> above_usual_mm(const Seen& seen, const Surface& surface) {
    // Defaults: a forehead is 61 mm high in the middle (domain.md 8.1), high ones a centimetre more, and what
    // is bare for less than that in front of the hair may be either.
    constexpr double forehead_mm = 72.0, least_mm = 9.0;
    const auto front = own_front(columns_of(seen, surface));
    if (!front) return std::nullopt;
    const double lost_mm = std::max(0.0, static_cast<double>(front->skin_mm) - forehead_mm);
    if (static_cast<double>(front->bare_scalp_mm) - lost_mm < least_mm) return std::nullopt;
    return static_cast<double>(front->above_usual_mm) - lost_mm;
}

}  // namespace

HeadFit tilted_to_own_hairline(HeadFit fit, const Sketch& sketch, const Working& working) {
    constexpr double most_rad = 0.6;  // default
    const auto& [background, skin, hair, bald, thinning] = sketch.regions;
    const cv::Mat scalp = cv::max(hair + bald + thinning, 1e-3);
    const auto enlarged = [&](const cv::Mat& map) { return at_working_size(sketch, map, working); };
    const Seen seen{enlarged(background) < 0.5, enlarged(scalp / cv::max(1.0 - background, 1e-3)),
                    enlarged(bald / scalp)};
    const auto above_mm = above_usual_mm(seen, surface_behind(working, fit.frame));
    if (!above_mm || *above_mm <= 0.0) return fit;
    const core::HeadPoint hairline = core::point_of({hairline_polar_rad(0.0), 0.0}, fit.frame.shape);
    const double by = std::min(*above_mm / glm::length(hairline), most_rad);
    // From the vertex to the back.
    const glm::dmat3 tilt({1, 0, 0}, {0, std::cos(by), std::sin(by)}, {0, -std::sin(by), std::cos(by)});
    fit.frame.head_to_camera = fit.frame.head_to_camera * glm::transpose(tilt);
    return fit;
}

Evidence with_forehead_below_own_hair(Evidence evidence, const Surface& surface) {
    constexpr double soft_mm = 4.0;
    const auto above_mm = above_usual_mm({evidence.head, evidence.scalp, evidence.bands[1]}, surface);
    if (!above_mm) return evidence;
    evidence.scalp = evidence.scalp.clone();
    cv::parallel_for_({0, evidence.scalp.rows}, [&](const cv::Range& rows) {
        for (int y = rows.start; y < rows.end; ++y)
            for (int x = 0; x < evidence.scalp.cols; ++x) {
                const auto place = place_at(surface, x, y);
                if (!place || place->down_mm < 30.0) continue;
                const double share = forehead_share(place->azimuth_rad);
                if (share == 0.0) continue;
                const double below_mm =
                    place->down_mm + *above_mm - hairline_polar_rad(place->azimuth_rad) * place->radius_mm;
                evidence.scalp.at<float>(y, x) *=
                    static_cast<float>(1.0 - share * soft_step(below_mm, soft_mm));
            }
    });
    return evidence;
}

}  // namespace stubble::scalp
