// Certificates, and what names them, from the command line.
#pragma once

#include <cstdint>
#include <ocspan/ocspan.hpp>
#include <string>
#include <vector>

namespace ocspan_tool {

/// A certificate and the bytes that it is a view of.
struct LoadedCertificate {
  std::string path;
  std::vector<std::uint8_t> der;
  ocspan::Certificate certificate;
};

/// Throws BadFile for a file that cannot be read or holds no certificate.
LoadedCertificate load_certificate(const std::string& path);

/// A mistake that costs hours, because the responder only says that it does not know the certificate. Not refused: two
/// encodings of one name are equal to people.
void warn_of_another_issuer(const LoadedCertificate& subject, const LoadedCertificate& issuer);

/// The bytes of an INTEGER, big-endian, two's complement, perhaps with one more than are needed.
/// Throws std::invalid_argument for what is neither decimal nor 0x and hexadecimal.
std::vector<std::uint8_t> parse_serial(const std::string& text);

}  // namespace ocspan_tool
