// What was read strictly is written as it was, byte by byte; what was tolerated is written as it should have been.
#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ocsp/messages.hpp"
#include "ocspan/ocsp/request.hpp"
#include "ocspan/ocsp/response.hpp"
#include "support/catch2.hpp"
#include "support/reading.hpp"
#include "support/writing.hpp"

namespace ocspan_test::rewrite_test {
namespace {

using namespace ocspan;

/// Loads a message strictly, and checks that it is written as it was.
template <class Message>
void check_rewritten(const ByteVector& der) {
  const Result<Message> message = load<Message>(der, Tolerance::none);
  REQUIRE(message);
  const bool same = written(*message) == der;
  CHECK(same);
}

/// Reads the part at `path` alone, and checks that it is written as it was.
template <class T>
void check_part(Part& message, std::string_view path) {
  INFO(path);
  const ByteVector der = encode(find(message, path));
  const Reading<T> part = read_alone<T>(der, find(message, path).field);
  REQUIRE(!part.error);
  CHECK(written(part.value) == der);
}

/// A message that deviates, and the same as it should have been.
struct Deviation {
  std::string name;
  ByteVector der;
  Tolerance flag;
  ByteVector strict;
};

template <class Message>
void check_tolerated(const std::vector<Deviation>& deviations) {
  for (const Deviation& deviation : deviations) {
    INFO(deviation.name);
    REQUIRE_FALSE(load<Message>(deviation.der, Tolerance::none));
    for (const Tolerance tolerance : {deviation.flag, Tolerance::all}) {
      const Result<Message> message = load<Message>(deviation.der, tolerance);
      REQUIRE(message);
      const ByteVector out = written(*message);
      CHECK(out == deviation.strict);
      // What has no other form, and stays as it was, is as little strict as before.
      CHECK(load<Message>(out, Tolerance::none).has_value() == (deviation.strict != deviation.der));
    }
  }
}

Deviation deviation(std::string name, const Part& message, Tolerance flag, const Part& strict) {
  return {std::move(name), encode(message), flag, encode(strict)};
}

Deviation kept(std::string name, const Part& message, Tolerance flag) {
  return deviation(std::move(name), message, flag, message);
}

}  // namespace

TEST_CASE("OCSPResponse and OCSPRequest write: each message of the test data as it was", "[ocsp][rewrite]") {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{OCSPAN_TESTDATA}) {
    if (entry.path().extension() == ".der") {
      paths.push_back(entry.path());
    }
  }
  std::sort(paths.begin(), paths.end());
  std::size_t responses = 0;
  std::size_t requests = 0;
  for (const auto& path : paths) {
    const std::string name = path.filename().string();
    INFO(name);
    const ByteVector der = read_file(path.string());
    if (name.starts_with("resp")) {
      ++responses;
      check_rewritten<OCSPResponse>(der);
    } else {
      ++requests;
      check_rewritten<OCSPRequest>(der);
    }
  }
  CHECK(responses >= 40);
  CHECK(requests >= 15);
}

TEST_CASE("OCSPResponse writes: each status that is an error", "[ocsp][response][rewrite]") {
  for (const unsigned status : {1U, 2U, 3U, 5U, 6U}) {
    check_rewritten<OCSPResponse>(join({hex("30030a01"), {static_cast<std::uint8_t>(status)}}));
  }
}

