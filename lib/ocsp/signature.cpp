#include "ocspan/ocsp/signature.hpp"

namespace ocspan::inline OCSPAN_ABI {

// Signature ::= SEQUENCE {
//   signatureAlgorithm  AlgorithmIdentifier,
//   signature           BIT STRING,
//   certs               [0] EXPLICIT SEQUENCE OF Certificate OPTIONAL }
OCSPAN_FOLDED OCSPAN_FN void Signature::read(Reader& reader, Field field) {
  Reader fields = reader.open(Tag::sequence, field);
  read_fields(fields);
  fields.close(field);
}

OCSPAN_FN void Signature::read_fields(Reader& fields) {
  algorithm_.read(fields, Field::signature_algorithm);
  signature_.read(fields, Field::signature);
  fields.optional(0, Field::certs, certs_);
}

OCSPAN_FN void Signature::write(Writer& writer) const {
  writer.nest(Tag::sequence, [&] { write_fields(writer); });
}

OCSPAN_FN void Signature::write_fields(Writer& writer) const {
  algorithm_.write(writer);
  signature_.write(writer);
  writer.optional_sequence_of(0, certs_);
}

OCSPAN_FN void detail::write_certificates(Writer& writer, std::span<const Bytes> certificates) {
  for (const Bytes der : certificates) {
    ReadContext context{der};
    Reader reader{context};
    OpaqueCertificate certificate;
    certificate.read(reader, Field::certs);
    reader.close(Field::certs);
    if (context.error()) {
      return writer.fail(context.error());
    }
  }
  writer.optional_sequence_of(0, certificates);
}

}  // namespace ocspan::inline OCSPAN_ABI
