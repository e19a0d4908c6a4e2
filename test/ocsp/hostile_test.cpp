// Messages made to cost much: very many elements, deep nesting, lengths that lie. The work is linear in the length of
// the input and no stack is used for depth, so that each of these is read or refused at once.
#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "ocsp/messages.hpp"
#include "ocspan/asn1/text.hpp"
#include "ocspan/ocsp/request.hpp"
#include "ocspan/ocsp/response.hpp"
#include "ocspan/x509/known_oid.hpp"
#include "ocspan/x509/name_constraints.hpp"
#include "support/catch2.hpp"

namespace ocspan_test::hostile_test {
namespace {

using namespace ocspan;

constexpr std::size_t million = 1'000'000;
constexpr std::size_t deep = 100'000;

/// The smallest CertID: { { 1.2 }, '', '', 1 }.
const ByteVector tiny_cert_id = hex("300c 3003 06012a 0400 0400 020101");

/// Puts bytes into the list at `path`, in place of its elements.
ByteVector with_elements(Part message, std::string_view path, ByteVector elements) {
  set_value(message, path, std::move(elements));
  return encode(message);
}

template <class List>
std::size_t count_of(const List& list) {
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& element : list) {
    ++count;
  }
  return count;
}

}  // namespace

TEST_CASE("OCSPResponse accepts: a million SingleResponses", "[ocsp][response][hostile]") {
  const ByteVector single = tlv(0x30, {tiny_cert_id, hex("8000"), text(0x18, "20200101000000Z")});
  const ByteVector der = with_elements(bare_response(), "responses", repeated(single, million));
  const auto response = load_der_ocsp_response(der);
  REQUIRE(response);
  const auto& responses = response->basic()->responses();
  CHECK(responses.size() == million);
  std::size_t good_ones = 0;
  for (const SingleResponse& one : responses) {
    good_ones += one.certificate_status() == OCSPCertStatus::good ? 1U : 0U;
  }
  CHECK(good_ones == million);
  CHECK(response->certificate_status().error().code == ErrorCode::not_single);

  // The last of them is damaged.
  ByteVector damaged = der;
  const auto last_time = std::find_end(damaged.begin(), damaged.end(), single.end() - 15, single.end());
  REQUIRE(last_time != damaged.end());
  *last_time = 'x';
  CHECK(load_der_ocsp_response(damaged).error() ==
        error_at(ErrorCode::time_form, Field::this_update, static_cast<std::size_t>(last_time - damaged.begin())));
}

TEST_CASE("OCSPRequest accepts: a million Requests", "[ocsp][request][hostile]") {
  const ByteVector der = with_elements(bare_request(), "requestList", repeated(tlv(0x30, {tiny_cert_id}), million));
  const auto request = load_der_ocsp_request(der);
  REQUIRE(request);
  CHECK(request->requests().size() == million);
  std::size_t ones = 0;
  for (const Request& one : request->requests()) {
    ones += one.cert_id().serial_number().bytes().size();
  }
  CHECK(ones == million);
  CHECK(request->cert_id().error().code == ErrorCode::not_single);
}

TEST_CASE("Extensions accepts: a million extensions, at each level", "[ocsp][hostile]") {
  const ByteVector elements = repeated(hex("3005 06012a 0400"), million);
  {
    const ByteVector der = with_elements(full_response(), "ResponseExtensions", elements);
    const auto response = load_der_ocsp_response(der);
    REQUIRE(response);
    CHECK(response->basic()->extensions().size() == million);
    CHECK(count_of(response->basic()->extensions()) == million);
    CHECK(response->basic()->extensions().find(Oid{Bytes{elements}.subspan(4, 1)}).error().code ==
          ErrorCode::duplicate);
    const auto absent = response->basic()->extensions().find("nonce"_oid);
    REQUIRE(absent);
    CHECK_FALSE(absent->has_value());
  }
  {
    const ByteVector der = with_elements(full_response(), "SingleExtensions", elements);
    const auto response = load_der_ocsp_response(der);
    REQUIRE(response);
    CHECK(count_of((*response->basic()->responses().begin()).single_extensions()) == million);
  }
  {
    const ByteVector der = with_elements(full_request(), "SingleRequestExtensions", elements);
    const auto request = load_der_ocsp_request(der);
    REQUIRE(request);
    CHECK(count_of((*request->requests().begin()).extensions()) == million);
  }
}

TEST_CASE("OCSPResponse accepts: a million certificates", "[ocsp][response][hostile]") {
  const ByteVector element = hex("300a 3000 3003 06012a 030100");
  const ByteVector der = with_elements(full_response(), "Certs", repeated(element, million));
  const auto response = load_der_ocsp_response(der);
  REQUIRE(response);
  CHECK(response->basic()->certificates().size() == million);
  std::size_t bytes = 0;
  for (const Bytes certificate : response->basic()->certificates()) {
    bytes += certificate.size();
  }
  CHECK(bytes == million * element.size());
}

