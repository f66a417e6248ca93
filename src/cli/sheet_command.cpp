#include <CLI/CLI.hpp>
#include <algorithm>
#include <functional>
#include <memory>

#include "cli/commands.h"
#include "cli/errors.h"
#include "cli/outputs.h"
#include "cli/plan_options.h"
#include "cli/progress_line.h"
#include "cli/sheet_axis.h"
#include "cli/summary.h"
#include "deliver/deliver.h"

namespace stubble::cli {
namespace {

struct SheetOptions {
    std::vector<std::string> photos;
    std::string sheet, rows, columns, zoom = "1";
    PlanOptions plan;
    int cell_px = 420, quality = 95;
    bool before = false, quiet = false, zoom_given = false;
};

constexpr const char* before_label = "before";
constexpr std::size_t largest_sheet_px = 24000;  // a side; captions are drawn on at most 32,767

// The middle of what is treated, so that every cell shows the same place.
core::PhotoPoint treated_middle(const session::Derived& derived) {
    const core::Size size = derived.photo->pixels.size();
    if (derived.dots->empty()) return {0.5 * size.width, 0.5 * size.height};
    core::PhotoPoint sum(0.0);
    for (const stipple::Dot& dot : *derived.dots) sum += core::PhotoPoint(dot.centre_px);
    return sum / static_cast<double>(derived.dots->size());
}

// What many cells say is said once.
template <class T, class Key = std::identity>
void add_new(const T& one, std::vector<T>& all, Key key = {}) {
    if (std::ranges::find(all, std::invoke(key, one), key) == all.end()) all.push_back(one);
}

class SheetMaker {
 public:
    SheetMaker(const SheetOptions& options, Axis rows, Axis columns)
        : rows_(std::move(rows)), columns_(std::move(columns)), zoom_(zoom_of("--zoom", options.zoom)) {}

    // Of all cells, each once.
    const std::vector<session::Warning>& warnings() const { return warnings_; }

    // Rows of the first plan's photo, then of the next one's.
    deliver::Sheet make(const std::vector<session::Document>& plans, const SheetOptions& options,
                        const session::Progress& progress) {
        if (options.before) sheet_.column_labels.emplace_back(before_label);
        for (const std::string& value : columns_.values)
            sheet_.column_labels.push_back(label_of(columns_, value));
        const double count = static_cast<double>(plans.size() * rows_.values.size() * columns_.values.size());
        double done = 0.0;
        for (const session::Document& plan : plans) {
            open(plan, options, plans.size() > 1);
            for (const std::string& row : rows_.values) {
                const std::string label = label_of(rows_, row);
                const std::string name = plans.size() > 1 ? plan.photo.stem().string() : "";
                sheet_.row_labels.push_back(name.empty() || label.empty() ? name + label
                                                                          : name + ", " + label);
                if (options.before) add_before(plan, row);
                for (const std::string& column : columns_.values) {
                    if (progress) progress("sheet", done++ / count);
                    add(plan, row, column);
                }
            }
        }
        return std::move(sheet_);
    }

 private:
    // Cells are shaped like the photo; like squares, where there are several.
    void open(const session::Document& plan, const SheetOptions& options, bool square) {
        latest_ = session::evaluate(plan, {}, session::Until::selected);
        middle_ = treated_middle(latest_);
        const core::Size photo = latest_.photo->pixels.size();
        const double scale = static_cast<double>(options.cell_px) / std::max(photo.width, photo.height);
        cell_ = square ? core::Size{options.cell_px, options.cell_px}
                       : core::Size{std::max(1, static_cast<int>(photo.width * scale)),
                                    std::max(1, static_cast<int>(photo.height * scale))};
    }
    session::Document document_at(session::Document document, const std::string& row,
                                  const std::string& column) const {
        if (!rows_.name.empty() && rows_.name != zoom_axis) apply_setting(rows_.name, row, document);
        if (!columns_.name.empty() && columns_.name != zoom_axis)
            apply_setting(columns_.name, column, document);
        return document;
    }
    double zoom_at(const std::string& row, const std::string& column) const {
        const double wanted = rows_.name == zoom_axis      ? zoom_of("--rows", row)
                              : columns_.name == zoom_axis ? zoom_of("--columns", column)
                                                           : zoom_;
        const core::Size photo = latest_.photo->pixels.size();
        const double to_pixels =
            static_cast<double>(std::max(photo.width, photo.height)) / std::max(cell_.width, cell_.height);
        return wanted > 0.0 ? wanted : std::max(to_pixels, 1.0);
    }
    void evaluate(const session::Document& plan, const std::string& row, const std::string& column) {
        latest_ = session::evaluate(document_at(plan, row, column), latest_);
    }
    void add_before(const session::Document& plan, const std::string& row) {
        evaluate(plan, row, columns_.values.front());
        const double zoom = columns_.name == zoom_axis ? 1.0 : zoom_at(row, columns_.values.front());
        sheet_.cells.push_back(deliver::zoomed_cell(session::shown_before(latest_), zoom, middle_, cell_));
    }
    void add(const session::Document& plan, const std::string& row, const std::string& column) {
        evaluate(plan, row, column);
        sheet_.cells.push_back(
            deliver::zoomed_cell(session::shown_after(latest_), zoom_at(row, column), middle_, cell_));
        for (const session::Warning& warning : latest_.warnings)
            add_new(warning, warnings_, &session::Warning::text);
        for (const std::string& note : session::picture_notes(latest_)) add_new(note, sheet_.notes);
    }

