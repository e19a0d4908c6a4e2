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

/// A date and time of day, UTC, in the proleptic Gregorian calendar. 8 bytes, holds no view. What is read from a
/// message is always valid; what a program puts together may not be.
struct Time {
  std::uint16_t year = 1970;  ///< 0 to 9999
  std::uint8_t month = 1;     ///< 1 to 12
  std::uint8_t day = 1;       ///< 1 to 31
  std::uint8_t hour = 0;      ///< 0 to 23
  std::uint8_t minute = 0;    ///< 0 to 59
  std::uint8_t second = 0;    ///< 0 to 59

  /// Reads a GeneralizedTime, YYYYMMDDHHMMSSZ. Errors: those of Reader::contents, and time_form, time_value.
  /// With Tolerance::time_forms fractions of a second are cut off and the seconds may be missing.
  OCSPAN_FN inline void read(Reader& reader, Field field) { read_form(reader, field, Tag::generalized_time); }

  /// Reads a UTCTime, YYMMDDHHMMSSZ, which is a year from 1950 to 2049. Errors and tolerance: as read().
  OCSPAN_FN inline void read_utc_time(Reader& reader, Field field) { read_form(reader, field, Tag::utc_time); }

  /// Writes a GeneralizedTime, YYYYMMDDHHMMSSZ. Errors: time_value unless is_valid().
  OCSPAN_FN void write(Writer& writer) const;

  /// Whether each field is in its range, and the month has such a day.
  OCSPAN_FN bool is_valid() const;

  /// The time that is so many seconds after 1970-01-01T00:00:00Z, without leap seconds; negative is before.
  /// Errors: time_value for one outside the years 0 to 9999.
  OCSPAN_FN static Result<Time> from_unix(std::int64_t seconds);

  /// Seconds since 1970-01-01T00:00:00Z, without leap seconds; negative before.
  OCSPAN_FN std::int64_t to_unix() const;

#if __STDC_HOSTED__
  std::chrono::sys_seconds to_sys() const { return std::chrono::sys_seconds{std::chrono::seconds{to_unix()}}; }
#endif

  /// Writes "2018-08-30T11:15:00Z" (RFC 3339). Errors: no_space, with the needed size, 20.
  OCSPAN_FN Result<std::string_view> to_text(std::span<char> out) const;

  friend constexpr bool operator==(const Time&, const Time&) = default;
  friend constexpr std::strong_ordering operator<=>(const Time&, const Time&) = default;

 private:
  OCSPAN_FN bool read_at_once(Bytes text);
  OCSPAN_FN void read_form(Reader& reader, Field field, Tag tag);
};

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/asn1/time.cpp"
#endif
