#include "cli/errors.h"

#include <unistd.h>

#include <atomic>
#include <csignal>

#include "cli/cli.h"

namespace stubble::cli {
namespace {

std::atomic<int> saving{0};
std::atomic<bool> interrupt_seen{false};
static_assert(std::atomic<int>::is_always_lock_free && std::atomic<bool>::is_always_lock_free);

extern "C" void on_interrupt(int) {
    interrupt_seen = true;
    if (saving == 0) _exit(ExitCode::interrupted);
}

}  // namespace

std::string one_line(const std::string& text) {
    std::string line = text;
    for (char& c : line)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = '?';
    return line;
}

void watch_interrupts() {
    std::signal(SIGINT, on_interrupt);
}

SavingFiles::SavingFiles() {
    ++saving;
}
SavingFiles::~SavingFiles() {
    --saving;
}
void SavingFiles::check() const {
    if (interrupt_seen) throw Interrupted("interrupted");
}

}  // namespace stubble::cli
