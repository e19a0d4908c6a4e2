// CertID: what it holds, and that it is compared by meaning (RFC 6960 4.1.1).
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ocsp/messages.hpp"
#include "ocspan/asn1/text.hpp"
#include "ocspan/limits.hpp"
#include "ocspan/ocsp/request.hpp"
#include "ocspan/ocsp/response.hpp"
#include "support/catch2.hpp"
#include "support/writing.hpp"

namespace ocspan_test::cert_id_test {
namespace {

using namespace ocspan;

/// The fields of a CertID as bytes; `parameters` is a whole value, or nothing.
struct Fields {
  ByteVector algorithm = oid_sha1;
  ByteVector parameters = hex("0500");
  ByteVector issuer_name_hash = ByteVector(20, 0x11);
  ByteVector issuer_key_hash = ByteVector(20, 0x22);
  ByteVector serial_number = hex("1234");
};

Part request_for(const Fields& fields) {
  Part element = bare_request_element(fields.serial_number);
  set_value(element, "algorithm", fields.algorithm);
  find(element, "parameters") = Part{.name = "parameters", .value = fields.parameters};
  set_value(element, "issuerNameHash", fields.issuer_name_hash);
  set_value(element, "issuerKeyHash", fields.issuer_key_hash);
  return element;
}

/// Whether the two are the same certificate; asked in both orders, which must give the same answer.
bool are_equal(const Fields& a, const Fields& b) {
  const ByteVector der = encode(bare_request({request_for(a), request_for(b)}));
  const auto request = load_der_ocsp_request(der);
  REQUIRE(request);
  auto at = request->requests().begin();
  const CertID first = at->cert_id();
  ++at;
  const CertID second = at->cert_id();
  CHECK(first == first);
  CHECK(second == second);
  const bool equal = first == second;
  CHECK((second == first) == equal);
  CHECK((first != second) != equal);
  return equal;
}

ByteVector request_with_serial(const ByteVector& contents) {
  return encode(bare_request({bare_request_element(contents)}));
}

std::string decimal(const Integer& number) {
  return *to_std_string([&](std::span<char> out) { return number.to_decimal(out); });
}

}  // namespace

TEST_CASE("CertID equality: the same fields", "[ocsp][cert_id]") {
  CHECK(are_equal({}, {}));
  CHECK(are_equal({.issuer_name_hash = {}, .issuer_key_hash = {}}, {.issuer_name_hash = {}, .issuer_key_hash = {}}));
}

TEST_CASE("CertID equality: parameters NULL and absent are one, others are not", "[ocsp][cert_id]") {
  CHECK(are_equal({.parameters = hex("0500")}, {.parameters = {}}));
  CHECK(are_equal({.parameters = {}}, {.parameters = {}}));
  CHECK_FALSE(are_equal({.parameters = hex("0400")}, {.parameters = {}}));
  CHECK_FALSE(are_equal({.parameters = hex("0400")}, {.parameters = hex("0500")}));
  CHECK_FALSE(are_equal({.parameters = hex("3000")}, {.parameters = hex("0500")}));
  CHECK_FALSE(are_equal({.parameters = hex("040101")}, {.parameters = hex("040102")}));
  CHECK(are_equal({.parameters = hex("040101")}, {.parameters = hex("040101")}));
}

TEST_CASE("CertID equality: the serial number is compared as a number, never as a prefix", "[ocsp][cert_id]") {
  const std::vector<ByteVector> serials = {
      hex("00"),
      hex("12"),
      hex("1234"),
      hex("123456"),
      hex("34"),
      hex("3412"),
      hex("0080"),
      hex("80"),
      hex("ff"),
      hex("00ff"),
      hex("7f"),
      hex("ff7f"),
      hex("1200"),
      hex("12000000"),
      hex("008000"),
      hex("800000"),
      ByteVector(20, 0x12),
      ByteVector(21, 0x12),
      join({ByteVector(20, 0x12), hex("13")}),
  };
  for (std::size_t i = 0; i < serials.size(); ++i) {
    for (std::size_t j = i; j < serials.size(); ++j) {
      INFO(i << " and " << j);
      CHECK(are_equal({.serial_number = serials[i]}, {.serial_number = serials[j]}) == (i == j));
    }
  }
}

TEST_CASE("CertID equality: leading bytes that change nothing make no other number", "[ocsp][cert_id]") {
  // DER does not let them in; a serial number from elsewhere may have them.
  const auto number = [](const ByteVector& bytes) { return Integer{Bytes{bytes}}; };
  const ByteVector plain = hex("1234");
  const ByteVector padded = hex("00001234");
  const ByteVector negative = hex("80");
  const ByteVector negative_padded = hex("ffffff80");
  const ByteVector positive = hex("0080");
  const ByteVector zero = hex("00");
  const ByteVector zeros = hex("000000");
  const ByteVector none{};
  CHECK(number(plain) == number(padded));
  CHECK(number(padded) == number(plain));
  CHECK(number(negative) == number(negative_padded));
  CHECK_FALSE(number(negative) == number(positive));
  CHECK(number(zero) == number(zeros));
  CHECK(number(zero) == number(none));
  const ByteVector prefix = hex("12");
  CHECK_FALSE(number(prefix) == number(plain));
  CHECK_FALSE(number(plain) == number(prefix));

  const ByteVector der = request_with_serial(plain);
  const auto request = load_der_ocsp_request(der);
  REQUIRE(request);
  CHECK(*request->serial_number() == number(padded));
}

TEST_CASE("CertID equality: each of the fields counts, whole", "[ocsp][cert_id]") {
  CHECK_FALSE(are_equal({}, {.algorithm = oid_sha256}));
  CHECK_FALSE(are_equal({}, {.algorithm = hex("2b0e0302")}));
  CHECK_FALSE(are_equal({}, {.algorithm = hex("2b0e03021a01")}));
  CHECK_FALSE(are_equal({}, {.serial_number = hex("1235")}));
  for (std::size_t i = 0; i < 20; ++i) {
    INFO(i);
    ByteVector name_hash(20, 0x11);
    name_hash[i] ^= 0x01;
    CHECK_FALSE(are_equal({}, {.issuer_name_hash = name_hash}));
    ByteVector key_hash(20, 0x22);
    key_hash[i] ^= 0x80;
    CHECK_FALSE(are_equal({}, {.issuer_key_hash = key_hash}));
  }
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{19}, std::size_t{21}}) {
    INFO(size);
    CHECK_FALSE(are_equal({}, {.issuer_name_hash = ByteVector(size, 0x11)}));
    CHECK_FALSE(are_equal({}, {.issuer_key_hash = ByteVector(size, 0x22)}));
  }
  CHECK_FALSE(are_equal({}, {.issuer_name_hash = ByteVector(20, 0x22), .issuer_key_hash = ByteVector(20, 0x11)}));
  // The bytes of both hashes together are the same, but they are split elsewhere.
  CHECK_FALSE(are_equal({.issuer_name_hash = ByteVector(20, 0x33), .issuer_key_hash = ByteVector(20, 0x33)},
                        {.issuer_name_hash = ByteVector(21, 0x33), .issuer_key_hash = ByteVector(19, 0x33)}));
}

