// UTCTime and GeneralizedTime (X.690 11.7, 11.8), in the one form that RFC 5280 4.1.2.5 leaves of each.
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <string_view>

#include "ocspan/asn1/reader.hpp"
#include "ocspan/asn1/result.hpp"
#include "ocspan/asn1/writer.hpp"

#if __STDC_HOSTED__
#include <chrono>
#endif

namespace ocspan::inline OCSPAN_ABI {

namespace detail {

/// The digits of YYYYMMDDHHMMSS as numbers of two digits, each in every second byte: year to day, and day to second.
class DigitPairs {
 public:
  constexpr explicit DigitPairs(const std::uint8_t* text)
      : date_(load_8(text) ^ eight_times('0')), time_(load_8(text + 6) ^ eight_times('0')) {}

  constexpr bool are_digits() const {
    return ((date_ | time_) & eight_times(0xf0)) == 0 &&
           (((date_ + eight_times(6)) | (time_ + eight_times(6))) & eight_times(0xf0)) == 0;  // above 9
  }
  // Each byte times ten and the next one.
  constexpr std::uint64_t date() const { return date_ * 10 + (date_ >> 8); }
  constexpr std::uint64_t time() const { return (time_ * 10 + (time_ >> 8)) & 0x00ff'00ff'00ff'00ff; }

 private:
  std::uint64_t date_;
  std::uint64_t time_;
};

}  // namespace detail

/// A date and time of day in UTC, in the proleptic Gregorian calendar. 8 bytes; holds no view. A Time that was read
/// from a message is valid; one that a program puts together need not be.
struct Time {
  std::uint16_t year = 1970;  ///< 0 to 9999
  std::uint8_t month = 1;     ///< 1 to 12
  std::uint8_t day = 1;       ///< 1 to 31
  std::uint8_t hour = 0;      ///< 0 to 23
  std::uint8_t minute = 0;    ///< 0 to 59
  std::uint8_t second = 0;    ///< 0 to 59

  /// The first and the last Time in seconds since 1970-01-01T00:00:00Z.
  static constexpr std::int64_t min_unix = -62'167'219'200;  ///< 0000-01-01T00:00:00Z
  static constexpr std::int64_t max_unix = 253'402'300'799;  ///< 9999-12-31T23:59:59Z

  /// Takes the next of `fields`, which must be a GeneralizedTime.
  OCSPAN_INLINE void take(CheckedFields& fields) {
    const Bytes text = fields.next();
    if (text.size() == 15) {
      set(detail::DigitPairs{text.data()});
    } else {  // a form that was tolerated
      *this = reread(text);
    }
  }

  /// Reads a GeneralizedTime, YYYYMMDDHHMMSSZ. With Tolerance::time_forms a fraction of a second is cut off, and the
  /// seconds may be missing. Errors: those of Reader::contents, and time_form, time_value.
  OCSPAN_FN inline void read(Reader& reader, Field field) { read_form(reader, field, Tag::generalized_time); }

  /// Reads a UTCTime, YYMMDDHHMMSSZ, of a year from 1950 to 2049. With Tolerance::time_forms the seconds may be
  /// missing. Errors: those of Reader::contents, and time_form, time_value.
  OCSPAN_FN inline void read_utc_time(Reader& reader, Field field) { read_form(reader, field, Tag::utc_time); }

  /// Writes a GeneralizedTime, YYYYMMDDHHMMSSZ. Errors: time_value unless is_valid().
  OCSPAN_FN void write(Writer& writer) const;

  /// Whether each field is in its range, and the month has such a day.
  OCSPAN_FN bool is_valid() const;

  /// The time that is so many seconds after 1970-01-01T00:00:00Z, or before if negative. There are no leap seconds.
  /// Errors: time_value for less than min_unix or more than max_unix.
  OCSPAN_FN static Result<Time> from_unix(std::int64_t seconds);

  /// Seconds since 1970-01-01T00:00:00Z; negative before. There are no leap seconds.
  OCSPAN_FN std::int64_t to_unix() const;

  /// The day of the week; 0 is Sunday.
  OCSPAN_FN unsigned weekday() const;

#if __STDC_HOSTED__
  /// The time for std::chrono. Only where there is a hosted standard library.
  std::chrono::sys_seconds to_sys() const { return std::chrono::sys_seconds{std::chrono::seconds{to_unix()}}; }
#endif

  /// Writes "2018-08-30T11:15:00Z" (RFC 3339). Errors: no_space, with the needed size, 20.
  OCSPAN_FN Result<std::string_view> to_text(std::span<char> out) const;

  /// Whether both are the same second.
  friend constexpr bool operator==(const Time&, const Time&) = default;
  /// Which of them is earlier.
  friend constexpr std::strong_ordering operator<=>(const Time&, const Time&) = default;

 private:
  OCSPAN_FN bool read_at_once(Bytes text);
  OCSPAN_INLINE void set(const detail::DigitPairs& pairs) {
    const std::uint64_t date = pairs.date();
    const std::uint64_t time = pairs.time();
    year = static_cast<std::uint16_t>((date & 0xff) * 100 + (date >> 16 & 0xff));
    month = static_cast<std::uint8_t>(date >> 32);
    day = static_cast<std::uint8_t>(time);
    hour = static_cast<std::uint8_t>(time >> 16);
    minute = static_cast<std::uint8_t>(time >> 32);
    second = static_cast<std::uint8_t>(time >> 48);
  }
  OCSPAN_COLD OCSPAN_PURE OCSPAN_FN static Time reread(Bytes text);
  OCSPAN_FN void read_form(Reader& reader, Field field, Tag tag);
};

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/asn1/time.cpp"
#endif
