// The C interface: verification of responses.
#include "ocspan/ocsp/verify.hpp"
#include "convert.hpp"

namespace ocspan::c {
namespace {

using ocspan::c::from_c;  // else hidden by those below
using ocspan::c::to_c;

/// The caller's function as a SignatureVerifier. Only 1 counts as a valid signature.
struct VerifierFromC {
  const ocspan_verifier* verifier;
  bool operator()(const AlgorithmIdentifier& algorithm, const SubjectPublicKeyInfo& key, Bytes message,
                  Bytes signature) const {
    const ocspan_algorithm c_algorithm = to_c(algorithm);
    const ocspan_public_key c_key = to_c(key);
    return verifier->verify(verifier->context, &c_algorithm, &c_key, to_c(message), to_c(signature)) == 1;
  }
};

VerifyPolicy from_c(const ocspan_policy& policy) {
  VerifyPolicy result;
  result.at = from_c(policy.at);
  result.clock_skew = policy.clock_skew;
  result.max_age = policy.has_max_age ? std::optional{policy.max_age} : std::nullopt;
  result.max_age_without_next_update = policy.max_age_without_next_update;
  result.accept_missing_nonce = policy.accept_missing_nonce;
  result.tolerance = tolerance_from_c(policy.tolerance);
  return result;
}

ocspan_verification to_c(const Verification& from) {
  const std::optional<ReasonFlags> reason = from.revocation_reason();
  ocspan_verification to{};
  to.verdict = static_cast<ocspan_verdict>(from.verdict());
  to.step = static_cast<ocspan_step>(from.failure().step);
  to.field = static_cast<ocspan_field>(from.failure().field);
  to.offset = from.failure().offset;
  to.signed_by = static_cast<ocspan_signed_by>(from.signed_by());
  to.nocheck = from.nocheck();
  to.several_answers = from.has_several_answers();
  to.nonce = static_cast<ocspan_nonce_check>(from.nonce());
  to.has_revocation_reason = reason.has_value();
  to.revocation_reason = static_cast<ocspan_reason>(reason.value_or(ReasonFlags::unspecified));
  to.revocation_time = to_c(from.revocation_time());
  to.this_update = to_c(from.this_update());
  to.next_update = to_c(from.next_update());
  to.usable_until = to_c(from.usable_until());
  to.responder_certificate = to_c(from.responder_certificate());
  return to;
}

/// Loads a structure of the caller's again, with what was tolerated then, and calls `use` with the result. Not inlined,
/// so that a view takes stack only where it is used: see docs/decisions.md.
template <class T, class C, class Use>
[[gnu::noinline]] Error with_loaded(Result<T> (*load)(Input, Tolerance), const C& view, const Use& use) {
  const Result<T> loaded = load(from_c(view.der), tolerance_from_c(view.tolerated));
  return loaded ? use(*loaded) : loaded.error();
}

[[gnu::noinline]] Verification decide(const OCSPResponse& response, const Question& question,
                                      const ocspan_policy& policy, const ocspan_verifier* verifier,
                                      const ocspan_hasher* hasher) {
  return verify(response, question, from_c(policy), VerifierFromC{verifier}, HasherFromC{hasher});
}
}  // namespace
}  // namespace ocspan::c

using namespace ocspan;
using namespace ocspan::c;

ocspan_policy ocspan_default_policy(ocspan_time at) {
  const VerifyPolicy policy;
  return {at, policy.clock_skew, false, 0, policy.max_age_without_next_update, policy.accept_missing_nonce, 0};
}

ocspan_error ocspan_verify(const ocspan_response* response, const ocspan_question* question,
                           const ocspan_policy* policy, const ocspan_verifier* verifier, const ocspan_hasher* hasher,
                           ocspan_verification* verification) {
  *verification = {};
  if (verifier == nullptr || verifier->verify == nullptr || !is_usable(hasher)) {
    return to_c(Error{ErrorCode::missing, Field::signature_algorithm});
  }
  if (question->issuer == nullptr || (question->certificate == nullptr && question->asked == nullptr)) {
    return to_c(Error{ErrorCode::missing, question->issuer == nullptr ? Field::issuer : Field::certificate});
  }
  const auto decide_for = [&](const OCSPResponse& answer, Question asked_of) {
    if (question->nonce.data != nullptr || question->nonce.size != 0) {
      asked_of.nonce(from_c(question->nonce));
    }
    *verification = to_c(decide(answer, asked_of, *policy, verifier, hasher));
    return Error{};
  };
  return to_c(with_loaded(load_der_ocsp_response, *response, [&](const OCSPResponse& answer) {
    return with_loaded(load_der_x509_certificate, *question->issuer, [&](const Certificate& issuer) {
      if (question->certificate == nullptr) {
        const Result<CertID> asked = from_c(*question->asked);
        return asked ? decide_for(answer, Question{*asked, issuer}) : asked.error();
      }
      return with_loaded(load_der_x509_certificate, *question->certificate, [&](const Certificate& certificate) {
        return decide_for(answer, Question{certificate, issuer});
      });
    });
  }));
}
