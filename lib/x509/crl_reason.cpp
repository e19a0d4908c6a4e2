#include "ocspan/x509/crl_reason.hpp"

#include "ocspan/asn1/text.hpp"

namespace ocspan::inline OCSPAN_ABI {
namespace detail {

inline constexpr std::uint32_t defined_reasons = 0 OCSPAN_REASONS(OCSPAN_BIT);

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
OCSPAN_FOLDED OCSPAN_FN ReasonFlags read_crl_reason(Reader& reader, Field field) {
  return static_cast<ReasonFlags>(read_enumerated(reader, field, detail::defined_reasons));
}

OCSPAN_FN bool is_defined(ReasonFlags reason) {
  return detail::is_in(detail::defined_reasons, static_cast<std::uint8_t>(reason));
}

OCSPAN_FN std::string_view to_string(ReasonFlags reason) {
  switch (static_cast<int>(reason)) { OCSPAN_REASONS(OCSPAN_CASE_TEXT) }
  return {};
}

}  // namespace ocspan::inline OCSPAN_ABI
