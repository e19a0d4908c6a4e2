#include "ocspan/asn1/error_detail.hpp"

#include <algorithm>

#include "ocspan/asn1/integer.hpp"
#include "ocspan/asn1/oid.hpp"
#include "ocspan/asn1/text.hpp"
#include "ocspan/limits.hpp"

namespace ocspan::inline OCSPAN_ABI {
namespace detail {

/// The number of identifier octets that `value` begins with.
constexpr std::size_t identifier_size(Bytes value) {
  std::size_t size = value.empty() ? 0 : 1;
  if (size != 0 && (value[0] & 0x1f) == 0x1f) {
    do {
      ++size;
    } while (size < value.size() && value[size - 1] >= 0x80);
  }
  return size < value.size() ? size : value.size();
}

/// The number of length octets that `value`, which begins with them, declares to have.
constexpr std::size_t length_size(Bytes value) {
  return value.empty() ? 0 : value[0] < 0x80 ? 1 : 1 + (value[0] & 0x7fU);
}

/// How many contents octets are declared; of more than any input has, some number that is more.
constexpr std::uint64_t declared_length(Bytes length_octets) {
  if (length_octets.size() == 1) {
    return length_octets[0];
  }
  std::uint64_t length = 0;
  for (const std::uint8_t byte : length_octets.subspan(1)) {
    length = length > 2 * max_input_size ? length : length << 8 | byte;
  }
  return length;
}

OCSPAN_FN ErrorDetail detail_of(const Trace& trace, Bytes input, Error error) {
  ErrorDetail detail;
  detail.error = error;
  const auto [tag, rest] = trace.last_value();
  if (!error || rest.data() == nullptr) {
    return detail;
  }
  detail.expected = tag;
  const auto begin = static_cast<std::size_t>(rest.data() - input.data());
  const std::size_t identifier = identifier_size(rest);
  const std::size_t length = length_size(rest.subspan(identifier));
  if (error.offset == begin) {  // a tag, something surplus, or a rule about the value as a whole
    if (error.code == ErrorCode::trailing_data) {
      detail.found = rest;
    } else if (error.code == ErrorCode::wrong_tag || error.code == ErrorCode::high_tag ||
               error.code == ErrorCode::bad_high_tag || error.code == ErrorCode::reserved_tag) {
      detail.found = rest.first(identifier);
    }
  } else if (length != 0 && length <= rest.size() - identifier) {
    const Bytes length_octets = rest.subspan(identifier, length);
    const Bytes contents = rest.subspan(identifier + length);
    if (error.code == ErrorCode::length_not_minimal) {
      detail.found = length_octets;
    } else if (error.offset == begin + identifier + length) {
      const std::uint64_t declared = declared_length(length_octets);
      if (error.code == ErrorCode::truncated) {
        detail.missing = static_cast<std::uint32_t>(std::min(declared - contents.size(), max_input_size));
      } else {
        detail.found = contents.first(static_cast<std::size_t>(std::min<std::uint64_t>(declared, contents.size())));
      }
    }
  }
  return detail;
}

/// The name of a UNIVERSAL type; empty for one that no field has.
constexpr std::string_view type_name(Tag tag) {
  switch (tag) {
    case Tag::boolean:
      return "BOOLEAN"_sv;
    case Tag::integer:
      return "INTEGER"_sv;
    case Tag::bit_string:
      return "BIT STRING"_sv;
    case Tag::octet_string:
      return "OCTET STRING"_sv;
    case Tag::null:
      return "NULL"_sv;
    case Tag::object_identifier:
      return "OBJECT IDENTIFIER"_sv;
    case Tag::enumerated:
      return "ENUMERATED"_sv;
    case Tag::utf8_string:
      return "UTF8String"_sv;
    case Tag::numeric_string:
      return "NumericString"_sv;
    case Tag::printable_string:
      return "PrintableString"_sv;
    case Tag::teletex_string:
      return "TeletexString"_sv;
    case Tag::ia5_string:
      return "IA5String"_sv;
    case Tag::utc_time:
      return "UTCTime"_sv;
    case Tag::generalized_time:
      return "GeneralizedTime"_sv;
    case Tag::visible_string:
      return "VisibleString"_sv;
    case Tag::universal_string:
      return "UniversalString"_sv;
    case Tag::bmp_string:
      return "BMPString"_sv;
    case Tag::sequence:
      return "SEQUENCE"_sv;
    case Tag::set:
      return "SET"_sv;
  }
  return {};
}

constexpr void put_tag_name(TextWriter& text, Tag tag) {
  const unsigned octet = static_cast<std::uint8_t>(tag);
  const unsigned number = octet & 0x1f;
  const bool constructed = (octet & 0x20) != 0;
  if (octet < 0x40) {
    const std::string_view name = type_name(tag);
    const std::string_view other = type_name(static_cast<Tag>(octet ^ 0x20));
    if (name.empty() && !other.empty()) {
      text.put(constructed ? "constructed "_sv : "primitive "_sv);
    }
    if (name.empty() && other.empty()) {
      text.put("UNIVERSAL "_sv);
      text.put_decimal(number);
    } else {
      text.put(name.empty() ? other : name);
    }
  } else {
    text.put('[');
    text.put(octet < 0x80 ? "APPLICATION "_sv : octet < 0xc0 ? ""_sv : "PRIVATE "_sv);
    text.put_decimal(number);
    text.put(']');
  }
}

constexpr void put_tag(TextWriter& text, Tag tag) {
  put_tag_name(text, tag);
  text.put(" ("_sv);
  text.put_hex(static_cast<std::uint8_t>(tag));
  text.put(')');
}

/// In hexadecimal, as many as fit on a line with other words.
constexpr void put_beginning(TextWriter& text, Bytes bytes) {
  constexpr std::size_t most = 24;
  text.put_hex(bytes.first(bytes.size() < most ? bytes.size() : most));
  text.put(bytes.size() > most ? "..."_sv : ""_sv);
}

constexpr bool is_short_and_printable(Bytes bytes) {
  return bytes.size() <= 40 &&
         std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t c) { return c > 0x20 && c < 0x7f; });
}

