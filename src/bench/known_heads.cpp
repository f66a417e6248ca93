#include "bench/known_heads.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <glm/geometric.hpp>
#include <nlohmann/json.hpp>

#include "core/error.h"

namespace stubble::bench {
namespace {

using Path = std::filesystem::path;

// What both kinds of head say about camera and pose.
void read_truth(const Path& file, KnownHead& head) {
    try {
        const auto json = nlohmann::json::parse(std::ifstream(file));
        const auto& camera = json.at("camera");
        const auto& pose = json.at("pose");
        head.frame.focal_px = camera.at("focal_px");
        head.frame.principal_point_px = {camera.at("principal_point_px").at(0),
                                         camera.at("principal_point_px").at(1)};
        for (int row = 0; row < 3; ++row) {
            head.frame.origin_camera_mm[row] = pose.at("t_mm").at(static_cast<std::size_t>(row));
            for (int column = 0; column < 3; ++column)
                head.frame.head_to_camera[column][row] = pose.at("R_head_to_camera")
                                                             .at(static_cast<std::size_t>(row))
                                                             .at(static_cast<std::size_t>(column));
        }
        head.vertex_px_per_mm = json.at("vertex").at("px_per_mm");
    } catch (const nlohmann::json::exception&) {
        throw core::LoadError("Cannot read " + file.string() +
                              ": it does not tell pose and scale; make it anew.");
    }
}

std::vector<Path> entries_of(const Path& folder) {
    std::vector<Path> entries;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) entries.push_back(entry.path());
    std::sort(entries.begin(), entries.end());
    return entries;
}

// The skin's point seen at a pixel, camera axes, mm; 0 where there is none.
glm::dvec3 skin_point(const Truth& depth, const core::HeadFrame& frame, int x, int y) {
    const double z_mm = 0.02 * depth.at(x, y);
    const core::PhotoPoint off = core::PhotoPoint(x + 0.5, y + 0.5) - frame.principal_point_px;
    return {off.x / frame.focal_px * z_mm, off.y / frame.focal_px * z_mm, z_mm};
}

}  // namespace

std::vector<KnownHead> sample_heads(const Path& folder) {
    static const std::string ending = "_truth.json";
    std::vector<KnownHead> heads;
    for (const Path& file : entries_of(folder)) {
        const std::string name = file.filename().string();
        if (!name.ends_with(ending)) continue;
        KnownHead head;
        head.name = name.substr(0, name.size() - ending.size());
        head.picture = folder / (head.name + ".jpg");
        head.regions = folder / (head.name + "_regions.png");
        read_truth(file, head);
        heads.push_back(std::move(head));
    }
    return heads;
}

std::vector<KnownHead> synthetic_heads(const Path& folder) {
    std::vector<KnownHead> heads;
    for (const Path& inner : entries_of(folder)) {
        if (!std::filesystem::exists(inner / "info.json")) continue;
        KnownHead head;
        head.name = inner.filename().string();
        head.picture = inner / "before.png";
        head.regions = inner / "labels.png";
        head.depth = inner / "depth.png";
        head.density = inner / "hair_density.png";
        read_truth(inner / "info.json", head);
        heads.push_back(std::move(head));
    }
    return heads;
}

std::vector<SurfaceNormal> scalp_normals(const Truth& labels, const Truth& depth,
                                         const core::HeadFrame& camera) {
    constexpr int step = 6, reach = 5;  // reach: some 2 mm, so that the depth's steps tilt nothing
    std::vector<SurfaceNormal> normals;
    for (int y = reach; y + reach < depth.height(); y += step)
        for (int x = reach; x + reach < depth.width(); x += step) {
            if (!core::is_scalp(static_cast<std::uint8_t>(labels.at(x, y)))) continue;
            const auto at = [&](int dx, int dy) { return skin_point(depth, camera, x + dx, y + dy); };
            const glm::dvec3 left = at(-reach, 0), right = at(reach, 0), up = at(0, -reach),
                             down = at(0, reach);
            // A step in depth is the head's outline, or an ear before it.
            if (std::min({left.z, right.z, up.z, down.z}) <= 0.0 || std::abs(right.z - left.z) > 20.0 ||
                std::abs(down.z - up.z) > 20.0)
                continue;
            // Right, down and forward are right-handed: towards the camera is down x right.
            normals.push_back({{x + 0.5, y + 0.5}, glm::normalize(glm::cross(down - up, right - left))});
        }
    return normals;
}

std::optional<scalp::KnownLength> strip_on_scalp(const Truth& labels, const Truth& depth,
                                                 const core::HeadFrame& camera) {
    constexpr double least_mm = 30.0;
    glm::dvec2 sum(0.0);
    double count = 0.0;
    for (int y = 0; y < labels.height(); ++y)
        for (int x = 0; x < labels.width(); ++x)
            if (core::is_scalp(static_cast<std::uint8_t>(labels.at(x, y))))
                sum += glm::dvec2(x, y), count += 1.0;
    if (count < 1.0) return std::nullopt;
    const int x = static_cast<int>(sum.x / count), y = static_cast<int>(sum.y / count);
    for (int reach = 1; labels.contains(x - reach, y) && labels.contains(x + reach, y); ++reach) {
        const glm::dvec3 from = skin_point(depth, camera, x - reach, y),
                         to = skin_point(depth, camera, x + reach, y);
        if (from.z <= 0.0 || to.z <= 0.0) return std::nullopt;
        if (glm::distance(from, to) >= least_mm)
            return scalp::KnownLength{
                {x - reach + 0.5, y + 0.5}, {x + reach + 0.5, y + 0.5}, glm::distance(from, to)};
    }
    return std::nullopt;
}

}  // namespace stubble::bench
