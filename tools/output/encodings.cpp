#include "output/encodings.hpp"

namespace ocspan_tool {

std::string base64_of(ocspan::Bytes bytes) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::size_t count = bytes.size() - at < 3 ? bytes.size() - at : 3;
    unsigned group = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      group = group << 8 | (i < count ? bytes[at + i] : 0U);
    }
    for (std::size_t i = 0; i < 4; ++i) {
      text += i <= count ? digits[group >> (18 - 6 * i) & 0x3fU] : '=';
    }
  }
  return text;
}

std::string hex_of(ocspan::Bytes bytes) {
  std::string text;
  for (const std::uint8_t byte : bytes) {
    text += "0123456789abcdef"[byte >> 4];
    text += "0123456789abcdef"[byte & 0xfU];
  }
  return text;
}

std::string pem_of(std::string_view label, ocspan::Bytes der) {
  constexpr std::size_t line = 64;
  const std::string base64 = base64_of(der);
  std::string text = "-----BEGIN " + std::string{label} + "-----\n";
  for (std::size_t at = 0; at < base64.size(); at += line) {
    text += base64.substr(at, line) + "\n";
  }
  return text + "-----END " + std::string{label} + "-----\n";
}

}  // namespace ocspan_tool
