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

/// The contents of a BIT STRING: the byte with the number of unused bits, and the bits.
constexpr Bytes with_initial_byte(const BitString& bits) { return {bits.bytes().data() - 1, bits.bytes().size() + 1}; }

/// How strict a status is: of contradicting ones the strictest counts.
constexpr int strictness(OCSPCertStatus status) {
  return status == OCSPCertStatus::revoked ? 2 : status == OCSPCertStatus::unknown ? 1 : 0;
}

/// Where a step stands in the order of the checks, which is that of the numbers but for the steps that came later. Only
/// those of looking for the signer are compared.
constexpr unsigned place_in_order(VerifyStep step) {
  const auto number = [](VerifyStep of) { return static_cast<unsigned>(of); };
  const VerifyStep first_later = VerifyStep::unsupported_signature_algorithm;
  return step == first_later || step == VerifyStep::weak_signature_algorithm
             ? 3 * number(VerifyStep::signer_bad_signature) + 1 + number(step) - number(first_later)
             : 3 * number(step);
}
static_assert([] {
#define OCSPAN_X(NAME, name, number, text) VerifyStep::name,
  constexpr VerifyStep in_order[] = {OCSPAN_VERIFY_STEPS(OCSPAN_X)};
#undef OCSPAN_X
  const auto* const first = std::find(std::begin(in_order), std::end(in_order), VerifyStep::no_signer);
  const auto* const last = std::find(first, std::end(in_order), VerifyStep::too_many_signers);
  return std::is_sorted(first, last + 1,
                        [](VerifyStep a, VerifyStep b) { return place_in_order(a) < place_in_order(b); });
}());

/// Whether the check of `a` comes after that of `b`.
constexpr bool is_further(VerifyStep a, VerifyStep b) { return place_in_order(a) > place_in_order(b); }

inline constexpr Candidate of_response{nullptr, VerifyInput::response, SignedBy::nobody};

OCSPAN_FN bool has_plain_signature(const Certificate& certificate) {
  return certificate.signature_bits().unused_bits() == 0 &&
         certificate.tbs_signature_algorithm() == certificate.signature_algorithm();
}

/// Where a field of a certificate stands, or would stand.
constexpr const std::uint8_t* place_in(const Certificate& certificate, Field field) {
  switch (field) {
    case Field::issuer:
      return certificate.issuer().der().data();
    case Field::validity:
      return end_of(certificate.issuer().der());
    case Field::extensions: {
      const std::optional<BitString>& unique_id =
          certificate.subject_unique_id() ? certificate.subject_unique_id() : certificate.issuer_unique_id();
      return end_of(unique_id ? unique_id->bytes() : certificate.subject_public_key_info().der());
    }
    case Field::signature_algorithm:
      return end_of(certificate.tbs_certificate_bytes());
    case Field::signature_value:
      return Reader::identifier_of(with_initial_byte(certificate.signature_bits()));
    default:
      return certificate.public_bytes().data();
  }
}

OCSPAN_FN bool VerificationInProgress::fail(VerifyStep step, Field field) {
  return fail_in(of_response, step, field, place_of(field));
}

OCSPAN_FN bool VerificationInProgress::fail_in(const Candidate& candidate, VerifyStep step, Field field) {
  return fail_in(candidate, step, field, place_in(*candidate.certificate, field));
}

OCSPAN_FN bool VerificationInProgress::fail_in(const Candidate& candidate, VerifyStep step, Field field,
                                               const std::uint8_t* at) {
  const bool in_response = candidate.input == VerifyInput::response;
  const std::uint8_t* const begin = in_response ? whole_.data() : candidate.certificate->public_bytes().data();
  if (step == VerifyStep::signature_pending || is_further(step, result_.failure_.step)) {
    result_.failure_ = {step, field, candidate.input, static_cast<std::uint32_t>(at - begin)};
  }
  return false;
}

