#include "find/likely.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

// Vectors are passed between functions of this file alone.
#pragma GCC diagnostic ignored "-Wpsabi"

namespace ocspan_tool::find {
namespace {

using Vector [[gnu::vector_size(16)]] = unsigned char;
constexpr std::size_t block_size = 64;

Vector load(const std::uint8_t* at) {
  Vector vector;
  std::memcpy(&vector, at, sizeof vector);
  return vector;
}
Vector all(unsigned char byte) { return Vector{} + byte; }

// Each gives 0xff for the bytes of which it holds, 0 for the others.
Vector is(Vector bytes, unsigned char byte) { return Vector(bytes == all(byte)); }
Vector is_masked(Vector bytes, unsigned char mask, unsigned char byte) { return is(bytes & all(mask), byte); }
Vector is_between(Vector bytes, unsigned char first, unsigned char last) {
  return Vector((bytes - all(first)) <= all(static_cast<unsigned char>(last - first)));
}

/// Those of 16 bytes at which something may begin.
Vector likely_of(const std::uint8_t* at) {
  const Vector first = load(at);
  const Vector second = load(at + 1);
  const Vector third = load(at + 2);
  const Vector fourth = load(at + 3);
  // A SEQUENCE of a long form of length; or of the short form, with an ENUMERATED of one byte or a shorter SEQUENCE.
  const Vector der = is(first, 0x30) & (is_between(second, 0x81, 0x84) | (is(third, 0x0a) & is(fourth, 1)) |
                                        (is(third, 0x30) & Vector(fourth < second)));
  // 0x30 in base64, by where in a group of three bytes it stands: M and a digit below 16; a digit of which the last
  // bits are 0011, among them D, T, j and z, and one below 4; a digit of which the last bits are 00, and w. The line
  // may end in between.
  const Vector ends_line = is(second, '\n') | is(second, '\r') | is(second, '%') | is(second, '\\');
  const Vector at_second = is_masked(first, 0xef, 'D') | is_masked(first, 0xef, 'j');
  const Vector at_third = is_masked(first, 0xc1, 'A') | is_masked(first, 0xf3, '0');
  const Vector base64 = (is(first, 'M') & is_between(second, 'A', 'P')) | (at_second & is_between(second, 'A', 'D')) |
                        (at_third & is(second, 'w')) | ((at_second | at_third) & ends_line);
  const Vector stream = (is(first, 's') & is(third, 'r') & is(fourth, 'e')) | (is(first, 'P') & is(third, 3)) |
                        (is(first, 0x1f) & is(second, 0x8b));
  return der | base64 | stream;
}

/// A bit for each of four bytes that is 0xff, the lowest for the first; the others are 0.
std::uint64_t bits_of(const std::uint8_t* bytes) {
  std::uint64_t word = 0;
  for (unsigned i = 0; i < 4; ++i) {
    word |= std::uint64_t{bytes[i]} << 8 * i;
  }
  return (word & 0x0101'0101) * 0x1020'4080 >> 28 & 0xf;  // bit 8 i of the word comes to be bit 28 + i
}

/// A bit for each of the bytes of a block at which something may begin.
std::uint64_t marks_of(const std::uint8_t* block) {
  std::uint8_t likely[block_size];
  Vector any{};
  for (std::size_t i = 0; i < block_size; i += sizeof any) {
    const Vector some = likely_of(block + i);
    std::memcpy(likely + i, &some, sizeof some);
    any |= some;
  }
  std::uint64_t halves[2];
  std::memcpy(halves, &any, sizeof any);
  if ((halves[0] | halves[1]) == 0) {
    return 0;
  }
  std::uint64_t marks = 0;
  for (std::size_t i = 0; i < block_size; i += 4) {
    marks |= bits_of(likely + i) << i;
  }
  return marks;
}

}  // namespace

std::size_t Likely::first(ocspan::Bytes bytes, std::uint64_t offset) {
  std::size_t at = 0;
  if (offset - begin_ < block_size && marks_ != 0) {
    const std::uint64_t ahead = marks_ >> (offset - begin_);
    if (ahead != 0) {
      return std::min(bytes.size(), static_cast<std::size_t>(std::countr_zero(ahead)));
    }
    at = block_size - static_cast<std::size_t>(offset - begin_);
  }
  for (marks_ = 0; at < bytes.size(); at += block_size) {
    if (const std::uint64_t marks = marks_of(bytes.data() + at); marks != 0) {
      if (at + block_size <= bytes.size()) {  // what is behind `bytes` may be something else the next time
        begin_ = offset + at;
        marks_ = marks;
      }
      return std::min(bytes.size(), at + static_cast<std::size_t>(std::countr_zero(marks)));
    }
  }
  return bytes.size();
}

}  // namespace ocspan_tool::find
