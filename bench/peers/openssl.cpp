// The same by OpenSSL.
#include <openssl/crypto.h>
#include <openssl/ocsp.h>
#include <openssl/x509.h>

#include <ctime>

#include "../messages.hpp"
#include "../operation.hpp"

namespace ocspan::bench {
namespace {

template <class T, void (*release)(T*)>
struct Release {
  void operator()(T* object) const { release(object); }
};
template <class T, void (*release)(T*)>
using Owner = std::unique_ptr<T, Release<T, release>>;
using Response = Owner<OCSP_RESPONSE, OCSP_RESPONSE_free>;
using Basic = Owner<OCSP_BASICRESP, OCSP_BASICRESP_free>;
using Request = Owner<OCSP_REQUEST, OCSP_REQUEST_free>;
using CertId = Owner<OCSP_CERTID, OCSP_CERTID_free>;
using X509Owner = Owner<X509, X509_free>;

std::span<const std::uint8_t> bytes(const ASN1_STRING* string) {
  return {ASN1_STRING_get0_data(string), static_cast<std::size_t>(ASN1_STRING_length(string))};
}

/// Reads every field once.
class Fields {
 public:
  Outcome outcome() const { return outcome_; }

  void read(const ASN1_STRING* string) {
    if (string != nullptr) {
      const int length = ASN1_STRING_length(string);
      outcome_.rest += static_cast<std::uint64_t>(length) + (length > 0 ? ASN1_STRING_get0_data(string)[0] : 0U);
    }
  }
  void read(const ASN1_OBJECT* object) { outcome_.rest += OBJ_length(object); }
  std::tm read_time(const ASN1_TIME* time) {
    std::tm fields{};
    if (time != nullptr && ASN1_TIME_to_tm(time, &fields) == 1) {
      outcome_.rest += static_cast<std::uint64_t>(fields.tm_year + fields.tm_mon + fields.tm_mday + fields.tm_hour +
                                                  fields.tm_min + fields.tm_sec);
    }
    return fields;
  }
  void read(const X509_ALGOR* algorithm) {
    const ASN1_OBJECT* object = nullptr;
    int type = 0;
    const void* value = nullptr;
    X509_ALGOR_get0(&object, &type, &value, algorithm);
    read(object);
    outcome_.rest += static_cast<std::uint64_t>(type);
  }
  void read(const X509_NAME* name) {
    for (int i = 0; i < X509_NAME_entry_count(name); ++i) {
      const X509_NAME_ENTRY* const entry = X509_NAME_get_entry(name, i);
      read(X509_NAME_ENTRY_get_object(entry));
      read(X509_NAME_ENTRY_get_data(entry));
    }
  }
  void read(X509_EXTENSION* extension) {
    read(X509_EXTENSION_get_object(extension));
    outcome_.rest += static_cast<std::uint64_t>(X509_EXTENSION_get_critical(extension));
    read(X509_EXTENSION_get_data(extension));
  }
  void read(OCSP_CERTID* id) {
    ASN1_OCTET_STRING* name_hash = nullptr;
    ASN1_OBJECT* algorithm = nullptr;
    ASN1_OCTET_STRING* key_hash = nullptr;
    ASN1_INTEGER* serial = nullptr;
    OCSP_id_get0_info(&name_hash, &algorithm, &key_hash, &serial, id);
    read(algorithm);
    outcome_.answer += answer_of_id(bytes(name_hash), bytes(key_hash), bytes(serial));
  }
  void read(OCSP_SINGLERESP* single) {
    read(const_cast<OCSP_CERTID*>(OCSP_SINGLERESP_get0_id(single)));
    int reason = 0;
    ASN1_GENERALIZEDTIME* revoked = nullptr;
    ASN1_GENERALIZEDTIME* this_update = nullptr;
    ASN1_GENERALIZEDTIME* next_update = nullptr;
    const int status = OCSP_single_get0_status(single, &reason, &revoked, &this_update, &next_update);
    outcome_.rest += static_cast<std::uint64_t>(reason);
    read_time(revoked);
    const std::tm time = read_time(this_update);
    outcome_.answer += answer_of_status(static_cast<unsigned>(status), time.tm_hour, time.tm_min, time.tm_sec);
    read_time(next_update);
    for (int i = 0; i < OCSP_SINGLERESP_get_ext_count(single); ++i) {
      read(OCSP_SINGLERESP_get_ext(single, i));
    }
  }
  void read(OCSP_RESPONSE* response, OCSP_BASICRESP* basic) {
    outcome_.rest += static_cast<std::uint64_t>(OCSP_response_status(response));
    const ASN1_OCTET_STRING* key = nullptr;
    const X509_NAME* name = nullptr;
    OCSP_resp_get0_id(basic, &key, &name);
    read(key);
    if (name != nullptr) {
      read(name);
    }
    read_time(OCSP_resp_get0_produced_at(basic));
    for (int i = 0; i < OCSP_resp_count(basic); ++i) {
      read(OCSP_resp_get0(basic, i));
    }
    for (int i = 0; i < OCSP_BASICRESP_get_ext_count(basic); ++i) {
      read(OCSP_BASICRESP_get_ext(basic, i));
    }
    read(OCSP_resp_get0_tbs_sigalg(basic));
    read(OCSP_resp_get0_signature(basic));
    outcome_.rest += static_cast<std::uint64_t>(sk_X509_num(OCSP_resp_get0_certs(basic)) + 1);
  }
  void read(OCSP_REQUEST* request) {
    for (int i = 0; i < OCSP_request_onereq_count(request); ++i) {
      OCSP_ONEREQ* const one = OCSP_request_onereq_get0(request, i);
      read(OCSP_onereq_get0_id(one));
      for (int j = 0; j < OCSP_ONEREQ_get_ext_count(one); ++j) {
        read(OCSP_ONEREQ_get_ext(one, j));
      }
    }
    for (int i = 0; i < OCSP_REQUEST_get_ext_count(request); ++i) {
      read(OCSP_REQUEST_get_ext(request, i));
    }
  }
  void read(X509* certificate) {
    outcome_.rest += static_cast<std::uint64_t>(X509_get_version(certificate));
    outcome_.answer += bytes(X509_get0_serialNumber(certificate)).back();
    read(X509_get0_tbs_sigalg(certificate));
    read(X509_get_issuer_name(certificate));
    read_time(X509_get0_notBefore(certificate));
    read_time(X509_get0_notAfter(certificate));
    read(X509_get_subject_name(certificate));
    read(X509_get0_pubkey_bitstr(certificate));
    outcome_.answer += static_cast<std::uint64_t>(X509_get_ext_count(certificate));
    for (int i = 0; i < X509_get_ext_count(certificate); ++i) {
      read(X509_get_ext(certificate, i));
    }
    const ASN1_BIT_STRING* signature = nullptr;
    const X509_ALGOR* algorithm = nullptr;
    X509_get0_signature(&signature, &algorithm, certificate);
    read(algorithm);
    read(signature);
  }

