#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "cli/commands.h"
#include "session/report.h"
#include "session/settings.h"

namespace stubble::cli {
namespace {

std::string padded(const std::string& text, std::size_t width) {
    return text + std::string(text.size() < width ? width - text.size() : 1, ' ');
}

Command add_list(CLI::App& app, const char* name, const char* description, std::string (*json)(),
                 void (*table)(std::ostream&)) {
    CLI::App* command = app.add_subcommand(name, description);
    const auto as_json = std::make_shared<bool>(false);
    command->add_flag("--json", *as_json, "Print JSON");
    return [=](const Streams& streams) {
        if (*as_json)
            streams.out << json();
        else
            table(streams.out);
        streams.out << std::flush;
        return 0;
    };
}

void print_hairlines(std::ostream& out) {
    for (const auto& info : design::hairline_styles()) out << padded(info.name, 14) << info.help << '\n';
}

void print_shades_of(const std::vector<pigment::Shade>& shades, std::ostream& out) {
    for (const pigment::Shade& shade : shades) {
        char recipe[64];
        std::snprintf(recipe, sizeof recipe, "%.3g:1, warmth %+.1f", shade.dilution, shade.warmth);
        out << padded(shade.name, 20) << padded(shade.label, 14) << recipe << '\n';
    }
}

void print_shades(std::ostream& out) {
    print_shades_of(pigment::clinical_shades(), out);
    out << "\nCreative colours, not used in clinical SMP:\n";
    print_shades_of(pigment::creative_shades(), out);
    out << "\n--dilution N and --warmth W take the place of a shade's own recipe.\n";
}

void print_settings(std::ostream& out) {
    const session::Document defaults;
    for (const session::Setting& s : session::settings()) {
        out << padded("--" + s.name, 18);
        if (s.choices.empty()) {
            char range[96];
            std::snprintf(range, sizeof range, "%g to %.10g %s, default ", s.minimum, s.maximum,
                          s.unit.c_str());
            out << range;
            if (s.is_automatic)
                out << "auto";
            else
                out << s.number(defaults);
        } else {
            for (const auto& choice : s.choices) out << choice.name << ' ';
            out << "(default " << s.choice(defaults) << ')';
        }
        out << '\n' << std::string(18, ' ') << s.help << '\n';
    }
}

}  // namespace

Command add_hairlines(CLI::App& app) {
    return add_list(app, "hairlines", "List the hairline styles", session::hairlines_json, print_hairlines);
}
Command add_shades(CLI::App& app) {
    return add_list(app, "shades", "List the pigment shades", session::shades_json, print_shades);
}
Command add_settings(CLI::App& app) {
    return add_list(app, "settings", "List every setting with its range and default", session::settings_json,
                    print_settings);
}

}  // namespace stubble::cli
