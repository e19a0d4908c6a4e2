// Bytes for tests: from hexadecimal text, from a file, or as TLVs, whose lengths may be wrong.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace ocspan_test {

using ByteVector = std::vector<std::uint8_t>;

/// The bytes of a hexadecimal text such as "30 03 0a01 06"; white space is ignored.
inline ByteVector hex(std::string_view text) {
  ByteVector bytes;
  int high = -1;
  for (const char c : text) {
    if (c == ' ' || c == '\n') {
      continue;
    }
    const std::size_t digit = std::string_view{"0123456789abcdef"}.find(c);
    if (digit == std::string_view::npos) {
      throw std::invalid_argument{"not a hexadecimal digit: " + std::string{c}};
    }
    if (high < 0) {
      high = static_cast<int>(digit);
    } else {
      bytes.push_back(static_cast<std::uint8_t>(high * 16 + static_cast<int>(digit)));
      high = -1;
    }
  }
  if (high >= 0) {
    throw std::invalid_argument{"an odd number of hexadecimal digits"};
  }
  return bytes;
}

inline ByteVector join(std::initializer_list<ByteVector> parts) {
  ByteVector all;
  for (const ByteVector& part : parts) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

/// The length octets of a length, in DER.
inline ByteVector length_octets(std::size_t length) {
  if (length < 0x80) {
    return {static_cast<std::uint8_t>(length)};
  }
  std::size_t count = 1;
  while (length >> 8 * count != 0) {
    ++count;
  }
  ByteVector octets(1 + count, static_cast<std::uint8_t>(0x80 | count));
  for (std::size_t i = count; i != 0; --i, length >>= 8) {
    octets[i] = static_cast<std::uint8_t>(length & 0xff);
  }
  return octets;
}

/// A TLV with the identifier octet, the length octets of `claimed_length` in DER, and the contents.
inline ByteVector tlv_claiming(std::uint8_t tag, std::size_t claimed_length, const ByteVector& contents) {
  return join({{tag}, length_octets(claimed_length), contents});
}

inline ByteVector tlv(std::uint8_t tag, const ByteVector& contents) {
  return tlv_claiming(tag, contents.size(), contents);
}

/// A TLV that contains others.
inline ByteVector tlv(std::uint8_t tag, std::initializer_list<ByteVector> parts) { return tlv(tag, join(parts)); }

/// A TLV whose contents are the characters of a string.
inline ByteVector text(std::uint8_t tag, std::string_view characters) {
  return tlv(tag, ByteVector(characters.begin(), characters.end()));
}

inline ByteVector repeated(const ByteVector& bytes, std::size_t count) {
  ByteVector all(bytes.size() * count);
  std::copy_n(bytes.begin(), std::min(bytes.size(), all.size()), all.begin());
  for (std::size_t done = bytes.size(); done < all.size(); done *= 2) {
    std::copy_n(all.begin(), std::min(done, all.size() - done), all.begin() + static_cast<std::ptrdiff_t>(done));
  }
  return all;
}

/// `depth` values of that tag one inside the other, around `innermost`. They are written from the end, that is from the
/// inside.
inline ByteVector nested(std::uint8_t tag, std::size_t depth, const ByteVector& innermost = {}) {
  ByteVector reversed(innermost.rbegin(), innermost.rend());
  for (std::size_t i = 0; i < depth; ++i) {
    const ByteVector length = length_octets(reversed.size());
    reversed.insert(reversed.end(), length.rbegin(), length.rend());
    reversed.push_back(tag);
  }
  std::reverse(reversed.begin(), reversed.end());
  return reversed;
}

/// The bytes of a file, which must be there.
inline ByteVector read_file(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file) {
    throw std::runtime_error{"cannot read " + path};
  }
  ByteVector bytes(static_cast<std::size_t>(std::filesystem::file_size(path)));
  file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  return bytes;
}

}  // namespace ocspan_test
