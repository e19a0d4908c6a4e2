// May this response be trusted? (RFC 6960 3.2, 4.2.2.2)
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>

#include "ocspan/asn1/limits.hpp"
#include "ocspan/asn1/result.hpp"
#include "ocspan/asn1/time.hpp"
#include "ocspan/ocsp/cert_id.hpp"
#include "ocspan/ocsp/hasher.hpp"
#include "ocspan/ocsp/http.hpp"
#include "ocspan/ocsp/issuer_hashes.hpp"
#include "ocspan/ocsp/nonce.hpp"
#include "ocspan/ocsp/response.hpp"
#include "ocspan/x509/certificate.hpp"

namespace ocspan {

/// `verifier(algorithm, key, message, signature)` returns whether `signature` is one of `message` by `key` under
/// `algorithm`; false also for what it does not know: an algorithm, its parameters, a key that cannot be read or is of
/// another kind than the algorithm's.
template <class V>
concept SignatureVerifier = requires(V& verifier, const AlgorithmIdentifier& algorithm, const SubjectPublicKeyInfo& key,
                                     Bytes message, Bytes signature) {
  { verifier(algorithm, key, message, signature) } -> std::same_as<bool>;
};

/// What a response must be the answer to. Lifetime: that of the certificates, of the CertID and of the nonce.
class Question {
 public:
  /// About `certificate`, which `issuer` has issued. That the issuer is trusted, and that its key has signed the
  /// certificate, is for the caller to have found out.
  constexpr Question(const Certificate& certificate OCSPAN_LIFETIMEBOUND,
                     const Certificate& issuer OCSPAN_LIFETIMEBOUND)
      : issuer_(&issuer), issuer_name_(certificate.issuer().der()), serial_number_(certificate.serial_number()) {}
  Question(const Certificate&& certificate, const Certificate& issuer) = delete;
  Question(const Certificate& certificate, const Certificate&& issuer) = delete;

  /// The one that a request has asked, about a certificate of `issuer`.
  constexpr Question(const CertID& asked OCSPAN_LIFETIMEBOUND, const Certificate& issuer OCSPAN_LIFETIMEBOUND)
      : issuer_(&issuer), issuer_name_(issuer.subject().der()), serial_number_(asked.serial_number()), asked_(&asked) {}
  Question(const CertID&& asked, const Certificate& issuer) = delete;
  Question(const CertID& asked, const Certificate&& issuer) = delete;

  /// The nonce that the request had: Nonce::octets(). Without one nothing is asked of the response's.
  constexpr Question& nonce(Input octets OCSPAN_LIFETIMEBOUND) {
    nonce_ = octets.bytes();
    return *this;
  }

  constexpr const Certificate& issuer() const { return *issuer_; }
  /// The issuer as the certificate names it.
  constexpr Bytes issuer_name() const { return issuer_name_; }
  constexpr const Integer& serial_number() const OCSPAN_LIFETIMEBOUND { return serial_number_; }
  /// Null if a certificate was given.
  constexpr const CertID* asked() const { return asked_; }
  constexpr const std::optional<Bytes>& nonce() const OCSPAN_LIFETIMEBOUND { return nonce_; }

