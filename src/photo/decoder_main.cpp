// The decoder: one photo's bytes in, upright sRGB pixels out, in a process of its own under tight limits.
// It is started by decode() in decoder_process.cpp; decoder_protocol.h says how the two talk.
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>
#include <vips/vips.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <span>
#include <vector>

#include "photo/container.h"
#include "photo/decoder/decode.h"
#include "photo/png_chunks.h"
#include "photo/refusal.h"

namespace {

using namespace stubble::photo;

// Never above what the session allows, which only root could raise.
void limit(decltype(RLIMIT_AS) resource, std::uint64_t value) {
    rlimit both{};
    if (::getrlimit(resource, &both) != 0) std::_Exit(2);
    both.rlim_max = std::min<rlim_t>(value, both.rlim_max);
    both.rlim_cur = both.rlim_max;
    if (::setrlimit(resource, &both) != 0) std::_Exit(2);
}

// From here on the process can use up only its share, and can touch only the two files it was given.
void confine(const DecoderOrder& order) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    ::prctl(PR_SET_DUMPABLE, 0);
    ::signal(SIGXFSZ, SIG_IGN);  // a memory file past the limit is told by errno
    limit(RLIMIT_CORE, 0);
#ifndef __SANITIZE_ADDRESS__  // which maps terabytes of addresses for its own book-keeping
    limit(RLIMIT_AS, order.memory_bytes);
#endif
    limit(RLIMIT_CPU, order.cpu_seconds);
    limit(RLIMIT_FSIZE, pixel_offset + 3 * order.max_pixels);
    limit(RLIMIT_NOFILE, 32);
}

void start_vips(Format format) {
    g_log_set_default_handler([](const gchar*, GLogLevelFlags, const gchar*, gpointer) {}, nullptr);
    // Only HEIC and AVIF need a plug-in; loading none spares the others most of the start.
    if (format != Format::heif) ::setenv("VIPSHOME", "/nonexistent", 1);
    ::setenv("VIPS_DISC_THRESHOLD", "100g", 1);
    if (VIPS_INIT("stubble-decoder")) std::_Exit(2);
    vips_block_untrusted_set(TRUE);
    vips_cache_set_max(0);
    vips_concurrency_set(2);
}

}  // namespace

int main() {
    DecoderOrder order;
    Reply reply(order);
    confine(order);
    const auto size = static_cast<std::size_t>(::lseek(decoder_photo_fd, 0, SEEK_END));
    const void* map = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, decoder_photo_fd, 0);
    if (map == MAP_FAILED) return 2;
    const std::span<const std::uint8_t> bytes(static_cast<const std::uint8_t*>(map), size);
    try {
        const Format format = format_of(bytes);
        start_vips(format);
        const std::vector<std::uint8_t> tidy =
            format == Format::png ? tidied_png(bytes) : std::vector<std::uint8_t>{};
        const std::span<const std::uint8_t> readable = tidy.empty() ? bytes : tidy;
        if (order.task == DecoderTask::map)
            decode_map(readable, format, order, reply);
        else
            decode_photo(readable, format, order, reply);
        reply.send(DecoderOutcome::opened);
    } catch (const Shortage& of) {
        put_text(reply.header().reason, of.what());
        reply.send(DecoderOutcome::short_of_room);
    } catch (const std::exception& why) {
        put_text(reply.header().reason, why.what());
        reply.send(DecoderOutcome::refused);
    }
    std::_Exit(0);
}
