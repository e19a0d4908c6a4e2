// The one description of every message's fields: JSON is this document, and text is rendered from it. It needs nothing
// that the library does not need: no heap, no hosted standard library.
#pragma once

#include <ocspan/ocspan.hpp>
#include <optional>
#include <string_view>

#include "output/values.hpp"

namespace ocspan_tool {

/// The names of the tolerances, as --tolerate takes them.
struct ToleranceName {
  ocspan::Tolerance flag;
  std::string_view name;
};
inline constexpr ToleranceName tolerance_names[] = {
#define OCSPAN_X(NAME, name, number, text) {ocspan::Tolerance::name, #name},
    OCSPAN_TOLERANCES(OCSPAN_X)
#undef OCSPAN_X
};

/// ["explicit_default"]: the names of the flags.
void put(JsonWriter& json, ocspan::Tolerance tolerated);

/// How a message came: what the message itself does not say.
struct Origin {
  std::string_view form = {};  ///< "form" of the document; absent if it is empty
  bool is_unsigned = false;    ///< the response has no signature: a ResponseData that stood alone
};

/// Writes the document of a message. `tolerance` is for the values of its extensions, which are read here. Every string
/// is valid UTF-8 without control characters.
void describe(JsonWriter& json, const ocspan::OCSPResponse& response, ocspan::Tolerance tolerance,
              const Origin& origin = {});
void describe(JsonWriter& json, const ocspan::OCSPRequest& request, ocspan::Tolerance tolerance,
              const Origin& origin = {});
void describe(JsonWriter& json, const ocspan::Certificate& certificate, ocspan::Tolerance tolerance,
              const Origin& origin = {});

/// What was verified, and what came of it.
struct Verified {
  const ocspan::OCSPResponse& response;
  const ocspan::Question& question;
  const ocspan::VerifyPolicy& policy;
  const ocspan::Verification& verification;
  std::size_t number = 1;      ///< of the response among those in the file, from 1
  std::size_t count = 1;       ///< how many responses there are
  std::string_view form = {};  ///< of the response in the file; empty for DER
  /// What the failed check found, in words; empty if there is nothing to add, nullopt where it is not worked out.
  std::optional<std::string_view> detail = {};
};

/// The certificate of the responder that has signed; nullopt if there is none.
std::optional<ocspan::Certificate> responder_of(const ocspan::Verification& verification);

/// Whether the certificate asked about had expired at the time of the check; false if it is not known.
bool is_expired(const Verified& verified);

/// Writes the document of `ocspan verify`.
void describe(JsonWriter& json, const Verified& verified);

}  // namespace ocspan_tool
