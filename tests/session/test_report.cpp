#include <algorithm>
#include <filesystem>
#include <fstream>
#include <glm/geometric.hpp>
#include <nlohmann/json.hpp>
#include <string>

#include "core/error.h"
#include "head_document.h"
#include "photo/save.h"
#include "session/report.h"
#include "session/settings.h"
#include "support/catch.h"

using namespace stubble;
using namespace stubble::test;
using session::Derived;
using session::Document;

TEST_CASE("the report has the promised keys") {
    const auto report = nlohmann::json::parse(session::report_json(first_result()));
    for (const char* key : {"photo", "scale", "head", "regions", "plan", "dots", "sessions", "warnings",
                            "timings_ms", "seed", "version"})
        CHECK(report.contains(key));
    for (const char* key : {"path", "width", "height", "sha256"}) CHECK(report["photo"].contains(key));
    for (const char* key : {"px_per_mm", "sigma", "method"}) CHECK(report["scale"].contains(key));
    for (const char* key : {"semi_axes_mm", "pose", "sigma"}) CHECK(report["head"].contains(key));
    for (const char* key : {"area_cm2", "hairs_per_cm2", "confidence"})
        CHECK(report["regions"].contains(key));
    for (const char* key : {"ita_deg", "ita_sigma_deg", "class", "undertone"})
        CHECK(report["skin"].contains(key));
    for (const char* key : {"colour", "length", "stubble_over_skin"}) CHECK(report["hair"].contains(key));
    for (const char* key : {"shine_share", "burnt_share"}) CHECK(report["light"].contains(key));
    for (const char* key : {"blur_sigma_px", "sharpening", "noise"}) CHECK(report["camera"].contains(key));
    CHECK(report.contains("stage"));
    for (const char* key : {"count", "by_zone", "mean_density_per_cm2"}) CHECK(report["dots"].contains(key));
    for (const char* key : {"load", "analyse", "select", "draw", "save"})
        CHECK(report["timings_ms"].contains(key));
    for (const auto& setting : session::settings()) {
        std::string name = setting.name;
        std::replace(name.begin(), name.end(), '-', '_');
        CHECK(report["plan"].contains(name));
    }
    CHECK(report["plan"]["shade"] != "auto");
    CHECK(report["plan"]["shade_asked"] == "auto");
    int by_zone = 0;
    for (const auto& [zone, count] : report["dots"]["by_zone"].items()) by_zone += count.get<int>();
    CHECK(by_zone == report["dots"]["count"]);
    CHECK(report["sessions"].size() == 3);
    CHECK(report["dots"]["mean_density_per_cm2"].get<double>() <= 165.0);
}

TEST_CASE("dots are told by zone on the head they were placed on") {
    Derived derived = first_result();
    auto scalp = *derived.scalp;
    core::HeadShape& shape = scalp.covering_frame.shape;
    for (double* axis : {&shape.half_breadth_mm, &shape.half_length_mm, &shape.up_mm, &shape.down_mm})
        *axis *= 1.06;
    const design::Hairline hairline(derived.document.plan, shape);
    const auto is_on_top = [&](const core::SurfaceHit& hit) {
        const design::Zone zone = hairline.zone_of(hit.point);
        return zone == design::Zone::front || zone == design::Zone::crown;
    };
    stipple::Dots dots;  // on top of the head, beyond the outline of the head as fitted
    for (const auto& one : stipple::place(*derived.population, scalp.covering_frame, scalp.photo_size)) {
        const core::PhotoPoint at(one.centre_px);
        const auto hit = scalp.covering_frame.hit(at);
        if (hit && is_on_top(*hit) && !scalp.frame.hit(at)) dots.push_back({one.centre_px, one.px_per_mm});
    }
    REQUIRE(dots.size() > 100);
    derived.dots = std::make_shared<const stipple::Dots>(dots);
    derived.scalp = std::make_shared<const scalp::Scalp>(std::move(scalp));
    const auto by_zone = nlohmann::json::parse(session::report_json(derived))["dots"]["by_zone"];
    CHECK(by_zone["front"].get<std::size_t>() + by_zone["crown"].get<std::size_t>() == dots.size());
}

TEST_CASE("hairs that hold dots back leave the treated area as it is") {
    const Derived& bare = first_result();
    std::vector<core::PhotoPoint> hairs_px;
    for (std::size_t i = 0; i < bare.dots->size(); i += 3)
        hairs_px.push_back(core::PhotoPoint((*bare.dots)[i].centre_px) + 0.4);
    Derived hairy = bare;
    hairy.placed = std::make_shared<const std::vector<stipple::PlacedFollicle>>(
        stipple::place(*bare.population, bare.scalp->covering_frame, bare.photo->pixels.size(), hairs_px));
    const auto waiting = [](const Derived& derived) {
        return std::count_if(derived.placed->begin(), derived.placed->end(),
                             [](const auto& one) { return one.threshold_per_cm2 > 100.0f; });
    };
    REQUIRE(waiting(hairy) > waiting(bare));
    REQUIRE(session::treated_area_cm2(bare) > 50.0);
    CHECK(session::treated_area_cm2(hairy) == Approx(session::treated_area_cm2(bare)).epsilon(1e-6));
}

TEST_CASE("a report of the analysis leaves out what was not worked out") {
    const auto report = nlohmann::json::parse(session::report_json(
        session::evaluate(document_for_test(), first_result(), session::Until::analysed)));
    CHECK(report.contains("regions"));
    CHECK_FALSE(report.contains("dots"));
    CHECK_FALSE(report.contains("sessions"));
}

TEST_CASE("file names that are not UTF-8 are reported all the same") {
    const auto odd = output("session_\xff\xfe.png");
    std::filesystem::copy_file(head_photo(), odd, std::filesystem::copy_options::overwrite_existing);
    Document document = document_for_test();
    document.photo = odd;
    const Derived derived = session::evaluate(document, {}, session::Until::analysed);
    CHECK_NOTHROW(nlohmann::json::parse(session::report_json(derived)));
}
