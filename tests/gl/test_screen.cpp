// Pictures on the screen: which tiles travel, and that what is shown at 100 % is what is in the file.
#include <epoxy/gl.h>

#include <algorithm>
#include <cstdlib>

#include "gl/hidden_context.h"
#include "gl/screen.h"
#include "gl/target.h"
#include "support/catch.h"

using namespace stubble;

namespace {

std::shared_ptr<core::Picture> pattern(int width, int height) {
    auto picture = std::make_shared<core::Picture>(width, height);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            picture->at(x, y) = {static_cast<std::uint8_t>(x * 7 + y), static_cast<std::uint8_t>(x + y * 5),
                                 static_cast<std::uint8_t>(x * y)};
    return picture;
}

core::Picture painted(const gl::PictureTexture& texture, const gl::Placement& placement, core::Size size) {
    const gl::PicturePainter painter;
    const gl::Target target(size, gl::Format::rgba8);
    target.draw_into();
    gl::clear_screen(size, {10, 20, 30});
    painter.paint(texture, placement, {0, 0, size.width, size.height}, size);
    core::Picture upside_down(size), result(size);
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, size.width, size.height, GL_RGB, GL_UNSIGNED_BYTE, upside_down.data());
    for (int y = 0; y < size.height; ++y)
        std::ranges::copy(upside_down.row(size.height - 1 - y), result.row(y).begin());
    return result;
}

bool near(core::Rgb8 a, core::Rgb8 b) {
    return std::abs(a.r - b.r) <= 1 && std::abs(a.g - b.g) <= 1 && std::abs(a.b - b.b) <= 1;
}

}  // namespace

TEST_CASE("Only tiles that changed are uploaded") {
    const gl::HiddenContext context;
    if (!context.opened()) {
        WARN("no OpenGL 3.3 by EGL here: nothing was compared");
        return;
    }
    gl::PictureTexture texture;
    const auto first = pattern(2100, 1100);
    CHECK(texture.update(first) == 6);
    CHECK(texture.update(first) == 0);
    auto second = std::make_shared<core::Picture>(*first);
    second->at(500, 500) = {1, 2, 3};
    CHECK(texture.update(second) == 1);
    CHECK(texture.update(pattern(50, 50)) == 1);
}

TEST_CASE("At 100 and 300 % the screen shows the file's own pixels") {
    const gl::HiddenContext context;
    if (!context.opened()) {
        WARN("no OpenGL 3.3 by EGL here: nothing was compared");
        return;
    }
    gl::PictureTexture texture;
    const auto picture = pattern(1100, 40);
    texture.update(picture);
    for (const double zoom : {1.0, 3.0}) {
        // Across the seam between two tiles.
        const gl::Placement placement{{-990.0 * zoom, 2.0}, zoom};
        const auto screen = painted(texture, placement, {90, 60});
        bool all_near = true;
        for (int y = 2; y < 2 + static_cast<int>(40 * zoom) && y < 60; ++y)
            for (int x = 0; x < 90; ++x)
                all_near = all_near && near(screen.at(x, y), picture->at(990 + static_cast<int>(x / zoom),
                                                                         static_cast<int>((y - 2) / zoom)));
        CHECK(all_near);
        CHECK(screen.at(50, 0) == core::Rgb8{10, 20, 30});
    }
}

TEST_CASE("A picture shown smaller keeps its mean light") {
    const gl::HiddenContext context;
    if (!context.opened()) {
        WARN("no OpenGL 3.3 by EGL here: nothing was compared");
        return;
    }
    auto checks = std::make_shared<core::Picture>(256, 256);
    for (int y = 0; y < 256; ++y)
        for (int x = 0; x < 256; ++x)
            if ((x + y) % 2) checks->at(x, y) = {255, 255, 255};
    gl::PictureTexture texture;
    texture.update(checks);
    const auto screen = painted(texture, {{0, 0}, 0.25}, {64, 64});
    // Half the light is code 188, not 128.
    CHECK(std::abs(screen.at(32, 32).g - 188) <= 3);
}
