// The mutator in the form that libFuzzer asks for. A harness whose inputs are DER is linked with it.
#include <cstring>

#include "mutator.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned seed);
extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* data1, std::size_t size1,
                                                 const std::uint8_t* data2, std::size_t size2, std::uint8_t* out,
                                                 std::size_t max_size, unsigned seed);

namespace {

using ocspan::fuzz::Mutator;

/// Writes the mutated octets to `out` and returns their number; 0 if there are none.
std::size_t mutate(Mutator& mutator, std::span<const std::uint8_t> octets, std::span<const std::uint8_t> donor,
                   std::uint8_t* out, std::size_t max_size) {
  const bool repair = mutator.below(8) != 0;
  const auto mutated = mutator.mutate(octets, donor, max_size, repair);
  if (!mutated || mutated->empty()) {
    return 0;
  }
  std::memcpy(out, mutated->data(), mutated->size());
  return mutated->size();
}

}  // namespace

// What is no DER is changed as libFuzzer does it; and so is every other input, since it knows what the code compares.
std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size, unsigned seed) {
  Mutator mutator{seed, LLVMFuzzerMutate};
  if (mutator.below(2) == 0) {
    if (const std::size_t mutated = mutate(mutator, {data, size}, {}, data, max_size)) {
      return mutated;
    }
  }
  return LLVMFuzzerMutate(data, size, max_size);
}

std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* data1, std::size_t size1, const std::uint8_t* data2,
                                      std::size_t size2, std::uint8_t* out, std::size_t max_size, unsigned seed) {
  Mutator mutator{seed, LLVMFuzzerMutate};
  return mutate(mutator, {data1, size1}, {data2, size2}, out, max_size);
}
