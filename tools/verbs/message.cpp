// The verbs response, request and certificate: they show a message.
#include "input/message.hpp"

#include <iostream>
#include <stdexcept>

#include "output/field_path.hpp"
#include "output/text.hpp"
#include "verbs/batch.hpp"
#include "verbs/options.hpp"
#include "verbs/verbs.hpp"

namespace ocspan_tool {
namespace {

struct MessageOptions {
  std::vector<std::string> paths;
  std::string field;
  ocspan::Tolerance tolerance = ocspan::Tolerance::none;
  bool json = false;
  bool batch = false;
};

void add_message_options(CLI::App& app, MessageOptions& options) {
  app.add_option("FILE", options.paths, std::string{input_forms});
  add_json(app, options.json);
  CLI::Option* const field = app.add_option(
      "--field", options.field,
      "print one value: basic.responses[0].certStatus, /basic/responses/0/certStatus, or a path from an error message");
  add_tolerate(app, options.tolerance);
  app.add_flag("--batch", options.batch,
               "one hexadecimal or base64 message on each line of standard input, or many files and folders; prints "
               "one line of JSON for each")
      ->excludes(field);
}

void print_field(std::string_view json, const std::string& path) {
  const std::optional<std::string> value = find_field(json, path);
  if (!value) {
    throw std::invalid_argument{"there is no field " + path};
  }
  if (path.ends_with("certStatus")) {
    std::cerr << "ocspan: note: this status is not verified; ocspan verify does that\n";
  }
  std::cout << *value << '\n';
}

void show(const Kind& kind, const MessageOptions& options) {
  const std::string& path = options.paths.front();
  Reading reading;
  read_file(kind, path, options.tolerance, reading);
  if (reading.failure) {
    throw BadFile{path, *reading.failure};
  }
  const std::string_view json = reading.document.view();
  if (!options.field.empty()) {
    return print_field(json, options.field);
  }
  if (options.json) {
    std::cout << json << '\n';
    return;
  }
  std::cout << "Input: " << reading.input.form << ", " << reading.input.der.size() << " bytes\n";
  if (kind.is_always_signed) {
    std::cout << "Verification: none, the signature was not checked\n";
  }
  std::cout << render(json, kind.name, kind.title);
}

template <const Kind& kind>
int run_message(const MessageOptions& options) {
  if (options.batch) {
    return run_batch(kind, options.paths, options.tolerance);
  }
  if (options.paths.size() != 1) {
    throw std::invalid_argument{"give exactly one FILE, or - for standard input; --batch takes many"};
  }
  show(kind, options);
  return fine;
}

}  // namespace

Verb response_verb() { return {"response", "Show an OCSP response", add_message_options, run_message<response_kind>}; }
Verb request_verb() { return {"request", "Show an OCSP request", add_message_options, run_message<request_kind>}; }
Verb certificate_verb() {
  return {"certificate", "Show an X.509 certificate", add_message_options, run_message<certificate_kind>};
}

}  // namespace ocspan_tool
