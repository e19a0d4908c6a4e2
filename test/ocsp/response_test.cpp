// What a response says when it is read: RFC 6960 4.2.1.
#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ocsp/messages.hpp"
#include "ocspan/asn1/text.hpp"
#include "ocspan/ocsp/response.hpp"
#include "ocspan/x509/known_oid.hpp"
#include "support/catch2.hpp"

namespace ocspan_test::response_test {
namespace {

using namespace ocspan;

ByteVector testdata(const std::string& name) { return read_file(std::string{OCSPAN_TESTDATA} + "/" + name); }

/// What each accessor answers that needs a successful response: name and error code.
std::vector<std::pair<std::string, ErrorCode>> codes_of_body(const OCSPResponse& response) {
  return {
      {"responder_name", response.responder_name().error().code},
      {"responder_key_hash", response.responder_key_hash().error().code},
      {"produced_at", response.produced_at().error().code},
      {"responses", response.responses().error().code},
      {"extensions", response.extensions().error().code},
      {"signature_algorithm_oid", response.signature_algorithm_oid().error().code},
      {"signature_hash_algorithm", response.signature_hash_algorithm().error().code},
      {"signature", response.signature().error().code},
      {"tbs_response_bytes", response.tbs_response_bytes().error().code},
      {"certificates", response.certificates().error().code},
  };
}

/// The same for those that need a single answer besides.
std::vector<std::pair<std::string, ErrorCode>> codes_of_single(const OCSPResponse& response) {
  return {
      {"single_response", response.single_response().error().code},
      {"certificate_status", response.certificate_status().error().code},
      {"revocation_time", response.revocation_time().error().code},
      {"revocation_reason", response.revocation_reason().error().code},
      {"this_update", response.this_update().error().code},
      {"next_update", response.next_update().error().code},
      {"issuer_name_hash", response.issuer_name_hash().error().code},
      {"issuer_key_hash", response.issuer_key_hash().error().code},
      {"hash_algorithm", response.hash_algorithm().error().code},
      {"serial_number", response.serial_number().error().code},
      {"single_extensions", response.single_extensions().error().code},
  };
}

void check_all(const std::vector<std::pair<std::string, ErrorCode>>& codes, ErrorCode expected) {
  for (const auto& [accessor, code] : codes) {
    INFO(accessor);
    CHECK(code == expected);
  }
}

std::string decimal(const Integer& number) {
  return *to_std_string([&](std::span<char> out) { return number.to_decimal(out); });
}

std::string dotted(Oid oid) {
  return *to_std_string([&](std::span<char> out) { return oid.to_dotted(out); });
}

}  // namespace

TEST_CASE("OCSPResponse accepts: each error status, and every accessor of the body answers not_successful",
          "[ocsp][response]") {
  const std::array<std::pair<std::uint8_t, OCSPResponseStatus>, 5> statuses{{
      {std::uint8_t{1}, OCSPResponseStatus::malformed_request},
      {std::uint8_t{2}, OCSPResponseStatus::internal_error},
      {std::uint8_t{3}, OCSPResponseStatus::try_later},
      {std::uint8_t{5}, OCSPResponseStatus::sig_required},
      {std::uint8_t{6}, OCSPResponseStatus::unauthorized},
  }};
  for (const auto& [number, status] : statuses) {
    INFO(unsigned{number});
    const ByteVector der = join({hex("30030a01"), {number}});
    const auto response = load_der_ocsp_response(der);
    REQUIRE(response);
    CHECK(response->response_status() == status);
    CHECK(response->basic() == nullptr);
    CHECK(response->response_type().empty());
    CHECK(same_span(response->public_bytes(), der));
    CHECK(response->tolerated() == Tolerance::none);
    check_all(codes_of_body(*response), ErrorCode::not_successful);
    check_all(codes_of_single(*response), ErrorCode::not_successful);
    // The value of an error is empty, and never one that could be taken for an answer.
    CHECK(*response->certificate_status() == OCSPCertStatus::unknown);
    CHECK_FALSE((*response->next_update()).has_value());
    CHECK((*response->signature()).empty());
    CHECK((*response->responses()).empty());
  }
}

TEST_CASE("OCSPResponse accepts: the seed message, which is unauthorized", "[ocsp][response]") {
  const ByteVector der = testdata("seed/response-unauthorized.der");
  CHECK(der == hex("30030a0106"));
  const auto response = load_der_ocsp_response(der);
  REQUIRE(response);
  CHECK(response->response_status() == OCSPResponseStatus::unauthorized);
  check_all(codes_of_body(*response), ErrorCode::not_successful);
  check_all(codes_of_single(*response), ErrorCode::not_successful);
}

TEST_CASE("OCSPResponseStatus: names of RFC 6960", "[ocsp][response]") {
  CHECK(to_string(OCSPResponseStatus::successful) == "successful");
  CHECK(to_string(OCSPResponseStatus::malformed_request) == "malformedRequest");
  CHECK(to_string(OCSPResponseStatus::internal_error) == "internalError");
  CHECK(to_string(OCSPResponseStatus::try_later) == "tryLater");
  CHECK(to_string(OCSPResponseStatus::sig_required) == "sigRequired");
  CHECK(to_string(OCSPResponseStatus::unauthorized) == "unauthorized");
  CHECK(to_string(static_cast<OCSPResponseStatus>(4)).empty());
  CHECK(to_string(static_cast<OCSPResponseStatus>(7)).empty());
  CHECK(value_of_error<OCSPResponseStatus>() == OCSPResponseStatus::internal_error);
}

TEST_CASE("OCSPResponse accepts: a message with every field, and each has its value", "[ocsp][response]") {
  Part message = full_response();
  const ByteVector der = encode(message);
  const Bytes input{der};
  const auto response = load_der_ocsp_response(der);
  REQUIRE(response);
  CHECK(response->response_status() == OCSPResponseStatus::successful);
  CHECK(dotted(response->response_type()) == "1.3.6.1.5.5.7.48.1.1");
  CHECK(response->tolerated() == Tolerance::none);
  CHECK(same_span(response->public_bytes(), input));

  const BasicOCSPResponse* const basic = response->basic();
  REQUIRE(basic != nullptr);
  CHECK(basic->version() == 1);
  CHECK(same_span(basic->tbs_response_bytes(), bytes_at(input, place_of(message, "tbsResponseData"))));
  REQUIRE(basic->responder_name());
  CHECK_FALSE(basic->responder_key_hash());
  CHECK(same_span(basic->responder_name()->der(), bytes_at(input, place_of(message, "byName"))));
  CHECK(basic->responder_name()->size() == 2);
  CHECK(basic->produced_at() == Time{2020, 1, 1, 0, 0, 0});
  CHECK(dotted(basic->signature_algorithm_oid()) == "1.2.840.113549.1.1.11");
  CHECK(*basic->signature_hash_algorithm() == HashAlgorithm::sha256);
  const Place signature = place_of(message, "signature");
  CHECK(same_span(basic->signature(), input.subspan(signature.contents + 1, 8)));

  REQUIRE(basic->extensions().size() == 2);
  const Extension first = *basic->extensions().begin();
  CHECK(dotted(first.oid()) == "1.2.3");
  CHECK(first.critical());
  CHECK(copy(first.value()) == hex("0500"));
  const auto nonce = basic->extensions().find("nonce"_oid);
  REQUIRE(nonce);
  REQUIRE(*nonce);
  CHECK_FALSE((*nonce)->critical());
  CHECK(copy((*nonce)->value()) == hex("040401020304"));

  REQUIRE(basic->certificates().size() == 2);
  std::size_t number = 0;
  for (const Bytes certificate : basic->certificates()) {
    const std::string path = "Certificate#" + std::to_string(number++);
    INFO(path);
    CHECK(same_span(certificate, bytes_at(input, place_of(message, path))));
  }
  CHECK(number == 2);

  REQUIRE(basic->responses().size() == 3);
  auto at = basic->responses().begin();
  const SingleResponse one = *at++;
  CHECK(one.certificate_status() == OCSPCertStatus::revoked);
  CHECK(one.revocation_time() == Time{2020, 1, 2, 3, 4, 5});
  CHECK(one.revocation_reason() == ReasonFlags::superseded);
  CHECK(one.this_update() == Time{2020, 2, 3, 4, 5, 6});
  CHECK(one.next_update() == Time{2020, 3, 4, 5, 6, 7});
  CHECK(one.single_extensions().size() == 2);
  CHECK(one.hash_algorithm() == HashAlgorithm::sha1);
  CHECK(copy(one.issuer_name_hash()) == ByteVector(20, 0x11));
  CHECK(copy(one.issuer_key_hash()) == ByteVector(20, 0x22));
  CHECK(decimal(one.serial_number()) == "4660");
  CHECK(same_span(one.cert_id().der(), bytes_at(input, place_of(message, "certID"))));

  CHECK(at->certificate_status() == OCSPCertStatus::good);
  CHECK_FALSE(at->revocation_time());
  CHECK_FALSE(at->revocation_reason());
  CHECK(at->next_update() == Time{2020, 3, 4, 5, 6, 7});
  CHECK(decimal((*at).serial_number()) == "5");
  ++at;
  CHECK(at->certificate_status() == OCSPCertStatus::unknown);
  CHECK_FALSE(at->revocation_time());
  CHECK_FALSE(at->next_update());
  CHECK((*at).single_extensions().empty());
  CHECK(decimal((*at).serial_number()) == "128");
  CHECK(++at == basic->responses().end());
}

TEST_CASE("OCSPResponse accepts: a message with nothing that may be absent", "[ocsp][response]") {
  Part message = bare_response();
  const ByteVector der = encode(message);
  const auto response = load_der_ocsp_response(der);
  REQUIRE(response);
  const BasicOCSPResponse* const basic = response->basic();
  REQUIRE(basic != nullptr);
  CHECK(basic->version() == 1);
  CHECK_FALSE(basic->responder_name());
  REQUIRE(basic->responder_key_hash());
  const Place key = place_of(message, "byKey");
  CHECK(same_span(*basic->responder_key_hash(), Bytes{der}.subspan(key.contents, 20)));
  CHECK(basic->extensions().empty());
  CHECK(basic->certificates().empty());
  REQUIRE(basic->responses().size() == 1);
  CHECK(basic->responses().begin()->certificate_status() == OCSPCertStatus::good);
  CHECK_FALSE((*basic->responses().begin()).next_update());
  CHECK((*basic->responses().begin()).single_extensions().empty());
}

TEST_CASE("OCSPResponse: the forwarding accessors equal the plain values of the only answer", "[ocsp][response]") {
  for (const bool is_revoked : {true, false}) {
    INFO(is_revoked);
    Part message = full_response();
    Part& responses = find(message, "responses");
    responses.parts = {full_single(is_revoked ? revoked(ByteVector{0x09}) : good(), {0x7f})};
    if (!is_revoked) {
      find(message, "responderID") = by_key(ByteVector(20, 0x44));
    }
    const ByteVector der = encode(message);
    const auto response = load_der_ocsp_response(der);
    REQUIRE(response);
    check_all(codes_of_body(*response), ErrorCode::none);
    check_all(codes_of_single(*response), ErrorCode::none);
    const BasicOCSPResponse* const basic = response->basic();
    REQUIRE(basic != nullptr);
    const SingleResponse single = *basic->responses().begin();

    CHECK((*response->responder_name()).has_value() == is_revoked);
    CHECK(*response->responder_name() == basic->responder_name());
    CHECK((*response->responder_key_hash()).has_value() != is_revoked);
    if (!is_revoked) {
      CHECK(same_span(**response->responder_key_hash(), *basic->responder_key_hash()));
    }
    CHECK(*response->produced_at() == basic->produced_at());
    CHECK((*response->responses()).size() == 1);
    CHECK(same_span((*(*response->responses()).begin()).cert_id().der(), single.cert_id().der()));
    CHECK((*response->extensions()).size() == 2);
    CHECK(*response->signature_algorithm_oid() == basic->signature_algorithm_oid());
    CHECK(*response->signature_hash_algorithm() == *basic->signature_hash_algorithm());
    CHECK(same_span(*response->signature(), basic->signature()));
    CHECK(same_span(*response->tbs_response_bytes(), basic->tbs_response_bytes()));
    CHECK((*response->certificates()).size() == 2);
    CHECK(same_span(*(*response->certificates()).begin(), *basic->certificates().begin()));

    CHECK(same_span((*response->single_response()).cert_id().der(), single.cert_id().der()));
    CHECK(*response->certificate_status() == (is_revoked ? OCSPCertStatus::revoked : OCSPCertStatus::good));
    CHECK(*response->certificate_status() == single.certificate_status());
    CHECK(*response->revocation_time() == single.revocation_time());
    CHECK(*response->revocation_reason() == single.revocation_reason());
    CHECK((*response->revocation_reason()).has_value() == is_revoked);
    CHECK(*response->this_update() == single.this_update());
    CHECK(*response->next_update() == single.next_update());
    CHECK(same_span(*response->issuer_name_hash(), single.issuer_name_hash()));
    CHECK(same_span(*response->issuer_key_hash(), single.issuer_key_hash()));
    CHECK(*response->hash_algorithm() == HashAlgorithm::sha1);
    CHECK(same_span((*response->serial_number()).bytes(), single.serial_number().bytes()));
    CHECK((*response->single_extensions()).size() == 2);
  }
}

TEST_CASE("OCSPResponse: with none or several answers the accessors of the only one answer not_single",
          "[ocsp][response]") {
  for (const std::size_t count : {std::size_t{0}, std::size_t{2}, std::size_t{3}}) {
    INFO(count);
    const ByteVector der = encode(bare_response(std::vector<Part>(count, bare_single(good()))));
    const auto response = load_der_ocsp_response(der);
    REQUIRE(response);
    REQUIRE(response->basic() != nullptr);
    CHECK(response->basic()->responses().size() == count);
    check_all(codes_of_body(*response), ErrorCode::none);
    check_all(codes_of_single(*response), ErrorCode::not_single);
    CHECK(*response->certificate_status() == OCSPCertStatus::unknown);
  }
}

TEST_CASE("OCSPResponse prefix: what follows is left alone, and public_bytes says what was consumed",
          "[ocsp][response]") {
  for (const ByteVector& message : {encode(full_response()), encode(bare_response()), hex("30030a0103")}) {
    for (const ByteVector& behind : {ByteVector{}, hex("00"), hex("3003"), hex("ffffffffffffffff"), message}) {
      const ByteVector der = join({message, behind});
      const auto prefix = load_der_ocsp_response_prefix(der);
      REQUIRE(prefix);
      CHECK(prefix->public_bytes().size() == message.size());
      CHECK(prefix->public_bytes().data() == der.data());
      const auto whole = load_der_ocsp_response(der);
      CHECK(whole.error() ==
            (behind.empty() ? Error{} : error_at(ErrorCode::trailing_data, Field::ocsp_response, message.size())));
    }
  }
}

TEST_CASE("OCSPResponse prefix: errors inside the message are the same", "[ocsp][response][reject]") {
  const ByteVector cut = hex("30030a01");
  CHECK(load_der_ocsp_response_prefix(cut).error() == Error{ErrorCode::truncated, Field::ocsp_response, 2});
  const ByteVector none{};
  CHECK(load_der_ocsp_response_prefix(none).error() == Error{ErrorCode::missing, Field::ocsp_response, 0});
  const ByteVector inside = hex("30040a0103 00 ffff");
  CHECK(load_der_ocsp_response_prefix(inside).error() == Error{ErrorCode::trailing_data, Field::ocsp_response, 5});
}

TEST_CASE("OCSPResponse accepts: empty lists where no SIZE forbids them", "[ocsp][response]") {
  SECTION("responses") {
    const ByteVector der = encode(bare_response(std::vector<Part>{}));
    const auto response = load_der_ocsp_response(der);
    REQUIRE(response);
    CHECK(response->basic()->responses().empty());
    CHECK(response->basic()->responses().begin() == response->basic()->responses().end());
  }
  SECTION("certs") {
    Part message = full_response();
    find(message, "Certs").parts.clear();
    const ByteVector der = encode(message);
    const auto response = load_der_ocsp_response(der);
    REQUIRE(response);
    CHECK(response->basic()->certificates().empty());
  }
  SECTION("byName") {
    Part message = full_response();
    find(message, "byName").parts.clear();
    const ByteVector der = encode(message);
    const auto response = load_der_ocsp_response(der);
    REQUIRE(response);
    REQUIRE(response->basic()->responder_name());
    CHECK(response->basic()->responder_name()->empty());
    CHECK(copy(response->basic()->responder_name()->der()) == hex("3000"));
    CHECK_FALSE(response->basic()->responder_key_hash());
  }
}

TEST_CASE("ResponderID accepts: a byKey of any length", "[ocsp][response]") {
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{19}, std::size_t{20}, std::size_t{21}, std::size_t{1000}}) {
    INFO(size);
    Part message = bare_response();
    find(message, "responderID") = by_key(ByteVector(size, 0x5a));
    const ByteVector der = encode(message);
    const auto response = load_der_ocsp_response(der);
    REQUIRE(response);
    const auto key_hash = response->responder_key_hash();
    REQUIRE(key_hash);
    REQUIRE(*key_hash);
    CHECK(copy(**key_hash) == ByteVector(size, 0x5a));
    CHECK_FALSE(*response->responder_name());
  }
}

