// Instanced rectangles: one quad per dot, with a few floats each.
#pragma once

#include <vector>

namespace stubble::gl {

// Draws `instances.size() / 12` quads of the program in use, with three vec4 attributes (0, 1, 2) per
// instance. The shader finds the corner in gl_VertexID. What is drawn is added to the target.
class DotBuffer {
 public:
    DotBuffer();
    ~DotBuffer();
    DotBuffer(const DotBuffer&) = delete;
    DotBuffer& operator=(const DotBuffer&) = delete;

    void draw_added(const std::vector<float>& instances) const;
    // One quad without attributes, replacing what was there.
    void draw_whole_target() const;

 private:
    unsigned vertex_array_ = 0, empty_array_ = 0, buffer_ = 0;
};

inline constexpr int floats_per_instance = 12;

}  // namespace stubble::gl
