// The harnesses that replay_main.cpp chooses from. Their table is made by meson.build.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "harness.hpp"

namespace ocspan::fuzz {

struct NamedHarness {
  std::string_view name;
  decltype(LLVMFuzzerTestOneInput)* run;
};

extern const std::vector<NamedHarness> harnesses;

}  // namespace ocspan::fuzz
