// Every truncation and every change of a single byte of the test data: nothing is read outside the input, every error
// points into it, and whatever is accepted holds together.
#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ocsp/messages.hpp"
#include "ocspan/asn1/error_text.hpp"
#include "ocspan/ocsp/request.hpp"
#include "ocspan/ocsp/response.hpp"
#include "ocspan/x509/certificate.hpp"
#include "ocspan/x509/pem.hpp"
#include "support/catch2.hpp"

namespace ocspan_test::mutation_test {
namespace {

using namespace ocspan;

/// Bytes in a block of the heap that ends where they do, so that AddressSanitizer sees the first read beyond.
class ExactBuffer {
 public:
  explicit ExactBuffer(Bytes bytes) : bytes_(new std::uint8_t[bytes.size()]), size_(bytes.size()) {
    std::copy(bytes.begin(), bytes.end(), bytes_.get());
  }

  std::uint8_t& operator[](std::size_t i) { return bytes_[i]; }
  std::size_t size() const { return size_; }
  Bytes bytes() const { return {bytes_.get(), size_}; }

 private:
  std::unique_ptr<std::uint8_t[]> bytes_;
  std::size_t size_;
};

/// Looks at all that a message gives, and remembers whether something was not as it must be. The first complaint is
/// kept: an assertion for each byte would take longer than what it asserts.
class Inspector {
 public:
  explicit Inspector(Bytes input) : input_(input) {}

  const std::optional<std::string>& complaint() const { return complaint_; }

  void expect(bool holds, const char* what) {
    if (!holds && !complaint_) {
      complaint_ = what;
    }
  }

  void span(Bytes bytes, const char* what) { expect(is_inside(bytes, input_), what); }

  template <class List, class Inspect>
  void list(const List& elements, const char* what, Inspect inspect) {
    std::uint32_t count = 0;
    for (const auto& element : elements) {
      ++count;
      inspect(element);
    }
    expect(count == elements.size(), what);
    expect(elements.empty() == (count == 0), what);
  }

  void time(const Time& time) {
    expect(time.year <= 9999 && time.month >= 1 && time.month <= 12 && time.day >= 1 && time.day <= 31, "a date");
    expect(time.hour <= 23 && time.minute <= 59 && time.second <= 59, "a time of day");
  }

  void algorithm(const AlgorithmIdentifier& algorithm) {
    span(algorithm.oid().bytes(), "an OBJECT IDENTIFIER");
    expect(!algorithm.oid().empty(), "an OBJECT IDENTIFIER without contents");
    span(algorithm.parameters().value_or(Bytes{}), "parameters");
  }

  void name(const Name& name) {
    span(name.der(), "a Name");
    list(name, "the size of a Name", [this](const RelativeDistinguishedName& rdn) {
      expect(!rdn.empty(), "an empty RelativeDistinguishedName");
      list(rdn, "the size of a RelativeDistinguishedName", [this](const AttributeTypeAndValue& attribute) {
        span(attribute.type().bytes(), "type");
        span(attribute.value().der(), "value");
        span(attribute.value().bytes(), "the contents of a value");
      });
    });
  }

  void extensions(const Extensions& extensions) {
    list(extensions, "the size of Extensions", [this](const Extension& extension) {
      span(extension.oid().bytes(), "extnID");
      span(extension.value(), "extnValue");
    });
  }

  void cert_id(const CertID& id) {
    span(id.der(), "CertID");
    algorithm(id.hash_algorithm());
    span(id.issuer_name_hash(), "issuerNameHash");
    span(id.issuer_key_hash(), "issuerKeyHash");
    span(id.serial_number().bytes(), "serialNumber");
    expect(!id.serial_number().bytes().empty(), "a serialNumber without contents");
    expect(id == id, "a CertID is itself");
  }

  void certificates(const Certificates& certificates) {
    list(certificates, "the size of certs", [this](Bytes certificate) { span(certificate, "a certificate"); });
  }