TEST_CASE("CertID equality: between a request and a response", "[ocsp][cert_id]") {
  const ByteVector request_der = encode(bare_request());
  const ByteVector response_der = encode(full_response());
  const auto request = load_der_ocsp_request(request_der);
  const auto response = load_der_ocsp_response(response_der);
  REQUIRE(request);
  REQUIRE(response);
  std::vector<bool> matches;
  for (const SingleResponse& single : response->basic()->responses()) {
    matches.push_back(single.cert_id() == *request->cert_id());
  }
  CHECK(matches == std::vector<bool>{false, true, false});
}

TEST_CASE("CertID accepts: a serial number of any sign and length", "[ocsp][cert_id]") {
  const std::vector<std::pair<std::string, std::string>> serials = {
      {"00", "0"},
      {"01", "1"},
      {"7f", "127"},
      {"0080", "128"},
      {"ff", "-1"},
      {"80", "-128"},
      {"ff7f", "-129"},
      {"008000000000000000", "9223372036854775808"},
      {"8000000000000000", "-9223372036854775808"},
      {"7fffffffffffffffffffffffffffffffffffffff", "730750818665451459101842416358141509827966271487"},
      {"00ffffffffffffffffffffffffffffffffffffffff", "1461501637330902918203684832716283019655932542975"},
  };
  for (const auto& [contents, expected] : serials) {
    INFO(contents);
    const ByteVector der = request_with_serial(hex(contents));
    const auto request = load_der_ocsp_request(der);
    REQUIRE(request);
    const auto serial = request->serial_number();
    REQUIRE(serial);
    CHECK(copy((*serial).bytes()) == hex(contents));
    CHECK(decimal(*serial) == expected);
    CHECK((*serial).is_negative() == (expected[0] == '-'));
  }
}