TEST_CASE("OCSPResponse accepts: algorithm parameters of any kind", "[ocsp][response]") {
  const std::vector<std::pair<std::string, ByteVector>> kinds = {
      {"NULL", hex("0500")},
      {"absent", {}},
      {"OCTET STRING", hex("0403010203")},
      {"SEQUENCE", hex("3003020101")},
      {"high tag", hex("1f1f00")},
      {"not DER inside", hex("3003ffffff")},
      {"constructed BOOLEAN", hex("2100")},
  };
  for (const char* const place :
       {"hashAlgorithm", "BasicOCSPResponse/signatureAlgorithm", "Certificate/signatureAlgorithm"}) {
    for (const auto& [name, bytes] : kinds) {
      INFO(place << ": " << name);
      Part message = full_response();
      find(message, "responses").parts.resize(1);
      find(message, std::string{place} + "/parameters") = Part{.name = "parameters", .value = bytes};
      const ByteVector der = encode(message);
      const auto response = load_der_ocsp_response(der);
      REQUIRE(response);
      if (std::string_view{place} == "hashAlgorithm") {
        const AlgorithmIdentifier hash = *response->hash_algorithm();
        CHECK(hash.hash() == HashAlgorithm::sha1);
        REQUIRE(hash.parameters().has_value() == !bytes.empty());
        CHECK(copy(hash.parameters().value_or(Bytes{})) == bytes);
        CHECK((hash == HashAlgorithm::sha1) == (bytes.empty() || name == "NULL"));
      } else if (std::string_view{place} == "BasicOCSPResponse/signatureAlgorithm") {
        CHECK(copy(response->basic()->signature_algorithm().parameters().value_or(Bytes{})) == bytes);
      } else {
        CHECK(response->basic()->certificates().size() == 2);
      }
    }
  }
}

