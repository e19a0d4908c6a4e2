#include "wasm/runtime.hpp"

#include <cstddef>
#include <cstring>
#include <new>
#include <string>

void* operator new(std::size_t size) {
  constexpr std::size_t page = 65536;
  constexpr std::uintptr_t alignment = 16;
  const std::uintptr_t begin = (ocspan_tool::free_memory + alignment - 1) & ~(alignment - 1);
  const std::uintptr_t end = begin + size;
  const std::size_t there = __builtin_wasm_memory_size(0) * page;
  if (end < begin ||
      (end > there && __builtin_wasm_memory_grow(0, (end - there + page - 1) / page) == static_cast<std::size_t>(-1))) {
    __builtin_trap();
  }
  ocspan_tool::free_memory = end;
  return reinterpret_cast<void*>(begin);
}
void operator delete(void* /*memory*/) noexcept {}
void operator delete(void* /*memory*/, std::size_t /*size*/) noexcept {}

// The compiler has instructions for memcpy, memmove and memset, but calls these.
extern "C" {

[[gnu::used]] int memcmp(const void* a, const void* b, std::size_t size) {
  const auto* const x = static_cast<const std::uint8_t*>(a);
  const auto* const y = static_cast<const std::uint8_t*>(b);
  std::size_t i = 0;
  while (i != size && x[i] == y[i]) {
    ++i;
  }
  return i == size ? 0 : x[i] - y[i];
}

[[gnu::used]] void* memchr(const void* in, int wanted, std::size_t size) {
  const auto* const bytes = static_cast<const std::uint8_t*>(in);
  for (std::size_t i = 0; i != size; ++i) {
    if (bytes[i] == static_cast<std::uint8_t>(wanted)) {
      return const_cast<std::uint8_t*>(bytes + i);
    }
  }
  return nullptr;
}

[[gnu::used]] std::size_t strlen(const char* text) {
  std::size_t size = 0;
  while (text[size] != '\0') {
    ++size;
  }
  return size;
}
}

// The headers of libc++ declare these, and have no code of them.
template class std::basic_string<char>;
template std::string& std::string::__assign_no_alias<true>(const char*, std::size_t);
template std::string& std::string::__assign_no_alias<false>(const char*, std::size_t);

std::string std::to_string(unsigned long number) {
  std::string digits;
  do {
    digits.insert(digits.begin(), static_cast<char>('0' + number % 10));
    number /= 10;
  } while (number != 0);
  return digits;
}

// Called in place of throwing. Nothing here does.
void std::__libcpp_verbose_abort(const char*, ...) { __builtin_trap(); }
