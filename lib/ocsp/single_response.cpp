#include "ocspan/ocsp/single_response.hpp"

namespace ocspan::inline OCSPAN_ABI {

// SingleResponse ::= SEQUENCE {
//   certID            CertID,
//   certStatus        CertStatus,
//   thisUpdate        GeneralizedTime,
//   nextUpdate        [0] EXPLICIT GeneralizedTime OPTIONAL,
//   singleExtensions  [1] EXPLICIT Extensions OPTIONAL }
OCSPAN_FLAT OCSPAN_FN void SingleResponse::read(Reader& reader, Field field) {
  Reader fields = reader.open(Tag::sequence, field);
  cert_id_.read(fields, Field::cert_id);
  cert_status_.read(fields, Field::cert_status);
  this_update_.read(fields, Field::this_update);
  fields.optional(0, Field::next_update, next_update_);
  fields.optional(1, Field::single_extensions, single_extensions_);
  fields.close(field);
}

OCSPAN_FN void SingleResponse::write(Writer& writer) const {
  detail::write_single_response(writer, cert_id_, cert_status_, this_update_, next_update_, single_extensions_);
}

}  // namespace ocspan::inline OCSPAN_ABI
