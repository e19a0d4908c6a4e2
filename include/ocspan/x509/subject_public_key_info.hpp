// SubjectPublicKeyInfo (RFC 5280 4.1.2.7).
#pragma once

#include "ocspan/asn1/bit_string.hpp"
#include "ocspan/asn1/reader.hpp"
#include "ocspan/x509/algorithm_identifier.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// A view of a public key and its algorithm. Lifetime: that of the bytes.
class SubjectPublicKeyInfo {
 public:
  /// Errors: those of the fields.
  OCSPAN_FN void read(Reader& reader, Field field);

  constexpr const AlgorithmIdentifier& algorithm() const OCSPAN_LIFETIMEBOUND { return algorithm_; }
  /// The bits of the key, without tag, length and the number of unused bits. Hashes that identify a key are taken over
  /// these, not over the whole SubjectPublicKeyInfo (RFC 5280 4.2.1.2).
  constexpr Bytes public_key() const { return public_key_.bytes(); }
  /// The whole value.
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
