// The deviations from DER and the RFCs that a caller may choose to read: docs/reference/tolerances.md.
#pragma once

#include <cstdint>

#include "ocspan/config.hpp"
#include "ocspan/words.h"

namespace ocspan::inline OCSPAN_ABI {

/// A set of flags, each for one deviation met in the real world: explicit_default, response_bytes_in_error,
/// empty_extensions, time_forms, unsorted_set, integer_not_minimal (OCSPAN_TOLERANCES in words.h). Nothing is tolerated
/// unless asked for; the message's tolerated() says which deviations were met.
enum class Tolerance : std::uint8_t {
  none = 0,
  OCSPAN_TOLERANCES(OCSPAN_ENUMERATOR)  // one a bit
  all = 63,
};

/// The flags of both sets.
constexpr Tolerance operator|(Tolerance a, Tolerance b) {
  return static_cast<Tolerance>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}

/// The flags that both sets have.
constexpr Tolerance operator&(Tolerance a, Tolerance b) {
  return static_cast<Tolerance>(static_cast<unsigned>(a) & static_cast<unsigned>(b));
}

/// Adds the flags of `b` to `a`.
constexpr Tolerance& operator|=(Tolerance& a, Tolerance b) { return a = a | b; }

/// Whether each flag of `flags` is in `set`.
constexpr bool contains(Tolerance set, Tolerance flags) { return (set & flags) == flags; }

}  // namespace ocspan::inline OCSPAN_ABI
