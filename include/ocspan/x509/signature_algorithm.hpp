// Which parameters a signature algorithm has, and which hash function it uses.
#pragma once

#include <optional>

#include "ocspan/asn1/result.hpp"
#include "ocspan/x509/algorithm_identifier.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// The hash function that the signature algorithm applies to the message; nullopt if it needs none (Ed25519, Ed448,
/// ML-DSA, SLH-DSA). That of RSASSA-PSS is in the parameters, SHA-1 by default (RFC 8017 A.2.3); a DEFAULT that is
/// written out is accepted, as verifiers must (RFC 4055 3.1).
/// Errors: unsupported_algorithm if the algorithm is not known, or its hash is not one of HashAlgorithm (MD2, SM3, GOST
/// R 34.11-2012); those of loading RSASSAPSSParams, with the offset counted from the beginning of the parameters.
OCSPAN_FN Result<std::optional<HashAlgorithm>> signature_hash_algorithm(const AlgorithmIdentifier& algorithm);

/// The AlgorithmIdentifier of a signature algorithm with the parameters that its RFC requires: NULL for
/// RSASSA-PKCS1-v1_5 (RFC 4055 5, RFC 9688 2.2), absent for ECDSA, DSA, EdDSA, ML-DSA, SLH-DSA and GOST R 34.10-2012
/// (RFC 5758 3, RFC 8410 3, RFC 9881 2, RFC 9909 3, RFC 9215 2) and for everything that is not known. Not for
/// RSASSA-PSS, whose parameters say which hash: encode an RSASSAPSSParams for it. Lifetime: refers to what `oid` refers
/// to.
OCSPAN_FN AlgorithmIdentifier signature_algorithm(Oid oid);

/// Whether the parameters are as the algorithm's RFC requires. For a signature algorithm that is what
/// signature_algorithm() gives; for RSASSA-PSS an RSASSAPSSParams without written-out DEFAULT values and with trailer
/// field 1; for SHA-1 and SHA-2 NULL or absent (RFC 3370 2.1, RFC 5754 2). nullopt for any other algorithm.
OCSPAN_FN std::optional<bool> has_standard_parameters(const AlgorithmIdentifier& algorithm);

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/x509/signature_algorithm.cpp"
#endif