TEST_CASE("OCSPResponse accepts: unknown hash and signature algorithms, which stay readable", "[ocsp][response]") {
  Part message = bare_response();
  set_value(message, "hashAlgorithm/algorithm", hex("2a8648"));
  set_value(message, "signatureAlgorithm/algorithm", hex("2a864886f70d010102"));
  const ByteVector der = encode(message);
  const auto response = load_der_ocsp_response(der);
  REQUIRE(response);
  CHECK(dotted((*response->hash_algorithm()).oid()) == "1.2.840");
  CHECK_FALSE((*response->hash_algorithm()).hash());
  CHECK(dotted(*response->signature_algorithm_oid()) == "1.2.840.113549.1.1.2");
  CHECK(response->signature_hash_algorithm().error().code == ErrorCode::unsupported_algorithm);
  CHECK(response->basic()->signature_hash_algorithm().error().code == ErrorCode::unsupported_algorithm);
}

TEST_CASE("OCSPResponse: the hash of the signature algorithm, and none for Ed25519", "[ocsp][response]") {
  const std::vector<std::pair<std::string, std::optional<HashAlgorithm>>> algorithms = {
      {"2a864886f70d010105", HashAlgorithm::sha1},
      {"2a864886f70d01010b", HashAlgorithm::sha256},
      {"2a864886f70d01010d", HashAlgorithm::sha512},
      {"2a8648ce3d040303", HashAlgorithm::sha384},
      {"2b6570", std::nullopt},
  };
  for (const auto& [oid_bytes, hash] : algorithms) {
    INFO(oid_bytes);
    Part message = bare_response();
    set_value(message, "signatureAlgorithm/algorithm", hex(oid_bytes));
    const ByteVector der = encode(message);
    const auto response = load_der_ocsp_response(der);
    REQUIRE(response);
    const auto found = response->signature_hash_algorithm();
    REQUIRE(found);
    CHECK(*found == hash);
  }
}

