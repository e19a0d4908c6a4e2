// Checks of signed messages that the tests of both builders share.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "ocsp/building.hpp"
#include "ocsp/messages.hpp"
#include "ocspan/ocsp/request.hpp"
#include "ocspan/ocsp/request_builder.hpp"
#include "ocspan/ocsp/response.hpp"
#include "ocspan/ocsp/response_builder.hpp"
#include "support/catch2.hpp"

namespace ocspan_test {

inline const ByteVector signature_bytes = hex("0102030405060708");

/// Reads what a builder wrote, strictly, and checks that it writes the same bytes again.
template <class Message>
Message read_back(const ByteVector& der) {
  const auto message = [&] {
    if constexpr (std::is_same_v<Message, OCSPRequest>) {
      return load_der_ocsp_request(der);
    } else {
      return load_der_ocsp_response(der);
    }
  }();
  REQUIRE(message.error() == Error{});
  CHECK(same_span(message->public_bytes(), der));
  CHECK(message->tolerated() == Tolerance::none);
  const bool reproduced = der_of(*message) == der;
  CHECK(reproduced);
  return *message;
}

/// The signature of a message, and what comes with it.
struct SignedParts {
  ByteVector signed_bytes;
  AlgorithmIdentifier algorithm;
  BitString signature;
  Certificates certificates;
};

inline SignedParts signed_parts(const OCSPRequest& request) {
  REQUIRE(request.signature());
  return {copy(request.tbs_request_bytes()), request.signature()->algorithm(), request.signature()->bits(),
          request.signature()->certificates()};
}

inline SignedParts signed_parts(const OCSPResponse& response) {
  CHECK(response.response_status() == OCSPResponseStatus::successful);
  CHECK(response.response_type() == "basic"_oid);
  REQUIRE(response.basic() != nullptr);
  return {copy(*response.tbs_response_bytes()), response.basic()->signature_algorithm(),
          response.basic()->signature_bits(), response.basic()->certificates()};
}

template <class... T>
OCSPRequest built_message(const OCSPRequestBuilder<T...>&, const ByteVector& der) {
  return read_back<OCSPRequest>(der);
}

template <class... T>
OCSPResponse built_message(const OCSPResponseBuilder<T...>&, const ByteVector& der) {
  return read_back<OCSPResponse>(der);
}

/// The message that sign() writes. Checks that it reads back, and that its signature is the signer's, over the signed
/// part.
template <class Builder>
ByteVector signed_by(FakeSigner& signer, Builder& builder, const AlgorithmIdentifier& algorithm = sha256_rsa) {
  signer.messages.clear();
  const auto der = builder.sign(algorithm, signer);
  REQUIRE(der.error() == Error{});
  const auto message = built_message(builder, *der);
  const SignedParts parts = signed_parts(message);
  REQUIRE(signer.messages.size() == 1);
  CHECK(signer.messages[0] == parts.signed_bytes);
  CHECK(parts.algorithm == algorithm);
  CHECK(parts.signature.unused_bits() == 0);
  CHECK(copy(parts.signature.bytes()) ==
        ByteVector(signer.signature.begin(), signer.signature.begin() + static_cast<std::ptrdiff_t>(signer.claimed)));
  return *der;
}

/// Checks signatures of many sizes. `expected` is the message with any signature, `signed_part` the path in it of the
/// part that is signed.
template <class Builder>
void check_signatures_of_any_size(Builder builder, Part expected, std::string_view signed_part) {
  // A signature of ML-DSA-87 has 4627 bytes.
  for (const std::size_t size :
       {1U, 8U, 64U, 71U, 126U, 127U, 128U, 254U, 255U, 256U, 512U, 4627U, 65534U, 65535U, 70000U}) {
    INFO(size);
    ByteVector signature(size);
    for (std::size_t i = 0; i < size; ++i) {
      signature[i] = static_cast<std::uint8_t>(i * 7 & 0xff);
    }
    FakeSigner signer{signature};
    const ByteVector der = signed_by(signer, builder);
    set_value(expected, "signature", join({{0x00}, signature}));
    const bool the_same = der == encode(expected);
    CHECK(the_same);
    CHECK(signer.messages == std::vector<ByteVector>{encode(find(expected, signed_part))});
  }
}

template <class Builder>
void check_algorithms_of_signature(Builder builder) {
  const ByteVector parameters = hex("300d 3009 06052b0e03021a0500 0500");
  const Any any = read_alone<Any>(parameters, Field::parameters).value;
  const std::vector<std::pair<AlgorithmIdentifier, std::string_view>> rows = {
      {signature_algorithm("sha256WithRSAEncryption"_oid), "300d 06092a864886f70d01010b 0500"},
      {signature_algorithm("ecdsa-with-SHA256"_oid), "300a 06082a8648ce3d040302"},
      {signature_algorithm("Ed25519"_oid), "3005 06032b6570"},
      {AlgorithmIdentifier{oid<2, 16, 840, 1, 101, 3, 4, 3, 19>}, "300b 0609608648016503040313"},
      {AlgorithmIdentifier{"RSASSA-PSS"_oid, any}, "301a 06092a864886f70d01010a 300d 3009 06052b0e03021a0500 0500"},
  };
  for (const auto& [algorithm, bytes] : rows) {
    INFO(bytes);
    FakeSigner signer{hex("aabb")};
    const ByteVector der = signed_by(signer, builder, algorithm);
    CHECK(copy(Bytes{der}.last(hex(bytes).size() + 5)) == join({hex(bytes), hex("030300aabb")}));
  }
}

template <class Builder>
void check_certificates_along(const Builder& builder) {
  const LoadedCertificate first{"openssl/certs/leaf-good.pem"};
  const LoadedCertificate second{"seed/rapidssl-sha256-ca-g3.pem"};
  const ByteVector opaque = opaque_certificate();
  const std::vector<std::vector<Bytes>> rows = {
      {},
      {opaque},
      {first.certificate.public_bytes(), second.certificate.public_bytes()},
      {second.certificate.public_bytes(), opaque, first.certificate.public_bytes(), opaque},
  };
  for (const std::vector<Bytes>& certificates : rows) {
    INFO(certificates.size());
    FakeSigner signer{hex("aabb")};
    Builder with_certificates = builder;
    with_certificates.certificates(certificates);
    const ByteVector der = signed_by(signer, with_certificates);
    const auto message = built_message(builder, der);
    const Certificates found = signed_parts(message).certificates;
    CHECK(std::equal(found.begin(), found.end(), certificates.begin(), certificates.end(),
                     [](Bytes a, Bytes b) { return equal(a, b); }));
    CHECK(found.present() == !certificates.empty());
  }
}

/// Checks signatures that are shorter than the most that the signer asks for, and that the size that is reported is
/// enough for any of them. `signs_in_vain`: the builder may sign before it knows that the buffer is too small.
template <class Builder>
void check_shorter_signatures(Builder builder, bool signs_in_vain) {
  const ByteVector certificate = opaque_certificate();
  const std::array<Bytes, 1> certificates{certificate};
  builder.certificates(certificates);
  for (const std::size_t most : {72U, 127U, 128U, 140U, 256U, 300U}) {
    FakeSigner longest{ByteVector(most, 0x5a)};
    const std::size_t enough = signed_by(longest, builder).size();
    for (const std::size_t size : {1U, 8U, 70U, 72U, 126U, 127U, 128U, 255U}) {
      if (size > most) {
        continue;
      }
      CAPTURE(most, size);
      FakeSigner exact{ByteVector(size, 0x5a)};
      const ByteVector expected = signed_by(exact, builder);
      FakeSigner signer{ByteVector(300, 0x5a)};
      signer.most = most;
      signer.claimed = size;
      CHECK(signed_by(signer, builder) == expected);

      signer.messages.clear();
      bool always_enough = true;
      for (std::size_t room = 0; room < (signs_in_vain ? 1 : enough); ++room) {
        ByteVector buffer(room);
        always_enough = always_enough && builder.sign(sha256_rsa, signer, buffer).error() ==
                                             error_at(ErrorCode::no_space, Field::none, enough);
      }
      CHECK(always_enough);
      CHECK(signer.messages.empty());
      ByteVector buffer(enough);
      const Result<Bytes> written = builder.sign(sha256_rsa, signer, buffer);
      REQUIRE(written.error() == Error{});
      CHECK(copy(*written) == expected);
      CHECK((*written).data() == buffer.data());
    }
  }
}

/// Checks that signers fail that report failure or an impossible size.
template <class Builder>
void check_signers_that_fail(const Builder& builder) {
  const ByteVector certificate = opaque_certificate();
  const std::array<Bytes, 1> certificates{certificate};
  const Error failed{ErrorCode::signing_failed, Field::signature};
  const std::size_t most_of_all = std::numeric_limits<std::size_t>::max();
  const std::vector<std::pair<std::size_t, std::size_t>> rows = {
      {64, 0}, {64, 65}, {64, 128}, {64, most_of_all}, {128, 129}, {1, 0}, {1, 2}, {0, 0}, {0, 1}};
  for (const auto& [most, claimed] : rows) {
    for (const bool with_certificates : {false, true}) {
      CAPTURE(most, claimed, with_certificates);
      FakeSigner signer{ByteVector(64, 0x5a)};
      signer.most = most;
      signer.claimed = claimed;
      Builder one = builder;
      if (with_certificates) {
        one.certificates(certificates);
      }
      CHECK(one.sign(sha256_rsa, signer).error() == failed);
      ByteVector buffer(1000 + 50, 0xa5);
      CHECK(one.sign(sha256_rsa, signer, std::span{buffer}.first(1000)).error() == failed);
      CHECK(std::count(buffer.end() - 50, buffer.end(), 0xa5) == 50);
      // Without room to sign in, only a signer that has no signatures at all is known to fail.
      const Error without_room = one.sign(sha256_rsa, signer, std::span{buffer}.first(10)).error();
      CHECK(without_room.code == (most == 0 ? ErrorCode::signing_failed : ErrorCode::no_space));
    }
  }
}

/// Calls `refused(certificates, expected)` with lists in which one certificate is malformed.
template <class Refused>
void check_malformed_certificates(Refused refused) {
  const ByteVector good = opaque_certificate();
  const ByteVector after = hex("ff");
  const ByteVector longer = join({good, hex("0500")});
  ByteVector cut = good;
  cut.pop_back();
  const std::vector<std::pair<ByteVector, Error>> rows = {
      {{}, {ErrorCode::missing, Field::certs, 0}},
      {hex("3100"), {ErrorCode::wrong_tag, Field::certs, 0}},
      {hex("30"), {ErrorCode::truncated, Field::certs, 1}},
      {hex("3000"), {ErrorCode::missing, Field::tbs_certificate, 2}},
      {hex("3080"), {ErrorCode::indefinite_length, Field::certs, 1}},
      {longer, error_at(ErrorCode::trailing_data, Field::certs, good.size())},
      {cut, {ErrorCode::truncated, Field::certs, 2}},
  };
  for (const auto& [certificate, expected] : rows) {
    CAPTURE(certificate.size());
    for (const std::vector<Bytes>& certificates :
         {std::vector<Bytes>{certificate}, std::vector<Bytes>{good, certificate, after}}) {
      refused(certificates, expected);
    }
  }
}

/// Checks buffers of every size, for signatures of several sizes, with and without a nonce and certificates.
template <class Builder>
void check_buffers_when_signing(const Builder& builder) {
  const ByteVector nonce(32, 0x5a);
  const ByteVector certificate = opaque_certificate();
  const std::array<Bytes, 2> certificates{certificate, certificate};
  for (const std::size_t size : {8U, 64U, 128U, 300U}) {
    FakeSigner signer{ByteVector(size, 0xc3)};
    Builder one = builder;
    const auto sign = [&](std::span<std::uint8_t> out) { return one.sign(sha256_rsa, signer, out); };
    const ByteVector bare = signed_by(signer, one);
    check_every_size(bare, sign);
    one.nonce(nonce).certificates(certificates);
    const ByteVector full = signed_by(signer, one);
    check_every_size(full, sign);
  }
}

}  // namespace ocspan_test
