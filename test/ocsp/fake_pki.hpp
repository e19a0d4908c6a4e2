// A PKI whose cryptography is fake: certificates and responses are trees of parts, "signed" with a hash over the
// algorithm, the key and the message. Each test changes one thing, and what is around it is signed anew.
#pragma once

#include <cstdint>
#include <cstdio>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ocsp/building.hpp"
#include "ocsp/messages.hpp"
#include "ocspan/ocsp/verify.hpp"
#include "support/catch2.hpp"

namespace Catch {

template <>
struct StringMaker<ocspan::VerifyFailure> {
  static std::string convert(const ocspan::VerifyFailure& failure) {
    return "{" + std::string{to_string(failure.step)} + ", " + std::string{to_string(failure.field)} + ", " +
           std::string{to_string(failure.input)} + ", " + std::to_string(failure.offset) + "}";
  }
};

template <>
struct StringMaker<ocspan::Verdict> {
  static std::string convert(ocspan::Verdict verdict) { return std::string{to_string(verdict)}; }
};

template <>
struct StringMaker<ocspan::SignedBy> {
  static std::string convert(ocspan::SignedBy signer) {
    return signer == ocspan::SignedBy::nobody ? "nobody" : std::string{to_string(signer)};
  }
};

}  // namespace Catch

namespace ocspan_test {

// --- cryptography ---

inline ByteVector fake_signature(Bytes algorithm, Bytes key, Bytes message) {
  ByteVector all = copy(algorithm);
  append(all, copy(key));
  append(all, copy(message));
  return fake_hash(HashAlgorithm::sha256, all);
}

/// A key of whose signatures a verifier says neither valid nor invalid.
struct StrangeKey {
  ByteVector key;
  SignatureCheck answer;
};

/// Accepts fake_signature(), and records its calls. The spans are views of the message, the algorithm and the key of
/// the question.
struct FakeVerifier {
  struct Call {
    AlgorithmIdentifier algorithm;
    SubjectPublicKeyInfo key;
    Bytes message;
    Bytes signature;
  };

  SignatureCheck operator()(const AlgorithmIdentifier& algorithm, const SubjectPublicKeyInfo& key, Bytes message,
                            Bytes signature) {
    calls.push_back({algorithm, key, message, signature});
    if (strange && equal(key.public_key(), strange->key)) {
      return strange->answer;
    }
    return equal(signature, fake_signature(algorithm.oid().bytes(), key.public_key(), message))
               ? SignatureCheck::valid
               : SignatureCheck::invalid;
  }

  /// Takes the check of the certificate asked about, which comes first, out of the calls.
  void forget_certificate(const Certificate& certificate, const Certificate& issuer) {
    if (!calls.empty() && calls[0].message.data() == certificate.tbs_certificate_bytes().data()) {
      CHECK(calls[0].algorithm == certificate.signature_algorithm());
      CHECK(equal(calls[0].key.der(), issuer.subject_public_key_info().der()));
      CHECK(equal(calls[0].signature, certificate.signature()));
      calls.erase(calls.begin());
    }
  }

