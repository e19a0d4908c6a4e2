// What is no response, and the one error that says so: RFC 6960 4.2.1, X.690.
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "ocsp/messages.hpp"
#include "ocsp/rejecting.hpp"
#include "ocspan/ocsp/response.hpp"
#include "support/catch2.hpp"

namespace ocspan_test::response_reject_test {
namespace {

using namespace ocspan;

const MessageKind responses{
    [](Bytes der, Tolerance tolerance) { return load_der_ocsp_response(der, tolerance).error(); },
    full_response(),
    bare_response(),
    "responderID",
    Field::responder_id,
};

void check_refused(const std::vector<Case>& cases) { responses.refuses(cases); }

}  // namespace

TEST_CASE("the messages that are damaged below are accepted as they are", "[ocsp][response]") {
  responses.accepts_undamaged();
}

TEST_CASE("OCSPResponse rejects: what is no SEQUENCE at all", "[ocsp][response][reject]") {
  check_refused({
      {"empty", {}, {ErrorCode::missing, Field::ocsp_response, 0}},
      {"one byte", hex("30"), {ErrorCode::truncated, Field::ocsp_response, 1}},
      {"an empty SEQUENCE", hex("3000"), {ErrorCode::missing, Field::response_status, 2}},
      {"a SET", hex("31030a0106"), {ErrorCode::wrong_tag, Field::ocsp_response, 0}},
      {"an HTML page", characters("<html>"), {ErrorCode::wrong_tag, Field::ocsp_response, 0}},
      {"PEM", characters("-----BEGIN OCSP RESPONSE-----"), {ErrorCode::wrong_tag, Field::ocsp_response, 0}},
      {"base64", characters("MAMKAQY="), {ErrorCode::wrong_tag, Field::ocsp_response, 0}},
      {"an HTTP header", characters("HTTP/1.1 200 OK"), {ErrorCode::wrong_tag, Field::ocsp_response, 0}},
      {"zeros", ByteVector(16, 0), {ErrorCode::wrong_tag, Field::ocsp_response, 0}},
      {"ones", ByteVector(16, 0xff), {ErrorCode::high_tag, Field::ocsp_response, 0}},
      {"cut in the length", hex("3082"), {ErrorCode::truncated, Field::ocsp_response, 1}},
      {"cut in the long length", hex("308201"), {ErrorCode::truncated, Field::ocsp_response, 1}},
      {"cut in the contents", hex("30030a01"), {ErrorCode::truncated, Field::ocsp_response, 2}},
      {"a request", encode(full_request()), {ErrorCode::wrong_tag, Field::response_status, 4}},
  });
}

TEST_CASE("OCSPResponse rejects: each of the 256 statuses of one byte but those that are defined",
          "[ocsp][response][reject]") {
  for (unsigned status = 0; status <= 255; ++status) {
    INFO(status);
    const ByteVector der = join({hex("30030a01"), {static_cast<std::uint8_t>(status)}});
    const auto response = load_der_ocsp_response(der);
    const bool is_error_status = status == 1 || status == 2 || status == 3 || status == 5 || status == 6;
    REQUIRE(response.has_value() == is_error_status);
    if (is_error_status) {
      CHECK(static_cast<unsigned>(response->response_status()) == status);
    } else if (status == 0) {
      CHECK(response.error() == Error{ErrorCode::response_bytes_missing, Field::response_bytes, 5});
    } else {
      CHECK(response.error() == Error{ErrorCode::undefined_value, Field::response_status, 4});
    }
  }
}

TEST_CASE("OCSPResponse rejects: a responseStatus that is no ENUMERATED of one byte", "[ocsp][response][reject]") {
  check_refused({
      {"empty", hex("30020a00"), {ErrorCode::integer_empty, Field::response_status, 4}},
      {"256", hex("30040a020100"), {ErrorCode::undefined_value, Field::response_status, 4}},
      {"128", hex("30040a020080"), {ErrorCode::undefined_value, Field::response_status, 4}},
      {"-1", hex("30030a01ff"), {ErrorCode::undefined_value, Field::response_status, 4}},
      {"-256", hex("30040a02ff00"), {ErrorCode::undefined_value, Field::response_status, 4}},
      {"6 in two bytes", hex("30040a020006"), {ErrorCode::integer_not_minimal, Field::response_status, 4}},
      {"0 in two bytes", hex("30040a020000"), {ErrorCode::integer_not_minimal, Field::response_status, 4}},
      {"-1 in two bytes", hex("30040a02ffff"), {ErrorCode::integer_not_minimal, Field::response_status, 4}},
      {"2^32 + 6", hex("30070a050100000006"), {ErrorCode::undefined_value, Field::response_status, 4}},
      {"INTEGER", hex("3003020106"), {ErrorCode::wrong_tag, Field::response_status, 2}},
      {"constructed", hex("30052a030a0106"), {ErrorCode::wrong_tag, Field::response_status, 2}},
  });
}

TEST_CASE("OCSPResponse rejects: responseBytes that do not belong to the status", "[ocsp][response][reject]") {
  for (unsigned status = 0; status <= 255; ++status) {
    INFO(status);
    const bool is_error_status = status == 1 || status == 2 || status == 3 || status == 5 || status == 6;
    for (const bool with_bytes : {false, true}) {
      INFO(with_bytes);
      Part message = full_response();
      set_value(message, "responseStatus", {static_cast<std::uint8_t>(status)});
      const std::size_t contents = place_of(message, "responseStatus").contents;
      const Error in_status = error_at(ErrorCode::undefined_value, Field::response_status, contents);
      const std::size_t bytes = place_of(message, "responseBytes").identifier;
      if (!with_bytes) {
        remove(message, "responseBytes");
      }
      const ByteVector der = encode(message);
      const Error error = load_der_ocsp_response(der).error();
      if (status == 0) {
        CHECK(error == (with_bytes ? Error{} : Error{ErrorCode::response_bytes_missing, Field::response_bytes, 5}));
      } else if (is_error_status) {
        CHECK(error ==
              (with_bytes ? error_at(ErrorCode::response_bytes_in_error, Field::response_bytes, bytes) : Error{}));
      } else if (with_bytes) {
        CHECK(error == in_status);
      } else {
        CHECK(error == Error{ErrorCode::undefined_value, Field::response_status, 4});
      }
    }
  }
}

TEST_CASE("ResponseBytes rejects: a responseType other than id-pkix-ocsp-basic", "[ocsp][response][reject]") {
  std::vector<Case> cases;
  for (const char* const oid : {"2b0601050507300102", "2b06010505073001", "2b060105050730010101", "2a03",
                                "2b0601050507300181", "2b0601050507308101"}) {
    const bool cut = std::string{oid} == "2b0601050507300181";
    cases.push_back(in_contents(oid, with_value(full_response(), "responseType", hex(oid)), "responseType",
                                cut ? ErrorCode::bad_oid : ErrorCode::unsupported_response_type));
  }
  // Nothing of the body is looked at then.
  Part damaged = with_value(full_response(), "responseType", hex("2a03"));
  set_value(damaged, "response", hex("ffffff"));
  cases.push_back(in_contents("with an opaque body", damaged, "responseType", ErrorCode::unsupported_response_type));
  cases.push_back(
      in_contents("empty", with_value(full_response(), "responseType", {}), "responseType", ErrorCode::bad_oid));
  cases.push_back(in_contents("a leading 80", with_value(full_response(), "responseType", hex("80012b")),
                              "responseType", ErrorCode::bad_oid));
  cases.push_back(in_contents("an arc with a leading 80", with_value(full_response(), "responseType", hex("2b8001")),
                              "responseType", ErrorCode::bad_oid));
  check_refused(cases);
}

TEST_CASE("ResponseData rejects: a version other than v1, and v1 written out", "[ocsp][response][reject]") {
  responses.refuses_versions();
}

TEST_CASE("OCSPResponse rejects: something surplus at the end of each value", "[ocsp][response][reject]") {
  for (const ByteVector& surplus : {hex("00"), hex("0500"), hex("30"), hex("ff"), hex("a9")}) {
    const std::vector<Case> cases = cases_with_surplus(responses.full, surplus);
    REQUIRE(cases.size() == responses.constructed_parts());
    for (const auto& [name, bytes, expected] : cases) {
      INFO(name);
      const Error error = load_der_ocsp_response(bytes).error();
      if (surplus == hex("ff") && expected.code == ErrorCode::wrong_tag) {
        CHECK(error == Error{ErrorCode::high_tag, expected.field, expected.offset});
      } else if (surplus == hex("30") && expected.code == ErrorCode::wrong_tag && expected.field != Field::by_name) {
        CHECK(error == Error{ErrorCode::truncated, expected.field, expected.offset + 1});  // an element without length
      } else if (surplus == hex("30") && expected.code == ErrorCode::wrong_tag) {
        CHECK(error.field == Field::by_name);  // SETs in the name, SEQUENCEs in each SET
        CHECK(error.offset >= expected.offset);
      } else {
        CHECK(error == expected);
      }
    }
  }
}

TEST_CASE("OCSPResponse rejects: one byte behind each value that holds others, by name", "[ocsp][response][reject]") {
  responses.refuses_surplus({
      {"", Field::ocsp_response},
      {"responseBytes", Field::response_bytes},
      {"ResponseBytes", Field::response_bytes},
      {"response", Field::response},  // inside the OCTET STRING, behind BasicOCSPResponse
      {"BasicOCSPResponse", Field::basic_ocsp_response},
      {"tbsResponseData", Field::tbs_response_data},
      {"responderID", Field::responder_id},
      {"RDN/AttributeTypeAndValue", Field::by_name},
      {"SingleResponse", Field::responses},
      {"SingleResponse#2", Field::responses},
      {"certID", Field::cert_id},
      {"hashAlgorithm", Field::hash_algorithm},
      {"certStatus", Field::cert_status},
      {"revocationReason", Field::revocation_reason},
      {"nextUpdate", Field::next_update},
      {"singleExtensions", Field::single_extensions},
      {"SingleExtensions/Extension", Field::single_extensions},
      {"responseExtensions", Field::response_extensions},
      {"ResponseExtensions/Extension#1", Field::response_extensions},
      {"BasicOCSPResponse/signatureAlgorithm", Field::signature_algorithm},
      {"certs", Field::certs},
      {"Certificate", Field::certs},
      {"Certificate#1", Field::certs},
      {"Certificate/signatureAlgorithm", Field::signature_algorithm},
  });
}

TEST_CASE("OCSPResponse rejects: length octets that are not DER, at each value", "[ocsp][response][reject]") {
  responses.refuses_all(cases_of_bad_lengths, 200);
}

TEST_CASE("OCSPResponse rejects: a length that is wrong by some bytes, at each value", "[ocsp][response][reject]") {
  responses.refuses_wrong_lengths();
}

TEST_CASE("OCSPResponse rejects: another identifier octet in the place of each", "[ocsp][response][reject]") {
  responses.refuses_all(cases_of_bad_tags, 300);
}

TEST_CASE("OCSPResponse rejects: a field that is missing", "[ocsp][response][reject]") {
  // What comes next stands in its place.
  responses.refuses_missing_before({
      {"responseStatus", "responseBytes"},
      {"responseType", "response"},
      {"responderID", "producedAt"},
      {"producedAt", "responses"},
      {"responses", "responseExtensions"},
      {"SingleResponse#1/certID", "SingleResponse#1/certStatus"},
      {"certStatus", "thisUpdate"},
      {"thisUpdate", "nextUpdate"},
      {"hashAlgorithm", "issuerNameHash"},
      {"algorithm", "parameters"},
      {"revocationTime", "revocationReason"},
      {"extnID", "critical"},
      {"Extension#1/extnID", "Extension#1/extnValue"},
      {"signature", "certs"},
      {"type", "value"},
      {"Certificate/signatureAlgorithm", "Certificate/signatureValue"},
  });
  // Nothing comes next.
  responses.refuses_missing_at_end({
      {"response", "ResponseBytes"},
      {"BasicOCSPResponse", "response"},
      {"ResponseBytes", "responseBytes"},
      {"byName", "responderID"},
      {"value", "AttributeTypeAndValue"},
      {"serialNumber", "certID"},
      {"CRLReason", "revocationReason"},
      {"NextUpdate", "nextUpdate"},
      {"SingleExtensions", "singleExtensions"},
      {"ResponseExtensions", "responseExtensions"},
      {"extnValue", "Extension"},
      {"Certs", "certs"},
      {"signatureValue", "Certificate"},
  });

  // What comes next has the same tag, and is taken for it.
  check_refused({
      at_identifier("issuerNameHash", without(full_response(), "issuerNameHash"), "serialNumber", ErrorCode::wrong_tag,
                    Field::issuer_key_hash),
      at_identifier("issuerKeyHash", without(full_response(), "issuerKeyHash"), "serialNumber", ErrorCode::wrong_tag,
                    Field::issuer_key_hash),
      at_identifier("tbsResponseData", without(full_response(), "tbsResponseData"), "BasicOCSPResponse/algorithm",
                    ErrorCode::wrong_tag, Field::responder_id),
      at_identifier("signatureAlgorithm", without(full_response(), "BasicOCSPResponse/signatureAlgorithm"), "signature",
                    ErrorCode::wrong_tag, Field::signature_algorithm),
      at_identifier("tbsCertificate", without(full_response(), "tbsCertificate"), "Certificate/signatureValue",
                    ErrorCode::wrong_tag, Field::signature_algorithm),
  });

  // Whole values without any field.
  const std::vector<std::pair<std::string, Field>> emptied = {
      {"", Field::response_status},
      {"ResponseBytes", Field::response_type},
      {"BasicOCSPResponse", Field::tbs_response_data},
      {"tbsResponseData", Field::responder_id},
      {"responderID", Field::by_name},
      {"SingleResponse", Field::cert_id},
      {"certID", Field::hash_algorithm},
      {"hashAlgorithm", Field::algorithm},
      {"certStatus", Field::revocation_time},
      {"AttributeTypeAndValue", Field::type},
      {"Extension", Field::extn_id},
      {"Certificate", Field::tbs_certificate},
  };
  for (const auto& [path, field] : emptied) {
    Part message = full_response();
    find(message, path).parts.clear();
    check_refused({at_end("nothing in " + path, message, path, ErrorCode::missing, field)});
  }
}

TEST_CASE("OCSPResponse rejects: a field that is there twice", "[ocsp][response][reject]") {
  responses.refuses_twice({
      {"responseStatus", ErrorCode::response_bytes_missing, Field::response_bytes},
      {"responseBytes", ErrorCode::trailing_data, Field::ocsp_response},
      {"ResponseBytes", ErrorCode::trailing_data, Field::response_bytes},
      {"responseType", ErrorCode::wrong_tag, Field::response},
      {"response", ErrorCode::trailing_data, Field::response_bytes},
      {"BasicOCSPResponse", ErrorCode::trailing_data, Field::response},
      {"responderID", ErrorCode::wrong_tag, Field::produced_at},
      {"byName", ErrorCode::trailing_data, Field::responder_id},
      {"value", ErrorCode::trailing_data, Field::by_name},
      {"producedAt", ErrorCode::wrong_tag, Field::responses},
      {"responses", ErrorCode::trailing_data, Field::tbs_response_data},
      {"certID", ErrorCode::wrong_tag, Field::cert_status},
      {"hashAlgorithm", ErrorCode::wrong_tag, Field::issuer_name_hash},
      {"serialNumber", ErrorCode::trailing_data, Field::cert_id},
      {"certStatus", ErrorCode::wrong_tag, Field::this_update},
      {"revocationTime", ErrorCode::trailing_data, Field::cert_status},
      {"revocationReason", ErrorCode::trailing_data, Field::cert_status},
      {"CRLReason", ErrorCode::trailing_data, Field::revocation_reason},
      {"thisUpdate", ErrorCode::trailing_data, Field::responses},
      {"nextUpdate", ErrorCode::trailing_data, Field::responses},
      {"NextUpdate", ErrorCode::trailing_data, Field::next_update},
      {"singleExtensions", ErrorCode::trailing_data, Field::responses},
      {"SingleExtensions", ErrorCode::trailing_data, Field::single_extensions},
      {"extnID", ErrorCode::wrong_tag, Field::extn_value},
      {"critical", ErrorCode::wrong_tag, Field::extn_value},
      {"extnValue", ErrorCode::trailing_data, Field::single_extensions},
      {"responseExtensions", ErrorCode::trailing_data, Field::tbs_response_data},
      {"signature", ErrorCode::trailing_data, Field::basic_ocsp_response},
      {"certs", ErrorCode::trailing_data, Field::basic_ocsp_response},
      {"Certs", ErrorCode::trailing_data, Field::certs},
      {"signatureValue", ErrorCode::trailing_data, Field::certs},
  });
  // The second is taken for the AlgorithmIdentifier: the INTEGER in it is no OBJECT IDENTIFIER.
  Part two_tbs = with_twice(full_response(), "tbsCertificate");
  const std::size_t in_second = place_of(two_tbs, "tbsCertificate#1").contents;
  check_refused({{"tbsCertificate", encode(two_tbs), error_at(ErrorCode::wrong_tag, Field::algorithm, in_second)}});
  check_refused({
      // The second OBJECT IDENTIFIER is taken for the value, and the value is surplus.
      at_identifier("type", with_twice(full_response(), "type"), "value", ErrorCode::trailing_data, Field::by_name),
      // The second ResponseData is taken for the signatureAlgorithm: its responderID is no OBJECT IDENTIFIER.
      at_identifier("tbsResponseData", with_twice(full_response(), "tbsResponseData"), "tbsResponseData#1/responderID",
                    ErrorCode::wrong_tag, Field::algorithm),
      at_identifier("issuerNameHash", with_twice(full_response(), "issuerNameHash"), "issuerKeyHash",
                    ErrorCode::wrong_tag, Field::serial_number),
      at_identifier("issuerKeyHash", with_twice(full_response(), "issuerKeyHash"), "issuerKeyHash#1",
                    ErrorCode::wrong_tag, Field::serial_number),
      // The second OBJECT IDENTIFIER is taken for the parameters.
      at_identifier("algorithm", with_twice(full_response(), "hashAlgorithm/algorithm"), "hashAlgorithm/parameters",
                    ErrorCode::trailing_data, Field::hash_algorithm),
      at_identifier("parameters", with_twice(full_response(), "hashAlgorithm/parameters"), "hashAlgorithm/parameters#1",
                    ErrorCode::trailing_data, Field::hash_algorithm),
  });
}

TEST_CASE("OCSPResponse rejects: fields out of order", "[ocsp][response][reject]") {
  const auto swapped = [](std::string_view a, std::string_view b) { return with_swapped(full_response(), a, b); };
  check_refused({
      at_identifier("responseStatus, responseBytes", swapped("responseStatus", "responseBytes"), "responseBytes",
                    ErrorCode::wrong_tag, Field::response_status),
      at_identifier("responseType, response", swapped("responseType", "response"), "response", ErrorCode::wrong_tag,
                    Field::response_type),
      at_identifier("responderID, producedAt", swapped("responderID", "producedAt"), "producedAt", ErrorCode::wrong_tag,
                    Field::responder_id),
      at_identifier("producedAt, responses", swapped("producedAt", "responses"), "responses", ErrorCode::wrong_tag,
                    Field::produced_at),
      at_identifier("responses, responseExtensions", swapped("responses", "responseExtensions"), "responseExtensions",
                    ErrorCode::wrong_tag, Field::responses),
      at_identifier("hashAlgorithm, issuerNameHash", swapped("hashAlgorithm", "issuerNameHash"), "issuerNameHash",
                    ErrorCode::wrong_tag, Field::hash_algorithm),
      at_identifier("issuerKeyHash, serialNumber", swapped("issuerKeyHash", "serialNumber"), "serialNumber",
                    ErrorCode::wrong_tag, Field::issuer_key_hash),
      at_identifier("certID, certStatus", swapped("certID", "certStatus"), "certStatus", ErrorCode::wrong_tag,
                    Field::cert_id),
      at_identifier("certStatus, thisUpdate", swapped("certStatus", "thisUpdate"), "thisUpdate", ErrorCode::wrong_tag,
                    Field::cert_status),
      at_identifier("thisUpdate, nextUpdate", swapped("thisUpdate", "nextUpdate"), "nextUpdate", ErrorCode::wrong_tag,
                    Field::this_update),
      // [1] is read; [0] behind it is surplus.
      at_identifier("nextUpdate, singleExtensions", swapped("nextUpdate", "singleExtensions"), "nextUpdate",
                    ErrorCode::trailing_data, Field::responses),
      at_identifier("revocationTime, revocationReason", swapped("revocationTime", "revocationReason"),
                    "revocationReason", ErrorCode::wrong_tag, Field::revocation_time),
      at_identifier("extnID, critical", swapped("extnID", "critical"), "critical", ErrorCode::wrong_tag,
                    Field::extn_id),
      at_identifier("critical, extnValue", swapped("critical", "extnValue"), "critical", ErrorCode::trailing_data,
                    Field::single_extensions),
      at_identifier("type, value", swapped("type", "value"), "value", ErrorCode::wrong_tag, Field::type),
      at_identifier("algorithm, parameters", swapped("hashAlgorithm/algorithm", "hashAlgorithm/parameters"),
                    "hashAlgorithm/parameters", ErrorCode::wrong_tag, Field::algorithm),
      at_identifier("signature, certs", swapped("signature", "certs"), "certs", ErrorCode::wrong_tag, Field::signature),
      at_identifier("tbsResponseData, signature", swapped("tbsResponseData", "signature"), "signature",
                    ErrorCode::wrong_tag, Field::tbs_response_data),
      at_identifier("signatureAlgorithm, signatureValue",
                    swapped("Certificate/signatureAlgorithm", "Certificate/signatureValue"), "signatureValue",
                    ErrorCode::wrong_tag, Field::signature_algorithm),
      at_identifier(
          "version behind responderID",
          [] {
            Part message = full_response();
            insert_before(message, "producedAt", version({0x00}, Field::responder_id));
            return message;
          }(),
          "version", ErrorCode::wrong_tag, Field::produced_at),
      at_identifier(
          "certs in front of signature",
          [] {
            Part message = full_response();
            insert_before(message, "signature", find(message, "certs"));
            return message;
          }(),
          "certs", ErrorCode::wrong_tag, Field::signature),
  });
}

TEST_CASE("OCSPResponse rejects: tags of the types that are nearly right", "[ocsp][response][reject]") {
  const auto with_tag = [](std::string_view path, std::uint8_t tag) {
    Part message = full_response();
    find(message, path).identifier = {tag};
    return message;
  };
  const auto refused = [&](std::string_view path, std::uint8_t tag) {
    Part probe = full_response();
    const Field field = find(probe, path).field;
    return at_identifier(std::string{path}, with_tag(path, tag), path, ErrorCode::wrong_tag, field);
  };
  check_refused({
      refused("responderID", 0xa3),
      refused("responderID", 0x82),  // byKey as if it were IMPLICIT
      refused("byName", 0x31),
      refused("producedAt", 0x17),  // UTCTime is for certificates
      refused("thisUpdate", 0x17),
      refused("NextUpdate", 0x17),
      refused("revocationTime", 0x17),
      refused("responses", 0x31),
      refused("RDN", 0x30),
      refused("serialNumber", 0x0a),
      refused("CRLReason", 0x02),
      refused("signature", 0x04),
      refused("response", 0x24),  // constructed: DER has none
      refused("response", 0x03),
      refused("issuerNameHash", 0x03),
      refused("responseType", 0x0d),
  });
  Part by_key_constructed = bare_response();
  find(by_key_constructed, "byKey").identifier = {0x24};
  check_refused({at_identifier("byKey", by_key_constructed, "byKey", ErrorCode::wrong_tag, Field::by_key)});
}

TEST_CASE("OCSPResponse rejects: times in any other form, or no times at all", "[ocsp][response][reject][time]") {
  const std::vector<std::pair<std::string, ErrorCode>> times = {
      {"20200101000000.5Z", ErrorCode::time_form},
      {"20200101000000.0Z", ErrorCode::time_form},
      {"20200101000000,5Z", ErrorCode::time_form},
      {"20200101000000.Z", ErrorCode::time_form},
      {"20200101000000+0100", ErrorCode::time_form},
      {"20200101000000+0000", ErrorCode::time_form},
      {"20200101000000-0000", ErrorCode::time_form},
      {"20200101000000", ErrorCode::time_form},
      {"20200101000000z", ErrorCode::time_form},
      {"20200101000000ZZ", ErrorCode::time_form},
      {"20200101000000 ", ErrorCode::time_form},
      {"20200101000000Z ", ErrorCode::time_form},
      {" 20200101000000Z", ErrorCode::time_form},
      {"202001010000Z", ErrorCode::time_form},
      {"2020010100Z", ErrorCode::time_form},
      {"20200101Z", ErrorCode::time_form},
      {"200101000000Z", ErrorCode::time_form},
      {"2020010100000Z", ErrorCode::time_form},
      {"202001010000000Z", ErrorCode::time_form},
      {"+2020010100000Z", ErrorCode::time_form},
      {"2020-01-01T00:00:00Z", ErrorCode::time_form},
      {"2020010100000aZ", ErrorCode::time_form},
      {"Z", ErrorCode::time_form},
      {"", ErrorCode::time_form},
      {"20200101000060Z", ErrorCode::time_value},
      {"20161231235960Z", ErrorCode::time_value},
      {"20200101006000Z", ErrorCode::time_value},
      {"20200101240000Z", ErrorCode::time_value},
      {"20200230000000Z", ErrorCode::time_value},
      {"20190229000000Z", ErrorCode::time_value},
      {"19000229000000Z", ErrorCode::time_value},
      {"20200431000000Z", ErrorCode::time_value},
      {"20200100000000Z", ErrorCode::time_value},
      {"20200132000000Z", ErrorCode::time_value},
      {"20200001000000Z", ErrorCode::time_value},
      {"20201301000000Z", ErrorCode::time_value},
      {"99999999999999Z", ErrorCode::time_value},
      {"00000000000000Z", ErrorCode::time_value},
  };
  for (const char* const field : {"producedAt", "thisUpdate", "NextUpdate", "revocationTime"}) {
    for (const auto& [contents, code] : times) {
      check_refused({in_contents(std::string{field} + " " + contents,
                                 with_value(full_response(), field, characters(contents)), field, code)});
    }
  }
}

TEST_CASE("Integer rejects: a serialNumber that is empty or not minimal", "[ocsp][response][reject]") {
  check_refused({
      in_contents("empty", with_value(full_response(), "serialNumber", {}), "serialNumber", ErrorCode::integer_empty),
      in_contents("0000", with_value(full_response(), "serialNumber", hex("0000")), "serialNumber",
                  ErrorCode::integer_not_minimal),
      in_contents("007f", with_value(full_response(), "serialNumber", hex("007f")), "serialNumber",
                  ErrorCode::integer_not_minimal),
      in_contents("ff80", with_value(full_response(), "serialNumber", hex("ff80")), "serialNumber",
                  ErrorCode::integer_not_minimal),
      in_contents("ffff", with_value(full_response(), "serialNumber", hex("ffff")), "serialNumber",
                  ErrorCode::integer_not_minimal),
  });
}

TEST_CASE("Extension rejects: a critical that is not 00 or ff, or that is FALSE", "[ocsp][response][reject]") {
  for (const std::string list : {"SingleExtensions", "ResponseExtensions"}) {
    const std::string critical = list + "/critical";
    for (const char* const contents : {"", "01", "fe", "80", "0000", "ffff", "00ff"}) {
      check_refused({in_contents(list + " " + contents, with_value(full_response(), critical, hex(contents)), critical,
                                 ErrorCode::bad_boolean)});
    }
    check_refused({at_identifier(list + " FALSE", with_value(full_response(), critical, {0x00}), critical,
                                 ErrorCode::explicit_default, Field::critical)});
  }
}

TEST_CASE("Extensions rejects: a list without an element", "[ocsp][response][reject]") {
  for (const auto& [list, field] : {std::pair{"SingleExtensions", Field::single_extensions},
                                    std::pair{"ResponseExtensions", Field::response_extensions}}) {
    Part message = full_response();
    find(message, list).parts.clear();
    check_refused({at_identifier(list, message, list, ErrorCode::empty_extensions, field)});
  }
}

TEST_CASE("Extension rejects: an extnID that is no OBJECT IDENTIFIER", "[ocsp][response][reject]") {
  for (const char* const contents : {"", "80", "8001", "2a80", "2a8001", "2a03ff", "ff"}) {
    check_refused(
        {in_contents(contents, with_value(full_response(), "extnID", hex(contents)), "extnID", ErrorCode::bad_oid),
         in_contents(contents, with_value(full_response(), "ResponseExtensions/Extension#1/extnID", hex(contents)),
                     "ResponseExtensions/Extension#1/extnID", ErrorCode::bad_oid)});
  }
}

TEST_CASE("AlgorithmIdentifier rejects: parameters that are no value", "[ocsp][response][reject]") {
  for (const std::string place : {"hashAlgorithm", "Certificate/signatureAlgorithm"}) {
    const std::string path = place + "/parameters";
    const auto with_parameters = [&](std::string_view bytes) {
      Part message = full_response();
      find(message, path) = Part{.name = "parameters", .field = Field::parameters, .value = hex(bytes)};
      return message;
    };
    const auto refused = [&](std::string_view bytes, ErrorCode code, std::size_t at) {
      Part message = with_parameters(bytes);
      const std::size_t offset = place_of(message, path).identifier + at;
      return Case{place + " " + std::string{bytes}, encode(message), error_at(code, Field::parameters, offset)};
    };
    check_refused({
        refused("050100", ErrorCode::null_content, 2),
        refused("05020000", ErrorCode::null_content, 2),
        refused("0000", ErrorCode::reserved_tag, 0),
        refused("2000", ErrorCode::reserved_tag, 0),
        refused("000100", ErrorCode::reserved_tag, 0),
        refused("05", ErrorCode::truncated, 1),
        refused("0501", ErrorCode::truncated, 2),
        refused("3080", ErrorCode::indefinite_length, 1),
        refused("30800000", ErrorCode::indefinite_length, 1),
        refused("058100", ErrorCode::length_not_minimal, 2),
        refused("1f", ErrorCode::truncated, 1),
        refused("1f81", ErrorCode::truncated, 1),
        refused("1f1e00", ErrorCode::bad_high_tag, 0),
        refused("1f0500", ErrorCode::bad_high_tag, 0),
        refused("1f800500", ErrorCode::bad_high_tag, 0),
    });
    Part two = with_parameters("0500");
    find(two, path).value = hex("05000500");
    const std::size_t offset = place_of(two, path).identifier + 2;
    const Field field = find(two, place).field;
    check_refused({{"two parameters", encode(two), error_at(ErrorCode::trailing_data, field, offset)}});
  }
}

TEST_CASE("ResponderID rejects: a byName that is no Name", "[ocsp][response][reject]") {
  const auto with_attribute = [](std::string_view bytes) {
    Part message = full_response();
    find(message, "RDN#1/value") = Part{.name = "value", .field = Field::value, .value = hex(bytes)};
    return message;
  };
  for (const char* const bytes : {"0c01ff", "0c02c080", "0c03eda080", "0c04f4908080", "0c01c3", "0c02e282", "0c0241c3",
                                  "1e01ff", "1e03004100", "1c0100", "1c03000041", "1c0500000041ff"}) {
    Part message = with_attribute(bytes);
    const std::size_t offset = place_of(message, "RDN#1/value").identifier + 2;
    check_refused({{bytes, encode(message), error_at(ErrorCode::bad_string, Field::value, offset)}});
  }
  Part empty_set = full_response();
  find(empty_set, "RDN#1").parts.clear();
  Part null_with_contents = with_attribute("050100");
  const std::size_t null_at = place_of(null_with_contents, "RDN#1/value").identifier + 2;
  Part end_of_contents = with_attribute("0000");
  Part unsorted = full_response();
  Part second = find(unsorted, "RDN#1").parts[0];
  set_value(second, "type", hex("550402"));
  find(unsorted, "RDN#1").parts.push_back(second);
  check_refused({
      at_identifier("an RDN without an attribute", empty_set, "RDN#1", ErrorCode::empty_rdn, Field::by_name),
      {"a NULL with contents", encode(null_with_contents), error_at(ErrorCode::null_content, Field::value, null_at)},
      at_identifier("UNIVERSAL 0", end_of_contents, "RDN#1/value", ErrorCode::reserved_tag, Field::value),
      at_identifier("a SET out of order", unsorted, "RDN#1/AttributeTypeAndValue#1", ErrorCode::unsorted_set,
                    Field::by_name),
      in_contents("a type that is no OBJECT IDENTIFIER", with_value(full_response(), "RDN#1/type", hex("5504ff")),
                  "RDN#1/type", ErrorCode::bad_oid),
  });
}

TEST_CASE("BasicOCSPResponse rejects: a signature that is no BIT STRING", "[ocsp][response][reject]") {
  for (const std::string path : {"signature", "Certificate#1/signatureValue"}) {
    for (const char* const contents : {"", "01", "07", "08ff", "ff00", "0101", "0740", "04ff0f", "80"}) {
      check_refused({in_contents(path + " " + contents, with_value(full_response(), path, hex(contents)), path,
                                 ErrorCode::bad_bit_string)});
    }
  }
}

TEST_CASE("BasicOCSPResponse rejects: an element of certs that has not the shape of a Certificate",
          "[ocsp][response][reject]") {
  const auto with_element = [](std::string_view bytes) {
    Part message = full_response();
    find(message, "Certificate#1") = Part{.name = "element", .value = hex(bytes)};
    return message;
  };
  const auto refused = [&](std::string_view bytes, ErrorCode code, Field field, std::size_t at) {
    Part message = with_element(bytes);
    const std::size_t offset = place_of(message, "element").identifier + at;
    return Case{std::string{bytes}, encode(message), error_at(code, field, offset)};
  };
  check_refused({
      refused("3000", ErrorCode::missing, Field::tbs_certificate, 2),
      refused("0500", ErrorCode::wrong_tag, Field::certs, 0),
      refused("a000", ErrorCode::wrong_tag, Field::certs, 0),
      refused("3002 3000", ErrorCode::missing, Field::signature_algorithm, 4),
      refused("3002 3100", ErrorCode::wrong_tag, Field::tbs_certificate, 2),
      refused("3004 3000 3000", ErrorCode::missing, Field::algorithm, 6),
      refused("3008 3000 3004 06022a03", ErrorCode::missing, Field::signature_value, 10),
      refused("300a 3000 3004 06022a03 0400", ErrorCode::wrong_tag, Field::signature_value, 10),
      refused("300a 3000 3004 06022a03 0300", ErrorCode::bad_bit_string, Field::signature_value, 12),
      refused("300d 3000 3004 06022a03 030100 0500", ErrorCode::trailing_data, Field::certs, 13),
      refused("300b 3000 3004 06022aff 030100", ErrorCode::bad_oid, Field::algorithm, 8),
      refused("300b 3080 3004 06022a03 030100", ErrorCode::indefinite_length, Field::tbs_certificate, 3),
  });
}

}  // namespace ocspan_test::response_reject_test