TEST_CASE("CertID accepts: a serial number of 64 KB, in hexadecimal only", "[ocsp][cert_id]") {
  ByteVector contents(65536, 0xab);
  contents[0] = 0x01;
  const ByteVector der = request_with_serial(contents);
  const auto request = load_der_ocsp_request(der);
  REQUIRE(request);
  const Integer serial = *request->serial_number();
  CHECK(serial.bytes().size() == 65536);
  std::array<char, 16> small{};
  CHECK(serial.to_decimal(small).error().code == ErrorCode::too_long_for_decimal);
  CHECK(serial.to_hex(small).error() == Error{ErrorCode::no_space, Field::none, 131072});
  std::string text(131072, '\0');
  const auto written = serial.to_hex(text);
  REQUIRE(written);
  CHECK((*written).size() == 131072);
  CHECK((*written).substr(0, 6) == "01abab");
  CHECK((*written).substr(131066) == "ababab");
}

TEST_CASE("CertID: the longest serial number that is written in decimal, and one byte more", "[ocsp][cert_id]") {
  for (const std::size_t size : {max_decimal_bytes, max_decimal_bytes + 1}) {
    INFO(size);
    ByteVector contents(size, 0x00);
    contents[0] = 0x01;
    const ByteVector der = request_with_serial(contents);
    const auto request = load_der_ocsp_request(der);
    REQUIRE(request);
    const auto text = to_std_string([&](std::span<char> out) { return (*request->serial_number()).to_decimal(out); });
    if (size == max_decimal_bytes) {
      REQUIRE(text);
      CHECK((*text).size() == 615);  // 2^2040 is 1.26e614
      CHECK((*text).substr(0, 3) == "126");
      CHECK((*text).back() == '6');
    } else {
      CHECK(text.error().code == ErrorCode::too_long_for_decimal);
    }
  }
}

TEST_CASE("CertID accepts: hashes of another length than the algorithm's", "[ocsp][cert_id]") {
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{1}, std::size_t{19}, std::size_t{21}, std::size_t{32}, std::size_t{70000}}) {
    INFO(size);
    const ByteVector der = encode(bare_request(
        {request_for({.issuer_name_hash = ByteVector(size, 0x5a), .issuer_key_hash = ByteVector(size, 0xa5)})}));
    const auto request = load_der_ocsp_request(der);
    REQUIRE(request);
    CHECK(copy(*request->issuer_name_hash()) == ByteVector(size, 0x5a));
    CHECK(copy(*request->issuer_key_hash()) == ByteVector(size, 0xa5));
    CHECK(is_inside(*request->issuer_name_hash(), der));
    CHECK(*request->hash_algorithm() == HashAlgorithm::sha1);
  }
}

TEST_CASE("CertID: the hash algorithm with its parameters", "[ocsp][cert_id]") {
  struct Row {
    ByteVector algorithm;
    ByteVector parameters;
    std::optional<HashAlgorithm> hash;
  };
  const std::vector<Row> rows = {
      {oid_sha1, hex("0500"), HashAlgorithm::sha1},
      {oid_sha1, {}, HashAlgorithm::sha1},
      {oid_sha256, {}, HashAlgorithm::sha256},
      {hex("608648016503040204"), hex("0500"), HashAlgorithm::sha224},
      {hex("608648016503040202"), hex("0500"), HashAlgorithm::sha384},
      {hex("608648016503040203"), hex("0500"), HashAlgorithm::sha512},
      {hex("2a864886f70d0205"), hex("0500"), HashAlgorithm::md5},
      {hex("608648016503040201 01"), {}, std::nullopt},
      {hex("6086480165030402"), {}, std::nullopt},
      {hex("2a03"), hex("3000"), std::nullopt},
  };
  for (const Row& row : rows) {
    const ByteVector der =
        encode(bare_request({request_for({.algorithm = row.algorithm, .parameters = row.parameters})}));
    const auto request = load_der_ocsp_request(der);
    REQUIRE(request);
    const AlgorithmIdentifier algorithm = *request->hash_algorithm();
    CHECK(copy(algorithm.oid().bytes()) == row.algorithm);
    CHECK(algorithm.hash() == row.hash);
    REQUIRE(algorithm.parameters().has_value() == !row.parameters.empty());
    CHECK(copy(algorithm.parameters().value_or(Bytes{})) == row.parameters);
    if (row.hash) {
      CHECK(algorithm == *row.hash);
    }
  }
}