  std::optional<StrangeKey> strange{};
  std::vector<Call> calls{};
};

/// Computes all hashes but one.
struct PartialHasher {
  bool operator()(HashAlgorithm hash, Bytes data, std::span<std::uint8_t> out) const {
    return hash != missing && FakeHasher{}(hash, data, out);
  }
  std::optional<HashAlgorithm> missing{};
};

// --- times ---

/// "20200203040506Z"
inline std::string digits_of(const Time& time) {
  char text[32];
  std::snprintf(text, sizeof text, "%04u%02u%02u%02u%02u%02uZ", unsigned{time.year}, unsigned{time.month},
                unsigned{time.day}, unsigned{time.hour}, unsigned{time.minute}, unsigned{time.second});
  return text;
}

inline Time plus(const Time& time, std::int64_t seconds) {
  const Result<Time> later = Time::from_unix(time.to_unix() + seconds);
  REQUIRE(later.error() == Error{});
  return *later;
}

inline Part time_part(std::string name, Field field, const Time& time) {
  return leaf(std::move(name), field, 0x18, characters(digits_of(time)));
}

// --- certificates ---

inline const ByteVector oid_rsa = hex("2a864886f70d010101");
inline const ByteVector oid_ocsp_signing = hex("2b06010505070309");
inline const ByteVector oid_nocheck = hex("2b0601050507300105");

inline Part common_name(std::string name, Field field, std::string_view value) {
  return list_of(std::move(name), field, {rdn(field, "550403", value)});
}

struct CertificateFields {
  std::string subject;
  std::string issuer;
  ByteVector key;
  ByteVector serial_number = {0x07};
  std::vector<Part> extensions = {};
  Time not_before = {2020, 1, 1, 0, 0, 0};
  Time not_after = {2020, 12, 31, 23, 59, 59};
};

/// An extension whose part has the given name, so that a path can find it.
inline Part extension_named(std::string name, ByteVector oid, bool critical, ByteVector value) {
  Part part = extension(Field::extensions, std::move(oid), critical, std::move(value));
  part.name = std::move(name);
  return part;
}

/// [1] or [3] EXPLICIT Extensions.
inline Part extension_list(std::string name, unsigned number, Field field, std::vector<Part> elements) {
  return node(std::move(name), field, static_cast<std::uint8_t>(0xa0U | number),
              {list_of("Extensions", field, std::move(elements))});
}

inline Part certificate_part(const CertificateFields& fields) {
  ByteVector bits = {0x00};
  append(bits, fields.key);
  Part tbs_certificate = node(
      "tbsCertificate", Field::tbs_certificate, 0x30,
      {version({0x02}, Field::serial_number), leaf("serialNumber", Field::serial_number, 0x02, fields.serial_number),
       algorithm("signature", Field::signature, oid_sha256_rsa), common_name("issuer", Field::issuer, fields.issuer),
       node("validity", Field::validity, 0x30,
            {time_part("notBefore", Field::not_before, fields.not_before),
             time_part("notAfter", Field::not_after, fields.not_after)}),
       common_name("subject", Field::subject, fields.subject),
       node("subjectPublicKeyInfo", Field::subject_public_key_info, 0x30,
            {algorithm("keyAlgorithm", Field::algorithm, oid_rsa),
             leaf("subjectPublicKey", Field::subject_public_key, 0x03, bits)})});
  if (!fields.extensions.empty()) {
    tbs_certificate.parts.push_back(extension_list("extensions", 3, Field::extensions, fields.extensions));
  }
  return node("Certificate", Field::certs, 0x30,
              {std::move(tbs_certificate), algorithm("signatureAlgorithm", Field::signature_algorithm, oid_sha256_rsa),
               leaf("signatureValue", Field::signature_value, 0x03, {0x00})});
}

/// Puts the signature of `key` over the part `tbs` into the BIT STRING `signature`.
inline void sign_part(Part& whole, std::string_view tbs, std::string_view oid, std::string_view signature,
                      const ByteVector& key) {
  ByteVector bits = {0x00};
  append(bits, fake_signature(find(whole, oid).value, key, encode(find(whole, tbs))));
  set_value(whole, signature, bits);
}

inline void sign_certificate(Part& certificate, const ByteVector& key) {
  sign_part(certificate, "tbsCertificate", "signatureAlgorithm/algorithm", "signatureValue", key);
}

inline void sign_response(Part& response, const ByteVector& key) {
  sign_part(response, "tbsResponseData", "BasicOCSPResponse/signatureAlgorithm/algorithm",
            "BasicOCSPResponse/signature", key);
}

// --- the parties ---

inline const ByteVector issuer_key(16, 0x1a);
inline const ByteVector other_key(16, 0x2b);
inline const ByteVector responder_key(16, 0x3c);

/// The CertID of a certificate of "Issuer".
inline Part cert_id_of_issuer(ByteVector serial_number, HashAlgorithm hash = HashAlgorithm::sha1) {
  Part id = cert_id("certID", Field::cert_id, std::move(serial_number));
  set_value(id, "hashAlgorithm/algorithm", copy(oid_of(hash).bytes()));
  set_value(id, "issuerNameHash", fake_hash(hash, encode(common_name("", Field::none, "Issuer"))));
  set_value(id, "issuerKeyHash", fake_hash(hash, issuer_key));
  return id;
}

inline Part named_by_name(std::string_view name) {
  return node("responderID", Field::responder_id, 0xa1, {common_name("byName", Field::by_name, name)});
}

inline Part named_by_key(const ByteVector& key) { return by_key(fake_hash(HashAlgorithm::sha1, key)); }

/// The certificate of "Responder", issued by "Issuer" for OCSP signing; not signed yet.
inline Part unsigned_delegate() {
  return certificate_part(
      {.subject = "Responder",
       .issuer = "Issuer",
       .key = responder_key,
       .extensions = {extension_named("extKeyUsage", hex("551d25"), false, tlv(0x30, tlv(0x06, oid_ocsp_signing))),
                      extension_named("keyUsage", hex("551d0f"), true, hex("03020780"))}});
}

inline Part signed_by_issuer(Part certificate) {
  sign_certificate(certificate, issuer_key);
  return certificate;
}

/// The fields of a SingleResponse.
struct Answer {
  Part cert_id = cert_id_of_issuer({0x12, 0x34});
  Part status = good();
  Time this_update = {2020, 2, 3, 4, 5, 6};
  std::optional<Time> next_update = Time{2020, 2, 10, 4, 5, 6};
  std::vector<Part> extensions = {};