TEST_CASE("OCSPResponse accepts: OBJECT IDENTIFIERs of any length and arcs of any size", "[ocsp][response]") {
  SECTION("254 KB, of arcs of one byte") {
    Part message = bare_response();
    set_value(message, "hashAlgorithm/algorithm", ByteVector(254 * 1024, 0x2a));
    const ByteVector der = encode(message);
    const auto response = load_der_ocsp_response(der);
    REQUIRE(response);
    CHECK((*response->hash_algorithm()).oid().bytes().size() == 254 * 1024);
    const std::string text = dotted((*response->hash_algorithm()).oid());
    CHECK(text.size() == 3 + 3 * (254 * 1024 - 1));  // "1.2", then ".42" each
    CHECK(text.substr(0, 9) == "1.2.42.42");
  }
  SECTION("one arc of 254 KB") {
    ByteVector contents(254 * 1024, 0x81);
    contents.front() = 0x2a;
    contents.back() = 0x00;
    Part message = bare_response();
    set_value(message, "hashAlgorithm/algorithm", contents);
    const ByteVector der = encode(message);
    const auto response = load_der_ocsp_response(der);
    REQUIRE(response);
    CHECK((*response->hash_algorithm()).oid().bytes().size() == 254 * 1024);
    std::array<char, 64> buffer{};
    CHECK((*response->hash_algorithm()).oid().to_dotted(buffer).error().code == ErrorCode::too_long_for_decimal);
  }
  SECTION("arcs of 2^64 and of 128 bits, as in 2.25.UUID") {
    Part message = bare_response();
    set_value(message, "hashAlgorithm/algorithm", hex("2a 82808080808080808000"));
    set_value(message, "signatureAlgorithm/algorithm", hex("69 83ffffffffffffffffffffffffffffffffff7f"));
    const ByteVector der = encode(message);
    const auto response = load_der_ocsp_response(der);
    REQUIRE(response);
    CHECK(dotted((*response->hash_algorithm()).oid()) == "1.2.18446744073709551616");
    CHECK(dotted(*response->signature_algorithm_oid()) == "2.25.340282366920938463463374607431768211455");
  }
}

