// What a verification says of a certificate, as JSON and as text.
#pragma once

#include <ocspan/ocspan.hpp>
#include <string>
#include <string_view>

#include "output/json_writer.hpp"

namespace ocspan_tool {

/// What was verified, and what came of it.
struct Verified {
  const std::string& subject;  ///< what people call the certificate: a file or a serial number
  const ocspan::OCSPResponse& response;
  const ocspan::Question& question;
  const ocspan::VerifyPolicy& policy;
  const ocspan::Verification& verification;
  bool expires_too_soon;         ///< less is left than was asked for
  std::string_view detail = {};  ///< what the failed check found, in words: detail_of()
};

/// What the failed check found, beyond its message: "asked about 0x07 (7), the answers are about 0x1001 (4097)"; empty
/// if there is nothing to add.
std::string detail_of(const Verified& verified);

/// The document of `ocspan verify --json`.
void describe(JsonWriter& json, const Verified& verified);

/// The text of `ocspan verify`.
std::string render(const Verified& verified);

}  // namespace ocspan_tool
