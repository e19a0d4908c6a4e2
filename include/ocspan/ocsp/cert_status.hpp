// CertStatus (RFC 6960 4.2.1).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "ocspan/asn1/reader.hpp"
#include "ocspan/asn1/result.hpp"
#include "ocspan/asn1/time.hpp"
#include "ocspan/words.h"
#include "ocspan/x509/crl_reason.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// The alternatives of CertStatus; the values are their tag numbers.
enum class OCSPCertStatus : std::uint8_t { OCSPAN_CERT_STATUSES(OCSPAN_ENUMERATOR) };

/// "good", "revoked", "unknown".
OCSPAN_FN std::string_view to_string(OCSPCertStatus status);

/// No error reads as good.
template <>
constexpr OCSPCertStatus value_of_error<OCSPCertStatus>() {
  return OCSPCertStatus::unknown;
}

/// What is said of a certificate. Holds no view.
class CertStatus {
 public:
  constexpr CertStatus() = default;
  /// To be written; what belongs to revoked alone is left out of the others.
  constexpr CertStatus(OCSPCertStatus status, const std::optional<Time>& revocation_time,
                       const std::optional<ReasonFlags>& revocation_reason)
      : revocation_time_(revocation_time), revocation_reason_(revocation_reason), status_(status) {}

  /// Errors: those of the fields; wrong_tag for none of the alternatives; null_content for a good or unknown with
  /// contents.
  OCSPAN_FN void read(Reader& reader, Field field);

  /// Errors: missing for a revoked without revocation_time(); those of Time::write.
  OCSPAN_FN void write(Writer& writer) const;

  constexpr OCSPCertStatus status() const { return status_; }
  /// There exactly if revoked.
  constexpr const std::optional<Time>& revocation_time() const OCSPAN_LIFETIMEBOUND { return revocation_time_; }
  /// There only if revoked, and then only if it is said.
  constexpr const std::optional<ReasonFlags>& revocation_reason() const OCSPAN_LIFETIMEBOUND {
    return revocation_reason_;
  }

 private:
  OCSPAN_FN void read_revoked_info(Reader& reader, Field field);

  std::optional<Time> revocation_time_;
  std::optional<ReasonFlags> revocation_reason_;
  OCSPCertStatus status_ = OCSPCertStatus::unknown;
};

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/ocsp/cert_status.cpp"
#endif
