#include "photo/decoder_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <system_error>
#include <thread>
#include <vector>

#include "photo/message.h"
#include "photo/refusal.h"

namespace stubble::photo {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& path, const std::string& why) {
    throw core::LoadError("cannot open " + quoted(path) + ": " + why);
}

[[noreturn]] void lack(const fs::path& path, const std::string& what) {
    throw core::ResourceError("cannot open " + quoted(path) + ": " + what);
}

// A limit of this session below what the decoder may use otherwise; empty where there is none.
std::string tighter_limit(const DecoderOrder& order) {
    rlimit memory{}, time{};
    ::getrlimit(RLIMIT_AS, &memory);
    ::getrlimit(RLIMIT_CPU, &time);
    if (memory.rlim_max < order.memory_bytes) return "memory (ulimit -v)";
    return time.rlim_max < order.cpu_seconds ? "processor time (ulimit -t)" : "";
}

fs::path find_decoder() {
    if (const char* named = std::getenv("STUBBLE_DECODER"); named && *named) return named;
    std::error_code error;
    const fs::path here = fs::read_symlink("/proc/self/exe", error).parent_path();
    const fs::path beside = here / "stubble-decoder";
    const fs::path apart = here.parent_path() / "libexec" / "stubble-decoder";
    return ::access(beside.c_str(), X_OK) != 0 && ::access(apart.c_str(), X_OK) == 0 ? apart : beside;
}

// A memory file, numbered high enough that the child's descriptors 3 and 4 cannot be among them.
Descriptor memory_file(const char* name) {
    const Descriptor low(::memfd_create(name, MFD_CLOEXEC));
    const int high = low.open() ? ::fcntl(low.number(), F_DUPFD_CLOEXEC, 10) : -1;
    if (high < 0 && errno == EINVAL) errno = EMFILE;  // the limit allows no number as high
    return Descriptor(high);
}

bool write_all(int file, const void* data, std::size_t size) {
    const char* next = static_cast<const char*>(data);
    while (size > 0) {
        const ssize_t written = ::write(file, next, size);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        next += written;
        size -= static_cast<std::size_t>(written);
    }
    return true;
}

// Why a memory file cannot be made or written.
const char* what_is_short(int error) {
    if (error == EFBIG) return file_limit_too_low;
    if (is_lack_of_files(error)) return too_many_files_open;
    return "no memory for the decoder; close other programs and try again";
}

struct SpawnSettings {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;

