#include <iostream>

#include "app/app.h"
#include "cli/cli.h"
#include "cli/errors.h"

int main(int argc, char** argv) {
    std::ios::sync_with_stdio(false);
    stubble::cli::watch_interrupts();
    return stubble::cli::run({argv + (argc > 0 ? 1 : 0), argv + argc}, std::cout, std::cerr,
                             stubble::app::run_window);
}
