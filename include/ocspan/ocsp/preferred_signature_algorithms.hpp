// PreferredSignatureAlgorithms (RFC 6960 4.4.7.1).
#pragma once

#include <optional>

#include "ocspan/asn1/sequence_of.hpp"
#include "ocspan/x509/algorithm_identifier.hpp"
#include "ocspan/x509/known_oid.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// How the response should be signed (RFC 6960 4.4.7.1). Lifetime: refers to the bytes it was loaded or made from.
class PreferredSignatureAlgorithm {
 public:
  constexpr PreferredSignatureAlgorithm() = default;
  /// An entry to be written. Lifetime: refers to the bytes of both.
  constexpr explicit PreferredSignatureAlgorithm(const AlgorithmIdentifier& sig_identifier,
                                                 const std::optional<AlgorithmIdentifier>& cert_identifier = {})
      : sig_identifier_(sig_identifier), cert_identifier_(cert_identifier) {}

  /// Reads the PreferredSignatureAlgorithm. Errors: those of its fields.
  OCSPAN_FN void read(Reader& reader, Field field);
  /// Encodes the PreferredSignatureAlgorithm from its fields.
  OCSPAN_FN void write(Writer& writer) const;

  /// The signature algorithm.
  constexpr const AlgorithmIdentifier& sig_identifier() const OCSPAN_LIFETIMEBOUND { return sig_identifier_; }
  /// The algorithm of the key in the responder's certificate; nullopt if the client does not care.
  constexpr const std::optional<AlgorithmIdentifier>& cert_identifier() const OCSPAN_LIFETIMEBOUND {
    return cert_identifier_;
  }

 private:
  AlgorithmIdentifier sig_identifier_;
  std::optional<AlgorithmIdentifier> cert_identifier_;
};

// PreferredSignatureAlgorithms ::= SEQUENCE OF PreferredSignatureAlgorithm
/// The Preferred Signature Algorithms extension (RFC 6960 4.4.7.1): a range of PreferredSignatureAlgorithm, the most
/// preferred first. Lifetime: refers to the bytes it was loaded from.
class PreferredSignatureAlgorithms : public SequenceOf<PreferredSignatureAlgorithm> {
 public:
  static constexpr Oid oid = "pref-sig-algs"_oid;    ///< the type of the extension, its extnID
  static constexpr Field field = Field::extn_value;  ///< what an error of the whole value is called after
};

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/ocsp/preferred_signature_algorithms.cpp"
#endif
