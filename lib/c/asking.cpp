// The C interface: CertIDs, requests, and whether the answer may be trusted.
#include "convert.hpp"
#include "ocspan/ocsp/http.hpp"
#include "ocspan/ocsp/issuer_hashes.hpp"
#include "ocspan/ocsp/message_builder.hpp"
#include "ocspan/ocsp/request.hpp"
#include "ocspan/ocsp/verify.hpp"

namespace ocspan::c {
namespace {

using ocspan::c::from_c;  // beside those below
using ocspan::c::to_c;

/// A list in the caller's memory; NULL is an empty one.
template <class T>
std::span<const T> span_of(const T* elements, size_t count) {
  return {elements, elements == nullptr ? 0 : count};
}

/// What is wrong with the fields of a request; the extensions and the nonce are put into `list`.
Error check(const ocspan_request_fields& fields, detail::ExtensionList& list) {
  if (fields.cert_ids == nullptr || fields.cert_id_count == 0) {
    return {ErrorCode::missing, Field::request_list};
  }
  for (const ocspan_cert_id& id : span_of(fields.cert_ids, fields.cert_id_count)) {
    if (const Error error = detail::check_hashes(from_c(id))) {
      return error;
    }
  }
  if (fields.nonce.data != nullptr) {
    if (const Error error = list.add_nonce(from_c(fields.nonce))) {
      return error;
    }
  }
  for (const ocspan_extension& extension : span_of(fields.extensions, fields.extension_count)) {
    if (const Error error = list.add(detail::AddedExtension{from_c(extension)})) {
      return error;
    }
  }
  return {};
}

/// A signature check of the caller's as a SignatureVerifier.
struct VerifierFromC {
  const ocspan_verifier* verifier;
  bool operator()(const AlgorithmIdentifier& algorithm, const SubjectPublicKeyInfo& key, Bytes message,
                  Bytes signature) const {
    const ocspan_algorithm c_algorithm = to_c(algorithm);
    const ocspan_public_key c_key = to_c(key);
    return verifier->verify(verifier->context, &c_algorithm, &c_key, to_c(message), to_c(signature));
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
  to.several = from.several();
  to.nonce_equal = from.nonce_equal();
  to.has_revocation_reason = reason.has_value();
  to.revocation_reason = static_cast<ocspan_reason>(reason.value_or(ReasonFlags::unspecified));
  to.revocation_time = to_c(from.revocation_time());
  to.this_update = to_c(from.this_update());
  to.next_update = to_c(from.next_update());
  to.usable_until = to_c(from.usable_until());
  to.responder_certificate = to_c(from.responder_certificate());
  return to;
}

/// Loads again what was loaded, with what was tolerated then, and goes on with it. Not inlined, so that each view is
/// in a frame of its own.
template <class T, class C, class GoOn>
[[gnu::noinline]] Error with_loaded(Result<T> (*load)(Input, Tolerance), const C& view, const GoOn& go_on) {
  const Result<T> loaded = load(from_c(view.der), tolerance_from_c(view.tolerated));
  return loaded ? go_on(*loaded) : loaded.error();
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

ocspan_error ocspan_make_cert_id(ocspan_bytes serial_number, const ocspan_certificate* issuer, ocspan_hash hash,
                                 const ocspan_hasher* hasher, ocspan_hashes* hashes, ocspan_cert_id* cert_id) {
  *cert_id = {};
  if (issuer->subject.size == 0) {
    return to_c(Error{ErrorCode::missing, Field::issuer});
  }
  if (!is_usable(hasher) || oid_of(static_cast<HashAlgorithm>(hash)).empty()) {
    return to_c(
        Error{is_usable(hasher) ? ErrorCode::unsupported_algorithm : ErrorCode::missing, Field::hash_algorithm});
  }
  const AlgorithmIdentifier algorithm{static_cast<HashAlgorithm>(hash)};
  const IssuerHashInput input{from_c(issuer->subject), from_c(issuer->subject_public_key_info.bits)};
  const Result<IssuerHashes> result = IssuerHashes::of(input, algorithm, HasherFromC{hasher});
  if (result) {
    const std::size_t size = result->name_hash().size();
    for (std::size_t i = 0; i < size; ++i) {
      hashes->name[i] = result->name_hash()[i];
      hashes->key[i] = result->key_hash()[i];
    }
    *cert_id = {to_c(algorithm), {hashes->name, size}, {hashes->key, size}, serial_number};
  }
  return to_c(result.error());
}

bool ocspan_cert_id_equal(const ocspan_cert_id* a, const ocspan_cert_id* b) { return from_c(*a) == from_c(*b); }

ocspan_error ocspan_build_request(const ocspan_request_fields* fields, uint8_t* out, size_t size, size_t* written) {
  *written = 0;
  detail::ExtensionList extensions;
  if (const Error error = check(*fields, extensions)) {
    return to_c(error);
  }
  Writer writer{{out, size}};
  const auto write_request = [&](const ocspan_cert_id& id) {
    detail::write_request(writer, from_c(id), std::span<const Extension>{});
  };
  writer.nest(Tag::sequence, [&] {
    detail::write_tbs_request(
        writer, std::nullopt,
        [&] { writer.sequence_of(span_of(fields->cert_ids, fields->cert_id_count), write_request); },
        extensions.elements());
  });
  return give(writer.finish(), written);
}

ocspan_error ocspan_get_url(const char* responder_url, size_t responder_url_size, ocspan_bytes request, char* out,
                            size_t size, size_t* written) {
  return give(ocsp_get_url({responder_url, responder_url_size}, from_c(request), {out, size}), written);
}

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
    if (question->nonce.data != nullptr) {
      asked_of.nonce(from_c(question->nonce));
    }
    *verification = to_c(decide(answer, asked_of, *policy, verifier, hasher));
    return Error{};
  };
  return to_c(with_loaded(load_der_ocsp_response, *response, [&](const OCSPResponse& answer) {
    return with_loaded(load_der_x509_certificate, *question->issuer, [&](const Certificate& issuer) {
      if (question->certificate == nullptr) {
        const CertID asked = from_c(*question->asked);
        return decide_for(answer, Question{asked, issuer});
      }
      return with_loaded(load_der_x509_certificate, *question->certificate, [&](const Certificate& certificate) {
        return decide_for(answer, Question{certificate, issuer});
      });
    });
  }));
}
