// What OCSPRequestBuilder writes, and what it refuses: RFC 6960 4.1.1.
#include "ocspan/ocsp/request_builder.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ocsp/building.hpp"
#include "ocsp/messages.hpp"
#include "ocsp/signing.hpp"
#include "ocspan/x509/known_oid.hpp"
#include "support/catch2.hpp"

namespace ocspan_test::request_builder_test {
namespace {

using namespace ocspan;

const ByteVector sha1_name_hash = hex("400b467af1e6b2d30983ba0d607e7e59374824c4");
const ByteVector sha1_key_hash = hex("c39cf3fcd3460834bbce467fa07c5bf3e208cb59");
const ByteVector serial = hex("3f20");
/// What python3-cryptography writes for these.
const ByteVector golden = hex(
    "30433041303f303d303b300906052b0e03021a05000414400b467af1e6b2d30983ba0d607e7e59374824c40414c39cf3fcd3460834bbce467f"
    "a07c5bf3e208cb5902023f20");

/// What build() writes, which reads back.
template <class Builder>
ByteVector built(Builder& builder) {
  const auto der = builder.build();
  REQUIRE(der.error() == Error{});
  (void)read_back<OCSPRequest>(*der);
  return *der;
}

/// Asks for the certificate of bare_request_element(), in the name of somebody, so that sign() has all it needs.
template <class H = NoHasher>
OCSPRequestBuilder<H> builder_for_one(H hasher = {}) {
  static const TwoPartName somebody;
  static const ByteVector number = hex("05");
  OCSPRequestBuilder<H> builder{hasher};
  builder.requestor_name(somebody.name);
  builder.add_certificate_by_hash(name_hash_11, key_hash_22, Integer{number}, HashAlgorithm::sha1);
  return builder;
}

/// Checks that each way of building gives the error, and touches nothing behind the buffer.
template <class Builder>
void check_refused(std::string_view name, Builder builder, Error expected) {
  INFO(name);
  FakeSigner signer{signature_bytes};
  CHECK(builder.build().error() == expected);
  CHECK(builder.sign(sha256_rsa, signer).error() == expected);
  for (const std::size_t size : {std::size_t{0}, std::size_t{50}, std::size_t{10000}}) {
    INFO(size);
    ByteVector buffer(size + 100, 0xa5);
    CHECK(builder.build(std::span{buffer}.first(size)).error() == expected);
    CHECK(builder.sign(sha256_rsa, signer, std::span{buffer}.first(size)).error() == expected);
    CHECK(std::count(buffer.begin() + static_cast<std::ptrdiff_t>(size), buffer.end(), 0xa5) == 100);
  }
}

/// How often it was asked for a signature, as opposed to the size of one, before the buffer was large enough.
template <class Builder>
std::size_t signatures_in_vain(FakeSigner signer, Builder builder, std::size_t needed) {
  for (std::size_t size = 0; size < needed; ++size) {
    ByteVector buffer(size);
    CHECK(builder.sign(sha256_rsa, signer, buffer).error().code == ErrorCode::no_space);
  }
  return signer.messages.size();
}

}  // namespace

// --- what is asked for ---

TEST_CASE("OCSPRequestBuilder writes: by given hashes what python3-cryptography does", "[ocsp][request][builder]") {
  OCSPRequestBuilder builder;
  builder.add_certificate_by_hash(sha1_name_hash, sha1_key_hash, Integer{serial}, HashAlgorithm::sha1);
  CHECK(built(builder) == golden);
}

TEST_CASE("OCSPRequestBuilder writes: a request with every field, byte by byte", "[ocsp][request][builder]") {
  const TwoPartName somebody;
  const ByteVector null = hex("0500");
  const ByteVector nonce_value = hex("040401020304");
  const ByteVector nonce = hex("01020304");
  const ByteVector number_0 = hex("1234");
  const ByteVector number_1 = hex("05");
  const ByteVector number_2 = hex("0080");
  const std::array of_one{Extension{oid<1, 2, 3>, true, null}, Extension{"nonce"_oid, false, nonce_value}};
  const ByteVector certificate = opaque_certificate();
  const std::array<Bytes, 2> certificates{certificate, certificate};
  FakeSigner signer{signature_bytes};
  OCSPRequestBuilder builder;
  builder.requestor_name(somebody.name)
      .add_certificate_by_hash(name_hash_11, key_hash_22, Integer{number_0}, HashAlgorithm::sha1, of_one)
      .add_certificate_by_hash(name_hash_11, key_hash_22, Integer{number_1}, HashAlgorithm::sha1)
      .add_certificate_by_hash(name_hash_11, key_hash_22, Integer{number_2}, HashAlgorithm::sha1, of_one)
      .add_extension({oid<1, 2, 3>, true, null})
      .nonce(nonce)
      .certificates(certificates);
  CHECK(signed_by(signer, builder) == encode(full_request()));
  // Unsigned, it is the same without the signature: certificates go along with that alone.
  CHECK(built(builder) == encode(without(full_request(), "optionalSignature")));
}

TEST_CASE("OCSPRequestBuilder writes: a request with nothing that may be absent, byte by byte",
          "[ocsp][request][builder]") {
  const ByteVector number = hex("05");
  OCSPRequestBuilder builder;
  builder.add_certificate_by_hash(name_hash_11, key_hash_22, Integer{number}, HashAlgorithm::sha1);
  CHECK(built(builder) == encode(bare_request()));
}

TEST_CASE("OCSPRequestBuilder writes: hashes of the issuer's name and of the bits of its key",
          "[ocsp][request][builder]") {
  const LoadedCertificate issuer{"seed/rapidssl-sha256-ca-g3.pem"};
  const LoadedCertificate certificate{"seed/www.cryptography.io.pem"};
  const Bytes name = issuer.certificate.subject().der();
  const Bytes key = issuer.certificate.subject_public_key_info().public_key();
  for (const HashAlgorithm hash :
       {HashAlgorithm::sha1, HashAlgorithm::sha224, HashAlgorithm::sha256, HashAlgorithm::sha384, HashAlgorithm::sha512,
        HashAlgorithm::sha3_224, HashAlgorithm::sha3_256, HashAlgorithm::sha3_384, HashAlgorithm::sha3_512}) {
    INFO(to_string(hash));
    const ByteVector name_hash = fake_hash(hash, name);
    const ByteVector key_hash = fake_hash(hash, key);
    OCSPRequestBuilder builder{FakeHasher{}};
    builder.add_certificate(certificate.certificate, issuer.certificate, hash);
    const ByteVector der = built(builder);
    const OCSPRequest request = read_back<OCSPRequest>(der);
    CHECK(*request.hash_algorithm() == hash);
    CHECK(copy(*request.issuer_name_hash()) == name_hash);
    CHECK(copy(*request.issuer_key_hash()) == key_hash);
    CHECK(copy((*request.serial_number()).bytes()) == serial);
    CHECK((*request.hash_algorithm()).parameters().has_value());

    OCSPRequestBuilder by_hash;
    by_hash.add_certificate_by_hash(name_hash, key_hash, Integer{serial}, hash);
    CHECK(built(by_hash) == der);

    const auto hashes = IssuerHashes::of(IssuerHashInput{issuer.certificate}, hash, FakeHasher{});
    REQUIRE(hashes.error() == Error{});
    OCSPRequestBuilder by_cert_id;
    by_cert_id.add_certificate((*hashes).cert_id(certificate.certificate.serial_number()));
    CHECK(built(by_cert_id) == der);
  }
}

TEST_CASE("OCSPRequestBuilder writes: certificates by every way, in the order of adding", "[ocsp][request][builder]") {
  const LoadedCertificate issuer{"seed/rapidssl-sha256-ca-g3.pem"};
  const LoadedCertificate certificate{"seed/www.cryptography.io.pem"};
  const LoadedCertificate other{"openssl/certs/leaf-good.pem"};
  const ByteVector message = encode(bare_request({bare_request_element({0x70}), bare_request_element({0x71})}));
  const OCSPRequest asked = read_back<OCSPRequest>(message);
  const CertID read = (*asked.requests().begin()).cert_id();
  const ByteVector zero;
  const ByteVector negative = hex("80");
  OCSPRequestBuilder builder{FakeHasher{}};
  builder.add_certificate(certificate.certificate, issuer.certificate, HashAlgorithm::sha256)
      .add_certificate(read)
      .add_certificate_by_hash(sha1_name_hash, sha1_key_hash, Integer{zero}, HashAlgorithm::sha1)
      .add_certificate(other.certificate, certificate.certificate, HashAlgorithm::sha512)
      .add_certificate(other.certificate, issuer.certificate, HashAlgorithm::sha1)
      .add_certificate(read)
      .add_certificate(CertID{HashAlgorithm::sha1, name_hash_11, key_hash_22, Integer{negative}})
      .add_certificate(certificate.certificate, issuer.certificate, HashAlgorithm::sha256);
  const ByteVector der = built(builder);
  const OCSPRequest request = read_back<OCSPRequest>(der);

  const auto hashed = [](const Certificate& of, const Certificate& by, HashAlgorithm hash) {
    const ByteVector name_hash = fake_hash(hash, of.issuer().der());
    const ByteVector key_hash = fake_hash(hash, by.subject_public_key_info().public_key());
    return der_of(CertID{hash, name_hash, key_hash, of.serial_number()});
  };
  const std::vector<ByteVector> expected = {
      hashed(certificate.certificate, issuer.certificate, HashAlgorithm::sha256),
      copy(read.der()),
      hex("303a 300906052b0e03021a0500 0414400b467af1e6b2d30983ba0d607e7e59374824c4"
          "0414c39cf3fcd3460834bbce467fa07c5bf3e208cb59 020100"),
      hashed(other.certificate, certificate.certificate, HashAlgorithm::sha512),
      hashed(other.certificate, issuer.certificate, HashAlgorithm::sha1),
      copy(read.der()),
      encode(cert_id("", Field::none, negative)),
      hashed(certificate.certificate, issuer.certificate, HashAlgorithm::sha256),
  };
  std::vector<ByteVector> found;
  for (const Request& one : request.requests()) {
    CHECK(one.extensions().empty());
    found.push_back(copy(one.cert_id().der()));
  }
  CHECK(found == expected);
}

TEST_CASE("OCSPRequestBuilder writes: serial numbers in the fewest bytes", "[ocsp][request][builder]") {
  const std::vector<std::pair<std::string_view, std::string_view>> rows = {
      {"", "00"},         {"00", "00"},
      {"0000", "00"},     {"05", "05"},
      {"000005", "05"},   {"0080", "0080"},
      {"000080", "0080"}, {"7f", "7f"},
      {"00ff", "00ff"},   {"7fffffffffffffffffffffffffffffffffffffffff", "7fffffffffffffffffffffffffffffffffffffffff"},
  };
  for (const auto& [bytes, contents] : rows) {
    INFO(bytes);
    const ByteVector number = hex(bytes);
    OCSPRequestBuilder builder;
    builder.add_certificate_by_hash(name_hash_11, key_hash_22, Integer{number}, HashAlgorithm::sha1);
    CHECK(built(builder) == encode(bare_request({bare_request_element(hex(contents))})));
  }
}

TEST_CASE("OCSPRequestBuilder writes: a magnitude as the number that is not negative", "[ocsp][request][builder]") {
  const std::vector<std::pair<std::string_view, std::string_view>> rows = {
      {"", "00"},         {"00", "00"},
      {"0000", "00"},     {"05", "05"},
      {"0005", "05"},     {"7f", "7f"},
      {"80", "0080"},     {"0080", "0080"},
      {"98d9", "0098d9"}, {"ffff", "00ffff"},
      {"ff80", "00ff80"}, {"00ff", "00ff"},
      {"0100", "0100"},   {"ffffffffffffffffffffffffffffffffffffffff", "00ffffffffffffffffffffffffffffffffffffffff"},
  };
  for (const auto& [bytes, contents] : rows) {
    INFO(bytes);
    const ByteVector magnitude = hex(bytes);
    const SerialNumber serial_number = SerialNumber::from_magnitude(magnitude);
    CHECK_FALSE(serial_number.is_negative());
    OCSPRequestBuilder builder;
    builder.add_certificate_by_hash(name_hash_11, key_hash_22, serial_number, HashAlgorithm::sha1);
    CHECK(built(builder) == encode(bare_request({bare_request_element(hex(contents))})));
  }
}

TEST_CASE("OCSPRequestBuilder refuses: by hashes a negative serial number, which a CertID can ask about",
          "[ocsp][request][builder]") {
  for (const std::string_view bytes : {"80", "98d9", "ff", "ffff7f"}) {
    INFO(bytes);
    const ByteVector number = hex(bytes);
    OCSPRequestBuilder builder;
    builder.add_certificate_by_hash(name_hash_11, key_hash_22, Integer{number}, HashAlgorithm::sha1);
    check_refused(bytes, builder, Error{ErrorCode::undefined_value, Field::serial_number});
    OCSPRequestBuilder by_cert_id;
    by_cert_id.add_certificate(CertID{HashAlgorithm::sha1, name_hash_11, key_hash_22, Integer{number}});
    CHECK((*read_back<OCSPRequest>(built(by_cert_id)).requests().begin()).cert_id().serial_number() == Integer{number});
  }
}

TEST_CASE("OCSPRequestBuilder writes: the parameters of a hash algorithm as they are given",
          "[ocsp][request][builder]") {
  OCSPRequestBuilder with_null;
  with_null.add_certificate_by_hash(name_hash_11, key_hash_22, Integer{serial}, HashAlgorithm::sha1);
  CHECK(built(with_null) == hex("30433041303f303d303b 3009 06052b0e03021a 0500 0414" + std::string(40, '1') + "0414" +
                                std::string(40, '2') + "02023f20"));
  OCSPRequestBuilder absent;
  absent.add_certificate_by_hash(name_hash_11, key_hash_22, Integer{serial},
                                 AlgorithmIdentifier{oid_of(HashAlgorithm::sha1)});
  const ByteVector der = built(absent);
  CHECK(der == hex("3041303f303d303b3039 3007 06052b0e03021a 0414" + std::string(40, '1') + "0414" +
                   std::string(40, '2') + "02023f20"));
  CHECK_FALSE((*read_back<OCSPRequest>(der).hash_algorithm()).parameters());

  const LoadedCertificate issuer{"seed/rapidssl-sha256-ca-g3.pem"};
  OCSPRequestBuilder hashed{FakeHasher{}};
  hashed.add_certificate(issuer.certificate, issuer.certificate, AlgorithmIdentifier{oid_of(HashAlgorithm::sha256)});
  const ByteVector hashed_der = built(hashed);
  CHECK(*read_back<OCSPRequest>(hashed_der).hash_algorithm() == HashAlgorithm::sha256);
  CHECK_FALSE((*read_back<OCSPRequest>(hashed_der).hash_algorithm()).parameters());
}

TEST_CASE("OCSPRequestBuilder writes: by hashes, an algorithm that is not known, with hashes of any length",
          "[ocsp][request][builder]") {
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{65}, std::size_t{300}}) {
    INFO(size);
    const ByteVector name_hash(size, 0x33);
    const ByteVector key_hash(size + 1, 0x44);
    OCSPRequestBuilder builder;
    builder.add_certificate_by_hash(name_hash, key_hash, Integer{serial}, AlgorithmIdentifier{oid<1, 2, 3>});
    const ByteVector der = built(builder);
    const OCSPRequest request = read_back<OCSPRequest>(der);
    CHECK((*request.hash_algorithm()).oid() == oid<1, 2, 3>);
    CHECK(copy(*request.issuer_name_hash()) == name_hash);
    CHECK(copy(*request.issuer_key_hash()) == key_hash);
  }
}

