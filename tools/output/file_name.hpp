// Names of files, which may have any bytes.
#pragma once

#include <string>
#include <string_view>

namespace ocspan_tool {

/// What a terminal shows and does not obey. Escapes it as string_to_text() does, but no backslash, which names of
/// issuers have already.
std::string printable(std::string_view text);

/// As UTF-8, for JSON: if it is none, with U+FFFD in place of each byte beyond ASCII.
std::string utf8_of(std::string_view name);

}  // namespace ocspan_tool