TEST_CASE("OCSPResponse writes: what was read strictly, as it was", "[ocsp][response][rewrite]") {
  const std::vector<std::pair<std::string, Part>> messages = {
      {"bare", bare_response()},
      {"full", full_response()},
      {"no answers", bare_response({})},
      {"many answers", bare_response(std::vector<Part>(20, full_single(revoked(ByteVector{0x01}), {0x12, 0x34})))},
      {"revoked without a reason", bare_response({bare_single(revoked(std::nullopt))})},
      {"unknown", bare_response({bare_single(unknown())})},
      {"no certs", without(full_response(), "certs")},
      {"certs that are empty", emptied(full_response(), "Certs")},
      {"unused bits", with_value(full_response(), "BasicOCSPResponse/signature", hex("0301020304050608"))},
      {"a signature without bits", with_value(full_response(), "BasicOCSPResponse/signature", hex("00"))},
      {"a long signature",
       with_value(full_response(), "BasicOCSPResponse/signature", join({hex("00"), ByteVector(512, 0x5a)}))},
      {"a name without attributes", with_value(full_response(), "byName", {})},
      {"a long key hash", with_value(bare_response(), "byKey", ByteVector(200, 0x33))},
      {"one hash without bytes", with_value(bare_response(), "issuerKeyHash", {})},
      {"no parameters", without(full_response(), "certID/parameters")},
      {"parameters that are no NULL", with_value(full_response(), "BasicOCSPResponse/signatureAlgorithm",
                                                 join({tlv(0x06, hex("2a03")), hex("3000")}))},
      {"a serial number of zero", bare_response({bare_single(good(), {0x00})})},
      {"a negative serial number", bare_response({bare_single(good(), {0x80})})},
      {"a long serial number", bare_response({bare_single(good(), ByteVector(300, 0x55))})},
      {"the first time of all", with_value(full_response(), "NextUpdate", characters("00000101000000Z"))},
      {"the last time of all", with_value(full_response(), "thisUpdate", characters("99991231235959Z"))},
      {"a long extension", with_value(full_response(), "ResponseExtensions/extnValue", ByteVector(300, 0xff))},
      {"an extension without a value", with_value(full_response(), "SingleExtensions/extnValue", {})},
  };
  for (const auto& [name, message] : messages) {
    INFO(name);
    check_rewritten<OCSPResponse>(encode(message));
  }
}

TEST_CASE("OCSPRequest writes: what was read strictly, as it was", "[ocsp][request][rewrite]") {
  const auto requestor = [](std::uint8_t tag, ByteVector contents) {
    Part message = full_request();
    Part& name = find(message, "RequestorName");
    name = leaf("RequestorName", Field::requestor_name, tag, std::move(contents));
    return message;
  };
  const std::vector<std::pair<std::string, Part>> messages = {
      {"bare", bare_request()},
      {"full", full_request()},
      {"no requests", bare_request({})},
      {"many requests", bare_request(std::vector<Part>(20, full_request_element({0x12, 0x34})))},
      {"no requestor", without(full_request(), "requestorName")},
      {"no extensions", without(full_request(), "requestExtensions")},
      {"no signature", without(full_request(), "optionalSignature")},
      {"no certs", without(full_request(), "certs")},
      {"certs that are empty", emptied(full_request(), "Certs")},
      {"unused bits", with_value(full_request(), "OptionalSignature/signature", hex("07ff80"))},
      {"a requestor without a name", with_value(full_request(), "directoryName", {})},
      {"an otherName", requestor(0xa0, hex("0603883703 a0020500"))},
      {"an rfc822Name", requestor(0x81, characters("a@b"))},
      {"a dNSName", requestor(0x82, characters("a.b"))},
      {"an x400Address", requestor(0xa3, hex("3000"))},
      {"an ediPartyName", requestor(0xa5, hex("a1030c0141"))},
      {"a uniformResourceIdentifier", requestor(0x86, characters("a:"))},
      {"an iPAddress", requestor(0x87, hex("c0000201"))},
      {"a registeredID", requestor(0x88, hex("883703"))},
  };
  for (const auto& [name, message] : messages) {
    INFO(name);
    check_rewritten<OCSPRequest>(encode(message));
  }
}

