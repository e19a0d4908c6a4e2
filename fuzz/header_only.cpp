// The library once more, in header-only mode and under another name. Nothing of it may meet the compiled one, so all
// that uses it is in this file.
#include "header_only.hpp"

#define OCSPAN_HEADER_ONLY
#define ocspan ocspan_header_only
#include "lint_case.hpp"
#include "outcome.hpp"

namespace header_only {

using namespace ocspan;
using namespace ocspan::fuzz;

std::vector<std::uint64_t> message_outcome(Kind kind, const std::uint8_t* data, std::size_t size, unsigned tolerance) {
  const Bytes input{data, size};
  const auto allowed = static_cast<Tolerance>(tolerance);
  switch (kind) {
    case Kind::response:
      return load_outcome<OCSPResponse>(input, allowed).numbers();
    case Kind::request:
      return load_outcome<OCSPRequest>(input, allowed).numbers();
    case Kind::certificate:
      return load_outcome<Certificate>(input, allowed).numbers();
    case Kind::status:
      return outcome_of(load_tls_certificate_status(input), input).numbers();
    case Kind::status_message:
      return outcome_of(load_tls_certificate_status(input, TlsFraming::handshake), input).numbers();
    case Kind::status_request:
      return outcome_of(load_tls_certificate_status_request(input, allowed), input).numbers();
  }
  return {};
}

std::vector<std::uint64_t> extension_outcome(std::size_t type, const std::uint8_t* data, std::size_t size,
                                             unsigned tolerance) {
  const Bytes value{data, size};
  std::vector<std::uint64_t> numbers;
  std::size_t index = 0;
  KnownExtensionTypes::for_each([&]<class T>() {
    if (index++ == type) {
      const Extension extension{T::oid, false, value};
      numbers = outcome_of(extension.as<T>(static_cast<Tolerance>(tolerance)), value).numbers();
    }
  });
  return numbers;
}

std::vector<std::uint64_t> lint_outcome(const LintCase& one) { return numbers_of_case(one); }

}  // namespace header_only
