// The C interface: CertIDs and requests.
#include "ocspan/ocsp/request.hpp"
#include "convert.hpp"
#include "ocspan/ocsp/http.hpp"
#include "ocspan/ocsp/issuer_hashes.hpp"
#include "ocspan/ocsp/message_builder.hpp"

namespace ocspan::c {
namespace {

/// A list in the caller's memory; NULL is empty.
template <class T>
std::span<const T> span_of(const T* elements, size_t count) {
  return {elements, elements == nullptr ? 0 : count};
}

/// A request builder that reads the CertIDs from the caller's memory, so that their number is not limited.
class RequestBuilder : public detail::MessageBuilder<RequestBuilder> {
 public:
  explicit RequestBuilder(const ocspan_request_fields& fields)
      : cert_ids_(span_of(fields.cert_ids, fields.cert_id_count)) {
    for (const ocspan_cert_id& id : cert_ids_) {
      const Result<CertID> cert_id = from_c(id);
      if (!cert_id) {
        note(cert_id.error());
        continue;
      }
      note(detail::check_hashes(*cert_id));
      if (!fields.allow_negative_serial_numbers) {
        note(detail::check_serial_number(cert_id->serial_number()));
      }
    }
    if (fields.nonce.data != nullptr || fields.nonce.size != 0) {
      nonce(from_c(fields.nonce));
    }
    for (const ocspan_extension& extension : span_of(fields.extensions, fields.extension_count)) {
      add_extension(from_c(extension));
    }
  }

  Result<Bytes> build(std::span<std::uint8_t> out) const {
    return write_message(out, cert_ids_.empty() ? Field::request_list : Field::none, [&](Writer& writer) {
      const auto write_request = [&](const ocspan_cert_id& id) {
        detail::write_request(writer, *from_c(id), std::span<const Extension>{});
      };
      detail::write_tbs_request(
          writer, std::nullopt, [&] { writer.sequence_of(cert_ids_, write_request); }, extensions_.elements());
    });
  }

 private:
  std::span<const ocspan_cert_id> cert_ids_;
};

}  // namespace
}  // namespace ocspan::c

using namespace ocspan;
using namespace ocspan::c;

ocspan_error ocspan_make_cert_id(ocspan_bytes serial_number, const ocspan_certificate* issuer, ocspan_hash hash,
                                 const ocspan_hasher* hasher, ocspan_hashes* hashes, ocspan_cert_id* cert_id) {
  *cert_id = {};
  if (serial_number.data == nullptr || serial_number.size == 0) {
    return to_c(Error{ErrorCode::missing, Field::serial_number});
  }
  if (issuer->subject.size == 0) {
    return to_c(Error{ErrorCode::missing, Field::issuer});
  }
  if (!is_usable(hasher)) {
    return to_c(Error{ErrorCode::missing, Field::hash_algorithm});
  }
  if (oid_of(static_cast<HashAlgorithm>(hash)).empty()) {
    return to_c(Error{ErrorCode::unsupported_algorithm, Field::hash_algorithm});
  }
  const AlgorithmIdentifier algorithm{static_cast<HashAlgorithm>(hash)};
  const IssuerHashInput input{from_c(issuer->subject), from_c(issuer->subject_public_key_info.bits)};
  const Result<IssuerHashes> result = IssuerHashes::of(input, algorithm, HasherFromC{hasher});
  if (result) {
    const std::size_t size = result->name_hash().size();
    for (std::size_t i = 0; i < size; ++i) {
      hashes->name[i] = result->name_hash()[i];
      hashes->key[i] = result->key_hash()[i];
    }
    *cert_id = {to_c(algorithm), {hashes->name, size}, {hashes->key, size}, serial_number};
  }
  return to_c(result.error());
}

ocspan_error ocspan_serial_number_from_magnitude(ocspan_bytes magnitude, uint8_t* out, size_t size,
                                                 ocspan_bytes* serial_number) {
  const SerialNumber number = SerialNumber::from_magnitude(from_c(magnitude));
  const std::uint8_t zero[] = {0};
  Writer writer{{out, size}};
  writer.raw(number.needs_zero() ? Bytes{zero} : Bytes{});
  writer.raw(number.bytes());
  const Result<Bytes> written = writer.finish();
  *serial_number = to_c(*written);
  return to_c(written.error());
}

ocspan_error ocspan_make_cert_id_of(const ocspan_certificate* certificate, const ocspan_certificate* issuer,
                                    ocspan_hash hash, const ocspan_hasher* hasher, ocspan_hashes* hashes,
                                    ocspan_cert_id* cert_id) {
  ocspan_certificate named = *issuer;
  named.subject = issuer->subject.size == 0 ? ocspan_bytes{} : certificate->issuer;
  return ocspan_make_cert_id(certificate->serial_number, &named, hash, hasher, hashes, cert_id);
}

ocspan_algorithm ocspan_hash_algorithm(ocspan_hash hash) {
  const auto algorithm = static_cast<HashAlgorithm>(hash);
  return oid_of(algorithm).empty() ? ocspan_algorithm{} : to_c(AlgorithmIdentifier{algorithm});
}

bool ocspan_cert_id_equal(const ocspan_cert_id* a, const ocspan_cert_id* b) {
  const Result<CertID> first = from_c(*a);
  const Result<CertID> second = from_c(*b);
  return first && second && *first == *second;
}

ocspan_error ocspan_build_request(const ocspan_request_fields* fields, uint8_t* out, size_t size, size_t* written) {
  return give(RequestBuilder{*fields}.build({out, size}), written);
}

ocspan_error ocspan_get_url(const char* responder_url, size_t responder_url_size, ocspan_bytes request, char* out,
                            size_t size, size_t* written) {
  return give(ocsp_get_url({responder_url, responder_url_size}, from_c(request), {out, size}), written);
}

bool ocspan_is_for_get(const char* responder_url, size_t responder_url_size, ocspan_bytes request) {
  return ocsp_http_method({responder_url, responder_url_size}, from_c(request)) == HttpMethod::get;
}

ocspan_error ocspan_decode_get_path(const char* path, size_t path_size, uint8_t* out, size_t size,
                                    ocspan_bytes* request) {
  const Result<Bytes> decoded = decode_ocsp_get_path({path, path_size}, {out, size});
  *request = to_c(*decoded);
  return to_c(decoded.error());
}
