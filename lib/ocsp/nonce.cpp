#include "ocspan/ocsp/nonce.hpp"

namespace ocspan {

// Nonce ::= OCTET STRING (SIZE (1..128))
OCSPAN_FN void Nonce::read(Reader& reader, Field name) {
  const Bytes value = reader.rest();
  ReadContext context{value};
  Reader inner{context};
  octets_ = inner.contents(Tag::octet_string, name);
  inner.close(name);
  bare_ = static_cast<bool>(context.error());
  if (bare_) {
    octets_ = value;
  }
}

OCSPAN_FN void Nonce::write(Writer& writer) const {
  if (bare_) {
    writer.raw(octets_);
  } else {
    writer.value(Tag::octet_string, octets_);
  }
}

}  // namespace ocspan
