// What an application needs from the board: a console, and a measure of the stack.
#pragma once

#include <cstdint>
#include <string_view>

namespace board {

void print(std::string_view text);
void print(std::uint32_t number);

/// The caller's stack pointer.
[[gnu::always_inline]] inline std::uint32_t* stack_pointer() {
  std::uint32_t* top;
  asm volatile("mov %0, sp" : "=r"(top));
  return top;
}
/// Fills the unused stack with a pattern, which functions called later overwrite.
void paint_stack();
/// How many bytes below `top` were in use at most since paint_stack().
std::uint32_t used_below(const std::uint32_t* top);

}  // namespace board

/// The program; its result is the exit status.
int application();