OCSPAN_FN bool VerificationInProgress::check(SignatureCheck answer, const Candidate& of, VerifyStep invalid,
                                             Field field) {
  VerifyStep step = invalid;
  switch (answer) {
    case SignatureCheck::valid:
      return true;
    case SignatureCheck::pending:
      step = VerifyStep::signature_pending;
      break;
    case SignatureCheck::weak:
      step = VerifyStep::weak_signature_algorithm;
      field = Field::signature_algorithm;
      break;
    case SignatureCheck::unsupported:
      step = VerifyStep::unsupported_signature_algorithm;
      field = Field::signature_algorithm;
      break;
    default:  // invalid, or no value of the enumeration
      break;
  }
  return of.certificate == nullptr ? fail(step, field) : fail_in(of, step, field);
}

// How many values stand before the field, in the order of the RFC: of ResponseData, from the responderID on, all that
// can fail; its version is skipped where it is written out.
OCSPAN_FN const std::uint8_t* VerificationInProgress::place_of(Field field) const {
  unsigned before = 0;
  Bytes values = result_.answer_.cert_id().der();
  switch (field) {
    case Field::next_update:
      ++before;
      [[fallthrough]];
    case Field::this_update:
      before += 2;
      values = {values.data(), end_of(whole_)};
      break;
    case Field::response_extensions:
      ++before;
      [[fallthrough]];
    case Field::responses:
      ++before;
      [[fallthrough]];
    case Field::produced_at:
      ++before;
      [[fallthrough]];
    case Field::responder_id:
      values = Reader::first(basic().tbs_response_bytes());
      before += values[0] == 0xa0 ? 1U : 0U;  // version v1, where that is tolerated
      break;
    case Field::signature_algorithm:
      return end_of(basic().tbs_response_bytes());
    case Field::signature:
      return Reader::identifier_of(with_initial_byte(basic().signature_bits()));
    default:  // responseStatus; empty: it was never read
      return whole_.empty() ? whole_.data() : Reader::first(whole_).data();
  }
  return Reader::after(before, values).data();
}

OCSPAN_FN bool VerificationInProgress::was_asked(const CertID& id) const {
  return question_->asked() != nullptr && *question_->asked() == id;
}

OCSPAN_FN bool VerificationInProgress::check_successful() {
  return basic_ != nullptr || fail(VerifyStep::not_successful, Field::response_status);
}

OCSPAN_FN bool VerificationInProgress::check_names_issuer() {
  const bool was_read = !issuer().public_bytes().empty();
  return (was_read && names_match(question_->issuer_name(), issuer().subject())) ||
         fail(VerifyStep::wrong_issuer, Field::responses);
}

// Of answers that are equally strict one that holds now is better than one that does not.
OCSPAN_FN void VerificationInProgress::take_answer(const SingleResponse& single, bool found_before) {
  const auto rank = [&](const SingleResponse& answer) {
    std::int64_t until = 0;
    return 2 * strictness(answer.certificate_status()) + (check_times_of(answer, until) == VerifyStep::none ? 1 : 0);
  };
  result_.several_answers_ = found_before;
  if (found_before) {
    const int more = rank(single) - rank(result_.answer_);
    if (more < 0 || (more == 0 && single.this_update() <= result_.answer_.this_update())) {
      return;
    }
  }
  result_.answer_ = single;
}

OCSPAN_FN bool VerificationInProgress::check_certificate(SignatureCheck answer) {
  const Candidate certificate{question_->certificate(), VerifyInput::certificate, SignedBy::nobody};
  return check(answer, certificate, VerifyStep::certificate_bad_signature, Field::signature_value);
}

OCSPAN_FN bool Candidates::next() {
  if (count_ < question_->trusted().size()) {
    der_ = question_->trusted()[count_].public_bytes();
  } else if (const std::size_t i = count_ - question_->trusted().size(); i < question_->trusted_der().size()) {
    der_ = question_->trusted_der()[i];
  } else if (signed_by_ = SignedBy::delegated; embedded_ != end_) {
    der_ = *embedded_;
    ++embedded_;
    input_ = VerifyInput::response;
    return true;
  } else if (input_ = VerifyInput::added_certificate;
             i - question_->trusted_der().size() < question_->certificates().size()) {
    der_ = question_->certificates()[i - question_->trusted_der().size()];
  } else {
    return false;
  }
  ++count_;
  return true;
}

