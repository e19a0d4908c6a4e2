// What is inside the extensions whose types the library knows.
#pragma once

#include "values.hpp"

namespace ocspan_tool {

/// The fields of an extension's value; {"error":{"code","offset","field","message"}} for one that is malformed, the
/// offset counted from the beginning of the value; null for a type that is not known.
void put_decoded(JsonWriter& json, const ocspan::Extension& extension, ocspan::Tolerance tolerance);

}  // namespace ocspan_tool
