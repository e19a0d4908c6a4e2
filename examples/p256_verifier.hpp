// A SignatureVerifier for a device that has, in software or hardware, ECDSA over P-256 and SHA-256 and nothing else: it
// turns the DER of key and signature into the numbers of fixed size that such a function takes. No heap.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <ocspan/asn1/integer.hpp>
#include <ocspan/ocsp/hasher.hpp>
#include <ocspan/ocsp/verify.hpp>
#include <ocspan/x509/known_oid.hpp>
#include <span>

using P256Number = std::array<std::uint8_t, 32>;  // big-endian

/// `ecdsa(x, y, hash, r, s)` returns whether (r, s) is a signature of the hash by the key (x, y). It must check that
/// the point is on the curve, and that r and s are in range.
template <class Ecdsa, ocspan::Hasher Sha256>
class P256Verifier {
 public:
  P256Verifier(Ecdsa ecdsa, Sha256 sha256) : ecdsa_(ecdsa), sha256_(sha256) {}

  ocspan::SignatureCheck operator()(const ocspan::AlgorithmIdentifier& algorithm,
                                    const ocspan::SubjectPublicKeyInfo& key, ocspan::Bytes message,
                                    ocspan::Bytes signature) {
    using ocspan::operator""_oid;
    const ocspan::Bytes curve = key.algorithm().parameters().value_or(ocspan::Bytes{});
    const ocspan::Bytes point = key.public_key();  // 04, x, y (RFC 5480 2.2)
    if (!(algorithm.oid() == "ecdsa-with-SHA256"_oid) || algorithm.parameters() ||
        !(key.algorithm().oid() == "ecPublicKey"_oid) || !ocspan::equal(curve, prime256v1) || point.size() != 65 ||
        point[0] != 4) {
      return ocspan::SignatureCheck::unsupported;
    }
    P256Number r;
    P256Number s;
    P256Number hash;
    const bool holds = read_signature(signature, r, s) &&
                       sha256_(ocspan::HashAlgorithm::sha256, message, std::span{hash}) &&
                       ecdsa_(number(point.subspan(1, 32)), number(point.subspan(33)), hash, r, s);
    return holds ? ocspan::SignatureCheck::valid : ocspan::SignatureCheck::invalid;
  }

 private:
  static constexpr std::uint8_t prime256v1[] = {0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07};

  static P256Number number(ocspan::Bytes bytes) {
    P256Number value{};
    std::copy(bytes.begin(), bytes.end(), value.end() - static_cast<std::ptrdiff_t>(bytes.size()));
    return value;
  }

  static bool read_number(ocspan::Reader& fields, P256Number& value) {
    ocspan::Integer integer;
    integer.read_non_negative(fields, ocspan::Field::signature);
    ocspan::Bytes bytes = integer.bytes();
    if (bytes.size() > 1 && bytes[0] == 0) {
      bytes = bytes.subspan(1);
    }
    if (bytes.size() > value.size()) {
      return false;
    }
    value = number(bytes);
    return true;
  }

  // Ecdsa-Sig-Value ::= SEQUENCE {
  //   r  INTEGER,
  //   s  INTEGER }
  static bool read_signature(ocspan::Bytes signature, P256Number& r, P256Number& s) {
    ocspan::ReadContext context{signature};
    ocspan::Reader reader{context};
    ocspan::Reader fields = reader.open(ocspan::Tag::sequence, ocspan::Field::signature);
    const bool fit = read_number(fields, r) && read_number(fields, s);
    fields.close(ocspan::Field::signature);
    reader.close(ocspan::Field::signature);
    return fit && !context.error();
  }

  Ecdsa ecdsa_;
  Sha256 sha256_;
};
