#include "input.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <ocspan/ocspan.hpp>
#include <optional>
#include <stdexcept>

namespace ocspan_tool {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool is_text(char c) { return is_space(c) || (c >= 0x20 && c < 0x7f); }
bool is_base64(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/' || c == '=';
}

/// What people hand over by mistake, in words; empty if it is nothing of the kind.
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

Input problem(std::string form, std::string why) { return {{}, std::move(form), std::move(why)}; }

Input decode_base64(std::string_view text, const std::string& form) {
  Input input{std::vector<std::uint8_t>(text.size()), form, {}};
  const ocspan::Result<ocspan::Bytes> der = ocspan::decode_base64(text, input.der);
  if (!der) {
    return problem(form, form + " that is damaged at character " + std::to_string(der.error().offset));
  }
  input.der.resize((*der).size());
  return input;
}

Input decode_pem(std::string_view text, const std::vector<std::string_view>& labels) {
  ocspan::PemReader reader{text};
  std::string others;
  while (true) {
    const ocspan::Result<std::optional<ocspan::PemBlock>> block = reader.next();
    if (!block) {
      return problem("PEM", "a PEM block without its END line");
    }
    if (!*block) {
      return problem("PEM", "PEM without a block " + std::string{labels.front()} + "; it has" + others);
    }
    if (std::find(labels.begin(), labels.end(), (*block)->label) != labels.end()) {
      return decode_base64((*block)->base64, "PEM");
    }
    if (others.size() < 200) {
      others += " " + std::string{(*block)->label};
    }
  }
}

}  // namespace

int hex_value(char c) {
  if (c >= '0' && c <= '9') {
    return c - '0';
  }
  if (c >= 'a' && c <= 'f') {
    return c - 'a' + 10;
  }
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool is_hex(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return hex_value(c) >= 0 || is_space(c) || c == ':'; });
}

Input decode_hex(std::string_view text) {
  Input input{{}, "hexadecimal", {}};
  int high = -1;
  for (const char c : text) {
    const int digit = hex_value(c);
    if (digit < 0) {
      continue;  // white space and colons
    }
    if (high < 0) {
      high = digit;
    } else {
      input.der.push_back(static_cast<std::uint8_t>(high * 16 + digit));
      high = -1;
    }
  }
  if (high >= 0) {
    return problem("hexadecimal", "hexadecimal with an odd number of digits");
  }
  return input;
}

Input decode_input(std::string_view content, const std::vector<std::string_view>& labels) {
  if (content.empty()) {
    return {{}, "DER", {}};
  }
  std::string_view text = content;
  if (text.starts_with("\xef\xbb\xbf")) {  // a byte order mark
    text.remove_prefix(3);
  }
  while (!text.empty() && is_space(text.front())) {
    text.remove_prefix(1);
  }
  if (text.empty()) {
    return problem("text", "nothing but white space");
  }
  if (const std::string_view mistake = name_of_mistake(text); !mistake.empty()) {
    return problem("text", std::string{mistake});
  }
  // A message has octets that no text has; its first, 30, is the digit 0.
  if (text.find("-----BEGIN ") != std::string_view::npos && std::all_of(text.begin(), text.end(), is_text)) {
    return decode_pem(text, labels);
  }
  const std::string_view digits = text.substr(text.starts_with("0x") || text.starts_with("0X") ? 2 : 0);
  if (is_hex(digits)) {
    return decode_hex(digits);
  }
  if (std::all_of(text.begin(), text.end(), [](char c) { return is_base64(c) || is_space(c); })) {
    return decode_base64(text, "base64");
  }
  if (std::all_of(text.begin(), text.end(), is_text)) {
    return problem("text", "text that is neither PEM nor base64 nor hexadecimal");
  }
  return {std::vector<std::uint8_t>(content.begin(), content.end()), "DER", {}};
}

std::string read_content(const std::string& path) {
  if (path != "-" && std::filesystem::is_directory(path)) {
    throw std::runtime_error{"is a folder"};
  }
  std::FILE* const opened = path == "-" ? stdin : std::fopen(path.c_str(), "rb");
  if (opened == nullptr) {
    throw std::runtime_error{std::strerror(errno)};
  }
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file{opened, std::fclose};
  std::string content;
  char buffer[65536];
  while (true) {
    const std::size_t count = std::fread(buffer, 1, sizeof buffer, file.get());
    content.append(buffer, count);
    if (count < sizeof buffer) {
      break;
    }
    if (content.size() > ocspan::max_input_size) {  // no more is needed to refuse it
      break;
    }
  }
  if (std::ferror(file.get()) != 0) {
    throw std::runtime_error{std::strerror(errno)};
  }
  return content;
}

}  // namespace ocspan_tool