  Part part() const {
    Part single = node("SingleResponse", Field::responses, 0x30,
                       {cert_id, status, time_part("thisUpdate", Field::this_update, this_update)});
    if (next_update) {
      single.parts.push_back(
          node("nextUpdate", Field::next_update, 0xa0, {time_part("NextUpdate", Field::next_update, *next_update)}));
    }
    if (!extensions.empty()) {
      single.parts.push_back(extension_list("singleExtensions", 1, Field::single_extensions, extensions));
    }
    return single;
  }
};

using Change = std::function<void(Part&)>;

/// A question and the response to it. As constructed, it verifies as good; a test changes one thing.
struct World {
  // the question
  Part leaf = certificate_part(
      {.subject = "Leaf", .issuer = "Issuer", .key = ByteVector(16, 0x4d), .serial_number = {0x12, 0x34}});
  Part issuer = certificate_part({.subject = "Issuer", .issuer = "Root", .key = issuer_key});
  std::optional<Part> asked{};  ///< the CertID that is asked about, in place of the leaf
  ByteVector leaf_signer = issuer_key;
  std::optional<ByteVector> nonce{};
  std::vector<Part> trusted{};  ///< responders that are trusted by local configuration
  std::vector<Part> added{};    ///< certificates beside those of the response
  VerifyPolicy policy{.at = {2020, 2, 3, 12, 0, 0}};
  PartialHasher hasher{};
  std::optional<StrangeKey> strange{};

  // the response
  Part responder_id = named_by_name("Issuer");
  Time produced_at{2020, 2, 3, 4, 5, 7};
  std::vector<Answer> answers{Answer{}};
  std::vector<Part> response_extensions{};
  std::vector<Part> certificates{};
  ByteVector signer = issuer_key;
  Tolerance tolerance = Tolerance::none;
  // the certificate of "Responder", if "Responder" signs
  std::optional<Part> delegate{};
  ByteVector delegate_signer = issuer_key;
  std::vector<Change> of_message{};  ///< made after the message is signed

  Answer& answer() { return answers.at(0); }

  Part message() const {
    std::vector<Part> elements = certificates;
    if (delegate) {
      Part certificate = *delegate;
      sign_certificate(certificate, delegate_signer);
      elements.push_back(certificate);
    }
    std::vector<Part> singles;
    for (const Answer& one : answers) {
      singles.push_back(one.part());
    }
    Part data = node("tbsResponseData", Field::tbs_response_data, 0x30,
                     {responder_id, time_part("producedAt", Field::produced_at, produced_at),
                      list_of("responses", Field::responses, std::move(singles))});
    if (!response_extensions.empty()) {
      data.parts.push_back(extension_list("responseExtensions", 1, Field::response_extensions, response_extensions));
    }
    std::optional<Part> certs_part;
    if (!elements.empty()) {
      certs_part = node("certs", Field::certs, 0xa0, {list_of("Certs", Field::certs, std::move(elements))});
    }
    Part whole = response_with(std::move(data), std::move(certs_part));
    sign_response(whole, signer);
    for (const Change& change : of_message) {
      change(whole);
    }
    return whole;
  }
};

/// A World whose response is signed by "Responder".
inline World delegated_world() {
  World world;
  world.responder_id = named_by_name("Responder");
  world.signer = responder_key;
  world.delegate = unsigned_delegate();
  return world;
}

// --- verifying ---

/// The result, together with everything that it views.
struct Outcome {
  ByteVector message{};
  ByteVector leaf{};
  ByteVector issuer{};
  ByteVector asked{};
  ByteVector nonce{};
  std::vector<ByteVector> trusted{};
  std::vector<ByteVector> added{};
  FakeVerifier verifier{};
  Verification result{};

