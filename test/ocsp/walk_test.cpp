#include "ocspan/ocsp/walk.hpp"

#include <span>
#include <string>
#include <vector>

#include "ocspan/asn1/text.hpp"
#include "ocspan/ocsp/request.hpp"
#include "ocspan/ocsp/response.hpp"
#include "ocspan/x509/certificate.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"

namespace ocspan_test::walk_test {
namespace {

using namespace ocspan;

/// A line for each event, "OFFSET HEADER+LENGTH path", indented by its depth.
template <class Message>
std::vector<std::string> lines_of(const ByteVector& der, Error& error) {
  std::vector<std::string> lines;
  error = walk<Message>(der, Tolerance::none, [&](const Event& event, const Trace& enclosing) {
    const auto path = to_std_string([&](std::span<char> out) { return event_path(event, enclosing, out); });
    lines.push_back(std::string(event.depth, ' ') + std::to_string(event.offset) + ' ' + std::to_string(event.header) +
                    '+' + std::to_string(event.length) + ' ' + *path);
  });
  return lines;
}

using Lines = std::vector<std::string>;

/// A request about the serial number 5 with one extension.
ByteVector request_with(const ByteVector& extension) {
  const ByteVector cert_id = tlv(0x30, {hex("300706052b0e03021a"), hex("0400"), hex("0400"), hex("020105")});
  return tlv(0x30, tlv(0x30, {tlv(0x30, tlv(0x30, cert_id)), tlv(0xa2, tlv(0x30, extension))}));
}

/// The lines of what is in the extension of such a request, from its extnID on, and less deep by what is around it.
Lines lines_in_extension(const ByteVector& oid, const ByteVector& value) {
  const ByteVector der = request_with(tlv(0x30, {oid, tlv(0x04, value)}));
  Error error;
  Lines lines = lines_of<OCSPRequest>(der, error);
  CHECK(!error);
  const std::string begin = "requestExtensions[0].";
  Lines inside;
  for (const std::string& line : lines) {
    if (const std::size_t at = line.find(begin); at != std::string::npos) {
      inside.push_back(line.substr(5, line.find_first_not_of(' ') - 5) + line.substr(at + begin.size()));
    }
  }
  return inside;
}

}  // namespace

TEST_CASE("walk tells each value with its place, its depth and its field", "[ocsp][walk]") {
  Error error;
  CHECK(lines_of<OCSPRequest>(request_with(hex("300606022a030400")), error) ==
        Lines{"0 2+36 ", " 2 2+34 tbsRequest", "  4 2+20 tbsRequest.requestList", "   6 2+18 tbsRequest.requestList[0]",
              "    8 2+16 tbsRequest.requestList[0].reqCert",
              "     10 2+7 tbsRequest.requestList[0].reqCert.hashAlgorithm",
              "      12 2+5 tbsRequest.requestList[0].reqCert.hashAlgorithm.algorithm",
              "     19 2+0 tbsRequest.requestList[0].reqCert.issuerNameHash",
              "     21 2+0 tbsRequest.requestList[0].reqCert.issuerKeyHash",
              "     23 2+1 tbsRequest.requestList[0].reqCert.serialNumber", "  26 2+10 tbsRequest.requestExtensions",
              "   28 2+8 tbsRequest.requestExtensions", "    30 2+6 tbsRequest.requestExtensions[0]",
              "     32 2+2 tbsRequest.requestExtensions[0].extnID",
              "     36 2+0 tbsRequest.requestExtensions[0].extnValue"});
}

TEST_CASE("walk ends with the error of loading, and tells what was read before it", "[ocsp][walk]") {
  Error error;
  CHECK(lines_of<OCSPResponse>(hex("30050a01060000"), error) == Lines{"0 2+5 ", " 2 2+1 responseStatus"});
  CHECK(error == Error{ErrorCode::trailing_data, Field::ocsp_response, 5});
  CHECK(lines_of<OCSPResponse>(hex("30030a0107"), error) == Lines{"0 2+3 ", " 2 2+1 responseStatus"});
  CHECK(error == Error{ErrorCode::undefined_value, Field::response_status, 4});
  CHECK(lines_of<OCSPResponse>(hex("3003020106"), error) == Lines{"0 2+3 "});
  CHECK(error == Error{ErrorCode::wrong_tag, Field::response_status, 2});
  CHECK(lines_of<OCSPResponse>({}, error).empty());
  CHECK(error == Error{ErrorCode::missing, Field::ocsp_response, 0});
}

TEST_CASE("walk looks into extensions: by their type, or by their values, if they are DER", "[ocsp][walk]") {
  const ByteVector crl_id = hex("06092b0601050507300103");
  const ByteVector unknown = hex("06022a03");
  const ByteVector nonce = hex("06092b0601050507300102");
  CHECK(lines_in_extension(crl_id, hex("3005a103020107")) ==
        Lines{"extnID", "extnValue", " extnValue", "  extnValue.crlNum", "   extnValue.crlNum"});
  CHECK(lines_in_extension(unknown, hex("3003020107")) == Lines{"extnID", "extnValue", " extnValue", "  extnValue"});
  CHECK(lines_in_extension(unknown, hex("3003020207")) == Lines{"extnID", "extnValue"});
  CHECK(lines_in_extension(unknown, {}) == Lines{"extnID", "extnValue"});
  // An ediPartyName, which no type looks into, in one that its type looks into: each value, one deeper than what it is
  // in.
  const ByteVector alternative_name = hex("0603551d11");
  CHECK(lines_in_extension(alternative_name, hex("3009 a507 a105 0c036f6e65")) ==
        Lines{"extnID", "extnValue", " extnValue", "  extnValue[0]", "   extnValue[0]", "    extnValue[0]"});
  // The qualifier of a policy, of any type (RFC 5280 4.2.1.4).
  const ByteVector certificate_policies = hex("0603551d20");
  CHECK(lines_in_extension(certificate_policies, hex("3018 3016 06022a03 3010 300e 06082b06010505070202 3002 0500")) ==
        Lines{"extnID", "extnValue", " extnValue", "  extnValue[0]", "   extnValue[0].policyIdentifier",
              "   extnValue[0].policyQualifiers", "    extnValue[0].policyQualifiers[0]",
              "     extnValue[0].policyQualifiers[0].policyQualifierId",
              "     extnValue[0].policyQualifiers[0].qualifier", "      extnValue[0].policyQualifiers[0].qualifier"});
  // Not a CrlID, but DER.
  CHECK(lines_in_extension(crl_id, hex("3003020107")) == Lines{"extnID", "extnValue", " extnValue", "  extnValue"});
  CHECK(lines_in_extension(nonce, hex("04020102")) == Lines{"extnID", "extnValue", " extnValue"});
  CHECK(lines_in_extension(nonce, hex("05000500")) == Lines{"extnID", "extnValue"});
}

TEST_CASE("walk looks into what no type looks into, 32 values deep", "[ocsp][walk]") {
  const ByteVector unknown = hex("06022a03");
  ByteVector value = hex("0500");
  for (std::size_t nested = 1; nested <= 40; ++nested) {
    CAPTURE(nested);
    CHECK(lines_in_extension(unknown, value).size() == 2 + (nested < 32 ? nested : 32));
    value = tlv(0x30, value);
  }
}

}  // namespace ocspan_test::walk_test
