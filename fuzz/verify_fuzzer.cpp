// verify(), with verifiers that say yes, no, and what the input says. The input is a response, and behind it choices;
// what is asked is made of the response itself, so that whatever it says, the last checks can be reached.
#include <limits>
#include <optional>
#include <vector>

#include "building.hpp"
#include "c_interface.hpp"
#include "harness.hpp"
#include "ocspan/ocspan.hpp"

namespace ocspan::fuzz::verify_harness {
namespace {

/// The certificate of the response that the responderID could mean, and that is no issuer's of itself.
std::optional<Certificate> delegate_of(const BasicOCSPResponse& basic) {
  for (const Bytes der : basic.certificates()) {
    const Result<Certificate> certificate = load_der_x509_certificate(der, Tolerance::all);
    if (certificate && !names_match(certificate->issuer(), certificate->subject()) &&
        (!basic.responder_name() || names_match(*basic.responder_name(), certificate->subject()))) {
      return *certificate;
    }
  }
  return std::nullopt;
}

/// Gives the hashes that the response has, if what is hashed is what should have them.
struct EchoHasher {
  CertID target;
  Bytes issuer_name;
  Bytes issuer_key;
  Bytes responder_key_hash;
  bool issuer_is_responder;
  std::size_t missing;  ///< one more than that which cannot be computed; none, if there is no such one

  bool operator()(HashAlgorithm hash, Bytes data, std::span<std::uint8_t> out) const {
    const bool of_target = target.hash_algorithm() == hash;
    Bytes known;
    if (of_target && equal(data, issuer_name)) {
      known = target.issuer_name_hash();
    } else if (equal(data, issuer_key)) {
      known = of_target ? target.issuer_key_hash() : issuer_is_responder ? responder_key_hash : Bytes{};
    } else {
      known = responder_key_hash;
    }
    OCSPAN_PROPERTY(out.size() == digest_size(hash));
    if (known.size() != out.size()) {
      return FakeHasher{static_cast<std::size_t>(hash) + 1 != missing}(hash, data, out);
    }
    std::copy(known.begin(), known.end(), out.begin());
    return static_cast<std::size_t>(hash) + 1 != missing;
  }
};

/// What a script, which is gone through again and again, answers to the question of that number; without one yes.
SignatureCheck answer_of(Bytes script, std::size_t number) {
  const bool yes = script.empty() || (script[number / 8 % script.size()] >> number % 8 & 1) != 0;
  const SignatureCheck no[] = {SignatureCheck::invalid, SignatureCheck::unsupported, SignatureCheck::weak};
  return yes ? SignatureCheck::valid : no[script[0] % 3];
}

/// Answers from a script; keeps what it was asked.
struct ScriptedVerifier {
  struct Call {
    Bytes key;
    Bytes message;
    SignatureCheck answer;
  };

  SignatureCheck operator()(const AlgorithmIdentifier& algorithm, const SubjectPublicKeyInfo& key, Bytes message,
                            Bytes signature) {
    OCSPAN_PROPERTY(!algorithm.oid().empty() && !key.der().empty() && !message.empty());
    OCSPAN_PROPERTY(signature.data() != nullptr);
    const SignatureCheck answer = answer_of(script, calls.size());
    calls.push_back({key.der(), message, answer});
    return answer;
  }

  Bytes script{};
  std::vector<Call> calls{};
};

/// Has an answer only when it has been asked some times, as often as the script says, for what it was asked last.
struct LateVerifier {
  SignatureCheck operator()(const AlgorithmIdentifier& algorithm, const SubjectPublicKeyInfo& key, Bytes message,
                            Bytes signature) {
    const std::size_t number = verifier.calls.size();
    const std::size_t delay = verifier.script.empty() ? 1 : (verifier.script.back() >> number % 7 & 3U);
    if (asked < delay) {
      OCSPAN_PROPERTY(asked++ == 0 || (same_place(key.der(), pending_key) && same_place(message, pending_message)));
      pending_key = key.der();
      pending_message = message;
      return SignatureCheck::pending;
    }
    OCSPAN_PROPERTY(delay == 0 || (same_place(key.der(), pending_key) && same_place(message, pending_message)));
    asked = 0;
    return verifier(algorithm, key, message, signature);
  }

  ScriptedVerifier verifier;
  std::size_t asked = 0;
  Bytes pending_key{};
  Bytes pending_message{};
};

/// Whether these are the same checks with the same answers.
bool is_same(const std::vector<ScriptedVerifier::Call>& a, const std::vector<ScriptedVerifier::Call>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const ScriptedVerifier::Call& one, const ScriptedVerifier::Call& other) {
                      return same_place(one.key, other.key) && same_place(one.message, other.message) &&
                             one.answer == other.answer;
                    });
}

struct NoVerifier {
  bool operator()(const AlgorithmIdentifier&, const SubjectPublicKeyInfo&, Bytes, Bytes) { return false; }
};

struct Setting {
  const OCSPResponse& response;
  const Question& question;
  const EchoHasher& hasher;
};

template <class V>
Verification run(const Setting& setting, const VerifyPolicy& policy, V&& verifier) {
  return verify(setting.response, setting.question, policy, verifier, setting.hasher);
}

/// Whether the step is checked when it is known who has signed.
bool comes_after_signature(VerifyStep step) {
  switch (step) {
    case VerifyStep::critical_extension:
    case VerifyStep::produced_in_future:
    case VerifyStep::not_yet_valid:
    case VerifyStep::update_order:
    case VerifyStep::next_update_missing:
    case VerifyStep::expired:
    case VerifyStep::too_old:
    case VerifyStep::outside_attested_time:
    case VerifyStep::nonce_missing:
    case VerifyStep::nonce_different:
      return true;
    default:
      return false;
  }
}

