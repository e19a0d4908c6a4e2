#include "output/json_writer.hpp"

namespace ocspan_tool {
namespace {

bool is_special(char c) { return c == '"' || c == '\\'; }

}  // namespace

void JsonWriter::number(std::uint64_t value) {
  char digits[20];
  std::size_t begin = sizeof digits;
  do {
    digits[--begin] = static_cast<char>('0' + value % 10);
    value /= 10;
  } while (value != 0);
  out_.put(std::string_view{digits + begin, sizeof digits - begin});
}

void JsonWriter::string(std::string_view text) {
  out_.put('"');
  for (const char c : text) {
    const auto byte = static_cast<std::uint8_t>(c);
    if (byte >= 0x20) {
      if (is_special(c)) {
        out_.put('\\');
      }
      out_.put(c);
    } else if (byte >= '\b' && byte <= '\r' && byte != '\v') {
      out_.put('\\');
      out_.put("btn.fr"[byte - '\b']);
    } else {
      out_.put(Literal{"\\u00"}.view());
      out_.put_hex(byte);
    }
  }
  out_.put('"');
}

void JsonWriter::hex(ocspan::Bytes bytes) {
  out_.put('"');
  out_.put_hex(bytes);
  out_.put('"');
}

void JsonWriter::open(char bracket) {
  out_.put(bracket);
  first_ = true;
}

void JsonWriter::close(char bracket) {
  out_.put(bracket);
  first_ = false;
}

void JsonWriter::separate() {
  if (!first_) {
    out_.put(',');
  }
  first_ = false;
}

void JsonWriter::put_key(std::string_view key) {
  separate();
  out_.put('"');
  out_.put(key);
  out_.put(Literal{"\":"}.view());
}

void JsonWriter::finish_text(const ocspan::Result<std::string_view>& written) {
  if (written) {
    out_.put('"');
    escape_in_place((*written).size());
    out_.put('"');
  } else if (written.error().code == ocspan::ErrorCode::no_space) {
    out_.advance(2 * std::size_t{written.error().offset} + 2);  // enough even if every character has to be escaped
  } else {
    null();
  }
}

void JsonWriter::escape_in_place(std::size_t size) {
  const std::span<char> text = out_.rest();
  std::size_t special = 0;
  for (const char c : text.first(size)) {
    special += is_special(c) ? 1U : 0U;
  }
  out_.advance(size + special);
  if (size + special > text.size()) {
    return;
  }
  for (std::size_t from = size, to = size + special; from != to;) {
    text[--to] = text[--from];
    if (is_special(text[to])) {
      text[--to] = '\\';
    }
  }
}

}  // namespace ocspan_tool
