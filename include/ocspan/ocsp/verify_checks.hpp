// The checks behind verify(): not part of the interface.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <type_traits>

#include "ocspan/ocsp/issuer_hashes.hpp"
#include "ocspan/ocsp/nonce.hpp"
#include "ocspan/ocsp/verify.hpp"

namespace ocspan::inline OCSPAN_ABI {
namespace detail {

/// A certificate that may be the signer's, and where it comes from; null stands for the response itself.
struct Candidate {
  const Certificate* certificate;
  VerifyInput input;
  SignedBy signed_by;
};

/// Whether a signature of the certificate can be valid at all: it is of whole bytes, and of one algorithm.
OCSPAN_FN bool has_plain_signature(const Certificate& certificate);

/// A verification and the checks that need no cryptography. Each check returns whether it passed; if not, its failure
/// is kept unless one that came further is known already.
class VerificationInProgress {
 public:
  /// `basic` is null if the response is not successful; `whole` is what offsets are counted in.
  constexpr VerificationInProgress(const BasicOCSPResponse* basic, Bytes whole, Tolerance tolerated,
                                   const Question& question, const VerifyPolicy& policy)
      : basic_(basic), whole_(whole), question_(&question), policy_(&policy) {
    result_.tolerated_ = tolerated;
  }

  constexpr const BasicOCSPResponse& basic() const { return *basic_; }
  constexpr const Question& question() const { return *question_; }
  constexpr const Certificate& issuer() const { return question_->issuer(); }

  OCSPAN_FN bool check_successful();
  OCSPAN_FN bool check_names_issuer();
  /// Takes the strictest and newest answer about the certificate. `same_issuer(CertID)` compares the issuer's hashes,
  /// and gives nullopt if it cannot compute them.
  template <class SameIssuer>
  constexpr bool find_answer(SameIssuer same_issuer) {
    bool found = false;
    bool uncertain = false;
    bool may_be_revoked = false;
    for (const SingleResponse& single : basic().responses()) {
      if (!(single.serial_number() == question_->serial_number())) {
        continue;
      }
      const std::optional<bool> same = same_issuer(single.cert_id());
      uncertain = uncertain || !same;
      may_be_revoked = may_be_revoked || (!same && single.certificate_status() == OCSPCertStatus::revoked);
      if (same.value_or(false)) {
        take_answer(single, found);
        found = true;
      }
    }
    if (found && (!may_be_revoked || result_.answer_.certificate_status() == OCSPCertStatus::revoked)) {
      return true;
    }
    return fail(uncertain ? VerifyStep::unsupported_hash : VerifyStep::no_answer, Field::responses);
  }

  /// The certificate asked about; null if its signature need not be checked.
  OCSPAN_FN const Certificate* certificate_to_check() const;
  OCSPAN_FN bool check_certificate(SignatureCheck answer);

  /// Reads a certificate; false if it cannot be read, or is the issuer's own, which is no failure.
  OCSPAN_FN bool load_candidate(Bytes der, Certificate& certificate) const;
  /// Whether it may be a delegated responder's certificate, but for its signature; of a trusted one, its validity.
  OCSPAN_FN bool check_candidate(const Candidate& candidate);
  OCSPAN_FN bool check_candidate_signature(const Candidate& candidate, SignatureCheck answer);
  /// The response's signature by the key of the candidate, or of the issuer if that is null.
  OCSPAN_FN bool check_signature(const Candidate* candidate, SignatureCheck answer);
  constexpr bool is_signed() const { return result_.signed_by_ != SignedBy::nobody; }
  /// Whether a signature is still being checked: nothing more is to be done.
  constexpr bool is_pending() const { return result_.failure_.step == VerifyStep::signature_pending; }

  OCSPAN_FN bool check_critical_extensions();
  OCSPAN_FN bool check_times();
  OCSPAN_FN bool check_nonce();
  OCSPAN_FN Verification finish();

  /// Fails at a field of OCSPResponse, BasicOCSPResponse, ResponseData or of the answer. Returns false.
  OCSPAN_FN bool fail(VerifyStep step, Field field);

 private:
  OCSPAN_FN bool fail_in(const Candidate& candidate, VerifyStep step, Field field, const std::uint8_t* at);
  OCSPAN_FN bool check(SignatureCheck answer, const Candidate& of, VerifyStep invalid, Field field);
  OCSPAN_FN const std::uint8_t* place_of(Field field) const;
  OCSPAN_FN bool check_critical(const Extensions& extensions, std::span<const Oid> understood, const Candidate& owner,
                                VerifyStep step);
  OCSPAN_FN void take_answer(const SingleResponse& single, bool found_before);
  /// What is wrong with the times of an answer; if nothing is, `usable_until` is when it ends.
  OCSPAN_FN VerifyStep check_times_of(const SingleResponse& single, std::int64_t& usable_until) const;

