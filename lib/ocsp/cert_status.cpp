#include "ocspan/ocsp/cert_status.hpp"

#include "ocspan/asn1/null.hpp"
#include "ocspan/asn1/text.hpp"

namespace ocspan::inline OCSPAN_ABI {

// CertStatus ::= CHOICE {
//   good     [0] IMPLICIT NULL,
//   revoked  [1] IMPLICIT RevokedInfo,
//   unknown  [2] IMPLICIT UnknownInfo }
// UnknownInfo ::= NULL
OCSPAN_FOLDED OCSPAN_FN void CertStatus::read(Reader& reader, Field field) {
  if (reader.next_is(explicit_tag(1))) {  // RevokedInfo is constructed
    status_ = OCSPCertStatus::revoked;
    read_revoked_info(reader, field);
  } else {
    status_ = reader.next_is(implicit_tag(0)) ? OCSPCertStatus::good : OCSPCertStatus::unknown;
    read_null(reader, field, implicit_tag(static_cast<unsigned>(status_)));
  }
}

// RevokedInfo ::= SEQUENCE {
//   revocationTime    GeneralizedTime,
//   revocationReason  [0] EXPLICIT CRLReason OPTIONAL }
OCSPAN_FOLDED OCSPAN_FN void CertStatus::read_revoked_info(Reader& reader, Field field) {
  Reader fields = reader.open(explicit_tag(1), field);
  revocation_time_.emplace().read(fields, Field::revocation_time);
  if (fields.next_is(explicit_tag(0))) {
    Reader inner = fields.open_explicit(0, Field::revocation_reason);
    revocation_reason_ = read_crl_reason(inner, Field::revocation_reason);
    inner.close(Field::revocation_reason);
  }
  fields.close(field);
}

OCSPAN_FN void CertStatus::write(Writer& writer) const {
  if (status_ != OCSPCertStatus::revoked) {
    return write_null(writer, implicit_tag(static_cast<unsigned>(status_)));
  }
  if (!revocation_time_) {
    return writer.fail({ErrorCode::missing, Field::revocation_time});
  }
  writer.nest(explicit_tag(1), [&] {
    revocation_time_->write(writer);
    if (revocation_reason_) {
      writer.nest(explicit_tag(0), [&] { write_crl_reason(writer, *revocation_reason_); });
    }
  });
}

OCSPAN_FN std::string_view to_string(OCSPCertStatus status) {
  switch (static_cast<int>(status)) { OCSPAN_CERT_STATUSES(OCSPAN_CASE_TEXT) }
  return {};
}

}  // namespace ocspan::inline OCSPAN_ABI
