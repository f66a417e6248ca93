#include "app/region_overlay.h"

#include <chrono>
#include <exception>

namespace stubble::app {

void RegionOverlay::begin(const session::Derived& derived) {
    scalp_ = derived.scalp;
    picture_.reset();
    making_ = std::async(std::launch::async, [scalp = derived.scalp, photo = derived.photo] {
        return std::make_shared<const core::Picture>(scalp::overlay(*scalp, photo->pixels));
    });
}

void RegionOverlay::collect(Model& model) {
    if (!making_.valid() || making_.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return;
    try {
        picture_ = making_.get();
    } catch (const std::exception&) {
        scalp_.reset();
        model.look.show_regions = false;
        model.tell("There is not enough memory to show the regions: close other programs", true);
    }
}

void RegionOverlay::update(Model& model) {
    collect(model);
    const bool wanted = model.look.show_regions && model.has_photo() && model.is_read();
    // A future that is replaced while its work runs would stop the window until that ends.
    if (wanted && scalp_ != model.derived().scalp && !making_.valid()) begin(model.derived());
}

std::shared_ptr<const core::Picture> RegionOverlay::shown(const Model& model) const {
    const bool wanted = model.look.show_regions && !model.look.measuring && model.has_photo();
    return wanted && scalp_ == model.derived().scalp ? picture_ : nullptr;
}

}  // namespace stubble::app
