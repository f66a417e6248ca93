#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/matrix.hpp>
#include <initializer_list>

#include "core/region.h"
#include "core/require.h"
#include "design/design.h"
#include "design/hairline.h"
#include "design/own_hair_edge.h"

namespace stubble::design {
namespace {

using core::Field;
using core::Mask;
using core::ScaledField;

constexpr double plan_step_mm =
    1.2;  // the plan is worked out on this raster: finer than a micro irregularity
constexpr double cover_sigma_mm = 1.5;  // hair cover is a density, not strands
constexpr double blend_sigma_mm = 5.0;  // default: so softly the dots run out among the client's own hair
// Default: cover that hair must gain until dots are gone. Where hair begins it shows more skin than dots do,
// and a pale ring would part them if dots ended before it is full.
constexpr double blend_cover = 0.6;
constexpr double border_feather_mm = 8.0;  // default: dots run out before an ear, a nape or a temple
constexpr double spared_feather_mm = 3.0;  // default: dots run out before what the user spares
constexpr double widest_gap_mm = 12.0;     // default: between own hair and the treated forehead

// Running mean along rows, edge values repeated; written transposed, so that two calls blur both ways.
Field box_mean_transposed(const Field& in, int radius) {
    Field out(in.height(), in.width());
    const int last = in.width() - 1;
    for (int y = 0; y < in.height(); ++y) {
        const auto row = in.row(y);
        const auto value = [&](int x) {
            return static_cast<double>(row[static_cast<std::size_t>(std::clamp(x, 0, last))]);
        };
        double sum = 0.0;
        for (int x = -radius; x <= radius; ++x) sum += value(x);
        for (int x = 0; x <= last; ++x) {
            out.at(y, x) = static_cast<float>(sum / (2 * radius + 1));
            sum += value(x + radius + 1) - value(x - radius);
        }
    }
    return out;
}

// Two box passes each way, which together have about the Gaussian's sigma.
Field blurred(Field field, double sigma_px) {
    const int radius = static_cast<int>(std::lround(std::sqrt(1.5 * sigma_px * sigma_px + 0.25) - 0.5));
    if (radius < 1 || field.empty()) return field;
    for (int pass = 0; pass < 4; ++pass) field = box_mean_transposed(field, radius);
    return field;
}

// The plan over the photo on a coarse raster: smooth, so that it can be read between its points.
struct CoarsePlan {
    ScaledField inside_mm, sideness, on_head;  // on_head: 1 where the frame is met, 0 beside it
    ScaledField above_own_edge;                // 0 over ears and nape below the client's own hair
    ScaledField in_gap;  // 1 on the strips of skin between own hair and the treated forehead
};

// Forehead is treated where the plan says so, beside it skin is an ear or the neck.
double forehead_share(double sideness) {
    return std::max(0.0, 1.0 - 3.0 * sideness);
}

// Closing: 1 also in gaps of `open` (0 or 1) that are narrower than `widest`, in points.
Field with_gaps_closed(const Field& open, double widest) {
    const int radius = std::max(1, static_cast<int>(widest / 2.0));
    const auto box_mean = [&](const Field& in) {
        return box_mean_transposed(box_mean_transposed(in, radius), radius);
    };
    Field grown = box_mean(open);
    for (int y = 0; y < grown.height(); ++y)
        for (float& value : grown.row(y)) value = value > 0.0f ? 1.0f : 0.0f;
    Field closed = box_mean(grown);
    for (int y = 0; y < closed.height(); ++y)
        for (float& value : closed.row(y)) value = value > 0.999f ? 1.0f : 0.0f;
    return closed;
}

// Mean nearby of values over the points where `where` is 1, not 0.
Field mean_over(const Field& values, const Field& where, double sigma_px) {
    Field counted(values.size());
    for (int y = 0; y < values.height(); ++y)
        for (int x = 0; x < values.width(); ++x) counted.at(x, y) = where.at(x, y) * values.at(x, y);
    Field mean = blurred(std::move(counted), sigma_px);
    const Field weight = blurred(where, sigma_px);
    for (int y = 0; y < values.height(); ++y)
        for (int x = 0; x < values.width(); ++x) mean.at(x, y) /= std::max(weight.at(x, y), 1e-3f);
    return mean;
}

// Falls to 0 towards where `open` (0 or 1) is 0, but is 0 nowhere else; `mean` is that of `open` nearby.
Field falling_within(const Field& open, Field mean) {
    for (int y = 0; y < open.height(); ++y)
        for (int x = 0; x < open.width(); ++x)
            mean.at(x, y) = open.at(x, y) * std::clamp(2.0f * mean.at(x, y) - 1.0f, 0.0f, 1.0f);
    return mean;
}

// Falls to 0 towards the ends of `closed` over `reach` points, but not towards what is not `needed`.
Field with_soft_ends(const Field& closed, const Mask& needed, double reach) {
    Field known(closed.size());
    for (int y = 0; y < closed.height(); ++y)
        for (int x = 0; x < closed.width(); ++x) known.at(x, y) = needed.at(x, y) != 0 ? 1.0f : 0.0f;
    return falling_within(closed, mean_over(closed, known, 0.5 * reach));
}

// Surface point seen at a photo position; beside the head, the one on its outline nearest to the ray, so that
// the plan goes on smoothly past an outline that the frame does not meet exactly.
core::HeadPoint surface_beside(const core::HeadFrame& frame, const core::PhotoPoint& position) {
    const core::PhotoPoint offset = (position - frame.principal_point_px) / frame.focal_px;
    const core::HeadPoint from = frame.camera_position_mm();
    const glm::dvec3 along =
        glm::normalize(glm::transpose(frame.head_to_camera) * glm::dvec3(offset.x, offset.y, 1.0));
    return frame.shape.surface_point(from - glm::dot(from, along) * along);
}

// The raster's points between which a pixel is read that is not background.
Mask points_needed(const Mask& regions, core::Size raster, float raster_per_px) {
    Mask needed(raster);
    const auto point = [&](int pixel, int count) {
        const float at = (static_cast<float>(pixel) + 0.5f) * raster_per_px - 0.5f;
        return std::clamp(static_cast<int>(at), 0, count - 1);
    };
    for (int y = 0; y < regions.height(); ++y) {
        const int v = point(y, raster.height), below = std::min(v + 1, raster.height - 1);
        for (int x = 0; x < regions.width(); ++x) {
            if (regions.at(x, y) == static_cast<std::uint8_t>(core::Region::background)) continue;
            const int u = point(x, raster.width), beside = std::min(u + 1, raster.width - 1);
            needed.at(u, v) = needed.at(beside, v) = needed.at(u, below) = needed.at(beside, below) = 1;
        }
    }
    return needed;
}

// What the coarse raster sees of the head at one of its points.
struct RasterPoint {
    int x = 0, y = 0;
    core::HeadPoint point;
    bool on_head = false;
};

// The raster's points that lie on the head and in one of these regions.
std::vector<ScalpPlace> places_in(std::initializer_list<core::Region> wanted,
                                  const std::vector<RasterPoint>& raster, const Mask& regions, double step_px,
                                  double step_mm) {
    std::vector<ScalpPlace> places;
    for (const RasterPoint& at : raster) {
        const int x = static_cast<int>((at.x + 0.5) * step_px), y = static_cast<int>((at.y + 0.5) * step_px);
        if (!at.on_head || x >= regions.width() || y >= regions.height()) continue;
        const auto region = static_cast<core::Region>(regions.at(x, y));
        if (std::find(wanted.begin(), wanted.end(), region) != wanted.end())
            places.push_back({core::chart_of(at.point), step_mm * step_mm});
    }
    return places;
}

bool is_scalp_at(const Mask& regions, int raster_x, int raster_y, double step_px) {
    const int x = static_cast<int>((raster_x + 0.5) * step_px),
              y = static_cast<int>((raster_y + 0.5) * step_px);
    return x < regions.width() && y < regions.height() && core::is_scalp(regions.at(x, y));
}

CoarsePlan coarse_plan(const Hairline& hairline, const core::HeadFrame& frame, const Mask& regions,
                       float working_px_per_photo_px, double step_px, double step_mm) {
    const float coarse_per_photo_px = static_cast<float>(working_px_per_photo_px / step_px);
    const core::Size size{static_cast<int>(std::ceil(regions.width() / step_px)) + 1,
                          static_cast<int>(std::ceil(regions.height() / step_px)) + 1};
    const ScaledField empty{Field(size), coarse_per_photo_px};
    const Mask needed = points_needed(regions, size, coarse_per_photo_px / working_px_per_photo_px);
    std::vector<RasterPoint> raster;
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x) {
            if (needed.at(x, y) == 0) continue;
            const core::PhotoPoint position =
                core::PhotoPoint(x + 0.5, y + 0.5) / double(coarse_per_photo_px);
            const auto hit = frame.hit(position);
            raster.push_back({x, y, hit ? hit->point : surface_beside(frame, position), hit.has_value()});
        }
    using core::Region;
    const OwnHairEdge own_edge(
        places_in({Region::hair}, raster, regions, step_px, step_mm),
        places_in({Region::bald, Region::thinning}, raster, regions, step_px, step_mm));
    CoarsePlan plan{empty, empty, empty, empty, empty};
    Field treatable(size);
    for (const auto& [x, y, point, on_head] : raster) {
        const double sideness = Hairline::sideness(point);
        plan.inside_mm.values.at(x, y) = static_cast<float>(hairline.inside_mm(point, Hairline::reach_mm));
        plan.sideness.values.at(x, y) = static_cast<float>(sideness);
        plan.on_head.values.at(x, y) = on_head ? 1.0f : 0.0f;
        plan.above_own_edge.values.at(x, y) =
            static_cast<float>(1.0 - sideness * (1.0 - own_edge.share_above(core::chart_of(point))));
        const double share = hairline.share(plan.inside_mm.values.at(x, y), sideness);
        const bool forehead = on_head && share * forehead_share(sideness) > 0.5;
        treatable.at(x, y) = forehead || is_scalp_at(regions, x, y, step_px) ? 1.0f : 0.0f;
    }
    plan.in_gap.values = with_soft_ends(with_gaps_closed(treatable, widest_gap_mm / step_mm), needed,
                                        border_feather_mm / step_mm);
    return plan;
}

// Mean over the scalp nearby, so that hair does not thin out before an ear.
Field mean_on_scalp(const Mask& regions, const Field& hair_cover, double sigma_px) {
    Field scalp(regions.size());
    for (int y = 0; y < regions.height(); ++y)
        for (int x = 0; x < regions.width(); ++x)
            scalp.at(x, y) = core::is_scalp(regions.at(x, y)) ? 1.0f : 0.0f;
    Field cover = mean_over(hair_cover, scalp, sigma_px);
    for (int y = 0; y < regions.height(); ++y)
        for (int x = 0; x < regions.width(); ++x) cover.at(x, y) *= scalp.at(x, y);
    return cover;
}

// Hair cover as a density. A seam is seen where dots end at hair: they go on between it, ever fewer.
Field cover_nearby(const Mask& regions, const Field& hair_cover, double px_per_mm) {
    Field cover = mean_on_scalp(regions, hair_cover, cover_sigma_mm * px_per_mm);
    const Field wide = mean_on_scalp(regions, hair_cover, blend_sigma_mm * px_per_mm);
    for (int y = 0; y < cover.height(); ++y)
        for (int x = 0; x < cover.width(); ++x) cover.at(x, y) = std::min(cover.at(x, y), wide.at(x, y));
    return cover;
}

// 1 on scalp (and on background, which is cut off hard elsewhere), 0 on other skin; falls within the scalp
// only.
Field border_weight(const Mask& regions, double sigma_px) {
    Field open(regions.size());
    for (int y = 0; y < regions.height(); ++y)
        for (int x = 0; x < regions.width(); ++x)
            open.at(x, y) = regions.at(x, y) == static_cast<std::uint8_t>(core::Region::skin) ? 0.0f : 1.0f;
    return falling_within(open, blurred(open, sigma_px));
}

// 0 on what is spared, 1 away from it; falls beside it only.
Field beside_spared(const Mask& spared, double sigma_px) {
    Field open(spared.size());
    for (int y = 0; y < spared.height(); ++y)
        for (int x = 0; x < spared.width(); ++x) open.at(x, y) = spared.at(x, y) != 0 ? 0.0f : 1.0f;
    return falling_within(open, blurred(open, sigma_px));
}

}  // namespace

