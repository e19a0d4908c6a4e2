// A document as text for people.
#pragma once

#include <iosfwd>
#include <string_view>

namespace ocspan_tool {

/// Prints the document of a message of this kind, "response" or another, below a title. Labels are those of
/// `openssl ocsp -resp_text`, so that scripts that look for them go on working; a field without a label there has its
/// key. Absent fields are left out.
void render(std::ostream& out, std::string_view json, std::string_view kind, std::string_view title);

}  // namespace ocspan_tool
