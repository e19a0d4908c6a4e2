#include "find/base64_cursor.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>

namespace ocspan_tool::find {
namespace {

/// How many line ends and blanks may stand between two digits.
constexpr unsigned max_space = 64;

}  // namespace

std::optional<unsigned> Base64Cursor::next() {
  skip_line_ends();
  const Character read = character();
  const int value = read.value < 0 ? -1 : base64_table[static_cast<std::size_t>(read.value)];
  if (value < 0) {
    return std::nullopt;
  }
  last_ = at_;
  at_ += read.size;
  return static_cast<unsigned>(value);
}

void Base64Cursor::skip_padding(unsigned most) {
  for (unsigned i = 0; i < most; ++i) {
    const std::size_t before = at_;
    skip_line_ends();
    const Character read = character();
    if (read.value != '=') {
      at_ = before;
      return;
    }
    at_ += read.size;
  }
}

/// Passes over line ends, and blanks behind them.
void Base64Cursor::skip_line_ends() {
  bool is_new_line = false;
  for (unsigned passed = 0; passed < max_space; ++passed) {
    const Character read = character();
    const bool ends_line = read.value == '\n' || read.value == '\r';
    is_new_line = is_new_line || ends_line;
    if (!ends_line && !(is_new_line && (read.value == ' ' || read.value == '\t'))) {
      return;
    }
    at_ += read.size;
  }
}

int Base64Cursor::byte(std::size_t at) {
  constexpr std::size_t some = 1024;
  if (at >= window_.bytes().size() && !window_.fill(at + some) && at >= window_.bytes().size()) {
    return -1;
  }
  return window_.bytes()[at];
}

/// The value of so many hexadecimal digits, at most four, or -1.
int Base64Cursor::hexadecimal(std::size_t at, unsigned digits) {
  char text[4] = {};
  for (unsigned i = 0; i < digits; ++i) {
    text[i] = static_cast<char>(std::max(byte(at + i), 0));
  }
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text, text + digits, value, 16);
  return error == std::errc{} && end == text + digits && value < 256 ? static_cast<int>(value) : -1;
}

Base64Cursor::Character Base64Cursor::character() {
  const int first = byte(at_);
  if (first == '%') {
    return {hexadecimal(at_ + 1, 2), 3};
  }
  if (first != '\\') {
    return {first, 1};
  }
  switch (const int escaped = byte(at_ + 1); escaped) {
    case 'n':
      return {'\n', 2};
    case 'r':
      return {'\r', 2};
    case '/':
      return {'/', 2};
    case 'u':
      return {hexadecimal(at_ + 2, 4), 6};
    default:
      return {};
  }
}

}  // namespace ocspan_tool::find
