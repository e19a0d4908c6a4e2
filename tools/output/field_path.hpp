// Which value of a document a path names: --field.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace ocspan_tool {

/// A field that there is in such documents, and that has no value (null) in this one; the text says why.
struct AbsentField : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The value at `path` of a document: a string without its quotation marks, any other value as JSON. Throws AbsentField
/// for null, std::invalid_argument if there is no such field. A path may be
///  - of the document: "basic.responses[0].certStatus";
///  - the same as a JSON pointer (RFC 6901): "/basic/responses/0/certStatus";
///  - what an error message says, in the RFCs' names: "tbsResponseData.responses[0].certStatus";
///  - the name of an extension of the message: "nonce".
std::string find_field(std::string_view json, const std::string& path);

}  // namespace ocspan_tool