TEST_CASE("OCSPResponse accepts: the same extension twice, and looking it up answers duplicate", "[ocsp][response]") {
  for (const char* const list : {"SingleExtensions", "ResponseExtensions"}) {
    INFO(list);
    Part message = full_response();
    find(message, "responses").parts.resize(1);
    duplicate(message, std::string{list} + "/Extension#1");
    const ByteVector der = encode(message);
    const auto response = load_der_ocsp_response(der);
    REQUIRE(response);
    const Extensions extensions = list[0] == 'S' ? *response->single_extensions() : *response->extensions();
    CHECK(extensions.size() == 3);
    CHECK(extensions.find("nonce"_oid).error().code == ErrorCode::duplicate);
    const auto once = extensions.find(oid<1, 2, 3>);
    REQUIRE(once);
    CHECK(once->has_value());
    const auto absent = extensions.find("crl"_oid);
    REQUIRE(absent);
    CHECK_FALSE(absent->has_value());
  }
}

TEST_CASE("OCSPResponse accepts: a signature with unused bits, or of no bits", "[ocsp][response]") {
  const std::vector<std::pair<std::string, std::string>> signatures = {
      {"00", ""}, {"0080", "80"}, {"0180", "80"}, {"0780", "80"}, {"04fff0", "fff0"}};
  for (const auto& [contents, bytes] : signatures) {
    INFO(contents);
    Part message = bare_response();
    set_value(message, "signature", hex(contents));
    const ByteVector der = encode(message);
    const auto response = load_der_ocsp_response(der);
    REQUIRE(response);
    CHECK(copy(*response->signature()) == hex(bytes));
    CHECK(is_inside(*response->signature(), der));
  }
}

