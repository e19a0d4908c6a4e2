// Which value of a document a path names: --field.
#pragma once

#include <string>

#include "output/labels.hpp"

namespace ocspan_tool {

/// The value at `path`; null if there is none. A path may be
///  - of the document: "basic.responses[0].certStatus";
///  - the same as a JSON pointer (RFC 6901): "/basic/responses/0/certStatus";
///  - what an error message says, in the RFCs' names: "tbsResponseData.responses[0].certStatus".
/// Lifetime: that of `document`.
const Document* find_field(const Document& document, std::string path);

}  // namespace ocspan_tool
