// DER as text.
#pragma once

#include <ocspan/asn1/bytes.hpp>
#include <string>
#include <string_view>

namespace ocspan_tool {

/// Base64 (RFC 4648 4) on one line.
std::string base64_of(ocspan::Bytes bytes);
/// Hexadecimal, lower case.
std::string hex_of(ocspan::Bytes bytes);
/// A PEM block (RFC 7468) with lines of 64 characters.
std::string pem_of(std::string_view label, ocspan::Bytes der);

}  // namespace ocspan_tool
