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

/// What comes of comparing hashes: uncertain if they cannot be computed.
enum class Match : std::uint8_t { no, yes, uncertain };

/// A certificate that may be the signer's, and where it comes from; null stands for the response itself.
struct Candidate {
  const Certificate* certificate;
  VerifyInput input;
  SignedBy signed_by;
};

/// The certificates that may be the signer's, one after the other: trusted ones, those in the response, those added.
class Candidates {
 public:
  constexpr Candidates(const Question& question, const BasicOCSPResponse& basic)
      : question_(&question), embedded_(basic.certificates().begin()), end_(basic.certificates().end()) {}

  /// Goes to the next; false if there is none.
  OCSPAN_FN bool next();
  constexpr Bytes der() const { return der_; }
  constexpr VerifyInput input() const { return input_; }
  constexpr SignedBy signed_by() const { return signed_by_; }

 private:
  const Question* question_;
  Certificates::Iterator embedded_;
  Certificates::Iterator end_;
  std::size_t count_ = 0;  // of the question's lists how many were given
  Bytes der_;
  VerifyInput input_ = VerifyInput::added_certificate;
  SignedBy signed_by_ = SignedBy::trusted;
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

  /// Whether the question has this CertID, whose hashes were compared already.
  OCSPAN_FN bool was_asked(const CertID& id) const;
  OCSPAN_FN bool check_successful();
  OCSPAN_FN bool check_names_issuer();
  /// Takes the strictest and newest answer about the certificate. `same_issuer(CertID)` is the Match of the issuer's
  /// hashes.
  template <class SameIssuer>
  constexpr bool find_answer(SameIssuer same_issuer) {
    bool found = false;
    bool uncertain = false;
    bool may_be_revoked = false;
    for (const SingleResponse& single : basic().responses()) {
      if (!(single.serial_number() == question_->serial_number())) {
        continue;
      }
      const Match same = same_issuer(single.cert_id());
      if (same == Match::yes) {
        take_answer(single, found);
        found = true;
      } else if (same == Match::uncertain) {
        uncertain = true;
        may_be_revoked = may_be_revoked || single.certificate_status() == OCSPCertStatus::revoked;
      }
    }
    if (found && (!may_be_revoked || result_.answer_.certificate_status() == OCSPCertStatus::revoked)) {
      return true;
    }
    return fail(uncertain ? VerifyStep::unsupported_hash : VerifyStep::no_answer, Field::responses);
  }

  /// The certificate asked about; null if its signature need not be checked.
  constexpr const Certificate* certificate_to_check() const {
    return policy_->certificate_is_validated ? nullptr : question_->certificate();
  }
  OCSPAN_FN bool check_certificate(SignatureCheck answer);

  /// What a certificate that may be the signer's is read with.
  constexpr Tolerance tolerance_for(SignedBy signed_by) const {
    return signed_by == SignedBy::trusted ? Tolerance::all : policy_->tolerance;
  }
  OCSPAN_FN bool is_issuers_own(const Certificate& certificate) const;
  /// Whether it may be a delegated responder's certificate, but for its signature; of a trusted one, its validity.
  OCSPAN_FN bool check_candidate(const Candidate& candidate);
  OCSPAN_FN inline bool check_candidate_signature(const Candidate& candidate, SignatureCheck answer) {
    return check(answer, candidate, VerifyStep::signer_bad_signature, Field::certs);
  }
  /// The response's signature by the key of the candidate, or of the issuer if that is null.
  OCSPAN_FN bool check_signature(const Candidate* candidate, SignatureCheck answer);
  /// Whether a signature is still being checked: nothing more is to be done.
  constexpr bool is_pending() const { return result_.failure_.step == VerifyStep::signature_pending; }

  OCSPAN_FN bool check_critical_extensions();
  OCSPAN_FN bool check_times();
  OCSPAN_FN bool check_nonce();
  /// All checks have passed: the verdict is that of the answer.
  OCSPAN_FN void trust();
  constexpr const Verification& result() const { return result_; }

  /// Fails at a field of OCSPResponse, BasicOCSPResponse, ResponseData or of the answer. Returns false.
  OCSPAN_FN bool fail(VerifyStep step, Field field);

