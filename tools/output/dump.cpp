#include "output/dump.hpp"

#include <algorithm>
#include <array>

#include "output/values.hpp"

namespace ocspan_tool {

using namespace ocspan;

namespace {

constexpr bool is_constructed(Tag tag) { return (static_cast<unsigned>(tag) & 0x20) != 0; }

/// Calls `use.template operator()<Message>()` for the type of the message.
template <class Use>
auto with_message(Field message, Use use) {
  switch (message) {
    case Field::ocsp_request:
      return use.template operator()<OCSPRequest>();
    case Field::certificate:
      return use.template operator()<Certificate>();
    case Field::basic_ocsp_response:
      return use.template operator()<BasicOCSPResponse>();
    default:
      return use.template operator()<OCSPResponse>();
  }
}

/// Hands on the events of a message, and behind an error the values and bytes that are left.
class Dumper {
 public:
  Dumper(Bytes der, DumpSink& sink) : der_(der), sink_(sink) {}

  void operator()(const Event& event, const Trace& enclosing) {
    depth_ = std::min<std::size_t>(event.depth, ends_.size() - 1);
    last_ = event;
    begin_ = event.offset + event.header;
    ends_[depth_++] = std::size_t{begin_} + event.length;
    sink_.take({event, der_.subspan(begin_, event.length), &enclosing});
  }

  /// What no event has covered.
  void take_rest(const Error& error) {
    std::size_t at = begin_;
    if (depth_ != 0 && !is_looked_into(error)) {
      at = ends_[--depth_];
    }
    while (true) {
      const std::size_t end = depth_ == 0 ? der_.size() : ends_[depth_ - 1];
      if (at < end) {
        at = take_value(at, end);
      } else if (depth_ == 0) {
        return;
      } else {
        --depth_;
      }
    }
  }

 private:
  /// Whether the error is in the last value, behind others that are read one by one.
  bool is_looked_into(const Error& error) const {
    return error.offset >= begin_ && last_.length != 0 && (is_constructed(last_.tag) || last_.field == Field::response);
  }

  /// Takes what stands at `at`, and returns where to go on.
  std::size_t take_value(std::size_t at, std::size_t end) {
    const Bytes rest = der_.subspan(at, end - at);
    ReadContext context{rest};
    Reader reader{context};
    const Bytes contents = reader.any(Field::none);
    DumpLine line;
    line.event.depth = static_cast<std::uint16_t>(depth_);
    line.event.offset = static_cast<std::uint32_t>(at);
    line.is_raw = static_cast<bool>(context.error());
    bool enters = is_constructed(static_cast<Tag>(rest[0])) && depth_ < ends_.size();
    std::size_t size = rest.size() - reader.remaining().size();
    if (line.is_raw) {  // of a value that is cut off, what is there of its contents comes on lines of its own
      enters = enters && context.error().code == ErrorCode::truncated && context.error().offset > 1;
      line.contents = enters ? rest.first(context.error().offset) : rest;
      size = rest.size();
    } else {
      line.contents = contents;
      line.event.tag = static_cast<Tag>(rest[0]);
      line.event.header = static_cast<std::uint32_t>(contents.data() - rest.data());
    }
    line.event.length = static_cast<std::uint32_t>(line.contents.size());
    sink_.take(line);
    if (!enters) {
      return at + size;
    }
    ends_[depth_++] = at + size;
    return at + (line.is_raw ? line.event.length : line.event.header);
  }

