// What a viewer who zooms in would notice, measured on photos of bald heads. Needs ../shared.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "core/error.h"
#include "look/floors.h"
#include "look/look.h"
#include "support/catch.h"

using namespace stubble;

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> photos_in(const fs::path& folder) {
    std::vector<fs::path> photos;
    if (!fs::is_directory(folder)) return photos;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().extension() == ".jpg") photos.push_back(entry.path());
    std::sort(photos.begin(), photos.end());
    return photos;
}

// Photos of a set whose manifest says that the hair is shaved or buzzed to stubble: the reader's own opinion
// of a length must not choose what it is judged by.
std::vector<fs::path> shaved_photos(const fs::path& set) {
    std::vector<fs::path> photos;
    std::ifstream manifest(set / "manifest.csv");
    for (std::string line; std::getline(manifest, line);)
        if (line.find(",shaved_stubble") != std::string::npos || line.find(",buzz,") != std::string::npos)
            photos.push_back(set / line.substr(0, line.find(',')));
    return photos;
}

// Every n-th photo; STUBBLE_PHOTOS_EVERY=1 reads all.
std::size_t step() {
    const char* wanted = std::getenv("STUBBLE_PHOTOS_EVERY");
    return wanted ? static_cast<std::size_t>(std::max(1, std::atoi(wanted))) : 4;
}

// "bald_10-Front..." and "bald_10-Top..." show one person.
std::string person_of(const fs::path& photo) {
    const std::string name = photo.stem().string();
    const auto digits = name.find_first_of("0123456789");
    const auto end = name.find_first_not_of("0123456789", digits);
    return name.substr(0, end);
}

struct Figures {
    std::vector<double> fall_L, to_own_dE, noise, blur;
    std::vector<test::Sample> samples;
};

void add_samples(const fs::path& photo, const core::Picture& picture, const cv::Mat& mask, bool simulated,
                 std::vector<test::Sample>& all) {
    constexpr std::size_t most = 24;
    for (const cv::Mat& patch : test::patches_in(picture, mask, most))
        all.push_back({person_of(photo), simulated, test::features_of(patch)});
}

void measure(const fs::path& photo, Figures& all) {
    const session::Derived derived = session::evaluate(session::new_document(photo));
    const test::Places places = test::places_of(derived);
    const auto tone = test::tone_of(derived, places);
    if (!tone) return;
    add_samples(photo, *derived.picture, places.treated, true, all.samples);
    const auto noise = test::noise_inside_over_outside(derived, places),
               blur = test::blur_inside_over_outside(derived, places);
    all.fall_L.push_back(tone->fall_L);
    if (tone->to_own_dE) all.to_own_dE.push_back(*tone->to_own_dE);
    if (noise) all.noise.push_back(*noise);
    if (blur) all.blur.push_back(*blur);
    std::printf("%-24.24s %-12s L* %5.1f falls %5.1f  own L* %5.1f dE00 %5.1f  noise %5.2f  blur %5.2f\n",
                photo.stem().string().c_str(), derived.shade.name.c_str(), tone->before[0], tone->fall_L,
                tone->own[0], tone->to_own_dE.value_or(-1.0), noise.value_or(-1.0), blur.value_or(-1.0));
}

void add_real(const fs::path& photo, Figures& all) {
    const session::Derived derived = session::evaluate(session::new_document(photo));
    add_samples(photo, derived.photo->pixels, test::places_of(derived).hair, false, all.samples);
}

double share_within(const std::vector<double>& values, double low, double high) {
    const auto good =
        std::count_if(values.begin(), values.end(), [=](double v) { return v >= low && v <= high; });
    return values.empty() ? 0.0 : static_cast<double>(good) / static_cast<double>(values.size());
}

// Prints and returns the share of the photos inside the bounds.
double reported(const char* name, const std::vector<double>& values, double low, double high) {
    const double share = share_within(values, low, high);
    std::printf("%-28s median %6.2f, within %.1f to %.1f on %.2f of %zu photos\n", name,
                test::median_of(values), low, high, share, values.size());
    return share;
}

}  // namespace

TEST_CASE("a treatment drawn by default looks like the rest of its photo", "[.photos]") {
    const auto photos = photos_in(fs::path(STUBBLE_SHARED_DIR) / "photos/bald/images");
    if (photos.empty()) {
        std::puts("skipped: there are no photos to measure on");
        return;
    }
    Figures all;
    for (std::size_t i = 0; i < photos.size(); i += step())
        if (fs::file_size(photos[i]) < 4'000'000) measure(photos[i], all);
    for (const char* set : {"bald", "masks"})
        for (const fs::path& photo : shaved_photos(fs::path(STUBBLE_SHARED_DIR) / "photos" / set))
            add_real(photo, all);
    CHECK(reported("fall of L*", all.fall_L, 8.0, 18.0) >= test::least_share_of_falls);
    CHECK(reported("dE00 to own shaved hair", all.to_own_dE, 0.0, 4.0) >= test::least_share_near_own_hair);
    CHECK(reported("noise inside over outside", all.noise, 0.9, 1.1) >= test::least_share_of_noise);
    CHECK(reported("blur inside over outside", all.blur, 0.9, 1.1) >= test::least_share_of_blur);
    const test::Verdict verdict = test::classify(all.samples);
    const auto simulated = std::count_if(all.samples.begin(), all.samples.end(),
                                         [](const test::Sample& s) { return s.simulated; });
    std::printf("forest: AUC %.3f on %zu patches, %td of them simulated; by single features:\n", verdict.auc,
                all.samples.size(), simulated);
    for (const auto& [auc, name] : verdict.telling) std::printf("  %-28s %.3f\n", name.c_str(), auc);
    CHECK(verdict.auc <= test::most_auc);
}
