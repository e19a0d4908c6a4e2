// Mutations that know what DER is: they change one value and leave the rest of the message whole.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <span>
#include <vector>

namespace ocspan::fuzz {

/// Where a value stands among bytes. Not the library's reader: it must find values also in what is damaged.
struct Element {
  static constexpr std::size_t none = ~std::size_t{0};

  std::size_t begin;     ///< of the identifier octet, of which there is one
  std::size_t length;    ///< of the first length octet
  std::size_t contents;  ///< of the first contents octet
  std::size_t end;
  std::size_t parent;  ///< its place in the list, or none
};

/// The values in the bytes, at any depth, each behind the one that encloses it; also those in an OCTET STRING or BIT
/// STRING that holds nothing but whole values. Stops where no value is, at a depth of 32, and after 2000 values.
std::vector<Element> find_elements(std::span<const std::uint8_t> bytes);

/// Puts `replacement` in the place of the bytes of the value; and writes the lengths of what encloses it anew, if
/// `repair` says so.
void replace_element(std::vector<std::uint8_t>& bytes, const std::vector<Element>& elements, std::size_t element,
                     std::span<const std::uint8_t> replacement, bool repair);

class Mutator {
 public:
  /// Changes `size` bytes at `data` within `max_size` bytes, and returns how many they are then: LLVMFuzzerMutate.
  using ChangeBytes = std::size_t (*)(std::uint8_t* data, std::size_t size, std::size_t max_size);

  Mutator(unsigned seed, ChangeBytes change_bytes) : random_(seed), change_bytes_(change_bytes) {}

  /// Changes one value: its tag, contents or length octets; doubles it, takes it away, exchanges it with another, or
  /// puts another one in its place or beside it, from `donor` if that is not empty. With `repair` all lengths around it
  /// fit again. Nothing if there is no value in the bytes, or the result would be longer than `max_size`.
  std::optional<std::vector<std::uint8_t>> mutate(std::span<const std::uint8_t> bytes,
                                                  std::span<const std::uint8_t> donor, std::size_t max_size,
                                                  bool repair);

  std::size_t below(std::size_t count) { return count == 0 ? 0 : random_() % count; }

 private:
  std::vector<std::uint8_t> other_contents(std::uint8_t tag, std::span<const std::uint8_t> contents);
  std::vector<std::uint8_t> wrong_length(std::size_t size);

  std::minstd_rand random_;
  ChangeBytes change_bytes_;
};

}  // namespace ocspan::fuzz
