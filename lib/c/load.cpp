// The C interface: messages, certificates and extensions.
#include "convert.hpp"
#include "ocspan/ocsp/nonce.hpp"
#include "ocspan/ocsp/request.hpp"
#include "ocspan/ocsp/response.hpp"
#include "ocspan/ocsp/stapling.hpp"
#include "ocspan/x509/authority_info_access.hpp"
#include "ocspan/x509/pem.hpp"

namespace ocspan::c {
namespace {

using ocspan::c::from_c;  // else hidden by the one below

void fill_basic(const BasicOCSPResponse* basic, ocspan_response& to) {
  if (basic == nullptr) {
    return;
  }
  to.version = static_cast<std::uint8_t>(basic->version());
  to.responder_name = basic->responder_name() ? to_c(basic->responder_name()->der()) : ocspan_bytes{};
  to.responder_key_hash = to_c(basic->responder_key_hash());
  to.produced_at = to_c(basic->produced_at());
  to.responses = to_c(basic->responses());
  to.extensions = to_c(basic->extensions());
  to.signature_algorithm = to_c(basic->signature_algorithm());
  to.signature = to_c(basic->signature());
  to.tbs_response_data = to_c(basic->tbs_response_bytes());
  to.certificates = to_c(basic->certificates());
}

void fill(const OCSPResponse& from, ocspan_response& to) {
  to.der = to_c(from.public_bytes());
  to.response_status = static_cast<ocspan_response_status>(from.response_status());
  to.tolerated = static_cast<ocspan_tolerance>(from.tolerated());
  to.response_type = from.basic() == nullptr ? ocspan_bytes{} : to_c(from.response_type().bytes());
  fill_basic(from.basic(), to);
}

void fill(const BasicOCSPResponse& from, ocspan_response& to) {
  to.der = to_c(from.public_bytes());
  to.is_basic = true;
  to.tolerated = static_cast<ocspan_tolerance>(from.tolerated());
  to.response_type = to_c("basic"_oid.bytes());
  fill_basic(&from, to);
}

void fill(const SingleResponse& from, ocspan_single_response& to) {
  const std::optional<ReasonFlags>& reason = from.revocation_reason();
  to.cert_id = to_c(from.cert_id());
  to.cert_status = static_cast<ocspan_cert_status>(from.certificate_status());
  to.has_revocation_reason = reason.has_value();
  to.revocation_reason = static_cast<ocspan_reason>(reason.value_or(ReasonFlags::unspecified));
  to.revocation_time = to_c(from.revocation_time());
  to.this_update = to_c(from.this_update());
  to.next_update = to_c(from.next_update());
  to.single_extensions = to_c(from.single_extensions());
}

void fill(const OCSPRequest& from, ocspan_request& to) {
  to.der = to_c(from.public_bytes());
  to.tolerated = static_cast<ocspan_tolerance>(from.tolerated());
  to.version = static_cast<std::uint8_t>(from.version());
  to.requestor_name = from.requestor_name() ? to_c(from.requestor_name()->der()) : ocspan_bytes{};
  to.requests = to_c(from.requests());
  to.extensions = to_c(from.extensions());
  to.tbs_request = to_c(from.tbs_request_bytes());
  if (const std::optional<Signature>& signature = from.signature()) {
    to.signature_algorithm = to_c(signature->algorithm());
    to.signature = to_c(signature->bits().bytes());
    to.certificates = to_c(signature->certificates());
  }
}

void fill(const Request& from, ocspan_single_request& to) {
  to.cert_id = to_c(from.cert_id());
  to.extensions = to_c(from.extensions());
}

void fill(const Certificate& from, ocspan_certificate& to) {
  to.der = to_c(from.public_bytes());
  to.tolerated = static_cast<ocspan_tolerance>(from.tolerated());
  to.version = static_cast<std::uint8_t>(from.version());
  to.serial_number = to_c(from.serial_number().bytes());
  to.issuer = to_c(from.issuer().der());
  to.not_before = to_c(from.not_before());
  to.not_after = to_c(from.not_after());
  to.subject = to_c(from.subject().der());
  to.subject_public_key_info = to_c(from.subject_public_key_info());
  to.extensions = to_c(from.extensions());
  to.issuer_unique_id = from.issuer_unique_id() ? to_c(from.issuer_unique_id()->bytes()) : ocspan_bytes{};
  to.subject_unique_id = from.subject_unique_id() ? to_c(from.subject_unique_id()->bytes()) : ocspan_bytes{};
  to.signature_algorithm = to_c(from.signature_algorithm());
  to.tbs_signature_algorithm = to_c(from.tbs_signature_algorithm());
  to.signature = to_c(from.signature());
  to.tbs_certificate = to_c(from.tbs_certificate_bytes());
}

void fill(const OpaqueCertificate& from, ocspan_bytes& to) { to = to_c(from.der()); }

void fill(const Extension& from, ocspan_extension& to) {
  to = {to_c(from.oid().bytes()), from.critical(), to_c(from.value())};
}

void fill(const CertificateStatus& from, ocspan_bytes& to) { to = to_c(from.response()); }

void fill(const CertificateStatusRequest& from, ocspan_status_request& to) {
  to = {{to_c(from.responder_ids().bytes())}, to_c(from.request_extensions())};
}

void fill(const ResponderID& from, ocspan_responder_id& to) {
  to = {from.by_name() ? to_c(from.by_name()->der()) : ocspan_bytes{}, to_c(from.by_key())};
}

template <class T, class C>
ocspan_error give_view(const Result<T>& view, C& out) {
  out = {};
  if (view) {
    fill(*view, out);
  }
  return to_c(view.error());
}

/// Takes the first element, by `read(reader, element)`, from a list whose elements were all checked; false if there is
/// none.
template <class T, class C, class Read>
bool next_by(Read read, ocspan_list& list, C& out) {
  out = {};
  ReadContext context{from_c(list.rest), Tolerance::all};
  Reader reader{context};
  T element;
  const bool more = reader.more();
  if (more) {
    read(reader, element);
  }
  if (!more || context.error()) {
    list.rest.size = 0;
    return false;
  }
  list.rest = to_c(reader.remaining());
  fill(element, out);
  return true;
}

template <class T, class C>
bool next(ocspan_list& list, C& out) {
  return next_by<T>([](Reader& reader, T& element) { element.read(reader, Field::none); }, list, out);
}

TlsFraming framing_from_c(bool with_header) { return with_header ? TlsFraming::handshake : TlsFraming::none; }

Extensions from_c(ocspan_list extensions) { return Extensions::of_checked(from_c(extensions.rest)); }

ocspan_error find_url(const ocspan_certificate& certificate, ocspan_tolerance tolerance, Oid method,
                      ocspan_bytes& url) {
  url = {};
  const Result<std::optional<AuthorityInfoAccess>> access =
      from_c(certificate.extensions).get<AuthorityInfoAccess>(tolerance_from_c(tolerance));
  if (access && *access) {
    url = to_c((*access)->url(method));
  }
  return to_c(access.error());
}

}  // namespace
}  // namespace ocspan::c

