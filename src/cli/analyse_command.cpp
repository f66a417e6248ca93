#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>
#include <memory>

#include "cli/commands.h"
#include "cli/errors.h"
#include "cli/outputs.h"
#include "cli/plan_options.h"
#include "cli/progress_line.h"
#include "cli/summary.h"
#include "core/stopwatch.h"
#include "deliver/deliver.h"

namespace stubble::cli {
namespace {

struct AnalyseOptions {
    std::string photo, regions, hair, density, overlay, json;
    std::string overlay_of;  // "" = not given
    PlanOptions scale;
    bool quiet = false;
};

const std::map<std::string, scalp::Overlay>& overlays() {
    static const std::map<std::string, scalp::Overlay> named = {
        {"regions", scalp::Overlay::regions},
        {"hair-density", scalp::Overlay::hair_density},
        {"certainty", scalp::Overlay::certainty}};
    return named;
}

scalp::Overlay wanted_overlay(const AnalyseOptions& options) {
    return options.overlay_of.empty() ? scalp::Overlay::regions : overlays().at(options.overlay_of);
}

// Hairs per cm2 x 100 at the photo's size, as maps for --treat have dots; 0 where none could be counted.
core::Image<std::uint16_t> density_map(const scalp::Scalp& scalp) {
    core::Image<std::uint16_t> map(scalp.photo_size);
    const core::ScaledField& counted = scalp.hairs_per_cm2;
    if (counted.values.empty()) return map;
    for (int y = 0; y < map.height(); ++y)
        for (int x = 0; x < map.width(); ++x) {
            const auto at = [&](int photo, int size) {
                return std::min(
                    static_cast<int>((static_cast<float>(photo) + 0.5f) * counted.px_per_photo_px), size - 1);
            };
            const float density =
                counted.values.at(at(x, counted.values.width()), at(y, counted.values.height()));
            if (density > 0.0f)  // never for NaN
                map.at(x, y) = static_cast<std::uint16_t>(std::min(100.0f * density + 0.5f, 65535.0f));
        }
    return map;
}

void save_pictures(const AnalyseOptions& options, session::Derived& derived) {
    const core::Stopwatch watch;
    const core::Picture& pixels = derived.photo->pixels;
    if (!options.regions.empty())
        photo::save_mask(scalp::full_size_regions(*derived.scalp, pixels), options.regions);
    if (!options.hair.empty()) photo::save_mask(scalp::full_size_hair(*derived.scalp, pixels), options.hair);
    if (!options.density.empty()) photo::save_map(density_map(*derived.scalp), options.density);
    if (!options.overlay.empty())
        photo::save_picture(scalp::overlay(*derived.scalp, pixels, wanted_overlay(options)), options.overlay);
    derived.timings.save = watch.ms();
}

int analyse(const AnalyseOptions& options, const Streams& streams) {
    if (options.overlay.empty() && !options.overlay_of.empty())
        throw UsageError("--overlay-of goes with --overlay: name a picture as well, or leave it out");
    session::Document document = session::new_document(options.photo);
    options.scale.apply(document);
    std::vector<std::filesystem::path> inputs = options.scale.inputs();
    inputs.emplace_back(options.photo);
    check_outputs({{options.regions, {".png"}},
                   {options.hair, {".png"}},
                   {options.density, {".png"}},
                   {options.overlay, photo::picture_extensions()},
                   {options.json, {}}},
                  inputs);
    ProgressLine progress(streams.err, options.quiet);
    session::Derived derived = session::evaluate(document, {}, session::Until::analysed, progress.callback());
    save_pictures(options, derived);
    write_report(derived, options.json, streams.out);
    progress.finish();
    if (!options.quiet) print_summary(derived, streams.err);
    return 0;
}

}  // namespace

Command add_analyse(CLI::App& app) {
    CLI::App* command = app.add_subcommand("analyse", "Find hair, thinning and bald scalp in a photo");
    const auto options = std::make_shared<AnalyseOptions>();
    command->add_option("PHOTO", options->photo, "The photo: JPEG, PNG, TIFF, WebP, HEIC or AVIF")
        ->required();
    command
        ->add_option("--regions", options->regions,
                     "Label picture of the photo's size: 0 background, 1 skin, 2 hair, 3 bald, 4 thinning")
        ->type_name("R.png");
    command
        ->add_option("--hair", options->hair,
                     "Share of hair in every pixel as a grey picture of the photo's size, white = all hair")
        ->type_name("H.png");
    command
        ->add_option(
            "--density", options->density,
            "Hairs per cm2 x 100 as a 16-bit picture of the photo's size; 0 where none can be counted")
        ->type_name("D.png");
    command->add_option("--overlay", options->overlay, "The photo tinted by what was found in it")
        ->type_name("O.png");
    command
        ->add_option("--overlay-of", options->overlay_of,
                     "What the overlay shows: regions, hair-density or certainty")
        ->check(CLI::IsMember(overlays()).description(""))
        ->type_name("WHAT");
    command->add_option("--json", options->json, "What was found, as JSON; - prints it")->type_name("FILE|-");
    options->scale.add_to(*command, {"photo"}, false);
    command->add_flag("-q,--quiet", options->quiet, "Print errors only");
    return [options](const Streams& streams) { return analyse(*options, streams); };
}

}  // namespace stubble::cli
