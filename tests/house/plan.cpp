#include "house/plan.h"

#include <fstream>
#include <map>
#include <regex>

#include "house/source_tree.h"
#include "support/catch.h"

namespace stubble::house {
namespace {

// How the names of each library's headers begin.
const std::map<std::string, std::vector<std::string>>& headers_of_libraries() {
    static const std::map<std::string, std::vector<std::string>> headers = {
        {"libvips", {"vips/"}},
        {"GLib", {"glib"}},
        {"OpenCV", {"opencv2/"}},
        {"OpenCV core", {"opencv2/core"}},
        {"nlohmann-json", {"nlohmann/"}},
        {"Cairo", {"cairo"}},
        {"Pango", {"pango/"}},
        {"libepoxy", {"epoxy/"}},
        {"Dear ImGui", {"imgui", "backends/imgui"}},
        {"GLFW", {"GLFW/"}},
        {"CLI11", {"CLI/"}},
    };
    return headers;
}

// The names in a cell of the table, between commas; what stands in brackets is for people.
std::vector<std::string> names_in(const std::string& cell) {
    static const std::regex name(R"re(([^,()]*[^,() ])\s*(\([^)]*\))?)re");
    std::vector<std::string> names;
    for (std::sregex_iterator it(cell.begin(), cell.end(), name), end; it != end; ++it) {
        const std::string found = (*it)[1];
        names.push_back(found.substr(found.find_first_not_of(' ')));
    }
    return names;
}

Room room_of(const std::string& name, const std::string& may_use, const std::string& foreign,
             const std::vector<Room>& above) {
    Room room{name, {}, {}};
    for (const std::string& used : names_in(may_use))
        if (used == "all above")
            for (const Room& other : above) room.may_use.push_back(other.name);
        else
            room.may_use.push_back(used);
    for (const std::string& library : names_in(foreign)) {
        INFO(name << " may use " << library);
        REQUIRE(headers_of_libraries().contains(library));
        const auto& headers = headers_of_libraries().at(library);
        room.foreign.insert(room.foreign.end(), headers.begin(), headers.end());
    }
    return room;
}

}  // namespace

const std::vector<Room>& plan() {
    static const std::vector<Room> rooms = [] {
        static const std::regex row(R"re(\| `(\w+)` \|([^|]*)\|([^|]*)\|.*)re");
        std::vector<Room> found;
        std::ifstream table(root() / "src/README.md");
        for (std::string line; std::getline(table, line);)
            if (std::smatch cells; std::regex_match(line, cells, row))
                found.push_back(room_of(cells[1], cells[2], cells[3], found));
        return found;
    }();
    return rooms;
}

}  // namespace stubble::house