/// Header fields are lines of their own, in a buffer of just the right size.
void check_headers(const HttpCaching& caching) {
  const std::uint8_t etag[] = {0x12, 0xef};
  const std::size_t size = write_http_headers(caching, etag, {}).error().offset;
  std::vector<char> buffer(size);
  const Result<std::string_view> text = write_http_headers(caching, etag, buffer);
  OCSPAN_PROPERTY(text && (*text).size() == size && (*text).ends_with("\r\n"));
  OCSPAN_PROPERTY((*text).find("ETag: \"12") != std::string_view::npos);
  OCSPAN_PROPERTY(((*text).find("Content-Length: 17") != std::string_view::npos) == caching.content_length.has_value());
  HttpCaching broken = caching;
  broken.expires.month = 13;
  OCSPAN_PROPERTY(write_http_headers(broken, {}, {}).error().code == ErrorCode::time_value);
}

/// What can be read of a result, be it trusted or not.
void check_consistent(const Verification& result, const Setting& setting) {
  const Bytes input = setting.response.public_bytes();
  const VerifyFailure failure = result.failure();
  const bool trusted = result.verdict() != Verdict::untrusted;
  const bool is_signed = result.signed_by() != SignedBy::nobody;
  const bool revoked = result.verdict() == Verdict::revoked;
  OCSPAN_PROPERTY(trusted == (failure.step == VerifyStep::none) && trusted == (failure == VerifyFailure{}));
  const Certificate* const asked = setting.question.certificate();
  OCSPAN_PROPERTY(failure.input != VerifyInput::response || failure.offset <= input.size());
  OCSPAN_PROPERTY(failure.input != VerifyInput::certificate || failure.offset <= asked->public_bytes().size());
  OCSPAN_PROPERTY(!to_string(failure.step).empty());
  OCSPAN_PROPERTY(is_signed == (trusted || comes_after_signature(failure.step)));
  OCSPAN_PROPERTY((result.answer() != nullptr) == trusted && result.usable_until().has_value() == trusted);
  OCSPAN_PROPERTY(result.http_caching().has_value() == trusted);
  OCSPAN_PROPERTY(!revoked || result.revocation_time());
  OCSPAN_PROPERTY(result.revocation_time() || !result.revocation_reason());
  OCSPAN_PROPERTY(result.this_update().has_value() == is_signed && (is_signed || !result.next_update()));
  const bool by_responder = result.signed_by() == SignedBy::delegated || result.signed_by() == SignedBy::trusted;
  OCSPAN_PROPERTY(result.responder_certificate().empty() == !by_responder);
  const std::span<const Bytes> added = setting.question.certificates();
  OCSPAN_PROPERTY(result.signed_by() != SignedBy::delegated || inside(result.responder_certificate(), input) ||
                  std::any_of(added.begin(), added.end(),
                              [&](Bytes der) { return same_place(der, result.responder_certificate()); }));
  OCSPAN_PROPERTY(by_responder || !result.nocheck());
  OCSPAN_PROPERTY(result.nonce() != NonceCheck::equal || trusted);
  if (trusted) {
    const HttpCaching caching = *result.http_caching();
    OCSPAN_PROPERTY(caching.last_modified == result.answer()->this_update());
    check_headers(caching);
    check_headers({caching.last_modified, caching.expires, caching.max_age, result.answer()->this_update(), 17});
  }
}

bool is_same(const Verification& a, const Verification& b) {
  return a.verdict() == b.verdict() && a.failure() == b.failure() && a.signed_by() == b.signed_by() &&
         a.usable_until() == b.usable_until() && a.this_update() == b.this_update() &&
         a.has_several_answers() == b.has_several_answers() && a.nocheck() == b.nocheck() && a.nonce() == b.nonce() &&
         same_place(a.responder_certificate(), b.responder_certificate());
}

bool has_hashes(const CertID& id, const Setting& setting) {
  const Certificate& issuer = setting.question.issuer();
  const Result<IssuerHashes> hashes = IssuerHashes::of(IssuerHashInput{issuer}, id.hash_algorithm(), setting.hasher);
  return hashes && equal(id.issuer_name_hash(), hashes->name_hash()) && equal(id.issuer_key_hash(), hashes->key_hash());
}

int strictness(OCSPCertStatus status) {
  return status == OCSPCertStatus::revoked ? 2 : status == OCSPCertStatus::unknown ? 1 : 0;
}

/// Until when the answer may be used, which the clocks' difference is added to; nothing if it does not hold at all.
std::optional<std::int64_t> end_of(const SingleResponse& answer, const BasicOCSPResponse& basic,
                                   const VerifyPolicy& policy) {
  const std::int64_t forever = std::numeric_limits<std::int64_t>::max() / 2;
  const std::int64_t this_update = answer.this_update().to_unix();
  const std::optional<Time>& next_update = answer.next_update();
  if (this_update > policy.at.to_unix() + policy.clock_skew || (!next_update && policy.require_next_update) ||
      (next_update && *next_update < answer.this_update())) {
    return std::nullopt;
  }
  if (policy.attested) {
    const std::int64_t time = policy.attested->to_unix();
    const bool before = time < this_update;
    const bool within = next_update ? time <= next_update->to_unix() : time - basic.produced_at().to_unix() < 86400;
    return before || within ? std::optional{forever} : std::nullopt;
  }
  std::int64_t end = next_update ? next_update->to_unix() : forever;
  if (policy.max_age || !next_update) {
    end = std::min(end, this_update + policy.max_age.value_or(policy.max_age_without_next_update));
  }
  return policy.at.to_unix() <= end + policy.clock_skew ? std::optional{end} : std::nullopt;
}