 private:
  const Certificate* issuer_;
  Bytes issuer_name_;
  Integer serial_number_;
  const CertID* asked_ = nullptr;
  std::optional<Bytes> nonce_;
};

/// When, and how strictly. All spans of time are in seconds.
struct VerifyPolicy {
  /// The time of the check: the library has no clock. Left out it is 1970, when nothing is trusted.
  Time at = {};
  /// How far the clocks of the responder and of the caller may be apart.
  std::uint32_t clock_skew = 300;
  /// How long after thisUpdate a response may be used, whatever its nextUpdate; nothing: as long as that says.
  std::optional<std::uint32_t> max_age = {};
  /// The same for a response without nextUpdate, if max_age is nothing.
  std::uint32_t max_age_without_next_update = 86'400;
  /// Whether a response without nonce will do if one was sent: pre-produced responses have none (RFC 6960 4.4.1).
  bool accept_missing_nonce = false;
  /// Of the certificates that come along; for the response it was said when that was loaded.
  Tolerance tolerance = Tolerance::none;
};

/// What a verified response says of the certificate.
enum class Verdict : std::uint8_t {
  untrusted,  ///< nothing: the response is not to be believed, or no answer to the question
  good,
  revoked,
  unknown,
};

/// "good"
OCSPAN_FN std::string_view to_string(Verdict verdict);

/// No error reads as good.
template <>
constexpr Verdict value_of_error<Verdict>() {
  return Verdict::untrusted;
}

// Enumerator, which is the step's name in text, and message for people; in the order in which they are looked at.
#define OCSPAN_VERIFY_STEPS(X)                                                                                \
  X(none, "every check has passed")                                                                           \
  X(not_successful, "the responder gives no answer: its status is an error")                                  \
  X(wrong_issuer, "the question is not about a certificate of this issuer")                                   \
  X(unsupported_hash, "a hash that is needed cannot be computed")                                             \
  X(no_answer, "no answer about this certificate: issuer name, issuer key and serial number must be its own") \
  X(no_signer, "neither the issuer nor a certificate of the response is the one that the responderID names")  \
  X(signer_not_issued_by_issuer, "the responder's certificate names another issuer than the asked one's")     \
  X(signer_not_for_ocsp, "the responder's certificate is not for signing OCSP (no id-kp-OCSPSigning)")        \
  X(signer_key_usage, "the responder's certificate does not allow digital signatures")                        \
  X(signer_critical_extension, "the responder's certificate has a critical extension that is not understood") \
  X(signer_not_yet_valid, "the responder's certificate is not valid yet")                                     \
  X(signer_expired, "the responder's certificate has expired")                                                \
  X(signer_bad_signature, "the responder's certificate is not signed by the issuer's key")                    \
  X(bad_signature, "the response is not signed by the responder's key")                                       \
  X(too_many_signers, "too many certificates of the response could be the signer's")                          \
  X(critical_extension, "a critical extension of the response is not understood")                             \
  X(produced_in_future, "producedAt is in the future")                                                        \
  X(not_yet_valid, "thisUpdate is in the future")                                                             \
  X(update_order, "nextUpdate is before thisUpdate")                                                          \
  X(expired, "nextUpdate has passed")                                                                         \
  X(too_old, "thisUpdate is longer ago than is allowed")                                                      \
  X(nonce_missing, "the request had a nonce, and the response has none")                                      \
  X(nonce_different, "the response's nonce is not the request's")

/// The check that a response has not passed.
enum class VerifyStep : std::uint8_t {
#define OCSPAN_X(name, text) name,
  OCSPAN_VERIFY_STEPS(OCSPAN_X)
#undef OCSPAN_X
};

/// The step's name: "signer_expired".
OCSPAN_FN std::string_view to_string(VerifyStep step);

/// The step in words, for people: "nextUpdate has passed".
OCSPAN_FN std::string_view message_of(VerifyStep step);

/// Which check failed, and where: the offset, from the start of the response, of the identifier octet of `field`, or of
/// where it would be if it is missing. 8 octets.
struct VerifyFailure {
  VerifyStep step = VerifyStep::none;
  Field field = Field::none;
  std::uint32_t offset = 0;

  friend constexpr bool operator==(const VerifyFailure&, const VerifyFailure&) = default;
};

/// Whose key has signed.
enum class SignedBy : std::uint8_t {
  nobody,     ///< none whose signature was found to hold
  issuer,     ///< the issuer of the certificate itself
  delegated,  ///< a responder whose certificate the issuer has issued for that (RFC 6960 4.2.2.2)
};

/// "issuer"
OCSPAN_FN std::string_view to_string(SignedBy signer);

namespace detail {
class VerificationInProgress;
}

/// The outcome of verify(). What an untrusted response says of the certificate cannot be read from it.
/// Lifetime: that of the response's octets.
class [[nodiscard]] Verification {
 public:
  constexpr Verdict verdict() const { return verdict_; }
  /// The first check that failed; VerifyStep::none unless untrusted. If several certificates could be the signer's, it
  /// is that of the one that came furthest.
  constexpr VerifyFailure failure() const { return failure_; }