  Bytes der_;
  DumpSink& sink_;
  Event last_{};
  std::uint32_t begin_ = 0;              // of the contents of the last value
  std::size_t depth_ = 0;                // how many values are open, the last one among them
  std::array<std::size_t, 100> ends_{};  // of those
};

/// What a function of the library writes, behind what is there already.
template <class Write>
void put_written(TextWriter& text, Write write) {
  const Result<std::string_view> written = write(text.rest());
  text.advance(written ? (*written).size() : written.error().code == ErrorCode::no_space ? written.error().offset : 0);
}

/// The beginning, with "..." if there is more.
void put_bytes(TextWriter& text, Bytes bytes) {
  constexpr std::size_t most = 24;
  text.put_hex(bytes.first(std::min(bytes.size(), most)));
  text.put(bytes.size() > most ? "..."_sv : ""_sv);
}

/// The name and, in parentheses, the numbers.
void put_oid(TextWriter& text, Bytes contents) {
  const Oid oid{contents};
  const std::string_view name = name_of(oid);
  text.put(name);
  text.put(name.empty() ? std::string_view{} : " ("_sv);
  put_written(text, [&](std::span<char> out) { return oid.to_dotted(out); });
  text.put(name.empty() ? std::string_view{} : ")"_sv);
}

/// "0x2001", "-0x7f": without the leading bytes that are zero.
void put_hexadecimal(TextWriter& text, const Integer& integer) {
  const Bytes bytes = integer.bytes();
  const bool negative = integer.is_negative();
  std::size_t last = bytes.size() - 1;  // that is not zero: a negative number has one
  while (negative && bytes[last] == 0) {
    --last;
  }
  text.put(negative ? "-0x"_sv : "0x"_sv);
  bool begun = false;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const unsigned carry = i == last ? 1 : 0;
    const auto byte = static_cast<std::uint8_t>(!negative || i > last ? bytes[i] : (bytes[i] ^ 0xffU) + carry);
    begun = begun || byte != 0 || i + 1 == bytes.size();
    if (begun) {
      text.put_hex(byte);
    }
  }
}

/// "v1 (0)", "successful (0)", "0x2001 (8193)", "8193"
void put_number(TextWriter& text, Field field, Bytes contents) {
  const Integer integer{contents};
  const bool is_small = contents.size() == 1 && contents[0] < 0x7f;
  if (field == Field::serial_number || field == Field::authority_cert_serial_number) {
    put_hexadecimal(text, integer);
  } else if (field == Field::version && is_small) {
    text.put('v');
    text.put_decimal(contents[0] + 1U);
  } else if (field == Field::response_status && is_small) {
    text.put(to_string(static_cast<OCSPResponseStatus>(contents[0])));
  } else if ((field == Field::revocation_reason || field == Field::reason_code) && is_small) {
    text.put(to_string(static_cast<ReasonFlags>(contents[0])));
  }
  const bool is_alone = text.size() == 0;
  const Result<std::string_view> decimal = integer.to_decimal(std::span<char>{});
  if (decimal.error().code != ErrorCode::no_space) {  // too long
    return is_alone ? put_bytes(text, contents) : void();
  }
  text.put(is_alone ? ""_sv : " ("_sv);
  put_written(text, [&](std::span<char> out) { return integer.to_decimal(out); });
  text.put(is_alone ? ""_sv : ")"_sv);
}

void put_time(TextWriter& text, Tag tag, Bytes der, Bytes contents) {
  ReadContext context{der, Tolerance::all};
  Reader reader{context};
  Time time;
  tag == Tag::utc_time ? time.read_utc_time(reader, Field::none) : time.read(reader, Field::none);
  if (context.error()) {
    return put_bytes(text, contents);
  }
  put_written(text, [&](std::span<char> out) { return time.to_text(out); });
}

bool is_printable(Bytes bytes) {
  return !bytes.empty() &&
         std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t c) { return c >= 0x20 && c < 0x7f; });
}

/// Of a tag that is not UNIVERSAL: by its field, or of a GeneralName by its tag.
void put_tagged(TextWriter& text, const DumpLine& line) {
  const unsigned number = static_cast<unsigned>(line.event.tag) & 0x1f;
  switch (line.event.field) {
    case Field::cert_status:
      return text.put(to_string(static_cast<OCSPCertStatus>(number)));
    case Field::authority_cert_serial_number:
    case Field::minimum:
    case Field::maximum:
      return put_number(text, line.event.field, line.contents);
    default:
      break;
  }
  const bool may_be_text = number == 1 || number == 2 || number == 6;
  if (may_be_text && is_printable(line.contents)) {
    put_written(text, [&](std::span<char> out) { return string_to_text(Tag::ia5_string, line.contents, out); });
  } else {
    put_bytes(text, line.contents);
  }
}

bool is_name(const Event& event) {
  const bool has_names_field = event.field == Field::issuer || event.field == Field::subject ||
                               event.field == Field::by_name || event.field == Field::directory_name;
  return has_names_field && event.tag == Tag::sequence && event.index == Event::no_index;
}

Bytes der_of(const DumpLine& line) {
  return {line.contents.data() - line.event.header, line.contents.data() + line.contents.size()};
}

void put_value(TextWriter& text, const DumpLine& line) {
  const Tag tag = line.event.tag;
  if (is_name(line.event)) {
    ReadContext context{der_of(line), Tolerance::all};
    Reader reader{context};
    Name name;
    name.read(reader, Field::none);
    if (!context.error()) {
      put_written(text, [&](std::span<char> out) { return name.to_rfc4514(out); });
    }
    return;
  }
  if (line.event.field == Field::cert_status) {
    return put_tagged(text, line);
  }
  if (line.is_raw || (line.contents.empty() && tag != Tag::null)) {
    return put_bytes(text, line.contents);
  }
  if (is_constructed(tag)) {
    return;
  }
  switch (tag) {
    case Tag::boolean:
      return text.put(line.contents[0] == 0 ? "FALSE"_sv : "TRUE"_sv);
    case Tag::integer:
    case Tag::enumerated:
      return put_number(text, line.event.field, line.contents);
    case Tag::object_identifier:
      return put_oid(text, line.contents);
    case Tag::utc_time:
    case Tag::generalized_time:
      return put_time(text, tag, der_of(line), line.contents);
    case Tag::bit_string:
      text.put_decimal(static_cast<std::uint32_t>(8 * line.contents.size()) - 8 -
                       (line.contents.size() == 1 ? 0 : line.contents[0] & 7U));
      text.put(line.contents.size() == 1 ? " bits"_sv : " bits, "_sv);
      return put_bytes(text, line.contents.subspan(1));
    default:
      if (is_string(tag) && is_well_formed(tag, line.contents)) {
        return put_written(text, [&](std::span<char> out) { return string_to_text(tag, line.contents, out); });
      }
      return static_cast<unsigned>(tag) < 0x40 ? put_bytes(text, line.contents) : put_tagged(text, line);
  }
}

