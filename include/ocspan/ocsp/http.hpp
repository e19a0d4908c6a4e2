// OCSP over HTTP (RFC 6960 appendix A.1, RFC 9919 6 and 7). The library does no I/O: it writes URLs and header fields.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "ocspan/asn1/bytes.hpp"
#include "ocspan/asn1/result.hpp"
#include "ocspan/asn1/time.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// Writes the URL by which GET asks `request` (RFC 6960 A.1): the responder's URL, a slash unless it ends in one, and
/// the request in base64. `+`, `/` and `=` are percent-encoded, so that no proxy can merge two slashes into one.
/// ocsp_http_method() says for which requests it is to be used. Returns the part of `out` that was written.
/// Errors: no_space, with the needed size as its offset.
OCSPAN_FN Result<std::string_view> ocsp_get_url(std::string_view responder_url, Bytes request, std::span<char> out);

/// How a request is sent over HTTP.
enum class HttpMethod : std::uint8_t {
  get,   ///< by ocsp_get_url()
  post,  ///< the request's DER as the body, its Content-Type application/ocsp-request
};

/// The method for this request: get if the URL that ocsp_get_url() writes has at most 255 characters, else post
/// (RFC 9919 6).
OCSPAN_FN HttpMethod ocsp_http_method(std::string_view responder_url, Bytes request);

/// Decodes what a client that uses GET has put behind the responder's own URL, into `out`: the inverse of
/// ocsp_get_url(). `path` is the rest of the request target as it stands in the request line. Slashes that it begins
/// with are passed over; its base64 (RFC 4648 4) may be percent-encoded or not, also in part; a space, which some
/// servers make of a plus sign, is one. Returns the DER of the request, to be loaded. Errors: bad_base64, with the
/// offset in `path`; no_space, with the needed size; input_too_long beyond max_input_size.
OCSPAN_FN Result<Bytes> decode_ocsp_get_path(std::string_view path, std::span<std::uint8_t> out);

/// What HTTP is told of a response (RFC 9919 7.2). Verification::http_caching() computes it for a verified response,
/// but for the last two, which a web server may write by itself.
struct HttpCaching {
  Time last_modified;                                ///< thisUpdate
  Time expires;                                      ///< nextUpdate
  std::uint32_t max_age = 0;                         ///< in seconds from now; ends before nextUpdate
  std::optional<Time> date = {};                     ///< the time at which it is sent
  std::optional<std::uint32_t> content_length = {};  ///< the size of its DER in bytes
};

/// Writes the header fields of a response (RFC 6960 A.2, RFC 9919 6 and 7.2), each as a line that ends with CR LF:
/// Content-Type, Last-Modified, Expires, Cache-Control; ETag, Date and Content-Length if they are given. `etag` is the
/// hash of the response, by SHA-256 for RFC 9919 and by SHA-1 for RFC 5019; if it is empty, there is no ETag. Returns
/// the part of `out` that was written. Errors: time_value for a Time that is not valid; no_space, with the needed size
/// as its offset.
OCSPAN_FN Result<std::string_view> write_http_headers(const HttpCaching& caching, Bytes etag, std::span<char> out);

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/ocsp/http.cpp"
#endif
