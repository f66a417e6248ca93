// Options that fill a document: one for every setting, and the few that no slider has.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "session/document.h"

namespace CLI {
class App;
}

namespace stubble::cli {

// Sets a setting from its text as on the command line; throws UsageError that names both.
void apply_setting(const std::string& name, const std::string& text, session::Document& document);

// The settings that mean nothing where a treatment map says where dots lie.
const std::vector<std::string>& replaced_by_map();

// Collects the text of options while the command line is read; values are looked at when they are applied.
class PlanOptions {
 public:
    // Adds an option for each setting of the groups named (all, when empty), those that correct what is found
    // in the photo (--known, --reference, --handle, --hints, --parser), and, with `treat`, those of a given
    // treatment map. This object must outlive the parsing.
    void add_to(CLI::App& command, const std::set<std::string>& groups, bool treat);
    // Sets what was given; throws UsageError naming option and value, or LoadError for a file of hints or the
    // parser.
    void apply(session::Document& document) const;
    // Whether the option of that setting was given.
    bool gives(const std::string& setting) const;
    // Files besides the photo that were named to be read and that no result may replace; a name that was not
    // given is empty.
    std::vector<std::filesystem::path> inputs() const { return {hints_, parser_, treat_}; }

 private:
    void add_corrections_to(CLI::App& command);
    void add_map_to(CLI::App& command);
    void refuse_two_scales() const;
    // The file's hints, less a scale that another option sets.
    void apply_hints(session::Document& document) const;
    void apply_map(session::Document& document) const;
    std::map<std::string, std::string> given_;  // by setting name, "" = not given
    std::vector<std::string> handles_;
    std::string known_, reference_, hints_, parser_, treat_, transmittance_;
};

}  // namespace stubble::cli