 private:
  Outcome outcome_;
};

template <class T, class Owned, T* (*d2i)(T**, const unsigned char**, long)>
Owned load(const ByteVector& der) {
  const unsigned char* at = der.data();
  return Owned{d2i(nullptr, &at, static_cast<long>(der.size()))};
}
constexpr auto load_response = load<OCSP_RESPONSE, Response, d2i_OCSP_RESPONSE>;
constexpr auto load_request = load<OCSP_REQUEST, Request, d2i_OCSP_REQUEST>;
constexpr auto load_certificate = load<X509, X509Owner, d2i_X509>;

/// Null if OpenSSL does not read it.
Basic load_basic(const ByteVector& der) {
  const Response response = load_response(der);
  return Basic{response ? OCSP_response_get1_basic(response.get()) : nullptr};
}

/// A request for one CertID, which it takes.
Outcome write_request_for(OCSP_CERTID* id) {
  const Request request{OCSP_REQUEST_new()};
  if (OCSP_request_add0_id(request.get(), id) == nullptr) {
    return {};
  }
  std::array<unsigned char, 128> out;
  unsigned char* at = out.data();
  const int size = i2d_OCSP_REQUEST(request.get(), &at);
  return answer_of_written(std::span{out}.first(static_cast<std::size_t>(size)));
}

/// There are no functions to put one together from its fields: it is read from what the library under test writes.
std::shared_ptr<OCSP_CERTID> id_of(std::uint32_t index) {
  const auto serial = serial_number(index);
  std::array<std::uint8_t, 128> out;
  Writer writer{out};
  cert_id(serial).write(writer);
  const Bytes der = *writer.finish();
  const unsigned char* at = der.data();
  return {d2i_OCSP_CERTID(nullptr, &at, static_cast<long>(der.size())), OCSP_CERTID_free};
}

Outcome iterate(const Basic& basic) {
  Outcome outcome;
  for (int i = 0; i < OCSP_resp_count(basic.get()); ++i) {
    OCSP_SINGLERESP* const single = OCSP_resp_get0(basic.get(), i);
    ASN1_INTEGER* serial = nullptr;
    OCSP_id_get0_info(nullptr, nullptr, nullptr, &serial, const_cast<OCSP_CERTID*>(OCSP_SINGLERESP_get0_id(single)));
    const int status = OCSP_single_get0_status(single, nullptr, nullptr, nullptr, nullptr);
    outcome.answer += 1 + static_cast<std::uint64_t>(status) + bytes(serial).back();
  }
  return outcome;
}

Outcome find(const Basic& basic, OCSP_CERTID* id) {
  const int index = OCSP_resp_find(basic.get(), id, -1);
  if (index < 0) {
    return {};
  }
  OCSP_SINGLERESP* const single = OCSP_resp_get0(basic.get(), index);
  const int status = OCSP_single_get0_status(single, nullptr, nullptr, nullptr, nullptr);
  return {1 + static_cast<std::uint64_t>(status), static_cast<std::uint64_t>(index)};
}

template <class Owned>
Outcome read(const Owned& loaded) {
  Fields fields;
  if (loaded) {
    fields.read(loaded.get());
  }
  return fields.outcome();
}

}  // namespace

std::string library() { return std::string{"OpenSSL "} + OpenSSL_version(OPENSSL_VERSION_STRING); }

void add_operations(Operations& operations) {
  for (const char* const input : response_inputs) {
    operations.add_load(input, "load", [](const ByteVector& der) -> Outcome { return {load_basic(der) != nullptr}; });
    operations.add_load(input, "load_and_read", [](const ByteVector& der) -> Outcome {
      const Response response = load_response(der);
      const Basic basic{response ? OCSP_response_get1_basic(response.get()) : nullptr};
      Fields fields;
      if (basic) {
        fields.read(response.get(), basic.get());
      }
      return fields.outcome();
    });
  }
  for (const List& list : response_lists) {
    operations.add_loaded(list.input, "iterate", load_basic, iterate);
    operations.add_loaded(list.input, "find", load_basic,
                          [id = id_of(list.answers - 1)](const Basic& basic) { return find(basic, id.get()); });
  }
  for (const char* const input : request_inputs) {
    operations.add_load(input, "load", [](const ByteVector& der) -> Outcome { return {load_request(der) != nullptr}; });
    operations.add_load(input, "load_and_read", [](const ByteVector& der) { return read(load_request(der)); });
  }
  operations.add_load("certificate", "load",
                      [](const ByteVector& der) -> Outcome { return {load_certificate(der) != nullptr}; });
  operations.add_load("certificate", "load_and_read",
                      [](const ByteVector& der) { return read(load_certificate(der)); });
  operations.add("request", "build",
                 [id = id_of(0)](const ByteVector&) { return write_request_for(OCSP_CERTID_dup(id.get())); });
  const std::shared_ptr<X509> leaf = load_certificate(*operations.message("certificate"));
  const std::shared_ptr<X509> issuer = load_certificate(*operations.message("issuer"));
  operations.add("certificate", "hash_and_build_request", [leaf, issuer](const ByteVector&) {
    return write_request_for(OCSP_cert_to_id(EVP_sha1(), leaf.get(), issuer.get()));
  });
}

}  // namespace ocspan::bench
