#include "photo/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <string>
#include <system_error>

#include "core/signals.h"
#include "photo/descriptor.h"
#include "photo/message.h"
#include "photo/target.h"

namespace stubble::photo {
namespace {

std::string reason_of(int error) {
    return std::generic_category().message(error);
}

std::string megabytes(std::uint64_t bytes) {
    return std::to_string(std::max<std::uint64_t>(1, (bytes + 999'999) / 1'000'000)) + " MB";
}

[[noreturn]] void refuse(const std::filesystem::path& path, const char* what, const std::string& why) {
    throw core::LoadError(std::string("cannot open ") + what + " " + quoted(path) + ": " + why);
}

std::string why_not_open(const std::filesystem::path& path, int error) {
    struct stat status {};
    if (error == ENOENT && ::lstat(path.c_str(), &status) == 0)
        return "it is a link to a file that does not exist; choose the file itself";
    if (error == ENOENT) return "there is no such file; check the name";
    if (error == EACCES || error == EPERM)
        return "you may not read it; ask its owner or copy it to a folder of yours";
    if (error == ENXIO || error == ENODEV) return "it is a device or socket; choose a file";
    return reason_of(error) + "; choose another file";
}

std::string why_no_file(const struct stat& status) {
    if (S_ISDIR(status.st_mode)) return "it is a folder; choose a file in it";
    if (S_ISFIFO(status.st_mode)) return "it is a pipe, not a file; save its content to a file first";
    if (S_ISREG(status.st_mode)) return "the file is empty; ask for the original file";
    return "it is a device or socket; choose a file";
}

// A name beside the target that no other process or thread uses.
std::filesystem::path name_beside(const std::filesystem::path& path) {
    static std::atomic<unsigned> count{0};
    std::string name = ".stubble-";
    name.append(std::to_string(::getpid())).append("-").append(std::to_string(count++)).append(".part");
    return path.parent_path() / name;
}

std::filesystem::path folder_of(const std::filesystem::path& path) {
    return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

[[noreturn]] void fail_to_save(const std::filesystem::path& path, int error, std::uint64_t bytes) {
    std::string advice = "choose another folder";
    if (error == ENOSPC || error == EDQUOT || error == EFBIG)
        advice = "it needs " + megabytes(bytes) + "; free some space or choose another disk, then try again";
    else if (error == EACCES || error == EPERM || error == EROFS)
        advice = "choose a folder you may write to";
    else if (is_lack_of_files(error))
        advice = "close other programs or raise the limit (ulimit -n)";
    throw core::SaveError("cannot save " + quoted(path) + ": " + reason_of(error) + "; " + advice);
}

int write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(file, bytes.data(), std::min<std::size_t>(bytes.size(), 1u << 30));
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return written < 0 ? errno : EIO;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return 0;
}

int write_and_sync(Descriptor& file, std::string_view bytes) {
    if (const int error = write_all(file.number(), bytes)) return error;
    if (::fsync(file.number()) != 0) return errno;
    return file.close() ? 0 : errno;
}

// The rename stands whether or not this succeeds.
void sync_folder(const std::filesystem::path& folder) {
    const Descriptor directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (directory.open()) ::fsync(directory.number());
}

// Returns 0 or what went wrong.
int write_straight(std::string_view bytes, const std::filesystem::path& path) {
    Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY));
    if (!file.open()) return errno;
    if (const int error = write_all(file.number(), bytes)) return error;
    return file.close() ? 0 : errno;
}

// Returns 0 or what went wrong.
int replace_file(std::string_view bytes, const std::filesystem::path& path) {
    const core::Unbroken whole;
    const std::filesystem::path beside = name_beside(path);
    Descriptor file(::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!file.open()) return errno;
    // The umask takes from the mode given to open(). Disks without modes, FAT say, refuse, and need none.
    static_cast<void>(::fchmod(file.number(), 0600));
    int error = write_and_sync(file, bytes);
    if (error == 0 && ::rename(beside.c_str(), path.c_str()) != 0) error = errno;
    if (error == 0)
        sync_folder(folder_of(path));
    else
        ::unlink(beside.c_str());
    return error;
}

}  // namespace

bool Descriptor::close() {
    return number_ < 0 || ::close(std::exchange(number_, -1)) == 0;
}

std::vector<std::uint8_t> read_file(const std::filesystem::path& path, const char* what,
                                    std::uint64_t max_bytes) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (!file.open() && is_lack_of_files(errno))
        throw core::ResourceError(std::string("cannot open ") + what + " " + quoted(path) + ": " +
                                  too_many_files_open);
    if (!file.open()) refuse(path, what, why_not_open(path, errno));
    struct stat status {};
    if (::fstat(file.number(), &status) != 0) refuse(path, what, reason_of(errno));
    if (!S_ISREG(status.st_mode) || status.st_size == 0) refuse(path, what, why_no_file(status));
    const auto size = static_cast<std::uint64_t>(status.st_size);
    if (size > max_bytes)
        refuse(path, what,
               "the file has " + megabytes(size) + ", more than the " + megabytes(max_bytes) +
                   " allowed; save a smaller copy");
    std::vector<std::uint8_t> bytes(size);
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t got = ::read(file.number(), bytes.data() + done, bytes.size() - done);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) refuse(path, what, reason_of(errno) + "; copy it to another disk and try again");
        if (got == 0) break;
        done += static_cast<std::size_t>(got);
    }
    bytes.resize(done);
    if (bytes.empty()) refuse(path, what, why_no_file(status));
    return bytes;
}

void write_file(std::string_view bytes, const std::filesystem::path& path, Content content) {
    const Target target = target_of(path, content);
    const int error = target.straight ? write_straight(bytes, target.path) : replace_file(bytes, target.path);
    if (error != 0) fail_to_save(path, error, bytes.size());
}

}  // namespace stubble::photo
