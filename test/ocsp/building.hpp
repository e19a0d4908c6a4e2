// What the tests of both builders need: certificates, a fake hasher and fake signers, buffers of every size.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "ocsp/messages.hpp"
#include "ocspan/asn1/writer.hpp"
#include "ocspan/x509/known_oid.hpp"
#include "ocspan/x509/pem.hpp"
#include "ocspan/x509/signature_algorithm.hpp"
#include "support/catch2.hpp"
#include "support/reading.hpp"

namespace ocspan_test {

using namespace ocspan;

/// A certificate together with the bytes that it views.
struct LoadedCertificate {
  explicit LoadedCertificate(const std::string& name) {
    const ByteVector pem = read_file(std::string{OCSPAN_TESTDATA} + "/" + name);
    buffer.resize(pem.size());
    const auto loaded = load_pem_x509_certificate(std::string(pem.begin(), pem.end()), buffer);
    REQUIRE(loaded.error() == Error{});
    certificate = *loaded;
  }
  LoadedCertificate(const LoadedCertificate&) = delete;

  ByteVector buffer;
  Certificate certificate;
};

/// Not a real hash function, but its output depends on all of its input.
inline ByteVector fake_hash(HashAlgorithm hash, Bytes data) {
  std::uint64_t state = 2166136261U + static_cast<std::uint64_t>(hash);  // only 32 bits of it are used
  for (const std::uint8_t byte : data) {
    state = (state ^ byte) * 16777619U & 0xffff'ffff;
  }
  ByteVector out(digest_size(hash));
  for (std::uint8_t& byte : out) {
    state = (state * 1664525U + 1013904223U) & 0xffff'ffff;
    byte = static_cast<std::uint8_t>(state >> 24);
  }
  return out;
}

struct FakeHasher {
  bool operator()(HashAlgorithm hash, Bytes data, std::span<std::uint8_t> out) const {
    const ByteVector bytes = fake_hash(hash, data);
    REQUIRE(out.size() == bytes.size());
    std::copy(bytes.begin(), bytes.end(), out.begin());
    return true;
  }
};

/// Succeeds `left` times, then fails.
struct FailingHasher {
  bool operator()(HashAlgorithm, Bytes, std::span<std::uint8_t>) { return left-- > 0; }
  int left;
};

/// Returns a given signature, and records the messages that it was asked to sign.
struct FakeSigner {
  explicit FakeSigner(ByteVector bytes) : signature(std::move(bytes)), most(signature.size()), claimed(most) {}

  std::size_t operator()(Bytes message, std::span<std::uint8_t> out) {
    if (message.empty() && out.empty()) {
      return most;
    }
    messages.push_back(copy(message));
    CHECK(out.size() == most);
    std::copy_n(signature.begin(), std::min(signature.size(), out.size()), out.begin());
    return claimed;
  }

  ByteVector signature;
  std::size_t most;
  std::size_t claimed;  ///< the size that it returns for the signature
  std::vector<ByteVector> messages{};
};

// The hashes of every CertID in messages.hpp.
inline const ByteVector name_hash_11(20, 0x11);
inline const ByteVector key_hash_22(20, 0x22);

inline const AlgorithmIdentifier sha256_rsa = signature_algorithm("sha256WithRSAEncryption"_oid);

/// The Name of name_of_two() together with the bytes that it views.
struct TwoPartName {
  ByteVector der = encode(name_of_two("", Field::none));
  Name name = read_alone<Name>(der, Field::directory_name).value;
};

/// The DER of one certificate of certs().
inline ByteVector opaque_certificate() {
  Part list = certs(Field::none, 1);
  return encode(find(list, "Certificate"));
}

/// The DER that a value writes.
template <class T>
ByteVector der_of(const T& value) {
  const auto der = to_vector([&](std::span<std::uint8_t> out) {
    Writer writer{out};
    value.write(writer);
    return writer.finish();
  });
  REQUIRE(der.error() == Error{});
  return *der;
}

/// Checks that `write(span)` writes `expected` where it fits, asks for its size where it does not, and touches nothing
/// outside the span.
template <class Write>
void check_every_size(const ByteVector& expected, Write write) {
  const ByteVector guard(32, 0xa5);
  const Error no_space = error_at(ErrorCode::no_space, Field::none, expected.size());
  for (std::size_t size = 0; size <= expected.size() + 3; ++size) {
    ByteVector memory(guard.size() + size + guard.size(), 0xa5);
    const std::span<std::uint8_t> buffer = std::span{memory}.subspan(guard.size(), size);
    const Result<Bytes> written = write(buffer);
    const bool is_right = size < expected.size()
                              ? written.error() == no_space
                              : written && (*written).data() == buffer.data() && equal(*written, expected);
    const bool guarded =
        equal(Bytes{memory}.first(guard.size()), guard) && equal(Bytes{memory}.last(guard.size()), guard);
    if (!is_right || !guarded) {  // a CHECK for each size would cost more time than the code under test
      CAPTURE(size, is_right, guarded, written.error());
      FAIL();
    }
  }
  SUCCEED();
}

}  // namespace ocspan_test
