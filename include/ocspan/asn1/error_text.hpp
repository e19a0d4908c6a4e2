// Errors as text, for people and logs. Firmware that reports numbers need not link this.
#pragma once

#include <span>
#include <string_view>

#include "ocspan/asn1/reader.hpp"
#include "ocspan/asn1/result.hpp"
#include "ocspan/asn1/trace.hpp"
#include "ocspan/error.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// The name of an error code: "trailing_data". Lifetime: that of the program.
OCSPAN_FN std::string_view to_string(ErrorCode code);

/// An error code in words, for people: "not the shortest form". Lifetime: that of the program.
OCSPAN_FN std::string_view message_of(ErrorCode code);

/// A field as its RFC spells it: "critical"; empty for Field::none. Lifetime: that of the program.
OCSPAN_FN std::string_view to_string(Field field);

namespace detail {

/// Of a field, which may be the innermost one of the trace itself.
OCSPAN_FN Result<std::string_view> write_path(const Trace& trace, Field field, bool is_innermost, std::span<char> out);
OCSPAN_FN Result<std::string_view> write_path(const Trace& trace, Error error, std::span<char> out);

/// Reads the input as a Message with an observer, and returns the first error.
template <class Message>
constexpr Error read_observed(Bytes input, Tolerance tolerance, Observer& observer) {
  ReadContext context{input, tolerance, &observer};
  Reader reader{context};
  Message message;
  message.read(reader, Message::field);
  reader.close(Message::field);
  return context.error();
}

}  // namespace detail

/// Reads `input` as a Message once more, with the tolerance it was loaded with, and writes the path of the field at
/// which that fails, with the indices of list elements, counted from 0: "list[3].element.number". The path begins
/// inside the innermost message (see is_message()); if a message as a whole is wrong, it is that message's name; if
/// nothing is wrong, it is empty. Lifetime: that of `out`. Errors: no_space, with the needed size in characters as its
/// offset.
template <class Message>
constexpr Result<std::string_view> error_path(Bytes input, Tolerance tolerance, std::span<char> out) {
  Trace trace;
  const Error error = detail::read_observed<Message>(input, tolerance, trace);
  return error ? detail::write_path(trace, error, out) : std::string_view{};
}

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/asn1/error_text.cpp"
#endif
