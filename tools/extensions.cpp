#include "extensions.hpp"

namespace ocspan_tool {
namespace {

using namespace ocspan;

Document fields_of(const BasicConstraints& value) {
  return {{"cA", value.ca()}, {"pathLenConstraint", optional(value.path_len_constraint(), decimal)}};
}

Document fields_of(const KeyUsage& value) {
  Document bits = Document::array();
  for (unsigned i = 0; i <= static_cast<unsigned>(KeyUsageBit::decipher_only); ++i) {
    if (value.has(static_cast<KeyUsageBit>(i))) {
      bits.push_back(to_string(static_cast<KeyUsageBit>(i)));
    }
  }
  return {{"usages", std::move(bits)}};
}

Document fields_of(const ExtKeyUsage& value) { return {{"keyPurposes", list_of(value, describe_oid)}}; }

Document fields_of(const GeneralNames& value) { return {{"names", list_of(value, describe_general_name)}}; }

Document fields_of(const SubjectKeyIdentifier& value) { return {{"keyIdentifier", hex(value.key_identifier())}}; }

Document names(const GeneralNames& value) { return list_of(value, describe_general_name); }

Document fields_of(const AuthorityKeyIdentifier& value) {
  return {{"keyIdentifier", optional(value.key_identifier(), hex)},
          {"authorityCertIssuer", optional(value.authority_cert_issuer(), names)},
          {"authorityCertSerialNumber", optional(value.authority_cert_serial_number(), decimal)}};
}

Document fields_of(const AuthorityInfoAccess& value) {
  return {{"accessDescriptions", list_of(value, [](const AccessDescription& one) -> Document {
             return {{"accessMethod", describe_oid(one.access_method())},
                     {"accessLocation", describe_general_name(one.access_location())}};
           })}};
}

/// RelativeDistinguishedName as RFC 4514 has it: a name of that one alone.
Document text_of_rdn(const RelativeDistinguishedName& rdn) {
  std::vector<std::uint8_t> der = *to_vector([&](std::span<std::uint8_t> out) {
    Writer writer{out};
    writer.nest(Tag::sequence, [&] { rdn.write(writer); });
    return writer.finish();
  });
  ReadContext context{der, Tolerance::all};
  Reader reader{context};
  Name name;
  name.read(reader, Field::none);
  return text_of(name);
}

/// ReasonFlags of a distribution point: bit n is the reason n, but for bits 7 and 8.
Document reason_names(const BitString& bits) {
  constexpr ReasonFlags reasons[] = {
      ReasonFlags::unspecified,         ReasonFlags::key_compromise,      ReasonFlags::ca_compromise,
      ReasonFlags::affiliation_changed, ReasonFlags::superseded,          ReasonFlags::cessation_of_operation,
      ReasonFlags::certificate_hold,    ReasonFlags::privilege_withdrawn, ReasonFlags::aa_compromise};
  Document list = Document::array();
  for (std::size_t i = 0; i < std::size(reasons) && i / 8 < bits.bytes().size(); ++i) {
    if ((bits.bytes()[i / 8] >> (7 - i % 8) & 1) != 0) {
      list.push_back(i == 0 ? "unused" : to_string(reasons[i]));
    }
  }
  return list;
}

Document fields_of(const CRLDistributionPoints& value) {
  return {{"distributionPoints", list_of(value, [](const DistributionPoint& one) -> Document {
             return {{"fullName", optional(one.full_name(), names)},
                     {"nameRelativeToCRLIssuer", optional(one.name_relative_to_crl_issuer(), text_of_rdn)},
                     {"reasons", optional(one.reasons(), reason_names)},
                     {"cRLIssuer", optional(one.crl_issuer(), names)}};
           })}};
}

/// A string value; null for one that is no text.
Document text_of_string(const Any& string) {
  const Result<std::string> text =
      to_std_string([&](std::span<char> out) { return string_to_text(string.tag(), string.contents(), out); });
  return text ? Document(*text) : absent();
}

Document describe_qualifier(const PolicyQualifierInfo& info) {
  Document document = describe_oid(info.policy_qualifier_id());
  const Any& qualifier = info.qualifier();
  document["qualifier"] = hex(qualifier.der());
  if (info.policy_qualifier_id() == "cps"_oid) {
    document["cPSuri"] = text_of_string(qualifier);
  } else if (info.policy_qualifier_id() == "unotice"_oid) {
    const Result<UserNotice> notice = load<UserNotice>(qualifier.der(), Tolerance::none);
    document["organization"] = optional(notice->organization(), text_of_string);
    document["noticeNumbers"] = optional(notice->notice_numbers(),
                                         [](const SequenceOf<Integer>& numbers) { return list_of(numbers, decimal); });
    document["explicitText"] = optional(notice->explicit_text(), text_of_string);
  }
  return document;
}

Document fields_of(const CertificatePolicies& value) {
  return {{"policies", list_of(value, [](const PolicyInformation& one) -> Document {
             return {{"policyIdentifier", describe_oid(one.policy_identifier())},
                     {"policyQualifiers", optional(one.policy_qualifiers(), [](const auto& qualifiers) {
                        return list_of(qualifiers, describe_qualifier);
                      })}};
           })}};
}

Document describe_subtrees(const NonEmptySequenceOf<GeneralSubtree>& subtrees) {
  return list_of(subtrees, [](const GeneralSubtree& one) -> Document {
    return {{"base", describe_general_name(one.base())},
            {"minimum", decimal(one.minimum())},
            {"maximum", optional(one.maximum(), decimal)}};
  });
}

Document fields_of(const NameConstraints& value) {
  return {{"permittedSubtrees", optional(value.permitted_subtrees(), describe_subtrees)},
          {"excludedSubtrees", optional(value.excluded_subtrees(), describe_subtrees)}};
}

Document fields_of(const TLSFeature& value) {
  return {{"features", list_of(value, decimal)}, {"mustStaple", value.must_staple()}};
}

Document fields_of(const SignedCertificateTimestampList& value) {
  return {{"scts", list_of(value, [](const SignedCertificateTimestamp& one) -> Document {
             if (one.version() != 0) {
               return {{"version", one.version() + 1}, {"sct", hex(one.bytes())}};
             }
             return {{"version", 1},
                     {"logId", hex(one.log_id())},
                     {"timestamp", one.timestamp()},
                     {"extensions", hex(one.extensions())},
                     {"hashAlgorithm", one.hash_algorithm()},
                     {"signatureAlgorithm", one.signature_algorithm()},
                     {"signature", hex(one.signature())}};
           })}};
}

Document fields_of(const CRLReason& value) { return {{"reason", to_string(value.reason())}}; }
Document fields_of(const InvalidityDate& value) { return {{"invalidityDate", text_of(value.time())}}; }
Document fields_of(const HoldInstructionCode& value) { return {{"holdInstruction", describe_oid(value.code())}}; }
Document fields_of(const OCSPNoCheck&) { return Document::object(); }
Document fields_of(const ExtendedRevoke&) { return Document::object(); }

Document fields_of(const Nonce& value) {
  return {{"nonce", hex(value.octets())},
          {"form", value.is_bare() ? "bare" : "octetString"},
          {"standardLength", value.has_standard_length()}};
}

Document fields_of(const CrlID& value) {
  return {{"crlUrl", optional(value.crl_url(), escaped)},
          {"crlNum", optional(value.crl_num(), decimal)},
          {"crlTime", optional(value.crl_time(), [](const Time& time) { return text_of(time); })}};
}

Document fields_of(const AcceptableResponses& value) { return {{"responseTypes", list_of(value, describe_oid)}}; }
Document fields_of(const ArchiveCutoff& value) { return {{"archiveCutoff", text_of(value.time())}}; }

Document fields_of(const ServiceLocator& value) {
  return {{"issuer", text_of(value.issuer())},
          {"issuerDer", hex(value.issuer().der())},
          {"locator", optional(value.locator(), [](const AuthorityInfoAccess& locator) {
             return fields_of(locator)["accessDescriptions"];
           })}};
}

Document fields_of(const PreferredSignatureAlgorithms& value) {
  return {{"preferredSignatureAlgorithms", list_of(value, [](const PreferredSignatureAlgorithm& one) -> Document {
             return {{"sigIdentifier", describe_algorithm(one.sig_identifier())},
                     {"certIdentifier", optional(one.cert_identifier(), describe_algorithm)}};
           })}};
}

Document fields_of(const CertHash& value) {
  return {{"hashAlgorithm", describe_algorithm(value.hash_algorithm())},
          {"certificateHash", hex(value.certificate_hash())}};
}

Document describe_error(Error error) {
  return {{"error",
           {{"code", to_string(error.code)},
            {"offset", error.offset},
            {"field", to_string(error.field)},
            {"message", message_of(error.code)}}}};
}

}  // namespace

Document decode(const Extension& extension, Tolerance tolerance) {
  Document document = absent();
  KnownExtensionTypes::visit(extension, tolerance, [&](const auto& value) {
    document = value ? fields_of(*value) : describe_error(value.error());
  });
  return document;
}

}  // namespace ocspan_tool