TEST_CASE("OCSPResponse accepts: signatures of one byte up to a megabyte, zeros at their ends included",
          "[ocsp][response]") {
  for (const std::size_t size : {1U, 2U, 127U, 128U, 255U, 256U, 16384U, 65535U, 65536U, 1U << 20}) {
    for (const std::uint8_t byte : {std::uint8_t{0x00}, std::uint8_t{0xa5}}) {
      CAPTURE(size, byte);
      ByteVector signature(size, byte);
      signature[size / 2] = 0xff;
      Part message = bare_response();
      set_value(message, "signature", join({hex("00"), signature}));
      const ByteVector der = encode(message);
      const auto response = load_der_ocsp_response(der);
      REQUIRE(response);
      CHECK(copy(*response->signature()) == signature);
      CHECK(is_inside(*response->signature(), der));
    }
  }
}

TEST_CASE("OCSPResponse accepts: certificates of any number, each as it stands", "[ocsp][response]") {
  for (const std::size_t count : {0U, 1U, 2U, 3U, 16U, 17U, 300U}) {
    CAPTURE(count);
    Part message = full_response();
    find(message, "Certs").parts.clear();
    std::vector<ByteVector> expected;
    for (std::size_t i = 0; i < count; ++i) {
      Part one = certs(Field::basic_ocsp_response, 1);
      set_value(one, "tbsCertificate", ByteVector(i + 1, static_cast<std::uint8_t>(i & 0xff)));
      expected.push_back(encode(find(one, "Certificate")));
      find(message, "Certs").parts.push_back(find(one, "Certificate"));
    }
    const ByteVector der = encode(message);
    const auto response = load_der_ocsp_response(der);
    REQUIRE(response);
    std::vector<ByteVector> read;
    for (const Bytes certificate : response->basic()->certificates()) {
      read.push_back(copy(certificate));
    }
    CHECK(read == expected);
    CHECK(response->basic()->certificates().size() == count);
  }
}

TEST_CASE("OCSPResponse accepts: embedded certificates whose tbsCertificate is damaged", "[ocsp][response]") {
  for (const char* const contents : {"", "00", "ffffff", "3003ff", "a003020103", "0203010001"}) {
    INFO(contents);
    Part message = full_response();
    set_value(message, "Certificate#1/tbsCertificate", hex(contents));
    const ByteVector der = encode(message);
    const auto response = load_der_ocsp_response(der);
    REQUIRE(response);
    CHECK(response->tolerated() == Tolerance::none);
    REQUIRE(response->basic()->certificates().size() == 2);
    auto at = response->basic()->certificates().begin();
    ++at;
    CHECK(same_span(*at, bytes_at(der, place_of(message, "Certificate#1"))));
    CHECK_FALSE(load_der_x509_certificate(*at).has_value());
  }
}