  Verdict verdict() const { return result.verdict(); }
  VerifyFailure failure() const { return result.failure(); }
};

/// The certificate asked about, signed.
inline ByteVector leaf_of(const World& world) {
  Part leaf = world.leaf;
  sign_certificate(leaf, world.leaf_signer);
  return encode(leaf);
}

/// Checks what must hold for every result.
inline void check_consistent(const Verification& result, const VerifyPolicy& policy) {
  const bool trusted = result.verdict() != Verdict::untrusted;
  const bool signed_ = result.signed_by() != SignedBy::nobody;
  const bool revoked = result.verdict() == Verdict::revoked;
  CHECK(trusted == (result.failure().step == VerifyStep::none));
  CHECK((result.failure() == VerifyFailure{}) == trusted);
  CHECK((result.answer() != nullptr) == trusted);
  CHECK(result.usable_until().has_value() == trusted);
  CHECK(result.http_caching().has_value() == trusted);
  const bool revoked_later = policy.attested && result.verdict() == Verdict::good && result.revocation_time();
  CHECK(result.revocation_time().has_value() == (revoked || revoked_later));
  CHECK((!revoked_later || *result.revocation_time() > *policy.attested));
  CHECK((result.revocation_time() || !result.revocation_reason()));
  CHECK((signed_ || !trusted));
  CHECK(result.this_update().has_value() == signed_);
  CHECK((signed_ || !result.next_update()));
  const bool by_another = result.signed_by() == SignedBy::delegated || result.signed_by() == SignedBy::trusted;
  CHECK(result.responder_certificate().empty() == !by_another);
  CHECK((by_another || !result.nocheck()));
}

/// A verifier that has no answer when it is asked for the first time, and must not be asked again once it has given it.
struct LateVerifier {
  SignatureCheck operator()(const AlgorithmIdentifier& algorithm, const SubjectPublicKeyInfo& key, Bytes message,
                            Bytes signature) {
    ++calls;
    started = !started;
    if (started) {
      return SignatureCheck::pending;
    }
    return verifier(algorithm, key, message, signature);
  }
  FakeVerifier verifier;
  bool started = false;
  std::size_t calls = 0;
};

template <class V>
Verification verify_with(const OCSPResponse& response, const Question& question, const World& world, V&& verifier) {
  return verify(response, question, world.policy, verifier, world.hasher);
}

inline Outcome outcome_of(const World& world, const Part& message) {
  Outcome outcome;
  outcome.message = encode(message);
  outcome.leaf = leaf_of(world);
  outcome.issuer = encode(world.issuer);
  outcome.nonce = world.nonce.value_or(ByteVector{});
  const auto response = load_der_ocsp_response(outcome.message, world.tolerance);
  const auto leaf = load_der_x509_certificate(outcome.leaf);
  const auto issuer = load_der_x509_certificate(outcome.issuer);
  REQUIRE(response.error() == Error{});
  REQUIRE(leaf.error() == Error{});
  REQUIRE(issuer.error() == Error{});
  CertID asked;
  if (world.asked) {
    outcome.asked = encode(*world.asked);
    const auto reading = read_alone<CertID>(outcome.asked, Field::cert_id);
    REQUIRE(reading.error == Error{});
    asked = reading.value;
  }
  Question question = world.asked ? Question{asked, *issuer} : Question{*leaf, *issuer};
  if (world.nonce) {
    question.nonce(outcome.nonce);
  }
  for (const Part& part : world.trusted) {
    outcome.trusted.push_back(encode(part));
  }
  std::vector<Certificate> trusted;
  for (const ByteVector& der : outcome.trusted) {
    trusted.push_back(*load_der_x509_certificate(der));
  }
  for (const Part& part : world.added) {
    outcome.added.push_back(encode(part));
  }
  const std::vector<Bytes> added(outcome.added.begin(), outcome.added.end());
  question.trust(trusted).add_certificates(added);

  outcome.verifier.strange = world.strange;
  outcome.result = verify_with(*response, question, world, outcome.verifier);
  const std::size_t checks = outcome.verifier.calls.size();
  CHECK(checks <= max_signature_checks);
  outcome.verifier.forget_certificate(*leaf, *issuer);
  check_consistent(outcome.result, world.policy);
  const VerifyFailure failure = outcome.failure();
  CHECK(failure.offset <= (failure.input == VerifyInput::response ? outcome.message.size() : std::size_t{2000}));
  // By a verifier that answers later, which is asked for nothing twice once it has answered.
  LateVerifier late{.verifier = {.strange = world.strange}};
  VerifyProgress progress;
  Verification resumed = verify(*response, question, world.policy, late, world.hasher, progress);
  while (resumed.failure().step == VerifyStep::signature_pending && late.calls < 1000) {
    resumed = verify(*response, question, world.policy, late, world.hasher, progress);
  }
  CHECK(resumed.failure() == failure);
  CHECK(resumed.verdict() == outcome.verdict());
  CHECK(late.calls == 2 * checks);
  // The BasicOCSPResponse alone, whose offsets begin where it does.
  if (const BasicOCSPResponse* const basic = response->basic()) {
    FakeVerifier for_basic{.strange = world.strange};
    const auto alone = load_der_basic_ocsp_response(basic->public_bytes(), world.tolerance);
    REQUIRE(alone.error() == Error{});
    const Verification of_basic = verify(*alone, question, world.policy, for_basic, world.hasher);
    const auto begin = static_cast<std::uint32_t>(basic->public_bytes().data() - outcome.message.data());
    VerifyFailure shifted = of_basic.failure();
    shifted.offset += shifted.step != VerifyStep::none && shifted.input == VerifyInput::response ? begin : 0;
    CHECK(shifted == failure);
    CHECK(of_basic.verdict() == outcome.verdict());
  }
  // A second run gives the same result; a verifier that always says no gives untrusted.
  FakeVerifier again{.strange = world.strange};
  const Verification second = verify_with(*response, question, world, again);
  CHECK(second.verdict() == outcome.verdict());
  CHECK(second.failure() == outcome.failure());
  CHECK(again.calls.size() == checks);
  const auto no = [](const AlgorithmIdentifier&, const SubjectPublicKeyInfo&, Bytes, Bytes) { return false; };
  const Verification denied = verify_with(*response, question, world, no);
  CHECK(denied.verdict() == Verdict::untrusted);
  CHECK(denied.signed_by() == SignedBy::nobody);
  check_consistent(denied, world.policy);
  return outcome;
}

inline Outcome outcome_of(const World& world) { return outcome_of(world, world.message()); }

/// Checks that the response is trusted and has that verdict.
inline Outcome check_verdict(const World& world, Verdict expected = Verdict::good) {
  Outcome outcome = outcome_of(world);
  CHECK(outcome.failure() == VerifyFailure{});
  CHECK(outcome.verdict() == expected);
  return outcome;
}

inline VerifyFailure failure_at(VerifyStep step, Field field, std::size_t offset,
                                VerifyInput input = VerifyInput::response) {
  return {step, field, input, static_cast<std::uint32_t>(offset)};
}

/// Checks that verification fails at that step, at the identifier octet of the part at `path` of the response, or of
/// another input.
inline Outcome check_failure(const World& world, VerifyStep step, Field field, std::string_view path,
                             VerifyInput input = VerifyInput::response) {
  Part message = world.message();
  Outcome outcome = outcome_of(world, message);
  Part where = input == VerifyInput::response      ? message
               : input == VerifyInput::certificate ? world.leaf
                                                   : world.added.at(0);
  CHECK(outcome.failure() == failure_at(step, field, place_of(where, path).identifier, input));
  CHECK(outcome.verdict() == Verdict::untrusted);
  return outcome;
}

/// Checks that verification fails at that step, at the end of the part at `path`, where something is missing.
inline Outcome check_failure_after(const World& world, VerifyStep step, Field field, std::string_view path) {
  Part message = world.message();
  Outcome outcome = outcome_of(world, message);
  CHECK(outcome.failure() == failure_at(step, field, place_of(message, path).end));
  CHECK(outcome.verdict() == Verdict::untrusted);
  return outcome;
}

}  // namespace ocspan_test
