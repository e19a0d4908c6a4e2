// A Cortex-M board under QEMU: vectors, and semihosting for the console and the exit status.
#include "board.hpp"

extern "C" {
extern std::uint32_t stack_top[];
extern std::uint32_t stack_limit[];
[[noreturn]] void reset();
[[noreturn]] void fault();
}

namespace {

// Arm's semihosting: "Semihosting for AArch32 and AArch64", chapter 2.
enum class Operation : std::uint32_t { write_character = 0x03, exit_extended = 0x20 };

void call_host(Operation operation, const void* argument) {
  asm volatile("mov r0, %0\n mov r1, %1\n bkpt 0xab" : : "r"(operation), "r"(argument) : "r0", "r1", "memory");
}

[[noreturn]] void exit_with(std::uint32_t status) {
  const std::uint32_t application_exit[] = {0x20026, status};
  for (;;) {
    call_host(Operation::exit_extended, application_exit);
  }
}

constexpr std::uint32_t paint = 0x5a5a5a5a;

}  // namespace

void board::print(std::string_view text) {
  for (const char& character : text) {
    call_host(Operation::write_character, &character);
  }
}

void board::print(std::uint32_t number) {
  if (number >= 10) {
    print(number / 10);
  }
  const char digit = static_cast<char>('0' + number % 10);
  print({&digit, 1});
}

void board::paint_stack() {
  const std::uint32_t* const end = stack_pointer();
  for (std::uint32_t* word = stack_limit; word != end; ++word) {
    *static_cast<volatile std::uint32_t*>(word) = paint;
  }
}

std::uint32_t board::used_below(const std::uint32_t* top) {
  const std::uint32_t* word = stack_limit;
  while (word != top && *static_cast<const volatile std::uint32_t*>(word) == paint) {
    ++word;
  }
  return static_cast<std::uint32_t>(top - word) * sizeof *word;
}

void reset() { exit_with(static_cast<std::uint32_t>(application())); }

void fault() {
  board::print({"fault\n", 6});
  exit_with(255);
}

// ARMv7-M architecture reference manual, B1.5.2 and B1.5.3: the stack, then the handlers by number.
struct Vectors {
  std::uint32_t* stack;
  void (*handlers[15])();
};
[[gnu::section(".vectors"), gnu::used]] constexpr Vectors vectors = {
    stack_top,
    {reset, fault, fault, fault, fault, fault, nullptr, nullptr, nullptr, nullptr, fault, fault, nullptr, fault,
     fault}};
