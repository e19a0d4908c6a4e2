// What verify() has to say of a situation, decided from RFC 6960 and from what is promised of each step: by what the
// situation is made of, never by its DER. Of the library there are only the names of steps and verdicts here.
#pragma once

#include <algorithm>
#include <limits>

#include "forge.hpp"
#include "ocspan/ocsp/verification.hpp"

namespace oracle {

using Step = ocspan::VerifyStep;
using ocspan::NonceCheck;
using ocspan::SignedBy;
using ocspan::Verdict;
using ocspan::VerifyInput;

/// What may come of a situation. Where the promises leave open which of two it is, there are two.
struct Outcome {
  Verdict verdict = Verdict::untrusted;
  Step step = Step::none;
  VerifyInput input = VerifyInput::response;
  SignedBy signed_by = SignedBy::nobody;
  NonceCheck nonce = NonceCheck::not_asked;
  // where it is known who has signed
  std::optional<Seconds> this_update{};
  std::optional<Seconds> next_update{};
  bool nocheck = false;
  // where the verdict is not "untrusted"
  bool several = false;
  bool tolerated = false;
  std::optional<Seconds> usable_until{};
  std::optional<Seconds> revoked_at{};
  std::optional<unsigned> reason{};

  friend bool operator==(const Outcome&, const Outcome&) = default;
};

inline constexpr Seconds forever = 253'402'300'799;  // the end of 9999

inline Outcome refused(Step step, VerifyInput input = VerifyInput::response) { return {.step = step, .input = input}; }

class Oracle {
 public:
  explicit Oracle(const Situation& situation) : s(situation) {}

  std::vector<Outcome> decide() const {
    if (s.status != 0) {
      return {refused(Step::not_successful)};
    }
    // The question must be about a certificate of this issuer.
    if (s.by_cert_id) {
      if (!can_hash(s.asked)) {
        return {refused(Step::unsupported_hash)};
      }
      if (!is_of_issuer(s.asked)) {
        return {refused(Step::wrong_issuer)};
      }
    } else if (!is_same(s.leaf.issuer, s.issuer)) {
      return {refused(Step::wrong_issuer)};
    }
    // There must be an answer, and none that might say otherwise.
    std::vector<AnswerOf> about;
    bool unclear = false;
    bool perhaps_revoked = false;
    for (const AnswerOf& answer : s.answers) {
      if (answer.id.serial_number != (s.by_cert_id ? s.asked : cert_id_of_leaf()).serial_number) {
        continue;
      }
      if (!can_hash(answer.id)) {
        unclear = true;
        perhaps_revoked = perhaps_revoked || answer.status == Status::revoked;
      } else if (is_of_issuer(answer.id)) {
        about.push_back(answer);
      }
    }
    if (about.empty()) {
      return {refused(unclear ? Step::unsupported_hash : Step::no_answer)};
    }
    const std::vector<AnswerOf> best = strictest(about);
    if (perhaps_revoked && best[0].status != Status::revoked) {
      return {refused(Step::unsupported_hash)};
    }
    // The issuer must have signed the certificate.
    if (!s.by_cert_id && !s.is_validated) {
      const Step step = has_plain_signature(s.leaf)
                            ? checked(s.leaf.signature, s.issuer_key, Step::certificate_bad_signature)
                            : Step::certificate_bad_signature;
      if (step != Step::none) {
        return {refused(step, VerifyInput::certificate)};
      }
    }
    // Someone who may must have signed the response.
    const std::vector<Signer> signers = find_signers();
    std::vector<Outcome> outcomes;
    for (const Signer& signer : signers) {
      if (signer.failure.step != Step::none) {
        outcomes.push_back(signer.failure);
        continue;
      }
      for (const AnswerOf& answer : best) {
        outcomes.push_back(judge(signer, answer, about.size() > 1));
      }
    }
    return outcomes;
  }

 private:
  struct Signer {
    SignedBy by = SignedBy::nobody;
    const CertificateOf* certificate = nullptr;
    Outcome failure{};  ///< where there is none that may sign
  };

  // --- CertIDs ---

  bool can_hash(const CertIdOf& id) const {
    return id.hash != Hash::md5 && id.hash != Hash::unknown && id.parameters != Parameters::other &&
           id.hash != s.missing_hash;
  }

  CertIdOf cert_id_of_leaf() const { return {.serial_number = s.leaf.serial_number}; }

  /// By the issuer's name as its own certificate writes it, or as the certificate asked about does.
  bool is_of_issuer(const CertIdOf& id) const {
    const ByteVector hashed = encode(id.name);
    const bool name = hashed == encode(s.issuer) || (!s.by_cert_id && hashed == encode(s.leaf.issuer));
    return name && id.key == s.issuer_key && id.key_hash == KeyHash::right;
  }

  // --- signatures ---

