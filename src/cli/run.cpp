#include <CLI/CLI.hpp>
#include <algorithm>
#include <new>
#include <system_error>
#include <utility>

#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/errors.h"
#include "core/error.h"

namespace stubble::cli {
namespace {

using Commands = std::vector<std::pair<CLI::App*, Command>>;

Commands add_commands(CLI::App& app) {
    Commands commands;
    for (const auto add :
         {add_render, add_sheet, add_analyse, add_hairlines, add_shades, add_settings, add_bench}) {
        Command command = add(app);
        commands.emplace_back(app.get_subcommands([](const CLI::App*) { return true; }).back(),
                              std::move(command));
    }
    return commands;
}

std::string chosen_command(const CLI::App& app) {
    const auto chosen = app.get_subcommands();
    return chosen.empty() ? "stubble" : "stubble " + chosen.front()->get_name();
}

int open_photo_in_window(const std::string& photo, const OpenWindow& open_window) {
    if (photo.empty()) return open_window(std::nullopt);
    std::error_code error;
    if (!std::filesystem::exists(photo, error))
        throw core::LoadError(
            "cannot open " + photo +
            ": there is no such file; check the name, or see stubble --help for the commands");
    return open_window(std::filesystem::path(photo));
}

int run_parsed(const CLI::App& app, const Commands& commands, const std::string& photo,
               const Streams& streams, const OpenWindow& open_window) {
    for (const auto& [subcommand, command] : commands)
        if (app.got_subcommand(subcommand)) return command(streams);
    return open_photo_in_window(photo, open_window);
}

// A script's variable that was never set leaves an empty value, which must not pass for an option left out.
void refuse_empty_values(const CLI::App& app) {
    for (const CLI::Option* option : app.get_options())
        for (const std::string& value : option->results())
            if (value.empty())
                throw UsageError(option->get_name() + " has an empty value: give one" +
                                 (option->get_required() ? "" : ", or leave it out"));
    for (const CLI::App* chosen : app.get_subcommands()) refuse_empty_values(*chosen);
}

int fail(std::ostream& err, const std::string& message, ExitCode code) {
    err << "stubble: " << one_line(message) << '\n' << std::flush;
    return code;
}

// A first word that is neither command nor photo was most likely meant as a command.
std::string usage_message(const CLI::App& app, const std::string& photo, const std::string& parser_message) {
    std::error_code error;
    if (!app.get_subcommands().empty() || photo.empty() || std::filesystem::exists(photo, error))
        return parser_message;
    std::string known;
    for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
        known += " " + command->get_name();
    return "there is no command and no photo '" + photo + "'; the commands are" + known;
}

int run_guarded(CLI::App& app, const std::vector<std::string>& arguments, const Commands& commands,
                const std::string& photo, const Streams& streams, const OpenWindow& open_window) {
    const auto with_hint = [&](const std::string& message) {
        return message + " (see " + chosen_command(app) + " --help)";
    };
    try {
        app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
        refuse_empty_values(app);
        return run_parsed(app, commands, photo, streams, open_window);
    } catch (const CLI::Success& wanted) {  // --help, --version
        return app.exit(wanted, streams.out, streams.err);
    } catch (const CLI::ParseError& error) {
        return fail(streams.err, with_hint(usage_message(app, photo, error.what())), ExitCode::usage);
    } catch (const UsageError& error) {
        return fail(streams.err, with_hint(error.what()), ExitCode::usage);
    } catch (const core::LoadError& error) {
        return fail(streams.err, error.what(), ExitCode::input);
    } catch (const core::SaveError& error) {
        return fail(streams.err, error.what(), ExitCode::output);
    } catch (const core::UserError& error) {
        return fail(streams.err, error.what(), ExitCode::resources);
    } catch (const std::bad_alloc&) {
        return fail(streams.err, "memory ran out; close other programs or use a smaller photo",
                    ExitCode::resources);
    } catch (const std::exception& error) {
        return fail(streams.err, std::string("unexpected failure: ") + error.what() + "; please report it",
                    ExitCode::resources);
    }
}

}  // namespace

int run(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& err,
        const OpenWindow& open_window) {
    CLI::App app(
        "Shows on a photo what scalp micropigmentation would look like. Without a command the window opens.",
        "stubble");
    std::string photo;
    app.add_option("PHOTO", photo, "Photo to open in the window");
    app.set_version_flag("--version", "stubble " STUBBLE_VERSION);
    app.require_subcommand(0, 1);
    const Commands commands = add_commands(app);
    const int code = run_guarded(app, arguments, commands, photo, {out, err}, open_window);
    // Buffered text may fail only here; a script must not take half a report for a whole one.
    if (out.flush() || code != ExitCode::done) return code;
    return fail(err, "cannot write to standard output: the disk may be full; write to a file or another disk",
                ExitCode::output);
}

}  // namespace stubble::cli
