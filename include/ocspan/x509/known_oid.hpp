// The one table of OBJECT IDENTIFIERs, from which all constants and names come.
#pragma once

#include <string_view>

#include "ocspan/asn1/oid.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// What an OBJECT IDENTIFIER stands for.
enum class OidKind : std::uint8_t {
  hash,
  signature,
  mask_generation,
  key,
  extension,
  attribute,
  response_type,
  access_method,
  key_purpose,
  policy,
  policy_qualifier,
  hold_instruction,
};

/// A row of the table of OBJECT IDENTIFIERs.
struct KnownOid {
  Oid oid;                ///< the OBJECT IDENTIFIER
  std::string_view name;  ///< as its RFC writes it, without prefixes such as id-, id-ce- and id-pkix-ocsp-
  OidKind kind;           ///< what it names
};

/// Every OBJECT IDENTIFIER that the library has a name for. A constant takes only its contents octets into the program;
/// the names are linked only where find_known() or name_of() is used.
inline constexpr KnownOid known_oids[] = {
    // Hash functions: RFC 3279 2.2.1, RFC 5754 2, NIST CSOR, RFC 9215 3; SM3 as GM/T 0006 numbers it.
    {oid<1, 2, 840, 113549, 2, 5>, "md5", OidKind::hash},
    {oid<1, 3, 14, 3, 2, 26>, "sha1", OidKind::hash},
    {oid<2, 16, 840, 1, 101, 3, 4, 2, 4>, "sha224", OidKind::hash},
    {oid<2, 16, 840, 1, 101, 3, 4, 2, 1>, "sha256", OidKind::hash},
    {oid<2, 16, 840, 1, 101, 3, 4, 2, 2>, "sha384", OidKind::hash},
    {oid<2, 16, 840, 1, 101, 3, 4, 2, 3>, "sha512", OidKind::hash},
    {oid<2, 16, 840, 1, 101, 3, 4, 2, 7>, "sha3-224", OidKind::hash},
    {oid<2, 16, 840, 1, 101, 3, 4, 2, 8>, "sha3-256", OidKind::hash},
    {oid<2, 16, 840, 1, 101, 3, 4, 2, 9>, "sha3-384", OidKind::hash},
    {oid<2, 16, 840, 1, 101, 3, 4, 2, 10>, "sha3-512", OidKind::hash},
    {oid<1, 2, 643, 7, 1, 1, 2, 2>, "tc26-gost3411-12-256", OidKind::hash},
    {oid<1, 2, 643, 7, 1, 1, 2, 3>, "tc26-gost3411-12-512", OidKind::hash},
    {oid<1, 2, 156, 10197, 1, 401>, "sm3", OidKind::hash},

    // Signatures: RFC 3279 2.2, RFC 8017 A.2, RFC 5758 3, RFC 8410 3, RFC 9688 2, RFC 9881, RFC 9909, RFC 9215 2,
    // NIST CSOR; SM2 as GM/T 0006 numbers it, which is no RFC, under OpenSSL's name.
    {oid<1, 2, 840, 113549, 1, 1, 2>, "md2WithRSAEncryption", OidKind::signature},
    {oid<1, 2, 840, 113549, 1, 1, 4>, "md5WithRSAEncryption", OidKind::signature},
    {oid<1, 2, 840, 113549, 1, 1, 5>, "sha1WithRSAEncryption", OidKind::signature},
    {oid<1, 2, 840, 113549, 1, 1, 14>, "sha224WithRSAEncryption", OidKind::signature},
    {oid<1, 2, 840, 113549, 1, 1, 11>, "sha256WithRSAEncryption", OidKind::signature},
    {oid<1, 2, 840, 113549, 1, 1, 12>, "sha384WithRSAEncryption", OidKind::signature},
    {oid<1, 2, 840, 113549, 1, 1, 13>, "sha512WithRSAEncryption", OidKind::signature},
    {oid<2, 16, 840, 1, 101, 3, 4, 3, 13>, "rsassa-pkcs1-v1-5-with-sha3-224", OidKind::signature},
    {oid<2, 16, 840, 1, 101, 3, 4, 3, 14>, "rsassa-pkcs1-v1-5-with-sha3-256", OidKind::signature},
    {oid<2, 16, 840, 1, 101, 3, 4, 3, 15>, "rsassa-pkcs1-v1-5-with-sha3-384", OidKind::signature},
    {oid<2, 16, 840, 1, 101, 3, 4, 3, 16>, "rsassa-pkcs1-v1-5-with-sha3-512", OidKind::signature},
    {oid<1, 2, 840, 113549, 1, 1, 10>, "RSASSA-PSS", OidKind::signature},
    {oid<1, 2, 840, 10045, 4, 1>, "ecdsa-with-SHA1", OidKind::signature},
    {oid<1, 2, 840, 10045, 4, 3, 1>, "ecdsa-with-SHA224", OidKind::signature},
    {oid<1, 2, 840, 10045, 4, 3, 2>, "ecdsa-with-SHA256", OidKind::signature},
    {oid<1, 2, 840, 10045, 4, 3, 3>, "ecdsa-with-SHA384", OidKind::signature},
    {oid<1, 2, 840, 10045, 4, 3, 4>, "ecdsa-with-SHA512", OidKind::signature},
    {oid<2, 16, 840, 1, 101, 3, 4, 3, 9>, "ecdsa-with-sha3-224", OidKind::signature},
    {oid<2, 16, 840, 1, 101, 3, 4, 3, 10>, "ecdsa-with-sha3-256", OidKind::signature},
    {oid<2, 16, 840, 1, 101, 3, 4, 3, 11>, "ecdsa-with-sha3-384", OidKind::signature},
    {oid<2, 16, 840, 1, 101, 3, 4, 3, 12>, "ecdsa-with-sha3-512", OidKind::signature},
    {oid<1, 2, 840, 10040, 4, 3>, "dsa-with-sha1", OidKind::signature},
    {oid<2, 16, 840, 1, 101, 3, 4, 3, 1>, "dsa-with-sha224", OidKind::signature},
    {oid<2, 16, 840, 1, 101, 3, 4, 3, 2>, "dsa-with-sha256", OidKind::signature},
    {oid<2, 16, 840, 1, 101, 3, 4, 3, 3>, "dsa-with-sha384", OidKind::signature},
    {oid<2, 16, 840, 1, 101, 3, 4, 3, 4>, "dsa-with-sha512", OidKind::signature},
    {oid<1, 3, 101, 112>, "Ed25519", OidKind::signature},
    {oid<1, 3, 101, 113>, "Ed448", OidKind::signature},
    {oid<2, 16, 840, 1, 101, 3, 4, 3, 17>, "ml-dsa-44", OidKind::signature},
    {oid<2, 16, 840, 1, 101, 3, 4, 3, 18>, "ml-dsa-65", OidKind::signature},
    {oid<2, 16, 840, 1, 101, 3, 4, 3, 19>, "ml-dsa-87", OidKind::signature},
    {oid<2, 16, 840, 1, 101, 3, 4, 3, 20>, "slh-dsa-sha2-128s", OidKind::signature},
    {oid<2, 16, 840, 1, 101, 3, 4, 3, 21>, "slh-dsa-sha2-128f", OidKind::signature},
    {oid<2, 16, 840, 1, 101, 3, 4, 3, 22>, "slh-dsa-sha2-192s", OidKind::signature},
    {oid<2, 16, 840, 1, 101, 3, 4, 3, 23>, "slh-dsa-sha2-192f", OidKind::signature},
    {oid<2, 16, 840, 1, 101, 3, 4, 3, 24>, "slh-dsa-sha2-256s", OidKind::signature},
    {oid<2, 16, 840, 1, 101, 3, 4, 3, 25>, "slh-dsa-sha2-256f", OidKind::signature},
    {oid<2, 16, 840, 1, 101, 3, 4, 3, 26>, "slh-dsa-shake-128s", OidKind::signature},
    {oid<2, 16, 840, 1, 101, 3, 4, 3, 27>, "slh-dsa-shake-128f", OidKind::signature},
    {oid<2, 16, 840, 1, 101, 3, 4, 3, 28>, "slh-dsa-shake-192s", OidKind::signature},
    {oid<2, 16, 840, 1, 101, 3, 4, 3, 29>, "slh-dsa-shake-192f", OidKind::signature},
    {oid<2, 16, 840, 1, 101, 3, 4, 3, 30>, "slh-dsa-shake-256s", OidKind::signature},
    {oid<2, 16, 840, 1, 101, 3, 4, 3, 31>, "slh-dsa-shake-256f", OidKind::signature},
    {oid<1, 2, 643, 7, 1, 1, 3, 2>, "tc26-signwithdigest-gost3410-12-256", OidKind::signature},
    {oid<1, 2, 643, 7, 1, 1, 3, 3>, "tc26-signwithdigest-gost3410-12-512", OidKind::signature},
    {oid<1, 2, 156, 10197, 1, 501>, "SM2-with-SM3", OidKind::signature},

    // What the parameters of signatures hold: RFC 8017 A.2.3.
    {oid<1, 2, 840, 113549, 1, 1, 8>, "mgf1", OidKind::mask_generation},

    // Public keys: RFC 3279 2.3, RFC 5480 2.1, RFC 8410 3, RFC 9215 4; those of EdDSA, ML-DSA and SLH-DSA go by the
    // OBJECT IDENTIFIER of their signatures.
    {oid<1, 2, 840, 113549, 1, 1, 1>, "rsaEncryption", OidKind::key},
    {oid<1, 2, 840, 10045, 2, 1>, "ecPublicKey", OidKind::key},
    {oid<1, 2, 840, 10040, 4, 1>, "dsa", OidKind::key},
    {oid<1, 3, 101, 110>, "X25519", OidKind::key},
    {oid<1, 3, 101, 111>, "X448", OidKind::key},
    {oid<1, 2, 643, 7, 1, 1, 1, 1>, "tc26-gost3410-12-256", OidKind::key},
    {oid<1, 2, 643, 7, 1, 1, 1, 2>, "tc26-gost3410-12-512", OidKind::key},

    // Extensions of OCSP: RFC 6960 4.2.1 and 4.4, RFC 6962 3.3, ISIS-MTT.
    {oid<1, 3, 6, 1, 5, 5, 7, 48, 1, 1>, "basic", OidKind::response_type},
    {oid<1, 3, 6, 1, 5, 5, 7, 48, 1, 2>, "nonce", OidKind::extension},
    {oid<1, 3, 6, 1, 5, 5, 7, 48, 1, 3>, "crl", OidKind::extension},
    {oid<1, 3, 6, 1, 5, 5, 7, 48, 1, 4>, "response", OidKind::extension},
    {oid<1, 3, 6, 1, 5, 5, 7, 48, 1, 5>, "nocheck", OidKind::extension},
    {oid<1, 3, 6, 1, 5, 5, 7, 48, 1, 6>, "archive-cutoff", OidKind::extension},
    {oid<1, 3, 6, 1, 5, 5, 7, 48, 1, 7>, "service-locator", OidKind::extension},
    {oid<1, 3, 6, 1, 5, 5, 7, 48, 1, 8>, "pref-sig-algs", OidKind::extension},
    {oid<1, 3, 6, 1, 5, 5, 7, 48, 1, 9>, "extended-revoke", OidKind::extension},
    {oid<1, 3, 6, 1, 4, 1, 11129, 2, 4, 5>, "ocsp-sct-list", OidKind::extension},
    {oid<1, 3, 36, 8, 3, 13>, "certHash", OidKind::extension},

    // Extensions of certificates and CRL entries: RFC 5280 4.2 and 5.3, RFC 7633, RFC 6962 3.3.
    {oid<2, 5, 29, 9>, "subjectDirectoryAttributes", OidKind::extension},
    {oid<2, 5, 29, 14>, "subjectKeyIdentifier", OidKind::extension},
    {oid<2, 5, 29, 15>, "keyUsage", OidKind::extension},
    {oid<2, 5, 29, 16>, "privateKeyUsagePeriod", OidKind::extension},
    {oid<2, 5, 29, 17>, "subjectAltName", OidKind::extension},
    {oid<2, 5, 29, 18>, "issuerAltName", OidKind::extension},
    {oid<2, 5, 29, 19>, "basicConstraints", OidKind::extension},
    {oid<2, 5, 29, 21>, "cRLReasons", OidKind::extension},
    {oid<2, 5, 29, 23>, "holdInstructionCode", OidKind::extension},
    {oid<2, 5, 29, 24>, "invalidityDate", OidKind::extension},
    {oid<2, 5, 29, 29>, "certificateIssuer", OidKind::extension},
    {oid<2, 5, 29, 30>, "nameConstraints", OidKind::extension},
    {oid<2, 5, 29, 31>, "cRLDistributionPoints", OidKind::extension},
    {oid<2, 5, 29, 32>, "certificatePolicies", OidKind::extension},
    {oid<2, 5, 29, 33>, "policyMappings", OidKind::extension},
    {oid<2, 5, 29, 35>, "authorityKeyIdentifier", OidKind::extension},
    {oid<2, 5, 29, 36>, "policyConstraints", OidKind::extension},
    {oid<2, 5, 29, 37>, "extKeyUsage", OidKind::extension},
    {oid<2, 5, 29, 46>, "freshestCRL", OidKind::extension},
    {oid<2, 5, 29, 54>, "inhibitAnyPolicy", OidKind::extension},
    {oid<1, 3, 6, 1, 5, 5, 7, 1, 1>, "authorityInfoAccess", OidKind::extension},
    {oid<1, 3, 6, 1, 5, 5, 7, 1, 3>, "qcStatements", OidKind::extension},
    {oid<1, 3, 6, 1, 5, 5, 7, 1, 11>, "subjectInfoAccess", OidKind::extension},
    {oid<1, 3, 6, 1, 5, 5, 7, 1, 24>, "tlsfeature", OidKind::extension},
    {oid<1, 3, 6, 1, 4, 1, 11129, 2, 4, 2>, "sct-list", OidKind::extension},
    {oid<1, 3, 6, 1, 4, 1, 11129, 2, 4, 3>, "ct-poison", OidKind::extension},

    // What the extensions of certificates hold: RFC 5280 4.2 and 4.2.2.1, RFC 3280 5.3.2, CA/Browser Forum.
    {oid<1, 3, 6, 1, 5, 5, 7, 48, 1>, "ocsp", OidKind::access_method},
    {oid<1, 3, 6, 1, 5, 5, 7, 48, 2>, "caIssuers", OidKind::access_method},
    {oid<2, 5, 29, 37, 0>, "anyExtendedKeyUsage", OidKind::key_purpose},
    {oid<1, 3, 6, 1, 5, 5, 7, 3, 1>, "serverAuth", OidKind::key_purpose},
    {oid<1, 3, 6, 1, 5, 5, 7, 3, 2>, "clientAuth", OidKind::key_purpose},
    {oid<1, 3, 6, 1, 5, 5, 7, 3, 3>, "codeSigning", OidKind::key_purpose},
    {oid<1, 3, 6, 1, 5, 5, 7, 3, 4>, "emailProtection", OidKind::key_purpose},
    {oid<1, 3, 6, 1, 5, 5, 7, 3, 8>, "timeStamping", OidKind::key_purpose},
    {oid<1, 3, 6, 1, 5, 5, 7, 3, 9>, "OCSPSigning", OidKind::key_purpose},
    {oid<2, 5, 29, 32, 0>, "anyPolicy", OidKind::policy},
    {oid<2, 23, 140, 1, 1>, "ev-guidelines", OidKind::policy},
    {oid<2, 23, 140, 1, 2, 1>, "domain-validated", OidKind::policy},
    {oid<2, 23, 140, 1, 2, 2>, "organization-validated", OidKind::policy},
    {oid<2, 23, 140, 1, 2, 3>, "individual-validated", OidKind::policy},
    {oid<1, 3, 6, 1, 5, 5, 7, 2, 1>, "cps", OidKind::policy_qualifier},
    {oid<1, 3, 6, 1, 5, 5, 7, 2, 2>, "unotice", OidKind::policy_qualifier},
    {oid<1, 2, 840, 10040, 2, 1>, "holdinstruction-none", OidKind::hold_instruction},
    {oid<1, 2, 840, 10040, 2, 2>, "holdinstruction-callissuer", OidKind::hold_instruction},
    {oid<1, 2, 840, 10040, 2, 3>, "holdinstruction-reject", OidKind::hold_instruction},

    // Attribute types, under their LDAP descriptors: RFC 4514 3, RFC 4519 2, RFC 2985 5.2.1 for emailAddress.
    {oid<2, 5, 4, 3>, "CN", OidKind::attribute},
    {oid<2, 5, 4, 4>, "sn", OidKind::attribute},
    {oid<2, 5, 4, 5>, "serialNumber", OidKind::attribute},
    {oid<2, 5, 4, 6>, "C", OidKind::attribute},
    {oid<2, 5, 4, 7>, "L", OidKind::attribute},
    {oid<2, 5, 4, 8>, "ST", OidKind::attribute},
    {oid<2, 5, 4, 9>, "STREET", OidKind::attribute},
    {oid<2, 5, 4, 10>, "O", OidKind::attribute},
    {oid<2, 5, 4, 11>, "OU", OidKind::attribute},
    {oid<2, 5, 4, 12>, "title", OidKind::attribute},
    {oid<2, 5, 4, 13>, "description", OidKind::attribute},
    {oid<2, 5, 4, 15>, "businessCategory", OidKind::attribute},
    {oid<2, 5, 4, 17>, "postalCode", OidKind::attribute},
    {oid<2, 5, 4, 41>, "name", OidKind::attribute},
    {oid<2, 5, 4, 42>, "givenName", OidKind::attribute},
    {oid<2, 5, 4, 43>, "initials", OidKind::attribute},
    {oid<2, 5, 4, 44>, "generationQualifier", OidKind::attribute},
    {oid<2, 5, 4, 46>, "dnQualifier", OidKind::attribute},
    {oid<2, 5, 4, 65>, "pseudonym", OidKind::attribute},
    {oid<2, 5, 4, 97>, "organizationIdentifier", OidKind::attribute},
    {oid<0, 9, 2342, 19200300, 100, 1, 1>, "UID", OidKind::attribute},
    {oid<0, 9, 2342, 19200300, 100, 1, 25>, "DC", OidKind::attribute},
    {oid<1, 2, 840, 113549, 1, 9, 1>, "emailAddress", OidKind::attribute},
};

/// The OBJECT IDENTIFIER with that name in known_oids: `"sha256"_oid`. A name that is not there does not compile.
/// Lifetime: refers to constants alone.
consteval Oid operator""_oid(const char* name, std::size_t length) {
  for (const KnownOid& known : known_oids) {
    if (known.name == std::string_view{name, length}) {
      return known.oid;
    }
  }
  detail::no_such_name_in_known_oids();
  return {};
}

/// The row of an OBJECT IDENTIFIER in known_oids; null if it has none.
OCSPAN_FN const KnownOid* find_known(Oid oid);

/// The name of an OBJECT IDENTIFIER in known_oids, "sha256"; empty if it has none.
OCSPAN_FN std::string_view name_of(Oid oid);

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/x509/known_oid.cpp"
#endif
