// How the same sources serve as a compiled library and as a header-only one, and the macros that steer the optimiser.
// docs/decisions.md has the measurements.
#pragma once

#include "ocspan/version.h"

#if !(__cplusplus >= 202002L || (defined(_MSVC_LANG) && _MSVC_LANG >= 202002L))
#error "ocspan needs C++20 or later: -std=c++20"
#include <ocspan_needs_cpp20_or_later>  // does not exist: ends the compilation here, not after thousands of errors
#endif

// With OCSPAN_HEADER_ONLY every header brings its definitions along and every function, parsing included, is constexpr.
// Without it the definitions are compiled once, into the archive.
//
//   OCSPAN_FN      any function, by default one that is declared in a header and defined in lib/
//   OCSPAN_INLINE  a short function on every field's way; at -O2 it is always inlined
//   OCSPAN_COLD    what such a function calls in the seldom cases; at -O2 it stays out of its caller
//   OCSPAN_FLAT    at -O2 all that the function calls is put into it, so that its Readers stay in registers
//   OCSPAN_FOLDED  at -Os the function is put into its only caller
#ifdef OCSPAN_HEADER_ONLY
#define OCSPAN_FN constexpr
#define OCSPAN_INLINE constexpr
#else
#define OCSPAN_FN
#if defined(__OPTIMIZE__) && !defined(__OPTIMIZE_SIZE__)
#define OCSPAN_INLINE [[gnu::always_inline]] inline
#define OCSPAN_COLD [[gnu::noinline, gnu::cold]]
#define OCSPAN_FLAT [[gnu::flatten]]
#else
#define OCSPAN_INLINE inline
#endif
#ifdef __OPTIMIZE_SIZE__
#define OCSPAN_COLD [[gnu::noinline]]
#define OCSPAN_FOLDED [[gnu::always_inline]]
#endif
#endif
#ifndef OCSPAN_COLD
#define OCSPAN_COLD
#endif
#ifndef OCSPAN_FLAT
#define OCSPAN_FLAT
#endif
#ifndef OCSPAN_FOLDED
#define OCSPAN_FOLDED
#endif

//   OCSPAN_LIFETIMEBOUND  clang warns where a view outlives what is marked so
#if defined(__has_cpp_attribute) && defined(__clang__)
#if __has_cpp_attribute(clang::lifetimebound)
#define OCSPAN_LIFETIMEBOUND [[clang::lifetimebound]]
#endif
#endif
#ifndef OCSPAN_LIFETIMEBOUND
#define OCSPAN_LIFETIMEBOUND
#endif

namespace ocspan::inline OCSPAN_ABI {
namespace detail {

// Whether a faster path for what is common is worth its code: not where the compiler was told to save space.
#ifdef __OPTIMIZE_SIZE__
constexpr bool fast_paths = false;
#else
constexpr bool fast_paths = true;
#endif

/// A member that keeps GCC from clearing its whole class by `rep stos` at -O2, which takes longer than storing the
/// members one by one: one byte of the class is left uninitialised.
struct NoBulkZeroing {
  constexpr NoBulkZeroing() {
    if constexpr (!fast_paths) {
      byte = 0;
    }
  }
  union {
    unsigned char byte;
  };
};

}  // namespace detail
}  // namespace ocspan::inline OCSPAN_ABI