TEST_CASE("OCSPRequestBuilder writes: a CertID from another message as it was", "[ocsp][request][builder]") {
  Part odd = bare_request_element({0xff, 0x7f});
  set_value(odd, "algorithm", hex("2a03"));
  find(odd, "parameters") = Part{.name = "parameters", .value = hex("3003 0201ff")};
  set_value(odd, "issuerNameHash", hex("aa"));
  set_value(odd, "issuerKeyHash", {});
  for (const Part& element : {bare_request_element({0x12, 0x34}), odd}) {
    const ByteVector message = encode(bare_request({element}));
    const OCSPRequest read = read_back<OCSPRequest>(message);
    OCSPRequestBuilder builder;
    builder.add_certificate(*read.cert_id());
    const ByteVector der = built(builder);
    CHECK(der == message);
    CHECK(*read_back<OCSPRequest>(der).cert_id() == *read.cert_id());
  }
}

TEST_CASE("OCSPRequestBuilder writes: what openssl asked for, from what was read of it",
          "[ocsp][request][builder][testdata]") {
  for (const std::string name : {"req-sha1", "req-sha224", "req-sha256", "req-sha384", "req-sha512", "req-three",
                                 "req-five-hashes", "req-serial-zero", "req-serial-21", "req-nonce"}) {
    INFO(name);
    const ByteVector message = read_file(std::string{OCSPAN_TESTDATA} + "/openssl/" + name + ".der");
    const auto read = load_der_ocsp_request(message);
    REQUIRE(read.error() == Error{});
    OCSPRequestBuilder builder;
    for (const Request& one : read->requests()) {
      REQUIRE(one.extensions().empty());
      builder.add_certificate(one.cert_id());
    }
    for (const Extension& extension : read->extensions()) {
      builder.add_extension(extension);
    }
    CHECK(built(builder) == message);
  }
}

