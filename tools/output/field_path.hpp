// Which value of a document a path names: --field.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ocspan_tool {

/// The value at `path` of a document: a string without its quotation marks, nothing for null, any other value as JSON.
/// nullopt if there is no such field. A path may be
///  - of the document: "basic.responses[0].certStatus";
///  - the same as a JSON pointer (RFC 6901): "/basic/responses/0/certStatus";
///  - what an error message says, in the RFCs' names: "tbsResponseData.responses[0].certStatus".
std::optional<std::string> find_field(std::string_view json, std::string path);

}  // namespace ocspan_tool
