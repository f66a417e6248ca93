// The file, little-endian: magic, version, count (u32 each), seed (u64), scalp area in cm2 (IEEE double),
// FNV-1a hash of the rest (u64), then x, y, z of each candidate in rank order, in units of 0.005 mm (i16).
#include "stipple/population_file.h"

#include <bit>
#include <cmath>
#include <fstream>
#include <glm/geometric.hpp>
#include <iterator>
#include <string>

#include "core/assets.h"
#include "core/error.h"
#include "stipple/stipple.h"

namespace stubble::stipple {
namespace {

constexpr std::uint32_t magic = 0x4C4C4F46u;  // "FOLL"
constexpr std::uint32_t version = 1;
constexpr std::size_t header_bytes = 36, candidate_bytes = 6;
constexpr std::uint32_t most_candidates = 4'000'000;
constexpr float unit_mm = 0.005f;

using Bytes = std::string;

template <class T>
void append(Bytes& bytes, T value) {
    for (std::size_t i = 0; i < sizeof(T); ++i) bytes.push_back(static_cast<char>((value >> (8 * i)) & 0xff));
}

template <class T>
T read(const Bytes& bytes, std::size_t at) {
    T value = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i)
        value = static_cast<T>(
            value | static_cast<T>(static_cast<T>(static_cast<unsigned char>(bytes[at + i])) << (8 * i)));
    return value;
}

std::uint64_t hash(const Bytes& bytes, std::size_t from) {
    std::uint64_t h = 0xcbf29ce484222325ull;
    for (std::size_t i = from; i < bytes.size(); ++i)
        h = (h ^ static_cast<unsigned char>(bytes[i])) * 0x100000001b3ull;
    return h;
}

std::int16_t units(float position_mm) {
    return static_cast<std::int16_t>(std::lround(position_mm / unit_mm));
}

bool on_average_head(const glm::vec3& position_mm) {
    const core::HeadShape head;
    const glm::dvec3 p(position_mm);
    return glm::dot(p, p) > 1.0 && glm::distance(p, head.surface_point(p)) < 0.05;
}

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& why) {
    throw core::LoadError("Cannot read the follicle population " + path.string() + ": " + why +
                          "; install the program again or rebuild the file with stubble-population.");
}

Bytes read_bytes(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) refuse(path, "it cannot be opened");
    Bytes bytes(header_bytes, '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(header_bytes));
    if (file.gcount() != static_cast<std::streamsize>(header_bytes)) refuse(path, "it is too short");
    if (read<std::uint32_t>(bytes, 0) != magic) refuse(path, "it is not such a file");
    if (read<std::uint32_t>(bytes, 4) != version) refuse(path, "its version is not known");
    const auto count = read<std::uint32_t>(bytes, 8);
    if (count == 0 || count > most_candidates) refuse(path, "its number of candidates is impossible");
    const std::size_t body = count * candidate_bytes;
    bytes.resize(header_bytes + body);
    file.read(bytes.data() + header_bytes, static_cast<std::streamsize>(body));
    if (file.gcount() != static_cast<std::streamsize>(body)) refuse(path, "its end is missing");
    if (file.peek() != std::ifstream::traits_type::eof()) refuse(path, "it is longer than it says");
    return bytes;
}

}  // namespace

glm::vec3 stored(const glm::dvec3& position_mm) {
    const auto nearest = [](double mm) {
        return static_cast<float>(units(static_cast<float>(mm))) * unit_mm;
    };
    return {nearest(position_mm.x), nearest(position_mm.y), nearest(position_mm.z)};
}

void save_population(const Population& population, const std::filesystem::path& path) {
    Bytes body;
    for (const glm::vec3& p : population.positions_mm)
        for (int axis = 0; axis < 3; ++axis) append(body, static_cast<std::uint16_t>(units(p[axis])));
    Bytes bytes;
    append(bytes, magic);
    append(bytes, version);
    append(bytes, static_cast<std::uint32_t>(population.positions_mm.size()));
    append(bytes, population.seed);
    append(bytes, std::bit_cast<std::uint64_t>(population.area_cm2));
    append(bytes, hash(body, 0));
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << bytes << body;
    if (!file.flush())
        throw core::SaveError("Cannot write the follicle population " + path.string() +
                              ": check that the folder exists and the disk is not full.");
}

Population load_population(const std::filesystem::path& path) {
    const Bytes bytes = read_bytes(path);
    Population population;
    population.seed = read<std::uint64_t>(bytes, 12);
    population.area_cm2 = std::bit_cast<double>(read<std::uint64_t>(bytes, 20));
    // A scalp is neither a coin nor a sail (domain.md 8).
    if (!(population.area_cm2 > 1.0 && population.area_cm2 < 1e5)) refuse(path, "its area is impossible");
    if (read<std::uint64_t>(bytes, 28) != hash(bytes, header_bytes)) refuse(path, "it is damaged");
    population.positions_mm.reserve((bytes.size() - header_bytes) / candidate_bytes);
    for (std::size_t at = header_bytes; at < bytes.size(); at += candidate_bytes) {
        const auto coordinate = [&](std::size_t axis) {
            return static_cast<float>(static_cast<std::int16_t>(read<std::uint16_t>(bytes, at + 2 * axis))) *
                   unit_mm;
        };
        const glm::vec3 position(coordinate(0), coordinate(1), coordinate(2));
        if (!on_average_head(position)) refuse(path, "a candidate lies beside the head");
        population.positions_mm.push_back(position);
    }
    return population;
}

const Population& standard_population() {
    static const Population population = load_population(core::asset("follicles.bin"));
    return population;
}

}  // namespace stubble::stipple
