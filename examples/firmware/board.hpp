// What an application needs of the board: a console, and how deep the stack is.
#pragma once

#include <cstdint>
#include <string_view>

namespace board {

void print(std::string_view text);
void print(std::uint32_t number);

/// Where the stack of the caller ends.
[[gnu::always_inline]] inline std::uint32_t* stack_pointer() {
  std::uint32_t* top;
  asm volatile("mov %0, sp" : "=r"(top));
  return top;
}
/// Marks the unused stack. What is called from then on leaves its traces.
void paint_stack();
/// Bytes below `top` that were in use since then, at most.
std::uint32_t used_below(const std::uint32_t* top);

}  // namespace board

/// What the board runs; its value is the exit status.
int application();
