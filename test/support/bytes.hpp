// Bytes for tests: written as hexadecimal, put together as TLVs whose lengths may lie, or read from a file.
#pragma once

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

/// "30 03 0a01 06" in hexadecimal, white space ignored.
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

/// A TLV with the identifier octet, the length octets of `claimed_length` in DER, and the contents.
inline ByteVector tlv_claiming(std::uint8_t tag, std::size_t claimed_length, const ByteVector& contents) {
  ByteVector out{tag};
  if (claimed_length < 0x80) {
    out.push_back(static_cast<std::uint8_t>(claimed_length));
  } else {
    ByteVector length;
    for (std::size_t rest = claimed_length; rest != 0; rest >>= 8) {
      length.insert(length.begin(), static_cast<std::uint8_t>(rest & 0xff));
    }
    out.push_back(static_cast<std::uint8_t>(0x80 | length.size()));
    out.insert(out.end(), length.begin(), length.end());
  }
  out.insert(out.end(), contents.begin(), contents.end());
  return out;
}

inline ByteVector tlv(std::uint8_t tag, const ByteVector& contents) {
  return tlv_claiming(tag, contents.size(), contents);
}

/// A TLV around others, or around none.
inline ByteVector tlv(std::uint8_t tag, std::initializer_list<ByteVector> parts) { return tlv(tag, join(parts)); }

/// A TLV whose contents are the characters of a string.
inline ByteVector text(std::uint8_t tag, std::string_view characters) {
  return tlv(tag, ByteVector(characters.begin(), characters.end()));
}

inline ByteVector repeated(const ByteVector& bytes, std::size_t count) {
  ByteVector all;
  all.reserve(bytes.size() * count);
  for (std::size_t i = 0; i < count; ++i) {
    all.insert(all.end(), bytes.begin(), bytes.end());
  }
  return all;
}

/// `depth` values of that tag one inside the other, around `innermost`; built from the inside, but written once.
inline ByteVector nested(std::uint8_t tag, std::size_t depth, const ByteVector& innermost = {}) {
  std::vector<ByteVector> headers;
  headers.reserve(depth);
  std::size_t size = innermost.size();
  for (std::size_t i = 0; i < depth; ++i) {
    headers.push_back(tlv_claiming(tag, size, {}));
    size += headers.back().size();
  }
  ByteVector all;
  all.reserve(size);
  for (auto header = headers.rbegin(); header != headers.rend(); ++header) {
    all.insert(all.end(), header->begin(), header->end());
  }
  all.insert(all.end(), innermost.begin(), innermost.end());
  return all;
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
