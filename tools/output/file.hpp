// Messages as files.
#pragma once

#include <ocspan/ocspan.hpp>
#include <string>

namespace ocspan_tool {

/// Writes to a file, or to standard output if `path` is empty or "-". A file has either its old content or all of the
/// new, whatever happens: it is written beside, and renamed. Throws std::runtime_error if it cannot be written.
void write_file(const std::string& path, ocspan::Bytes content);

/// Writes a message as write_file() does. Throws std::invalid_argument if standard output is a terminal.
void write_der(const std::string& path, ocspan::Bytes der);

/// Writes to a file that is not there yet. Throws std::runtime_error if it is, or cannot be written.
void write_new_file(const std::string& path, ocspan::Bytes content);

}  // namespace ocspan_tool
