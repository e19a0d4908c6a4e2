// A document as text for people.
#pragma once

#include <string>

#include "document.hpp"

namespace ocspan_tool {

/// Renders a document with the labels of `openssl ocsp -resp_text`, so that scripts that look for them go on working.
/// What has no label there keeps its key. Absent fields are left out.
std::string render(const Document& document, const std::string& title);

}  // namespace ocspan_tool
