// The two hashes by which a CertID names an issuer: over which bytes they are taken, and by which function.
#include "ocspan/ocsp/issuer_hashes.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "ocsp/messages.hpp"
#include "ocspan/ocsp/request.hpp"
#include "ocspan/x509/certificate.hpp"
#include "ocspan/x509/known_oid.hpp"
#include "support/catch2.hpp"
#include "support/writing.hpp"

namespace ocspan_test::issuer_hashes_test {
namespace {

using namespace ocspan;

/// What a hasher was asked.
struct Call {
  HashAlgorithm hash;
  ByteVector data;
  std::size_t size;
};

/// A Hasher that computes nothing, but remembers what it was asked. The n-th "hash" is 10n, 10n + 1 and so on; the
/// call number `failing` fails.
class Recorder {
 public:
  explicit Recorder(std::size_t failing = SIZE_MAX) : failing_(failing) {}

  bool operator()(HashAlgorithm hash, Bytes data, std::span<std::uint8_t> out) {
    calls.push_back({hash, copy(data), out.size()});
    for (std::size_t i = 0; i < out.size(); ++i) {
      out[i] = static_cast<std::uint8_t>(0x10 * calls.size() + i);
    }
    return calls.size() - 1 != failing_;
  }

  std::vector<Call> calls;

