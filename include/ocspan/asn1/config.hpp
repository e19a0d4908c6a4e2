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

// Clang warns when a view outlives what is marked so.
#if defined(__has_cpp_attribute) && defined(__clang__)
#if __has_cpp_attribute(clang::lifetimebound)
#define OCSPAN_LIFETIMEBOUND [[clang::lifetimebound]]
#endif
#endif
#ifndef OCSPAN_LIFETIMEBOUND
#define OCSPAN_LIFETIMEBOUND
#endif
