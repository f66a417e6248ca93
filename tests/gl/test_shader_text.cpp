#include "core/error.h"
#include "gl/shader_program.h"
#include "support/catch.h"

using namespace stubble;

TEST_CASE("a shader comes with the files it includes") {
    for (const char* name : {"compose.frag", "lay.frag"}) {
        const std::string text = gl::shader_text(name);
        CHECK(text.starts_with("#version"));
        CHECK(text.find("#include") == std::string::npos);
        CHECK(text.find("float at(sampler2D map") != std::string::npos);
    }
    CHECK_THROWS_AS(gl::shader_text("no_such.frag"), core::GlError);
}
