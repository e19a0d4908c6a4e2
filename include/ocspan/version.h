/** @file
 * Which version these headers are: the only place that says so to the compiler. C99 and later, C++11 and later. */
#ifndef OCSPAN_VERSION_H
#define OCSPAN_VERSION_H

/** The first number of the version. */
#define OCSPAN_VERSION_MAJOR 0
/** The second number of the version. */
#define OCSPAN_VERSION_MINOR 2
/** The third number of the version. */
#define OCSPAN_VERSION_PATCH 0
/** The version as text. */
#define OCSPAN_VERSION_STRING "0.2.0"

/** One number to compare: 10203 is 1.2.3. */
#define OCSPAN_VERSION (OCSPAN_VERSION_MAJOR * 10000 + OCSPAN_VERSION_MINOR * 100 + OCSPAN_VERSION_PATCH)

/** The inline namespace of all C++ names: a program that mixes two versions, or the header-only and the compiled
 * library, does not link, where it would go wrong otherwise. */
#ifdef OCSPAN_HEADER_ONLY
#define OCSPAN_ABI v0_2_header_only
#else
#define OCSPAN_ABI v0_2
#endif

#endif
