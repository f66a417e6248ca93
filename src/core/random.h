// Counter-based random numbers: the value depends on (seed, index) alone, never on call order, so any
// number of threads and any compiler give the same dots.
#pragma once

#include <cstdint>

namespace stubble::core {

// 64 well-mixed bits (the SplitMix64 finaliser over seed and index; Steele, Lea, Flood 2014).
constexpr std::uint64_t random_bits(std::uint64_t seed, std::uint64_t index) {
    std::uint64_t z = seed * 0xD1342543DE82EF95ull + (index + 1) * 0x9E3779B97F4A7C15ull;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
}

// Uniform in [0, 1), a multiple of 2^-24: exactly representable as float.
constexpr float random_unit(std::uint64_t seed, std::uint64_t index) {
    return static_cast<float>(random_bits(seed, index) >> 40) * 0x1.0p-24f;
}

// Standard normal quantile for p in (0, 1); values outside are clamped to +-4.9.
// Acklam's rational approximation, relative error below 1.2e-9.
double normal_quantile(double p);

// Value noise in [-1, 1] over the plane, smooth, one feature per unit; same bits everywhere.
float value_noise(std::uint64_t seed, float x, float y);

}  // namespace stubble::core
