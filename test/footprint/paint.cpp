// Measures on the board how much stack a use takes over all messages. The figure from the call graph must not be less.
#include <algorithm>
#include <array>
#include <ocspan/ocsp/response.hpp>

#include "board.hpp"
#include "messages.hpp"
#include "use.hpp"

int application() {
  // That of the issuer comes along with its own response.
  const auto response = ocspan::load_der_ocsp_response(embedded::resp_good);
  const ocspan::Bytes issuer = *response->basic()->certificates().begin();
  std::array<std::uint8_t, 256> out{};
  std::uint32_t most = 0;
  for (const ocspan::Bytes message : embedded::files) {
    // Each as a response and as a request: what is neither is refused, which takes stack, too.
    for (const ocspan::Bytes request : {message, ocspan::Bytes{embedded::req_sha1}}) {
      board::paint_stack();
      (void)use(message, request, issuer, out);
      most = std::max(most, board::used_below(board::stack_pointer()));
    }
  }
  board::print(most);
  board::print({"\n", 1});
  return 0;
}
