#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "core/error.h"
#include "core/head_frame.h"
#include "stipple/scalp_domain.h"
#include "stipple/stipple.h"
#include "support/catch.h"

using namespace stubble;
using namespace stubble::stipple;
namespace fs = std::filesystem;

namespace {

fs::path output(const std::string& name) {
    fs::create_directories(STUBBLE_OUTPUT_DIR);
    return fs::path(STUBBLE_OUTPUT_DIR) / name;
}

std::string bytes_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

fs::path with_bytes(const std::string& name, const std::string& bytes) {
    const fs::path path = output(name);
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
}

std::uint64_t fnv1a(const std::string& bytes) {
    std::uint64_t h = 0xcbf29ce484222325ull;
    for (const char c : bytes) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ull;
    return h;
}

const Population& small_population() {
    static const Population population = build_population(3000, 7);
    return population;
}

}  // namespace

TEST_CASE("the same count and seed give the same bytes on every compiler") {
    const fs::path path = output("small.bin");
    save_population(small_population(), path);
    REQUIRE(bytes_of(path).size() == 36 + 6 * 3000);
    REQUIRE(fnv1a(bytes_of(path)) == 0xd29eb9b1a840b825ull);
    REQUIRE(build_population(3000, 8).positions_mm != small_population().positions_mm);
}

TEST_CASE("a saved population is loaded exactly") {
    const fs::path path = output("round.bin");
    save_population(small_population(), path);
    const Population loaded = load_population(path);
    REQUIRE(loaded.positions_mm == small_population().positions_mm);
    REQUIRE(loaded.area_cm2 == small_population().area_cm2);
    REQUIRE(loaded.seed == 7);
    REQUIRE_THROWS_AS(save_population(loaded, output("absent") / "folder" / "x.bin"), core::SaveError);
}

TEST_CASE("the shipped population covers the scalp at 250 per cm2") {
    const Population& population = standard_population();
    REQUIRE(population.max_density_per_cm2() == Approx(250).epsilon(0.01));
    REQUIRE(population.area_cm2 == Approx(835.4).margin(1));
    int left = 0, inside = 0;
    for (const glm::vec3& p : population.positions_mm) {
        left += p.x > 0;
        inside += on_scalp(glm::dvec3(p), 0.02);
    }
    const auto count = static_cast<int>(population.positions_mm.size());
    REQUIRE(inside == count);
    REQUIRE(left == Approx(count / 2).epsilon(0.005));
}

TEST_CASE("the scalp holds forehead, sides and nape, and leaves out the face") {
    const core::HeadShape head;
    const auto at = [&](double x, double y, double z) { return on_scalp(head.surface_point({x, y, z})); };
    REQUIRE(at(0, 0, 1));
    REQUIRE(at(0, -1, 0.05));
    REQUIRE_FALSE(at(0, -1, -0.05));
    REQUIRE(at(1, 0.2, -0.3));
    REQUIRE(at(0, 80, -110));
    REQUIRE_FALSE(at(0, 50, -125));
    REQUIRE(scalp_area_cm2(10) > scalp_area_cm2() + 50);
}

TEST_CASE("damaged population files are refused with one clear line") {
    const fs::path good = output("good.bin");
    save_population(small_population(), good);
    const std::string bytes = bytes_of(good);
    const auto changed = [&](std::size_t at, char value) {
        std::string other = bytes;
        other[at] = value;
        return other;
    };
    const auto area = [&](double value) {
        std::string other = bytes;
        other.replace(20, 8, reinterpret_cast<const char*>(&value), 8);
        return other;
    };
    const std::string bad[] = {"",
                               bytes.substr(0, 20),
                               bytes.substr(0, bytes.size() - 1),
                               bytes + 'x',
                               changed(0, 'X'),
                               changed(4, 9),
                               changed(8, 0),
                               changed(11, 0x7f),
                               changed(40, static_cast<char>(bytes[40] ^ 1)),
                               area(NAN),
                               area(-5.0),
                               area(INFINITY)};
    for (const std::string& content : bad) {
        const fs::path path = with_bytes("bad.bin", content);
        try {
            load_population(path);
            FAIL("accepted a damaged file of " << content.size() << " bytes");
        } catch (const core::LoadError& error) {
            const std::string line = error.what();
            REQUIRE(line.find("bad.bin") != std::string::npos);
            REQUIRE(line.find('\n') == std::string::npos);
        }
    }
    REQUIRE_THROWS_AS(load_population(output("no_such.bin")), core::LoadError);
}

TEST_CASE("a candidate beside the head is refused even with a right hash") {
    Population population = small_population();
    population.positions_mm[5] *= 1.01f;
    const fs::path path = output("beside.bin");
    save_population(population, path);
    REQUIRE_THROWS_AS(load_population(path), core::LoadError);
}