// --- extensions and names ---

TEST_CASE("OCSPRequestBuilder writes: extensions of any type, critical or not, in the order of adding",
          "[ocsp][request][builder]") {
  const ByteVector nonce = hex("aabb");
  const ByteVector nothing;
  const ByteVector not_even_der = hex("ffff");
  const std::array<Oid, 2> types{"basic"_oid, oid<1, 2, 4>};
  OCSPRequestBuilder builder = builder_for_one();
  builder.add_extension({oid<1, 2, 5>, false, nothing})
      .acceptable_responses(types)
      .add_extension({oid<1, 2, 3>, true, not_even_der})
      .nonce(nonce)
      .add_extension({"service-locator"_oid, true, nonce});
  const ByteVector der = built(builder);
  Part message = bare_request();
  Part list =
      list_of("RequestExtensions", Field::request_extensions,
              {
                  extension(Field::none, hex("2a05"), false, {}),
                  extension(Field::none, hex("2b0601050507300104"), false, hex("300f 06092b0601050507300101 06022a04")),
                  extension(Field::none, hex("2a03"), true, hex("ffff")),
                  extension(Field::none, oid_nonce, false, hex("0402aabb")),
                  extension(Field::none, hex("2b0601050507300107"), true, hex("aabb")),
              });
  find(message, "tbsRequest").parts.push_back(node("requestExtensions", Field::none, 0xa2, {list}));
  insert_before(message, "requestList", ocspan_test::requestor_name());
  CHECK(der == encode(message));
}

TEST_CASE("OCSPRequestBuilder writes: a nonce of 1 to 128 bytes", "[ocsp][request][builder]") {
  const std::vector<std::pair<std::size_t, std::string_view>> rows = {
      {1, "a214 3012 3010 06092b0601050507300102 0403 0401 "},
      {32, "a233 3031 302f 06092b0601050507300102 0422 0420 "},
      {128, "a28197 308194 308191 06092b0601050507300102 048183 048180 "},
  };
  for (const auto& [size, before] : rows) {
    INFO(size);
    const ByteVector nonce(size, 0x5a);
    OCSPRequestBuilder builder;
    builder.add_certificate_by_hash(sha1_name_hash, sha1_key_hash, Integer{serial}, HashAlgorithm::sha1).nonce(nonce);
    const ByteVector list = ByteVector(golden.begin() + 4, golden.end());
    CHECK(built(builder) == tlv(0x30, {tlv(0x30, {list, hex(before), nonce})}));
  }
  for (std::size_t size = 1; size <= 128; ++size) {
    const ByteVector nonce(size, 0x5a);
    OCSPRequestBuilder builder = builder_for_one();
    builder.nonce(nonce);
    const ByteVector der = built(builder);
    const auto found = read_back<OCSPRequest>(der).extensions().find("nonce"_oid);
    REQUIRE(found.error() == Error{});
    REQUIRE(*found);
    CHECK_FALSE((*found)->critical());
    CHECK(copy((*found)->value()) == tlv(0x04, nonce));
  }
}

TEST_CASE("OCSPRequestBuilder refuses: a nonce of no byte, or of more than 128", "[ocsp][request][builder]") {
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{129}, std::size_t{130}, std::size_t{256}, std::size_t{1000}}) {
    INFO(size);
    const ByteVector nonce(size, 0x5a);
    check_refused("nonce", builder_for_one().nonce(nonce), {ErrorCode::wrong_length, Field::extn_value});
  }
}

TEST_CASE("write_request() writes and refuses what a builder does, for one question", "[ocsp][request][builder]") {
  const ByteVector sha256_hash(32, 0x33);
  const ByteVector md5_hash(16, 0x44);
  const ByteVector long_number(20, 0x7f);
  const std::array ids{CertID{HashAlgorithm::sha1, sha1_name_hash, sha1_key_hash, Integer{serial}},
                       CertID{HashAlgorithm::sha256, sha256_hash, sha256_hash, Integer{long_number}},
                       CertID{AlgorithmIdentifier{oid<1, 2, 3>}, md5_hash, serial, Integer{serial}},
                       CertID{HashAlgorithm::sha256, sha1_name_hash, sha256_hash, Integer{serial}},
                       CertID{HashAlgorithm::sha256, sha256_hash, sha1_key_hash, Integer{serial}},
                       CertID{HashAlgorithm::md5, md5_hash, md5_hash, Integer{serial}},
                       CertID{}};
  const ByteVector bytes(130, 0x5a);
  std::array<std::uint8_t, 512> expected{};
  std::array<std::uint8_t, 512> written{};
  for (const CertID& id : ids) {
    INFO(id.issuer_name_hash().size());
    const auto check = [&](std::optional<Bytes> nonce, std::size_t size) {
      OCSPRequestBuilder builder;
      builder.add_certificate(id);
      if (nonce) {
        builder.nonce(*nonce);
      }
      const auto by_builder = builder.build(std::span{expected}.first(size));
      const auto at_once = write_request(id, nonce, std::span{written}.first(size));
      CHECK(at_once.error() == by_builder.error());
      CHECK(copy(*at_once) == copy(*by_builder));
    };
    check(std::nullopt, written.size());
    for (std::size_t size = 0; size <= bytes.size(); ++size) {
      INFO(size);
      check(Bytes{bytes}.first(size), written.size());
    }
    for (std::size_t size = 0; size <= 256; ++size) {  // the whole message, its parts, and no room for them
      INFO(size);
      check(std::nullopt, size);
      check(Bytes{bytes}.first(128), size);
    }
  }
  CHECK(copy(*write_request(ids[0], std::nullopt, written)) == golden);
}

