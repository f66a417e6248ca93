#include <cmath>

#include "bench/bench.h"
#include "bench/rivals.h"
#include "bench/timing.h"
#include "core/colour.h"
#include "core/random.h"
#include "deliver/deliver.h"

namespace stubble::bench {
namespace {

// What every simulation of this photo must at least spend.
double decode_and_encode_ms(const std::filesystem::path& jpeg) {
    return median_wall_ms([&] { photo::encode_picture(photo::load_photo(jpeg).pixels, ".jpg"); });
}

Measurement against_codec(const std::string& name, double ms, double codec_ms) {
    return {name, ms, "ms", "decode and encode", ms / codec_ms};
}

}  // namespace

core::Picture drawn_photo() {
    constexpr int width = 3000, height = 4000;
    constexpr double radius_x = 0.295 * width, radius_y = 0.30 * height;
    core::Picture picture(width, height, core::Rgb8{150, 156, 160});
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const double u = (x + 0.5 - 0.5 * width) / radius_x, v = (y + 0.5 - 0.45 * height) / radius_y;
            const double r2 = u * u + v * v;
            if (r2 >= 1.0) continue;
            const auto index = static_cast<std::uint64_t>(y) * width + static_cast<std::uint64_t>(x);
            const double grain = 0.04 * (static_cast<double>(core::random_unit(3, index)) - 0.5);
            const auto light = static_cast<float>(0.5 + 0.5 * std::sqrt(1.0 - r2) - 0.1 * u + grain);
            picture.at(x, y) = core::srgb8_from_linear(core::LinearRgb(0.52f, 0.30f, 0.20f) * light);
        }
    return picture;
}

std::vector<Measurement> reading_speed(const session::Derived& d, const std::filesystem::path& jpeg) {
    const core::Picture& photo = d.photo->pixels;
    const double read_ms = median_wall_ms([&] { scalp::read_scalp(photo, d.document.hints); });
    const double regions_ms = median_wall_ms([&] { scalp::full_size_regions(*d.scalp, photo); });
    const double plain_ms = median_wall_ms([&] { plain_reading(photo); });
    // What a user waits for who corrects the regions.
    scalp::Hints corrected = d.document.hints;
    const core::PhotoPoint middle(0.5 * photo.width(), 0.5 * photo.height());
    corrected.strokes.push_back({core::Region::thinning, {middle}, 10.0 * d.scalp->scale.px_per_mm});
    const double stroke_ms = median_wall_ms([&] { scalp::read_scalp(photo, corrected, d.scalp.get()); });
    return {against_codec("analyse", read_ms, decode_and_encode_ms(jpeg)),
            {"analyse and label", read_ms + regions_ms, "ms", "Haar face, GrabCut, k-means",
             (read_ms + regions_ms) / plain_ms},
            {"one stroke more", stroke_ms, "ms", "analyse", stroke_ms / read_ms}};
}

std::vector<Measurement> stage_speed(const session::Derived& d, const std::filesystem::path& jpeg) {
    const double codec_ms = decode_and_encode_ms(jpeg);
    session::Document denser = d.document;
    denser.plan.core_density_per_cm2 += 10.0;
    const auto timed = [&](const char* name, const std::function<void()>& work) {
        return against_codec(name, median_wall_ms(work), codec_ms);
    };
    session::Derived drawn;
    return {timed("load", [&] { photo::load_photo(jpeg); }),
            timed("analyse", [&] { scalp::read_scalp(d.photo->pixels, d.document.hints); }),
            timed("plan and select", [&] { session::evaluate(denser, d, session::Until::selected); }),
            timed("draw",
                  [&] {
                      render::compose(d.photo->pixels,
                                      render::absorb(*d.dots, d.optics, *d.scene, d.scalp->photo_size,
                                                     d.scalp->scale.px_per_mm),
                                      *d.scene);
                  }),
            timed("save", [&] { photo::encode_picture(*d.picture, ".jpg"); }),
            timed("whole simulation", [&] {
                drawn = session::evaluate(d.document);
                photo::encode_picture(*drawn.picture, ".jpg");
            })};
}

}  // namespace stubble::bench
