// What the mutator promises: mutator_test FILE... changes each of the messages in many ways.
#include <algorithm>
#include <cstdio>

#include "files.hpp"
#include "mutator.hpp"
#include "outcome.hpp"

namespace ocspan::fuzz {
namespace {

using ByteVector = std::vector<std::uint8_t>;

/// In the place of LLVMFuzzerMutate: one byte more, or one changed.
std::size_t change_bytes(std::uint8_t* data, std::size_t size, std::size_t max_size) {
  if (size != 0 && data[size / 2] % 2 == 0) {
    ++data[size / 2];
    return size;
  }
  OCSPAN_PROPERTY(size < max_size);
  data[size] = 0x5a;
  return size + 1;
}

/// Whether the bytes are whole values with lengths in the fewest bytes, and so are the contents of constructed ones.
bool is_der(std::span<const std::uint8_t> bytes) {
  const std::vector<Element> elements = find_elements(bytes);
  std::size_t end = 0;  // of those at the top
  std::vector<std::size_t> ends(elements.size());
  for (std::size_t i = 0; i < elements.size(); ++i) {
    const Element& element = elements[i];
    std::size_t& expected = element.parent == Element::none ? end : ends[element.parent];
    if (element.parent != Element::none && expected == 0) {
      const Element& parent = elements[element.parent];
      expected = parent.contents + (bytes[parent.begin] == 0x03 ? 1 : 0);
    }
    const std::size_t size = element.end - element.contents;
    const std::size_t length_bytes = element.contents - element.length;
    const std::size_t fewest = size < 0x80 ? 1 : size < 0x100 ? 2 : size < 0x10000 ? 3 : 4;
    if (element.begin != expected || length_bytes != fewest) {
      return false;
    }
    expected = element.end;
  }
  for (std::size_t i = 0; i < elements.size(); ++i) {
    const bool constructed = (bytes[elements[i].begin] & 0x20) != 0;
    if (constructed && ends[i] != elements[i].end && elements[i].contents != elements[i].end) {
      return false;
    }
  }
  return end == bytes.size();
}

ByteVector value_of_size(std::size_t size) {
  ByteVector bytes{0x04};
  if (size >= 0x100) {
    bytes.insert(bytes.end(), {0x82, static_cast<std::uint8_t>(size >> 8)});
  } else if (size >= 0x80) {
    bytes.push_back(0x81);
  }
  bytes.push_back(static_cast<std::uint8_t>(size));
  bytes.resize(bytes.size() + size);
  return bytes;
}

/// With the lengths repaired a message stays DER, whatever stands in the place of whichever of its values.
void check_replacing(const ByteVector& message) {
  const std::vector<Element> elements = find_elements(message);
  OCSPAN_PROPERTY(is_der(message) && !elements.empty());
  for (std::size_t i = 0; i < elements.size(); ++i) {
    for (const std::size_t size : {0U, 1U, 100U, 127U, 128U, 255U, 256U, 2000U}) {
      ByteVector bytes = message;
      replace_element(bytes, elements, i, value_of_size(size), true);
      OCSPAN_PROPERTY(is_der(bytes));
    }
    ByteVector bytes = message;
    replace_element(bytes, elements, i, {}, true);
    OCSPAN_PROPERTY(is_der(bytes));
  }
}

struct Counts {
  unsigned mutants = 0;
  unsigned different = 0;
  unsigned der = 0;
};

void count_mutants(const ByteVector& message, const ByteVector& donor, bool repair, Counts& counts) {
  const std::size_t max_size = message.size() + 100;
  for (unsigned seed = 1; seed <= 200; ++seed) {
    const auto mutant = Mutator{seed, change_bytes}.mutate(message, donor, max_size, repair);
    OCSPAN_PROPERTY((mutant == Mutator{seed, change_bytes}.mutate(message, donor, max_size, repair)));
    if (mutant) {
      OCSPAN_PROPERTY(mutant->size() <= max_size);
      counts.mutants += 1;
      counts.different += *mutant != message ? 1U : 0U;
      counts.der += is_der(*mutant) ? 1U : 0U;
    }
  }
}

}  // namespace
}  // namespace ocspan::fuzz

int main(int argc, char** argv) {
  using namespace ocspan::fuzz;
  std::vector<ByteVector> messages;
  for (int i = 1; i < argc; ++i) {
    OCSPAN_PROPERTY(read_file(argv[i], messages.emplace_back()));
    check_replacing(messages.back());
  }
  OCSPAN_PROPERTY(!messages.empty());
  for (const bool repair : {true, false}) {
    for (const bool from_donor : {true, false}) {
      Counts counts;
      for (std::size_t i = 0; i < messages.size(); ++i) {
        count_mutants(messages[i], from_donor ? messages[(i + 1) % messages.size()] : ByteVector{}, repair, counts);
      }
      std::printf("%s lengths, %s: %u mutants, %u of them other messages, %u DER\n", repair ? "repaired" : "old",
                  from_donor ? "values of another message" : "values changed", counts.mutants, counts.different,
                  counts.der);
      OCSPAN_PROPERTY(counts.mutants > 0 && counts.different > counts.mutants / 10 * 8);
      // A value whose tag or contents were changed may itself be no DER.
      OCSPAN_PROPERTY(repair ? counts.der > counts.mutants / 10 * (from_donor ? 10 : 7)
                             : counts.der < counts.mutants / 10 * 4);
    }
  }

  const ByteVector no_value{0x30, 0x80, 0x00};
  OCSPAN_PROPERTY(find_elements(no_value).empty());
  OCSPAN_PROPERTY(!(Mutator{1, change_bytes}.mutate(no_value, {}, 100, true)));
  ByteVector nested;  // deeper than is looked
  for (std::size_t size = 0; size < 120; size += 2) {
    nested.insert(nested.begin(), {0x30, static_cast<std::uint8_t>(size)});
  }
  OCSPAN_PROPERTY(find_elements(nested).size() == 32);
  const ByteVector many(10000);  // 00 00, again and again
  OCSPAN_PROPERTY(find_elements(many).size() == 2000);
  return 0;
}
