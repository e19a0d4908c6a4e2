// BIT STRING (X.690 8.6).
#pragma once

#include <cstdint>

#include "ocspan/asn1/bytes.hpp"
#include "ocspan/asn1/reader.hpp"
#include "ocspan/asn1/writer.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// A view of a BIT STRING. Lifetime: that of the bytes.
class BitString {
 public:
  constexpr BitString() = default;

  /// Reads a BIT STRING. Errors: those of Reader::contents, and bad_bit_string: more than 7 unused bits, unused bits
  /// although there is no byte, or unused bits that are not zero (X.690 8.6.2 and 11.2.1).
  OCSPAN_FN void read(Reader& reader, Field field, Tag tag = Tag::bit_string);

  /// Writes the BIT STRING, under another tag if it is IMPLICIT.
  OCSPAN_FN void write(Writer& writer, Tag tag = Tag::bit_string) const;

  /// The bits, most significant first, padded with unused_bits() zeros.
  constexpr Bytes bytes() const { return bytes_; }
  /// How many bits at the end of bytes() are padding, 0 to 7.
  constexpr unsigned unused_bits() const { return unused_bits_; }

 private:
  Bytes bytes_;
  std::uint8_t unused_bits_ = 0;
};

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/asn1/bit_string.cpp"
#endif
