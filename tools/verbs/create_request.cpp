// The verb that writes a request.
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <ocspan/botan/botan_hash.hpp>
#include <ocspan/ocspan.hpp>
#include <random>
#include <stdexcept>

#include "input/certificate_file.hpp"
#include "input/input.hpp"
#include "verbs/options.hpp"
#include "verbs/verbs.hpp"

namespace ocspan_tool {
namespace {

using namespace ocspan;
using ByteVector = std::vector<std::uint8_t>;

/// As they are given on the command line.
struct CreateRequestOptions {
  std::string issuer;                     ///< file of the issuer's certificate
  std::vector<std::string> certificates;  ///< files of the certificates to ask about
  std::vector<std::string> serials;       ///< serial numbers to ask about
  std::string hash = "sha1";
  std::string nonce;   ///< empty for none, hexadecimal, "random" or "random:LENGTH"
  std::string output;  ///< file; empty or "-" for standard output
  std::string url;     ///< of the responder, to print the URL that asks it by GET; empty to write DER
};

/// The hash functions that --hash takes.
constexpr HashAlgorithm request_hashes[] = {HashAlgorithm::sha1, HashAlgorithm::sha224, HashAlgorithm::sha256,
                                            HashAlgorithm::sha384, HashAlgorithm::sha512};

std::string names_of_hashes() {
  std::string names;
  for (const HashAlgorithm hash : request_hashes) {
    names += (names.empty() ? "" : ", ") + std::string{to_string(hash)};
  }
  return names;
}

void add_create_request_options(CLI::App& app, CreateRequestOptions& options) {
  app.add_option("--issuer", options.issuer, "the issuer's certificate")->required();
  app.add_option("--cert", options.certificates, "a certificate to ask about; may be given many times");
  app.add_option("--serial", options.serials,
                 "a serial number to ask about, decimal or 0x and hexadecimal; may be given many times");
  app.add_option("--hash", options.hash, "the hash of the CertIDs: " + names_of_hashes() + "; without it, sha1");
  app.add_option("--nonce", options.nonce, "hexadecimal, or random, or random:LENGTH");
  app.add_option("-o,--out", options.output, "the file to write to; without it, DER goes to standard output");
  app.add_option("--get", options.url, "the responder's URL: prints the URL that asks it by GET");
}

HashAlgorithm parse_hash(const std::string& name) {
  const auto* const found = std::find_if(std::begin(request_hashes), std::end(request_hashes),
                                         [&](HashAlgorithm hash) { return to_string(hash) == name; });
  if (found == std::end(request_hashes)) {
    throw std::invalid_argument("--hash " + name + ": not one of " + names_of_hashes());
  }
  return *found;
}

ByteVector parse_nonce(const std::string& text) {
  const std::string random = "random";
  if (!text.starts_with(random)) {
    ocspan_tool::Input input;
    if (!decode_hex(text, input) || !input.problem.empty()) {
      throw std::invalid_argument("--nonce " + text + ": not hexadecimal, random or random:LENGTH");
    }
    return input.der;
  }
  std::size_t length = 32;  // the least that RFC 9654 2.1 allows clients
  if (text.size() > random.size()) {
    const std::string digits = text.substr(random.size() + 1);
    if (text[random.size()] != ':' || digits.empty() || digits.size() > 3 ||
        digits.find_first_not_of("0123456789") != std::string::npos) {
      throw std::invalid_argument("--nonce " + text + ": not random:LENGTH with LENGTH from 1 to 128");
    }
    length = std::stoul(digits);
  }
  std::random_device source;
  ByteVector nonce(length);
  for (std::uint8_t& byte : nonce) {
    byte = static_cast<std::uint8_t>(source() & 0xff);
  }
  return nonce;
}

ByteVector build_request(const CreateRequestOptions& options) {
  const LoadedCertificate issuer = load_certificate(options.issuer);
  std::vector<LoadedCertificate> certificates;
  for (const std::string& path : options.certificates) {
    certificates.push_back(load_certificate(path));
    warn_of_another_issuer(certificates.back(), issuer);
  }
  std::vector<ByteVector> serials;
  serials.reserve(options.serials.size());
  for (const std::string& serial : options.serials) {
    serials.push_back(parse_serial(serial));
  }
  const ByteVector nonce = parse_nonce(options.nonce);
  const Result<IssuerHashes> hashes =
      IssuerHashes::of(IssuerHashInput{issuer.certificate}, parse_hash(options.hash), BotanHasher{});
  if (!hashes) {
    throw std::runtime_error("Botan was built without " + options.hash);
  }

  OCSPRequestBuilder builder{NoHasher{}, std::vector<RequestEntry>(certificates.size() + serials.size())};
  for (const LoadedCertificate& certificate : certificates) {
    builder.add_certificate(hashes->cert_id(certificate.certificate.serial_number()));
  }
  for (const ByteVector& serial : serials) {
    builder.add_certificate(hashes->cert_id(Integer{serial}));
  }
  if (!options.nonce.empty()) {
    builder.nonce(nonce);
  }
  Result<ByteVector> built = builder.build();
  if (built) {
    return *std::move(built);
  }
  switch (built.error().code) {
    case ErrorCode::missing:
      throw std::invalid_argument("nothing to ask about: give --cert or --serial");
    case ErrorCode::wrong_length:
      throw std::invalid_argument("--nonce: must have 1 to 128 bytes");
    default:
      throw std::runtime_error(std::string{to_string(built.error().field)} + ": " +
                               std::string{message_of(built.error().code)});
  }
}

void print_url(const std::string& responder, Bytes request) {
  const std::string url = *to_std_string([&](std::span<char> out) { return ocsp_get_url(responder, request, out); });
  if (url.size() > 255) {
    std::cerr << "ocspan: note: the URL has " << url.size()
              << " characters; beyond 255 a responder may accept only POST (RFC 5019 5)\n";
  }
  std::cout << url << '\n';
}

void write_der(const std::string& path, Bytes der) {
  if (path.empty() || path == "-") {
    if (isatty(STDOUT_FILENO) != 0) {
      throw std::invalid_argument("DER is not for a terminal: use -o FILE, a pipe or --get URL");
    }
    std::cout.write(reinterpret_cast<const char*>(der.data()), static_cast<std::streamsize>(der.size()));
    return;
  }
  std::ofstream file{path, std::ios::binary};
  file.write(reinterpret_cast<const char*>(der.data()), static_cast<std::streamsize>(der.size()));
  if (!file.flush()) {
    throw std::runtime_error(path + ": cannot be written");
  }
}

int run_create_request(const CreateRequestOptions& options) {
  const ByteVector request = build_request(options);
  if (!options.url.empty()) {
    print_url(options.url, request);
  }
  if (options.url.empty() || !options.output.empty()) {
    write_der(options.output, request);
  }
  return fine;
}

}  // namespace

Verb create_request_verb() {
  return {"create-request", "Write an OCSP request", add_create_request_options, run_create_request};
}

}  // namespace ocspan_tool
