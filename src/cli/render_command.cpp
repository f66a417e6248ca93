#include <CLI/CLI.hpp>
#include <chrono>
#include <memory>

#include "cli/commands.h"
#include "cli/errors.h"
#include "cli/outputs.h"
#include "cli/plan_options.h"
#include "cli/progress_line.h"
#include "cli/summary.h"
#include "deliver/deliver.h"
#include "session/report.h"

namespace stubble::cli {
namespace {

struct RenderOptions {
    std::string photo, after, pair, report;
    PlanOptions plan;
    int threads = 0, quality = 95;
    bool quiet = false;
};

std::string description_of(const session::Derived& derived) {
    std::string text = "Simulated result";
    for (const std::string& note : session::picture_notes(derived)) text += ". " + note;
    return text;
}

void save_results(const RenderOptions& options, session::Derived& derived) {
    const auto start = std::chrono::steady_clock::now();
    const SavingFiles saving;
    photo::SaveOptions save;
    save.jpeg_quality = options.quality;
    save.description = description_of(derived);
    photo::save_picture(session::shown_after(derived), options.after, save);
    saving.check();
    if (!options.pair.empty())
        photo::save_picture(
            deliver::side_by_side(session::shown_before(derived), session::shown_after(derived),
                                  deliver::usual_pair_height_px, session::picture_notes(derived)),
            options.pair, save);
    saving.check();
    derived.timings.save =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

void write_report(const std::string& target, const session::Derived& derived, std::ostream& out) {
    if (target.empty()) return;
    const std::string report = session::report_json(derived);
    if (target == "-") {
        out << report << std::flush;
        return;
    }
    const SavingFiles saving;
    photo::save_text(report, target);
    saving.check();
}

int render(const RenderOptions& options, const Streams& streams) {
    session::Document document = session::new_document(options.photo);
    options.plan.apply(document);
    std::vector<std::filesystem::path> inputs = options.plan.inputs();
    inputs.emplace_back(options.photo);
    check_outputs(
        {{options.after, picture_extensions}, {options.pair, picture_extensions}, {options.report, {}}},
        inputs);
    render::set_threads(options.threads);
    ProgressLine progress(streams.err, options.quiet);
    session::Derived derived = session::evaluate(document, {}, session::Until::drawn, progress.callback());
    save_results(options, derived);
    write_report(options.report, derived, streams.out);
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
    command->add_option("--quality", options->quality, "JPEG and WebP quality, default 95")
        ->check(CLI::Range(1, 100))
        ->type_name("1..100");
    command->add_flag("-q,--quiet", options->quiet, "Print errors only");
    return [options](const Streams& streams) { return render(*options, streams); };
}

}  // namespace stubble::cli
