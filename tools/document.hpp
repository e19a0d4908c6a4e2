// The one description of every message's fields. JSON is this document, text is a rendering of it.
#pragma once

#include <ocspan/ocspan.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "values.hpp"

namespace ocspan_tool {

/// The document of each kind of message. `tolerance` is for what is inside extensions. Every string is valid UTF-8
/// without control characters.
Document describe(const ocspan::OCSPResponse& response, ocspan::Tolerance tolerance);
Document describe(const ocspan::OCSPRequest& request, ocspan::Tolerance tolerance);
Document describe(const ocspan::Certificate& certificate, ocspan::Tolerance tolerance);

/// The names of the flags that are set, as --tolerate takes them.
std::vector<std::string> names_of(ocspan::Tolerance flags);

/// The flags of a comma-separated list of names, "all" among them. Throws std::invalid_argument for an unknown name.
ocspan::Tolerance parse_tolerance(std::string_view names);

}  // namespace ocspan_tool
