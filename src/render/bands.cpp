#include "render/bands.h"

#include <algorithm>
#include <opencv2/core.hpp>
#include <thread>

#include "render/render.h"

namespace stubble::render {

std::size_t band_count(int rows) {
    return static_cast<std::size_t>((rows + band_rows - 1) / band_rows);
}

void for_each_band(int rows, const std::function<void(std::size_t, int, int)>& work) {
    cv::parallel_for_(cv::Range(0, static_cast<int>(band_count(rows))), [&](const cv::Range& range) {
        for (int band = range.start; band < range.end; ++band)
            work(static_cast<std::size_t>(band), band * band_rows, std::min(rows, (band + 1) * band_rows));
    });
}

void set_threads(int count) {
    // With more than there are processors TBB warns on standard error.
    const int most = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    cv::setNumThreads(count > 0 ? std::min(count, most) : -1);
}

}  // namespace stubble::render