using namespace ocspan;
using namespace ocspan::c;

ocspan_error ocspan_load_response(ocspan_bytes der, ocspan_tolerance tolerance, ocspan_response* response) {
  return give_view(load_der_ocsp_response(from_c(der), tolerance_from_c(tolerance)), *response);
}

ocspan_error ocspan_load_basic_response(ocspan_bytes der, ocspan_tolerance tolerance, ocspan_response* response) {
  return give_view(load_der_basic_ocsp_response(from_c(der), tolerance_from_c(tolerance)), *response);
}

bool ocspan_next_single_response(ocspan_list* responses, ocspan_single_response* single) {
  return next<SingleResponse>(*responses, *single);
}

ocspan_error ocspan_load_request(ocspan_bytes der, ocspan_tolerance tolerance, ocspan_request* request) {
  return give_view(load_der_ocsp_request(from_c(der), tolerance_from_c(tolerance)), *request);
}

bool ocspan_next_request(ocspan_list* requests, ocspan_single_request* request) {
  return next<Request>(*requests, *request);
}

ocspan_error ocspan_load_certificate(ocspan_bytes der, ocspan_tolerance tolerance, ocspan_certificate* certificate) {
  return give_view(load_der_x509_certificate(from_c(der), tolerance_from_c(tolerance)), *certificate);
}

