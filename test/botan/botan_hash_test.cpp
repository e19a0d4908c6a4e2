// BotanHasher against the published answers, and what the builders write with real hashes.
#include "ocspan/botan/botan_hash.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "ocsp/building.hpp"
#include "ocspan/ocsp/request_builder.hpp"
#include "ocspan/ocsp/response_builder.hpp"
#include "support/catch2.hpp"

using namespace ocspan;
using namespace ocspan_test;

namespace {

/// The hash of `data`, or nothing if it was not computed.
ByteVector hash_of(HashAlgorithm hash, const ByteVector& data) {
  ByteVector out(digest_size(hash));
  return BotanHasher{}(hash, data, out) ? out : ByteVector{};
}

constexpr std::array all_hashes{HashAlgorithm::md5,      HashAlgorithm::sha1,     HashAlgorithm::sha224,
                                HashAlgorithm::sha256,   HashAlgorithm::sha384,   HashAlgorithm::sha512,
                                HashAlgorithm::sha3_224, HashAlgorithm::sha3_256, HashAlgorithm::sha3_384,
                                HashAlgorithm::sha3_512};

constexpr std::array computed_hashes{HashAlgorithm::sha1,     HashAlgorithm::sha224,   HashAlgorithm::sha256,
                                     HashAlgorithm::sha384,   HashAlgorithm::sha512,   HashAlgorithm::sha3_224,
                                     HashAlgorithm::sha3_256, HashAlgorithm::sha3_384, HashAlgorithm::sha3_512};

}  // namespace

