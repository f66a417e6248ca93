// Work split into bands of rows that threads share; the split never depends on the number of threads.
#pragma once

#include <cstddef>
#include <functional>

namespace stubble::render {

inline constexpr int band_rows = 64;
std::size_t band_count(int rows);
// Calls work(band, first row, row after the last) for every band, on any thread, in any order.
void for_each_band(int rows, const std::function<void(std::size_t, int, int)>& work);

}  // namespace stubble::render
