// What came of verifying an OCSP response.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "ocspan/asn1/result.hpp"
#include "ocspan/asn1/time.hpp"
#include "ocspan/ocsp/http.hpp"
#include "ocspan/ocsp/single_response.hpp"
#include "ocspan/words.h"

namespace ocspan::inline OCSPAN_ABI {

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

/// What a failure is found in: the response, the certificate asked about, or a certificate that was given to
/// Question::trust() or Question::add_certificates().
enum class VerifyInput : std::uint8_t { OCSPAN_VERIFY_INPUTS(OCSPAN_ENUMERATOR) };

/// "addedCertificate"
OCSPAN_FN std::string_view to_string(VerifyInput input);

/// Which check failed, and where. `offset` is counted in bytes from the start of `input`, and is that of the identifier
/// octet of `field`, or the place where the field would stand if it is missing. 8 bytes.
struct VerifyFailure {
  VerifyStep step = VerifyStep::none;         ///< the check
  Field field = Field::none;                  ///< the field at which it failed
  VerifyInput input = VerifyInput::response;  ///< what that field is in
  std::uint32_t offset = 0;                   ///< where it is there

  /// Whether all members are equal.
  friend constexpr bool operator==(const VerifyFailure&, const VerifyFailure&) = default;
};

/// Whose key has signed a response: nobody's, if no signature was found to be valid; the issuer's; that of a delegated
/// responder, whose certificate the issuer has issued for signing OCSP responses; that of a responder that is trusted
/// by local configuration (RFC 6960 4.2.2.2).
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
  /// What the response says of the certificate: untrusted, unless every check has passed.
  constexpr Verdict verdict() const { return verdict_; }
  /// The first check that failed; VerifyStep::none unless untrusted. If several certificates could be the signer's, it
  /// is the failure of the certificate that passed most checks.
  constexpr VerifyFailure failure() const { return failure_; }

  /// Since when the certificate is revoked; nullopt unless it is. It may be in the future, which does not make the
  /// certificate less revoked. The verdict is good all the same if the policy has an attested time before it.
  constexpr std::optional<Time> revocation_time() const {
    return verdict_ == Verdict::untrusted ? std::nullopt : answer_.revocation_time();
  }
  /// Why the certificate is revoked; nullopt unless it is and the response gives a reason.
  constexpr std::optional<ReasonFlags> revocation_reason() const {
    return verdict_ == Verdict::untrusted ? std::nullopt : answer_.revocation_reason();
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
  /// Whose key has signed the response; SignedBy::nobody if no signature was found to be valid.
  constexpr SignedBy signed_by() const { return signed_by_; }

  /// The DER of the certificate of the delegated or trusted responder that has signed; empty if there is none. verify()
  /// has not asked whether this certificate is revoked.
  constexpr Bytes responder_certificate() const { return responder_certificate_; }
  /// Whether the responder's certificate says that its own status need not be asked: it has id-pkix-ocsp-nocheck
  /// (RFC 6960 4.2.2.2.1).
  constexpr bool nocheck() const { return nocheck_; }
  /// Whether the response has several answers about the certificate. The strictest one counts (revoked, then unknown),
  /// among equally strict ones the newest.
  constexpr bool has_several_answers() const { return several_answers_; }
  /// What came of comparing the response's nonce with the question's.
  constexpr NonceCheck nonce() const { return nonce_; }
  /// The deviations that were met and let pass, in the response and in the responder's certificate.
  constexpr Tolerance tolerated() const { return tolerated_; }

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
  Tolerance tolerated_ = Tolerance::none;
  bool nocheck_ = false;
  bool several_answers_ = false;
};

}  // namespace ocspan::inline OCSPAN_ABI
