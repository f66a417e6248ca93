#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.h"
#include "cli/outputs.h"
#include "cli/plan_options.h"
#include "cli/progress_line.h"
#include "cli/summary.h"
#include "core/stopwatch.h"
#include "deliver/deliver.h"

namespace stubble::cli {
namespace {

struct RenderOptions {
    std::string photo, after, pair, report;
    PlanOptions plan;
    int threads = 0, quality = 95;
    bool quiet = false;
};

void save_results(const RenderOptions& options, session::Derived& derived) {
    const core::Stopwatch watch;
    photo::SaveOptions save;
    save.jpeg_quality = options.quality;
    save.description = session::picture_description(derived);
    photo::save_picture(session::shown_after(derived), options.after, save);
    if (!options.pair.empty())
        photo::save_picture(
            deliver::side_by_side(session::shown_before(derived), session::shown_after(derived),
                                  deliver::usual_pair_height_px, session::picture_notes(derived)),
            options.pair, save);
    derived.timings.save = watch.ms();
}

int render(const RenderOptions& options, const Streams& streams) {
    session::Document document = session::new_document(options.photo);
    options.plan.apply(document);
    std::vector<std::filesystem::path> inputs = options.plan.inputs();
    inputs.emplace_back(options.photo);
    check_outputs({{options.after, photo::picture_extensions()},
                   {options.pair, photo::picture_extensions()},
                   {options.report, {}}},
                  inputs);
    render::set_threads(options.threads);
    ProgressLine progress(streams.err, options.quiet);
    session::Derived derived = session::evaluate(document, {}, session::Until::drawn, progress.callback());
    save_results(options, derived);
    write_report(derived, options.report, streams.out);
    progress.finish();
    if (!options.quiet) print_summary(derived, streams.err);
    return 0;
}

}  // namespace

Command add_render(CLI::App& app) {
    CLI::App* command = app.add_subcommand("render", "Draw a treatment on a photo");
    const auto options = std::make_shared<RenderOptions>();
    command->add_option("PHOTO", options->photo, "The photo: JPEG, PNG, TIFF, WebP, HEIC or AVIF")
        ->required();
    command->add_option("-o,--output", options->after, "The picture with the treatment: .png .jpg .webp .tif")
        ->required()
        ->type_name("AFTER");
    command->add_option("--pair", options->pair, "Before and after side by side, with captions")
        ->type_name("PAIR");
    command
        ->add_option("--report", options->report, "Everything that was found and used, as JSON; - prints it")
        ->type_name("R.json");
    options->plan.add_to(*command, {}, true);
    command
        ->add_option("--threads", options->threads,
                     "Threads to draw with; 0 takes all. The result is the same")
        ->check(CLI::Range(0, 1024))
        ->type_name("N");
    add_quality(*command, options->quality);
    command->add_flag("-q,--quiet", options->quiet, "Print errors only");
    return [options](const Streams& streams) { return render(*options, streams); };
}

}  // namespace stubble::cli
