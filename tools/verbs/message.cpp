// The verbs response, request and certificate: they show a message.
#include "input/message.hpp"

#include <botan/base64.h>
#include <botan/hex.h>
#include <botan/pem.h>

#include <algorithm>
#include <iostream>
#include <ocspan/ocspan.hpp>
#include <stdexcept>

#include "input/forms/form.hpp"
#include "output/field_path.hpp"
#include "output/file.hpp"
#include "output/json_text.hpp"
#include "output/text.hpp"
#include "verbs/batch.hpp"
#include "verbs/issuer_choice.hpp"
#include "verbs/options.hpp"
#include "verbs/requests.hpp"
#include "verbs/verbs.hpp"

namespace ocspan_tool {
namespace {

struct MessageOptions {
  std::vector<std::string> paths;
  std::string field;
  ReadingOptions reading;
  bool json = false;
  bool batch = false;
  std::string encoding;       ///< to write the message in; empty to show it
  std::string output;         ///< file; empty or "-" for standard output
  bool certificates = false;  ///< write those in the message in place of it
};

struct CertificateOptions : MessageOptions {
  bool hashes = false;
  std::string issuer;  ///< file of its certificate, for the hashes
};

void add_message_options(CLI::App& app, MessageOptions& options) {
  app.add_option("FILE", options.paths, std::string{input_forms})->type_name("");
  add_json(app, options.json);
  CLI::Option* const field = app.add_option("--field", options.field,
                                            "print one value: basic.responses[0].certStatus, "
                                            "/basic/responses/0/certStatus, a path from an error message, or the "
                                            "name of an extension, such as nonce")
                                 ->type_name("PATH");
  add_tolerate(app, options.reading.tolerance);
  add_max_size(app, options.reading.max_size);
  app.add_flag("--batch", options.batch,
               "one hexadecimal or base64 message on each line of standard input, or many files and folders; prints "
               "one line of JSON for each")
      ->excludes(field);
  CLI::Option* const to = app.add_option("--to", options.encoding, "write the message in this form")
                              ->check(CLI::IsMember({"der", "pem", "base64", "hex"}).description(""))
                              ->type_name("der|pem|base64|hex");
  for (const char* const other : {"--json", "--field", "--batch"}) {
    to->excludes(app.get_option(other));
  }
  app.add_option("-o,--out", options.output, "the file that --to writes to; without it, standard output")
      ->type_name("FILE");
}

void add_response_options(CLI::App& app, MessageOptions& options) {
  add_message_options(app, options);
  CLI::Option* const certs =
      app.add_flag("--certs", options.certificates, "write the certificates that came with the response, as PEM");
  for (const char* const other : {"--to", "--json", "--field", "--batch"}) {
    certs->excludes(app.get_option(other));
  }
}

void add_certificate_options(CLI::App& app, CertificateOptions& options) {
  add_message_options(app, options);
  CLI::Option* const hashes =
      app.add_flag("--hashes", options.hashes,
                   "print what CertIDs of this certificate hold, by each hash; --json: as OCPP's CertificateHashData")
          ->excludes(app.get_option("--field"))
          ->excludes(app.get_option("--batch"));
  app.add_option("--issuer", options.issuer,
                 "the issuer's certificate, for --hashes; without it, it must be in FILE as well")
      ->type_name("FILE")
      ->needs(hashes);
}

void print_field(std::string_view json, const std::string& path) {
  const std::string value = find_field(json, path);
  if (path.ends_with("certStatus")) {
    std::cerr << "ocspan: note: this status is not verified; ocspan verify does that\n";
  }
  std::cout << value << '\n';
}

/// The line that says what a message was taken for.
void print_form(const Kind& kind, const Reading& reading, std::size_t index) {
  const Message& message = reading.message(index);
  std::cout << "Input: " << message.summary(index, reading.count()) << '\n';
  if (message.has(bare_data)) {
    std::cout << "Verification: none, the signature is not in the input\n";
  } else if (kind.is_always_signed) {
    std::cout << "Verification: none, the signature was not checked\n";
  }
}

void show(const Kind& kind, const MessageOptions& options) {
  const std::string& path = options.paths.front();
  const bool is_json = options.json && options.field.empty();
  JsonText document;
  JsonStream stream{[](std::string_view piece) { std::cout << piece; }};
  const DocumentOutput output = [&](const auto& put_document) {
    is_json ? stream.write(put_document) : document.write(put_document);
  };
  Reading reading{kind, options.reading};
  reading.open(path);
  std::vector<Failure> failures;
  for (std::size_t i = 0; i < reading.count(); ++i) {
    if (const std::optional<Failure> failure = reading.describe(i, output)) {
      failures.push_back(*failure);
    } else if (is_json) {
      std::cout << '\n';
    } else if (!options.field.empty()) {
      print_field(document.view(), options.field);
    } else {
      print_form(kind, reading, i);
      render(std::cout, document.view(), kind.type.name, kind.title);
    }
  }
  if (!failures.empty()) {
    throw BadFile{path, std::move(failures)};
  }
}

void require_one(const MessageOptions& options) {
  if (options.paths.size() != 1) {
    throw std::invalid_argument{"give exactly one FILE, or - for standard input; --batch takes many"};
  }
}

std::string pem_of(const Kind& kind, ocspan::Bytes der) {
  return Botan::PEM_Code::encode(der.data(), der.size(), std::string{kind.type.pem_labels.front()});
}

/// The certificates of a response, as PEM.
std::string certificates_of(const std::string& path, ocspan::Bytes der, ocspan::Tolerance tolerance) {
  const ocspan::OCSPResponse response = *ocspan::load<ocspan::OCSPResponse>(der, tolerance);
  if (response.basic() == nullptr || response.basic()->certificates().empty()) {
    throw AbsentField{path + ": there are no certificates in it"};
  }
  std::string text;
  for (const ocspan::Bytes certificate : response.basic()->certificates()) {
    text += pem_of(certificate_kind, certificate);
  }
  return text;
}

/// Writes what --to and --certs ask for.
template <const Kind& kind>
void write_message(const MessageOptions& options) {
  require_one(options);
  const std::string& path = options.paths.front();
  const std::vector<LoadedMessage> messages = load_messages(kind, path, options.reading);
  if (options.encoding == "der") {
    if (messages.size() != 1) {
      throw std::invalid_argument{path +
                                  ": there are several messages in it, which DER cannot tell apart; ocspan find "
                                  "--extract FOLDER writes each to a file"};
    }
    return write_der(options.output, messages.front().der);
  }
  std::string text;
  for (const LoadedMessage& message : messages) {
    text += options.certificates        ? certificates_of(path, message.der, options.reading.tolerance)
            : options.encoding == "pem" ? pem_of(kind, message.der)
            : options.encoding == "hex" ? Botan::hex_encode(message.der, false) + "\n"
                                        : Botan::base64_encode(message.der) + "\n";
  }
  write_file(options.output, {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

template <const Kind& kind>
int run_message(const MessageOptions& options) {
  if (!options.encoding.empty() || options.certificates) {
    write_message<kind>(options);
    return fine;
  }
  if (!options.output.empty()) {
    throw std::invalid_argument{"-o is for what --to writes"};
  }
  if (options.batch) {
    return run_batch(kind, options.paths, options.reading);
  }
  require_one(options);
  show(kind, options);
  return fine;
}

/// "1001": as OCPP writes a serial number.
std::string hexadecimal_of(const ocspan::Integer& serial_number) {
  std::string text = text_of(serial_number);
  text = text.substr(0, text.find(' '));
  const std::size_t digits = text.find('x') + 1;
  const std::size_t first = std::min(text.find_first_not_of('0', digits), text.size() - 1);
  return (text.starts_with('-') ? "-" : "") + text.substr(first);
}

/// SHA256: as OCPP writes a hash.
std::string upper(std::string_view name) {
  std::string text{name};
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c); });
  return text;
}

using HashesByAlgorithm = std::vector<std::pair<ocspan::HashAlgorithm, ocspan::IssuerHashes>>;

/// OCPP's CertificateHashData, one for each hash.
void print_json(const HashesByAlgorithm& all, const ocspan::Integer& serial_number) {
  const std::string serial = hexadecimal_of(serial_number);
  JsonText text;
  text.write([&](JsonWriter& json) {
    json.list(all, [&](const auto& one) {
      json.object([&] {
        json.field("hashAlgorithm", std::string_view{upper(to_string(one.first))});
        json.field("issuerNameHash", one.second.name_hash());
        json.field("issuerKeyHash", one.second.key_hash());
        json.field("serialNumber", std::string_view{serial});
      });
    });
  });
  std::cout << text.view() << '\n';
}

void print_text(const HashesByAlgorithm& all, const ocspan::Integer& serial_number) {
  const auto hex = [](ocspan::Bytes bytes) {
    return *to_std_string([&](std::span<char> out) { return ocspan::Integer{bytes}.to_hex(out); });
  };
  for (const auto& [hash, hashes] : all) {
    std::cout << "Hash Algorithm: " << to_string(hash) << "\n    Issuer Name Hash: " << hex(hashes.name_hash())
              << "\n    Issuer Key Hash: " << hex(hashes.key_hash())
              << "\n    Serial Number: " << text_of(serial_number) << '\n';
  }
}

void show_hashes(const CertificateOptions& options) {
  using namespace ocspan;
  require_one(options);
  const std::vector<LoadedCertificate> certificates = load_certificates(options.paths.front());
  const bool is_alone = options.issuer.empty() && certificates.size() == 1;
  const Certificate& first = certificates.front().certificate;
  if (is_alone && !names_match(first.issuer(), first.subject())) {
    throw std::invalid_argument{"the issuer's key is hashed as well: give --issuer"};
  }
  const std::vector<LoadedCertificate> issuers =
      options.issuer.empty() ? certificates : load_certificates(options.issuer);
  const Issued issued = choose_issued(certificates, issuers);
  const Certificate& certificate = issued.certificate.certificate;
  const Certificate& issuer = issued.issuer.certificate;
  HashesByAlgorithm all;
  for (const HashAlgorithm hash : request_hashes) {
    const IssuerHashInput input{certificate.issuer().der(), issuer.subject_public_key_info().public_key()};
    all.emplace_back(hash, hashes_of(input, hash));
  }
  if (options.json) {
    print_json(all, certificate.serial_number());
  } else {
    print_text(all, certificate.serial_number());
  }
}

int run_certificate(const CertificateOptions& options) {
  if (!options.hashes) {
    return run_message<certificate_kind>(options);
  }
  show_hashes(options);
  return fine;
}

}  // namespace

Verb response_verb() {
  return {"response",
          "Show an OCSP response",
          add_response_options,
          run_message<response_kind>,
          {.examples = {{"all of it", "ocspan response response.der"},
                        {"one value, for scripts", "ocspan response --field nonce response.der"},
                        {"the certificates in it, as PEM", "ocspan response --certs -o responder.pem response.der"},
                        {"a line of JSON for each of many", "ocspan response --batch responses"}}}};
}

Verb request_verb() {
  return {
      "request",
      "Show an OCSP request",
      add_message_options,
      run_message<request_kind>,
      {.examples = {{"all of it", "ocspan request request.der"},
                    {"those that were asked by GET, out of a web server's log", "ocspan request --json access.log"}}}};
}

Verb certificate_verb() {
  return {"certificate",
          "Show an X.509 certificate",
          add_certificate_options,
          run_certificate,
          {.examples = {{"where to ask whether it is revoked", "ocspan certificate --field ocspUrl leaf.pem"},
                        {"the hashes of CertIDs, as OCPP wants them",
                         "ocspan certificate --hashes --json leaf.pem --issuer ca.pem"}}}};
}

}  // namespace ocspan_tool
