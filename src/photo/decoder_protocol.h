// What the program and the decoder tell each other, through one shared memory file: the order lies at its
// start when the decoder begins, the reply when it ends, and the pixels follow at `pixel_offset`.
#pragma once

#include <array>
#include <cstdint>
#include <type_traits>

namespace stubble::photo {

inline constexpr int decoder_photo_fd = 3;  // the photo's bytes, read only
inline constexpr int decoder_reply_fd = 4;  // order, reply and pixels
inline constexpr std::uint64_t pixel_offset = 4096;
inline constexpr std::uint32_t reply_magic = 0x53744431;

enum class DecoderTask : std::uint32_t {
    photo = 1,  // three 8-bit channels, sRGB
    map = 2,    // one 16-bit value a pixel, as stored
};

struct DecoderOrder {
    DecoderTask task = DecoderTask::photo;
    std::uint32_t max_side_px = 0;
    std::uint64_t max_pixels = 0;
    std::uint64_t memory_bytes = 0;
    std::uint64_t cpu_seconds = 0;
};

enum class DecoderOutcome : std::uint32_t { none = 0, opened = 1, refused = 2, short_of_room = 3 };

// Texts end with a zero byte; the reader makes sure of it, because a broken decoder may write anything.
struct DecoderReply {
    std::uint32_t magic = 0;
    DecoderOutcome outcome = DecoderOutcome::none;
    std::int32_t width = 0, height = 0;
    double focal_length_35mm = 0.0;  // 0: unknown
    double missing_share = 0.0;
    std::array<char, 512> reason{};   // why it was not opened and what to do
    std::array<char, 512> warning{};  // a line each; empty: none
};
static_assert(std::is_trivially_copyable_v<DecoderReply> && sizeof(DecoderReply) <= pixel_offset);

}  // namespace stubble::photo