 private:
  std::size_t failing_;
};

/// What the n-th call gives.
ByteVector fake_hash(std::size_t call, std::size_t size) {
  ByteVector bytes(size);
  for (std::size_t i = 0; i < size; ++i) {
    bytes[i] = static_cast<std::uint8_t>(0x10 * call + i);
  }
  return bytes;
}

using Function = bool (*)(HashAlgorithm, Bytes, std::span<std::uint8_t>);
using WrongResult = int (*)(HashAlgorithm, Bytes, std::span<std::uint8_t>);
using WrongOut = bool (*)(HashAlgorithm, Bytes, Bytes);
static_assert(Hasher<Recorder>);
static_assert(Hasher<Recorder&>);
static_assert(Hasher<Function>);
static_assert(Hasher<WrongOut>);  // it cannot write there, but that is its own affair
static_assert(!Hasher<WrongResult>);
static_assert(!Hasher<NoHasher>);
static_assert(!Hasher<const Recorder>);

const ByteVector subject = encode(name_of_two("subject", Field::subject));
const ByteVector issuer_of_issuer = tlv(0x30, encode(rdn(Field::issuer, "550403", "Root")));
const ByteVector key_bits = hex("30 06 02 01 05 02 01 03");

/// The issuer's certificate, whose own issuer is someone else.
ByteVector issuer_certificate() {
  const ByteVector algorithm = tlv(0x30, {tlv(0x06, oid_sha256_rsa), hex("0500")});
  const ByteVector validity = tlv(0x30, {text(0x17, "200101000000Z"), text(0x17, "300101000000Z")});
  const ByteVector key = tlv(0x30, {hex("300d 06092a864886f70d010101 0500"), tlv(0x03, {hex("00"), key_bits})});
  return tlv(0x30, {tlv(0x30, {hex("020107"), algorithm, issuer_of_issuer, validity, subject, key}), algorithm,
                    hex("0303 00a1b2")});
}

}  // namespace

TEST_CASE("IssuerHashInput: the subject's whole Name, and the bits of the key", "[ocsp][issuer_hashes]") {
  const ByteVector der = issuer_certificate();
  const auto certificate = load_der_x509_certificate(der);
  REQUIRE(certificate);
  const IssuerHashInput input{*certificate};
  CHECK(copy(input.name) == subject);
  CHECK(copy(input.key) == key_bits);
  CHECK(is_inside(input.name, der));
  CHECK(is_inside(input.key, der));
  const IssuerHashInput bytes{subject, key_bits};
  CHECK(same_span(bytes.name, subject));
  CHECK(same_span(bytes.key, key_bits));
}

TEST_CASE("IssuerHashes: the name, then the key, under each hash function but MD5", "[ocsp][issuer_hashes]") {
  const ByteVector der = issuer_certificate();
  const auto certificate = load_der_x509_certificate(der);
  REQUIRE(certificate);
  for (unsigned number = 0; number <= static_cast<unsigned>(HashAlgorithm::sha3_512); ++number) {
    const auto hash = static_cast<HashAlgorithm>(number);
    if (hash == HashAlgorithm::md5) {
      continue;
    }
    INFO(to_string(hash));
    const std::size_t size = digest_size(hash);
    for (const AlgorithmIdentifier& algorithm : {AlgorithmIdentifier{hash}, AlgorithmIdentifier{oid_of(hash)}}) {
      Recorder recorder;
      const auto hashes = IssuerHashes::of(IssuerHashInput{*certificate}, algorithm, recorder);
      REQUIRE(hashes);
      REQUIRE(recorder.calls.size() == 2);
      CHECK(recorder.calls[0].data == subject);
      CHECK(recorder.calls[1].data == key_bits);
      for (const Call& call : recorder.calls) {
        CHECK(call.hash == hash);
        CHECK(call.size == size);
      }
      CHECK(copy(hashes->name_hash()) == fake_hash(1, size));
      CHECK(copy(hashes->key_hash()) == fake_hash(2, size));

      // the algorithm is kept as it was given, NULL or absent
      const CertID id = hashes->cert_id({});
      CHECK(written(id.hash_algorithm()) == written(algorithm));
    }
  }
}

TEST_CASE("IssuerHashes: a hasher may be a temporary, a lambda or a function", "[ocsp][issuer_hashes]") {
  const IssuerHashInput input{subject, key_bits};
  const auto first = IssuerHashes::of(input, HashAlgorithm::sha1, Recorder{});
  REQUIRE(first);
  CHECK(copy(first->key_hash()) == fake_hash(2, 20));
  const auto second =
      IssuerHashes::of(input, HashAlgorithm::sha1, [](HashAlgorithm, Bytes data, std::span<std::uint8_t> out) {
        std::fill(out.begin(), out.end(), data[0]);
        return true;
      });
  REQUIRE(second);
  CHECK(copy(second->name_hash()) == ByteVector(20, 0x30));
  const Function function = [](HashAlgorithm, Bytes data, std::span<std::uint8_t> out) {
    std::fill(out.begin(), out.end(), data.back());
    return true;
  };
  const auto third = IssuerHashes::of(input, HashAlgorithm::sha1, function);
  REQUIRE(third);
  CHECK(copy(third->key_hash()) == ByteVector(20, 0x03));
}

TEST_CASE("IssuerHashes::cert_id: the CertID of one certificate, equal to what is read", "[ocsp][issuer_hashes]") {
  Recorder recorder;
  const auto hashes = IssuerHashes::of(IssuerHashInput{subject, key_bits}, HashAlgorithm::sha1, recorder);
  REQUIRE(hashes);
  for (const char* const bytes : {"05", "1234", "0080", "ff"}) {
    INFO(bytes);
    const ByteVector serial = hex(bytes);
    const CertID id = hashes->cert_id(Integer{Bytes{serial}});
    CHECK(id.hash_algorithm() == HashAlgorithm::sha1);
    CHECK(same_span(id.issuer_name_hash(), hashes->name_hash()));
    CHECK(same_span(id.issuer_key_hash(), hashes->key_hash()));
    CHECK(id.serial_number() == Integer{Bytes{serial}});

    Part message = bare_request({bare_request_element(serial)});
    set_value(message, "issuerNameHash", fake_hash(1, 20));
    set_value(message, "issuerKeyHash", fake_hash(2, 20));
    const ByteVector der = encode(message);
    const auto request = load_der_ocsp_request(der);
    REQUIRE(request);
    CHECK(id == *request->cert_id());
    CHECK(written(id) == copy((*request->cert_id()).der()));
  }
  CHECK(recorder.calls.size() == 2);  // once for all certificates
}

TEST_CASE("IssuerHashes keep the hashes, and nothing of the issuer", "[ocsp][issuer_hashes]") {
  ByteVector name = subject;
  ByteVector key = key_bits;
  Recorder recorder;
  const auto made = IssuerHashes::of(IssuerHashInput{name, key}, HashAlgorithm::sha256, recorder);
  REQUIRE(made);
  std::fill(name.begin(), name.end(), std::uint8_t{0});
  std::fill(key.begin(), key.end(), std::uint8_t{0});
  const IssuerHashes hashes = *made;
  CHECK(copy(hashes.name_hash()) == fake_hash(1, 32));
  CHECK(copy(hashes.key_hash()) == fake_hash(2, 32));
  CHECK(hashes.name_hash().data() != made->name_hash().data());  // a copy has its own
  CHECK(IssuerHashes{}.name_hash().empty());
  CHECK(IssuerHashes{}.key_hash().empty());
}

TEST_CASE("IssuerHashes: MD5, and what is no hash function that is known, are not even tried",
          "[ocsp][issuer_hashes][reject]") {
  const ByteVector unknown = hex("2a03");
  for (const AlgorithmIdentifier& algorithm : {
           AlgorithmIdentifier{HashAlgorithm::md5},
           AlgorithmIdentifier{oid_of(HashAlgorithm::md5)},
           AlgorithmIdentifier{Oid{Bytes{unknown}}},
           AlgorithmIdentifier{"sha256WithRSAEncryption"_oid, Any::null()},
           AlgorithmIdentifier{},
       }) {
    Recorder recorder;
    const auto hashes = IssuerHashes::of(IssuerHashInput{subject, key_bits}, algorithm, recorder);
    CHECK(hashes.error() == Error{ErrorCode::unsupported_algorithm, Field::hash_algorithm, 0});
    CHECK(recorder.calls.empty());
    CHECK(hashes->name_hash().empty());
  }
}

TEST_CASE("IssuerHashes: a hasher that cannot compute the hash", "[ocsp][issuer_hashes][reject]") {
  for (const std::size_t failing : {std::size_t{0}, std::size_t{1}}) {
    INFO(failing);
    Recorder recorder{failing};
    const auto hashes = IssuerHashes::of(IssuerHashInput{subject, key_bits}, HashAlgorithm::sha512, recorder);
    CHECK(hashes.error() == Error{ErrorCode::unsupported_algorithm, Field::hash_algorithm, 0});
    CHECK(recorder.calls.size() == failing + 1);
    CHECK(hashes->name_hash().empty());
    CHECK(hashes->key_hash().empty());
  }
}

}  // namespace ocspan_test::issuer_hashes_test
