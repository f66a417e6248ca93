#include "core/image.h"

#include <algorithm>
#include <cmath>

namespace stubble::core {

Rect united(const Rect& a, const Rect& b) {
    if (a.empty()) return b;
    if (b.empty()) return a;
    return {std::min(a.x0, b.x0), std::min(a.y0, b.y0), std::max(a.x1, b.x1), std::max(a.y1, b.y1)};
}

Rect intersected(const Rect& a, const Rect& b) {
    Rect r{std::max(a.x0, b.x0), std::max(a.y0, b.y0), std::min(a.x1, b.x1), std::min(a.y1, b.y1)};
    return r.empty() ? Rect{} : r;
}

float sample(const Field& field, float x, float y) {
    if (field.empty()) return 0.0f;
    const float u = std::clamp(x - 0.5f, 0.0f, static_cast<float>(field.width() - 1));
    const float v = std::clamp(y - 0.5f, 0.0f, static_cast<float>(field.height() - 1));
    const int x0 = static_cast<int>(u), y0 = static_cast<int>(v);
    const int x1 = std::min(x0 + 1, field.width() - 1), y1 = std::min(y0 + 1, field.height() - 1);
    const float fx = u - static_cast<float>(x0), fy = v - static_cast<float>(y0);
    const float top = field.at(x0, y0) + fx * (field.at(x1, y0) - field.at(x0, y0));
    const float bottom = field.at(x0, y1) + fx * (field.at(x1, y1) - field.at(x0, y1));
    return top + fy * (bottom - top);
}

}  // namespace stubble::core
