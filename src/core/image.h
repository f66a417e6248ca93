// Dense row-major pictures and maps. Copying copies the pixels; nothing is shared.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/require.h"

namespace stubble::core {

struct Size {
    int width = 0;
    int height = 0;
    bool operator==(const Size&) const = default;
};

// Half-open rectangle of pixels: x0 <= x < x1, y0 <= y < y1.
struct Rect {
    int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    bool operator==(const Rect&) const = default;
    bool empty() const { return x0 >= x1 || y0 >= y1; }
    int width() const { return x1 - x0; }
    int height() const { return y1 - y0; }
};

// Smallest rectangle that holds both; an empty one adds nothing.
Rect united(const Rect& a, const Rect& b);
Rect intersected(const Rect& a, const Rect& b);

// Three 8-bit channels, sRGB encoded (IEC 61966-2-1): how photos and pictures are stored.
struct Rgb8 {
    std::uint8_t r = 0, g = 0, b = 0;
    bool operator==(const Rgb8&) const = default;
};

// width * height values, row by row from the top left. Pixel (x, y) covers [x, x+1) x [y, y+1); its
// centre is at (x + 0.5, y + 0.5) in every continuous coordinate of this program.
template <class T>
class Image {
 public:
    Image() = default;
    Image(int width, int height, T fill = T{})
        : width_(width), height_(height), pixels_(checked_count(width, height), fill) {}
    explicit Image(Size size, T fill = T{}) : Image(size.width, size.height, fill) {}

    int width() const { return width_; }
    int height() const { return height_; }
    Size size() const { return {width_, height_}; }
    Rect rect() const { return {0, 0, width_, height_}; }
    bool empty() const { return pixels_.empty(); }
    bool contains(int x, int y) const { return x >= 0 && y >= 0 && x < width_ && y < height_; }

    T& at(int x, int y) { return pixels_[index(x, y)]; }
    const T& at(int x, int y) const { return pixels_[index(x, y)]; }
    std::span<T> row(int y) { return {pixels_.data() + index(0, y), static_cast<std::size_t>(width_)}; }
    std::span<const T> row(int y) const {
        return {pixels_.data() + index(0, y), static_cast<std::size_t>(width_)};
    }
    T* data() { return pixels_.data(); }
    const T* data() const { return pixels_.data(); }
    std::size_t pixel_count() const { return pixels_.size(); }

    bool operator==(const Image&) const = default;

 private:
    static std::size_t checked_count(int width, int height) {
        require(width >= 0 && height >= 0, "an image has no negative side");
        return static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    }
    std::size_t index(int x, int y) const {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x);
    }

    int width_ = 0, height_ = 0;
    std::vector<T> pixels_;
};

using Picture = Image<Rgb8>;       // sRGB encoded
using Mask = Image<std::uint8_t>;  // a label or 0/255
using Field = Image<float>;        // one value a pixel; the name says the unit

// Bilinear value at continuous (x, y); outside, the nearest edge value. An empty image is T{} everywhere.
template <class T>
T sample(const Image<T>& image, float x, float y) {
    if (image.empty()) return T{};
    const float u = std::clamp(x - 0.5f, 0.0f, static_cast<float>(image.width() - 1));
    const float v = std::clamp(y - 0.5f, 0.0f, static_cast<float>(image.height() - 1));
    const int x0 = static_cast<int>(u), y0 = static_cast<int>(v);
    const int x1 = std::min(x0 + 1, image.width() - 1), y1 = std::min(y0 + 1, image.height() - 1);
    const float fx = u - static_cast<float>(x0), fy = v - static_cast<float>(y0);
    const T top = image.at(x0, y0) + fx * (image.at(x1, y0) - image.at(x0, y0));
    const T bottom = image.at(x0, y1) + fx * (image.at(x1, y1) - image.at(x0, y1));
    return top + fy * (bottom - top);
}

// A map that is coarser than the photo it belongs to.
struct ScaledField {
    Field values;
    float px_per_photo_px = 1.0f;  // map pixels per photo pixel

    // Bilinear value at a continuous photo position; 0 for an empty map.
    float at(float photo_x, float photo_y) const {
        return sample(values, photo_x * px_per_photo_px, photo_y * px_per_photo_px);
    }
    bool operator==(const ScaledField&) const = default;
};

}  // namespace stubble::core
