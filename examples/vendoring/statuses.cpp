// Prints the status of each certificate that a response answers about: statuses FILE. All projects here build it.
#include <algorithm>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <iterator>
#include <vector>

#ifdef WITH_ONE_HEADER
#include <ocspan.hpp>  // written by tools/amalgamate.py
#else
#include <ocspan/ocspan.hpp>
#endif

int main(int argc, char** argv) {
  std::ifstream file{argv[argc - 1], std::ios::binary};
  std::vector<std::uint8_t> der;
  std::transform(std::istreambuf_iterator<char>{file}, {}, std::back_inserter(der),
                 [](char byte) { return static_cast<std::uint8_t>(byte); });
  const auto response = ocspan::load_der_ocsp_response(der);
  if (!response) {
    std::cout << to_string(response.error().field) << ": " << message_of(response.error().code) << '\n';
    return 1;
  }
  if (const ocspan::BasicOCSPResponse* const basic = response->basic()) {
    for (const ocspan::SingleResponse& single : basic->responses()) {
      std::cout << to_string(single.certificate_status()) << '\n';
    }
  }
}
