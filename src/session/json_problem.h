// What is wrong with a text that a person wrote as JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace stubble::session {

// Where reading the text stopped, counted from 1 in lines and characters, and why, as a clause on one line:
// "line 3, column 14: unexpected end of input; expected ']'".
std::string json_problem(std::string_view text, const nlohmann::json::exception& wrong);

}  // namespace stubble::session
