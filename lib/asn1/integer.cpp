#include "ocspan/asn1/integer.hpp"

#include "ocspan/asn1/decimal.hpp"
#include "ocspan/asn1/limits.hpp"
#include "ocspan/asn1/text.hpp"

namespace ocspan {

OCSPAN_FN void Integer::read(Reader& reader, Field field, Tag tag) {
  bytes_ = reader.contents(tag, field);
  if (bytes_.empty()) {
    reader.fail(ErrorCode::integer_empty, field, bytes_.data());
  } else if (bytes_.size() > 1 && detail::are_nine_alike(bytes_[0], bytes_[1])) {
    reader.fail(ErrorCode::integer_not_minimal, field, bytes_.data());
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
  const Bytes octets = significant();
  writer.value(tag, octets.empty() ? Bytes{zero} : octets);
}

OCSPAN_FN Result<std::string_view> Integer::to_decimal(std::span<char> out) const {
  if (bytes_.size() > max_decimal_octets) {
    return Error{ErrorCode::too_long_for_decimal};
  }
  TextWriter text{out};
  Decimal magnitude;
  const std::uint8_t flip = is_negative() ? 0xff : 0;  // two's complement: -x = ~x + 1
  for (const std::uint8_t octet : bytes_) {
    magnitude.append(8, octet ^ flip);
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
  const Bytes octets = value.bytes();
  if (octets.size() == 1 && is_in(defined, octets[0])) {
    return octets[0];
  }
  const bool is_version = tag == Tag::integer;
  reader.fail(is_version ? ErrorCode::unsupported_version : ErrorCode::undefined_value, field, octets.data());
  return 0;
}

OCSPAN_FN void write_enumerated(Writer& writer, std::uint8_t value) {
  writer.value(Tag::enumerated, std::span{&value, 1});
}

OCSPAN_FN bool read_boolean(Reader& reader, Field field) {
  const Bytes octets = reader.contents(Tag::boolean, field);
  if (octets.size() == 1 && (octets[0] == 0 || octets[0] == 0xff)) {
    return octets[0] != 0;
  }
  reader.fail(ErrorCode::bad_boolean, field, octets.data());
  return false;
}

OCSPAN_FN bool read_default_false(Reader& reader, Field field) {
  if (!reader.next_is(Tag::boolean)) {
    return false;
  }
  const std::uint8_t* const begin = reader.remaining().data();
  const bool value = read_boolean(reader, field);
  if (!value) {
    reader.deviate(Tolerance::explicit_default, ErrorCode::explicit_default, field, begin);
  }
  return value;
}

OCSPAN_FN void write_default_false(Writer& writer, bool value) {
  const std::uint8_t contents[] = {0xff};
  if (value) {
    writer.value(Tag::boolean, contents);
  }
}

}  // namespace ocspan
