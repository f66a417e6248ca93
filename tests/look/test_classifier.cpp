#include "core/random.h"
#include "look/look.h"
#include "support/catch.h"

using namespace stubble;

namespace {

// Patches of grain of that strength, of eight persons.
void add_patches(bool simulated, double sigma, std::vector<test::Sample>& all) {
    std::uint64_t index = simulated ? 1'000'000 : 0;
    for (int i = 0; i < 96; ++i) {
        cv::Mat patch(test::patch_px, test::patch_px, CV_8UC3);
        for (int y = 0; y < patch.rows; ++y)
            for (int x = 0; x < patch.cols; ++x) {
                const double by =
                    sigma *
                    core::normal_quantile(0.001 + 0.998 * static_cast<double>(core::random_unit(7, index++)));
                const auto v = cv::saturate_cast<unsigned char>(130.0 + by);
                patch.at<cv::Vec3b>(y, x) = {v, v, v};
            }
        all.push_back({std::to_string(i % 8), simulated, test::features_of(patch)});
    }
}

}  // namespace

TEST_CASE("the forest tells textures apart that differ, and no others") {
    std::vector<test::Sample> alike, different;
    add_patches(false, 6.0, alike);
    add_patches(true, 6.0, alike);
    add_patches(false, 6.0, different);
    add_patches(true, 9.0, different);
    CHECK(test::features_of(cv::Mat(test::patch_px, test::patch_px, CV_8UC3, cv::Scalar(9, 9, 9))).size() ==
          test::feature_names().size());
    const double same = test::classify(alike).auc;
    CHECK(same > 0.3);
    CHECK(same < 0.7);
    CHECK(test::classify(different).auc > 0.95);
}
