#include "input/certificate_file.hpp"

#include <iostream>
#include <stdexcept>

#include "input/message.hpp"

namespace ocspan_tool {

using namespace ocspan;

namespace {

std::string text_of(const Name& name) {
  return *to_std_string([&](std::span<char> out) { return name.to_rfc4514(out); });
}

}  // namespace

LoadedCertificate load_certificate(const std::string& path) {
  // A CertID is made of the names, the key and the serial number, whatever else is wrong with the certificate.
  const Tolerance tolerance = Tolerance::all;
  LoadedCertificate loaded{path, read_der(certificate_kind, path, tolerance), {}};
  loaded.certificate = *load_der_x509_certificate(loaded.der, tolerance);
  return loaded;
}

void warn_of_another_issuer(const LoadedCertificate& subject, const LoadedCertificate& issuer) {
  if (!(subject.certificate.issuer() == issuer.certificate.subject())) {
    std::cerr << "ocspan: warning: " << subject.path << " was issued by " << text_of(subject.certificate.issuer())
              << ", and " << issuer.path << " is " << text_of(issuer.certificate.subject()) << '\n';
  }
}

std::vector<std::uint8_t> parse_serial(const std::string& text) {
  const std::size_t sign = text.starts_with('-') ? 1 : 0;
  const bool hexadecimal = text.compare(sign, 2, "0x") == 0 || text.compare(sign, 2, "0X") == 0;
  const unsigned base = hexadecimal ? 16 : 10;
  const std::string digits = text.substr(sign + (hexadecimal ? 2 : 0));
  std::vector<std::uint8_t> number{0};  // least significant first
  for (const char digit : digits) {
    const int value = hex_value(digit);
    if (value < 0 || static_cast<unsigned>(value) >= base) {
      throw std::invalid_argument("--serial " + text + ": not a decimal number, nor 0x and hexadecimal digits");
    }
    auto carry = static_cast<unsigned>(value);
    for (std::uint8_t& byte : number) {
      carry += byte * base;
      byte = static_cast<std::uint8_t>(carry & 0xff);
      carry >>= 8;
    }
    if (carry != 0) {
      number.push_back(static_cast<std::uint8_t>(carry));
    }
  }
  if (digits.empty()) {
    throw std::invalid_argument("--serial: not a number");
  }
  number.push_back(0);
  if (sign != 0) {
    unsigned carry = 1;
    for (std::uint8_t& byte : number) {
      carry += byte ^ 0xffU;
      byte = static_cast<std::uint8_t>(carry & 0xff);
      carry >>= 8;
    }
  }
  return {number.rbegin(), number.rend()};
}

}  // namespace ocspan_tool
