// The plan of the house: the table of src/README.md.
#pragma once

#include <string>
#include <vector>

namespace stubble::house {

struct Room {
    std::string name;
    std::vector<std::string> may_use;  // besides itself
    std::vector<std::string> foreign;  // beginnings of header names; kept from other rooms
};

// From the ground up: a room uses only rooms above it in this list. Fails the test where the table names a
// library whose headers are not known here.
const std::vector<Room>& plan();

}  // namespace stubble::house
