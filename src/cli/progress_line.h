// What is being worked on, on a terminal, for anything that takes longer than a second.
#pragma once

#include <condition_variable>
#include <mutex>
#include <ostream>
#include <string>
#include <thread>

#include "session/document.h"

namespace stubble::cli {

class ProgressLine {
 public:
    // Silent unless `err` is the process's standard error on a terminal, or when `quiet`.
    ProgressLine(std::ostream& err, bool quiet);
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    session::Progress callback();
    // Wipes the line, so that other text can follow.
    void finish();

 private:
    void run(const std::stop_token& stop);

    std::ostream& err_;
    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::string stage_;
    double share_ = 0.0;
    std::jthread thread_;
};

}  // namespace stubble::cli
