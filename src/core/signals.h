// Signals that end the program, and the work they must not cut in two.
#pragma once

namespace stubble::core {

// From here on SIGINT (Ctrl-C), SIGTERM and SIGHUP end the process with code 128 + signal: at once, or, while
// an Unbroken exists, as soon as the last one is gone. What the parent ignores, as nohup does, stays ignored.
// A file that grows past its limit (ulimit -f) is no such signal: writing fails with EFBIG, as on a full
// disk.
void watch_signals();

// Work that is finished even if such a signal comes, a file half written say. To be held for moments only.
class Unbroken {
 public:
    Unbroken();
    ~Unbroken();
    Unbroken(const Unbroken&) = delete;
    Unbroken& operator=(const Unbroken&) = delete;
};

}  // namespace stubble::core
