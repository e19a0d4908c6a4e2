#include "verbs/conclusion.hpp"

#include <algorithm>
#include <iostream>

#include "input/file.hpp"
#include "output/verification.hpp"
#include "verbs/answer_choice.hpp"
#include "verbs/times.hpp"

namespace ocspan_tool {

using namespace ocspan;

namespace {

/// What stands between a verdict and the rest: "good, until", "revoked since", "untrusted: ".
std::string_view separator_of(const Conclusion& conclusion) {
  return conclusion.verdict == "good"                                         ? ", "
         : conclusion.verdict == "revoked" || conclusion.verdict == "unknown" ? " "
                                                                              : ": ";
}

/// The value of a label of Prometheus' text format.
std::string label_value(const std::string& text) {
  std::string escaped;
  for (const char c : printable(text)) {
    escaped += c == '\\' || c == '"' ? std::string{'\\', c} : std::string{c};
  }
  return '"' + escaped + '"';
}

}  // namespace

bool is_too_soon(const Verification& verification, const Time& at, std::int64_t min_left) {
  const std::optional<Time> until = verification.usable_until();
  return min_left != 0 && until && until->to_unix() - at.to_unix() < min_left;
}

Conclusion conclude(const Verified& verified, std::int64_t min_left) {
  const Verification& verification = verified.verification;
  const bool too_soon = is_too_soon(verification, verified.policy.at, min_left);
  Conclusion conclusion;
  conclusion.verdict = to_string(verification.verdict());
  conclusion.status = exit_status_of(verified.response, verification, too_soon);
  std::string until;
  if (const std::optional<Time> time = verification.usable_until()) {
    conclusion.seconds_left = std::max<std::int64_t>(time->to_unix() - verified.policy.at.to_unix(), 0);
    until = "until " + text_of(*time);
  }
  switch (verification.verdict()) {
    case Verdict::good:
      conclusion.text = until + (too_soon ? ", which is too soon" : "");
      break;
    case Verdict::revoked:
      conclusion.text = "since " + text_of(*verification.revocation_time());
      if (const std::optional<ReasonFlags> reason = verification.revocation_reason()) {
        conclusion.text += ", " + std::string{to_string(*reason)};
      }
      break;
    case Verdict::unknown:
      conclusion.text = "to this responder";
      break;
    case Verdict::untrusted: {
      const std::string detail = detail_of(verified);
      conclusion.text = std::string{message_of(verification.failure().step)} + (detail.empty() ? "" : ": " + detail);
      break;
    }
  }
  return conclusion;
}

std::string line_of(const Conclusion& conclusion) {
  return conclusion.verdict + std::string{separator_of(conclusion)} + printable(conclusion.text);
}

void put_fields(JsonWriter& json, const Conclusion& conclusion) {
  json.field("verdict", std::string_view{conclusion.verdict == "no answer" ? "noAnswer" : conclusion.verdict});
  json.field("text", std::string_view{printable(conclusion.text)});
  if (conclusion.seconds_left) {
    json.field("secondsLeft", static_cast<std::uint64_t>(*conclusion.seconds_left));
  }
}

void put_verification(JsonWriter& json, Verified verified) {
  const std::string detail = detail_of(verified);
  verified.detail = detail;
  json.field("verification", [&] { describe(json, verified); });
}

void print_prometheus(const std::vector<Monitored>& all, const Time& at) {
  const auto metric = [&](std::string_view name, std::string_view help, const auto& value_of) {
    std::cout << "# HELP " << name << ' ' << help << "\n# TYPE " << name << " gauge\n";
    for (const Monitored& one : all) {
      const std::optional<std::int64_t> value = value_of(one.conclusion);
      if (!value) {
        continue;
      }
      std::cout << name;
      char before = '{';
      for (const auto& [label, text] : one.labels) {
        std::cout << before << label << '=' << label_value(text);
        before = ',';
      }
      std::cout << "} " << *value << '\n';
    }
  };
  using Value = std::optional<std::int64_t>;
  metric("ocspan_status",
         "0 good, 1 malformed, 2 unreadable, 3 revoked, 4 unknown, 5 untrusted, 7 expires too soon, 8 no answer",
         [](const Conclusion& one) -> Value { return one.status; });
  metric("ocspan_good", "1 if the certificate is good and its response holds",
         [](const Conclusion& one) -> Value { return one.is_good() ? 1 : 0; });
  metric("ocspan_response_seconds_left", "how long the response may still be used",
         [](const Conclusion& one) { return one.seconds_left; });
  metric("ocspan_check_time_seconds", "when it was checked, since 1970",
         [&](const Conclusion&) -> Value { return at.to_unix(); });
}

}  // namespace ocspan_tool
