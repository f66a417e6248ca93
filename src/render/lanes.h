// Four floats worked on at once, in one go on every processor this program runs on; each by itself as a float
// would.
#pragma once

#include <cstring>

namespace stubble::render {

inline constexpr int lanes = 4;
using Lanes = float __attribute__((vector_size(lanes * sizeof(float))));

inline Lanes load(const float* from) {
    Lanes value;
    std::memcpy(&value, from, sizeof value);
    return value;
}
inline void store(float* to, Lanes value) {
    std::memcpy(to, &value, sizeof value);
}

}  // namespace stubble::render
