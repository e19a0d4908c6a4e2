// What an application needs of the board: a console, and how deep the stack was.
#pragma once

#include <cstdint>
#include <string_view>

namespace board {

void print(std::string_view text);
void print(std::uint32_t number);

/// Marks the unused stack. What is called from then on leaves its traces.
void paint_stack();
/// Octets of the stack that were in use below the caller of paint_stack(), at most.
std::uint32_t painted_over();

}  // namespace board

/// What the board runs; its value is the exit status.
int application();
