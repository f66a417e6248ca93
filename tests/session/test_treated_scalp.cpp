#include "session/treated_scalp.h"

#include <algorithm>

#include "core/region.h"
#include "head_document.h"
#include "support/catch.h"

using namespace stubble;
using namespace stubble::test;

namespace {

// The drawn head's reading, and a photo in which bald scalp alone has `bald`.
core::Picture painted(const scalp::Scalp& scalp, const core::Rgb8& bald) {
    core::Picture photo(scalp.photo_size, {20, 20, 200});
    const auto cell = [&](int px, int cells) {
        return std::min(static_cast<int>((static_cast<float>(px) + 0.5f) * scalp.working_px_per_photo_px),
                        cells - 1);
    };
    for (int y = 0; y < photo.height(); ++y)
        for (int x = 0; x < photo.width(); ++x)
            if (scalp.regions.at(cell(x, scalp.regions.width()), cell(y, scalp.regions.height())) ==
                static_cast<std::uint8_t>(core::Region::bald))
                photo.at(x, y) = bald;
    return photo;
}

}  // namespace

TEST_CASE("a treatment is judged by the scalp it covers, not by the face and not by the user's plan") {
    constexpr core::Rgb8 bald{180, 140, 120};
    const scalp::Scalp& scalp = *first_result().scalp;
    const session::TreatedScalp treated =
        session::read_treated_scalp(painted(scalp, bald), scalp, *first_result().density);
    CHECK(treated.colour == core::linear_from_srgb8(bald));
    CHECK(treated.density_per_cm2 > design::Plan{}.core_density_per_cm2 / 2.0);
    CHECK(treated.density_per_cm2 <= design::Plan{}.core_density_per_cm2);
    session::Document other = document_for_test();
    other.plan.core_density_per_cm2 = 60.0;
    other.plan.lower_mm = -20.0;
    CHECK(session::evaluate(other, {}, session::Until::analysed).shade == first_result().shade);
}

TEST_CASE("where nothing would be treated the client's skin is judged") {
    scalp::Scalp scalp = *first_result().scalp;
    scalp.regions = core::Mask(scalp.regions.size(), static_cast<std::uint8_t>(core::Region::hair));
    const session::TreatedScalp treated = session::read_treated_scalp(
        core::Picture(scalp.photo_size, {20, 20, 200}), scalp, *first_result().density);
    CHECK(treated.colour == scalp.skin.colour);
    CHECK(treated.reflected_share == scalp::surface_reflection_share(scalp.skin.ita_deg));
    CHECK(treated.density_per_cm2 == design::Plan{}.core_density_per_cm2);
}
