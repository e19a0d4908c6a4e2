#include "ocspan/ocsp/cert_status.hpp"

#include "ocspan/asn1/integer.hpp"
#include "ocspan/asn1/text.hpp"

namespace ocspan {
namespace detail {

// CRLReason ::= ENUMERATED {
//   unspecified           (0),
//   keyCompromise         (1),
//   cACompromise          (2),
//   affiliationChanged    (3),
//   superseded            (4),
//   cessationOfOperation  (5),
//   certificateHold       (6),
//        -- value 7 is not used
//   removeFromCRL         (8),
//   privilegeWithdrawn    (9),
//   aACompromise         (10) }
inline constexpr std::uint32_t defined_reasons = 0x7ff & ~(1U << 7);

OCSPAN_INLINE ReasonFlags read_crl_reason(Reader& reader, Field field) {
  return static_cast<ReasonFlags>(read_enumerated(reader, field, defined_reasons));
}

OCSPAN_FN bool is_defined(ReasonFlags reason) { return is_in(defined_reasons, static_cast<std::uint8_t>(reason)); }

OCSPAN_INLINE void read_implicit_null(Reader& reader, unsigned number, Field field) {
  const Bytes contents = reader.contents(implicit_tag(number), field);
  if (!contents.empty()) {
    reader.fail(ErrorCode::null_content, field, contents.data());
  }
}

}  // namespace detail

// CertStatus ::= CHOICE {
//   good     [0] IMPLICIT NULL,
//   revoked  [1] IMPLICIT RevokedInfo,
//   unknown  [2] IMPLICIT UnknownInfo }
// UnknownInfo ::= NULL
OCSPAN_FN void CertStatus::read(Reader& reader, Field field) {
  if (reader.next_is(implicit_tag(0))) {
    status_ = OCSPCertStatus::good;
    detail::read_implicit_null(reader, 0, field);
  } else if (reader.next_is(explicit_tag(1))) {  // RevokedInfo is constructed
    status_ = OCSPCertStatus::revoked;
    read_revoked_info(reader, field);
  } else {
    status_ = OCSPCertStatus::unknown;
    detail::read_implicit_null(reader, 2, field);
  }
}

// RevokedInfo ::= SEQUENCE {
//   revocationTime    GeneralizedTime,
//   revocationReason  [0] EXPLICIT CRLReason OPTIONAL }
OCSPAN_FN void CertStatus::read_revoked_info(Reader& reader, Field field) {
  Reader fields = reader.open(explicit_tag(1), field);
  revocation_time_.emplace().read(fields, Field::revocation_time);
  if (fields.next_is(explicit_tag(0))) {
    Reader inner = fields.open_explicit(0, Field::revocation_reason);
    revocation_reason_ = detail::read_crl_reason(inner, Field::revocation_reason);
    inner.close(Field::revocation_reason);
  }
  fields.close(field);
}

OCSPAN_FN void CertStatus::write(Writer& writer) const {
  if (status_ != OCSPCertStatus::revoked) {
    return writer.value(implicit_tag(static_cast<unsigned>(status_)), {});
  }
  if (!revocation_time_) {
    return writer.fail({ErrorCode::missing, Field::revocation_time});
  }
  writer.nest(explicit_tag(1), [&] {
    revocation_time_->write(writer);
    if (revocation_reason_) {
      writer.nest(explicit_tag(0), [&] { write_enumerated(writer, static_cast<std::uint8_t>(*revocation_reason_)); });
    }
  });
}

OCSPAN_FN std::string_view to_string(OCSPCertStatus status) {
  switch (status) {
    case OCSPCertStatus::good:
      return "good"_sv;
    case OCSPCertStatus::revoked:
      return "revoked"_sv;
    case OCSPCertStatus::unknown:
      return "unknown"_sv;
  }
  return {};
}

OCSPAN_FN std::string_view to_string(ReasonFlags reason) {
  switch (reason) {
    case ReasonFlags::unspecified:
      return "unspecified"_sv;
    case ReasonFlags::key_compromise:
      return "keyCompromise"_sv;
    case ReasonFlags::ca_compromise:
      return "cACompromise"_sv;
    case ReasonFlags::affiliation_changed:
      return "affiliationChanged"_sv;
    case ReasonFlags::superseded:
      return "superseded"_sv;
    case ReasonFlags::cessation_of_operation:
      return "cessationOfOperation"_sv;
    case ReasonFlags::certificate_hold:
      return "certificateHold"_sv;
    case ReasonFlags::remove_from_crl:
      return "removeFromCRL"_sv;
    case ReasonFlags::privilege_withdrawn:
      return "privilegeWithdrawn"_sv;
    case ReasonFlags::aa_compromise:
      return "aACompromise"_sv;
  }
  return {};
}

}  // namespace ocspan
