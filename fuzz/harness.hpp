// The function that libFuzzer, AFL++ and replay_main.cpp call, and whether it makes its expensive checks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

/// Checks the properties of one harness on one input; a property that does not hold aborts. Returns 0.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace ocspan::fuzz {

/// Whether files are replayed rather than inputs generated; each input then gets all checks.
inline bool replaying = false;

/// Whether this input gets the expensive checks as well. While fuzzing one in 64 does, chosen by its bytes, so that the
/// choice is the same when it is reproduced.
inline bool is_chosen(std::span<const std::uint8_t> input) {
  if (replaying) {
    return true;
  }
  std::uint64_t hash = input.size();
  while (!input.empty()) {
    std::uint64_t word = 0;
    const std::size_t count = input.size() < sizeof word ? input.size() : sizeof word;
    std::memcpy(&word, input.data(), count);
    hash = (hash ^ word) * 0x9e3779b97f4a7c15;
    hash ^= hash >> 32;
    input = input.subspan(count);
  }
  return (hash * 0x9e3779b97f4a7c15) >> 58 == 0;
}

}  // namespace ocspan::fuzz
