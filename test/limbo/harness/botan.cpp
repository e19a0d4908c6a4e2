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
void put_response(cJSON* fields, const Botan::OCSP::Response& response) {
  limbo_put_text(fields, "responseStatus", limbo_status(static_cast<long>(response.status())));
  if (response.status() != Botan::OCSP::Response_Status_Code::Successful) {
    cJSON_AddNullToObject(fields, "basic");
    return;
  }
  cJSON* const basic = cJSON_AddObjectToObject(fields, "basic");
  cJSON* const id = cJSON_AddObjectToObject(basic, "responderId");
  cJSON* const certificates = cJSON_AddArrayToObject(basic, "certificates");
  const std::vector<uint8_t>& key = response.signer_key_hash();
  if (!key.empty()) {
    limbo_put_hex(id, "byKey", key.data(), key.size());
  } else {
    const std::vector<uint8_t> name = response.signer_name().BER_encode();
    limbo_put_hex(id, "byNameDer", name.data(), name.size());
  }
  const std::string produced = response.produced_at().to_string();
  limbo_put_generalized_time(basic, "producedAt", produced.data(), produced.size());
  for (const Botan::X509_Certificate& one : response.certificates()) {
    cJSON_AddItemToArray(certificates, cJSON_CreateString(Botan::hex_encode(one.BER_encode(), false).c_str()));
  }
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
  if (!cJSON_HasObjectItem(inputs, "certificate") || cJSON_HasObjectItem(inputs, "nonce") ||
      cJSON_HasObjectItem(inputs, "extra_certificates")) {
    limbo_verdict(answer, "skip", "needs a certificate; compares no nonce; takes no other certificates");
    return;
  }
  const cJSON* const policy = cJSON_GetObjectItemCaseSensitive(inputs, "policy");
  const cJSON* const max_age = cJSON_GetObjectItemCaseSensitive(policy, "max_age");
  const auto issuer = std::make_shared<Botan::X509_Certificate>(certificate(limbo_member(inputs, "issuer")));
  const auto asked = std::make_shared<Botan::X509_Certificate>(certificate(limbo_member(inputs, "certificate")));
  const Botan::CertificatePathStatusCodes found =
      Botan::PKIX::check_ocsp({asked, issuer}, {std::make_shared<Botan::OCSP::Response>(message.data, message.size)},
                              {new Botan::Certificate_Store_In_Memory(*issuer)},
                              std::chrono::system_clock::from_time_t(limbo_time(limbo_text(inputs, "time"))),
                              std::chrono::seconds(max_age == nullptr ? 0 : static_cast<long>(max_age->valuedouble)));
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
      limbo_verdict(answer, "accept", nullptr);
      put_response(cJSON_AddObjectToObject(answer, "fields"), response);
    } else {
      verify(message, inputs, answer);
    }
  } catch (const std::exception& error) {
    limbo_refuse(answer, op, error.what());
  }
}

int main() {
  const std::string hello = "{\"peer\":\"botan\",\"version\":\"" + Botan::short_version_string() +
                            "\",\"clock\":\"input\",\"ops\":[\"parse_response\",\"verify\"],"
                            "\"features\":[\"multi\",\"time-input\",\"pss\",\"eddsa\",\"sha256-certid\"],"
                            "\"hashes\":[\"sha1\",\"sha256\"],\"signatures\":[\"rsa\",\"pss\",\"ecdsa\",\"ed25519\"]}";
  return limbo_main(hello.c_str());
}
