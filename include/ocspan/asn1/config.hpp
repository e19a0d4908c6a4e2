// How the same sources serve as a compiled library and as a header-only one.
#pragma once

// With OCSPAN_HEADER_ONLY every header brings its definitions along and every function, parsing included, is
// constexpr. Without it the definitions are compiled once, into the archive.
#ifdef OCSPAN_HEADER_ONLY
#define OCSPAN_FN constexpr
#define OCSPAN_INLINE constexpr
#else
#define OCSPAN_FN             // declared in a header, defined in lib/
#define OCSPAN_INLINE inline  // defined in a header, calls an OCSPAN_FN
#endif

// Where speed counts: a short function that every field goes through (HOT; with a short cut for what is common, that
// costs code, SHORT_CUT); what it calls in the other cases (COLD); and a function into which all it calls is put, so
// that its Readers are in registers (FLAT). Where space counts: what is smaller in its only caller (FOLDED).
#if defined(OCSPAN_HEADER_ONLY) || !defined(__OPTIMIZE__)
#define OCSPAN_HOT OCSPAN_INLINE
#define OCSPAN_SHORT_CUT OCSPAN_INLINE
#define OCSPAN_COLD
#define OCSPAN_FLAT
#define OCSPAN_FOLDED
#elif defined(__OPTIMIZE_SIZE__)
#define OCSPAN_HOT OCSPAN_INLINE
#define OCSPAN_SHORT_CUT [[gnu::noinline]] OCSPAN_INLINE
#define OCSPAN_COLD [[gnu::noinline]]
#define OCSPAN_FLAT
#define OCSPAN_FOLDED [[gnu::always_inline]]
#else
#define OCSPAN_HOT [[gnu::always_inline]] OCSPAN_INLINE
#define OCSPAN_SHORT_CUT OCSPAN_HOT
#define OCSPAN_COLD [[gnu::noinline, gnu::cold]]
#define OCSPAN_FLAT [[gnu::flatten]]
#define OCSPAN_FOLDED
#endif

namespace ocspan::detail {

// Whether a short cut for what is common is worth its code: not where the compiler was told to save space.
#ifdef __OPTIMIZE_SIZE__
constexpr bool short_cuts = false;
#else
constexpr bool short_cuts = true;
#endif

/// Part of what is not to be a constant before it is read, where speed counts: GCC would clear all of it by `rep stos`,
/// which takes longer than storing its parts. So one octet of it is not initialised.
struct NotConstant {
  constexpr NotConstant() {
    if constexpr (!short_cuts) {
      octet = 0;
    }
  }
  union {
    unsigned char octet;
  };
};

}  // namespace ocspan::detail

// Clang warns when a view outlives what is marked so.
#if defined(__has_cpp_attribute) && defined(__clang__)
#if __has_cpp_attribute(clang::lifetimebound)
#define OCSPAN_LIFETIMEBOUND [[clang::lifetimebound]]
#endif
#endif
#ifndef OCSPAN_LIFETIMEBOUND
#define OCSPAN_LIFETIMEBOUND
#endif
