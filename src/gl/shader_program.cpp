#include "gl/shader_program.h"

#include <epoxy/gl.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "core/assets.h"

namespace stubble::gl {
namespace {

template <class GetLength, class GetText>
std::string first_line_of_log(unsigned object, GetLength get_length, GetText get_text) {
    int length = 0;
    get_length(object, GL_INFO_LOG_LENGTH, &length);
    std::string log(static_cast<std::size_t>(std::max(length, 1)), '\0');
    get_text(object, static_cast<int>(log.size()), &length, log.data());
    log.resize(static_cast<std::size_t>(std::max(length, 0)));
    return log.substr(0, log.find('\n'));
}

unsigned compiled(GLenum stage, const std::string& name) {
    const std::string text = shader_text(name);
    const char* source = text.c_str();
    const unsigned shader = glCreateShader(stage);
    glShaderSource(shader, 1, &source, nullptr);
    glCompileShader(shader);
    int good = 0;
    glGetShaderiv(shader, GL_COMPILE_STATUS, &good);
    if (good) return shader;
    const std::string why = first_line_of_log(shader, glGetShaderiv, glGetShaderInfoLog);
    glDeleteShader(shader);
    throw core::GlError("cannot compile shader " + name + ": " + why + "; update the graphics driver");
}

// GLSL has no includes of its own: a line `#include "NAME"` stands for the text of that shader file.
std::string with_includes(std::string text) {
    const std::string directive = "#include \"";
    for (std::size_t at = text.find(directive); at != std::string::npos; at = text.find(directive, at)) {
        const std::size_t name = at + directive.size(), end = text.find('"', name);
        if (end == std::string::npos) break;
        text.replace(at, end + 1 - at, shader_text(text.substr(name, end - name)));
    }
    return text;
}

}  // namespace

std::string shader_text(const std::string& name) {
    try {
        std::ifstream file(core::shader(name), std::ios::binary);
        if (file) return with_includes({std::istreambuf_iterator<char>(file), {}});
    } catch (const core::LoadError&) {
    }
    throw core::GlError("cannot find shader " + name + ": install Stubble again or set STUBBLE_SHADERS");
}

ShaderProgram::ShaderProgram(const std::string& vertex_name, const std::string& fragment_name) {
    const unsigned vertex = compiled(GL_VERTEX_SHADER, vertex_name);
    unsigned fragment = 0;
    try {
        fragment = compiled(GL_FRAGMENT_SHADER, fragment_name);
    } catch (...) {
        glDeleteShader(vertex);
        throw;
    }
    program_ = glCreateProgram();
    for (const unsigned shader : {vertex, fragment}) {
        glAttachShader(program_, shader);
        glDeleteShader(shader);
    }
    glLinkProgram(program_);
    int good = 0;
    glGetProgramiv(program_, GL_LINK_STATUS, &good);
    if (good) return;
    const std::string why = first_line_of_log(program_, glGetProgramiv, glGetProgramInfoLog);
    glDeleteProgram(program_);
    throw core::GlError("cannot link shaders " + vertex_name + " and " + fragment_name + ": " + why +
                        "; update the graphics driver");
}

ShaderProgram::~ShaderProgram() {
    glDeleteProgram(program_);
}

void ShaderProgram::use() const {
    glUseProgram(program_);
}

void ShaderProgram::set(const char* uniform, int value) const {
    glUniform1i(glGetUniformLocation(program_, uniform), value);
}
void ShaderProgram::set(const char* uniform, float value) const {
    glUniform1f(glGetUniformLocation(program_, uniform), value);
}
void ShaderProgram::set(const char* uniform, const glm::vec2& value) const {
    glUniform2f(glGetUniformLocation(program_, uniform), value.x, value.y);
}
void ShaderProgram::set(const char* uniform, const glm::vec3& value) const {
    glUniform3f(glGetUniformLocation(program_, uniform), value.x, value.y, value.z);
}
void ShaderProgram::set(const char* uniform, const glm::vec4& value) const {
    glUniform4f(glGetUniformLocation(program_, uniform), value.x, value.y, value.z, value.w);
}

}  // namespace stubble::gl
