// What the library says of a message, as a few numbers that the compiler can work out, too, and that are the same on
// every machine.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

#include "fields.hpp"
#include "ocspan/ocspan.hpp"

namespace ocspan_test {

using namespace ocspan;

/// A number that depends on all that the accessors say, with bytes as their place in the input; and on what
/// certificates are read as, and the values of extensions.
class Digest : public fuzz::FieldVisitor<Digest> {
 public:
  explicit constexpr Digest(Bytes input) : input_(input) {}

  constexpr void on_bytes(Bytes bytes) {
    on_number(bytes.data() == nullptr ? ~std::uint64_t{0} : static_cast<std::uint64_t>(bytes.data() - input_.data()));
    on_number(bytes.size());
  }
  constexpr void on_number(std::uint64_t number) {
    add(number & 0xffff'ffff);
    add(number >> 32);
  }
  constexpr void on_list(std::uint64_t size, std::uint64_t iterated) {
    on_number(size);
    on_number(iterated);
  }
  // One template, as clang instantiates what overloads call too late for a constant expression.
  template <class T>
  constexpr void on_value(const T& value) {
    if constexpr (std::is_same_v<T, Extensions>) {
      for (const Extension& extension : value) {
        KnownExtensionTypes::visit(extension, Tolerance::none,
                                   [this](const auto& typed) { this->visit_result(typed); });
      }
    } else if constexpr (std::is_same_v<T, Certificates>) {
      for (const Bytes der : value) {
        visit_result(load_der_x509_certificate(der));
      }
    }
  }
  template <class T>
  constexpr void visit_result(const Result<T>& result) {
    visit(result.error().code);
    visit(result.error().field);
    on_number(result.error().offset);
    if (result) {
      visit(*result);
    }
  }

  constexpr std::uint64_t value() const { return value_; }

 private:
  constexpr void add(std::uint64_t number) { value_ = (value_ * 16'777'619 + number) % 549'755'813'881; }  // 2^39 - 7

  Bytes input_;
  std::uint64_t value_ = 1;
};

template <class T>
constexpr std::uint64_t digest_of(const Result<T>& message, Bytes input) {
  Digest digest{input};
  digest.visit_result(message);
  return digest.value();
}

/// Of the input as a response, as a request and as a certificate, each read strictly and with all tolerances.
using Outcome = std::array<std::uint64_t, 6>;

OCSPAN_FN inline Outcome outcome_of_der(Bytes der) {
  return {
      digest_of(load_der_ocsp_response(der), der),    digest_of(load_der_ocsp_response(der, Tolerance::all), der),
      digest_of(load_der_ocsp_request(der), der),     digest_of(load_der_ocsp_request(der, Tolerance::all), der),
      digest_of(load_der_x509_certificate(der), der), digest_of(load_der_x509_certificate(der, Tolerance::all), der)};
}

/// Of PEM, the certificate alone. `buffer` is as large as the text.
OCSPAN_FN inline Outcome outcome_of_pem(std::string_view pem, std::span<std::uint8_t> buffer) {
  const Result<Certificate> strict = load_pem_x509_certificate(pem, buffer);
  const std::uint64_t digest = digest_of(strict, buffer);
  return {0, 0, 0, 0, digest, digest_of(load_pem_x509_certificate(pem, buffer, Tolerance::all), buffer)};
}

}  // namespace ocspan_test
