// What stood where reading has failed, and what was wanted there. Firmware that reports numbers need not link this.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "ocspan/asn1/error_text.hpp"
#include "ocspan/asn1/reader.hpp"
#include "ocspan/asn1/result.hpp"
#include "ocspan/asn1/tag.hpp"
#include "ocspan/error.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// An error, and what is found in the input where it is. Lifetime: that of the input.
struct ErrorDetail {
  /// As loading gives it; code none if nothing is wrong, and all else is empty.
  Error error;
  /// The tag that the value at the error must have: of a CHOICE the last alternative, though each would do. UNIVERSAL 0
  /// if any tag would do, and if nothing may follow.
  Tag expected{};
  /// What stands there: for a wrong tag the identifier octets, for length_not_minimal the length octets, for
  /// trailing_data all bytes that are too many, for a wrong value its contents octets. Empty for other errors.
  Bytes found;
  /// For truncated: how many more bytes are declared than there are; at most 0xffffffff. 0 if no length can be read.
  std::uint32_t missing = 0;

  /// Whether a value with the tag `expected` is not there.
  constexpr bool is_about_tag() const {
    return error.code == ErrorCode::missing || error.code == ErrorCode::wrong_tag || error.code == ErrorCode::high_tag;
  }
};

namespace detail {

OCSPAN_FN ErrorDetail detail_of(const Trace& trace, Bytes input, Error error);

}  // namespace detail

/// Reads `input` as a Message once more, with the tolerance it was loaded with, and returns the error with what is
/// found there. Lifetime: that of `input`.
template <class Message>
constexpr ErrorDetail error_detail(Bytes input, Tolerance tolerance) {
  Trace trace;
  const Error error = detail::read_observed<Message>(input, tolerance, trace);
  return detail::detail_of(trace, input, error);
}

/// Writes a tag by its name in ASN.1 and as its identifier octet: "SEQUENCE (30)", "[2] (82)". Lifetime: that of `out`.
/// Errors: no_space, with the needed size in characters as its offset.
OCSPAN_FN Result<std::string_view> to_text(Tag tag, std::span<char> out);

/// Writes what was found in words: "INTEGER (02)", "ENUMERATED 7", "20260230120000Z"; empty if there is nothing to be
/// named. Lifetime: that of `out`. Errors: no_space, with the needed size in characters as its offset.
OCSPAN_FN Result<std::string_view> found_text(const ErrorDetail& detail, std::span<char> out);

/// Writes the message of an error with what was wanted and found: "not the tag that belongs here: SEQUENCE (30)
/// expected, INTEGER (02) found". `expected`: all tags that would do there, as far as they are known. Lifetime: that of
/// `out`. Errors: no_space, with the needed size in characters as its offset.
OCSPAN_FN Result<std::string_view> explain(const ErrorDetail& detail, std::span<const Tag> expected,
                                           std::span<char> out);

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/asn1/error_detail.cpp"
#endif
