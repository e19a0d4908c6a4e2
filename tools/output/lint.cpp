#include "output/lint.hpp"

#include <algorithm>
#include <array>

namespace ocspan_tool {

using namespace ocspan;

namespace {

constexpr LintSeverity severities[] = {LintSeverity::error, LintSeverity::warn, LintSeverity::notice};

/// Finds the place of each finding among the events of a message, in which both are in order.
class Placing {
 public:
  Placing(std::span<const LintFinding> findings, FindingSink& sink) : findings_(findings), sink_(sink) {}

  void operator()(const Event& event, const Trace& enclosing) {
    pass_before(event.offset);
    if (!findings_.empty() && is_in(findings_.front().at.offset, event)) {
      place_ = {event, enclosing};
    }
  }

  /// When there are no more events, because of the error or without one.
  void finish(const Error& error, const Trace& at_error) {
    if (error) {
      pass_before(error.offset);
      while (!findings_.empty() && findings_.front().at == error) {
        sink_.take(findings_.front(), {{}, at_error, true});
        findings_ = findings_.subspan(1);
      }
    }
    pass_before(SIZE_MAX);
  }

 private:
  static bool is_in(std::size_t offset, const Event& event) {
    return offset >= event.offset && offset - event.offset < std::size_t{event.header} + event.length;
  }

  void pass_before(std::size_t offset) {
    while (!findings_.empty() && findings_.front().at.offset < offset) {
      const LintFinding& finding = findings_.front();
      sink_.take(finding, is_in(finding.at.offset, place_.event) ? place_ : FindingPlace{});
      findings_ = findings_.subspan(1);
    }
  }

  std::span<const LintFinding> findings_;
  FindingSink& sink_;
  FindingPlace place_;
};

template <class Message>
void visit(Bytes der, std::span<const LintFinding> findings, FindingSink& sink) {
  Placing placing{findings, sink};
  const Error error = walk<Message>(der, Tolerance::all, placing);
  Trace trace;
  if (error) {
    (void)detail::read_observed<Message>(der, Tolerance::all, trace);
  }
  placing.finish(error, trace);
}

/// The profiles, one a bit.
constexpr LintProfile each_profile[] = {
#define OCSPAN_X(NAME, name, number, text) LintProfile::name,
    OCSPAN_LINT_PROFILES(OCSPAN_X)
#undef OCSPAN_X
};

constexpr LintInput each_input[] = {
#define OCSPAN_X(NAME, name, number, text) LintInput::name,
    OCSPAN_LINT_INPUTS(OCSPAN_X)
#undef OCSPAN_X
};

void put_profiles(JsonWriter& json, LintProfile profiles) {
  json.flags(std::size(each_profile), [&](std::size_t i) {
    return intersect(profiles, each_profile[i]) ? to_string(each_profile[i]) : std::string_view{};
  });
}

/// "cabf-tls,mozilla"; "rfc", which is in each of them, if there is no other.
void put_profile(JsonWriter& json, LintProfile profiles) {
  std::array<char, 128> names{};
  TextWriter text{names};
  for (const LintProfile profile : each_profile) {
    if (profile != LintProfile::rfc && intersect(profiles, profile)) {
      if (text.size() != 0) {
        text.put(',');
      }
      text.put(to_string(profile));
    }
  }
  json.string(text.size() == 0 ? to_string(LintProfile::rfc) : *text.finish());
}

void put_ids(JsonWriter& json, const LintSet& lints) {
  std::array<Lint, OCSPAN_LINT_COUNT> ids{};
  std::size_t size = 0;
  lints.for_each([&](Lint lint) { ids[size++] = lint; });
  json.list(std::span{ids}.first(size), [&](Lint lint) { json.string(to_string(lint)); });
}

class FindingsJson final : public FindingSink {
 public:
  FindingsJson(JsonWriter& json, const Linted& linted) : json_(json), linted_(linted) {}

  void take(const LintFinding& finding, const FindingPlace& place) override {
    json_.element([&] { put_finding(finding, place); });
  }

 private:
  void put_finding(const LintFinding& finding, const FindingPlace& place) {
    json_.object([&] {
      json_.field("id", to_string(finding.lint));
      json_.field("severity", to_string(finding.severity));
      json_.field("offset", finding.at.offset);
      if (const auto offset = linted_.offsets != nullptr ? linted_.offsets->offset_of(finding) : std::nullopt) {
        json_.field("inputOffset", *offset);
      }
      if (finding.input != main_input(linted_.kind)) {
        json_.field("input", to_string(finding.input));
      }
      json_.field("field", [&] { json_.text([&](std::span<char> out) { return path_text(finding, place, out); }); });
      if (finding.at) {
        json_.field("error", [&] {
          json_.object([&] {
            json_.field("code", to_string(finding.at.code));
            json_.field("message", message_of(finding.at.code));
          });
        });
      }
      json_.field("message", rule_of(finding.lint));
      json_.field("source", source_of(finding.lint));
    });
  }

