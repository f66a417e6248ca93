#include "bench/timing.h"

#include <sys/resource.h>
#include <time.h>

#include <algorithm>
#include <limits>
#include <vector>

#include "core/stopwatch.h"
#include "render/render.h"

namespace stubble::bench {
namespace {

double cpu_ms() {
    timespec own{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &own);
    rusage children{};
    getrusage(RUSAGE_CHILDREN, &children);
    const auto ms = [](const timeval& t) {
        return 1e3 * static_cast<double>(t.tv_sec) + 1e-3 * static_cast<double>(t.tv_usec);
    };
    return 1e3 * static_cast<double>(own.tv_sec) + 1e-6 * static_cast<double>(own.tv_nsec) +
           ms(children.ru_utime) + ms(children.ru_stime);
}

}  // namespace

double least_cpu_ms(const Work& work, int runs) {
    render::set_threads(1);
    double least = std::numeric_limits<double>::infinity();
    for (int i = 0; i < runs; ++i) {
        const double start = cpu_ms();
        work();
        least = std::min(least, cpu_ms() - start);
    }
    render::set_threads(0);
    return least;
}

double median_wall_ms(const Work& work) {
    constexpr std::size_t runs = 5;
    std::vector<double> ms;
    for (std::size_t i = 0; i < runs; ++i) {
        const core::Stopwatch watch;
        work();
        ms.push_back(watch.ms());
    }
    std::nth_element(ms.begin(), ms.begin() + runs / 2, ms.end());
    return ms[runs / 2];
}

}  // namespace stubble::bench
