#include "input/certificate_file.hpp"

#include <algorithm>
#include <ranges>
#include <stdexcept>

#include "input/message.hpp"

namespace ocspan_tool {

using namespace ocspan;

namespace {

/// In two's complement, -x = ~x + 1; the least significant byte comes first.
template <class Number>
void negate(Number&& number) {
  unsigned carry = 1;
  for (std::uint8_t& byte : number) {
    carry += byte ^ 0xffU;
    byte = static_cast<std::uint8_t>(carry & 0xff);
    carry >>= 8;
  }
}

}  // namespace

std::string text_of(const Name& name) {
  return *to_std_string([&](std::span<char> out) { return name.to_rfc4514(out); });
}

std::string text_of(const Integer& serial_number) {
  std::vector<std::uint8_t> magnitude(serial_number.bytes().begin(), serial_number.bytes().end());
  if (serial_number.is_negative()) {
    negate(std::ranges::reverse_view{magnitude});
  }
  const std::string digits = *to_std_string([&](std::span<char> out) { return Integer{magnitude}.to_hex(out); });
  const std::size_t zeros = std::min(digits.find_first_not_of('0') / 2 * 2, digits.size());
  const std::string hexadecimal = digits.empty() || zeros >= digits.size() ? "00" : digits.substr(zeros);
  const Result<std::string> decimal = to_std_string([&](std::span<char> out) { return serial_number.to_decimal(out); });
  return (serial_number.is_negative() ? "-0x" : "0x") + hexadecimal + (decimal ? " (" + *decimal + ")" : "");
}

std::vector<LoadedCertificate> load_certificates(const std::string& path) {
  std::vector<LoadedCertificate> all;
  // A CertID is made of the names, the key and the serial number, whatever else is wrong with the certificate.
  const Tolerance tolerance = Tolerance::all;
  for (LoadedMessage& message : load_messages(certificate_kind, path, {tolerance})) {
    LoadedCertificate loaded{path, std::move(message.der), {}};
    loaded.certificate = *load_der_x509_certificate(loaded.der, tolerance);
    all.push_back(std::move(loaded));
  }
  return all;
}

std::vector<std::uint8_t> parse_serial(const std::string& text) {
  if (const std::size_t space = text.find(" ("); space != std::string::npos && text.ends_with(')')) {
    const std::vector<std::uint8_t> number = parse_serial(text.substr(0, space));
    const std::vector<std::uint8_t> again = parse_serial(text.substr(space + 2, text.size() - space - 3));
    if (!(Integer{number} == Integer{again})) {
      throw std::invalid_argument("--serial " + text + ": two numbers, which are not equal");
    }
    return number;
  }
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
    negate(number);
  }
  // The shortest form (X.690 8.3.2): no byte more than the sign needs.
  while (number.size() > 1 && number.back() == ((number.rbegin()[1] & 0x80U) != 0 ? 0xff : 0)) {
    number.pop_back();
  }
  return {number.rbegin(), number.rend()};
}

}  // namespace ocspan_tool
