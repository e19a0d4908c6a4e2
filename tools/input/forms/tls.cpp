// What a TLS server staples: CertificateStatus (RFC 6066 8, RFC 6961 2.2, RFC 9846 4.5.3.1), alone, as the extension of
// a CertificateEntry, as a handshake message, or in one record.
#include <cstdint>
#include <ocspan/asn1/reader.hpp>

#include "input/forms/form.hpp"

namespace ocspan_tool {
namespace {

using ocspan::Field;

/// What a header stands before, if the bytes begin with `type` and are as long as it says.
std::string_view without_header(std::string_view bytes, std::uint64_t type, std::size_t type_width,
                                std::size_t size_width) {
  ocspan::ReadContext context{bytes_of(bytes)};
  ocspan::Reader reader{context};
  const bool is_type = reader.number(type_width, Field::none) == type;
  const std::string_view contents = text_of(reader.vector(size_width, Field::none));
  reader.close(Field::none);
  return is_type && !context.error() ? contents : bytes;
}

bool undo_tls_status(std::string_view content, Input& input) {
  constexpr unsigned handshake = 22;
  constexpr unsigned certificate_status = 22;
  constexpr unsigned status_request = 5;
  constexpr unsigned ocsp = 1;
  constexpr unsigned ocsp_multi = 2;
  std::string_view status = content;
  for (const unsigned version : {0x0301U, 0x0302U, 0x0303U}) {
    status = without_header(status, handshake << 16 | version, 3, 2);
  }
  status = without_header(status, certificate_status, 1, 3);
  status = without_header(status, status_request, 2, 2);
  ocspan::ReadContext context{bytes_of(status)};
  ocspan::Reader reader{context};
  const std::uint64_t type = reader.number(1, Field::status_type);
  const std::string_view value = text_of(reader.vector(3, Field::ocsp_response));
  reader.close(Field::certificate_status);
  if (context.error() || (type != ocsp && type != ocsp_multi) || value.empty()) {
    return false;
  }
  if (type == ocsp) {
    input.add(tls_status, value, input.bytes_of_part(value));
    return true;
  }
  bool is_added = false;
  ocspan::ReadContext list_context{bytes_of(value)};
  ocspan::Reader list{list_context};
  while (list.more()) {
    if (const std::string_view response = text_of(list.vector(3, Field::ocsp_response));
        !response.empty()) {  // empty: none for that certificate
      input.add(tls_status, response, input.bytes_of_part(response));
      is_added = true;
    }
  }
  return is_added;
}

}  // namespace

const Form tls_status{"TLS CertificateStatus", false, undo_tls_status, locate_same};

}  // namespace ocspan_tool
