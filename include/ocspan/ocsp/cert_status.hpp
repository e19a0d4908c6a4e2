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

/// The status of a certificate (RFC 6960 4.2.1): good, revoked or unknown. The values are tag numbers of CertStatus.
enum class OCSPCertStatus : std::uint8_t { OCSPAN_CERT_STATUSES(OCSPAN_ENUMERATOR) };

/// The status as RFC 6960 spells it: "good"; empty for a value that is not defined.
OCSPAN_FN std::string_view to_string(OCSPCertStatus status);

/// What a Result<OCSPCertStatus> with an error holds: unknown, so that no error reads as good.
template <>
constexpr OCSPCertStatus value_of_error<OCSPCertStatus>() {
  return OCSPCertStatus::unknown;
}

/// The status of a certificate, and when and why it was revoked (RFC 6960 4.2.1). Holds no view.
class CertStatus {
 public:
  constexpr CertStatus() = default;
  /// A status to be written. Time and reason are written for a revoked certificate only.
  constexpr CertStatus(OCSPCertStatus status, const std::optional<Time>& revocation_time,
                       const std::optional<ReasonFlags>& revocation_reason)
      : revocation_time_(revocation_time), revocation_reason_(revocation_reason), status_(status) {}

  /// Takes the next of `fields`, which must be a CertStatus.
  OCSPAN_INLINE void take(CheckedFields& fields) {
    if (fields.next_is(explicit_tag(1))) {
      CheckedFields info{fields.next()};
      status_ = OCSPCertStatus::revoked;
      revocation_time_.emplace().take(info);
      if (const Bytes reason = info.next(); !reason.empty()) {
        revocation_reason_ = static_cast<ReasonFlags>(reason.back());
      }
    } else {
      status_ = fields.next_is(implicit_tag(0)) ? OCSPCertStatus::good : OCSPCertStatus::unknown;
      fields.next();
    }
  }

  /// Reads the CertStatus. Errors: those of its fields; wrong_tag if it is none of the alternatives; null_content for a
  /// good or unknown that is not empty.
  OCSPAN_FN void read(Reader& reader, Field field);
  /// Encodes the CertStatus. Errors: missing for a revoked without revocation_time(); those of Time::write.
  OCSPAN_FN void write(Writer& writer) const;

  /// Good, revoked or unknown.
  constexpr OCSPCertStatus status() const { return status_; }
  /// When the certificate was revoked; nullopt unless the status is revoked.
  constexpr const std::optional<Time>& revocation_time() const OCSPAN_LIFETIMEBOUND { return revocation_time_; }
  /// Why the certificate was revoked; nullopt unless the status is revoked and the reason is given.
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
