#include "output/verification.hpp"

#include "output/values.hpp"

namespace ocspan_tool {

using namespace ocspan;

void describe(JsonWriter& json, const Verification& verification) {
  const VerifyFailure failure = verification.failure();
  const std::optional failed = failure.step == VerifyStep::none ? std::nullopt : std::optional{failure};
  const std::optional<ReasonFlags> reason = verification.revocation_reason();
  const std::string_view signer = to_string(verification.signed_by());
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
  });
}

std::string render(const std::string& subject, const Verification& verification) {
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
    add("Reason", std::string{message_of(failure.step)} + " (" + std::string{to_string(failure.step)} + ", " +
                      std::string{to_string(failure.field)} + " at byte " + std::to_string(failure.offset) + ")");
  }
  add_time("Revocation Time", verification.revocation_time());
  if (const std::optional<ReasonFlags> reason = verification.revocation_reason()) {
    add("Revocation Reason", to_string(*reason));
  }
  add_time("This Update", verification.this_update());
  add_time("Next Update", verification.next_update());
  if (verification.signed_by() == SignedBy::issuer) {
    add("Signed by", "the issuer");
  } else if (verification.signed_by() == SignedBy::delegated) {
    add("Signed by",
        verification.nocheck()
            ? "a responder that the issuer authorised"
            : "a responder that the issuer authorised; whether its certificate is revoked was not checked");
  }
  if (verification.has_several_answers()) {
    add("Note", "the response has several answers about this certificate; the strictest counts");
  }
  add_time("Usable Until", verification.usable_until());
  return text;
}

}  // namespace ocspan_tool