/// A certificate that may be the signer's.
struct Signer {
  Certificate certificate;
  bool trusted;
};

bool has_signed_plainly(const Certificate& certificate) {
  return certificate.signature_bits().unused_bits() == 0 &&
         certificate.tbs_signature_algorithm() == certificate.signature_algorithm();
}

/// Whether that step refuses the certificate, whatever the other steps say. Signatures are the verifier's to check.
bool is_refused(const Signer& signer, VerifyStep step, const Setting& setting, const VerifyPolicy& policy) {
  const Certificate& certificate = signer.certificate;
  const Time& at = policy.attested ? setting.response.basic()->produced_at() : policy.at;
  const auto purposes = certificate.extensions().get<ExtKeyUsage>(policy.tolerance);
  const auto usage = certificate.extensions().get<KeyUsage>(policy.tolerance);
  switch (step) {
    case VerifyStep::signer_not_issued_by_issuer:
      return !signer.trusted && !names_match(certificate.issuer(), setting.question.issuer().subject());
    case VerifyStep::signer_not_for_ocsp:
      return !signer.trusted && !(purposes && *purposes && (*purposes)->has("OCSPSigning"_oid));
    case VerifyStep::signer_key_usage:
      return !signer.trusted && !(usage && (!*usage || (*usage)->has(KeyUsageBit::digital_signature) ||
                                            (*usage)->has(KeyUsageBit::non_repudiation)));
    case VerifyStep::signer_critical_extension:
      // Not all that are known are understood: one that is critical may be refused, an unknown one must be.
      return !signer.trusted && std::any_of(certificate.extensions().begin(), certificate.extensions().end(),
                                            [](const Extension& extension) { return extension.critical(); });
    case VerifyStep::signer_not_yet_valid:
      return at < certificate.not_before();
    case VerifyStep::signer_expired:
      return at > certificate.not_after();
    case VerifyStep::signer_bad_signature:
      return !signer.trusted && !has_signed_plainly(certificate);
    default:
      return false;
  }
}

/// Whether any check but those of signatures may refuse it.
bool may_be_refused(const Signer& signer, const Setting& setting, const VerifyPolicy& policy) {
  for (const VerifyStep step :
       {VerifyStep::signer_not_issued_by_issuer, VerifyStep::signer_not_for_ocsp, VerifyStep::signer_key_usage,
        VerifyStep::signer_critical_extension, VerifyStep::signer_not_yet_valid, VerifyStep::signer_expired,
        VerifyStep::signer_bad_signature}) {
    if (is_refused(signer, step, setting, policy)) {
      return true;
    }
  }
  return false;
}

/// Whether the responderID names it.
bool is_named(const Certificate& certificate, const Setting& setting) {
  const BasicOCSPResponse& basic = *setting.response.basic();
  if (basic.responder_name()) {
    return names_match(*basic.responder_name(), certificate.subject());
  }
  std::array<std::uint8_t, 20> hash{};
  return setting.hasher(HashAlgorithm::sha1, certificate.subject_public_key_info().public_key(), hash) &&
         equal(*basic.responder_key_hash(), hash);
}

/// The certificates that the responderID names, but for the issuer's own.
std::vector<Signer> signers_of(const Setting& setting, const VerifyPolicy& policy) {
  const Certificate& issuer = setting.question.issuer();
  std::vector<Signer> signers;
  const auto add = [&](const auto& ders, bool trusted) {
    for (const Bytes der : ders) {
      const Result<Certificate> certificate =
          load_der_x509_certificate(der, trusted ? Tolerance::all : policy.tolerance);
      const bool is_issuer =
          certificate && names_match(certificate->subject(), issuer.subject()) &&
          equal(certificate->subject_public_key_info().der(), issuer.subject_public_key_info().der());
      if (certificate && !is_issuer) {
        signers.push_back({*certificate, trusted});
      }
    }
  };
  std::vector<Bytes> trusted;
  for (const Certificate& certificate : setting.question.trusted()) {
    trusted.push_back(certificate.public_bytes());
  }
  add(trusted, true);
  add(setting.question.trusted_der(), true);
  add(setting.response.basic()->certificates(), false);
  add(setting.question.certificates(), false);
  std::erase_if(signers, [&](const Signer& signer) { return !is_named(signer.certificate, setting); });
  return signers;
}

bool can_hash(const CertID& id, const Setting& setting) {
  return IssuerHashes::of(IssuerHashInput{setting.question.issuer()}, id.hash_algorithm(), setting.hasher).has_value();
}

