#include "core/signals.h"

#include <signal.h>
#include <unistd.h>

#include <atomic>

namespace stubble::core {
namespace {

std::atomic<int> unbroken{0};
std::atomic<int> signal_seen{0};
static_assert(std::atomic<int>::is_always_lock_free);

void end_if_asked() {
    if (unbroken == 0 && signal_seen != 0) _exit(128 + signal_seen);
}

extern "C" void on_signal(int signal) {
    signal_seen = signal;
    end_if_asked();
}

}  // namespace

void watch_signals() {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction usual {};
        if (::sigaction(signal, nullptr, &usual) == 0 && usual.sa_handler == SIG_IGN) continue;
        struct sigaction watched {};
        watched.sa_handler = on_signal;
        watched.sa_flags = SA_RESTART;
        ::sigaction(signal, &watched, nullptr);
    }
    ::signal(SIGXFSZ, SIG_IGN);
}

Unbroken::Unbroken() {
    ++unbroken;
}
Unbroken::~Unbroken() {
    --unbroken;
    end_if_asked();
}

}  // namespace stubble::core