  /// What a verifier that knows its business says of the signature by that key.
  Step checked(const SignatureOf& signature, KeyNumber key, Step invalid) const {
    const auto family = [](Kind kind) { return is_ec(kind) ? 0 : is_rsa(kind) ? 1 : 2; };
    int declared = family(kinds[signature.key]);
    if (signature.declared == Declared::other_kind) {
      declared = declared == 0 ? 1 : 0;
    }
    if (signature.declared == Declared::unknown || declared != family(kinds[key])) {
      return Step::unsupported_signature_algorithm;
    }
    const bool has_hash = kinds[signature.key] != Kind::ed25519;
    const bool is_other_hash = has_hash && signature.declared == Declared::other_hash;
    if (signature.key != key || signature.declared == Declared::other_kind || is_other_hash || signature.damaged ||
        signature.of_other_bytes) {
      return invalid;
    }
    const bool weak = kinds[key] == Kind::short_rsa || (has_hash && signature.sha1);
    return weak && !s.accept_weak ? Step::weak_signature_algorithm : Step::none;
  }

  /// Of whole bytes, and of the algorithm that is named twice.
  static bool has_plain_signature(const CertificateOf& certificate) {
    return !certificate.signature.unused_bits && !certificate.inner_algorithm_differs;
  }

  Step response_by(KeyNumber key) const {
    return s.signature.unused_bits ? Step::bad_signature : checked(s.signature, key, Step::bad_signature);
  }

  // --- signers ---

  bool names(const NameOf& name, KeyNumber key) const {
    return s.responder.by_key ? s.responder.key == key && !s.responder.cut : is_same(s.responder.name, name);
  }

  /// What is wrong with a certificate, its signature aside, in the order in which the steps are listed.
  Step fault_of(const CertificateOf& certificate, bool is_trusted) const {
    if (!is_trusted) {
      if (!is_same(certificate.issuer, s.issuer)) {
        return Step::signer_not_issued_by_issuer;
      }
      if (certificate.purposes != Purposes::ocsp_signing && certificate.purposes != Purposes::ocsp_signing_and_more) {
        return Step::signer_not_for_ocsp;
      }
      const unsigned signing = 0b11;  // digitalSignature, nonRepudiation
      if (certificate.usage &&
          (certificate.usage_malformed || certificate.usage_twice || (*certificate.usage & signing) == 0)) {
        return Step::signer_key_usage;
      }
      if (certificate.extra == Extra::unknown_critical || certificate.extra == Extra::not_understood_critical) {
        return Step::signer_critical_extension;
      }
    }
    const Seconds when = s.attested ? s.produced_at : s.at;
    return when < certificate.not_before  ? Step::signer_not_yet_valid
           : when > certificate.not_after ? Step::signer_expired
                                          : Step::none;
  }

  /// How far a step is: of several certificates that fail, the one that passed most checks is told.
  static int distance(Step step) {
    const Step order[] = {Step::no_signer,
                          Step::signer_not_issued_by_issuer,
                          Step::signer_not_for_ocsp,
                          Step::signer_key_usage,
                          Step::signer_critical_extension,
                          Step::signer_not_yet_valid,
                          Step::signer_expired,
                          Step::signer_bad_signature,
                          Step::unsupported_signature_algorithm,
                          Step::weak_signature_algorithm,
                          Step::bad_signature,
                          Step::too_many_signers};
    return static_cast<int>(std::find(std::begin(order), std::end(order), step) - std::begin(order));
  }

  /// All that may have signed, any of which the result may name; or why there is none.
  std::vector<Signer> find_signers() const {
    if (s.responder.by_key && s.missing_hash == Hash::sha1) {
      return {{.failure = refused(Step::unsupported_hash)}};
    }
    std::vector<Signer> found;
    std::vector<Outcome> failures{refused(Step::no_signer)};
    if (names(s.issuer, s.issuer_key)) {
      const Step step = response_by(s.issuer_key);
      if (step == Step::none) {
        return {{.by = SignedBy::issuer}};
      }
      failures.push_back(refused(step));
    }
    int plausible = 0;
    const auto try_all = [&](const std::vector<CertificateOf>& all, VerifyInput input, bool is_trusted) {
      for (const CertificateOf& certificate : all) {
        const bool is_issuers_own = is_same(certificate.subject, s.issuer) && certificate.key == s.issuer_key;
        const bool is_readable = is_trusted || s.tolerant || !certificate.explicit_false;
        if (!is_readable || is_issuers_own || !names(certificate.subject, certificate.key)) {
          continue;
        }
        Step step = fault_of(certificate, is_trusted);
        if (step == Step::none && !is_trusted && !has_plain_signature(certificate)) {
          step = Step::signer_bad_signature;
        }
        if (step != Step::none) {
          failures.push_back(refused(step, input));
          continue;
        }
        if (++plausible > 16) {  // as many are tried, and no more
          failures.push_back(refused(Step::too_many_signers));
          continue;
        }
        step = is_trusted ? Step::none : checked(certificate.signature, s.issuer_key, Step::signer_bad_signature);
        if (step != Step::none) {
          failures.push_back(refused(step, input));
          continue;
        }
        step = response_by(certificate.key);
        if (step != Step::none) {
          failures.push_back(refused(step));
          continue;
        }
        found.push_back({is_trusted ? SignedBy::trusted : SignedBy::delegated, &certificate, {}});
      }
    };
    try_all(s.trusted, VerifyInput::added_certificate, true);
    try_all(s.trusted_der, VerifyInput::added_certificate, true);
    try_all(s.embedded, VerifyInput::response, false);
    try_all(s.added, VerifyInput::added_certificate, false);
    if (found.empty()) {
      int furthest = 0;
      for (const Outcome& failure : failures) {
        furthest = std::max(furthest, distance(failure.step));
      }
      for (const Outcome& failure : failures) {
        if (distance(failure.step) == furthest) {
          found.push_back({.failure = failure});
        }
      }
    }
    return found;
  }

