// Whole messages read by the compiler: whatever is undefined behaviour does not compile here.
// Built with OCSPAN_HEADER_ONLY, under each compiler that is supported.
#include <array>
#include <iterator>
#include <ocspan/lint/lint.hpp>
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

constexpr bool has_hex(Bytes bytes, std::string_view digits) {
  char text[200]{};
  TextWriter writer{text};
  writer.put_hex(bytes);
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
constexpr std::array<char, n> text_of(const std::uint8_t (&pem)[n]) {
  std::array<char, n> text{};
  for (std::size_t i = 0; i < n; ++i) {
    text[i] = static_cast<char>(pem[i]);
  }
  return text;
}

template <std::size_t n>
constexpr bool is_certificate(const std::uint8_t (&pem)[n], std::string_view subject_begin, std::string_view serial) {
  const std::array<char, n> text = text_of(pem);
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

// Messages written by the compiler, and read back.

/// No hash function, but what it writes depends on all that it is given.
struct FakeHasher {
  constexpr bool operator()(HashAlgorithm hash, Bytes data, std::span<std::uint8_t> out) const {
    std::uint32_t state = static_cast<std::uint32_t>(hash) + 1;
    for (const std::uint8_t byte : data) {
      state = (state ^ byte) * 16777619U;
    }
    for (std::uint8_t& byte : out) {
      state = state * 1664525U + 1013904223U;
      byte = static_cast<std::uint8_t>(state >> 24);
    }
    return true;
  }
};

/// Signs with two bytes, though it might have been 130, that depend on the message.
struct FakeSigner {
  static constexpr std::array<std::uint8_t, 2> signature_of(Bytes message) {
    std::array<std::uint8_t, 2> sums{};
    for (const std::uint8_t byte : message) {
      sums[0] = static_cast<std::uint8_t>(sums[0] + byte);
      sums[1] = static_cast<std::uint8_t>(sums[1] + sums[0]);
    }
    return sums;
  }
  constexpr std::size_t operator()(Bytes message, std::span<std::uint8_t> out) const {
    if (out.empty()) {
      return 130;
    }
    const std::array<std::uint8_t, 2> signature = signature_of(message);
    out[0] = signature[0];
    out[1] = signature[1];
    return signature.size();
  }
};

template <class T>
constexpr bool is_written_as(const T& message, Bytes der) {
  std::array<std::uint8_t, 2000> buffer{};
  Writer writer{buffer};
  message.write(writer);
  const Result<Bytes> written = writer.finish();
  return written && equal(*written, der);
}

/// A certificate that came along with a response.
constexpr Certificate some_certificate() {
  return *load_der_x509_certificate(*(*response(embedded::resp_good).certificates()).begin());
}

constexpr std::uint8_t nonce[] = {1, 2, 3, 4};
constexpr std::uint8_t number[] = {0x12, 0x34};
constexpr std::uint8_t null[] = {0x05, 0x00};
constexpr std::uint8_t twenty_bytes[20] = {0xff};

constexpr bool writes_request() {
  const Certificate certificate = some_certificate();
  const std::array<Extension, 1> of_one{Extension{oid<1, 2, 3>, true, null}};
  const std::array<Oid, 1> types{"basic"_oid};
  OCSPRequestBuilder builder{FakeHasher{}, std::array<RequestEntry, 2>{}};
  builder.add_certificate(certificate, certificate, HashAlgorithm::sha256)
      .add_certificate_by_hash(twenty_bytes, twenty_bytes, Integer{number}, HashAlgorithm::sha1, of_one)
      .nonce(nonce)
      .acceptable_responses(types);
  std::array<std::uint8_t, 1000> buffer{};
  const Result<Bytes> der = builder.build(buffer);
  const Result<OCSPRequest> read = load_der_ocsp_request(*der);
  if (!der || !read || !is_written_as(*read, *der)) {
    return false;
  }
  const auto first = read->requests().begin();
  const Request second = *std::next(first);
  std::array<std::uint8_t, 32> key_hash{};
  FakeHasher{}(HashAlgorithm::sha256, certificate.subject_public_key_info().public_key(), key_hash);
  const Extensions extensions = read->extensions();
  return read->requests().size() == 2 && equal(first->cert_id().issuer_key_hash(), key_hash) &&
         first->cert_id().serial_number() == certificate.serial_number() && first->extensions().empty() &&
         has_decimal(second.cert_id().serial_number(), "4660") && second.extensions().size() == 1 &&
         has_hex((*extensions.find("nonce"_oid))->value(), "040401020304") && extensions.size() == 2 &&
         !read->signature() && !read->requestor_name();
}
static_assert(writes_request());

constexpr bool writes_signed_request() {
  const Certificate certificate = some_certificate();
  const std::array<Bytes, 1> certificates{certificate.public_bytes()};
  OCSPRequestBuilder builder;
  builder.add_certificate(*request(embedded::request).cert_id())
      .requestor_name(certificate.subject())
      .certificates(certificates);
  std::array<std::uint8_t, 2000> buffer{};
  const Result<Bytes> der = builder.sign(signature_algorithm("Ed25519"_oid), FakeSigner{}, buffer);
  const Result<OCSPRequest> read = load_der_ocsp_request(*der);
  return der && read && is_written_as(*read, *der) && *read->cert_id() == *request(embedded::request).cert_id() &&
         read->requestor_name()->directory_name() == certificate.subject() &&
         equal(read->signature()->bits().bytes(), FakeSigner::signature_of(read->tbs_request_bytes())) &&
         equal(*read->signature()->certificates().begin(), certificate.public_bytes());
}
static_assert(writes_signed_request());

constexpr bool writes_response() {
  const Certificate certificate = some_certificate();
  const Time time{2020, 2, 29, 1, 2, 3};
  OCSPResponseBuilder builder{FakeHasher{}};
  builder
      .add_response(certificate, certificate, HashAlgorithm::sha1,
                    {.certificate_status = OCSPCertStatus::good, .this_update = time, .next_update = time})
      .add_response(*request(embedded::request).cert_id(), {.certificate_status = OCSPCertStatus::revoked,
                                                            .this_update = time,
                                                            .revocation_time = time,
                                                            .revocation_reason = ReasonFlags::superseded})
      .add_response_by_hash(twenty_bytes, twenty_bytes, Integer{number}, HashAlgorithm::sha1, {.this_update = time})
      .responder_by_key(certificate)
      .produced_at(time)
      .nonce(nonce);
  std::array<std::uint8_t, 1000> buffer{};
  const Result<Bytes> der = builder.sign(signature_algorithm("sha256WithRSAEncryption"_oid), FakeSigner{}, buffer);
  const Result<OCSPResponse> read = load_der_ocsp_response(*der);
  if (!der || !read || !is_written_as(*read, *der)) {
    return false;
  }
  const BasicOCSPResponse& basic = *read->basic();
  const SingleResponse second = *std::next(basic.responses().begin());
  std::array<std::uint8_t, 20> key_hash{};
  FakeHasher{}(HashAlgorithm::sha1, certificate.subject_public_key_info().public_key(), key_hash);
  return statuses(*read) == 7 && equal(*basic.responder_key_hash(), key_hash) && basic.produced_at() == time &&
         basic.responses().begin()->next_update() == time &&
         second.cert_id() == *request(embedded::request).cert_id() && second.revocation_time() == time &&
         second.revocation_reason() == ReasonFlags::superseded &&
         equal(basic.signature(), FakeSigner::signature_of(basic.tbs_response_bytes())) &&
         *basic.signature_hash_algorithm() == HashAlgorithm::sha256;
}
static_assert(writes_response());

// A response that the compiler has signed, verified by the compiler.

constexpr VerifyStep verifies_response(const Time& at, bool verifier_says) {
  const Certificate issuer = some_certificate();
  OCSPResponseBuilder builder{FakeHasher{}};
  builder
      .add_response(issuer, issuer, HashAlgorithm::sha1,
                    {.certificate_status = OCSPCertStatus::good,
                     .this_update = Time{2020, 2, 28, 0, 0, 0},
                     .next_update = Time{2020, 3, 1, 0, 0, 0}})
      .responder_by_key(issuer)
      .produced_at({2020, 2, 28, 0, 0, 0});
  std::array<std::uint8_t, 1000> buffer{};
  const Result<Bytes> der = builder.sign(signature_algorithm("Ed25519"_oid), FakeSigner{}, buffer);
  const Result<OCSPResponse> response = load_der_ocsp_response(*der);
  const Result<IssuerHashes> hashes = IssuerHashes::of(IssuerHashInput{issuer}, HashAlgorithm::sha256, FakeHasher{});
  const CertID asked = hashes->cert_id(issuer.serial_number());
  const auto verifier = [&](const AlgorithmIdentifier& algorithm, const SubjectPublicKeyInfo& key, Bytes message,
                            Bytes signature) {
    return verifier_says && algorithm.oid() == "Ed25519"_oid &&
           equal(key.der(), issuer.subject_public_key_info().der()) &&
           equal(signature, FakeSigner::signature_of(message));
  };
  const Verification result = verify(*response, Question{asked, issuer}, {.at = at}, verifier, FakeHasher{});
  const bool good = result.verdict() == Verdict::good && result.usable_until() == Time{2020, 3, 1, 0, 0, 0};
  return good == (result.failure().step == VerifyStep::none) ? result.failure().step : VerifyStep::no_answer;
}
static_assert(verifies_response({2020, 2, 29, 0, 0, 0}, true) == VerifyStep::none);
static_assert(verifies_response({2020, 2, 29, 0, 0, 0}, false) == VerifyStep::bad_signature);
static_assert(verifies_response({2020, 3, 1, 0, 5, 0}, true) == VerifyStep::none);
static_assert(verifies_response({2020, 3, 1, 0, 5, 1}, true) == VerifyStep::expired);

constexpr bool writes_status(OCSPResponseStatus status) {
  std::array<std::uint8_t, 5> buffer{};
  const Result<Bytes> der = OCSPResponseBuilder<>::build_unsuccessful(status, buffer);
  const Result<OCSPResponse> read = load_der_ocsp_response(*der);
  return der && read && read->response_status() == status;
}
static_assert(writes_status(OCSPResponseStatus::unauthorized) && !writes_status(OCSPResponseStatus::successful));

constexpr bool staples() {
  std::array<std::uint8_t, sizeof embedded::resp_good + 8> buffer{};
  const Result<Bytes> message = write_tls_certificate_status(embedded::resp_good, buffer, TlsFraming::handshake);
  const Result<CertificateStatus> status = load_tls_certificate_status(*message, TlsFraming::handshake);
  const std::array ids{ResponderID{Bytes{embedded::resp_good}.first(20)}};
  std::array<std::uint8_t, 40> request_buffer{};
  const Result<Bytes> asked = write_tls_certificate_status_request(ids, {}, request_buffer);
  const Result<CertificateStatusRequest> request = load_tls_certificate_status_request(*asked);
  return message && status && equal(status->response(), embedded::resp_good) && request &&
         (*request->responder_ids().begin()).by_key()->size() == 20 && request->request_extensions().empty();
}
static_assert(staples());

/// The error of a response whose only answer has these fields, for a buffer of that size.
template <std::size_t size>
constexpr Error refusal_to_write(const SingleResponseFields& fields) {
  OCSPResponseBuilder builder;
  builder.add_response(CertID{HashAlgorithm::sha1, twenty_bytes, twenty_bytes, Integer{number}}, fields)
      .responder_id(ResponderID{Bytes{twenty_bytes}})
      .produced_at({});
  std::array<std::uint8_t, size> buffer{};
  return builder.sign(signature_algorithm("Ed25519"_oid), FakeSigner{}, buffer).error();
}
constexpr std::uint32_t needed = refusal_to_write<0>({.this_update = Time{}}).offset;
static_assert(!refusal_to_write<needed>({.this_update = Time{}}));
static_assert(refusal_to_write<needed - 1>({.this_update = Time{}}) == Error{ErrorCode::no_space, Field::none, needed});
static_assert(refusal_to_write<needed>({}) == Error{ErrorCode::missing, Field::this_update});
static_assert(refusal_to_write<needed>({.this_update = Time{2019, 2, 29, 0, 0, 0}}) ==
              Error{ErrorCode::time_value, Field::this_update});

struct Linted {
  LintSet found;
  LintReport report;
};

constexpr Linted lint_all(const LintInputs& inputs) {
  Linted linted;
  const LintProfile profiles = LintProfile::lightweight | LintProfile::cabf | LintProfile::gematik;
  linted.report = lint(inputs, {.profiles = profiles}, NoHasher{},
                       [&](const LintFinding& finding) { linted.found.insert(finding.lint); });
  return linted;
}

constexpr LintSet set_of(std::initializer_list<Lint> lints) {
  LintSet set;
  for (const Lint lint : lints) {
    set.insert(lint);
  }
  return set;
}
constexpr LintSet without_hasher =
    set_of({Lint::cabf_signer, Lint::cabf_ca_digital_signature, Lint::lw_delegate_missing, Lint::http_etag,
            Lint::gematik_cert_hash_mismatch});

constexpr bool lints_without_hasher() {
  const std::array text = text_of(embedded::ca_ed);
  std::array<std::uint8_t, text.size()> buffer{};
  const Result<Certificate> issuer = load_pem_x509_certificate(std::string_view{text.data(), text.size()}, buffer);
  const Linted linted = lint_all({.response = embedded::resp_ed25519,
                                  .request = embedded::req_nonce,
                                  .issuer = issuer->public_bytes(),
                                  .certificate = issuer->public_bytes(),
                                  .at = Time{2200, 1, 1, 0, 0, 0},
                                  .http_request = "POST / HTTP/1.1\r\nHost: a\r\n\r\n",
                                  .http_response = "HTTP/1.1 404 Not Found\r\n\r\n"});
  return issuer && (linted.report.not_applicable & without_hasher) == without_hasher &&
         (linted.found & without_hasher) == LintSet{} && linted.found.contains(Lint::time_expired) &&
         linted.found.contains(Lint::http_status) && linted.found.contains(Lint::http_content_type_request) &&
         linted.found.contains(Lint::request_nonce_short) && linted.found.contains(Lint::response_unanswered);
}
static_assert(lints_without_hasher());

}  // namespace

int main() {}
