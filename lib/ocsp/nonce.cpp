#include "ocspan/ocsp/nonce.hpp"

namespace ocspan::inline OCSPAN_ABI {

// Nonce ::= OCTET STRING (SIZE (1..128))
OCSPAN_FN void Nonce::read(Reader& reader, Field name) {
  const Bytes value = reader.take_rest();
  ReadContext context{value};
  Reader inner{context};
  bytes_ = inner.contents(Tag::octet_string, name);
  inner.close(name);
  bare_ = static_cast<bool>(context.error());
  if (bare_) {
    bytes_ = value;
  }
}

OCSPAN_FN void Nonce::write(Writer& writer) const {
  if (bare_) {
    writer.raw(bytes_);
  } else {
    writer.value(Tag::octet_string, bytes_);
  }
}

}  // namespace ocspan::inline OCSPAN_ABI