TEST_CASE("Name accepts: 100,000 attributes, in as many RDNs or in one", "[ocsp][response][hostile]") {
  {
    const ByteVector der = with_elements(full_response(), "byName", repeated(hex("3109 3007 0603550403 1300"), deep));
    const auto response = load_der_ocsp_response(der);
    REQUIRE(response);
    const Name& name = *response->basic()->responder_name();
    CHECK(name.size() == deep);
    CHECK(count_of(name) == deep);
  }
  ByteVector attributes;
  for (std::size_t i = 0; i < deep; ++i) {
    const auto byte = [i](unsigned shift) { return static_cast<std::uint8_t>(i >> shift & 0xff); };
    append(attributes, join({hex("300a 0603550403 0403"), {byte(16), byte(8), byte(0)}}));
  }
  Part message = full_response();
  find(message, "byName").parts = {leaf("RDN", Field::by_name, 0x31, attributes)};
  const ByteVector der = encode(message);
  const auto response = load_der_ocsp_response(der);
  REQUIRE(response);
  CHECK(response->tolerated() == Tolerance::none);
  const Name& name = *response->basic()->responder_name();
  CHECK(name.size() == 1);
  CHECK(count_of(*name.begin()) == deep);

  // The last two in the other order.
  ByteVector& value = find(message, "RDN").value;
  value.back() = 0x00;
  const ByteVector unsorted = encode(message);
  const std::size_t last = place_of(message, "RDN").end - 12;
  CHECK(load_der_ocsp_response(unsorted).error() == error_at(ErrorCode::unsorted_set, Field::by_name, last));
  CHECK(load_der_ocsp_response(unsorted, Tolerance::unsorted_set).has_value());
}

TEST_CASE("nesting of 100,000: the whole message", "[ocsp][hostile]") {
  const ByteVector der = nested(0x30, deep);
  const std::size_t header = tlv_claiming(0x30, der.size() - 4, {}).size();
  CHECK(load_der_ocsp_response(der).error() == error_at(ErrorCode::wrong_tag, Field::response_status, header));
  // A request begins with four SEQUENCEs, a CertID and an AlgorithmIdentifier: the seventh is no OBJECT IDENTIFIER.
  std::size_t offset = 0;
  std::size_t rest = der.size();
  for (int level = 0; level < 6; ++level) {
    const std::size_t length_bytes = rest > 0x10003 + 1 ? 3U : rest > 0x100 + 3 ? 2U : 0U;
    offset += 2 + length_bytes;
    rest -= 2 + length_bytes;
  }
  CHECK(load_der_ocsp_request(der).error() == error_at(ErrorCode::wrong_tag, Field::algorithm, offset));
  const ByteVector explicit_tags = nested(0xa0, deep);
  CHECK(load_der_ocsp_response(explicit_tags, Tolerance::all).error() ==
        Error{ErrorCode::wrong_tag, Field::ocsp_response, 0});
}

TEST_CASE("nesting of 100,000: as an element of each list", "[ocsp][hostile]") {
  Part response = full_response();
  find(response, "responses").parts = {Part{.name = "deep", .value = nested(0x30, deep)}};
  const ByteVector der = encode(response);
  const Error error = load_der_ocsp_response(der).error();
  CHECK(error.code == ErrorCode::wrong_tag);
  CHECK(error.field == Field::algorithm);
  // SingleResponse, CertID and AlgorithmIdentifier are opened, each with three bytes of length.
  CHECK(error.offset == place_of(response, "deep").identifier + 3 * 5);

  Part request = full_request();
  find(request, "requestList").parts = {Part{.name = "deep", .value = nested(0x30, deep)}};
  const ByteVector request_der = encode(request);
  CHECK(load_der_ocsp_request(request_der).error() ==
        error_at(ErrorCode::wrong_tag, Field::algorithm, place_of(request, "deep").identifier + 3 * 5));

  Part certificate = full_response();
  find(certificate, "Certs").parts = {Part{.name = "deep", .value = nested(0x30, deep)}};
  const ByteVector certificate_der = encode(certificate);
  // The element and its tbsCertificate, which is not looked into; nothing is behind it.
  CHECK(load_der_ocsp_response(certificate_der).error() ==
        error_at(ErrorCode::missing, Field::signature_algorithm, place_of(certificate, "deep").end));
}