  JsonWriter& json_;
  const Linted& linted_;
};

}  // namespace

LintInput main_input(std::string_view kind) {
  return kind == Literal{"request"}.view()       ? LintInput::request
         : kind == Literal{"certificate"}.view() ? LintInput::responder
                                                 : LintInput::response;
}

Result<std::string_view> path_text(const LintFinding& finding, const FindingPlace& place, std::span<char> out) {
  if (place.is_error) {
    return detail::write_path(place.enclosing, finding.at, out);
  }
  TextWriter text{out};
  const bool is_in_value = place.event.header != 0;
  if (is_in_value) {
    const Result<std::string_view> path = event_path(place.event, place.enclosing, out);
    text.advance(path ? (*path).size() : path.error().offset);
  }
  if (finding.at.field != Field::none && !(is_in_value && finding.at.field == place.event.field)) {
    if (text.size() != 0) {
      text.put('.');
    }
    text.put(to_string(finding.at.field));
  }
  return text.finish();
}

void sort(std::span<LintFinding> findings) {
  std::sort(findings.begin(), findings.end(), [](const LintFinding& a, const LintFinding& b) {
    return a.input != b.input           ? a.input < b.input
           : a.at.offset != b.at.offset ? a.at.offset < b.at.offset
                                        : a.lint < b.lint;
  });
}

void visit_findings(const LintInputs& inputs, std::span<const LintFinding> findings, FindingSink& sink) {
  while (!findings.empty()) {
    const LintInput input = findings.front().input;
    std::size_t size = 1;
    while (size < findings.size() && findings[size].input == input) {
      ++size;
    }
    const std::span<const LintFinding> in_this = findings.first(size);
    findings = findings.subspan(size);
    switch (input) {
      case LintInput::response:
        inputs.is_response_data ? visit<UnsignedResponse>(inputs.response, in_this, sink)
                                : visit<OCSPResponse>(inputs.response, in_this, sink);
        break;
      case LintInput::request:
        visit<OCSPRequest>(inputs.request, in_this, sink);
        break;
      case LintInput::responder:
        visit<Certificate>(inputs.responder, in_this, sink);
        break;
      case LintInput::certificate:
        visit<Certificate>(inputs.certificate, in_this, sink);
        break;
      default:  // text, which has no fields
        for (const LintFinding& finding : in_this) {
          sink.take(finding, {});
        }
        break;
    }
  }
}

std::size_t count(std::span<const LintFinding> findings, LintSeverity severity) {
  return static_cast<std::size_t>(std::count_if(
      findings.begin(), findings.end(), [&](const LintFinding& finding) { return finding.severity == severity; }));
}

void describe(JsonWriter& json, const Linted& linted) {
  json.object([&] {
    if (!linted.file.empty()) {
      json.field("input", linted.file);
    }
    json.field("kind", linted.kind);
    if (!linted.form.empty()) {
      json.field("form", linted.form);
    }
    json.field("profile", [&] { put_profile(json, linted.profiles); });
    json.field("findings", [&] {
      FindingsJson findings{json, linted};
      json.array([&] { visit_findings(linted.inputs, linted.findings, findings); });
    });
    json.field("counts", [&] {
      json.object([&] {
        json.field("error", count(linted.findings, severities[0]));
        json.field("warn", count(linted.findings, severities[1]));
        json.field("notice", count(linted.findings, severities[2]));
      });
    });
    if (linted.has_not_applicable) {
      json.field("notApplicable", [&] { put_ids(json, linted.report.not_applicable); });
    }
    json.field("notEffective", [&] { put_ids(json, linted.report.not_effective); });
  });
}

void put(JsonWriter& json, Lint lint) {
  const LintInfo info = info_of(lint);
  json.object([&] {
    json.field("id", to_string(lint));
    json.field("severity", to_string(info.severity));
    json.field("errorIn", [&] { put_profiles(json, info.error_in); });
    json.field("profiles", [&] { put_profiles(json, info.profiles); });
    json.field("since", info.since);
    json.field("needs", [&] {
      json.flags(std::size(each_input), [&](std::size_t i) {
        return (info.needs & static_cast<unsigned>(each_input[i])) != 0 ? to_string(each_input[i]) : std::string_view{};
      });
    });
    json.field("rule", rule_of(lint));
    json.field("source", source_of(lint));
  });
}

}  // namespace ocspan_tool
