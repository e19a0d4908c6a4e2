// A certificate, read by OpenSSL too.
#include "openssl.hpp"

namespace ocspan::fuzz::openssl_certificate_harness {
namespace {

void add_unique_id(Reading& reading, const std::optional<BitString>& id) {
  reading.add("has a unique identifier", id ? 1 : 0);
  if (id) {
    reading.add(*id);
  }
}

Reading reading_of(const Certificate& certificate) {
  Reading reading;
  reading.add("version", std::int64_t{certificate.version()});
  reading.add("serialNumber", certificate.serial_number().bytes());
  reading.add(certificate.tbs_signature_algorithm());
  reading.add("issuer", certificate.issuer().der());
  reading.add("notBefore", certificate.not_before());
  reading.add("notAfter", certificate.not_after());
  reading.add("subject", certificate.subject().der());
  reading.add(certificate.subject_public_key_info().algorithm());
  reading.add("subjectPublicKey", certificate.subject_public_key_info().public_key());
  add_unique_id(reading, certificate.issuer_unique_id());
  add_unique_id(reading, certificate.subject_unique_id());
  reading.add(certificate.extensions());
  reading.add(certificate.signature_algorithm());
  reading.add("signatureValue", certificate.signature());
  return reading;
}

void add_unique_id(openssl::Fields& fields, const ASN1_BIT_STRING* id) {
  fields.add("has a unique identifier", id != nullptr ? 1 : 0);
  if (id != nullptr) {
    fields.add_bits(id);
  }
}

PeerReading read_certificate(Bytes input) {
  PeerReading result;
  const auto certificate = openssl::read_all<X509, X509_free>(d2i_X509, input);
  if (!certificate) {
    return result;
  }
  // The first keeps the bytes of tbsCertificate as they came; the second does not.
  result.rewrites = equal(openssl::written_by(i2d_X509, certificate.get()), input);
  const std::vector<std::uint8_t> tbs = openssl::written_by(i2d_re_X509_tbs, certificate.get());
  result.rewrites = result.rewrites && std::search(input.begin(), input.end(), tbs.begin(), tbs.end()) != input.end();

  openssl::Fields fields;
  fields.add("version", std::int64_t{X509_get_version(certificate.get()) + 1});
  fields.add_integer("serialNumber", X509_get0_serialNumber(certificate.get()));
  fields.add(X509_get0_tbs_sigalg(certificate.get()));
  fields.add("issuer", X509_get_issuer_name(certificate.get()));
  fields.add_time("notBefore", X509_get0_notBefore(certificate.get()));
  fields.add_time("notAfter", X509_get0_notAfter(certificate.get()));
  fields.add("subject", X509_get_subject_name(certificate.get()));
  X509_ALGOR* key_algorithm = nullptr;
  X509_PUBKEY_get0_param(nullptr, nullptr, nullptr, &key_algorithm, X509_get_X509_PUBKEY(certificate.get()));
  fields.add(key_algorithm);
  fields.add("subjectPublicKey", X509_get0_pubkey_bitstr(certificate.get()));
  const ASN1_BIT_STRING* issuer_id = nullptr;
  const ASN1_BIT_STRING* subject_id = nullptr;
  X509_get0_uids(certificate.get(), &issuer_id, &subject_id);
  add_unique_id(fields, issuer_id);
  add_unique_id(fields, subject_id);
  fields.add_extensions(X509_get_ext_count(certificate.get()), certificate.get(), X509_get_ext);
  const ASN1_BIT_STRING* signature = nullptr;
  const X509_ALGOR* signature_algorithm = nullptr;
  X509_get0_signature(&signature, &signature_algorithm, certificate.get());
  fields.add(signature_algorithm);
  fields.add("signatureValue", signature);
  result.reading = fields.reading();
  return result;
}

using V = Verdicts<Certificate>;
using Explain = openssl::Explain<Certificate>;
constexpr Disagreement<Certificate> disagreements[] = {
    {"contents of parameters", Explain::parameters},
    {"attribute value", Explain::attribute_value},
    {"comma in a time", Explain::comma_in_time},
    {"padded serial number", Explain::padded_serial_number},
    {"BER", Explain::ber},
    {"BOOLEAN", Explain::boolean},
    {"empty RDN", Explain::empty_rdn},
    {"reserved tag", Explain::reserved_tag},
    {"version", Explain::version},
    {"offset from UTC", Explain::offset_from_utc},
};

}  // namespace
}  // namespace ocspan::fuzz::openssl_certificate_harness

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ocspan::fuzz::openssl_certificate_harness;
  ocspan::fuzz::check_against_peer<ocspan::Certificate>({data, size}, reading_of, read_certificate, disagreements);
  return 0;
}
