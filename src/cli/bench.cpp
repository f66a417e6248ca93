#include "cli/bench.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <system_error>

#include "cli/commands.h"
#include "cli/errors.h"
#include "deliver/deliver.h"

namespace stubble::cli {
namespace {

// The photo as a file of its own, removed at the end.
class TemporaryJpeg {
 public:
    TemporaryJpeg()
        : path_(std::filesystem::temp_directory_path() /
                ("stubble-bench-" + std::to_string(getpid()) + ".jpg")) {
        photo::save_picture(bench_photo(), path_);
    }
    ~TemporaryJpeg() {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }
    TemporaryJpeg(const TemporaryJpeg&) = delete;
    TemporaryJpeg& operator=(const TemporaryJpeg&) = delete;
    const std::filesystem::path& path() const { return path_; }

 private:
    std::filesystem::path path_;
};

session::Document bench_document(const std::filesystem::path& jpeg) {
    session::Document document = session::new_document(jpeg);
    document.hints.view = scalp::View::front;
    document.hints.px_per_mm = bench_px_per_mm;
    return document;
}

void append(std::vector<Measurement>& all, const std::vector<Measurement>& more) {
    all.insert(all.end(), more.begin(), more.end());
}

std::vector<Measurement> measured(const std::string& group) {
    const TemporaryJpeg jpeg;
    const session::Derived derived = session::evaluate(bench_document(jpeg.path()));
    std::vector<Measurement> all;
    if (group == "select" || group == "all") append(all, bench_select(derived));
    if (group == "draw" || group == "all") append(all, bench_draw(derived));
    if (group == "analyse") append(all, bench_analyse(derived, jpeg.path()));
    if (group == "all") append(all, bench_stages(derived, jpeg.path()));
    return all;
}

void print_json(const std::vector<Measurement>& all, std::ostream& out) {
    out << "[\n";
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Measurement& m = all[i];
        char line[256];
        std::snprintf(line, sizeof line,
                      R"(  {"name": "%s", "value": %.4g, "unit": "%s", "baseline": "%s", "ratio": %.4g}%s)",
                      m.name.c_str(), m.value, m.unit.c_str(), m.baseline.c_str(), m.ratio,
                      i + 1 < all.size() ? "," : "");
        out << line << '\n';
    }
    out << "]\n" << std::flush;
}

void print_table(const std::vector<Measurement>& all, std::ostream& out) {
    for (const Measurement& m : all) {
        char line[256];
        std::snprintf(line, sizeof line, "%-18s %9.3g %-7s %7.3f x %s", m.name.c_str(), m.value,
                      m.unit.c_str(), m.ratio, m.baseline.c_str());
        out << line << '\n';
    }
    out << std::flush;
}

}  // namespace

Command add_bench(CLI::App& app) {
    CLI::App* command =
        app.add_subcommand("bench", "Measure the speed on this machine, on a drawn 12-megapixel head");
    const auto group = std::make_shared<std::string>("all");
    const auto as_json = std::make_shared<bool>(false);
    command->add_option("GROUP", *group, "select, draw, analyse or all (default)")
        ->check(CLI::IsMember({"select", "draw", "analyse", "all"}));
    command->add_flag("--json", *as_json, "Print JSON");
    return [=](const Streams& streams) {
        const std::vector<Measurement> all = measured(*group);
        if (*as_json)
            print_json(all, streams.out);
        else
            print_table(all, streams.out);
        return 0;
    };
}

}  // namespace stubble::cli
