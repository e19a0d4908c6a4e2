// What a linter is asked, and everything that it says, without a type of the library.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "header_only.hpp"
#include "ocspan/lint/lint.hpp"

namespace ocspan::fuzz {

inline Bytes bytes_of_case(const header_only::LintBytes& bytes) { return {bytes.data, bytes.size}; }

inline std::string_view text_of_case(const header_only::LintBytes& bytes) {
  return {reinterpret_cast<const char*>(bytes.data), bytes.size};
}

/// Any function of the bytes and of the algorithm will do.
struct LintCaseHasher {
  bool operator()(HashAlgorithm hash, Bytes data, std::span<std::uint8_t> out) const {
    std::uint64_t state = static_cast<std::uint64_t>(hash) + 1;
    const auto step = [&state](std::uint8_t byte) { state = (state * 16'777'619 + byte) & 0xffff'ffff; };
    for (const std::uint8_t byte : data) {
      step(byte);
    }
    for (std::uint8_t& byte : out) {
      step(1);
      byte = static_cast<std::uint8_t>(state >> 24);
    }
    return true;
  }
};

/// Of some it is not known when.
inline IssuedCertificate issued_by_size(std::size_t size_of_serial_number) {
  const Time issued_at = size_of_serial_number % 4 == 1 ? Time{} : Time{.year = 2020, .month = 1, .day = 2};
  return {size_of_serial_number % 2 == 1, issued_at};
}

inline IssuedCertificate issued_in_case(const void* /*context*/, const Integer& serial_number) {
  return issued_by_size(serial_number.bytes().size());
}

inline LintInputs inputs_of_case(const header_only::LintCase& one) {
  LintInputs inputs;
  inputs.response = bytes_of_case(one.response);
  inputs.request = bytes_of_case(one.request);
  inputs.responder = bytes_of_case(one.responder);
  inputs.issuer = bytes_of_case(one.issuer);
  inputs.certificate = bytes_of_case(one.certificate);
  inputs.previous = bytes_of_case(one.previous);
  inputs.http_request = text_of_case(one.http_request);
  inputs.http_response = text_of_case(one.http_response);
  inputs.is_response_data = one.is_response_data;
  if (one.has_time) {
    inputs.at = Time{.year = 2025, .month = 11, .day = 3, .hour = 12};  // that of lint_seeds.py
    inputs.duration = 10'001;
    inputs.find_issued = issued_in_case;
  }
  return inputs;
}

/// Calls `lint` for the case, with a hasher or without.
template <class Sink>
LintReport lint_case(const header_only::LintCase& one, const LintSelection& selection, Sink&& sink) {
  const LintInputs inputs = inputs_of_case(one);
  return one.has_hasher ? lint(inputs, selection, LintCaseHasher{}, sink) : lint(inputs, selection, NoHasher{}, sink);
}

inline void put_numbers(const LintFinding& finding, std::vector<std::uint64_t>& numbers) {
  numbers.insert(numbers.end(), {static_cast<std::uint64_t>(finding.lint), static_cast<std::uint64_t>(finding.severity),
                                 static_cast<std::uint64_t>(finding.input), static_cast<std::uint64_t>(finding.at.code),
                                 static_cast<std::uint64_t>(finding.at.field), std::uint64_t{finding.at.offset}});
}

/// Everything that the linter says.
inline std::vector<std::uint64_t> numbers_of_case(const header_only::LintCase& one) {
  std::vector<std::uint64_t> numbers;
  const LintReport report = lint_case(one, {static_cast<LintProfile>(one.profiles)},
                                      [&](const LintFinding& finding) { put_numbers(finding, numbers); });
  for (const LintSet& set : {report.not_applicable, report.not_effective}) {
    set.for_each([&](Lint lint) { numbers.push_back(static_cast<std::uint64_t>(lint)); });
    numbers.push_back(0);
  }
  return numbers;
}

}  // namespace ocspan::fuzz
