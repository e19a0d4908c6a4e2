#include "output/document.hpp"

#include <ranges>

#include "output/extensions.hpp"

namespace ocspan_tool {

using namespace ocspan;

// static, because JsonWriter::field() would not find overloads in an unnamed namespace.
static void put(JsonWriter& json, const CertID& id) {
  json.object([&] {
    json.field("hashAlgorithm", id.hash_algorithm().oid());
    json.field("issuerNameHash", id.issuer_name_hash());
    json.field("issuerKeyHash", id.issuer_key_hash());
    json.field("serialNumber", id.serial_number());
    json.field("serialNumberHex", id.serial_number().bytes());
  });
}

static void put(JsonWriter& json, const ResponderID& id) {
  json.object([&] {
    if (id.by_name()) {
      json.field("byName", *id.by_name());
      json.field("byNameDer", id.by_name()->der());
    } else {
      json.field("byKey", *id.by_key());
    }
  });
}

static void put(JsonWriter& json, const Signature& signature) {
  json.object([&] {
    json.field("algorithm", signature.algorithm());
    json.field("signature", signature.bits());
    json.field("certificates", signature.certificates());
  });
}

namespace {

void put_extensions(JsonWriter& json, const Extensions& extensions, Tolerance tolerance) {
  json.list(extensions, [&](const Extension& extension) {
    json.object([&] {
      put_oid_fields(json, extension.oid());
      json.field("critical", extension.critical());
      json.field("value", extension.value());
      json.field("decoded", [&] { put_decoded(json, extension, tolerance); });
    });
  });
}

void put_single(JsonWriter& json, const SingleResponse& single, Tolerance tolerance) {
  const std::optional<ReasonFlags>& reason = single.revocation_reason();
  json.object([&] {
    json.field("certId", single.cert_id());
    json.field("certStatus", to_string(single.certificate_status()));
    json.field("revocationTime", single.revocation_time());
    json.field("revocationReason", reason ? std::optional{to_string(*reason)} : std::nullopt);
    json.field("thisUpdate", single.this_update());
    json.field("nextUpdate", single.next_update());
    json.field("extensions", [&] { put_extensions(json, single.single_extensions(), tolerance); });
  });
}

void put_basic(JsonWriter& json, const BasicOCSPResponse& basic, Tolerance tolerance, bool is_unsigned) {
  json.object([&] {
    json.field("version", basic.version());
    json.field("responderId", basic.responder_id());
    json.field("producedAt", basic.produced_at());
    json.field("responses", [&] {
      json.list(basic.responses(), [&](const SingleResponse& single) { put_single(json, single, tolerance); });
    });
    json.field("extensions", [&] { put_extensions(json, basic.extensions(), tolerance); });
    json.field("signatureAlgorithm", is_unsigned ? std::nullopt : std::optional{basic.signature_algorithm()});
    json.field("signature", is_unsigned ? std::nullopt : std::optional{basic.signature()});
    json.field("tbsResponseData", basic.tbs_response_bytes());
    json.field("certificates", basic.certificates());
  });
}

/// The URLs that authorityInfoAccess has; null for those that it has not, and if it is absent or malformed.
void put_urls(JsonWriter& json, const Certificate& certificate, Tolerance tolerance) {
  const auto found = certificate.extensions().get<AuthorityInfoAccess>(tolerance);
  const AuthorityInfoAccess access = found && *found ? **found : AuthorityInfoAccess{};
  const auto put_first = [&](Oid method) {
    const std::optional<Bytes> url = access.url(method);
    url ? put_ascii(json, *url) : json.null();
  };
  json.field("ocspUrl", [&] { put_first("ocsp"_oid); });
  json.field("ocspUrls", [&] {
    if (!access.url("ocsp"_oid)) {
      return json.null();
    }
    const auto is_responder = [](const AccessDescription& one) {
      return one.access_method() == "ocsp"_oid &&
             one.access_location().type() == GeneralNameType::uniform_resource_identifier;
    };
    json.list(access | std::views::filter(is_responder),
              [&](const AccessDescription& one) { put_ascii(json, one.access_location().bytes()); });
  });
  json.field("caIssuersUrl", [&] { put_first("caIssuers"_oid); });
}

void put_key(JsonWriter& json, const SubjectPublicKeyInfo& key) {
  json.object([&] {
    json.field("algorithm", key.algorithm());
    json.field("der", key.der());
    json.field("publicKey", key.public_key());
  });
}

/// The fields "tolerated" and "form", which are absent where nothing was tolerated, and where there is none.
void put_circumstances(JsonWriter& json, Tolerance tolerated, const Origin& origin) {
  if (tolerated != Tolerance::none) {
    json.field("tolerated", tolerated);
  }
  if (!origin.form.empty()) {
    json.field("form", origin.form);
  }
}

}  // namespace

void put(JsonWriter& json, Tolerance tolerated) {
  json.flags(std::size(tolerance_names), [&](std::size_t i) {
    return contains(tolerated, tolerance_names[i].flag) ? tolerance_names[i].name : std::string_view{};
  });
}

void describe(JsonWriter& json, const OCSPResponse& response, Tolerance tolerance, const Origin& origin) {
  const BasicOCSPResponse* const basic = response.basic();
  json.object([&] {
    json.field("responseStatus", to_string(response.response_status()));
    json.field("responseType", [&] { basic != nullptr ? put_dotted(json, response.response_type()) : json.null(); });
    json.field("basic",
               [&] { basic != nullptr ? put_basic(json, *basic, tolerance, origin.is_unsigned) : json.null(); });
    put_circumstances(json, response.tolerated(), origin);
  });
}

void describe(JsonWriter& json, const OCSPRequest& request, Tolerance tolerance, const Origin& origin) {
  json.object([&] {
    json.field("version", request.version());
    json.field("requestorName", request.requestor_name());
    json.field("requests", [&] {
      json.list(request.requests(), [&](const Request& one) {
        json.object([&] {
          json.field("certId", one.cert_id());
          json.field("extensions", [&] { put_extensions(json, one.extensions(), tolerance); });
        });
      });
    });
    json.field("extensions", [&] { put_extensions(json, request.extensions(), tolerance); });
    json.field("signature", request.signature());
    put_circumstances(json, request.tolerated(), origin);
  });
}

void describe(JsonWriter& json, const Certificate& certificate, Tolerance tolerance, const Origin& origin) {
  json.object([&] {
    json.field("version", certificate.version());
    json.field("serialNumber", certificate.serial_number());
    json.field("serialNumberHex", certificate.serial_number().bytes());
    json.field("signatureAlgorithm", certificate.signature_algorithm());
    json.field("issuer", certificate.issuer());
    json.field("issuerDer", certificate.issuer().der());
    json.field("notBefore", certificate.not_before());
    json.field("notAfter", certificate.not_after());
    json.field("subject", certificate.subject());
    json.field("subjectDer", certificate.subject().der());
    json.field("subjectPublicKeyInfo", [&] { put_key(json, certificate.subject_public_key_info()); });
    json.field("extensions", [&] { put_extensions(json, certificate.extensions(), tolerance); });
    put_urls(json, certificate, tolerance);
    json.field("issuerUniqueID", certificate.issuer_unique_id());
    json.field("subjectUniqueID", certificate.subject_unique_id());
    json.field("tbsSignatureAlgorithm", certificate.tbs_signature_algorithm());
    json.field("signature", certificate.signature());
    json.field("tbsCertificate", certificate.tbs_certificate_bytes());
    put_circumstances(json, certificate.tolerated(), origin);
  });
}

std::optional<Certificate> responder_of(const Verification& verification) {
  const Bytes der = verification.responder_certificate();
  const Result<Certificate> certificate = load_der_x509_certificate(der, Tolerance::all);
  return certificate ? std::optional{*certificate} : std::nullopt;
}

bool is_expired(const Verified& verified) {
  const Certificate* const certificate = verified.question.certificate();
  return certificate != nullptr && certificate->not_after() < verified.policy.at;
}

void describe(JsonWriter& json, const Verified& verified) {
  const Verification& verification = verified.verification;
  const VerifyFailure failure = verification.failure();
  const std::optional failed = failure.step == VerifyStep::none ? std::nullopt : std::optional{failure};
  const std::optional<ReasonFlags> reason = verification.revocation_reason();
  const std::string_view signer = to_string(verification.signed_by());
  const std::optional<Certificate> responder = responder_of(verification);
  const bool by_issuer = verification.signed_by() == SignedBy::issuer;
  json.object([&] {
    json.field("verdict", to_string(verification.verdict()));
    json.field("step", failed ? std::optional{to_string(failure.step)} : std::nullopt);
    json.field("message", message_of(failure.step));
    if (verified.detail) {
      json.field("detail", verified.detail->empty() ? std::nullopt : verified.detail);
    }
    json.field("revocationTime", verification.revocation_time());
    json.field("revocationReason", reason ? std::optional{to_string(*reason)} : std::nullopt);
    json.field("thisUpdate", verification.this_update());
    json.field("nextUpdate", verification.next_update());
    json.field("signer", signer.empty() ? std::nullopt : std::optional{signer});
    json.field("nocheck", verification.nocheck());
    json.field("usableUntil", verification.usable_until());
    json.field("severalAnswers", verification.has_several_answers());
    json.field("field", failed ? std::optional{to_string(failure.field)} : std::nullopt);
    json.field("offset", failed ? std::optional{failure.offset} : std::nullopt);
    json.field("input", failed ? std::optional{to_string(failure.input)} : std::nullopt);
    json.field("responseStatus", to_string(verified.response.response_status()));
    json.field("at", verified.policy.at);
    json.field("serialNumber", verified.question.serial_number());
    json.field("serialNumberHex", verified.question.serial_number().bytes());
    json.field("signerName", responder   ? std::optional{responder->subject()}
                             : by_issuer ? std::optional{verified.question.issuer().subject()}
                                         : std::nullopt);
    json.field("nonce", to_string(verification.nonce()));
    json.field("certificateExpired", is_expired(verified));
    json.field("tolerated", verification.tolerated());
    if (verified.count > 1) {
      json.field("responseNumber", verified.number);
      json.field("responseCount", verified.count);
    }
    if (!verified.form.empty()) {
      json.field("form", verified.form);
    }
  });
}

}  // namespace ocspan_tool
