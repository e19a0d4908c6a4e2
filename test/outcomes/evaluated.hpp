// What evaluate.py writes is made of this.
#pragma once

#include <cinttypes>
#include <cstdio>
#include <span>

#include "outcome.hpp"

struct Evaluated {
  const char* name;
  ocspan_test::Outcome outcome;
};

using Part = std::span<const Evaluated> (*)();

template <std::size_t size>
constexpr ocspan_test::Outcome evaluate_pem(std::string_view pem) {
  std::array<std::uint8_t, size> buffer{};
  return ocspan_test::outcome_of_pem(pem, buffer);
}
