// The messages that are measured, by the library's own builders: the same bytes on every run.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "../test/support/bytes.hpp"
#include "ocspan/ocspan.hpp"

namespace ocspan::bench {

using ocspan_test::ByteVector;

/// A Name as a responder has it: country, organization, common name.
inline ByteVector responder_name() {
  const auto attribute = [](Oid type, Tag tag, std::string_view value) {
    ByteVector der(64);
    Writer writer{der};
    writer.nest(Tag::set, [&] {
      writer.nest(Tag::sequence, [&] {
        type.write(writer);
        writer.value(tag, ByteVector(value.begin(), value.end()));
      });
    });
    der.resize((*writer.finish()).size());
    return der;
  };
  return ocspan_test::tlv(
      0x30, {attribute("C"_oid, Tag::printable_string, "DE"), attribute("O"_oid, Tag::utf8_string, "Example Trust"),
             attribute("CN"_oid, Tag::utf8_string, "Example OCSP R1")});
}

/// A serial number of 16 bytes, which is not like that of the next index.
inline std::array<std::uint8_t, 16> serial_number(std::uint32_t index) {
  std::array<std::uint8_t, 16> serial{};
  std::uint32_t state = index + 1;
  for (std::uint8_t& byte : serial) {
    state = state * 1664525 + 1013904223;
    byte = static_cast<std::uint8_t>(state >> 24);
  }
  serial[0] = 0x4b;
  return serial;
}

inline constexpr std::array<std::uint8_t, 20> issuer_name_hash{0x38, 0xca, 0x46, 0x8c, 0x07, 0x44, 0x8d,
                                                               0xf4, 0x81, 0x96, 0xc7, 0x6d, 0x6d, 0x4c,
                                                               0x70, 0x51, 0x9e, 0x60, 0xa7, 0xbd};
inline constexpr std::array<std::uint8_t, 20> issuer_key_hash{0x79, 0x75, 0xbb, 0x84, 0x3a, 0xcb, 0x2c,
                                                              0xde, 0x7a, 0x09, 0xbe, 0x31, 0x1b, 0x43,
                                                              0xbc, 0x1c, 0x2a, 0x4d, 0x53, 0x58};

inline CertID cert_id(const std::array<std::uint8_t, 16>& serial) {
  return {HashAlgorithm::sha1, issuer_name_hash, issuer_key_hash, Integer{serial}};
}

struct ResponseKind {
  std::uint32_t answers = 1;
  bool by_name = false;
  OCSPCertStatus status = OCSPCertStatus::good;
  Oid algorithm = "sha256WithRSAEncryption"_oid;
  std::size_t signature_size = 256;
  std::span<const Bytes> certificates = {};
};

/// Signs without a key: what a signature says makes no difference to reading it.
inline auto fake_signer(std::size_t size) {
  return [size](Bytes, std::span<std::uint8_t> out) {
    std::fill(out.begin(), out.end(), std::uint8_t{0x5a});
    return size;
  };
}

/// Writes a response. Throws if it does not fit.
inline Bytes write_response(const ResponseKind& kind, const Name& responder, std::span<SingleResponseEntry> storage,
                            std::span<const std::array<std::uint8_t, 16>> serials, std::span<std::uint8_t> out) {
  OCSPResponseBuilder builder{NoHasher{}, storage};
  const Time now{2020, 1, 1, 12, 34, 56};
  builder.responder_id(kind.by_name ? ResponderID{responder} : ResponderID{Bytes{issuer_key_hash}})
      .produced_at(now)
      .certificates(kind.certificates);
  SingleResponseFields fields{.certificate_status = kind.status,
                              .this_update = now,
                              .next_update = Time{2099, 12, 24, 23, 59, 59}};  // wolfSSL reads none that is out of date
  if (kind.status == OCSPCertStatus::revoked) {
    fields.revocation_time = Time{2019, 12, 24, 18, 30, 59};
    fields.revocation_reason = ReasonFlags::key_compromise;
  }
  for (const std::array<std::uint8_t, 16>& serial : serials) {
    builder.add_response(cert_id(serial), fields);
  }
  const AlgorithmIdentifier algorithm = kind.algorithm == "sha256WithRSAEncryption"_oid
                                            ? signature_algorithm(kind.algorithm)
                                            : AlgorithmIdentifier{kind.algorithm};
  const Result<Bytes> written = builder.sign(algorithm, fake_signer(kind.signature_size), out);
  if (!written) {
    throw std::runtime_error{"a response was not written"};
  }
  return *written;
}

inline ByteVector response(const ResponseKind& kind) {
  const ByteVector name = responder_name();
  ReadContext context{name};
  Reader reader{context};
  Name responder;
  responder.read(reader, Field::by_name);

  std::vector<std::array<std::uint8_t, 16>> serials;
  for (std::uint32_t i = 0; i < kind.answers; ++i) {
    serials.push_back(serial_number(i));
  }
  std::vector<SingleResponseEntry> storage(kind.answers);
  std::size_t size = kind.answers * std::size_t{160} + kind.signature_size + 512;
  for (const Bytes certificate : kind.certificates) {
    size += certificate.size();
  }
  ByteVector der(size);
  der.resize(write_response(kind, responder, storage, serials, der).size());
  return der;
}

/// Writes a request for so many certificates of one issuer.
template <std::size_t count>
Result<Bytes> write_request(const std::array<std::array<std::uint8_t, 16>, count>& serials,
                            std::span<std::uint8_t> out) {
  OCSPRequestBuilder builder{NoHasher{}, std::array<RequestEntry, count>{}};
  for (const std::array<std::uint8_t, 16>& serial : serials) {
    builder.add_certificate(cert_id(serial));
  }
  return builder.build(out);
}

template <std::size_t count>
std::array<std::array<std::uint8_t, 16>, count> some_serials() {
  std::array<std::array<std::uint8_t, 16>, count> serials;
  for (std::uint32_t i = 0; i < count; ++i) {
    serials[i] = serial_number(i);
  }
  return serials;
}

template <std::size_t count>
ByteVector request() {
  ByteVector der(count * 96 + 64);
  der.resize((*write_request(some_serials<count>(), der)).size());
  return der;
}

/// The DER of a certificate from a PEM file. Throws if it is none.
inline ByteVector read_certificate(const std::string& path) {
  const ByteVector text = ocspan_test::read_file(path);
  ByteVector der(text.size());
  const Result<Certificate> certificate =
      load_pem_x509_certificate(std::string_view{reinterpret_cast<const char*>(text.data()), text.size()}, der);
  if (!certificate) {
    throw std::runtime_error{path + " is no certificate"};
  }
  der.resize(certificate->public_bytes().size());
  return der;
}

}  // namespace ocspan::bench
