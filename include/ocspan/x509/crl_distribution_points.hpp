// CRLDistributionPoints (RFC 5280 4.2.1.13).
#pragma once

#include <optional>

#include "ocspan/asn1/bit_string.hpp"
#include "ocspan/x509/general_names.hpp"
#include "ocspan/x509/known_oid.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// Where one CRL is. Lifetime: that of the bytes.
class DistributionPoint {
 public:
  /// Errors: those of the fields; wrong_tag for a distributionPoint that is none of the alternatives. That one of the
  /// first and the last field is there is not looked at.
  OCSPAN_FN void read(Reader& reader, Field field);
  /// Encodes the fields anew.
  OCSPAN_FN void write(Writer& writer) const;

  /// Of distributionPoint, at most one of the two is there.
  constexpr const std::optional<GeneralNames>& full_name() const OCSPAN_LIFETIMEBOUND { return full_name_; }
  constexpr const std::optional<RelativeDistinguishedName>& name_relative_to_crl_issuer() const OCSPAN_LIFETIMEBOUND {
    return name_relative_to_crl_issuer_;
  }
  /// ReasonFlags: bit 1 is keyCompromise, and so on to bit 8, aACompromise.
  constexpr const std::optional<BitString>& reasons() const OCSPAN_LIFETIMEBOUND { return reasons_; }
  constexpr const std::optional<GeneralNames>& crl_issuer() const OCSPAN_LIFETIMEBOUND { return crl_issuer_; }

 private:
  std::optional<GeneralNames> full_name_;
  std::optional<RelativeDistinguishedName> name_relative_to_crl_issuer_;
  std::optional<BitString> reasons_;
  std::optional<GeneralNames> crl_issuer_;
};

/// A range of DistributionPoint. Lifetime: that of the bytes.
// CRLDistributionPoints ::= SEQUENCE SIZE (1..MAX) OF DistributionPoint
class CRLDistributionPoints : public NonEmptySequenceOf<DistributionPoint> {
 public:
  static constexpr Oid oid = "cRLDistributionPoints"_oid;
  static constexpr Field field = Field::extn_value;
};

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/x509/crl_distribution_points.cpp"
#endif
