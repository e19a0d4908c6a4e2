// CertificateSerialNumber (RFC 5280 4.1.2.2), in both ways that callers have it.
#pragma once

#include "ocspan/asn1/bytes.hpp"
#include "ocspan/asn1/integer.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// The serial number of a certificate, to be written: the Integer that a message holds, or a magnitude.
/// Lifetime: refers to the bytes it was made from.
class SerialNumber {
 public:
  /// Zero.
  constexpr SerialNumber() = default;
  /// The number as a message holds it: its first byte tells the sign.
  constexpr SerialNumber(const Integer& number) : bytes_(number.bytes()), is_negative_(number.is_negative()) {}

  /// The number that is `bytes`, unsigned and big-endian, as databases, OCPP, and printed certificates have it: 98 d9
  /// is 39129, where the Integer of these bytes is -26407. Leading zeros make no difference.
  static constexpr SerialNumber from_magnitude(Input bytes) {
    SerialNumber number;
    number.bytes_ = bytes.bytes();
    while (!number.bytes_.empty() && number.bytes_[0] == 0) {
      number.bytes_ = number.bytes_.subspan(1);
    }
    return number;
  }

  /// Whether the number is less than 0, as no CA that follows RFC 5280 makes them.
  constexpr bool is_negative() const { return is_negative_; }

  /// The contents octets of the INTEGER, but for the zero before them if needs_zero().
  constexpr Bytes bytes() const { return bytes_; }
  /// Whether a zero must stand before bytes() for the number not to be negative (X.690 8.3.3).
  constexpr bool needs_zero() const { return bytes_.empty() || (bytes_[0] >= 0x80 && !is_negative_); }

 private:
  Bytes bytes_;
  bool is_negative_ = false;
};

}  // namespace ocspan::inline OCSPAN_ABI