TEST_CASE("the parts of a response write: what was read alone, as it was", "[ocsp][response][rewrite]") {
  Part message = full_response();
  for (const char* const path : {"SingleResponse", "SingleResponse#1", "SingleResponse#2"}) {
    check_part<SingleResponse>(message, path);
    check_part<CertID>(message, std::string{path} + "/certID");
    check_part<CertStatus>(message, std::string{path} + "/certStatus");
    check_part<Time>(message, std::string{path} + "/thisUpdate");
    check_part<Integer>(message, std::string{path} + "/serialNumber");
  }
  check_part<BasicOCSPResponse>(message, "BasicOCSPResponse");
  check_part<ResponderID>(message, "responderID");
  check_part<Name>(message, "byName");
  check_part<Extension>(message, "SingleExtensions/Extension");
  check_part<Extension>(message, "SingleExtensions/Extension#1");
  check_part<AlgorithmIdentifier>(message, "BasicOCSPResponse/signatureAlgorithm");
  check_part<BitString>(message, "BasicOCSPResponse/signature");
  Part bare = bare_response();
  check_part<SingleResponse>(bare, "SingleResponse");
  check_part<BasicOCSPResponse>(bare, "BasicOCSPResponse");
  check_part<ResponderID>(bare, "responderID");
}

TEST_CASE("the parts of a request write: what was read alone, as it was", "[ocsp][request][rewrite]") {
  Part message = full_request();
  for (const char* const path : {"Request", "Request#1", "Request#2"}) {
    check_part<Request>(message, path);
    check_part<CertID>(message, std::string{path} + "/reqCert");
  }
  check_part<GeneralName>(message, "RequestorName");
  check_part<Signature>(message, "OptionalSignature");
  Part bare = without(message, "certs");
  check_part<Signature>(bare, "OptionalSignature");
  Part empty = emptied(message, "Certs");
  check_part<Signature>(empty, "OptionalSignature");
}

TEST_CASE("Signature::write_fields writes: the three fields alone", "[ocsp][rewrite]") {
  Part message = full_request();
  Part& part = find(message, "OptionalSignature");
  const ByteVector der = encode(part);
  const Reading<Signature> signature = read_alone<Signature>(der, Field::optional_signature);
  REQUIRE(!signature.error);
  const ByteVector fields = written_by([&](Writer& writer) { signature.value.write_fields(writer); });
  CHECK(fields == join({encode(part.parts[0]), encode(part.parts[1]), encode(part.parts[2])}));
}

TEST_CASE("elements of lists write: what iterating gives, one behind the other", "[ocsp][rewrite]") {
  const ByteVector der = encode(full_response());
  const auto response = load_der_ocsp_response(der);
  REQUIRE(response);
  Part message = full_response();
  std::size_t i = 0;
  for (const SingleResponse& single : response->basic()->responses()) {
    CHECK(written(single) == encode(find(message, "responses").parts[i++]));
  }
  CHECK(i == 3);
  const ByteVector request_der = encode(full_request());
  const auto request = load_der_ocsp_request(request_der);
  REQUIRE(request);
  Part request_message = full_request();
  i = 0;
  for (const Request& one : request->requests()) {
    CHECK(written(one) == encode(find(request_message, "requestList").parts[i++]));
  }
  CHECK(i == 3);
}

TEST_CASE("messages that were tolerated write: without what is a DEFAULT", "[ocsp][rewrite][tolerance]") {
  const Tolerance flag = Tolerance::explicit_default;
  const auto critical = [](const Part& message, const std::string& list) {
    const std::string path = list + "/critical";
    return deviation(path, with_value(message, path, {0x00}), Tolerance::explicit_default, without(message, path));
  };
  check_tolerated<OCSPResponse>({
      deviation("version", with_version(full_response(), "responderID"), flag, full_response()),
      deviation("version", with_version(bare_response(), "responderID"), flag, bare_response()),
      critical(full_response(), "SingleExtensions"),
      critical(full_response(), "ResponseExtensions"),
  });
  check_tolerated<OCSPRequest>({
      deviation("version", with_version(full_request(), "requestorName"), flag, full_request()),
      deviation("version", with_version(bare_request(), "requestList"), flag, bare_request()),
      critical(full_request(), "SingleRequestExtensions"),
      critical(full_request(), "RequestExtensions"),
  });
}

