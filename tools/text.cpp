#include "text.hpp"

#include <cctype>
#include <cstdio>
#include <string_view>
#include <vector>

#include "document.hpp"
#include "json_text.hpp"

namespace ocspan_tool {
namespace {

using namespace ocspan;

std::string upper(std::string text) {
  for (char& c : text) {
    c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return text;
}

std::string as_is(const Document& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

std::string hash(const Document& value) { return upper(as_is(value)); }

/// "2018-08-30T11:15:00Z" as "Aug 30 11:15:00 2018 GMT".
std::string time(const Document& value) {
  constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
  const std::string text = as_is(value);
  const std::size_t month = static_cast<std::size_t>((text[5] - '0') * 10 + (text[6] - '0') - 1);
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
  return value == "1.3.6.1.5.5.7.48.1.1" ? "Basic OCSP Response" : as_is(value);
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

std::string responder(const Document& value) {
  return value.contains("byName") ? as_is(value["byName"]) : hash(value["byKey"]);
}

std::string general_name(const Document& value) { return as_is(value["type"]) + ":" + as_is(value["value"]); }

/// The contents octets without a leading 00, as openssl writes serial numbers.
std::string serial_hex(const Document& value) {
  std::string text = upper(as_is(value));
  if (text.size() > 2 && text.starts_with("00")) {
    text.erase(0, 2);
  }
  return text;
}

struct Style {
  std::string_view key;  ///< the key, or the key of what holds it, a dot and the key
  std::string_view label;
  std::string (*format)(const Document&);  ///< null: an object or list, shown in full
};

// What a key is called, and how its value is written. An empty label leaves the field out: it shows the same as
// another.
constexpr Style styles[] = {
    {"responseStatus", "OCSP Response Status", enumerated<OCSPResponseStatus>},
    {"responseType", "Response Type", response_type},
    {"version", "Version", version},
    {"responderId", "Responder Id", responder},
    {"producedAt", "Produced At", time},
    {"responses", "Responses", nullptr},
    {"certId", "Certificate ID", nullptr},
    {"hashAlgorithm", "Hash Algorithm", algorithm},
    {"issuerNameHash", "Issuer Name Hash", hash},
    {"issuerKeyHash", "Issuer Key Hash", hash},
    {"certId.serialNumber", "", nullptr},
    {"certId.serialNumberHex", "Serial Number", serial_hex},
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
    {"serialNumber", "Serial Number", as_is},
    {"serialNumberHex", "", nullptr},
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
    {"caIssuersUrl", "", nullptr},
    {"issuerUniqueID", "Issuer Unique ID", as_is},
    {"subjectUniqueID", "Subject Unique ID", as_is},
    {"tbsSignatureAlgorithm", "", nullptr},
    {"tbsCertificate", "", nullptr},
    {"tolerated", "Tolerated", nullptr},
};

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

class Renderer {
 public:
  std::string take() { return std::move(text_); }

  void line(unsigned indent, const std::string& content) {
    text_.append(indent * 4, ' ');
    text_ += content;
    text_ += '\n';
  }

  void fields(unsigned indent, std::string_view parent, const Document& object) {
    for (const auto& [key, value] : object.items()) {
      if (!value.is_null()) {
        field(indent, parent, key, value);
      }
    }
  }

 private:
  void field(unsigned indent, std::string_view parent, const std::string& key, const Document& value) {
    const Style* const style = find_style(parent, key);
    if (key == "basic") {  // a level of the document, not of the text
      return fields(indent, key, value);
    }
    if (key == "certificates") {
      return certificates(value);
    }
    if (style != nullptr && style->label.empty()) {
      return;
    }
    const std::string label = style == nullptr ? key : std::string{style->label};
    if (style != nullptr && style->format != nullptr) {
      return line(indent, label + ": " + style->format(value));
    }
    if (value.is_array() && value.empty()) {
      return;
    }
    if (value.is_string()) {
      line(indent, label + ":");
      return bytes(indent + 1, value.get<std::string>());
    }
    if (value.is_primitive()) {
      return line(indent, label + ": " + as_is(value));
    }
    line(indent, label + ":");
    if (value.is_object()) {
      return fields(indent + 1, key, value);
    }
    for (const Document& element : value) {
      if (!element.is_object()) {
        line(indent + 1, as_is(element));
      } else if (element.contains("critical")) {
        extension(indent + 1, element);
      } else {
        fields(indent + 1, key, element);
      }
    }
  }

  /// What is inside, if that can be read; else the bytes.
  void extension(unsigned indent, const Document& extension) {
    line(indent, algorithm(extension) + (extension["critical"] == true ? ": critical" : ":"));
    const Document& decoded = extension["decoded"];
    if (decoded.is_object() && decoded.contains("error")) {
      const Document& error = decoded["error"];
      line(indent + 1, "malformed: " + as_is(error["field"]) + " at byte " + as_is(error["offset"]) + ": " +
                           as_is(error["message"]));
    }
    if (!decoded.is_object() || decoded.contains("error")) {
      return line(indent + 1, hash(extension["value"]));
    }
    for (const auto& [key, value] : decoded.items()) {
      decoded_field(indent + 1, key, value);
    }
  }

  /// "Name: value" where the value fits on the line, else what it is made of below.
  void decoded_field(unsigned indent, const std::string& key, const Document& value) {
    if (value.is_null()) {
      return;
    }
    const std::string inline_text = in_one_line(value);
    if (!inline_text.empty() || value.empty()) {
      return line(indent, key + ": " + inline_text);
    }
    line(indent, key + ":");
    if (value.is_object()) {
      for (const auto& [name, part] : value.items()) {
        decoded_field(indent + 1, name, part);
      }
      return;
    }
    for (const Document& element : value) {
      const std::string text = in_one_line(element);
      if (!text.empty()) {
        line(indent + 1, text);
        continue;
      }
      line(indent + 1, "-");
      for (const auto& [name, part] : element.items()) {
        decoded_field(indent + 2, name, part);
      }
    }
  }

  /// A value that has a short form: a number, a string, a GeneralName, an OBJECT IDENTIFIER with its name, or a list of
  /// words. Empty if it has none.
  static std::string in_one_line(const Document& value) {
    if (value.is_primitive()) {
      return as_is(value);
    }
    if (value.is_object() && value.contains("type") && value.contains("der")) {
      return general_name(value);
    }
    if (value.is_object() && value.contains("oid") && value.contains("name") && !value.contains("qualifier")) {
      return algorithm(value);
    }
    std::string words;
    if (value.is_array()) {
      for (const Document& element : value) {
        if (!element.is_string()) {
          return {};
        }
        words += (words.empty() ? "" : ", ") + as_is(element);
      }
    }
    return words;
  }

  /// Hexadecimal in lines of 18 bytes with colons between them.
  void bytes(unsigned indent, const std::string& hex_digits) {
    constexpr std::size_t digits_a_line = 36;
    for (std::size_t begin = 0; begin < hex_digits.size(); begin += digits_a_line) {
      std::string content;
      const std::size_t end = std::min(begin + digits_a_line, hex_digits.size());
      for (std::size_t i = begin; i < end; i += 2) {
        content += hex_digits.substr(i, 2);
        if (i + 2 < hex_digits.size()) {
          content += ':';
        }
      }
      line(indent, content);
    }
  }

  /// Each certificate in its own document, if it can be read.
  void certificates(const Document& list) {
    for (const Document& digits : list) {
      const std::string& hex_digits = digits.get_ref<const std::string&>();
      std::vector<std::uint8_t> der;
      for (std::size_t i = 0; i < hex_digits.size(); i += 2) {
        der.push_back(static_cast<std::uint8_t>(std::stoul(hex_digits.substr(i, 2), nullptr, 16)));
      }
      line(0, "Certificate:");
      const Result<Certificate> certificate = load_der_x509_certificate(der, Tolerance::all);
      if (certificate) {
        JsonText text;
        text.write([&](JsonWriter& json) { describe(json, *certificate, Tolerance::all); });
        fields(1, "certificate", Document::parse(text.view()));
      } else {
        line(1, "not readable: " + std::string{message_of(certificate.error().code)});
        bytes(1, hex_digits);
      }
    }
  }

  std::string text_;
};

}  // namespace

std::string render(const Document& document, const std::string& title) {
  Renderer renderer;
  renderer.line(0, title + ":");
  const std::string_view kind = document.contains("requests")  ? "request"
                                : document.contains("subject") ? "certificate"
                                                               : "";
  renderer.fields(1, kind, document);
  return renderer.take();
}

}  // namespace ocspan_tool