TEST_CASE("OCSPRequestBuilder writes: the types of response that are understood", "[ocsp][request][builder]") {
  const std::array<Oid, 1> basic{"basic"_oid};
  const std::array<Oid, 3> three{oid<2, 999>, "basic"_oid, oid<1, 2, 3>};
  const std::vector<std::pair<std::span<const Oid>, std::string_view>> rows = {
      {basic, "a21e 301c 301a 06092b0601050507300104 040d 300b 06092b0601050507300101"},
      {three, "a226 3024 3022 06092b0601050507300104 0415 3013 06028837 06092b0601050507300101 06022a03"},
      {{}, "a213 3011 300f 06092b0601050507300104 0402 3000"},
  };
  for (const auto& [types, extensions] : rows) {
    INFO(extensions);
    OCSPRequestBuilder builder;
    builder.add_certificate_by_hash(sha1_name_hash, sha1_key_hash, Integer{serial}, HashAlgorithm::sha1)
        .acceptable_responses(types);
    const ByteVector list = ByteVector(golden.begin() + 4, golden.end());
    CHECK(built(builder) == tlv(0x30, {tlv(0x30, {list, hex(extensions)})}));
  }
}

TEST_CASE("OCSPRequestBuilder writes: extensions of a single request, by every way of adding",
          "[ocsp][request][builder]") {
  const LoadedCertificate issuer{"seed/rapidssl-sha256-ca-g3.pem"};
  const ByteVector value = hex("0500");
  const std::array one{Extension{oid<1, 2, 3>, true, value}};
  const std::array two{Extension{"service-locator"_oid, false, value}, Extension{oid<1, 2, 3>, true, {}}};
  // More than the message as a whole may have: they are the caller's.
  std::vector<Oid> types;
  for (const KnownOid& known : known_oids) {
    types.push_back(known.oid);
  }
  std::vector<Extension> many;
  for (const Oid type : types) {
    many.emplace_back(type, false, value);
  }
  REQUIRE(many.size() > max_added_extensions);
  const CertID given{HashAlgorithm::sha1, name_hash_11, key_hash_22, Integer{serial}};
  OCSPRequestBuilder builder{FakeHasher{}};
  builder.add_certificate(issuer.certificate, issuer.certificate, HashAlgorithm::sha1, one)
      .add_certificate(given, two)
      .add_certificate(given)
      .add_certificate_by_hash(name_hash_11, key_hash_22, Integer{serial}, HashAlgorithm::sha1, many);
  const ByteVector der = built(builder);
  const std::vector<std::vector<Extension>> expected = {{one.begin(), one.end()}, {two.begin(), two.end()}, {}, many};
  const OCSPRequest request = read_back<OCSPRequest>(der);
  REQUIRE(request.requests().size() == expected.size());
  std::size_t number = 0;
  for (const Request& asked : request.requests()) {
    INFO(number);
    REQUIRE(asked.extensions().size() == expected[number].size());
    std::size_t index = 0;
    for (const Extension& extension : asked.extensions()) {
      const Extension& given_one = expected[number][index++];
      CHECK(extension.oid() == given_one.oid());
      CHECK(extension.critical() == given_one.critical());
      CHECK(copy(extension.value()) == copy(given_one.value()));
    }
    ++number;
  }
}

TEST_CASE("OCSPRequestBuilder writes: a requestorName of each kind", "[ocsp][request][builder]") {
  const std::vector<std::pair<GeneralNameType, std::string>> names = {
      {GeneralNameType::other_name, "a008 06022a03 a0020500"},
      {GeneralNameType::rfc822_name, "8103 614062"},
      {GeneralNameType::dns_name, "8200"},
      {GeneralNameType::x400_address, "a303 ffffff"},
      {GeneralNameType::directory_name, "a402 3000"},
      {GeneralNameType::edi_party_name, "a500"},
      {GeneralNameType::uniform_resource_identifier, "8603 613a62"},
      {GeneralNameType::ip_address, "8704 7f000001"},
      {GeneralNameType::registered_id, "8802 2a03"},
  };
  for (const auto& [type, bytes] : names) {
    INFO(bytes);
    const ByteVector whole = hex(bytes);
    OCSPRequestBuilder builder;
    builder.add_certificate_by_hash(sha1_name_hash, sha1_key_hash, Integer{serial}, HashAlgorithm::sha1)
        .requestor_name(GeneralName{type, Bytes{whole}.subspan(2)});
    const ByteVector list = ByteVector(golden.begin() + 4, golden.end());
    const ByteVector der = built(builder);
    CHECK(der == tlv(0x30, {tlv(0x30, {tlv(0xa1, whole), list})}));
    CHECK(read_back<OCSPRequest>(der).requestor_name()->type() == type);

    // As it was read from a message.
    const OCSPRequest read = read_back<OCSPRequest>(der);
    OCSPRequestBuilder again;
    again.add_certificate(*read.cert_id()).requestor_name(*read.requestor_name());
    CHECK(built(again) == der);
  }
}

TEST_CASE("OCSPRequestBuilder writes: the subject of a certificate as the requestorName", "[ocsp][request][builder]") {
  const LoadedCertificate requestor{"openssl/certs/leaf-good.pem"};
  OCSPRequestBuilder builder;
  builder.add_certificate_by_hash(sha1_name_hash, sha1_key_hash, Integer{serial}, HashAlgorithm::sha1)
      .requestor_name(requestor.certificate.subject());
  const ByteVector der = built(builder);
  const OCSPRequest request = read_back<OCSPRequest>(der);
  REQUIRE(request.requestor_name());
  CHECK(request.requestor_name()->type() == GeneralNameType::directory_name);
  CHECK(request.requestor_name()->directory_name() == requestor.certificate.subject());
}

// --- storage ---

TEST_CASE("OCSPRequestBuilder: as many certificates as the storage holds, and no more", "[ocsp][request][builder]") {
  const Error too_many{ErrorCode::too_many, Field::request_list};
  const auto check = [&](std::string_view name, auto builder, std::size_t room) {
    INFO(name);
    builder.requestor_name(GeneralName{GeneralNameType::dns_name, {}});
    std::vector<ByteVector> numbers;
    for (std::size_t i = 0; i <= room; ++i) {
      numbers.push_back({static_cast<std::uint8_t>(i >> 16 & 0x7f), static_cast<std::uint8_t>(i >> 8 & 0xff),
                         static_cast<std::uint8_t>(i & 0xff)});
    }
    for (std::size_t i = 0; i < room; ++i) {
      builder.add_certificate_by_hash(name_hash_11, key_hash_22, Integer{numbers[i]}, HashAlgorithm::sha1);
    }
    const ByteVector der = built(builder);
    const OCSPRequest request = read_back<OCSPRequest>(der);
    CHECK(request.requests().size() == room);
    std::size_t number = 0;
    bool in_order = true;
    for (const Request& one : request.requests()) {
      in_order = in_order && one.cert_id().serial_number() == Integer{numbers[number++]};
    }
    CHECK(in_order);
    builder.add_certificate_by_hash(name_hash_11, key_hash_22, Integer{numbers[room]}, HashAlgorithm::sha1);
    check_refused("one more", builder, too_many);
  };
  check("its own", OCSPRequestBuilder{}, 8);
  check("an array of 1", OCSPRequestBuilder{NoHasher{}, std::array<RequestEntry, 1>{}}, 1);
  check("an array of 3", OCSPRequestBuilder{FakeHasher{}, std::array<RequestEntry, 3>{}}, 3);
  check("a vector", OCSPRequestBuilder{NoHasher{}, std::vector<RequestEntry>(1000)}, 1000);
  std::array<RequestEntry, 5> memory;
  check("a span", OCSPRequestBuilder{NoHasher{}, std::span<RequestEntry>{memory}}, 5);
  check("a span of a fixed size", OCSPRequestBuilder{NoHasher{}, std::span{memory}}, 5);

  OCSPRequestBuilder no_room{NoHasher{}, std::span<RequestEntry>{}};
  CHECK(no_room.build().error() == Error{ErrorCode::missing, Field::request_list});
  no_room.requestor_name(GeneralName{GeneralNameType::dns_name, {}});
  no_room.add_certificate_by_hash(name_hash_11, key_hash_22, Integer{serial}, HashAlgorithm::sha1);
  check_refused("no room", no_room, too_many);
}

