// The extensions of CRL entries that a SingleResponse may carry (RFC 5280 5.3; certificateIssuer is in
// general_names.hpp).
#pragma once

#include "ocspan/asn1/oid.hpp"
#include "ocspan/asn1/time.hpp"
#include "ocspan/x509/crl_reason.hpp"
#include "ocspan/x509/known_oid.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// Why the certificate was revoked. Holds no view.
class CRLReason {
 public:
  static constexpr Oid oid = "cRLReasons"_oid;
  static constexpr Field field = Field::extn_value;

  constexpr CRLReason() = default;
  constexpr explicit CRLReason(ReasonFlags reason) : reason_(reason) {}

  /// Errors: those of read_enumerated.
  OCSPAN_FN inline void read(Reader& reader, Field /*name*/) { reason_ = read_crl_reason(reader, Field::reason_code); }
  OCSPAN_FN inline void write(Writer& writer) const { write_crl_reason(writer, reason_); }

  constexpr ReasonFlags reason() const { return reason_; }

 private:
  ReasonFlags reason_ = ReasonFlags::unspecified;
};

/// Since when the key is or may be compromised. Holds no view.
class InvalidityDate {
 public:
  static constexpr Oid oid = "invalidityDate"_oid;
  static constexpr Field field = Field::extn_value;

  constexpr InvalidityDate() = default;
  constexpr explicit InvalidityDate(const Time& time) : time_(time) {}

  /// Errors: those of Time::read.
  OCSPAN_FN inline void read(Reader& reader, Field /*name*/) { time_.read(reader, Field::invalidity_date); }
  OCSPAN_FN inline void write(Writer& writer) const { time_.write(writer); }

  constexpr const Time& time() const OCSPAN_LIFETIMEBOUND { return time_; }

 private:
  Time time_;
};

/// What to do with a certificate on hold (RFC 3280 5.3.2). Lifetime: that of the bytes.
class HoldInstructionCode {
 public:
  static constexpr Oid oid = "holdInstructionCode"_oid;
  static constexpr Field field = Field::extn_value;

  constexpr HoldInstructionCode() = default;
  constexpr explicit HoldInstructionCode(Oid code) : code_(code) {}

  /// Errors: those of Oid::read.
  OCSPAN_FN inline void read(Reader& reader, Field /*name*/) { code_.read(reader, Field::hold_instruction_code); }
  OCSPAN_FN inline void write(Writer& writer) const { code_.write(writer); }

  constexpr Oid code() const { return code_; }

 private:
  Oid code_;
};

}  // namespace ocspan::inline OCSPAN_ABI
