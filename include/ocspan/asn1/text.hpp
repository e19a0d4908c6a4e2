// Writing text into a caller's buffer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "ocspan/asn1/bytes.hpp"
#include "ocspan/asn1/result.hpp"
#include "ocspan/limits.hpp"

#if __STDC_HOSTED__
#include <string>
#endif

namespace ocspan::inline OCSPAN_ABI {

/// "text"_sv is a std::string_view whose length is a constant; its usual constructor may call strlen at run time.
consteval std::string_view operator""_sv(const char* characters, std::size_t length) { return {characters, length}; }

/// Writes characters into a caller's span. Past its end nothing is written but all is counted, so that an empty span
/// asks for the size.
class TextWriter {
 public:
  /// Writes into `out` from its beginning.
  constexpr explicit TextWriter(std::span<char> out) : out_(out) {}

  /// One character.
  constexpr void put(char c) {
    if (size_ < out_.size()) {
      out_[size_++] = c;
    } else {
      advance(1);
    }
  }
  /// The characters of `text`.
  constexpr void put(std::string_view text) {
    const std::span<char> room = rest();
    const std::size_t fitting = text.size() < room.size() ? text.size() : room.size();
    for (std::size_t i = 0; i < fitting; ++i) {
      room[i] = text[i];
    }
    advance(text.size());
  }
  /// Two digits for each byte, lower case.
  constexpr void put_hex(std::uint8_t byte) { put_hex(Bytes{&byte, 1}); }
  /// Two digits for each byte, lower case.
  constexpr void put_hex(Bytes bytes) {
    const std::span<char> room = rest();
    const std::size_t fitting = bytes.size() < room.size() / 2 ? bytes.size() : room.size() / 2;
    for (std::size_t i = 0; i < fitting; ++i) {
      room[2 * i] = "0123456789abcdef"[bytes[i] >> 4];
      room[2 * i + 1] = "0123456789abcdef"[bytes[i] & 0xf];
    }
    advance(bytes.size());
    advance(bytes.size());
  }
  /// The number, with leading zeros if it has fewer than `least_digits` digits.
  constexpr void put_decimal(std::uint32_t number, unsigned least_digits = 1) {
    char digits[10]{};
    unsigned count = 0;
    do {
      digits[count++] = static_cast<char>('0' + number % 10);
      number /= 10;
    } while (number != 0);
    for (unsigned i = count; i < least_digits; ++i) {
      put('0');
    }
    while (count != 0) {
      put(digits[--count]);
    }
  }

  /// The part of the buffer that nothing has been written to yet.
  constexpr std::span<char> rest() const { return size_ < out_.size() ? out_.subspan(size_) : std::span<char>{}; }
  /// Counts characters that were written into rest() by other means.
  constexpr void advance(std::size_t count) { size_ = count <= SIZE_MAX - size_ ? size_ + count : SIZE_MAX; }
  /// How many characters were written or counted; SIZE_MAX if there are more.
  constexpr std::size_t size() const { return size_; }

  /// All that was written. Lifetime: that of the buffer. Errors, if it does not fit into the buffer: no_space with the
  /// needed size in characters as its offset, or input_too_long for max_input_size or more, which no offset can hold.
  constexpr Result<std::string_view> finish() const {
    if (size_ > out_.size()) {
      return size_ < max_input_size ? Error{ErrorCode::no_space, Field::none, static_cast<std::uint32_t>(size_)}
                                    : Error{ErrorCode::input_too_long};
    }
    return std::string_view{out_.data(), size_};
  }

 private:
  std::span<char> out_;
  std::size_t size_ = 0;
};

#if __STDC_HOSTED__
/// Runs `write(std::span<char>)`, which returns Result<std::string_view> as this library's functions do, with a buffer
/// that is large enough: `to_std_string([&](auto out) { return serial.to_decimal(out); })`. Allocates memory.
/// Errors: those of `write`, except no_space.
template <class Write>
Result<std::string> to_std_string(Write write) {
  std::string text(80, '\0');
  Result<std::string_view> written = write(std::span<char>{text});
  if (!written && written.error().code == ErrorCode::no_space) {
    text.resize(written.error().offset);
    written = write(std::span<char>{text});
  }
  if (!written) {
    return written.error();
  }
  text.resize((*written).size());
  return text;
}
#endif

}  // namespace ocspan::inline OCSPAN_ABI
