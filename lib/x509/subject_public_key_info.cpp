#include "ocspan/x509/subject_public_key_info.hpp"

namespace ocspan::inline OCSPAN_ABI {

// SubjectPublicKeyInfo ::= SEQUENCE {
//   algorithm         AlgorithmIdentifier,
//   subjectPublicKey  BIT STRING }
OCSPAN_FOLDED OCSPAN_FN void SubjectPublicKeyInfo::read(Reader& reader, Field field) {
  const Bytes begin = reader.remaining();
  Reader fields = reader.open(Tag::sequence, field);
  algorithm_.read(fields, Field::algorithm);
  public_key_.read(fields, Field::subject_public_key);
  fields.close(field);
  der_ = reader.since(begin);
}

}  // namespace ocspan::inline OCSPAN_ABI
