// A document as text for people.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace ocspan_tool {

/// A document that was parsed. Keys keep the order in which they were.
using Document = nlohmann::ordered_json;

/// Renders a document with the labels of `openssl ocsp -resp_text`, so that scripts that look for them go on working.
/// What has no label there keeps its key. Absent fields are left out.
std::string render(const Document& document, const std::string& title);

}  // namespace ocspan_tool
