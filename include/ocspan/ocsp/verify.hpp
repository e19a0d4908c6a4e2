// Whether an OCSP response may be trusted, and what it then says of a certificate (RFC 6960 3.2, 4.2.2.2).
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string_view>

#include "ocspan/asn1/result.hpp"
#include "ocspan/asn1/time.hpp"
#include "ocspan/limits.hpp"
#include "ocspan/ocsp/cert_id.hpp"
#include "ocspan/ocsp/hasher.hpp"
#include "ocspan/ocsp/http.hpp"
#include "ocspan/ocsp/response.hpp"
#include "ocspan/words.h"
#include "ocspan/x509/certificate.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// A callable that checks signatures: the library has no cryptography of its own.
/// `verifier(algorithm, key, message, signature)` returns true exactly if `signature` is a signature of `message` by
/// `key` under `algorithm`. It returns false for everything that it does not know: an algorithm, its parameters, a key
/// that cannot be read or is of another kind than the algorithm's.
template <class V>
concept SignatureVerifier = requires(V& verifier, const AlgorithmIdentifier& algorithm, const SubjectPublicKeyInfo& key,
                                     Bytes message, Bytes signature) {
  { verifier(algorithm, key, message, signature) } -> std::same_as<bool>;
};

/// What a response must answer: one certificate and, if the request had a nonce, that nonce.
/// Lifetime: refers to the certificates, the CertID and the nonce that it is given.
class Question {
 public:
  /// Asks about `certificate`, which `issuer` has issued. The caller has made sure that the issuer is trusted and that
  /// its key has signed the certificate.
  constexpr Question(const Certificate& certificate OCSPAN_LIFETIMEBOUND,
                     const Certificate& issuer OCSPAN_LIFETIMEBOUND)
      : issuer_(&issuer), issuer_name_(certificate.issuer().der()), serial_number_(certificate.serial_number()) {}
  Question(const Certificate&& certificate, const Certificate& issuer) = delete;
  Question(const Certificate& certificate, const Certificate&& issuer) = delete;

  /// Asks about the certificate of `issuer` that the CertID of a request names.
  constexpr Question(const CertID& asked OCSPAN_LIFETIMEBOUND, const Certificate& issuer OCSPAN_LIFETIMEBOUND)
      : issuer_(&issuer), issuer_name_(issuer.subject().der()), serial_number_(asked.serial_number()), asked_(&asked) {}
  Question(const CertID&& asked, const Certificate& issuer) = delete;
  Question(const CertID& asked, const Certificate&& issuer) = delete;

  /// Sets the nonce of the request, Nonce::bytes(), which the response must repeat. Without this call a nonce in the
  /// response is not looked at.
  constexpr Question& nonce(Input bytes OCSPAN_LIFETIMEBOUND) {
    nonce_ = bytes.bytes();
    return *this;
  }

  constexpr const Certificate& issuer() const { return *issuer_; }
  /// The DER of the issuer's name as the certificate asked about has it.
  constexpr Bytes issuer_name() const { return issuer_name_; }
  constexpr const Integer& serial_number() const OCSPAN_LIFETIMEBOUND { return serial_number_; }
  /// The CertID that was asked by; null if a certificate was given.
  constexpr const CertID* asked() const { return asked_; }
  constexpr const std::optional<Bytes>& nonce() const OCSPAN_LIFETIMEBOUND { return nonce_; }

 private:
  const Certificate* issuer_;
  Bytes issuer_name_;
  Integer serial_number_;
  const CertID* asked_ = nullptr;
  std::optional<Bytes> nonce_;
};

/// The time of the check and how strict it is. All durations are in seconds.
struct VerifyPolicy {
  /// The time of the check: the library has no clock. The default is 1970, at which nothing is trusted.
  Time at = {};
  /// How far the clocks of the responder and of the caller may differ.
  std::uint32_t clock_skew = 300;
  /// How long after thisUpdate a response may be used, whatever its nextUpdate says; nullopt: until nextUpdate.
  std::optional<std::uint32_t> max_age = {};
  /// How long after thisUpdate a response without nextUpdate may be used if max_age is nullopt.
  std::uint32_t max_age_without_next_update = 86'400;
  /// Whether to accept a response without nonce though the request had one: responses that are signed in advance have
  /// none (RFC 6960 4.4.1).
  bool accept_missing_nonce = false;
  /// For certificates embedded in the response; the response's own tolerance was given when loading it.
  Tolerance tolerance = Tolerance::none;
};

/// What a verified response says of the certificate: good, revoked or unknown; untrusted if the response is not to be
/// believed, or does not answer the question.
enum class Verdict : std::uint8_t { OCSPAN_VERDICTS(OCSPAN_ENUMERATOR) };

/// "good"
OCSPAN_FN std::string_view to_string(Verdict verdict);

/// What a Result<Verdict> holds beside an error: never good.
template <>
constexpr Verdict value_of_error<Verdict>() {
  return Verdict::untrusted;
}

/// The check that a response has failed; VerifyStep::none if it has passed all of them.
enum class VerifyStep : std::uint8_t { OCSPAN_VERIFY_STEPS(OCSPAN_ENUMERATOR) };

/// The step's name: "signer_expired".
OCSPAN_FN std::string_view to_string(VerifyStep step);

/// The step in words, for people: "nextUpdate has passed".
OCSPAN_FN std::string_view message_of(VerifyStep step);

/// Which check failed, and where. `offset` is counted in bytes from the start of the response, and is that of the
/// identifier octet of `field`, or the place where the field would stand if it is missing. 8 bytes.
struct VerifyFailure {
  VerifyStep step = VerifyStep::none;
  Field field = Field::none;
  std::uint32_t offset = 0;

