// HTTP messages (RFC 9112): as curl -i shows them, or as they were sent.
#include <algorithm>
#include <charconv>
#include <optional>

#include "input/forms/form.hpp"

namespace ocspan_tool {
namespace {

struct Head {
  std::string_view first_line;
  std::string_view fields;
  std::string_view body;
};

/// The head ends with an empty line.
Head split(std::string_view message) {
  Head head;
  std::string_view rest = message;
  head.first_line = take_line(rest);
  const std::string_view fields = rest;
  while (!rest.empty()) {
    const std::size_t size = fields.size() - rest.size();
    if (take_line(rest).empty()) {
      head.fields = fields.substr(0, size);
      head.body = rest;
      return head;
    }
  }
  head.fields = fields;
  head.body = rest;
  return head;
}

char lower(char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c); }

/// The value of a header field, which is named in lower case; empty if it is not there.
std::string_view field_of(std::string_view fields, std::string_view name) {
  while (!fields.empty()) {
    const std::string_view line = take_line(fields);
    const std::string_view key = line.substr(0, line.find(':'));
    if (key.size() < line.size() && key.size() == name.size() &&
        std::equal(key.begin(), key.end(), name.begin(), [](char a, char b) { return lower(a) == b; })) {
      return trim(line.substr(key.size() + 1));
    }
  }
  return {};
}

/// Gives the bytes of a body in chunks (RFC 9112 7.1). False if it is not in chunks: curl has put them together
/// already.
bool read_chunks(const std::string_view whole, ByteSink& sink) {
  std::string_view body = whole;
  while (!body.empty()) {
    const std::string_view line = take_line(body);
    const std::string_view digits = line.substr(0, line.find_first_of("; \t"));
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), size, 16);
    if (error != std::errc{} || digits.empty() || end != digits.data() + digits.size() || size > body.size()) {
      return false;
    }
    if (size == 0) {
      return true;  // what follows are trailer fields
    }
    const auto begin = static_cast<std::size_t>(body.data() - whole.data());
    for (std::size_t i = 0; i < size; ++i) {
      sink.put(static_cast<std::uint8_t>(body[i]), begin + i);
    }
    body.remove_prefix(size);
    if (!take_line(body).empty()) {
      return false;
    }
  }
  return false;  // without the last chunk
}

/// The bytes of a body in chunks; nothing if it is not in chunks.
std::optional<std::span<std::uint8_t>> join_chunks(std::string_view body, Input& input) {
  ByteSink sizes;
  if (!read_chunks(body, sizes)) {
    return std::nullopt;
  }
  ByteSink sink{input.new_bytes(sizes.count)};
  read_chunks(body, sink);
  return sink.room;
}

std::size_t locate_in_body(std::string_view body, std::size_t offset) {
  ByteSink sink{{}, offset};
  return read_chunks(body, sink) ? std::min(sink.place, body.size()) : offset;
}

/// The first line of a head, as far as it may be shown.
std::string shown(std::string_view line) {
  line = line.substr(0, 80);
  const bool is_printable = std::all_of(line.begin(), line.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
  return is_printable ? std::string{line} : "a first line that is damaged";
}

void add_body(const Form& form, const Head& head, Input& input) {
  std::string_view body = head.body;
  const std::string why = "an " + std::string{form.name} + " (" + shown(head.first_line) + ")";
  if (const std::string_view coding = field_of(head.fields, "content-encoding");
      !coding.empty() && coding != "identity") {
    return input.add_problem(form, why + ", and its body is compressed: curl --compressed undoes that");
  }
  const bool is_chunked = field_of(head.fields, "transfer-encoding").ends_with("chunked");
  if (!is_chunked) {
    const std::string_view length = field_of(head.fields, "content-length");
    std::size_t size = body.size();
    std::from_chars(length.data(), length.data() + length.size(), size);
    body = body.substr(0, size);
  }
  const std::optional<std::span<std::uint8_t>> joined = is_chunked ? join_chunks(body, input) : std::nullopt;
  const std::span<std::uint8_t> bytes = joined ? *joined : input.bytes_of_part(body);
  if (trim(text_of(bytes)).empty()) {
    return input.add_problem(form, why + " without a body");
  }
  if (const std::string_view name = name_of_mistake(trim(text_of(bytes))); !name.empty()) {
    return input.add_problem(form, why + ", and its body is " + std::string{name});
  }
  const std::string_view status = head.first_line.substr(std::min(head.first_line.find(' '), head.first_line.size()));
  if ((status.starts_with(" 4") || status.starts_with(" 5")) && bytes[0] != 0x30) {
    return input.add_problem(form, why + ", and its body is no message");
  }
  input.add_any(form, body, bytes);
}

bool undo_response(std::string_view content, Input& input) {
  if (!content.starts_with("HTTP/")) {
    return false;
  }
  Head head = split(content);
  while (head.body.starts_with("HTTP/")) {  // that of a proxy, 100 Continue, or one that led elsewhere
    head = split(head.body);
  }
  add_body(http_response, head, input);
  return true;
}

bool undo_request(std::string_view content, Input& input) {
  if (!content.starts_with("POST ") || content.substr(0, content.find('\n')).find(" HTTP/") == std::string_view::npos) {
    return false;
  }
  add_body(http_request, split(content), input);
  return true;
}

}  // namespace

const Form http_response{"HTTP response", false, undo_response, locate_in_body};
const Form http_request{"HTTP request", false, undo_request, locate_in_body};

}  // namespace ocspan_tool
