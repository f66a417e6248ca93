#include <CLI/CLI.hpp>
#include <array>
#include <cstdio>
#include <iomanip>
#include <memory>

#include "bench/bench.h"
#include "cli/commands.h"
#include "cli/errors.h"
#include "cli/memory_file.h"
#include "deliver/deliver.h"

namespace stubble::cli {
namespace {

session::Document bench_document(const std::filesystem::path& jpeg) {
    session::Document document = session::new_document(jpeg);
    document.hints.view = scalp::View::front;
    document.hints.px_per_mm = bench::drawn_px_per_mm;
    return document;
}

struct BenchOptions {
    std::string group = "all";
    bench::TruthFolders folders{STUBBLE_SOURCE_ASSETS "/../samples", "../shared/photos",
                                "../shared/synth/dev"};
    int every = 1;
    bool json = false;
};

// What only the accuracy of the reading looks at.
constexpr std::array options_of_analyse = {"--samples", "--photos", "--synth", "--every"};

void check_group(const CLI::App& command, const std::string& group, std::ostream& err) {
    for (const std::string option : options_of_analyse) {
        if (group == "analyse" || command.count(option) == 0) continue;
        if (group != "all")
            throw UsageError(option + " goes with the group analyse, and " + group +
                             " does not use it: name analyse, or leave it out");
        err << "warning: " << option << " goes with the group analyse; all measures speed alone without it\n"
            << std::flush;
    }
}

using Measurements = std::vector<bench::Measurement>;

void append(Measurements& all, const Measurements& more) {
    all.insert(all.end(), more.begin(), more.end());
}

Measurements measured(const BenchOptions& options, std::ostream& err) {
    const auto asked = [&](const char* group) { return options.group == group || options.group == "all"; };
    const MemoryFile jpeg(photo::encode_picture(bench::drawn_photo(), ".jpg"));
    const session::Derived derived = session::evaluate(bench_document(jpeg.path()));
    Measurements all;
    if (asked("select")) append(all, bench::select_speed(derived));
    if (options.group == "select") {
        append(all, bench::pattern_figures(stipple::standard_population(), "population"));
        append(all, bench::pattern_figures(*stipple::standard_arranged({}), "default units"));
    }
    if (asked("draw")) append(all, bench::draw_speed(derived, jpeg.path()));
    if (options.group == "draw") append(all, bench::drawing_figures());
    if (options.group == "all") append(all, bench::stage_speed(derived, jpeg.path()));
    if (options.group != "analyse") return all;
    append(all, bench::reading_speed(derived, jpeg.path()));
    append(all, bench::reading_accuracy(options.folders, options.every, [&](const std::string& line) {
               err << one_line(line) << '\n' << std::flush;
           }));
    return all;
}

void print_table(const Measurements& all, std::ostream& out) {
    for (const bench::Measurement& m : all) {
        char figures[64];
        std::snprintf(figures, sizeof figures, " %9.3g %-7s %7.3f x ", m.value, m.unit.c_str(), m.ratio);
        out << std::left << std::setw(38) << m.name << figures << m.baseline << '\n';
    }
    out << std::flush;
}

}  // namespace

Command add_bench(CLI::App& app) {
    CLI::App* command = app.add_subcommand(
        "bench",
        "Measure the speed on this machine, on a drawn 12-megapixel head, and how right the reading is");
    const auto options = std::make_shared<BenchOptions>();
    command
        ->add_option(
            "GROUP", options->group,
            "select, draw, analyse or all (default, speed only); analyse also measures the reading on "
            "heads whose truth is known")
        ->check(CLI::IsMember({"select", "draw", "analyse", "all"}));
    command->add_flag("--json", options->json, "Print JSON");
    command->add_option("--samples", options->folders.samples, "Folder of the sample photos with their truth")
        ->check(CLI::ExistingDirectory)
        ->type_name("FOLDER");
    command
        ->add_option(
            "--photos", options->folders.photos,
            "Folder with marked photos: masks/manifest.csv and bald/points.csv; default ../shared/photos")
        ->check(CLI::ExistingDirectory)
        ->type_name("FOLDER");
    command
        ->add_option("--synth", options->folders.synth,
                     "Folder of rendered heads with their truth; default ../shared/synth/dev")
        ->check(CLI::ExistingDirectory)
        ->type_name("FOLDER");
    command->add_option("--every", options->every, "Of masks read every N-th photo only")
        ->check(CLI::Range(1, 1'000'000))
        ->type_name("N");
    return [options, command](const Streams& streams) {
        check_group(*command, options->group, streams.err);
        const Measurements all = measured(*options, streams.err);
        if (options->json)
            streams.out << bench::figures_json(all) << std::flush;
        else
            print_table(all, streams.out);
        return 0;
    };
}

}  // namespace stubble::cli
