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

using View = std::span<const std::uint8_t>;

/// The DER of an input: all of a message, which is a SEQUENCE; or what is behind a byte that chooses the type.
View der_of(View input) { return input.subspan(input.empty() || input[0] == 0x30 ? 0 : 1); }

/// Writes the mutated input to `out`, which may be its own place, and returns its size; 0 if there is none.
std::size_t mutate(Mutator& mutator, View input, View donor, std::uint8_t* out, std::size_t max_size) {
  const bool repair = mutator.below(8) != 0;
  const View der = der_of(input);
  const std::size_t in_front = input.size() - der.size();
  if (max_size <= in_front) {
    return 0;
  }
  const auto mutated = mutator.mutate(der, der_of(donor), max_size - in_front, repair);
  if (!mutated || mutated->empty()) {
    return 0;
  }
  std::memmove(out, input.data(), in_front);
  std::memcpy(out + in_front, mutated->data(), mutated->size());
  return in_front + mutated->size();
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
