#include "bench/readers.h"

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

void add(std::vector<Measurement>& all, const std::string& name, const char* unit, const Figures& figures) {
    if (!figures[0]) return;
    const double rival = figures[1].value_or(0.0);
    all.push_back({name, *figures[0], unit, rival_name, rival != 0.0 ? *figures[0] / rival : 0.0});
}

}  // namespace stubble::bench
