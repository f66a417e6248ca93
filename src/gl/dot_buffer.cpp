#include "gl/dot_buffer.h"

#include <epoxy/gl.h>

namespace stubble::gl {

DotBuffer::DotBuffer() {
    glGenVertexArrays(1, &empty_array_);
    glGenVertexArrays(1, &vertex_array_);
    glGenBuffers(1, &buffer_);
    glBindVertexArray(vertex_array_);
    glBindBuffer(GL_ARRAY_BUFFER, buffer_);
    for (unsigned attribute = 0; attribute < 3; ++attribute) {
        glEnableVertexAttribArray(attribute);
        glVertexAttribPointer(attribute, 4, GL_FLOAT, GL_FALSE, floats_per_instance * sizeof(float),
                              reinterpret_cast<const void*>(attribute * 4 * sizeof(float)));
        glVertexAttribDivisor(attribute, 1);
    }
    glBindVertexArray(0);
}

DotBuffer::~DotBuffer() {
    glDeleteVertexArrays(1, &vertex_array_);
    glDeleteVertexArrays(1, &empty_array_);
    glDeleteBuffers(1, &buffer_);
}

void DotBuffer::draw_added(const std::vector<float>& instances) const {
    glBindVertexArray(vertex_array_);
    glBindBuffer(GL_ARRAY_BUFFER, buffer_);
    glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(instances.size() * sizeof(float)), instances.data(),
                 GL_STREAM_DRAW);
    glEnable(GL_BLEND);
    glBlendEquation(GL_FUNC_ADD);
    glBlendFunc(GL_ONE, GL_ONE);
    glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, static_cast<int>(instances.size()) / floats_per_instance);
    glDisable(GL_BLEND);
    glBindVertexArray(0);
}

void DotBuffer::draw_whole_target() const {
    glDisable(GL_BLEND);
    glBindVertexArray(empty_array_);
    glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
    glBindVertexArray(0);
}

}  // namespace stubble::gl
