// The deviations from DER and the RFCs that a caller may choose to read. docs/tolerances.md says who emits them.
#pragma once

#include <cstdint>

namespace ocspan {

/// A set of flags, each for one deviation that is met in the real world. Nothing is tolerated unless asked for, and
/// whatever was tolerated is reported by the message's tolerated().
enum class Tolerance : std::uint8_t {
  none = 0,
  explicit_default = 1,         ///< a DEFAULT value is written out: version v1, critical FALSE (X.690 11.5)
  response_bytes_in_error = 2,  ///< responseBytes beside an error status (RFC 6960 4.2.1)
  empty_extensions = 4,         ///< Extensions without an element (RFC 5280 4.1: SIZE (1..MAX))
  time_forms = 8,               ///< fractions of a second, which are cut off, and missing seconds (RFC 5280 4.1.2.5)
  unsorted_set = 16,            ///< a SET OF out of order (X.690 11.6)
  all = 31,
};

constexpr Tolerance operator|(Tolerance a, Tolerance b) {
  return static_cast<Tolerance>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}

constexpr Tolerance operator&(Tolerance a, Tolerance b) {
  return static_cast<Tolerance>(static_cast<unsigned>(a) & static_cast<unsigned>(b));
}

constexpr Tolerance& operator|=(Tolerance& a, Tolerance b) { return a = a | b; }

/// Whether each flag of `flags` is in `set`.
constexpr bool contains(Tolerance set, Tolerance flags) { return (set & flags) == flags; }

}  // namespace ocspan
