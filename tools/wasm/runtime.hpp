// What takes the place of the C library and of the compiled part of libc++.
#pragma once

#include <cstdint>

namespace ocspan_tool {

/// Where `operator new` takes memory from. Nothing gives any back: it is the caller's again when the call ends.
inline std::uintptr_t free_memory = 0;

}  // namespace ocspan_tool