TEST_CASE("BotanHasher: the answers of FIPS 180-4 and FIPS 202 and their examples", "[ocsp][hash]") {
  struct Row {
    HashAlgorithm hash;
    std::string_view of_nothing;
    std::string_view of_abc;
  };
  const std::array<Row, 9> rows{{
      {HashAlgorithm::sha1, "da39a3ee5e6b4b0d3255bfef95601890afd80709", "a9993e364706816aba3e25717850c26c9cd0d89d"},
      {HashAlgorithm::sha224, "d14a028c2a3a2bc9476102bb288234c415a2b01f828ea62ac5b3e42f",
       "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7"},
      {HashAlgorithm::sha256, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
       "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
      {HashAlgorithm::sha384,
       "38b060a751ac96384cd9327eb1b1e36a21fdb71114be07434c0cc7bf63f6e1da274edebfe76f65fbd51ad2f14898b95b",
       "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"},
      {HashAlgorithm::sha512,
       "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce"
       "47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e",
       "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
       "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"},
      {HashAlgorithm::sha3_224, "6b4e03423667dbb73b6e15454f0eb1abd4597f9a1b078e3f5b5a6bc7",
       "e642824c3f8cf24ad09234ee7d3c766fc9a3a5168d0c94ad73b46fdf"},
      {HashAlgorithm::sha3_256, "a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a",
       "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532"},
      {HashAlgorithm::sha3_384,
       "0c63a75b845e4f7d01107d852e4c2485c51a50aaaa94fc61995e71bbee983a2ac3713831264adb47fb6bd1e058d5f004",
       "ec01498288516fc926459f58e2c6ad8df9b473cb0fc08c2596da7cf0e49be4b298d88cea927ac7f539f1edf228376d25"},
      {HashAlgorithm::sha3_512,
       "a69f73cca23a9ac5c8b567dc185a756e97c982164fe25859e0d1dcc1475c80a615b2123af1f5f94c11e3e9402c3ac558f500199d95b6d3e"
       "301758586281dcd26",
       "b751850b1a57168a5693cd924b6b096e08f621827444f70d884f5d0240d2712e10e116e9192af3c91a7ec57647e3934057340b4cf408d5a"
       "56592f8274eec53f0"},
  }};
  for (const Row& row : rows) {
    INFO(to_string(row.hash));
    CHECK(hash_of(row.hash, {}) == hex(row.of_nothing));
    CHECK(hash_of(row.hash, characters("abc")) == hex(row.of_abc));
  }
}

TEST_CASE("BotanHasher: a million times a", "[ocsp][hash]") {
  const ByteVector million(1'000'000, 'a');
  CHECK(hash_of(HashAlgorithm::sha1, million) == hex("34aa973cd4c4daa4f61eeb2bdbad27316534016f"));
  CHECK(hash_of(HashAlgorithm::sha256, million) ==
        hex("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"));
}

TEST_CASE("BotanHasher refuses: MD5, and what is no hash", "[ocsp][hash]") {
  for (const HashAlgorithm hash : all_hashes) {
    INFO(to_string(hash));
    const bool computed = std::find(computed_hashes.begin(), computed_hashes.end(), hash) != computed_hashes.end();
    ByteVector out(digest_size(hash), 0xa5);
    CHECK(BotanHasher{}(hash, characters("abc"), out) == computed);
    CHECK((out != ByteVector(out.size(), 0xa5)) == computed);
  }
  ByteVector out(20, 0xa5);
  CHECK_FALSE(BotanHasher{}(static_cast<HashAlgorithm>(10), characters("abc"), out));
  CHECK_FALSE(BotanHasher{}(static_cast<HashAlgorithm>(255), characters("abc"), out));
  CHECK(out == ByteVector(20, 0xa5));
}

TEST_CASE("BotanHasher refuses: an output of another size, which it leaves as it is", "[ocsp][hash]") {
  for (const HashAlgorithm hash : computed_hashes) {
    for (std::size_t size = 0; size <= 129; ++size) {
      if (size == digest_size(hash)) {
        continue;
      }
      CAPTURE(to_string(hash), size);
      ByteVector out(size, 0xa5);
      CHECK_FALSE(BotanHasher{}(hash, characters("abc"), out));
      CHECK(out == ByteVector(size, 0xa5));
    }
  }
}

TEST_CASE("OCSPRequestBuilder writes: with each hash what python3-cryptography does", "[ocsp][request][builder]") {
  const LoadedCertificate issuer{"seed/rapidssl-sha256-ca-g3.pem"};
  const LoadedCertificate certificate{"seed/www.cryptography.io.pem"};
  struct Row {
    HashAlgorithm hash;
    std::string_view der;
  };
  const std::array<Row, 5> rows{{
      {HashAlgorithm::sha1,
       "30433041303f303d303b300906052b0e03021a05000414400b467af1e6b2d30983ba0d607e7e59374824c40414c39cf3fcd3460834bbce"
       "467fa07c5bf3e208cb5902023f20"},
      {HashAlgorithm::sha224,
       "3057305530533051304f300d06096086480165030402040500041cc13a52d39ecef2293a7de9c36c727f57c59d2d20ea8cc49a15306111"
       "041cd2d3abe677f8ec6d6257c1f716f071cb2953478324b8340006c0f41a02023f20"},
      {HashAlgorithm::sha256,
       "305f305d305b30593057300d0609608648016503040201050004209f7068c016a887bee1d7b50b7e45faefcd5d5033c3f364da8fcc0ed6"
       "3656859a0420dc4f823a10b61df0eeae00a2e28a7ab33120c22e506e04b96536a597f08a1e7602023f20"},
      {HashAlgorithm::sha384,
       "307f307d307b30793077300d06096086480165030402020500043047fe6e38d347f8882666534a035ea4b53d6d6514f18518cff12f98a6"
       "5758bbe5f6595ad1e6aea62c84f0932d8a0bfc780430287e48ffe3653bb375f25cb09a7fe6277b4ca8fc47b6416cfa0e974b4826978588"
       "cc350734436b6e0ff747317ef0cd9702023f20"},
      {HashAlgorithm::sha512,
       "3081a33081a030819d30819a308197300d060960864801650304020305000440bd47dfdff6cf5557e8294a1e6074e6904c332b21fbf20d"
       "fe7ab2e0af8160b0c4fd8f91999e5aad6a39ef076a1791365bf5e491a2155f33ca54a3cdb0a6fb655f044042f8c60e4ef53fb5f64a209f"
       "4e15f42cce949899c1fb1e47be6939494f5dbc2309883ceeaa6ebd6e5e7c8aae03f603248e729b902fb7816f64e7e83d4e5abca902023f"
       "20"},
  }};
  for (const Row& row : rows) {
    INFO(to_string(row.hash));
    const ByteVector expected = hex(row.der);
    const auto der = OCSPRequestBuilder{BotanHasher{}}
                         .add_certificate(certificate.certificate, issuer.certificate, row.hash)
                         .build();
    CHECK(der.error() == Error{});
    CHECK(*der == expected);

    // Worked out once for the issuer, the hashes serve for each of its certificates.
    const auto hashes = IssuerHashes::of(IssuerHashInput{issuer.certificate}, row.hash, BotanHasher{});
    REQUIRE(hashes.error() == Error{});
    const auto by_hashes =
        OCSPRequestBuilder{}.add_certificate((*hashes).cert_id(certificate.certificate.serial_number())).build();
    CHECK(by_hashes.error() == Error{});
    CHECK(*by_hashes == expected);
  }
}

TEST_CASE("The builders refuse: a hash that BotanHasher does not compute", "[ocsp][request][response][builder]") {
  const LoadedCertificate issuer{"seed/rapidssl-sha256-ca-g3.pem"};
  const LoadedCertificate certificate{"seed/www.cryptography.io.pem"};
  const Error unsupported{ErrorCode::unsupported_algorithm, Field::hash_algorithm};
  for (const HashAlgorithm hash : all_hashes) {
    INFO(to_string(hash));
    const bool computed = std::find(computed_hashes.begin(), computed_hashes.end(), hash) != computed_hashes.end();
    const Error expected = computed ? Error{} : unsupported;
    CHECK(OCSPRequestBuilder{BotanHasher{}}
              .add_certificate(certificate.certificate, issuer.certificate, hash)
              .build()
              .error() == expected);
    CHECK(OCSPResponseBuilder{BotanHasher{}}
              .add_response(certificate.certificate, issuer.certificate, hash,
                            {.certificate_status = OCSPCertStatus::good, .this_update = Time{}})
              .responder_by_key(issuer.certificate)
              .produced_at({})
              .sign(signature_algorithm("Ed25519"_oid), [](Bytes, std::span<std::uint8_t>) { return std::size_t{64}; })
              .error() == expected);
  }
}

TEST_CASE("OCSPResponseBuilder writes: byKey as the key identifier of the issuer is, and a CertID with each hash",
          "[ocsp][response][builder]") {
  const LoadedCertificate issuer{"seed/rapidssl-sha256-ca-g3.pem"};
  const LoadedCertificate certificate{"seed/www.cryptography.io.pem"};
  for (const HashAlgorithm hash : computed_hashes) {
    INFO(to_string(hash));
    const auto der =
        OCSPResponseBuilder{BotanHasher{}}
            .add_response(certificate.certificate, issuer.certificate, hash,
                          {.certificate_status = OCSPCertStatus::good, .this_update = Time{}})
            .responder_by_key(issuer.certificate)
            .produced_at({})
            .sign(signature_algorithm("Ed25519"_oid), [](Bytes, std::span<std::uint8_t>) { return std::size_t{64}; });
    REQUIRE(der.error() == Error{});
    const auto response = load_der_ocsp_response(*der);
    REQUIRE(response.error() == Error{});

    const auto by_key = response->responder_key_hash();
    REQUIRE(by_key.error() == Error{});
    REQUIRE(*by_key);
    CHECK(copy(**by_key) == hex("c39cf3fcd3460834bbce467fa07c5bf3e208cb59"));

    const auto request =
        OCSPRequestBuilder{BotanHasher{}}.add_certificate(certificate.certificate, issuer.certificate, hash).build();
    REQUIRE(request.error() == Error{});
    const auto asked = load_der_ocsp_request(*request);
    REQUIRE(asked.error() == Error{});
    CHECK(copy((*response->single_response()).cert_id().der()) == copy((*asked->cert_id()).der()));
  }
}
