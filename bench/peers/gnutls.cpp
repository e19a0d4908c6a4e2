// The same by GnuTLS.
#include <gnutls/gnutls.h>
#include <gnutls/ocsp.h>
#include <gnutls/x509.h>

#include <ctime>

#include "../messages.hpp"
#include "../operation.hpp"

namespace ocspan::bench {
namespace {

gnutls_datum_t datum(Bytes bytes) {
  return {const_cast<unsigned char*>(bytes.data()), static_cast<unsigned>(bytes.size())};
}

std::uint64_t take(gnutls_datum_t& bytes) {
  const std::uint64_t sum = bytes.size;
  gnutls_free(bytes.data);
  bytes = {};
  return sum;
}

Bytes bytes(const gnutls_datum_t& bytes) { return {bytes.data, bytes.size}; }

/// A CertID's fields, which GnuTLS copies; they are freed.
struct Id {
  gnutls_digest_algorithm_t digest{};
  gnutls_datum_t name_hash{};
  gnutls_datum_t key_hash{};
  gnutls_datum_t serial{};

  std::uint64_t answer() const { return answer_of_id(bytes(name_hash), bytes(key_hash), bytes(serial)); }
  ~Id() {
    gnutls_free(name_hash.data);
    gnutls_free(key_hash.data);
    gnutls_free(serial.data);
  }
};

Outcome read_response(gnutls_ocsp_resp_t response) {
  Outcome outcome{0, static_cast<std::uint64_t>(gnutls_ocsp_resp_get_produced(response))};
  gnutls_datum_t raw{};
  for (const unsigned type : {unsigned{GNUTLS_OCSP_RESP_ID_KEY}, unsigned{GNUTLS_OCSP_RESP_ID_DN}}) {
    if (gnutls_ocsp_resp_get_responder_raw_id(response, type, &raw) == 0) {
      outcome.rest += take(raw);
    }
  }
  for (unsigned i = 0;; ++i) {
    Id id;
    unsigned status = 0;
    unsigned reason = 0;
    std::time_t this_update = 0;
    std::time_t next_update = 0;
    std::time_t revocation_time = 0;
    if (gnutls_ocsp_resp_get_single(response, i, &id.digest, &id.name_hash, &id.key_hash, &id.serial, &status,
                                    &this_update, &next_update, &revocation_time, &reason) != 0) {
      break;
    }
    outcome.answer += id.answer() + answer_of_status(status, 0, 0, this_update % 86400);
    outcome.rest += static_cast<std::uint64_t>(next_update) + reason;
  }
  unsigned critical = 0;
  gnutls_datum_t oid{};
  gnutls_datum_t value{};
  for (unsigned i = 0; gnutls_ocsp_resp_get_extension(response, i, &oid, &critical, &value) == 0; ++i) {
    outcome.rest += take(oid) + take(value);
  }
  outcome.rest += static_cast<std::uint64_t>(gnutls_ocsp_resp_get_signature_algorithm(response));
  if (gnutls_ocsp_resp_get_signature(response, &raw) == 0) {
    outcome.rest += take(raw);
  }
  return outcome;
}

Outcome iterate(gnutls_ocsp_resp_t response) {
  Outcome outcome;
  for (unsigned i = 0;; ++i) {
    gnutls_datum_t serial{};
    unsigned status = 0;
    if (gnutls_ocsp_resp_get_single(response, i, nullptr, nullptr, nullptr, &serial, &status, nullptr, nullptr, nullptr,
                                    nullptr) != 0) {
      return outcome;
    }
    outcome.answer += 1 + status + bytes(serial).back();
    gnutls_free(serial.data);
  }
}

Outcome read_request(gnutls_ocsp_req_t request) {
  Outcome outcome;
  for (unsigned i = 0;; ++i) {
    Id id;
    if (gnutls_ocsp_req_get_cert_id(request, i, &id.digest, &id.name_hash, &id.key_hash, &id.serial) != 0) {
      return outcome;
    }
    outcome.answer += id.answer();
  }
}

template <class Handle, void (*release)(Handle)>
struct Release {
  using pointer = Handle;
  void operator()(Handle handle) const { release(handle); }
};
template <class Handle, void (*release)(Handle)>
using Owner = std::unique_ptr<std::remove_pointer_t<Handle>, Release<Handle, release>>;
using Response = Owner<gnutls_ocsp_resp_t, gnutls_ocsp_resp_deinit>;
using Request = Owner<gnutls_ocsp_req_t, gnutls_ocsp_req_deinit>;
using Certificate = Owner<gnutls_x509_crt_t, gnutls_x509_crt_deinit>;

/// Null if GnuTLS does not read it, or it is an error status.
Response load_response(const ByteVector& der) {
  gnutls_ocsp_resp_t handle = nullptr;
  gnutls_ocsp_resp_init(&handle);
  Response response{handle};
  const gnutls_datum_t data = datum(der);
  const bool loaded =
      gnutls_ocsp_resp_import(handle, &data) == 0 && gnutls_ocsp_resp_get_status(handle) == GNUTLS_OCSP_RESP_SUCCESSFUL;
  return loaded ? std::move(response) : nullptr;
}

Request load_request(const ByteVector& der) {
  gnutls_ocsp_req_t handle = nullptr;
  gnutls_ocsp_req_init(&handle);
  Request request{handle};
  const gnutls_datum_t data = datum(der);
  return gnutls_ocsp_req_import(handle, &data) == 0 ? std::move(request) : nullptr;
}

Certificate load_certificate(const ByteVector& der) {
  gnutls_x509_crt_t handle = nullptr;
  gnutls_x509_crt_init(&handle);
  Certificate certificate{handle};
  const gnutls_datum_t data = datum(der);
  return gnutls_x509_crt_import(handle, &data, GNUTLS_X509_FMT_DER) == 0 ? std::move(certificate) : nullptr;
}

template <class Add>
Outcome write_request_with(Add add_to) {
  gnutls_ocsp_req_t handle = nullptr;
  gnutls_ocsp_req_init(&handle);
  const Request request{handle};
  gnutls_datum_t out{};
  if (add_to(handle) != 0 || gnutls_ocsp_req_export(handle, &out) != 0) {
    return {};
  }
  const Outcome outcome = answer_of_written(bytes(out));
  gnutls_free(out.data);
  return outcome;
}

}  // namespace

std::string library() { return std::string{"GnuTLS "} + gnutls_check_version(nullptr); }

void add_operations(Operations& operations) {
  for (const char* const input : response_inputs) {
    operations.add_load(input, "load",
                        [](const ByteVector& der) -> Outcome { return {load_response(der) != nullptr}; });
    if (std::string{input} != "response_10000") {  // reading one of them takes the longer the more there are
      operations.add_load(input, "load_and_read", [](const ByteVector& der) -> Outcome {
        const Response response = load_response(der);
        return response ? read_response(response.get()) : Outcome{};
      });
    }
  }
  for (const List& list : response_lists) {
    if (list.answers <= 20) {  // as above
      operations.add_loaded(list.input, "iterate", load_response,
                            [](const Response& response) { return iterate(response.get()); });
    }
  }
  for (const char* const input : request_inputs) {
    operations.add_load(input, "load", [](const ByteVector& der) -> Outcome { return {load_request(der) != nullptr}; });
    operations.add_load(input, "load_and_read", [](const ByteVector& der) -> Outcome {
      const Request request = load_request(der);
      return request ? read_request(request.get()) : Outcome{};
    });
  }
  operations.add_load("certificate", "load",
                      [](const ByteVector& der) -> Outcome { return {load_certificate(der) != nullptr}; });
  operations.add("request", "build", [serial = serial_number(0)](const ByteVector&) {
    const gnutls_datum_t name_hash = datum(issuer_name_hash);
    const gnutls_datum_t key_hash = datum(issuer_key_hash);
    const gnutls_datum_t number = datum(serial);
    return write_request_with([&](gnutls_ocsp_req_t request) {
      return gnutls_ocsp_req_add_cert_id(request, GNUTLS_DIG_SHA1, &name_hash, &key_hash, &number);
    });
  });
  const std::shared_ptr<gnutls_x509_crt_int> leaf = load_certificate(*operations.message("certificate"));
  const std::shared_ptr<gnutls_x509_crt_int> issuer = load_certificate(*operations.message("issuer"));
  operations.add("certificate", "hash_and_build_request", [leaf, issuer](const ByteVector&) {
    return write_request_with([&](gnutls_ocsp_req_t request) {
      return gnutls_ocsp_req_add_cert(request, GNUTLS_DIG_SHA1, issuer.get(), leaf.get());
    });
  });
}

}  // namespace ocspan::bench
