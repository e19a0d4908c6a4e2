// What is measured: reading and writing messages.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "../fuzz/fields.hpp"
#include "../test/support/bytes.hpp"
#include "ocspan/ocspan.hpp"
#ifdef OCSPAN_BENCH_BOTAN
#include "ocspan/ocsp/botan_hash.hpp"
#endif

namespace ocspan::bench {

using ocspan_test::Octets;
using ocspan_test::read_file;

/// Adds up what it is told, so that no accessor can be left out.
class Sum : public fuzz::FieldVisitor<Sum> {
 public:
  void on_octets(Bytes octets) { sum_ += octets.size(); }
  void on_number(std::uint64_t number) { sum_ += number; }
  void on_list(std::uint64_t size, std::uint64_t /*iterated*/) { sum_ += size; }
  std::uint64_t sum() const { return sum_; }

 private:
  std::uint64_t sum_ = 0;
};

struct Operation {
  std::string name;
  std::size_t octets;                  ///< of the message
  std::function<std::uint64_t()> run;  ///< returns a number that depends on all that was done; 0 is an error
};

using Operations = std::vector<Operation>;

/// Adds an operation on a message. Throws if it does not succeed.
template <class Run>
void add(Operations& operations, const std::string& name, std::size_t octets, Run run) {
  if (run() == 0) {
    throw std::runtime_error{name + " fails"};
  }
  operations.push_back({name, octets, run});
}

template <class Message, Result<Message> (*load_message)(Input, Tolerance)>
void add_reading(Operations& operations, const std::string& name, const Octets& octets) {
  const auto der = std::make_shared<const Octets>(octets);
  add(operations, name + "/load", der->size(), [der]() -> std::uint64_t {
    const Result<Message> message = load_message(*der, Tolerance::none);
    return message ? message->public_bytes().size() : 0;
  });
  add(operations, name + "/load_and_read", der->size(), [der]() -> std::uint64_t {
    const Result<Message> message = load_message(*der, Tolerance::none);
    if (!message) {
      return 0;
    }
    Sum sum;
    sum.visit(*message);
    return sum.sum();
  });
}

inline Octets read_pem(const std::string& path) {
  const Octets text = read_file(path);
  Octets buffer(text.size());
  const Result<Certificate> certificate =
      load_pem_x509_certificate(std::string_view{reinterpret_cast<const char*>(text.data()), text.size()}, buffer);
  buffer.resize(certificate ? certificate->public_bytes().size() : 0);
  return buffer;
}

/// A certificate, its issuer, and the octets that they are views of.
struct Pair {
  Octets certificate_der;
  Octets issuer_der;
  Certificate certificate;
  Certificate issuer;

