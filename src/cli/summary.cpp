#include "cli/summary.h"

#include <cstdio>
#include <tuple>

#include "cli/errors.h"
#include "core/region.h"
#include "session/report.h"
#include "session/settings.h"

namespace stubble::cli {
namespace {

template <class... Values>
std::string text(const char* format, Values... values) {
    char buffer[256];
    std::snprintf(buffer, sizeof buffer, format, values...);
    return buffer;
}

std::string areas(const scalp::Scalp& scalp) {
    const std::vector<scalp::Area>& found = scalp.areas;
    std::string line = "visible skin:";
    for (std::size_t i = 1; i < found.size() && i < core::region_names.size(); ++i)
        line += text(" %s %.0f +-%.0f cm2%s", std::string(core::region_names[i]).c_str(), found[i].cm2,
                     found[i].sigma_cm2, i + 1 < found.size() ? "," : "");
    return line + text(" (confidence %.2f)", scalp.region_finding.confidence);
}

std::string person(const scalp::Scalp& scalp) {
    const auto& [skin, hair] = std::tie(scalp.skin, scalp.hair);
    std::string line =
        text("skin: %s, %s (ITA %.0f +-%.0f degrees); hair: ", scalp::skin_classes_of(skin).c_str(),
             scalp::name_of(skin.undertone), skin.ita_deg, skin.ita_sigma_deg);
    if (hair.colour_name) line += text("%s, ", scalp::name_of(*hair.colour_name));
    line += scalp::name_of(hair.length);
    if (const auto& loss = scalp.loss_stage)
        line += text("; %s%s %s (confidence %.2f)", loss->at_least ? "at least " : "", loss->scale.c_str(),
                     loss->stage.c_str(), loss->confidence);
    return line;
}

std::string dots(const session::Derived& d) {
    const double area_cm2 = session::treated_area_cm2(d);
    const double density = area_cm2 > 0.0 ? static_cast<double>(d.dots->size()) / area_cm2 : 0.0;
    return text("%zu dots on %.0f cm2 (%.0f per cm2), shade %s (%.3g:1, warmth %+.2g), age %s",
                d.dots->size(), area_cm2, density, d.shade.name.c_str(), d.shade.dilution, d.shade.warmth,
                session::format_age(d.document.look.age_days).c_str());
}

}  // namespace

void print_warnings(const std::vector<session::Warning>& warnings, std::ostream& err) {
    for (const auto& warning : warnings) err << "warning: " << one_line(warning.text) << '\n';
}

void print_summary(const session::Derived& d, std::ostream& err) {
    const scalp::Scale& scale = d.scalp->scale;
    err << text("%d x %d px, scale %.2f px/mm +-%.1f %% (", d.photo->pixels.width(), d.photo->pixels.height(),
                scale.px_per_mm, 100.0 * scale.sigma_share)
        << scale.method << ")\n"
        << person(*d.scalp) << '\n'
        << (d.dots ? dots(d) : areas(*d.scalp)) << '\n';
    const session::Timings& t = d.timings;
    err << text("load %.0f ms, analyse %.0f, select %.0f, draw %.0f, save %.0f\n", t.load, t.analyse,
                t.select, t.draw, t.save);
    print_warnings(d.warnings, err);
}

}  // namespace stubble::cli
