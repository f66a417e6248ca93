// Tables as comma-separated values: manifests of photo sets.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace stubble::bench {

using Row = std::map<std::string, std::string>;

// A row a line, by the names in the first line; a field in quotation marks may hold commas. Fields missing at
// the end are empty. Throws core::LoadError when the file cannot be read.
std::vector<Row> read_table(const std::filesystem::path& file);

}  // namespace stubble::bench
