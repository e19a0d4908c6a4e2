// The character string types, as Unicode.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "ocspan/asn1/bytes.hpp"
#include "ocspan/asn1/reader.hpp"
#include "ocspan/asn1/result.hpp"
#include "ocspan/asn1/tag.hpp"
#include "ocspan/asn1/text.hpp"
#include "ocspan/config.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// Whether the type is one of those that hold text: UTF8String, PrintableString, IA5String, NumericString,
/// VisibleString, TeletexString, BMPString, UniversalString.
constexpr bool is_string(Tag tag) {
  switch (tag) {
    case Tag::utf8_string:
    case Tag::numeric_string:
    case Tag::printable_string:
    case Tag::teletex_string:
    case Tag::ia5_string:
    case Tag::visible_string:
    case Tag::universal_string:
    case Tag::bmp_string:
      return true;
    default:
      return false;
  }
}

/// What CodePoints::next() returns for bytes that are not one character.
inline constexpr std::uint32_t invalid_code_point = 0xffff'ffff;

/// The characters of a string value, one by one. Types with one byte a character are taken as Latin-1, which includes
/// ASCII and is what TeletexString is used for. Lifetime: that of the contents.
class CodePoints {
 public:
  /// Of the contents octets of a string with that tag.
  constexpr CodePoints(Tag tag, Bytes contents) : rest_(contents), tag_(tag) {}

  /// Whether there is another character.
  constexpr bool more() const { return !rest_.empty(); }

  /// The next character; only if more(). Bytes that are not a character give invalid_code_point: ill-formed UTF-8,
  /// including overlong forms and surrogates (RFC 3629), and an incomplete character at the end of a BMPString or
  /// UniversalString. Consumes at least one byte.
  OCSPAN_FN std::uint32_t next();

 private:
  Bytes rest_;
  Tag tag_;
};

/// Whether the contents octets are whole characters in the encoding of that string type; true for any other type.
/// Characters outside the alphabet of a type with one byte a character are allowed: real names contain them.
OCSPAN_FN bool is_well_formed(Tag tag, Bytes contents);

/// Whether is_string(tag), and all characters of the value are Unicode scalar values.
OCSPAN_FN bool is_text(Tag tag, Bytes contents);

/// Writes a string value as UTF-8. Each byte of a control, line-breaking or direction-changing character is escaped as
/// `\XX`, a backslash as `\\`. Errors: bad_string unless is_text(); no_space, with the needed size in characters as its
/// offset.
OCSPAN_FN Result<std::string_view> string_to_text(Tag tag, Bytes contents, std::span<char> out);

namespace detail {

/// Takes the next character off `rest`, UTF-8 that must not be empty, as CodePoints::next() does.
OCSPAN_FN std::uint32_t next_utf8(Bytes& rest);

/// Writes a character as UTF-8; one that could do harm on a terminal with its bytes escaped as in RFC 4514.
OCSPAN_FN void put_character(TextWriter& out, std::uint32_t c);

}  // namespace detail

/// Makes the reader fail with bad_string if the contents of an IA5String have a byte above 0x7f.
OCSPAN_FN void check_ia5_string(Reader& reader, Field field, Bytes characters);

/// Reads an IA5String and returns its characters, which are ASCII.
/// Errors: those of Reader::contents, and bad_string for a byte above 0x7f.
OCSPAN_FN Bytes read_ia5_string(Reader& reader, Field field, Tag tag = Tag::ia5_string);

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/asn1/string.cpp"
#endif
