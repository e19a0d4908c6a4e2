// CertHash (ISIS-MTT, Common PKI 2.0 part 4).
#pragma once

#include "ocspan/x509/algorithm_identifier.hpp"
#include "ocspan/x509/known_oid.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// The CertHash extension of a SingleResponse (Common PKI 2.0 part 4): the hash of the certificate itself, which proves
/// that the responder knows it. Lifetime: refers to the bytes it was loaded or made from.
class CertHash {
 public:
  static constexpr Oid oid = "certHash"_oid;         ///< the type of the extension, its extnID
  static constexpr Field field = Field::extn_value;  ///< what an error of the whole value is called after

  constexpr CertHash() = default;
  /// A CertHash to be written. Lifetime: refers to the bytes of both.
  constexpr CertHash(const AlgorithmIdentifier& hash_algorithm, Bytes certificate_hash)
      : hash_algorithm_(hash_algorithm), certificate_hash_(certificate_hash) {}

  /// Reads the CertHash. Errors: those of its fields.
  OCSPAN_FN void read(Reader& reader, Field name);
  /// Encodes the CertHash from its fields.
  OCSPAN_FN void write(Writer& writer) const;

  /// The hash function.
  constexpr const AlgorithmIdentifier& hash_algorithm() const OCSPAN_LIFETIMEBOUND { return hash_algorithm_; }
  /// The hash of the whole certificate.
  constexpr Bytes certificate_hash() const { return certificate_hash_; }

 private:
  AlgorithmIdentifier hash_algorithm_;
  Bytes certificate_hash_;
};

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/ocsp/cert_hash.cpp"
#endif
