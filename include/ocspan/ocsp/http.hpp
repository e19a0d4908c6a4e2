// OCSP over HTTP (RFC 6960 appendix A.1, RFC 5019 5). The library does no I/O: this is text.
#pragma once

#include <span>
#include <string_view>

#include "ocspan/asn1/bytes.hpp"
#include "ocspan/asn1/result.hpp"

namespace ocspan {

/// Writes the URL that asks by GET: the responder's URL, a slash unless it ends in one, and the request in base64, of
/// which `+`, `/` and `=` are percent-encoded, so that nothing on the way takes two slashes for one. A request whose
/// URL is longer than 255 characters is asked by POST, RFC 5019 5 says.
/// Errors: no_space, with the needed size.
OCSPAN_FN Result<std::string_view> ocsp_get_url(std::string_view responder_url, Bytes request, std::span<char> out);

}  // namespace ocspan

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/ocsp/http.cpp"
#endif