/// The tag number of more than 30 that `identifier` has (X.690 8.1.2.4).
std::uint32_t high_tag_number(Bytes identifier) {
  std::uint32_t number = 0;
  for (std::size_t i = 1; i < identifier.size(); ++i) {
    number = number << 7 | (identifier[i] & 0x7fU);
    if (identifier[i] < 0x80) {
      break;
    }
  }
  return number;
}

/// A text, or null if there is none.
template <class Write>
void put_text_or_null(JsonWriter& json, Write write) {
  const Result<std::string_view> probe = write(std::span<char>{});
  if (probe && (*probe).empty()) {
    return json.null();
  }
  json.text(write);
}

}  // namespace

Result<std::string_view> path_text(const DumpLine& line, std::span<char> out) {
  return line.enclosing == nullptr ? ""_sv : event_path(line.event, *line.enclosing, out);
}

Result<std::string_view> tag_text(const DumpLine& line, std::span<char> out) {
  TextWriter text{out};
  if (line.is_raw) {
    return text.finish();
  }
  std::array<char, 40> buffer{};
  std::string_view name = *to_text(line.event.tag, buffer);
  name.remove_suffix("(30) "_sv.size());
  if ((static_cast<unsigned>(line.event.tag) & 0x1f) != 0x1f) {
    text.put(name);
    return text.finish();
  }
  const bool in_brackets = name.ends_with(']');
  text.put(name.substr(0, name.size() - (in_brackets ? "31]"_sv : "31"_sv).size()));
  text.put_decimal(high_tag_number(der_of(line)));
  text.put(in_brackets ? "]"_sv : ""_sv);
  return text.finish();
}

Result<std::string_view> value_text(const DumpLine& line, std::span<char> out) {
  TextWriter text{out};
  put_value(text, line);
  return text.finish();
}

void put(JsonWriter& json, const DumpLine& line) {
  json.object([&] {
    if (!line.form.empty()) {
      json.field("form", line.form);
    }
    json.field("offset", line.event.offset);
    json.field("header", line.event.header);
    json.field("length", line.event.length);
    json.field("depth", line.event.depth);
    json.field("field", to_string(line.event.field));
    json.field("path", [&] { json.text([&](std::span<char> out) { return path_text(line, out); }); });
    json.field("tag", [&] { put_text_or_null(json, [&](std::span<char> out) { return tag_text(line, out); }); });
    json.field("value", [&] { put_text_or_null(json, [&](std::span<char> out) { return value_text(line, out); }); });
  });
}

Result<std::string_view> path_text(const DumpError& error, std::span<char> out) {
  return with_message(error.message,
                      [&]<class Message> { return error_path<Message>(error.der, error.tolerance, out); });
}

Result<std::string_view> explanation_text(const DumpError& error, std::span<char> out) {
  const ErrorDetail detail =
      with_message(error.message, [&]<class Message> { return error_detail<Message>(error.der, error.tolerance); });
  const std::span<const Tag> expected{&detail.expected, detail.is_about_tag() && detail.expected != Tag{} ? 1U : 0U};
  return explain(detail, expected, out);
}

void put(JsonWriter& json, const DumpError& error) {
  json.object([&] {
    json.field("error", [&] {
      json.object([&] {
        json.field("code", to_string(error.error.code));
        json.field("offset", error.error.offset);
        json.field("field", [&] { json.text([&](std::span<char> out) { return path_text(error, out); }); });
        json.field("message", [&] { json.text([&](std::span<char> out) { return explanation_text(error, out); }); });
      });
    });
  });
}

Error dump(Field message, Bytes der, Tolerance tolerance, DumpSink& sink) {
  Dumper dumper{der, sink};
  const Error error = with_message(message, [&]<class Message> { return walk<Message>(der, tolerance, dumper); });
  if (error) {
    sink.take(DumpError{message, der, tolerance, error});
    dumper.take_rest(error);
  }
  return error;
}

}  // namespace ocspan_tool
