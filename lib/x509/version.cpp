#include "ocspan/x509/version.hpp"

#include "ocspan/asn1/integer.hpp"

namespace ocspan::inline OCSPAN_ABI {

// Version ::= INTEGER { v1(0), v2(1), v3(2) }
OCSPAN_FN std::uint8_t read_version(Reader& reader, std::uint8_t last) {
  if (!reader.next_is(explicit_tag(0))) {
    return 1;
  }
  const std::uint8_t* const begin = reader.remaining().data();
  Reader inner = reader.open_explicit(0, Field::version);
  const std::uint8_t version = detail::read_one_of(inner, Field::version, Tag::integer, (1U << last) - 1);
  inner.close(Field::version);
  if (version == 0) {
    reader.tolerate_or_fail(Tolerance::explicit_default, ErrorCode::explicit_default, Field::version, begin);
  }
  return version + 1;
}

}  // namespace ocspan::inline OCSPAN_ABI
