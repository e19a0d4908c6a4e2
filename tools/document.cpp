#include "document.hpp"

#include <stdexcept>

#include "extensions.hpp"
#include "values.hpp"

namespace ocspan_tool {
namespace {

using namespace ocspan;

constexpr std::pair<Tolerance, std::string_view> tolerance_names[] = {
    {Tolerance::explicit_default, "explicit_default"}, {Tolerance::response_bytes_in_error, "response_bytes_in_error"},
    {Tolerance::empty_extensions, "empty_extensions"}, {Tolerance::time_forms, "time_forms"},
    {Tolerance::unsorted_set, "unsorted_set"},         {Tolerance::all, "all"},
};

Document describe_extensions(const Extensions& extensions, Tolerance tolerance) {
  Document list = Document::array();
  for (const Extension& extension : extensions) {
    list.push_back({{"oid", text_of(extension.oid())},
                    {"name", name_or_null(extension.oid())},
                    {"critical", extension.critical()},
                    {"value", hex(extension.value())},
                    {"decoded", decode(extension, tolerance)}});
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

Document describe_single(const SingleResponse& single, Tolerance tolerance) {
  return {
      {"certId", describe_cert_id(single.cert_id())},
      {"certStatus", to_string(single.certificate_status())},
      {"revocationTime", optional(single.revocation_time(), [](const Time& time) { return text_of(time); })},
      {"revocationReason", optional(single.revocation_reason(), [](ReasonFlags reason) { return to_string(reason); })},
      {"thisUpdate", text_of(single.this_update())},
      {"nextUpdate", optional(single.next_update(), [](const Time& time) { return text_of(time); })},
      {"extensions", describe_extensions(single.single_extensions(), tolerance)}};
}

Document describe_responder(const ResponderID& id) {
  if (id.by_name()) {
    return {{"byName", text_of(*id.by_name())}, {"byNameDer", hex(id.by_name()->der())}};
  }
  return {{"byKey", hex(*id.by_key())}};
}

Document describe_basic(const BasicOCSPResponse& basic, Tolerance tolerance) {
  Document responses = Document::array();
  for (const SingleResponse& single : basic.responses()) {
    responses.push_back(describe_single(single, tolerance));
  }
  return {{"version", basic.version()},
          {"responderId", describe_responder(basic.responder_id())},
          {"producedAt", text_of(basic.produced_at())},
          {"responses", std::move(responses)},
          {"extensions", describe_extensions(basic.extensions(), tolerance)},
          {"signatureAlgorithm", describe_algorithm(basic.signature_algorithm())},
          {"signature", hex(basic.signature())},
          {"tbsResponseData", hex(basic.tbs_response_bytes())},
          {"certificates", describe_certificates(basic.certificates())}};
}

/// Where the certificate says that something about its issuer is; null if it does not, or not readably.
Document url_of(const Certificate& certificate, Oid method, Tolerance tolerance) {
  const auto access = certificate.extensions().get<AuthorityInfoAccess>(tolerance);
  return access && *access ? optional((*access)->url(method), escaped) : absent();
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

Document describe(const OCSPResponse& response, Tolerance tolerance) {
  const BasicOCSPResponse* const basic = response.basic();
  Document document{{"responseStatus", to_string(response.response_status())},
                    {"responseType", basic != nullptr ? Document(text_of(response.response_type())) : absent()},
                    {"basic", basic != nullptr ? describe_basic(*basic, tolerance) : absent()}};
  add_tolerated(document, response.tolerated());
  return document;
}

Document describe(const OCSPRequest& request, Tolerance tolerance) {
  Document requests = Document::array();
  for (const Request& one : request.requests()) {
    requests.push_back({{"certId", describe_cert_id(one.cert_id())},
                        {"extensions", describe_extensions(one.extensions(), tolerance)}});
  }
  Document document{{"version", request.version()},
                    {"requestorName", optional(request.requestor_name(), describe_general_name)},
                    {"requests", std::move(requests)},
                    {"extensions", describe_extensions(request.extensions(), tolerance)},
                    {"signature", optional(request.signature(), describe_signature)}};
  add_tolerated(document, request.tolerated());
  return document;
}

Document describe(const Certificate& certificate, Tolerance tolerance) {
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
                    {"extensions", describe_extensions(certificate.extensions(), tolerance)},
                    {"ocspUrl", url_of(certificate, "ocsp"_oid, tolerance)},
                    {"caIssuersUrl", url_of(certificate, "caIssuers"_oid, tolerance)},
                    {"issuerUniqueID", optional(certificate.issuer_unique_id(), bits)},
                    {"subjectUniqueID", optional(certificate.subject_unique_id(), bits)},
                    {"tbsSignatureAlgorithm", describe_algorithm(certificate.tbs_signature_algorithm())},
                    {"signature", hex(certificate.signature())},
                    {"tbsCertificate", hex(certificate.tbs_certificate_bytes())}};
  add_tolerated(document, certificate.tolerated());
  return document;
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
