// Every accessor of every message in one place: what the fuzz harnesses compare and what the benchmarks read.
#pragma once

#include <cstdint>
#include <optional>
#include <type_traits>

#include "ocspan/ocspan.hpp"

namespace ocspan::fuzz {

/// Goes through a value and all that is in it. Derived replaces those of the hooks, on_...(), that it wants to hear.
template <class Derived>
class FieldVisitor {
 public:
  constexpr void on_bytes(Bytes) {}
  constexpr void on_number(std::uint64_t) {}
  /// How many elements a list says it has, and how many iterating it gave.
  constexpr void on_list(std::uint64_t /*size*/, std::uint64_t /*iterated*/) {}
  /// Behind the parts of each value that has some.
  template <class T>
  constexpr void on_value(const T&) {}

  constexpr void visit(Bytes bytes) { self().on_bytes(bytes); }
  constexpr void visit(bool flag) { self().on_number(flag ? 1 : 0); }
  constexpr void visit(unsigned number) { self().on_number(number); }
  template <class Enum>
    requires std::is_enum_v<Enum>
  constexpr void visit(Enum value) {
    self().on_number(static_cast<std::uint64_t>(value));
  }
  template <class T>
  constexpr void visit(const std::optional<T>& value) {
    visit(value.has_value());
    if (value) {
      visit(*value);
    }
  }
  template <class T, Tag tag>
  constexpr void visit(const SequenceOf<T, tag>& list) {
    visit_elements(list);
    self().on_value(list);
  }

  // ASN.1
  constexpr void visit(const Integer& value) {
    visit(value.bytes());
    visit(value.is_negative());
    self().on_value(value);
  }
  constexpr void visit(const Oid& value) {
    visit(value.bytes());
    visit(value.empty());
    self().on_value(value);
  }
  constexpr void visit(const BitString& value) {
    visit(value.bytes());
    visit(value.unused_bits());
    self().on_value(value);
  }
  constexpr void visit(const Any& value) {
    visit(value.der());
    visit(value.bytes());
    visit(value.tag());
  }
  constexpr void visit(const Time& value) {
    self().on_number(std::uint64_t{value.year} << 40 | std::uint64_t{value.month} << 32 |
                     std::uint64_t{value.day} << 24 | std::uint64_t{value.hour} << 16 |
                     std::uint64_t{value.minute} << 8 | value.second);
    self().on_value(value);
  }

  // X.509
  constexpr void visit(const AlgorithmIdentifier& value) {
    visit(value.oid());
    visit(value.parameters());
    self().on_value(value);
  }
  constexpr void visit(const AttributeTypeAndValue& value) {
    visit(value.type());
    visit(value.value());
    self().on_value(value);
  }
  constexpr void visit(const Name& value) {
    visit_elements(value);
    visit(value.der());
    self().on_value(value);
  }
  constexpr void visit(const GeneralName& value) {
    visit(value.type());
    visit(value.der());
    visit(value.bytes());
    visit(value.directory_name());
    visit(value.oid());
    self().on_value(value);
  }
  constexpr void visit(const Extension& value) {
    visit(value.oid());
    visit(value.critical());
    visit(value.value());
  }
  constexpr void visit(const Extensions& value) {
    visit_elements(value);
    self().on_value(value);
  }
  constexpr void visit(const SubjectPublicKeyInfo& value) {
    visit(value.algorithm());
    visit(value.public_key());
    visit(value.der());
  }
  constexpr void visit(const Certificate& value) {
    visit(value.version());
    visit(value.serial_number());
    visit(value.tbs_signature_algorithm());
    visit(value.issuer());
    visit(value.not_before());
    visit(value.not_after());
    visit(value.subject());
    visit(value.subject_public_key_info());
    visit(value.issuer_unique_id());
    visit(value.subject_unique_id());
    visit(value.extensions());
    visit(value.signature_algorithm());
    visit(value.signature());
    visit(value.tbs_certificate_bytes());
    visit(value.public_bytes());
    visit(value.tolerated());
    self().on_value(value);
  }

