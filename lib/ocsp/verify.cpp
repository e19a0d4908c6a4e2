#include "ocspan/ocsp/verify_checks.hpp"

#include <algorithm>

#include "ocspan/ocsp/null_extensions.hpp"
#include "ocspan/x509/key_usage.hpp"
#include "ocspan/x509/known_oid.hpp"

namespace ocspan::inline OCSPAN_ABI {
namespace detail {

// What a verifier of the response makes sense of; nothing in them changes what the status is about. A CertificateIssuer
// would, and a CertHash ties the answer to a certificate that not every caller has: critical ones of these stop here.
inline constexpr Oid understood_in_responses[] = {
    "nonce"_oid,
    "crl"_oid,
    "archive-cutoff"_oid,
    "extended-revoke"_oid,
    "cRLReasons"_oid,
    "invalidityDate"_oid,
    "holdInstructionCode"_oid,
    "ocsp-sct-list"_oid,
};

// Of a responder's certificate. None of the others can do more than forbid what it is used for here.
inline constexpr Oid understood_in_delegates[] = {
    "basicConstraints"_oid,
    "keyUsage"_oid,
    "extKeyUsage"_oid,
    "subjectAltName"_oid,
    "issuerAltName"_oid,
    "subjectKeyIdentifier"_oid,
    "authorityKeyIdentifier"_oid,
    "authorityInfoAccess"_oid,
    "cRLDistributionPoints"_oid,
    "certificatePolicies"_oid,
    "nocheck"_oid,
};

constexpr const std::uint8_t* end_of(Bytes bytes) { return bytes.data() + bytes.size(); }

/// The identifier octet of a value with these contents. In DER the length says how many bytes say it.
constexpr const std::uint8_t* identifier_of(Bytes contents) {
  std::size_t header = 2;
  if (contents.size() >= 0x80) {
    for (std::size_t rest = contents.size(); rest != 0; rest >>= 8) {
      ++header;
    }
  }
  return contents.data() - header;
}

/// The contents of a BIT STRING: the byte with the number of unused bits, and the bits.
constexpr Bytes with_initial_byte(const BitString& bits) { return {bits.bytes().data() - 1, bits.bytes().size() + 1}; }

// The fields in the order of the RFC. Of ResponseData all that can fail; its version is skipped where it is written
// out.
inline constexpr Field fields_of_response_data[] = {Field::responder_id, Field::produced_at, Field::responses,
                                                    Field::response_extensions};
inline constexpr Field fields_of_single_response[] = {Field::cert_id, Field::cert_status, Field::this_update,
                                                      Field::next_update};

/// Where the value of that field stands among `values`, or would stand; null if it is none of `fields`.
constexpr const std::uint8_t* place_among(Bytes values, std::span<const Field> fields, Field field) {
  ReadContext context{values};
  Reader reader{context};
  for (const Field each : fields) {
    if (each == field) {
      return reader.remaining().data();
    }
    (void)reader.any(each);
  }
  return nullptr;
}

/// How strict a status is: of contradicting ones the strictest counts.
constexpr int strictness(OCSPCertStatus status) {
  return status == OCSPCertStatus::revoked ? 2 : status == OCSPCertStatus::unknown ? 1 : 0;
}

OCSPAN_FN bool VerificationInProgress::fail(VerifyStep step, Field field, const std::uint8_t* at) {
  if (step > result_.failure_.step) {
    result_.failure_ = {step, field, static_cast<std::uint32_t>(at - response_->public_bytes().data())};
  }
  return false;
}

OCSPAN_FN bool VerificationInProgress::fail(VerifyStep step, Field field) { return fail(step, field, place_of(field)); }

OCSPAN_FN const std::uint8_t* VerificationInProgress::place_of(Field field) const {
  const Bytes response = response_->public_bytes();
  if (field == Field::signature) {
    return identifier_of(with_initial_byte(basic().signature_bits()));
  }
  if (result_.answer_.cert_id().der().data() != nullptr) {
    const Bytes answer{result_.answer_.cert_id().der().data(), end_of(response)};
    if (const std::uint8_t* const place = place_among(answer, fields_of_single_response, field)) {
      return place;
    }
  }
  ReadContext context{field == Field::response_status ? response : basic().tbs_response_bytes()};
  Reader reader{context};
  Reader fields = reader.open(Tag::sequence, Field::none);
  if (field == Field::response_status) {
    return response.empty() ? response.data() : fields.remaining().data();  // empty: it was never read
  }
  if (fields.next_is(explicit_tag(0))) {  // version v1, where that is tolerated
    (void)fields.any(Field::version);
  }
  return place_among(fields.remaining(), fields_of_response_data, field);
}

OCSPAN_FN bool VerificationInProgress::check_successful() {
  return response_->basic() != nullptr || fail(VerifyStep::not_successful, Field::response_status);
}

OCSPAN_FN bool VerificationInProgress::check_names_issuer() {
  const bool was_read = !issuer().public_bytes().empty();
  return (was_read && equal(question_->issuer_name(), issuer().subject().der())) ||
         fail(VerifyStep::wrong_issuer, Field::responses);
}

OCSPAN_FN void VerificationInProgress::take_answer(const SingleResponse& single, bool found_before) {
  result_.several_answers_ = found_before;
  const int more_strict = strictness(single.certificate_status()) - strictness(result_.answer_.certificate_status());
  if (!found_before || more_strict > 0 || (more_strict == 0 && single.this_update() > result_.answer_.this_update())) {
    result_.answer_ = single;
  }
}

OCSPAN_FN bool VerificationInProgress::load_delegate(Bytes der, Certificate& certificate) const {
  return !read_message(certificate, der, policy_->tolerance, Ending::prefix);
}

// An issuer's own certificate may come along, and be another one than the caller's, for the same name and key.
OCSPAN_FN bool VerificationInProgress::is_issuer(const Certificate& certificate) const {
  return certificate.subject() == issuer().subject() &&
         equal(certificate.subject_public_key_info().der(), issuer().subject_public_key_info().der());
}

// RFC 6960 4.2.2.2: "issued directly by the CA that is identified in the request", with id-kp-OCSPSigning.
OCSPAN_FN bool VerificationInProgress::check_delegate(const Certificate& delegate) {
  if (!(delegate.issuer() == issuer().subject())) {
    return fail(VerifyStep::signer_not_issued_by_issuer, Field::issuer, delegate.issuer().der().data());
  }

  const Extensions& extensions = delegate.extensions();
  const std::optional<BitString>& unique_id =
      delegate.subject_unique_id() ? delegate.subject_unique_id() : delegate.issuer_unique_id();
  const std::uint8_t* const extensions_begin =
      end_of(unique_id ? unique_id->bytes() : delegate.subject_public_key_info().der());
  const auto purposes = extensions.get<ExtKeyUsage>(policy_->tolerance);
  if (!purposes || !*purposes || !(*purposes)->has("OCSPSigning"_oid)) {
    return fail(VerifyStep::signer_not_for_ocsp, Field::extensions, extensions_begin);
  }
  const auto usage = extensions.get<KeyUsage>(policy_->tolerance);
  if (!usage || (*usage && !(*usage)->has(KeyUsageBit::digital_signature))) {
    return fail(VerifyStep::signer_key_usage, Field::extensions, extensions_begin);
  }
  if (!check_critical(extensions, understood_in_delegates, VerifyStep::signer_critical_extension)) {
    return false;
  }

  const std::uint8_t* const validity = end_of(delegate.issuer().der());
  if (policy_->at < delegate.not_before()) {
    return fail(VerifyStep::signer_not_yet_valid, Field::validity, validity);
  }
  if (policy_->at > delegate.not_after()) {
    return fail(VerifyStep::signer_expired, Field::validity, validity);
  }

  const bool signature_can_hold = delegate.signature_bits().unused_bits() == 0 &&
                                  delegate.tbs_signature_algorithm() == delegate.signature_algorithm();
  return signature_can_hold || fail(VerifyStep::signer_bad_signature, Field::certs, delegate.public_bytes().data());
}

OCSPAN_FN bool VerificationInProgress::accept_signer(const Certificate* delegate) {
  result_.failure_ = {};  // of those that were tried before
  result_.signed_by_ = delegate == nullptr ? SignedBy::issuer : SignedBy::delegated;
  result_.usable_until_ = Time::max_unix;
  if (delegate != nullptr) {
    result_.responder_certificate_ = delegate->public_bytes();
    const auto nocheck = delegate->extensions().get<OCSPNoCheck>(policy_->tolerance);
    result_.nocheck_ = nocheck && nocheck->has_value();
    result_.usable_until_ = delegate->not_after().to_unix();
  }
  return true;
}

OCSPAN_FN bool VerificationInProgress::check_critical_extensions() {
  return check_critical(basic().extensions(), understood_in_responses, VerifyStep::critical_extension) &&
         check_critical(result_.answer_.single_extensions(), understood_in_responses, VerifyStep::critical_extension);
}

// RFC 5280 4.2.
OCSPAN_FN bool VerificationInProgress::check_critical(const Extensions& extensions, std::span<const Oid> understood,
                                                      VerifyStep step) {
  const UnknownCritical unknown = extensions.unknown_critical(understood);
  return unknown.empty() || fail(step, Field::extn_id, identifier_of(unknown.begin()->oid().bytes()));
}

// RFC 6960 3.2, points 5 and 6.
OCSPAN_FN bool VerificationInProgress::check_times() {
  const std::int64_t at = policy_->at.to_unix();
  const std::int64_t skew = policy_->clock_skew;
  const std::int64_t this_update = result_.answer_.this_update().to_unix();
  const std::optional<Time>& next_update = result_.answer_.next_update();
  std::optional<std::uint32_t> max_age = policy_->max_age;
  if (!max_age && !next_update) {
    max_age = policy_->max_age_without_next_update;
  }

  if (basic().produced_at().to_unix() > at + skew) {
    return fail(VerifyStep::produced_in_future, Field::produced_at);
  }
  if (this_update > at + skew) {
    return fail(VerifyStep::not_yet_valid, Field::this_update);
  }
  std::int64_t until = result_.usable_until_;
  if (next_update) {
    const std::int64_t next = next_update->to_unix();
    if (next < this_update) {
      return fail(VerifyStep::update_order, Field::next_update);
    }
    if (next + skew < at) {
      return fail(VerifyStep::expired, Field::next_update);
    }
    until = std::min(until, next);
  }
  if (max_age) {
    const std::int64_t end = this_update + std::int64_t{*max_age};
    if (end + skew < at) {
      return fail(VerifyStep::too_old, Field::this_update);
    }
    until = std::min(until, end);
  }
  result_.usable_until_ = until;
  const std::int64_t left = std::clamp<std::int64_t>(until - at - 1, 0, 0xffff'ffff);
  result_.seconds_left_ = static_cast<std::uint32_t>(left);
  return true;
}

// RFC 6960 4.4.1, RFC 9654 2.1.
OCSPAN_FN bool VerificationInProgress::check_nonce() {
  if (!question_->nonce()) {
    return true;
  }
  const Result<std::optional<Nonce>> nonce = basic().extensions().get<Nonce>();
  if (nonce && !*nonce) {
    result_.nonce_ = NonceCheck::missing;
    return policy_->accept_missing_nonce || fail(VerifyStep::nonce_missing, Field::response_extensions);
  }
  const bool same = nonce && equal((*nonce)->bytes(), *question_->nonce());  // an error: there are two, so none counts
  result_.nonce_ = same ? NonceCheck::equal : NonceCheck::different;
  return same || fail(VerifyStep::nonce_different, Field::response_extensions);
}

OCSPAN_FN Verification VerificationInProgress::finish() {
  if (result_.failure_.step == VerifyStep::none && result_.signed_by_ != SignedBy::nobody) {
    switch (result_.answer_.certificate_status()) {
      case OCSPCertStatus::good:
        result_.verdict_ = Verdict::good;
        break;
      case OCSPCertStatus::revoked:
        result_.verdict_ = Verdict::revoked;
        break;
      case OCSPCertStatus::unknown:
        result_.verdict_ = Verdict::unknown;
        break;
    }
  }
  return result_;
}

}  // namespace detail

OCSPAN_FN std::optional<Time> Verification::usable_until() const {
  return verdict_ == Verdict::untrusted ? std::nullopt : std::optional{*Time::from_unix(usable_until_)};
}

OCSPAN_FN std::optional<HttpCaching> Verification::http_caching() const {
  if (verdict_ == Verdict::untrusted) {
    return std::nullopt;
  }
  const Time expires = answer_.next_update().value_or(*usable_until());
  return HttpCaching{answer_.this_update(), expires, seconds_left_};
}

}  // namespace ocspan::inline OCSPAN_ABI
