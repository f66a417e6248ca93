// What changes along the rows or columns of a contact sheet.
#pragma once

#include <string>
#include <vector>

#include "session/document.h"

namespace stubble::cli {

struct Axis {
    std::string name;                 // of a setting, or "zoom"; empty: one row or column without a label
    std::vector<std::string> values;  // as on the command line; at least one
};
inline constexpr const char* zoom_axis = "zoom";

// From NAME=V1,V2,...; "" is an axis of one. Throws UsageError that names `option` and what is wrong, for
// values that the setting does not take as well.
Axis axis_of(const std::string& option, const std::string& text);
// How many times as large as the whole picture; 0 stands for "1:1", a photo's pixel for one of the sheet's.
double zoom_of(const std::string& option, const std::string& text);
// Above or beside a row or column; "" for an axis of one.
std::string label_of(const Axis& axis, const std::string& value);

}  // namespace stubble::cli