TEST_CASE("OCSPResponse accepts: attribute values that are no strings or outside the alphabet of their type",
          "[ocsp][response]") {
  for (const char* const value : {"1300", "1303ff8041", "0500", "020101", "3003ffffff", "1602c3bc", "1204ffff4142",
                                  "1e00", "1e020041", "1c00", "1c0400000041", "0c03e282ac", "14028081"}) {
    INFO(value);
    Part message = full_response();
    find(message, "value") = Part{.name = "value", .value = hex(value)};
    const ByteVector der = encode(message);
    const auto response = load_der_ocsp_response(der);
    REQUIRE(response);
    CHECK(copy((*(*response->basic()->responder_name()->begin()).begin()).value().der()) == hex(value));
  }
}

TEST_CASE("OCSPResponse accepts: an RDN of several attributes in the order of DER", "[ocsp][response]") {
  Part message = full_response();
  Part& set = find(message, "RDN");
  Part second = set.parts[0];
  set_value(second, "type", hex("550407"));  // 2.5.4.7 behind 2.5.4.6
  set.parts.push_back(second);
  set.parts.push_back(second);  // equal elements are in order as well
  const ByteVector der = encode(message);
  const auto response = load_der_ocsp_response(der);
  REQUIRE(response);
  CHECK(response->basic()->responder_name()->begin()->size() == 3);
}

TEST_CASE("Time accepts: the borders of the calendar, in each of the four times", "[ocsp][response][time]") {
  const std::vector<std::pair<std::string, Time>> times = {
      {"00000101000000Z", Time{0, 1, 1, 0, 0, 0}},         {"00000229235959Z", Time{0, 2, 29, 23, 59, 59}},
      {"99991231235959Z", Time{9999, 12, 31, 23, 59, 59}}, {"20000229120000Z", Time{2000, 2, 29, 12, 0, 0}},
      {"20240229000000Z", Time{2024, 2, 29, 0, 0, 0}},     {"19500101000000Z", Time{1950, 1, 1, 0, 0, 0}},
      {"20380119031408Z", Time{2038, 1, 19, 3, 14, 8}},
  };
  for (const auto& [text_of_time, time] : times) {
    INFO(text_of_time);
    Part message = full_response();
    find(message, "responses").parts.resize(1);
    for (const char* const field : {"producedAt", "revocationTime", "thisUpdate", "NextUpdate"}) {
      set_value(message, field, characters(text_of_time));
    }
    const ByteVector der = encode(message);
    const auto response = load_der_ocsp_response(der);
    REQUIRE(response);
    CHECK(*response->produced_at() == time);
    CHECK(*response->this_update() == time);
    CHECK(*response->next_update() == time);
    CHECK(*response->revocation_time() == time);
  }
  CHECK(Time{1970, 1, 1, 0, 0, 0}.to_unix() == 0);
  CHECK(Time{2018, 8, 30, 11, 15, 0}.to_unix() == 1535627700);
}

TEST_CASE("BasicOCSPResponse: one that was not read has no bytes, and tolerates nothing", "[ocsp][response]") {
  const BasicOCSPResponse basic;
  CHECK(basic.public_bytes().empty());
  CHECK(basic.tolerated() == Tolerance::none);
}

TEST_CASE("BasicOCSPResponse: the bytes that are signed are those of the input, whatever is around them",
          "[ocsp][response]") {
  Part message = full_response();
  ByteVector der = encode(message);
  const ByteVector tbs = copy(bytes_at(der, place_of(message, "tbsResponseData")));
  const auto response = load_der_ocsp_response(der);
  REQUIRE(response);
  CHECK(copy(*response->tbs_response_bytes()) == tbs);
  CHECK(tbs == encode(find(message, "tbsResponseData")));
}

