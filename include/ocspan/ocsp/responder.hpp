// What a responder decides about a request (RFC 6960 4.1.2, 4.2.2.3, 4.4.7.2), and a client about the answers to all of
// its questions.
#pragma once

#include <concepts>
#include <optional>

#include "ocspan/ocsp/basic_response.hpp"
#include "ocspan/ocsp/preferred_signature_algorithms.hpp"
#include "ocspan/ocsp/request.hpp"
#include "ocspan/ocsp/verify.hpp"
#include "ocspan/x509/signature_algorithm.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// Finds the certificate of who has signed a request: the first of those that come along whose subject is the
/// requestorName (RFC 6960 4.1.2), by names_match(). Whether it is trusted is for the caller to decide.
/// Lifetime: the certificate refers to the bytes of the request. Errors: missing, in the field signature, requestorName
/// or certs that is not there, or has none that fits; those of reading a certificate that comes before it.
OCSPAN_FN Result<Certificate> find_requestor(const OCSPRequest& request, Tolerance tolerance = Tolerance::none);

/// Checks the signature of a request (RFC 6960 4.1.2) with the requestor's key. Returns what the verifier answers, and
/// invalid for a request that is not signed.
template <SignatureVerifier V>
constexpr SignatureCheck check_request_signature(const OCSPRequest& request, const SubjectPublicKeyInfo& key,
                                                 V&& verifier) {
  if (!request.signature() || request.signature()->bits().unused_bits() != 0) {
    return SignatureCheck::invalid;
  }
  return detail::AnyVerifier{verifier}(request.signature()->algorithm(), key, request.tbs_request_bytes(),
                                       request.signature()->bits().bytes());
}

/// What a responder knows of signature algorithms beside a request.
struct KnownSignatureAlgorithms {
  std::optional<AlgorithmIdentifier> of_crl = {};      ///< of a CRL of the certificate's issuer
  std::optional<AlgorithmIdentifier> advertised = {};  ///< what the responder is known to sign by
};

/// Chooses the algorithm to sign a response by: the first that `is_acceptable(algorithm)`, among those that the request
/// prefers, in their order, that of the issuer's CRL, that of the request's own signature, the advertised one, and
/// sha256WithRSAEncryption, which each client knows (RFC 6960 4.4.7.2.1). What is acceptable is what the responder has
/// a key for and holds to be secure. Lifetime: refers to the bytes of the request. nullopt if none is acceptable.
template <std::predicate<const AlgorithmIdentifier&> P>
constexpr std::optional<AlgorithmIdentifier> choose_signature_algorithm(const OCSPRequest& request,
                                                                        const KnownSignatureAlgorithms& known,
                                                                        P&& is_acceptable) {
  Error error;
  PreferredSignatureAlgorithms preferred;
  if (request.extensions().get_into(preferred, error)) {
    for (const PreferredSignatureAlgorithm& each : preferred) {
      if (is_acceptable(each.sig_identifier())) {
        return each.sig_identifier();
      }
    }
  }
  std::optional<AlgorithmIdentifier> of_request;
  if (request.signature()) {
    of_request = request.signature()->algorithm();
  }
  const AlgorithmIdentifier mandatory = signature_algorithm("sha256WithRSAEncryption"_oid);
  for (const std::optional<AlgorithmIdentifier>& each :
       {known.of_crl, of_request, known.advertised, std::optional{mandatory}}) {
    if (each && is_acceptable(*each)) {
      return each;
    }
  }
  return std::nullopt;
}

/// The first question of `request` that `response` does not answer (RFC 6960 4.2.2.3: it must answer each); nullopt if
/// there is none. CertIDs are compared by ==. The work is linear if the answers are in the order of the questions, and
/// at worst the product of their numbers. Lifetime: refers to the bytes of the request.
OCSPAN_FN std::optional<CertID> first_unanswered(const BasicOCSPResponse& response, const OCSPRequest& request);

/// The first answer in `response` that `request` has no question for (RFC 6960 4.2.2.3: there should be none, but RFC
/// 9919 3.2.1 allows more); nullopt if there is none. Cost as for first_unanswered(). Lifetime: refers to the bytes of
/// the response.
OCSPAN_FN std::optional<CertID> first_unasked(const BasicOCSPResponse& response, const OCSPRequest& request);

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/ocsp/responder.cpp"
#endif