    Axis rows_, columns_;
    double zoom_;
    session::Derived latest_;
    core::PhotoPoint middle_{0.0};
    core::Size cell_;
    deliver::Sheet sheet_;
    std::vector<session::Warning> warnings_;
};

void check_axes(const Axis& rows, const Axis& columns, const SheetOptions& options, bool by_map) {
    const auto& replaced = replaced_by_map();
    for (const Axis* axis : {&rows, &columns}) {
        if (by_map && std::find(replaced.begin(), replaced.end(), axis->name) != replaced.end())
            throw UsageError("--treat says where dots lie, so that " + axis->name +
                             " changes nothing over the sheet: let something else change");
        const bool given = axis->name == zoom_axis ? options.zoom_given : options.plan.gives(axis->name);
        if (given)
            throw UsageError("--" + axis->name + " is what changes over the sheet: leave the option out");
    }
    const int cell_px = options.cell_px;
    if (!rows.name.empty() && rows.name == columns.name)
        throw UsageError("--rows and --columns both change " + rows.name + ": let one change something else");
    const std::size_t most = std::max(options.photos.size() * rows.values.size(), columns.values.size() + 1);
    if (most * static_cast<std::size_t>(cell_px) > largest_sheet_px)
        throw UsageError("a sheet of so many cells of " + std::to_string(cell_px) +
                         " px is too large: give a smaller --cell");
}

// What is shown in one photo's pixels says nothing of another photo.
bool is_of_one_photo(const session::Document& document) {
    const scalp::Hints& hints = document.hints;
    return document.treat || hints.px_per_mm || hints.known_length || !hints.strokes.empty() ||
           hints.handles != scalp::Handles{};
}

std::vector<session::Document> plans_of(const SheetOptions& options) {
    std::vector<session::Document> plans;
    for (const std::string& photo : options.photos) {
        plans.push_back(session::new_document(photo));
        options.plan.apply(plans.back());
        if (options.photos.size() > 1 && is_of_one_photo(plans.back()))
            throw UsageError(
                "points, strokes, scales and maps are those of one photo: leave them out, or make a "
                "sheet of each photo");
    }
    return plans;
}

int make_sheet(const SheetOptions& options, const Streams& streams) {
    const std::vector<session::Document> plans = plans_of(options);
    const Axis rows = axis_of("--rows", options.rows), columns = axis_of("--columns", options.columns);
    check_axes(rows, columns, options, plans.front().treat.has_value());
    SheetMaker maker(options, rows, columns);
    std::vector<std::filesystem::path> inputs = options.plan.inputs();
    inputs.insert(inputs.end(), options.photos.begin(), options.photos.end());
    check_outputs({{options.sheet, photo::picture_extensions()}}, inputs);
    ProgressLine progress(streams.err, options.quiet);
    const core::Picture page = deliver::contact_sheet(maker.make(plans, options, progress.callback()));
    photo::SaveOptions save;
    save.jpeg_quality = options.quality;
    save.description = "Simulated result";
    photo::save_picture(page, options.sheet, save);
    progress.finish();
    if (!options.quiet) print_warnings(maker.warnings(), streams.err);
    return 0;
}

}  // namespace

Command add_sheet(CLI::App& app) {
    CLI::App* command =
        app.add_subcommand("sheet", "Draw photos under many settings, side by side on one sheet");
    const auto options = std::make_shared<SheetOptions>();
    command
        ->add_option("PHOTO", options->photos,
                     "The photos, each with its rows: JPEG, PNG, TIFF, WebP, HEIC or AVIF")
        ->required();
    command->add_option("-o,--output", options->sheet, "The sheet: .png .jpg .webp .tif")
        ->required()
        ->type_name("SHEET");
    const std::string axis = "; any setting, or zoom=1,2,4,1:1, around the middle of the treated area";
    command->add_option("--rows", options->rows, "What changes from row to row" + axis)
        ->type_name("NAME=V1,V2,...");
    command->add_option("--columns", options->columns, "What changes from column to column" + axis)
        ->type_name("NAME=V1,V2,...");
    command->add_option("--zoom", options->zoom, "Zoom of all cells, 1 to 64, or 1:1; default 1")
        ->type_name("Z")
        ->each([options](const std::string&) { options->zoom_given = true; });
    command->add_flag("--before", options->before, "Begin each row with the photo itself");
    command->add_option("--cell", options->cell_px, "Longer side of a cell in px, default 420")
        ->check(CLI::Range(32, 4000))
        ->type_name("PX");
    options->plan.add_to(*command, {}, true);
    add_quality(*command, options->quality);
    command->add_flag("-q,--quiet", options->quiet, "Print errors only");
    return [options](const Streams& streams) { return make_sheet(*options, streams); };
}

}  // namespace stubble::cli
