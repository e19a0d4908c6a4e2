// What the CA/Browser Forum and the root programmes want of responses.
#include "ocspan/lint/linter.hpp"
#include "ocspan/ocsp/cert_status.hpp"
#include "ocspan/x509/basic_constraints.hpp"
#include "ocspan/x509/crl_entry_extensions.hpp"
#include "ocspan/x509/key_usage.hpp"
#include "ocspan/x509/signature_algorithm.hpp"

namespace ocspan::inline OCSPAN_ABI::detail {

/// The profiles that have the lints of this file.
inline constexpr LintProfile programmes =
    LintProfile::cabf | LintProfile::mozilla | LintProfile::microsoft | LintProfile::apple;

inline constexpr std::int64_t seconds_per_hour = 3'600;
inline constexpr std::int64_t seconds_per_day = 86'400;

/// What the certificate asked about is. Of one that was not given it is taken to be a subscriber's.
enum class Subject : std::uint8_t { subscriber, ca };

// CS BR 4.9.10 has the rules of CAs for certificates of timestamp authorities, too.
OCSPAN_FN inline Subject subject_of(const Linter& linter, const SingleResponse& answer) {
  if (!linter.is_about_certificate(answer)) {
    return Subject::subscriber;
  }
  const Extensions& extensions = linter.certificate()->extensions();
  Error error;
  BasicConstraints constraints;
  ExtKeyUsage purposes;
  const bool is_ca = extensions.get_into(constraints, error, Tolerance::all) && constraints.ca();
  return is_ca || (linter.has(LintProfile::cabf_cs) && extensions.get_into(purposes, error) &&
                   purposes.has("timeStamping"_oid))
             ? Subject::ca
             : Subject::subscriber;
}

/// The time from thisUpdate to nextUpdate in seconds.
OCSPAN_FN inline std::int64_t difference_of(const SingleResponse& answer) {
  return answer.next_update()->to_unix() - answer.this_update().to_unix();
}

/// The same inclusive, as TLS BR 4.9.9, S/MIME BR 4.9.10 and CS BR 4.9.10 say: both seconds are part of it.
OCSPAN_FN inline std::int64_t interval_of(const SingleResponse& answer) { return difference_of(answer) + 1; }

// TLS BR 4.9.9, S/MIME BR 4.9.10, Microsoft 3.2.2: when `renewed`, the time of the next response, is too late.
OCSPAN_FN inline void lint_refresh(Linter& linter, const SingleResponse& old, const Time& renewed,
                                   const SingleResponse& answer) {
  if (!old.next_update()) {
    return;
  }
  const std::int64_t interval = interval_of(old);
  const std::int64_t at = renewed.to_unix();
  const std::int64_t end = old.next_update()->to_unix();
  const bool before_half = at <= end - difference_of(old) / 2;
  const bool before_end = at <= end - 8 * seconds_per_hour;
  if (interval < 16 * seconds_per_hour) {
    linter.require(before_half, Lint::cabf_refresh_short, answer, Field::this_update);
  } else {
    linter.require(before_end && at <= old.this_update().to_unix() + 4 * seconds_per_day, Lint::cabf_refresh_long,
                   answer, Field::this_update);
  }
  linter.require(difference_of(old) > 16 * seconds_per_hour ? before_half : before_end, Lint::microsoft_refresh, answer,
                 Field::this_update);
}

/// The response has replaced the previous one: of each the first answers are looked at.
OCSPAN_COLD OCSPAN_FN inline void lint_previous(Linter& linter, const BasicOCSPResponse& response) {
  const Result<OCSPResponse> previous = load<OCSPResponse>(linter.inputs().previous, Tolerance::all);
  if (!previous || previous->basic() == nullptr) {
    linter.set_missing(LintInput::previous);
    return linter.set_missing(LintInput::previous_or_time);
  }
  std::size_t count = 0;
  for (const SingleResponse& answer : response.responses()) {
    std::size_t others = 0;
    for (const SingleResponse& old : previous->basic()->responses()) {
      if (old.cert_id() == answer.cert_id()) {
        if (subject_of(linter, answer) == Subject::subscriber) {
          lint_refresh(linter, old, response.produced_at(), answer);
        }
        break;
      }
      if (++others == lint_window) {
        break;
      }
    }
    if (++count == lint_window) {
      return;
    }
  }
}

OCSPAN_FN inline void lint_interval(Linter& linter, const SingleResponse& answer) {
  if (answer.next_update()) {
    linter.require(interval_of(answer) >= 8 * seconds_per_hour, Lint::cabf_interval_short, answer, Field::next_update);
    linter.require(interval_of(answer) <= 10 * seconds_per_day, Lint::cabf_interval_long, answer, Field::next_update);
    linter.require(difference_of(answer) <= 7 * seconds_per_day, Lint::microsoft_interval_long, answer,
                   Field::next_update);
  }
  if (linter.inputs().previous.empty() && linter.inputs().at) {  // by then the next response is not there
    lint_refresh(linter, answer, *linter.inputs().at, answer);
  }
}

// TLS BR 7.2.2: what a revoked certificate of a subscriber may say; it is not suspended (4.9.13).
OCSPAN_FN inline bool is_permitted(ReasonFlags reason) {
  return reason == ReasonFlags::key_compromise || reason == ReasonFlags::affiliation_changed ||
         reason == ReasonFlags::superseded || reason == ReasonFlags::cessation_of_operation ||
         reason == ReasonFlags::privilege_withdrawn || reason == ReasonFlags::certificate_hold;
}

OCSPAN_FN inline void lint_reason(Linter& linter, const SingleResponse& answer, Subject subject) {
  const std::optional<ReasonFlags>& reason = answer.revocation_reason();
  linter.require(reason != ReasonFlags::certificate_hold, Lint::cabf_suspended, answer, Field::revocation_reason);
  linter.require(subject == Subject::subscriber || !answer.revocation_time() || reason, Lint::cabf_ca_reason_missing,
                 answer, Field::cert_status);
  linter.require(!reason || is_permitted(*reason) || (subject == Subject::ca && reason != ReasonFlags::unspecified),
                 Lint::cabf_reason_not_permitted, answer, Field::revocation_reason);
  for (const Extension& extension : answer.single_extensions()) {
    linter.require(extension.oid() != CRLReason::oid, Lint::cabf_reason_extension, extension, Field::extn_id);
  }
}

// TLS BR 4.9.9: what the CA says of serial numbers that it has not issued, or has just issued.
OCSPAN_FN inline void lint_serial(Linter& linter, const SingleResponse& answer) {
  const LintInputs& inputs = linter.inputs();
  if (inputs.find_issued == nullptr) {
    return;
  }
  const IssuedCertificate issued = inputs.find_issued(inputs.context, answer.cert_id().serial_number());
  linter.require(issued.is_issued || answer.certificate_status() != OCSPCertStatus::good, Lint::cabf_good_unassigned,
                 answer, Field::cert_status);
  const std::int64_t grace = std::int64_t{15} * 60;
  linter.require(!issued.is_issued || !inputs.at || answer.certificate_status() != OCSPCertStatus::unknown ||
                     inputs.at->to_unix() <= issued.issued_at.to_unix() + grace,
                 Lint::cabf_unknown_after_issue, answer, Field::cert_status);
}

constexpr std::int64_t longest_apple_age(Subject subject) {
  return subject == Subject::ca ? 365 * seconds_per_day : 96 * seconds_per_hour;
}

OCSPAN_FN inline void lint_produced_age(Linter& linter, const BasicOCSPResponse& response) {
  Subject subject = Subject::subscriber;
  for (const SingleResponse& answer : response.responses()) {
    subject = subject_of(linter, answer) == Subject::ca ? Subject::ca : subject;
  }
  const std::int64_t age = linter.inputs().at->to_unix() - response.produced_at().to_unix();
  linter.require(age <= longest_apple_age(subject), Lint::apple_produced_age, response, Field::produced_at);
}

OCSPAN_FN void lint_programmes(Linter& linter, const SingleResponse& answer) {
  if (!linter.has(programmes)) {
    return;
  }
  const Subject subject = subject_of(linter, answer);
  if (subject == Subject::subscriber) {
    lint_interval(linter, answer);
  }
  lint_reason(linter, answer, subject);
  lint_serial(linter, answer);
  if (const std::optional<Time>& at = linter.inputs().at) {
    const std::int64_t this_age = at->to_unix() - answer.this_update().to_unix();
    linter.require(this_age <= longest_apple_age(subject), Lint::apple_this_age, answer, Field::this_update);
    linter.require(subject == Subject::subscriber || this_age <= 366 * seconds_per_day, Lint::cabf_ca_refresh, answer,
                   Field::this_update);
  }
}

// TLS BR 7.1.3.2.1 and 7.1.3.2.2 without SHA-1; Mozilla Root Store Policy 5.1.1 and 5.1.2.
inline constexpr std::uint8_t rsa_encoding[] = {0x30, 13, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 0, 5, 0};
inline constexpr std::uint8_t ecdsa_encoding[] = {0x30, 10, 6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 0};
inline constexpr std::uint8_t pss_encoding[] = {
    0x30, 0x41, 6,    9,    0x2a, 0x86, 0x48, 0x86, 0xf7, 13,   1,    1,  10, 0x30, 0x34,           // id-RSASSA-PSS
    0xa0, 0x0f, 0x30, 13,   6,    9,    0x60, 0x86, 0x48, 1,    0x65, 3,  4,  2,    0,    5,    0,  // hash
    0xa1, 0x1c, 0x30, 0x1a, 6,    9,    0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1,  1,    8,              // MGF1
    0x30, 13,   6,    9,    0x60, 0x86, 0x48, 1,    0x65, 3,    4,    2,  0,  5,    0,    0xa2, 3,
    2,    1,    0};  // and its hash, salt

/// Whether both are the same, whatever stands in `encoding` where it has the number `open` of a byte.
OCSPAN_FN inline bool equal_but(Bytes der, Bytes encoding, std::initializer_list<std::size_t> open) {
  if (der.size() != encoding.size()) {
    return false;
  }
  for (std::size_t i = 0; i < der.size(); ++i) {
    bool is_open = false;
    for (const std::size_t each : open) {
      is_open = is_open || each == i;
    }
    if (!is_open && der[i] != encoding[i]) {
      return false;
    }
  }
  return true;
}

// TLS BR 7.1.3.2.2: which hash function goes with which curve; its OBJECT IDENTIFIER is the key's parameters.
inline constexpr Oid curve_of_sha256 = oid<1, 2, 840, 10045, 3, 1, 7>;
inline constexpr Oid curve_of_sha384 = oid<1, 3, 132, 0, 34>;
inline constexpr Oid curve_of_sha512 = oid<1, 3, 132, 0, 35>;

OCSPAN_FN inline bool fits_curve(std::uint8_t last_arc, const Certificate* signer) {
  const std::optional<Bytes> curve =
      signer == nullptr ? std::nullopt : signer->subject_public_key_info().algorithm().parameters();
  const Oid& expected = last_arc == 2 ? curve_of_sha256 : last_arc == 3 ? curve_of_sha384 : curve_of_sha512;
  return !curve || equal(Reader::first(*curve), expected.bytes());
}

OCSPAN_FN inline bool is_listed_encoding(const AlgorithmIdentifier& algorithm, const Certificate* signer) {
  const Bytes last = algorithm.parameters() ? *algorithm.parameters() : algorithm.oid().bytes();
  const Bytes der{place::of(algorithm), last.data() + last.size()};
  if (equal_but(der, rsa_encoding, {12})) {
    return der[12] >= 11 && der[12] <= 13;
  }
  if (equal_but(der, ecdsa_encoding, {11})) {
    return der[11] >= 2 && der[11] <= 4 && fits_curve(der[11], signer);
  }
  // SHA-256, SHA-384 and SHA-512, which are 1 to 3, with a salt of 32, 48 and 64 bytes.
  return equal_but(der, pss_encoding, {29, 59, 66}) && der[29] >= 1 && der[29] <= 3 && der[59] == der[29] &&
         der[66] == 16 * (der[29] + 1);
}

/// Whether the certificate is one that the CA has issued for signing OCSP.
OCSPAN_FN inline bool is_delegate(const Certificate& responder, const Certificate& issuer) {
  Error error;
  ExtKeyUsage purposes;
  return names_match(responder.issuer(), issuer.subject()) && responder.extensions().get_into(purposes, error) &&
         purposes.has("OCSPSigning"_oid);
}

OCSPAN_FN void lint_programmes(Linter& linter, const BasicOCSPResponse& response) {
  if (!linter.has(programmes)) {
    return;
  }
  if (const AlgorithmIdentifier& algorithm = response.signature_algorithm(); !algorithm.oid().empty()) {
    const Result<std::optional<HashAlgorithm>> hash = signature_hash_algorithm(algorithm);
    linter.require(!hash || *hash != HashAlgorithm::sha1, Lint::cabf_sig_sha1, response, Field::signature_algorithm);
    linter.require((hash && *hash == HashAlgorithm::sha1) ||
                       is_listed_encoding(algorithm, linter.is_direct() ? linter.issuer() : linter.responder()),
                   Lint::cabf_sig_encoding, response, Field::signature_algorithm);
  }
  if (!linter.inputs().previous.empty()) {
    lint_previous(linter, response);
  }
  if (linter.inputs().at && linter.has(LintProfile::apple)) {
    lint_produced_age(linter, response);
  }
  const Certificate* const issuer = linter.issuer();
  if (issuer != nullptr && linter.callbacks().has_hasher()) {
    const Certificate* const responder = linter.responder();
    const bool is_known = responder != nullptr || !linter.inputs().is_response_data;
    linter.require(linter.is_direct() || !is_known || (responder != nullptr && is_delegate(*responder, *issuer)),
                   Lint::cabf_signer, response, Field::responder_id);
    Error error;
    KeyUsage usage;
    linter.require(!linter.is_direct() || !issuer->extensions().get_into(usage, error) ||
                       usage.has(KeyUsageBit::digital_signature),
                   Lint::cabf_ca_digital_signature, response, Field::responder_id);
  }
}

}  // namespace ocspan::inline OCSPAN_ABI::detail
