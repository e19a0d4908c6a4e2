#include "ocspan/asn1/text.hpp"
#include "ocspan/ocsp/verify.hpp"

namespace ocspan::inline OCSPAN_ABI {

OCSPAN_FN std::string_view to_string(Verdict verdict) {
  switch (static_cast<int>(verdict)) { OCSPAN_VERDICTS(OCSPAN_CASE_TEXT) }
  return {};
}

OCSPAN_FN std::string_view to_string(SignedBy signer) {
  switch (static_cast<int>(signer)) { OCSPAN_SIGNERS(OCSPAN_CASE_TEXT) }
  return {};
}

OCSPAN_FN std::string_view to_string(SignatureCheck check) {
  switch (static_cast<int>(check)) { OCSPAN_SIGNATURE_CHECKS(OCSPAN_CASE_TEXT) }
  return {};
}

OCSPAN_FN std::string_view to_string(VerifyInput input) {
  switch (static_cast<int>(input)) { OCSPAN_VERIFY_INPUTS(OCSPAN_CASE_TEXT) }
  return {};
}

OCSPAN_FN std::string_view to_string(NonceCheck check) {
  switch (static_cast<int>(check)) { OCSPAN_NONCE_CHECKS(OCSPAN_CASE_TEXT) }
  return {};
}

OCSPAN_FN std::string_view to_string(VerifyStep step) {
  switch (static_cast<int>(step)) { OCSPAN_VERIFY_STEPS(OCSPAN_CASE_NAME) }
  return {};
}

OCSPAN_FN std::string_view message_of(VerifyStep step) {
  switch (static_cast<int>(step)) { OCSPAN_VERIFY_STEPS(OCSPAN_CASE_TEXT) }
  return {};
}

}  // namespace ocspan::inline OCSPAN_ABI
