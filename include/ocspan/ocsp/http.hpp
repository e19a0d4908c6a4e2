// OCSP over HTTP (RFC 6960 appendix A.1, RFC 5019 5). The library does no I/O: this is text.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "ocspan/asn1/bytes.hpp"
#include "ocspan/asn1/result.hpp"
#include "ocspan/asn1/time.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// Writes the URL that asks by GET: the responder's URL, a slash unless it ends in one, and the request in base64, of
/// which `+`, `/` and `=` are percent-encoded, so that nothing on the way takes two slashes for one. A request whose
/// URL is longer than 255 characters is asked by POST, RFC 5019 5 says.
/// Errors: no_space, with the needed size.
OCSPAN_FN Result<std::string_view> ocsp_get_url(std::string_view responder_url, Bytes request, std::span<char> out);

/// How long caches may keep a response, in the terms of HTTP (RFC 5019 6.2, RFC 9919 6.2). Verification::http_caching()
/// works it out for one that was verified.
struct HttpCaching {
  Time last_modified;         ///< thisUpdate
  Time expires;               ///< nextUpdate
  std::uint32_t max_age = 0;  ///< in seconds from now; it ends before nextUpdate
};

/// Writes the header fields Last-Modified, Expires, ETag and Cache-Control, a line each with CR LF, that these RFCs
/// want beside a response. `etag` is its hash, SHA-256 by RFC 9919, SHA-1 by RFC 5019; without one there is no ETag.
/// Errors: time_value for a Time that is none; no_space, with the needed size.
OCSPAN_FN Result<std::string_view> write_http_headers(const HttpCaching& caching, Bytes etag, std::span<char> out);

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/ocsp/http.cpp"
#endif
