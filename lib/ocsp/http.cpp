#include "ocspan/ocsp/http.hpp"

#include <array>

#include "ocspan/asn1/text.hpp"
#include "ocspan/limits.hpp"
#include "ocspan/x509/pem.hpp"

namespace ocspan::inline OCSPAN_ABI {
namespace detail {

constexpr void put_percent_encoded(TextWriter& text, char base64) {
  switch (base64) {
    case '+':
      return text.put("%2B"_sv);
    case '/':
      return text.put("%2F"_sv);
    case '=':
      return text.put("%3D"_sv);
    default:
      return text.put(base64);
  }
}

/// Writes one of many names of three letters. Not by std::string_view::substr, which can throw: firmware has no code
/// for that.
constexpr void put_name(TextWriter& text, std::string_view names, std::size_t index) {
  for (std::size_t i = 3 * index; i < 3 * index + 3; ++i) {
    text.put(names[i]);
  }
}

// IMF-fixdate (RFC 9110 5.6.7): "Sun, 06 Nov 1994 08:49:37 GMT".
OCSPAN_FN inline void put_http_date(TextWriter& text, const Time& time) {
  put_name(text, "SunMonTueWedThuFriSat"_sv, time.weekday());
  text.put(", "_sv);
  text.put_decimal(time.day, 2);
  text.put(' ');
  put_name(text, "JanFebMarAprMayJunJulAugSepOctNovDec"_sv, time.month - 1U);
  text.put(' ');
  text.put_decimal(time.year, 4);
  text.put(' ');
  text.put_decimal(time.hour, 2);
  text.put(':');
  text.put_decimal(time.minute, 2);
  text.put(':');
  text.put_decimal(time.second, 2);
  text.put(" GMT"_sv);
}

/// The value of a hexadecimal digit; 16 for any other character.
constexpr unsigned hexadecimal_value(char c) {
  if (c >= '0' && c <= '9') {
    return static_cast<unsigned>(c - '0');
  }
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? static_cast<unsigned>(lower - 'a') + 10 : 16;
}

}  // namespace detail

OCSPAN_FN Result<std::string_view> ocsp_get_url(std::string_view responder_url, Bytes request, std::span<char> out) {
  TextWriter text{out};
  text.put(responder_url);
  if (!responder_url.ends_with('/')) {
    text.put('/');
  }
  for (std::size_t i = 0; i < request.size(); i += 3) {
    const std::size_t left = request.size() - i;
    const std::uint32_t group = static_cast<std::uint32_t>(request[i] << 16) |
                                static_cast<std::uint32_t>(left > 1 ? request[i + 1] << 8 : 0) |
                                static_cast<std::uint32_t>(left > 2 ? request[i + 2] : 0);
    for (std::size_t digit = 0; digit < 4; ++digit) {
      const std::uint32_t value = group >> (18 - 6 * digit) & 0x3f;
      const char base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"[value];
      detail::put_percent_encoded(text, digit > left ? '=' : base64);
    }
  }
  return text.finish();
}

OCSPAN_FN HttpMethod ocsp_http_method(std::string_view responder_url, Bytes request) {
  std::array<char, 255> longest{};
  return ocsp_get_url(responder_url, request, longest) ? HttpMethod::get : HttpMethod::post;
}

OCSPAN_FN Result<Bytes> decode_ocsp_get_path(std::string_view path, std::span<std::uint8_t> out) {
  if (path.size() > max_input_size) {
    return Error{ErrorCode::input_too_long};
  }
  std::size_t i = 0;
  while (i < path.size() && path[i] == '/') {
    ++i;
  }
  detail::Base64Decoder decoder{out};
  while (i < path.size()) {
    const std::size_t begin = i;
    char c = path[i++];
    if (c == '%') {
      const unsigned high = path.size() - i < 2 ? 16 : detail::hexadecimal_value(path[i]);
      const unsigned low = high == 16 ? 16 : detail::hexadecimal_value(path[i + 1]);
      if (low == 16) {
        return detail::error_in_text(ErrorCode::bad_base64, begin);
      }
      c = static_cast<char>(high << 4 | low);
      i += 2;
    }
    if (!decoder.put(c == ' ' ? '+' : c, begin)) {
      return detail::error_in_text(ErrorCode::bad_base64, begin);
    }
  }
  return decoder.finish(path.size());
}

OCSPAN_FN Result<std::string_view> write_http_headers(const HttpCaching& caching, Bytes etag, std::span<char> out) {
  TextWriter text{out};
  if (!caching.last_modified.is_valid() || !caching.expires.is_valid() || (caching.date && !caching.date->is_valid())) {
    return Error{ErrorCode::time_value};
  }
  text.put("Content-Type: application/ocsp-response\r\n"_sv);
  if (caching.content_length) {
    text.put("Content-Length: "_sv);
    text.put_decimal(*caching.content_length);
    text.put("\r\n"_sv);
  }
  if (caching.date) {
    text.put("Date: "_sv);
    detail::put_http_date(text, *caching.date);
    text.put("\r\n"_sv);
  }
  text.put("Last-Modified: "_sv);
  detail::put_http_date(text, caching.last_modified);
  text.put("\r\nExpires: "_sv);
  detail::put_http_date(text, caching.expires);
  if (!etag.empty()) {
    text.put("\r\nETag: \""_sv);
    text.put_hex(etag);
    text.put('"');
  }
  text.put("\r\nCache-Control: max-age="_sv);
  text.put_decimal(caching.max_age);
  text.put(",public,no-transform,must-revalidate\r\n"_sv);
  return text.finish();
}

}  // namespace ocspan::inline OCSPAN_ABI
