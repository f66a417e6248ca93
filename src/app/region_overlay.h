// The photo tinted by what was found in it: made beside the window's thread, and only once somebody looks at
// it.
#pragma once

#include <future>
#include <memory>
#include <optional>

#include "app/model.h"

namespace stubble::app {

class RegionOverlay {
 public:
    // Once a frame: begins on what is to be shown and takes over what is ready. When there
    // is no memory for it nothing is shown and the user is told.
    void update(Model& model);
    // Of the scalp as last read; nullptr while it is not ready, not to be shown, or in the way of a length
    // that is being measured. While regions are painted it is a smaller copy of the photo, and of the scalp
    // before until the next is ready.
    std::shared_ptr<const core::Picture> shown(const Model& model) const;
    // What it shows then.
    std::optional<scalp::Overlay> overlay_shown(const Model& model) const;
    bool is_working() const { return making_.valid(); }

 private:
    struct Wanted {
        scalp::Overlay what = scalp::Overlay::regions;
        bool small = false;
        bool operator==(const Wanted&) const = default;
    };
    static std::optional<Wanted> wanted_by(const Model& model);
    void begin(const session::Derived& derived, const Wanted& wanted);
    void collect(Model& model);
    bool is_current(const Model& model) const;
    std::future<std::shared_ptr<const core::Picture>> making_;
    std::shared_ptr<const scalp::Scalp> scalp_;         // what `making_` or `picture_` is of
    std::shared_ptr<const photo::Photo> photo_;         // likewise
    std::optional<Wanted> wanted_;                      // likewise
    std::shared_ptr<const core::Picture> small_photo_;  // of `photo_`, once regions have been painted
    std::shared_ptr<const core::Picture> picture_;
};

}  // namespace stubble::app