  // The extensions' own types
  constexpr void visit(const RelativeDistinguishedName& value) { visit_elements(value); }
  template <class T>
  constexpr void visit(const NonEmptySequenceOf<T>& value) {
    visit_elements(value);
  }
  constexpr void visit(const BasicConstraints& value) {
    visit(value.ca());
    visit(value.path_len_constraint());
  }
  constexpr void visit(const KeyUsage& value) {
    for (unsigned bit = 0; bit < 9; ++bit) {
      visit(value.has(static_cast<KeyUsageBit>(bit)));
    }
  }
  constexpr void visit(const SubjectKeyIdentifier& value) { visit(value.key_identifier()); }
  constexpr void visit(const AuthorityKeyIdentifier& value) {
    visit(value.key_identifier());
    visit(value.authority_cert_issuer());
    visit(value.authority_cert_serial_number());
  }
  constexpr void visit(const AccessDescription& value) {
    visit(value.access_method());
    visit(value.access_location());
  }
  constexpr void visit(const DistributionPoint& value) {
    visit(value.full_name());
    visit(value.name_relative_to_crl_issuer());
    visit(value.reasons());
    visit(value.crl_issuer());
  }
  constexpr void visit(const PolicyQualifierInfo& value) {
    visit(value.policy_qualifier_id());
    visit(value.qualifier());
  }
  constexpr void visit(const PolicyInformation& value) {
    visit(value.policy_identifier());
    visit(value.policy_qualifiers());
  }
  constexpr void visit(const UserNotice& value) {
    visit(value.organization());
    visit(value.notice_numbers());
    visit(value.explicit_text());
  }
  constexpr void visit(const GeneralSubtree& value) {
    visit(value.base());
    self().on_bytes(value.minimum().bytes());
    visit(value.maximum());
  }
  constexpr void visit(const NameConstraints& value) {
    visit(value.permitted_subtrees());
    visit(value.excluded_subtrees());
  }
  constexpr void visit(const SignedCertificateTimestamp& value) {
    visit(value.bytes());
    visit(unsigned{value.version()});
    visit(value.log_id());
    self().on_number(value.timestamp());
    visit(value.extensions());
    visit(unsigned{value.hash_algorithm()});
    visit(unsigned{value.signature_algorithm()});
    visit(value.signature());
  }
  template <class T>
  constexpr void visit(const VectorOf<T>& value) {
    visit_elements(value);
  }
  constexpr void visit(const CRLReason& value) { visit(value.reason()); }
  constexpr void visit(const InvalidityDate& value) { visit(value.time()); }
  constexpr void visit(const HoldInstructionCode& value) { visit(value.code()); }
  constexpr void visit(const OCSPNoCheck&) {}
  constexpr void visit(const ExtendedRevoke&) {}
  constexpr void visit(const Nonce& value) {
    visit(value.bytes());
    visit(value.is_bare());
    visit(value.has_standard_length());
  }
  constexpr void visit(const CrlID& value) {
    visit(value.crl_url());
    visit(value.crl_num());
    visit(value.crl_time());
  }
  constexpr void visit(const ArchiveCutoff& value) { visit(value.time()); }
  constexpr void visit(const ServiceLocator& value) {
    visit(value.issuer());
    visit(value.locator());
  }
  constexpr void visit(const PreferredSignatureAlgorithm& value) {
    visit(value.sig_identifier());
    visit(value.cert_identifier());
  }
  constexpr void visit(const CertHash& value) {
    visit(value.hash_algorithm());
    visit(value.certificate_hash());
  }

  // OCSP
  constexpr void visit(const CertID& value) {
    visit(value.hash_algorithm());
    visit(value.issuer_name_hash());
    visit(value.issuer_key_hash());
    visit(value.serial_number());
    visit(value.der());
    self().on_value(value);
  }
  constexpr void visit(const ResponderID& value) {
    visit(value.by_name());
    visit(value.by_key());
    self().on_value(value);
  }
  constexpr void visit(const Signature& value) {
    visit(value.algorithm());
    visit(value.bits());
    visit(value.certificates());
  }
  constexpr void visit(const SingleResponse& value) {
    visit(value.cert_id());
    visit(value.certificate_status());
    visit(value.revocation_time());
    visit(value.revocation_reason());
    visit(value.this_update());
    visit(value.next_update());
    visit(value.single_extensions());
    self().on_value(value);
  }
  constexpr void visit(const BasicOCSPResponse& value) {
    visit(value.version());
    visit(value.responder_id());
    visit(value.produced_at());
    visit(value.responses());
    visit(value.extensions());
    visit(value.signature_algorithm());
    visit(value.signature());
    visit(value.tbs_response_bytes());
    visit(value.certificates());
    self().on_value(value);
  }
  constexpr void visit(const OCSPResponse& value) {
    visit(value.response_status());
    visit(value.response_type());
    visit(value.basic() != nullptr);
    if (value.basic() != nullptr) {
      visit(*value.basic());
    }
    visit(value.public_bytes());
    visit(value.tolerated());
    self().on_value(value);
  }
  constexpr void visit(const Request& value) {
    visit(value.cert_id());
    visit(value.extensions());
  }
  constexpr void visit(const OCSPRequest& value) {
    visit(value.version());
    visit(value.requestor_name());
    visit(value.requests());
    visit(value.extensions());
    visit(value.signature());
    visit(value.tbs_request_bytes());
    visit(value.public_bytes());
    visit(value.tolerated());
    self().on_value(value);
  }
  constexpr void visit(const CertificateStatus& value) { visit(value.response()); }
  constexpr void visit(const CertificateStatusRequest& value) {
    visit(value.responder_ids());
    visit(value.request_extensions());
  }

 private:
  constexpr Derived& self() { return static_cast<Derived&>(*this); }

  template <class List>
  constexpr void visit_elements(const List& list) {
    std::uint64_t iterated = 0;
    for (const auto& element : list) {
      if (++iterated > list.size()) {
        break;  // an iterator that does not advance would never end
      }
      visit(element);
    }
    self().on_list(list.size(), iterated);
  }
};

}  // namespace ocspan::fuzz
