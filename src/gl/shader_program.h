// A vertex and a fragment shader from shaders/, compiled and linked.
#pragma once

#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <glm/vec4.hpp>
#include <string>

#include "core/error.h"

namespace stubble::gl {

// The text of a shipped shader (core::shader says where it lies), with those it includes. Throws
// core::GlError naming the one that is missing.
std::string shader_text(const std::string& name);

// Needs a current OpenGL 3.3 context for its whole life.
class ShaderProgram {
 public:
    // Throws core::GlError naming the shader and the compiler's first message.
    ShaderProgram(const std::string& vertex_name, const std::string& fragment_name);
    ~ShaderProgram();
    ShaderProgram(const ShaderProgram&) = delete;
    ShaderProgram& operator=(const ShaderProgram&) = delete;

    void use() const;
    // Of the program in use. A name the compiler dropped as unused is ignored.
    void set(const char* uniform, int value) const;
    void set(const char* uniform, float value) const;
    void set(const char* uniform, const glm::vec2& value) const;
    void set(const char* uniform, const glm::vec3& value) const;
    void set(const char* uniform, const glm::vec4& value) const;

 private:
    unsigned program_ = 0;
};

}  // namespace stubble::gl
