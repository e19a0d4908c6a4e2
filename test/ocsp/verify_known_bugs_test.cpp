// verify() against what went wrong in other libraries; docs/reference/known-bugs.md has the list.
#include <functional>
#include <string_view>
#include <utility>
#include <vector>

#include "ocsp/fake_pki.hpp"

namespace ocspan_test::verify_known_bugs_test {
namespace {

using namespace ocspan;

void check_step(const World& world, VerifyStep step) {
  const Outcome outcome = outcome_of(world);
  CHECK(outcome.verdict() == Verdict::untrusted);
  CHECK(outcome.failure().step == step);
}

World world_about(const ByteVector& asked, const ByteVector& answered) {
  World world;
  set_value(world.leaf, "serialNumber", asked);
  world.answer().cert_id = cert_id_of_issuer(answered);
  return world;
}

/// A certificate for OCSP signing by "Other CA", whose key is other_key.
Part delegate_of_other_ca() {
  Part certificate = unsigned_delegate();
  find(certificate, "issuer") = common_name("issuer", Field::issuer, "Other CA");
  sign_certificate(certificate, other_key);
  return certificate;
}

}  // namespace

TEST_CASE("CVE-2022-43705: a certificate that comes along is not trusted for that", "[ocsp][verify]") {
  World world = delegated_world();
  world.delegate.reset();
  world.certificates = {delegate_of_other_ca()};
  check_step(world, VerifyStep::signer_not_issued_by_issuer);
  // with its own issuer beside it, and self-signed
  Part other_ca = certificate_part({.subject = "Other CA", .issuer = "Other CA", .key = other_key});
  sign_certificate(other_ca, other_key);
  world.certificates.push_back(other_ca);
  check_step(world, VerifyStep::signer_not_issued_by_issuer);
  // under the name of the issuer
  Part forged = unsigned_delegate();
  sign_certificate(forged, responder_key);
  world.certificates = {forged};
  check_step(world, VerifyStep::signer_bad_signature);
  world.certificates = {signed_by_issuer(unsigned_delegate())};
  check_verdict(world);
}

TEST_CASE("CVE-2026-32883: nothing is good unless the verifier was asked and said yes", "[ocsp][verify]") {
  for (const World& world : {World{}, delegated_world()}) {
    const Outcome outcome = check_verdict(world);
    REQUIRE_FALSE(outcome.verifier.calls.empty());
    Part message = world.message();
    CHECK(copy(outcome.verifier.calls.back().message) == encode(find(message, "tbsResponseData")));
    World forged = world;
    forged.signer = other_key;
    check_step(forged, VerifyStep::bad_signature);
  }
}

TEST_CASE("botan #4536: certificates of any number that come along", "[ocsp][verify]") {
  const Part alien = delegate_of_other_ca();
  for (const std::size_t count : {0U, 1U, 2U, 15U, 16U, 17U, 100U}) {
    INFO(count);
    World direct;
    direct.certificates.assign(count, alien);
    check_verdict(direct);
    World delegated = delegated_world();
    delegated.certificates.assign(count, alien);
    check_verdict(delegated);  // the right one is the last
    delegated.delegate.reset();
    delegated.certificates.insert(delegated.certificates.begin(), signed_by_issuer(unsigned_delegate()));
    check_verdict(delegated);
  }
}

TEST_CASE("CVE-2026-10098: a serial number that begins like the other is another", "[ocsp][verify]") {
  check_step(world_about({0x12}, {0x12, 0x34}), VerifyStep::no_answer);
  check_step(world_about({0x12, 0x34}, {0x12}), VerifyStep::no_answer);
  check_step(world_about({0x12, 0x34}, {0x12, 0x34, 0x00}), VerifyStep::no_answer);
  check_verdict(world_about({0x12, 0x34}, {0x12, 0x34}));
}

TEST_CASE("CVE-2016-7444: serial numbers of different lengths, and their leading zeros", "[ocsp][verify]") {
  const ByteVector longest(20, 0x11);
  for (std::size_t size = 1; size < longest.size(); ++size) {
    const ByteVector prefix(longest.begin(), longest.begin() + static_cast<std::ptrdiff_t>(size));
    check_step(world_about(longest, prefix), VerifyStep::no_answer);
    check_step(world_about(prefix, longest), VerifyStep::no_answer);
  }
  check_verdict(world_about({0x00, 0x80}, {0x00, 0x80}));
  check_step(world_about({0x00, 0x80}, {0x80}), VerifyStep::no_answer);  // which is negative
  // One zero more than needed is no DER; a CertID that a program makes may have it, and is the same number.
  const World world = world_about({0x12, 0x34}, {0x12, 0x34});
  const ByteVector der = encode(world.message());
  const ByteVector issuer_der = encode(world.issuer);
  const auto response = load_der_ocsp_response(der);
  const auto issuer = load_der_x509_certificate(issuer_der);
  const Result<IssuerHashes> hashes = IssuerHashes::of(IssuerHashInput{*issuer}, HashAlgorithm::sha1, FakeHasher{});
  for (const auto& [bytes, verdict] : {std::pair{hex("00001234"), Verdict::good},
                                       {hex("001234"), Verdict::good},
                                       {hex("123400"), Verdict::untrusted},
                                       {hex("00123400"), Verdict::untrusted}}) {
    const CertID asked = hashes->cert_id(Integer{bytes});
    CHECK(verify(*response, Question{asked, *issuer}, world.policy, FakeVerifier{}, FakeHasher{}).verdict() == verdict);
  }
}

TEST_CASE("CVE-2021-37155: another serial number beside the right hashes", "[ocsp][verify]") {
  for (std::size_t bit = 0; bit < 15; ++bit) {
    ByteVector other = {0x12, 0x34};
    other[1 - bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    check_step(world_about({0x12, 0x34}, other), VerifyStep::no_answer);
  }
}

TEST_CASE("CVE-2021-38597: id-pkix-ocsp-nocheck makes up for nothing", "[ocsp][verify]") {
  const std::vector<std::pair<VerifyStep, std::function<void(World&)>>> faults{
      {VerifyStep::signer_not_for_ocsp, [](World& world) { remove(*world.delegate, "extKeyUsage"); }},
      {VerifyStep::signer_not_issued_by_issuer,
       [](World& world) { find(*world.delegate, "issuer") = common_name("issuer", Field::issuer, "Other"); }},
      {VerifyStep::signer_expired,
       [](World& world) { set_value(*world.delegate, "notAfter", characters("20200102000000Z")); }},
      {VerifyStep::signer_bad_signature, [](World& world) { world.delegate_signer = other_key; }},
      {VerifyStep::bad_signature, [](World& world) { world.signer = other_key; }},
  };
  for (const bool critical : {false, true}) {
    for (const std::string_view value : {"0500", "", "050100", "3000"}) {
      World world = delegated_world();
      insert_before(*world.delegate, "keyUsage", extension_named("nocheck", oid_nocheck, critical, hex(value)));
      CHECK(check_verdict(world).result.nocheck() == (value == "0500"));
      for (const auto& [step, fault] : faults) {
        World faulty = world;
        fault(faulty);
        check_step(faulty, step);
      }
    }
  }
  CHECK_FALSE(check_verdict(delegated_world()).result.nocheck());
}

TEST_CASE("wolfssl #740: the verifier gets the zeros at the beginning of a signature", "[ocsp][verify]") {
  for (const ByteVector& signature : {hex("0000000001"), hex("00"), hex("00ff00"), ByteVector(256, 0x00)}) {
    World world;
    world.of_message.emplace_back(
        [&](Part& message) { set_value(message, "BasicOCSPResponse/signature", join({{0x00}, signature})); });
    const Outcome outcome = outcome_of(world);
    REQUIRE(outcome.verifier.calls.size() == 1);
    CHECK(copy(outcome.verifier.calls[0].signature) == signature);
  }
}

TEST_CASE("CVE-2020-8286: a response about another certificate is no answer", "[ocsp][verify]") {
  World of_neighbour;
  of_neighbour.answer().cert_id = cert_id_of_issuer({0x12, 0x35});
  check_step(of_neighbour, VerifyStep::no_answer);
  World of_other_issuer;
  set_value(of_other_issuer.answer().cert_id, "issuerNameHash", ByteVector(20, 0x11));
  set_value(of_other_issuer.answer().cert_id, "issuerKeyHash", ByteVector(20, 0x22));
  check_step(of_other_issuer, VerifyStep::no_answer);
}

TEST_CASE("CVE-2024-8096: no error status is good", "[ocsp][verify]") {
  for (const std::uint8_t status : hex("0102030506")) {
    World world;
    world.of_message.emplace_back([=](Part& message) { set_value(message, "responseStatus", {status}); });
    world.tolerance = Tolerance::all;
    check_step(world, VerifyStep::not_successful);
    world.of_message.emplace_back([](Part& message) { remove(message, "responseBytes"); });
    check_step(world, VerifyStep::not_successful);
  }
}

TEST_CASE("CVE-2013-0166: a responder's key that cannot be read", "[ocsp][verify]") {
  // SubjectPublicKeyInfo itself damaged: the certificate is passed over
  for (const std::string_view damaged : {"", "3000", "0500", "300d06092a864886f70d0101010500", "03020100"}) {
    World world = delegated_world();
    world.of_message.emplace_back(
        [&](Part& message) { set_value(message, "Certificate/subjectPublicKeyInfo", hex(damaged)); });
    check_step(world, VerifyStep::no_signer);
  }
  // what only the verifier can find unreadable
  World world = delegated_world();
  set_value(*world.delegate, "subjectPublicKey", hex("00"));
  check_step(world, VerifyStep::bad_signature);
}

TEST_CASE("CVE-2022-1343: no policy makes a signature hold", "[ocsp][verify]") {
  for (unsigned flags = 0; flags < 64; ++flags) {
    for (World world : {World{}, delegated_world()}) {
      world.policy.clock_skew = (flags & 1) != 0 ? 0xffff'ffff : 0;
      world.policy.max_age = (flags & 2) != 0 ? std::optional<std::uint32_t>{0xffff'ffff} : std::nullopt;
      world.policy.max_age_without_next_update = (flags & 4) != 0 ? 0xffff'ffff : 0;
      world.policy.accept_missing_nonce = (flags & 8) != 0;
      world.policy.tolerance = (flags & 16) != 0 ? Tolerance::all : Tolerance::none;
      world.tolerance = (flags & 32) != 0 ? Tolerance::all : Tolerance::none;
      check_verdict(world);
      world.signer = other_key;
      check_step(world, VerifyStep::bad_signature);
    }
  }
}

TEST_CASE("CVE-2026-42765: a question without an issuer", "[ocsp][verify]") {
  const World world;
  const ByteVector der = encode(world.message());
  const ByteVector leaf_der = leaf_of(world);
  const auto response = load_der_ocsp_response(der);
  const auto leaf = load_der_x509_certificate(leaf_der);
  const ByteVector nothing;
  const auto no_issuer = load_der_x509_certificate(nothing);
  const Certificate empty = *no_issuer;
  const auto yes = [](const AlgorithmIdentifier&, const SubjectPublicKeyInfo&, Bytes, Bytes) { return true; };
  const Verification result = verify(*response, Question{*leaf, empty}, world.policy, yes, FakeHasher{});
  CHECK(result.verdict() == Verdict::untrusted);
  CHECK(result.failure().step == VerifyStep::wrong_issuer);
}

TEST_CASE("openssl #30323: a responder whom only the other side's chain vouches for", "[ocsp][verify]") {
  // Leaf <- Issuer <- Root: a responder that Root has made is none for Issuer's certificates.
  Part root_delegate = unsigned_delegate();
  find(root_delegate, "issuer") = common_name("issuer", Field::issuer, "Root");
  const ByteVector root_key(16, 0x5e);
  sign_certificate(root_delegate, root_key);
  Part root = certificate_part({.subject = "Root", .issuer = "Root", .key = root_key});
  sign_certificate(root, root_key);
  World world = delegated_world();
  world.delegate.reset();
  world.certificates = {root_delegate, root, world.issuer};
  check_step(world, VerifyStep::signer_not_issued_by_issuer);
  // and neither is Root itself
  world.signer = root_key;
  world.responder_id = named_by_name("Root");
  check_step(world, VerifyStep::signer_not_issued_by_issuer);
}

TEST_CASE("openssl #31759: a response without a single answer", "[ocsp][verify]") {
  for (World world : {World{}, delegated_world()}) {
    world.answers.clear();
    check_step(world, VerifyStep::no_answer);
  }
}

TEST_CASE("openssl #32376: good and revoked for one certificate is revoked", "[ocsp][verify]") {
  Answer bad;
  bad.status = revoked(std::nullopt);
  for (const std::vector<Answer>& answers : {std::vector{Answer{}, bad}, std::vector{bad, Answer{}}}) {
    World world;
    world.answers = answers;
    CHECK(check_verdict(world, Verdict::revoked).result.has_several_answers());
  }
}

TEST_CASE("CVE-2026-32144: a responder's certificate that the issuer has not signed", "[ocsp][verify]") {
  World world = delegated_world();
  world.delegate_signer = other_key;
  check_step(world, VerifyStep::signer_bad_signature);
  world.delegate_signer = responder_key;
  check_step(world, VerifyStep::signer_bad_signature);
  world.delegate_signer = issuer_key;
  check_verdict(world);
  world.of_message.emplace_back([](Part& message) { find(message, "Certificate/signatureValue").value.back() ^= 1; });
  check_step(world, VerifyStep::signer_bad_signature);
}

TEST_CASE("CVE-2026-42791: a responder's certificate that is not valid yet, or no longer", "[ocsp][verify]") {
  World world = delegated_world();
  set_value(*world.delegate, "notAfter", characters("20200203115959Z"));
  check_step(world, VerifyStep::signer_expired);
  world = delegated_world();
  set_value(*world.delegate, "notBefore", characters("20200203120001Z"));
  check_step(world, VerifyStep::signer_not_yet_valid);
}

TEST_CASE("CVE-2024-2660: no failure counts as good, and issuer and serial number must be right", "[ocsp][verify]") {
  const auto change_in_id = [](std::string_view path) {
    World world;
    find(world.answer().cert_id, path).value.back() ^= 1;
    return world;
  };
  for (const std::string_view path : {"issuerNameHash", "issuerKeyHash", "serialNumber"}) {
    check_step(change_in_id(path), VerifyStep::no_answer);
  }
  World hashless;
  hashless.hasher.missing = HashAlgorithm::sha1;
  check_step(hashless, VerifyStep::unsupported_hash);
  World signerless;
  signerless.responder_id = named_by_name("Nobody");
  check_step(signerless, VerifyStep::no_signer);
}

TEST_CASE("PKI.js #502: whoever has a certificate of the issuer is no responder", "[ocsp][verify]") {
  World world = delegated_world();
  remove(*world.delegate, "extKeyUsage");
  check_step(world, VerifyStep::signer_not_for_ocsp);
  for (const std::string_view purpose : {"2b06010505070301", "2b06010505070302", "551d2500"}) {  // TLS, any
    world = delegated_world();
    set_value(*world.delegate, "extKeyUsage/extnValue", tlv(0x30, tlv(0x06, hex(purpose))));
    check_step(world, VerifyStep::signer_not_for_ocsp);
  }
}

TEST_CASE("bc-java #2254: what the verifier says is what counts", "[ocsp][verify]") {
  // Each of the two signatures of a delegated response alone does not do.
  for (unsigned answers = 0; answers < 4; ++answers) {
    const World world = delegated_world();
    const ByteVector der = encode(world.message());
    const ByteVector leaf_der = leaf_of(world);
    const ByteVector issuer_der = encode(world.issuer);
    const auto response = load_der_ocsp_response(der);
    const auto leaf = load_der_x509_certificate(leaf_der);
    const auto issuer = load_der_x509_certificate(issuer_der);
    unsigned asked = 0;
    const auto verifier = [&](const AlgorithmIdentifier&, const SubjectPublicKeyInfo&, Bytes, Bytes) {
      return (answers >> asked++ & 1) != 0;
    };
    VerifyPolicy policy = world.policy;
    policy.certificate_is_validated = true;
    const Verification result = verify(*response, Question{*leaf, *issuer}, policy, verifier, FakeHasher{});
    CHECK(result.verdict() == (answers == 3 ? Verdict::good : Verdict::untrusted));
    CHECK(asked == ((answers & 1) != 0 ? 2 : 1));
  }
}

TEST_CASE("strongswan #2011: nothing is looked for in a response without a body", "[ocsp][verify]") {
  for (const std::uint8_t status : hex("0102030506")) {
    const ByteVector der = {0x30, 0x03, 0x0a, 0x01, status};
    const World world;
    const ByteVector leaf_der = leaf_of(world);
    const ByteVector issuer_der = encode(world.issuer);
    const auto response = load_der_ocsp_response(der);
    const auto leaf = load_der_x509_certificate(leaf_der);
    const auto issuer = load_der_x509_certificate(issuer_der);
    const ByteVector nonce(16, 0x5a);
    FakeVerifier verifier;
    const Verification result =
        verify(*response, Question{*leaf, *issuer}.nonce(nonce), world.policy, verifier, FakeHasher{});
    CHECK(result.failure() == failure_at(VerifyStep::not_successful, Field::response_status, 2));
    CHECK(verifier.calls.empty());
    check_consistent(result, world.policy);
  }
}

TEST_CASE("CVE-2026-5194: hashes whose size is not that of their algorithm", "[ocsp][verify]") {
  for (const HashAlgorithm hash : {HashAlgorithm::sha1, HashAlgorithm::sha256, HashAlgorithm::sha512}) {
    for (const std::string_view path : {"issuerNameHash", "issuerKeyHash"}) {
      const std::size_t right = digest_size(hash);
      for (const std::size_t size : {std::size_t{0}, std::size_t{1}, right - 1, right, right + 1, 2 * right}) {
        World world;
        world.answer().cert_id = cert_id_of_issuer({0x12, 0x34}, hash);
        find(world.answer().cert_id, path).value.resize(size);
        if (size == right) {
          check_verdict(world);
        } else {
          check_step(world, VerifyStep::no_answer);
        }
      }
    }
  }
}

TEST_CASE("CVE-2026-5501: a chain is not verified by its last link alone", "[ocsp][verify]") {
  // The certificate holds and the response does not; the response holds and the certificate does not.
  World world = delegated_world();
  world.signer = other_key;
  check_step(world, VerifyStep::bad_signature);
  world = delegated_world();
  world.delegate_signer = other_key;
  check_step(world, VerifyStep::signer_bad_signature);
}

TEST_CASE("CVE-2020-36425: revoked from a time in the future on is revoked", "[ocsp][verify]") {
  for (const std::string_view time : {"20200203120001Z", "20300101000000Z", "99991231235959Z", "19500101000000Z"}) {
    World world;
    world.answer().status = revoked(ByteVector{0x01});
    set_value(world.answer().status, "revocationTime", characters(time));
    check_verdict(world, Verdict::revoked);
    world.policy.at = {2020, 2, 4, 0, 0, 0};
    check_verdict(world, Verdict::revoked);
  }
}

TEST_CASE("go #81395: the issuer's own certificate may come along", "[ocsp][verify]") {
  World world;
  world.certificates = {world.issuer};
  CHECK(check_verdict(world).result.signed_by() == SignedBy::issuer);
}

TEST_CASE("wolfssl #10303: a key hash names a key, and not whoever has that name", "[ocsp][verify]") {
  World world = delegated_world();
  world.responder_id = named_by_key(responder_key);
  check_verdict(world);
  world.signer = other_key;
  set_value(*world.delegate, "subjectPublicKey", join({{0x00}, other_key}));
  check_step(world, VerifyStep::no_signer);
}

}  // namespace ocspan_test::verify_known_bugs_test
