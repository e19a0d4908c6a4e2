// The profiles of archives, C2PA, gematik and OCPP.
#include "ocspan/lint/linter.hpp"
#include "ocspan/ocsp/archive_cutoff.hpp"
#include "ocspan/ocsp/cert_hash.hpp"

namespace ocspan::inline OCSPAN_ABI::detail {

// ISIS-MTT: the hash of the certificate proves that the responder knows it.
OCSPAN_FN inline void lint_cert_hash(Linter& linter, const SingleResponse& answer) {
  const Result<std::optional<Extension>> extension = answer.single_extensions().find(CertHash::oid);
  if (!extension || !*extension) {
    return linter.require(!extension, Lint::gematik_cert_hash_missing, answer, Field::single_extensions);
  }
  const Result<CertHash> hash = (*extension)->as<CertHash>();
  const std::optional<HashAlgorithm> algorithm = hash->hash_algorithm().hash();
  std::array<std::uint8_t, 64> buffer{};
  const std::span<std::uint8_t> expected = std::span{buffer}.first(algorithm ? digest_size(*algorithm) : 0);
  if (hash && algorithm && linter.is_about_certificate(answer) &&
      linter.callbacks().hash(*algorithm, linter.certificate()->public_bytes(), expected)) {
    linter.require(equal(hash->certificate_hash(), expected), Lint::gematik_cert_hash_mismatch, **extension,
                   Field::extn_value);
  }
}

// gematik's components allow clocks to differ by 37.5 seconds; the times here have no fractions.
inline constexpr std::int64_t gematik_skew = 37;

OCSPAN_FN void lint_others(Linter& linter, const BasicOCSPResponse& response) {
  if (const std::optional<Time>& at = linter.inputs().at; at && linter.has(LintProfile::gematik)) {
    const std::int64_t age = at->to_unix() - response.produced_at().to_unix();
    linter.require(-gematik_skew <= age && age <= gematik_skew, Lint::gematik_times, response, Field::produced_at);
  }
}

OCSPAN_FN inline void lint_gematik_times(Linter& linter, const SingleResponse& answer, std::int64_t at) {
  linter.require(answer.this_update().to_unix() <= at + gematik_skew, Lint::gematik_times, answer, Field::this_update);
  linter.require(!answer.next_update() || at - gematik_skew <= answer.next_update()->to_unix(), Lint::gematik_times,
                 answer, Field::next_update);
}

OCSPAN_FN void lint_others(Linter& linter, const BasicOCSPResponse& response, const SingleResponse& answer) {
  const std::optional<Time>& at = linter.inputs().at;
  if (linter.has(LintProfile::gematik)) {
    lint_cert_hash(linter, answer);
    if (at) {
      lint_gematik_times(linter, answer, at->to_unix());
    }
  }
  if (at && linter.has(LintProfile::c2pa)) {
    // C2PA 15.9.1: the answer says something of a time before it, or between its two, or of a day if it has no end.
    const std::int64_t day = 86'400;
    linter.require(
        *at < answer.this_update() || (answer.next_update() ? *at < *answer.next_update()
                                                            : at->to_unix() < response.produced_at().to_unix() + day),
        Lint::c2pa_window, answer, answer.next_update() ? Field::next_update : Field::this_update);
  }
  if (linter.issuer() != nullptr && linter.has(LintProfile::archive)) {  // ETSI EN 319 411-2 CSS-6.3.10-08
    for (const Extension& extension : answer.single_extensions()) {
      const Result<ArchiveCutoff> cutoff = extension.as<ArchiveCutoff>();
      linter.require(
          extension.oid() != ArchiveCutoff::oid || !cutoff || cutoff->time() == linter.issuer()->not_before(),
          Lint::etsi_archive_cutoff, extension, Field::extn_value);
    }
  }
  if (linter.has(LintProfile::ocpp)) {
    const AlgorithmIdentifier& hash = answer.cert_id().hash_algorithm();
    linter.require(hash == HashAlgorithm::sha256 || hash == HashAlgorithm::sha384 || hash == HashAlgorithm::sha512,
                   Lint::ocpp_hash, answer.cert_id(), Field::hash_algorithm);
  }
  if (linter.is_about_certificate(answer)) {  // CS BR 4.9.10: code is run long after its certificate has expired
    const std::int64_t ten_years = std::int64_t{3'653} * 86'400;
    const std::int64_t age = answer.this_update().to_unix() - linter.certificate()->not_after().to_unix();
    linter.require(answer.certificate_status() != OCSPCertStatus::unknown || age <= 0 || age > ten_years,
                   Lint::cs_after_expiry, answer, Field::cert_status);
  }
}

OCSPAN_FN void lint_others(Linter& linter) {
  const Bytes response = linter.inputs().response;
  if ((response.size() + 2) / 3 * 4 > 18'000) {
    linter.find(Lint::ocpp_size, Field::ocsp_response, response.data());
  }
}

}  // namespace ocspan::inline OCSPAN_ABI::detail
