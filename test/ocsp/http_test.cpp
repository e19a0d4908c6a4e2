// OCSP over HTTP: the URL that asks by GET (RFC 6960 appendix A.1, RFC 9919 5).
#include "ocspan/ocsp/http.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>

#include "ocsp/messages.hpp"
#include "ocspan/asn1/text.hpp"
#include "support/catch2.hpp"

using namespace ocspan;
using namespace ocspan_test;

namespace {

std::string url(std::string_view responder, const Octets& request) {
  const auto made = to_std_string([&](std::span<char> out) { return ocsp_get_url(responder, request, out); });
  return made ? *made : std::string{to_string(made.error().code)};
}

// MEMwQTA/MD0wOzAJBgUrDgMCGgUABBRAC0Z68eay0wmDug1gfn5ZN0gkxAQUw5zz/NNGCDS7zkZ/oHxb8+IIy1kCAj8g
const Octets golden =
    hex("30433041303f303d303b300906052b0e03021a05000414400b467af1e6b2d30983ba0d607e7e59374824c4"
        "0414c39cf3fcd3460834bbce467fa07c5bf3e208cb5902023f20");
const std::string golden_path =
    "MEMwQTA%2FMD0wOzAJBgUrDgMCGgUABBRAC0Z68eay0wmDug1gfn5ZN0gkxAQUw5zz%2FNNGCDS7zkZ%2FoHxb8%2BIIy1kCAj8g";

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
    std::string_view octets;
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
    INFO(row.octets);
    CHECK(url("http://a/", hex(row.octets)) == "http://a/" + std::string{row.path});
  }
}

TEST_CASE("ocsp_get_url writes: characters that go through a URL as they are", "[ocsp][http]") {
  for (unsigned octet = 0; octet < 256; ++octet) {
    Octets request(100, static_cast<std::uint8_t>(octet));
    request[50] ^= 0x5a;
    const std::string made = url("", request);
    REQUIRE(made[0] == '/');
    const bool as_it_should = std::all_of(made.begin() + 1, made.end(), [](char c) {
      return c == '%' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    });
    INFO(octet);
    CHECK(as_it_should);
  }
}

TEST_CASE("ocsp_get_url rejects: a buffer that is too small, at every size, untouched behind it", "[ocsp][http]") {
  for (const Octets& request : {golden, hex(""), hex("ff"), hex("fbefbe66")}) {
    const std::string expected = url("http://a", request);
    for (std::size_t size = 0; size <= expected.size() + 5; ++size) {
      INFO(size);
      std::string buffer(size + 10, '~');
      const auto made = ocsp_get_url("http://a", request, std::span{buffer}.first(size));
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
}
