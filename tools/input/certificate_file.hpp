// Certificates and serial numbers from the command line.
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

/// Reads, with all tolerances, all certificates of a PEM bundle, or the one that a file in any other form holds; at
/// least one. Throws BadFile.
std::vector<LoadedCertificate> load_certificates(const std::string& path);

/// As RFC 4514 writes it.
std::string text_of(const ocspan::Name& name);
/// "0x2001 (8193)", "-0x66 (-102)": the one way in which serial numbers are printed, which --serial takes as well.
std::string text_of(const ocspan::Integer& serial_number);

/// A serial number, decimal or 0x and hexadecimal, or both as text_of() writes them, as the bytes of an INTEGER:
/// big-endian, two's complement, at most one byte longer than necessary. Throws std::invalid_argument for any other
/// text.
std::vector<std::uint8_t> parse_serial(const std::string& text);

}  // namespace ocspan_tool
