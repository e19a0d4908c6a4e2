// An OCSP response in DER.
#include "harness.hpp"
#include "writing.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ocspan::fuzz::check_written_message<ocspan::OCSPResponse>({data, size});
  return 0;
}
