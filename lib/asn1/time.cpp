#include "ocspan/asn1/time.hpp"

#include <iterator>

#include "ocspan/asn1/text.hpp"

namespace ocspan::inline OCSPAN_ABI {
namespace detail {

constexpr bool is_digit(std::uint8_t byte) { return byte >= '0' && byte <= '9'; }

// Every fourth year; of those that end a century, only every fourth.
constexpr bool is_leap(unsigned year) { return year % (year % 100 == 0 ? 400 : 4) == 0; }

constexpr unsigned days_of(unsigned month, unsigned year) {
  if (month == 2) {
    return is_leap(year) ? 29 : 28;
  }
  return 30 + ((month ^ month >> 3) & 1);  // 31 for 1 3 5 7 8 10 12
}

// 1970-01-01 is day 865565 of those that day_number() counts.
inline constexpr std::int32_t first_unix_day = 865565;

// Years begin in March here, so that the leap day is the last of its year. 400 years, which are always 146097 days, are
// added, so that nothing is negative.
constexpr std::uint32_t day_number(const Time& time) {
  const std::uint32_t years = time.year + 400U - (time.month <= 2 ? 1 : 0);
  const std::uint32_t months = (time.month + 9U) % 12;
  return years * 365 + years / 4 - years / 100 + years / 400 + (months * 153 + 2) / 5 + time.day - 1;
}

}  // namespace detail

// Pairs of digits, and Z. With time_forms tolerated, the seconds may be missing, and those of a GeneralizedTime may
// have a fraction.
OCSPAN_FN void Time::read_form(Reader& reader, Field field, Tag tag) {
  const Bytes text = reader.contents(tag, field);
  const bool utc_time = tag == Tag::utc_time;
  if (detail::fast_paths && !utc_time && read_at_once(text)) {
    return;
  }
  std::uint8_t pairs[7]{};
  std::size_t digits = utc_time ? 2 : 0;  // the two of the century included
  const std::uint8_t* at = text.data();
  const std::uint8_t* const end = at + text.size();
  for (; digits < 14 && at != end && detail::is_digit(*at); ++at) {
    std::uint8_t& pair = pairs[digits++ / 2];
    pair = static_cast<std::uint8_t>(pair * 10 + (*at - '0'));
  }
  bool strict = digits == 14;
  if (strict && !utc_time && at != end && (*at == '.' || *at == ',')) {
    strict = false;
    do {
      ++at;
    } while (at != end && detail::is_digit(*at));
  }
  if ((digits != 14 && digits != 12) || end - at != 1 || *at != 'Z' || !detail::is_digit(at[-1])) {
    return reader.fail(ErrorCode::time_form, field, text.data());
  }
  if (!strict) {
    reader.tolerate_or_fail(Tolerance::time_forms, ErrorCode::time_form, field, text.data());
  }

  if (utc_time) {
    pairs[0] = pairs[1] < 50 ? 20 : 19;
  }
  year = static_cast<std::uint16_t>(pairs[0] * 100 + pairs[1]);
  month = pairs[2];
  day = pairs[3];
  hour = pairs[4];
  minute = pairs[5];
  second = pairs[6];
  if (!is_valid()) {
    reader.fail(ErrorCode::time_value, field, text.data());
  }
}

OCSPAN_FOLDED OCSPAN_FN bool Time::is_valid() const {
  return year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= detail::days_of(month, year) && hour <= 23 &&
         minute <= 59 && second <= 59;
}

// All digits at once. False, whatever is wrong: then the other way is taken, and says what.
OCSPAN_FN bool Time::read_at_once(Bytes text) {
  if (text.size() != 15 || text[14] != 'Z') {
    return false;
  }
  const detail::DigitPairs pairs{text.data()};
  if (!pairs.are_digits()) {
    return false;
  }
  set(pairs);
  // In the order of the text, 0x7f minus the most: SS, MM, HH, DD.
  const std::uint64_t above_most = pairs.time() + 0x0044'0044'0068'0060;
  return (above_most & 0x0080'0080'0080'0080) == 0 && month != 0 && month <= 12 && day != 0 &&
         (day <= 28 || day <= detail::days_of(month, year));
}

OCSPAN_FN Time Time::reread(Bytes text) {
  ReadContext context = ReadContext::for_reread({Reader::identifier_of(text), text.data() + text.size()});
  Reader reader{context};
  Time time;
  time.read(reader, Field::none);
  return time;
}

OCSPAN_FN void Time::write(Writer& writer) const {
  if (!is_valid()) {
    return writer.fail({ErrorCode::time_value});
  }
  const unsigned pairs[] = {year / 100U, year % 100U, month, day, hour, minute, second};
  std::uint8_t characters[15]{};
  for (std::size_t i = 0; i < std::size(pairs); ++i) {
    characters[2 * i] = static_cast<std::uint8_t>('0' + pairs[i] / 10);
    characters[2 * i + 1] = static_cast<std::uint8_t>('0' + pairs[i] % 10);
  }
  characters[14] = 'Z';
  writer.value(Tag::generalized_time, characters);
}

OCSPAN_FN std::int64_t Time::to_unix() const {
  const auto days = static_cast<std::int32_t>(detail::day_number(*this)) - detail::first_unix_day;
  return std::int64_t{days} * 86400 + (hour * 3600 + minute * 60 + second);
}

OCSPAN_FN unsigned Time::weekday() const { return (detail::day_number(*this) + 3) % 7; }

OCSPAN_FN Result<Time> Time::from_unix(std::int64_t seconds) {
  if (seconds < min_unix || seconds > max_unix) {
    return Error{ErrorCode::time_value};
  }
  const auto from_day_0 = static_cast<std::uint64_t>(seconds + std::int64_t{detail::first_unix_day} * 86400);
  // A day has 128 * 675 seconds: the division is one of 32 bits.
  const auto days = static_cast<std::uint32_t>(from_day_0 >> 7) / 675;
  const auto of_day = static_cast<std::uint32_t>(from_day_0 - std::uint64_t{days} * 86400);
  const std::uint32_t day_of_400 = days % 146097;
  // Without the leap days before it a day tells its year.
  const std::uint32_t year_of_400 = (day_of_400 - day_of_400 / 1460 + day_of_400 / 36524 - day_of_400 / 146096) / 365;
  const std::uint32_t day_of_year = day_of_400 - (year_of_400 * 365 + year_of_400 / 4 - year_of_400 / 100);
  const std::uint32_t months = (day_of_year * 5 + 2) / 153;
  Time time;
  time.month = static_cast<std::uint8_t>(months < 10 ? months + 3 : months - 9);
  time.year = static_cast<std::uint16_t>(days / 146097 * 400 + year_of_400 + (time.month <= 2 ? 1 : 0) - 400);
  time.day = static_cast<std::uint8_t>(day_of_year - (months * 153 + 2) / 5 + 1);
  time.hour = static_cast<std::uint8_t>(of_day / 3600);
  time.minute = static_cast<std::uint8_t>(of_day / 60 % 60);
  time.second = static_cast<std::uint8_t>(of_day % 60);
  return time;
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

}  // namespace ocspan::inline OCSPAN_ABI