/// Whatever is untrusted: that the step is one that fails, worked out as in check_trusted(). Which of several that fail
/// is told is not looked at.
void check_refused(const Verification& result, const Setting& setting, const VerifyPolicy& policy,
                   const std::vector<ScriptedVerifier::Call>& calls) {
  const VerifyStep step = result.failure().step;
  OCSPAN_PROPERTY(step != VerifyStep::none && step != VerifyStep::signature_pending);
  OCSPAN_PROPERTY((step == VerifyStep::not_successful) == (setting.response.basic() == nullptr));
  if (step == VerifyStep::not_successful) {
    return;
  }
  const BasicOCSPResponse& basic = *setting.response.basic();
  const Question& question = setting.question;
  const std::vector<Signer> signers = signers_of(setting, policy);
  const auto was_told = [&](SignatureCheck answer, auto about) {
    return std::any_of(calls.begin(), calls.end(), [&](const ScriptedVerifier::Call& call) {
      return call.answer == answer && about(call.message);
    });
  };
  const auto anything = [](Bytes) { return true; };
  const auto response = [&](Bytes message) { return same_place(message, basic.tbs_response_bytes()); };
  const auto certificate_of_signer = [&](Bytes message) {
    return std::any_of(signers.begin(), signers.end(), [&](const Signer& signer) {
      return same_place(message, signer.certificate.tbs_certificate_bytes());
    });
  };
  const auto any_answer = [&](auto holds) {
    return std::any_of(basic.responses().begin(), basic.responses().end(), [&](const SingleResponse& single) {
      return single.serial_number() == question.serial_number() && holds(single);
    });
  };
  const auto has_critical = [](const Extensions& extensions) {
    return std::any_of(extensions.begin(), extensions.end(), [](const Extension& one) { return one.critical(); });
  };

  // Where every signature holds, whoever may sign has signed.
  const bool is_signed = result.signed_by() != SignedBy::nobody;
  const bool all_hold = std::all_of(calls.begin(), calls.end(), [](const ScriptedVerifier::Call& call) {
    return call.answer == SignatureCheck::valid;
  });
  const bool is_about_signer = step == VerifyStep::bad_signature || step == VerifyStep::no_signer ||
                               (step >= VerifyStep::signer_not_issued_by_issuer && step < VerifyStep::bad_signature);
  if (is_about_signer && all_hold && basic.signature_bits().unused_bits() == 0) {
    OCSPAN_PROPERTY(!is_named(question.issuer(), setting));
    for (const Signer& signer : signers) {
      OCSPAN_PROPERTY(may_be_refused(signer, setting, policy));
    }
  }

  const std::int64_t at = policy.at.to_unix();
  const std::int64_t skew = policy.clock_skew;
  const std::int64_t this_update = is_signed ? result.this_update()->to_unix() : 0;
  const std::optional<Time> next_update = result.next_update();
  bool fails = false;
  switch (step) {
    case VerifyStep::wrong_issuer:
      fails = !names_match(question.issuer_name(), question.issuer().subject()) ||
              (question.asked() != nullptr && !has_hashes(*question.asked(), setting));
      break;
    case VerifyStep::unsupported_hash: {
      std::array<std::uint8_t, 20> hash{};
      fails = (question.asked() != nullptr && !can_hash(*question.asked(), setting)) ||
              any_answer([&](const SingleResponse& single) { return !can_hash(single.cert_id(), setting); }) ||
              (basic.responder_key_hash() && !setting.hasher(HashAlgorithm::sha1, basic.tbs_response_bytes(), hash));
      break;
    }
    case VerifyStep::no_answer:
      fails = !any_answer([&](const SingleResponse& single) { return has_hashes(single.cert_id(), setting); });
      break;
    case VerifyStep::certificate_bad_signature:
      fails = question.certificate() != nullptr && !policy.certificate_is_validated && calls.size() == 1 &&
              calls[0].answer == SignatureCheck::invalid;
      break;
    case VerifyStep::no_signer:
      fails = !is_named(question.issuer(), setting) && signers.empty();
      break;
    case VerifyStep::too_many_signers:
      fails = signers.size() > max_signers;
      break;
    case VerifyStep::unsupported_signature_algorithm:
      fails = was_told(SignatureCheck::unsupported, anything);
      break;
    case VerifyStep::weak_signature_algorithm:
      fails = was_told(SignatureCheck::weak, anything);
      break;
    case VerifyStep::bad_signature:
      fails = basic.signature_bits().unused_bits() != 0 || was_told(SignatureCheck::invalid, response);
      break;
    case VerifyStep::critical_extension:
      fails = has_critical(basic.extensions()) ||
              any_answer([&](const SingleResponse& single) { return has_critical(single.single_extensions()); });
      break;
    case VerifyStep::produced_in_future:
      fails = basic.produced_at().to_unix() > at + skew;
      break;
    case VerifyStep::not_yet_valid:
      fails = this_update > at + skew;
      break;
    case VerifyStep::update_order:
      fails = next_update && next_update->to_unix() < this_update;
      break;
    case VerifyStep::next_update_missing:
      fails = !next_update && policy.require_next_update;
      break;
    case VerifyStep::expired:
      fails = !policy.attested && next_update && next_update->to_unix() + skew < at;
      break;
    case VerifyStep::too_old:
      fails = !policy.attested && (policy.max_age || !next_update) &&
              this_update + policy.max_age.value_or(policy.max_age_without_next_update) + skew < at;
      break;
    case VerifyStep::outside_attested_time:
      fails = policy.attested && policy.attested->to_unix() >= this_update &&
              policy.attested->to_unix() >=
                  (next_update ? next_update->to_unix() + 1 : basic.produced_at().to_unix() + 86400);
      break;
    case VerifyStep::nonce_missing:
    case VerifyStep::nonce_different: {
      const auto nonce = basic.extensions().get<Nonce>();
      const bool missing = nonce && !*nonce;
      fails = question.nonce() && missing == (step == VerifyStep::nonce_missing) &&
              (missing ? !policy.accept_missing_nonce : !nonce || !equal((*nonce)->bytes(), *question.nonce()));
      break;
    }
    default:
      fails = std::any_of(signers.begin(), signers.end(),
                          [&](const Signer& signer) { return is_refused(signer, step, setting, policy); }) ||
              (step == VerifyStep::signer_bad_signature && was_told(SignatureCheck::invalid, certificate_of_signer));
  }
  OCSPAN_PROPERTY(fails);
}

