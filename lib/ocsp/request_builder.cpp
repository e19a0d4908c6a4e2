#include "ocspan/ocsp/request_builder.hpp"

#include "ocspan/ocsp/nonce.hpp"

namespace ocspan::inline OCSPAN_ABI {

// OCSPRequest ::= SEQUENCE {
//   tbsRequest         SEQUENCE {
//     requestList        SEQUENCE OF SEQUENCE { reqCert CertID },
//     requestExtensions  [2] EXPLICIT SEQUENCE OF Extension OPTIONAL } }
OCSPAN_FN Result<Bytes> write_request(const CertID& cert_id, std::optional<Bytes> nonce,
                                      std::span<std::uint8_t> buffer) {
  if (const Error error = detail::check_hashes(cert_id)) {
    return error;
  }
  if (nonce && !Nonce{*nonce}.has_standard_length()) {
    return Error{ErrorCode::wrong_length, Field::extn_value};
  }
  Writer writer{buffer};
  const auto write_extensions = [&] {
    detail::write_extension(writer, Nonce::oid, false, [&] { writer.value(Tag::octet_string, *nonce); });
  };
  writer.nest(Tag::sequence, [&] {
    writer.nest(Tag::sequence, [&] {
      writer.nest(Tag::sequence, [&] { writer.nest(Tag::sequence, [&] { cert_id.write(writer); }); });
      if (nonce) {
        writer.nest(explicit_tag(2), [&] { writer.nest(Tag::sequence, write_extensions); });
      }
    });
  });
  return writer.finish();
}

}  // namespace ocspan::inline OCSPAN_ABI
