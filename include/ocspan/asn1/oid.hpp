// OBJECT IDENTIFIER (X.690 8.19).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>

#include "ocspan/asn1/bytes.hpp"
#include "ocspan/asn1/reader.hpp"
#include "ocspan/asn1/result.hpp"
#include "ocspan/asn1/writer.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// A view of an OBJECT IDENTIFIER's contents octets. Lifetime: that of the bytes, which for a constant is the program.
class Oid {
 public:
  constexpr Oid() = default;
  /// `bytes`, contents octets, are taken as they are.
  constexpr explicit Oid(Bytes bytes) : bytes_(bytes) {}

  /// Errors: those of Reader::contents, and bad_oid (X.690 8.19.2: no arc begins with 0x80, the last one ends).
  OCSPAN_FN void read(Reader& reader, Field field, Tag tag = Tag::object_identifier);

  /// read() where the value is nearly always the one whose DER is `usual`, which one comparison recognises. Returns
  /// whether it was that one. Errors: those of read().
  template <std::size_t size>
  OCSPAN_INLINE bool read_usual(Reader& reader, Field field, const std::uint8_t (&usual)[size]) {
    if (const Bytes der = reader.skip_if_equal(usual); !der.empty()) [[likely]] {
      bytes_ = der.subspan(2);
      return true;
    }
    read(reader, field);
    return equal(bytes_, Bytes{usual}.subspan(2));
  }

  /// Writes the value; bytes() are not looked at.
  OCSPAN_FN inline void write(Writer& writer) const { writer.value(Tag::object_identifier, bytes_); }

  constexpr Bytes bytes() const { return bytes_; }
  constexpr bool empty() const { return bytes_.empty(); }
  friend constexpr bool operator==(const Oid& a, const Oid& b) { return equal(a.bytes_, b.bytes_); }

  /// Writes "1.3.14.3.2.26"; nothing if empty(). Arcs of any size are written exactly, the text has no longest length.
  /// Errors: no_space, with the needed size; too_long_for_decimal for an arc of more than max_decimal_bytes; bad_oid
  /// for contents that were not read from a message and are no OBJECT IDENTIFIER.
  OCSPAN_FN Result<std::string_view> to_dotted(std::span<char> out) const;

 private:
  Bytes bytes_;
};

namespace detail {

/// The contents octets of an OBJECT IDENTIFIER, and how many they are.
struct EncodedOid {
  std::array<std::uint8_t, 64> bytes{};
  std::size_t size = 0;
};

// Not constexpr and nowhere defined: to reach one of these while a constant is worked out does not compile.
void arcs_are_no_object_identifier();
void no_such_name_in_known_oids();

consteval EncodedOid encode_oid(std::initializer_list<std::uint64_t> arcs) {
  EncodedOid out;
  const std::uint64_t* const arc = arcs.begin();
  if (arcs.size() < 2 || arc[0] > 2 || (arc[0] < 2 && arc[1] > 39) || arc[0] * 40 + arc[1] < arc[1]) {
    arcs_are_no_object_identifier();
  }
  for (std::size_t i = 1; i < arcs.size(); ++i) {
    const std::uint64_t value = i == 1 ? arc[0] * 40 + arc[1] : arc[i];
    int shift = 63;
    while (shift > 0 && value >> shift == 0) {
      shift -= 7;
    }
    for (; shift >= 0; shift -= 7) {
      out.bytes[out.size++] = static_cast<std::uint8_t>((value >> shift & 0x7f) | (shift == 0 ? 0 : 0x80));
    }
  }
  return out;
}

template <std::uint64_t... Arcs>
struct OidConstant {
  static constexpr EncodedOid encoded = encode_oid({Arcs...});
  /// What ends up in a program.
  static constexpr auto contents = [] {
    std::array<std::uint8_t, encoded.size> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      bytes[i] = encoded.bytes[i];
    }
    return bytes;
  }();
};

}  // namespace detail

/// A constant, worked out from its arcs at compile time: `oid<1, 3, 14, 3, 2, 26>`. What is no OBJECT IDENTIFIER, and a
/// second arc so close to 2^64 that it cannot be joined with the first in 64 bits, does not compile.
template <std::uint64_t... Arcs>
inline constexpr Oid oid{Bytes{detail::OidConstant<Arcs...>::contents}};

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/asn1/oid.cpp"
#endif
