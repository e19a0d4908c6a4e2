#include "ocspan/asn1/error_text.hpp"

#include "ocspan/asn1/text.hpp"

namespace ocspan {

OCSPAN_FN std::string_view to_string(ErrorCode code) {
  switch (code) {
#define OCSPAN_X(name, text) \
  case ErrorCode::name:      \
    return #name ""_sv;
    OCSPAN_ERROR_CODES(OCSPAN_X)
#undef OCSPAN_X
  }
  return {};
}

OCSPAN_FN std::string_view message_of(ErrorCode code) {
  switch (code) {
#define OCSPAN_X(name, text) \
  case ErrorCode::name:      \
    return text ""_sv;
    OCSPAN_ERROR_CODES(OCSPAN_X)
#undef OCSPAN_X
  }
  return {};
}

OCSPAN_FN std::string_view to_string(Field field) {
  switch (field) {
#define OCSPAN_X(name, text) \
  case Field::name:          \
    return text ""_sv;
    OCSPAN_FIELDS(OCSPAN_X)
#undef OCSPAN_X
  }
  return {};
}

namespace detail {

/// Whether the field is a message of its own, at which paths begin.
constexpr bool begins_path(Field field) {
  return field == Field::ocsp_response || field == Field::basic_ocsp_response || field == Field::ocsp_request ||
         field == Field::certificate;
}

// A list and its element are one step: the element's own frame has the list's field. So has what an EXPLICIT tag holds,
// whose own frame has none.
OCSPAN_FN Result<std::string_view> write_path(const Trace& trace, Field field, std::span<char> out) {
  TextWriter text{out};
  if (begins_path(field)) {
    text.put(to_string(field));
    return text.finish();
  }
  std::size_t begin = 0;
  for (std::size_t i = 0; i < trace.depth(); ++i) {
    if (begins_path(trace[i].field)) {
      begin = i + 1;
    }
  }
  Field last = Field::none;
  for (std::size_t i = begin; i < trace.depth(); ++i) {
    const Trace::Frame& frame = trace[i];
    if (frame.field == Field::none) {
      continue;
    }
    if (frame.field != last) {
      if (text.size() != 0) {
        text.put('.');
      }
      text.put(to_string(frame.field));
      last = frame.field;
    }
    if (frame.elements != 0) {
      text.put('[');
      text.put_decimal(frame.elements - 1);
      text.put(']');
    }
  }
  if (field != last) {
    if (text.size() != 0) {
      text.put('.');
    }
    text.put(to_string(field));
  }
  return text.finish();
}

}  // namespace detail
}  // namespace ocspan
