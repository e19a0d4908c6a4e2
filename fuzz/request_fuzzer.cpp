// An OCSP request in DER.
#include "harness.hpp"
#include "writing.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ocspan::fuzz::check_written_message<ocspan::OCSPRequest>({data, size});
  return 0;
}
