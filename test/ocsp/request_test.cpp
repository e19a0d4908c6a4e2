// What a request says when it is read: RFC 6960 4.1.1.
#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "ocsp/messages.hpp"
#include "ocspan/asn1/text.hpp"
#include "ocspan/ocsp/request.hpp"
#include "ocspan/x509/known_oid.hpp"
#include "support/catch2.hpp"

namespace ocspan_test::request_test {
namespace {

using namespace ocspan;

ByteVector testdata(const std::string& name) { return read_file(std::string{OCSPAN_TESTDATA} + "/" + name); }

std::string decimal(const Integer& number) {
  return *to_std_string([&](std::span<char> out) { return number.to_decimal(out); });
}

/// What each accessor answers that needs exactly one Request: name and error code.
std::vector<std::pair<std::string, ErrorCode>> codes_of_single(const OCSPRequest& request) {
  return {
      {"cert_id", request.cert_id().error().code},
      {"issuer_name_hash", request.issuer_name_hash().error().code},
      {"issuer_key_hash", request.issuer_key_hash().error().code},
      {"hash_algorithm", request.hash_algorithm().error().code},
      {"serial_number", request.serial_number().error().code},
  };
}

void check_all(const std::vector<std::pair<std::string, ErrorCode>>& codes, ErrorCode expected) {
  for (const auto& [accessor, code] : codes) {
    INFO(accessor);
    CHECK(code == expected);
  }
}

}  // namespace

TEST_CASE("OCSPRequest accepts: the seed message", "[ocsp][request]") {
  const ByteVector der = testdata("seed/request.der");
  const auto request = load_der_ocsp_request(der);
  REQUIRE(request);
  CHECK(request->version() == 1);
  CHECK(request->requests().size() == 1);
  const auto serial = request->serial_number();
  REQUIRE(serial);
  CHECK(decimal(*serial) == "872625873161273451176241581705670534707360122361");
  CHECK(*request->hash_algorithm() == HashAlgorithm::sha1);
  CHECK(copy(*request->issuer_name_hash()) == hex("38ca468c07448df48196c76d6d4c70519e60a7bd"));
  CHECK(copy(*request->issuer_key_hash()) == hex("7975bb843acb2cde7a09be311b43bc1c2a4d5358"));
  CHECK_FALSE(request->requestor_name());
  CHECK_FALSE(request->signature());
  CHECK(same_span(request->public_bytes(), der));
  CHECK(request->tolerated() == Tolerance::none);
}

TEST_CASE("OCSPRequest accepts: a message with every field, and each has its value", "[ocsp][request]") {
  Part message = full_request();
  const ByteVector der = encode(message);
  const Bytes input{der};
  const auto request = load_der_ocsp_request(der);
  REQUIRE(request);
  CHECK(request->version() == 1);
  CHECK(request->tolerated() == Tolerance::none);
  CHECK(same_span(request->public_bytes(), input));
  CHECK(same_span(request->tbs_request_bytes(), bytes_at(input, place_of(message, "tbsRequest"))));

  REQUIRE(request->requestor_name());
  CHECK(request->requestor_name()->type() == GeneralNameType::directory_name);
  CHECK(same_span(request->requestor_name()->der(), bytes_at(input, place_of(message, "RequestorName"))));
  CHECK(same_span(request->requestor_name()->directory_name().der(),
                  bytes_at(input, place_of(message, "directoryName"))));
  CHECK(request->requestor_name()->directory_name().size() == 2);

  REQUIRE(request->requests().size() == 3);
  const std::array<std::string, 3> serials{"4660", "5", "128"};
  const std::array<std::size_t, 3> extension_counts{2, 0, 2};
  std::size_t number = 0;
  for (const Request& one : request->requests()) {
    INFO(number);
    const std::string path = "reqCert#" + std::to_string(number);
    CHECK(same_span(one.cert_id().der(), bytes_at(input, place_of(message, path))));
    CHECK(decimal(one.cert_id().serial_number()) == serials.at(number));
    CHECK(one.extensions().size() == extension_counts.at(number));
    ++number;
  }
  CHECK(number == 3);

  CHECK(request->extensions().size() == 2);
  const auto nonce = request->extensions().find("nonce"_oid);
  REQUIRE(nonce);
  REQUIRE(*nonce);
  CHECK(copy((*nonce)->value()) == hex("040401020304"));

  REQUIRE(request->signature());
  CHECK(request->signature()->algorithm().oid() == "sha256WithRSAEncryption"_oid);
  CHECK(copy(request->signature()->bits().bytes()) == hex("0102030405060708"));
  CHECK(request->signature()->bits().unused_bits() == 0);
  REQUIRE(request->signature()->certificates().size() == 2);
  CHECK(same_span(*request->signature()->certificates().begin(), bytes_at(input, place_of(message, "Certificate"))));
}

TEST_CASE("OCSPRequest accepts: a message with nothing that may be absent", "[ocsp][request]") {
  const ByteVector der = encode(bare_request());
  const auto request = load_der_ocsp_request(der);
  REQUIRE(request);
  CHECK(request->version() == 1);
  CHECK_FALSE(request->requestor_name());
  CHECK_FALSE(request->signature());
  CHECK(request->extensions().empty());
  REQUIRE(request->requests().size() == 1);
  CHECK((*request->requests().begin()).extensions().empty());
  CHECK(same_span(request->tbs_request_bytes(), Bytes{der}.subspan(2)));
}

TEST_CASE("OCSPRequest: the forwarding accessors equal the plain values of the only Request", "[ocsp][request]") {
  const ByteVector der = encode(bare_request({full_request_element({0x7f})}));
  const auto request = load_der_ocsp_request(der);
  REQUIRE(request);
  check_all(codes_of_single(*request), ErrorCode::none);
  const Request one = *request->requests().begin();
  CHECK(same_span((*request->cert_id()).der(), one.cert_id().der()));
  CHECK(*request->cert_id() == one.cert_id());
  CHECK(same_span(*request->issuer_name_hash(), one.cert_id().issuer_name_hash()));
  CHECK(same_span(*request->issuer_key_hash(), one.cert_id().issuer_key_hash()));
  CHECK(*request->hash_algorithm() == one.cert_id().hash_algorithm());
  CHECK(same_span((*request->serial_number()).bytes(), one.cert_id().serial_number().bytes()));
}

TEST_CASE("OCSPRequest: with none or several Requests the accessors of the only one answer not_single",
          "[ocsp][request]") {
  for (const std::size_t count : {std::size_t{0}, std::size_t{2}, std::size_t{3}}) {
    INFO(count);
    const ByteVector der = encode(bare_request(std::vector<Part>(count, bare_request_element())));
    const auto request = load_der_ocsp_request(der);
    REQUIRE(request);
    CHECK(request->requests().size() == count);
    check_all(codes_of_single(*request), ErrorCode::not_single);
  }
}

TEST_CASE("OCSPRequest prefix: what follows is left alone, and public_bytes says what was consumed",
          "[ocsp][request]") {
  for (const ByteVector& message : {encode(full_request()), encode(bare_request())}) {
    for (const ByteVector& behind : {ByteVector{}, hex("00"), hex("3003"), hex("ffffffffffffffff"), message}) {
      const ByteVector der = join({message, behind});
      const auto prefix = load_der_ocsp_request_prefix(der);
      REQUIRE(prefix);
      CHECK(prefix->public_bytes().size() == message.size());
      CHECK(prefix->public_bytes().data() == der.data());
      const auto whole = load_der_ocsp_request(der);
      CHECK(whole.error() ==
            (behind.empty() ? Error{} : error_at(ErrorCode::trailing_data, Field::ocsp_request, message.size())));
    }
  }
  const ByteVector cut = hex("3003300130");
  CHECK(load_der_ocsp_request_prefix(cut).error() == Error{ErrorCode::truncated, Field::request_list, 5});
}

TEST_CASE("OCSPRequest accepts: empty lists where no SIZE forbids them", "[ocsp][request]") {
  SECTION("requestList") {
    const ByteVector der = hex("300430023000");
    const auto request = load_der_ocsp_request(der);
    REQUIRE(request);
    CHECK(request->requests().empty());
    CHECK(request->requests().begin() == request->requests().end());
  }
  SECTION("certs") {
    Part message = full_request();
    find(message, "Certs").parts.clear();
    const ByteVector der = encode(message);
    const auto request = load_der_ocsp_request(der);
    REQUIRE(request);
    REQUIRE(request->signature());
    CHECK(request->signature()->certificates().empty());
  }
  SECTION("the name of the requestor") {
    Part message = full_request();
    find(message, "directoryName").parts.clear();
    const ByteVector der = encode(message);
    const auto request = load_der_ocsp_request(der);
    REQUIRE(request);
    REQUIRE(request->requestor_name());
    CHECK(request->requestor_name()->directory_name().empty());
  }
}

TEST_CASE("OCSPRequest accepts: a requestorName of each kind", "[ocsp][request]") {
  const std::vector<std::pair<std::string, GeneralNameType>> names = {
      {"a008 06022a03 a0020500", GeneralNameType::other_name},
      {"8103 614062", GeneralNameType::rfc822_name},
      {"8200", GeneralNameType::dns_name},
      {"a303 ffffff", GeneralNameType::x400_address},
      {"a402 3000", GeneralNameType::directory_name},
      {"a500", GeneralNameType::edi_party_name},
      {"8603 613a62", GeneralNameType::uniform_resource_identifier},
      {"8704 7f000001", GeneralNameType::ip_address},
      {"8802 2a03", GeneralNameType::registered_id},
  };
  for (const auto& [bytes, type] : names) {
    INFO(bytes);
    Part message = full_request();
    find(message, "RequestorName") = Part{.name = "RequestorName", .value = hex(bytes)};
    const ByteVector der = encode(message);
    const auto request = load_der_ocsp_request(der);
    REQUIRE(request);
    REQUIRE(request->requestor_name());
    CHECK(request->requestor_name()->type() == type);
    CHECK(copy(request->requestor_name()->der()) == hex(bytes));
    CHECK(copy(request->requestor_name()->bytes()) == copy(Bytes{hex(bytes)}.subspan(2)));
  }
}

TEST_CASE("OCSPRequest accepts: the same extension twice, and looking it up answers duplicate", "[ocsp][request]") {
  Part message = full_request();
  duplicate(message, "SingleRequestExtensions/Extension#1");
  duplicate(message, "RequestExtensions/Extension#1");
  const ByteVector der = encode(message);
  const auto request = load_der_ocsp_request(der);
  REQUIRE(request);
  const Extensions of_one = request->requests().begin()->extensions();
  CHECK(of_one.size() == 3);
  CHECK(of_one.find("nonce"_oid).error().code == ErrorCode::duplicate);
  CHECK(request->extensions().size() == 3);
  CHECK(request->extensions().find("nonce"_oid).error().code == ErrorCode::duplicate);
}

TEST_CASE("OCSPRequest accepts: a signature with unused bits, whose number is told", "[ocsp][request]") {
  for (const unsigned unused : {0U, 1U, 7U}) {
    INFO(unused);
    Part message = full_request();
    set_value(message, "signature", join({{static_cast<std::uint8_t>(unused)}, hex("aa80")}));
    const ByteVector der = encode(message);
    const auto request = load_der_ocsp_request(der);
    REQUIRE(request);
    CHECK(request->signature()->bits().unused_bits() == unused);
    CHECK(copy(request->signature()->bits().bytes()) == hex("aa80"));
  }
}

TEST_CASE("OCSPRequest accepts: requests of openssl, of every kind", "[ocsp][request][testdata]") {
  const std::vector<std::pair<std::string, HashAlgorithm>> hashes = {
      {"sha1", HashAlgorithm::sha1},     {"sha224", HashAlgorithm::sha224}, {"sha256", HashAlgorithm::sha256},
      {"sha384", HashAlgorithm::sha384}, {"sha512", HashAlgorithm::sha512},
  };
  for (const auto& [name, hash] : hashes) {
    INFO(name);
    const ByteVector der = testdata("openssl/req-" + name + ".der");
    const auto request = load_der_ocsp_request(der);
    REQUIRE(request);
    CHECK(*request->hash_algorithm() == hash);
    CHECK((*request->issuer_name_hash()).size() == digest_size(hash));
    CHECK((*request->issuer_key_hash()).size() == digest_size(hash));
  }

  const ByteVector zero = testdata("openssl/req-serial-zero.der");
  const auto of_zero = load_der_ocsp_request(zero);
  REQUIRE(of_zero);
  CHECK(decimal(*of_zero->serial_number()) == "0");
  const ByteVector long_serial = testdata("openssl/req-serial-21.der");
  const auto of_long_serial = load_der_ocsp_request(long_serial);
  REQUIRE(of_long_serial);
  CHECK((*of_long_serial->serial_number()).bytes().size() == 21);

  const ByteVector nonce = testdata("openssl/req-nonce.der");
  const auto with_nonce = load_der_ocsp_request(nonce);
  REQUIRE(with_nonce);
  CHECK((*with_nonce->extensions().find("nonce"_oid)).has_value());

  const ByteVector five = testdata("openssl/req-five-hashes.der");
  const auto of_five = load_der_ocsp_request(five);
  REQUIRE(of_five);
  std::size_t number = 0;
  for (const Request& one : of_five->requests()) {
    INFO(number);
    REQUIRE(number < hashes.size());
    REQUIRE(one.cert_id().hash_algorithm().hash());
    CHECK(one.cert_id().issuer_name_hash().size() == digest_size(*one.cert_id().hash_algorithm().hash()));
    ++number;
  }
  CHECK(number == 5);
}

TEST_CASE("OCSPRequest accepts: signed requests of openssl", "[ocsp][request][testdata]") {
  const std::vector<std::pair<std::string, std::size_t>> files = {{"req-signed-rsa", 1},
                                                                  {"req-signed-ecdsa", 1},
                                                                  {"req-signed-ed25519", 1},
                                                                  {"req-signed-no-certs", 0},
                                                                  {"req-signed-two-certs", 2}};
  for (const auto& [name, certificates] : files) {
    INFO(name);
    const ByteVector der = testdata("openssl/" + name + ".der");
    const auto request = load_der_ocsp_request(der);
    REQUIRE(request);
    REQUIRE(request->signature());
    REQUIRE(request->requestor_name());
    CHECK(request->requestor_name()->type() == GeneralNameType::directory_name);
    CHECK(request->signature()->certificates().size() == certificates);
    for (const Bytes certificate : request->signature()->certificates()) {
      CHECK(load_der_x509_certificate(certificate).has_value());
    }
  }
}

}  // namespace ocspan_test::request_test