TEST_CASE("CertID writes: what it was put together from", "[ocsp][cert_id][write]") {
  const ByteVector name_hash(20, 0x11);
  const ByteVector key_hash(20, 0x22);
  const ByteVector serial = hex("1234");
  const CertID id{HashAlgorithm::sha1, name_hash, key_hash, Integer{Bytes{serial}}};
  CHECK(id.hash_algorithm() == HashAlgorithm::sha1);
  CHECK(same_span(id.issuer_name_hash(), name_hash));
  CHECK(same_span(id.issuer_key_hash(), key_hash));
  CHECK(same_span(id.serial_number().bytes(), serial));
  CHECK(id.der().empty());
  Part request = bare_request_element(serial);
  CHECK(written(id) == encode(find(request, "reqCert")));
  CHECK(written(id) ==
        join({hex("303b 3009 06052b0e03021a 0500 0414"), name_hash, hex("0414"), key_hash, hex("0202 1234")}));

  // absent parameters stay absent; the hashes may be of any length, and the number in more bytes than it needs
  const CertID odd{AlgorithmIdentifier{oid_of(HashAlgorithm::sha1)}, {}, name_hash, {}};
  CHECK(written(odd) == join({hex("3024 3007 06052b0e03021a 0400 0414"), name_hash, hex("0201 00")}));
  const ByteVector padded = hex("000080");
  const CertID long_number{HashAlgorithm::sha1, {}, {}, Integer{Bytes{padded}}};
  CHECK(written(long_number) == hex("3013 3009 06052b0e03021a 0500 0400 0400 02020080"));
}

TEST_CASE("CertID writes: what was read, as it was", "[ocsp][cert_id][write]") {
  for (const Fields& fields : {
           Fields{},
           Fields{.parameters = {}},
           Fields{.parameters = hex("3000")},
           Fields{.algorithm = hex("2a03"), .issuer_name_hash = {}, .issuer_key_hash = {}},
           Fields{.algorithm = oid_sha256,
                  .issuer_name_hash = ByteVector(32, 0x11),
                  .issuer_key_hash = ByteVector(32, 0x22)},
           Fields{.issuer_name_hash = ByteVector(128, 0x11), .issuer_key_hash = ByteVector(300, 0x22)},
           Fields{.serial_number = hex("00")},
           Fields{.serial_number = hex("80")},
           Fields{.serial_number = hex("0080")},
           Fields{.serial_number = ByteVector(21, 0x7f)},
       }) {
    const ByteVector der = encode(bare_request({request_for(fields)}));
    const auto request = load_der_ocsp_request(der);
    REQUIRE(request);
    const CertID id = *request->cert_id();
    CHECK(written(id) == copy(id.der()));
  }
}

TEST_CASE("CertID equality: between one that was read and one that was put together", "[ocsp][cert_id]") {
  const ByteVector der = encode(bare_request({request_for({})}));
  const auto request = load_der_ocsp_request(der);
  REQUIRE(request);
  const CertID read = *request->cert_id();
  const ByteVector name_hash(20, 0x11);
  const ByteVector key_hash(20, 0x22);
  const ByteVector serial = hex("1234");
  const ByteVector padded = hex("00001234");
  const ByteVector other_serial = hex("1235");
  const Integer number{Bytes{serial}};
  CHECK(read == CertID{HashAlgorithm::sha1, name_hash, key_hash, number});
  CHECK(read == CertID{AlgorithmIdentifier{oid_of(HashAlgorithm::sha1)}, name_hash, key_hash, number});
  CHECK(read == CertID{HashAlgorithm::sha1, name_hash, key_hash, Integer{Bytes{padded}}});
  CHECK(read == CertID{read.hash_algorithm(), read.issuer_name_hash(), read.issuer_key_hash(), read.serial_number()});
  CHECK(read != CertID{HashAlgorithm::sha256, name_hash, key_hash, number});
  CHECK(read != CertID{HashAlgorithm::sha1, key_hash, name_hash, number});
  CHECK(read != CertID{HashAlgorithm::sha1, key_hash, key_hash, number});
  CHECK(read != CertID{HashAlgorithm::sha1, name_hash, name_hash, number});
  CHECK(read != CertID{HashAlgorithm::sha1, name_hash, key_hash, Integer{Bytes{other_serial}}});
  CHECK(CertID{} == CertID{});
  CHECK(read != CertID{});
}

}  // namespace ocspan_test::cert_id_test
