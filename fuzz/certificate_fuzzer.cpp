// A certificate in DER.
#include "harness.hpp"
#include "properties.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ocspan::fuzz::check_message<ocspan::Certificate>({data, size});
  return 0;
}
