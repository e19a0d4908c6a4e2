#include "ocspan/ocsp/http.hpp"

#include "ocspan/asn1/text.hpp"

namespace ocspan {
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

}  // namespace ocspan
