// Arrays as sources of programs have them: xxd -i, openssl's -C, "\x30\x82".
#include <algorithm>
#include <charconv>

#include "input/forms/form.hpp"

namespace ocspan_tool {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Gives the bytes of a list of numbers, or of a string with escapes. False if there is anything else between them.
bool read_array(std::string_view text, ByteSink& sink) {
  for (std::size_t i = 0; i < text.size();) {
    if (is_space(text[i]) || text[i] == ',' || text[i] == '"' || text[i] == ';') {
      ++i;
      continue;
    }
    const std::string_view start = text.substr(i, 2);
    const bool is_hexadecimal = start == "0x" || start == "0X" || start == "\\x";
    const std::size_t digits = i + (is_hexadecimal ? 2 : 0);
    const std::size_t end = std::min(digits + (is_hexadecimal ? 2 : 3), text.size());
    unsigned value = 0;
    const auto [after, error] =
        std::from_chars(text.data() + digits, text.data() + end, value, is_hexadecimal ? 16 : 10);
    const auto next = static_cast<std::size_t>(after - text.data());
    const bool is_longer = next < text.size() && (is_digit(text[next]) || hex_value(text[next]) >= 0);
    if (error != std::errc{} || value > 0xff || is_longer) {
      return false;
    }
    sink.put(static_cast<std::uint8_t>(value), i);
    i = next;
  }
  return true;
}

/// What stands between the first pair of braces or brackets that has numbers in it; all if there are none.
std::string_view list_in(std::string_view text) {
  std::size_t begin = text.find('{');
  if (begin == std::string_view::npos && text.starts_with('[')) {
    begin = 0;
  }
  if (begin == std::string_view::npos) {
    const std::size_t is = text.find('=');
    return is == std::string_view::npos ? text : text.substr(is + 1);
  }
  return text.substr(begin + 1, text.find_first_of("}]", begin) - begin - 1);
}

bool undo_c_array(std::string_view content, Input& input) {
  const bool may_be = content.find("0x") != std::string_view::npos || content.find("0X") != std::string_view::npos ||
                      content.find("\\x") != std::string_view::npos || content.find(',') != std::string_view::npos;
  if (!may_be) {
    return false;
  }
  const std::string_view text = list_in(content);
  ByteSink sizes;
  if (!read_array(text, sizes) || sizes.count == 0) {
    return false;
  }
  ByteSink sink{input.new_bytes(sizes.count)};
  read_array(text, sink);
  input.add_decoded(c_array, text, sink.room);
  return true;
}

std::size_t locate_c_array(std::string_view text, std::size_t offset) {
  ByteSink sink{{}, offset};
  read_array(text, sink);
  return std::min(sink.place, text.size());
}

}  // namespace

const Form c_array{"C array", true, undo_c_array, locate_c_array};

}  // namespace ocspan_tool
