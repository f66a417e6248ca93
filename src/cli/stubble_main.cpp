#include <iostream>

#include "app/app.h"
#include "cli/cli.h"
#include "core/signals.h"

int main(int argc, char** argv) {
    std::ios::sync_with_stdio(false);
    stubble::core::watch_signals();
    return stubble::cli::run({argv + (argc > 0 ? 1 : 0), argv + argc}, std::cout, std::cerr,
                             stubble::app::run_window);
}
