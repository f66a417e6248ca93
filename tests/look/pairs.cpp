// Real results beside what is simulated on the photo of the same head before.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <glm/common.hpp>
#include <optional>
#include <vector>

#include "core/colour.h"
#include "look/floors.h"
#include "look/look.h"
#include "photo/photo.h"
#include "photo/save.h"
#include "support/catch.h"

using namespace stubble;

namespace {

namespace fs = std::filesystem;

// Where the halves lie in a pair's picture, the shade that comes nearest to the one carried out, and what the
// pair shows: treated over untreated linear light on either side of the new hairline (domain.md 2.6).
struct Pair {
    const char* file;
    core::Rect before, after;
    const char* shade;
    core::LinearRgb treated_over_untreated;
    std::vector<scalp::Stroke> strokes = {};  // where the reading must be put right, in pixels of the half
    std::optional<double> dilution = {};      // in place of the shade's own
};
const Pair pairs[] = {
    {"smp_blade-smp-alopecia-areata-and-totalis-main.jpg",
     {0, 0, 397, 534},
     {403, 0, 800, 534},
     "dark-brown",
     {0.57f, 0.59f, 0.59f}},
    // A visor hides the face, and the bald head above it is not found.
    {"smp_g4.jpg",
     {0, 0, 717, 1111},
     {723, 0, 1440, 1111},
     "ash",
     {0.73f, 0.71f, 0.90f},
     {{core::Region::bald, {{150, 300}, {300, 260}, {470, 300}}, 200.0}},
     25.0},
    {"smp_g5.jpg", {735, 820, 1434, 1434}, {0, 0, 1434, 810}, "soft-black", {0.43f, 0.48f, 0.56f}},
};

core::Picture cut(const core::Picture& picture, const core::Rect& part) {
    core::Picture out(part.width(), part.height());
    for (int y = 0; y < out.height(); ++y)
        for (int x = 0; x < out.width(); ++x) out.at(x, y) = picture.at(part.x0 + x, part.y0 + y);
    return out;
}

core::LinearRgb mean_light(const core::Picture& picture, const cv::Mat& mask) {
    glm::dvec3 sum(0.0);
    double count = 0.0;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            if (mask.at<unsigned char>(y, x))
                sum += glm::dvec3(core::linear_from_srgb8(picture.at(x, y))), count += 1.0;
    return core::LinearRgb(sum / std::max(count, 1.0));
}

// Before, simulated, after: side by side, as high as the first.
core::Picture sheet(const core::Picture& before, const core::Picture& simulated, const core::Picture& after) {
    const core::Picture* parts[] = {&before, &simulated, &after};
    const int height = before.height(), after_width = after.width() * height / after.height();
    core::Picture out(2 * before.width() + after_width, height);
    int left = 0;
    for (const core::Picture* part : parts) {
        const int width = part == &after ? after_width : before.width();
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x)
                out.at(left + x, y) = part->at(x * part->width() / width, y * part->height() / height);
        left += width;
    }
    return out;
}

// How far the simulated ratio lies from the real one, in the channel where it is furthest; nullopt where the
// scalp was not found. Both are of the treatment's core: the real patches lie behind the transition.
std::optional<double> measure(const fs::path& folder, const Pair& pair) {
    const core::Picture whole = photo::load_photo(folder / pair.file).pixels;
    const fs::path out = fs::path(STUBBLE_OUTPUT_DIR) / "pairs";
    fs::create_directories(out);
    const fs::path half = out / (fs::path(pair.file).stem().string() + "-before.png");
    photo::save_picture(cut(whole, pair.before), half);
    session::Document document = session::new_document(half);
    document.shade = pair.shade;
    document.dilution = pair.dilution;
    document.hints.strokes = pair.strokes;
    const session::Derived derived = session::evaluate(document);
    const test::Places places = test::places_of(derived);
    if (cv::countNonZero(places.core) == 0) {
        std::printf("%-32.32s %-10s nothing is treated\n", pair.file, pair.shade);
        return std::nullopt;
    }
    const core::LinearRgb ratio =
        mean_light(*derived.picture, places.core) / mean_light(derived.photo->pixels, places.core);
    const core::LinearRgb off = glm::abs(ratio - pair.treated_over_untreated);
    std::printf("%-32.32s %-10s simulated %.2f %.2f %.2f  real %.2f %.2f %.2f\n", pair.file, pair.shade,
                static_cast<double>(ratio.r), static_cast<double>(ratio.g), static_cast<double>(ratio.b),
                static_cast<double>(pair.treated_over_untreated.r),
                static_cast<double>(pair.treated_over_untreated.g),
                static_cast<double>(pair.treated_over_untreated.b));
    photo::save_picture(sheet(derived.photo->pixels, *derived.picture, cut(whole, pair.after)),
                        out / (fs::path(pair.file).stem().string() + "-sheet.png"));
    return static_cast<double>(std::max({off.r, off.g, off.b}));
}

}  // namespace

TEST_CASE("treatments come out as strong as real ones", "[.photos]") {
    const fs::path folder = fs::path(STUBBLE_SHARED_DIR) / "photos/smp/images";
    if (!fs::is_directory(folder)) {
        std::puts("skipped: there are no photos to measure on");
        return;
    }
    std::vector<double> off;
    for (const Pair& pair : pairs)
        if (const auto furthest = measure(folder, pair)) off.push_back(*furthest);
    REQUIRE(off.size() >= 2);
    CHECK(*std::max_element(off.begin(), off.end()) <= test::most_off_real_ratio);
}
