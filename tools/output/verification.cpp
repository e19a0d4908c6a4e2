#include "output/verification.hpp"

#include <vector>

#include "input/certificate_file.hpp"
#include "output/document.hpp"
#include "output/values.hpp"

namespace ocspan_tool {

using namespace ocspan;

namespace {

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

std::string render(const Verified& verified, const std::string& subject, bool expires_too_soon) {
  const Verification& verification = verified.verification;
  std::string text = subject + ": " + std::string{to_string(verification.verdict())} + '\n';
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
  if (!verified.form.empty()) {
    add("Input", verified.form);
  }
  if (verified.count > 1) {
    add("Note", "this is what response " + std::to_string(verified.number) + " of " + std::to_string(verified.count) +
                    " says, the one that answers");
  }
  if (is_expired(verified)) {
    add("Note", "the certificate itself has expired");
  }
  add_time("Usable Until", verification.usable_until());
  if (expires_too_soon) {
    add("Note", "less is left than was asked for");
  }
  return text;
}

}  // namespace ocspan_tool
