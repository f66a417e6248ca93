#include "render/camera_mask.h"

#include <algorithm>

namespace stubble::render {
namespace {

constexpr int window_rows = 2 * mask_reach_px + 1;

std::size_t slot(int y) {
    return static_cast<std::size_t>((y + window_rows) % window_rows);
}

}  // namespace

MaskedRows::MaskedRows(const core::Field& field, int first)
    : field_(field),
      y_(first),
      padded_(static_cast<std::size_t>(field.width() + 2 * mask_reach_px)),
      result_(static_cast<std::size_t>(field.width())) {
    for (auto& row : window_) row.resize(result_.size());
    for (int y = first - mask_reach_px; y < first + mask_reach_px; ++y) take(y);
}

void MaskedRows::take(int y) {
    std::vector<float>& out = window_[slot(y)];
    if (y < 0 || y >= field_.height()) {
        std::fill(out.begin(), out.end(), 0.0f);
        return;
    }
    std::copy(field_.row(y).begin(), field_.row(y).end(), padded_.begin() + mask_reach_px);
    const auto& [w0, w1, w2, w3] = mask_weights;
    const float* in = padded_.data();
    for (std::size_t x = 0; x < out.size(); ++x)
        out[x] = w0 * in[x + 3] + w1 * (in[x + 2] + in[x + 4]) + w2 * (in[x + 1] + in[x + 5]) +
                 w3 * (in[x] + in[x + 6]);
}

const std::vector<float>& MaskedRows::next() {
    take(y_ + mask_reach_px);
    const auto row = [this](int by) { return window_[slot(y_ + by)].data(); };
    const float *a = row(-3), *b = row(-2), *c = row(-1), *d = row(0), *e = row(1), *f = row(2), *g = row(3);
    const auto& [w0, w1, w2, w3] = mask_weights;
    for (std::size_t x = 0; x < result_.size(); ++x)
        result_[x] = w0 * d[x] + w1 * (c[x] + e[x]) + w2 * (b[x] + f[x]) + w3 * (a[x] + g[x]);
    ++y_;
    return result_;
}

}  // namespace stubble::render