  /// Since when it is revoked: there exactly if revoked. It may be in the future: revoked is revoked.
  constexpr std::optional<Time> revocation_time() const {
    return verdict_ == Verdict::revoked ? answer_.revocation_time() : std::nullopt;
  }
  /// There only if revoked, and then only if it is said.
  constexpr std::optional<ReasonFlags> revocation_reason() const {
    return verdict_ == Verdict::revoked ? answer_.revocation_reason() : std::nullopt;
  }
  /// The answer that the verdict rests on; null if untrusted. Lifetime: that of this object.
  constexpr const SingleResponse* answer() const& OCSPAN_LIFETIMEBOUND {
    return verdict_ == Verdict::untrusted ? nullptr : &answer_;
  }
  const SingleResponse* answer() const&& = delete;

  // Of a response whose signature holds, be it too old; nothing otherwise.
  constexpr std::optional<Time> this_update() const {
    return signed_by_ == SignedBy::nobody ? std::nullopt : std::optional{answer_.this_update()};
  }
  constexpr std::optional<Time> next_update() const {
    return signed_by_ == SignedBy::nobody ? std::nullopt : answer_.next_update();
  }
  constexpr SignedBy signed_by() const { return signed_by_; }

  /// The certificate of a delegated responder, as its DER; empty if there is none. Whether it is revoked was not asked.
  constexpr Bytes responder_certificate() const { return responder_certificate_; }
  /// Whether that certificate says that its own status need not be asked: id-pkix-ocsp-nocheck (RFC 6960 4.2.2.2.1).
  constexpr bool nocheck() const { return nocheck_; }
  /// Whether there were several answers about the certificate: the strictest was taken (revoked, then unknown), of
  /// equal ones the newest.
  constexpr bool several() const { return several_; }
  /// Whether the response repeats the nonce that was sent.
  constexpr bool nonce_equal() const { return nonce_equal_; }

  /// Until when the response may be kept and used: nextUpdate, the end of the policy's age, or of the responder's
  /// certificate, whichever comes first. Nothing if untrusted.
  OCSPAN_INLINE std::optional<Time> usable_until() const {
    return verdict_ == Verdict::untrusted ? std::nullopt : std::optional{*Time::from_unix(usable_until_)};
  }
  /// What a responder or a cache says of it in HTTP; nothing if untrusted.
  OCSPAN_INLINE std::optional<HttpCaching> http_caching() const {
    const std::optional<Time> until = answer_.next_update() ? answer_.next_update() : usable_until();
    return verdict_ == Verdict::untrusted ? std::nullopt
                                          : std::optional{HttpCaching{answer_.this_update(), *until, seconds_left_}};
  }

 private:
  friend class detail::VerificationInProgress;

  SingleResponse answer_;
  Bytes responder_certificate_;
  std::int64_t usable_until_ = 0;  // in seconds since 1970
  std::uint32_t seconds_left_ = 0;
  VerifyFailure failure_;
  Verdict verdict_ = Verdict::untrusted;
  SignedBy signed_by_ = SignedBy::nobody;
  bool nocheck_ = false;
  bool several_ = false;
  bool nonce_equal_ = false;
};

namespace detail {

/// verify() without its callables: each check that needs none.
class VerificationInProgress {
 public:
  constexpr VerificationInProgress(const OCSPResponse& response, const Question& question, const VerifyPolicy& policy)
      : response_(&response), question_(&question), policy_(&policy) {}

  constexpr const BasicOCSPResponse& basic() const { return *response_->basic(); }
  constexpr const Certificate& issuer() const { return question_->issuer(); }

