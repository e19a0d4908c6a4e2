#include "ocspan/ocsp/message_builder.hpp"

#include "ocspan/ocsp/acceptable_responses.hpp"
#include "ocspan/ocsp/nonce.hpp"

namespace ocspan::inline OCSPAN_ABI::detail {

OCSPAN_FN void AddedExtension::write(Writer& writer) const {
  write_extension(writer, oid(), extension_.critical(), [&] {
    switch (form_) {
      case Form::der:
        return writer.raw(extension_.value());
      case Form::nonce:
        return Nonce{extension_.value()}.write(writer);
      default:  // acceptable_responses
        return writer.sequence_of(oids_);
    }
  });
}

OCSPAN_FN AddedExtension AddedExtension::nonce(Bytes bytes) {
  AddedExtension added{Extension{Nonce::oid, false, bytes}};
  added.form_ = Form::nonce;
  return added;
}

OCSPAN_FN AddedExtension AddedExtension::acceptable_responses(std::span<const Oid> types) {
  AddedExtension added{Extension{AcceptableResponses::oid, false, {}}};
  added.form_ = Form::acceptable_responses;
  added.oids_ = types;
  return added;
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
  if (size_ == max_added_extensions) {
    return {ErrorCode::too_many, Field::extensions};
  }
  if (size_ == 0) {
    std::construct_at(&elements_);
  }
  elements_[size_++] = extension;
  return {};
}

OCSPAN_FN Error ExtensionList::add_nonce(Bytes nonce) {
  if (!Nonce{nonce}.has_standard_length()) {
    return {ErrorCode::wrong_length, Field::extn_value};
  }
  return add(AddedExtension::nonce(nonce));
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

}  // namespace ocspan::inline OCSPAN_ABI::detail
