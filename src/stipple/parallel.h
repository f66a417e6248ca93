// Work split over the machine's threads, for work whose result does not depend on the split.
#pragma once

#include <algorithm>
#include <cstddef>
#include <thread>
#include <vector>

namespace stubble::stipple {

// Calls work(first, last) for blocks that cover [0, count) once, in any order and on several threads. `work`
// must not throw.
template <class Work>
void in_blocks(std::size_t count, const Work& work) {
    constexpr std::size_t most_threads = 8, smallest_block = 4096;
    const std::size_t threads = std::clamp<std::size_t>(
        count / smallest_block, 1,
        std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, most_threads));
    std::vector<std::jthread> others;
    for (std::size_t t = 1; t < threads; ++t)
        others.emplace_back([&, t] { work(count * t / threads, count * (t + 1) / threads); });
    work(0, count / threads);
}

}  // namespace stubble::stipple