ocspan_error ocspan_load_pem_certificate(const char* pem, size_t pem_size, ocspan_tolerance tolerance, uint8_t* buffer,
                                         size_t buffer_size, ocspan_certificate* certificate) {
  return give_view(load_pem_x509_certificate({pem, pem_size}, {buffer, buffer_size}, tolerance_from_c(tolerance)),
                   *certificate);
}

bool ocspan_next_certificate(ocspan_list* certificates, ocspan_bytes* der) {
  return next<OpaqueCertificate>(*certificates, *der);
}

ocspan_error ocspan_certificate_ocsp_url(const ocspan_certificate* certificate, ocspan_tolerance tolerance,
                                         ocspan_bytes* url) {
  return find_url(*certificate, tolerance, "ocsp"_oid, *url);
}

ocspan_error ocspan_certificate_ca_issuers_url(const ocspan_certificate* certificate, ocspan_tolerance tolerance,
                                               ocspan_bytes* url) {
  return find_url(*certificate, tolerance, "caIssuers"_oid, *url);
}

bool ocspan_names_match(ocspan_bytes a, ocspan_bytes b) {
  const Result<Name> first = name_from_c(a);
  const Result<Name> second = name_from_c(b);
  return first && second && names_match(*first, *second);
}

ocspan_error ocspan_load_certificate_status(ocspan_bytes bytes, bool with_header, ocspan_bytes* response) {
  return give_view(load_tls_certificate_status(from_c(bytes), framing_from_c(with_header)), *response);
}

ocspan_error ocspan_write_certificate_status(ocspan_bytes response, bool with_header, uint8_t* out, size_t size,
                                             size_t* written) {
  return give(write_tls_certificate_status(from_c(response), {out, size}, framing_from_c(with_header)), written);
}

ocspan_error ocspan_load_status_request(ocspan_bytes bytes, ocspan_tolerance tolerance,
                                        ocspan_status_request* request) {
  return give_view(load_tls_certificate_status_request(from_c(bytes), tolerance_from_c(tolerance)), *request);
}

bool ocspan_next_responder_id(ocspan_list* responder_ids, ocspan_responder_id* id) {
  const auto read = [](Reader& reader, ResponderID& element) {
    Reader contents = reader.open_vector(2, Field::none);
    element.read(contents, Field::none);
  };
  return next_by<ResponderID>(read, *responder_ids, *id);
}

bool ocspan_next_extension(ocspan_list* extensions, ocspan_extension* extension) {
  return next<Extension>(*extensions, *extension);
}

ocspan_error ocspan_find_extension(ocspan_list extensions, ocspan_bytes oid, bool* found, ocspan_extension* extension) {
  *extension = {};
  const Result<std::optional<Extension>> result = from_c(extensions).find(Oid{from_c(oid)});
  *found = result && *result;
  if (*found) {
    fill(**result, *extension);
  }
  return to_c(result.error());
}

ocspan_error ocspan_find_nonce(ocspan_list extensions, ocspan_bytes* nonce) {
  *nonce = {};
  const Result<std::optional<Nonce>> result = from_c(extensions).get<Nonce>();
  if (result && *result) {
    *nonce = to_c((*result)->bytes());
  }
  return to_c(result.error());
}
