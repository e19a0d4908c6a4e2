// A second decoder of DER, to compare the library with: written rule by rule from X.690 (02/2021), whose sections are
// cited, and deliberately naive, so that it can be checked by eye.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ocspan/error.hpp"

namespace naive {

using Rule = ocspan::ErrorCode;
using Bytes = std::span<const std::uint8_t>;

/// A value, or the rule that the bytes break.
template <class T>
struct Verdict {
  T value{};
  Rule broken = Rule::none;
  std::size_t at = 0;  ///< the byte that breaks the rule; if none is broken, the one after the value
};

constexpr std::uint64_t too_large = std::uint64_t{1} << 40;  // for any input, and for any tag number here

/// 8.1: identifier octets, length octets, contents octets.
struct Tlv {
  unsigned tag_class = 0;  ///< 0 is UNIVERSAL
  bool constructed = false;
  std::uint64_t number = 0;
  std::size_t contents_at = 0;
  Bytes contents;
};

inline Verdict<Tlv> decode_tlv(Bytes input) {
  Tlv tlv;
  if (input.empty()) {
    return {{}, Rule::missing, 0};
  }
  // 8.1.2 Identifier octets
  tlv.tag_class = input[0] >> 6;             // 8.1.2.2 a): bits 8 and 7
  tlv.constructed = (input[0] & 0x20) != 0;  // 8.1.2.5: bit 6
  tlv.number = input[0] & 0x1f;              // 8.1.2.2 c): bits 5 to 1
  if (tlv.tag_class == 0 && tlv.number == 0) {
    return {{}, Rule::reserved_tag, 0};  // X.680 8.6: UNIVERSAL 0 is reserved for the encoding rules
  }
  std::size_t at = 1;
  if (tlv.number == 31) {  // 8.1.2.4.1 c): all five bits set: the number is in the following bytes
    tlv.number = 0;
    bool last = false;
    while (!last) {
      if (at == input.size()) {
        return {{}, Rule::truncated, 1};
      }
      tlv.number = std::min(tlv.number * 128 + (input[at] & 0x7f), too_large);  // 8.1.2.4.2 b): bits 7 to 1
      last = (input[at] & 0x80) == 0;                                           // 8.1.2.4.2 a): bit 8
      ++at;
    }
    if ((input[1] & 0x7f) == 0) {
      return {{}, Rule::bad_high_tag, 0};  // 8.1.2.4.2 c): bits 7 to 1 of the first are not all zero
    }
    if (tlv.number <= 30) {
      return {{}, Rule::bad_high_tag, 0};  // 8.1.2.2: numbers up to 30 are in the first byte
    }
  }
  // 8.1.3 Length octets
  if (at == input.size()) {
    return {{}, Rule::truncated, at};
  }
  const std::size_t length_at = at;
  const std::uint8_t initial = input[at++];
  std::uint64_t length = 0;
  if (initial < 0x80) {
    length = initial;  // 8.1.3.4: the short form
  } else if (initial == 0x80) {
    return {{}, Rule::indefinite_length, length_at};  // 10.1: the definite form
  } else if (initial == 0xff) {
    return {{}, Rule::reserved_length, length_at};  // 8.1.3.5 c)
  } else {
    const std::size_t count = initial & 0x7f;  // 8.1.3.5 a): bits 7 to 1
    if (input.size() - at < count) {
      return {{}, Rule::truncated, length_at};
    }
    for (std::size_t i = 0; i < count; ++i) {
      length = std::min(length * 256 + input[at + i], too_large);  // 8.1.3.5 b)
    }
    if (length < 0x80 || input[at] == 0) {
      return {{}, Rule::length_not_minimal, at};  // 10.1: in the minimum number of bytes
    }
    at += count;
  }
  // 8.1.4 Contents octets
  if (input.size() - at < length) {
    return {{}, Rule::truncated, at};
  }
  tlv.contents_at = at;
  tlv.contents = input.subspan(at, static_cast<std::size_t>(length));
  return {tlv, Rule::none, at + tlv.contents.size()};
}

// The contents octets of each type. The rule is broken by the contents as a whole, which begin at 0.

/// 8.2 BOOLEAN
inline Verdict<bool> decode_boolean(Bytes contents) {
  if (contents.size() != 1) {
    return {{}, Rule::bad_boolean};  // 8.2.1: a single byte
  }
  if (contents[0] != 0x00 && contents[0] != 0xff) {
    return {{}, Rule::bad_boolean};  // 8.2.2: FALSE is zero; 11.1: TRUE is all eight bits set
  }
  return {contents[0] == 0xff};
}

/// 8.3 INTEGER, of up to seven bytes
inline Verdict<std::int64_t> decode_integer(Bytes contents) {
  if (contents.empty()) {
    return {{}, Rule::integer_empty};  // 8.3.1: one or more bytes
  }
  if (contents.size() > 1) {  // 8.3.2: the bits of the first byte and bit 8 of the second
    const int nine_bits = contents[0] * 2 + contents[1] / 128;
    if (nine_bits == 0x1ff || nine_bits == 0) {
      return {{}, Rule::integer_not_minimal};  // a) not all ones; b) not all zero
    }
  }
  std::int64_t value = contents[0] < 0x80 ? 0 : -1;  // 8.3.3: two's complement
  for (const std::uint8_t byte : contents) {
    value = value * 256 + byte;
  }
  return {value};
}

/// 8.4 ENUMERATED: as the INTEGER, and one of those that the type lists.
inline Verdict<std::int64_t> decode_enumerated(Bytes contents, const std::vector<int>& listed) {
  const Verdict<std::int64_t> integer = decode_integer(contents);
  if (integer.broken == Rule::none && std::find(listed.begin(), listed.end(), integer.value) == listed.end()) {
    return {{}, Rule::undefined_value};
  }
  return integer;
}

/// 8.6 BIT STRING: its bits, the first one first.
inline Verdict<std::vector<bool>> decode_bit_string(Bytes contents) {
  if (contents.empty()) {
    return {{}, Rule::bad_bit_string};  // 8.6.2.1: an initial octet
  }
  const std::size_t unused = contents[0];
  if (unused > 7) {
    return {{}, Rule::bad_bit_string};  // 8.6.2.2: zero to seven
  }
  if (contents.size() == 1 && unused != 0) {
    return {{}, Rule::bad_bit_string};  // 8.6.2.3: an empty one has the initial octet zero
  }
  std::vector<bool> bits;
  for (const std::uint8_t byte : contents.subspan(1)) {
    for (int bit = 8; bit >= 1; --bit) {  // 8.6.2.1: from bit 8 to bit 1
      bits.push_back((byte >> (bit - 1) & 1) != 0);
    }
  }
  for (std::size_t i = 0; i < unused; ++i) {
    if (bits.back()) {
      return {{}, Rule::bad_bit_string};  // 11.2.1: each unused bit is zero
    }
    bits.pop_back();
  }
  return {bits};
}

/// 8.7 OCTET STRING: 10.2: primitive, the bytes themselves.
inline Verdict<std::vector<std::uint8_t>> decode_octet_string(Bytes contents) {
  return {{contents.begin(), contents.end()}};
}

/// 8.8 NULL
inline Verdict<bool> decode_null(Bytes contents) {
  if (!contents.empty()) {
    return {{}, Rule::null_content};  // 8.8.2: no bytes
  }
  return {true};
}

/// 8.19 OBJECT IDENTIFIER, of arcs below 2^40: all of them.
inline Verdict<std::vector<std::uint64_t>> decode_oid(Bytes contents) {
  std::vector<std::uint64_t> arcs;
  std::uint64_t subidentifier = 0;
  bool first_byte = true;
  for (const std::uint8_t byte : contents) {
    if (first_byte && byte == 0x80) {
      return {{}, Rule::bad_oid};  // 8.19.2: the fewest bytes: the leading one is not 80
    }
    subidentifier = std::min(subidentifier * 128 + (byte & 0x7f), too_large);  // 8.19.2: bits 7 to 1
    first_byte = (byte & 0x80) == 0;                                           // 8.19.2: bit 8 marks the last
    if (first_byte) {
      if (arcs.empty()) {  // 8.19.4: 40 X + Y, X is 0, 1 or 2, and Y is below 40 where X is 0 or 1
        const std::uint64_t x = subidentifier < 40 ? 0 : subidentifier < 80 ? 1 : 2;
        arcs.push_back(x);
        arcs.push_back(subidentifier - x * 40);
      } else {
        arcs.push_back(subidentifier);
      }
      subidentifier = 0;
    }
  }
  if (arcs.empty() || !first_byte) {
    return {{}, Rule::bad_oid};  // 8.19.2: one or more subidentifiers, whose last byte has bit 8 zero
  }
  return {arcs};
}

/// Whether the characters are the pattern's; a `d` in it stands for any digit.
inline bool is_like(std::string_view text, std::string_view pattern) {
  if (text.size() != pattern.size()) {
    return false;
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (pattern[i] == 'd' ? !digit : text[i] != pattern[i]) {
      return false;
    }
  }
  return true;
}

/// The date and time of day of a GeneralizedTime or UTCTime, and whether it is in a form that only time_forms allow.
struct Moment {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
  bool tolerated = false;
};

inline Verdict<Moment> decode_digits(std::string_view year, std::string_view rest, bool tolerated) {
  const auto pair = [&](std::size_t i) { return (rest[2 * i] - '0') * 10 + (rest[2 * i + 1] - '0'); };
  Moment moment;
  for (const char digit : year) {
    moment.year = moment.year * 10 + (digit - '0');
  }
  moment.month = static_cast<unsigned>(pair(0));
  moment.day = static_cast<unsigned>(pair(1));
  moment.hour = pair(2);
  moment.minute = pair(3);
  moment.second = rest.size() == 10 ? pair(4) : 0;
  moment.tolerated = tolerated;
  using namespace std::chrono;
  const year_month_day date{std::chrono::year{moment.year}, std::chrono::month{moment.month},
                            std::chrono::day{moment.day}};
  if (!date.ok() || moment.hour > 23 || moment.minute > 59 || moment.second > 59) {
    return {{}, Rule::time_value};  // X.680 46.2, 47.3: a date of the Gregorian calendar, a time of day
  }
  return {moment};
}

/// 11.7 GeneralizedTime: Z (11.7.1), with seconds (11.7.2); no fractions (RFC 5280 4.1.2.5.2). The tolerated forms:
/// without seconds; with fractions of a second, after a full stop or a comma (X.680 46.3), which are cut off.
inline Verdict<Moment> decode_generalized_time(std::string_view text, bool tolerant) {
  if (is_like(text, "ddddddddddddddZ")) {
    return decode_digits(text.substr(0, 4), text.substr(4, 10), false);
  }
  if (tolerant && is_like(text, "ddddddddddddZ")) {
    return decode_digits(text.substr(0, 4), text.substr(4, 8), true);
  }
  if (tolerant && text.size() >= 17 && (text[14] == '.' || text[14] == ',') &&
      is_like(text, std::string(14, 'd') + text[14] + std::string(text.size() - 16, 'd') + 'Z')) {
    return decode_digits(text.substr(0, 4), text.substr(4, 10), true);
  }
  return {{}, Rule::time_form};
}

/// 11.8 UTCTime: Z (11.8.1), with seconds (11.8.2), or tolerated without; from 50 on it is 19YY, below 20YY (RFC 5280
/// 4.1.2.5.1).
inline Verdict<Moment> decode_utc_time(std::string_view text, bool tolerant) {
  const bool without_seconds = is_like(text, "ddddddddddZ");
  if (is_like(text, "ddddddddddddZ") || (tolerant && without_seconds)) {
    const std::string century = text[0] >= '5' ? "19" : "20";
    return decode_digits(century + std::string{text.substr(0, 2)}, text.substr(2, without_seconds ? 8 : 10),
                         without_seconds);
  }
  return {{}, Rule::time_form};
}

/// A value of one type: its identifier octet, which is UNIVERSAL and primitive, and what decodes its contents.
template <class Decode>
auto decode_type(Bytes input, std::uint8_t identifier, Decode decode_contents) {
  using Result = decltype(decode_contents(input));
  if (input.empty()) {
    return Result{{}, Rule::missing, 0};
  }
  if (input[0] != identifier) {
    return Result{{}, (input[0] & 0x1f) == 0x1f ? Rule::high_tag : Rule::wrong_tag, 0};
  }
  const Verdict<Tlv> tlv = decode_tlv(input);
  if (tlv.broken != Rule::none) {
    return Result{{}, tlv.broken, tlv.at};
  }
  Result result = decode_contents(tlv.value.contents);
  result.at = result.broken == Rule::none ? tlv.at : tlv.value.contents_at;
  return result;
}

}  // namespace naive
