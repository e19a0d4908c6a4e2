// Verifies a response by OpenSSL's libcrypto: verify ISSUER.pem CERTIFICATE.pem RESPONSE.der SECONDS-SINCE-1970. Prints
// the verdict. The projects in C++ of this folder build it.
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <ocspan/ocspan.hpp>
#include <ocspan/openssl/openssl_crypto.hpp>
#include <string>
#include <vector>

namespace {

std::string read_file(const char* path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) {
    return 2;
  }
  const std::string issuer_pem = read_file(argv[1]);
  const std::string certificate_pem = read_file(argv[2]);
  const std::string der = read_file(argv[3]);
  std::vector<std::uint8_t> issuer_buffer(issuer_pem.size());
  std::vector<std::uint8_t> certificate_buffer(certificate_pem.size());

  const auto issuer = ocspan::load_pem_x509_certificate(issuer_pem, issuer_buffer);
  const auto certificate = ocspan::load_pem_x509_certificate(certificate_pem, certificate_buffer);
  const auto response = ocspan::load_der_ocsp_response(der);
  const auto now = ocspan::Time::from_unix(std::atoll(argv[4]));
  if (!issuer || !certificate || !response || !now) {
    std::cout << "malformed\n";
    return 1;
  }
  const auto verification = verify(*response, ocspan::Question{*certificate, *issuer}, {.at = *now},
                                   ocspan::OpenSSLVerifier{}, ocspan::OpenSSLHasher{});
  std::cout << to_string(verification.verdict()) << '\n';
  return verification.verdict() == ocspan::Verdict::good ? 0 : 1;
}
