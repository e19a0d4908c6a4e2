// What a verification says of a certificate, as JSON and as text.
#pragma once

#include <ocspan/ocspan.hpp>
#include <string>

#include "output/json_writer.hpp"

namespace ocspan_tool {

/// The document of `ocspan verify --json`.
void describe(JsonWriter& json, const ocspan::Verification& verification);

/// The text of `ocspan verify`. `subject` is what people call the certificate: a file or a serial number.
std::string render(const std::string& subject, const ocspan::Verification& verification);

}  // namespace ocspan_tool
