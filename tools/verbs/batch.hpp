// --batch: many messages, and one line of JSON for each.
#pragma once

#include <string>
#include <vector>

#include "input/message.hpp"

namespace ocspan_tool {

/// Reads every file of `paths`, and prints one line of JSON for each message, in order. A folder stands for all files
/// below it; "-" and an empty list stand for standard input, with one hexadecimal or base64 message on each line. A
/// message that is malformed or too large gets a line with its error. Shows its progress on standard error if that is a
/// terminal. Returns the exit status: fine, or wrong_usage if a file could not be read at all.
int run_batch(const Kind& kind, const std::vector<std::string>& paths, const ReadingOptions& options);

}  // namespace ocspan_tool
