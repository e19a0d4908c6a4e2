// Asks whether a certificate is good, and reads the answer, on bare metal. The exit status is the verdict.
// The build defines SERIAL_NUMBER, the certificate's, and RESPONSE, the name of the data that the responder sends.
#include <array>
#include <ocspan/ocsp/request_builder.hpp>
#include <ocspan/ocsp/response.hpp>
#include <ocspan/x509/pem.hpp>
#include <span>
#include <string_view>

#include "board.hpp"
#include "embedded.hpp"
#include "sha.hpp"

using std::string_view_literals::operator""sv;

namespace {

enum Status { good, revoked, unknown, not_successful, no_answer, malformed, cannot_ask };

constexpr std::uint8_t serial_number[] = {SERIAL_NUMBER};

std::string_view text(ocspan::Bytes bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

int report(Status status, std::string_view words) {
  board::print(words);
  board::print("\n"sv);
  return status;
}

int report(ocspan::Error error) {
  board::print("malformed: error "sv);
  board::print(static_cast<std::uint32_t>(error.code));
  board::print(" in field "sv);
  board::print(static_cast<std::uint32_t>(error.field));
  board::print(" at byte "sv);
  board::print(error.offset);
  return report(malformed, ""sv);
}

int report(const ocspan::SingleResponse& answer) {
  std::array<char, 20> since{};
  board::print(answer.this_update().to_text(since).has_value() ? std::string_view{since.data(), since.size()} : ""sv);
  switch (answer.certificate_status()) {
    case ocspan::OCSPCertStatus::good:
      return report(good, ": good"sv);
    case ocspan::OCSPCertStatus::revoked:
      return report(revoked, ": revoked"sv);
    case ocspan::OCSPCertStatus::unknown:
      break;
  }
  return report(unknown, ": unknown"sv);
}

/// Stands for the network: copies the response into the buffer.
ocspan::Bytes receive(std::span<std::uint8_t> buffer) {
  const ocspan::Bytes sent = embedded::RESPONSE;
  for (std::size_t i = 0; i < sent.size(); ++i) {
    buffer[i] = sent[i];
  }
#ifdef DAMAGED_BYTE
  buffer[DAMAGED_BYTE] ^= 1;
#endif
  return buffer.first(sent.size());
}

}  // namespace

int application() {
  std::array<std::uint8_t, 1536> issuer_der;
  const auto issuer = ocspan::load_pem_x509_certificate(text(embedded::ca_rsa), issuer_der);
  if (!issuer) {
    return report(cannot_ask, "no issuer"sv);
  }
  const auto hashes =
      ocspan::IssuerHashes::of(ocspan::IssuerHashInput{*issuer}, ocspan::HashAlgorithm::sha1, example::sha);
  if (!hashes) {
    return report(cannot_ask, "no hash"sv);
  }
  const ocspan::CertID asked = hashes->cert_id(ocspan::Integer{serial_number});

  std::array<std::uint8_t, 128> request;
  const auto built = ocspan::OCSPRequestBuilder{ocspan::NoHasher{}, std::array<ocspan::RequestEntry, 1>{}}
                         .add_certificate(asked)
                         .build(request);
  if (!built) {
    return report(cannot_ask, "no request"sv);
  }
  board::print("a request of "sv);
  board::print(static_cast<std::uint32_t>((*built).size()));
  board::print(" bytes\n"sv);

  std::array<std::uint8_t, 2048> buffer;
  const ocspan::Bytes der = receive(buffer);
  const auto response = ocspan::load_der_ocsp_response(der);
  if (!response) {
    return report(response.error());
  }
  const ocspan::BasicOCSPResponse* const basic = response->basic();
  if (basic == nullptr) {
    return report(not_successful, "no answer now"sv);
  }
  for (const ocspan::SingleResponse& answer : basic->responses()) {
    if (answer.cert_id() == asked) {
      return report(answer);
    }
  }
  return report(no_answer, "no answer about this certificate"sv);
}
