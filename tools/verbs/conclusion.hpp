// What people and their monitoring are told about a certificate.
#pragma once

#include <cstdint>
#include <ocspan/ocspan.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "output/document.hpp"
#include "verbs/verb.hpp"

namespace ocspan_tool {

/// What is said of a certificate, and why.
struct Conclusion {
  ExitStatus status = no_answer_now;
  std::string verdict = "no answer";
  std::string text;  ///< what follows the verdict: "until 2026-11-30T18:49:00Z"; for people
  /// How long the answer may still be used; 0 where only the difference that clocks are allowed keeps it usable,
  /// nullopt if it may not be used.
  std::optional<std::int64_t> seconds_left;

  /// Whether the certificate is good and the answer holds for as long as was asked for.
  bool is_good() const { return status == fine; }
};

/// Whether less than `min_left` seconds are left at `at`. False for 0, which asks for nothing.
bool is_too_soon(const ocspan::Verification& verification, const ocspan::Time& at, std::int64_t min_left);

/// What a verification says; `min_left` as for is_too_soon().
Conclusion conclude(const Verified& verified, std::int64_t min_left);

/// "good, until 2026-11-30T18:49:00Z", without control characters.
std::string line_of(const Conclusion& conclusion);

/// Writes the fields "verdict", "text" and "secondsLeft", of which the last may be absent.
void put_fields(JsonWriter& json, const Conclusion& conclusion);
/// Writes the field "verification": the document of `ocspan verify`, with what the failed check found.
void put_verification(JsonWriter& json, Verified verified);

/// What is told about one certificate in Prometheus' text format.
struct Monitored {
  std::vector<std::pair<std::string_view, std::string>> labels;
  Conclusion conclusion;
};

/// Prints the metrics of all, each metric together.
void print_prometheus(const std::vector<Monitored>& all, const ocspan::Time& at);

}  // namespace ocspan_tool
