// KeyUsage and ExtKeyUsageSyntax (RFC 5280 4.2.1.3, 4.2.1.12).
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "ocspan/asn1/bit_string.hpp"
#include "ocspan/asn1/oid.hpp"
#include "ocspan/asn1/sequence_of.hpp"
#include "ocspan/x509/known_oid.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// The bits of KeyUsage (RFC 5280 4.2.1.3); the values are their numbers.
enum class KeyUsageBit : std::uint8_t {
  digital_signature = 0,
  non_repudiation = 1,  ///< also called contentCommitment
  key_encipherment = 2,
  data_encipherment = 3,
  key_agreement = 4,
  key_cert_sign = 5,
  crl_sign = 6,
  encipher_only = 7,
  decipher_only = 8,
};

/// The bit as RFC 5280 spells it: "digitalSignature"; empty for a value that is not defined.
OCSPAN_FN std::string_view to_string(KeyUsageBit bit);

/// The keyUsage extension (RFC 5280 4.2.1.3): what the key may be used for. Holds no view. Bits that RFC 5280 does not
/// define are ignored, and so are zeros at the end, which DER leaves out (X.690 11.2.2): no reader refuses them.
class KeyUsage {
 public:
  static constexpr Oid oid = "keyUsage"_oid;         ///< the type of the extension, its extnID
  static constexpr Field field = Field::extn_value;  ///< what an error of the whole value is called after

  constexpr KeyUsage() = default;
  /// The usages to be written.
  constexpr explicit KeyUsage(std::initializer_list<KeyUsageBit> bits) {
    for (const KeyUsageBit bit : bits) {
      bits_ |= static_cast<std::uint16_t>(1U << static_cast<unsigned>(bit));
    }
  }

  /// Reads the KeyUsage. Errors: those of BitString::read.
  OCSPAN_FN void read(Reader& reader, Field name);
  /// Encodes the KeyUsage, without zeros at the end.
  OCSPAN_FN void write(Writer& writer) const;

  /// Whether the bit is set.
  constexpr bool has(KeyUsageBit bit) const { return (bits_ >> static_cast<unsigned>(bit) & 1) != 0; }

 private:
  std::uint16_t bits_ = 0;
};

/// The extKeyUsage extension (RFC 5280 4.2.1.12), the purposes the key may be used for: a range of Oid.
/// Lifetime: refers to the bytes it was loaded from.
class ExtKeyUsage : public NonEmptySequenceOf<Oid> {
 public:
  static constexpr Oid oid = "extKeyUsage"_oid;      ///< the type of the extension, its extnID
  static constexpr Field field = Field::extn_value;  ///< what an error of the whole value is called after

  /// Whether `purpose`, such as "serverAuth"_oid, is among the purposes.
  OCSPAN_FN bool has(Oid purpose) const;
};

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/x509/key_usage.cpp"
#endif
