#include "ocspan/lint/lint.hpp"

#include "ocspan/asn1/text.hpp"

namespace ocspan::inline OCSPAN_ABI {

#define OCSPAN_CASE_LINT_ID(group, name, number, ...) \
  case number:                                        \
    return #group "." #name ""_sv;
#define OCSPAN_CASE_LINT_RULE(group, name, number, severity, error_in, profiles, since, needs, rule, source) \
  case number:                                                                                               \
    return rule ""_sv;
#define OCSPAN_CASE_LINT_SOURCE(group, name, number, severity, error_in, profiles, since, needs, rule, source) \
  case number:                                                                                                 \
    return source ""_sv;

OCSPAN_FN std::string_view to_string(Lint lint) {
  switch (static_cast<int>(lint)) { OCSPAN_LINTS(OCSPAN_CASE_LINT_ID) }
  return {};
}

OCSPAN_FN std::string_view rule_of(Lint lint) {
  switch (static_cast<int>(lint)) { OCSPAN_LINTS(OCSPAN_CASE_LINT_RULE) }
  return {};
}

OCSPAN_FN std::string_view source_of(Lint lint) {
  // NOLINTNEXTLINE(bugprone-branch-clone): neighbours may have one source
  switch (static_cast<int>(lint)) { OCSPAN_LINTS(OCSPAN_CASE_LINT_SOURCE) }
  return {};
}

OCSPAN_FN std::string_view to_string(LintSeverity severity) {
  switch (static_cast<int>(severity)) { OCSPAN_LINT_SEVERITIES(OCSPAN_CASE_TEXT) }
  return {};
}

OCSPAN_FN std::string_view to_string(LintProfile profile) {
  switch (static_cast<int>(profile)) { OCSPAN_LINT_PROFILES(OCSPAN_CASE_TEXT) }
  return {};
}

OCSPAN_FN std::string_view to_string(LintInput input) {
  switch (static_cast<int>(input)) { OCSPAN_LINT_INPUTS(OCSPAN_CASE_TEXT) }
  return {};
}

OCSPAN_FN LintSeverity severity_of(Lint lint, LintProfile profiles) {
  const LintInfo info = info_of(lint);
  return intersect(info.error_in, profiles) ? LintSeverity::error : info.severity;
}

// The lints of each profile, in the order of the profiles' bits.
inline constexpr auto lints_of_profile = [] {
  std::array<LintSet, 16> sets{};
  LintSet::all().for_each([&](Lint lint) {
    for (std::size_t i = 0; i < sets.size(); ++i) {
      if ((static_cast<unsigned>(info_of(lint).profiles) >> i & 1) != 0) {
        sets[i].insert(lint);
      }
    }
  });
  return sets;
}();

OCSPAN_FN LintSet LintSet::of(LintProfile profiles) {
  LintSet set;
  std::size_t i = 0;
  for (auto rest = static_cast<unsigned>(profiles | LintProfile::rfc); rest != 0; rest >>= 1, ++i) {
    if ((rest & 1) != 0) {
      set = set | lints_of_profile[i];
    }
  }
  return set;
}

}  // namespace ocspan::inline OCSPAN_ABI