TEST_CASE("OCSPRequestBuilder: as many extensions as it holds, and no more", "[ocsp][request][builder]") {
  const ByteVector value = hex("0500");
  const ByteVector nonce = hex("01");
  const std::array<Oid, 1> types{"basic"_oid};
  OCSPRequestBuilder builder = builder_for_one();
  for (std::size_t i = 0; i < max_added_extensions; ++i) {
    builder.add_extension({known_oids[i].oid, false, value});
  }
  const ByteVector der = built(builder);
  CHECK(read_back<OCSPRequest>(der).extensions().size() == max_added_extensions);
  const Error too_many{ErrorCode::too_many, Field::extensions};
  const auto with = [&](auto add) {
    OCSPRequestBuilder copy_of_it = builder;
    add(copy_of_it);
    return copy_of_it;
  };
  check_refused("add_extension", with([&](auto& one) { one.add_extension({oid<1, 2, 3>, false, value}); }), too_many);
  check_refused("nonce", with([&](auto& one) { one.nonce(nonce); }), too_many);
  check_refused("acceptable_responses", with([&](auto& one) { one.acceptable_responses(types); }), too_many);
  // That it is there already is said all the same.
  check_refused("a duplicate", with([&](auto& one) { one.add_extension({known_oids[7].oid, false, value}); }),
                {ErrorCode::duplicate, Field::extn_id});
}

TEST_CASE("OCSPRequestBuilder writes: lengths of one to four bytes, all around each limit",
          "[ocsp][request][builder]") {
  std::vector<std::size_t> sizes;
  for (std::size_t size = 0; size <= 260; ++size) {
    sizes.push_back(size);
  }
  for (std::size_t size = 65400; size <= 65540; ++size) {
    sizes.push_back(size);
  }
  for (const std::size_t size : {0xffffffU - 100, 0xffffffU - 10, 0xffffffU, 0x1000000U}) {
    sizes.push_back(size);
  }
  const ByteVector number = hex("05");
  for (const std::size_t size : sizes) {
    INFO(size);
    const ByteVector value(size, 0x5a);
    const std::array of_one{Extension{oid<1, 2, 3>, false, value}};
    OCSPRequestBuilder builder;
    builder.add_certificate_by_hash(name_hash_11, key_hash_22, Integer{number}, HashAlgorithm::sha1, of_one);
    Part message = bare_request();
    find(message, "Request")
        .parts.push_back(node("", Field::none, 0xa0,
                              {list_of("", Field::none, {extension(Field::none, hex("2a03"), false, value)})}));
    const auto der = builder.build();
    REQUIRE(der.error() == Error{});
    const bool the_same = *der == encode(message);
    REQUIRE(the_same);
  }
}

// --- signing ---

TEST_CASE("OCSPRequestBuilder writes: signatures of any size, over the TBSRequest", "[ocsp][request][builder]") {
  Part expected = without(without(full_request(), "optionalSignature/certs"), "requestExtensions");
  find(expected, "requestList").parts = {bare_request_element()};
  check_signatures_of_any_size(builder_for_one(), expected, "tbsRequest");
}

TEST_CASE("OCSPRequestBuilder writes: the algorithm of the signature as it is given", "[ocsp][request][builder]") {
  check_algorithms_of_signature(builder_for_one());
}

TEST_CASE("OCSPRequestBuilder writes: certificates along with the signature, in their order",
          "[ocsp][request][builder]") {
  check_certificates_along(builder_for_one());
}

TEST_CASE("OCSPRequestBuilder writes: a signature that is shorter than it might have been",
          "[ocsp][request][builder]") {
  check_shorter_signatures(builder_for_one(), true);
}

TEST_CASE("OCSPRequestBuilder: signers of every kind", "[ocsp][request][builder]") {
  struct Function {
    static std::size_t sign(Bytes, std::span<std::uint8_t> out) {
      std::fill(out.begin(), out.end(), std::uint8_t{0x5a});
      return 3;
    }
  };
  const auto lambda = [](Bytes, std::span<std::uint8_t> out) {
    std::fill(out.begin(), out.end(), std::uint8_t{0x5a});
    return std::size_t{3};
  };
  FakeSigner exact{hex("5a5a5a")};
  OCSPRequestBuilder builder = builder_for_one();
  const ByteVector expected = signed_by(exact, builder);
  CHECK(*builder.sign(sha256_rsa, &Function::sign) == expected);
  CHECK(*builder.sign(sha256_rsa, Function::sign) == expected);
  CHECK(*builder.sign(sha256_rsa, lambda) == expected);
  CHECK(*builder.sign(sha256_rsa, FakeSigner{hex("5a5a5a")}) == expected);
  CHECK(*builder.sign(sha256_rsa, std::ref(exact)) == expected);
}

TEST_CASE("OCSPRequestBuilder: hashers of every kind", "[ocsp][request][builder]") {
  struct Function {
    static bool hash(HashAlgorithm hash, Bytes data, std::span<std::uint8_t> out) {
      return FakeHasher{}(hash, data, out);
    }
  };
  const LoadedCertificate issuer{"seed/rapidssl-sha256-ca-g3.pem"};
  const auto with = [&](auto hasher) {
    OCSPRequestBuilder builder{hasher};
    builder.add_certificate(issuer.certificate, issuer.certificate, HashAlgorithm::sha256);
    return built(builder);
  };
  const ByteVector expected = with(FakeHasher{});
  CHECK(with(&Function::hash) == expected);
  CHECK(with([](HashAlgorithm hash, Bytes data, std::span<std::uint8_t> out) {
          return FakeHasher{}(hash, data, out);
        }) == expected);
  int count = 0;
  const auto counting = [&count](HashAlgorithm hash, Bytes data, std::span<std::uint8_t> out) {
    ++count;
    return FakeHasher{}(hash, data, out);
  };
  OCSPRequestBuilder builder{counting};
  builder.add_certificate(issuer.certificate, issuer.certificate, HashAlgorithm::sha256);
  // Where there is no room, bytes are only counted.
  CHECK(builder.build(std::span<std::uint8_t>{}).error() ==
        error_at(ErrorCode::no_space, Field::none, expected.size()));
  CHECK(count == 0);
  ByteVector buffer(expected.size());
  CHECK(copy(*builder.build(buffer)) == expected);
  CHECK(count == 2);
}

