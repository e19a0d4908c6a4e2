// Writes a signed request for certificates of one issuer, as responders for a closed group of users want it.
//
//   sign_request --out REQUEST.der --issuer ISSUER.pem --signer SIGNER.pem --key SIGNER.key
//                [--hash sha256] [--nonce HEX] [--chain OTHER.pem] [--no-certs] CERTIFICATE.pem...
#include <array>
#include <ocspan/botan/botan_hash.hpp>
#include <ocspan/ocspan.hpp>

#include "botan_signer.hpp"
#include "support.hpp"

namespace {

using namespace ocspan;
using example::value_of;

HashAlgorithm hash_named(const std::string& name) {
  for (const auto hash : {HashAlgorithm::sha1, HashAlgorithm::sha224, HashAlgorithm::sha256, HashAlgorithm::sha384,
                          HashAlgorithm::sha512}) {
    if (to_string(hash) == name) {
      return hash;
    }
  }
  throw std::runtime_error{"no such hash: " + name};
}

void ask(example::Arguments arguments) {
  const std::string out = arguments.value("--out");
  const example::CertificateFile issuer{arguments.value("--issuer")};
  const example::CertificateFile signer_certificate{arguments.value("--signer")};
  BotanSigner signer = BotanSigner::from_file(arguments.value("--key"));
  const HashAlgorithm hash = hash_named(arguments.value("--hash", "sha256"));
  const std::vector<std::uint8_t> nonce = example::from_hex(arguments.value("--nonce", ""));
  const std::string chain = arguments.value("--chain", "");
  const bool no_certs = arguments.flag("--no-certs");

  // The builder keeps views: what they refer to must exist until sign().
  std::vector<example::CertificateFile> asked;
  for (const std::string& path : arguments.rest()) {
    asked.emplace_back(path);
  }
  OCSPRequestBuilder builder{BotanHasher{}, std::vector<RequestEntry>(asked.size())};
  for (const example::CertificateFile& certificate : asked) {
    builder.add_certificate(*certificate, *issuer, hash);
  }
  if (!nonce.empty()) {
    builder.nonce(nonce);
  }

  // A signed request says who asks (RFC 6960 4.1.2); responders find the certificate by that name.
  builder.requestor_name(signer_certificate->subject());
  std::vector<Bytes> certificates{signer_certificate->public_bytes()};
  std::vector<example::CertificateFile> others;
  if (!chain.empty()) {
    others.emplace_back(chain);
    certificates.push_back(others.back()->public_bytes());
  }
  if (!no_certs) {
    builder.certificates(certificates);
  }
  example::write_file(out, value_of(builder.sign(signer.algorithm(), signer), "request"));
}

}  // namespace

int main(int argc, char** argv) { return example::run(argc, argv, ask); }
