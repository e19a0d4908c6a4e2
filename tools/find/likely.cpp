#include "find/likely.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "find/base64_cursor.hpp"

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

/// Whether the digits of base64 may be interrupted by it: by the end of a line, or by what begins an escaped character.
Vector interrupts(Vector bytes) { return is_between(bytes, '\n', '\r') | is(bytes, '%') | is(bytes, '\\'); }

/// Those of 16 bytes at which something may begin: all of them, and a few more than may_begin() leaves.
Vector candidates_of(const std::uint8_t* at) {
  const Vector first = load(at);
  const Vector second = load(at + 1);
  const Vector third = load(at + 2);
  const Vector fourth = load(at + 3);
  // A SEQUENCE of a long form of length; or of the short form, with an ENUMERATED of one byte or a shorter SEQUENCE.
  const Vector der = is(first, 0x30) & (is_between(second, 0x81, 0x84) | (is(third, 0x0a) & is(fourth, 1)) |
                                        (is(third, 0x30) & Vector(fourth < second)));
  // 0x30 in base64, by where in a group of three bytes it stands: M and a digit of the length; a digit of which the
  // last bits are 0011, among them D, T, j and z, and one below 4; a digit of which the last bits are 00, w, and a
  // digit of the length. Between them the line may end.
  const Vector at_second = is_masked(first, 0xef, 'D') | is_masked(first, 0xef, 'j');
  const Vector at_third = is_masked(first, 0xc1, 'A') | is_masked(first, 0xf3, '0');
  const Vector base64 = (is(first, 'M') & is_between(second, 'A', 'I')) | (at_second & is_between(second, 'A', 'C')) |
                        (at_third & is(second, 'w') & (is_between(third, 'A', 'h') | interrupts(third))) |
                        ((at_second | at_third) & interrupts(second));
  const Vector stream = (is(first, 's') & is(third, 'r') & is(fourth, 'e')) | (is(first, 'P') & is(third, 3)) |
                        (is(first, 0x1f) & is(second, 0x8b));
  return der | base64 | stream;
}

/// Whether a message in DER may begin with this SEQUENCE of a long form of length: with an ENUMERATED of one byte, or a
/// SEQUENCE. Of the commonest form, two bytes, this must be shorter.
inline bool may_begin_long(const std::uint8_t* at) {
  const unsigned form = at[1];
  const std::uint8_t* const contents = at + 2 + (form & 0x0f);
  const auto two_bytes = [](const std::uint8_t* two) { return unsigned{two[0]} << 8 | two[1]; };
  if (contents[0] == 0x30) {
    return form != 0x82 || contents[1] != 0x82 || two_bytes(contents + 2) < two_bytes(at + 2);
  }
  return contents[0] == 0x0a && contents[1] == 1;
}

/// The same of the short form, where the SEQUENCE begins with the requestList, the requestorName or the responderID.
bool may_begin_short(const std::uint8_t* at) {
  const bool is_sequence = at[2] == 0x30 && at[3] < at[1] && (at[4] == 0x30 || at[4] == 0xa1 || at[4] == 0xa2);
  return is_sequence || (at[2] == 0x0a && at[3] == 1);
}

/// Whether four digits of base64 are what a message begins with, at this bit of the first one.
bool may_begin_with(std::uint64_t digits, unsigned first_bit) {
  const std::uint64_t length = digits >> (8 - first_bit) & 0xff;
  const std::uint64_t contents = digits & 0xffU >> first_bit;  // the first bits of this byte
  const bool is_short = length < 0x80 && (contents == 0x30U >> first_bit || contents == 0x0aU >> first_bit);
  return (digits >> (16 - first_bit) & 0xff) == 0x30 && (is_short || (length > 0x80 && length <= 0x84));
}

/// Whether a message in base64 may begin here. Of digits that are escaped or far away, all is possible.
bool may_begin_base64(const std::uint8_t* at) {
  constexpr unsigned of_shortest_message = 7;
  constexpr unsigned of_8_bytes = 12;
  std::uint64_t digits = 0;  // the last ten of them, and four bits
  unsigned count = 0;
  unsigned first_bit = 0;
  bool is_new_line = false;
  for (std::size_t i = 0; i < Likely::looked_at; ++i) {
    const std::uint8_t next = at[i];
    if (base64_table[next] >= 0) {
      is_new_line = false;
      digits = (digits & ~std::uint64_t{0} >> 6) << 6 | static_cast<std::uint64_t>(base64_table[next]);
      ++count;
    } else if (next == '\n' || next == '\r' || (is_new_line && (next == ' ' || next == '\t'))) {
      is_new_line = true;
      continue;
    } else {
      return next == '%' || next == '\\' || count >= of_shortest_message;
    }
    if (count == 4) {
      while (!may_begin_with(digits, first_bit)) {
        first_bit += 2;
        if (first_bit > 4) {
          return false;
        }
      }
    }
    if (count == of_8_bytes) {
      std::uint8_t bytes[8] = {0x30};  // which is no longer in `digits`
      for (unsigned k = 1; k < sizeof bytes; ++k) {
        bytes[k] = static_cast<std::uint8_t>(digits >> (8 * (8 - k) - first_bit) & 0xff);
      }
      return bytes[1] < 0x80 ? may_begin_short(bytes) : may_begin_long(bytes);
    }
  }
  return true;
}

/// Whether a compressed stream may be announced here: by "stream", by "PK\3\4" or as gzip.
bool may_begin_stream(const std::uint8_t* at) {
  return (at[0] == 's' && at[1] == 't') || (at[0] == 'P' && at[1] == 'K') || at[0] == 0x1f;
}

/// Whether something may begin at one of the candidates.
bool may_begin(const std::uint8_t* at) {
  if (at[0] == 0x30 && at[1] > 0x80) {
    return may_begin_long(at);
  }
  return (at[0] == 0x30 && may_begin_short(at)) || may_begin_base64(at) || may_begin_stream(at);
}

/// A bit for each of the bytes of a block at which something may begin.
std::uint64_t marks_of(const std::uint8_t* block) {
  Vector candidates{};  // a bit of each for each 16 bytes of the block
  for (unsigned i = 0; i < block_size / sizeof candidates; ++i) {
    candidates |= candidates_of(block + i * sizeof candidates) & all(static_cast<unsigned char>(1U << i));
  }
  std::uint64_t halves[2];
  std::memcpy(halves, &candidates, sizeof candidates);
  std::uint64_t marks = 0;
  // Of each byte four bits are used: those of the second half of the bytes take the others.
  for (std::uint64_t left = halves[0] | halves[1] << 4; left != 0; left &= left - 1) {
    const auto bit = static_cast<unsigned>(std::countr_zero(left));
    const unsigned byte = std::endian::native == std::endian::little ? bit / 8 : 7 - bit / 8;
    const unsigned at = byte + bit % 8 / 4 * 8 + bit % 4 * 16;
    if (may_begin(block + at)) {
      marks |= std::uint64_t{1} << at;
    }
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