TEST_CASE("OCSPRequestBuilder refuses: a signer that does not sign", "[ocsp][request][builder]") {
  check_signers_that_fail(builder_for_one());
}

TEST_CASE("OCSPRequestBuilder refuses: a signature that makes the message longer than any is read",
          "[ocsp][request][builder]") {
  FakeSigner signer{{}};
  ByteVector buffer(1000);
  OCSPRequestBuilder builder = builder_for_one();
  signer.most = 0xf0000000U;
  const std::size_t before = built(builder).size();
  const Error error = builder.sign(sha256_rsa, signer, buffer).error();
  CHECK(error.code == ErrorCode::no_space);
  const std::size_t headers = 4 * 6;  // of OCSPRequest, [0], Signature and BIT STRING, in place of 2 bytes
  const std::size_t algorithm_and_unused_bits = 15 + 1;
  CHECK(error.offset == before - 2 + headers + algorithm_and_unused_bits + 0xf0000000U);
  for (const std::size_t most :
       {std::size_t{0xffffffffU}, std::size_t{0xffffffffU} - 50, std::numeric_limits<std::size_t>::max()}) {
    INFO(most);
    signer.most = most;
    CHECK(builder.sign(sha256_rsa, signer, buffer).error() == Error{ErrorCode::input_too_long});
    CHECK(builder.sign(sha256_rsa, signer).error() == Error{ErrorCode::input_too_long});
  }
  CHECK(signer.messages.empty());
}

TEST_CASE("OCSPRequestBuilder refuses: certificates that have not the shape of one", "[ocsp][request][builder]") {
  check_malformed_certificates([](const std::vector<Bytes>& certificates, Error expected) {
    FakeSigner signer{hex("aabb")};
    OCSPRequestBuilder builder = builder_for_one();
    builder.certificates(certificates);
    CHECK(builder.sign(sha256_rsa, signer).error() == expected);
    ByteVector buffer(1000);
    CHECK(builder.sign(sha256_rsa, signer, buffer).error() == expected);
    CHECK(builder.sign(sha256_rsa, signer, {}).error() == expected);
  });
}

TEST_CASE("OCSPRequestBuilder refuses: to sign without a requestorName", "[ocsp][request][builder]") {
  FakeSigner signer{hex("aabb")};
  ByteVector buffer(1000);
  OCSPRequestBuilder builder;
  // What is missing first is said first.
  CHECK(builder.sign(sha256_rsa, signer).error() == Error{ErrorCode::missing, Field::request_list});
  builder.add_certificate_by_hash(sha1_name_hash, sha1_key_hash, Integer{serial}, HashAlgorithm::sha1);
  const Error missing{ErrorCode::missing, Field::requestor_name};
  CHECK(builder.sign(sha256_rsa, signer).error() == missing);
  CHECK(builder.sign(sha256_rsa, signer, buffer).error() == missing);
  CHECK(builder.sign(sha256_rsa, signer, {}).error() == missing);
  CHECK(signer.messages.empty());
  builder.requestor_name(GeneralName{GeneralNameType::dns_name, {}});
  (void)signed_by(signer, builder);
}

TEST_CASE("OCSPRequestBuilder: where the message does not fit the signer does not sign", "[ocsp][request][builder]") {
  const ByteVector certificate = opaque_certificate();
  const std::array<Bytes, 1> certificates{certificate};
  for (const std::size_t size : {8U, 64U, 256U}) {
    INFO(size);
    FakeSigner signer{ByteVector(size, 0x5a)};
    OCSPRequestBuilder builder = builder_for_one();
    const std::size_t bare = signed_by(signer, builder).size();
    signer.messages.clear();
    CHECK(signatures_in_vain(signer, builder, bare) == 0);
    builder.certificates(certificates);
    const std::size_t with_certificates = signed_by(signer, builder).size();
    signer.messages.clear();
    CHECK(signatures_in_vain(signer, builder, with_certificates) == 0);
  }
}

TEST_CASE("OCSPRequestBuilder: the size that is named is enough for a longer signature the next time",
          "[ocsp][request][builder]") {
  const ByteVector certificate = opaque_certificate();
  const std::array<Bytes, 1> certificates{certificate};
  FakeSigner shorter{ByteVector(72, 0x5a)};
  shorter.claimed = 70;
  FakeSigner longest{ByteVector(72, 0x5a)};
  OCSPRequestBuilder builder = builder_for_one();
  builder.certificates(certificates);
  const std::size_t needed = signed_by(longest, builder).size();
  for (std::size_t size = 0; size < needed; ++size) {
    INFO(size);
    ByteVector buffer(size);
    CHECK(builder.sign(sha256_rsa, shorter, buffer).error() == error_at(ErrorCode::no_space, Field::none, needed));
  }
}

TEST_CASE("OCSPRequestBuilder: nothing is signed of a message that is not written", "[ocsp][request][builder]") {
  const LoadedCertificate issuer{"seed/rapidssl-sha256-ca-g3.pem"};
  const ByteVector no_certificate = hex("3000");
  const std::array<Bytes, 1> certificates{no_certificate};
  ByteVector buffer(1000);
  SECTION("a hasher that cannot") {
    for (const int computed : {0, 1}) {
      INFO(computed);
      FakeSigner signer{hex("aabb")};
      OCSPRequestBuilder builder = builder_for_one(FailingHasher{computed});
      builder.add_certificate(issuer.certificate, issuer.certificate, HashAlgorithm::sha1);
      CHECK(builder.sign(sha256_rsa, signer, buffer).error() ==
            Error{ErrorCode::unsupported_algorithm, Field::hash_algorithm});
      CHECK(signer.messages.empty());
    }
  }
  SECTION("what is no certificate") {
    FakeSigner signer{hex("aabb")};
    OCSPRequestBuilder builder = builder_for_one();
    builder.certificates(certificates);
    CHECK(builder.sign(sha256_rsa, signer, buffer).error() == Error{ErrorCode::missing, Field::tbs_certificate, 2});
    CHECK(signer.messages.empty());
  }
}

TEST_CASE("OCSPRequestBuilder writes: what openssl asked for and signed, from what was read of it",
          "[ocsp][request][builder][testdata]") {
  for (const std::string name :
       {"req-signed-rsa", "req-signed-ecdsa", "req-signed-ed25519", "req-signed-no-certs", "req-signed-two-certs"}) {
    INFO(name);
    const ByteVector message = read_file(std::string{OCSPAN_TESTDATA} + "/openssl/" + name + ".der");
    const auto read = load_der_ocsp_request(message);
    REQUIRE(read.error() == Error{});
    REQUIRE(read->signature());
    OCSPRequestBuilder builder;
    builder.requestor_name(read->requestor_name().value());
    for (const Request& one : read->requests()) {
      REQUIRE(one.extensions().empty());
      builder.add_certificate(one.cert_id());
    }
    for (const Extension& extension : read->extensions()) {
      builder.add_extension(extension);
    }
    std::vector<Bytes> certificates;
    for (const Bytes certificate : read->signature()->certificates()) {
      certificates.push_back(certificate);
    }
    builder.certificates(certificates);
    FakeSigner signer{copy(read->signature()->bits().bytes())};
    CHECK(signed_by(signer, builder, read->signature()->algorithm()) == message);
  }
}

// --- misuse ---