/// Whatever is trusted: why, worked out from the message once more, by code that has no order and no early end.
void check_trusted(const Verification& result, const Setting& setting, const VerifyPolicy& policy,
                   const std::vector<ScriptedVerifier::Call>& calls) {
  const BasicOCSPResponse& basic = *setting.response.basic();
  const SingleResponse& answer = *result.answer();
  OCSPAN_PROPERTY(setting.response.response_status() == OCSPResponseStatus::successful);

  // The answer is one of the response, about this certificate, and no other one is stricter.
  OCSPAN_PROPERTY(inside(answer.cert_id().der(), basic.tbs_response_bytes()));
  std::size_t found = 0;
  for (const SingleResponse& single : basic.responses()) {
    const bool is_chosen = same_place(single.cert_id().der(), answer.cert_id().der());
    const bool is_about =
        single.serial_number() == setting.question.serial_number() && has_hashes(single.cert_id(), setting);
    OCSPAN_PROPERTY(is_about || !is_chosen);
    // What may be a revocation of this certificate is never passed over.
    OCSPAN_PROPERTY(answer.certificate_status() == OCSPCertStatus::revoked ||
                    single.certificate_status() != OCSPCertStatus::revoked ||
                    !(single.serial_number() == setting.question.serial_number()) ||
                    can_hash(single.cert_id(), setting));
    found += is_about ? 1U : 0U;
    const int stricter = strictness(single.certificate_status()) - strictness(answer.certificate_status());
    OCSPAN_PROPERTY(
        !is_about || stricter < 0 ||
        (stricter == 0 && (single.this_update() <= answer.this_update() || !end_of(single, basic, policy))));
  }
  OCSPAN_PROPERTY(found != 0 && result.has_several_answers() == (found > 1));
  const bool revoked_later =
      policy.attested && answer.revocation_time() && *answer.revocation_time() > *policy.attested;
  OCSPAN_PROPERTY(static_cast<unsigned>(result.verdict()) ==
                  (revoked_later ? 0 : static_cast<unsigned>(answer.certificate_status())) + 1);  // of the same order

  // The signature over all of it held, by a key that the responderID names, and that is the issuer's or delegated.
  OCSPAN_PROPERTY(!calls.empty() && calls.back().answer == SignatureCheck::valid);
  OCSPAN_PROPERTY(same_place(calls.back().message, basic.tbs_response_bytes()));
  OCSPAN_PROPERTY(basic.signature_bits().unused_bits() == 0);
  const Bytes issuer_key = setting.question.issuer().subject_public_key_info().der();
  if (setting.question.certificate() != nullptr && !policy.certificate_is_validated) {
    OCSPAN_PROPERTY(same_place(calls.front().message, setting.question.certificate()->tbs_certificate_bytes()));
    OCSPAN_PROPERTY(equal(calls.front().key, issuer_key) && calls.front().answer == SignatureCheck::valid);
  }
  const Time& valid_at = policy.attested ? basic.produced_at() : policy.at;
  Certificate signer = setting.question.issuer();
  if (result.signed_by() != SignedBy::issuer) {
    // Of those that the responderID names: the same bytes may have been given in several ways.
    const bool trusted = result.signed_by() == SignedBy::trusted;
    std::size_t known = 0;
    for (const Signer& each : signers_of(setting, policy)) {
      if (each.trusted == trusted && same_place(each.certificate.public_bytes(), result.responder_certificate())) {
        signer = each.certificate;
        ++known;
      }
    }
    OCSPAN_PROPERTY(known != 0);
    OCSPAN_PROPERTY(signer.not_before() <= valid_at && valid_at <= signer.not_after());
    OCSPAN_PROPERTY(*result.usable_until() <= signer.not_after());
  }
  if (result.signed_by() == SignedBy::delegated) {
    const auto purposes = signer.extensions().get<ExtKeyUsage>(policy.tolerance);
    const auto usage = signer.extensions().get<KeyUsage>(policy.tolerance);
    OCSPAN_PROPERTY(purposes && *purposes && (*purposes)->has("OCSPSigning"_oid));
    OCSPAN_PROPERTY(usage && (!*usage || (*usage)->has(KeyUsageBit::digital_signature) ||
                              (*usage)->has(KeyUsageBit::non_repudiation)));
    OCSPAN_PROPERTY(names_match(signer.issuer(), setting.question.issuer().subject()));
    OCSPAN_PROPERTY(has_signed_plainly(signer));
    for (const Extension& extension : signer.extensions()) {
      OCSPAN_PROPERTY(!extension.critical() || find_known(extension.oid()) != nullptr);
    }
    OCSPAN_PROPERTY(calls.size() >= 2 && calls[calls.size() - 2].answer == SignatureCheck::valid);
    OCSPAN_PROPERTY(equal(calls[calls.size() - 2].key, issuer_key));
    OCSPAN_PROPERTY(same_place(calls[calls.size() - 2].message, signer.tbs_certificate_bytes()));
  }
  OCSPAN_PROPERTY(equal(calls.back().key, signer.subject_public_key_info().der()));
  if (basic.responder_name()) {
    OCSPAN_PROPERTY(names_match(*basic.responder_name(), signer.subject()));
  } else {
    std::array<std::uint8_t, 20> hash{};
    OCSPAN_PROPERTY(setting.hasher(HashAlgorithm::sha1, signer.subject_public_key_info().public_key(), hash));
    OCSPAN_PROPERTY(equal(*basic.responder_key_hash(), hash));
  }

  // Nothing critical that nobody knows; times; the nonce.
  for (const Extensions& extensions : {basic.extensions(), answer.single_extensions()}) {
    for (const Extension& extension : extensions) {
      OCSPAN_PROPERTY(!extension.critical() || find_known(extension.oid()) != nullptr);
    }
  }
  const std::int64_t at = policy.at.to_unix();
  const std::int64_t skew = policy.clock_skew;
  OCSPAN_PROPERTY(basic.produced_at().to_unix() - skew <= at);
  const std::optional<std::int64_t> end = end_of(answer, basic, policy);
  OCSPAN_PROPERTY(end && result.usable_until()->to_unix() <= *end);
  OCSPAN_PROPERTY(at + result.http_caching()->max_age <= std::max(at, *end));
  if (setting.question.nonce()) {
    const auto nonce = basic.extensions().get<Nonce>();
    OCSPAN_PROPERTY(nonce.has_value() && (nonce->has_value() || policy.accept_missing_nonce));
    OCSPAN_PROPERTY(!nonce->has_value() || equal((*nonce)->bytes(), *setting.question.nonce()));
    OCSPAN_PROPERTY(result.nonce() == (nonce->has_value() ? NonceCheck::equal : NonceCheck::missing));
  } else {
    OCSPAN_PROPERTY(result.nonce() == NonceCheck::not_asked);
  }

  // It stays so until it is used up, and no longer.
  VerifyPolicy later = policy;
  later.at = *result.usable_until();
  if (policy.at < later.at) {
    OCSPAN_PROPERTY(run(setting, later, ScriptedVerifier{}).verdict() == result.verdict());
  }
  const Result<Time> too_late = Time::from_unix(*end + skew + 1);
  if (too_late && !result.has_several_answers()) {  // else another one may hold then
    later.at = *too_late;
    OCSPAN_PROPERTY(run(setting, later, ScriptedVerifier{}).verdict() == Verdict::untrusted);
  }
}

