/* Botan. OCSP::Response reads; PKIX::check_ocsp(), which path validation calls, decides. */
#include <botan/certstor.h>
#include <botan/hex.h>
#include <botan/ocsp.h>
#include <botan/version.h>
#include <botan/x509path.h>

#include "limbo.h"

namespace {

Botan::X509_Certificate certificate(limbo_bytes der) { return Botan::X509_Certificate(der.data, der.size); }

/* Its answers are not public. */
cJSON* fields_of(const Botan::OCSP::Response& response) {
  cJSON* const status = limbo_string(limbo_status(static_cast<long>(response.status())));
  if (response.status() != Botan::OCSP::Response_Status_Code::Successful) {
    return limbo_object("responseStatus", status, "basic", cJSON_CreateNull(), nullptr);
  }
  const std::vector<uint8_t>& key = response.signer_key_hash();
  const std::vector<uint8_t> name = response.signer_name().BER_encode();
  cJSON* const id = key.empty() ? limbo_object("byNameDer", limbo_hex(name.data(), name.size()), nullptr)
                                : limbo_object("byKey", limbo_hex(key.data(), key.size()), nullptr);
  const std::string produced = response.produced_at().to_string();
  cJSON* const certificates = cJSON_CreateArray();
  for (const Botan::X509_Certificate& one : response.certificates()) {
    cJSON_AddItemToArray(certificates, limbo_string(Botan::hex_encode(one.BER_encode(), false).c_str()));
  }
  return limbo_object("responseStatus", status, "basic",
                      limbo_object("responderId", id, "certificates", certificates, "producedAt",
                                   limbo_generalized_time(produced.data(), produced.size()), nullptr),
                      nullptr);
}

const char* verdict_of(const std::set<Botan::Certificate_Status_Code>& codes) {
  if (codes.count(Botan::Certificate_Status_Code::CERT_IS_REVOKED) != 0) {
    return "revoked";
  }
  const auto is_good = [](Botan::Certificate_Status_Code code) {
    return code == Botan::Certificate_Status_Code::OCSP_RESPONSE_GOOD ||
           code == Botan::Certificate_Status_Code::OCSP_SIGNATURE_OK;
  };
  return !codes.empty() && std::all_of(codes.begin(), codes.end(), is_good) ? "good" : "untrusted";
}

void verify(limbo_bytes message, const cJSON* inputs, cJSON* answer) {
  if (!limbo_has_any(inputs, "certificate", nullptr) || limbo_has_any(inputs, "nonce", "extra_certificates", nullptr)) {
    limbo_verdict(answer, "skip", "needs a certificate; compares no nonce; takes no other certificates");
    return;
  }
  const double max_age = limbo_number(limbo_get(inputs, "policy"), "max_age", 0);
  const auto issuer = std::make_shared<Botan::X509_Certificate>(certificate(limbo_member(inputs, "issuer")));
  const auto asked = std::make_shared<Botan::X509_Certificate>(certificate(limbo_member(inputs, "certificate")));
  const Botan::CertificatePathStatusCodes found =
      Botan::PKIX::check_ocsp({asked, issuer}, {std::make_shared<Botan::OCSP::Response>(message.data, message.size)},
                              {new Botan::Certificate_Store_In_Memory(*issuer)},
                              std::chrono::system_clock::from_time_t(limbo_time(limbo_text(inputs, "time"))),
                              std::chrono::seconds(static_cast<long>(max_age)));
  std::string detail;
  for (const Botan::Certificate_Status_Code code : found.at(0)) {
    detail += (detail.empty() ? "" : "; ") + std::string(Botan::to_string(code));
  }
  limbo_verdict(answer, verdict_of(found.at(0)), detail.c_str());
}

}  // namespace

static void answer_case(const char* op, const cJSON* question, const cJSON* inputs, cJSON* answer) {
  const limbo_bytes message = limbo_member(question, "input");
  try {
    if (strcmp(op, "parse_response") == 0) {
      const Botan::OCSP::Response response(message.data, message.size);
      limbo_show(answer, "accept", fields_of(response));
    } else {
      verify(message, inputs, answer);
    }
  } catch (const std::exception& error) {
    limbo_refuse(answer, op, error.what());
  }
}

int main() {
  const std::string version = Botan::short_version_string();
  return limbo_main({"botan", version.c_str(), "input", "parse_response verify",
                     "multi time-input pss eddsa sha256-certid", "sha1 sha256", "rsa pss ecdsa ed25519"});
}
