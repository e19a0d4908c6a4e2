// CertificatePolicies (RFC 5280 4.2.1.4).
#pragma once

#include <optional>

#include "ocspan/asn1/any.hpp"
#include "ocspan/asn1/integer.hpp"
#include "ocspan/asn1/oid.hpp"
#include "ocspan/asn1/sequence_of.hpp"
#include "ocspan/x509/known_oid.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// More about a policy. Lifetime: that of the bytes.
class PolicyQualifierInfo {
 public:
  /// Errors: those of the fields. What the qualifier is, is not looked at.
  OCSPAN_FN void read(Reader& reader, Field field);
  /// Encodes the fields anew.
  OCSPAN_FN void write(Writer& writer) const;

  /// "cps"_oid, "unotice"_oid.
  constexpr Oid policy_qualifier_id() const { return policy_qualifier_id_; }
  /// For "cps"_oid an IA5String, a URL; for "unotice"_oid what load<UserNotice>() reads.
  constexpr const Any& qualifier() const OCSPAN_LIFETIMEBOUND { return qualifier_; }

 private:
  Oid policy_qualifier_id_;
  Any qualifier_;
};

/// A notice to those who rely on the certificate. Lifetime: that of the bytes.
class UserNotice {
 public:
  static constexpr Field field = Field::qualifier;

  /// Errors: those of the fields; wrong_tag for a text that is none of the four string types; bad_string.
  OCSPAN_FN void read(Reader& reader, Field name);
  /// Encodes the fields anew.
  OCSPAN_FN void write(Writer& writer) const;

  /// Of noticeRef; there exactly if notice_numbers() is. A string: see CodePoints.
  constexpr const std::optional<Any>& organization() const OCSPAN_LIFETIMEBOUND { return organization_; }
  constexpr const std::optional<SequenceOf<Integer>>& notice_numbers() const OCSPAN_LIFETIMEBOUND {
    return notice_numbers_;
  }
  /// A string: see CodePoints.
  constexpr const std::optional<Any>& explicit_text() const OCSPAN_LIFETIMEBOUND { return explicit_text_; }

 private:
  std::optional<Any> organization_;
  std::optional<SequenceOf<Integer>> notice_numbers_;
  std::optional<Any> explicit_text_;
};

/// A policy under which the certificate was issued. Lifetime: that of the bytes.
class PolicyInformation {
 public:
  /// Errors: those of the fields.
  OCSPAN_FN void read(Reader& reader, Field field);
  /// Encodes the fields anew.
  OCSPAN_FN void write(Writer& writer) const;

  constexpr Oid policy_identifier() const { return policy_identifier_; }
  constexpr const std::optional<NonEmptySequenceOf<PolicyQualifierInfo>>& policy_qualifiers() const
      OCSPAN_LIFETIMEBOUND {
    return policy_qualifiers_;
  }

 private:
  Oid policy_identifier_;
  std::optional<NonEmptySequenceOf<PolicyQualifierInfo>> policy_qualifiers_;
};

/// A range of PolicyInformation. Lifetime: that of the bytes.
// CertificatePolicies ::= SEQUENCE SIZE (1..MAX) OF PolicyInformation
class CertificatePolicies : public NonEmptySequenceOf<PolicyInformation> {
 public:
  static constexpr Oid oid = "certificatePolicies"_oid;
  static constexpr Field field = Field::extn_value;
};

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/x509/certificate_policies.cpp"
#endif