  const BasicOCSPResponse* basic_;
  Bytes whole_;
  const Question* question_;
  const VerifyPolicy* policy_;
  Verification result_;
};

/// A verifier of either kind.
template <class V>
class AnyVerifier {
 public:
  constexpr explicit AnyVerifier(V& verifier) : verifier_(&verifier) {}

  constexpr SignatureCheck operator()(const AlgorithmIdentifier& algorithm, const SubjectPublicKeyInfo& key,
                                      Bytes message, Bytes signature) {
    if constexpr (std::is_same_v<decltype((*verifier_)(algorithm, key, message, signature)), bool>) {
      return (*verifier_)(algorithm, key, message, signature) ? SignatureCheck::valid : SignatureCheck::invalid;
    } else {
      return (*verifier_)(algorithm, key, message, signature);
    }
  }

 private:
  V* verifier_;
};

/// A verifier that is asked only for what is not known yet.
template <class V>
class RememberingVerifier {
 public:
  constexpr RememberingVerifier(V& verifier, VerifyProgress& progress) : verifier_(verifier), progress_(&progress) {}

  constexpr SignatureCheck operator()(const AlgorithmIdentifier& algorithm, const SubjectPublicKeyInfo& key,
                                      Bytes message, Bytes signature) {
    SignatureCheck answer = progress_->answer(count_++);
    if (answer == SignatureCheck::pending) {
      answer = verifier_(algorithm, key, message, signature);
      progress_->add(answer);
    }
    return answer;
  }

 private:
  AnyVerifier<V> verifier_;
  VerifyProgress* progress_;
  std::size_t count_ = 0;
};

/// The issuer's hashes under the algorithm that was asked for last: the answers of a response seldom mix them. Where
/// the issuer's own certificate encodes its name otherwise than the certificate asked about, either encoding counts.
template <class H>
class IssuerHashCache {
 public:
  constexpr IssuerHashCache(const Question& question, H& hasher) : question_(&question), hasher_(&hasher) {}

  /// Whether both hashes of the CertID are the issuer's; nullopt if they cannot be computed.
  constexpr std::optional<bool> is_of(const CertID& id) {
    const Name& name = question_->issuer_name();
    const Name& other_name = question_->issuer().subject();
    const Bytes key = question_->issuer().subject_public_key_info().public_key();
    const bool has_other = !equal(name.der(), other_name.der());
    if (algorithm_.oid().empty() || !(id.hash_algorithm() == algorithm_)) {
      algorithm_ = {};
      if (!hashes_.set({name.der(), key}, id.hash_algorithm(), *hasher_) ||
          (has_other && !other_.set({other_name.der(), key}, id.hash_algorithm(), *hasher_))) {
        return std::nullopt;
      }
      algorithm_ = id.hash_algorithm();
    }
    return equal(id.issuer_key_hash(), hashes_.key_hash()) &&
           (equal(id.issuer_name_hash(), hashes_.name_hash()) ||
            (has_other && equal(id.issuer_name_hash(), other_.name_hash())));
  }

