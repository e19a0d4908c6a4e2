#include "ocspan/asn1/time.hpp"

#include "ocspan/asn1/text.hpp"

namespace ocspan {
namespace detail {

constexpr bool is_digit(std::uint8_t octet) { return octet >= '0' && octet <= '9'; }

constexpr unsigned two_digits(Bytes text, std::size_t at) {
  return (text[at] - unsigned{'0'}) * 10 + (text[at + 1] - unsigned{'0'});
}

constexpr bool is_leap(unsigned year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

constexpr unsigned days_of(unsigned month, unsigned year) {
  if (month == 2) {
    return is_leap(year) ? 29 : 28;
  }
  return 30 + ((month ^ month >> 3) & 1);  // 31 for 1 3 5 7 8 10 12
}

}  // namespace detail

// The digits up to the minutes are in every form; behind them come SSZ or, if time_forms are tolerated, Z or SS.fZ.
OCSPAN_FN void Time::read_digits(Reader& reader, Field field, Bytes text, unsigned year_digits) {
  const std::size_t to_minutes = year_digits + 8;
  std::size_t digits = 0;
  while (digits < text.size() && detail::is_digit(text[digits])) {
    ++digits;
  }
  const bool seconds = digits == to_minutes + 2;
  std::size_t end = digits;
  if (seconds && year_digits == 4 && end + 1 < text.size() && (text[end] == '.' || text[end] == ',') &&
      detail::is_digit(text[end + 1])) {
    do {
      ++end;
    } while (end < text.size() && detail::is_digit(text[end]));
  }
  if ((!seconds && digits != to_minutes) || end + 1 != text.size() || text[end] != 'Z') {
    return reader.fail(ErrorCode::time_form, field, text.data());
  }
  if (!seconds || end != digits) {
    reader.deviate(Tolerance::time_forms, ErrorCode::time_form, field, text.data());
  }

  const unsigned last_two = detail::two_digits(text, year_digits - 2);
  if (year_digits == 4) {
    year = static_cast<std::uint16_t>(detail::two_digits(text, 0) * 100 + last_two);
  } else {
    year = static_cast<std::uint16_t>(last_two < 50 ? 2000 + last_two : 1900 + last_two);
  }
  month = static_cast<std::uint8_t>(detail::two_digits(text, year_digits));
  day = static_cast<std::uint8_t>(detail::two_digits(text, year_digits + 2));
  hour = static_cast<std::uint8_t>(detail::two_digits(text, year_digits + 4));
  minute = static_cast<std::uint8_t>(detail::two_digits(text, year_digits + 6));
  second = seconds ? static_cast<std::uint8_t>(detail::two_digits(text, to_minutes)) : std::uint8_t{0};
  if (month < 1 || month > 12 || day < 1 || day > detail::days_of(month, year) || hour > 23 || minute > 59 ||
      second > 59) {
    reader.fail(ErrorCode::time_value, field, text.data());
  }
}

OCSPAN_FN void Time::read(Reader& reader, Field field) {
  read_digits(reader, field, reader.contents(Tag::generalized_time, field), 4);
}

OCSPAN_FN void Time::read_utc_time(Reader& reader, Field field) {
  read_digits(reader, field, reader.contents(Tag::utc_time, field), 2);
}

// Years begin in March here, so that the leap day is the last of its year; and 400 years, which are always 146097 days,
// are added, so that nothing is negative.
OCSPAN_FN std::int64_t Time::to_unix() const {
  const std::int32_t years = year + 400 - (month <= 2 ? 1 : 0);
  const std::int32_t months = (month + 9) % 12;
  const std::int32_t days = years * 365 + years / 4 - years / 100 + years / 400 + (months * 153 + 2) / 5 + day - 1;
  const std::int32_t days_to_1970 = 719468 + 146097;
  return std::int64_t{days - days_to_1970} * 86400 + hour * 3600 + minute * 60 + second;
}

OCSPAN_FN Result<std::string_view> Time::to_text(std::span<char> out) const {
  TextWriter text{out};
  text.put_decimal(year, 4);
  text.put('-');
  text.put_decimal(month, 2);
  text.put('-');
  text.put_decimal(day, 2);
  text.put('T');
  text.put_decimal(hour, 2);
  text.put(':');
  text.put_decimal(minute, 2);
  text.put(':');
  text.put_decimal(second, 2);
  text.put('Z');
  return text.finish();
}

}  // namespace ocspan
