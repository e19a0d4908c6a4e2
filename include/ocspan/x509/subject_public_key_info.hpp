// SubjectPublicKeyInfo (RFC 5280 4.1.2.7).
#pragma once

#include "ocspan/asn1/bit_string.hpp"
#include "ocspan/asn1/reader.hpp"
#include "ocspan/x509/algorithm_identifier.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// A public key and its algorithm (RFC 5280 4.1.2.7). Lifetime: refers to the bytes it was loaded from.
class SubjectPublicKeyInfo {
 public:
  /// Reads the SubjectPublicKeyInfo. Errors: those of its fields.
  OCSPAN_FN void read(Reader& reader, Field field);

  /// The algorithm of the key and its parameters, such as a curve.
  constexpr const AlgorithmIdentifier& algorithm() const OCSPAN_LIFETIMEBOUND { return algorithm_; }
  /// The bytes of the key: subjectPublicKey without tag, length and number of unused bits. Hashes that identify a key
  /// are computed over these, not over the whole SubjectPublicKeyInfo (RFC 5280 4.2.1.2).
  constexpr Bytes public_key() const { return public_key_.bytes(); }
  /// The whole SubjectPublicKeyInfo as it stands in the input.
  constexpr Bytes der() const { return der_; }

 private:
  AlgorithmIdentifier algorithm_;
  BitString public_key_;
  Bytes der_;
};

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/x509/subject_public_key_info.cpp"
#endif
