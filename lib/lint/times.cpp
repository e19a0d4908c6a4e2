// The times of a response.
#include "ocspan/lint/linter.hpp"
#include "ocspan/ocsp/archive_cutoff.hpp"

namespace ocspan::inline OCSPAN_ABI::detail {

// Mozilla Root Store Policy 6: no certificate that vouches for an answer ends before the answer does.
OCSPAN_FN inline void lint_ends(Linter& linter, const BasicOCSPResponse& response) {
  std::optional<Time> end;
  for (const Bytes& der : response.certificates()) {
    const Result<Certificate> certificate = load<Certificate>(der, Tolerance::all);
    if (certificate && (!end || certificate->not_after() < *end)) {
      end = certificate->not_after();
    }
  }
  if (response.certificates().empty() && linter.issuer() != nullptr) {
    end = linter.issuer()->not_after();
  }
  for (const SingleResponse& answer : response.responses()) {
    linter.require(!end || !answer.next_update() || *answer.next_update() <= *end, Lint::time_next_after_signer, answer,
                   Field::next_update);
  }
}

// C2PA 15.9.1: the time is the attested one of a signature, which may be older than the answer.
OCSPAN_FN inline bool is_attested(const Linter& linter) { return linter.has(LintProfile::c2pa); }

// RFC 6960 2.4, and what follows from it.
OCSPAN_FN void lint_times(Linter& linter, const BasicOCSPResponse& response, const SingleResponse& answer) {
  const Time& produced_at = response.produced_at();
  const Time& this_update = answer.this_update();
  linter.require(this_update <= produced_at, Lint::time_this_after_produced, answer, Field::this_update);
  linter.require(answer.next_update().has_value(), Lint::time_next_missing, answer, Field::next_update);
  if (answer.next_update()) {
    const Time& next_update = *answer.next_update();
    const bool is_negative = next_update < this_update;
    linter.require(!is_negative, Lint::time_negative_validity, answer, Field::next_update);
    linter.require(is_negative || produced_at < next_update, Lint::time_next_before_produced, answer,
                   Field::next_update);
  }
  if (answer.revocation_time()) {
    linter.require(*answer.revocation_time() <= this_update, Lint::time_revocation_after_this, answer,
                   Field::revocation_time);
  }
  if (const std::optional<Time>& at = linter.inputs().at) {
    linter.require(is_attested(linter) || this_update <= *at, Lint::time_in_future, answer, Field::this_update);
    linter.require(!answer.next_update() || *at <= *answer.next_update(), Lint::time_expired, answer,
                   Field::next_update);
  }
  if (linter.is_about_certificate(answer)) {
    const Certificate* const certificate = linter.certificate();
    linter.require(!answer.revocation_time() || certificate->not_before() <= *answer.revocation_time(),
                   Lint::time_revocation_before_certificate, answer, Field::revocation_time);
    const Result<std::optional<Extension>> cutoff = answer.single_extensions().find(ArchiveCutoff::oid);
    linter.require(answer.certificate_status() != OCSPCertStatus::good || this_update <= certificate->not_after() ||
                       !cutoff || *cutoff,
                   Lint::time_status_after_expiry, answer, Field::cert_status);
  }
}

OCSPAN_FN void lint_times(Linter& linter, const BasicOCSPResponse& response) {
  const Time& produced_at = response.produced_at();
  const std::optional<Time>& at = linter.inputs().at;
  linter.require(is_attested(linter) || !at || produced_at <= *at, Lint::time_in_future, response, Field::produced_at);
  if (const Certificate* const responder = linter.responder()) {
    linter.require(responder->not_before() <= produced_at && produced_at <= responder->not_after(),
                   Lint::time_produced_outside_signer, response, Field::produced_at);
  }
  if (linter.has(LintProfile::mozilla)) {
    lint_ends(linter, response);
  }
}

}  // namespace ocspan::inline OCSPAN_ABI::detail
