#include "ocspan/asn1/time.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "support/bytes.hpp"
#include "support/catch2.hpp"
#include "support/reading.hpp"
#include "support/writing.hpp"

namespace ocspan_test::time_test {
namespace {

using namespace ocspan;

constexpr Field field = Field::this_update;
constexpr Error bad_form{ErrorCode::time_form, field, 2};
constexpr Error bad_value{ErrorCode::time_value, field, 2};

/// A Time that is written as a UTCTime.
struct UtcTime : Time {
  void read(Reader& reader, Field name) { read_utc_time(reader, name); }
};

/// What becomes of the characters as a GeneralizedTime or, with the other tag, a UTCTime.
Reading<Time> read(Tag tag, std::string_view characters, Tolerance tolerance = Tolerance::none) {
  const ByteVector der = text(static_cast<std::uint8_t>(tag), characters);
  if (tag != Tag::utc_time) {
    return read_alone<Time>(der, field, tolerance);
  }
  const Reading<UtcTime> utc = read_alone<UtcTime>(der, field, tolerance);
  return {utc.value, utc.error, utc.tolerated};
}

std::string to_text(const Time& time) {
  std::array<char, 20> buffer{};
  const Result<std::string_view> written = time.to_text(buffer);
  return written ? std::string{*written} : "no space";
}

std::string two_digits(int number) {
  return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

std::string four_digits(int number) { return two_digits(number / 100) + two_digits(number % 100); }

}  // namespace

TEST_CASE("Time accepts: YYYYMMDDHHMMSSZ and nothing else as a GeneralizedTime", "[asn1][time]") {
  struct {
    std::string_view characters;
    std::string_view time;
  } const rows[]{
      {"20180830111500Z", "2018-08-30T11:15:00Z"},
      {"19700101000000Z", "1970-01-01T00:00:00Z"},
      {"00000101000000Z", "0000-01-01T00:00:00Z"},
      {"00010101000000Z", "0001-01-01T00:00:00Z"},
      {"99991231235959Z", "9999-12-31T23:59:59Z"},  // RFC 5280 4.1.2.5: no well-defined end
      {"20240229000000Z", "2024-02-29T00:00:00Z"},
      {"20000229000000Z", "2000-02-29T00:00:00Z"},
      {"00000229000000Z", "0000-02-29T00:00:00Z"},
      {"20491231235959Z", "2049-12-31T23:59:59Z"},  // which RFC 5280 wants as UTCTime: both are read
  };
  for (const auto& row : rows) {
    CAPTURE(row.characters);
    const Reading<Time> outcome = read(Tag::generalized_time, row.characters);
    CHECK(!outcome.error);
    CHECK(to_text(outcome.value) == row.time);
  }
}

TEST_CASE("Time accepts: UTCTime, whose years turn at 50", "[asn1][time]") {
  for (int year = 0; year < 100; ++year) {
    const std::string characters = two_digits(year) + "0830111501Z";
    CAPTURE(characters);
    const Reading<Time> outcome = read(Tag::utc_time, characters);
    CHECK(!outcome.error);
    CHECK(outcome.value == Time{static_cast<std::uint16_t>(year < 50 ? 2000 + year : 1900 + year), 8, 30, 11, 15, 1});
  }
}

TEST_CASE("Time rejects: all other numbers of digits", "[asn1][time][reject]") {
  const std::string digits = "20110203040506070809";  // as a UTCTime 2020-11-02, with seconds 2020-11-02T03:04:05
  for (std::size_t count = 0; count <= 20; ++count) {
    CAPTURE(count);
    const std::string characters = digits.substr(0, count) + "Z";
    CHECK(read(Tag::generalized_time, characters).error == (count == 14 ? Error{} : bad_form));
    CHECK(read(Tag::utc_time, characters).error == (count == 12 ? Error{} : bad_form));
    CHECK(read(Tag::generalized_time, characters, Tolerance::time_forms).error ==
          (count == 14 || count == 12 ? Error{} : bad_form));
    CHECK(read(Tag::utc_time, characters, Tolerance::time_forms).error ==
          (count == 12 || count == 10 ? Error{} : bad_form));
    // without the Z
    CHECK(read(Tag::generalized_time, digits.substr(0, count), Tolerance::time_forms).error == bad_form);
    CHECK(read(Tag::utc_time, digits.substr(0, count), Tolerance::time_forms).error == bad_form);
  }
}

TEST_CASE("Time rejects: other forms, even if time_forms are tolerated", "[asn1][time][reject]") {
  for (const std::string_view characters : {
           "",
           "Z",
           "20180830111500",
           "20180830111500z",
           "20180830111500ZZ",
           "20180830111500Z ",
           " 20180830111500Z",
           "20180830111500 Z",
           "+0180830111500Z",
           "-0180830111500Z",
           "2018083011150aZ",
           "2018083011150:Z",  // one behind 9
           "2018083011150/Z",  // one before 0
           "2018-08-30T11:15:00Z",
           "20180830 11150Z",
           // offsets
           "20180830111500+0000",
           "20180830111500-0000",
           "20180830111500+0100",
           "20180830111500+01",
           "201808301115+0100",
           "20180830111500Z+0100",
           "20180830111500+0000Z",
           // fractions without digits, of minutes or hours, with more than one sign
           "20180830111500.Z",
           "20180830111500,Z",
           "20180830111500.",
           "20180830111500..5Z",
           "20180830111500.5.5Z",
           "20180830111500.5,5Z",
           "20180830111500.5",
           "20180830111500.5+0100",
           "20180830111500.5aZ",
           "20180830111500.-5Z",
           "20180830111500;5Z",
           "201808301115.5Z",
           "2018083011.5Z",
           ".5Z",
           // hours alone
           "2018083011Z",
       }) {
    CAPTURE(characters);
    CHECK(read(Tag::generalized_time, characters).error == bad_form);
    const Reading<Time> outcome = read(Tag::generalized_time, characters, Tolerance::all);
    CHECK(outcome.error == bad_form);
    CHECK(outcome.tolerated == Tolerance::none);
  }
  for (const std::string_view characters : {
           "",
           "Z",
           "180830111500",
           "180830111500z",
           "180830111500ZZ",
           "180830111500+0000",
           "180830111500-0100",
           "1808301115+0000",
           "180830111500.5Z",  // X.680 47: a UTCTime has no fractions
           "180830111500,5Z",
           "180830111500.Z",
           "1808301115.5Z",
           "18083011Z",
           "20180830111500Z",
           "201808301115Z0",
       }) {
    CAPTURE(characters);
    CHECK(read(Tag::utc_time, characters).error == bad_form);
    const Reading<Time> outcome = read(Tag::utc_time, characters, Tolerance::all);
    CHECK(outcome.error == bad_form);
    CHECK(outcome.tolerated == Tolerance::none);
  }
}

TEST_CASE("Time rejects: a byte that is no digit, in each place", "[asn1][time][reject]") {
  for (std::size_t place = 0; place < 14; ++place) {
    for (const char byte : {'\0', ' ', '/', ':', 'A', '\x7f', '\x80', '\xb0', '\xff'}) {
      CAPTURE(place, static_cast<int>(byte));
      std::string characters = "20180830111500Z";
      characters[place] = byte;
      CHECK(read(Tag::generalized_time, characters).error == bad_form);
      CHECK(read(Tag::generalized_time, characters, Tolerance::time_forms).error == bad_form);
    }
  }
}

TEST_CASE("Time rejects: dates and times of day that there are not", "[asn1][time][reject]") {
  for (const std::string_view characters : {
           "20180030111500Z",  // month 0
           "20181330111500Z", "20189930111500Z",
           "20180800111500Z",  // day 0
           "20180832111500Z", "20180899111500Z", "20180431111500Z", "20180631111500Z", "20180931111500Z",
           "20181131111500Z", "20180229111500Z", "20180230111500Z", "20240230111500Z",
           "19000229111500Z",  // a century
           "21000229111500Z", "20000230111500Z", "00000230111500Z",
           "20180830240000Z",  // hour 24, even at midnight
           "20180830250000Z", "20180830990000Z",
           "20180830116000Z",  // minute 60
           "20180830119900Z",
           "20180830111560Z",  // second 60, even as a leap second
           "20161231235960Z", "20180830111561Z", "20180830111599Z",
       }) {
    CAPTURE(characters);
    CHECK(read(Tag::generalized_time, characters).error == bad_value);
    CHECK(read(Tag::generalized_time, characters, Tolerance::all).error == bad_value);
    CHECK(read(Tag::utc_time, characters.substr(2)).error ==
          (characters == "19000229111500Z" || characters == "21000229111500Z" ? Error{}  // 2000 is a leap year
                                                                              : bad_value));
  }
  CHECK(read(Tag::utc_time, "500229000000Z").error == bad_value);  // 1950
  CHECK(read(Tag::utc_time, "490229000000Z").error == bad_value);  // 2049
  CHECK(!read(Tag::utc_time, "480229000000Z").error);
  CHECK(!read(Tag::utc_time, "520229000000Z").error);
  // tolerated forms of values that there are not
  CHECK(read(Tag::generalized_time, "201808302400Z", Tolerance::time_forms).error == bad_value);
  CHECK(read(Tag::generalized_time, "20180832111500.5Z", Tolerance::time_forms).error == bad_value);
  CHECK(read(Tag::utc_time, "1813301115Z", Tolerance::time_forms).error == bad_value);
}

TEST_CASE("Time accepts or rejects: every month and day of all kinds of years", "[asn1][time]") {
  for (const int year : {0, 1, 4, 100, 400, 1582, 1752, 1900, 1999, 2000, 2001, 2004, 2100, 2400, 9999}) {
    for (int month = 0; month < 20; ++month) {
      for (int day = 0; day < 40; ++day) {
        const std::string characters = four_digits(year) + two_digits(month) + two_digits(day) + "000000Z";
        const std::chrono::year_month_day date{std::chrono::year{year},
                                               std::chrono::month{static_cast<unsigned>(month)},
                                               std::chrono::day{static_cast<unsigned>(day)}};
        const Error error = read(Tag::generalized_time, characters).error;
        if (error != (date.ok() ? Error{} : bad_value)) {
          CAPTURE(characters);
          CHECK(error == (date.ok() ? Error{} : bad_value));
        }
      }
    }
  }
  CHECK(!read(Tag::generalized_time, "20180830111500Z").error);
}

TEST_CASE("Time rejects: what the Reader rejects", "[asn1][time][reject]") {
  struct {
    ByteVector der;
    Error generalized;
    Error utc;
  } const rows[]{
      {{}, {ErrorCode::missing, field, 0}, {ErrorCode::missing, field, 0}},
      {text(0x17, "180830111500Z"), {ErrorCode::wrong_tag, field, 0}, {}},
      {text(0x18, "20180830111500Z"), {}, {ErrorCode::wrong_tag, field, 0}},
      {text(0x38, "20180830111500Z"), {ErrorCode::wrong_tag, field, 0}, {ErrorCode::wrong_tag, field, 0}},
      {hex("18 00"), bad_form, {ErrorCode::wrong_tag, field, 0}},
      {hex("17 00"), {ErrorCode::wrong_tag, field, 0}, bad_form},
      {tlv_claiming(0x18, 15, {}), {ErrorCode::truncated, field, 2}, {ErrorCode::wrong_tag, field, 0}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.der);
    CHECK(error_of<Time>(row.der, field) == row.generalized);
    CHECK(error_of<UtcTime>(row.der, field) == row.utc);
  }
}

TEST_CASE("Time accepts with time_forms: fractions, which are cut off, and missing seconds; and says so",
          "[asn1][time][tolerance]") {
  struct {
    Tag tag;
    std::string_view characters;
    std::string_view time;
  } const rows[]{
      {Tag::generalized_time, "20180830111559.5Z", "2018-08-30T11:15:59Z"},
      {Tag::generalized_time, "20180830111559.999999999999Z", "2018-08-30T11:15:59Z"},  // cut off, not rounded
      {Tag::generalized_time, "20180830111500.0Z", "2018-08-30T11:15:00Z"},
      {Tag::generalized_time, "20180830111500.10Z", "2018-08-30T11:15:00Z"},
      {Tag::generalized_time, "20180830111500,25Z", "2018-08-30T11:15:00Z"},  // X.680 46: a comma or a full stop
      {Tag::generalized_time, "201808301115Z", "2018-08-30T11:15:00Z"},
      {Tag::utc_time, "1808301115Z", "2018-08-30T11:15:00Z"},
      {Tag::utc_time, "5001010000Z", "1950-01-01T00:00:00Z"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.characters);
    CHECK(read(row.tag, row.characters).error == bad_form);
    const Tolerance others = Tolerance::explicit_default | Tolerance::response_bytes_in_error |
                             Tolerance::empty_extensions | Tolerance::unsorted_set;
    CHECK(read(row.tag, row.characters, others).error == bad_form);
    const Reading<Time> outcome = read(row.tag, row.characters, Tolerance::time_forms);
    CHECK(!outcome.error);
    CHECK(to_text(outcome.value) == row.time);
    CHECK(outcome.tolerated == Tolerance::time_forms);
  }
  // nothing to tolerate, nothing to say
  CHECK(read(Tag::generalized_time, "20180830111500Z", Tolerance::all).tolerated == Tolerance::none);
  CHECK(read(Tag::utc_time, "180830111500Z", Tolerance::all).tolerated == Tolerance::none);
}

TEST_CASE("Time::to_unix agrees with std::chrono: every day of the years 0 to 9999", "[asn1][time]") {
  using namespace std::chrono;
  const sys_days end{year{10000} / January / 1};
  std::int64_t days = 0;
  std::int64_t wrong = 0;
  for (sys_days day{year{0} / January / 1}; day != end; day += std::chrono::days{1}) {
    const year_month_day date{day};
    const Time time{static_cast<std::uint16_t>(int{date.year()}),
                    static_cast<std::uint8_t>(unsigned{date.month()}),
                    static_cast<std::uint8_t>(unsigned{date.day()}),
                    0,
                    0,
                    0};
    wrong += time.to_unix() == std::int64_t{day.time_since_epoch().count()} * 86400 ? 0 : 1;
    ++days;
  }
  CHECK(wrong == 0);
  CHECK(days == 25 * 146097);
}

TEST_CASE("Time::to_unix counts every second of a day", "[asn1][time]") {
  std::int64_t expected = 1535587200;  // 2018-08-30T00:00:00Z
  std::int64_t wrong = 0;
  for (std::uint8_t hour = 0; hour < 24; ++hour) {
    for (std::uint8_t minute = 0; minute < 60; ++minute) {
      for (std::uint8_t second = 0; second < 60; ++second) {
        wrong += Time{2018, 8, 30, hour, minute, second}.to_unix() == expected++ ? 0 : 1;
      }
    }
  }
  CHECK(wrong == 0);
  CHECK(expected == 1535587200 + 86400);
}

TEST_CASE("Time::to_unix at its borders", "[asn1][time]") {
  struct {
    Time time;
    std::int64_t unix_time;
  } const rows[]{
      {{}, 0},
      {{1970, 1, 1, 0, 0, 1}, 1},
      {{1969, 12, 31, 23, 59, 59}, -1},
      {{2001, 9, 9, 1, 46, 40}, 1'000'000'000},
      {{2038, 1, 19, 3, 14, 7}, 0x7fff'ffff},
      {{2038, 1, 19, 3, 14, 8}, 0x8000'0000},
      {{1901, 12, 13, 20, 45, 52}, -0x8000'0000LL},
      {{1901, 12, 13, 20, 45, 51}, -0x8000'0001LL},
      {{2106, 2, 7, 6, 28, 16}, 0x1'0000'0000},
      {{0, 1, 1, 0, 0, 0}, -62'167'219'200},
      {{9999, 12, 31, 23, 59, 59}, 253'402'300'799},
  };
  for (const auto& row : rows) {
    CAPTURE(row.unix_time);
    CHECK(row.time.to_unix() == row.unix_time);
    CHECK(row.time.to_sys() == std::chrono::sys_seconds{std::chrono::seconds{row.unix_time}});
  }
}

TEST_CASE("Time is ordered by its fields", "[asn1][time]") {
  const Time times[]{
      {0, 1, 1, 0, 0, 0},      {1999, 12, 31, 23, 59, 59}, {2000, 1, 1, 0, 0, 0}, {2000, 1, 1, 0, 0, 1},
      {2000, 1, 1, 0, 1, 0},   {2000, 1, 1, 1, 0, 0},      {2000, 1, 2, 0, 0, 0}, {2000, 2, 1, 0, 0, 0},
      {2000, 12, 31, 0, 0, 0}, {2001, 1, 1, 0, 0, 0},
  };
  for (const Time& a : times) {
    for (const Time& b : times) {
      CAPTURE(to_text(a), to_text(b));
      CHECK(((a <=> b) == (a.to_unix() <=> b.to_unix())));
      CHECK((a == b) == (&a == &b));
    }
  }
}

TEST_CASE("Time::to_text writes RFC 3339 in 20 characters", "[asn1][time]") {
  const Time time{7, 8, 9, 1, 2, 3};
  for (std::size_t size = 0; size < 24; ++size) {
    CAPTURE(size);
    std::array<char, 24> buffer;
    buffer.fill('~');
    const Result<std::string_view> written = time.to_text(std::span{buffer}.first(size));
    if (size < 20) {
      CHECK(written.error() == Error{ErrorCode::no_space, Field::none, 20});
    } else {
      REQUIRE(written);
      CHECK(*written == "0007-08-09T01:02:03Z");
    }
    CHECK(std::count(buffer.begin() + static_cast<std::ptrdiff_t>(size), buffer.end(), '~') ==
          static_cast<std::ptrdiff_t>(buffer.size() - size));
  }
  CHECK(to_text({9999, 12, 31, 23, 59, 59}) == "9999-12-31T23:59:59Z");
}

TEST_CASE("Time::write writes: YYYYMMDDHHMMSSZ as a GeneralizedTime, whatever the year", "[asn1][time][write]") {
  for (const std::string_view characters :
       {"20180830111500Z", "19700101000000Z", "00000101000000Z", "00010203040506Z", "99991231235959Z",
        "20240229000000Z", "20491231235959Z", "19490101010101Z", "20501010101010Z"}) {
    CAPTURE(characters);
    const ByteVector der = text(0x18, characters);
    const Reading<Time> time = read_alone<Time>(der, field);
    REQUIRE(!time.error);
    CHECK(written(time.value) == der);
  }
  CHECK(written(Time{}) == text(0x18, "19700101000000Z"));
  CHECK(written(Time{7, 8, 9, 1, 2, 3}) == text(0x18, "00070809010203Z"));
  CHECK(written(read(Tag::utc_time, "180830111501Z").value) == text(0x18, "20180830111501Z"));
  CHECK(written(read(Tag::generalized_time, "20180830111501.9Z", Tolerance::time_forms).value) ==
        text(0x18, "20180830111501Z"));
}

TEST_CASE("Time::is_valid, and Time::write accepts or rejects: each field at the ends of its range",
          "[asn1][time][write]") {
  struct {
    Time time;
    bool valid;
  } const rows[]{
      {{0, 1, 1, 0, 0, 0}, true},           {{9999, 12, 31, 23, 59, 59}, true},  {{10000, 1, 1, 0, 0, 0}, false},
      {{65535, 12, 31, 23, 59, 59}, false}, {{2018, 0, 30, 11, 15, 1}, false},   {{2018, 1, 30, 11, 15, 1}, true},
      {{2018, 12, 30, 11, 15, 1}, true},    {{2018, 13, 30, 11, 15, 1}, false},  {{2018, 255, 30, 11, 15, 1}, false},
      {{2018, 8, 0, 11, 15, 1}, false},     {{2018, 8, 1, 11, 15, 1}, true},     {{2018, 8, 31, 11, 15, 1}, true},
      {{2018, 8, 32, 11, 15, 1}, false},    {{2018, 8, 255, 11, 15, 1}, false},  {{2018, 4, 30, 11, 15, 1}, true},
      {{2018, 4, 31, 11, 15, 1}, false},    {{2018, 2, 28, 11, 15, 1}, true},    {{2018, 2, 29, 11, 15, 1}, false},
      {{2020, 2, 29, 11, 15, 1}, true},     {{2020, 2, 30, 11, 15, 1}, false},   {{1900, 2, 29, 11, 15, 1}, false},
      {{2000, 2, 29, 11, 15, 1}, true},     {{0, 2, 29, 11, 15, 1}, true},       {{2018, 8, 30, 23, 15, 1}, true},
      {{2018, 8, 30, 24, 0, 0}, false},     {{2018, 8, 30, 255, 15, 1}, false},  {{2018, 8, 30, 11, 59, 1}, true},
      {{2018, 8, 30, 11, 60, 1}, false},    {{2018, 8, 30, 11, 255, 1}, false},  {{2018, 8, 30, 11, 15, 59}, true},
      {{2018, 8, 30, 11, 15, 60}, false},   {{2016, 12, 31, 23, 59, 60}, false},  // a leap second
      {{2018, 8, 30, 11, 15, 255}, false},
  };
  for (const auto& row : rows) {
    CAPTURE(to_text(row.time));
    CHECK(row.time.is_valid() == row.valid);
    if (row.valid) {
      const ByteVector der = written(row.time);
      CHECK(read_alone<Time>(der, field).value == row.time);
    } else {
      CHECK(error_of_writing(row.time) == Error{ErrorCode::time_value});
    }
  }
  CHECK(Time{}.is_valid());
}

TEST_CASE("Time::is_valid: every month and day of all kinds of years", "[asn1][time]") {
  unsigned wrong = 0;
  unsigned valid = 0;
  for (const unsigned year : {0U, 1U, 4U, 100U, 400U, 1900U, 2000U, 2001U, 2004U, 2100U, 9999U}) {
    for (unsigned month = 0; month < 256; ++month) {
      for (unsigned day = 0; day < 256; ++day) {
        const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(year)}, std::chrono::month{month},
                                               std::chrono::day{day}};
        const Time time{static_cast<std::uint16_t>(year),
                        static_cast<std::uint8_t>(month),
                        static_cast<std::uint8_t>(day),
                        0,
                        0,
                        0};
        wrong += time.is_valid() == date.ok() ? 0U : 1U;
        valid += time.is_valid() ? 1U : 0U;
      }
    }
  }
  CHECK(wrong == 0);
  CHECK(valid == 11 * 365 + 5);
}

TEST_CASE("Time::write rejects: a time that there is not, before and behind other errors", "[asn1][time][write]") {
  std::array<std::uint8_t, 40> buffer{};
  const Time bad{2018, 2, 30, 0, 0, 0};
  Writer writer{buffer};
  Time{}.write(writer);
  bad.write(writer);
  CHECK(writer.finish().error() == Error{ErrorCode::time_value});
  CHECK_FALSE(writer.complete());
  writer.fail({ErrorCode::missing, Field::serial_number});
  CHECK(writer.finish().error() == Error{ErrorCode::time_value});

  Writer failed{buffer};
  failed.fail({ErrorCode::missing, Field::serial_number});
  bad.write(failed);
  CHECK(failed.finish().error() == Error{ErrorCode::missing, Field::serial_number});
}

TEST_CASE("Time::from_unix accepts: seconds at the borders", "[asn1][time]") {
  struct {
    std::int64_t unix_time;
    std::string_view time;
  } const rows[]{
      {0, "1970-01-01T00:00:00Z"},
      {1, "1970-01-01T00:00:01Z"},
      {-1, "1969-12-31T23:59:59Z"},
      {59, "1970-01-01T00:00:59Z"},
      {60, "1970-01-01T00:01:00Z"},
      {3599, "1970-01-01T00:59:59Z"},
      {3600, "1970-01-01T01:00:00Z"},
      {86399, "1970-01-01T23:59:59Z"},
      {86400, "1970-01-02T00:00:00Z"},
      {-86400, "1969-12-31T00:00:00Z"},
      {-86401, "1969-12-30T23:59:59Z"},
      {1'000'000'000, "2001-09-09T01:46:40Z"},
      {0x7fff'ffff, "2038-01-19T03:14:07Z"},
      {0x8000'0000, "2038-01-19T03:14:08Z"},
      {-0x8000'0000LL, "1901-12-13T20:45:52Z"},
      {-0x8000'0001LL, "1901-12-13T20:45:51Z"},
      {0xffff'ffff, "2106-02-07T06:28:15Z"},
      {0x1'0000'0000, "2106-02-07T06:28:16Z"},
      // around the leap days that there are, and that there are not
      {951'782'399, "2000-02-28T23:59:59Z"},
      {951'782'400, "2000-02-29T00:00:00Z"},
      {951'868'799, "2000-02-29T23:59:59Z"},
      {951'868'800, "2000-03-01T00:00:00Z"},
      {1'709'164'800, "2024-02-29T00:00:00Z"},
      {1'709'251'200, "2024-03-01T00:00:00Z"},
      {4'107'542'399, "2100-02-28T23:59:59Z"},
      {4'107'542'400, "2100-03-01T00:00:00Z"},
      {-2'203'891'201, "1900-02-28T23:59:59Z"},
      {-2'203'891'200, "1900-03-01T00:00:00Z"},
      {-62'162'121'600, "0000-02-29T00:00:00Z"},
      {-62'162'035'201, "0000-02-29T23:59:59Z"},
      {-62'162'035'200, "0000-03-01T00:00:00Z"},
      // the first and the last year
      {Time::min_unix, "0000-01-01T00:00:00Z"},
      {-62'135'596'801, "0000-12-31T23:59:59Z"},
      {-62'135'596'800, "0001-01-01T00:00:00Z"},
      {Time::max_unix, "9999-12-31T23:59:59Z"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.unix_time);
    const Result<Time> time = Time::from_unix(row.unix_time);
    REQUIRE(time);
    CHECK(to_text(*time) == row.time);
    CHECK((*time).is_valid());
    CHECK((*time).to_unix() == row.unix_time);
  }
}

TEST_CASE("Time::from_unix rejects: what is outside the years 0 to 9999", "[asn1][time][reject]") {
  for (const std::int64_t seconds :
       {std::int64_t{-62'167'219'201}, std::int64_t{253'402'300'800}, INT64_MIN, INT64_MAX, INT64_MIN + 1,
        INT64_MAX - 1, std::int64_t{-62'167'305'600}, std::int64_t{253'433'836'799}, INT64_MIN / 2, INT64_MAX / 2}) {
    CAPTURE(seconds);
    CHECK(Time::from_unix(seconds).error() == Error{ErrorCode::time_value});
    CHECK(*Time::from_unix(seconds) == Time{});
  }
}

TEST_CASE("Time::from_unix and weekday agree with std::chrono: every day of the years 0 to 9999", "[asn1][time]") {
  using namespace std::chrono;
  const sys_days end{year{10000} / January / 1};
  std::int64_t days = 0;
  std::int64_t wrong = 0;
  for (sys_days day{year{0} / January / 1}; day != end; day += std::chrono::days{1}) {
    const year_month_day date{day};
    const std::int64_t of_day = days * 7919 % 86400;  // another time of each day
    const std::int64_t seconds = std::int64_t{day.time_since_epoch().count()} * 86400 + of_day;
    const Result<Time> time = Time::from_unix(seconds);
    const Time expected{
        static_cast<std::uint16_t>(int{date.year()}),    static_cast<std::uint8_t>(unsigned{date.month()}),
        static_cast<std::uint8_t>(unsigned{date.day()}), static_cast<std::uint8_t>(of_day / 3600),
        static_cast<std::uint8_t>(of_day / 60 % 60),     static_cast<std::uint8_t>(of_day % 60)};
    const bool as_it_should = time && *time == expected && (*time).to_unix() == seconds &&
                              (*time).weekday() == std::chrono::weekday{day}.c_encoding();
    wrong += as_it_should ? 0 : 1;
    ++days;
  }
  CHECK(wrong == 0);
  CHECK(days == 25 * 146097);
}

TEST_CASE("Time::from_unix gives every second of a day, before 1970 and after it", "[asn1][time]") {
  std::int64_t wrong = 0;
  for (const std::int64_t midnight : {std::int64_t{-86400}, std::int64_t{1535587200}}) {
    const Time day = *Time::from_unix(midnight);
    std::int64_t seconds = midnight;
    for (std::uint8_t hour = 0; hour < 24; ++hour) {
      for (std::uint8_t minute = 0; minute < 60; ++minute) {
        for (std::uint8_t second = 0; second < 60; ++second) {
          const Time expected{day.year, day.month, day.day, hour, minute, second};
          wrong += *Time::from_unix(seconds++) == expected ? 0 : 1;
        }
      }
    }
  }
  CHECK(wrong == 0);
  CHECK(*Time::from_unix(-86400) == Time{1969, 12, 31, 0, 0, 0});
  CHECK(*Time::from_unix(1535587200) == Time{2018, 8, 30, 0, 0, 0});
}

}  // namespace ocspan_test::time_test
