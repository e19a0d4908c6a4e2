// What the WebAssembly module of the linter has: the document of `ocspan lint` as JSON, and the list of lints.
#include <cstddef>
#include <cstdint>
#include <ocspan/lint/lint.hpp>
#include <ocspan/ocspan.hpp>
#include <span>
#include <string_view>

#include "input/any_message.hpp"
#include "input/serials.hpp"
#include "output/lint.hpp"
#include "wasm/task.hpp"

namespace ocspan_tool {
namespace {

enum LintTaskFlags : std::uint32_t {
  has_time = 1,
  has_duration = 2,
  is_response_data = 4,
  has_serials = 8,
};

/// An entry of the CA's list of certificates.
struct IssuedSerial {
  Bytes magnitude;
  Seconds issued_at;  // 0 if that is not known

  Time issued_time() const { return issued_at.time(); }
};
static_assert(sizeof(IssuedSerial) == 16);

/// What is to be looked at, and the memory for it: words of 32 bits, which lint.js writes and reads. Bytes that are not
/// given are null.
struct LintTask {
  Bytes message;
  Bytes request;
  Bytes responder;
  Bytes issuer;
  Bytes certificate;
  Bytes previous;
  Bytes http_request;
  Bytes http_response;
  std::span<const std::uint8_t> lints;  // the numbers of those that are looked at
  std::span<const IssuedSerial> serials;
  std::uint32_t profiles;
  std::uint32_t flags;
  std::uint32_t duration;
  Seconds at;
  std::span<Digest> digests;
  std::span<LintFinding> findings;  // for each one that there may be
  std::span<char> out;

  // What comes back.
  std::size_t count;  // of findings
  std::size_t size;   // that the document has or needs
};
static_assert(sizeof(LintTask) == 33 * 4);
static_assert(sizeof(LintFinding) == 12);

std::string_view text_of(Bytes bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

Status run_lint(LintTask& task) {
  const bool is_alone = (task.flags & is_response_data) != 0;
  const MessageType& type =
      is_alone ? response_data_type : likeliest_message_type(task.message, Tolerance::all, lint_types);
  LintInputs inputs;
  inputs.request = task.request;
  inputs.responder = task.responder;
  inputs.issuer = task.issuer;
  inputs.certificate = task.certificate;
  inputs.previous = task.previous;
  inputs.http_request = text_of(task.http_request);
  inputs.http_response = text_of(task.http_response);
  inputs.is_response_data = type.message == Field::tbs_response_data;
  if ((task.flags & has_time) != 0) {
    inputs.at = task.at.time();
  }
  if ((task.flags & has_duration) != 0) {
    inputs.duration = task.duration;
  }
  if ((task.flags & has_serials) != 0) {
    inputs.find_issued = [](const void* context, const Integer& serial_number) {
      return find_issued(static_cast<const LintTask*>(context)->serials, serial_number);
    };
    inputs.context = &task;
  }
  const LintInput main = main_input(type.name);
  (main == LintInput::response  ? inputs.response
   : main == LintInput::request ? inputs.request
                                : inputs.responder) = task.message;
  LintSelection selection{static_cast<LintProfile>(task.profiles), {}};
  for (const std::uint8_t number : task.lints) {
    selection.only.insert(static_cast<Lint>(number));
  }
  AskedHasher hasher{task.digests};
  task.count = 0;
  const LintReport report = lint(inputs, selection, hasher, [&](const LintFinding& finding) {
    if (task.count < task.findings.size()) {
      task.findings[task.count] = finding;
    }
    ++task.count;
  });
  if (hasher.is_waiting()) {
    return Status::hashes_wanted;
  }
  JsonWriter json{task.out};
  if (task.count <= task.findings.size()) {
    const std::span<LintFinding> findings = task.findings.first(task.count);
    sort(findings);
    describe(json, Linted{inputs, selection.profiles, findings, report, type.name});
  }
  task.size = json.size();
  return Status::done;
}

}  // namespace
}  // namespace ocspan_tool

// build.sh exports what lint.js calls.
extern "C" {

ocspan_tool::Status ocspan_lint_task(ocspan_tool::LintTask* task) { return ocspan_tool::run_lint(*task); }

// Writes an array with what the table says of each lint, in the order of their numbers, and returns its size as
// ocspan_response_json() does.
std::size_t ocspan_lint_list(char* out, std::size_t size) {
  ocspan_tool::JsonWriter json{{out, size}};
  json.array([&] { ocspan::LintSet::all().for_each([&](ocspan::Lint lint) { json.element(lint); }); });
  return json.size();
}
}
