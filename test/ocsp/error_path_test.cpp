// The path of the field at which reading fails, exactly, with indices.
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ocsp/messages.hpp"
#include "ocspan/asn1/error_text.hpp"
#include "ocspan/ocsp/request.hpp"
#include "ocspan/ocsp/response.hpp"
#include "support/catch2.hpp"

namespace ocspan_test::error_path_test {
namespace {

using namespace ocspan;

template <class Message>
std::string path_of(const ByteVector& der, Tolerance tolerance = Tolerance::none) {
  std::array<char, 200> buffer{};
  const auto path = error_path<Message>(der, tolerance, buffer);
  REQUIRE(path);
  return std::string{*path};
}

struct Row {
  std::string damaged;   ///< where the part is whose identifier is made wrong, or whose contents
  std::string expected;  ///< the path of the error
};

/// Each row's part gets an identifier that belongs nowhere.
template <class Message>
void check_wrong_tags(const Part& message, const std::vector<Row>& rows) {
  for (const auto& [damaged, expected] : rows) {
    INFO(damaged);
    Part tree = message;
    find(tree, damaged).identifier = {0x4b};
    CHECK(path_of<Message>(encode(tree)) == expected);
  }
}

/// Each row's part gets these contents.
template <class Message>
void check_values(const Part& message, const ByteVector& contents, const std::vector<Row>& rows) {
  for (const auto& [damaged, expected] : rows) {
    INFO(damaged);
    Part tree = message;
    set_value(tree, damaged, contents);
    CHECK(path_of<Message>(encode(tree)) == expected);
  }
}

/// Each row's part gets a surplus byte at its end.
template <class Message>
void check_surplus(const Part& message, const std::vector<Row>& rows) {
  for (const auto& [damaged, expected] : rows) {
    INFO(damaged);
    Part tree = message;
    find(tree, damaged).parts.push_back({.name = "surplus", .value = {0x00}});
    CHECK(path_of<Message>(encode(tree)) == expected);
  }
}

/// Four answers; each with all fields.
Part four_answers() {
  Part message = full_response();
  find(message, "responses").parts = {full_single(revoked(ByteVector{0x01}), {0x01}), full_single(good(), {0x02}),
                                      full_single(unknown(), {0x03}), full_single(revoked(ByteVector{0x02}), {0x04})};
  return message;
}

Part third_extension(Part message, const std::string& list) {
  duplicate(message, list + "/Extension");
  return message;
}

}  // namespace

TEST_CASE("error_path of a response: the message, its status, its body", "[ocsp][error_path]") {
  CHECK(path_of<OCSPResponse>({}) == "OCSPResponse");
  CHECK(path_of<OCSPResponse>(hex("31")) == "OCSPResponse");
  CHECK(path_of<OCSPResponse>(hex("30030a01")) == "OCSPResponse");
  CHECK(path_of<OCSPResponse>(hex("30040a010600")) == "OCSPResponse");
  CHECK(path_of<OCSPResponse>(hex("30030a010600")) == "OCSPResponse");
  CHECK(path_of<OCSPResponse>(hex("3000")) == "responseStatus");
  CHECK(path_of<OCSPResponse>(hex("30030a0104")) == "responseStatus");
  CHECK(path_of<OCSPResponse>(hex("30030a0100")) == "responseBytes");
  Part in_error = full_response();
  set_value(in_error, "responseStatus", {0x06});
  CHECK(path_of<OCSPResponse>(encode(in_error)) == "responseBytes");
  CHECK(path_of<OCSPResponse>(encode(in_error), Tolerance::response_bytes_in_error).empty());
}

TEST_CASE("error_path of a response: a wrong tag, at each field", "[ocsp][error_path]") {
  check_wrong_tags<OCSPResponse>(
      four_answers(),
      {
          {"", "OCSPResponse"},
          {"responseStatus", "responseStatus"},
          {"responseBytes", "responseBytes"},
          {"ResponseBytes", "responseBytes"},
          {"responseType", "responseBytes.responseType"},
          {"response", "responseBytes.response"},
          {"BasicOCSPResponse", "BasicOCSPResponse"},
          {"tbsResponseData", "tbsResponseData"},
          {"responderID", "tbsResponseData.responderID"},
          {"byName", "tbsResponseData.responderID.byName"},
          {"RDN", "tbsResponseData.responderID.byName[0]"},
          {"RDN#1", "tbsResponseData.responderID.byName[1]"},
          {"RDN#1/AttributeTypeAndValue", "tbsResponseData.responderID.byName[1][0]"},
          {"RDN#1/type", "tbsResponseData.responderID.byName[1][0].type"},
          {"producedAt", "tbsResponseData.producedAt"},
          {"responses", "tbsResponseData.responses"},
          {"SingleResponse#2", "tbsResponseData.responses[2]"},
          {"SingleResponse#3/certID", "tbsResponseData.responses[3].certID"},
          {"SingleResponse#3/serialNumber", "tbsResponseData.responses[3].certID.serialNumber"},
          {"SingleResponse#1/issuerNameHash", "tbsResponseData.responses[1].certID.issuerNameHash"},
          {"SingleResponse#1/issuerKeyHash", "tbsResponseData.responses[1].certID.issuerKeyHash"},
          {"hashAlgorithm", "tbsResponseData.responses[0].certID.hashAlgorithm"},
          {"hashAlgorithm#2/algorithm", "tbsResponseData.responses[2].certID.hashAlgorithm.algorithm"},
          {"SingleResponse#2/certStatus", "tbsResponseData.responses[2].certStatus"},
          {"revocationTime#1", "tbsResponseData.responses[3].certStatus.revocationTime"},
          {"CRLReason", "tbsResponseData.responses[0].certStatus.revocationReason"},
          {"thisUpdate", "tbsResponseData.responses[0].thisUpdate"},
          {"NextUpdate", "tbsResponseData.responses[0].nextUpdate"},
          {"SingleExtensions", "tbsResponseData.responses[0].singleExtensions"},
          {"SingleResponse#1/Extension#1", "tbsResponseData.responses[1].singleExtensions[1]"},
          {"SingleResponse#1/Extension#1/extnID", "tbsResponseData.responses[1].singleExtensions[1].extnID"},
          {"SingleResponse#1/extnValue", "tbsResponseData.responses[1].singleExtensions[0].extnValue"},
          {"ResponseExtensions", "tbsResponseData.responseExtensions"},
          {"ResponseExtensions/Extension", "tbsResponseData.responseExtensions[0]"},
          {"ResponseExtensions/Extension#1/extnValue", "tbsResponseData.responseExtensions[1].extnValue"},
          {"signature", "signature"},
          {"Certs", "certs"},
          {"Certificate#1", "certs[1]"},
          {"tbsCertificate", "certs[0].tbsCertificate"},
          {"Certificate#1/signatureAlgorithm", "certs[1].signatureAlgorithm"},
          {"Certificate#1/algorithm", "certs[1].signatureAlgorithm.algorithm"},
          {"Certificate#1/signatureValue", "certs[1].signatureValue"},
      });
  Part message = full_response();
  Part& basic = find(message, "BasicOCSPResponse");
  basic.parts[1].identifier = {0x31};
  CHECK(path_of<OCSPResponse>(encode(message)) == "signatureAlgorithm");
  basic.parts[1].identifier = {0x30};
  find(basic.parts[1], "algorithm").identifier = {0x0d};
  CHECK(path_of<OCSPResponse>(encode(message)) == "signatureAlgorithm.algorithm");
  Part key = bare_response();
  find(key, "byKey").identifier = {0x03};
  CHECK(path_of<OCSPResponse>(encode(key)) == "tbsResponseData.responderID.byKey");
}

TEST_CASE("error_path of a response: a wrong value, at each field that has values", "[ocsp][error_path]") {
  const Part message = third_extension(four_answers(), "SingleResponse#1/SingleExtensions");
  check_values<OCSPResponse>(
      message, {},
      {
          {"responseStatus", "responseStatus"},
          {"responseType", "responseBytes.responseType"},
          {"RDN#1/type", "tbsResponseData.responderID.byName[1][0].type"},
          {"producedAt", "tbsResponseData.producedAt"},
          {"SingleResponse#3/serialNumber", "tbsResponseData.responses[3].certID.serialNumber"},
          {"CRLReason", "tbsResponseData.responses[0].certStatus.revocationReason"},
          {"revocationTime", "tbsResponseData.responses[0].certStatus.revocationTime"},
          {"SingleResponse#2/thisUpdate", "tbsResponseData.responses[2].thisUpdate"},
          {"SingleResponse#2/NextUpdate", "tbsResponseData.responses[2].nextUpdate"},
          {"SingleResponse#1/critical", "tbsResponseData.responses[1].singleExtensions[0].critical"},
          {"ResponseExtensions/critical", "tbsResponseData.responseExtensions[0].critical"},
          {"ResponseExtensions", "tbsResponseData.responseExtensions"},
          {"SingleResponse#3/SingleExtensions", "tbsResponseData.responses[3].singleExtensions"},
          {"signature", "signature"},
          {"Certificate#1/signatureValue", "certs[1].signatureValue"},
          {"RDN#1", "tbsResponseData.responderID.byName[1]"},
      });
  check_values<OCSPResponse>(
      message, {0x00},
      {
          {"hashAlgorithm/parameters", "tbsResponseData.responses[0].certID.hashAlgorithm.parameters"},
          {"SingleResponse#1/certStatus", "tbsResponseData.responses[1].certStatus"},
          {"SingleResponse#1/critical", "tbsResponseData.responses[1].singleExtensions[0].critical"},
          {"Certificate/parameters", "certs[0].signatureAlgorithm.parameters"},
      });
  Part third = message;
  Part& list = find(third, "SingleResponse#1/SingleExtensions");
  std::swap(list.parts[0], list.parts[2]);
  set_value(list.parts[2], "extnID", {0x80});
  CHECK(path_of<OCSPResponse>(encode(third)) == "tbsResponseData.responses[1].singleExtensions[2].extnID");
  Part critical = full_response();
  Part& three = find(critical, "SingleResponse#1/SingleExtensions");
  three.parts = {three.parts[1], three.parts[1], three.parts[0]};
  set_value(three, "critical", {0x00});
  CHECK(path_of<OCSPResponse>(encode(critical)) == "tbsResponseData.responses[1].singleExtensions[2].critical");

  Part version_2 = full_response();
  insert_before(version_2, "responderID", version({0x01}, Field::none));
  CHECK(path_of<OCSPResponse>(encode(version_2)) == "tbsResponseData.version");
  set_value(version_2, "Version", {0x00});
  CHECK(path_of<OCSPResponse>(encode(version_2)) == "tbsResponseData.version");
  CHECK(path_of<OCSPResponse>(encode(version_2), Tolerance::explicit_default).empty());
  find(version_2, "Version").identifier = {0x0a};
  CHECK(path_of<OCSPResponse>(encode(version_2)) == "tbsResponseData.version");

  Part bad_string = full_response();
  find(bad_string, "RDN#1/value") = leaf("value", Field::value, 0x0c, {0xff});
  CHECK(path_of<OCSPResponse>(encode(bad_string)) == "tbsResponseData.responderID.byName[1][0].value");

  Part unsorted = full_response();
  Part& set = find(unsorted, "RDN#1");
  set.parts = {set.parts[0], set.parts[0], set.parts[0]};
  set_value(set.parts[2], "type", hex("550401"));
  CHECK(path_of<OCSPResponse>(encode(unsorted)) == "tbsResponseData.responderID.byName[1][2]");
}

TEST_CASE("error_path of a response: something surplus, at each level", "[ocsp][error_path]") {
  check_surplus<OCSPResponse>(four_answers(),
                              {
                                  {"", "OCSPResponse"},
                                  {"responseBytes", "responseBytes"},
                                  {"ResponseBytes", "responseBytes"},
                                  {"response", "responseBytes.response"},
                                  {"BasicOCSPResponse", "BasicOCSPResponse"},
                                  {"tbsResponseData", "tbsResponseData"},
                                  {"responderID", "tbsResponseData.responderID"},
                                  {"byName", "tbsResponseData.responderID.byName[2]"},  // taken for an element
                                  {"RDN#1", "tbsResponseData.responderID.byName[1][1]"},
                                  {"RDN#1/AttributeTypeAndValue", "tbsResponseData.responderID.byName[1][0]"},
                                  {"responses", "tbsResponseData.responses[4]"},
                                  {"SingleResponse#3", "tbsResponseData.responses[3]"},
                                  {"SingleResponse#3/certID", "tbsResponseData.responses[3].certID"},
                                  {"hashAlgorithm", "tbsResponseData.responses[0].certID.hashAlgorithm"},
                                  {"certStatus", "tbsResponseData.responses[0].certStatus"},
                                  {"revocationReason", "tbsResponseData.responses[0].certStatus.revocationReason"},
                                  {"nextUpdate", "tbsResponseData.responses[0].nextUpdate"},
                                  {"singleExtensions", "tbsResponseData.responses[0].singleExtensions"},
                                  {"SingleExtensions", "tbsResponseData.responses[0].singleExtensions[2]"},
                                  {"Extension", "tbsResponseData.responses[0].singleExtensions[0]"},
                                  {"responseExtensions", "tbsResponseData.responseExtensions"},
                                  {"certs", "certs"},
                                  {"Certs", "certs[2]"},
                                  {"Certificate#1", "certs[1]"},
                                  {"Certificate/signatureAlgorithm", "certs[0].signatureAlgorithm"},
                              });
}

TEST_CASE("error_path of a request: each field", "[ocsp][error_path]") {
  CHECK(path_of<OCSPRequest>({}) == "OCSPRequest");
  CHECK(path_of<OCSPRequest>(hex("3000")) == "tbsRequest");
  CHECK(path_of<OCSPRequest>(hex("30023000")) == "tbsRequest.requestList");
  CHECK(path_of<OCSPRequest>(join({encode(bare_request()), {0x00}})) == "OCSPRequest");
  check_wrong_tags<OCSPRequest>(
      full_request(), {
                          {"", "OCSPRequest"},
                          {"tbsRequest", "tbsRequest"},
                          {"RequestorName", "tbsRequest.requestorName"},
                          {"directoryName", "tbsRequest.requestorName.directoryName"},
                          {"RDN", "tbsRequest.requestorName.directoryName[0]"},
                          {"AttributeTypeAndValue", "tbsRequest.requestorName.directoryName[0][0]"},
                          {"type", "tbsRequest.requestorName.directoryName[0][0].type"},
                          {"requestList", "tbsRequest.requestList"},
                          {"Request#1", "tbsRequest.requestList[1]"},
                          {"Request#2/reqCert", "tbsRequest.requestList[2].reqCert"},
                          {"hashAlgorithm#2", "tbsRequest.requestList[2].reqCert.hashAlgorithm"},
                          {"hashAlgorithm#1/algorithm", "tbsRequest.requestList[1].reqCert.hashAlgorithm.algorithm"},
                          {"issuerNameHash", "tbsRequest.requestList[0].reqCert.issuerNameHash"},
                          {"serialNumber#2", "tbsRequest.requestList[2].reqCert.serialNumber"},
                          {"Request#2/SingleRequestExtensions", "tbsRequest.requestList[2].singleRequestExtensions"},
                          {"Request#2/Extension#1", "tbsRequest.requestList[2].singleRequestExtensions[1]"},
                          {"Request#2/extnID", "tbsRequest.requestList[2].singleRequestExtensions[0].extnID"},
                          {"RequestExtensions", "tbsRequest.requestExtensions"},
                          {"RequestExtensions/Extension#1/extnValue", "tbsRequest.requestExtensions[1].extnValue"},
                          {"OptionalSignature", "optionalSignature"},
                          {"OptionalSignature/signatureAlgorithm", "optionalSignature.signatureAlgorithm"},
                          {"OptionalSignature/algorithm", "optionalSignature.signatureAlgorithm.algorithm"},
                          {"signature", "optionalSignature.signature"},
                          {"Certs", "optionalSignature.certs"},
                          {"Certificate", "optionalSignature.certs[0]"},
                          {"Certificate#1/signatureValue", "optionalSignature.certs[1].signatureValue"},
                      });
  check_surplus<OCSPRequest>(full_request(),
                             {
                                 {"", "OCSPRequest"},
                                 {"tbsRequest", "tbsRequest"},
                                 {"requestorName", "tbsRequest.requestorName"},
                                 {"RequestorName", "tbsRequest.requestorName"},
                                 {"Request#1", "tbsRequest.requestList[1]"},
                                 {"requestList", "tbsRequest.requestList[3]"},
                                 {"singleRequestExtensions", "tbsRequest.requestList[0].singleRequestExtensions"},
                                 {"requestExtensions", "tbsRequest.requestExtensions"},
                                 {"optionalSignature", "optionalSignature"},
                                 {"OptionalSignature", "optionalSignature"},
                                 {"certs", "optionalSignature.certs"},
                                 {"Certs", "optionalSignature.certs[2]"},
                             });
  Part parameters = full_request();
  set_value(parameters, "hashAlgorithm#2/parameters", {0x00});
  CHECK(path_of<OCSPRequest>(encode(parameters)) == "tbsRequest.requestList[2].reqCert.hashAlgorithm.parameters");
  Part version_2 = full_request();
  insert_before(version_2, "requestorName", version({0x01}, Field::none));
  CHECK(path_of<OCSPRequest>(encode(version_2)) == "tbsRequest.version");
  Part other_name = full_request();
  find(other_name, "RequestorName") = Part{.name = "RequestorName", .value = hex("a006 06022a03 0500")};
  CHECK(path_of<OCSPRequest>(encode(other_name)) == "tbsRequest.requestorName.value");
  find(other_name, "RequestorName").value = hex("a000");
  CHECK(path_of<OCSPRequest>(encode(other_name)) == "tbsRequest.requestorName.type-id");
}

TEST_CASE("error_path: what is read has none", "[ocsp][error_path]") {
  CHECK(path_of<OCSPResponse>(encode(full_response())).empty());
  CHECK(path_of<OCSPResponse>(encode(four_answers())).empty());
  CHECK(path_of<OCSPResponse>(hex("30030a0106")).empty());
  CHECK(path_of<OCSPRequest>(encode(full_request())).empty());
}

TEST_CASE("error_path: indices of more than one digit", "[ocsp][error_path]") {
  std::vector<Part> singles(12345, bare_single(good()));
  set_value(singles[12344], "serialNumber", {});
  CHECK(path_of<OCSPResponse>(encode(bare_response(singles))) ==
        "tbsResponseData.responses[12344].certID.serialNumber");
}

TEST_CASE("error_path: the last field of the path is the one of the error, for whatever is wrong",
          "[ocsp][error_path]") {
  std::size_t count = 0;
  const auto check = [&](const std::vector<Case>& cases) {
    for (const auto& [name, bytes, expected] : cases) {
      INFO(name);
      std::string path = path_of<OCSPResponse>(bytes);
      INFO(path);
      while (!path.empty() && path.back() == ']') {
        path.resize(path.rfind('['));
      }
      const std::size_t dot = path.rfind('.');
      CHECK((dot == std::string::npos ? path : path.substr(dot + 1)) == to_string(expected.field));
      ++count;
    }
  };
  check(cases_with_surplus(full_response(), {0x00}));
  check(cases_of_bad_lengths(full_response()));
  check(cases_of_bad_tags(full_response()));
  CHECK(count > 500);
}

TEST_CASE("error_path: a buffer that is too small gives the size that is enough", "[ocsp][error_path]") {
  const std::string_view expected = "tbsResponseData.responses[0].certID.serialNumber";
  Part message = full_response();
  set_value(message, "serialNumber", {});
  const ByteVector der = encode(message);
  std::array<char, 100> buffer{};
  for (std::size_t size = 0; size < expected.size(); ++size) {
    INFO(size);
    buffer.fill('#');
    const auto path = error_path<OCSPResponse>(der, Tolerance::none, std::span<char>{buffer}.first(size));
    CHECK(path.error() == error_at(ErrorCode::no_space, Field::none, expected.size()));
    CHECK(buffer.at(size) == '#');  // nothing is written beyond the end
  }
  const auto path = error_path<OCSPResponse>(der, Tolerance::none, std::span<char>{buffer}.first(expected.size()));
  REQUIRE(path);
  CHECK(*path == expected);
  CHECK(buffer.at(expected.size()) == '#');

  const auto none = error_path<OCSPResponse>(hex("30030a0106"), Tolerance::none, std::span<char>{});
  REQUIRE(none);
  CHECK((*none).empty());
}

}  // namespace ocspan_test::error_path_test
