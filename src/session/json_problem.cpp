#include "session/json_problem.h"

#include <algorithm>

#include "photo/message.h"

namespace stubble::session {
namespace {

struct Problem {
    std::size_t byte = 0;  // the last one that was read, counted from 0; the text's size: its end
    std::string what;
};

// The reason alone, without the text read last, which may be as long as the file.
Problem problem_of(const nlohmann::json::parse_error& wrong) {
    std::string what = wrong.what();
    if (const std::size_t reason = what.find(" - "); reason != std::string::npos) what.erase(0, reason + 3);
    what.erase(std::min(what.find("; last read: "), what.size()));
    return {std::max<std::size_t>(wrong.byte, 1) - 1, what};
}

// A number that no double holds is reported with its digits, but without its place.
Problem problem_of(std::string_view text, const nlohmann::json::exception& wrong) {
    const std::string_view what = wrong.what();
    const std::size_t from = std::min(what.find('\''), what.size() - 1) + 1, to = what.rfind('\'');
    const std::size_t place = text.find(what.substr(from, to > from ? to - from : 0));
    return {place == std::string_view::npos ? 0 : place, "a number is too large"};
}

std::string place_of(std::string_view text, std::size_t byte) {
    const std::string_view before = text.substr(0, std::min(byte, text.size()));
    const auto lines = std::count(before.begin(), before.end(), '\n');
    const std::string_view row = before.substr(before.rfind('\n') + 1);  // npos + 1 is 0
    const auto characters = std::count_if(row.begin(), row.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u;  // no further byte of one in UTF-8
    });
    return "line " + std::to_string(lines + 1) + ", column " + std::to_string(characters + 1);
}

}  // namespace

std::string json_problem(std::string_view text, const nlohmann::json::exception& wrong) {
    const auto* syntax = dynamic_cast<const nlohmann::json::parse_error*>(&wrong);
    const Problem problem = syntax ? problem_of(*syntax) : problem_of(text, wrong);
    return place_of(text, problem.byte) + ": " + photo::one_line(problem.what);
}

}  // namespace stubble::session
