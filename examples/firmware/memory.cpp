// The four functions that compilers call by themselves, for firmware without a C library. Short, not fast.
#include <cstddef>
#include <cstdint>
#include <cstring>

extern "C" {

void* memmove(void* to, const void* from, std::size_t size) {
  auto* const out = static_cast<std::uint8_t*>(to);
  const auto* const in = static_cast<const std::uint8_t*>(from);
  if (out < in) {
    for (std::size_t i = 0; i < size; ++i) {
      out[i] = in[i];
    }
  } else {
    for (std::size_t i = size; i-- > 0;) {
      out[i] = in[i];
    }
  }
  return to;
}

void* memcpy(void* to, const void* from, std::size_t size) { return memmove(to, from, size); }

void* memset(void* to, int value, std::size_t size) {
  auto* const out = static_cast<std::uint8_t*>(to);
  for (std::size_t i = 0; i < size; ++i) {
    out[i] = static_cast<std::uint8_t>(value);
  }
  return to;
}

int memcmp(const void* a, const void* b, std::size_t size) {
  const auto* const x = static_cast<const std::uint8_t*>(a);
  const auto* const y = static_cast<const std::uint8_t*>(b);
  for (std::size_t i = 0; i < size; ++i) {
    if (x[i] != y[i]) {
      return x[i] - y[i];
    }
  }
  return 0;
}

}  // extern "C"
