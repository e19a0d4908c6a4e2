// The C interface: verification of responses.
#include "ocspan/ocsp/verify.hpp"

#include <array>
#include <span>

#include "convert.hpp"

namespace ocspan::c {
namespace {

using ocspan::c::from_c;  // else hidden by those below
using ocspan::c::to_c;

/// The caller's function as a SignatureVerifier. Only 1 counts as a valid signature.
struct VerifierFromC {
  const ocspan_verifier* verifier;
  SignatureCheck operator()(const AlgorithmIdentifier& algorithm, const SubjectPublicKeyInfo& key, Bytes message,
                            Bytes signature) const {
    const ocspan_algorithm c_algorithm = to_c(algorithm);
    const ocspan_public_key c_key = to_c(key);
    const int answer = verifier->verify(verifier->context, &c_algorithm, &c_key, to_c(message), to_c(signature));
    const bool is_defined = answer >= 0 && !to_string(static_cast<SignatureCheck>(answer & 0xff)).empty();
    return is_defined && answer <= 0xff ? static_cast<SignatureCheck>(answer) : SignatureCheck::invalid;
  }
};

/// Certificates of the caller's, as the library wants them.
class CertificatesFromC {
 public:
  /// Errors: too_many, with that field.
  Error set(const ocspan_bytes* certificates, size_t count, Field field) {
    count_ = certificates == nullptr ? 0 : count;
    if (count_ > certificates_.size()) {
      return {ErrorCode::too_many, field};
    }
    for (std::size_t i = 0; i < count_; ++i) {
      certificates_[i] = from_c(certificates[i]);
    }
    return {};
  }
  std::span<const Bytes> all() const { return std::span{certificates_}.first(count_); }

