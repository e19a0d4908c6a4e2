// The certificate of a responder that signs for a CA (RFC 6960 4.2.2.2, TLS BR 7.1.2.8, C2PA 14.5.1).
#include <algorithm>
#include <array>

#include "ocspan/lint/linter.hpp"
#include "ocspan/ocsp/extensions.hpp"

namespace ocspan::inline OCSPAN_ABI::detail {

/// The extensions of a responder's certificate that lints ask for, each the first of its type, if there are several.
class ResponderExtensions {
 public:
  OCSPAN_FN explicit ResponderExtensions(const Certificate& responder) {
    for (const Extension& extension : responder.extensions()) {
      for (std::size_t i = 0; i < std::size(types); ++i) {
        if (extension.oid() == types[i] && found_[i].oid().empty()) {
          found_[i] = extension;
        }
      }
    }
  }

  /// That of type T; null if there is none.
  template <class T>
  constexpr const Extension* get() const {
    constexpr auto i =
        static_cast<std::size_t>(std::find(std::begin(types), std::end(types), T::oid) - std::begin(types));
    return found_[i].oid().empty() ? nullptr : &found_[i];
  }

 private:
  static constexpr Oid types[] = {ExtKeyUsage::oid, BasicConstraints::oid, OCSPNoCheck::oid, KeyUsage::oid};
  std::array<Extension, std::size(types)> found_;
};

inline constexpr std::uint8_t empty_sequence[] = {0x30, 0};

OCSPAN_FN inline void lint_purposes(Linter& linter, const Certificate& responder,
                                    const ResponderExtensions& extensions) {
  const Extension* const extension = extensions.get<ExtKeyUsage>();
  const Result<ExtKeyUsage> purposes = extension != nullptr ? extension->as<ExtKeyUsage>() : Result<ExtKeyUsage>{};
  if (extension == nullptr || !purposes || !purposes->has("OCSPSigning"_oid)) {
    linter.require(false, Lint::signer_eku_missing, responder, Field::extensions);
  } else {
    linter.require(purposes->size() == 1, Lint::signer_eku_other, *extension, Field::extn_value);
  }
  const Extension* const constraints = extensions.get<BasicConstraints>();
  const Result<BasicConstraints> value =
      constraints != nullptr ? constraints->as<BasicConstraints>(Tolerance::all) : Result<BasicConstraints>{};
  const bool is_ca = value && value->ca();
  if (constraints != nullptr) {
    linter.require(!is_ca, Lint::signer_ca, *constraints, Field::extn_value);
    linter.require(is_ca || (constraints->critical() && equal(constraints->value(), Bytes{empty_sequence})),
                   Lint::signer_basic_constraints_form, *constraints, Field::extn_value);
  }
  linter.require(!is_ca && purposes && purposes->size() == 1 && purposes->has("OCSPSigning"_oid),
                 Lint::c2pa_signer_purposes, responder, Field::extensions);
}

OCSPAN_FN inline void lint_nocheck(Linter& linter, const Certificate& responder,
                                   const ResponderExtensions& extensions) {
  const Extension* const nocheck = extensions.get<OCSPNoCheck>();
  if (nocheck == nullptr) {
    linter.require(false, Lint::signer_nocheck_missing, responder, Field::extensions);
    linter.require(false, Lint::lw_nocheck, responder, Field::extensions);
    return;
  }
  linter.require(!nocheck->critical(), Lint::signer_nocheck_critical, *nocheck, Field::critical);
  linter.require(nocheck->as<OCSPNoCheck>().has_value(), Lint::signer_nocheck_value, *nocheck, Field::extn_value);
  const std::int64_t year = std::int64_t{366} * 86'400;
  linter.require(responder.not_after().to_unix() - responder.not_before().to_unix() < year, Lint::signer_long_lived,
                 responder, Field::not_after);
}

OCSPAN_FN inline void lint_key_usage(Linter& linter, const Certificate& responder,
                                     const ResponderExtensions& extensions) {
  const Extension* const extension = extensions.get<KeyUsage>();
  if (extension == nullptr) {
    return linter.require(false, Lint::signer_key_usage_missing, responder, Field::extensions);
  }
  linter.require(extension->critical(), Lint::signer_key_usage_not_critical, *extension, Field::extn_id);
  if (const Result<KeyUsage> usage = extension->as<KeyUsage>()) {
    using enum KeyUsageBit;
    linter.require(usage->has(digital_signature), Lint::signer_no_digital_signature, *extension, Field::extn_value);
    for (const KeyUsageBit bit : {non_repudiation, key_encipherment, data_encipherment, key_agreement, key_cert_sign,
                                  crl_sign, encipher_only, decipher_only}) {
      if (usage->has(bit)) {
        return linter.require(false, Lint::signer_key_usage_other, *extension, Field::extn_value);
      }
    }
  }
}

// RFC 9919 3.2.2; TLS BR 7.1.2.8.3.
OCSPAN_FN inline void lint_access(Linter& linter, const Extension& extension) {
  linter.require(false, Lint::signer_aia, extension, Field::extn_id);
  if (const Result<AuthorityInfoAccess> access = extension.as<AuthorityInfoAccess>()) {
    bool is_ocsp_only = true;
    for (const AccessDescription& each : *access) {
      is_ocsp_only = is_ocsp_only && each.access_method() == "ocsp"_oid;
    }
    linter.require(is_ocsp_only, Lint::signer_aia_method, extension, Field::extn_value);
    linter.require(!access->url("ocsp"_oid), Lint::lw_responder_aia, extension, Field::extn_value);
  }
}

// TLS BR 7.1.2.8.2.
inline constexpr Oid types_in_profile[] = {
    AuthorityKeyIdentifier::oid, ExtKeyUsage::oid,          OCSPNoCheck::oid,           KeyUsage::oid,
    BasicConstraints::oid,       SubjectKeyIdentifier::oid, AuthorityInfoAccess::oid,   CertificatePolicies::oid,
    SubjectAltName::oid,         NameConstraints::oid,      CRLDistributionPoints::oid, CertificateSCTList::oid,
};

OCSPAN_FN inline void lint_types(Linter& linter, const Certificate& responder) {
  bool has_authority_key = false;
  bool has_subject_key = false;
  for (const Extension& extension : responder.extensions()) {
    const Oid oid = extension.oid();
    if (oid != OCSPNoCheck::oid) {  // which has a lint of its own
      lint_value(linter, extension, Lint::signer_not_der);
    }
    has_authority_key = has_authority_key || (oid == AuthorityKeyIdentifier::oid && !extension.critical());
    has_subject_key = has_subject_key || oid == SubjectKeyIdentifier::oid;
    linter.require(oid != SubjectAltName::oid, Lint::signer_san, extension, Field::extn_id);
    linter.require(oid != NameConstraints::oid, Lint::signer_name_constraints, extension, Field::extn_id);
    linter.require(oid != CRLDistributionPoints::oid, Lint::signer_crldp, extension, Field::extn_id);
    linter.require(oid != CRLDistributionPoints::oid, Lint::lw_responder_crldp, extension, Field::extn_id);
    linter.require(oid != CertificatePolicies::oid, Lint::signer_policies, extension, Field::extn_id);
    if (oid == AuthorityInfoAccess::oid) {
      lint_access(linter, extension);
    }
    bool is_in_profile = false;
    for (const Oid& each : types_in_profile) {
      is_in_profile = is_in_profile || each == oid;
    }
    linter.require(is_in_profile, Lint::signer_extension_other, extension, Field::extn_id);
  }
  linter.require(has_authority_key, Lint::signer_aki_missing, responder, Field::extensions);
  linter.require(has_subject_key, Lint::signer_ski_missing, responder, Field::extensions);
}

OCSPAN_FN inline void lint_fields(Linter& linter, const Certificate& responder) {
  const Integer& serial_number = responder.serial_number();
  // At most 20 bytes whose first bit is 0; 64 random bits are seldom in fewer than 7 bytes.
  linter.require(Integer{} < serial_number && serial_number.bytes().size() <= 20 && serial_number.bytes().size() >= 7,
                 Lint::signer_serial, responder, Field::serial_number);
  linter.require(responder.version() == 3, Lint::signer_version, responder, Field::version);
  linter.require(!responder.issuer_unique_id(), Lint::signer_unique_id, responder, Field::issuer_unique_id);
  linter.require(!responder.subject_unique_id(), Lint::signer_unique_id, responder, Field::subject_unique_id);
}

OCSPAN_FN void lint_responder(Linter& linter, const Certificate& responder) {
  const ResponderExtensions extensions{responder};
  lint_purposes(linter, responder, extensions);
  lint_nocheck(linter, responder, extensions);
  lint_key_usage(linter, responder, extensions);
  lint_types(linter, responder);
  lint_fields(linter, responder);
  if (const std::optional<Time>& at = linter.inputs().at) {
    linter.require(responder.not_before() <= *at && *at <= responder.not_after(), Lint::signer_not_valid, responder,
                   Field::validity);
    const bool is_before_issue = linter.inputs().response.empty();
    linter.require(!is_before_issue || responder.not_before().to_unix() >= at->to_unix() - 86'400,
                   Lint::signer_backdated, responder, Field::not_before);
  }
  if (const Certificate* const issuer = linter.issuer()) {
    const bool is_direct = names_match(responder.issuer(), issuer->subject());
    linter.require(is_direct, Lint::signer_not_direct, responder, Field::issuer);
    linter.require(!is_direct || responder.issuer() == issuer->subject(), Lint::signer_issuer_octets, responder,
                   Field::issuer);
  }
}

}  // namespace ocspan::inline OCSPAN_ABI::detail
