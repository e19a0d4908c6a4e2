// Reads responses inside this process, in a memory of their own that they cannot leave: wasm_sandbox FILE...
// wasm_sandbox --escape reads outside of that memory, to show what comes of it.
// The WebAssembly module was turned into C by wasm2c, as RLBox does it: its loads and stores are inside its linear
// memory, or trap; its calls go where its types allow; it has no imports, and so nothing to call outside. Prints a line
// of JSON for each file. Exit status: 0 all were read, 1 one is malformed, 2 a file is unreadable, 3 the module has
// trapped.
#include <cstdint>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>

#include "ocspan_wasm.h"
#include "wasm-rt-impl.h"

namespace {

constexpr std::uint32_t page_size = 65536;

class Sandbox {
 public:
  Sandbox() {
    wasm_rt_init();
    Z_ocspan_init_module();
    Z_ocspan_instantiate(&instance_);
  }
  Sandbox(const Sandbox&) = delete;
  ~Sandbox() {
    Z_ocspan_free(&instance_);
    wasm_rt_free();
  }

  /// The document of a response, or {"error"}. What the module returns is not believed: a size that is more than there
  /// is room for is an offer to try again, and nothing else of its memory is read.
  std::string document_of(std::string_view der) {
    std::uint32_t room = 8 * static_cast<std::uint32_t>(der.size()) + 4096;
    for (;;) {
      const std::uint32_t in = *Z_ocspanZ___heap_base(&instance_);
      const std::uint32_t out = in + static_cast<std::uint32_t>(der.size());
      if (!reserve(std::uint64_t{out} + room)) {
        return {};
      }
      std::memcpy(memory()->data + in, der.data(), der.size());
      const std::uint32_t size =
          Z_ocspanZ_ocspan_response_json(&instance_, in, static_cast<std::uint32_t>(der.size()), 0, out, room);
      if (size <= room) {
        return {reinterpret_cast<const char*>(memory()->data) + out, size};
      }
      room = size;
    }
  }

  /// Reads from the last bytes that an address can have.
  void escape() { Z_ocspanZ_ocspan_response_json(&instance_, UINT32_MAX - 15, 16, 0, 0, 0); }

 private:
  wasm_rt_memory_t* memory() { return Z_ocspanZ_memory(&instance_); }

  bool reserve(std::uint64_t end) {
    const std::uint64_t pages = (end + page_size - 1) / page_size;
    return pages <= memory()->pages ||
           (pages < 0x10000 && wasm_rt_grow_memory(memory(), static_cast<std::uint32_t>(pages) - memory()->pages) !=
                                   static_cast<std::uint32_t>(-1));
  }

  Z_ocspan_instance_t instance_{};
};

}  // namespace

int main(int count, char** names) {
  static Sandbox sandbox;  // not on the stack that a trap is thrown from
  int status = 0;
  // What the module traps for comes back here.
  if (const int trap = wasm_rt_impl_try(); trap != 0) {
    std::cout << wasm_rt_strerror(static_cast<wasm_rt_trap_t>(trap)) << '\n';
    return 3;
  }
  if (count == 2 && names[1] == std::string_view{"--escape"}) {
    sandbox.escape();
    return 0;
  }
  for (int i = 1; i < count; ++i) {
    std::ifstream file{names[i], std::ios::binary};
    if (!file) {
      return 2;
    }
    const std::string der{std::istreambuf_iterator<char>{file}, {}};
    const std::string document = sandbox.document_of(der);
    if (document.empty()) {
      return 2;
    }
    if (document.starts_with(R"({"error")")) {
      status = 1;
    }
    std::cout << document << '\n';
  }
  return status;
}
