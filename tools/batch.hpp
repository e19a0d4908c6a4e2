// Many messages at a time: one JSON line for each.
#pragma once

#include <string>
#include <vector>

#include "message.hpp"

namespace ocspan_tool {

/// Reads every file of `paths`, folders with all that is in them, "-" and an empty list as standard input with one
/// hexadecimal or base64 message on each line; prints one JSON line for each message, in order. What cannot be read as
/// a message gives an error line. Shows its progress on standard error where that is a terminal.
/// Returns the exit status: 0, or 2 if a file could not be read at all.
int run_batch(const Kind& kind, const std::vector<std::string>& paths, ocspan::Tolerance tolerance);

}  // namespace ocspan_tool