// An issuer's own certificate may come along, and be another one than the caller's, for the same name and key.
OCSPAN_FN bool VerificationInProgress::is_issuers_own(const Certificate& certificate) const {
  return names_match(certificate.subject(), issuer().subject()) &&
         equal(certificate.subject_public_key_info().der(), issuer().subject_public_key_info().der());
}

// RFC 6960 4.2.2.2: "issued directly by the CA that is identified in the request", with id-kp-OCSPSigning.
OCSPAN_FN bool VerificationInProgress::check_candidate(const Candidate& candidate) {
  const Certificate& certificate = *candidate.certificate;
  if (candidate.signed_by != SignedBy::trusted) {
    if (!names_match(certificate.issuer(), issuer().subject())) {
      return fail_in(candidate, VerifyStep::signer_not_issued_by_issuer, Field::issuer);
    }
    const Extensions& extensions = certificate.extensions();
    Error error;
    ExtKeyUsage purposes;
    if (!extensions.get_into(purposes, error, policy_->tolerance) || !purposes.has("OCSPSigning"_oid)) {
      return fail_in(candidate, VerifyStep::signer_not_for_ocsp, Field::extensions);
    }
    // RFC 5280 4.2.1.12: consistent with OCSPSigning are digitalSignature and nonRepudiation.
    KeyUsage usage;
    const bool has_usage = extensions.get_into(usage, error, policy_->tolerance);
    if (error ||
        (has_usage && !usage.has(KeyUsageBit::digital_signature) && !usage.has(KeyUsageBit::non_repudiation))) {
      return fail_in(candidate, VerifyStep::signer_key_usage, Field::extensions);
    }
    if (!check_critical(extensions, understood_in_delegates, candidate, VerifyStep::signer_critical_extension)) {
      return false;
    }
  }

  const Time& at = policy_->attested ? basic().produced_at() : policy_->at;
  if (at < certificate.not_before()) {
    return fail_in(candidate, VerifyStep::signer_not_yet_valid, Field::validity);
  }
  if (at > certificate.not_after()) {
    return fail_in(candidate, VerifyStep::signer_expired, Field::validity);
  }
  return candidate.signed_by == SignedBy::trusted || has_plain_signature(certificate) ||
         fail_in(candidate, VerifyStep::signer_bad_signature, Field::certs);
}

OCSPAN_FN bool VerificationInProgress::check_signature(const Candidate* candidate, SignatureCheck answer) {
  if (!check(answer, of_response, VerifyStep::bad_signature, Field::signature)) {
    return false;
  }
  result_.failure_ = {};  // of those that were tried before
  result_.signed_by_ = candidate == nullptr ? SignedBy::issuer : candidate->signed_by;
  result_.usable_until_ = Time::max_unix;
  if (candidate != nullptr) {
    const Certificate& certificate = *candidate->certificate;
    result_.responder_certificate_ = certificate.public_bytes();
    result_.tolerated_ |= certificate.tolerated();
    Error error;
    OCSPNoCheck nocheck;
    result_.nocheck_ = certificate.extensions().get_into(nocheck, error, policy_->tolerance);
    result_.usable_until_ = certificate.not_after().to_unix();
  }
  return true;
}

OCSPAN_FN bool VerificationInProgress::check_critical_extensions() {
  return check_critical(basic().extensions(), understood_in_responses, of_response, VerifyStep::critical_extension) &&
         check_critical(result_.answer_.single_extensions(), understood_in_responses, of_response,
                        VerifyStep::critical_extension);
}

// RFC 5280 4.2.
OCSPAN_FN bool VerificationInProgress::check_critical(const Extensions& extensions, std::span<const Oid> understood,
                                                      const Candidate& owner, VerifyStep step) {
  for (const Extension& extension : extensions) {
    bool is_understood = !extension.critical();
    for (const Oid& oid : understood) {
      is_understood = is_understood || oid == extension.oid();
    }
    if (!is_understood) {
      return fail_in(owner, step, Field::extn_id, Reader::identifier_of(extension.oid().bytes()));
    }
  }
  return true;
}

