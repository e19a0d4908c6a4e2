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
//   OCSPAN_FN      any build: constexpr if header-only, for functions that the archive has compiled
//   OCSPAN_INLINE  GCC, -O2: always inlined; writing a request takes 4.3 % fewer instructions, going through answers 60
//   % OCSPAN_ALWAYS_INLINE  the same for functions that are constexpr in any build OCSPAN_COLD    GCC and clang, -O2:
//   never inlined; 44 % less code, loading takes 6 % fewer instructions OCSPAN_PURE    GCC and clang: not called if the
//   result is not used OCSPAN_FLAT    GCC, -O2: all that it calls is inlined into it; loading takes 41 % fewer
//   instructions OCSPAN_FOLDED  GCC, -Os: inlined into its only caller; 6 % less code for reading responses on
//   Cortex-M3
#ifdef OCSPAN_HEADER_ONLY
#define OCSPAN_FN constexpr
#define OCSPAN_INLINE constexpr
#else
#define OCSPAN_FN
#if defined(__OPTIMIZE__) && !defined(__OPTIMIZE_SIZE__)
#define OCSPAN_ALWAYS_INLINE [[gnu::always_inline]]
#define OCSPAN_INLINE OCSPAN_ALWAYS_INLINE inline
#define OCSPAN_COLD [[gnu::noinline, gnu::cold]]
#define OCSPAN_FLAT [[gnu::flatten]]
#else
#define OCSPAN_INLINE inline
#endif
#ifdef __OPTIMIZE_SIZE__
#define OCSPAN_FOLDED [[gnu::always_inline]]
#endif
#endif
#if defined(__GNUC__) && !defined(OCSPAN_HEADER_ONLY)
#define OCSPAN_PURE [[gnu::pure]]
#else
#define OCSPAN_PURE
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
#ifndef OCSPAN_ALWAYS_INLINE
#define OCSPAN_ALWAYS_INLINE
#endif

//   OCSPAN_LIFETIMEBOUND  clang, any build: warns where a view outlives the parameter so marked; generates no code
#if defined(__has_cpp_attribute) && defined(__clang__)
#if __has_cpp_attribute(clang::lifetimebound)
#define OCSPAN_LIFETIMEBOUND [[clang::lifetimebound]]
#endif
#endif
#ifndef OCSPAN_LIFETIMEBOUND
#define OCSPAN_LIFETIMEBOUND
#endif

namespace ocspan::inline OCSPAN_ABI::detail {

// Whether a faster path for the usual case is worth its code: not at -Os.
#ifdef __OPTIMIZE_SIZE__
constexpr bool fast_paths = false;
#else
constexpr bool fast_paths = true;
#endif

/// A member, one byte left uninitialised, that keeps GCC at -O2 from clearing its whole class by `rep stos`, which
/// takes longer than storing the members one by one.
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

}  // namespace ocspan::inline OCSPAN_ABI::detail
