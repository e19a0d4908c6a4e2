// Whether an OCSP response may be trusted, and what it then says of a certificate (RFC 6960 3.2, 4.2.2.2).
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "ocspan/asn1/time.hpp"
#include "ocspan/limits.hpp"
#include "ocspan/ocsp/cert_id.hpp"
#include "ocspan/ocsp/hasher.hpp"
#include "ocspan/ocsp/response.hpp"
#include "ocspan/ocsp/verification.hpp"
#include "ocspan/words.h"
#include "ocspan/x509/certificate.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// What a SignatureVerifier answers: invalid; valid; unsupported, if it does not know the algorithm or its parameters,
/// or cannot read the key, or the key is not one for the algorithm; weak, if the algorithm or the key is too weak to be
/// trusted; pending, if the answer is not known yet.
enum class SignatureCheck : std::uint8_t { OCSPAN_SIGNATURE_CHECKS(OCSPAN_ENUMERATOR) };

/// "unsupported"
OCSPAN_FN std::string_view to_string(SignatureCheck check);

namespace detail {

template <class T>
concept SignatureAnswer = std::same_as<T, bool> || std::same_as<T, SignatureCheck>;

}  // namespace detail

/// A callable that checks signatures: the library has no cryptography of its own.
/// `verifier(algorithm, key, message, signature)` says whether `signature` is a signature of `message` by `key` under
/// `algorithm`: as a SignatureCheck or as a bool, of which true is valid and false is invalid.
template <class V>
concept SignatureVerifier = requires(V& verifier, const AlgorithmIdentifier& algorithm, const SubjectPublicKeyInfo& key,
                                     Bytes message, Bytes signature) {
  { verifier(algorithm, key, message, signature) } -> detail::SignatureAnswer;
};

/// The answers that a verifier has given in a verification that is not finished: with it a verifier that answers
/// `pending` is asked for nothing again that it has answered. Use a new one for each response, question and policy.
class VerifyProgress {
 public:
  constexpr VerifyProgress() = default;

  /// The answer to the check of that number, 0 being the first; pending if it is not known.
  constexpr SignatureCheck answer(std::size_t number) const {
    return number < count_ ? answers_[number] : SignatureCheck::pending;
  }
  /// Keeps the answer to the next check that is not known.
  constexpr void add(SignatureCheck answer) {
    if (answer != SignatureCheck::pending && count_ < answers_.size()) {
      answers_[count_++] = answer;
    }
  }

 private:
  std::array<SignatureCheck, max_signature_checks> answers_{};
  std::size_t count_ = 0;
};

/// What a response must answer: one certificate and, if the request had a nonce, that nonce.
/// Lifetime: refers to the certificates, the CertID and the nonce that it is given.
class Question {
 public:
  /// Asks about `certificate`, which `issuer` has issued. The caller has made sure that the issuer is trusted. That its
  /// key has signed the certificate is checked, unless the policy says certificate_is_validated.
  constexpr Question(const Certificate& certificate OCSPAN_LIFETIMEBOUND,
                     const Certificate& issuer OCSPAN_LIFETIMEBOUND)
      : issuer_(&issuer), certificate_(&certificate), serial_number_(certificate.serial_number()) {}
  Question(const Certificate&& certificate, const Certificate& issuer) = delete;
  Question(const Certificate& certificate, const Certificate&& issuer) = delete;

  /// Asks about the certificate of `issuer` that the CertID of a request names.
  constexpr Question(const CertID& asked OCSPAN_LIFETIMEBOUND, const Certificate& issuer OCSPAN_LIFETIMEBOUND)
      : issuer_(&issuer), asked_(&asked), serial_number_(asked.serial_number()) {}
  Question(const CertID&& asked, const Certificate& issuer) = delete;
  Question(const CertID& asked, const Certificate&& issuer) = delete;

  /// Sets the nonce of the request, Nonce::bytes(), which the response must repeat. Without this call a nonce in the
  /// response is not looked at.
  constexpr Question& nonce(Input bytes OCSPAN_LIFETIMEBOUND) {
    nonce_ = bytes.bytes();
    return *this;
  }

  /// Adds responders that are trusted by local configuration, for any certificate of the issuer: a response that is
  /// signed by the key of one of them is trusted, whoever has issued its certificate (RFC 6960 4.2.2.2, criterion 1).
  constexpr Question& trust(std::span<const Certificate> responders OCSPAN_LIFETIMEBOUND) {
    trusted_ = responders;
    return *this;
  }

  /// Adds responders that are trusted by local configuration, each as the DER of its certificate. One that cannot be
  /// read with all tolerances is passed over.
  constexpr Question& trust(std::span<const Bytes> responders OCSPAN_LIFETIMEBOUND) {
    trusted_der_ = responders;
    return *this;
  }

  /// Adds certificates, each as its DER, that may be the delegated responder's, beside those in the response. They are
  /// trusted no more than those.
  constexpr Question& add_certificates(std::span<const Bytes> certificates OCSPAN_LIFETIMEBOUND) {
    certificates_ = certificates;
    return *this;
  }