  void message(const OCSPResponse& response) {
    expect(same_span(response.public_bytes(), input_), "public_bytes");
    expect(!to_string(response.response_status()).empty(), "responseStatus");
    expect((response.basic() != nullptr) == (response.response_status() == OCSPResponseStatus::successful), "basic");
    span(response.response_type().bytes(), "responseType");
    if (const BasicOCSPResponse* const basic = response.basic()) {
      body(*basic);
      forwarding(response, *basic);
    } else {
      expect(response.certificate_status().error().code == ErrorCode::not_successful, "not_successful");
    }
  }

  void body(const BasicOCSPResponse& basic) {
    expect(basic.version() == 1, "version");
    span(basic.tbs_response_bytes(), "tbsResponseData");
    expect(basic.responder_name().has_value() != basic.responder_key_hash().has_value(), "responderID");
    if (basic.responder_name()) {
      name(*basic.responder_name());
    }
    span(basic.responder_key_hash().value_or(Bytes{}), "byKey");
    time(basic.produced_at());
    list(basic.responses(), "the size of responses", [this](const SingleResponse& single) { answer(single); });
    extensions(basic.extensions());
    algorithm(basic.signature_algorithm());
    (void)basic.signature_hash_algorithm().error();
    span(basic.signature(), "signature");
    certificates(basic.certificates());
  }

  void answer(const SingleResponse& single) {
    cert_id(single.cert_id());
    const bool is_revoked = single.certificate_status() == OCSPCertStatus::revoked;
    expect(single.revocation_time().has_value() == is_revoked, "revocationTime");
    expect(is_revoked || !single.revocation_reason(), "revocationReason");
    expect(!to_string(single.certificate_status()).empty(), "certStatus");
    if (single.revocation_reason()) {
      expect(!to_string(*single.revocation_reason()).empty(), "a CRLReason");
    }
    time(single.revocation_time().value_or(Time{}));
    time(single.this_update());
    time(single.next_update().value_or(Time{}));
    extensions(single.single_extensions());
  }

  void forwarding(const OCSPResponse& response, const BasicOCSPResponse& basic) {
    expect(same_span(*response.tbs_response_bytes(), basic.tbs_response_bytes()), "tbs_response_bytes");
    expect(same_span(*response.signature(), basic.signature()), "signature");
    expect(response.single_response().has_value() == (basic.responses().size() == 1), "not_single");
  }

  void message(const OCSPRequest& request) {
    expect(same_span(request.public_bytes(), input_), "public_bytes");
    expect(request.version() == 1, "version");
    span(request.tbs_request_bytes(), "tbsRequest");
    if (request.requestor_name()) {
      const GeneralName& requestor = *request.requestor_name();
      span(requestor.der(), "requestorName");
      span(requestor.bytes(), "the contents of requestorName");
      span(requestor.oid().bytes(), "type-id");
      expect(!to_string(requestor.type()).empty(), "the type of requestorName");
      name(requestor.directory_name());
    }
    list(request.requests(), "the size of requestList", [this](const Request& one) {
      cert_id(one.cert_id());
      extensions(one.extensions());
    });
    extensions(request.extensions());
    if (request.signature()) {
      algorithm(request.signature()->algorithm());
      span(request.signature()->bits().bytes(), "signature");
      expect(request.signature()->bits().unused_bits() <= 7, "unused bits");
      certificates(request.signature()->certificates());
    }
    expect(request.cert_id().has_value() == (request.requests().size() == 1), "not_single");
  }

  void message(const Certificate& certificate) {
    expect(same_span(certificate.public_bytes(), input_), "public_bytes");
    expect(certificate.version() >= 1 && certificate.version() <= 3, "version");
    span(certificate.serial_number().bytes(), "serialNumber");
    algorithm(certificate.tbs_signature_algorithm());
    name(certificate.issuer());
    time(certificate.not_before());
    time(certificate.not_after());
    name(certificate.subject());
    algorithm(certificate.subject_public_key_info().algorithm());
    span(certificate.subject_public_key_info().public_key(), "subjectPublicKey");
    span(certificate.subject_public_key_info().der(), "subjectPublicKeyInfo");
    span(certificate.issuer_unique_id().value_or(BitString{}).bytes(), "issuerUniqueID");
    span(certificate.subject_unique_id().value_or(BitString{}).bytes(), "subjectUniqueID");
    extensions(certificate.extensions());
    algorithm(certificate.signature_algorithm());
    span(certificate.signature(), "signatureValue");
    span(certificate.tbs_certificate_bytes(), "tbsCertificate");
  }

