#include <algorithm>
#include <array>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/matrix.hpp>
#include <numbers>

#include "bench/known_heads.h"
#include "bench/readers.h"
#include "bench/score.h"

namespace stubble::bench {
namespace {

double degrees_between(const glm::dvec3& a, const glm::dvec3& b) {
    return std::acos(std::clamp(glm::dot(a, b), -1.0, 1.0)) * 180.0 / std::numbers::pi;
}

// Where the camera looks, head axes.
glm::dvec3 direction_of(const core::HeadFrame& frame) {
    return glm::transpose(frame.head_to_camera) * glm::dvec3(0, 0, 1);
}

double scale_error(double vertex_px_per_mm, const KnownHead& head) {
    return std::abs(vertex_px_per_mm / head.vertex_px_per_mm - 1.0);
}
double vertex_px_per_mm(const core::HeadFrame& frame) {
    return frame.px_per_mm({0, 0, frame.shape.up_mm});
}

struct HeadTally {
    RegionTally regions;
    std::vector<double> views_right, direction_deg, scale_error, strip_error, normal_deg, density_error,
        strokes_share, strokes_overlap;
};

void add_normals(const std::vector<SurfaceNormal>& normals, const core::HeadFrame& frame, HeadTally& tally) {
    for (const SurfaceNormal& truth : normals) {
        const auto hit = frame.hit(truth.at_px);
        // Beside the fitted head there is no normal: as wrong as can be.
        tally.normal_deg.push_back(hit ? degrees_between(frame.head_to_camera * hit->normal, truth.outward)
                                       : 90.0);
    }
}

// The scale once a known length is given; the rival takes pixels over millimetres as they are.
void add_strip(const KnownHead& head, const scalp::KnownLength& strip, const session::Derived& derived,
               std::array<HeadTally, 2>& tallies) {
    session::Document document = derived.document;
    document.hints.known_length = strip;
    const session::Derived told = session::evaluate(document, derived, session::Until::analysed);
    tallies[0].strip_error.push_back(scale_error(vertex_px_per_mm(told.scalp->frame), head));
    tallies[1].strip_error.push_back(
        scale_error(glm::distance(strip.from_px, strip.to_px) / strip.length_mm, head));
}

// Found over true density, both summed over the true scalp, less 1.
double density_error(const core::ScaledField& cover, const Truth& labels, const Truth& density) {
    double found = 0.0, truth = 0.0;
    for (int y = 0; y < labels.height(); y += 2)
        for (int x = 0; x < labels.width(); x += 2) {
            if (!core::is_scalp(static_cast<std::uint8_t>(labels.at(x, y)))) continue;
            found +=
                static_cast<double>(cover.at(static_cast<float>(x) + 0.5f, static_cast<float>(y) + 0.5f));
            truth += density.at(x, y) / 255.0;
        }
    return truth > 0.0 ? std::abs(found / truth - 1.0) : 0.0;
}

void add_strokes(const Read& read, const Truth& labels, std::array<HeadTally, 2>& tallies) {
    const core::Mask truth = at_working_size(labels, *read.derived.scalp);
    const double by = static_cast<double>(read.derived.scalp->working_px_per_photo_px);
    const std::array<Corrected, 2> readers = correctable(read);
    for (std::size_t i = 0; i < readers.size(); ++i) {
        tallies[i].strokes_share.push_back(
            strokes_needed(readers[i], truth, by, head_share_right, wanted_right, most_strokes));
        tallies[i].strokes_overlap.push_back(
            strokes_needed(readers[i], truth, by, mean_overlap, wanted_right, most_strokes));
    }
}

void add_head(const KnownHead& head, std::array<HeadTally, 2>& tallies) {
    const Read read = read_both(head.picture);
    const Truth truth = photo::load_map(head.regions, read.derived.photo->pixels.size());
    add_strokes(read, truth, tallies);
    std::vector<SurfaceNormal> normals;
    if (!head.depth.empty()) {
        const Truth depth = photo::load_map(head.depth, truth.size());
        normals = scalp_normals(truth, depth, head.frame);
        if (const auto strip = strip_on_scalp(truth, depth, head.frame))
            add_strip(head, *strip, read.derived, tallies);
    }
    Truth density;
    if (!head.density.empty()) density = photo::load_map(head.density, truth.size());
    for (std::size_t i = 0; i < tallies.size(); ++i) {
        HeadTally& tally = tallies[i];
        const Answer& answer = read.answers[i];
        tally.regions.add(answer.regions, truth);
        tally.views_right.push_back(answer.view == scalp::view_of(head.frame) ? 1.0 : 0.0);
        tally.direction_deg.push_back(degrees_between(direction_of(answer.frame), direction_of(head.frame)));
        tally.scale_error.push_back(scale_error(vertex_px_per_mm(answer.frame), head));
        add_normals(normals, answer.frame, tally);
        if (!density.empty()) tally.density_error.push_back(density_error(answer.cover, truth, density));
    }
}

}  // namespace

void measure_heads(const std::string& set, const std::vector<KnownHead>& heads,
                   std::vector<Measurement>& all) {
    std::array<HeadTally, 2> tallies;
    for (const KnownHead& head : heads) add_head(head, tallies);
    const auto put = [&](const char* what, const char* unit, const auto& of) {
        add(all, set + ": " + what, unit, {of(tallies[0]), of(tallies[1])});
    };
    using Tally = const HeadTally&;
    put("regions, mean of 5", "IoU", [](Tally t) { return t.regions.mean_iou(); });
    put("view named right", "share", [](Tally t) { return mean_of(t.views_right); });
    put("direction of view, median", "deg", [](Tally t) { return median_of(t.direction_deg); });
    put("scale error, median", "share", [](Tally t) { return median_of(t.scale_error); });
    put("scale error with a known length", "share", [](Tally t) { return median_of(t.strip_error); });
    put("hair density error, median", "share", [](Tally t) { return median_of(t.density_error); });
    // 11: ten were too few.
    put("strokes to 95 % of head, median", "strokes", [](Tally t) { return median_of(t.strokes_share); });
    put("strokes to 0.95 IoU, median", "strokes", [](Tally t) { return median_of(t.strokes_overlap); });
    put("scalp normals, median", "deg", [](Tally t) { return median_of(t.normal_deg); });
}

}  // namespace stubble::bench
