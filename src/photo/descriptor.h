// A file descriptor that is closed when its owner leaves.
#pragma once

#include <utility>

namespace stubble::photo {

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
