// What a viewer who zooms in would notice, measured on photos of bald heads. Needs ../shared.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "bench/table.h"
#include "look/floors.h"
#include "look/look.h"
#include "photo/photo.h"
#include "support/catch.h"

using namespace stubble;

namespace {

namespace fs = std::filesystem;

struct Listed {
    fs::path photo;
    std::string person, hair_state;
    // The reader's own opinion of a length must not choose what it is judged by.
    bool shaved() const { return hair_state.starts_with("shaved_stubble") || hair_state == "buzz"; }
};

// The photos of a set by its manifest, by name; empty where the set is absent.
std::vector<Listed> photos_of(const fs::path& set) {
    std::vector<Listed> photos;
    const fs::path manifest = set / "manifest.csv";
    if (!fs::exists(manifest)) return photos;
    for (const bench::Row& row : bench::read_table(manifest))
        photos.push_back({set / row.at("file"), row.at("group"), row.at("hair_state")});
    std::sort(photos.begin(), photos.end(),
              [](const Listed& a, const Listed& b) { return a.photo < b.photo; });
    return photos;
}

// Every n-th photo; STUBBLE_PHOTOS_EVERY=1 reads all.
std::size_t step() {
    const char* wanted = std::getenv("STUBBLE_PHOTOS_EVERY");
    return wanted ? static_cast<std::size_t>(std::max(1, std::atoi(wanted))) : 4;
}

struct Figures {
    std::vector<double> fall_L, to_own_dE, noise, blur;
    std::vector<test::Sample> samples;
};

void add_samples(const std::string& person, const core::Picture& picture, const cv::Mat& mask, bool simulated,
                 std::vector<test::Sample>& all) {
    constexpr std::size_t most = 24;
    for (const cv::Mat& patch : test::patches_in(picture, mask, most))
        all.push_back({person, simulated, test::features_of(patch)});
}

void measure(const Listed& listed, Figures& all) {
    const fs::path& photo = listed.photo;
    const session::Derived derived = session::evaluate(session::new_document(photo));
    const test::Places places = test::places_of(derived);
    const auto tone = test::tone_of(derived, places);
    if (!tone) return;
    add_samples(listed.person, *derived.picture, places.treated, true, all.samples);
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

void add_real(const Listed& shaved, Figures& all) {
    const session::Derived derived = session::evaluate(session::new_document(shaved.photo));
    add_samples(shaved.person, derived.photo->pixels, test::places_of(derived).hair, false, all.samples);
}

// Scalp with healed pigment among shaved hair, away from glints, in the halves that show real results.
struct Treated {
    const char* file;
    std::vector<cv::Rect> parts;
};
const Treated treated[] = {
    {"smp_blade-smp-alopecia-areata-and-totalis-main.jpg", {{540, 100, 180, 90}}},
    {"smp_blade-smp-male-pattern-baldness-main.jpg", {{480, 160, 230, 150}}},
    {"smp_blade-smp-poor-results-fue-transplant.jpg", {{560, 150, 170, 200}}},
    {"smp_g2.jpg", {{100, 300, 240, 700}, {480, 680, 560, 320}}},
    {"smp_g4.jpg", {{840, 290, 130, 230}}},
    {"smp_g5.jpg", {test::close_up_patch, {280, 110, 280, 240}}},
    {"smp_g6.jpg", {{720, 420, 330, 620}}},
};

// Where the photo shows a real result.
void add_treated(const Listed& listed, Figures& all) {
    for (const auto& [file, parts] : treated) {
        if (listed.photo.filename() != file) continue;
        const core::Picture picture = photo::load_photo(listed.photo).pixels;
        for (const cv::Rect& part : parts) {
            cv::Mat mask = cv::Mat::zeros(picture.height(), picture.width(), CV_8U);
            mask(part).setTo(255);
            add_samples(listed.person, picture, mask, false, all.samples);
        }
    }
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
    const fs::path shared = fs::path(STUBBLE_SHARED_DIR) / "photos";
    const auto bald = photos_of(shared / "bald"), masks = photos_of(shared / "masks");
    if (bald.empty()) {
        std::puts("skipped: there are no photos to measure on");
        return;
    }
    constexpr std::uintmax_t largest_bytes = 4'000'000;
    Figures all;
    for (std::size_t i = 0; i < bald.size(); i += step())
        if (fs::file_size(bald[i].photo) < largest_bytes) measure(bald[i], all);
    for (const auto* photos : {&bald, &masks})
        for (const Listed& listed : *photos)
            if (listed.shaved() && fs::file_size(listed.photo) < largest_bytes) add_real(listed, all);
    for (const Listed& listed : photos_of(shared / "smp")) add_treated(listed, all);
    CHECK(reported("fall of L*", all.fall_L, 8.0, 18.0) >= test::least_share_of_falls);
    CHECK(reported("dE00 to own shaved hair", all.to_own_dE, 0.0, 4.0) >= test::least_share_near_own_hair);
    CHECK(reported("noise inside over outside", all.noise, 0.9, 1.1) >= test::least_share_of_noise);
    CHECK(reported("blur inside over outside", all.blur, 0.9, 1.1) >= test::least_share_of_blur);
    const auto simulated = std::count_if(all.samples.begin(), all.samples.end(),
                                         [](const test::Sample& s) { return s.simulated; });
    REQUIRE(simulated > 100);
    REQUIRE(std::ssize(all.samples) - simulated > 100);
    const test::Verdict verdict = test::classify(all.samples);
    std::printf("forest: AUC %.3f on %zu patches, %td of them simulated; by single features:\n", verdict.auc,
                all.samples.size(), simulated);
    for (const auto& [auc, name] : verdict.telling) std::printf("  %-28s %.3f\n", name.c_str(), auc);
    CHECK(verdict.auc <= test::most_auc);
}
