#include "ocspan/asn1/error_text.hpp"

#include "ocspan/asn1/text.hpp"

namespace ocspan::inline OCSPAN_ABI {

OCSPAN_FN std::string_view to_string(ErrorCode code) {
  switch (static_cast<int>(code)) { OCSPAN_ERROR_CODES(OCSPAN_CASE_NAME) }
  return {};
}

OCSPAN_FN std::string_view message_of(ErrorCode code) {
  switch (static_cast<int>(code)) { OCSPAN_ERROR_CODES(OCSPAN_CASE_TEXT) }
  return {};
}

OCSPAN_FN std::string_view to_string(Field field) {
  switch (static_cast<int>(field)) { OCSPAN_FIELDS(OCSPAN_CASE_TEXT) }
  return {};
}

namespace detail {

// A list and its element have a frame each, both with the list's field, and are one step of the path. The frame of an
// EXPLICIT tag has no field, and is none.
OCSPAN_FN Result<std::string_view> write_path(const Trace& trace, Field field, bool is_innermost, std::span<char> out) {
  TextWriter text{out};
  const auto put_step = [&](Field step) {
    if (text.size() != 0) {
      text.put('.');
    }
    text.put(to_string(step));
  };
  Field last = Field::none;
  bool in_list = false;
  for (std::size_t i = 0; i < trace.depth(); ++i) {
    const Trace::Frame& frame = trace[i];
    if (is_message(frame.field)) {
      text = TextWriter{out};
      last = Field::none;
    } else if (frame.field != Field::none) {
      if (frame.field != last || !in_list) {
        put_step(frame.field);
      }
      in_list = frame.elements != 0;
      if (in_list) {
        text.put('[');
        text.put_decimal(frame.elements - 1);
        text.put(']');
      }
      last = frame.field;
    }
  }
  // The field is that of the innermost frame, which is in the path already, or one inside it, which is not and may have
  // the same name.
  if (field != Field::none && (field != last || !(in_list || is_innermost))) {
    put_step(field);
  }
  return text.finish();
}

OCSPAN_FN Result<std::string_view> write_path(const Trace& trace, Error error, std::span<char> out) {
  if (is_message(error.field)) {
    TextWriter text{out};
    text.put(to_string(error.field));
    return text.finish();
  }
  return write_path(trace, error.field, error.code == ErrorCode::trailing_data, out);
}

}  // namespace detail
}  // namespace ocspan::inline OCSPAN_ABI