ScaledField density_map(const Plan& plan, const core::HeadFrame& frame, const Mask& regions,
                        const Field& hair_cover, float working_px_per_photo_px,
                        const ScaledField& hairs_per_cm2, const Mask& spared) {
    core::require(regions.size() == hair_cover.size(), "regions and hair cover have one size");
    core::require(spared.empty() || spared.size() == regions.size(), "what is spared has the regions' size");
    core::require(working_px_per_photo_px > 0.0f, "a map has a scale");
    const Hairline hairline(plan, frame.shape);
    const double px_per_mm = std::max(frame.px_per_mm({0, 0, 0}) * double(working_px_per_photo_px), 0.05);
    const double step_px = std::max(1.0, plan_step_mm * px_per_mm);
    const CoarsePlan coarse =
        coarse_plan(hairline, frame, regions, working_px_per_photo_px, step_px, step_px / px_per_mm);
    const Field cover = cover_nearby(regions, hair_cover, px_per_mm);
    const Field border = border_weight(regions, 0.5 * border_feather_mm * px_per_mm);
    const Field open = spared.empty() ? Field(regions.size(), 1.0f)
                                      : beside_spared(spared, 0.5 * spared_feather_mm * px_per_mm);
    ScaledField density{Field(regions.size()), working_px_per_photo_px};
    for (int y = 0; y < regions.height(); ++y)
        for (int x = 0; x < regions.width(); ++x) {
            if (regions.at(x, y) == static_cast<std::uint8_t>(core::Region::background)) continue;
            const float photo_x = (static_cast<float>(x) + 0.5f) / working_px_per_photo_px;
            const float photo_y = (static_cast<float>(y) + 0.5f) / working_px_per_photo_px;
            const double sideness = coarse.sideness.at(photo_x, photo_y);
            // In front the plan decides where the forehead ends; beside it, and beside the head's outline,
            // skin is an ear or the neck, unless it is a strip that the plan would leave bare beside own
            // hair.
            const bool skin = regions.at(x, y) == static_cast<std::uint8_t>(core::Region::skin);
            const double forehead =
                std::max(forehead_share(sideness) * double(coarse.on_head.at(photo_x, photo_y)),
                         double(coarse.in_gap.at(photo_x, photo_y)));
            const double front = skin ? forehead : 1.0 - sideness;
            const double scalp = std::max(double(border.at(x, y)), front);
            const double missing = std::clamp((1.0 - double(cover.at(x, y))) / blend_cover, 0.0, 1.0);
            const double share = hairline.share(coarse.inside_mm.at(photo_x, photo_y), sideness);
            const double wanted = plan.core_density_per_cm2 * share * scalp * double(open.at(x, y)) *
                                  double(coarse.above_own_edge.at(photo_x, photo_y));
            const double uncounted = wanted - double(hairs_per_cm2.at(photo_x, photo_y));
            density.values.at(x, y) = static_cast<float>(std::clamp(uncounted, 0.0, wanted * missing));
        }
    return density;
}

}  // namespace stubble::design
