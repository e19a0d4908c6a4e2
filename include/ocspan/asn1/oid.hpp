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

/// A view of an OBJECT IDENTIFIER's contents octets. Lifetime: that of the bytes; constants live as long as the
/// program.
class Oid {
 public:
  /// No OBJECT IDENTIFIER: bytes() is empty.
  constexpr Oid() = default;
  /// The OBJECT IDENTIFIER with these contents octets, which are not checked.
  constexpr explicit Oid(Bytes bytes) : bytes_(bytes) {}

  /// Takes the next of `fields`, which must be an OBJECT IDENTIFIER. Lifetime: refers to their bytes.
  OCSPAN_INLINE void take(CheckedFields& fields) { bytes_ = fields.next(); }

  /// Reads an OBJECT IDENTIFIER. Errors: those of Reader::contents, and bad_oid for one that is empty, has an arc that
  /// begins with 0x80, or ends inside an arc (X.690 8.19.2).
  OCSPAN_FN void read(Reader& reader, Field field, Tag tag = Tag::object_identifier);

  /// Reads an OBJECT IDENTIFIER that nearly always is the one whose DER is `usual`: one comparison recognises it.
  /// Returns whether it is that one. Errors: those of read().
  template <std::size_t size>
  OCSPAN_FN inline bool read_usual(Reader& reader, Field field, const std::uint8_t (&usual)[size]) {
    if (const Bytes der = reader.skip_if_equal(usual); !der.empty()) [[likely]] {
      bytes_ = der.subspan(2);
      return true;
    }
    read(reader, field);
    return equal(bytes_, Bytes{usual}.subspan(2));
  }

  /// Writes an OBJECT IDENTIFIER with the contents octets bytes(), which are not checked.
  OCSPAN_FN inline void write(Writer& writer) const { writer.value(Tag::object_identifier, bytes_); }

  /// The contents octets.
  constexpr Bytes bytes() const { return bytes_; }
  /// Whether it is none: one that was not read.
  constexpr bool empty() const { return bytes_.empty(); }
  /// Whether the contents octets are equal.
  friend constexpr bool operator==(const Oid& a, const Oid& b) { return equal(a.bytes_, b.bytes_); }

  /// Writes the arcs in decimal: "1.3.14.3.2.26"; an empty text if empty(). Errors: no_space, with the needed size in
  /// characters as its offset, or input_too_long (see TextWriter::finish); too_long_for_decimal for an arc of more than
  /// max_decimal_bytes; bad_oid for bytes() that a program put together and that are no OBJECT IDENTIFIER.
  OCSPAN_FN Result<std::string_view> to_dotted(std::span<char> out) const;

 private:
  Bytes bytes_;
};

namespace detail {

/// The contents octets of an OBJECT IDENTIFIER: the first `size` of `bytes`.
struct EncodedOid {
  std::array<std::uint8_t, 64> bytes{};
  std::size_t size = 0;
};

// Neither constexpr nor defined anywhere: a constant expression that calls one of them does not compile, and the
// compiler shows its name.
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
  /// Of exactly the size that is needed: this is what ends up in a program.
  static constexpr auto contents = [] {
    std::array<std::uint8_t, encoded.size> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      bytes[i] = encoded.bytes[i];
    }
    return bytes;
  }();
};

}  // namespace detail

/// A constant made from its arcs at compile time: `oid<1, 3, 14, 3, 2, 26>`. Arcs that are no OBJECT IDENTIFIER do not
/// compile, nor does a second arc of more than 2^64 - 81, which 64 bits cannot hold when joined with a first arc of 2.
template <std::uint64_t... Arcs>
inline constexpr Oid oid{Bytes{detail::OidConstant<Arcs...>::contents}};

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/asn1/oid.cpp"
#endif
