// Converting numbers beyond 64 bits to decimal.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "ocspan/asn1/text.hpp"
#include "ocspan/limits.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// A number of up to max_decimal_bytes bytes, held as decimal digits. Takes 32-bit arithmetic only.
class Decimal {
 public:
  /// number = number * 2^bits + digit, for up to 8 bits.
  constexpr void append(unsigned bits, std::uint8_t digit) {
    std::uint32_t carry = digit;
    for (std::size_t i = 0; i < size_; ++i) {
      const std::uint32_t sum = (limbs_[i] << bits) + carry;
      limbs_[i] = sum % base;
      carry = sum / base;
    }
    if (carry != 0) {
      limbs_[size_++] = carry;
    }
  }

  /// number = number + 1
  constexpr void increment() {
    std::size_t i = 0;
    while (i < size_ && limbs_[i] == base - 1) {
      limbs_[i++] = 0;
    }
    if (i == size_) {
      limbs_[size_++] = 0;
    }
    ++limbs_[i];
  }

  /// number = number - less. `less` is below 10^7 and not greater than the number.
  constexpr void subtract(std::uint32_t less) {
    for (std::size_t i = 0; less != 0; ++i) {
      const bool borrow = limbs_[i] < less;
      limbs_[i] = limbs_[i] + (borrow ? base : 0) - less;
      less = borrow ? 1 : 0;
    }
    while (size_ != 0 && limbs_[size_ - 1] == 0) {
      --size_;
    }
  }

  /// Writes the number in decimal, without leading zeros.
  constexpr void put(TextWriter& out) const {
    out.put_decimal(size_ == 0 ? 0 : limbs_[size_ - 1]);
    for (std::size_t i = size_; i > 1; --i) {
      out.put_decimal(limbs_[i - 2], base_digits);
    }
  }

 private:
  static constexpr std::uint32_t base = 10'000'000;  // 256 * base fits into 32 bits
  static constexpr unsigned base_digits = 7;

  // log10(256) = 2.4083 digits a byte, and one limb for the increment. Only the first size_ are ever read.
  std::array<std::uint32_t, max_decimal_bytes * 24083 / 10000 / base_digits + 2> limbs_;
  std::size_t size_ = 0;  // leading limbs that are zero are not counted
};

}  // namespace ocspan::inline OCSPAN_ABI