TEST_CASE("nesting of 100,000: accepted where the contents are nothing to us", "[ocsp][hostile]") {
  for (const std::uint8_t tag : {std::uint8_t{0x30}, std::uint8_t{0x31}, std::uint8_t{0xa0}}) {
    const ByteVector inside = nested(tag, deep);
    Part response = full_response();
    find(response, "hashAlgorithm/parameters") = Part{.name = "parameters", .value = inside};
    find(response, "RDN/value") = Part{.name = "value", .value = inside};
    set_value(response, "ResponseExtensions/extnValue", inside);
    set_value(response, "tbsCertificate", inside);
    const ByteVector der = encode(response);
    const auto loaded = load_der_ocsp_response(der);
    REQUIRE(loaded);
    const SingleResponse single = *loaded->basic()->responses().begin();
    REQUIRE(single.hash_algorithm().parameters());
    CHECK(single.hash_algorithm().parameters()->size() == inside.size());
    CHECK((*loaded->basic()->extensions().begin()).value().size() == inside.size());
    CHECK(count_of(loaded->basic()->certificates()) == 2);

    Part request = full_request();
    find(request, "hashAlgorithm/parameters") = Part{.name = "parameters", .value = inside};
    const ByteVector request_der = encode(request);
    CHECK(load_der_ocsp_request(request_der).has_value());
  }
}

TEST_CASE("nesting of indefinite lengths is refused at the first", "[ocsp][hostile]") {
  const ByteVector der = repeated(hex("3080"), deep);
  CHECK(load_der_ocsp_response(der).error() == Error{ErrorCode::indefinite_length, Field::ocsp_response, 1});
  CHECK(load_der_ocsp_request(der).error() == Error{ErrorCode::indefinite_length, Field::ocsp_request, 1});
}

TEST_CASE("nesting of constructed strings is refused at the first", "[ocsp][hostile]") {
  for (const char* const path : {"hashAlgorithm", "issuerNameHash", "response", "extnValue", "signature"}) {
    CAPTURE(path);
    Part message = full_response();
    const Part& part = find(message, path);
    const auto constructed = static_cast<std::uint8_t>(part.identifier[0] ^ 0x20U);
    const Field field = part.field;
    find(message, path) = Part{.name = "deep", .value = nested(constructed, deep)};
    const ByteVector der = encode(message);
    CHECK(load_der_ocsp_response(der, Tolerance::all).error() ==
          error_at(ErrorCode::wrong_tag, field, place_of(message, "deep").identifier));
  }
}

TEST_CASE("an OBJECT IDENTIFIER of a megabyte, of very many arcs or of one", "[ocsp][hostile]") {
  ByteVector endless(million, 0x81);
  endless.back() = 0x01;
  for (const ByteVector& contents : {ByteVector(million, 0x01), endless}) {
    Part message = full_response();
    set_value(message, "hashAlgorithm/algorithm", contents);
    set_value(message, "responseExtensions/extnID", contents);
    const ByteVector der = encode(message);
    const auto response = load_der_ocsp_response(der);
    REQUIRE(response);
    const Oid oid = (*response->basic()->responses().begin()).hash_algorithm().oid();
    CHECK(oid.bytes().size() == million);
    CHECK(name_of(oid).empty());
    const Oid again = (*response->basic()->extensions().begin()).oid();
    CHECK(oid == again);
    const Result<std::string> text = to_std_string([&](std::span<char> out) { return oid.to_dotted(out); });
    if (contents == endless) {
      CHECK(text.error().code == ErrorCode::too_long_for_decimal);
    } else {
      CHECK(text->size() == 2 * million + 1);
    }
  }
}

TEST_CASE("NameConstraints of 100,000 subtrees", "[ocsp][hostile]") {
  const ByteVector subtrees = repeated(hex("3004 8202 2e61"), deep);
  const ByteVector der = tlv(0x30, {tlv(0xa0, subtrees), tlv(0xa1, subtrees)});
  const auto constraints = Extension{NameConstraints::oid, true, der}.as<NameConstraints>();
  REQUIRE(constraints);
  CHECK(count_of(*constraints->permitted_subtrees()) == deep);
  CHECK(count_of(*constraints->excluded_subtrees()) == deep);
}