/// The verifier of a caller in C, which has numbers of its own for no, and the hasher.
struct VerifierOfC {
  static int verify(void* context, const ocspan_algorithm* /*algorithm*/, const ocspan_public_key* /*key*/,
                    ocspan_bytes /*message*/, ocspan_bytes /*signature*/) {
    auto& self = *static_cast<VerifierOfC*>(context);
    self.is_asked_again = self.is_late && !self.is_asked_again;
    if (self.is_asked_again) {
      return OCSPAN_SIGNATURE_PENDING;
    }
    const std::size_t number = self.count++;
    const SignatureCheck answer = answer_of(self.script, number);
    const int no[] = {OCSPAN_SIGNATURE_INVALID, -1, 77, 0x101};
    return answer == SignatureCheck::invalid ? no[number % 4] : static_cast<int>(answer);
  }
  static int compute(void* context, ocspan_hash hash, ocspan_bytes data, std::uint8_t* out, std::size_t out_size) {
    const auto& hasher = *static_cast<const EchoHasher*>(context);
    return hasher(static_cast<HashAlgorithm>(hash), {data.data, data.size}, {out, out_size}) ? 1 : -1;
  }

  Bytes script{};
  bool is_late = false;
  bool is_asked_again = false;
  std::size_t count = 0;
};

bool is_same(const ocspan_verification& c, const Verification& result) {
  const VerifyFailure failure = result.failure();
  const std::optional<ReasonFlags> reason = result.revocation_reason();
  return same(c.verdict, result.verdict()) && same(c.step, failure.step) && same(c.field, failure.field) &&
         same(c.input, failure.input) && c.offset == failure.offset && same(c.signed_by, result.signed_by()) &&
         c.nocheck == result.nocheck() && c.several_answers == result.has_several_answers() &&
         same(c.nonce, result.nonce()) && same(c.tolerated, result.tolerated()) &&
         c.has_revocation_reason == reason.has_value() &&
         same(c.revocation_reason, reason.value_or(ReasonFlags::unspecified)) &&
         same(c.revocation_time, result.revocation_time()) && same(c.this_update, result.this_update()) &&
         same(c.next_update, result.next_update()) && same(c.usable_until, result.usable_until()) &&
         same(c.responder_certificate, result.responder_certificate());
}

