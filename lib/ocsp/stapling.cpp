#include "ocspan/ocsp/stapling.hpp"

namespace ocspan::inline OCSPAN_ABI {
namespace detail {

inline constexpr std::uint8_t status_type_ocsp = 1;        // CertificateStatusType
inline constexpr std::uint8_t handshake_type_status = 22;  // HandshakeType certificate_status

OCSPAN_FN inline void read_status_type(Reader& reader) {
  const std::uint8_t* const at = reader.remaining().data();
  if (reader.number(1, Field::status_type) != status_type_ocsp) {
    reader.fail(ErrorCode::unsupported_status_type, Field::status_type, at);
  }
}

template <class IDs, class Requested>
constexpr void write_status_request(Writer& writer, const IDs& responder_ids, const Requested& extensions,
                                    bool with_extensions) {
  writer.number(status_type_ocsp, 1);
  writer.vector(2, Field::responder_id_list, [&] {
    for (const ResponderID& id : responder_ids) {
      writer.vector(2, Field::responder_id, [&] { id.write(writer); });
    }
  });
  writer.vector(2, Field::request_extensions, [&] {
    if (with_extensions) {
      writer.sequence_of(extensions);
    }
  });
}

}  // namespace detail

// struct {
//   CertificateStatusType  status_type;  // ocsp(1)
//   OCSPResponse           response;
// } CertificateStatus;
// opaque OCSPResponse<1..2^24-1>;
OCSPAN_FN void CertificateStatus::read(Reader& reader, Field /*name*/) {
  detail::read_status_type(reader);
  response_ = reader.vector(3, Field::ocsp_response);
  if (response_.empty()) {
    reader.fail(ErrorCode::missing, Field::ocsp_response, response_.data());
  }
}

OCSPAN_FN void CertificateStatus::write(Writer& writer) const {
  if (response_.empty()) {
    writer.fail({ErrorCode::missing, Field::ocsp_response});
  }
  writer.number(detail::status_type_ocsp, 1);
  writer.vector(3, Field::ocsp_response, [&] { writer.raw(response_); });
}

// struct {
//   CertificateStatusType  status_type;  // ocsp(1)
//   OCSPStatusRequest      request;
// } CertificateStatusRequest;
// struct {
//   ResponderID  responder_id_list<0..2^16-1>;
//   Extensions   request_extensions;
// } OCSPStatusRequest;
// opaque ResponderID<1..2^16-1>;
// opaque Extensions<0..2^16-1>;
OCSPAN_FN void CertificateStatusRequest::read(Reader& reader, Field /*name*/) {
  detail::read_status_type(reader);
  responder_ids_.read(reader, Field::responder_id_list, Field::responder_id);
  Reader extensions = reader.open_vector(2, Field::request_extensions);
  if (extensions.more()) {
    request_extensions_.read(extensions, Field::request_extensions);
  }
  extensions.close(Field::request_extensions);
}

OCSPAN_FN void CertificateStatusRequest::write(Writer& writer) const {
  detail::write_status_request(writer, responder_ids_, request_extensions_, request_extensions_.present());
}

OCSPAN_FN Result<CertificateStatus> load_tls_certificate_status(Input bytes, TlsFraming framing) {
  constexpr Field field = CertificateStatus::field;
  if (framing == TlsFraming::none) {
    return load<CertificateStatus>(bytes.bytes(), Tolerance::none);
  }
  ReadContext context{bytes.bytes()};
  Reader reader{context};
  CertificateStatus status;
  if (reader.number(1, field) != detail::handshake_type_status) {
    reader.fail(ErrorCode::wrong_tag, field, bytes.bytes().data());
  }
  Reader body = reader.open_vector(3, field);
  status.read(body, field);
  body.close(field);
  reader.close(field);
  return context.error() ? Result<CertificateStatus>{context.error()} : status;
}

OCSPAN_FN Result<Bytes> write_tls_certificate_status(Bytes response, std::span<std::uint8_t> out, TlsFraming framing) {
  const CertificateStatus status{response};
  Writer writer{out};
  if (framing == TlsFraming::none) {
    status.write(writer);
  } else {
    writer.number(detail::handshake_type_status, 1);
    writer.vector(3, CertificateStatus::field, [&] { status.write(writer); });
  }
  return writer.finish();
}

OCSPAN_FN Result<CertificateStatusRequest> load_tls_certificate_status_request(Input bytes, Tolerance tolerance) {
  return load<CertificateStatusRequest>(bytes.bytes(), tolerance);
}

OCSPAN_FN Result<Bytes> write_tls_certificate_status_request(std::span<const ResponderID> responder_ids,
                                                             std::span<const Extension> request_extensions,
                                                             std::span<std::uint8_t> out) {
  Writer writer{out};
  writer.fail(detail::check_extensions(request_extensions, Field::request_extensions));
  detail::write_status_request(writer, responder_ids, request_extensions, !request_extensions.empty());
  return writer.finish();
}

}  // namespace ocspan::inline OCSPAN_ABI