constexpr void put_value(TextWriter& text, const ErrorDetail& detail) {
  const Bytes value = detail.found;
  const ErrorCode code = detail.error.code;
  if ((code == ErrorCode::time_form || code == ErrorCode::time_value) && is_short_and_printable(value)) {
    for (const std::uint8_t c : value) {
      text.put(static_cast<char>(c));
    }
    return;
  }
  char digits[24];
  if ((code == ErrorCode::undefined_value || code == ErrorCode::unsupported_version) && value.size() <= 8) {
    put_tag_name(text, detail.expected);
    text.put(' ');
    text.put(*Integer{value}.to_decimal(digits));
    if (code == ErrorCode::unsupported_version && value.size() == 1 && value[0] < 0x7f) {
      text.put(" (version "_sv);
      text.put_decimal(value[0] + 1U);
      text.put(')');
    }
    return;
  }
  if (detail.expected == Tag::object_identifier) {
    const Result<std::string_view> dotted = Oid{value}.to_dotted(text.rest());
    if (dotted || dotted.error().code == ErrorCode::no_space) {
      return text.advance(dotted ? (*dotted).size() : dotted.error().offset);
    }
  }
  put_beginning(text, value);
}

constexpr void put_found(TextWriter& text, const ErrorDetail& detail) {
  if (detail.found.empty()) {
    return;
  }
  const Tag tag{detail.found[0]};
  switch (detail.error.code) {
    case ErrorCode::wrong_tag:
    case ErrorCode::reserved_tag:
      return put_tag(text, tag);
    case ErrorCode::trailing_data:
      text.put_decimal(static_cast<std::uint32_t>(detail.found.size()));
      text.put(detail.found.size() == 1 ? " byte, "_sv : " bytes, the first of them "_sv);
      return put_tag(text, tag);
    case ErrorCode::high_tag:
    case ErrorCode::bad_high_tag:
    case ErrorCode::length_not_minimal:
      return put_beginning(text, detail.found);
    default:
      return put_value(text, detail);
  }
}

/// The length octets that would be enough for what these say (X.690 10.1).
constexpr void put_shortest_length(TextWriter& text, Bytes length_octets) {
  Bytes length = length_octets.subspan(1);
  while (length.size() > 1 && length[0] == 0) {
    length = length.subspan(1);
  }
  if (length.size() > 1 || length[0] >= 0x80) {
    text.put_hex(static_cast<std::uint8_t>(0x80 | length.size()));
  }
  text.put_hex(length);
}

/// "A (01), B (02) or C (03)"
constexpr void put_alternatives(TextWriter& text, std::span<const Tag> tags) {
  for (std::size_t i = 0; i < tags.size(); ++i) {
    text.put(i == 0 ? ""_sv : i + 1 == tags.size() ? " or "_sv : ", "_sv);
    put_tag(text, tags[i]);
  }
}

}  // namespace detail

OCSPAN_FN Result<std::string_view> to_text(Tag tag, std::span<char> out) {
  TextWriter text{out};
  detail::put_tag(text, tag);
  return text.finish();
}

OCSPAN_FN Result<std::string_view> found_text(const ErrorDetail& detail, std::span<char> out) {
  TextWriter text{out};
  detail::put_found(text, detail);
  return text.finish();
}

OCSPAN_FN Result<std::string_view> explain(const ErrorDetail& detail, std::span<const Tag> expected,
                                           std::span<char> out) {
  TextWriter text{out};
  text.put(message_of(detail.error.code));
  std::string_view before = ": "_sv;
  const bool is_surplus = detail.error.code == ErrorCode::trailing_data;
  if (!expected.empty() && !is_surplus) {
    text.put(before);
    detail::put_alternatives(text, expected);
    text.put(" expected"_sv);
    before = ", "_sv;
  }
  if (!detail.found.empty()) {
    text.put(before);
    detail::put_found(text, detail);
    text.put(is_surplus ? ""_sv : " found"_sv);
  }
  if (detail.error.code == ErrorCode::length_not_minimal && detail.found.size() > 1) {
    text.put(", "_sv);
    detail::put_shortest_length(text, detail.found);
    text.put(" is enough"_sv);
  }
  if (!expected.empty() && is_surplus) {
    text.put("; "_sv);
    detail::put_alternatives(text, expected);
    text.put(" could follow"_sv);
  }
  if (detail.missing != 0) {
    text.put(before);
    text.put_decimal(detail.missing);
    text.put(detail.missing == UINT32_MAX ? " or more bytes are missing"_sv
             : detail.missing == 1        ? " byte is missing"_sv
                                          : " bytes are missing"_sv);
  }
  return text.finish();
}

}  // namespace ocspan::inline OCSPAN_ABI
