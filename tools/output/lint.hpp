// What a linter finds, with the paths of its fields, for the verb lint and for JavaScript: no heap, nothing of the
// hosted standard library.
#pragma once

#include <cstdint>
#include <ocspan/lint/lint.hpp>
#include <ocspan/ocspan.hpp>
#include <optional>
#include <span>
#include <string_view>

#include "output/json_writer.hpp"

namespace ocspan_tool {

/// Where in a message a finding is: the innermost value that it is in, or the error that ended the reading.
struct FindingPlace {
  ocspan::Event event;      ///< without a header if the finding is in no value that could be read
  ocspan::Trace enclosing;  ///< of the event, or of the error
  bool is_error = false;
};

/// Writes the path of the finding's field: "tbsResponseData.responses[0].nextUpdate"; empty for a message as a whole.
/// A function like the library's.
ocspan::Result<std::string_view> path_text(const ocspan::LintFinding& finding, const FindingPlace& place,
                                           std::span<char> out);

/// Orders findings by input and offset, as visit_findings() needs them.
void sort(std::span<ocspan::LintFinding> findings);

class FindingSink {
 public:
  virtual void take(const ocspan::LintFinding& finding, const FindingPlace& place) = 0;

 protected:
  ~FindingSink() = default;
};

/// Hands each of the ordered findings to `sink`, with its place: each input is walked through once.
void visit_findings(const ocspan::LintInputs& inputs, std::span<const ocspan::LintFinding> findings, FindingSink& sink);

/// Knows where in a file the offset of a finding is.
class FileOffsets {
 public:
  /// nullopt if it is the offset itself, or if there is no such file.
  virtual std::optional<std::uint64_t> offset_of(const ocspan::LintFinding& finding) const = 0;

 protected:
  ~FileOffsets() = default;
};

/// A message that was looked at, and what came of it.
struct Linted {
  const ocspan::LintInputs& inputs;
  ocspan::LintProfile profiles;
  std::span<const ocspan::LintFinding> findings;  ///< in the order of sort()
  const ocspan::LintReport& report;
  std::string_view kind;                 ///< "response", "responseData", "request" or "certificate"
  std::string_view file = {};            ///< absent if it is empty
  std::string_view form = {};            ///< absent if it is empty
  const FileOffsets* offsets = nullptr;  ///< null if there are no files
  bool has_not_applicable = true;        ///< whether the document lists what was not applicable
};

/// Which input the message is, of which the others are about: what Linted::kind names.
ocspan::LintInput main_input(std::string_view kind);

/// How many findings have this severity.
std::size_t count(std::span<const ocspan::LintFinding> findings, ocspan::LintSeverity severity);

/// {"file","kind","form","profiles","findings","counts","notApplicable","notEffective"}
void describe(JsonWriter& json, const Linted& linted);

/// What the table says of a lint: {"id","severity","errorIn","profiles","since","needs","rule","source"}
void put(JsonWriter& json, ocspan::Lint lint);

}  // namespace ocspan_tool
