// Which parameters a signature algorithm has, and which hash function it uses.
#pragma once

#include <optional>

#include "ocspan/asn1/result.hpp"
#include "ocspan/x509/algorithm_identifier.hpp"

namespace ocspan {

/// The hash function that is applied to the message before it is signed; nothing for those that need none (Ed25519,
/// Ed448). For RSASSA-PSS it is in the parameters, SHA-1 by default (RFC 8017 A.2.3).
/// Errors: unsupported_algorithm for a signature algorithm, or a hash in the parameters, that is not known; for
/// parameters of RSASSA-PSS that cannot be read, the reader's, with the offset counted from the parameters' beginning.
OCSPAN_FN Result<std::optional<HashAlgorithm>> signature_hash_algorithm(const AlgorithmIdentifier& algorithm);

/// The AlgorithmIdentifier of a signature algorithm as its RFC has it: parameters NULL for RSASSA-PKCS1-v1_5 (RFC 4055
/// 5, RFC 9688 2.2), absent for ECDSA, DSA and EdDSA (RFC 5758 3, RFC 8410 3), and for all that is not known.
/// Not for RSASSA-PSS: its parameters say which hash; read the whole of it by load<AlgorithmIdentifier>().
OCSPAN_FN AlgorithmIdentifier signature_algorithm(Oid oid);

}  // namespace ocspan

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/x509/signature_algorithm.cpp"
#endif