/// The C interface says the same, of a verifier that answers at once and of one that answers later.
void check_c(const Setting& setting, const VerifyPolicy& policy, Bytes script, const Verification& expected) {
  const Question& asked = setting.question;
  ocspan_response response{};
  ocspan_certificate issuer{};
  ocspan_certificate certificate{};
  (void)ocspan_load_response(c_bytes(setting.response.public_bytes()), OCSPAN_TOLERATE_ALL, &response);
  (void)ocspan_load_certificate(c_bytes(asked.issuer().public_bytes()), OCSPAN_TOLERATE_ALL, &issuer);
  ocspan_cert_id id{};
  ocspan_question question{};
  question.issuer = &issuer;
  if (asked.certificate() != nullptr) {
    (void)ocspan_load_certificate(c_bytes(asked.certificate()->public_bytes()), OCSPAN_TOLERATE_ALL, &certificate);
    question.certificate = &certificate;
  } else {
    const AlgorithmIdentifier& algorithm = asked.asked()->hash_algorithm();
    id = {{c_bytes(algorithm.oid().bytes()), c_bytes(algorithm.parameters().value_or(Bytes{}))},
          c_bytes(asked.asked()->issuer_name_hash()),
          c_bytes(asked.asked()->issuer_key_hash()),
          c_bytes(asked.asked()->serial_number().bytes())};
    question.asked = &id;
  }
  if (asked.nonce()) {
    static const std::uint8_t somewhere{};  // NULL would be none
    question.nonce = {asked.nonce()->empty() ? &somewhere : asked.nonce()->data(), asked.nonce()->size()};
  }
  std::vector<ocspan_bytes> trusted;
  std::vector<ocspan_bytes> added;
  for (const Certificate& one : asked.trusted()) {
    trusted.push_back(c_bytes(one.public_bytes()));
  }
  for (const Bytes der : asked.trusted_der()) {
    trusted.push_back(c_bytes(der));
  }
  for (const Bytes der : asked.certificates()) {
    added.push_back(c_bytes(der));
  }
  question.trusted = trusted.data();
  question.trusted_count = trusted.size();
  question.certificates = added.data();
  question.certificate_count = added.size();
  ocspan_policy c_policy = ocspan_default_policy(c_time(policy.at));
  c_policy.clock_skew = policy.clock_skew;
  c_policy.has_max_age = policy.max_age.has_value();
  c_policy.max_age = policy.max_age.value_or(7);
  c_policy.max_age_without_next_update = policy.max_age_without_next_update;
  c_policy.accept_missing_nonce = policy.accept_missing_nonce;
  c_policy.tolerance = static_cast<ocspan_tolerance>(policy.tolerance);
  c_policy.require_next_update = policy.require_next_update;
  c_policy.certificate_is_validated = policy.certificate_is_validated;
  c_policy.attested = policy.attested ? c_time(*policy.attested) : ocspan_time{};

  EchoHasher echo = setting.hasher;
  const ocspan_hasher hasher{VerifierOfC::compute, &echo};
  VerifierOfC at_once{.script = script};
  const ocspan_verifier verifier{VerifierOfC::verify, &at_once};
  auto result = not_set<ocspan_verification>();
  OCSPAN_PROPERTY(ocspan_verify(&response, &question, &c_policy, &verifier, &hasher, &result).code == 0);
  OCSPAN_PROPERTY(is_same(result, expected));
  VerifierOfC late{.script = script, .is_late = true};
  const ocspan_verifier late_verifier{VerifierOfC::verify, &late};
  ocspan_verify_progress progress{};
  for (std::size_t runs = 0; runs <= max_signature_checks; ++runs) {
    (void)ocspan_resume_verify(&response, &question, &c_policy, &late_verifier, &hasher, &progress, &result);
    if (result.step != OCSPAN_STEP_SIGNATURE_PENDING) {
      break;
    }
  }
  OCSPAN_PROPERTY(is_same(result, expected) && late.count == at_once.count);
}

void check_setting(const Setting& setting, const VerifyPolicy& policy, Bytes script) {
  const Verification denied = run(setting, policy, NoVerifier{});
  OCSPAN_PROPERTY(denied.verdict() == Verdict::untrusted && denied.signed_by() == SignedBy::nobody);
  check_consistent(denied, setting);

  ScriptedVerifier yes;
  const Verification by_yes = run(setting, policy, yes);
  for (const Bytes answers : {Bytes{}, script}) {
    ScriptedVerifier verifier{answers};
    const Verification result = run(setting, policy, verifier);
    check_consistent(result, setting);
    OCSPAN_PROPERTY(verifier.calls.size() <= max_signature_checks);
    // The same by a verifier that answers later, which is asked for nothing twice once it has answered.
    LateVerifier late{.verifier = ScriptedVerifier{answers}};
    VerifyProgress progress;
    Verification resumed;
    for (std::size_t runs = 0;; ++runs) {
      OCSPAN_PROPERTY(runs <= 3 * max_signature_checks);
      resumed = verify(setting.response, setting.question, policy, late, setting.hasher, progress);
      if (resumed.failure().step != VerifyStep::signature_pending) {
        break;
      }
      OCSPAN_PROPERTY(resumed.verdict() == Verdict::untrusted && resumed.signed_by() == SignedBy::nobody);
      check_consistent(resumed, setting);
    }
    OCSPAN_PROPERTY(is_same(resumed, result) && is_same(late.verifier.calls, verifier.calls));
    if (const BasicOCSPResponse* const basic = setting.response.basic()) {  // alone
      const auto alone = load_der_basic_ocsp_response(basic->public_bytes(), Tolerance::all);
      OCSPAN_PROPERTY(alone.has_value());
      ScriptedVerifier same_answers{answers};
      const Verification of_basic = verify(*alone, setting.question, policy, same_answers, setting.hasher);
      OCSPAN_PROPERTY(of_basic.verdict() == result.verdict() && of_basic.failure().step == result.failure().step);
    }
    check_c(setting, policy, answers, result);
    ScriptedVerifier again{answers};
    OCSPAN_PROPERTY(is_same(run(setting, policy, again), result) && again.calls.size() == verifier.calls.size());
    if (result.verdict() == Verdict::untrusted) {
      check_refused(result, setting, policy, verifier.calls);
      continue;
    }
    check_trusted(result, setting, policy, verifier.calls);
    OCSPAN_PROPERTY(by_yes.verdict() == result.verdict());
    // What is trusted stays so under a policy that asks for less.
    VerifyPolicy lenient = policy;
    lenient.clock_skew = std::numeric_limits<std::uint32_t>::max();
    lenient.accept_missing_nonce = true;
    lenient.require_next_update = false;
    lenient.certificate_is_validated = policy.certificate_is_validated;
    ScriptedVerifier same{answers};
    const Verification leniently = run(setting, lenient, same);
    OCSPAN_PROPERTY(leniently.verdict() == result.verdict() || result.has_several_answers());
  }
}

