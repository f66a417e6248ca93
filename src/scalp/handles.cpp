#include "scalp/handles.h"

#include <glm/geometric.hpp>

namespace stubble::scalp {

std::optional<Handle> handle_named(std::string_view name) {
    for (std::size_t i = 0; i < handle_names.size(); ++i)
        if (name == handle_names[i]) return static_cast<Handle>(i);
    return std::nullopt;
}

core::HeadPoint place_of(Handle handle, const core::HeadShape& shape) {
    const glm::dvec3 below_mm = shape.semi_axes_mm(false);
    switch (handle) {
        case Handle::crown:
            return {0.0, 0.0, shape.up_mm};
        // As on the sample heads, whose tragus lies where domain.md 8.1 has it: the rim's root is 25 mm below
        // the widest level and 11 mm behind the head's middle.
        case Handle::left_ear:
            return shape.surface_point(below_mm * glm::dvec3(1.0, 0.11, -0.17));
        case Handle::right_ear:
            return shape.surface_point(below_mm * glm::dvec3(-1.0, 0.11, -0.17));
        // The brow line's level, as in design/edge.cpp.
        case Handle::brow:
            break;
    }
    return shape.surface_point(below_mm * glm::dvec3(0.0, -1.0, -0.1));
}

}  // namespace stubble::scalp
