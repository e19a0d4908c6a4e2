// --batch: many messages, and one line of JSON for each.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "input/message.hpp"

namespace ocspan_tool {

/// `paths` with each folder replaced by the files below it that are wanted, ordered by name. A folder that cannot be
/// read stays: reading it says why.
std::vector<std::string> expand(const std::vector<std::string>& paths,
                                const std::function<bool(const std::string& file)>& is_wanted);

/// {"file":"NAME", that a line of JSON begins with. A byte of the name that is no UTF-8 is replaced.
std::string begin_of_line(const std::string& file);

/// Reads every file of `paths`, and prints one line of JSON for each message, in order. A folder stands for all files
/// below it; "-" and an empty list stand for standard input, with one hexadecimal or base64 message on each line. A
/// message that is malformed or too large gets a line with its error. Shows its progress on standard error if that is a
/// terminal. Returns the exit status: fine, or wrong_usage if a file could not be read at all.
int run_batch(const Kind& kind, const std::vector<std::string>& paths, const ReadingOptions& options);

}  // namespace ocspan_tool
