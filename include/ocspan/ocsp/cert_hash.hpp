// CertHash (ISIS-MTT, Common PKI 2.0 part 4).
#pragma once

#include "ocspan/x509/algorithm_identifier.hpp"
#include "ocspan/x509/known_oid.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// Of a SingleResponse: the responder has the certificate itself, for this is its hash. Lifetime: that of the bytes.
class CertHash {
 public:
  static constexpr Oid oid = "certHash"_oid;
  static constexpr Field field = Field::extn_value;

  constexpr CertHash() = default;
  constexpr CertHash(const AlgorithmIdentifier& hash_algorithm, Bytes certificate_hash)
      : hash_algorithm_(hash_algorithm), certificate_hash_(certificate_hash) {}

  /// Errors: those of the fields.
  OCSPAN_FN void read(Reader& reader, Field name);
  /// Encodes the fields anew.
  OCSPAN_FN void write(Writer& writer) const;

  constexpr const AlgorithmIdentifier& hash_algorithm() const OCSPAN_LIFETIMEBOUND { return hash_algorithm_; }
  /// Over the whole certificate.
  constexpr Bytes certificate_hash() const { return certificate_hash_; }

 private:
  AlgorithmIdentifier hash_algorithm_;
  Bytes certificate_hash_;
};

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/ocsp/cert_hash.cpp"
#endif
