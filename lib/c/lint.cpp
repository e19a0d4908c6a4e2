// The C interface: the linter.
#include "ocspan/lint/lint.hpp"

#include "convert.hpp"
#include "ocspan/ocspan_lint.h"

namespace ocspan::c {
namespace {

IssuedCertificate find_issued(const void* context, const Integer& serial_number) {
  const auto& inputs = *static_cast<const ocspan_lint_inputs*>(context);
  ocspan_time issued_at{};
  const bool is_issued = inputs.find_issued(inputs.context, to_c(serial_number.bytes()), &issued_at);
  return {is_issued, issued_at.month == 0 ? Time{} : from_c(issued_at)};
}

std::string_view text_from_c(const char* text, std::size_t size) {
  return text == nullptr ? std::string_view{} : std::string_view{text, size};
}

LintInputs inputs_from_c(const ocspan_lint_inputs& from) {
  LintInputs inputs;
  inputs.response = from_c(from.response);
  inputs.request = from_c(from.request);
  inputs.responder = from_c(from.responder);
  inputs.issuer = from_c(from.issuer);
  inputs.certificate = from_c(from.certificate);
  inputs.previous = from_c(from.previous);
  inputs.at = from.at.month == 0 ? std::nullopt : std::optional{from_c(from.at)};
  inputs.http_request = text_from_c(from.http_request, from.http_request_size);
  inputs.http_response = text_from_c(from.http_response, from.http_response_size);
  inputs.duration = from.has_duration ? std::optional{from.duration} : std::nullopt;
  inputs.find_issued = from.find_issued == nullptr ? nullptr : &find_issued;
  inputs.context = &from;
  inputs.is_response_data = from.is_response_data;
  return inputs;
}

/// Undefined numbers are ignored.
LintSet set_from_c(const ocspan_lint_number* lints, std::size_t count) {
  LintSet set;
  for (std::size_t i = 0; lints != nullptr && i < count; ++i) {
    if (lints[i] <= OCSPAN_LINT_COUNT) {  // no profile has lint 0
      set.insert(static_cast<Lint>(lints[i]));
    }
  }
  return set;
}

LintSelection selection_from_c(const ocspan_lint_selection& from) {
  LintSelection selection{static_cast<LintProfile>(from.profiles)};
  if (from.only != nullptr) {
    selection.only = set_from_c(from.only, from.only_count);
  }
  selection.only = selection.only - set_from_c(from.except, from.except_count);
  return selection;
}

template <std::size_t size>
void give_set(const LintSet& set, bool (&out)[size]) {
  for (bool& flag : out) {
    flag = false;
  }
  set.for_each([&](Lint lint) { out[static_cast<std::size_t>(lint)] = true; });
}

/// A text of the library as a C string: it is a literal, which ends with a NUL, or empty.
const char* text_to_c(std::string_view literal) { return literal.empty() ? "" : literal.data(); }

/// Whether they are the same, up to the NUL of the one.
bool equal(const char* text, std::string_view other) {
  std::size_t i = 0;
  while (i < other.size() && text[i] == other[i]) {
    ++i;
  }
  return i == other.size() && text[i] == '\0';
}

}  // namespace
}  // namespace ocspan::c

using namespace ocspan;
using namespace ocspan::c;

void ocspan_lint(const ocspan_lint_inputs* inputs, const ocspan_lint_selection* selection, const ocspan_hasher* hasher,
                 void (*take)(void* context, const ocspan_lint_finding* finding), void* context,
                 ocspan_lint_report* report) {
  const auto sink = [&](const LintFinding& finding) {
    const ocspan_lint_finding to{static_cast<ocspan_lint_number>(finding.lint),
                                 static_cast<ocspan_lint_severity>(finding.severity),
                                 static_cast<ocspan_lint_input>(finding.input), to_c(finding.at)};
    take(context, &to);
  };
  const LintInputs from = inputs_from_c(*inputs);
  const LintSelection selected = selection_from_c(*selection);
  const LintReport result =
      is_usable(hasher) ? lint(from, selected, HasherFromC{hasher}, sink) : lint(from, selected, NoHasher{}, sink);
  if (report != nullptr) {
    give_set(result.not_applicable, report->not_applicable);
    give_set(result.not_effective, report->not_effective);
  }
}

const char* ocspan_lint_id(ocspan_lint_number lint) { return text_to_c(to_string(static_cast<Lint>(lint))); }

const char* ocspan_lint_rule(ocspan_lint_number lint) { return text_to_c(rule_of(static_cast<Lint>(lint))); }

const char* ocspan_lint_source(ocspan_lint_number lint) { return text_to_c(source_of(static_cast<Lint>(lint))); }

ocspan_lint_severity ocspan_lint_severity_of(ocspan_lint_number lint, ocspan_lint_profiles profiles) {
  return static_cast<ocspan_lint_severity>(severity_of(static_cast<Lint>(lint), static_cast<LintProfile>(profiles)));
}

const char* ocspan_lint_severity_name(ocspan_lint_severity severity) {
  return text_to_c(to_string(static_cast<LintSeverity>(severity)));
}

ocspan_lint_number ocspan_lint_find(const char* id) {
  ocspan_lint_number found = 0;
  LintSet::all().for_each([&](Lint lint) {
    if (ocspan::c::equal(id, to_string(lint))) {
      found = static_cast<ocspan_lint_number>(lint);
    }
  });
  return found;
}