/// 0, or near it, or anywhere.
std::int64_t some_seconds(Choices& choices) {
  switch (choices.below(4)) {
    case 0:
      return 0;
    case 1:
      return static_cast<std::int64_t>(choices.below(1024)) - 512;
    default:
      return (static_cast<std::int64_t>(choices.below(0x10000)) - 0x8000) * 4096;
  }
}

VerifyPolicy some_policy(Choices& choices, const Time& this_update) {
  VerifyPolicy policy;
  policy.tolerance = choices.flag() ? Tolerance::none : Tolerance::all;
  const Result<Time> at = Time::from_unix(this_update.to_unix() + some_seconds(choices));
  policy.at = at ? *at : this_update;
  policy.clock_skew = choices.flag() ? static_cast<std::uint32_t>(choices.below(512)) : 300;
  policy.accept_missing_nonce = choices.flag();
  if (choices.flag()) {
    policy.max_age = static_cast<std::uint32_t>(choices.below(2048));
  }
  if (choices.flag()) {
    policy.max_age_without_next_update = static_cast<std::uint32_t>(choices.below(2048));
  }
  return policy;
}

void check_verify(Bytes input) {
  const Result<OCSPResponse> response = load_der_ocsp_response_prefix(input, Tolerance::all);
  if (!response) {
    return;
  }
  Choices choices{input.subspan(response->public_bytes().size())};
  const BasicOCSPResponse nothing;
  const BasicOCSPResponse& basic = response->basic() != nullptr ? *response->basic() : nothing;

  SingleResponse target;
  const std::size_t number = choices.below(basic.responses().size());
  std::size_t i = 0;
  for (const SingleResponse& single : basic.responses()) {
    if (i++ == number) {
      target = single;
    }
  }
  VerifyPolicy policy = some_policy(choices, target.this_update());

  // Who is asked about: the certificate of the issuer that the response needs, or another one.
  const std::optional<Certificate> delegate = delegate_of(basic);
  const ByteVector other_name = copy_of(name_der);
  Bytes issuer_name = delegate                 ? delegate->issuer().der()
                      : basic.responder_name() ? basic.responder_name()->der()
                                               : Bytes{other_name};
  if (choices.below(16) == 15) {
    issuer_name = other_name;
  }
  const ByteVector key = copy_of(choices.bytes(choices.below(8)));
  const ByteVector issuer_der = certificate_of(other_name, issuer_name, target.serial_number(), key);
  const ByteVector leaf_der = certificate_of(issuer_name, other_name, target.serial_number(), key);
  const Result<Certificate> issuer = load_der_x509_certificate(issuer_der, Tolerance::all);
  const Result<Certificate> leaf = load_der_x509_certificate(leaf_der, Tolerance::all);
  OCSPAN_PROPERTY(issuer.has_value() && leaf.has_value());
  const EchoHasher hasher{target.cert_id(),
                          issuer_name,
                          issuer->subject_public_key_info().public_key(),
                          basic.responder_key_hash().value_or(Bytes{}),
                          !delegate,
                          choices.below(64)};

  const CertID asked = target.cert_id();
  Question question = choices.flag() ? Question{asked, *issuer} : Question{*leaf, *issuer};
  const Result<std::optional<Nonce>> nonce = basic.extensions().get<Nonce>();
  const std::size_t nonce_choice = choices.below(8);
  const Bytes other_nonce = choices.bytes(nonce_choice);
  if (nonce_choice >= 6) {
    question.nonce(other_nonce);
  } else if (nonce_choice >= 3 || (nonce && *nonce)) {
    question.nonce(nonce && *nonce ? (*nonce)->bytes() : other_nonce);
  }
  const Bytes script = choices.bytes(1 + choices.below(5));
  policy.require_next_update = choices.flag();
  policy.certificate_is_validated = choices.flag();
  if (choices.flag()) {
    const Result<Time> attested = Time::from_unix(target.this_update().to_unix() + some_seconds(choices));
    policy.attested = attested ? *attested : target.this_update();
  }
  std::vector<Certificate> trusted;
  if (delegate && choices.flag()) {
    trusted.push_back(*delegate);
  }
  if (choices.flag()) {
    trusted.push_back(*leaf);
  }
  question.trust(trusted);
  // More certificates for the question, as DER: trusted ones, and ones that are not.
  const Bytes ders[] = {delegate ? delegate->public_bytes() : Bytes{leaf_der}, issuer_der, leaf_der, Bytes{key}};
  const auto some_ders = [&] {
    std::vector<Bytes> some;
    for (const Bytes der : ders) {
      if (choices.below(4) == 3) {
        some.push_back(der);
      }
    }
    return some;
  };
  const std::vector<Bytes> trusted_der = some_ders();
  const std::vector<Bytes> added = some_ders();
  question.trust(trusted_der).add_certificates(added);
  check_setting({*response, question, hasher}, policy, script);
}

}  // namespace
}  // namespace ocspan::fuzz::verify_harness

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ocspan::fuzz::verify_harness::check_verify({data, size});
  return 0;
}