  /// Each returns whether it passed.
  OCSPAN_FN bool check_successful();
  OCSPAN_FN bool check_names_issuer();
  /// The answers, of which those about another certificate are passed over; `same_issuer(CertID)` compares the issuer's
  /// hashes, and gives nothing if it has none to compare with.
  template <class SameIssuer>
  constexpr bool find_answer(SameIssuer same_issuer) {
    bool found = false;
    bool uncertain = false;
    for (const SingleResponse& single : basic().responses()) {
      if (!(single.serial_number() == question_->serial_number())) {
        continue;
      }
      const std::optional<bool> same = same_issuer(single.cert_id());
      uncertain = uncertain || !same;
      if (same.value_or(false)) {
        take_answer(single, found);
        found = true;
      }
    }
    return found || fail_in_tbs(uncertain ? VerifyStep::unsupported_hash : VerifyStep::no_answer, Field::responses, 2);
  }
  /// Reads a certificate of the response; false if it cannot be.
  OCSPAN_FN bool load_delegate(Bytes der, Certificate& certificate) const;
  OCSPAN_FN bool is_issuer(const Certificate& certificate) const;
  OCSPAN_FN bool check_delegate(const Certificate& delegate);
  OCSPAN_FN bool check_critical_extensions();
  OCSPAN_FN bool check_times();
  OCSPAN_FN bool check_nonce();
  /// The signature of `delegate`, or of the issuer if that is null, holds.
  OCSPAN_FN void accept_signer(const Certificate* delegate);
  OCSPAN_FN Verification finish();

  /// Keeps the failure that came furthest. Returns false. `at` points into the response.
  OCSPAN_FN bool fail(VerifyStep step, Field field, const std::uint8_t* at);
  /// The same for a field of ResponseData, with so many others between the version and it.
  OCSPAN_FN bool fail_in_tbs(VerifyStep step, Field field, unsigned fields_before);
  /// The same for a field of the answer, with so many others in front of it.
  OCSPAN_FN bool fail_in_answer(VerifyStep step, Field field, unsigned fields_before);
  OCSPAN_FN bool fail_signer(VerifyStep step);

 private:
  OCSPAN_FN bool check_critical(const Extensions& extensions, std::span<const Oid> understood, VerifyStep step);
  OCSPAN_FN void take_answer(const SingleResponse& single, bool found_before);

  const OCSPResponse* response_;
  const Question* question_;
  const VerifyPolicy* policy_;
  Verification result_;
};

/// The issuer's hashes under the hash function that was last asked for: responses mix them seldom.
template <class H>
class IssuerHashCache {
 public:
  constexpr IssuerHashCache(const IssuerHashInput& issuer, H& hasher) : issuer_(issuer), hasher_(&hasher) {}

  /// Nothing if the hash cannot be computed.
  constexpr std::optional<bool> is_of(const CertID& id) {
    if (algorithm_.oid().empty() || !(id.hash_algorithm() == algorithm_)) {
      algorithm_ = {};
      if (!hashes_.set(issuer_, id.hash_algorithm(), *hasher_)) {
        return std::nullopt;
      }
      algorithm_ = id.hash_algorithm();
    }
    return equal(id.issuer_name_hash(), hashes_.name_hash()) && equal(id.issuer_key_hash(), hashes_.key_hash());
  }

