// Messages as files.
#pragma once

#include <ocspan/ocspan.hpp>
#include <string>

namespace ocspan_tool {

/// Writes a message to a file, or to standard output if `path` is empty or "-". A file has either its old content or
/// all of the new, whatever happens: it is written beside, and renamed. Throws std::runtime_error if it cannot be
/// written, std::invalid_argument if standard output is a terminal.
void write_der(const std::string& path, ocspan::Bytes der);

}  // namespace ocspan_tool
