#include "ocspan/ocsp/preferred_signature_algorithms.hpp"

namespace ocspan::inline OCSPAN_ABI {

// PreferredSignatureAlgorithm ::= SEQUENCE {
//   sigIdentifier   AlgorithmIdentifier,
//   certIdentifier  AlgorithmIdentifier OPTIONAL }
OCSPAN_FN void PreferredSignatureAlgorithm::read(Reader& reader, Field field) {
  Reader fields = reader.open(Tag::sequence, field);
  sig_identifier_.read(fields, Field::sig_identifier);
  if (fields.more()) {
    cert_identifier_.emplace().read(fields, Field::cert_identifier);
  }
  fields.close(field);
}

OCSPAN_FN void PreferredSignatureAlgorithm::write(Writer& writer) const {
  writer.nest(Tag::sequence, [&] {
    sig_identifier_.write(writer);
    if (cert_identifier_) {
      cert_identifier_->write(writer);
    }
  });
}

}  // namespace ocspan::inline OCSPAN_ABI