  explicit Pair(const std::string& folder)
      : certificate_der(read_pem(folder + "certs/leaf-good.pem")),
        issuer_der(read_pem(folder + "certs/ca-rsa.pem")),
        certificate(*load_der_x509_certificate(certificate_der)),
        issuer(*load_der_x509_certificate(issuer_der)) {}
};

inline constexpr std::array<std::uint8_t, 20> some_hash{1, 2, 3};

/// A CertID whose hashes are there already, as they are for those who ask the same issuer twice.
inline CertID some_cert_id(const Pair& pair) {
  return {HashAlgorithm::sha1, some_hash, some_hash, pair.certificate.serial_number()};
}

/// The size of an RSA 2048 signature, without the work.
inline std::size_t fake_signer(Bytes /*message*/, std::span<std::uint8_t> out) {
  std::fill(out.begin(), out.end(), std::uint8_t{0x5a});
  return 256;
}

/// Writes a response with so many good answers. The size; 0 is an error.
inline std::uint64_t write_response(const Pair& pair, std::span<SingleResponseEntry> storage, std::size_t answers,
                                    std::span<std::uint8_t> out, Error* error = nullptr) {
  OCSPResponseBuilder builder{NoHasher{}, storage};
  builder.responder_by_name(pair.issuer).produced_at(Time{2026, 1, 1});
  for (std::size_t i = 0; i < answers; ++i) {
    builder.add_response(
        some_cert_id(pair),
        {.certificate_status = OCSPCertStatus::good, .this_update = Time{2026, 1, 1}, .next_update = Time{2026, 1, 8}});
  }
  const Result<Bytes> written = builder.sign(signature_algorithm("sha256WithRSAEncryption"_oid), fake_signer, out);
  if (error != nullptr) {
    *error = written.error();
  }
  return (*written).size();
}

inline Octets response_with_answers(const Pair& pair, std::size_t answers) {
  std::vector<SingleResponseEntry> storage(answers);
  Error error;
  write_response(pair, storage, answers, {}, &error);
  Octets der(error.offset);
  der.resize(write_response(pair, storage, answers, der));
  return der;
}

inline void add_writing(Operations& operations, const std::shared_ptr<const Pair>& pair) {
  const auto request_size = [](const Result<Bytes>& built) -> std::uint64_t { return (*built).size(); };
  add(operations, "request/build", 76, [pair, request_size] {
    std::array<std::uint8_t, 128> out;
    OCSPRequestBuilder builder{NoHasher{}, std::array<RequestEntry, 1>{}};
    return request_size(builder.add_certificate(some_cert_id(*pair)).build(out));
  });
  add(operations, "request_20/build", 1378, [pair, request_size] {
    std::array<std::uint8_t, 2048> out;
    OCSPRequestBuilder builder{NoHasher{}, std::array<RequestEntry, 20>{}};
    for (unsigned i = 0; i < 20; ++i) {
      builder.add_certificate(some_cert_id(*pair));
    }
    return request_size(builder.build(out));
  });
#ifdef OCSPAN_BENCH_BOTAN
  add(operations, "request/hash_and_build", 76, [pair, request_size] {
    std::array<std::uint8_t, 128> out;
    OCSPRequestBuilder builder{BotanHasher{}, std::array<RequestEntry, 1>{}};
    return request_size(builder.add_certificate(pair->certificate, pair->issuer, HashAlgorithm::sha1).build(out));
  });
#endif
  const std::size_t size = response_with_answers(*pair, 1).size();
  add(operations, "response/build", size, [pair] {
    std::array<std::uint8_t, 1024> out;
    std::array<SingleResponseEntry, 1> storage;
    return write_response(*pair, storage, 1, out);
  });
}

/// Reads each extension of a certificate that is loaded, as its own type.
inline void add_extensions(Operations& operations, const std::shared_ptr<const Pair>& pair) {
  add(operations, "certificate/read_extensions", pair->certificate_der.size(), [pair]() -> std::uint64_t {
    Sum sum;
    for (const Extension& extension : pair->certificate.extensions()) {
      KnownExtensionTypes::visit(extension, Tolerance::none, [&](const auto& value) { sum.visit(*value); });
    }
    return sum.sum();
  });
}

/// All that is measured. Throws if a file of testdata/ is missing, or anything fails.
inline Operations operations(const std::string& testdata) {
  const std::string folder = testdata + "/openssl/";
  constexpr auto add_response = add_reading<OCSPResponse, load_der_ocsp_response>;
  const auto pair = std::make_shared<const Pair>(folder);
  Operations all;
  add_response(all, "response_no_certificate", read_file(folder + "resp-good-no-certs.der"));
  add_response(all, "response_1_certificate", read_file(folder + "resp-good.der"));
  add_response(all, "response_4_certificates", read_file(folder + "resp-extra-certs.der"));
  add_response(all, "response_20_answers", response_with_answers(*pair, 20));
  add_response(all, "response_10000_answers", response_with_answers(*pair, 10'000));
  add_reading<OCSPRequest, load_der_ocsp_request>(all, "request", read_file(folder + "req-sha1.der"));
  add_reading<Certificate, load_der_x509_certificate>(all, "certificate", read_pem(folder + "certs/leaf-good.pem"));
  add_extensions(all, pair);
  add_writing(all, pair);
  return all;
}

}  // namespace ocspan::bench
