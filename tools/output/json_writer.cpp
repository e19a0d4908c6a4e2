#include "output/json_writer.hpp"

namespace ocspan_tool {
namespace {

bool is_special(char c) { return c == '"' || c == '\\'; }

}  // namespace

std::string_view JsonWriter::written() const {
  const ocspan::Result<std::string_view> text = out_.finish();
  if (!text) {
    __builtin_trap();  // fixed_part is too small
  }
  return *text;
}

void JsonWriter::make_room(std::size_t room) {
  if (out_.rest().size() < room) {
    out_ = ocspan::TextWriter{sink_->take(written(), room)};
  }
}

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
  if (sink_ != nullptr) {
    make_room(6 * text.size() + 2 + fixed_part);  // each character may become \u001f
  }
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
  if (sink_ != nullptr) {
    for (; bytes.size() > fixed_part; bytes = bytes.subspan(fixed_part)) {
      make_room(2 * fixed_part);
      out_.put_hex(bytes.first(fixed_part));
    }
    make_room(2 * bytes.size() + 1 + fixed_part);
  }
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

/// How many characters the text takes even if each has to be escaped, with its quotation marks.
std::size_t JsonWriter::room_for(const ocspan::Result<std::string_view>& text) {
  return text                                               ? 2 * text->size() + 2
         : text.error().code == ocspan::ErrorCode::no_space ? 2 * std::size_t{text.error().offset} + 2
                                                            : 0;
}

void JsonWriter::finish_text(const ocspan::Result<std::string_view>& written) {
  if (written) {
    out_.put('"');
    escape_in_place((*written).size());
    out_.put('"');
  } else if (written.error().code == ocspan::ErrorCode::no_space) {
    out_.advance(room_for(written));
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
