// Four floats worked on at once, in one go on every processor this program runs on; each by itself as a float
// would.
#pragma once

#include <cstring>

namespace stubble::render {

inline constexpr int lanes = 4;
using Lanes = float __attribute__((vector_size(lanes * sizeof(float))));
using WholeLanes = int __attribute__((vector_size(lanes * sizeof(int))));

inline Lanes load(const float* from) {
    Lanes value;
    std::memcpy(&value, from, sizeof value);
    return value;
}
inline void store(float* to, Lanes value) {
    std::memcpy(to, &value, sizeof value);
}
inline Lanes least_of(Lanes a, Lanes b) {
    return a < b ? a : b;
}
inline Lanes most_of(Lanes a, Lanes b) {
    return a > b ? a : b;
}

}  // namespace stubble::render
