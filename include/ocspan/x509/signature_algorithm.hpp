// Which parameters a signature algorithm has, and which hash function it uses.
#pragma once

#include <optional>

#include "ocspan/asn1/result.hpp"
#include "ocspan/x509/algorithm_identifier.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// The hash function that is applied to the message before it is signed; nothing for those that need none (Ed25519,
/// Ed448, ML-DSA, SLH-DSA). For RSASSA-PSS it is in the parameters, SHA-1 by default (RFC 8017 A.2.3); there a DEFAULT
/// may be written out, as who verifies has to understand it (RFC 4055 3.1).
/// Errors: unsupported_algorithm for a signature algorithm that is not known, and for a hash that is not one of
/// HashAlgorithm: MD2, that of GOST R 34.10-2012, SM3, one in the parameters; for parameters of RSASSA-PSS that cannot
/// be read, the reader's, with the offset counted from the parameters' beginning.
OCSPAN_FN Result<std::optional<HashAlgorithm>> signature_hash_algorithm(const AlgorithmIdentifier& algorithm);

/// The AlgorithmIdentifier of a signature algorithm as its RFC has it: parameters NULL for RSASSA-PKCS1-v1_5 (RFC 4055
/// 5, RFC 9688 2.2), absent for ECDSA, DSA, EdDSA, ML-DSA, SLH-DSA and GOST R 34.10-2012 (RFC 5758 3, RFC 8410 3,
/// RFC 9881 2, RFC 9909 3, RFC 9215 2), and for all that is not known.
/// Not for RSASSA-PSS: its parameters say which hash; write them as RSASSAPSSParams.
OCSPAN_FN AlgorithmIdentifier signature_algorithm(Oid oid);

/// Whether the parameters are what the algorithm's RFC says: for a signature those of signature_algorithm(), for
/// RSASSA-PSS an RSASSAPSSParams without DEFAULT values and with the trailer field 1; for SHA-1 and SHA-2 NULL or
/// absent (RFC 3370 2.1, RFC 5754 2). Nothing if the algorithm is none of these.
OCSPAN_FN std::optional<bool> has_standard_parameters(const AlgorithmIdentifier& algorithm);

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/x509/signature_algorithm.cpp"
#endif
