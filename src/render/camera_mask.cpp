#include "render/camera_mask.h"

#include <algorithm>

#include "render/lanes.h"

namespace stubble::render {
namespace {

constexpr int window_rows = 2 * mask_reach_px + 1;

std::size_t slot(int y) {
    return static_cast<std::size_t>((y + window_rows) % window_rows);
}

// The middle, and the sums of both sides at distances of 1 to 3 px.
Lanes masked(Lanes middle, Lanes one, Lanes two, Lanes three) {
    const auto& [w0, w1, w2, w3] = mask_weights;
    return w0 * middle + w1 * one + w2 * two + w3 * three;
}

}  // namespace

MaskedRows::MaskedRows(const core::Field& field, int first)
    : field_(field),
      y_(first),
      width_((static_cast<std::size_t>(field.width()) + lanes - 1) / lanes * lanes),
      padded_(width_ + 2 * mask_reach_px),
      result_(width_) {
    for (auto& row : window_) row.resize(width_);
    for (int y = first - mask_reach_px; y < first + mask_reach_px; ++y) take(y);
}

void MaskedRows::take(int y) {
    std::vector<float>& out = window_[slot(y)];
    if (y < 0 || y >= field_.height()) {
        std::fill(out.begin(), out.end(), 0.0f);
        return;
    }
    std::copy(field_.row(y).begin(), field_.row(y).end(), padded_.begin() + mask_reach_px);
    for (std::size_t x = 0; x < width_; x += lanes) {
        const float* in = padded_.data() + x + mask_reach_px;
        store(out.data() + x, masked(load(in), load(in - 1) + load(in + 1), load(in - 2) + load(in + 2),
                                     load(in - 3) + load(in + 3)));
    }
}

std::span<const float> MaskedRows::next() {
    take(y_ + mask_reach_px);
    for (std::size_t x = 0; x < width_; x += lanes) {
        const auto at = [&](int by) { return load(window_[slot(y_ + by)].data() + x); };
        store(result_.data() + x, masked(at(0), at(-1) + at(1), at(-2) + at(2), at(-3) + at(3)));
    }
    ++y_;
    return {result_.data(), static_cast<std::size_t>(field_.width())};
}

}  // namespace stubble::render