 private:
  std::array<Bytes, OCSPAN_MAX_CERTIFICATES> certificates_{};
  std::size_t count_ = 0;
};

VerifyProgress from_c(const ocspan_verify_progress& progress) {
  VerifyProgress result;
  for (std::size_t i = 0; i < progress.count; ++i) {
    result.add(static_cast<SignatureCheck>(progress.answers[i]));
  }
  return result;
}

ocspan_verify_progress to_c(const VerifyProgress& progress) {
  static_assert(sizeof(ocspan_verify_progress::answers) == max_signature_checks);
  ocspan_verify_progress result{};
  while (progress.answer(result.count) != SignatureCheck::pending) {
    result.answers[result.count] = static_cast<ocspan_signature_check>(progress.answer(result.count));
    ++result.count;
  }
  return result;
}

VerifyPolicy from_c(const ocspan_policy& policy) {
  VerifyPolicy result;
  result.at = from_c(policy.at);
  result.clock_skew = policy.clock_skew;
  result.max_age = policy.has_max_age ? std::optional{policy.max_age} : std::nullopt;
  result.max_age_without_next_update = policy.max_age_without_next_update;
  result.accept_missing_nonce = policy.accept_missing_nonce;
  result.tolerance = tolerance_from_c(policy.tolerance);
  result.require_next_update = policy.require_next_update;
  result.certificate_is_validated = policy.certificate_is_validated;
  result.attested = policy.attested.month == 0 ? std::nullopt : std::optional{from_c(policy.attested)};
  return result;
}

ocspan_verification to_c(const Verification& from) {
  const std::optional<ReasonFlags> reason = from.revocation_reason();
  ocspan_verification to{};
  to.verdict = static_cast<ocspan_verdict>(from.verdict());
  to.step = static_cast<ocspan_step>(from.failure().step);
  to.field = static_cast<ocspan_field>(from.failure().field);
  to.input = static_cast<ocspan_verify_input>(from.failure().input);
  to.offset = from.failure().offset;
  to.signed_by = static_cast<ocspan_signed_by>(from.signed_by());
  to.nocheck = from.nocheck();
  to.several_answers = from.has_several_answers();
  to.nonce = static_cast<ocspan_nonce_check>(from.nonce());
  to.tolerated = static_cast<ocspan_tolerance>(from.tolerated());
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

/// What ocspan_verify() is given.
struct VerifyCall {
  const ocspan_response* response;
  const ocspan_question* question;
  const ocspan_policy* policy;
  const ocspan_verifier* verifier;
  const ocspan_hasher* hasher;
};

template <class Response>
[[gnu::noinline]] Verification decide(const Response& response, const Question& question, const VerifyCall& call,
                                      VerifyProgress& progress) {
  return verify(response, question, from_c(*call.policy), VerifierFromC{call.verifier}, HasherFromC{call.hasher},
                progress);
}

Error check(const VerifyCall& call) {
  if (call.verifier == nullptr || call.verifier->verify == nullptr || !is_usable(call.hasher)) {
    return {ErrorCode::missing, Field::signature_algorithm};
  }
  if (call.question->issuer == nullptr) {
    return {ErrorCode::missing, Field::issuer};
  }
  if (call.question->certificate == nullptr && call.question->asked == nullptr) {
    return {ErrorCode::missing, Field::certificate};
  }
  return {};
}

Error run(const VerifyCall& call, VerifyProgress& progress, ocspan_verification& verification) {
  if (const Error error = check(call)) {
    return error;
  }
  const ocspan_question& asked = *call.question;
  CertificatesFromC trusted;
  CertificatesFromC certificates;
  if (const Error error = trusted.set(asked.trusted, asked.trusted_count, Field::certificate)) {
    return error;
  }
  if (const Error error = certificates.set(asked.certificates, asked.certificate_count, Field::certs)) {
    return error;
  }
  const auto decide_about = [&](Question question) {
    question.trust(trusted.all()).add_certificates(certificates.all());
    if (asked.nonce.data != nullptr || asked.nonce.size != 0) {
      question.nonce(from_c(asked.nonce));
    }
    const auto decide_with = [&](const auto& response) {
      verification = to_c(decide(response, question, call, progress));
      return Error{};
    };
    return call.response->is_basic ? with_loaded(load_der_basic_ocsp_response, *call.response, decide_with)
                                   : with_loaded(load_der_ocsp_response, *call.response, decide_with);
  };
  return with_loaded(load_der_x509_certificate, *asked.issuer, [&](const Certificate& issuer) {
    if (asked.certificate == nullptr) {
      const Result<CertID> cert_id = from_c(*asked.asked);
      return cert_id ? decide_about(Question{*cert_id, issuer}) : cert_id.error();
    }
    return with_loaded(load_der_x509_certificate, *asked.certificate,
                       [&](const Certificate& certificate) { return decide_about(Question{certificate, issuer}); });
  });
}

}  // namespace
}  // namespace ocspan::c

using namespace ocspan;
using namespace ocspan::c;

ocspan_policy ocspan_default_policy(ocspan_time at) {
  const VerifyPolicy policy;
  ocspan_policy result{};
  result.at = at;
  result.clock_skew = policy.clock_skew;
  result.max_age_without_next_update = policy.max_age_without_next_update;
  return result;
}

ocspan_error ocspan_verify(const ocspan_response* response, const ocspan_question* question,
                           const ocspan_policy* policy, const ocspan_verifier* verifier, const ocspan_hasher* hasher,
                           ocspan_verification* verification) {
  VerifyProgress progress;
  *verification = {};
  return to_c(run({response, question, policy, verifier, hasher}, progress, *verification));
}

ocspan_error ocspan_resume_verify(const ocspan_response* response, const ocspan_question* question,
                                  const ocspan_policy* policy, const ocspan_verifier* verifier,
                                  const ocspan_hasher* hasher, ocspan_verify_progress* progress,
                                  ocspan_verification* verification) {
  VerifyProgress known = from_c(*progress);
  *verification = {};
  const Error error = run({response, question, policy, verifier, hasher}, known, *verification);
  *progress = to_c(known);
  return to_c(error);
}
