// The one description of every message's fields. JSON is this document, text is a rendering of it. Nothing here needs
// more than the library does: no heap, no hosted library.
#pragma once

#include <ocspan/ocspan.hpp>
#include <string_view>

#include "values.hpp"

namespace ocspan_tool {

/// The names of the tolerances, as --tolerate takes them.
struct ToleranceName {
  ocspan::Tolerance flag;
  std::string_view name;
};
inline constexpr ToleranceName tolerance_names[] = {
    {ocspan::Tolerance::explicit_default, "explicit_default"},
    {ocspan::Tolerance::response_bytes_in_error, "response_bytes_in_error"},
    {ocspan::Tolerance::empty_extensions, "empty_extensions"},
    {ocspan::Tolerance::time_forms, "time_forms"},
    {ocspan::Tolerance::unsorted_set, "unsorted_set"},
    {ocspan::Tolerance::all, "all"},
};

/// The document of each kind of message. `tolerance` is for what is inside extensions. Every string is valid UTF-8
/// without control characters.
void describe(JsonWriter& json, const ocspan::OCSPResponse& response, ocspan::Tolerance tolerance);
void describe(JsonWriter& json, const ocspan::OCSPRequest& request, ocspan::Tolerance tolerance);
void describe(JsonWriter& json, const ocspan::Certificate& certificate, ocspan::Tolerance tolerance);

}  // namespace ocspan_tool
