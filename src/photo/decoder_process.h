// Runs the decoder: a child process that reads one photo's bytes under limits and hands back pixels.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

#include "photo/decoder_protocol.h"
#include "photo/descriptor.h"
#include "photo/photo.h"

namespace stubble::photo {

struct Decoded {
    DecoderReply reply;  // outcome is `opened`; texts end with a zero byte; the size is within the limits
    Descriptor pixels;   // the reply file, which no other process holds any more
};

// Decodes `bytes`. Throws LoadError naming `path` when the decoder refuses, dies, takes too long, answers
// nonsense or cannot be found ($STUBBLE_DECODER, beside this program, ../libexec beside its folder), and
// ResourceError where memory, processes or the session's limits do not suffice for it.
Decoded decode(std::span<const std::uint8_t> bytes, DecoderTask task, const std::filesystem::path& path,
               const LoadLimits& limits);

// Copies `size` bytes of the pixels; throws LoadError naming `path` when there are fewer.
void read_pixels(const Decoded& decoded, void* target, std::uint64_t size, const std::filesystem::path& path);

}  // namespace stubble::photo
