// CRLDistributionPoints (RFC 5280 4.2.1.13).
#pragma once

#include <optional>

#include "ocspan/asn1/bit_string.hpp"
#include "ocspan/x509/general_names.hpp"
#include "ocspan/x509/known_oid.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// A place where a CRL is published (RFC 5280 4.2.1.13). Lifetime: refers to the bytes it was loaded from.
class DistributionPoint {
 public:
  /// Reads the DistributionPoint. Errors: those of its fields; wrong_tag if distributionPoint is none of its
  /// alternatives. One without distributionPoint and cRLIssuer, which RFC 5280 forbids, is read.
  OCSPAN_FN void read(Reader& reader, Field field);
  /// Encodes the DistributionPoint from its fields.
  OCSPAN_FN void write(Writer& writer) const;

  /// distributionPoint as a full name, usually a URL; nullopt if it is the other alternative or absent.
  constexpr const std::optional<GeneralNames>& full_name() const OCSPAN_LIFETIMEBOUND { return full_name_; }
  /// distributionPoint as a name below that of the CRL's issuer; nullopt if it is the other alternative or absent.
  constexpr const std::optional<RelativeDistinguishedName>& name_relative_to_crl_issuer() const OCSPAN_LIFETIMEBOUND {
    return name_relative_to_crl_issuer_;
  }
  /// The reasons that the CRL covers, as ReasonFlags of RFC 5280: bit 1 is keyCompromise and so on to bit 8,
  /// aACompromise; nullopt if it covers all.
  constexpr const std::optional<BitString>& reasons() const OCSPAN_LIFETIMEBOUND { return reasons_; }
  /// Who signs the CRL, if it is not the certificate's issuer; nullopt if absent.
  constexpr const std::optional<GeneralNames>& crl_issuer() const OCSPAN_LIFETIMEBOUND { return crl_issuer_; }

 private:
  std::optional<GeneralNames> full_name_;
  std::optional<RelativeDistinguishedName> name_relative_to_crl_issuer_;
  std::optional<BitString> reasons_;
  std::optional<GeneralNames> crl_issuer_;
};

// CRLDistributionPoints ::= SEQUENCE SIZE (1..MAX) OF DistributionPoint
/// A range of DistributionPoint (RFC 5280 4.2.1.13). Lifetime: refers to the bytes it was loaded from.
class CRLDistributionPoints : public NonEmptySequenceOf<DistributionPoint> {
 public:
  static constexpr Oid oid = "cRLDistributionPoints"_oid;  ///< the type of the extension, its extnID
  static constexpr Field field = Field::extn_value;        ///< what an error of the whole value is called after
};

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/x509/crl_distribution_points.cpp"
#endif
