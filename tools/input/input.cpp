#include "input/input.hpp"

#include <algorithm>
#include <array>
#include <ocspan/ocspan.hpp>
#include <optional>

namespace ocspan_tool {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool is_text(char c) { return is_space(c) || (c >= 0x20 && c < 0x7f); }
bool is_base64(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/' || c == '=';
}

/// Names something that people mistake for a message; empty if it is none of these.
std::string_view name_of_mistake(std::string_view start) {
  struct Mistake {
    std::string_view prefix;
    std::string_view name;
  };
  constexpr Mistake mistakes[] = {
      {"<", "an HTML or XML page, not a message"},
      {"HTTP/", "an HTTP response with its header: only its body is the message"},
      {"GET ", "an HTTP request, not a message"},
      {"POST ", "an HTTP request with its header: only its body is the message"},
      {"{", "JSON, not a message"},
      {"\x1f\x8b", "compressed with gzip"},
      {"\xff\xfe", "UTF-16 text"},
      {"\xfe\xff", "UTF-16 text"},
  };
  for (const Mistake& mistake : mistakes) {
    if (start.starts_with(mistake.prefix)) {
      return mistake.name;
    }
  }
  return {};
}

void set_problem(Input& input, std::string form, std::string why) {
  input.der.clear();
  input.form = std::move(form);
  input.problem = std::move(why);
}

void decode_base64(std::string_view text, std::string form, Input& input) {
  input.der.resize(text.size());
  const ocspan::Result<ocspan::Bytes> der = ocspan::decode_base64(text, input.der);
  if (!der) {
    const std::string where = std::to_string(der.error().offset);
    return set_problem(input, form, form + " that is damaged at character " + where);
  }
  input.der.resize((*der).size());
  input.form = std::move(form);
}

void decode_pem(std::string_view text, std::span<const std::string_view> labels, Input& input) {
  ocspan::PemReader reader{text};
  std::string others;
  while (true) {
    const ocspan::Result<std::optional<ocspan::PemBlock>> block = reader.next();
    if (!block) {
      return set_problem(input, "PEM", "a PEM block without its END line");
    }
    if (!*block) {
      return set_problem(
          input, "PEM",
          "PEM without a block " + std::string{labels.front()} + "; it has" + (others.empty() ? " others" : others));
    }
    if (std::find(labels.begin(), labels.end(), (*block)->label) != labels.end()) {
      return decode_base64((*block)->base64, "PEM", input);
    }
    const std::string_view label = (*block)->label;
    if (others.size() < 200 && std::all_of(label.begin(), label.end(), is_text)) {
      others += " " + std::string{label};
    }
  }
}

constexpr int no_hex = -1;
constexpr int skipped = -2;  // white space and colons

/// For each character the value of a hexadecimal digit, or one of the two constants above.
constexpr std::array<signed char, 256> hex_table = [] {
  std::array<signed char, 256> table{};
  table.fill(no_hex);
  for (const char c : std::string_view{" \t\r\n:"}) {
    table[static_cast<unsigned char>(c)] = skipped;
  }
  for (unsigned i = 0; i < 16; ++i) {
    table[static_cast<unsigned char>("0123456789abcdef"[i])] = static_cast<signed char>(i);
    table[static_cast<unsigned char>("0123456789ABCDEF"[i])] = static_cast<signed char>(i);
  }
  return table;
}();

}  // namespace

int hex_value(char c) { return std::max<int>(hex_table[static_cast<unsigned char>(c)], no_hex); }

bool decode_hex(std::string_view text, Input& input) {
  input.der.resize(text.size() / 2 + 1);
  std::uint8_t* out = input.der.data();
  int high = no_hex;  // the first digit of the byte, if it has been read
  for (const char digit : text) {
    const int value{hex_table[static_cast<unsigned char>(digit)]};
    if (value < 0) {
      if (value == no_hex) {
        return false;
      }
    } else if (high < 0) {
      high = value;
    } else {
      *out++ = static_cast<std::uint8_t>(high << 4 | value);
      high = no_hex;
    }
  }
  if (high >= 0) {
    set_problem(input, "hexadecimal", "hexadecimal with an odd number of digits");
    return true;
  }
  input.der.resize(static_cast<std::size_t>(out - input.der.data()));
  input.form = "hexadecimal";
  return true;
}

void decode_input(std::string_view content, std::span<const std::string_view> labels, Input& input) {
  input.problem.clear();
  if (content.empty()) {
    input.der.clear();
    input.form = "DER";
    return;
  }
  std::string_view text = content;
  if (text.starts_with("\xef\xbb\xbf")) {  // a byte order mark
    text.remove_prefix(3);
  }
  while (!text.empty() && is_space(text.front())) {
    text.remove_prefix(1);
  }
  if (text.empty()) {
    return set_problem(input, "text", "nothing but white space");
  }
  if (const std::string_view mistake = name_of_mistake(text); !mistake.empty()) {
    return set_problem(input, "text", std::string{mistake});
  }
  // RFC 7468 5.2 allows any bytes around the blocks. DER begins with 0x30, the digit 0, and mostly a long length.
  const bool is_long_der = text.size() > 1 && text[0] == '\x30' && !is_text(text[1]);
  if (text.find("-----BEGIN ") != std::string_view::npos && !is_long_der) {
    return decode_pem(text, labels, input);
  }
  const std::string_view digits = text.substr(text.starts_with("0x") || text.starts_with("0X") ? 2 : 0);
  if (decode_hex(digits, input)) {
    return;
  }
  if (std::all_of(text.begin(), text.end(), [](char c) { return is_base64(c) || is_space(c); })) {
    return decode_base64(text, "base64", input);
  }
  if (std::all_of(text.begin(), text.end(), is_text)) {
    return set_problem(input, "text", "text that is neither PEM nor base64 nor hexadecimal");
  }
  input.der.assign(content.begin(), content.end());
  input.form = "DER";
}

}  // namespace ocspan_tool
