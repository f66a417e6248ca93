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

void RegionOverlay::begin(const session::Derived& derived, bool small) {
    const bool same_photo = photo_ == derived.photo;
    if (!small || !small_ || !same_photo) picture_.reset();
    if (!same_photo) small_photo_.reset();
    scalp_ = derived.scalp;
    photo_ = derived.photo;
    small_ = small;
    if (small && !small_photo_)
        small_photo_ = std::make_shared<const core::Picture>(small_copy(photo_->pixels));
    making_ = std::async(std::launch::async, [scalp = scalp_, photo = photo_,
                                              copy = small ? small_photo_ : nullptr] {
        return std::make_shared<const core::Picture>(scalp::overlay(*scalp, copy ? *copy : photo->pixels));
    });
}

void RegionOverlay::collect(Model& model) {
    if (!making_.valid() || making_.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return;
    try {
        picture_ = making_.get();
    } catch (const std::exception&) {
        scalp_.reset();
        model.look.show_regions = false;
        model.look.painting.reset();
        model.tell("There is not enough memory to show the regions: close other programs", true);
    }
}

bool RegionOverlay::is_current(const Model& model) const {
    return scalp_ == model.derived().scalp && small_ == model.look.painting.has_value();
}

void RegionOverlay::update(Model& model) {
    collect(model);
    const bool wanted =
        (model.look.show_regions || model.look.painting) && model.has_photo() && model.is_read();
    // A future that is replaced while its work runs would stop the window until that ends.
    if (wanted && !is_current(model) && !making_.valid())
        begin(model.derived(), model.look.painting.has_value());
}

std::shared_ptr<const core::Picture> RegionOverlay::shown(const Model& model) const {
    if (!model.has_photo() || model.look.measuring) return nullptr;
    if (model.look.painting) return small_ && photo_ == model.derived().photo ? picture_ : nullptr;
    return model.look.show_regions && is_current(model) ? picture_ : nullptr;
}

}  // namespace stubble::app
