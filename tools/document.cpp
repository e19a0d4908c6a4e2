#include "document.hpp"

#include <stdexcept>

namespace ocspan_tool {
namespace {

using namespace ocspan;

constexpr std::pair<Tolerance, std::string_view> tolerance_names[] = {
    {Tolerance::explicit_default, "explicit_default"}, {Tolerance::response_bytes_in_error, "response_bytes_in_error"},
    {Tolerance::empty_extensions, "empty_extensions"}, {Tolerance::time_forms, "time_forms"},
    {Tolerance::unsorted_set, "unsorted_set"},         {Tolerance::all, "all"},
};

Document absent() { return nullptr; }

/// null for an absent value, else what `describe_value` makes of it.
template <class T, class Describe>
Document optional(const std::optional<T>& value, Describe describe_value) {
  return value ? Document(describe_value(*value)) : absent();
}

std::string text_of(const Time& time) {
  return *to_std_string([&](std::span<char> out) { return time.to_text(out); });
}

std::string text_of(const Name& name) {
  return *to_std_string([&](std::span<char> out) { return name.to_rfc4514(out); });
}

/// An arc that is too long for decimal leaves the contents octets, marked as RFC 4514 marks hexadecimal.
std::string text_of(Oid oid) {
  const Result<std::string> dotted = to_std_string([&](std::span<char> out) { return oid.to_dotted(out); });
  return dotted ? *dotted : "#" + hex(oid.contents());
}

Document name_or_null(Oid oid) {
  const std::string_view name = name_of(oid);
  return name.empty() ? absent() : Document(name);
}

/// null for a number that is too long for decimal; it stands in hexadecimal beside it.
Document decimal(const Integer& integer) {
  const Result<std::string> text = to_std_string([&](std::span<char> out) { return integer.to_decimal(out); });
  return text ? Document(*text) : absent();
}

Document describe_algorithm(const AlgorithmIdentifier& algorithm) {
  return {{"oid", text_of(algorithm.oid())},
          {"name", name_or_null(algorithm.oid())},
          {"parameters", optional(algorithm.parameters(), hex)}};
}

Document describe_extensions(const Extensions& extensions) {
  Document list = Document::array();
  for (const Extension& extension : extensions) {
    list.push_back({{"oid", text_of(extension.oid())},
                    {"name", name_or_null(extension.oid())},
                    {"critical", extension.critical()},
                    {"value", hex(extension.value())},
                    {"decoded", absent()}});
  }
  return list;
}

Document describe_certificates(const Certificates& certificates) {
  Document list = Document::array();
  for (const Bytes certificate : certificates) {
    list.push_back(hex(certificate));
  }
  return list;
}

Document describe_cert_id(const CertID& id) {
  return {{"hashAlgorithm",
           {{"oid", text_of(id.hash_algorithm().oid())}, {"name", name_or_null(id.hash_algorithm().oid())}}},
          {"issuerNameHash", hex(id.issuer_name_hash())},
          {"issuerKeyHash", hex(id.issuer_key_hash())},
          {"serialNumber", decimal(id.serial_number())},
          {"serialNumberHex", hex(id.serial_number().bytes())}};
}

Document describe_single(const SingleResponse& single) {
  return {
      {"certId", describe_cert_id(single.cert_id())},
      {"certStatus", to_string(single.certificate_status())},
      {"revocationTime", optional(single.revocation_time(), [](const Time& time) { return text_of(time); })},
      {"revocationReason", optional(single.revocation_reason(), [](ReasonFlags reason) { return to_string(reason); })},
      {"thisUpdate", text_of(single.this_update())},
      {"nextUpdate", optional(single.next_update(), [](const Time& time) { return text_of(time); })},
      {"extensions", describe_extensions(single.single_extensions())}};
}

Document describe_responder(const ResponderID& id) {
  if (id.by_name()) {
    return {{"byName", text_of(*id.by_name())}, {"byNameDer", hex(id.by_name()->der())}};
  }
  return {{"byKey", hex(*id.by_key())}};
}

Document describe_basic(const BasicOCSPResponse& basic) {
  Document responses = Document::array();
  for (const SingleResponse& single : basic.responses()) {
    responses.push_back(describe_single(single));
  }
  return {{"version", basic.version()},
          {"responderId", describe_responder(basic.responder_id())},
          {"producedAt", text_of(basic.produced_at())},
          {"responses", std::move(responses)},
          {"extensions", describe_extensions(basic.extensions())},
          {"signatureAlgorithm", describe_algorithm(basic.signature_algorithm())},
          {"signature", hex(basic.signature())},
          {"tbsResponseData", hex(basic.tbs_response_bytes())},
          {"certificates", describe_certificates(basic.certificates())}};
}

/// Characters outside printable ASCII, and the backslash itself, as RFC 4514 escapes them.
std::string escaped(Bytes ascii) {
  std::string text;
  for (const std::uint8_t octet : ascii) {
    if (octet >= 0x20 && octet < 0x7f && octet != '\\') {
      text += static_cast<char>(octet);
    } else {
      text += "\\" + hex(Bytes{&octet, 1});
    }
  }
  return text;
}

std::string text_of_address(Bytes address) {
  if (address.size() != 4) {
    return hex(address);
  }
  std::string text;
  for (const std::uint8_t octet : address) {
    text += (text.empty() ? "" : ".") + std::to_string(octet);
  }
  return text;
}

std::string text_of(const GeneralName& name) {
  switch (name.type()) {
    case GeneralNameType::directory_name:
      return text_of(name.directory_name());
    case GeneralNameType::rfc822_name:
    case GeneralNameType::dns_name:
    case GeneralNameType::uniform_resource_identifier:
      return escaped(name.contents());
    case GeneralNameType::ip_address:
      return text_of_address(name.contents());
    case GeneralNameType::registered_id:
      return text_of(name.oid());
    case GeneralNameType::other_name:
    case GeneralNameType::x400_address:
    case GeneralNameType::edi_party_name:
      return hex(name.contents());
  }
  return {};
}

Document describe_general_name(const GeneralName& name) {
  return {{"type", to_string(name.type())}, {"value", text_of(name)}, {"der", hex(name.der())}};
}

Document describe_signature(const Signature& signature) {
  return {{"algorithm", describe_algorithm(signature.algorithm())},
          {"signature", hex(signature.bits().bytes())},
          {"certificates", describe_certificates(signature.certificates())}};
}

/// Only where something was tolerated is there anything to say about it.
void add_tolerated(Document& document, Tolerance tolerated) {
  if (tolerated != Tolerance::none) {
    document["tolerated"] = names_of(tolerated);
  }
}

}  // namespace

Document describe(const OCSPResponse& response) {
  const BasicOCSPResponse* const basic = response.basic();
  Document document{{"responseStatus", to_string(response.response_status())},
                    {"responseType", basic != nullptr ? Document(text_of(response.response_type())) : absent()},
                    {"basic", basic != nullptr ? describe_basic(*basic) : absent()}};
  add_tolerated(document, response.tolerated());
  return document;
}

Document describe(const OCSPRequest& request) {
  Document requests = Document::array();
  for (const Request& one : request.requests()) {
    requests.push_back(
        {{"certId", describe_cert_id(one.cert_id())}, {"extensions", describe_extensions(one.extensions())}});
  }
  Document document{{"version", request.version()},
                    {"requestorName", optional(request.requestor_name(), describe_general_name)},
                    {"requests", std::move(requests)},
                    {"extensions", describe_extensions(request.extensions())},
                    {"signature", optional(request.signature(), describe_signature)}};
  add_tolerated(document, request.tolerated());
  return document;
}

Document describe(const Certificate& certificate) {
  const SubjectPublicKeyInfo& key = certificate.subject_public_key_info();
  const auto bits = [](const BitString& string) { return hex(string.bytes()); };
  Document document{{"version", certificate.version()},
                    {"serialNumber", decimal(certificate.serial_number())},
                    {"serialNumberHex", hex(certificate.serial_number().bytes())},
                    {"signatureAlgorithm", describe_algorithm(certificate.signature_algorithm())},
                    {"issuer", text_of(certificate.issuer())},
                    {"issuerDer", hex(certificate.issuer().der())},
                    {"notBefore", text_of(certificate.not_before())},
                    {"notAfter", text_of(certificate.not_after())},
                    {"subject", text_of(certificate.subject())},
                    {"subjectDer", hex(certificate.subject().der())},
                    {"subjectPublicKeyInfo",
                     {{"algorithm", describe_algorithm(key.algorithm())},
                      {"der", hex(key.der())},
                      {"publicKey", hex(key.public_key())}}},
                    {"extensions", describe_extensions(certificate.extensions())},
                    {"issuerUniqueID", optional(certificate.issuer_unique_id(), bits)},
                    {"subjectUniqueID", optional(certificate.subject_unique_id(), bits)},
                    {"tbsSignatureAlgorithm", describe_algorithm(certificate.tbs_signature_algorithm())},
                    {"signature", hex(certificate.signature())},
                    {"tbsCertificate", hex(certificate.tbs_certificate_bytes())}};
  add_tolerated(document, certificate.tolerated());
  return document;
}

std::string hex(Bytes octets) {
  std::string text(octets.size() * 2, '\0');
  TextWriter writer{text};
  writer.put_hex(octets);
  return text;
}

std::vector<std::string> names_of(Tolerance flags) {
  std::vector<std::string> names;
  for (const auto& [flag, name] : tolerance_names) {
    if (flag != Tolerance::all && contains(flags, flag)) {
      names.emplace_back(name);
    }
  }
  return names;
}

Tolerance parse_tolerance(std::string_view names) {
  Tolerance flags = Tolerance::none;
  while (true) {
    const std::size_t comma = names.find(',');
    const std::string_view wanted = names.substr(0, comma);
    bool found = false;
    for (const auto& [flag, name] : tolerance_names) {
      if (name == wanted) {
        flags |= flag;
        found = true;
      }
    }
    if (!found) {
      throw std::invalid_argument{"no such tolerance: " + std::string{wanted}};
    }
    if (comma == std::string_view::npos) {
      return flags;
    }
    names.remove_prefix(comma + 1);
  }
}

}  // namespace ocspan_tool
