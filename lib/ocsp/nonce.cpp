#include "ocspan/ocsp/nonce.hpp"

namespace ocspan::inline OCSPAN_ABI {

// Nonce ::= OCTET STRING (SIZE (1..128))
OCSPAN_FN void Nonce::read(Reader& reader, Field name) {
  ReadContext context{reader.remaining()};
  Reader inner{context};
  (void)inner.contents(Tag::octet_string, name);
  inner.close(name);
  bare_ = static_cast<bool>(context.error());
  bytes_ = bare_ ? reader.take_rest() : reader.contents(Tag::octet_string, name);
}

OCSPAN_FN void Nonce::write(Writer& writer) const {
  if (bare_) {
    writer.raw(bytes_);
  } else {
    writer.value(Tag::octet_string, bytes_);
  }
}

}  // namespace ocspan::inline OCSPAN_ABI
