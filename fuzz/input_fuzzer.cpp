// What the command takes a content for: every form in which people have messages.
#include "harness.hpp"
#include "input/forms/form.hpp"
#include "writing.hpp"

namespace ocspan::fuzz::input_harness {
namespace {

using ocspan_tool::text_of;

const std::vector<std::string_view> labels{"CERTIFICATE", "OCSP RESPONSE"};

/// There are bytes or a reason why not; what is taken for DER is taken as it is; places are in the content.
void check_messages(const ocspan_tool::Input& input, std::string_view content) {
  constexpr std::size_t most_repeated = 1 << 20;
  std::size_t size = 0;
  OCSPAN_PROPERTY(!input.messages().empty());
  for (const ocspan_tool::Message& message : input.messages()) {
    OCSPAN_PROPERTY(message.problem.empty() || message.der.empty());
    OCSPAN_PROPERTY(is_clean_text(message.problem));  // no byte of the content reaches the terminal
    OCSPAN_PROPERTY(message.step_count <= ocspan_tool::Message::max_steps && !message.form().empty());
    if (message.step_count == 0) {
      OCSPAN_PROPERTY(text_of(message.der) == content);
    }
    if (message.problem.empty()) {
      for (const std::size_t offset : {std::size_t{0}, message.der.size() / 2, message.der.size()}) {
        OCSPAN_PROPERTY(message.place_of(offset) <= content.size());
      }
    }
    for (const ocspan_tool::HttpHeader& header : {message.http_request(), message.http_response()}) {
      OCSPAN_PROPERTY(header.text.empty() || message.step_count != 0);
      OCSPAN_PROPERTY(header.at == 0 || content.substr(header.at, header.text.size()) == header.text);
    }
    size += message.der.size();
  }
  constexpr std::size_t most_around = 128;
  OCSPAN_PROPERTY(size <= content.size() * most_around + most_repeated);
}

void check_content(std::string_view content) {
  ocspan_tool::Input input;
  input.decode(content, labels);
  check_messages(input, content);
  input.unwrap([](Bytes) { return false; });
  check_messages(input, content);
}

std::string hex_of(Bytes bytes, std::string_view before = "", std::string_view after = "") {
  std::string hex;
  for (const std::uint8_t byte : bytes) {
    hex += before;
    hex += "0123456789abcdef"[byte >> 4];
    hex += "0123456789abcdef"[byte & 15];
    hex += after;
  }
  return hex;
}

/// A dump with `width` bytes on a line, and their characters behind `gap`; `base` is that of the offsets.
std::string dump_of(Bytes bytes, std::size_t width, unsigned base, std::string_view mark, std::string_view gap) {
  std::string dump;
  for (std::size_t i = 0; i < bytes.size(); i += width) {
    const Bytes line = bytes.subspan(i, std::min(width, bytes.size() - i));
    std::string offset;
    for (std::size_t rest = i; offset.size() < 8; rest /= base) {
      offset.insert(offset.begin(), "0123456789abcdef"[rest % base]);
    }
    dump += offset + std::string{mark} + hex_of(line, " ");
    if (!gap.empty()) {
      dump.append(3 * (width - line.size()), ' ').append(gap);
      for (const std::uint8_t byte : line) {
        dump += byte >= 0x20 && byte < 0x7f ? static_cast<char>(byte) : '.';
      }
    }
    dump += '\n';
  }
  return dump;
}

/// The digits of the byte, or the byte itself, stand at the place that is told.
bool has_place(const ocspan_tool::Message& message, std::string_view content, std::size_t offset) {
  const std::string_view at = content.substr(message.place_of(offset));
  const Bytes byte = message.der.subspan(offset, 1);
  const std::string digits = hex_of(byte);
  if (message.has(ocspan_tool::hexadecimal) || message.has(ocspan_tool::hex_dump)) {
    return at.starts_with(digits);
  }
  if (message.has(ocspan_tool::c_array)) {
    return at.starts_with("0x" + digits);
  }
  return message.is_text() || at.starts_with(text_of(byte));
}

/// Whatever the bytes are: written in a form they are found again.
void check_forms(Bytes bytes) {
  const std::string_view start = text_of(bytes);
  const bool is_more = start.starts_with("HTTP/") || start.starts_with("POST /") || start.starts_with("-----BEGIN ");
  if (is_more) {
    return;
  }
  ocspan_tool::Input input;
  const auto is_found = [&](const std::string& text, const ocspan_tool::Form& form) {
    input.decode(text, labels);
    const ocspan_tool::Message& message = input.messages().front();
    return input.messages().size() == 1 && message.problem.empty() && message.has(form) && equal(message.der, bytes) &&
           has_place(message, text, 0) && has_place(message, text, bytes.size() - 1);
  };
  const std::string hex = hex_of(bytes);
  OCSPAN_PROPERTY(is_found(hex, ocspan_tool::hexadecimal) &&
                  is_found("\n 0x" + hex + "\r\n", ocspan_tool::hexadecimal));
  OCSPAN_PROPERTY(is_found("{" + hex_of(bytes, "0x", ", ") + "};", ocspan_tool::c_array));
  OCSPAN_PROPERTY(is_found("unsigned char a[] = {\n" + hex_of(bytes, " 0x", ",") + "\n};\n", ocspan_tool::c_array));
  OCSPAN_PROPERTY(is_found(dump_of(bytes, 16, 16, ":", "  "), ocspan_tool::hex_dump));
  OCSPAN_PROPERTY(is_found(dump_of(bytes, 16, 16, " ", "   "), ocspan_tool::hex_dump));
  OCSPAN_PROPERTY(is_found(dump_of(bytes, 16, 8, "", ""), ocspan_tool::hex_dump));
  OCSPAN_PROPERTY(is_found(dump_of(bytes, 16, 10, "", ""), ocspan_tool::hex_dump));
  const std::string base64 = encode_base64(bytes);
  OCSPAN_PROPERTY(
      is_found("-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n", ocspan_tool::pem));
  OCSPAN_PROPERTY(is_found("first\n-----BEGIN X-----\n-----END X-----\n-----BEGIN OCSP RESPONSE-----\n" + base64 +
                               "\n-----END OCSP RESPONSE-----\n",
                           ocspan_tool::pem));
  // What can be hexadecimal, too, is: of base64 as well what begins like "0XAA". And a path begins with a slash.
  std::string_view digits = base64;
  if (digits.starts_with("0x") || digits.starts_with("0X")) {
    digits.remove_prefix(2);
  }
  const bool is_hexadecimal = digits.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
  if (!is_hexadecimal && !base64.starts_with('/')) {
    OCSPAN_PROPERTY(is_found(base64, ocspan_tool::base64) &&
                    is_found("\xef\xbb\xbf" + base64 + "\n", ocspan_tool::base64));
  }
  OCSPAN_PROPERTY(
      is_found("===\nFollow: tcp,raw\nFilter: tcp.stream eq 0\n" + hex + "\n===\n", ocspan_tool::hexadecimal));
  OCSPAN_PROPERTY(
      is_found("===\nFollow: tcp,hex\n" + dump_of(bytes, 16, 16, " ", "  ") + "===\n", ocspan_tool::hex_dump));
  OCSPAN_PROPERTY(is_found("[{\"ocsp_raw\": [\n  \"" + hex + "\", 136]}]", ocspan_tool::hexadecimal));
  const bool is_der = bytes.size() > 1 && bytes[0] == 0x30 && bytes[1] >= 0x80;
  if (!is_der) {
    return;
  }
  const std::string body{start};
  const std::string status = "HTTP/1.1 200 OK\r\n";
  OCSPAN_PROPERTY(is_found(status + "\r\n" + body, ocspan_tool::http_response));
  OCSPAN_PROPERTY(is_found("POST / HTTP/1.1\r\n\r\n" + body, ocspan_tool::http_request));
  std::string chunks = status + "Transfer-Encoding: chunked\r\n\r\n1\r\n0\r\n";
  for (std::size_t i = 1; i < body.size(); i += 0xf) {
    const std::string chunk = body.substr(i, 0xf);
    chunks += "0123456789abcdef"[chunk.size()] + ("\r\n" + chunk) + "\r\n";
  }
  OCSPAN_PROPERTY(is_found(chunks + "0\r\n\r\n", ocspan_tool::http_response));
  if (ocspan_tool::is_one_value(bytes)) {
    std::string url(64 + bytes.size() * 4, '\0');
    const auto written = ocsp_get_url("http://ocsp.example/ca", bytes, url);
    OCSPAN_PROPERTY(written.has_value());
    const std::string get{*written};
    OCSPAN_PROPERTY(is_found(get, ocspan_tool::get_url) && is_found(get.substr(19), ocspan_tool::get_url) &&
                    is_found("GET " + get.substr(19) + " HTTP/1.1\r\n", ocspan_tool::get_url));
  }
}

}  // namespace
}  // namespace ocspan::fuzz::input_harness

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ocspan::fuzz::input_harness;
  const ocspan::Bytes input{data, size};
  check_content(ocspan_tool::text_of(input));
  if (size != 0) {
    check_forms(input);
  }
  return 0;
}
