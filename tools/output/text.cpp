#include "output/text.hpp"

#include <ocspan/ocspan.hpp>
#include <ostream>
#include <vector>

#include "output/document.hpp"
#include "output/json_text.hpp"
#include "output/labels.hpp"

namespace ocspan_tool {
namespace {

using namespace ocspan;

class Renderer {
 public:
  explicit Renderer(std::ostream& out) : out_(out) {}

  void line(unsigned indent, std::string_view content) {
    out_ << std::string(std::size_t{indent} * 4, ' ') << content << '\n';
  }

  void fields(unsigned indent, std::string_view parent, JsonView object) {
    for (const auto& [key, value] : object) {
      if (!value.is_null()) {
        field(indent, parent, key, value);
      }
    }
  }

 private:
  void field(unsigned indent, std::string_view parent, std::string_view key, JsonView value) {
    const Style* const style = find_style(parent, key);
    if (key == "basic") {  // a level of the document that the text does not have
      return fields(indent, key, value);
    }
    if (key == "certificates") {
      return certificates(value);
    }
    if (style != nullptr && style->label.empty()) {
      return;
    }
    const std::string label{style == nullptr ? key : style->label};
    if (style != nullptr && style->format != nullptr) {
      return line(indent, label + ": " + style->format(value.parse()));
    }
    if (value.is_array() && value.empty()) {
      return;
    }
    if (value.is_string()) {
      line(indent, label + ":");
      return bytes(indent + 1, as_is(value.parse()));
    }
    if (value.is_primitive()) {
      return line(indent, label + ": " + as_is(value.parse()));
    }
    line(indent, label + ":");
    if (value.is_object()) {
      return fields(indent + 1, key, value);
    }
    for (const auto& [none, element] : value) {
      if (!element.is_object()) {
        line(indent + 1, as_is(element.parse()));
      } else if (element.contains("critical")) {
        extension(indent + 1, element);
      } else {
        fields(indent + 1, key, element);
      }
    }
  }

  /// The fields of its value if they can be read, otherwise the bytes.
  void extension(unsigned indent, JsonView extension) {
    const Document name{{"oid", extension.find("oid")->parse()}, {"name", extension.find("name")->parse()}};
    line(indent, algorithm(name) + (extension.find("critical")->text() == "true" ? ": critical" : ":"));
    const JsonView decoded = *extension.find("decoded");
    const std::optional<JsonView> malformed = decoded.find("error");
    if (malformed) {
      const Document error = malformed->parse();
      line(indent + 1, "malformed: " + as_is(error["field"]) + " at byte " + as_is(error["offset"]) + ": " +
                           as_is(error["message"]) + " [" + as_is(error["code"]) + "]");
    }
    if (!decoded.is_object() || malformed) {
      return line(indent + 1, in_upper_case(extension.find("value")->parse()));
    }
    for (const auto& [key, value] : decoded) {
      decoded_field(indent + 1, key, value);
    }
  }

  /// "Name: value" if the value fits on the line, otherwise its parts on the lines below.
  void decoded_field(unsigned indent, std::string_view name, JsonView value) {
    if (value.is_null()) {
      return;
    }
    const std::string key{name};
    const std::string inline_text = in_one_line(value);
    if (!inline_text.empty() || value.empty()) {
      return line(indent, key + ": " + inline_text);
    }
    line(indent, key + ":");
    if (value.is_object()) {
      for (const auto& [of_part, part] : value) {
        decoded_field(indent + 1, of_part, part);
      }
      return;
    }
    for (const auto& [none, element] : value) {
      const std::string text = in_one_line(element);
      if (!text.empty()) {
        line(indent + 1, text);
        continue;
      }
      line(indent + 1, "-");
      for (const auto& [of_part, part] : element) {
        decoded_field(indent + 2, of_part, part);
      }
    }
  }

  /// A value with a short form: a number, a string, a GeneralName, an OBJECT IDENTIFIER with its name, or a list of
  /// strings. Empty for any other.
  static std::string in_one_line(JsonView value) {
    if (value.is_primitive()) {
      return as_is(value.parse());
    }
    if (value.is_object() && value.contains("type") && value.contains("der")) {
      return general_name(value.parse());
    }
    if (value.is_object() && value.contains("oid") && value.contains("name") && !value.contains("qualifier")) {
      return algorithm(value.parse());
    }
    std::string words;
    if (value.is_array()) {
      for (const auto& [none, element] : value) {
        if (!element.is_string()) {
          return {};
        }
        words += (words.empty() ? "" : ", ") + as_is(element.parse());
      }
    }
    return words;
  }

  /// Hexadecimal, 18 bytes on each line, with colons between the bytes.
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

  /// Each certificate by its own document if it can be read, otherwise its bytes.
  void certificates(JsonView list) {
    for (const auto& [none, digits] : list) {
      const std::string hex_digits = as_is(digits.parse());
      std::vector<std::uint8_t> der;
      for (std::size_t i = 0; i < hex_digits.size(); i += 2) {
        der.push_back(static_cast<std::uint8_t>(std::stoul(hex_digits.substr(i, 2), nullptr, 16)));
      }
      line(0, "Certificate:");
      const Result<Certificate> certificate = load_der_x509_certificate(der, Tolerance::all);
      if (certificate) {
        JsonText text;
        text.write([&](JsonWriter& json) { describe(json, *certificate, Tolerance::all); });
        fields(1, "certificate", JsonView{text.view()});
      } else {
        line(1, "not readable: " + std::string{message_of(certificate.error().code)});
        bytes(1, hex_digits);
      }
    }
  }

  std::ostream& out_;
};

}  // namespace

void render(std::ostream& out, std::string_view json, std::string_view kind, std::string_view title) {
  Renderer renderer{out};
  renderer.line(0, std::string{title} + ":");
  renderer.fields(1, kind, JsonView{json});
}

}  // namespace ocspan_tool
