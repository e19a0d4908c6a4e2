// The extensions of CRL entries that a SingleResponse may carry (RFC 5280 5.3; certificateIssuer is in
// general_names.hpp).
#pragma once

#include "ocspan/asn1/oid.hpp"
#include "ocspan/asn1/time.hpp"
#include "ocspan/x509/crl_reason.hpp"
#include "ocspan/x509/known_oid.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// The cRLReasons extension (RFC 5280 5.3.1): why the certificate was revoked. Holds no view.
class CRLReason {
 public:
  static constexpr Oid oid = "cRLReasons"_oid;       ///< the type of the extension, its extnID
  static constexpr Field field = Field::extn_value;  ///< what an error of the whole value is called after

  constexpr CRLReason() = default;
  /// A reason to be written.
  constexpr explicit CRLReason(ReasonFlags reason) : reason_(reason) {}

  /// Reads the CRLReason. Errors: those of read_enumerated.
  OCSPAN_FN inline void read(Reader& reader, Field /*name*/) { reason_ = read_crl_reason(reader, Field::reason_code); }
  /// Encodes the CRLReason.
  OCSPAN_FN inline void write(Writer& writer) const { write_crl_reason(writer, reason_); }

  /// Why the certificate was revoked.
  constexpr ReasonFlags reason() const { return reason_; }

 private:
  ReasonFlags reason_ = ReasonFlags::unspecified;
};

/// The invalidityDate extension (RFC 5280 5.3.2): since when the key is, or may be, compromised. Holds no view.
class InvalidityDate {
 public:
  static constexpr Oid oid = "invalidityDate"_oid;   ///< the type of the extension, its extnID
  static constexpr Field field = Field::extn_value;  ///< what an error of the whole value is called after

  constexpr InvalidityDate() = default;
  /// A time to be written.
  constexpr explicit InvalidityDate(const Time& time) : time_(time) {}

  /// Reads the InvalidityDate. Errors: those of Time::read.
  OCSPAN_FN inline void read(Reader& reader, Field /*name*/) { time_.read(reader, Field::invalidity_date); }
  /// Encodes the InvalidityDate. Errors: those of Time::write.
  OCSPAN_FN inline void write(Writer& writer) const { time_.write(writer); }

  /// Since when the key is, or may be, compromised.
  constexpr const Time& time() const OCSPAN_LIFETIMEBOUND { return time_; }

 private:
  Time time_;
};

/// The holdInstructionCode extension (RFC 3280 5.3.2): what to do with a certificate on hold.
/// Lifetime: refers to the bytes it was loaded or made from.
class HoldInstructionCode {
 public:
  static constexpr Oid oid = "holdInstructionCode"_oid;  ///< the type of the extension, its extnID
  static constexpr Field field = Field::extn_value;      ///< what an error of the whole value is called after

  constexpr HoldInstructionCode() = default;
  /// A code to be written. Lifetime: refers to its bytes.
  constexpr explicit HoldInstructionCode(Oid code) : code_(code) {}

  /// Reads the HoldInstructionCode. Errors: those of Oid::read.
  OCSPAN_FN inline void read(Reader& reader, Field /*name*/) { code_.read(reader, Field::hold_instruction_code); }
  /// Encodes the HoldInstructionCode.
  OCSPAN_FN inline void write(Writer& writer) const { code_.write(writer); }

  /// What to do: "holdinstruction-reject"_oid and the like.
  constexpr Oid code() const { return code_; }

 private:
  Oid code_;
};

}  // namespace ocspan::inline OCSPAN_ABI