 private:
  const Question* question_;
  H* hasher_;
  AlgorithmIdentifier algorithm_;
  IssuerHashes hashes_;
  IssuerHashes other_;
};

/// Whether the responderID names this certificate; nullopt if that cannot be computed. byKey is the SHA-1 hash of the
/// key (RFC 6960 4.2.1).
template <class H>
constexpr std::optional<bool> names(const ResponderID& id, const Certificate& certificate, H& hasher) {
  if (id.by_name()) {
    return names_match(*id.by_name(), certificate.subject());
  }
  std::array<std::uint8_t, 20> hash{};
  if (!hasher(HashAlgorithm::sha1, certificate.subject_public_key_info().public_key(), std::span{hash})) {
    return std::nullopt;
  }
  return equal(*id.by_key(), hash);
}

/// Finds whose key has signed: the issuer, a trusted responder, or a delegated one (RFC 6960 4.2.2.2).
template <class V, class H>
constexpr bool find_signer(VerificationInProgress& checks, V& verifier, H& hasher) {
  const BasicOCSPResponse& basic = checks.basic();
  const Certificate& issuer = checks.issuer();
  const auto signature_by = [&](const Certificate& signer) {
    return basic.signature_bits().unused_bits() != 0
               ? SignatureCheck::invalid
               : verifier(basic.signature_algorithm(), signer.subject_public_key_info(), basic.tbs_response_bytes(),
                          basic.signature());
  };

  const std::optional<bool> names_issuer = names(basic.responder_id(), issuer, hasher);
  if (!names_issuer) {
    return checks.fail(VerifyStep::unsupported_hash, Field::responder_id);
  }
  if (*names_issuer && (checks.check_signature(nullptr, signature_by(issuer)) || checks.is_pending())) {
    return !checks.is_pending();
  }

  std::size_t count = 0;
  // Whether to look no further: it is the signer's, or nothing more can be said.
  const auto try_candidate = [&](const Candidate& candidate) {
    const Certificate& certificate = *candidate.certificate;
    if (!names(basic.responder_id(), certificate, hasher).value_or(false) || !checks.check_candidate(candidate)) {
      return false;
    }
    if (++count > max_signers) {
      checks.fail(VerifyStep::too_many_signers, Field::responder_id);
      return true;
    }
    const bool is_issued = candidate.signed_by == SignedBy::trusted ||
                           checks.check_candidate_signature(
                               candidate, verifier(certificate.signature_algorithm(), issuer.subject_public_key_info(),
                                                   certificate.tbs_certificate_bytes(), certificate.signature()));
    return (is_issued && checks.check_signature(&candidate, signature_by(certificate))) || checks.is_pending();
  };
  const auto try_all = [&](const auto& certificates, VerifyInput input, SignedBy signed_by) {
    for (const Bytes der : certificates) {
      Certificate certificate;
      if (checks.load_candidate(der, certificate) && try_candidate({&certificate, input, signed_by})) {
        return true;
      }
    }
    return false;
  };
  for (const Certificate& trusted : checks.question().trusted()) {
    if (try_candidate({&trusted, VerifyInput::added_certificate, SignedBy::trusted})) {
      return checks.is_signed();
    }
  }
  const Question& question = checks.question();
  if (try_all(question.trusted_der(), VerifyInput::added_certificate, SignedBy::trusted) ||
      try_all(basic.certificates(), VerifyInput::response, SignedBy::delegated) ||
      try_all(question.certificates(), VerifyInput::added_certificate, SignedBy::delegated)) {
    return checks.is_signed();
  }
  return checks.fail(VerifyStep::no_signer, Field::responder_id);
}

template <class V, class H>
constexpr Verification verify(VerificationInProgress checks, V check, H& hasher) {
  const Question& question = checks.question();
  IssuerHashCache<H> hashes{question, hasher};
  if (!checks.check_successful() || !checks.check_names_issuer()) {
    return checks.finish();
  }
  if (const CertID* const asked = question.asked()) {
    const std::optional<bool> same = hashes.is_of(*asked);
    if (!same.value_or(false)) {
      checks.fail(same ? VerifyStep::wrong_issuer : VerifyStep::unsupported_hash, Field::responses);
      return checks.finish();
    }
  }
  if (!checks.find_answer([&](const CertID& id) { return hashes.is_of(id); })) {
    return checks.finish();
  }
  if (const Certificate* const certificate = checks.certificate_to_check()) {
    const SignatureCheck answer =
        has_plain_signature(*certificate)
            ? check(certificate->signature_algorithm(), question.issuer().subject_public_key_info(),
                    certificate->tbs_certificate_bytes(), certificate->signature())
            : SignatureCheck::invalid;
    if (!checks.check_certificate(answer)) {
      return checks.finish();
    }
  }
  if (find_signer(checks, check, hasher) && checks.check_critical_extensions() && checks.check_times()) {
    checks.check_nonce();
  }
  return checks.finish();
}

OCSPAN_FN inline VerificationInProgress begin_verification(const OCSPResponse& response, const Question& question,
                                                           const VerifyPolicy& policy) {
  return {response.basic(), response.public_bytes(), response.tolerated(), question, policy};
}

OCSPAN_FN inline VerificationInProgress begin_verification(const BasicOCSPResponse& response, const Question& question,
                                                           const VerifyPolicy& policy) {
  return {&response, response.public_bytes(), response.tolerated(), question, policy};
}

}  // namespace detail

template <SignatureVerifier V, Hasher H>
constexpr Verification verify(const OCSPResponse& response, const Question& question, const VerifyPolicy& policy,
                              V&& verifier, H&& hasher) {
  return detail::verify(detail::begin_verification(response, question, policy), detail::AnyVerifier{verifier}, hasher);
}

template <SignatureVerifier V, Hasher H>
constexpr Verification verify(const OCSPResponse& response, const Question& question, const VerifyPolicy& policy,
                              V&& verifier, H&& hasher, VerifyProgress& progress) {
  return detail::verify(detail::begin_verification(response, question, policy),
                        detail::RememberingVerifier{verifier, progress}, hasher);
}

template <SignatureVerifier V, Hasher H>
constexpr Verification verify(const BasicOCSPResponse& response, const Question& question, const VerifyPolicy& policy,
                              V&& verifier, H&& hasher) {
  return detail::verify(detail::begin_verification(response, question, policy), detail::AnyVerifier{verifier}, hasher);
}

template <SignatureVerifier V, Hasher H>
constexpr Verification verify(const BasicOCSPResponse& response, const Question& question, const VerifyPolicy& policy,
                              V&& verifier, H&& hasher, VerifyProgress& progress) {
  return detail::verify(detail::begin_verification(response, question, policy),
                        detail::RememberingVerifier{verifier, progress}, hasher);
}

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/ocsp/verify.cpp"
#include "../../../lib/ocsp/verify_text.cpp"
#endif