    SpawnSettings(int photo_file, int reply_file) {
        posix_spawn_file_actions_init(&actions);
        for (int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
            posix_spawn_file_actions_addopen(&actions, standard, "/dev/null", O_RDWR, 0);
        posix_spawn_file_actions_adddup2(&actions, photo_file, decoder_photo_fd);
        posix_spawn_file_actions_adddup2(&actions, reply_file, decoder_reply_fd);
        posix_spawn_file_actions_addclosefrom_np(&actions, std::max(decoder_photo_fd, decoder_reply_fd) + 1);
        posix_spawnattr_init(&attributes);
        sigset_t none, all;
        sigemptyset(&none);
        sigfillset(&all);
        posix_spawnattr_setsigmask(&attributes, &none);
        posix_spawnattr_setsigdefault(&attributes, &all);
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    SpawnSettings(const SpawnSettings&) = delete;
    SpawnSettings& operator=(const SpawnSettings&) = delete;
    ~SpawnSettings() {
        posix_spawn_file_actions_destroy(&actions);
        posix_spawnattr_destroy(&attributes);
    }
};

[[noreturn]] void fail_to_start(const fs::path& decoder, int error) {
    const std::string problem =
        "cannot start the photo decoder " + quoted(decoder) + ": " + std::generic_category().message(error);
    if (error == EAGAIN || error == ENOMEM)
        throw core::ResourceError(problem +
                                  "; close other programs or raise the limit on processes (ulimit -u)");
    if (is_lack_of_files(error)) throw core::ResourceError(problem + "; " + too_many_files_open);
    throw core::LoadError(problem + "; install stubble-decoder beside stubble or name it in STUBBLE_DECODER");
}

pid_t start(const fs::path& decoder, int photo_file, int reply_file) {
    const SpawnSettings settings(photo_file, reply_file);
    std::vector<std::string> words = {"LC_ALL=C"};
    if (const char* libraries = std::getenv("LD_LIBRARY_PATH"))
        words.push_back(std::string("LD_LIBRARY_PATH=") + libraries);
    std::vector<char*> environment;
    for (std::string& word : words) environment.push_back(word.data());
    environment.push_back(nullptr);
    std::string name = "stubble-decoder";
    char* arguments[] = {name.data(), nullptr};
    pid_t child = -1;
    const int error = ::posix_spawn(&child, decoder.c_str(), &settings.actions, &settings.attributes,
                                    arguments, environment.data());
    if (error != 0) fail_to_start(decoder, error);
    return child;
}

// True when the child ended by itself within the time.
bool ends_within(pid_t child, double seconds) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
    const Descriptor handle(static_cast<int>(::syscall(SYS_pidfd_open, child, 0)));
    while (std::chrono::steady_clock::now() < deadline) {
        const std::chrono::duration<double, std::milli> left = deadline - std::chrono::steady_clock::now();
        siginfo_t ended{};
        if (::waitid(P_PID, static_cast<id_t>(child), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 &&
            ended.si_pid == child)
            return true;
        pollfd waiting{handle.number(), POLLIN, 0};
        if (handle.open())
            ::poll(&waiting, 1, static_cast<int>(std::clamp(std::ceil(left.count()), 1.0, 1e6)));
        else
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return false;
}

int wait_for(pid_t child) {
    int status = 0;
    while (::waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return -1;
    return status;
}

void check_end(pid_t child, const fs::path& path, const LoadLimits& limits, const DecoderOrder& order) {
    const bool in_time = ends_within(child, limits.seconds);
    if (!in_time) ::kill(child, SIGKILL);
    const int status = wait_for(child);
    const std::string tight = tighter_limit(order);
    if (!in_time || (tight.empty() && WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU))
        refuse(path, "decoding took longer than " + std::to_string(std::lround(limits.seconds)) +
                         " s; the file is malformed or too complex, save it again as JPEG or PNG");
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return;
    const std::string how = WIFSIGNALED(status) ? "signal " + std::to_string(WTERMSIG(status))
                                                : "code " + std::to_string(WEXITSTATUS(status));
    if (!tight.empty())
        lack(path, "the decoder broke down on it (" + how + "), maybe for the limit on " + tight +
                       "; raise the limit or save a smaller copy");
    refuse(path, "the decoder broke down on it (" + how +
                     "); the file is malformed or needs too much memory, save it again as JPEG or PNG");
}

DecoderReply checked_reply(int file, const fs::path& path, const LoadLimits& limits) {
    DecoderReply reply;
    const bool whole = ::pread(file, &reply, sizeof reply, 0) == static_cast<ssize_t>(sizeof reply);
    reply.reason.back() = reply.warning.back() = 0;
    if (whole && reply.magic == reply_magic && reply.outcome == DecoderOutcome::refused)
        refuse(path, one_line(reply.reason.data()));
    if (whole && reply.magic == reply_magic && reply.outcome == DecoderOutcome::short_of_room)
        lack(path, one_line(reply.reason.data()));
    const bool sane = whole && reply.magic == reply_magic && reply.outcome == DecoderOutcome::opened &&
                      reply.width > 0 && reply.height > 0 && reply.width <= limits.max_side_px &&
                      reply.height <= limits.max_side_px &&
                      static_cast<std::uint64_t>(reply.width) * static_cast<std::uint64_t>(reply.height) <=
                          limits.max_pixels &&
                      reply.missing_share >= 0.0 && reply.missing_share <= 1.0 &&
                      reply.focal_length_35mm >= 0.0 && std::isfinite(reply.focal_length_35mm);
    if (!sane) refuse(path, "the decoder gave no usable answer; save the photo again as JPEG or PNG");
    return reply;
}

}  // namespace

Decoded decode(std::span<const std::uint8_t> bytes, DecoderTask task, const fs::path& path,
               const LoadLimits& limits) {
    const Descriptor photo_file = memory_file("stubble-photo");
    Descriptor reply_file = memory_file("stubble-reply");
    DecoderOrder order;
    order.task = task;
    order.max_side_px = static_cast<std::uint32_t>(limits.max_side_px);
    order.max_pixels = limits.max_pixels;
    order.memory_bytes = limits.memory_bytes;
    order.cpu_seconds = static_cast<std::uint64_t>(std::ceil(limits.seconds * 4)) + 1;
    if (!photo_file.open() || !reply_file.open() ||
        !write_all(photo_file.number(), bytes.data(), bytes.size()) ||
        !write_all(reply_file.number(), &order, sizeof order))
        lack(path, what_is_short(errno));
    check_end(start(find_decoder(), photo_file.number(), reply_file.number()), path, limits, order);
    Decoded decoded{checked_reply(reply_file.number(), path, limits), std::move(reply_file)};
    return decoded;
}

void read_pixels(const Decoded& decoded, void* target, std::uint64_t size, const fs::path& path) {
    char* next = static_cast<char*>(target);
    std::uint64_t done = 0;
    while (done < size) {
        const ssize_t got = ::pread(decoded.pixels.number(), next + done, size - done,
                                    static_cast<off_t>(pixel_offset + done));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) refuse(path, "the decoder gave too few pixels; save the photo again as JPEG or PNG");
        done += static_cast<std::uint64_t>(got);
    }
}

}  // namespace stubble::photo