 private:
  IssuerHashInput issuer_;
  H* hasher_;
  AlgorithmIdentifier algorithm_;
  IssuerHashes hashes_;
};

/// Whether the responderID names this certificate. byKey is the SHA-1 hash of the key (RFC 6960 4.2.1); nothing if
/// that cannot be computed.
template <class H>
constexpr std::optional<bool> names(const ResponderID& id, const Certificate& certificate, H& hasher) {
  if (id.by_name()) {
    return *id.by_name() == certificate.subject();
  }
  std::array<std::uint8_t, 20> hash{};
  if (!hasher(HashAlgorithm::sha1, certificate.subject_public_key_info().public_key(), std::span{hash})) {
    return std::nullopt;
  }
  return equal(*id.by_key(), hash);
}

}  // namespace detail

/// Decides whether `response` is the answer to `question`, by someone who may give it, and holds at the policy's time:
///  - it is successful, and has an answer whose CertID is the certificate's, by meaning, in all three fields;
///  - it is signed by the issuer, or by a responder whose certificate is in the response, was issued directly by the
///    issuer's key, is valid, and is for OCSP signing (RFC 6960 4.2.2.2); one that the responderID names;
///  - no critical extension is unknown; producedAt, thisUpdate and nextUpdate hold; the nonce is the request's.
/// `verifier` and `hasher` do the cryptography; there is no way round them. Allocates nothing; calls `verifier` at most
/// 2 * max_signers + 1 times. That the issuer itself is trusted and valid is for the caller to have found out, and
/// whether a delegated responder's certificate is revoked is for the caller to ask, unless it says nocheck().
template <SignatureVerifier V, Hasher H>
constexpr Verification verify(const OCSPResponse& response, const Question& question, const VerifyPolicy& policy,
                              V&& verifier, H&& hasher) {
  detail::VerificationInProgress checks{response, question, policy};
  if (!checks.check_successful() || !checks.check_names_issuer()) {
    return checks.finish();
  }

  const Certificate& issuer = question.issuer();
  const SubjectPublicKeyInfo& issuer_key = issuer.subject_public_key_info();
  detail::IssuerHashCache<std::remove_reference_t<H>> hashes{{question.issuer_name(), issuer_key.public_key()}, hasher};
  if (const CertID* const asked = question.asked()) {
    const std::optional<bool> same = hashes.is_of(*asked);
    if (!same.value_or(false)) {
      checks.fail_in_tbs(same ? VerifyStep::wrong_issuer : VerifyStep::unsupported_hash, Field::responses, 2);
      return checks.finish();
    }
  }
  if (!checks.find_answer([&](const CertID& id) { return hashes.is_of(id); })) {
    return checks.finish();
  }

  const BasicOCSPResponse& basic = checks.basic();
  const auto is_signed_by = [&](const SubjectPublicKeyInfo& key) {
    return basic.signature_bits().unused_bits() == 0 &&
           verifier(basic.signature_algorithm(), key, basic.tbs_response_bytes(), basic.signature());
  };
  const auto is_signer = [&]() -> bool {
    const std::optional<bool> named = detail::names(basic.responder_id(), issuer, hasher);
    if (!named) {
      return checks.fail_signer(VerifyStep::unsupported_hash);
    }
    if (*named) {
      if (is_signed_by(issuer_key)) {
        checks.accept_signer(nullptr);
        return true;
      }
      checks.fail_signer(VerifyStep::bad_signature);
    }
    std::size_t candidates = 0;
    for (const Bytes der : basic.certificates()) {
      Certificate delegate;
      if (!checks.load_delegate(der, delegate) || checks.is_issuer(delegate) ||
          !detail::names(basic.responder_id(), delegate, hasher).value_or(false) || !checks.check_delegate(delegate)) {
        continue;
      }
      if (++candidates > max_signers) {
        return checks.fail_signer(VerifyStep::too_many_signers);
      }
      if (!verifier(delegate.signature_algorithm(), issuer_key, delegate.tbs_certificate_bytes(),
                    delegate.signature())) {
        checks.fail(VerifyStep::signer_bad_signature, Field::certs, der.data());
      } else if (!is_signed_by(delegate.subject_public_key_info())) {
        checks.fail_signer(VerifyStep::bad_signature);
      } else {
        checks.accept_signer(&delegate);
        return true;
      }
    }
    return checks.fail_signer(VerifyStep::no_signer);
  };
  if (is_signer() && checks.check_critical_extensions() && checks.check_times()) {
    checks.check_nonce();
  }
  return checks.finish();
}

}  // namespace ocspan

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/ocsp/verify.cpp"
#include "../../../lib/ocsp/verify_text.cpp"
#endif
