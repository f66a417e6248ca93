#include "gl/dot_buffer.h"

#include <epoxy/gl.h>

#include <cmath>
#include <glm/matrix.hpp>

#include "render/dot_levels.h"

namespace stubble::gl {
namespace {

constexpr unsigned attributes = 3, floats_per_attribute = 4,
                   floats_per_dot = attributes * floats_per_attribute;

std::vector<float> attributes_of(const Splats& splats, const stipple::Dots& dots,
                                 const pigment::DotOptics& optics) {
    const auto levels = render::levels_of(optics);
    std::vector<float> data;
    data.reserve(splats.size() * floats_per_dot);
    for (std::size_t i = 0; i < splats.size(); ++i) {
        const render::Splat& s = splats[i];
        const core::Rect seen = s.pixels.empty() ? core::Rect{} : s.pixels;
        const float area_px2 = static_cast<float>(levels->size(dots[i]).pigment_area_mm2) *
                               std::abs(glm::determinant(dots[i].px_per_mm));
        data.insert(data.end(), {s.x, s.y, static_cast<float>(s.hardness), s.weight, s.xx, s.xy, s.yy,
                                 area_px2, static_cast<float>(seen.x0), static_cast<float>(seen.y0),
                                 static_cast<float>(seen.x1), static_cast<float>(seen.y1)});
    }
    return data;
}

}  // namespace

DotBuffer::DotBuffer() {
    glGenVertexArrays(1, &vertex_array_);
    glGenBuffers(1, &buffer_);
    glBindVertexArray(vertex_array_);
    glBindBuffer(GL_ARRAY_BUFFER, buffer_);
    for (unsigned attribute = 0; attribute < attributes; ++attribute) {
        glEnableVertexAttribArray(attribute);
        glVertexAttribPointer(
            attribute, floats_per_attribute, GL_FLOAT, GL_FALSE, floats_per_dot * sizeof(float),
            reinterpret_cast<const void*>(attribute * floats_per_attribute * sizeof(float)));
        glVertexAttribDivisor(attribute, 1);
    }
    glBindVertexArray(0);
}

DotBuffer::~DotBuffer() {
    glDeleteVertexArrays(1, &vertex_array_);
    glDeleteBuffers(1, &buffer_);
}

void DotBuffer::hold(const Splats& splats, const stipple::Dots& dots, const pigment::DotOptics& optics) {
    const std::vector<float> data = attributes_of(splats, dots, optics);
    count_ = static_cast<int>(splats.size());
    glBindBuffer(GL_ARRAY_BUFFER, buffer_);
    glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(data.size() * sizeof(float)), data.data(),
                 GL_STREAM_DRAW);
}

void DotBuffer::draw_added() const {
    glBindVertexArray(vertex_array_);
    glEnable(GL_BLEND);
    glBlendEquation(GL_FUNC_ADD);
    glBlendFunc(GL_ONE, GL_ONE);
    glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, count_);
    glDisable(GL_BLEND);
    glBindVertexArray(0);
}

WholeTarget::WholeTarget() {
    glGenVertexArrays(1, &empty_array_);
}

WholeTarget::~WholeTarget() {
    glDeleteVertexArrays(1, &empty_array_);
}

void WholeTarget::draw() const {
    glDisable(GL_BLEND);
    glBindVertexArray(empty_array_);
    glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
    glBindVertexArray(0);
}

}  // namespace stubble::gl
