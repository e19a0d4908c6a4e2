// The times of a response.
#include "ocspan/lint/linter.hpp"
#include "ocspan/ocsp/archive_cutoff.hpp"

namespace ocspan::inline OCSPAN_ABI::detail {

// Mozilla Root Store Policy 6: no certificate that vouches for the answer ends before the answer does.
OCSPAN_FN inline bool outlast(const Linter& linter, const BasicOCSPResponse& response, const Time& next_update) {
  if (response.certificates().empty()) {
    return linter.issuer() == nullptr || next_update <= linter.issuer()->not_after();
  }
  for (const Bytes& der : response.certificates()) {
    const Result<Certificate> certificate = load<Certificate>(der, Tolerance::all);
    if (certificate && certificate->not_after() < next_update) {
      return false;
    }
  }
  return true;
}

// RFC 6960 2.4, and what follows from it.
OCSPAN_FN void lint_times(Linter& linter, const BasicOCSPResponse& response, const SingleResponse& answer) {
  const Time& produced_at = response.produced_at();
  const Time& this_update = answer.this_update();
  linter.require(this_update <= produced_at, Lint::time_this_after_produced, answer, Field::this_update);
  linter.require(answer.next_update().has_value(), Lint::time_next_missing, answer, Field::next_update);
  if (answer.next_update()) {
    const Time& next_update = *answer.next_update();
    linter.require(this_update <= next_update, Lint::time_negative_validity, answer, Field::next_update);
    linter.require(produced_at < next_update, Lint::time_next_before_produced, answer, Field::next_update);
    linter.require(!linter.has(LintProfile::mozilla) || outlast(linter, response, next_update),
                   Lint::time_next_after_signer, answer, Field::next_update);
  }
  if (answer.revocation_time()) {
    linter.require(*answer.revocation_time() <= this_update, Lint::time_revocation_after_this, answer,
                   Field::revocation_time);
  }
  if (const std::optional<Time>& at = linter.inputs().at) {
    linter.require(this_update <= *at, Lint::time_in_future, answer, Field::this_update);
    linter.require(!answer.next_update() || *at <= *answer.next_update(), Lint::time_expired, answer,
                   Field::next_update);
  }
  if (const Certificate* const certificate = linter.certificate();
      certificate != nullptr && certificate->serial_number() == answer.cert_id().serial_number()) {
    linter.require(!answer.revocation_time() || certificate->not_before() <= *answer.revocation_time(),
                   Lint::time_revocation_before_certificate, answer, Field::revocation_time);
    const Result<std::optional<Extension>> cutoff = answer.single_extensions().find(ArchiveCutoff::oid);
    linter.require(answer.certificate_status() != OCSPCertStatus::good || this_update <= certificate->not_after() ||
                       (cutoff && *cutoff),
                   Lint::time_status_after_expiry, answer, Field::cert_status);
  }
}

OCSPAN_FN void lint_times(Linter& linter, const BasicOCSPResponse& response) {
  const Time& produced_at = response.produced_at();
  const std::optional<Time>& at = linter.inputs().at;
  linter.require(!at || produced_at <= *at, Lint::time_in_future, response, Field::produced_at);
  if (const Certificate* const responder = linter.responder()) {
    linter.require(responder->not_before() <= produced_at && produced_at <= responder->not_after(),
                   Lint::time_produced_outside_signer, response, Field::produced_at);
  }
}

}  // namespace ocspan::inline OCSPAN_ABI::detail
