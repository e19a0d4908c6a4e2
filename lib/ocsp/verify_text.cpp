#include "ocspan/asn1/text.hpp"
#include "ocspan/ocsp/verify.hpp"

namespace ocspan {

OCSPAN_FN std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::untrusted:
      return "untrusted"_sv;
    case Verdict::good:
      return "good"_sv;
    case Verdict::revoked:
      return "revoked"_sv;
    case Verdict::unknown:
      return "unknown"_sv;
  }
  return {};
}

OCSPAN_FN std::string_view to_string(SignedBy signer) {
  switch (signer) {
    case SignedBy::nobody:
      return {};
    case SignedBy::issuer:
      return "issuer"_sv;
    case SignedBy::delegated:
      return "delegated"_sv;
  }
  return {};
}

OCSPAN_FN std::string_view to_string(VerifyStep step) {
  switch (step) {
#define OCSPAN_X(name, text) \
  case VerifyStep::name:     \
    return #name ""_sv;
    OCSPAN_VERIFY_STEPS(OCSPAN_X)
#undef OCSPAN_X
  }
  return {};
}

OCSPAN_FN std::string_view message_of(VerifyStep step) {
  switch (step) {
#define OCSPAN_X(name, text) \
  case VerifyStep::name:     \
    return text ""_sv;
    OCSPAN_VERIFY_STEPS(OCSPAN_X)
#undef OCSPAN_X
  }
  return {};
}

}  // namespace ocspan
