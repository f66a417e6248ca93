#include <algorithm>
#include <cmath>

#include "bench/bench.h"
#include "bench/drawn_scenes.h"
#include "bench/rivals.h"
#include "bench/timing.h"
#include "deliver/deliver.h"
#include "gl/hidden_context.h"
#include "gl/renderer.h"

namespace stubble::bench {
namespace {

// The first candidates of a ranked population are a population.
stipple::Population first_of(const stipple::Population& all, std::size_t count) {
    stipple::Population some;
    some.positions_mm.assign(all.positions_mm.begin(),
                             all.positions_mm.begin() + static_cast<std::ptrdiff_t>(count));
    some.area_cm2 = all.area_cm2;
    some.seed = all.seed;
    return some;
}

// A plain program's picture: circles of one size, blended over the photo's codes.
core::Picture blended_circles(const core::Picture& photo, const stipple::Dots& dots,
                              const pigment::DotOptics& optics) {
    const core::Field covered = circle_dots(dots, optics.mean_diameter_mm, photo.size());
    core::Picture out = photo;
    for (int y = 0; y < photo.height(); ++y)
        for (int x = 0; x < photo.width(); ++x) {
            const float left = 1.0f - 0.7f * covered.at(x, y);
            core::Rgb8& pixel = out.at(x, y);
            pixel = {static_cast<std::uint8_t>(static_cast<float>(pixel.r) * left),
                     static_cast<std::uint8_t>(static_cast<float>(pixel.g) * left),
                     static_cast<std::uint8_t>(static_cast<float>(pixel.b) * left)};
        }
    return out;
}

// Every candidate of 65k that the photo sees is shown: the most there is to do.
struct WholeRedraw {
    CrownScene crown = crown_scene();
    std::vector<stipple::PlacedFollicle> placed =
        stipple::place(first_of(stipple::standard_population(), 65'000), crown.frame, crown.photo.size());
    core::ScaledField density{core::Field(400, 300, 250.0f), 0.25f};

    std::vector<render::DotLayer> layers(const pigment::DotOptics& optics) const {
        return {{optics, std::make_shared<const stipple::Dots>(stipple::select(placed, density, 1))}};
    }
    core::Picture on_processor(const pigment::DotOptics& optics) const {
        return render::compose(
            crown.photo, render::absorb(layers(optics), crown.scene, crown.photo.size(), crown.px_per_mm),
            crown.scene);
    }
};
constexpr const char* whole_redraw_name = "select and draw 65k candidates, 1600x1200";

Measurement whole_redraw(const pigment::DotOptics& optics) {
    const WholeRedraw redraw;
    const double ms = least_cpu_ms([&] { redraw.on_processor(optics); }, 9);
    const double circles_ms =
        least_cpu_ms([&] { blended_circles(redraw.crown.photo, *redraw.layers(optics)[0].dots, optics); });
    return {whole_redraw_name, ms, "ms", "cv::circle a dot, blended", ms / circles_ms};
}

Measurement per_dot(const session::Derived& d) {
    const core::Size size = d.photo->pixels.size();
    const double ms =
        least_cpu_ms([&] { render::absorb(*d.dots, d.optics, *d.scene, size, d.scalp->scale.px_per_mm); });
    const double plain_ms =
        least_cpu_ms([&] { supersampled_dots(*d.dots, d.optics.mean_diameter_mm, size); }, 3);
    return {"draw dots", 1e6 * ms / static_cast<double>(std::max<std::size_t>(d.dots->size(), 1)), "ns/dot",
            "4x4 supersampled discs", ms / plain_ms};
}

// A dab of a brush in the middle of the dots.
Measurement dab(const session::Derived& d) {
    constexpr int side_px = 240;
    const core::Size size = d.photo->pixels.size();
    stipple::Dots dots = *d.dots;
    if (dots.empty()) dots.emplace_back();
    const auto middle = dots.begin() + static_cast<std::ptrdiff_t>(dots.size() / 2);
    std::nth_element(dots.begin(), middle, dots.end(), [](const stipple::Dot& a, const stipple::Dot& b) {
        return a.centre_px.y < b.centre_px.y;
    });
    const int x = static_cast<int>(middle->centre_px.x) - side_px / 2,
              y = static_cast<int>(middle->centre_px.y) - side_px / 2;
    const core::Rect part{x, y, x + side_px, y + side_px};
    const double px_per_mm = d.scalp->scale.px_per_mm;
    core::Picture picture = *d.picture;
    const double ms = least_cpu_ms(
        [&] { render::redraw(d.photo->pixels, d.layers, *d.scene, px_per_mm, part, picture); }, 40);
    const double whole_ms = least_cpu_ms([&] {
        render::compose(d.photo->pixels, render::absorb(d.layers, *d.scene, size, px_per_mm), *d.scene);
    });
    return {"redraw a dab of 240x240", ms, "ms", "drawing the whole photo", ms / whole_ms};
}

// All that a simulation costs besides the reading of the photo.
Measurement file_to_file(const session::Derived& d, const std::filesystem::path& jpeg) {
    session::Derived read;
    read.document = d.document;
    read.scalp = d.scalp;
    const double ms = least_cpu_ms([&] {
        session::Derived before = read;
        before.photo = std::make_shared<const photo::Photo>(photo::load_photo(jpeg));
        photo::encode_picture(*session::evaluate(d.document, before).picture, ".jpg");
    });
    const double codec_ms =
        least_cpu_ms([&] { photo::encode_picture(photo::load_photo(jpeg).pixels, ".jpg"); });
    return {"12 MP JPEG to JPEG beyond the reading, " + std::to_string(d.dots->size()) + " dots", ms, "ms",
            "decode and encode", ms / codec_ms};
}

// Drawing on the graphics card, by the clock on the wall. Nothing where there is none: a card played by the
// processor is never drawn with.
std::vector<Measurement> on_card(const session::Derived& d) {
    const gl::HiddenContext context;
    if (!context.opened()) return {};
    const gl::Device device = gl::inspect_device();
    if (device.software) return {};
    gl::PictureRenderer card;
    const auto measured = [&](const std::string& name, const Work& with_card, const Work& with_processor) {
        with_card();
        const double ms = median_wall_ms(with_card);
        return Measurement{name + " on " + device.renderer, ms, "ms", "the processor, all threads",
                           ms / median_wall_ms(with_processor)};
    };
    const WholeRedraw redraw;
    const CrownScene& crown = redraw.crown;
    const auto photo = std::make_shared<const core::Picture>(crown.photo);
    const auto scene = std::make_shared<const render::Scene>(crown.scene);
    const std::shared_ptr<const core::Picture> large_photo(d.photo, &d.photo->pixels);
    const double px_per_mm = d.scalp->scale.px_per_mm;
    return {measured(
                whole_redraw_name, [&] { card.draw(photo, redraw.layers(d.optics), scene, crown.px_per_mm); },
                [&] { redraw.on_processor(d.optics); }),
            measured(
                "draw the 12 MP photo", [&] { card.draw(large_photo, d.layers, d.scene, px_per_mm); },
                [&] {
                    render::compose(d.photo->pixels,
                                    render::absorb(d.layers, *d.scene, d.scalp->photo_size, px_per_mm),
                                    *d.scene);
                })};
}

}  // namespace

std::vector<Measurement> draw_speed(const session::Derived& d, const std::filesystem::path& jpeg) {
    std::vector<Measurement> all{per_dot(d), dab(d), whole_redraw(d.optics), file_to_file(d, jpeg)};
    for (const Measurement& m : on_card(d)) all.push_back(m);
    return all;
}

}  // namespace stubble::bench
