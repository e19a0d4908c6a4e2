#include "ocspan/ocsp/signature.hpp"

namespace ocspan {

// Signature ::= SEQUENCE {
//   signatureAlgorithm  AlgorithmIdentifier,
//   signature           BIT STRING,
//   certs               [0] EXPLICIT SEQUENCE OF Certificate OPTIONAL }
OCSPAN_FN void Signature::read(Reader& reader, Field field) {
  Reader fields = reader.open(Tag::sequence, field);
  read_fields(fields);
  fields.close(field);
}

OCSPAN_FN void Signature::read_fields(Reader& fields) {
  algorithm_.read(fields, Field::signature_algorithm);
  signature_.read(fields, Field::signature);
  fields.optional(0, Field::certs, certs_);
}

}  // namespace ocspan
