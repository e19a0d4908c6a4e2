// What the command says of itself.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "verbs/verb.hpp"

namespace ocspan_tool {

/// What stands below the options in --help.
std::string footer_of(const VerbHelp& help);

/// Prints all verbs and their options as a JSON document, of which the manual and the completions of shells are made.
/// `app` has the verbs as subcommands.
void describe_command(const CLI::App& app);

}  // namespace ocspan_tool
