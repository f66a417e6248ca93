// The decoder's side of the shared memory file: the order is read from it, reply and pixels are written to
// it.
#pragma once

#include <cstdint>

#include "photo/decoder_protocol.h"

namespace stubble::photo {

class Reply {
 public:
    // Reads the order. Ends the process where there is none.
    explicit Reply(DecoderOrder& order);
    DecoderReply& header() { return header_; }
    // Room for that many bytes of pixels. Throws Shortage where there is too little memory.
    std::uint8_t* pixels(std::uint64_t size);
    void send(DecoderOutcome outcome);

 private:
    DecoderReply header_;
};

}  // namespace stubble::photo
