// Whole messages read by the compiler: whatever is undefined behaviour does not compile here.
// Built with OCSPAN_HEADER_ONLY, under each compiler that is supported.
#include <array>
#include <ocspan/ocspan.hpp>
#include <string_view>

#include "embedded.hpp"

namespace {

using namespace ocspan;

template <std::size_t n>
constexpr auto request(const std::uint8_t (&der)[n]) {
  return *load_der_ocsp_request(der);
}

template <std::size_t n>
constexpr auto response(const std::uint8_t (&der)[n]) {
  return *load_der_ocsp_response(der);
}

constexpr bool has_decimal(const Integer& integer, std::string_view digits) {
  char text[64]{};
  const Result<std::string_view> decimal = integer.to_decimal(text);
  return decimal && *decimal == digits;
}

constexpr bool has_hex(Bytes octets, std::string_view digits) {
  char text[200]{};
  TextWriter writer{text};
  writer.put_hex(octets);
  const Result<std::string_view> hex = writer.finish();
  return hex && *hex == digits;
}

constexpr bool has_text(const Name& name, std::string_view expected) {
  char text[200]{};
  const Result<std::string_view> rfc4514 = name.to_rfc4514(text);
  return rfc4514 && *rfc4514 == expected;
}

// The founding documents' messages.

constexpr bool reads_seed_request() {
  const OCSPRequest seed = request(embedded::request);
  return has_decimal(*seed.serial_number(), "872625873161273451176241581705670534707360122361") &&
         *seed.hash_algorithm() == HashAlgorithm::sha1 &&
         has_hex(*seed.issuer_name_hash(), "38ca468c07448df48196c76d6d4c70519e60a7bd") &&
         has_hex(*seed.issuer_key_hash(), "7975bb843acb2cde7a09be311b43bc1c2a4d5358") && seed.extensions().empty() &&
         seed.public_bytes().size() == sizeof embedded::request;
}
static_assert(reads_seed_request());

constexpr bool reads_seed_response() {
  const OCSPResponse seed = response(embedded::response_unauthorized);
  return seed.response_status() == OCSPResponseStatus::unauthorized && seed.basic() == nullptr &&
         seed.this_update().error().code == ErrorCode::not_successful &&
         seed.certificate_status().error().code == ErrorCode::not_successful;
}
static_assert(reads_seed_response());

template <std::size_t n>
constexpr bool is_certificate(const std::uint8_t (&pem)[n], std::string_view subject_begin, std::string_view serial) {
  std::array<char, n> text{};
  for (std::size_t i = 0; i < n; ++i) {
    text[i] = static_cast<char>(pem[i]);
  }
  std::array<std::uint8_t, n> buffer{};
  const Result<Certificate> certificate = load_pem_x509_certificate(std::string_view{text.data(), n}, buffer);
  char name[300]{};
  const Result<std::string_view> subject = certificate->subject().to_rfc4514(name);
  return certificate && certificate->version() == 3 && subject && (*subject).starts_with(subject_begin) &&
         has_decimal(certificate->serial_number(), serial);
}
static_assert(is_certificate(embedded::www_cryptography_io, "CN=www.cryptography.io,", "16160"));
static_assert(is_certificate(embedded::rapidssl_sha256_ca_g3, "CN=RapidSSL SHA256 CA - G3,O=GeoTrust Inc.,C=US",
                             "146039"));
static_assert(is_certificate(embedded::ca_ed, "", "1") && is_certificate(embedded::leaf_good, "CN=leaf-good", "4097"));

// Messages of our own.

template <std::size_t n>
constexpr bool is_response(const std::uint8_t (&der)[n], OCSPCertStatus status, std::string_view serial,
                           std::size_t certificates) {
  const OCSPResponse message = response(der);
  const BasicOCSPResponse* const basic = message.basic();
  return basic != nullptr && basic->responses().size() == 1 && *message.certificate_status() == status &&
         has_decimal(*message.serial_number(), serial) && basic->certificates().size() == certificates &&
         basic->produced_at() >= *message.this_update() && message.public_bytes().size() == n;
}
static_assert(is_response(embedded::resp_good, OCSPCertStatus::good, "4097", 1));
static_assert(is_response(embedded::resp_unknown, OCSPCertStatus::unknown, "30583", 1));
static_assert(is_response(embedded::resp_good_nonce, OCSPCertStatus::good, "4097", 1));
static_assert(is_response(embedded::resp_good_no_certs, OCSPCertStatus::good, "4097", 0));
static_assert(is_response(embedded::resp_rsa_pss, OCSPCertStatus::good, "4097", 1));
static_assert(is_response(embedded::resp_extra_certs, OCSPCertStatus::good, "4097", 4));

constexpr bool is_revoked(const OCSPResponse& message, ReasonFlags reason) {
  return *message.certificate_status() == OCSPCertStatus::revoked && *message.revocation_time() &&
         *message.revocation_reason() == reason;
}
static_assert(is_revoked(response(embedded::resp_revoked_1_keyCompromise), ReasonFlags::key_compromise));
static_assert(is_revoked(response(embedded::resp_revoked_10_aACompromise), ReasonFlags::aa_compromise));
static_assert(!*response(embedded::resp_revoked_no_reason).revocation_reason());

static_assert(!*response(embedded::resp_good_no_next_update).next_update());
static_assert((*response(embedded::resp_good_by_key).responder_key_hash())->size() == 20);
static_assert(!*response(embedded::resp_good_by_key).responder_name());
static_assert(response(embedded::resp_ed25519).signature_algorithm_oid().has_value());
static_assert(*response(embedded::resp_ed25519).signature_algorithm_oid() == "Ed25519"_oid);
static_assert(*response(embedded::resp_ed25519).signature_hash_algorithm() == std::nullopt);
static_assert(*response(embedded::resp_ecdsa).signature_hash_algorithm() == HashAlgorithm::sha256);
static_assert(*response(embedded::resp_rsa_pss).signature_hash_algorithm() == HashAlgorithm::sha256);

constexpr unsigned statuses(const OCSPResponse& message) {
  unsigned seen = 0;
  for (const SingleResponse& single : message.basic()->responses()) {
    seen |= 1U << static_cast<unsigned>(single.certificate_status());
  }
  return seen;
}
static_assert(statuses(response(embedded::resp_three)) == 7);
static_assert(response(embedded::resp_three).this_update().error().code == ErrorCode::not_single);

static_assert(request(embedded::req_three).requests().size() == 3);
static_assert((*request(embedded::req_nonce).extensions().find("nonce"_oid))->value().size() == 18);
static_assert(has_text(request(embedded::req_signed_rsa).requestor_name()->directory_name(), "CN=leaf-rsa-2050"));
static_assert(request(embedded::req_signed_rsa).signature()->certificates().size() == 1);

// Refusals: the exact error, found at compile time.

template <std::size_t n>
constexpr Error refusal(const std::uint8_t (&der)[n]) {
  return load_der_ocsp_response(der).error();
}

constexpr std::uint8_t surplus[] = {0x30, 0x03, 0x0a, 0x01, 0x06, /* surplus: */ 0x00};
static_assert(refusal(surplus) == Error{ErrorCode::trailing_data, Field::ocsp_response, 5});
constexpr std::uint8_t status_4[] = {0x30, 0x03, 0x0a, 0x01, 0x04};
static_assert(refusal(status_4) == Error{ErrorCode::undefined_value, Field::response_status, 4});
constexpr std::uint8_t without_bytes[] = {0x30, 0x03, 0x0a, 0x01, 0x00};
static_assert(refusal(without_bytes) == Error{ErrorCode::response_bytes_missing, Field::response_bytes, 5});
constexpr std::uint8_t four_gib[] = {0x30, 0x84, 0xff, 0xff, 0xff, 0xff};
static_assert(refusal(four_gib) == Error{ErrorCode::truncated, Field::ocsp_response, 6});

}  // namespace

int main() {}
