// Reads what TLS says of OCSP from standard input, says what it is, and writes it again:
//   staple status    a CertificateStatus: the extension_data of status_request in a CertificateEntry (TLS 1.3)
//   staple message   the same as a handshake message (TLS 1.2)
//   staple request   a CertificateStatusRequest: the extension_data of status_request in a ClientHello
#include <cstdint>
#include <cstdio>
#include <iterator>
#include <ocspan/ocspan.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace {

using ByteVector = std::vector<std::uint8_t>;

void print(const char* name, ocspan::Bytes bytes) {
  std::printf("%s ", name);
  for (const std::uint8_t byte : bytes) {
    std::printf("%02x", byte);
  }
  std::printf("\n");
}

int print_error(ocspan::Error error) {
  const std::string_view code = to_string(error.code);
  std::printf("error %.*s %u\n", static_cast<int>(code.size()), code.data(), error.offset);
  return 1;
}

template <class T>
ByteVector der_of(const T& value) {
  return *ocspan::to_vector([&](std::span<std::uint8_t> out) {
    ocspan::Writer writer{out};
    value.write(writer);
    return writer.finish();
  });
}

/// What a client does with a staple, and a server to make one.
int explain_status(const ByteVector& bytes, ocspan::TlsFraming framing) {
  const auto status = ocspan::load_tls_certificate_status(bytes, framing);
  if (!status) {
    return print_error(status.error());
  }
  print("response", status->response());  // for load_der_ocsp_response() and verify()
  const auto written = ocspan::to_vector([&](std::span<std::uint8_t> out) {
    return ocspan::write_tls_certificate_status(status->response(), out, framing);
  });
  print("written", *written);
  return 0;
}

/// What a server does with the request for a staple, and a client to make one.
int explain_request(const ByteVector& bytes) {
  const auto request = ocspan::load_tls_certificate_status_request(bytes);
  if (!request) {
    return print_error(request.error());
  }
  std::vector<ocspan::ResponderID> ids;
  std::vector<ocspan::Extension> extensions;
  for (const ocspan::ResponderID& id : request->responder_ids()) {
    print("responder", der_of(id));
    ids.push_back(id);
  }
  for (const ocspan::Extension& extension : request->request_extensions()) {
    print("extension", der_of(extension));
    extensions.push_back(extension);
  }
  const auto written = ocspan::to_vector(
      [&](std::span<std::uint8_t> out) { return ocspan::write_tls_certificate_status_request(ids, extensions, out); });
  print("written", *written);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view kind = argc == 2 ? argv[1] : "";
  ByteVector bytes;
  for (int c = std::getchar(); c != EOF; c = std::getchar()) {
    bytes.push_back(static_cast<std::uint8_t>(c));
  }
  if (kind == "status") {
    return explain_status(bytes, ocspan::TlsFraming::none);
  }
  if (kind == "message") {
    return explain_status(bytes, ocspan::TlsFraming::handshake);
  }
  if (kind == "request") {
    return explain_request(bytes);
  }
  std::fprintf(stderr, "usage: staple status|message|request\n");
  return 2;
}
