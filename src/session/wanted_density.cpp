#include "session/wanted_density.h"

#include "session/scene.h"

namespace stubble::session {
namespace {

core::ScaledField density_from_map(const std::filesystem::path& path, core::Size photo) {
    const core::Image<std::uint16_t> map = photo::load_fine_map(path, photo);
    core::ScaledField wanted{core::Field(map.size()), 1.0f};
    for (int y = 0; y < map.height(); ++y)
        for (int x = 0; x < map.width(); ++x)
            wanted.values.at(x, y) = static_cast<float>(map.at(x, y)) / 100.0f;
    return wanted;
}

core::ScaledField density_from_plan(const Document& document, const scalp::Scalp& scalp) {
    const core::ScaledField hairs = hairs_among(scalp);
    core::ScaledField wanted = design::density_map(document.plan, scalp.covering_frame, scalp.regions,
                                                   scalp.hair_cover, scalp.working_px_per_photo_px, hairs,
                                                   scalp.spared);
    const auto built_up = static_cast<float>(pigment::built_up_share(document.look.sessions));
    for (int y = 0; y < wanted.values.height(); ++y)
        for (int x = 0; x < wanted.values.width(); ++x) {
            float& value = wanted.values.at(x, y);
            value *= built_up;
            if (value > 0.0f && !hairs.values.empty())
                value = stipple::density_between_hairs(
                    value, hairs.at((static_cast<float>(x) + 0.5f) / wanted.px_per_photo_px,
                                    (static_cast<float>(y) + 0.5f) / wanted.px_per_photo_px));
        }
    return wanted;
}

}  // namespace

core::ScaledField wanted_density(const Document& document, const scalp::Scalp& scalp) {
    return document.treat ? density_from_map(document.treat->map, scalp.photo_size)
                          : density_from_plan(document, scalp);
}

}  // namespace stubble::session