  friend constexpr bool operator==(const VerifyFailure&, const VerifyFailure&) = default;
};

/// Whose key has signed a response: nobody's, if no signature was found to be valid; the issuer's; that of a delegated
/// responder, whose certificate the issuer has issued for signing OCSP responses (RFC 6960 4.2.2.2).
enum class SignedBy : std::uint8_t { OCSPAN_SIGNERS(OCSPAN_ENUMERATOR) };

/// "issuer"
OCSPAN_FN std::string_view to_string(SignedBy signer);

/// What came of comparing the nonces: not_asked if nothing was compared, because the question has no nonce or an
/// earlier check failed; equal; missing, if the response has none; different.
enum class NonceCheck : std::uint8_t { OCSPAN_NONCE_CHECKS(OCSPAN_ENUMERATOR) };

/// "notAsked"
OCSPAN_FN std::string_view to_string(NonceCheck check);

namespace detail {
class VerificationInProgress;
}

/// The outcome of verify(). It does not give away what an untrusted response says of the certificate.
/// Lifetime: that of the response's bytes.
class [[nodiscard]] Verification {
 public:
  constexpr Verdict verdict() const { return verdict_; }
  /// The first check that failed; VerifyStep::none unless untrusted. If several certificates could be the signer's, it
  /// is the failure of the certificate that passed most checks.
  constexpr VerifyFailure failure() const { return failure_; }

  /// Since when the certificate is revoked; nullopt unless the verdict is revoked. It may be in the future, which does
  /// not make the certificate less revoked.
  constexpr std::optional<Time> revocation_time() const {
    return verdict_ == Verdict::revoked ? answer_.revocation_time() : std::nullopt;
  }
  /// Why the certificate is revoked; nullopt unless the verdict is revoked and the response gives a reason.
  constexpr std::optional<ReasonFlags> revocation_reason() const {
    return verdict_ == Verdict::revoked ? answer_.revocation_reason() : std::nullopt;
  }
  /// The answer that the verdict rests on; null if untrusted. Lifetime: that of this object.
  constexpr const SingleResponse* answer() const& OCSPAN_LIFETIMEBOUND {
    return verdict_ == Verdict::untrusted ? nullptr : &answer_;
  }
  const SingleResponse* answer() const&& = delete;

  /// The answer's thisUpdate; nullopt unless the response's signature is valid. Also known of an expired response.
  constexpr std::optional<Time> this_update() const {
    return signed_by_ == SignedBy::nobody ? std::nullopt : std::optional{answer_.this_update()};
  }
  /// The answer's nextUpdate; nullopt unless the response's signature is valid and the answer has one.
  constexpr std::optional<Time> next_update() const {
    return signed_by_ == SignedBy::nobody ? std::nullopt : answer_.next_update();
  }
  constexpr SignedBy signed_by() const { return signed_by_; }

  /// The DER of the delegated responder's certificate; empty if there is none. verify() has not asked whether this
  /// certificate is revoked.
  constexpr Bytes responder_certificate() const { return responder_certificate_; }
  /// Whether the responder's certificate says that its own status need not be asked: it has id-pkix-ocsp-nocheck
  /// (RFC 6960 4.2.2.2.1).
  constexpr bool nocheck() const { return nocheck_; }
  /// Whether the response has several answers about the certificate. The strictest one counts (revoked, then unknown),
  /// among equally strict ones the newest.
  constexpr bool has_several_answers() const { return several_answers_; }
  /// What came of comparing the response's nonce with the question's.
  constexpr NonceCheck nonce() const { return nonce_; }

  /// Until when the response may be kept and used: nextUpdate, the end of the policy's maximum age, or the end of the
  /// responder's certificate, whichever comes first. nullopt if untrusted.
  OCSPAN_FN std::optional<Time> usable_until() const;
  /// For how long HTTP caches may keep the response; nullopt if untrusted.
  OCSPAN_FN std::optional<HttpCaching> http_caching() const;

 private:
  friend class detail::VerificationInProgress;

  SingleResponse answer_;
  Bytes responder_certificate_;
  std::int64_t usable_until_ = 0;  // in seconds since 1970
  std::uint32_t seconds_left_ = 0;
  VerifyFailure failure_;
  Verdict verdict_ = Verdict::untrusted;
  SignedBy signed_by_ = SignedBy::nobody;
  NonceCheck nonce_ = NonceCheck::not_asked;
  bool nocheck_ = false;
  bool several_answers_ = false;
};

/// Decides whether `response` is a valid answer to `question` at the policy's time, given by someone who may give it:
///  - it is successful, and has an answer whose CertID is the certificate's, by meaning, in all three fields;
///  - it is signed by the issuer, or by a responder whose certificate is in the response, was issued directly by the
///    issuer's key, is valid, and is for OCSP signing (RFC 6960 4.2.2.2); the responderID names the signer;
///  - it has no critical extension that is unknown; producedAt, thisUpdate and nextUpdate hold; the nonce is the
///    request's.
/// `verifier` and `hasher` do the cryptography; no check can be passed without them. Allocates nothing; calls
/// `verifier` at most 2 * max_signers + 1 times. The caller has made sure that the issuer itself is trusted and valid,
/// and asks whether a delegated responder's certificate is revoked unless it says nocheck().
template <SignatureVerifier V, Hasher H>
constexpr Verification verify(const OCSPResponse& response, const Question& question, const VerifyPolicy& policy,
                              V&& verifier, H&& hasher);

}  // namespace ocspan::inline OCSPAN_ABI

#include "ocspan/ocsp/verify_checks.hpp"  // the definition of verify()
