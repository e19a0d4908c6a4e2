// Base64 as it stands in files: over several lines, percent-encoded, in JSON.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "find/window.hpp"

namespace ocspan_tool::find {

/// The value of each character of base64 or base64url (RFC 4648 4 and 5), or -1.
inline constexpr std::array<signed char, 256> base64_table = [] {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::array<signed char, 256> table{};
  table.fill(-1);
  for (std::size_t i = 0; i < digits.size(); ++i) {
    table[static_cast<unsigned char>(digits[i])] = static_cast<signed char>(i);
  }
  table['-'] = 62;
  table['_'] = 63;
  return table;
}();

/// Reads digits of base64 from where a window stands. Between them lines may end, and the next may begin with blanks;
/// characters may be written as %2B, and as \/, \n, \r and \u002b of JSON.
class Base64Cursor {
 public:
  explicit Base64Cursor(Window& window) : window_(window) {}

  /// The value of the next digit; nullopt if there is none.
  std::optional<unsigned> next();
  /// Passes over up to `most` signs of padding, which may be on new lines, too.
  void skip_padding(unsigned most);
  /// How many bytes were read.
  std::size_t size() const { return at_; }
  /// Where the last digit begins.
  std::size_t last() const { return last_; }

 private:
  struct Character {
    int value = -1;  ///< -1 if there is none
    std::size_t size = 0;
  };
  void skip_line_ends();
  int byte(std::size_t at);
  int hexadecimal(std::size_t at, unsigned digits);
  Character character();

  Window& window_;
  std::size_t at_ = 0;
  std::size_t last_ = 0;
};

}  // namespace ocspan_tool::find