TEST_CASE("lengths of 4 GiB and more in messages of a few bytes", "[ocsp][hostile]") {
  // The offset is where the contents would begin.
  const std::vector<std::pair<std::string, Error>> responses = {
      {"3084ffffffff 0a010600", {ErrorCode::truncated, Field::ocsp_response, 6}},
      {"308480000000 0a010600", {ErrorCode::truncated, Field::ocsp_response, 6}},
      {"30847fffffff 0a010600", {ErrorCode::truncated, Field::ocsp_response, 6}},
      {"308501000000 000a0106", {ErrorCode::truncated, Field::ocsp_response, 7}},
      {"308501000000 030a0106", {ErrorCode::truncated, Field::ocsp_response, 7}},  // 3, were it cut to 32 bits
      {"3088ffffffffffffffff", {ErrorCode::truncated, Field::ocsp_response, 10}},
      {"30880100000000000003 0a0106", {ErrorCode::truncated, Field::ocsp_response, 10}},
      {"308901000000000000000000", {ErrorCode::truncated, Field::ocsp_response, 11}},
      {"30fe0101", {ErrorCode::truncated, Field::ocsp_response, 1}},
      {"30ff0101", {ErrorCode::reserved_length, Field::ocsp_response, 1}},
      {"30080a84ffffffff0000", {ErrorCode::truncated, Field::response_status, 8}},
      {"300a0a0100a084fffffffb00", {ErrorCode::truncated, Field::response_bytes, 11}},
  };
  for (const auto& [bytes, expected] : responses) {
    INFO(bytes);
    const ByteVector der = hex(bytes);
    CHECK(load_der_ocsp_response(der).error() == expected);
    CHECK(load_der_ocsp_response_prefix(der).error() == expected);
  }
  ByteVector long_form = hex("30fe01");
  long_form.resize(2 + 126, 0x00);
  CHECK(load_der_ocsp_request(long_form).error() == Error{ErrorCode::truncated, Field::ocsp_request, 128});
}

TEST_CASE("a length of 4 GiB at each value", "[ocsp][hostile]") {
  for (const ByteVector& length :
       {hex("84ffffffff"), hex("84fffffff0"), hex("8480000000"), hex("850100000000"), hex("88ffffffffffffffff")}) {
    Part message = full_response();
    const std::size_t count = all_parts(message).size();
    for (std::size_t i = 0; i < count; ++i) {
      Part damaged = full_response();
      Part& part = *all_parts(damaged)[i];
      part.length = length;
      INFO(part.name);
      const ByteVector der = encode(damaged);
      CHECK(load_der_ocsp_response(der).error() ==
            error_at(ErrorCode::truncated, part.field, place_of(damaged, part)->contents));
    }
  }
}

TEST_CASE("very many tiny values where others belong", "[ocsp][hostile]") {
  const ByteVector nulls = repeated(hex("0500"), million);
  const ByteVector empty_sequences = repeated(hex("3000"), million);
  {
    Part message = bare_response();
    const std::size_t first = place_of(message, "SingleResponse").identifier;
    set_value(message, "responses", nulls);
    const std::size_t now = place_of(message, "responses").contents;
    CHECK(now > first);  // the lengths have grown
    const ByteVector der = encode(message);
    CHECK(load_der_ocsp_response(der).error() == error_at(ErrorCode::wrong_tag, Field::responses, now));
  }
  {
    Part message = bare_request();
    set_value(message, "requestList", empty_sequences);
    const ByteVector der = encode(message);
    CHECK(load_der_ocsp_request(der).error() ==
          error_at(ErrorCode::missing, Field::req_cert, place_of(message, "requestList").contents + 2));
  }
  {
    Part message = full_response();
    set_value(message, "byName", repeated(hex("3100"), million));
    const ByteVector der = encode(message);
    CHECK(load_der_ocsp_response(der).error() ==
          error_at(ErrorCode::empty_rdn, Field::by_name, place_of(message, "byName").contents));
  }
  {
    // Opaque: as one ANY they are nothing to us; one after the other they are surplus.
    Part message = bare_request();
    find(message, "parameters") = Part{.name = "parameters", .value = tlv(0x30, nulls)};
    const ByteVector der = encode(message);
    CHECK(load_der_ocsp_request(der).has_value());
    find(message, "parameters").value = nulls;
    const ByteVector surplus = encode(message);
    CHECK(load_der_ocsp_request(surplus).error() ==
          error_at(ErrorCode::trailing_data, Field::hash_algorithm, place_of(message, "parameters").identifier + 2));
  }
  {
    const ByteVector der = join({hex("30030a0106"), nulls});
    CHECK(load_der_ocsp_response(der).error() == Error{ErrorCode::trailing_data, Field::ocsp_response, 5});
    const auto prefix = load_der_ocsp_response_prefix(der);
    REQUIRE(prefix);
    CHECK(prefix->public_bytes().size() == 5);
  }
}

TEST_CASE("a message of several megabytes whose last byte is missing", "[ocsp][hostile]") {
  ByteVector der = with_elements(bare_request(), "requestList", repeated(tlv(0x30, {tiny_cert_id}), million / 10));
  REQUIRE(load_der_ocsp_request(der).has_value());
  der.pop_back();
  CHECK(load_der_ocsp_request(der).error() == Error{ErrorCode::truncated, Field::ocsp_request, 5});
}

}  // namespace ocspan_test::hostile_test