  /// The issuer's certificate.
  constexpr const Certificate& issuer() const { return *issuer_; }
  /// The certificate asked about; null if a CertID was given.
  constexpr const Certificate* certificate() const { return certificate_; }
  /// The issuer's name, as the certificate asked about has it or else as the issuer's own certificate has it.
  constexpr const Name& issuer_name() const OCSPAN_LIFETIMEBOUND {
    return certificate_ != nullptr ? certificate_->issuer() : issuer_->subject();
  }
  /// The serial number of the certificate asked about. Lifetime: that of this Question.
  constexpr const Integer& serial_number() const OCSPAN_LIFETIMEBOUND { return serial_number_; }
  /// The CertID that was asked by; null if a certificate was given.
  constexpr const CertID* asked() const { return asked_; }
  /// The nonce of the request; nullopt if any will do, or none. Lifetime: that of this Question.
  constexpr const std::optional<Bytes>& nonce() const OCSPAN_LIFETIMEBOUND { return nonce_; }
  /// The responders' certificates that are trusted, given as certificates.
  constexpr std::span<const Certificate> trusted() const { return trusted_; }
  /// The responders' certificates that are trusted, given as their DER.
  constexpr std::span<const Bytes> trusted_der() const { return trusted_der_; }
  /// The certificates that may be the delegated responder's beside those in the response, each as its DER.
  constexpr std::span<const Bytes> certificates() const { return certificates_; }

 private:
  const Certificate* issuer_;
  const Certificate* certificate_ = nullptr;
  const CertID* asked_ = nullptr;
  Integer serial_number_;
  std::optional<Bytes> nonce_;
  std::span<const Certificate> trusted_;
  std::span<const Bytes> trusted_der_;
  std::span<const Bytes> certificates_;
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
  /// Whether to refuse a response without nextUpdate (RFC 9919 5).
  bool require_next_update = false;
  /// Whether a path validation has already checked that the issuer's key has signed the certificate asked about.
  bool certificate_is_validated = false;
  /// The time at which the status is wanted, if it is not `at`: that of an archived signature, proved by a time stamp.
  /// thisUpdate must be before `at`, and the answer must say something about this time: it is before thisUpdate, or
  /// between thisUpdate and nextUpdate, or, without nextUpdate, at most a day after producedAt. A revocation after it
  /// is none at it: the verdict is good. The responder's certificate must have been valid at producedAt
  /// (C2PA 2.2, 15.9).
  std::optional<Time> attested = {};
  /// For certificates embedded in the response; the response's own tolerance was given when loading it.
  Tolerance tolerance = Tolerance::none;
};

/// Whether `id` names the certificate that the question is about, by meaning: the serial number and both hashes of the
/// issuer, whose name may be encoded as in either certificate. nullopt if `hasher` cannot compute the hashes.
template <Hasher H>
constexpr std::optional<bool> is_about(const CertID& id, const Question& question, H&& hasher);

/// Decides whether `response` is a valid answer to `question` at the policy's time, given by someone who may give it:
///  - it is successful, and has an answer whose CertID is the certificate's, by meaning, in all three fields; the
///    certificate is signed by the issuer's key;
///  - it is signed by the issuer, by a responder that the question trusts, or by one whose certificate was issued
///    directly by the issuer's key, is valid, and is for OCSP signing (RFC 6960 4.2.2.2); the responderID names it;
///  - it has no critical extension that is unknown; producedAt, thisUpdate and nextUpdate hold; the nonce is the
///    request's.
/// Names are compared as RFC 5280 7.1 says: see names_match(). `verifier` and `hasher` do the cryptography; no check
/// can be passed without them. Allocates nothing; calls `verifier` at most max_signature_checks times. If it answers
/// pending, the step is signature_pending: call verify() again when the answer is known. The caller has made sure that
/// the issuer itself is trusted and valid, and asks whether the responder's certificate is revoked unless it says
/// nocheck().
template <SignatureVerifier V, Hasher H>
constexpr Verification verify(const OCSPResponse& response, const Question& question, const VerifyPolicy& policy,
                              V&& verifier, H&& hasher);

/// Goes on with a verification of which `progress` has the answers of the verifier so far: see verify() above.
template <SignatureVerifier V, Hasher H>
constexpr Verification verify(const OCSPResponse& response, const Question& question, const VerifyPolicy& policy,
                              V&& verifier, H&& hasher, VerifyProgress& progress);

/// Decides about a BasicOCSPResponse that stands alone, as in the archives of CAdES and PAdES (RFC 5126 6.3.4), as
/// verify() decides about the one in an OCSPResponse. Offsets are counted from its start.
template <SignatureVerifier V, Hasher H>
constexpr Verification verify(const BasicOCSPResponse& response, const Question& question, const VerifyPolicy& policy,
                              V&& verifier, H&& hasher);

/// Goes on with the verification of a BasicOCSPResponse of which `progress` has the verifier's answers so far.
template <SignatureVerifier V, Hasher H>
constexpr Verification verify(const BasicOCSPResponse& response, const Question& question, const VerifyPolicy& policy,
                              V&& verifier, H&& hasher, VerifyProgress& progress);

}  // namespace ocspan::inline OCSPAN_ABI

#include "ocspan/ocsp/verify_checks.hpp"  // the definition of verify()
