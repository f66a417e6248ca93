// A value many may hold and none may change.
#pragma once

#include <memory>
#include <utility>

namespace stubble::core {

template <class T>
std::shared_ptr<const T> shared(T value) {
    return std::make_shared<const T>(std::move(value));
}

}  // namespace stubble::core
