// Writes the messages that are measured:  write_inputs TESTDATA FOLDER
#include <cstdio>
#include <exception>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include "messages.hpp"

namespace {

using namespace ocspan;
using namespace ocspan::bench;

std::map<std::string, ByteVector> messages(const std::string& testdata) {
  const ByteVector certificate = read_certificate(testdata + "/openssl/certs/responder.pem");
  const ByteVector ca = read_certificate(testdata + "/openssl/certs/ca-rsa.pem");
  const ByteVector leaf = read_certificate(testdata + "/openssl/certs/leaf-good.pem");
  const Bytes certificates[] = {certificate, ca, leaf};
  return {
      {"response", response(ResponseKind{})},
      {"response_by_name", response(ResponseKind{.by_name = true})},
      {"response_revoked", response(ResponseKind{.status = OCSPCertStatus::revoked})},
      {"response_1_certificate", response(ResponseKind{.certificates = std::span{certificates}.first(1)})},
      {"response_3_certificates", response(ResponseKind{.certificates = certificates})},
      {"response_ml_dsa", response(ResponseKind{.algorithm = "ml-dsa-65"_oid, .signature_size = 3309})},
      {"response_20", response(ResponseKind{.answers = 20})},
      {"response_10000", response(ResponseKind{.answers = 10'000})},
      {"response_1000000", response(ResponseKind{.answers = 1'000'000})},
      {"request", request<1>()},
      {"request_20", request<20>()},
      {"certificate", leaf},
      {"issuer", ca},
  };
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: %s TESTDATA FOLDER\n", argv[0]);
    return 2;
  }
  try {
    for (const auto& [name, bytes] : messages(argv[1])) {
      std::ofstream file{argv[2] + ('/' + name + ".der"), std::ios::binary};
      file.exceptions(std::ios::failbit | std::ios::badbit);
      std::copy(bytes.begin(), bytes.end(), std::ostreambuf_iterator<char>{file});
      file.close();
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
