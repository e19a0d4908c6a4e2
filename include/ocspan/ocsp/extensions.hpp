// Every type of extension that the library knows, and the way to read an extension as its own type.
#pragma once

#include "ocspan/ocsp/acceptable_responses.hpp"
#include "ocspan/ocsp/archive_cutoff.hpp"
#include "ocspan/ocsp/cert_hash.hpp"
#include "ocspan/ocsp/crl_id.hpp"
#include "ocspan/ocsp/nonce.hpp"
#include "ocspan/ocsp/null_extensions.hpp"
#include "ocspan/ocsp/preferred_signature_algorithms.hpp"
#include "ocspan/ocsp/service_locator.hpp"
#include "ocspan/x509/authority_info_access.hpp"
#include "ocspan/x509/basic_constraints.hpp"
#include "ocspan/x509/certificate_policies.hpp"
#include "ocspan/x509/crl_distribution_points.hpp"
#include "ocspan/x509/crl_entry_extensions.hpp"
#include "ocspan/x509/extension.hpp"
#include "ocspan/x509/general_names.hpp"
#include "ocspan/x509/key_identifier.hpp"
#include "ocspan/x509/key_usage.hpp"
#include "ocspan/x509/name_constraints.hpp"
#include "ocspan/x509/signed_certificate_timestamp.hpp"
#include "ocspan/x509/tls_feature.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// A list of types of extension, each with its `oid`.
template <class... T>
struct ExtensionTypes {
  /// Reads the extension as the type that has its OBJECT IDENTIFIER, and calls `visit` with the Result<T> of
  /// Extension::as(). Returns false, without a call, if none of the types has it.
  template <class Visit>
  static constexpr bool visit(const Extension& extension, Tolerance tolerance, Visit&& visit) {
    return visit_type(extension.oid(), [&]<class Type> { visit(extension.as<Type>(tolerance)); });
  }

  /// Calls `visit.template operator()<T>()` for the type that has this OBJECT IDENTIFIER. Returns false, without a
  /// call, if none of the types has it.
  template <class Visit>
  static constexpr bool visit_type(Oid oid, Visit&& visit) {
    const std::size_t position = position_of(oid);  // once, not in each branch
    std::size_t i = 0;
    return ((i++ == position && (visit.template operator()<T>(), true)) || ...);
  }

  /// Calls `visit.template operator()<T>()` for each type.
  template <class Visit>
  static constexpr void for_each(Visit&& visit) {
    (visit.template operator()<T>(), ...);
  }

  /// The OBJECT IDENTIFIERs of the types, for Extensions::unknown_critical().
  static constexpr Oid oids[sizeof...(T)] = {T::oid...};

 private:
  static constexpr std::size_t position_of(Oid oid) {
    std::size_t i = 0;
    while (i < sizeof...(T) && !(oids[i] == oid)) {
      ++i;
    }
    return i;
  }
};

/// Every type of extension that the library can read.
using KnownExtensionTypes = ExtensionTypes<
    // of certificates
    BasicConstraints, KeyUsage, ExtKeyUsage, SubjectAltName, IssuerAltName, SubjectKeyIdentifier,
    AuthorityKeyIdentifier, AuthorityInfoAccess, CRLDistributionPoints, CertificatePolicies, NameConstraints,
    TLSFeature, CertificateSCTList, OCSPNoCheck,
    // of OCSP, and of CRL entries in it
    Nonce, CrlID, AcceptableResponses, ArchiveCutoff, ServiceLocator, PreferredSignatureAlgorithms, ExtendedRevoke,
    CertHash, OCSPSCTList, CRLReason, InvalidityDate, CertificateIssuer, HoldInstructionCode>;

}  // namespace ocspan::inline OCSPAN_ABI
