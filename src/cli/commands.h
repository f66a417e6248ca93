// The commands; each adds itself to the program and returns what runs once it was chosen.
#pragma once

#include <functional>
#include <ostream>

namespace CLI {
class App;
}

namespace stubble::cli {

struct Streams {
    std::ostream& out;
    std::ostream& err;
};

using Command = std::function<int(const Streams&)>;

Command add_render(CLI::App& app);
Command add_sheet(CLI::App& app);
Command add_analyse(CLI::App& app);
Command add_hairlines(CLI::App& app);
Command add_shades(CLI::App& app);
Command add_settings(CLI::App& app);
Command add_bench(CLI::App& app);

}  // namespace stubble::cli
