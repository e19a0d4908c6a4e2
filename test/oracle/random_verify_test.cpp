// Random verifications: verify(), with the cryptography of libcrypto, against an oracle that knows how each situation
// was made and has been written from RFC 6960 apart from the library.
//
//     random_verify_test [--seed N] [--first N] [--count N] [--show]
//
// The situations of a seed are always the same ones, but for their keys. A situation that is judged otherwise is shown,
// with what makes it again; --show shows all. Each is verified three times: at once, by a verifier that answers each
// question later, and as a BasicOCSPResponse that stands alone.
#include <charconv>
#include <cstring>
#include <map>

#include "decide.hpp"
#include "generator.hpp"
#include "ocspan/ocspan.hpp"
#include "ocspan/openssl/openssl_crypto.hpp"

namespace oracle {
namespace {

#define OCSPAN_ORACLE_STEP(NAME, name, number, text) Step::name,

using ocspan::Bytes;
using ocspan::Certificate;
using ocspan::SignatureCheck;
using ocspan::Verification;

template <class T>
const T& loaded(const ocspan::Result<T>& result, const char* what) {
  demand(result.has_value(), what);
  return *result;
}

/// A check that was asked for: the same bytes at the same place are the same check.
struct Check {
  const std::uint8_t* key;
  const std::uint8_t* message;
  friend bool operator==(const Check&, const Check&) = default;
};

/// Remembers what it was asked and what libcrypto has answered.
struct Recorder {
  SignatureCheck operator()(const ocspan::AlgorithmIdentifier& algorithm, const ocspan::SubjectPublicKeyInfo& key,
                            Bytes message, Bytes signature) {
    checks.push_back({key.der().data(), message.data()});
    answers.push_back(verifier(algorithm, key, message, signature));
    return answers.back();
  }
  ocspan::OpenSSLVerifier verifier;
  std::vector<Check> checks{};
  std::vector<SignatureCheck> answers{};
};

/// Says "pending" to each check once, and then what the Recorder was told; must be asked for the same, in that order.
struct Late {
  SignatureCheck operator()(const ocspan::AlgorithmIdentifier&, const ocspan::SubjectPublicKeyInfo& key, Bytes message,
                            Bytes) {
    in_order =
        in_order && done < recorder.checks.size() && recorder.checks[done] == Check{key.der().data(), message.data()};
    started = !started;
    if (started || !in_order) {
      return SignatureCheck::pending;
    }
    return recorder.answers[done++];
  }
  const Recorder& recorder;
  std::size_t done = 0;
  bool started = false;
  bool in_order = true;
};

struct Hasher {
  bool operator()(ocspan::HashAlgorithm hash, Bytes data, std::span<std::uint8_t> out) const {
    return hash != missing && ocspan::OpenSSLHasher{}(hash, data, out);
  }
  std::optional<ocspan::HashAlgorithm> missing;
};

std::optional<ocspan::HashAlgorithm> hash_of(const std::optional<Hash>& hash) {
  using enum ocspan::HashAlgorithm;
  const ocspan::HashAlgorithm all[] = {sha1, sha224, sha256, sha384, sha512, sha3_256, sha3_384, sha3_512};
  return hash ? std::optional{all[static_cast<int>(*hash)]} : std::nullopt;
}

ocspan::Time time_of(Seconds time) { return loaded(ocspan::Time::from_unix(time), "a time that there is not"); }

std::optional<Seconds> seconds_of(const std::optional<ocspan::Time>& time) {
  return time ? std::optional{time->to_unix()} : std::nullopt;
}

/// What the library says, in the oracle's words.
Outcome outcome_of(const Verification& result) {
  Outcome outcome;
  outcome.verdict = result.verdict();
  outcome.step = result.failure().step;
  outcome.input = result.failure().input;
  outcome.signed_by = result.signed_by();
  outcome.nonce = result.nonce();
  outcome.this_update = seconds_of(result.this_update());
  outcome.next_update = seconds_of(result.next_update());
  outcome.nocheck = result.nocheck();
  outcome.usable_until = seconds_of(result.usable_until());
  outcome.revoked_at = seconds_of(result.revocation_time());
  if (const auto reason = result.revocation_reason()) {
    outcome.reason = static_cast<unsigned>(*reason);
  }
  if (outcome.verdict != Verdict::untrusted) {
    outcome.several = result.has_several_answers();
    outcome.tolerated = result.tolerated() != ocspan::Tolerance::none;
  }
  return outcome;
}

std::string text_of(const Outcome& outcome) {
  std::string text = std::string{to_string(outcome.verdict)};
  const auto add = [&](const char* name, const auto& value) {
    text += std::string{" "} + name + "=" + (value ? std::to_string(*value) : "-");
  };
  text += ", step " + std::string{to_string(outcome.step)} + " in " + std::string{to_string(outcome.input)};
  text +=
      ", signed by " + (outcome.signed_by == SignedBy::nobody ? "nobody" : std::string{to_string(outcome.signed_by)});
  text += ", nonce " + std::string{to_string(outcome.nonce)};
  add("thisUpdate", outcome.this_update);
  add("nextUpdate", outcome.next_update);
  add("usableUntil", outcome.usable_until);
  add("revoked", outcome.revoked_at);
  add("reason", outcome.reason);
  return text + (outcome.nocheck ? " nocheck" : "") + (outcome.several ? " several" : "") +
         (outcome.tolerated ? " tolerated" : "");
}

std::string hex(const ByteVector& bytes) {
  std::string text;
  for (const std::uint8_t byte : bytes) {
    char digits[3];
    std::snprintf(digits, sizeof digits, "%02x", unsigned{byte});
    text += digits;
  }
  return text;
}

/// The DER of a situation.
struct Files {
  explicit Files(const Situation& s)
      : response(response_of(s)),
        issuer(encode(issuer_certificate(s))),
        leaf(encode(s.leaf)),
        request(request_of(s.asked)) {
    for (const auto& [from, to] :
         {std::pair{&s.trusted, &trusted}, std::pair{&s.trusted_der, &trusted_der}, std::pair{&s.added, &added}}) {
      for (const CertificateOf& certificate : *from) {
        to->push_back(encode(certificate));
      }
    }
  }
  ByteVector response;
  ByteVector issuer;
  ByteVector leaf;
  ByteVector request;
  std::vector<ByteVector> trusted{};
  std::vector<ByteVector> trusted_der{};
  std::vector<ByteVector> added{};
};

/// All that can be wrong with what verify() says of a situation; nothing if it is right.
std::string judge(const Situation& s, const Files& files, const std::vector<Outcome>& expected, Outcome& told) {
  const auto response = ocspan::load_der_ocsp_response(files.response, ocspan::Tolerance::explicit_default);
  const auto issuer = ocspan::load_der_x509_certificate(files.issuer);
  const auto leaf = ocspan::load_der_x509_certificate(files.leaf);
  const auto request = ocspan::load_der_ocsp_request(files.request);
  demand(response && issuer && leaf && request, "a message that is not read");
  const ocspan::CertID asked = (*request->requests().begin()).cert_id();

  ocspan::VerifyPolicy policy;
  policy.at = time_of(s.at);
  policy.clock_skew = s.skew;
  policy.max_age = s.max_age;
  policy.max_age_without_next_update = s.max_age_without_next_update;
  policy.accept_missing_nonce = s.accept_missing_nonce;
  policy.require_next_update = s.require_next_update;
  policy.certificate_is_validated = s.is_validated;
  if (s.attested) {
    policy.attested = time_of(*s.attested);
  }
  policy.tolerance = s.tolerant ? ocspan::Tolerance::all : ocspan::Tolerance::none;

  ocspan::Question question = s.by_cert_id ? ocspan::Question{asked, *issuer} : ocspan::Question{*leaf, *issuer};
  if (s.nonce) {
    question.nonce(*s.nonce);
  }
  std::vector<Certificate> trusted;
  for (const ByteVector& der : files.trusted) {
    const auto certificate = ocspan::load_der_x509_certificate(der, ocspan::Tolerance::all);
    if (certificate) {  // what the caller cannot read it cannot trust
      trusted.push_back(*certificate);
    }
  }
  const std::vector<Bytes> trusted_der(files.trusted_der.begin(), files.trusted_der.end());
  const std::vector<Bytes> added(files.added.begin(), files.added.end());
  question.trust(trusted).trust(trusted_der).add_certificates(added);

  const Hasher hasher{hash_of(s.missing_hash)};
  Recorder recorder{ocspan::OpenSSLVerifier{s.accept_weak}};
  const Verification result = verify(*response, question, policy, recorder, hasher);
  told = outcome_of(result);
  if (std::find(expected.begin(), expected.end(), told) == expected.end()) {
    return "at once";
  }
  if (recorder.checks.size() > ocspan::max_signature_checks) {
    return "too many checks of signatures";
  }

  Late late{recorder};
  ocspan::VerifyProgress progress;
  std::size_t pending = 0;
  Verification resumed = verify(*response, question, policy, late, hasher, progress);
  for (; resumed.failure().step == Step::signature_pending && late.in_order; ++pending) {
    if (resumed.verdict() != Verdict::untrusted || resumed.signed_by() != SignedBy::nobody) {
      return "trusted while a signature is pending";
    }
    resumed = verify(*response, question, policy, late, hasher, progress);
  }
  if (!late.in_order || pending != recorder.checks.size() || late.done != recorder.checks.size()) {
    return "a verifier that answers later is asked for something else, or twice";
  }
  if (outcome_of(resumed) != told) {
    return "by a verifier that answers later: " + text_of(outcome_of(resumed));
  }

  if (response->basic() != nullptr) {
    const Bytes basic = response->basic()->public_bytes();
    const auto alone = ocspan::load_der_basic_ocsp_response(basic, ocspan::Tolerance::explicit_default);
    demand(alone.has_value(), "a BasicOCSPResponse that is not read alone");
    Late again{recorder};
    ocspan::VerifyProgress other_progress;
    Verification of_basic = verify(*alone, question, policy, again, hasher, other_progress);
    while (of_basic.failure().step == Step::signature_pending && again.in_order) {
      of_basic = verify(*alone, question, policy, again, hasher, other_progress);
    }
    if (outcome_of(of_basic) != told) {
      return "as a BasicOCSPResponse alone: " + text_of(outcome_of(of_basic));
    }
  }
  return {};
}

void show(const Situation& s, const Files& files, const std::vector<Outcome>& expected, const Outcome& told) {
  std::printf("  at %s, skew %u, max_age %lld, without nextUpdate %u%s%s%s%s%s", digits_of(s.at).c_str(), s.skew,
              s.max_age ? static_cast<long long>(*s.max_age) : -1LL, s.max_age_without_next_update,
              s.accept_missing_nonce ? ", missing nonce accepted" : "",
              s.require_next_update ? ", nextUpdate wanted" : "", s.is_validated ? ", validated" : "",
              s.tolerant ? ", tolerant" : "", s.accept_weak ? ", weak accepted" : "");
  std::printf("%s%s%s\n", s.attested ? (", attested " + digits_of(*s.attested)).c_str() : "",
              s.by_cert_id ? ", asked by CertID" : "",
              s.missing_hash ? (std::string{", without "} + name_of(*s.missing_hash)).c_str() : "");
  for (const std::string& event : s.story) {
    std::printf("  - %s\n", event.c_str());
  }
  for (const Outcome& outcome : expected) {
    std::printf("  expected: %s\n", text_of(outcome).c_str());
  }
  std::printf("  told:     %s\n  response %s\n  issuer %s\n  certificate %s\n", text_of(told).c_str(),
              hex(files.response).c_str(), hex(files.issuer).c_str(), hex(files.leaf).c_str());
  for (const std::vector<ByteVector>* list : {&files.trusted, &files.trusted_der, &files.added}) {
    for (const ByteVector& der : *list) {
      std::printf("  %s %s\n", list == &files.added ? "added" : "trusted", hex(der).c_str());
    }
  }
}

int run(std::uint64_t seed, std::uint64_t first, std::uint64_t count, bool all) {
  std::map<Step, std::uint64_t> steps;
  std::map<Verdict, std::uint64_t> verdicts;
  std::map<SignedBy, std::uint64_t> signers;
  std::uint64_t wrong = 0;
  for (std::uint64_t number = first; number < first + count; ++number) {
    const Situation s = situation_of(seed, number);
    const Files files{s};
    const std::vector<Outcome> expected = Oracle{s}.decide();
    Outcome told;
    const std::string what = judge(s, files, expected, told);
    ++steps[expected[0].step];
    ++verdicts[expected[0].verdict];
    ++signers[expected[0].verdict == Verdict::untrusted ? SignedBy::nobody : expected[0].signed_by];
    wrong += what.empty() ? 0U : 1U;
    if (all || (!what.empty() && wrong <= 10)) {
      std::printf("--seed %llu --first %llu --count 1 --show: %s\n", static_cast<unsigned long long>(seed),
                  static_cast<unsigned long long>(number), what.empty() ? "right" : what.c_str());
      show(s, files, expected, told);
    }
  }
  for (const auto& [step, times] : steps) {
    std::printf("%8llu %s\n", static_cast<unsigned long long>(times),
                step == Step::none ? "trusted" : std::string{to_string(step)}.c_str());
  }
  const auto of = [](auto& table, auto key) { return static_cast<unsigned long long>(table[key]); };
  std::printf(
      "trusted: %llu good, %llu revoked, %llu unknown; signed by %llu issuers, %llu delegated and %llu trusted "
      "responders\n",
      of(verdicts, Verdict::good), of(verdicts, Verdict::revoked), of(verdicts, Verdict::unknown),
      of(signers, SignedBy::issuer), of(signers, SignedBy::delegated), of(signers, SignedBy::trusted));
  std::printf("%llu verifications of seed %llu, %llu wrong\n", static_cast<unsigned long long>(count),
              static_cast<unsigned long long>(seed), static_cast<unsigned long long>(wrong));
  if (count >= 2000) {  // then nothing may be left out, which is a fault of the generator
    for (const Step step : {OCSPAN_VERIFY_STEPS(OCSPAN_ORACLE_STEP)}) {
      if (step != Step::signature_pending && steps[step] == 0) {
        std::printf("no situation for %s\n", std::string{to_string(step)}.c_str());
        ++wrong;
      }
    }
  }
  return wrong == 0 ? 0 : 1;
}

}  // namespace
}  // namespace oracle

int main(int count, char** arguments) {
  std::uint64_t seed = 1;
  std::uint64_t first = 0;
  std::uint64_t situations = 2000;
  bool all = false;
  for (int i = 1; i < count; ++i) {
    const std::string_view option = arguments[i];
    std::uint64_t* const number = option == "--seed"    ? &seed
                                  : option == "--first" ? &first
                                  : option == "--count" ? &situations
                                                        : nullptr;
    const std::string_view value = number != nullptr && i + 1 < count ? arguments[++i] : "";
    if (option == "--show") {
      all = true;
    } else if (number == nullptr ||
               std::from_chars(value.data(), value.data() + value.size(), *number).ptr != value.data() + value.size() ||
               value.empty()) {
      std::fprintf(stderr, "usage: random_verify_test [--seed N] [--first N] [--count N] [--show]\n");
      return 2;
    }
  }
  return oracle::run(seed, first, situations, all);
}
