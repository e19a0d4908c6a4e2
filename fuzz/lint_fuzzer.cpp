// The linter. The input is a message, and behind it: which profiles, what is given, and then each of what is given
// behind two bytes of its length, or the same for all of it. The message is taken for each of the things that have
// lints.
#include <algorithm>
#include <vector>

#include "c_interface.hpp"
#include "harness.hpp"
#include "lint_case.hpp"
#include "ocspan/ocspan.hpp"
#include "ocspan/ocspan_lint.h"
#include "outcome.hpp"
#include "writing.hpp"

namespace ocspan::fuzz::lint_harness {
namespace {

using header_only::LintBytes;
using header_only::LintCase;

struct Findings {
  std::vector<LintFinding> all;
  LintReport report;

  friend bool operator==(const Findings& a, const Findings& b) {
    return a.all == b.all && a.report.not_applicable == b.report.not_applicable &&
           a.report.not_effective == b.report.not_effective;
  }
};

Findings findings_of(const LintCase& one, const LintSet& only) {
  Findings findings;
  findings.report = lint_case(one, {static_cast<LintProfile>(one.profiles), only},
                              [&](const LintFinding& finding) { findings.all.push_back(finding); });
  return findings;
}

std::size_t size_of(const LintCase& one, LintInput input) {
  switch (input) {
    case LintInput::response:
      return one.response.size;
    case LintInput::request:
      return one.request.size;
    case LintInput::responder:
      return one.responder.size;
    case LintInput::certificate:
      return one.certificate.size;
    case LintInput::http_request:
      return one.http_request.size;
    case LintInput::http_response:
      return one.http_response.size;
    default:
      return 0;
  }
}

void check_findings(const LintCase& one, const Findings& findings) {
  const auto profiles = static_cast<LintProfile>(one.profiles);
  for (const LintFinding& finding : findings.all) {
    OCSPAN_PROPERTY(!to_string(finding.lint).empty() && LintSet::of(profiles).contains(finding.lint));
    OCSPAN_PROPERTY(finding.severity == severity_of(finding.lint, profiles));
    OCSPAN_PROPERTY(finding.at.offset <= size_of(one, finding.input));
    OCSPAN_PROPERTY(!findings.report.not_applicable.contains(finding.lint) &&
                    !findings.report.not_effective.contains(finding.lint));
  }
}

/// A set of lints that hangs on the input.
LintSet some_lints(std::uint64_t seed) {
  constexpr std::uint64_t modulus = 0x7fff'ffff;  // of Lehmer's generator, which does not overflow
  seed = seed % (modulus - 1) + 1;
  LintSet set;
  LintSet::all().for_each([&](Lint lint) {
    seed = seed * 48'271 % modulus;
    if ((seed >> 20 & 1) != 0) {
      set.insert(lint);
    }
  });
  return set;
}

/// What is found with `only` and with `except` is, put together in order, what is found.
void check_selection(const LintCase& one, const Findings& findings, const LintSet& some) {
  const Findings only = findings_of(one, some);
  const Findings except = findings_of(one, LintSet::all() - some);
  auto left = only.all.begin();
  auto right = except.all.begin();
  for (const LintFinding& finding : findings.all) {
    auto& from = some.contains(finding.lint) ? left : right;
    OCSPAN_PROPERTY(from != (some.contains(finding.lint) ? only.all.end() : except.all.end()) && *from == finding);
    ++from;
  }
  OCSPAN_PROPERTY(left == only.all.end() && right == except.all.end());
  OCSPAN_PROPERTY((only.report.not_applicable | except.report.not_applicable) == findings.report.not_applicable);
  OCSPAN_PROPERTY((only.report.not_effective | except.report.not_effective) == findings.report.not_effective);
}

/// The caller's functions in C: those of LintCase.
int hash_for_c(void* /*context*/, ocspan_hash hash, ocspan_bytes data, std::uint8_t* out, std::size_t out_size) {
  return LintCaseHasher{}(static_cast<HashAlgorithm>(hash), {data.data, data.size}, {out, out_size}) ? 1 : 0;
}
bool find_issued_for_c(void* /*context*/, ocspan_bytes serial_number, ocspan_time* issued_at) {
  const IssuedCertificate found = issued_by_size(serial_number.size);
  if (found.issued_at != Time{}) {  // what is not set is the same
    *issued_at = c_time(found.issued_at);
  }
  return found.is_issued;
}

/// The C interface finds the same, of the lints in `some` and of the others. Undefined lints are ignored.
void check_c(const LintCase& one, const Findings& findings, const LintSet& some) {
  const LintInputs from = inputs_of_case(one);
  ocspan_lint_inputs inputs{};
  inputs.response = c_bytes(from.response);
  inputs.request = c_bytes(from.request);
  inputs.responder = c_bytes(from.responder);
  inputs.issuer = c_bytes(from.issuer);
  inputs.certificate = c_bytes(from.certificate);
  inputs.previous = c_bytes(from.previous);
  inputs.at = from.at ? c_time(*from.at) : ocspan_time{};
  inputs.http_request = from.http_request.data();
  inputs.http_request_size = from.http_request.size();
  inputs.http_response = from.http_response.data();
  inputs.http_response_size = from.http_response.size();
  inputs.has_duration = from.duration.has_value();
  inputs.duration = from.duration.value_or(1);
  inputs.find_issued = from.find_issued == nullptr ? nullptr : find_issued_for_c;
  inputs.is_response_data = from.is_response_data;
  const ocspan_hasher hasher{one.has_hasher ? hash_for_c : nullptr, nullptr};
  std::vector<ocspan_lint_number> numbers{0, OCSPAN_LINT_COUNT + 1, 255};
  some.for_each([&](Lint lint) { numbers.push_back(static_cast<ocspan_lint_number>(lint)); });
  std::vector<LintFinding> found[2];
  for (const bool is_only : {false, true}) {
    ocspan_lint_selection selection{};
    selection.profiles = one.profiles;
    (is_only ? selection.only : selection.except) = numbers.data();
    (is_only ? selection.only_count : selection.except_count) = numbers.size();
    (is_only ? selection.except_count : selection.only_count) = 9;  // of NULL
    const auto take = [](void* context, const ocspan_lint_finding* finding) {
      static_cast<std::vector<LintFinding>*>(context)->push_back(
          {static_cast<Lint>(finding->lint),
           static_cast<LintSeverity>(finding->severity),
           static_cast<LintInput>(finding->input),
           {static_cast<ErrorCode>(finding->at.code), static_cast<Field>(finding->at.field), finding->at.offset}});
    };
    auto report = not_set<ocspan_lint_report>();
    ocspan_lint(&inputs, &selection, &hasher, take, &found[is_only ? 1 : 0], is_only ? nullptr : &report);
    LintSet::all().for_each([&](Lint lint) {
      const auto number = static_cast<std::size_t>(lint);
      const bool is_looked_at = !is_only && !some.contains(lint);
      OCSPAN_PROPERTY(!is_looked_at ||
                      (report.not_applicable[number] == findings.report.not_applicable.contains(lint) &&
                       report.not_effective[number] == findings.report.not_effective.contains(lint)));
    });
  }
  auto left = found[1].begin();
  auto right = found[0].begin();
  for (const LintFinding& finding : findings.all) {
    auto& at = some.contains(finding.lint) ? left : right;
    OCSPAN_PROPERTY(at != (some.contains(finding.lint) ? found[1].end() : found[0].end()) && *at == finding);
    ++at;
  }
  OCSPAN_PROPERTY(left == found[1].end() && right == found[0].end());
}

/// Every number of a lint has the words that C++ has for it, or "".
void check_words(std::uint8_t n) {
  const auto lint = static_cast<Lint>(n);
  OCSPAN_PROPERTY(to_string(lint) == ocspan_lint_id(n) && rule_of(lint) == ocspan_lint_rule(n));
  OCSPAN_PROPERTY(source_of(lint) == ocspan_lint_source(n));
  const auto flag = static_cast<std::uint16_t>(1U << n % 16);
  OCSPAN_PROPERTY(to_string(static_cast<LintInput>(flag)).empty() == (n % 16 > 13));
  OCSPAN_PROPERTY(to_string(static_cast<LintProfile>(flag)).empty() == (n % 16 > 11));
  OCSPAN_PROPERTY(same(ocspan_lint_severity_of(n, 0xffff), severity_of(lint, static_cast<LintProfile>(0xffff))));
  OCSPAN_PROPERTY(to_string(static_cast<LintSeverity>(n)) == ocspan_lint_severity_name(n));
  OCSPAN_PROPERTY(ocspan_lint_find(ocspan_lint_id(n)) == (to_string(lint).empty() ? 0 : n));
}

/// `is_accepted`: whether the strict Reader accepts the message.
void check(const LintCase& one, bool is_accepted, std::uint64_t seed) {
  const Findings findings = findings_of(one, LintSet::all());
  check_findings(one, findings);
  OCSPAN_PROPERTY(is_accepted || !findings.all.empty());  // a broken message is never passed over
  check_selection(one, findings, some_lints(seed));
}

template <class Message>
bool is_accepted(Bytes der) {
  return load<Message>(der, Tolerance::none).has_value();
}

LintBytes to_case(Bytes bytes) { return {bytes.data(), bytes.size()}; }

/// What is said of a copy at another address, and by the library in header-only mode.
void check_again(Bytes message, LintCase one, LintBytes LintCase::* as) {
  const std::vector<std::uint64_t> numbers = numbers_of_case(one);
  OCSPAN_PROPERTY(header_only::lint_outcome(one) == numbers);
  const ByteVector copy = copy_of(message);
  one.*as = to_case(copy);
  OCSPAN_PROPERTY(numbers_of_case(one) == numbers);
}

}  // namespace
}  // namespace ocspan::fuzz::lint_harness

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ocspan;
  using namespace ocspan::fuzz;
  using namespace ocspan::fuzz::lint_harness;
  const Bytes input{data, size};
  ReadContext context{input};
  Reader reader{context};
  reader.any(Field::none);
  const Bytes behind = context.error() ? Bytes{} : reader.remaining();
  const Bytes message = input.first(size - behind.size());
  if (message.empty()) {
    return 0;
  }
  // Without choices, all profiles, and the message itself in each part.
  const auto choice = [&](std::size_t i) -> unsigned { return i < behind.size() ? behind[i] : 0xff; };
  Bytes rest = behind.size() > 3 ? behind.subspan(3) : message;
  const auto next = [&]() -> LintBytes {
    const std::size_t end = rest.size() < 2 ? rest.size() + 1 : 2 + (std::size_t{rest[0]} << 8 | rest[1]);
    if (end > rest.size()) {
      return to_case(rest);
    }
    const Bytes part = rest.first(end).subspan(2);
    rest = rest.subspan(end);
    return part.empty() ? LintBytes{} : to_case(part);
  };
  const auto given = [&](unsigned bit) { return (choice(2) >> bit & 1) != 0 ? next() : LintBytes{}; };
  LintCase one;
  one.profiles = static_cast<std::uint16_t>(choice(0) | choice(1) << 8);
  one.issuer = given(0);
  one.certificate = given(1);
  one.previous = given(2);
  one.http_request = given(3);
  one.http_response = given(4);
  one.has_time = (choice(2) >> 6 & 1) != 0;
  one.has_hasher = (choice(2) >> 7 & 1) != 0;
  const std::uint64_t seed = size * 31 + message.back();
  check_words(message.back());

  const auto look = [&](LintBytes LintCase::* as, bool accepted, LintCase with) {
    with.*as = to_case(message);
    check(with, accepted, seed);
    if (is_chosen(input)) {
      check_again(message, with, as);
      check_c(with, findings_of(with, LintSet::all()), some_lints(seed));
    }
  };
  LintCase answering = one;
  answering.request = given(5);
  answering.responder = given(5);  // behind it, or the same
  look(&LintCase::response, is_accepted<OCSPResponse>(message), answering);
  look(&LintCase::request, is_accepted<OCSPRequest>(message), one);
  look(&LintCase::responder, is_accepted<Certificate>(message), one);
  answering.is_response_data = true;
  look(&LintCase::response, true, answering);
  return 0;
}