 private:
  Bytes input_;
  std::optional<std::string> complaint_;
};

struct Counts {
  std::size_t accepted = 0;
  std::size_t refused = 0;
  std::size_t tolerated = 0;
  Error last_error{};
};

/// Loads the bytes, strictly and with every tolerance. Returns what is not as it must be.
template <class Message>
std::optional<std::string> inspect(Bytes input, Counts& counts) {
  Inspector inspector{input};
  const Result<Message> strict = load<Message>(input, Tolerance::none);
  if (strict) {
    ++counts.accepted;
    inspector.expect(strict->tolerated() == Tolerance::none, "nothing was tolerated");
    inspector.message(*strict);
    return inspector.complaint();
  }
  ++counts.refused;
  inspector.expect(strict.error().code != ErrorCode::none, "an error has a code");
  inspector.expect(strict.error().field != Field::none, "an error has a field");
  inspector.expect(strict.error().offset <= input.size(), "an error points into the input");
  if (strict.error() != counts.last_error) {  // values that give the same error as the one before give the same path
    counts.last_error = strict.error();
    std::array<char, 160> buffer{};
    const auto path = error_path<Message>(input, Tolerance::none, buffer);
    inspector.expect(path.has_value() && !(*path).empty(), "an error has a path");
  }

  const Result<Message> tolerant = load<Message>(input, Tolerance::all);
  if (tolerant) {
    ++counts.tolerated;
    inspector.expect(tolerant->tolerated() != Tolerance::none, "what was tolerated is reported");
    inspector.message(*tolerant);
  } else {
    inspector.expect(tolerant.error().offset <= input.size(), "an error points into the input, tolerances or not");
  }
  return inspector.complaint();
}

/// The values that a byte is changed to. All 255 for messages of up to 700 bytes, which have every field; for longer
/// ones, most of whose bytes are keys and signatures, eight that change tags, lengths, signs and text. So the whole
/// takes less than a minute with AddressSanitizer and -O1.
std::vector<std::uint8_t> replacements(std::uint8_t byte, std::size_t message_size) {
  std::vector<std::uint8_t> values;
  if (message_size <= 700) {
    for (unsigned value = 0; value <= 255; ++value) {
      values.push_back(static_cast<std::uint8_t>(value));
    }
  } else {
    values = {0x00, 0x7f, 0x80, 0x84, 0xff};
    for (const unsigned bit : {0x01U, 0x20U}) {
      values.push_back(static_cast<std::uint8_t>(byte ^ bit));
    }
    values.push_back(static_cast<std::uint8_t>(byte + 1));
  }
  values.erase(std::remove(values.begin(), values.end(), byte), values.end());
  return values;
}

template <class Message>
void mutate(const ByteVector& der, Counts& counts) {
  REQUIRE_FALSE(inspect<Message>(ExactBuffer{der}.bytes(), counts));
  REQUIRE(counts.accepted == 1);

  std::size_t readable_truncations = 0;
  for (std::size_t size = 0; size < der.size(); ++size) {
    const ExactBuffer cut{Bytes{der}.first(size)};
    const std::size_t accepted = counts.accepted + counts.tolerated;
    if (const auto complaint = inspect<Message>(cut.bytes(), counts)) {
      FAIL("cut to " << size << " bytes: " << *complaint);
    }
    readable_truncations += counts.accepted + counts.tolerated - accepted;
  }
  CHECK(readable_truncations == 0);

  ExactBuffer changed{der};
  for (std::size_t i = 0; i < der.size(); ++i) {
    for (const std::uint8_t value : replacements(der[i], der.size())) {
      changed[i] = value;
      if (const auto complaint = inspect<Message>(changed.bytes(), counts)) {
        FAIL("byte " << i << " changed to " << unsigned{value} << ": " << *complaint);
      }
    }
    changed[i] = der[i];
  }
  CHECK(counts.accepted > 1);  // a changed serial number, hash or signature is as good
  CHECK(counts.refused > der.size());
}

/// The files of the test data with that extension whose name contains `part`, in a fixed order.
std::vector<std::filesystem::path> files(const std::string& extension, const std::string& part) {
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{OCSPAN_TESTDATA}) {
    if (entry.path().extension() == extension && entry.path().filename().string().find(part) != std::string::npos) {
      found.push_back(entry.path());
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

TEST_CASE("OCSPResponse mutations: every truncation and every single byte", "[ocsp][response][mutation]") {
  const auto paths = files(".der", "resp");
  REQUIRE(paths.size() >= 40);
  std::size_t tolerated = 0;
  for (const auto& path : paths) {
    INFO(path.filename().string());
    const ByteVector der = read_file(path.string());
    if (der.size() > 5) {
      Counts counts;
      mutate<OCSPResponse>(der, counts);
      tolerated += counts.tolerated;
    }
  }
  CHECK(tolerated > 0);
}

TEST_CASE("OCSPResponse mutations: each of five bytes, in every way", "[ocsp][response][mutation]") {
  for (const std::uint8_t status : {std::uint8_t{1}, std::uint8_t{6}}) {
    const ByteVector der = join({hex("30030a01"), {status}});
    ExactBuffer changed{der};
    Counts counts;
    for (std::size_t i = 0; i < der.size(); ++i) {
      for (unsigned value = 0; value <= 255; ++value) {
        changed[i] = static_cast<std::uint8_t>(value);
        const auto complaint = inspect<OCSPResponse>(changed.bytes(), counts);
        CHECK_FALSE(complaint);
      }
      changed[i] = der[i];
    }
    CHECK(counts.accepted == 4 + 5);  // the message itself at four bytes; the five error statuses at the last
  }
}

TEST_CASE("OCSPRequest mutations: every truncation and every single byte", "[ocsp][request][mutation]") {
  const auto paths = files(".der", "req");
  REQUIRE(paths.size() >= 15);
  for (const auto& path : paths) {
    if (path.filename().string().find("resp") != std::string::npos) {
      continue;  // "resp-malformed-request.der"
    }
    INFO(path.filename().string());
    Counts counts;
    mutate<OCSPRequest>(read_file(path.string()), counts);
  }
}

TEST_CASE("Certificate mutations: every truncation and every single byte", "[ocsp][certificate][mutation]") {
  const auto paths = files(".pem", "");
  REQUIRE(paths.size() >= 15);
  for (const auto& path : paths) {
    INFO(path.filename().string());
    const ByteVector pem = read_file(path.string());
    const std::string text(pem.begin(), pem.end());
    ByteVector buffer(text.size());
    const auto certificate = load_pem_x509_certificate(text, buffer);
    REQUIRE(certificate);
    Counts counts;
    mutate<Certificate>(copy(certificate->public_bytes()), counts);
  }
}

TEST_CASE("messages with every field, mutated: every truncation and every single byte", "[ocsp][mutation]") {
  Counts of_response;
  Part response = full_response();
  find(response, "responses").parts.resize(1);
  find(response, "Certs").parts.resize(1);
  mutate<OCSPResponse>(encode(response), of_response);
  CHECK(of_response.tolerated > 0);
  Counts of_request;
  Part request = full_request();
  find(request, "requestList").parts.resize(1);
  find(request, "Certs").parts.resize(1);
  mutate<OCSPRequest>(encode(request), of_request);
  CHECK(of_request.tolerated > 0);
}

}  // namespace ocspan_test::mutation_test
