// What is no request, and the one error that says so: RFC 6960 4.1.1, X.690.
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "ocsp/messages.hpp"
#include "ocsp/rejecting.hpp"
#include "ocspan/ocsp/request.hpp"
#include "support/catch2.hpp"

namespace ocspan_test::request_reject_test {
namespace {

using namespace ocspan;

const MessageKind requests{
    [](Bytes der, Tolerance tolerance) { return load_der_ocsp_request(der, tolerance).error(); },
    full_request(),
    bare_request(),
    "requestorName",
    Field::request_list,
};

void check_refused(const std::vector<Case>& cases) { requests.refuses(cases); }

}  // namespace

TEST_CASE("the requests that are damaged below are accepted as they are", "[ocsp][request]") {
  requests.accepts_undamaged();
}

TEST_CASE("OCSPRequest rejects: what is no SEQUENCE of SEQUENCEs at all", "[ocsp][request][reject]") {
  check_refused({
      {"empty", {}, {ErrorCode::missing, Field::ocsp_request, 0}},
      {"one byte", hex("30"), {ErrorCode::truncated, Field::ocsp_request, 1}},
      {"an empty SEQUENCE", hex("3000"), {ErrorCode::missing, Field::tbs_request, 2}},
      {"an empty TBSRequest", hex("30023000"), {ErrorCode::missing, Field::request_list, 4}},
      {"an empty Request", hex("3006300430023000"), {ErrorCode::missing, Field::req_cert, 8}},
      {"an empty CertID", hex("30083006300430023000"), {ErrorCode::missing, Field::hash_algorithm, 10}},
      {"an error response", hex("30030a0106"), {ErrorCode::wrong_tag, Field::tbs_request, 2}},
      {"an HTML page", characters("<html>"), {ErrorCode::wrong_tag, Field::ocsp_request, 0}},
      {"a GET path", characters("/MEMwQTA"), {ErrorCode::wrong_tag, Field::ocsp_request, 0}},
      {"a response", encode(full_response()), {ErrorCode::wrong_tag, Field::tbs_request, 4}},
  });
}

TEST_CASE("TBSRequest rejects: a version other than v1, and v1 written out", "[ocsp][request][reject]") {
  requests.refuses_versions();
}

TEST_CASE("OCSPRequest rejects: something surplus at the end of each value", "[ocsp][request][reject]") {
  for (const ByteVector& surplus : {hex("00"), hex("0500"), hex("a9")}) {
    const std::vector<Case> cases = cases_with_surplus(requests.full, surplus);
    REQUIRE(cases.size() == requests.constructed_parts());
    check_refused(cases);
  }
  check_refused(cases_with_surplus(bare_request(), {0x00}));
  requests.refuses(cases_with_surplus(requests.with_version({0x00}), {0x00}), Tolerance::explicit_default);
}

TEST_CASE("OCSPRequest rejects: one byte behind each value that holds others, by name", "[ocsp][request][reject]") {
  requests.refuses_surplus({
      {"", Field::ocsp_request},
      {"tbsRequest", Field::tbs_request},
      {"requestorName", Field::requestor_name},
      {"RequestorName", Field::requestor_name},
      {"RDN#1/AttributeTypeAndValue", Field::directory_name},
      {"Request", Field::request_list},
      {"Request#2", Field::request_list},
      {"reqCert", Field::req_cert},
      {"hashAlgorithm", Field::hash_algorithm},
      {"singleRequestExtensions", Field::single_request_extensions},
      {"SingleRequestExtensions/Extension#1", Field::single_request_extensions},
      {"requestExtensions", Field::request_extensions},
      {"RequestExtensions/Extension", Field::request_extensions},
      {"optionalSignature", Field::optional_signature},
      {"OptionalSignature", Field::optional_signature},
      {"OptionalSignature/signatureAlgorithm", Field::signature_algorithm},
      {"certs", Field::certs},
      {"Certificate#1", Field::certs},
      {"Certificate/signatureAlgorithm", Field::signature_algorithm},
  });
}

TEST_CASE("OCSPRequest rejects: length octets that are not DER, at each value", "[ocsp][request][reject]") {
  requests.refuses_all(cases_of_bad_lengths, 200);
}

TEST_CASE("OCSPRequest rejects: a length that is wrong by some bytes, at each value", "[ocsp][request][reject]") {
  requests.refuses_wrong_lengths();
}

TEST_CASE("OCSPRequest rejects: another identifier octet in the place of each", "[ocsp][request][reject]") {
  requests.refuses_all(cases_of_bad_tags, 300);
}

TEST_CASE("OCSPRequest rejects: a field that is missing", "[ocsp][request][reject]") {
  // What comes next stands in its place.
  requests.refuses_missing_before({
      {"tbsRequest", "optionalSignature"},
      {"requestList", "requestExtensions"},
      {"reqCert", "singleRequestExtensions"},
      {"hashAlgorithm", "issuerNameHash"},
      {"algorithm", "parameters"},
      {"type", "value"},
      {"extnID", "critical"},
      {"OptionalSignature/signatureAlgorithm", "signature"},
      {"signature", "certs"},
      {"Certificate/signatureAlgorithm", "signatureValue"},
  });
  // Nothing comes next.
  requests.refuses_missing_at_end({
      {"RequestorName", "requestorName"},
      {"directoryName", "RequestorName"},
      {"value", "AttributeTypeAndValue"},
      {"serialNumber", "reqCert"},
      {"SingleRequestExtensions", "singleRequestExtensions"},
      {"RequestExtensions", "requestExtensions"},
      {"extnValue", "Extension"},
      {"OptionalSignature", "optionalSignature"},
      {"Certs", "certs"},
      {"signatureValue", "Certificate"},
  });
  // What comes next has the same tag, and is taken for it.
  check_refused({
      at_identifier("issuerNameHash", without(full_request(), "issuerNameHash"), "serialNumber", ErrorCode::wrong_tag,
                    Field::issuer_key_hash),
      at_identifier("issuerKeyHash", without(full_request(), "issuerKeyHash"), "serialNumber", ErrorCode::wrong_tag,
                    Field::issuer_key_hash),
      at_identifier("tbsCertificate", without(full_request(), "tbsCertificate"), "signatureValue", ErrorCode::wrong_tag,
                    Field::signature_algorithm),
  });
  Part no_fields = full_request();
  find(no_fields, "OptionalSignature").parts.clear();
  check_refused(
      {at_end("an empty Signature", no_fields, "OptionalSignature", ErrorCode::missing, Field::signature_algorithm)});
}

TEST_CASE("OCSPRequest rejects: a field that is there twice", "[ocsp][request][reject]") {
  requests.refuses_twice({
      {"tbsRequest", ErrorCode::trailing_data, Field::ocsp_request},
      {"requestorName", ErrorCode::wrong_tag, Field::request_list},
      {"RequestorName", ErrorCode::trailing_data, Field::requestor_name},
      {"directoryName", ErrorCode::trailing_data, Field::requestor_name},
      {"requestList", ErrorCode::trailing_data, Field::tbs_request},
      {"reqCert", ErrorCode::trailing_data, Field::request_list},
      {"hashAlgorithm", ErrorCode::wrong_tag, Field::issuer_name_hash},
      {"serialNumber", ErrorCode::trailing_data, Field::req_cert},
      {"singleRequestExtensions", ErrorCode::trailing_data, Field::request_list},
      {"SingleRequestExtensions", ErrorCode::trailing_data, Field::single_request_extensions},
      {"extnID", ErrorCode::wrong_tag, Field::extn_value},
      {"critical", ErrorCode::wrong_tag, Field::extn_value},
      {"extnValue", ErrorCode::trailing_data, Field::single_request_extensions},
      {"requestExtensions", ErrorCode::trailing_data, Field::tbs_request},
      {"RequestExtensions", ErrorCode::trailing_data, Field::request_extensions},
      {"optionalSignature", ErrorCode::trailing_data, Field::ocsp_request},
      {"OptionalSignature", ErrorCode::trailing_data, Field::optional_signature},
      {"OptionalSignature/signatureAlgorithm", ErrorCode::wrong_tag, Field::signature},
      {"signature", ErrorCode::trailing_data, Field::optional_signature},
      {"certs", ErrorCode::trailing_data, Field::optional_signature},
      {"signatureValue", ErrorCode::trailing_data, Field::certs},
  });
}

TEST_CASE("OCSPRequest rejects: fields out of order", "[ocsp][request][reject]") {
  const auto swapped = [](std::string_view a, std::string_view b) { return with_swapped(full_request(), a, b); };
  Part version_behind = full_request();
  insert_before(version_behind, "requestList", version({0x00}, Field::request_list));
  Part version_last = full_request();
  insert_before(version_last, "requestExtensions", version({0x00}, Field::request_list));
  check_refused({
      at_identifier("tbsRequest, optionalSignature", swapped("tbsRequest", "optionalSignature"), "optionalSignature",
                    ErrorCode::wrong_tag, Field::tbs_request),
      // The SEQUENCE is read as the list; what is optional and comes before it is surplus behind it.
      at_identifier("requestorName, requestList", swapped("requestorName", "requestList"), "requestorName",
                    ErrorCode::trailing_data, Field::tbs_request),
      at_identifier("requestList, requestExtensions", swapped("requestList", "requestExtensions"), "requestExtensions",
                    ErrorCode::wrong_tag, Field::request_list),
      at_identifier("requestorName, requestExtensions", swapped("requestorName", "requestExtensions"),
                    "requestExtensions", ErrorCode::wrong_tag, Field::request_list),
      at_identifier("version behind requestorName", version_behind, "version", ErrorCode::wrong_tag,
                    Field::request_list),
      at_identifier("version behind requestList", version_last, "version", ErrorCode::trailing_data,
                    Field::tbs_request),
      at_identifier("reqCert, singleRequestExtensions", swapped("reqCert", "singleRequestExtensions"),
                    "singleRequestExtensions", ErrorCode::wrong_tag, Field::req_cert),
      at_identifier("issuerKeyHash, serialNumber", swapped("issuerKeyHash", "serialNumber"), "serialNumber",
                    ErrorCode::wrong_tag, Field::issuer_key_hash),
      at_identifier("critical, extnValue", swapped("critical", "extnValue"), "critical", ErrorCode::trailing_data,
                    Field::single_request_extensions),
      at_identifier("signature, certs", swapped("signature", "certs"), "certs", ErrorCode::wrong_tag, Field::signature),
      at_identifier("signatureAlgorithm, signature", swapped("OptionalSignature/signatureAlgorithm", "signature"),
                    "signature", ErrorCode::wrong_tag, Field::signature_algorithm),
  });
}

TEST_CASE("OCSPRequest rejects: values that are none of their type", "[ocsp][request][reject]") {
  check_refused({
      in_contents("serial, empty", with_value(full_request(), "serialNumber", {}), "serialNumber",
                  ErrorCode::integer_empty),
      in_contents("serial, not minimal", with_value(full_request(), "serialNumber", hex("0001")), "serialNumber",
                  ErrorCode::integer_not_minimal),
      in_contents("serial, negative and not minimal", with_value(full_request(), "serialNumber", hex("ff80")),
                  "serialNumber", ErrorCode::integer_not_minimal),
      in_contents("algorithm, empty", with_value(full_request(), "algorithm", {}), "algorithm", ErrorCode::bad_oid),
      in_contents("algorithm, cut off", with_value(full_request(), "algorithm", hex("2a86")), "algorithm",
                  ErrorCode::bad_oid),
      in_contents("critical, 01", with_value(full_request(), "critical", {0x01}), "critical", ErrorCode::bad_boolean),
      in_contents("critical, empty", with_value(full_request(), "RequestExtensions/critical", {}),
                  "RequestExtensions/critical", ErrorCode::bad_boolean),
      at_identifier("critical, FALSE", with_value(full_request(), "critical", {0x00}), "critical",
                    ErrorCode::explicit_default, Field::critical),
      at_identifier("critical of the request, FALSE", with_value(full_request(), "RequestExtensions/critical", {0x00}),
                    "RequestExtensions/critical", ErrorCode::explicit_default, Field::critical),
      in_contents("signature, empty", with_value(full_request(), "signature", {}), "signature",
                  ErrorCode::bad_bit_string),
      in_contents("signature, 8 unused bits", with_value(full_request(), "signature", hex("08ff")), "signature",
                  ErrorCode::bad_bit_string),
      in_contents("signature, unused bits that are not zero", with_value(full_request(), "signature", hex("01ff")),
                  "signature", ErrorCode::bad_bit_string),
  });
  for (const auto& [list, field] : {std::pair{"SingleRequestExtensions", Field::single_request_extensions},
                                    std::pair{"RequestExtensions", Field::request_extensions}}) {
    Part message = full_request();
    find(message, list).parts.clear();
    check_refused({at_identifier(list, message, list, ErrorCode::empty_extensions, field)});
  }
}

TEST_CASE("GeneralName rejects: a requestorName that is none of the alternatives, or damaged",
          "[ocsp][request][reject]") {
  const auto refused = [](std::string_view bytes, ErrorCode code, Field field, std::size_t at) {
    Part message = full_request();
    find(message, "RequestorName") = Part{.name = "RequestorName", .value = hex(bytes)};
    const std::size_t offset = place_of(message, "RequestorName").identifier + at;
    return Case{std::string{bytes}, encode(message), error_at(code, field, offset)};
  };
  check_refused({
      refused("3000", ErrorCode::wrong_tag, Field::requestor_name, 0),         // a Name without its tag
      refused("8900", ErrorCode::wrong_tag, Field::requestor_name, 0),         // [9]
      refused("8000", ErrorCode::wrong_tag, Field::requestor_name, 0),         // otherName, primitive
      refused("8402 3000", ErrorCode::wrong_tag, Field::requestor_name, 0),    // directoryName, primitive
      refused("a103 160161", ErrorCode::wrong_tag, Field::requestor_name, 0),  // rfc822Name as if it were EXPLICIT
      refused("9f1f00", ErrorCode::high_tag, Field::requestor_name, 0),
      refused("a400", ErrorCode::missing, Field::directory_name, 2),
      refused("a402 3100", ErrorCode::wrong_tag, Field::directory_name, 2),
      refused("a404 30000500", ErrorCode::trailing_data, Field::requestor_name, 4),
      refused("8103 6180ff", ErrorCode::bad_string, Field::requestor_name, 2),
      refused("8601 ff", ErrorCode::bad_string, Field::requestor_name, 2),
      refused("8800", ErrorCode::bad_oid, Field::requestor_name, 2),
      refused("8801 80", ErrorCode::bad_oid, Field::requestor_name, 2),
      refused("a000", ErrorCode::missing, Field::type_id, 2),
      refused("a004 06022a03", ErrorCode::missing, Field::value, 6),
      refused("a006 06022a03 0500", ErrorCode::wrong_tag, Field::value, 6),
      refused("a006 06022a03 a000", ErrorCode::missing, Field::value, 8),
      refused("a00a 06022a03 a004 05000500", ErrorCode::trailing_data, Field::value, 10),
      refused("a00a 06022a03 a0020500 0500", ErrorCode::trailing_data, Field::requestor_name, 10),
      refused("8200 8200", ErrorCode::trailing_data, Field::requestor_name, 2),
  });
  Part empty_set = full_request();
  find(empty_set, "RDN").parts.clear();
  Part unsorted = full_request();
  Part second = find(unsorted, "RDN#1").parts[0];
  set_value(second, "type", hex("550402"));
  find(unsorted, "RDN#1").parts.push_back(second);
  Part bad_string = full_request();
  find(bad_string, "value").identifier = {0x0c};
  set_value(bad_string, "value", hex("c3"));
  check_refused({
      at_identifier("an RDN without an attribute", empty_set, "RDN", ErrorCode::empty_rdn, Field::directory_name),
      at_identifier("a SET out of order", unsorted, "RDN#1/AttributeTypeAndValue#1", ErrorCode::unsorted_set,
                    Field::directory_name),
      in_contents("ill-formed UTF-8", bad_string, "value", ErrorCode::bad_string),
  });
}

TEST_CASE("Signature rejects: an element of certs that has not the shape of a Certificate", "[ocsp][request][reject]") {
  Part not_a_sequence = full_request();
  find(not_a_sequence, "Certificate#1").identifier = {0x31};
  Part nothing_inside = full_request();
  find(nothing_inside, "Certificate#1").parts.clear();
  check_refused({
      at_identifier("a SET", not_a_sequence, "Certificate#1", ErrorCode::wrong_tag, Field::certs),
      at_end("empty", nothing_inside, "Certificate#1", ErrorCode::missing, Field::tbs_certificate),
  });
}

}  // namespace ocspan_test::request_reject_test
