#include "output/labels.hpp"

#include <cctype>
#include <charconv>
#include <cstdio>
#include <ocspan/ocspan.hpp>
#include <vector>

#include "input/certificate_file.hpp"

namespace ocspan_tool {

using namespace ocspan;

std::string as_is(const Document& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

std::string in_upper_case(const Document& value) {
  std::string text = as_is(value);
  for (char& c : text) {
    c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return text;
}

std::string algorithm(const Document& value) {
  std::string text = as_is(value["name"].is_null() ? value["oid"] : value["name"]);
  if (value.contains("decoded") && value["decoded"].contains("saltLength")) {
    const Document& pss = value["decoded"];
    text += " (" + algorithm(pss["hashAlgorithm"]) + ", " + algorithm(pss["maskGenAlgorithm"]) + " with " +
            (pss["maskGenHashAlgorithm"].is_null() ? "?" : algorithm(pss["maskGenHashAlgorithm"])) + ", salt " +
            as_is(pss["saltLength"]) + ")";
  }
  return value.contains("standardParameters") ? text + " with parameters that its RFC does not have" : text;
}

std::string general_name(const Document& value) { return as_is(value["type"]) + ":" + as_is(value["value"]); }

namespace {

/// "2018-08-30T11:15:00Z" as "Aug 30 11:15:00 2018 GMT".
std::string time(const Document& value) {
  constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
  const std::string text = as_is(value);
  const auto month = static_cast<std::size_t>((text[5] - '0') * 10 + (text[6] - '0') - 1);
  std::string day = text.substr(8, 2);
  if (day[0] == '0') {
    day[0] = ' ';
  }
  return std::string{months.substr(month * 3, 3)} + " " + day + " " + text.substr(11, 8) + " " + text.substr(0, 4) +
         " GMT";
}

std::string with_number(const std::string& name, unsigned number) {
  char text[16];
  std::snprintf(text, sizeof text, " (0x%x)", number);
  return name + text;
}

std::string version(const Document& value) { return with_number(as_is(value), value.get<unsigned>() - 1); }

/// The name of an ENUMERATED, followed by its number.
template <class Enum>
std::string enumerated(const Document& value) {
  for (unsigned number = 0; number < 16; ++number) {
    if (to_string(static_cast<Enum>(number)) == value.get_ref<const std::string&>()) {
      return with_number(as_is(value), number);
    }
  }
  return as_is(value);
}

std::string response_type(const Document& value) {
  const auto basic = to_std_string([](std::span<char> out) { return "basic"_oid.to_dotted(out); });
  return value == *basic ? "Basic OCSP Response" : as_is(value);
}

std::string responder(const Document& value) {
  return value.contains("byName") ? as_is(value["byName"]) : in_upper_case(value["byKey"]);
}

/// The contents of an INTEGER, in hexadecimal, as all texts show serial numbers.
std::string serial_number(const Document& value) {
  const std::string digits = as_is(value);
  std::vector<std::uint8_t> contents(digits.size() / 2);
  for (std::size_t i = 0; i < contents.size(); ++i) {
    std::from_chars(&digits[2 * i], &digits[2 * i] + 2, contents[i], 16);
  }
  return text_of(Integer{contents});
}

// The labels are those of `openssl ocsp -resp_text`; serial numbers are as --serial takes them.
constexpr Style styles[] = {
    {"responseStatus", "OCSP Response Status", enumerated<OCSPResponseStatus>},
    {"responseType", "Response Type", response_type},
    {"version", "Version", version},
    {"responderId", "Responder Id", responder},
    {"producedAt", "Produced At", time},
    {"responses", "Responses", nullptr},
    {"certId", "Certificate ID", nullptr},
    {"hashAlgorithm", "Hash Algorithm", algorithm},
    {"issuerNameHash", "Issuer Name Hash", in_upper_case},
    {"issuerKeyHash", "Issuer Key Hash", in_upper_case},
    {"certStatus", "Cert Status", as_is},
    {"revocationTime", "Revocation Time", time},
    {"revocationReason", "Revocation Reason", enumerated<ReasonFlags>},
    {"thisUpdate", "This Update", time},
    {"nextUpdate", "Next Update", time},
    {"responses.extensions", "Response Single Extensions", nullptr},
    {"basic.extensions", "Response Extensions", nullptr},
    {"signatureAlgorithm", "Signature Algorithm", algorithm},
    {"algorithm", "Signature Algorithm", algorithm},
    {"signature", "Signature Value", nullptr},
    {"tbsResponseData", "", nullptr},
    {"requestorName", "Requestor Name", general_name},
    {"requests", "Requestor List", nullptr},
    {"requests.extensions", "Request Single Extensions", nullptr},
    {"request.extensions", "Request Extensions", nullptr},
    {"serialNumber", "", nullptr},
    {"serialNumberHex", "Serial Number", serial_number},
    {"issuer", "Issuer", as_is},
    {"issuerDer", "", nullptr},
    {"notBefore", "Not Before", time},
    {"notAfter", "Not After ", time},
    {"subject", "Subject", as_is},
    {"subjectDer", "", nullptr},
    {"subjectPublicKeyInfo", "Subject Public Key Info", nullptr},
    {"subjectPublicKeyInfo.algorithm", "Public Key Algorithm", algorithm},
    {"publicKey", "Public Key", nullptr},
    {"der", "", nullptr},
    {"certificate.extensions", "X509v3 extensions", nullptr},
    {"ocspUrl", "", nullptr},
    {"ocspUrls", "", nullptr},
    {"caIssuersUrl", "", nullptr},
    {"issuerUniqueID", "Issuer Unique ID", as_is},
    {"subjectUniqueID", "Subject Unique ID", as_is},
    {"tbsSignatureAlgorithm", "", nullptr},
    {"tbsCertificate", "", nullptr},
    {"tolerated", "Tolerated", nullptr},
    {"form", "", nullptr},
};

}  // namespace

const Style* find_style(std::string_view parent, std::string_view key) {
  const Style* found = nullptr;
  const std::string with_parent = std::string{parent} + "." + std::string{key};
  for (const Style& style : styles) {
    if (style.key == with_parent) {
      return &style;
    }
    if (style.key == key) {
      found = &style;
    }
  }
  return found;
}

}  // namespace ocspan_tool
