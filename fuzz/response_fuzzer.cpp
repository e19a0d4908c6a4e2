// An OCSP response in DER.
#include "harness.hpp"
#include "writing.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ocspan::fuzz::check_message<ocspan::OCSPResponse>({data, size});
  if (const auto message = ocspan::load_der_ocsp_response(ocspan::Bytes{data, size}, ocspan::Tolerance::all)) {
    ocspan::fuzz::check_rewriting(*message);
  }
  return 0;
}
