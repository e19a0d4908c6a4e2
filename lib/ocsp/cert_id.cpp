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

OCSPAN_FLAT OCSPAN_FN void CertID::write(Writer& writer, bool serial_number_needs_zero) const {
  writer.nest(Tag::sequence, [&] {
    hash_algorithm_.write(writer);
    writer.value(Tag::octet_string, issuer_name_hash_);
    writer.value(Tag::octet_string, issuer_key_hash_);
    writer.nest(Tag::integer, [&] {
      const std::uint8_t zero[] = {0};
      if (serial_number_needs_zero || serial_number_.bytes().empty()) {
        writer.raw(zero);
      }
      writer.raw(serial_number_.bytes());
    });
  });
}

}  // namespace ocspan::inline OCSPAN_ABI
