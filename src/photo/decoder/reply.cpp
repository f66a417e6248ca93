#include "photo/decoder/reply.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "photo/refusal.h"

namespace stubble::photo {

Reply::Reply(DecoderOrder& order) {
    if (::pread(decoder_reply_fd, &order, sizeof order, 0) != static_cast<ssize_t>(sizeof order))
        std::_Exit(2);
    header_.magic = reply_magic;
}

std::uint8_t* Reply::pixels(std::uint64_t size) {
    if (::ftruncate(decoder_reply_fd, static_cast<off_t>(pixel_offset + size)) != 0)
        throw Shortage(errno == EFBIG ? file_limit_too_low
                                      : "there is not enough memory; close other programs");
    void* map = ::mmap(nullptr, pixel_offset + size, PROT_READ | PROT_WRITE, MAP_SHARED, decoder_reply_fd, 0);
    if (map == MAP_FAILED) throw Shortage("there is not enough memory; close other programs");
    return static_cast<std::uint8_t*>(map) + pixel_offset;
}

void Reply::send(DecoderOutcome outcome) {
    header_.outcome = outcome;
    if (::pwrite(decoder_reply_fd, &header_, sizeof header_, 0) != static_cast<ssize_t>(sizeof header_))
        std::_Exit(2);
}

}  // namespace stubble::photo
