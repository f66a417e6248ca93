// A file descriptor that is closed when its owner leaves.
#pragma once

#include <cerrno>
#include <utility>

namespace stubble::photo {

// Of this process or of all together.
inline bool is_lack_of_files(int error) {
    return error == EMFILE || error == ENFILE;
}
inline constexpr const char* too_many_files_open =
    "too many files are open; close other programs or raise the limit (ulimit -n)";

class Descriptor {
 public:
    Descriptor() = default;
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    ~Descriptor() { close(); }

    int number() const { return number_; }
    bool open() const { return number_ >= 0; }
    // False when the system reports that written data was lost (errno tells why).
    bool close();

 private:
    int number_ = -1;
};

}  // namespace stubble::photo