TEST_CASE("OCSPRequestBuilder refuses: to ask for nothing, and can be added to after that",
          "[ocsp][request][builder]") {
  const ByteVector nonce = hex("01");
  const Error missing{ErrorCode::missing, Field::request_list};
  OCSPRequestBuilder builder;
  ByteVector buffer(1000);
  CHECK(builder.build().error() == missing);
  CHECK(builder.build(buffer).error() == missing);
  CHECK(builder.build(std::span<std::uint8_t>{}).error() == missing);
  builder.requestor_name(GeneralName{GeneralNameType::dns_name, {}}).nonce(nonce);
  check_refused("without a certificate", builder, missing);
  builder.add_certificate_by_hash(sha1_name_hash, sha1_key_hash, Integer{serial}, HashAlgorithm::sha1);
  const ByteVector der = built(builder);
  CHECK(built(builder) == der);

  OCSPRequestBuilder bare;
  CHECK(bare.build().error() == missing);
  bare.add_certificate_by_hash(sha1_name_hash, sha1_key_hash, Integer{serial}, HashAlgorithm::sha1);
  CHECK(built(bare) == golden);
}

TEST_CASE("OCSPRequestBuilder: a message that was built can be added to, and a copy goes its own way",
          "[ocsp][request][builder]") {
  const ByteVector other = hex("7f");
  OCSPRequestBuilder builder;
  builder.add_certificate_by_hash(sha1_name_hash, sha1_key_hash, Integer{serial}, HashAlgorithm::sha1);
  CHECK(built(builder) == golden);
  OCSPRequestBuilder copy_of_it = builder;
  builder.add_certificate_by_hash(sha1_name_hash, sha1_key_hash, Integer{other}, HashAlgorithm::sha1);
  const ByteVector der = built(builder);
  CHECK(read_back<OCSPRequest>(der).requests().size() == 2);
  CHECK(built(copy_of_it) == golden);
}

TEST_CASE("OCSPRequestBuilder refuses: hashes that are not as long as their algorithm's", "[ocsp][request][builder]") {
  for (const HashAlgorithm hash :
       {HashAlgorithm::sha1, HashAlgorithm::sha224, HashAlgorithm::sha256, HashAlgorithm::sha384, HashAlgorithm::sha512,
        HashAlgorithm::sha3_224, HashAlgorithm::sha3_256, HashAlgorithm::sha3_384, HashAlgorithm::sha3_512}) {
    INFO(to_string(hash));
    const std::size_t right = digest_size(hash);
    const ByteVector fitting(right, 0x11);
    for (const std::size_t size : {std::size_t{0}, right - 1, right + 1, 2 * right}) {
      INFO(size);
      const ByteVector other(size, 0x22);
      const std::vector<std::pair<CertID, Field>> rows = {
          {CertID{hash, other, fitting, Integer{serial}}, Field::issuer_name_hash},
          {CertID{hash, fitting, other, Integer{serial}}, Field::issuer_key_hash},
          {CertID{hash, other, other, Integer{serial}}, Field::issuer_name_hash},
      };
      for (const auto& [id, field] : rows) {
        const Error expected{ErrorCode::wrong_length, field};
        check_refused("CertID", builder_for_one().add_certificate(id), expected);
        const ByteVector name_hash = copy(id.issuer_name_hash());
        const ByteVector key_hash = copy(id.issuer_key_hash());
        check_refused("by hash",
                      builder_for_one().add_certificate_by_hash(name_hash, key_hash, id.serial_number(), hash),
                      expected);
        check_refused("parameters absent",
                      builder_for_one().add_certificate_by_hash(name_hash, key_hash, id.serial_number(),
                                                                AlgorithmIdentifier{oid_of(hash)}),
                      expected);
      }
    }
    OCSPRequestBuilder builder = builder_for_one();
    builder.add_certificate_by_hash(fitting, fitting, Integer{serial}, hash);
    (void)built(builder);
  }
}

TEST_CASE("OCSPRequestBuilder refuses: algorithms that cannot be, or that are not known", "[ocsp][request][builder]") {
  const LoadedCertificate issuer{"seed/rapidssl-sha256-ca-g3.pem"};
  const Certificate& certificate = issuer.certificate;
  const ByteVector md5_hash(16, 0x11);
  const ByteVector message = encode(bare_request({bare_request_element()}));
  const Error unsupported{ErrorCode::unsupported_algorithm, Field::hash_algorithm};
  check_refused("MD5 by certificate",
                builder_for_one(FakeHasher{}).add_certificate(certificate, certificate, HashAlgorithm::md5),
                unsupported);
  check_refused("MD5 by hash",
                builder_for_one().add_certificate_by_hash(md5_hash, md5_hash, Integer{serial}, HashAlgorithm::md5),
                unsupported);
  check_refused("MD5 by hash, parameters absent",
                builder_for_one().add_certificate_by_hash(md5_hash, md5_hash, Integer{serial},
                                                          AlgorithmIdentifier{oid_of(HashAlgorithm::md5)}),
                unsupported);
  check_refused("MD5 by CertID",
                builder_for_one().add_certificate(CertID{HashAlgorithm::md5, md5_hash, md5_hash, Integer{serial}}),
                unsupported);
  check_refused("MD5 before the length of its hashes",
                builder_for_one().add_certificate(CertID{HashAlgorithm::md5, {}, md5_hash, Integer{serial}}),
                unsupported);
  check_refused(
      "not known",
      builder_for_one(FakeHasher{}).add_certificate(certificate, certificate, AlgorithmIdentifier{oid<1, 2, 3>}),
      unsupported);
  check_refused("none at all",
                builder_for_one(FakeHasher{}).add_certificate(certificate, certificate, AlgorithmIdentifier{}),
                unsupported);
  check_refused("a signature algorithm",
                builder_for_one(FakeHasher{}).add_certificate(certificate, certificate, sha256_rsa), unsupported);
  for (const int computed : {0, 1}) {
    INFO(computed);
    ByteVector buffer(1000);
    OCSPRequestBuilder builder = builder_for_one(FailingHasher{computed});
    builder.add_certificate(certificate, certificate, HashAlgorithm::sha1);
    CHECK(builder.build(buffer).error() == unsupported);
  }
}

TEST_CASE("OCSPRequestBuilder refuses: an extension of which there is one already", "[ocsp][request][builder]") {
  const ByteVector value = hex("0500");
  const ByteVector nonce = hex("01");
  const std::array<Oid, 1> types{"basic"_oid};
  const Extension any{oid<1, 2, 3>, false, value};
  const Extension any_critical{oid<1, 2, 3>, true, {}};
  const Extension nonce_extension{"nonce"_oid, false, value};
  const Extension response_extension{"response"_oid, false, value};
  const Error twice{ErrorCode::duplicate, Field::extn_id};
  check_refused("any", builder_for_one().add_extension(any).add_extension(any), twice);
  check_refused("any, otherwise different",
                builder_for_one().add_extension(any).nonce(nonce).add_extension(any_critical), twice);
  check_refused("nonce", builder_for_one().nonce(nonce).nonce(nonce), twice);
  check_refused("nonce, extension", builder_for_one().nonce(nonce).add_extension(nonce_extension), twice);
  check_refused("extension, nonce", builder_for_one().add_extension(nonce_extension).nonce(nonce), twice);
  check_refused("acceptable_responses", builder_for_one().acceptable_responses(types).acceptable_responses(types),
                twice);
  check_refused("acceptable_responses, extension",
                builder_for_one().acceptable_responses(types).add_extension(response_extension), twice);
  check_refused("extension, acceptable_responses",
                builder_for_one().add_extension(response_extension).acceptable_responses(types), twice);
}

