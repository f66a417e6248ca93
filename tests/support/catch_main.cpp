// Catch2's main, for version 2 (header only) and version 3 (linked).
#if __has_include(<catch2/catch_test_macros.hpp>)
#else
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
#endif