TEST_CASE("messages that were tolerated write: times to the second", "[ocsp][rewrite][tolerance][time]") {
  for (const char* const path : {"producedAt", "revocationTime", "thisUpdate", "NextUpdate"}) {
    for (const auto& [form, strict] : {
             std::pair{"20210203040506.5Z", "20210203040506Z"},
             std::pair{"20210203040506.999999999Z", "20210203040506Z"},
             std::pair{"202102030405Z", "20210203040500Z"},
         }) {
      INFO(form);
      check_tolerated<OCSPResponse>(
          {deviation(path, with_value(full_response(), path, characters(form)), Tolerance::time_forms,
                     with_value(full_response(), path, characters(strict)))});
    }
  }
}

TEST_CASE("messages that were tolerated write: an error status without responseBytes", "[ocsp][rewrite][tolerance]") {
  std::vector<Deviation> deviations;
  for (const std::uint8_t status : ByteVector{1, 2, 3, 5, 6}) {
    const ByteVector strict = join({hex("30030a01"), {status}});
    Part message = with_value(full_response(), "responseStatus", {status});
    deviations.push_back({"a body", encode(message), Tolerance::response_bytes_in_error, strict});
    set_value(message, "response", hex("ffffff"));
    set_value(message, "responseType", hex("2a03"));
    deviations.push_back({"something else", encode(message), Tolerance::response_bytes_in_error, strict});
  }
  check_tolerated<OCSPResponse>(deviations);
}

TEST_CASE("messages that were tolerated write: empty Extensions, unsorted SETs, padded serial numbers as they were",
          "[ocsp][rewrite][tolerance]") {
  check_tolerated<OCSPResponse>({
      kept("singleExtensions", emptied(full_response(), "SingleExtensions"), Tolerance::empty_extensions),
      kept("responseExtensions", emptied(full_response(), "ResponseExtensions"), Tolerance::empty_extensions),
      kept("byName", unsorted(full_response(), "RDN"), Tolerance::unsorted_set),
      kept("serialNumber", with_value(full_response(), "serialNumber", hex("0005")), Tolerance::integer_not_minimal),
  });
  check_tolerated<OCSPRequest>({
      kept("singleRequestExtensions", emptied(full_request(), "SingleRequestExtensions"), Tolerance::empty_extensions),
      kept("requestExtensions", emptied(full_request(), "RequestExtensions"), Tolerance::empty_extensions),
      kept("requestorName", unsorted(full_request(), "RDN#1"), Tolerance::unsorted_set),
      kept("serialNumber", with_value(full_request(), "serialNumber", hex("ff80")), Tolerance::integer_not_minimal),
  });
}

TEST_CASE("messages that were tolerated write: several deviations at once", "[ocsp][rewrite][tolerance]") {
  Part message = with_version(full_response(), "responderID");
  set_value(message, "thisUpdate", characters("20210203040506.5Z"));
  set_value(message, "ResponseExtensions/critical", {0x00});
  const Part strict =
      without(with_value(full_response(), "thisUpdate", characters("20210203040506Z")), "ResponseExtensions/critical");
  check_tolerated<OCSPResponse>(
      {deviation("two", message, Tolerance::explicit_default | Tolerance::time_forms, strict)});

  // What has no other form comes out as it was, beside what is put right.
  const Part with_empty = emptied(unsorted(message, "RDN"), "SingleExtensions");
  const ByteVector der = encode(with_empty);
  const auto response = load_der_ocsp_response(der, Tolerance::all);
  REQUIRE(response);
  const ByteVector out = written(*response);
  CHECK(out == encode(emptied(unsorted(strict, "RDN"), "SingleExtensions")));
  CHECK(load_der_ocsp_response(out, Tolerance::empty_extensions | Tolerance::unsorted_set));
}

}  // namespace ocspan_test::rewrite_test
