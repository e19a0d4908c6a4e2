// What the forms of text have in common.
#include <algorithm>
#include <utility>
#include <vector>

#include "input/forms/form.hpp"

namespace ocspan_tool {

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front())) {
    text.remove_prefix(1);
  }
  while (!text.empty() && is_space(text.back())) {
    text.remove_suffix(1);
  }
  return text;
}

std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) {
    line.remove_suffix(1);
  }
  return line;
}

bool add_lines(const Form& form, std::string_view content, bool (*decode)(std::string_view, std::span<std::uint8_t>&),
               Input& input) {
  std::vector<std::pair<std::string_view, std::span<std::uint8_t>>> messages;
  for (std::string_view rest = content; !rest.empty();) {
    const std::string_view line = trim(take_line(rest));
    if (line.empty()) {
      continue;
    }
    std::span<std::uint8_t> bytes = input.new_bytes(line.size());
    if (!decode(line, bytes) || !is_one_value(bytes)) {
      return false;
    }
    messages.emplace_back(line, bytes);
  }
  for (const auto& [line, bytes] : messages) {
    input.add(form, line, bytes);
  }
  return !messages.empty();
}

}  // namespace ocspan_tool
