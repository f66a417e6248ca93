// What work costs on a machine that does other things, too.
#pragma once

#include <functional>

namespace stubble::bench {

using Work = std::function<void()>;

// Milliseconds of processor time, that of child processes included: the least of a few runs, on one thread as
// far as render's and OpenCV's own go.
double least_cpu_ms(const Work& work, int runs = 5);

// Milliseconds by the clock on the wall, in the middle of a few runs.
double median_wall_ms(const Work& work);

}  // namespace stubble::bench