TEST_CASE("OCSPRequestBuilder refuses: two extensions of one type for one certificate", "[ocsp][request][builder]") {
  const LoadedCertificate issuer{"seed/rapidssl-sha256-ca-g3.pem"};
  const ByteVector value = hex("0500");
  const Extension a{oid<1, 2, 3>, false, value};
  const Extension b{oid<1, 2, 4>, true, value};
  const Extension a_again{oid<1, 2, 3>, true, {}};
  const Error twice{ErrorCode::duplicate, Field::single_request_extensions};
  const CertID given{HashAlgorithm::sha1, name_hash_11, key_hash_22, Integer{serial}};
  for (const std::vector<Extension>& extensions :
       {std::vector{a, a}, std::vector{a, b, a_again}, std::vector{b, a, a_again}, std::vector{a_again, a, b}}) {
    check_refused("CertID", builder_for_one().add_certificate(given, extensions), twice);
    check_refused("by hash",
                  builder_for_one().add_certificate_by_hash(name_hash_11, key_hash_22, Integer{serial},
                                                            HashAlgorithm::sha1, extensions),
                  twice);
    check_refused("by certificate",
                  builder_for_one(FakeHasher{})
                      .add_certificate(issuer.certificate, issuer.certificate, HashAlgorithm::sha1, extensions),
                  twice);
  }
  // The same type for two certificates, and for the message as a whole, is none twice.
  const std::array once{a, b};
  OCSPRequestBuilder builder = builder_for_one();
  builder.add_certificate(given, once).add_certificate(given, once).add_extension(a).add_extension(b);
  (void)built(builder);
}

TEST_CASE("OCSPRequestBuilder refuses: what was never read", "[ocsp][request][builder]") {
  const LoadedCertificate issuer{"seed/rapidssl-sha256-ca-g3.pem"};
  const Result<Certificate> failed = load_der_x509_certificate(Bytes{});
  const auto ask = [](const Certificate& certificate, const Certificate& of_issuer) {
    OCSPRequestBuilder builder = builder_for_one(FakeHasher{});
    builder.add_certificate(certificate, of_issuer, HashAlgorithm::sha1);
    return builder;
  };
  check_refused("the certificate", ask(*failed, issuer.certificate), {ErrorCode::missing, Field::certificate});
  check_refused("the issuer", ask(issuer.certificate, *failed), {ErrorCode::missing, Field::issuer});
  check_refused("CertID", builder_for_one().add_certificate(CertID{}), {ErrorCode::missing, Field::hash_algorithm});
  check_refused("extension", builder_for_one().add_extension({}), {ErrorCode::missing, Field::extn_id});
  const std::array<Extension, 1> extensions{};
  check_refused("single extension",
                builder_for_one().add_certificate_by_hash(name_hash_11, key_hash_22, Integer{serial},
                                                          HashAlgorithm::sha1, extensions),
                {ErrorCode::missing, Field::extn_id});
  FakeSigner signer{hex("01")};
  CHECK(builder_for_one().sign({}, signer).error() == Error{ErrorCode::missing, Field::signature_algorithm});
}

TEST_CASE("OCSPRequestBuilder refuses: a second requestorName", "[ocsp][request][builder]") {
  const TwoPartName somebody;
  const GeneralName dns{GeneralNameType::dns_name, {}};
  const Error twice{ErrorCode::duplicate, Field::requestor_name};
  check_refused("the same", builder_for_one().requestor_name(somebody.name), twice);
  check_refused("another", builder_for_one().requestor_name(dns), twice);
  OCSPRequestBuilder builder;
  builder.requestor_name(dns).requestor_name(dns);
  check_refused("before anything was asked for", builder, twice);
}

TEST_CASE("OCSPRequestBuilder: of several errors the first one counts", "[ocsp][request][builder]") {
  const ByteVector too_long(129, 0x5a);
  const ByteVector nonce = hex("01");
  const ByteVector short_hash = hex("11");
  const GeneralName dns{GeneralNameType::dns_name, {}};
  const Error wrong_nonce{ErrorCode::wrong_length, Field::extn_value};
  const Error wrong_hash{ErrorCode::wrong_length, Field::issuer_name_hash};
  const Error twice{ErrorCode::duplicate, Field::requestor_name};
  const auto bad_hash = [&](auto& builder) {
    builder.add_certificate_by_hash(short_hash, short_hash, Integer{serial}, HashAlgorithm::sha1);
  };
  const auto bad_nonce = [&](auto& builder) { builder.nonce(too_long); };
  const auto bad_name = [&](auto& builder) { builder.requestor_name(dns); };
  const auto check = [&](Error expected, auto... faults) {
    auto builder = builder_for_one();
    (faults(builder), ...);
    check_refused("", builder, expected);
  };
  check(wrong_hash, bad_hash, bad_nonce, bad_name);
  check(wrong_hash, bad_hash, bad_name, bad_nonce);
  check(wrong_nonce, bad_nonce, bad_hash, bad_name);
  check(wrong_nonce, bad_nonce, bad_name, bad_hash);
  check(twice, bad_name, bad_nonce, bad_hash);
  check(twice, bad_name, bad_hash, bad_nonce);
  // What is wrong stays wrong, whatever is added after it; and it comes before what is missing.
  check(wrong_nonce, bad_nonce, [&](auto& builder) { builder.nonce(nonce); });
  OCSPRequestBuilder nothing_asked;
  nothing_asked.nonce(too_long);
  check_refused("nothing asked", nothing_asked, wrong_nonce);
}

TEST_CASE("OCSPRequestBuilder: an algorithm that cannot be is an error from when it was added",
          "[ocsp][request][builder]") {
  const LoadedCertificate issuer{"seed/rapidssl-sha256-ca-g3.pem"};
  const ByteVector too_long(129, 0x5a);
  for (const AlgorithmIdentifier& algorithm :
       {AlgorithmIdentifier{HashAlgorithm::md5}, AlgorithmIdentifier{oid<1, 2, 3>}}) {
    CHECK(builder_for_one(FakeHasher{})
              .add_certificate(issuer.certificate, issuer.certificate, algorithm)
              .nonce(too_long)
              .build()
              .error() == Error{ErrorCode::unsupported_algorithm, Field::hash_algorithm});
  }
}

// --- buffers ---

TEST_CASE("OCSPRequestBuilder: a buffer of every size", "[ocsp][request][builder]") {
  const LoadedCertificate issuer{"seed/rapidssl-sha256-ca-g3.pem"};
  const ByteVector value = hex("0500");
  const ByteVector nonce(32, 0x5a);
  const std::array of_one{Extension{oid<1, 2, 3>, true, value}};
  SECTION("unsigned") {
    OCSPRequestBuilder builder;
    builder.add_certificate_by_hash(sha1_name_hash, sha1_key_hash, Integer{serial}, HashAlgorithm::sha1);
    check_every_size(built(builder), [&](std::span<std::uint8_t> out) { return builder.build(out); });
  }
  SECTION("signed") { check_buffers_when_signing(builder_for_one()); }
  SECTION("many") {
    OCSPRequestBuilder builder{FakeHasher{}};
    builder.requestor_name(issuer.certificate.subject()).nonce(nonce);
    for (std::size_t i = 0; i < 4; ++i) {
      builder.add_certificate(issuer.certificate, issuer.certificate, HashAlgorithm::sha512, of_one);
      builder.add_certificate_by_hash(sha1_name_hash, sha1_key_hash, Integer{serial}, HashAlgorithm::sha1);
    }
    check_every_size(built(builder), [&](std::span<std::uint8_t> out) { return builder.build(out); });
    FakeSigner signer{ByteVector(64, 0xc3)};
    const ByteVector der = signed_by(signer, builder);
    check_every_size(der, [&](std::span<std::uint8_t> out) { return builder.sign(sha256_rsa, signer, out); });
  }
}

}  // namespace ocspan_test::request_builder_test
