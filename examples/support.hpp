// What the examples share and the library leaves to its users: files, options, exceptions.
#pragma once

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <iterator>
#include <ocspan/asn1/error_text.hpp>
#include <ocspan/x509/certificate.hpp>
#include <ocspan/x509/pem.hpp>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace example {

/// The value of a Result; throws an exception that says what is wrong and in which field if it is an error.
template <class T>
T value_of(ocspan::Result<T> result, const std::string& what) {
  if (!result) {
    const ocspan::Error error = result.error();
    std::string text = what + ": " + std::string{to_string(error.code)};
    if (error.field != ocspan::Field::none) {
      text += ", " + std::string{to_string(error.field)};
    }
    throw std::runtime_error{text};
  }
  return *std::move(result);
}

inline std::string read_file(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  std::string content{std::istreambuf_iterator<char>{file}, {}};
  if (!file) {
    throw std::runtime_error{path + ": cannot be read"};
  }
  return content;
}

inline void write_file(const std::string& path, ocspan::Bytes bytes) {
  std::ofstream file{path, std::ios::binary};
  std::copy(bytes.begin(), bytes.end(), std::ostreambuf_iterator<char>{file});
  if (!file.flush()) {
    throw std::runtime_error{path + ": cannot be written"};
  }
}

/// Decodes pairs of hexadecimal digits.
inline std::vector<std::uint8_t> from_hex(const std::string& digits) {
  std::vector<std::uint8_t> bytes;
  if (digits.size() % 2 != 0 || digits.find_first_not_of("0123456789abcdefABCDEF") != std::string::npos) {
    throw std::runtime_error{digits + ": not pairs of hexadecimal digits"};
  }
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    bytes.push_back(static_cast<std::uint8_t>(std::stoul(digits.substr(i, 2), nullptr, 16)));
  }
  return bytes;
}

inline std::int64_t number(const std::string& digits) {
  std::int64_t value = 0;
  const char* const end = digits.data() + digits.size();
  if (std::from_chars(digits.data(), end, value).ptr != end || digits.empty()) {
    throw std::runtime_error{digits + ": not a number"};
  }
  return value;
}

/// A certificate together with the bytes that it refers to.
class CertificateFile {
 public:
  explicit CertificateFile(const std::string& path) {
    const std::string pem = read_file(path);
    der_.resize(pem.size());
    certificate_ = value_of(ocspan::load_pem_x509_certificate(pem, der_), path);
  }
  // Movable only: a moved vector keeps its memory, to which the certificate refers; a copy would not.
  CertificateFile(CertificateFile&&) = default;
  CertificateFile& operator=(CertificateFile&&) = default;

  const ocspan::Certificate& operator*() const { return certificate_; }
  const ocspan::Certificate* operator->() const { return &certificate_; }

 private:
  std::vector<std::uint8_t> der_;
  ocspan::Certificate certificate_;
};

/// The words of a command line. Those that were asked for are removed, so that rest() has what was not understood.
class Arguments {
 public:
  Arguments(int argc, char** argv) : words_(argv + 1, argv + argc) {}

  /// Whether the option `name` is given.
  bool flag(const std::string& name) {
    const auto found = std::find(words_.begin(), words_.end(), name);
    if (found == words_.end()) {
      return false;
    }
    words_.erase(found);
    return true;
  }

  /// What follows the option `name`; `otherwise` if the option is not given.
  std::string value(const std::string& name, const std::string& otherwise) {
    const auto found = std::find(words_.begin(), words_.end(), name);
    if (found == words_.end()) {
      return otherwise;
    }
    if (found + 1 == words_.end()) {
      throw std::runtime_error{name + " wants a value"};
    }
    const std::string value = *(found + 1);
    words_.erase(found, found + 2);
    return value;
  }
  std::string value(const std::string& name) {
    const std::string found = value(name, {});
    if (found.empty()) {
      throw std::runtime_error{name + " is missing"};
    }
    return found;
  }

  /// What nobody has asked for.
  const std::vector<std::string>& rest() const { return words_; }

 private:
  std::vector<std::string> words_;
};

/// Runs a program that reports errors by exceptions. Returns the exit status: 0, or 1 after an error.
template <class Program>
int run(int argc, char** argv, Program program) {
  try {
    program(Arguments{argc, argv});
    return 0;
  } catch (const std::exception& error) {
    std::cerr << argv[0] << ": " << error.what() << '\n';
    return 1;
  }
}

}  // namespace example
