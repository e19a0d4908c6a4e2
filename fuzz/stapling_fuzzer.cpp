// What TLS sends of OCSP: a CertificateStatus, alone and as a handshake message, or a CertificateStatusRequest.
#include "building.hpp"
#include "harness.hpp"

namespace ocspan::fuzz::stapling_harness {
namespace {

using header_only::Kind;

/// What must hold for what `load(bytes)` says of the input, which has that kind.
template <class Load>
void check_structure(Bytes input, Kind kind, Tolerance tolerance, Load load) {
  const auto result = load(input);
  const Error error = result.error();
  OCSPAN_PROPERTY(result || (error.code != ErrorCode::none && error.field != Field::none));
  OCSPAN_PROPERTY(error.offset <= input.size());
  const Outcome outcome = outcome_of(result, input);  // its spans lie in the input
  if (!is_chosen(input)) {
    return;
  }
  const ByteVector copy = copy_of(input);
  OCSPAN_PROPERTY(header_only::message_outcome(kind, copy.data(), copy.size(), static_cast<unsigned>(tolerance)) ==
                  outcome.numbers());
  if (result) {
    ByteVector other = copy;
    other.push_back(0);
    const Error surplus = load(Bytes{other}).error();
    OCSPAN_PROPERTY(surplus.code == ErrorCode::trailing_data && surplus.offset == input.size());
    other.resize(input.size() - 1);
    OCSPAN_PROPERTY(!load(Bytes{other}));
  }
}

void check_status(Bytes input, Kind kind, TlsFraming framing) {
  const auto load = [&](Bytes bytes) { return load_tls_certificate_status(bytes, framing); };
  check_structure(input, kind, Tolerance::none, load);
  if (const Result<CertificateStatus> status = load(input); status && is_chosen(input)) {
    const auto write = [&](auto out) { return write_tls_certificate_status(status->response(), out, framing); };
    OCSPAN_PROPERTY(*bytes_of(write) == copy_of(input));
  }
}

/// The function that writes one from its parts writes the same, but for extensions that are empty, and refuses two
/// extensions of one type.
void check_writer(const CertificateStatusRequest& request, const ByteVector& expected) {
  const std::vector<ResponderID> ids(request.responder_ids().begin(), request.responder_ids().end());
  const std::vector<Extension> extensions(request.request_extensions().begin(), request.request_extensions().end());
  const Result<ByteVector> bytes =
      bytes_of([&](std::span<std::uint8_t> out) { return write_tls_certificate_status_request(ids, extensions, out); });
  if (has_duplicate_oid(extensions)) {
    OCSPAN_PROPERTY(bytes.error().code == ErrorCode::duplicate);
  } else {
    OCSPAN_PROPERTY(bytes && (*bytes == expected || (extensions.empty() && request.request_extensions().present())));
  }
}

void check_request(Bytes input) {
  for (const Tolerance tolerance : {Tolerance::none, Tolerance::all}) {
    const auto load = [&](Bytes bytes) { return load_tls_certificate_status_request(bytes, tolerance); };
    check_structure(input, Kind::status_request, tolerance, load);
    const Result<CertificateStatusRequest> request = load(input);
    if (!is_chosen(input)) {
      continue;
    }
    const std::string path =
        text_of([&](std::span<char> out) { return error_path<CertificateStatusRequest>(input, tolerance, out); });
    OCSPAN_PROPERTY(request ? path.empty() : without_indices(path).ends_with(to_string(request.error().field)));
    const ErrorDetail detail = error_detail<CertificateStatusRequest>(input, tolerance);
    OCSPAN_PROPERTY(detail.error == request.error() && (detail.found.empty() || inside(detail.found, input)));
    if (request) {
      const ByteVector again = written(*request);
      OCSPAN_PROPERTY(tolerance == Tolerance::all || again == copy_of(input));
      check_writer(*request, again);
      const Result<CertificateStatusRequest> reread = load(Bytes{again});
      OCSPAN_PROPERTY(reread && written(*reread) == again);
    }
  }
}

}  // namespace
}  // namespace ocspan::fuzz::stapling_harness

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ocspan::fuzz::stapling_harness;
  const ocspan::Bytes input{data, size};
  check_status(input, Kind::status, ocspan::TlsFraming::none);
  check_status(input, Kind::status_message, ocspan::TlsFraming::handshake);
  check_request(input);
  return 0;
}
