// What the command takes a content for: DER, PEM, base64, hexadecimal, or plainly something else.
#include "harness.hpp"
#include "input/input.hpp"
#include "writing.hpp"

namespace ocspan::fuzz::input_harness {
namespace {

const std::vector<std::string_view> labels{"CERTIFICATE", "OCSP RESPONSE"};

ocspan_tool::Input decode_input(std::string_view content) {
  ocspan_tool::Input input;
  ocspan_tool::decode_input(content, labels, input);
  return input;
}

std::string_view text_of_bytes(Bytes bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

/// There are bytes or a reason why not; and what is taken for DER is taken as it is.
void check_content(std::string_view content) {
  const ocspan_tool::Input input = decode_input(content);
  OCSPAN_PROPERTY(input.problem.empty() || input.der.empty());
  OCSPAN_PROPERTY(input.form == "DER" || input.form == "PEM" || input.form == "base64" || input.form == "hexadecimal" ||
                  (input.form == "text" && !input.problem.empty()));
  OCSPAN_PROPERTY(is_clean_text(input.problem));  // no byte of the content reaches the terminal
  if (input.form == "DER") {
    OCSPAN_PROPERTY(text_of_bytes(input.der) == content);
  }
  OCSPAN_PROPERTY(input.der.size() <= content.size());
}

/// Whatever the bytes are: written in a form of text they are found again.
void check_forms(Bytes bytes) {
  const std::string base64 = encode_base64(bytes);
  std::string hex;
  for (const std::uint8_t byte : bytes) {
    hex += "0123456789abcdef"[byte >> 4];
    hex += "0123456789abcdef"[byte & 15];
  }
  const auto is_found = [&](const std::string& text, std::string_view form) {
    const ocspan_tool::Input input = decode_input(text);
    return input.problem.empty() && input.form == form && equal(input.der, bytes);
  };
  OCSPAN_PROPERTY(is_found(hex, "hexadecimal") && is_found("\n 0x" + hex + "\r\n", "hexadecimal"));
  OCSPAN_PROPERTY(is_found("-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n", "PEM"));
  OCSPAN_PROPERTY(is_found("first\n-----BEGIN X-----\n-----END X-----\n-----BEGIN OCSP RESPONSE-----\n" + base64 +
                               "\n-----END OCSP RESPONSE-----\n",
                           "PEM"));
  // What can be hexadecimal, too, is: of base64 as well what begins like "0XAA".
  std::string_view digits = base64;
  if (digits.starts_with("0x") || digits.starts_with("0X")) {
    digits.remove_prefix(2);
  }
  if (ocspan_tool::Input input; !ocspan_tool::decode_hex(digits, input)) {
    OCSPAN_PROPERTY(is_found(base64, "base64") && is_found("\xef\xbb\xbf" + base64 + "\n", "base64"));
  }
}

}  // namespace
}  // namespace ocspan::fuzz::input_harness

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ocspan::fuzz::input_harness;
  const ocspan::Bytes input{data, size};
  check_content(text_of_bytes(input));
  if (size != 0) {
    check_forms(input);
  }
  return 0;
}
