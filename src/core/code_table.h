// From light to the nearest of 256 codes, for any curve that only rises: a coarse table and a few steps.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace stubble::core {

template <std::size_t coarse_steps>
class CodeTable {
 public:
    // `upper_light_of(code)`: the light at which `code`, 0..254, gives way to the next. The coarse steps span
    // the light from 0 to `whole_light`, which is above all of them.
    template <class UpperLight>
    CodeTable(float whole_light, const UpperLight& upper_light_of)
        : steps_per_light_(static_cast<float>(coarse_steps) / whole_light) {
        for (std::size_t code = 0; code < upper_.size(); ++code)
            upper_[code] = static_cast<float>(upper_light_of(static_cast<double>(code)));
        std::size_t code = 0;
        for (std::size_t i = 0; i < coarse_steps; ++i) {
            while (code < 255 && upper_[code] <= static_cast<float>(i) / steps_per_light_) ++code;
            lowest_[i] = static_cast<std::uint8_t>(code);
        }
    }

    // Below 0 is 0, NaN is 0.
    std::uint8_t code_of(float light) const {
        if (!(light > 0.0f)) return 0;
        if (light >= upper_.back()) return 255;
        std::size_t code = lowest_[static_cast<std::size_t>(light * steps_per_light_)];
        while (upper_[code] <= light) ++code;
        return static_cast<std::uint8_t>(code);
    }

 private:
    float steps_per_light_;
    std::array<float, 255> upper_;
    std::array<std::uint8_t, coarse_steps> lowest_;  // code possible in each coarse step
};

}  // namespace stubble::core
