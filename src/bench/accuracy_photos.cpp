#include <algorithm>
#include <array>
#include <cstdlib>

#include "bench/readers.h"
#include "bench/score.h"
#include "bench/table.h"
#include "core/error.h"

namespace stubble::bench {
namespace {

using Path = std::filesystem::path;

struct HairTally {
    std::vector<double> iou, studio_iou, false_hair, false_hair_frame, strokes;

    void add(const HairScore& score, bool studio) {
        if (score.iou) iou.push_back(*score.iou);
        if (score.iou && studio) studio_iou.push_back(*score.iou);
        if (score.false_hair) false_hair.push_back(*score.false_hair);
        if (score.false_hair_frame) false_hair_frame.push_back(*score.false_hair_frame);
    }
};

std::string cell(const Row& row, const std::string& name) {
    const auto found = row.find(name);
    return found == row.end() ? "" : found->second;
}

// Every n-th, but of the few bald heads four times as many.
std::vector<Row> part_of(const std::vector<Row>& rows, std::size_t every) {
    std::vector<Row> part;
    std::array<std::size_t, 2> seen{};
    for (const Row& row : rows) {
        if (!cell(row, "mask").ends_with(".png")) continue;
        const std::string state = cell(row, "hair_state");
        const bool bald = state.find("bald") != std::string::npos;
        if (seen[bald]++ % (bald ? std::max<std::size_t>(1, every / 4) : every) == 0) part.push_back(row);
    }
    return part;
}

// On some of the photos: a robot user takes as long as the reading.
constexpr std::size_t strokes_every = 3;

void add_strokes(const Read& read, const Truth& truth, bool skin_marked, std::array<HairTally, 2>& tallies) {
    const core::Mask mask = at_working_size(truth, *read.derived.scalp);
    const auto by = static_cast<double>(read.derived.scalp->working_px_per_photo_px);
    const std::array<Corrected, 2> readers = correctable(read);
    for (std::size_t i = 0; i < readers.size(); ++i)
        tallies[i].strokes.push_back(strokes_needed(
            [&](const std::vector<scalp::Stroke>& strokes) {
                return folded(readers[i](strokes), mask, skin_marked);
            },
            mask, by, hair_overlap, wanted_right, most_strokes));
}

}  // namespace

void measure_masks(const Path& folder, std::size_t every, const Say& say, std::vector<Measurement>& all) {
    const std::vector<Row> rows = part_of(read_table(folder / "manifest.csv"), every);
    std::array<HairTally, 2> tallies;
    std::size_t done = 0, hairy = 0;
    for (const Row& row : rows) {
        const Read read = read_both(folder / cell(row, "file"));
        const Truth truth = photo::load_map(folder / cell(row, "mask"), read.derived.photo->pixels.size());
        const bool studio = Path(cell(row, "file")).filename().string().starts_with("fasseg");
        const bool skin_marked = cell(row, "classes").find("skin") != std::string::npos;
        for (std::size_t i = 0; i < tallies.size(); ++i)
            tallies[i].add(score_hair(read.answers[i].regions, truth, cell(row, "hair_state"), skin_marked),
                           studio);
        if (tallies[0].iou.size() > hairy && hairy % strokes_every == 0)
            add_strokes(read, truth, skin_marked, tallies);
        hairy = tallies[0].iou.size();
        if (++done % 50 == 0)
            say("masks: " + std::to_string(done) + " of " + std::to_string(rows.size()) + " photos read");
    }
    const auto put = [&](const char* what, const char* unit, const auto values) {
        add(all, std::string("masks: ") + what, unit,
            {mean_of(tallies[0].*values), mean_of(tallies[1].*values)});
    };
    put("hair, mean", "IoU", &HairTally::iou);
    put("hair of fasseg_*, mean", "IoU", &HairTally::studio_iou);
    put("false hair on bald heads", "share", &HairTally::false_hair);
    put("the same, of the frame", "share", &HairTally::false_hair_frame);
    add(all, "masks: strokes to 0.95 hair IoU, median", "strokes",
        {median_of(tallies[0].strokes), median_of(tallies[1].strokes)});
}

void measure_points(const Path& folder, std::vector<Measurement>& all) {
    const std::vector<Row> points = read_table(folder / "points.csv");
    std::vector<std::string> files;
    for (const Row& point : points)
        if (std::find(files.begin(), files.end(), cell(point, "file")) == files.end())
            files.push_back(cell(point, "file"));
    std::array<PointTally, 2> tallies;
    for (const std::string& file : files) {
        const Answers answers = read_both(folder / file).answers;
        for (const Row& point : points) {
            if (cell(point, "file") != file) continue;
            const int x = std::atoi(cell(point, "x").c_str()), y = std::atoi(cell(point, "y").c_str());
            if (!answers[0].regions.contains(x, y))
                throw core::LoadError("Cannot use " + (folder / "points.csv").string() +
                                      ": it has a point outside " + file + "; correct its row.");
            for (std::size_t i = 0; i < answers.size(); ++i)
                tallies[i].add(cell(point, "label"), answers[i].regions.at(x, y));
        }
    }
    add(all, "bald: labelled points, balanced", "share", {tallies[0].balanced(), tallies[1].balanced()});
}

}  // namespace stubble::bench
