// How much of a progressive JPEG is there, from the scans in the file (ITU-T T.81, Annex G).
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>

#include "photo/container.h"

namespace stubble::photo {

// False for a JPEG that ends before its first scan.
inline bool has_scan(std::span<const std::uint8_t> bytes) {
    for (std::size_t at = 2; at + 4 <= bytes.size();) {
        if (bytes[at] != 0xFF) return true;  // not a row of segments: damaged rather than cut
        if (bytes[at + 1] == 0xDA) return true;
        at += bytes[at + 1] == 0xFF ? 1 : 2 + (bytes[at + 2] * 256u + bytes[at + 3]);
    }
    return false;
}

// Share of the picture's data that one scan usually holds: means over 20 encodings of photos (quality 75 and
// 90) with the usual ten scans; the sum is 1. Luma comes as component 1 (JFIF 1.02).
inline double usual_share(int components, int component, int first, int last, int high_bit) {
    if (first == 0) return (high_bit == 0 ? 0.132 : 0.038) * components / 3.0;
    if (component != 1) return high_bit == 0 ? 0.0105 : 0.013;
    if (high_bit == 0) return last <= 10 ? 0.134 : 0.061;
    return high_bit >= 2 ? 0.252 : 0.336;
}

// Share of the picture's data before the file ends; nullopt for a JPEG that is not progressive.
inline std::optional<double> progressive_share(std::span<const std::uint8_t> bytes) {
    bool progressive = false;
    double share = 0.0;       // of the complete scans
    double scan_bytes = 0.0;  // in them
    std::size_t at = 2;
    while (at + 4 <= bytes.size()) {
        if (bytes[at] != 0xFF || bytes[at + 1] == 0xFF) {
            ++at;
            continue;
        }
        const int marker = bytes[at + 1];
        if (marker == 0xD9) return progressive ? std::optional<double>(1.0) : std::nullopt;
        if (marker == 0 || (marker >= 0xD0 && marker <= 0xD8)) {
            at += 2;
            continue;
        }
        progressive = progressive || marker == 0xC2;
        const std::size_t head = at + 2, end = head + (bytes[head] * 256u + bytes[head + 1]);
        at = std::max(end, head);
        if (marker != 0xDA) continue;
        const int components = head + 2 < bytes.size() ? bytes[head + 2] : 0;
        const std::size_t tail = head + 3 + 2 * static_cast<std::size_t>(components);
        if (tail + 3 > bytes.size() || end > bytes.size() || components < 1) break;
        while (at + 1 < bytes.size() &&
               (bytes[at] != 0xFF || bytes[at + 1] == 0 || (bytes[at + 1] >= 0xD0 && bytes[at + 1] <= 0xD7)))
            ++at;
        const double usual =
            usual_share(components, bytes[head + 3], bytes[tail], bytes[tail + 1], bytes[tail + 2] >> 4);
        const double here = static_cast<double>(at - end);
        if (at + 1 < bytes.size()) {
            share += usual;
            scan_bytes += here;
            continue;
        }
        // The file ends in this scan: judge its length by the scans before it.
        const double expected = share > 0.0 ? usual / share * scan_bytes : 2.0 * here;
        share += usual * std::min(0.95, here / std::max(expected, 1.0));
        break;
    }
    if (!progressive) return std::nullopt;
    return std::min(share, 1.0);
}

}  // namespace stubble::photo
