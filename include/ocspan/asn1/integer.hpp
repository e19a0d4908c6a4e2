// INTEGER (X.690 8.3) and ENUMERATED (8.4).
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <string_view>

#include "ocspan/asn1/bytes.hpp"
#include "ocspan/asn1/reader.hpp"
#include "ocspan/asn1/result.hpp"
#include "ocspan/asn1/writer.hpp"

namespace ocspan::inline OCSPAN_ABI {
namespace detail {

/// Whether the first byte of an INTEGER only repeats the sign bit of the second: its first nine bits are all the same.
constexpr bool first_octet_is_redundant(std::uint8_t first, std::uint8_t second) {
  return (((first << 8 | second) + 0x80) & 0xff00) == 0;
}

/// A flag that no set has.
inline constexpr Tolerance never_allowed{0x80};

}  // namespace detail

/// A view of an INTEGER of any size: two's complement, big-endian. Lifetime: that of the bytes.
class Integer {
 public:
  /// Zero.
  constexpr Integer() = default;
  /// The number that is `bytes` in two's complement, big-endian. Leading bytes that only repeat the sign are left out.
  constexpr explicit Integer(Bytes bytes) : bytes_(without_redundancy(bytes)) {}
  /// The number with these contents octets, which are kept and written as they are.
  static constexpr Integer with_contents(Bytes contents) {
    Integer integer;
    integer.bytes_ = contents;
    return integer;
  }

  /// Reads an INTEGER. Errors: those of Reader::contents, and integer_empty, integer_not_minimal (X.690 8.3.2).
  OCSPAN_FN inline void read(Reader& reader, Field field, Tag tag = Tag::integer) {
    read(reader, field, tag, detail::never_allowed);
  }

  /// Reads an INTEGER that may have redundant leading bytes if Tolerance::integer_not_minimal is allowed; bytes() and
  /// write() then repeat them. Errors: those of read().
  OCSPAN_FN inline void read_padded(Reader& reader, Field field) {
    read(reader, field, Tag::integer, Tolerance::integer_not_minimal);
  }

  /// Reads an INTEGER (0..MAX). Errors: those of read(), and undefined_value for a negative number.
  OCSPAN_FN void read_non_negative(Reader& reader, Field field, Tag tag = Tag::integer);

  /// Writes an INTEGER: in as few bytes as possible (X.690 8.3.2), unless read_padded() has read more.
  OCSPAN_FN void write(Writer& writer, Tag tag = Tag::integer) const;

  /// The contents octets; of what was read, as they stand in the message. Empty for a number that was not read.
  constexpr Bytes bytes() const { return bytes_; }
  /// Whether the number is less than 0.
  constexpr bool is_negative() const { return !bytes_.empty() && bytes_[0] >= 0x80; }

  /// Compares the numbers: redundant leading bytes make no difference.
  friend constexpr bool operator==(const Integer& a, const Integer& b) {
    return equal(a.significant(), b.significant());
  }
  /// Which number is less: redundant leading bytes make no difference.
  friend constexpr std::strong_ordering operator<=>(const Integer& a, const Integer& b) {
    if (a.is_negative() != b.is_negative()) {
      return a.is_negative() ? std::strong_ordering::less : std::strong_ordering::greater;
    }
    const Bytes x = a.significant();
    const Bytes y = b.significant();
    if (x.size() != y.size()) {
      return a.is_negative() ? y.size() <=> x.size() : x.size() <=> y.size();
    }
    for (std::size_t i = 0; i < x.size(); ++i) {
      if (x[i] != y[i]) {
        return x[i] <=> y[i];
      }
    }
    return std::strong_ordering::equal;
  }

  /// Writes the number in decimal: "-129". Errors: no_space, with the needed size in characters as its offset;
  /// too_long_for_decimal for more than max_decimal_bytes, since the work grows with the square of the length.
  OCSPAN_FN Result<std::string_view> to_decimal(std::span<char> out) const;

  /// Writes bytes() in hexadecimal, lower case, two digits a byte. Errors: no_space, with the needed size in characters
  /// as its offset.
  OCSPAN_FN Result<std::string_view> to_hex(std::span<char> out) const;

 private:
  static constexpr Bytes without_redundancy(Bytes bytes) {
    while (bytes.size() > 1 && detail::first_octet_is_redundant(bytes[0], bytes[1])) {
      bytes = bytes.subspan(1);
    }
    return bytes;
  }
  /// bytes() without leading bytes that only repeat the sign; empty for zero.
  constexpr Bytes significant() const {
    const Bytes bytes = without_redundancy(bytes_);
    if (bytes.size() == 1 && bytes[0] == 0) {
      return {};
    }
    return bytes;
  }
  OCSPAN_FN void read(Reader& reader, Field field, Tag tag, Tolerance for_redundancy);

  Bytes bytes_;
};

namespace detail {

/// Whether bit number `value` of `defined` is set.
constexpr bool is_in(std::uint32_t defined, std::uint8_t value) { return value < 32 && (defined >> value & 1) != 0; }

/// Reads an ENUMERATED or, if `tag` is that of INTEGER, a Version; its value is the number of a bit that is set in
/// `defined`. Errors: those of Integer::read; undefined_value for an ENUMERATED, unsupported_version for a Version.
OCSPAN_FN std::uint8_t read_one_of(Reader& reader, Field field, Tag tag, std::uint32_t defined);

}  // namespace detail

/// Reads an ENUMERATED and returns its value, which is the number of a bit that is set in `defined`.
/// Errors: those of Integer::read, and undefined_value for any other value.
OCSPAN_FN inline std::uint8_t read_enumerated(Reader& reader, Field field, std::uint32_t defined) {
  return detail::read_one_of(reader, field, Tag::enumerated, defined);
}

/// Writes an ENUMERATED with a value of 0 to 127.
OCSPAN_FN void write_enumerated(Writer& writer, std::uint8_t value);

/// Reads a BOOLEAN. Errors: those of Reader::contents, and bad_boolean for contents other than 00 and ff (X.690 11.1).
OCSPAN_FN bool read_boolean(Reader& reader, Field field);

/// Reads a BOOLEAN DEFAULT FALSE, which is FALSE if it is absent. Errors: those of read_boolean, and explicit_default
/// for a FALSE that is present (X.690 11.5), unless Tolerance::explicit_default is allowed.
OCSPAN_FN bool read_default_false(Reader& reader, Field field);

/// Writes a BOOLEAN DEFAULT FALSE: for FALSE, nothing.
OCSPAN_FN void write_default_false(Writer& writer, bool value);

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/asn1/integer.cpp"
#endif
