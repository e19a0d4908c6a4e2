// What a responder decides about a request: who has signed it, how to sign the answer, whether all is answered.
#include "ocspan/ocsp/responder.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ocsp/building.hpp"
#include "ocsp/messages.hpp"
#include "ocsp/signing.hpp"
#include "ocspan/ocsp/request_builder.hpp"
#include "ocspan/x509/known_oid.hpp"
#include "support/catch2.hpp"

namespace ocspan_test::responder_test {
namespace {

using namespace ocspan;

struct SomeCertificates {
  LoadedCertificate signer{"openssl/certs/leaf-rsa-2050.pem"};
  LoadedCertificate other{"openssl/certs/leaf-good.pem"};
  GeneralName signer_name{signer.certificate.subject()};
  Bytes signer_der = signer.certificate.public_bytes();
  Bytes other_der = other.certificate.public_bytes();
};

const ByteVector number = hex("05");

/// A request that is signed, with these certificates, in the name of `requestor`.
ByteVector signed_request(const GeneralName& requestor, const std::vector<Bytes>& certificates,
                          const AlgorithmIdentifier& algorithm = sha256_rsa,
                          std::span<const Extension> extensions = {}) {
  OCSPRequestBuilder builder;
  builder.add_certificate_by_hash(name_hash_11, key_hash_22, Integer{number}, HashAlgorithm::sha1)
      .requestor_name(requestor)
      .certificates(certificates);
  for (const Extension& extension : extensions) {
    builder.add_extension(extension);
  }
  FakeSigner signer{signature_bytes};
  const auto der = builder.sign(algorithm, signer);
  REQUIRE(der.error() == Error{});
  return *der;
}

}  // namespace

TEST_CASE("find_requestor: the first certificate whose subject is the requestorName", "[ocsp][responder]") {
  const SomeCertificates all;
  for (const std::vector<Bytes>& certificates : {std::vector<Bytes>{all.signer_der}, {all.other_der, all.signer_der}}) {
    const ByteVector der = signed_request(all.signer_name, certificates);
    const OCSPRequest request = *load_der_ocsp_request(der);
    const auto found = find_requestor(request);
    REQUIRE(found.error() == Error{});
    CHECK(equal(found->public_bytes(), all.signer_der));
  }
}

TEST_CASE("find_requestor: nobody where something is missing, and it says what", "[ocsp][responder]") {
  const SomeCertificates all;
  const auto error_of = [](const ByteVector& der) { return find_requestor(*load_der_ocsp_request(der)).error(); };
  CHECK(error_of(encode(bare_request())) == Error{ErrorCode::missing, Field::signature});
  CHECK(error_of(encode(without(full_request(), "requestorName"))) == Error{ErrorCode::missing, Field::requestor_name});
  const ByteVector dns = characters("example.test");
  CHECK(error_of(signed_request(GeneralName{GeneralNameType::dns_name, dns}, {all.signer_der})) ==
        Error{ErrorCode::missing, Field::requestor_name});
  CHECK(error_of(signed_request(all.signer_name, {all.other_der})) == Error{ErrorCode::missing, Field::certs});
  CHECK(error_of(signed_request(all.signer_name, {})) == Error{ErrorCode::missing, Field::certs});
  // what cannot be read might be it
  const ByteVector broken = encode(full_request());
  CHECK(error_of(broken).code != ErrorCode::none);
}

TEST_CASE("check_request_signature: asks the verifier about the TBSRequest", "[ocsp][responder]") {
  const SomeCertificates all;
  const ByteVector der = signed_request(all.signer_name, {all.signer_der});
  const OCSPRequest request = *load_der_ocsp_request(der);
  const SubjectPublicKeyInfo& key = all.signer.certificate.subject_public_key_info();
  for (const SignatureCheck answer : {SignatureCheck::invalid, SignatureCheck::valid, SignatureCheck::unsupported,
                                      SignatureCheck::weak, SignatureCheck::pending}) {
    unsigned calls = 0;
    const auto verifier = [&](const AlgorithmIdentifier& algorithm, const SubjectPublicKeyInfo& with, Bytes message,
                              Bytes signature) {
      ++calls;
      CHECK(algorithm == sha256_rsa);
      CHECK(equal(with.der(), key.der()));
      CHECK(same_span(message, request.tbs_request_bytes()));
      CHECK(copy(signature) == signature_bytes);
      return answer;
    };
    CHECK(check_request_signature(request, key, verifier) == answer);
    CHECK(calls == 1);
  }
  const auto yes = [](const auto&...) { return true; };
  CHECK(check_request_signature(request, key, yes) == SignatureCheck::valid);
  CHECK(check_request_signature(request, key, [](const auto&...) { return false; }) == SignatureCheck::invalid);
  const ByteVector unsigned_der = encode(bare_request());
  CHECK(check_request_signature(*load_der_ocsp_request(unsigned_der), key, yes) == SignatureCheck::invalid);
  ByteVector odd = der;  // a signature that is not of whole bytes is none, whatever the verifier says
  const Bytes bits = request.signature()->bits().bytes();
  odd[static_cast<std::size_t>(bits.data() - request.public_bytes().data()) - 1] = 3;
  odd[static_cast<std::size_t>(bits.data() - request.public_bytes().data()) + bits.size() - 1] &= 0xf8;
  const auto with_odd = load_der_ocsp_request(odd);
  REQUIRE(with_odd.error() == Error{});
  CHECK(check_request_signature(*with_odd, key, yes) == SignatureCheck::invalid);
}

TEST_CASE("choose_signature_algorithm: the first that is acceptable, in the order of RFC 6960 4.4.7.2.1",
          "[ocsp][responder]") {
  const SomeCertificates all;
  const Oid preferred[] = {"ecdsa-with-SHA384"_oid, "Ed25519"_oid};
  const Oid of_crl = "ecdsa-with-SHA256"_oid;
  const Oid of_request = "sha384WithRSAEncryption"_oid;
  const Oid advertised = "sha512WithRSAEncryption"_oid;
  const Oid mandatory = "sha256WithRSAEncryption"_oid;
  const ByteVector value = written_by([&](Writer& writer) {
    writer.nest(Tag::sequence, [&] {
      for (const Oid oid : preferred) {
        PreferredSignatureAlgorithm{signature_algorithm(oid)}.write(writer);
      }
    });
  });
  const Extension extension[] = {{PreferredSignatureAlgorithms::oid, false, value}};
  const ByteVector der = signed_request(all.signer_name, {}, signature_algorithm(of_request), extension);
  const OCSPRequest request = *load_der_ocsp_request(der);
  const KnownSignatureAlgorithms known{signature_algorithm(of_crl), signature_algorithm(advertised)};

  const std::vector<Oid> order = {preferred[0], preferred[1], of_crl, of_request, advertised, mandatory};
  for (unsigned acceptable = 0; acceptable < 64; ++acceptable) {
    CAPTURE(acceptable);
    std::optional<Oid> expected;
    for (std::size_t i = order.size(); i != 0; --i) {
      expected = (acceptable >> (i - 1) & 1) != 0 ? order[i - 1] : expected;
    }
    const auto is_acceptable = [&](const AlgorithmIdentifier& algorithm) {
      const auto at = std::ranges::find(order, algorithm.oid());
      REQUIRE(at != order.end());
      return (acceptable >> (at - order.begin()) & 1) != 0;
    };
    const auto chosen = choose_signature_algorithm(request, known, is_acceptable);
    REQUIRE(chosen.has_value() == expected.has_value());
    CHECK((!chosen || *chosen == signature_algorithm(*expected)));
  }

  const auto any = [](const AlgorithmIdentifier&) { return true; };
  const ByteVector bare = encode(bare_request());
  const OCSPRequest plain = *load_der_ocsp_request(bare);
  CHECK(choose_signature_algorithm(plain, {}, any)->oid() == mandatory);
  CHECK(choose_signature_algorithm(plain, {{}, known.advertised}, any)->oid() == advertised);
  CHECK_FALSE(choose_signature_algorithm(plain, {}, [](const AlgorithmIdentifier&) { return false; }));
}

TEST_CASE("choose_signature_algorithm: preferences that cannot be read count as none", "[ocsp][responder]") {
  const SomeCertificates all;
  const ByteVector value = hex("3003020101");
  const Extension extension[] = {{PreferredSignatureAlgorithms::oid, false, value}};
  const ByteVector der = signed_request(all.signer_name, {}, sha256_rsa, extension);
  const auto chosen =
      choose_signature_algorithm(*load_der_ocsp_request(der), {}, [](const AlgorithmIdentifier&) { return true; });
  CHECK(*chosen == sha256_rsa);
}

TEST_CASE("first_unanswered, first_unasked: RFC 6960 4.2.2.3, as plain loops say", "[ocsp][responder]") {
  unsigned wrong = 0;
  unsigned incomplete = 0;
  std::vector<std::vector<std::uint8_t>> lists{{}};
  for (std::size_t i = 0; lists[i].size() < 4; ++i) {  // all lists of up to four of three serial numbers
    for (std::uint8_t serial = 1; serial <= 3; ++serial) {
      lists.push_back(lists[i]);
      lists.back().push_back(serial);
    }
  }
  std::vector<ByteVector> requests;
  std::vector<ByteVector> responses;
  for (const auto& list : lists) {
    std::vector<Part> questions;
    std::vector<Part> answers;
    for (const std::uint8_t serial : list) {
      questions.push_back(bare_request_element({serial}));
      answers.push_back(bare_single(good(), {serial}));
    }
    requests.push_back(encode(bare_request(std::move(questions))));
    responses.push_back(encode(bare_response(std::move(answers))));
  }
  const auto first_not_in = [](const auto& list, const auto& others) -> int {
    for (const std::uint8_t serial : list) {
      if (std::ranges::find(others, serial) == others.end()) {
        return serial;
      }
    }
    return -1;
  };
  const auto serial_of = [](const std::optional<CertID>& id) { return id ? int{id->serial_number().bytes()[0]} : -1; };
  for (std::size_t asked = 0; asked < lists.size(); ++asked) {
    const OCSPRequest request = *load_der_ocsp_request(requests[asked]);
    for (std::size_t answered = 0; answered < lists.size(); ++answered) {
      const auto response = load_der_ocsp_response(responses[answered]);
      const int unanswered = first_not_in(lists[asked], lists[answered]);
      incomplete += unanswered != -1;
      wrong += serial_of(first_unanswered(*response->basic(), request)) != unanswered;
      wrong += serial_of(first_unasked(*response->basic(), request)) != first_not_in(lists[answered], lists[asked]);
    }
  }
  CHECK(wrong == 0);
  CHECK(incomplete > 1000);
}

TEST_CASE("first_unanswered: another issuer or hash function is another certificate", "[ocsp][responder]") {
  for (const std::string_view path : {"algorithm", "issuerNameHash", "issuerKeyHash", "serialNumber"}) {
    INFO(path);
    Part message = bare_request();
    Part& part = find(message, path);
    part.value.back() ^= 1;
    const ByteVector request_der = encode(message);
    const ByteVector response_der = encode(bare_response());
    const OCSPRequest request = *load_der_ocsp_request(request_der);
    const auto response = load_der_ocsp_response(response_der);
    CHECK(first_unanswered(*response->basic(), request) == *request.cert_id());
    CHECK(first_unasked(*response->basic(), request) == (*response->basic()->responses().begin()).cert_id());
  }
}

}  // namespace ocspan_test::responder_test
