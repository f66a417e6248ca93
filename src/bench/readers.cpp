#include "bench/readers.h"

#include <algorithm>

#include "bench/rivals.h"
#include "core/region.h"

namespace stubble::bench {
namespace {

constexpr const char* rival_name = "Haar face, GrabCut, k-means";

// What labels alone say of the density.
core::ScaledField cover_of(const core::Mask& regions) {
    core::ScaledField cover{core::Field(regions.size()), 1.0f};
    for (int y = 0; y < regions.height(); ++y)
        for (int x = 0; x < regions.width(); ++x) {
            const auto label = static_cast<core::Region>(regions.at(x, y));
            cover.values.at(x, y) = label == core::Region::hair       ? 1.0f
                                    : label == core::Region::thinning ? 0.35f
                                                                      : 0.0f;
        }
    return cover;
}

template <class Labels>
core::Mask resampled(const Labels& labels, core::Size size, double px_per_photo_px) {
    core::Mask out(size);
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x)
            out.at(x, y) = static_cast<std::uint8_t>(
                labels.at(std::min(labels.width() - 1, static_cast<int>((x + 0.5) / px_per_photo_px)),
                          std::min(labels.height() - 1, static_cast<int>((y + 0.5) / px_per_photo_px))));
    return out;
}

}  // namespace

Read read_both(const std::filesystem::path& picture) {
    Read read{session::evaluate(session::new_document(picture), {}, session::Until::analysed), {}};
    const scalp::Scalp& found = *read.derived.scalp;
    const core::Picture& pixels = read.derived.photo->pixels;
    read.answers[0] = {scalp::full_size_regions(found, pixels),
                       found.view,
                       found.frame,
                       {found.hair_cover, found.working_px_per_photo_px}};
    const PlainReading plain = plain_reading(pixels);
    read.answers[1] = {plain.regions, plain.view, plain.frame, cover_of(plain.regions)};
    return read;
}

core::Mask at_working_size(const Truth& labels, const scalp::Scalp& scalp) {
    return resampled(labels, scalp.regions.size(), static_cast<double>(scalp.working_px_per_photo_px));
}

std::array<Corrected, 2> correctable(const Read& read) {
    const auto by = static_cast<double>(read.derived.scalp->working_px_per_photo_px);
    const core::Mask plain = resampled(read.answers[1].regions, read.derived.scalp->regions.size(), by);
    return {[&read, latest = read.derived](const std::vector<scalp::Stroke>& strokes) mutable {
                session::Document document = read.derived.document;
                document.hints.strokes = strokes;
                latest = session::evaluate(document, latest, session::Until::analysed);
                return latest.scalp->regions;
            },
            [plain, by](const std::vector<scalp::Stroke>& strokes) { return painted(plain, strokes, by); }};
}

void add(std::vector<Measurement>& all, const std::string& name, const char* unit, const Figures& figures) {
    if (!figures[0]) return;
    const double rival = figures[1].value_or(0.0);
    all.push_back({name, *figures[0], unit, rival_name, rival != 0.0 ? *figures[0] / rival : 0.0});
}

}  // namespace stubble::bench
