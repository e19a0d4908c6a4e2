#include "create_request.hpp"

#include <unistd.h>

#include <fstream>
#include <iostream>
#include <ocspan/botan/botan_hash.hpp>
#include <ocspan/ocspan.hpp>
#include <random>
#include <stdexcept>

#include "certificate_file.hpp"
#include "input.hpp"
#include "message.hpp"

namespace ocspan_tool {
namespace {

using namespace ocspan;
using ByteVector = std::vector<std::uint8_t>;

HashAlgorithm parse_hash(const std::string& name) {
  for (const HashAlgorithm hash : {HashAlgorithm::sha1, HashAlgorithm::sha224, HashAlgorithm::sha256,
                                   HashAlgorithm::sha384, HashAlgorithm::sha512}) {
    if (to_string(hash) == name) {
      return hash;
    }
  }
  throw std::invalid_argument("--hash " + name + ": there are sha1, sha224, sha256, sha384, sha512");
}

ByteVector parse_nonce(const std::string& text) {
  const std::string random = "random";
  if (!text.starts_with(random)) {
    ocspan_tool::Input input;
    if (!decode_hex(text, input) || !input.problem.empty()) {
      throw std::invalid_argument("--nonce " + text + ": hexadecimal, random or random:LENGTH is wanted");
    }
    return input.der;
  }
  std::size_t length = 32;  // what RFC 9654 2.1 wants at least
  if (text.size() > random.size()) {
    const std::string digits = text.substr(random.size() + 1);
    if (text[random.size()] != ':' || digits.empty() || digits.size() > 3 ||
        digits.find_first_not_of("0123456789") != std::string::npos) {
      throw std::invalid_argument("--nonce " + text + ": random:LENGTH is wanted, LENGTH from 1 to 128");
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

ByteVector build(const RequestOptions& options) {
  const LoadedCertificate issuer = load_certificate(options.issuer);
  std::vector<LoadedCertificate> certificates;
  for (const std::string& path : options.certificates) {
    certificates.push_back(load_certificate(path));
    warn_of_another_issuer(certificates.back(), issuer);
  }
  std::vector<ByteVector> serials;
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
      throw std::invalid_argument("nothing to ask for: --cert or --serial is wanted");
    case ErrorCode::wrong_length:
      throw std::invalid_argument("--nonce: 1 to 128 bytes are wanted");
    default:
      throw std::runtime_error(std::string{to_string(built.error().field)} + ": " +
                               std::string{message_of(built.error().code)});
  }
}

void print_url(const std::string& responder, Bytes request) {
  const std::string url = *to_std_string([&](std::span<char> out) { return ocsp_get_url(responder, request, out); });
  if (url.size() > 255) {
    std::cerr << "ocspan: note: the URL has " << url.size()
              << " characters; beyond 255 a responder may want POST (RFC 5019 5)\n";
  }
  std::cout << url << '\n';
}

void write_der(const std::string& path, Bytes der) {
  if (path.empty() || path == "-") {
    if (isatty(STDOUT_FILENO) != 0) {
      throw std::invalid_argument("DER is not for a terminal: use -o FILE, a pipe, or --get URL");
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

}  // namespace

void create_request(const RequestOptions& options) {
  const ByteVector request = build(options);
  if (!options.url.empty()) {
    print_url(options.url, request);
  }
  if (options.url.empty() || !options.output.empty()) {
    write_der(options.output, request);
  }
}

}  // namespace ocspan_tool
