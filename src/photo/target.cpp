#include "photo/target.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

#include "photo/message.h"

namespace stubble::photo {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& path, const std::string& why) {
    throw core::SaveError("cannot save " + quoted(path) + ": " + why);
}

fs::path followed(fs::path path) {
    constexpr int most_links = 40;  // as many as the kernel follows
    std::error_code error;
    for (int i = 0; i < most_links && fs::is_symlink(path, error); ++i)
        path = path.parent_path() / fs::read_symlink(path, error);
    return path;
}

void check_folder(const fs::path& path, const fs::path& file) {
    std::error_code error;
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    if (!fs::exists(folder, error))
        refuse(path, "the folder " + quoted(folder) + " does not exist; create it or choose another one");
    if (!fs::is_directory(folder, error)) refuse(path, quoted(folder) + " is no folder; choose another name");
    if (::access(folder.c_str(), W_OK | X_OK) != 0)
        refuse(path, "the folder " + quoted(folder) + " cannot be written to; choose another one");
}

// What is there already, under the name as given. Renaming a new file over anything but a regular file would
// take a device, a pipe or a socket away from everyone who uses it.
Target over_existing(const fs::path& path, const struct stat& there, Content content) {
    if (S_ISDIR(there.st_mode)) refuse(path, "there is a folder of that name; add a file name");
    if (S_ISREG(there.st_mode)) {
        Target target{followed(path)};
        struct stat reached {};
        if (::stat(target.path.c_str(), &reached) != 0 || reached.st_dev != there.st_dev ||
            reached.st_ino != there.st_ino)
            refuse(path, "it is an open file without a name; choose a file");
        return target;
    }
    const bool stream = S_ISFIFO(there.st_mode) || S_ISCHR(there.st_mode);
    if (!stream) refuse(path, "it is a device or socket, not a file; choose a file");
    if (content == Content::picture)
        refuse(path, "it is a pipe or device, and pictures go to files only; choose a file");
    if (::access(path.c_str(), W_OK) != 0) refuse(path, "you may not write to it; choose another file");
    return {path, true};
}

}  // namespace

Target target_of(const fs::path& path, Content content) {
    if (!path.has_filename()) refuse(path, "it names no file; add a name");
    struct stat there {};
    Target target{path};
    if (::stat(path.c_str(), &there) == 0)
        target = over_existing(path, there, content);
    else if (errno == ENAMETOOLONG)
        refuse(path, "the name is too long; choose a shorter one");
    else if (errno == ELOOP)
        refuse(path, "its links lead in a circle; choose another name");
    else
        target.path = followed(path);
    if (!target.straight) check_folder(path, target.path);
    return target;
}

void check_target(const fs::path& path, Content content) {
    target_of(path, content);
}

}  // namespace stubble::photo
