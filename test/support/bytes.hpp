// Octets for tests: written as hexadecimal, put together as TLVs whose lengths may lie, or read from a file.
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

using Octets = std::vector<std::uint8_t>;

/// "30 03 0a01 06" in hexadecimal, white space ignored.
inline Octets hex(std::string_view text) {
  Octets octets;
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
      octets.push_back(static_cast<std::uint8_t>(high * 16 + static_cast<int>(digit)));
      high = -1;
    }
  }
  if (high >= 0) {
    throw std::invalid_argument{"an odd number of hexadecimal digits"};
  }
  return octets;
}

inline Octets join(std::initializer_list<Octets> parts) {
  Octets all;
  for (const Octets& part : parts) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

/// A TLV with the identifier octet, the length octets of `claimed_length` in DER, and the contents.
inline Octets tlv_claiming(std::uint8_t tag, std::size_t claimed_length, const Octets& contents) {
  Octets out{tag};
  if (claimed_length < 0x80) {
    out.push_back(static_cast<std::uint8_t>(claimed_length));
  } else {
    Octets length;
    for (std::size_t rest = claimed_length; rest != 0; rest >>= 8) {
      length.insert(length.begin(), static_cast<std::uint8_t>(rest & 0xff));
    }
    out.push_back(static_cast<std::uint8_t>(0x80 | length.size()));
    out.insert(out.end(), length.begin(), length.end());
  }
  out.insert(out.end(), contents.begin(), contents.end());
  return out;
}

inline Octets tlv(std::uint8_t tag, const Octets& contents) { return tlv_claiming(tag, contents.size(), contents); }

/// A TLV around others, or around none.
inline Octets tlv(std::uint8_t tag, std::initializer_list<Octets> parts) { return tlv(tag, join(parts)); }

/// A TLV whose contents are the characters of a string.
inline Octets text(std::uint8_t tag, std::string_view characters) {
  return tlv(tag, Octets(characters.begin(), characters.end()));
}

inline Octets repeated(const Octets& octets, std::size_t count) {
  Octets all;
  all.reserve(octets.size() * count);
  for (std::size_t i = 0; i < count; ++i) {
    all.insert(all.end(), octets.begin(), octets.end());
  }
  return all;
}

/// `depth` values of that tag one inside the other, around `innermost`; built from the inside, but written once.
inline Octets nested(std::uint8_t tag, std::size_t depth, const Octets& innermost = {}) {
  std::vector<Octets> headers;
  headers.reserve(depth);
  std::size_t size = innermost.size();
  for (std::size_t i = 0; i < depth; ++i) {
    headers.push_back(tlv_claiming(tag, size, {}));
    size += headers.back().size();
  }
  Octets all;
  all.reserve(size);
  for (auto header = headers.rbegin(); header != headers.rend(); ++header) {
    all.insert(all.end(), header->begin(), header->end());
  }
  all.insert(all.end(), innermost.begin(), innermost.end());
  return all;
}

/// The octets of a file, which must be there.
inline Octets read_file(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file) {
    throw std::runtime_error{"cannot read " + path};
  }
  Octets octets(static_cast<std::size_t>(std::filesystem::file_size(path)));
  file.read(reinterpret_cast<char*>(octets.data()), static_cast<std::streamsize>(octets.size()));
  return octets;
}

}  // namespace ocspan_test
