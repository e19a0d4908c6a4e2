// What tshark writes: a stream that it follows, and JSON with the bytes of what it has dissected.
#include <algorithm>
#include <vector>

#include "input/forms/form.hpp"

namespace ocspan_tool {
namespace {

/// A part of the content that is hexadecimal or a dump, of what one of the two has sent.
struct Part {
  std::string_view text;
  bool is_response;
};

constexpr std::string_view http_in_hex = "485454502f";  // "HTTP/"
constexpr std::string_view http_in_dump = "48 54 54 50 2f";

/// The lines of a stream, of one of the two after the other: those of the second begin with a tab.
std::vector<Part> parts_of_stream(std::string_view stream) {
  std::vector<Part> parts;
  std::string_view lines = stream;
  bool was_indented = false;
  while (!lines.empty()) {
    const std::string_view line = take_line(lines);
    if (line.empty() || line.starts_with("===")) {
      break;
    }
    const bool is_indented = line.starts_with('\t');
    if (parts.empty() || is_indented != was_indented) {
      const bool is_response = trim(line).starts_with(http_in_hex) || line.find(http_in_dump) < 16;
      parts.push_back({line, is_response});
    }
    std::string_view& text = parts.back().text;
    const auto begin = static_cast<std::size_t>(text.data() - stream.data());
    text = stream.substr(begin, static_cast<std::size_t>(line.data() - stream.data()) + line.size() - begin);
    was_indented = is_indented;
  }
  return parts;
}

/// What stands in "ocsp_raw": ["3003...", offset, size, ...], as in all that has a name with _raw.
std::vector<Part> parts_of_json(std::string_view json) {
  constexpr std::string_view name = "\"ocsp_raw\"";
  std::vector<Part> parts;
  for (std::size_t at = json.find(name); at != std::string_view::npos; at = json.find(name, at)) {
    at = std::min(json.find('"', at + name.size()), json.size() - 1) + 1;
    const std::string_view digits = json.substr(at, json.find('"', at) - at);
    // In an OCSPResponse an ENUMERATED is behind the length, which has bytes of its own if it is not short.
    const bool is_long = digits.size() > 3 && digits[2] == '8';
    const std::size_t contents = is_long ? 4 + 2 * static_cast<std::size_t>(std::max(hex_value(digits[3]), 0)) : 4;
    parts.push_back({digits, digits.substr(std::min(contents, digits.size())).starts_with("0a01")});
  }
  return parts;
}

/// Adds the parts of the kind that is wanted, or all if there is none of it.
bool add_parts(std::vector<Part> parts, const Form& form, Input& input) {
  const auto is_wanted = [&](const Part& part) {
    const std::string_view label = part.is_response ? "OCSP RESPONSE" : "OCSP REQUEST";
    return std::find(input.labels().begin(), input.labels().end(), label) != input.labels().end();
  };
  if (std::any_of(parts.begin(), parts.end(), is_wanted)) {
    std::erase_if(parts, [&](const Part& part) { return !is_wanted(part); });
  }
  for (const Part& part : parts) {
    if (part.text.empty() || !form.undo(part.text, input)) {
      input.add_problem(tshark, "an export of tshark, in which this is no " + std::string{form.name});
    }
  }
  return !parts.empty();
}

bool undo_tshark(std::string_view content, Input& input) {
  if (content.starts_with('[') || content.starts_with('{')) {
    return add_parts(parts_of_json(content), hexadecimal, input);
  }
  std::string_view rest = content;
  if (!take_line(rest).starts_with("===") || !rest.starts_with("Follow: ")) {
    return false;
  }
  const bool is_raw = take_line(rest).ends_with(",raw");
  while (rest.starts_with("Filter: ") || rest.starts_with("Node ")) {
    take_line(rest);
  }
  return add_parts(parts_of_stream(rest), is_raw ? hexadecimal : hex_dump, input);
}

}  // namespace

const Form tshark{"tshark", true, undo_tshark, locate_same};

}  // namespace ocspan_tool