  // --- answers ---

  /// What is wrong with the times of an answer, and otherwise until when it may be used.
  Step times_of(const AnswerOf& answer, Seconds& until) const {
    until = forever;
    if (answer.this_update - s.skew > s.at) {
      return Step::not_yet_valid;
    }
    if (answer.next_update && *answer.next_update < answer.this_update) {
      return Step::update_order;
    }
    if (s.require_next_update && !answer.next_update) {
      return Step::next_update_missing;
    }
    if (s.attested) {  // before thisUpdate, or until nextUpdate, or within a day of producedAt
      const bool before = *s.attested < answer.this_update;
      const bool during = answer.next_update ? *s.attested <= *answer.next_update : *s.attested < s.produced_at + day;
      return before || during ? Step::none : Step::outside_attested_time;
    }
    if (answer.next_update) {
      until = *answer.next_update;
      if (s.at - s.skew > until) {
        return Step::expired;
      }
    }
    if (s.max_age) {
      until = std::min(until, answer.this_update + *s.max_age);
    } else if (!answer.next_update) {
      until = answer.this_update + s.max_age_without_next_update;
    }
    return s.at - s.skew > until ? Step::too_old : Step::none;
  }

  /// Of several answers the strictest, of these those that hold, of these the newest: several only if they are equal.
  std::vector<AnswerOf> strictest(std::vector<AnswerOf> answers) const {
    const auto keep_best = [&](auto value_of) {
      auto best = value_of(answers[0]);
      for (const AnswerOf& answer : answers) {
        best = std::max(best, value_of(answer));
      }
      std::erase_if(answers, [&](const AnswerOf& answer) { return value_of(answer) != best; });
    };
    keep_best([](const AnswerOf& answer) {
      return answer.status == Status::revoked ? 2 : answer.status == Status::unknown ? 1 : 0;
    });
    keep_best([&](const AnswerOf& answer) {
      Seconds until = 0;
      return times_of(answer, until) == Step::none;
    });
    keep_best([](const AnswerOf& answer) { return answer.this_update; });
    return answers;
  }

  /// All that is checked when it is known who has signed.
  Outcome judge(const Signer& signer, const AnswerOf& answer, bool several) const {
    Outcome outcome;
    outcome.signed_by = signer.by;
    outcome.this_update = answer.this_update;
    outcome.next_update = answer.next_update;
    const CertificateOf* const certificate = signer.certificate;
    outcome.nocheck = certificate != nullptr &&
                      (certificate->nocheck == NoCheck::present || certificate->nocheck == NoCheck::critical);

    const auto is_ignored = [](Extra extra) {
      return extra == Extra::unknown_critical || extra == Extra::not_understood_critical;
    };
    Seconds until = 0;
    const Step times = times_of(answer, until);
    if (is_ignored(s.extra) || is_ignored(answer.extra)) {
      outcome.step = Step::critical_extension;
    } else if (s.produced_at - s.skew > s.at) {
      outcome.step = Step::produced_in_future;
    } else if (times != Step::none) {
      outcome.step = times;
    } else if (s.nonce) {
      const bool equal = s.nonces.size() == 1 && s.nonces[0].bytes == *s.nonce;  // of two none counts
      outcome.nonce = s.nonces.empty() ? NonceCheck::missing : equal ? NonceCheck::equal : NonceCheck::different;
      outcome.step = s.nonces.empty() && !s.accept_missing_nonce ? Step::nonce_missing
                     : !s.nonces.empty() && !equal               ? Step::nonce_different
                                                                 : Step::none;
    }
    if (outcome.step != Step::none) {
      return outcome;
    }
    outcome.verdict = answer.status == Status::good      ? Verdict::good
                      : answer.status == Status::revoked ? Verdict::revoked
                                                         : Verdict::unknown;
    if (answer.status == Status::revoked) {
      outcome.revoked_at = answer.revoked_at;
      outcome.reason = answer.reason;
      if (s.attested && answer.revoked_at > *s.attested) {
        outcome.verdict = Verdict::good;
      }
    }
    outcome.several = several;
    outcome.tolerated = s.version_written || (certificate != nullptr && certificate->explicit_false);
    outcome.usable_until = certificate == nullptr ? until : std::min(until, certificate->not_after);
    return outcome;
  }

  const Situation& s;
};

}  // namespace oracle
