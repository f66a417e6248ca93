// What is drawn: the rectangles of a layer's dots, or the whole target.
#pragma once

#include "pigment/pigment.h"
#include "render/splat.h"
#include "stipple/stipple.h"

namespace stubble::gl {

using Splats = std::vector<render::Splat>;

// The dots of one layer in the card's memory. A shader finds the corner of a dot's rectangle in gl_VertexID,
// and reads three vec4 attributes, in photo pixels: 0 = centre, hardness, weight; 1 = xx, xy, yy, area of the
// pigment; 2 = the rectangle's first pixel and that behind its last one.
class DotBuffer {
 public:
    DotBuffer();
    ~DotBuffer();
    DotBuffer(const DotBuffer&) = delete;
    DotBuffer& operator=(const DotBuffer&) = delete;

    // A splat for each of the dots, in their order; the optics are those it was made with.
    void hold(const Splats& splats, const stipple::Dots& dots, const pigment::DotOptics& optics);
    // Adds all of them to the target with the program in use.
    void draw_added() const;

 private:
    unsigned vertex_array_ = 0, buffer_ = 0;
    int count_ = 0;
};

// One quad without attributes, replacing what was there.
class WholeTarget {
 public:
    WholeTarget();
    ~WholeTarget();
    WholeTarget(const WholeTarget&) = delete;
    WholeTarget& operator=(const WholeTarget&) = delete;
    void draw() const;

 private:
    unsigned empty_array_ = 0;
};

}  // namespace stubble::gl
