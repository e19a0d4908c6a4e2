// Errors as text, for people and logs. Firmware that reports numbers need not link this.
#pragma once

#include <span>
#include <string_view>

#include "ocspan/asn1/error.hpp"
#include "ocspan/asn1/reader.hpp"
#include "ocspan/asn1/result.hpp"

namespace ocspan {

/// The code's name: "trailing_data".
OCSPAN_FN std::string_view to_string(ErrorCode code);

/// The code in words, for people: "not the shortest form".
OCSPAN_FN std::string_view message_of(ErrorCode code);

/// The field as its RFC spells it: "serialNumber"; empty for Field::none.
OCSPAN_FN std::string_view to_string(Field field);

namespace detail {

OCSPAN_FN Result<std::string_view> write_path(const Trace& trace, Error error, std::span<char> out);

}  // namespace detail

/// Writes the path of the field at which loading a Message from `input` fails, indices included:
/// "tbsResponseData.responses[3].certID.serialNumber". It begins inside the innermost of OCSPResponse, OCSPRequest,
/// BasicOCSPResponse and Certificate; that name alone stands for the whole of it. Reads the input once more; empty if
/// that succeeds. Errors: no_space, with the needed size.
template <class Message>
constexpr Result<std::string_view> error_path(Bytes input, Tolerance tolerance, std::span<char> out) {
  Trace trace;
  ReadContext context{input, tolerance, &trace};
  Reader reader{context};
  Message message;
  message.read(reader, Message::field);
  reader.close(Message::field);
  if (!context.error()) {
    return std::string_view{};
  }
  return detail::write_path(trace, context.error(), out);
}

}  // namespace ocspan

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/asn1/error_text.cpp"
#endif
