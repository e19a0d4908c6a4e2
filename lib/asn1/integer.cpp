#include "ocspan/asn1/integer.hpp"

#include "ocspan/asn1/decimal.hpp"
#include "ocspan/asn1/text.hpp"
#include "ocspan/limits.hpp"

namespace ocspan::inline OCSPAN_ABI {

OCSPAN_FN void Integer::read(Reader& reader, Field field, Tag tag, Tolerance for_redundancy) {
  bytes_ = reader.contents(tag, field);
  if (bytes_.empty()) {
    reader.fail(ErrorCode::integer_empty, field, bytes_.data());
  } else if (bytes_.size() > 1 && detail::first_octet_is_redundant(bytes_[0], bytes_[1])) {
    reader.tolerate_or_fail(for_redundancy, ErrorCode::integer_not_minimal, field, bytes_.data());
  }
}

OCSPAN_FN void Integer::read_non_negative(Reader& reader, Field field, Tag tag) {
  read(reader, field, tag);
  if (is_negative()) {
    reader.fail(ErrorCode::undefined_value, field, bytes_.data());
  }
}

OCSPAN_FN void Integer::write(Writer& writer, Tag tag) const {
  const std::uint8_t zero[] = {0};
  writer.value(tag, bytes_.empty() ? Bytes{zero} : bytes_);
}

OCSPAN_FN Result<std::string_view> Integer::to_decimal(std::span<char> out) const {
  if (bytes_.size() > max_decimal_bytes) {
    return Error{ErrorCode::too_long_for_decimal};
  }
  TextWriter text{out};
  Decimal magnitude;
  const std::uint8_t flip = is_negative() ? 0xff : 0;  // two's complement: -x = ~x + 1
  for (const std::uint8_t byte : bytes_) {
    magnitude.append(8, byte ^ flip);
  }
  if (is_negative()) {
    magnitude.increment();
    text.put('-');
  }
  magnitude.put(text);
  return text.finish();
}

OCSPAN_FN Result<std::string_view> Integer::to_hex(std::span<char> out) const {
  TextWriter text{out};
  text.put_hex(bytes_);
  return text.finish();
}

OCSPAN_FLAT OCSPAN_FN std::uint8_t detail::read_one_of(Reader& reader, Field field, Tag tag, std::uint32_t defined) {
  Integer value;
  value.read(reader, field, tag);
  const Bytes bytes = value.bytes();
  if (bytes.size() == 1 && is_in(defined, bytes[0])) {
    return bytes[0];
  }
  const bool is_version = tag == Tag::integer;
  reader.fail(is_version ? ErrorCode::unsupported_version : ErrorCode::undefined_value, field, bytes.data());
  return 0;
}

OCSPAN_FN void write_enumerated(Writer& writer, std::uint8_t value) {
  writer.value(Tag::enumerated, std::span{&value, 1});
}

OCSPAN_FOLDED OCSPAN_FN bool read_boolean(Reader& reader, Field field) {
  const Bytes bytes = reader.contents(Tag::boolean, field);
  if (bytes.size() == 1 && (bytes[0] == 0 || bytes[0] == 0xff)) {
    return bytes[0] != 0;
  }
  reader.fail(ErrorCode::bad_boolean, field, bytes.data());
  return false;
}

OCSPAN_FOLDED OCSPAN_FN bool read_default_false(Reader& reader, Field field) {
  if (!reader.next_is(Tag::boolean)) {
    return false;
  }
  const std::uint8_t* const begin = reader.remaining().data();
  const bool value = read_boolean(reader, field);
  if (!value) {
    reader.tolerate_or_fail(Tolerance::explicit_default, ErrorCode::explicit_default, field, begin);
  }
  return value;
}

OCSPAN_FN void write_default_false(Writer& writer, bool value) {
  const std::uint8_t contents[] = {0xff};
  if (value) {
    writer.value(Tag::boolean, contents);
  }
}

}  // namespace ocspan::inline OCSPAN_ABI
