// Hexadecimal and base64, as they stand.
#include <algorithm>
#include <array>
#include <ocspan/ocspan.hpp>

#include "input/forms/form.hpp"

namespace ocspan_tool {
namespace {

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

enum class Hex : std::uint8_t { decoded, odd, other };

/// Writes the bytes to `end`, where there is room for half as many as there are characters, and moves it behind them.
Hex decode_hex(std::string_view text, std::uint8_t*& end) {
  std::uint8_t* out = end;  // which the bytes cannot alias
  int high = no_hex;        // the first digit of the byte, if it has been read
  for (const char digit : text) {
    const int value{hex_table[static_cast<unsigned char>(digit)]};
    if (value < 0) {
      if (value == no_hex) {
        return Hex::other;
      }
    } else if (high < 0) {
      high = value;
    } else {
      *out++ = static_cast<std::uint8_t>(high << 4 | value);
      high = no_hex;
    }
  }
  end = out;
  return high < 0 ? Hex::decoded : Hex::odd;
}

bool decode_hex_line(std::string_view line, std::span<std::uint8_t>& bytes) {
  std::uint8_t* end = bytes.data();
  const Hex result = decode_hex(line, end);
  bytes = bytes.first(static_cast<std::size_t>(end - bytes.data()));
  return result == Hex::decoded;
}

bool decode_base64_line(std::string_view line, std::span<std::uint8_t>& bytes) {
  return decode_any_base64(line, bytes) == none;
}

/// Whether there are several lines, which are perhaps a message each, as all of them are none.
bool may_be_lines(std::string_view content, std::span<const std::uint8_t> bytes) {
  return !is_one_value(bytes) && content.find('\n') < content.size() - 1;
}

bool undo_hexadecimal(std::string_view content, Input& input) {
  const std::string_view text = content.substr(content.starts_with("0x") || content.starts_with("0X") ? 2 : 0);
  const auto is_digit = [](char c) { return hex_table[static_cast<unsigned char>(c)] != no_hex; };
  // Most other forms show it soon; then no memory is taken.
  if (!std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(text.size(), 64)),
                   is_digit)) {
    return false;
  }
  const std::span<std::uint8_t> bytes = input.new_bytes(text.size() / 2);
  std::uint8_t* end = bytes.data();
  const Hex result = decode_hex(text, end);
  if (result == Hex::odd) {
    input.add_problem(hexadecimal, "hexadecimal with an odd number of digits");
  } else if (result == Hex::decoded) {
    const std::span<std::uint8_t> decoded = bytes.first(static_cast<std::size_t>(end - bytes.data()));
    if (!may_be_lines(text, decoded) || !add_lines(hexadecimal, content, decode_hex_line, input)) {
      input.add_decoded(hexadecimal, text, decoded);
    }
  }
  return result != Hex::other;
}

/// Where the digit of that number stands, the first being 0; at the end if there are fewer.
template <class IsDigit>
std::size_t locate_digit(std::string_view text, std::size_t number, IsDigit is_digit) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_digit(text[i])) {
      if (number == 0) {
        return i;
      }
      --number;
    }
  }
  return text.size();
}

std::size_t locate_hexadecimal(std::string_view text, std::size_t offset) {
  return locate_digit(text, 2 * offset, [](char c) { return hex_value(c) >= 0; });
}

bool is_base64(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/' || c == '=';
}

/// A plus sign that a form of the web has made a space of: within a line, in what is no base64 with the space left out.
bool add_with_spaces_as_plus(std::string_view content, Input& input) {
  content = trim(content);
  if (content.find(' ') == std::string_view::npos || content.find('\n') != std::string_view::npos) {
    return false;
  }
  const std::span<std::uint8_t> bytes = input.new_bytes(content.size());
  const ocspan::Result<ocspan::Bytes> der = ocspan::decode_ocsp_get_path(content, bytes);
  if (!der || !is_one_value(*der)) {
    return false;
  }
  input.add(get_url, content, bytes.first((*der).size()));
  return true;
}

bool undo_base64_by(const Form& form, std::string_view content, Input& input) {
  std::span<std::uint8_t> bytes = input.new_bytes(content.size());
  const std::size_t damaged = decode_any_base64(content, bytes);
  if ((damaged != none || !is_one_value(bytes)) && add_with_spaces_as_plus(content, input)) {
    return true;
  }
  if ((damaged != none || may_be_lines(content, bytes)) && add_lines(form, content, decode_base64_line, input)) {
    return true;
  }
  if (damaged != none) {
    input.add_problem(form, std::string{form.name} + " that is damaged at character " +
                                std::to_string(input.place_of(content.substr(damaged))));
  } else {
    input.add_decoded(form, content, bytes);
  }
  return true;
}

bool undo_base64(std::string_view content, Input& input) {
  return std::all_of(content.begin(), content.end(), [](char c) { return is_base64(c) || is_space(c); }) &&
         undo_base64_by(base64, content, input);
}

bool undo_base64url(std::string_view content, Input& input) {
  return std::all_of(
             content.begin(), content.end(),
             [](char c) { return (is_base64(c) && c != '+' && c != '/') || c == '-' || c == '_' || is_space(c); }) &&
         undo_base64_by(base64url, content, input);
}

}  // namespace

const Form hexadecimal{"hexadecimal", true, undo_hexadecimal, locate_hexadecimal};
const Form base64{"base64", true, undo_base64, locate_base64};
const Form base64url{"base64url", true, undo_base64url, locate_base64};

int hex_value(char c) { return std::max<int>(hex_table[static_cast<unsigned char>(c)], no_hex); }

bool decode_hex(std::string_view text, std::vector<std::uint8_t>& bytes) {
  bytes.resize(text.size() / 2);
  std::uint8_t* end = bytes.data();
  const Hex result = decode_hex(text, end);
  bytes.resize(static_cast<std::size_t>(end - bytes.data()));
  return result == Hex::decoded;
}

std::size_t decode_any_base64(std::string_view text, std::span<std::uint8_t>& bytes) {
  ocspan::Result<ocspan::Bytes> der = ocspan::decode_base64(text, bytes);
  if (!der) {
    // The other alphabet, and no padding: rare, so that the copy costs nobody much.
    std::string standard{text};
    std::replace(standard.begin(), standard.end(), '-', '+');
    std::replace(standard.begin(), standard.end(), '_', '/');
    const auto digits = std::count_if(text.begin(), text.end(), [](char c) { return !is_space(c); });
    const bool has_padding = text.find('=') != std::string_view::npos;
    standard.append(has_padding || digits % 4 < 2 ? 0 : static_cast<std::size_t>(4 - digits % 4), '=');
    der = ocspan::decode_base64(standard, bytes);
  }
  if (!der) {
    return std::min<std::size_t>(der.error().offset, text.size());
  }
  bytes = bytes.first((*der).size());
  return none;
}

std::size_t locate_base64(std::string_view text, std::size_t offset) {
  return locate_digit(text, offset * 8 / 6, [](char c) { return !is_space(c); });
}

}  // namespace ocspan_tool
