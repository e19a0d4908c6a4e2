// The ocspan command.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <stdexcept>

#include "batch.hpp"
#include "create_request.hpp"
#include "message.hpp"
#include "text.hpp"

namespace {

using namespace ocspan_tool;

struct Options {
  std::vector<std::string> paths;
  std::string tolerate;
  std::string field;
  bool json = false;
  bool batch = false;
};

/// The value at a path such as "basic.responses[0].certStatus"; null if there is no such path.
const Document* find_field(const Document& document, std::string path) {
  for (char& c : path) {
    if (c == '[' || c == '/') {
      c = '.';
    }
  }
  std::erase(path, ']');
  const Document* value = &document;
  std::size_t begin = path.starts_with('.') ? 1 : 0;
  while (begin <= path.size()) {
    const std::size_t end = std::min(path.find('.', begin), path.size());
    const std::string step = path.substr(begin, end - begin);
    if (value->is_object() && value->contains(step)) {
      value = &(*value)[step];
    } else if (value->is_array() && !step.empty() && step.size() < 10 &&
               step.find_first_not_of("0123456789") == std::string::npos && std::stoul(step) < value->size()) {
      value = &(*value)[std::stoul(step)];
    } else {
      return nullptr;
    }
    begin = end + 1;
  }
  return value;
}

int print_field(const Document& document, const Options& options) {
  const Document* const value = find_field(document, options.field);
  if (value == nullptr) {
    std::cerr << "ocspan: there is no field " << options.field << '\n';
    return wrong_usage;
  }
  if (value->is_null()) {
    std::cout << '\n';
  } else {
    std::cout << (value->is_string() ? value->get<std::string>() : value->dump()) << '\n';
  }
  return fine;
}

int show(const Kind& kind, const Options& options, ocspan::Tolerance tolerance) {
  const std::string& path = options.paths.front();
  Reading reading;
  read_file(kind, path, tolerance, reading);
  if (reading.failure) {
    std::cerr << (options.json ? reading.failure->to_json() : reading.failure->to_line(path)) << '\n';
    return reading.failure->status();
  }
  const std::string_view document = reading.document.view();
  if (!options.field.empty()) {
    return print_field(Document::parse(document), options);
  }
  if (options.json) {
    std::cout << document << '\n';
    return fine;
  }
  std::cout << "Input: " << reading.input.form << ", " << reading.input.der.size() << " bytes\n";
  if (kind.verb != "request") {
    std::cout << "Verification: none, the signature was not checked\n";
  }
  std::cout << render(Document::parse(document), std::string{kind.title});
  return fine;
}

/// The flags of a comma-separated list of names. Throws std::invalid_argument for an unknown name.
ocspan::Tolerance parse_tolerance(std::string_view names) {
  ocspan::Tolerance flags = ocspan::Tolerance::none;
  while (true) {
    const std::size_t comma = names.find(',');
    const std::string_view wanted = names.substr(0, comma);
    const auto* const found = std::find_if(std::begin(tolerance_names), std::end(tolerance_names),
                                           [&](const ToleranceName& one) { return one.name == wanted; });
    if (found == std::end(tolerance_names)) {
      throw std::invalid_argument{"no such tolerance: " + std::string{wanted}};
    }
    flags |= found->flag;
    if (comma == std::string_view::npos) {
      return flags;
    }
    names.remove_prefix(comma + 1);
  }
}

int run(const Kind& kind, const Options& options) {
  ocspan::Tolerance tolerance = ocspan::Tolerance::none;
  try {
    if (!options.tolerate.empty()) {
      tolerance = parse_tolerance(options.tolerate);
    }
  } catch (const std::invalid_argument& error) {
    std::cerr << "ocspan: " << error.what() << '\n';
    return wrong_usage;
  }
  if (options.batch) {
    return run_batch(kind, options.paths, tolerance);
  }
  if (options.paths.size() != 1) {
    std::cerr << "ocspan: exactly one FILE is wanted; - is standard input, --batch takes many\n";
    return wrong_usage;
  }
  return show(kind, options, tolerance);
}

void add_verb(CLI::App& app, const Kind& kind, Options& options) {
  CLI::App* const verb = app.add_subcommand(std::string{kind.verb}, std::string{kind.description});
  verb->add_option("FILE", options.paths, "DER, PEM, base64 or hexadecimal; - is standard input");
  verb->add_flag("--json", options.json, "print one JSON document");
  CLI::Option* const field =
      verb->add_option("--field", options.field, "print one value alone: basic.responses[0].certStatus");
  verb->add_option("--tolerate", options.tolerate,
                   "deviations to let pass, separated by commas: explicit_default, response_bytes_in_error, "
                   "empty_extensions, time_forms, unsorted_set, all");
  verb->add_flag("--batch", options.batch,
                 "one hexadecimal or base64 message on each line of standard input, or many files and folders; one "
                 "JSON line for each")
      ->excludes(field);
}

int create(const RequestOptions& options) {
  try {
    create_request(options);
    return fine;
  } catch (const BadFile& error) {
    std::cerr << error.what() << '\n';
    return error.status;
  } catch (const std::exception& error) {
    std::cerr << "ocspan: " << error.what() << '\n';
    return wrong_usage;
  }
}

CLI::App* add_create_request(CLI::App& app, RequestOptions& options) {
  CLI::App* const verb = app.add_subcommand("create-request", "Write an OCSP request");
  verb->add_option("--issuer", options.issuer, "the issuer's certificate")->required();
  verb->add_option("--cert", options.certificates, "a certificate to ask for; may be given many times");
  verb->add_option("--serial", options.serials,
                   "a serial number to ask for, decimal or 0x and hexadecimal; may be given many times");
  verb->add_option("--hash", options.hash, "sha1 (the default), sha224, sha256, sha384 or sha512");
  verb->add_option("--nonce", options.nonce, "hexadecimal, or random, or random:LENGTH");
  verb->add_option("-o,--out", options.output, "the file to write to; else DER goes to standard output");
  verb->add_option("--get", options.url, "the responder's URL: prints the URL that asks it by GET");
  return verb;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Reads and writes OCSP (RFC 6960) messages."};
  app.set_version_flag("--version", OCSPAN_VERSION);
  app.require_subcommand(1);
  app.footer("Exit status: 0 fine, 1 the input is malformed, 2 wrong usage or an unreadable file.");
  Options options;
  for (const Kind& kind : kinds()) {
    add_verb(app, kind, options);
  }
  RequestOptions request_options;
  const CLI::App* const create_verb = add_create_request(app, request_options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? fine : wrong_usage;
  }
  int status = create_verb->parsed() ? create(request_options) : fine;
  for (const Kind& kind : kinds()) {
    if (app.got_subcommand(std::string{kind.verb})) {
      status = run(kind, options);
    }
  }
  if (!std::cout.flush()) {
    std::cerr << "ocspan: cannot write to standard output\n";
    return wrong_usage;
  }
  return status;
}
