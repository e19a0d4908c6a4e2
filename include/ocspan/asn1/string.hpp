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

/// The characters of a string value one by one. One-byte types are taken as Latin-1, which holds ASCII and is what
/// TeletexString is used for.
class CodePoints {
 public:
  constexpr CodePoints(Tag tag, Bytes contents) : rest_(contents), tag_(tag) {}

  constexpr bool more() const { return !rest_.empty(); }

  /// The next character, or invalid_code_point: ill-formed UTF-8 (RFC 3629: overlong forms and surrogates included), or
  /// the odd bytes at the end of a BMPString or UniversalString. Consumes at least one byte.
  OCSPAN_FN std::uint32_t next();

 private:
  Bytes rest_;
  Tag tag_;
};

/// Whether the bytes are a value of that string type; types that are no strings have nothing to hold to.
/// Characters outside the alphabet of a one-byte type are let pass: real names have them.
OCSPAN_FN bool is_well_formed(Tag tag, Bytes contents);

/// Whether the type is one of those that hold text, and each character is one of Unicode.
OCSPAN_FN bool is_text(Tag tag, Bytes contents);

/// Writes a string value as UTF-8. Control, line-breaking and direction-changing characters are escaped as \XX, and
/// the backslash as \\. Errors: bad_string unless is_text(); no_space, with the needed size.
OCSPAN_FN Result<std::string_view> string_to_text(Tag tag, Bytes contents, std::span<char> out);

namespace detail {

/// CodePoints::next() of a UTF8String of which `rest`, which is not empty, is left.
OCSPAN_FN std::uint32_t next_utf8(Bytes& rest);

/// Writes a character as UTF-8, escaped as RFC 4514 does if it could do harm on a terminal.
OCSPAN_FN void put_character(TextWriter& out, std::uint32_t c);

}  // namespace detail

/// Records bad_string for a byte above 0x7f in what is an IA5String.
OCSPAN_FN void check_ia5_string(Reader& reader, Field field, Bytes characters);

/// Reads an IA5String and returns its characters, which are ASCII.
/// Errors: those of Reader::contents, and bad_string for a byte above 0x7f.
OCSPAN_FN Bytes read_ia5_string(Reader& reader, Field field, Tag tag = Tag::ia5_string);

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/asn1/string.cpp"
#endif
