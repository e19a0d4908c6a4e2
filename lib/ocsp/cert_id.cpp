#include "ocspan/ocsp/cert_id.hpp"

namespace ocspan::inline OCSPAN_ABI {

// CertID ::= SEQUENCE {
//   hashAlgorithm   AlgorithmIdentifier,
//   issuerNameHash  OCTET STRING, -- Hash of issuer's DN
//   issuerKeyHash   OCTET STRING, -- Hash of issuer's public key
//   serialNumber    CertificateSerialNumber }
OCSPAN_FN void CertID::read(Reader& reader, Field field) {
  const Bytes begin = reader.remaining();
  Reader fields = reader.open(Tag::sequence, field);
  hash_algorithm_.read(fields, Field::hash_algorithm);
  issuer_name_hash_ = fields.contents(Tag::octet_string, Field::issuer_name_hash);
  issuer_key_hash_ = fields.contents(Tag::octet_string, Field::issuer_key_hash);
  serial_number_.read_padded(fields, Field::serial_number);
  fields.close(field);
  der_ = reader.since(begin);
}

OCSPAN_FLAT OCSPAN_FN void detail::write_cert_id(Writer& writer, const AlgorithmIdentifier& hash_algorithm,
                                                 Bytes issuer_name_hash, Bytes issuer_key_hash,
                                                 const SerialNumber& serial_number) {
  writer.nest(Tag::sequence, [&] {
    hash_algorithm.write(writer);
    writer.value(Tag::octet_string, issuer_name_hash);
    writer.value(Tag::octet_string, issuer_key_hash);
    serial_number.write(writer);
  });
}

OCSPAN_FN void CertID::write(Writer& writer) const {
  detail::write_cert_id(writer, hash_algorithm_, issuer_name_hash_, issuer_key_hash_, serial_number_);
}

}  // namespace ocspan::inline OCSPAN_ABI
