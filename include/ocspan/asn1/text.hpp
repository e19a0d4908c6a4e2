// Text into a caller's buffer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "ocspan/asn1/bytes.hpp"
#include "ocspan/asn1/result.hpp"

#if __STDC_HOSTED__
#include <string>
#endif

namespace ocspan::inline OCSPAN_ABI {

/// A literal whose length the compiler works out: the constructor of std::string_view may call strlen.
consteval std::string_view operator""_sv(const char* characters, std::size_t length) { return {characters, length}; }

/// Writes characters into a span; past its end it goes on counting, so that an empty span asks for the size.
class TextWriter {
 public:
  constexpr explicit TextWriter(std::span<char> out) : out_(out) {}

  constexpr void put(char c) {
    if (size_ < out_.size()) {
      out_[size_] = c;
    }
    ++size_;
  }
  constexpr void put(std::string_view text) {
    const std::span<char> room = rest();
    const std::size_t fitting = text.size() < room.size() ? text.size() : room.size();
    for (std::size_t i = 0; i < fitting; ++i) {
      room[i] = text[i];
    }
    advance(text.size());
  }
  constexpr void put_hex(std::uint8_t byte) { put_hex(Bytes{&byte, 1}); }
  constexpr void put_hex(Bytes bytes) {
    const std::span<char> room = rest();
    const std::size_t fitting = bytes.size() < room.size() / 2 ? bytes.size() : room.size() / 2;
    for (std::size_t i = 0; i < fitting; ++i) {
      room[2 * i] = "0123456789abcdef"[bytes[i] >> 4];
      room[2 * i + 1] = "0123456789abcdef"[bytes[i] & 0xf];
    }
    advance(2 * bytes.size());
  }
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

  /// The buffer behind what has been written so far.
  constexpr std::span<char> rest() const { return size_ < out_.size() ? out_.subspan(size_) : std::span<char>{}; }
  /// Counts what was written into rest() by other means.
  constexpr void advance(std::size_t count) { size_ += count; }
  constexpr std::size_t size() const { return size_; }

  /// What was written. Errors: no_space, with the size that is needed as its offset.
  constexpr Result<std::string_view> finish() const {
    if (size_ > out_.size()) {
      return Error{ErrorCode::no_space, Field::none, static_cast<std::uint32_t>(size_)};
    }
    return std::string_view{out_.data(), size_};
  }

 private:
  std::span<char> out_;
  std::size_t size_ = 0;
};

#if __STDC_HOSTED__
/// Runs `write(std::span<char>)`, a function that writes text as the library's do, with a buffer that is large enough:
/// `to_std_string([&](auto out) { return serial.to_decimal(out); })`. Allocates. Errors: those of `write` but no_space.
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