 private:
  OCSPAN_FN bool fail_in(const Candidate& candidate, VerifyStep step, Field field, const std::uint8_t* at);
  /// Fails at a field of the candidate's certificate. Returns false.
  OCSPAN_FN bool fail_in(const Candidate& candidate, VerifyStep step, Field field);
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

/// Whether both hashes of a CertID are those of the issuer. Where the issuer's own certificate encodes its name
/// otherwise than the certificate asked about, either encoding counts.
template <class H>
constexpr Match names_issuer(const CertID& id, const Question& question, H& hasher) {
  const std::optional<HashAlgorithm> hash = supported_hash(id.hash_algorithm());
  std::array<std::uint8_t, 64> digest{};
  const std::span<std::uint8_t> out = std::span{digest}.first(hash ? digest_size(*hash) : 0);
  if (!hash || !hasher(*hash, question.issuer().subject_public_key_info().public_key(), out)) {
    return Match::uncertain;
  }
  if (!equal(id.issuer_key_hash(), out)) {
    return Match::no;
  }
  for (const Name* const name : {&question.issuer_name(), &question.issuer().subject()}) {
    if (!hasher(*hash, name->der(), out)) {
      return Match::uncertain;
    }
    if (equal(id.issuer_name_hash(), out)) {
      return Match::yes;
    }
  }
  return Match::no;
}

/// Whether the responderID names this certificate. byKey is the SHA-1 hash of the key (RFC 6960 4.2.1).
template <class H>
constexpr Match names(const ResponderID& id, const Certificate& certificate, H& hasher) {
  if (id.by_name()) {
    return names_match(*id.by_name(), certificate.subject()) ? Match::yes : Match::no;
  }
  std::array<std::uint8_t, 20> hash{};
  if (!hasher(HashAlgorithm::sha1, certificate.subject_public_key_info().public_key(), std::span{hash})) {
    return Match::uncertain;
  }
  return equal(*id.by_key(), hash) ? Match::yes : Match::no;
}

/// Whether the issuer's key has signed a certificate.
template <class V>
constexpr SignatureCheck signature_of(const Certificate& certificate, const Certificate& issuer, V& verifier) {
  return verifier(certificate.signature_algorithm(), issuer.subject_public_key_info(),
                  certificate.tbs_certificate_bytes(), certificate.signature());
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

  const Match is_issuer = names(basic.responder_id(), issuer, hasher);
  if (is_issuer == Match::uncertain) {
    return checks.fail(VerifyStep::unsupported_hash, Field::responder_id);
  }
  if (is_issuer == Match::yes && (checks.check_signature(nullptr, signature_by(issuer)) || checks.is_pending())) {
    return !checks.is_pending();
  }

  Candidates candidates{checks.question(), basic};
  for (std::size_t count = 0; candidates.next();) {
    const auto loaded = load_der_x509_certificate(candidates.der(), checks.tolerance_for(candidates.signed_by()));
    const Certificate& certificate = *loaded;
    const Candidate candidate{&certificate, candidates.input(), candidates.signed_by()};
    if (!loaded || checks.is_issuers_own(certificate) ||
        names(basic.responder_id(), certificate, hasher) != Match::yes || !checks.check_candidate(candidate)) {
      continue;
    }
    if (++count > max_signers) {
      return checks.fail(VerifyStep::too_many_signers, Field::responder_id);
    }
    const bool is_issued = candidate.signed_by == SignedBy::trusted ||
                           checks.check_candidate_signature(candidate, signature_of(certificate, issuer, verifier));
    if ((is_issued && checks.check_signature(&candidate, signature_by(certificate))) || checks.is_pending()) {
      return !checks.is_pending();
    }
  }
  return checks.fail(VerifyStep::no_signer, Field::responder_id);
}

/// Whether the question is about a certificate of the issuer.
template <class H>
constexpr bool check_asked(VerificationInProgress& checks, H& hasher) {
  const CertID* const asked = checks.question().asked();
  const Match same = asked == nullptr ? Match::yes : names_issuer(*asked, checks.question(), hasher);
  return same == Match::yes ||
         checks.fail(same == Match::no ? VerifyStep::wrong_issuer : VerifyStep::unsupported_hash, Field::responses);
}

/// Whether the issuer's key has signed the certificate asked about.
template <class V>
constexpr bool check_certificate(VerificationInProgress& checks, V& verifier) {
  const Certificate* const certificate = checks.certificate_to_check();
  return certificate == nullptr || checks.check_certificate(has_plain_signature(*certificate)
                                                                ? signature_of(*certificate, checks.issuer(), verifier)
                                                                : SignatureCheck::invalid);
}

template <class V, class H>
constexpr Verification verify(VerificationInProgress checks, V verifier, H& hasher) {
  const auto same_issuer = [&](const CertID& id) {
    return checks.was_asked(id) ? Match::yes : names_issuer(id, checks.question(), hasher);
  };
  if (checks.check_successful() && checks.check_names_issuer() && check_asked(checks, hasher) &&
      checks.find_answer(same_issuer) && check_certificate(checks, verifier) && find_signer(checks, verifier, hasher) &&
      checks.check_critical_extensions() && checks.check_times() && checks.check_nonce()) {
    checks.trust();
  }
  return checks.result();
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

template <Hasher H>
constexpr std::optional<bool> is_about(const CertID& id, const Question& question, H&& hasher) {
  if (!(id.serial_number() == question.serial_number())) {
    return false;
  }
  const detail::Match same = detail::names_issuer(id, question, hasher);
  return same == detail::Match::uncertain ? std::nullopt : std::optional{same == detail::Match::yes};
}

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
