#include "output/verification.hpp"

#include <vector>

#include "input/certificate_file.hpp"
#include "output/document.hpp"
#include "output/values.hpp"

namespace ocspan_tool {

using namespace ocspan;

namespace {

/// The certificate of the responder; nullopt if there is none.
std::optional<Certificate> responder_of(const Verification& verification) {
  const Bytes der = verification.responder_certificate();
  const Result<Certificate> certificate = load_der_x509_certificate(der, Tolerance::all);
  return certificate ? std::optional{*certificate} : std::nullopt;
}

bool is_expired(const Verified& verified) {
  const Certificate* const certificate = verified.question.certificate();
  return certificate != nullptr && certificate->not_after() < verified.policy.at;
}

/// "14 days"
std::string duration_text(std::int64_t seconds) {
  struct Unit {
    std::int64_t seconds;
    std::string_view name;
  };
  constexpr Unit units[] = {{86'400, "day"}, {3600, "hour"}, {60, "minute"}, {1, "second"}};
  for (const Unit& unit : units) {
    if (seconds >= 2 * unit.seconds || unit.seconds == 1) {
      const std::int64_t count = seconds / unit.seconds;
      return std::to_string(count) + " " + std::string{unit.name} + (count == 1 ? "" : "s");
    }
  }
  return {};
}

/// The serial numbers that the response has answers about, a few of them.
std::string answered_serials(const OCSPResponse& response) {
  std::string text;
  std::size_t count = 0;
  for (const SingleResponse single : response.basic()->responses()) {
    if (++count > 3) {
      return text + ", ...";
    }
    text += (text.empty() ? "" : ", ") + text_of(single.serial_number());
  }
  return text;
}

/// What the check found, beyond its message; empty if there is nothing to add.
std::string detail_of(const Verified& verified) {
  const Verification& verification = verified.verification;
  const std::int64_t at = verified.policy.at.to_unix();
  switch (verification.failure().step) {
    case VerifyStep::not_successful:
      return std::string{to_string(verified.response.response_status())};
    case VerifyStep::no_answer: {
      const std::string answered = answered_serials(verified.response);
      return "asked about " + text_of(verified.question.serial_number()) + ", " +
             (answered.empty() ? "there are no answers" : "the answers are about " + answered);
    }
    case VerifyStep::produced_in_future:
      return "by " + duration_text(verified.response.basic()->produced_at().to_unix() - at);
    case VerifyStep::not_yet_valid:
      return "by " + duration_text(verification.this_update()->to_unix() - at);
    case VerifyStep::expired:
      return duration_text(at - verification.next_update()->to_unix()) + " ago";
    case VerifyStep::too_old:
      return duration_text(at - verification.this_update()->to_unix()) + " ago";
    default:
      return {};
  }
}

}  // namespace

void describe(JsonWriter& json, const Verified& verified) {
  const Verification& verification = verified.verification;
  const VerifyFailure failure = verification.failure();
  const std::optional failed = failure.step == VerifyStep::none ? std::nullopt : std::optional{failure};
  const std::optional<ReasonFlags> reason = verification.revocation_reason();
  const std::string_view signer = to_string(verification.signed_by());
  const std::optional<Certificate> responder = responder_of(verification);
  const bool by_issuer = verification.signed_by() == SignedBy::issuer;
  json.object([&] {
    json.field("verdict", to_string(verification.verdict()));
    json.field("step", failed ? std::optional{to_string(failure.step)} : std::nullopt);
    json.field("message", message_of(failure.step));
    json.field("revocationTime", verification.revocation_time());
    json.field("revocationReason", reason ? std::optional{to_string(*reason)} : std::nullopt);
    json.field("thisUpdate", verification.this_update());
    json.field("nextUpdate", verification.next_update());
    json.field("signer", signer.empty() ? std::nullopt : std::optional{signer});
    json.field("nocheck", verification.nocheck());
    json.field("usableUntil", verification.usable_until());
    json.field("severalAnswers", verification.has_several_answers());
    json.field("field", failed ? std::optional{to_string(failure.field)} : std::nullopt);
    json.field("offset", failed ? std::optional{failure.offset} : std::nullopt);
    json.field("input", failed ? std::optional{to_string(failure.input)} : std::nullopt);
    json.field("responseStatus", to_string(verified.response.response_status()));
    json.field("at", verified.policy.at);
    json.field("serialNumber", verified.question.serial_number());
    json.field("serialNumberHex", verified.question.serial_number().bytes());
    json.field("signerName", responder   ? std::optional{responder->subject()}
                             : by_issuer ? std::optional{verified.question.issuer().subject()}
                                         : std::nullopt);
    json.field("nonce", to_string(verification.nonce()));
    json.field("certificateExpired", is_expired(verified));
    json.field("tolerated", verification.tolerated());
  });
}

std::string render(const Verified& verified) {
  const Verification& verification = verified.verification;
  std::string text = verified.subject + ": " + std::string{to_string(verification.verdict())} + '\n';
  const auto add = [&](std::string_view label, std::string_view value) {
    text.append("    ").append(label).append(": ").append(value) += '\n';
  };
  const auto add_time = [&](std::string_view label, const std::optional<Time>& time) {
    if (time) {
      add(label, *to_std_string([&](std::span<char> out) { return time->to_text(out); }));
    }
  };
  if (const VerifyFailure failure = verification.failure(); failure.step != VerifyStep::none) {
    const std::string detail = detail_of(verified);
    const std::string_view input = failure.input == VerifyInput::response      ? ""
                                   : failure.input == VerifyInput::certificate ? " of the certificate"
                                                                               : " of an added certificate";
    add("Reason", std::string{message_of(failure.step)} + (detail.empty() ? "" : ": " + detail) + " (" +
                      std::string{to_string(failure.step)} + ", " + std::string{to_string(failure.field)} +
                      " at byte " + std::to_string(failure.offset) + std::string{input} + ")");
  }
  add("Serial Number", text_of(verified.question.serial_number()));
  add_time("Revocation Time", verification.revocation_time());
  if (const std::optional<ReasonFlags> reason = verification.revocation_reason()) {
    add("Revocation Reason", to_string(*reason));
  }
  if (verification.verdict() == Verdict::good && verification.revocation_time()) {
    add("Note", "revoked after the attested time");
  }
  add_time("This Update", verification.this_update());
  add_time("Next Update", verification.next_update());
  const std::optional<Certificate> responder = responder_of(verification);
  const std::string_view unchecked =
      verification.nocheck() ? "" : "; whether its certificate is revoked was not checked";
  if (verification.signed_by() == SignedBy::issuer) {
    add("Signed by", "the issuer");
  } else if (responder && verification.signed_by() == SignedBy::trusted) {
    add("Signed by", "a trusted responder (" + text_of(responder->subject()) + ")");
  } else if (responder) {
    add("Signed by",
        "a responder that the issuer authorised (" + text_of(responder->subject()) + ")" + std::string{unchecked});
  }
  if (verification.verdict() != Verdict::untrusted) {
    switch (verification.nonce()) {
      case NonceCheck::equal:
        add("Nonce", "equal to that of the request");
        break;
      case NonceCheck::missing:
        add("Nonce", "missing, which was accepted: the response may be older than the request");
        break;
      default:
        add("Nonce", "none was asked for");
        break;
    }
  }
  if (verification.has_several_answers()) {
    add("Note", "the response has several answers about this certificate; the strictest counts");
  }
  if (is_expired(verified)) {
    add("Note", "the certificate itself has expired");
  }
  add_time("Usable Until", verification.usable_until());
  if (verified.expires_too_soon) {
    add("Note", "less is left than was asked for");
  }
  return text;
}

}  // namespace ocspan_tool
