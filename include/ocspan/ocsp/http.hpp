// OCSP over HTTP (RFC 6960 appendix A.1, RFC 9919 6 and 7). The library does no I/O: it writes URLs and header fields.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "ocspan/asn1/bytes.hpp"
#include "ocspan/asn1/result.hpp"
#include "ocspan/asn1/time.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// Writes the URL by which GET asks `request` (RFC 6960 A.1): the responder's URL, a slash unless it ends in one, and
/// the request in base64. `+`, `/` and `=` are percent-encoded, so that no proxy can merge two slashes into one. Where
/// the URL is longer than 255 characters, use POST (RFC 9919 6). Returns the part of `out` that was written.
/// Errors: no_space, with the needed size as its offset.
OCSPAN_FN Result<std::string_view> ocsp_get_url(std::string_view responder_url, Bytes request, std::span<char> out);

/// How long caches may keep a response, in the terms of HTTP (RFC 5019 6.2, RFC 9919 7.2). Verification::http_caching()
/// computes it for a verified response.
struct HttpCaching {
  Time last_modified;         ///< thisUpdate
  Time expires;               ///< nextUpdate
  std::uint32_t max_age = 0;  ///< in seconds from now; ends before nextUpdate
};

/// Writes the header fields Last-Modified, Expires, ETag and Cache-Control of a response (RFC 5019 6.2, RFC 9919 7.2),
/// each as a line that ends with CR LF. `etag` is the hash of the response, by SHA-256 for RFC 9919 and by SHA-1 for
/// RFC 5019; if it is empty, there is no ETag. Returns the part of `out` that was written.
/// Errors: time_value for a Time that is not valid; no_space, with the needed size as its offset.
OCSPAN_FN Result<std::string_view> write_http_headers(const HttpCaching& caching, Bytes etag, std::span<char> out);

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/ocsp/http.cpp"
#endif
