#include "app/region_overlay.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <exception>

#include "deliver/shrink.h"

namespace stubble::app {

namespace {

constexpr double small_pixels = 1600.0 * 1200.0;  // default: as many as a canvas has

core::Picture small_copy(const core::Picture& photo) {
    const double pixels = static_cast<double>(photo.width()) * photo.height();
    const double by = std::min(1.0, std::sqrt(small_pixels / pixels));
    return deliver::shrunk(photo, {std::max(1, static_cast<int>(std::lround(photo.width() * by))),
                                   std::max(1, static_cast<int>(std::lround(photo.height() * by)))});
}

}  // namespace

void RegionOverlay::begin(const session::Derived& derived, const Wanted& wanted) {
    const bool small = wanted.small;
    const bool same_photo = photo_ == derived.photo;
    if (!small || wanted != wanted_ || !same_photo) picture_.reset();
    if (!same_photo) small_photo_.reset();
    scalp_ = derived.scalp;
    photo_ = derived.photo;
    wanted_ = wanted;
    if (small && !small_photo_)
        small_photo_ = std::make_shared<const core::Picture>(small_copy(photo_->pixels));
    making_ = std::async(std::launch::async, [scalp = scalp_, photo = photo_, what = wanted.what,
                                              copy = small ? small_photo_ : nullptr] {
        return std::make_shared<const core::Picture>(
            scalp::overlay(*scalp, copy ? *copy : photo->pixels, what));
    });
}

std::optional<RegionOverlay::Wanted> RegionOverlay::wanted_by(const Model& model) {
    if (!model.has_photo() || !model.is_read()) return std::nullopt;
    if (model.look.painting) return Wanted{scalp::Overlay::regions, true};
    if (model.look.overlay) return Wanted{*model.look.overlay, false};
    return std::nullopt;
}

void RegionOverlay::collect(Model& model) {
    if (!making_.valid() || making_.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return;
    try {
        picture_ = making_.get();
    } catch (const std::exception&) {
        scalp_.reset();
        model.look.overlay.reset();
        model.look.painting.reset();
        model.tell("There is not enough memory to show the regions: close other programs", Tone::error);
    }
}

bool RegionOverlay::is_current(const Model& model) const {
    return scalp_ == model.derived().scalp && wanted_ == wanted_by(model);
}

void RegionOverlay::update(Model& model) {
    collect(model);
    const auto wanted = wanted_by(model);
    // A future that is replaced while its work runs would stop the window until that ends.
    if (wanted && !is_current(model) && !making_.valid()) begin(model.derived(), *wanted);
}

std::shared_ptr<const core::Picture> RegionOverlay::shown(const Model& model) const {
    if (!model.has_photo() || model.look.measuring || model.look.fitting_head) return nullptr;
    if (model.look.painting)
        return wanted_ == wanted_by(model) && photo_ == model.derived().photo ? picture_ : nullptr;
    return model.look.overlay && is_current(model) ? picture_ : nullptr;
}

std::optional<scalp::Overlay> RegionOverlay::overlay_shown(const Model& model) const {
    return shown(model) ? std::optional(wanted_->what) : std::nullopt;
}

}  // namespace stubble::app
