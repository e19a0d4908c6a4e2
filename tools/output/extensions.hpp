// The values of those extensions whose types the library knows.
#pragma once

#include "output/values.hpp"

namespace ocspan_tool {

/// Writes the fields of an extension's value; {"error":{"code","offset","field","message"}} for a malformed one, with
/// the offset counted from the beginning of the value; null for a type that the library does not know.
void put_decoded(JsonWriter& json, const ocspan::Extension& extension, ocspan::Tolerance tolerance);

}  // namespace ocspan_tool