// RFC 6960 3.2, points 5 and 6; RFC 9919 5; with an attested time C2PA 2.2, 15.9: what is said of a time in the past
// does not expire.
OCSPAN_FN VerifyStep VerificationInProgress::check_times_of(const SingleResponse& single,
                                                            std::int64_t& usable_until) const {
  const std::int64_t day = 86'400;
  const std::int64_t at = policy_->at.to_unix();
  const std::int64_t skew = policy_->clock_skew;
  const std::int64_t this_update = single.this_update().to_unix();
  const bool has_next = single.next_update().has_value();
  const std::int64_t next_update = has_next ? single.next_update()->to_unix() : Time::max_unix;
  usable_until = Time::max_unix;

  if (this_update > at + skew) {
    return VerifyStep::not_yet_valid;
  }
  if (next_update < this_update) {
    return VerifyStep::update_order;
  }
  if (!has_next && policy_->require_next_update) {
    return VerifyStep::next_update_missing;
  }
  if (policy_->attested) {
    const std::int64_t attested = policy_->attested->to_unix();
    const std::int64_t end = has_next ? next_update : basic().produced_at().to_unix() + day - 1;
    return attested < this_update || attested <= end ? VerifyStep::none : VerifyStep::outside_attested_time;
  }
  if (next_update + skew < at) {
    return VerifyStep::expired;
  }
  usable_until = next_update;
  if (policy_->max_age || !has_next) {
    usable_until = std::min(next_update, this_update + policy_->max_age.value_or(policy_->max_age_without_next_update));
    if (usable_until + skew < at) {
      return VerifyStep::too_old;
    }
  }
  return VerifyStep::none;
}

OCSPAN_FN bool VerificationInProgress::check_times() {
  const std::int64_t at = policy_->at.to_unix();
  if (basic().produced_at().to_unix() > at + policy_->clock_skew) {
    return fail(VerifyStep::produced_in_future, Field::produced_at);
  }
  std::int64_t until = 0;
  const VerifyStep step = check_times_of(result_.answer_, until);
  if (step != VerifyStep::none) {
    const bool about_next =
        step == VerifyStep::update_order || step == VerifyStep::next_update_missing || step == VerifyStep::expired;
    return fail(step, about_next ? Field::next_update : Field::this_update);
  }
  result_.usable_until_ = std::min(result_.usable_until_, until);
  const std::int64_t left = std::clamp<std::int64_t>(result_.usable_until_ - at - 1, 0, 0xffff'ffff);
  result_.seconds_left_ = static_cast<std::uint32_t>(left);
  return true;
}

// RFC 6960 4.4.1, RFC 9654 2.1.
OCSPAN_FN bool VerificationInProgress::check_nonce() {
  if (!question_->nonce()) {
    return true;
  }
  Error error;
  Nonce nonce;
  const bool found = basic().extensions().get_into(nonce, error);
  VerifyStep step = VerifyStep::nonce_different;
  result_.nonce_ = NonceCheck::different;  // also after an error: there are two, so none counts
  if (found && equal(nonce.bytes(), *question_->nonce())) {
    result_.nonce_ = NonceCheck::equal;
    return true;
  }
  if (!found && !error) {
    result_.nonce_ = NonceCheck::missing;
    step = VerifyStep::nonce_missing;
    if (policy_->accept_missing_nonce) {
      return true;
    }
  }
  return fail(step, Field::response_extensions);
}

/// The verdict of an answer that is trusted. The verdicts follow in the order of the statuses.
constexpr Verdict verdict_of(OCSPCertStatus status) {
  return static_cast<Verdict>(static_cast<unsigned>(Verdict::good) + static_cast<unsigned>(status));
}
static_assert(verdict_of(OCSPCertStatus::good) == Verdict::good &&
              verdict_of(OCSPCertStatus::revoked) == Verdict::revoked &&
              verdict_of(OCSPCertStatus::unknown) == Verdict::unknown);

OCSPAN_FN void VerificationInProgress::trust() {
  const std::optional<Time>& revoked_at = result_.answer_.revocation_time();
  const bool later = policy_->attested && revoked_at && *revoked_at > *policy_->attested;
  result_.verdict_ = later ? Verdict::good : verdict_of(result_.answer_.certificate_status());
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
