#include "ocspan/ocsp/cert_hash.hpp"

namespace ocspan::inline OCSPAN_ABI {

// CertHash ::= SEQUENCE {
//   hashAlgorithm    AlgorithmIdentifier,
//   certificateHash  OCTET STRING }
OCSPAN_FN void CertHash::read(Reader& reader, Field name) {
  Reader fields = reader.open(Tag::sequence, name);
  hash_algorithm_.read(fields, Field::hash_algorithm);
  certificate_hash_ = fields.contents(Tag::octet_string, Field::certificate_hash);
  fields.close(name);
}

OCSPAN_FN void CertHash::write(Writer& writer) const {
  writer.nest(Tag::sequence, [&] {
    hash_algorithm_.write(writer);
    writer.value(Tag::octet_string, certificate_hash_);
  });
}

}  // namespace ocspan::inline OCSPAN_ABI
