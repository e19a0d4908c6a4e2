#include "output/extensions.hpp"

namespace ocspan_tool {

using namespace ocspan;

// Elements of the lists below. static, because JsonWriter would not find overloads in an unnamed namespace.

static void put(JsonWriter& json, const AccessDescription& one) {
  json.object([&] {
    json.field("accessMethod", one.access_method());
    json.field("accessLocation", one.access_location());
  });
}

/// The ReasonFlags of a distribution point (RFC 5280 4.2.1.13), by the names of the CRLReasons. Bit 0 is unused; bits 1
/// to 6 have the numbers of their reasons; bits 7 and 8 stand for reasons 9 and 10.
static void put_reason_names(JsonWriter& json, const BitString& bits) {
  json.flags(9, [&](std::size_t i) {
    const bool set = i / 8 < bits.bytes().size() && (bits.bytes()[i / 8] >> (7 - i % 8) & 1) != 0;
    const auto reason = static_cast<ReasonFlags>(i < 7 ? i : i + 2);
    return !set ? std::string_view{} : i == 0 ? Literal{"unused"}.view() : to_string(reason);
  });
}

static void put(JsonWriter& json, const DistributionPoint& one) {
  json.object([&] {
    json.field("fullName", one.full_name());
    json.field("nameRelativeToCRLIssuer", one.name_relative_to_crl_issuer());
    json.field("reasons", [&] { one.reasons() ? put_reason_names(json, *one.reasons()) : json.null(); });
    json.field("cRLIssuer", one.crl_issuer());
  });
}

/// A string; null for one that is absent or not text.
static void put_string(JsonWriter& json, const std::optional<Any>& string) {
  if (!string) {
    return json.null();
  }
  json.text([&](std::span<char> out) { return string_to_text(string->tag(), string->bytes(), out); });
}

static void put(JsonWriter& json, const PolicyQualifierInfo& info) {
  const Any& qualifier = info.qualifier();
  json.object([&] {
    put_oid_fields(json, info.policy_qualifier_id());
    json.field("qualifier", qualifier.der());
    if (info.policy_qualifier_id() == "cps"_oid) {
      json.field("cPSuri", [&] { put_string(json, qualifier); });
    } else if (info.policy_qualifier_id() == "unotice"_oid) {
      const Result<UserNotice> notice = load<UserNotice>(qualifier.der(), Tolerance::none);
      json.field("organization", [&] { put_string(json, notice->organization()); });
      json.field("noticeNumbers", notice->notice_numbers());
      json.field("explicitText", [&] { put_string(json, notice->explicit_text()); });
    }
  });
}

static void put(JsonWriter& json, const PolicyInformation& one) {
  json.object([&] {
    json.field("policyIdentifier", one.policy_identifier());
    json.field("policyQualifiers", one.policy_qualifiers());
  });
}

static void put(JsonWriter& json, const GeneralSubtree& one) {
  json.object([&] {
    json.field("base", one.base());
    json.field("minimum", one.minimum());
    json.field("maximum", one.maximum());
  });
}

static void put(JsonWriter& json, const SignedCertificateTimestamp& one) {
  json.object([&] {
    json.field("version", one.version() + 1U);
    if (one.version() != 0) {
      return json.field("sct", one.bytes());
    }
    json.field("logId", one.log_id());
    json.field("timestamp", one.timestamp());
    json.field("extensions", one.extensions());
    json.field("hashAlgorithm", one.hash_algorithm());
    json.field("signatureAlgorithm", one.signature_algorithm());
    json.field("signature", one.signature());
  });
}

static void put(JsonWriter& json, const PreferredSignatureAlgorithm& one) {
  json.object([&] {
    json.field("sigIdentifier", one.sig_identifier());
    json.field("certIdentifier", one.cert_identifier());
  });
}

namespace {

// The fields of each type of extension.

void put_fields(JsonWriter& json, const BasicConstraints& value) {
  json.field("cA", value.ca());
  json.field("pathLenConstraint", value.path_len_constraint());
}

void put_fields(JsonWriter& json, const KeyUsage& value) {
  json.field("usages", [&] {
    json.flags(static_cast<std::size_t>(KeyUsageBit::decipher_only) + 1, [&](std::size_t i) {
      const auto bit = static_cast<KeyUsageBit>(i);
      return value.has(bit) ? to_string(bit) : std::string_view{};
    });
  });
}

void put_fields(JsonWriter& json, const ExtKeyUsage& value) { json.field("keyPurposes", value); }

void put_fields(JsonWriter& json, const GeneralNames& value) { json.field("names", value); }

void put_fields(JsonWriter& json, const SubjectKeyIdentifier& value) {
  json.field("keyIdentifier", value.key_identifier());
}

void put_fields(JsonWriter& json, const AuthorityKeyIdentifier& value) {
  json.field("keyIdentifier", value.key_identifier());
  json.field("authorityCertIssuer", value.authority_cert_issuer());
  json.field("authorityCertSerialNumber", value.authority_cert_serial_number());
}

void put_fields(JsonWriter& json, const AuthorityInfoAccess& value) { json.field("accessDescriptions", value); }

void put_fields(JsonWriter& json, const CRLDistributionPoints& value) { json.field("distributionPoints", value); }

void put_fields(JsonWriter& json, const CertificatePolicies& value) { json.field("policies", value); }

void put_fields(JsonWriter& json, const NameConstraints& value) {
  json.field("permittedSubtrees", value.permitted_subtrees());
  json.field("excludedSubtrees", value.excluded_subtrees());
}

void put_fields(JsonWriter& json, const TLSFeature& value) {
  json.field("features", value);
  json.field("mustStaple", value.must_staple());
}

void put_fields(JsonWriter& json, const SignedCertificateTimestampList& value) {
  json.field("scts", [&] { json.list(value); });
}

void put_fields(JsonWriter& json, const CRLReason& value) { json.field("reason", to_string(value.reason())); }
void put_fields(JsonWriter& json, const InvalidityDate& value) { json.field("invalidityDate", value.time()); }
void put_fields(JsonWriter& json, const HoldInstructionCode& value) { json.field("holdInstruction", value.code()); }
void put_fields(JsonWriter& /*json*/, const OCSPNoCheck& /*value*/) {}
void put_fields(JsonWriter& /*json*/, const ExtendedRevoke& /*value*/) {}

void put_fields(JsonWriter& json, const Nonce& value) {
  json.field("nonce", value.bytes());
  json.field("form", (value.is_bare() ? Literal{"bare"} : Literal{"octetString"}).view());
  json.field("standardLength", value.has_standard_length());
}

void put_fields(JsonWriter& json, const CrlID& value) {
  json.field("crlUrl", [&] { value.crl_url() ? put_ascii(json, *value.crl_url()) : json.null(); });
  json.field("crlNum", value.crl_num());
  json.field("crlTime", value.crl_time());
}

void put_fields(JsonWriter& json, const AcceptableResponses& value) { json.field("responseTypes", value); }
void put_fields(JsonWriter& json, const ArchiveCutoff& value) { json.field("archiveCutoff", value.time()); }

void put_fields(JsonWriter& json, const ServiceLocator& value) {
  json.field("issuer", value.issuer());
  json.field("issuerDer", value.issuer().der());
  json.field("locator", value.locator());
}

void put_fields(JsonWriter& json, const PreferredSignatureAlgorithms& value) {
  json.field("preferredSignatureAlgorithms", value);
}

void put_fields(JsonWriter& json, const CertHash& value) {
  json.field("hashAlgorithm", value.hash_algorithm());
  json.field("certificateHash", value.certificate_hash());
}

}  // namespace

void put_decoded(JsonWriter& json, const Extension& extension, Tolerance tolerance) {
  Error error;
  const bool known = KnownExtensionTypes::visit(extension, tolerance, [&](const auto& value) {
    error = value.error();
    if (value) {
      json.object([&] { put_fields(json, *value); });
    }
  });
  if (!known) {
    json.null();
  } else if (error) {
    put_error(json, to_string(error.code), error.offset, to_string(error.field), message_of(error.code));
  }
}

}  // namespace ocspan_tool
