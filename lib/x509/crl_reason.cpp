#include "ocspan/x509/crl_reason.hpp"

#include "ocspan/asn1/text.hpp"

namespace ocspan {
namespace detail {

inline constexpr std::uint32_t defined_reasons = 0x7ff & ~(1U << 7);

}  // namespace detail

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
OCSPAN_FN ReasonFlags read_crl_reason(Reader& reader, Field field) {
  return static_cast<ReasonFlags>(read_enumerated(reader, field, detail::defined_reasons));
}

OCSPAN_FN bool is_defined(ReasonFlags reason) {
  return detail::is_in(detail::defined_reasons, static_cast<std::uint8_t>(reason));
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
