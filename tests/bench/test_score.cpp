#include "bench/score.h"
#include "bench/table.h"
#include "core/error.h"
#include "support/catch.h"

#include <filesystem>
#include <fstream>

using namespace stubble;

namespace {

// A row of labels as a picture.
template <class Image>
Image row_of(std::initializer_list<int> labels) {
    Image image(static_cast<int>(labels.size()), 1);
    int x = 0;
    for (const int label : labels)
        image.at(x++, 0) = static_cast<std::remove_reference_t<decltype(image.at(0, 0))>>(label);
    return image;
}
core::Mask found(std::initializer_list<int> labels) {
    return row_of<core::Mask>(labels);
}
bench::Truth truth(std::initializer_list<int> labels) {
    return row_of<bench::Truth>(labels);
}

}  // namespace

TEST_CASE("hair is what was found as hair or thinning; undecided pixels count nowhere") {
    const auto score =
        bench::score_hair(found({2, 4, 2, 3, 0, 2, 2}), truth({2, 2, 1, 2, 0, 0, 255}), "short", true);
    CHECK(*score.iou == Approx(2.0 / 5.0));
    CHECK_FALSE(score.false_hair);
    CHECK_FALSE(score.false_hair_frame);
}

TEST_CASE("false hair is a share of skin and hair on bald heads, of the frame where skin is not marked") {
    const auto marked = bench::score_hair(found({2, 1, 4, 0}), truth({1, 1, 0, 0}), "bald_or_shaved", true);
    CHECK_FALSE(marked.iou);
    CHECK(*marked.false_hair == Approx(1.0));
    const auto frame = bench::score_hair(found({2, 1, 4, 0}), truth({0, 0, 0, 255}), "", false);
    CHECK_FALSE(frame.false_hair);
    CHECK(*frame.false_hair_frame == Approx(2.0 / 3.0));
    const auto hairy = bench::score_hair(found({2, 1}), truth({2, 1}), "short", true);
    CHECK_FALSE(hairy.false_hair);
    CHECK(bench::score_hair(found({2, 1}), truth({2, 1}), "shaved", true).false_hair);
}

TEST_CASE("regions are compared over all pictures together, and those that are nowhere do not count") {
    bench::RegionTally tally;
    CHECK_FALSE(tally.mean_iou());
    tally.add(found({0, 0, 1, 2}), truth({0, 1, 1, 2}));
    tally.add(found({2, 2}), truth({2, 1}));
    // background 1/2, skin 1/3, hair 2/3
    CHECK(*tally.mean_iou() == Approx((1.0 / 2 + 1.0 / 3 + 2.0 / 3) / 3));
}

TEST_CASE("points are balanced over the regions, and stubble seen as its neighbour is half right") {
    bench::PointTally tally;
    CHECK_FALSE(tally.balanced());
    for (const int label : {2, 4, 3}) tally.add("hair", static_cast<std::uint8_t>(label));
    tally.add("thin_or_stubble", 3);
    tally.add("face_ear_neck_skin", 1);
    tally.add("beard", 2);
    tally.add("bald_scalp", 3);
    tally.add("background_or_clothes", 1);
    tally.add("sky", 0);
    CHECK(*tally.balanced() == Approx((2.0 / 3 + 0.5 + 0.5 + 1.0 + 0.0) / 5));
}

TEST_CASE("means and medians of nothing are nothing") {
    CHECK_FALSE(bench::mean_of({}));
    CHECK_FALSE(bench::median_of({}));
    CHECK(*bench::median_of({3, 1, 2}) == 2.0);
    CHECK(*bench::median_of({4, 1, 2, 3}) == 2.5);
}

TEST_CASE("a table may hold commas in quotation marks") {
    const auto file = std::filesystem::path(STUBBLE_OUTPUT_DIR) / "bench" / "table.csv";
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << "file,classes,note\r\na.jpg,\"bg,skin\",x\r\nb.jpg,hair_only\n\n";
    const auto rows = bench::read_table(file);
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].at("classes") == "bg,skin");
    CHECK(rows[0].at("note") == "x");
    CHECK(rows[1].at("note").empty());
    CHECK_THROWS_AS(bench::read_table(file.parent_path() / "missing.csv"), core::LoadError);
}
