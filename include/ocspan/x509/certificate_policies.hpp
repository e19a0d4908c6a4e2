// CertificatePolicies (RFC 5280 4.2.1.4).
#pragma once

#include <optional>

#include "ocspan/asn1/any.hpp"
#include "ocspan/asn1/integer.hpp"
#include "ocspan/asn1/oid.hpp"
#include "ocspan/asn1/sequence_of.hpp"
#include "ocspan/x509/known_oid.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// More about a policy: a link or a notice (RFC 5280 4.2.1.4). Lifetime: refers to the bytes it was loaded from.
class PolicyQualifierInfo {
 public:
  /// Reads the PolicyQualifierInfo. Errors: those of its fields. The contents of the qualifier are not checked.
  OCSPAN_FN void read(Reader& reader, Field field);
  /// Encodes the PolicyQualifierInfo from its fields.
  OCSPAN_FN void write(Writer& writer) const;

  /// The kind of qualifier: "cps"_oid or "unotice"_oid.
  constexpr Oid policy_qualifier_id() const { return policy_qualifier_id_; }
  /// The qualifier: an IA5String with a URL for "cps"_oid; for "unotice"_oid what load<UserNotice>() reads.
  constexpr const Any& qualifier() const OCSPAN_LIFETIMEBOUND { return qualifier_; }

 private:
  Oid policy_qualifier_id_;
  Any qualifier_;
};

/// A notice to whoever relies on the certificate (RFC 5280 4.2.1.4). Lifetime: refers to the bytes it was loaded from.
class UserNotice {
 public:
  static constexpr Field field = Field::qualifier;  ///< what an error of the whole value is called after

  /// Reads the UserNotice. Errors: those of its fields; wrong_tag if a text is none of the four string types of
  /// DisplayText; bad_string. A text may be longer than the 200 characters of RFC 5280.
  OCSPAN_FN void read(Reader& reader, Field name);
  /// Encodes the UserNotice from its fields.
  OCSPAN_FN void write(Writer& writer) const;

  /// noticeRef.organization, a string for CodePoints; nullopt if noticeRef is absent.
  constexpr const std::optional<Any>& organization() const OCSPAN_LIFETIMEBOUND { return organization_; }
  /// noticeRef.noticeNumbers, which notices of the organization are meant; nullopt if noticeRef is absent.
  constexpr const std::optional<SequenceOf<Integer>>& notice_numbers() const OCSPAN_LIFETIMEBOUND {
    return notice_numbers_;
  }
  /// explicitText, the notice itself as a string for CodePoints; nullopt if absent.
  constexpr const std::optional<Any>& explicit_text() const OCSPAN_LIFETIMEBOUND { return explicit_text_; }

 private:
  std::optional<Any> organization_;
  std::optional<SequenceOf<Integer>> notice_numbers_;
  std::optional<Any> explicit_text_;
};

/// A policy by which the certificate was issued (RFC 5280 4.2.1.4). Lifetime: refers to the bytes it was loaded from.
class PolicyInformation {
 public:
  /// Reads the PolicyInformation. Errors: those of its fields.
  OCSPAN_FN void read(Reader& reader, Field field);
  /// Encodes the PolicyInformation from its fields.
  OCSPAN_FN void write(Writer& writer) const;

  /// The policy's OBJECT IDENTIFIER.
  constexpr Oid policy_identifier() const { return policy_identifier_; }
  /// More about the policy; nullopt if absent.
  constexpr const std::optional<NonEmptySequenceOf<PolicyQualifierInfo>>& policy_qualifiers() const
      OCSPAN_LIFETIMEBOUND {
    return policy_qualifiers_;
  }

 private:
  Oid policy_identifier_;
  std::optional<NonEmptySequenceOf<PolicyQualifierInfo>> policy_qualifiers_;
};

// CertificatePolicies ::= SEQUENCE SIZE (1..MAX) OF PolicyInformation
/// A range of PolicyInformation (RFC 5280 4.2.1.4). Lifetime: refers to the bytes it was loaded from.
class CertificatePolicies : public NonEmptySequenceOf<PolicyInformation> {
 public:
  static constexpr Oid oid = "certificatePolicies"_oid;  ///< the type of the extension, its extnID
  static constexpr Field field = Field::extn_value;      ///< what an error of the whole value is called after
};

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/x509/certificate_policies.cpp"
#endif
