// OCSP over HTTP: the URL that asks by GET (RFC 6960 appendix A.1, RFC 9919 6), and what caches are told (RFC
// 9919 7.2).
#include "ocspan/ocsp/http.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <span>
#include <string>
#include <string_view>

#include "ocsp/messages.hpp"
#include "ocspan/asn1/text.hpp"
#include "support/catch2.hpp"

namespace ocspan_test::http_test {
namespace {

using namespace ocspan;

std::string url(std::string_view responder, const ByteVector& request) {
  const auto made = to_std_string([&](std::span<char> out) { return ocsp_get_url(responder, request, out); });
  return made ? *made : std::string{to_string(made.error().code)};
}

// MEMwQTA/MD0wOzAJBgUrDgMCGgUABBRAC0Z68eay0wmDug1gfn5ZN0gkxAQUw5zz/NNGCDS7zkZ/oHxb8+IIy1kCAj8g
const ByteVector golden =
    hex("30433041303f303d303b300906052b0e03021a05000414400b467af1e6b2d30983ba0d607e7e59374824c4"
        "0414c39cf3fcd3460834bbce467fa07c5bf3e208cb5902023f20");
const std::string golden_path =
    "MEMwQTA%2FMD0wOzAJBgUrDgMCGgUABBRAC0Z68eay0wmDug1gfn5ZN0gkxAQUw5zz%2FNNGCDS7zkZ%2FoHxb8%2BIIy1kCAj8g";

/// `write` fits into every size from that of the text on, says which that is below it, and writes nothing behind it.
template <class Write>
void check_every_size(const std::string& expected, Write write) {
  for (std::size_t size = 0; size <= expected.size() + 5; ++size) {
    INFO(size);
    std::string buffer(size + 10, '~');
    const auto made = write(std::span{buffer}.first(size));
    if (size < expected.size()) {
      CHECK(made.error() == Error{ErrorCode::no_space, Field::none, static_cast<std::uint32_t>(expected.size())});
    } else {
      REQUIRE(made);
      CHECK(*made == expected);
      CHECK((*made).data() == buffer.data());
    }
    CHECK(buffer.find_first_not_of('~', std::min(size, expected.size())) == std::string::npos);
  }
}

}  // namespace

TEST_CASE("ocsp_get_url writes: the request behind the responder's URL, and one slash between them", "[ocsp][http]") {
  CHECK(url("http://ocsp.example.com", golden) == "http://ocsp.example.com/" + golden_path);
  CHECK(url("http://ocsp.example.com/", golden) == "http://ocsp.example.com/" + golden_path);
  CHECK(url("http://example.com:8080/ocsp", golden) == "http://example.com:8080/ocsp/" + golden_path);
  CHECK(url("http://example.com/ocsp/", golden) == "http://example.com/ocsp/" + golden_path);
  CHECK(url("http://example.com//", golden) == "http://example.com//" + golden_path);  // as it is
  CHECK(url("/", golden) == "/" + golden_path);
  CHECK(url("", golden) == "/" + golden_path);
}

TEST_CASE("ocsp_get_url writes: base64, of which what is not safe in a URL is percent-encoded", "[ocsp][http]") {
  struct {
    std::string_view bytes;
    std::string_view path;
  } const rows[]{
      // RFC 4648 10: "", "f", "fo", "foo", "foob", "fooba", "foobar"
      {"", ""},
      {"66", "Zg%3D%3D"},
      {"666f", "Zm8%3D"},
      {"666f6f", "Zm9v"},
      {"666f6f62", "Zm9vYg%3D%3D"},
      {"666f6f6261", "Zm9vYmE%3D"},
      {"666f6f626172", "Zm9vYmFy"},
      {"00", "AA%3D%3D"},
      {"0000", "AAA%3D"},
      {"000000", "AAAA"},
      {"ff", "%2Fw%3D%3D"},
      {"ffff", "%2F%2F8%3D"},
      {"ffffff", "%2F%2F%2F%2F"},
      {"ffffffff", "%2F%2F%2F%2F%2Fw%3D%3D"},
      {"ffffffffff", "%2F%2F%2F%2F%2F%2F8%3D"},
      {"fbefbe", "%2B%2B%2B%2B"},
      {"80", "gA%3D%3D"},
      {"8080", "gIA%3D"},
      {"808080", "gICA"},
      {"30030a0106", "MAMKAQY%3D"},
      // every digit in its order
      {"00108310518720928b30d38f41149351559761969b71d79f8218a39259a7a29aabb2dbafc31cb3d35db7e39ebbf3dfbf",
       "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789%2B%2F"},
  };
  for (const auto& row : rows) {
    INFO(row.bytes);
    CHECK(url("http://a/", hex(row.bytes)) == "http://a/" + std::string{row.path});
  }
}

TEST_CASE("ocsp_get_url writes: characters that go through a URL as they are", "[ocsp][http]") {
  for (unsigned byte = 0; byte < 256; ++byte) {
    ByteVector request(100, static_cast<std::uint8_t>(byte));
    request[50] ^= 0x5a;
    const std::string made = url("", request);
    REQUIRE(made[0] == '/');
    const bool as_it_should = std::all_of(made.begin() + 1, made.end(), [](char c) {
      return c == '%' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    });
    INFO(byte);
    CHECK(as_it_should);
  }
}

TEST_CASE("ocsp_get_url rejects: a buffer that is too small, at every size, untouched behind it", "[ocsp][http]") {
  for (const ByteVector& request : {golden, hex(""), hex("ff"), hex("fbefbe66")}) {
    const std::string expected = url("http://a", request);
    check_every_size(expected, [&](std::span<char> out) { return ocsp_get_url("http://a", request, out); });
  }
}

TEST_CASE("ocsp_http_method: GET up to 255 characters of URL, POST beyond", "[ocsp][http]") {
  CHECK(ocsp_http_method("http://ocsp.example.com", golden) == HttpMethod::get);
  for (std::size_t size = 0; size < 300; ++size) {
    const ByteVector request(size, 0xff);  // whose base64 is percent-encoded
    for (const std::string_view responder : {"", "http://a", "http://a/"}) {
      CAPTURE(size, responder);
      const bool is_short = url(responder, request).size() <= 255;
      CHECK((ocsp_http_method(responder, request) == HttpMethod::get) == is_short);
    }
  }
  const std::string exact = "http://" + std::string(255 - 7 - 1 - golden_path.size(), 'a');
  CHECK(url(exact, golden).size() == 255);
  CHECK(ocsp_http_method(exact, golden) == HttpMethod::get);
  CHECK(ocsp_http_method(exact + "a", golden) == HttpMethod::post);
}

// --- what a responder is asked by GET ---

namespace {

/// What is decoded, in hexadecimal, or the error with its offset.
std::string decoded(std::string_view path) {
  ByteVector buffer(path.size());
  const Result<Bytes> request = decode_ocsp_get_path(path, buffer);
  if (!request) {
    return std::string{to_string(request.error().code)} + " " + std::to_string(request.error().offset);
  }
  return *to_std_string([&](std::span<char> out) {
    TextWriter text{out};
    text.put_hex(*request);
    return text.finish();
  });
}

}  // namespace

TEST_CASE("decode_ocsp_get_path reads: what ocsp_get_url writes, percent-encoded wholly, partly or not",
          "[ocsp][http]") {
  ByteVector request;
  for (unsigned i = 0; i < 300; ++i) {
    const std::string path = url("", request);
    ByteVector buffer(request.size());
    const Result<Bytes> read = decode_ocsp_get_path(path, buffer);
    INFO(path);
    CHECK((read && equal(*read, request)));
    request.push_back(static_cast<std::uint8_t>(i * 7 + 0xf8));
  }
  struct {
    std::string_view path;
    std::string_view bytes;
  } const rows[]{
      {"", ""},
      {"/", ""},
      {"MAA=", "3000"},
      {"/MAA=", "3000"},
      {"///MAA=", "3000"},
      {"MAA%3D", "3000"},
      {"MAA%3d", "3000"},
      {"%4d%41%41%3d", "3000"},
      {"MA%3D%3D", "30"},
      {"MA=%3D", "30"},
      {"MP+/", "30ffbf"},
      {"MP%2B%2F", "30ffbf"},
      {"MP%2b%2f", "30ffbf"},
      {"MP /", "30ffbf"},
      {"MP%20%2F", "30ffbf"},
      {"/%2FAAA", "fc0000"},
  };
  for (const auto& row : rows) {
    INFO(row.path);
    CHECK(decoded(row.path) == row.bytes);
  }
}

TEST_CASE("decode_ocsp_get_path rejects: what is no base64, where it stands", "[ocsp][http]") {
  struct {
    std::string_view path;
    std::string_view error;
  } const rows[]{
      {"M", "bad_base64 1"},         {"MAA", "bad_base64 3"},         {"MA=", "bad_base64 3"},
      {"MAA==", "bad_base64 4"},     {"=", "bad_base64 0"},           {"MAA=M", "bad_base64 4"},
      {"MAB=", "bad_base64 2"},      {"/MA%42=", "bad_base64 3"},     {"MAA%", "bad_base64 3"},
      {"MAA%3", "bad_base64 3"},     {"MAA%3g", "bad_base64 3"},      {"MAA%g3", "bad_base64 3"},
      {"%25%33%44", "bad_base64 0"}, {"MA\n==", "bad_base64 2"},      {"MA%0A==", "bad_base64 2"},
      {"MAA=?x=1", "bad_base64 4"},  {"M-A=", "bad_base64 1"},        {"MA_=", "bad_base64 2"},
      {"MAA%00", "bad_base64 3"},    {"MAA\xc3\xa9", "bad_base64 3"},
  };
  for (const auto& row : rows) {
    INFO(row.path);
    CHECK(decoded(row.path) == row.error);
  }
}

TEST_CASE("decode_ocsp_get_path rejects: more than any input has", "[ocsp][http]") {
  if constexpr (sizeof(std::size_t) > 4) {
    // Of so long a path no character is looked at, so that there need be none.
    const std::string_view path{"MAA=", std::size_t{0xffff'ffff} + 1};
    std::array<std::uint8_t, 4> buffer{};
    CHECK(decode_ocsp_get_path(path, buffer).error() == Error{ErrorCode::input_too_long});
    CHECK(max_input_size == 0xffff'ffff);
  }
}

TEST_CASE("decode_ocsp_get_path rejects: a buffer that is too small, untouched behind it", "[ocsp][http]") {
  for (std::size_t size = 0; size < golden.size(); ++size) {
    INFO(size);
    ByteVector buffer(golden.size() + 10, 0x7e);
    const Result<Bytes> request = decode_ocsp_get_path(golden_path, std::span{buffer}.first(size));
    CHECK(request.error() == Error{ErrorCode::no_space, Field::none, static_cast<std::uint32_t>(golden.size())});
    CHECK(std::all_of(buffer.begin() + static_cast<std::ptrdiff_t>(size), buffer.end(),
                      [](std::uint8_t byte) { return byte == 0x7e; }));
  }
}

// --- caching ---

namespace {

std::string headers(const HttpCaching& caching, const ByteVector& etag = {}) {
  const auto made = to_std_string([&](std::span<char> out) { return write_http_headers(caching, etag, out); });
  return made ? *made : std::string{to_string(made.error().code)};
}

/// "Sun, 06 Nov 1994 08:49:37 GMT", by the standard library's calendar.
std::string imf_fixdate(const std::chrono::sys_seconds& time) {
  using namespace std::chrono;
  const sys_days day = floor<days>(time);
  const year_month_day date{day};
  const hh_mm_ss of_day{time - day};
  constexpr const char* weekdays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  char text[64];
  std::snprintf(text, sizeof text, "%s, %02u %s %04d %02d:%02d:%02d GMT", weekdays[weekday{day}.c_encoding()],
                unsigned{date.day()}, months[unsigned{date.month()} - 1], int{date.year()},
                static_cast<int>(of_day.hours().count()), static_cast<int>(of_day.minutes().count()),
                static_cast<int>(of_day.seconds().count()));
  return text;
}

}  // namespace

TEST_CASE("write_http_headers writes: what caches are told", "[ocsp][http]") {
  const HttpCaching caching{{1994, 11, 6, 8, 49, 37}, {2020, 2, 29, 23, 59, 59}, 604'799};
  const std::string type = "Content-Type: application/ocsp-response\r\n";
  const std::string begin = type +
                            "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
                            "Expires: Sat, 29 Feb 2020 23:59:59 GMT\r\n";
  const std::string end = "Cache-Control: max-age=604799,public,no-transform,must-revalidate\r\n";
  CHECK(headers(caching) == begin + end);
  CHECK(headers(caching, hex("00ff1ab2c3")) == begin + "ETag: \"00ff1ab2c3\"\r\n" + end);
  CHECK(headers({{1970, 1, 1, 0, 0, 0}, {1970, 1, 1, 0, 0, 0}, 0}) ==
        type +
            "Last-Modified: Thu, 01 Jan 1970 00:00:00 GMT\r\n"
            "Expires: Thu, 01 Jan 1970 00:00:00 GMT\r\n"
            "Cache-Control: max-age=0,public,no-transform,must-revalidate\r\n");
  CHECK(headers({{0, 1, 1, 0, 0, 0}, {9999, 12, 31, 23, 59, 59}, 0xffff'ffff}) ==
        type +
            "Last-Modified: Sat, 01 Jan 0000 00:00:00 GMT\r\n"
            "Expires: Fri, 31 Dec 9999 23:59:59 GMT\r\n"
            "Cache-Control: max-age=4294967295,public,no-transform,must-revalidate\r\n");
}

TEST_CASE("write_http_headers writes: the time of sending and the size, if they are given", "[ocsp][http]") {
  HttpCaching caching{{1994, 11, 6, 8, 49, 37}, {2020, 2, 29, 23, 59, 59}, 604'799};
  const std::string without = headers(caching);
  const std::string type = "Content-Type: application/ocsp-response\r\n";
  caching.content_length = 0xffff'ffff;
  CHECK(headers(caching) == type + "Content-Length: 4294967295\r\n" + without.substr(type.size()));
  caching.date = Time{1994, 11, 7, 0, 0, 1};
  CHECK(headers(caching) ==
        type + "Content-Length: 4294967295\r\nDate: Mon, 07 Nov 1994 00:00:01 GMT\r\n" + without.substr(type.size()));
  caching.date = Time{1994, 13, 7, 0, 0, 1};
  CHECK(headers(caching) == "time_value");
}

TEST_CASE("write_http_headers writes: each day of centuries, and the year's end of all years", "[ocsp][http]") {
  using namespace std::chrono;
  const auto check = [](const sys_seconds& time) {
    const Result<Time> day = Time::from_unix(time.time_since_epoch().count());
    REQUIRE(day);
    char buffer[300];
    const Result<std::string_view> text = write_http_headers({*day, *day, 1}, {}, buffer);
    const std::string date = imf_fixdate(time);
    const std::string expected = "Content-Type: application/ocsp-response\r\nLast-Modified: " + date +
                                 "\r\nExpires: " + date +
                                 "\r\nCache-Control: max-age=1,public,no-transform,must-revalidate\r\n";
    if (!text || *text != expected) {  // an assertion for each day would take longer than what it asserts
      FAIL(expected << " but " << *text);
    }
  };
  // with a time of day that goes through all hours, minutes and seconds
  seconds of_day{0};
  for (sys_days day{year{1900} / 1 / 1}; day < sys_days{year{2200} / 1 / 1}; day += days{1}) {
    check(day + of_day);
    of_day = (of_day + seconds{3661}) % seconds{86400};
  }
  for (int number = 0; number <= 9999; ++number) {
    check(sys_days{year{number} / 1 / 1});
    check(sys_days{year{number} / 2 / last} + seconds{86399});
    check(sys_days{year{number} / 3 / 1});
    check(sys_days{year{number} / 12 / 31} + seconds{86399});
  }
  SUCCEED();
}

TEST_CASE("write_http_headers rejects: what is no time, and writes nothing", "[ocsp][http]") {
  const Time right{2020, 2, 29, 23, 59, 59};
  for (const Time& wrong :
       {Time{2020, 0, 1, 0, 0, 0}, Time{2020, 13, 1, 0, 0, 0}, Time{2020, 1, 0, 0, 0, 0}, Time{2020, 1, 32, 0, 0, 0},
        Time{2019, 2, 29, 0, 0, 0}, Time{2020, 2, 30, 0, 0, 0}, Time{2020, 1, 1, 24, 0, 0}, Time{2020, 1, 1, 0, 60, 0},
        Time{2020, 1, 1, 0, 0, 60}, Time{10000, 1, 1, 0, 0, 0}, Time{65535, 255, 255, 255, 255, 255}}) {
    CAPTURE(wrong.year, wrong.month, wrong.day, wrong.hour, wrong.minute, wrong.second);
    for (const HttpCaching& caching : {HttpCaching{wrong, right, 1}, HttpCaching{right, wrong, 1}}) {
      std::string buffer(300, '~');
      const auto made = write_http_headers(caching, {}, buffer);
      CHECK(made.error() == Error{ErrorCode::time_value, Field::none, 0});
      CHECK(buffer == std::string(300, '~'));
      CHECK(write_http_headers(caching, {}, {}).error().code == ErrorCode::time_value);
    }
  }
}

TEST_CASE("write_http_headers rejects: a buffer that is too small, at every size, untouched behind it",
          "[ocsp][http]") {
  const HttpCaching caching{{1994, 11, 6, 8, 49, 37}, {2020, 2, 29, 23, 59, 59}, 604'799};
  for (const ByteVector& etag : {ByteVector{}, ByteVector(20, 0x5a), ByteVector(32, 0xa5)}) {
    const std::string expected = headers(caching, etag);
    check_every_size(expected, [&](std::span<char> out) { return write_http_headers(caching, etag, out); });
  }
}

}  // namespace ocspan_test::http_test
