#include "cli/progress_line.h"

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <iostream>

namespace stubble::cli {
namespace {

using namespace std::chrono_literals;

constexpr auto patience = 1s;
constexpr auto refresh = 250ms;
constexpr int line_width = 40;

std::string shown(const std::string& stage) {
    if (stage == "load") return "opening the photo";
    if (stage == "analyse") return "reading hair and scalp";
    if (stage == "select") return "placing dots";
    if (stage == "draw") return "drawing";
    return stage;
}

}  // namespace

ProgressLine::ProgressLine(std::ostream& err, bool quiet) : err_(err) {
    if (!quiet && &err == &std::cerr && isatty(STDERR_FILENO) == 1)
        thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

ProgressLine::~ProgressLine() {
    finish();
}

session::Progress ProgressLine::callback() {
    return [this](const std::string& stage, double share) {
        const std::lock_guard lock(mutex_);
        stage_ = stage;
        share_ = share;
    };
}

void ProgressLine::finish() {
    if (!thread_.joinable()) return;
    thread_.request_stop();
    thread_.join();
}

void ProgressLine::run(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    bool written = false;
    auto pause = std::chrono::milliseconds(patience);
    while (!wake_.wait_for(lock, stop, pause, [&] { return stop.stop_requested(); })) {
        char line[line_width + 2];
        std::snprintf(line, sizeof line, "\r%3.0f %%  %-32s", 100.0 * share_, shown(stage_).c_str());
        err_ << line << std::flush;
        written = true;
        pause = refresh;
    }
    if (written) err_ << '\r' << std::string(line_width, ' ') << '\r' << std::flush;
}

}  // namespace stubble::cli