TEST_CASE("OCSPResponse accepts: responses of openssl, of every kind", "[ocsp][response][testdata]") {
  struct Expected {
    const char* file;
    std::vector<OCSPCertStatus> statuses;
    std::size_t certificates;
    bool by_key;
    bool nonce;
  };
  const OCSPCertStatus is_good = OCSPCertStatus::good;
  const OCSPCertStatus is_revoked = OCSPCertStatus::revoked;
  const OCSPCertStatus is_unknown = OCSPCertStatus::unknown;
  const std::vector<Expected> expected = {
      {"resp-good", {is_good}, 1, false, false},
      {"resp-unknown", {is_unknown}, 1, false, false},
      {"resp-good-by-key", {is_good}, 1, true, false},
      {"resp-good-no-certs", {is_good}, 0, false, false},
      {"resp-good-nonce", {is_good}, 1, false, true},
      {"resp-three", {is_good, is_revoked, is_unknown}, 1, false, true},
      {"resp-extra-certs", {is_good}, 4, false, false},
      {"resp-revoked-no-reason", {is_revoked}, 0, false, false},
      {"resp-delegated-by-key", {is_good}, 1, true, false},
      {"resp-good-certid-sha512", {is_good}, 0, false, false},
  };
  for (const Expected& row : expected) {
    INFO(row.file);
    const ByteVector der = testdata("openssl/" + std::string{row.file} + ".der");
    const auto response = load_der_ocsp_response(der);
    REQUIRE(response);
    const BasicOCSPResponse* const basic = response->basic();
    REQUIRE(basic != nullptr);
    std::vector<OCSPCertStatus> statuses;
    for (const SingleResponse& single : basic->responses()) {
      statuses.push_back(single.certificate_status());
      CHECK(single.next_update().has_value());
      CHECK((single.certificate_status() == is_revoked) == single.revocation_time().has_value());
    }
    CHECK(statuses == row.statuses);
    CHECK(basic->certificates().size() == row.certificates);
    for (const Bytes certificate : basic->certificates()) {
      CHECK(load_der_x509_certificate(certificate).has_value());
    }
    CHECK(basic->responder_key_hash().has_value() == row.by_key);
    CHECK(basic->responder_name().has_value() != row.by_key);
    CHECK((*basic->extensions().find("nonce"_oid)).has_value() == row.nonce);
    CHECK(same_span(response->public_bytes(), der));
  }
}

TEST_CASE("OCSPResponse accepts: twelve answers of openssl, every status and eight reasons",
          "[ocsp][response][testdata]") {
  const ByteVector der = testdata("openssl/resp-many.der");
  const auto response = load_der_ocsp_response(der);
  REQUIRE(response);
  std::map<OCSPCertStatus, int> statuses;
  std::map<ReasonFlags, int> reasons;
  for (const SingleResponse& single : *response->responses()) {
    ++statuses[single.certificate_status()];
    if (single.revocation_reason()) {
      ++reasons[*single.revocation_reason()];
    }
  }
  CHECK((*response->responses()).size() == 12);
  CHECK(statuses.size() == 3);
  CHECK(reasons.size() == 8);
}

TEST_CASE("OCSPResponse accepts: each CRLReason as openssl writes it", "[ocsp][response][testdata]") {
  const std::vector<std::pair<std::string, ReasonFlags>> reasons = {
      {"0-unspecified", ReasonFlags::unspecified},
      {"1-keyCompromise", ReasonFlags::key_compromise},
      {"2-cACompromise", ReasonFlags::ca_compromise},
      {"3-affiliationChanged", ReasonFlags::affiliation_changed},
      {"4-superseded", ReasonFlags::superseded},
      {"5-cessationOfOperation", ReasonFlags::cessation_of_operation},
      {"6-certificateHold", ReasonFlags::certificate_hold},
      {"8-removeFromCRL", ReasonFlags::remove_from_crl},
      {"9-privilegeWithdrawn", ReasonFlags::privilege_withdrawn},
      {"10-aACompromise", ReasonFlags::aa_compromise},
  };
  for (const auto& [name, reason] : reasons) {
    INFO(name);
    const ByteVector der = testdata("openssl/resp-revoked-" + name + ".der");
    const auto response = load_der_ocsp_response(der);
    REQUIRE(response);
    CHECK(*response->certificate_status() == OCSPCertStatus::revoked);
    CHECK(*response->revocation_reason() == reason);
    CHECK(to_string(reason) == name.substr(name.find('-') + 1));
  }
}

TEST_CASE("OCSPResponse accepts: the signature algorithms of openssl", "[ocsp][response][testdata]") {
  const std::vector<std::pair<std::string, std::optional<HashAlgorithm>>> files = {
      {"resp-rsa-sha1", HashAlgorithm::sha1},     {"resp-rsa-sha256", HashAlgorithm::sha256},
      {"resp-rsa-sha512", HashAlgorithm::sha512}, {"resp-rsa-pss", HashAlgorithm::sha256},
      {"resp-ecdsa", HashAlgorithm::sha256},      {"resp-ed25519", std::nullopt},
  };
  for (const auto& [name, hash] : files) {
    INFO(name);
    const ByteVector der = testdata("openssl/" + name + ".der");
    const auto response = load_der_ocsp_response(der);
    REQUIRE(response);
    const auto found = response->signature_hash_algorithm();
    REQUIRE(found);
    CHECK(*found == hash);
  }
}

}  // namespace ocspan_test::response_test
