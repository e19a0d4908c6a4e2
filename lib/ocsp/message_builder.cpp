#include "ocspan/ocsp/message_builder.hpp"

#include "ocspan/asn1/known_oid.hpp"

namespace ocspan::detail {

// Nonce ::= OCTET STRING (SIZE (1..128))
// AcceptableResponses ::= SEQUENCE OF OBJECT IDENTIFIER
OCSPAN_FN void AddedExtension::write(Writer& writer) const {
  switch (form_) {
    case Form::der:
      return extension_.write(writer);
    case Form::octet_string:
      return write_extension(writer, oid(), extension_.critical(),
                             [&] { writer.value(Tag::octet_string, extension_.value()); });
    case Form::oids:
      return write_extension(writer, oid(), extension_.critical(), [&] { writer.sequence_of(oids_); });
  }
}

OCSPAN_FN Error ExtensionList::add(const AddedExtension& extension) {
  if (extension.oid().empty()) {
    return {ErrorCode::missing, Field::extn_id};
  }
  for (const AddedExtension& other : elements()) {
    if (other.oid() == extension.oid()) {
      return {ErrorCode::duplicate, Field::extn_id};
    }
  }
  if (size_ == elements_.size()) {
    return {ErrorCode::too_many, Field::extensions};
  }
  elements_[size_++] = extension;
  return {};
}

OCSPAN_FN Error ExtensionList::add_nonce(Bytes nonce) {
  if (nonce.empty() || nonce.size() > 128) {
    return {ErrorCode::wrong_length, Field::extn_value};
  }
  return add(AddedExtension::octet_string("nonce"_oid, nonce));
}

OCSPAN_FN Error check_loaded(const Certificate& certificate, Field field) {
  return certificate.public_bytes().empty() ? Error{ErrorCode::missing, field} : Error{};
}

OCSPAN_FN Error check_hashes(const CertID& cert_id) {
  if (cert_id.hash_algorithm().oid().empty()) {
    return {ErrorCode::missing, Field::hash_algorithm};
  }
  const std::optional<HashAlgorithm> hash = cert_id.hash_algorithm().hash();
  if (hash == HashAlgorithm::md5) {
    return {ErrorCode::unsupported_algorithm, Field::hash_algorithm};
  }
  if (hash && cert_id.issuer_name_hash().size() != digest_size(*hash)) {
    return {ErrorCode::wrong_length, Field::issuer_name_hash};
  }
  if (hash && cert_id.issuer_key_hash().size() != digest_size(*hash)) {
    return {ErrorCode::wrong_length, Field::issuer_key_hash};
  }
  return {};
}

}  // namespace ocspan::detail
