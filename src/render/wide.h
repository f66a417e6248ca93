// Plain loops over floats, which compilers turn into vector instructions, compiled once more for processors
// that know wider ones. The numbers are the same: nothing is contracted or reordered.
#pragma once

namespace stubble::render {

// A loop is an always-inline function; its arguments come by value, pointers restricted, so that what it
// writes is known to be nothing that it reads.
#define STUBBLE_LOOP [[gnu::always_inline]] inline

#if defined(__x86_64__)
template <auto Loop, class... Arguments>
[[gnu::target("avx2")]] void on_wide(Arguments... arguments) {
    Loop(arguments...);
}
inline bool has_wide() {
    static const bool has = __builtin_cpu_supports("avx2");
    return has;
}
template <auto Loop, class... Arguments>
void on_widest(Arguments... arguments) {
    if (has_wide())
        on_wide<Loop>(arguments...);
    else
        Loop(arguments...);
}
#else
template <auto Loop, class... Arguments>
void on_widest(Arguments... arguments) {
    Loop(arguments...);
}
#endif

}  // namespace stubble::render
