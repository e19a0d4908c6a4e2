#include "ocspan/x509/version.hpp"

#include "ocspan/asn1/integer.hpp"

namespace ocspan {

// Version ::= INTEGER { v1(0), v2(1), v3(2) }
OCSPAN_FN std::uint8_t read_version(Reader& reader, std::uint8_t last) {
  if (!reader.next_is(explicit_tag(0))) {
    return 1;
  }
  const std::uint8_t* const begin = reader.remaining().data();
  Integer version;
  Reader inner = reader.open_explicit(0, Field::version);
  version.read(inner, Field::version);
  inner.close(Field::version);

  const Bytes octets = version.bytes();
  if (octets.size() != 1 || octets[0] >= last) {
    reader.fail(ErrorCode::unsupported_version, Field::version, octets.data());
    return 1;
  }
  if (octets[0] == 0) {
    reader.deviate(Tolerance::explicit_default, ErrorCode::explicit_default, Field::version, begin);
  }
  return octets[0] + 1;
}

}  // namespace ocspan
