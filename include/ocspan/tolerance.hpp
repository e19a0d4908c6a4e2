// The deviations from DER and the RFCs that a caller may choose to read. docs/tolerances.md says who emits them.
#pragma once

#include <cstdint>

#include "ocspan/config.hpp"
#include "ocspan/words.h"

namespace ocspan::inline OCSPAN_ABI {

/// A set of flags, each for one deviation that is met in the real world. Nothing is tolerated unless asked for, and
/// whatever was tolerated is reported by the message's tolerated().
enum class Tolerance : std::uint8_t {
  none = 0,
  OCSPAN_TOLERANCES(OCSPAN_ENUMERATOR)  // one a bit
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

}  // namespace ocspan::inline OCSPAN_ABI
