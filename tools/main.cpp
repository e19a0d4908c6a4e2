// The ocspan command.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <ocspan/version.h>
#include <stdexcept>

#include "batch.hpp"
#include "certificate_file.hpp"
#include "create_request.hpp"
#include "message.hpp"
#include "text.hpp"
#include "verify.hpp"

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
  if (options.field.ends_with("certStatus")) {
    std::cerr << "ocspan: note: this status is not verified; ocspan verify does that\n";
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

ocspan::Tolerance tolerance_of(const Options& options) {
  return options.tolerate.empty() ? ocspan::Tolerance::none : parse_tolerance(options.tolerate);
}

int run(const Kind& kind, const Options& options) {
  const ocspan::Tolerance tolerance = tolerance_of(options);
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

/// Runs a verb that throws its errors. `json` is how they are to be printed.
template <class Verb>
int guarded(bool json, Verb verb) {
  try {
    return verb();
  } catch (const BadFile& error) {
    std::cerr << (json ? error.failure.to_json() : error.what()) << '\n';
    return error.failure.status();
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

CLI::App* add_verify(CLI::App& app, VerifyOptions& options, std::string& tolerate) {
  CLI::App* const verb = app.add_subcommand("verify", "Decide whether a response may be trusted, and what it says");
  verb->add_option("RESPONSE", options.response, "the response; - is standard input")->required();
  verb->add_option("--issuer", options.issuer, "the issuer's certificate, which is trusted")->required();
  CLI::Option* const certificate = verb->add_option("--cert", options.certificate, "the certificate in question");
  verb->add_option("--serial", options.serial, "or its serial number, decimal or 0x and hexadecimal")
      ->excludes(certificate);
  verb->add_option("--request", options.request, "the request that was sent: its nonce must come back");
  verb->add_flag("--accept-missing-nonce", options.accept_missing_nonce, "or be left out");
  verb->add_option("--at", options.at, "the time of the check, as 2017-03-05T00:00:00Z; else it is now");
  verb->add_option(
      "--max-age", options.max_age,
      "how many seconds after thisUpdate a response may be used; else as long as its nextUpdate says, or a "
      "day if it has none");
  verb->add_option("--skew", options.skew, "how many seconds the clocks may be apart: 300");
  verb->add_option("--tolerate", tolerate, "deviations to let pass, as in ocspan response");
  verb->add_flag("--json", options.json, "print one JSON document");
  verb->footer(
      "Exit status: 0 good, 1 something is malformed, 2 wrong usage or an unreadable file, 3 revoked, 4 unknown, "
      "5 untrusted.");
  return verb;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Reads, writes and verifies OCSP (RFC 6960) messages."};
  app.set_version_flag("--version", OCSPAN_VERSION_STRING);
  app.require_subcommand(1);
  app.footer("Exit status: 0 fine, 1 the input is malformed, 2 wrong usage or an unreadable file.");
  Options options;
  for (const Kind& kind : kinds()) {
    add_verb(app, kind, options);
  }
  RequestOptions request_options;
  const CLI::App* const create_verb = add_create_request(app, request_options);
  VerifyOptions verify_options;
  const CLI::App* const verify_verb = add_verify(app, verify_options, options.tolerate);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? fine : wrong_usage;
  }
  int status = fine;
  if (create_verb->parsed()) {
    status = guarded(false, [&] {
      create_request(request_options);
      return fine;
    });
  } else if (verify_verb->parsed()) {
    status = guarded(verify_options.json, [&] {
      verify_options.tolerance = tolerance_of(options);
      return verify_response(verify_options);
    });
  }
  for (const Kind& kind : kinds()) {
    if (app.got_subcommand(std::string{kind.verb})) {
      status = guarded(options.json, [&] { return run(kind, options); });
    }
  }
  if (!std::cout.flush()) {
    std::cerr << "ocspan: cannot write to standard output\n";
    return wrong_usage;
  }
  return status;
}
