// verify(): each check alone, in its order, at its boundaries; what the verifier and the hasher are asked; what can be
// read of the result.
#include "ocspan/ocsp/verify.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <limits>
#include <set>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "ocsp/fake_pki.hpp"

namespace ocspan_test::verify_test {
namespace {

using namespace ocspan;

const ByteVector byte_nonce = hex("0102030405060708");

Part nonce_extension(const ByteVector& value) { return extension(Field::response_extensions, oid_nonce, false, value); }

/// A World in which one check fails, and nothing else, and one that differs as little as can be and passes.
struct Row {
  VerifyStep step;
  Field field;
  std::string_view path;
  bool behind;  ///< the part at `path` ends where the failure is
  std::function<void(World&)> fail;
  std::function<void(World&)> pass;
  VerifyInput input = VerifyInput::response;
};

void change_in_delegate(World& world, std::string_view path, ByteVector value) {
  set_value(*world.delegate, path, std::move(value));
}

void make_error_status(Part& message) {
  remove(message, "responseBytes");
  set_value(message, "responseStatus", {0x06});
}

const auto nothing = [](World&) {};

constexpr VerifyStep all_steps[]{
#define OCSPAN_X(NAME, name, number, text) VerifyStep::name,
    OCSPAN_VERIFY_STEPS(OCSPAN_X)
#undef OCSPAN_X
};

/// Every step that can fail while all others pass, in their order. The world is delegated_world().
const std::vector<Row>& rows() {
  static const std::vector<Row> all{
      {VerifyStep::not_successful, Field::response_status, "responseStatus", false,
       [](World& world) { world.of_message.emplace_back(make_error_status); }, nothing},
      {VerifyStep::wrong_issuer, Field::responses, "responses", false,
       [](World& world) { find(world.leaf, "issuer") = common_name("issuer", Field::issuer, "Issuers"); }, nothing},
      {VerifyStep::unsupported_hash, Field::responses, "responses", false,
       [](World& world) { set_value(world.answer().cert_id, "hashAlgorithm/algorithm", hex("2a0304")); },
       [](World& world) { world.answer().cert_id = cert_id_of_issuer({0x12, 0x34}, HashAlgorithm::sha512); }},
      {VerifyStep::no_answer, Field::responses, "responses", false,
       [](World& world) { find(world.answer().cert_id, "issuerKeyHash").value.back() ^= 1; }, nothing},
      {VerifyStep::certificate_bad_signature, Field::signature_value, "signatureValue", false,
       [](World& world) { world.leaf_signer = other_key; },
       [](World& world) {
         world.leaf_signer = other_key;
         world.policy.certificate_is_validated = true;
       },
       VerifyInput::certificate},
      {VerifyStep::no_signer, Field::responder_id, "responderID", false,
       [](World& world) { world.responder_id = named_by_key(other_key); },
       [](World& world) { world.responder_id = named_by_key(responder_key); }},
      {VerifyStep::signer_not_issued_by_issuer, Field::issuer, "Certificate/issuer", false,
       [](World& world) { find(*world.delegate, "issuer") = common_name("issuer", Field::issuer, "Issue"); },
       [](World& world) { find(*world.delegate, "issuer") = common_name("issuer", Field::issuer, "Issuer"); }},
      {VerifyStep::signer_not_for_ocsp, Field::extensions, "Certificate/extensions", false,
       [](World& world) { change_in_delegate(world, "extKeyUsage/extnValue", hex("300a06082b06010505070308")); },
       [](World& world) {
         change_in_delegate(world, "extKeyUsage/extnValue", hex("301406082b0601050507030806082b06010505070309"));
       }},
      {VerifyStep::signer_key_usage, Field::extensions, "Certificate/extensions", false,
       [](World& world) { change_in_delegate(world, "keyUsage/extnValue", hex("03020106")); },   // keyCertSign, cRLSign
       [](World& world) { change_in_delegate(world, "keyUsage/extnValue", hex("03020640")); }},  // nonRepudiation
      {VerifyStep::signer_critical_extension, Field::extn_id, "Certificate/unknown/extnID", false,
       [](World& world) {
         insert_before(*world.delegate, "keyUsage", extension_named("unknown", hex("2a03"), true, hex("0500")));
       },
       [](World& world) {
         insert_before(*world.delegate, "keyUsage", extension_named("unknown", hex("2a03"), false, hex("0500")));
       }},
      {VerifyStep::signer_not_yet_valid, Field::validity, "Certificate/validity", false,
       [](World& world) { change_in_delegate(world, "notBefore", characters("20200203120001Z")); },
       [](World& world) { change_in_delegate(world, "notBefore", characters("20200203120000Z")); }},
      {VerifyStep::signer_expired, Field::validity, "Certificate/validity", false,
       [](World& world) { change_in_delegate(world, "notAfter", characters("20200203115959Z")); },
       [](World& world) { change_in_delegate(world, "notAfter", characters("20200203120000Z")); }},
      {VerifyStep::signer_bad_signature, Field::certs, "Certificate", false,
       [](World& world) { world.delegate_signer = other_key; }, nothing},
      {VerifyStep::unsupported_signature_algorithm, Field::signature_algorithm, "BasicOCSPResponse/signatureAlgorithm",
       false, [](World& world) { world.strange = {responder_key, SignatureCheck::unsupported}; }, nothing},
      {VerifyStep::weak_signature_algorithm, Field::signature_algorithm, "BasicOCSPResponse/signatureAlgorithm", false,
       [](World& world) { world.strange = {responder_key, SignatureCheck::weak}; }, nothing},
      {VerifyStep::bad_signature, Field::signature, "BasicOCSPResponse/signature", false,
       [](World& world) { world.signer = other_key; }, nothing},
      {VerifyStep::critical_extension, Field::extn_id, "singleExtensions/extnID", false,
       [](World& world) {
         world.answer().extensions.push_back(extension(Field::single_extensions, hex("2a03"), true, hex("0500")));
       },
       [](World& world) {
         world.answer().extensions.push_back(extension(Field::single_extensions, hex("2a03"), false, hex("0500")));
       }},
      {VerifyStep::produced_in_future, Field::produced_at, "producedAt", false,
       [](World& world) { world.produced_at = plus(world.policy.at, 301); },
       [](World& world) { world.produced_at = plus(world.policy.at, 300); }},
      {VerifyStep::not_yet_valid, Field::this_update, "thisUpdate", false,
       [](World& world) { world.answer().this_update = plus(world.policy.at, 301); },
       [](World& world) { world.answer().this_update = plus(world.policy.at, 300); }},
      {VerifyStep::update_order, Field::next_update, "nextUpdate", false,
       [](World& world) {
         world.answer().this_update = plus(world.policy.at, 100);
         world.answer().next_update = plus(world.policy.at, 99);
       },
       [](World& world) {
         world.answer().this_update = plus(world.policy.at, 100);
         world.answer().next_update = plus(world.policy.at, 100);
       }},
      {VerifyStep::next_update_missing, Field::next_update, "thisUpdate", true,
       [](World& world) {
         world.policy.require_next_update = true;
         world.answer().next_update.reset();
       },
       [](World& world) { world.policy.require_next_update = true; }},
      {VerifyStep::expired, Field::next_update, "nextUpdate", false,
       [](World& world) { world.answer().next_update = plus(world.policy.at, -301); },
       [](World& world) { world.answer().next_update = plus(world.policy.at, -300); }},
      {VerifyStep::too_old, Field::this_update, "thisUpdate", false,
       [](World& world) { world.policy.max_age = 12 * 3600 - (4 * 3600 + 5 * 60 + 6) - 301; },
       [](World& world) { world.policy.max_age = 12 * 3600 - (4 * 3600 + 5 * 60 + 6) - 300; }},
      {VerifyStep::nonce_missing, Field::response_extensions, "tbsResponseData", true,
       [](World& world) {
         world.nonce = byte_nonce;
         world.response_extensions.clear();
       },
       nothing},
      {VerifyStep::nonce_different, Field::response_extensions, "responseExtensions", false,
       [](World& world) {
         world.nonce = byte_nonce;
         world.response_extensions.push_back(nonce_extension(hex("04080102030405060709")));
       },
       [](World& world) {
         world.nonce = byte_nonce;
         world.response_extensions.push_back(nonce_extension(hex("04080102030405060708")));
       }},
  };
  return all;
}

/// Whether the check concerns the certificate of the responder.
bool is_about_delegate(VerifyStep step) {
  return (step >= VerifyStep::signer_not_issued_by_issuer && step <= VerifyStep::signer_bad_signature) ||
         step == VerifyStep::unsupported_signature_algorithm || step == VerifyStep::weak_signature_algorithm;
}

void check_row(const World& world, const Row& row) {
  if (row.behind) {
    check_failure_after(world, row.step, row.field, row.path);
  } else {
    check_failure(world, row.step, row.field, row.path, row.input);
  }
}

World issuer_world() { return {}; }

}  // namespace

// --- each step ---

TEST_CASE("verify: what all is right of is good, by the issuer or by a responder", "[ocsp][verify]") {
  const Outcome by_issuer = check_verdict(issuer_world());
  CHECK(by_issuer.result.signed_by() == SignedBy::issuer);
  CHECK(by_issuer.result.responder_certificate().empty());
  const Outcome by_responder = check_verdict(delegated_world());
  CHECK(by_responder.result.signed_by() == SignedBy::delegated);
  Part message = delegated_world().message();
  CHECK(same_span(by_responder.result.responder_certificate(),
                  bytes_at(by_responder.message, place_of(message, "Certificate"))));
}

TEST_CASE("verify: each check alone, and what just passes it", "[ocsp][verify]") {
  for (const Row& row : rows()) {
    INFO(to_string(row.step));
    World failing = delegated_world();
    row.fail(failing);
    check_row(failing, row);
    World passing = delegated_world();
    row.pass(passing);
    check_verdict(passing);
    if (!is_about_delegate(row.step)) {
      World by_issuer = issuer_world();
      row.fail(by_issuer);
      check_row(by_issuer, row);
    }
  }
}

TEST_CASE("verify: of two checks that fail the first one counts", "[ocsp][verify]") {
  for (std::size_t late = 0; late < rows().size(); ++late) {
    for (std::size_t early = 0; early < late; ++early) {
      INFO(to_string(rows()[early].step) << " before " << to_string(rows()[late].step));
      World world = delegated_world();
      rows()[late].fail(world);
      rows()[early].fail(world);
      check_row(world, rows()[early]);
    }
  }
}

TEST_CASE("verify: every step is in the table, or has tests of its own", "[ocsp][verify]") {
  const std::set<VerifyStep> with_own_tests{VerifyStep::none, VerifyStep::too_many_signers,
                                            VerifyStep::signature_pending, VerifyStep::outside_attested_time};
  for (const VerifyStep step : all_steps) {
    INFO(to_string(step));
    const auto of_step = [&](const Row& row) { return row.step == step; };
    CHECK(std::count_if(rows().begin(), rows().end(), of_step) == (with_own_tests.contains(step) ? 0 : 1));
  }
}

TEST_CASE("verify: whatever fails, and whatever is revoked or unknown as well, nothing is believed", "[ocsp][verify]") {
  for (const Row& row : rows()) {
    INFO(to_string(row.step));
    for (const Part& status : {revoked(ByteVector{0x01}), revoked(std::nullopt), unknown()}) {
      World world = delegated_world();
      world.answer().status = status;
      row.fail(world);
      check_row(world, row);
    }
  }
}

// --- the outcome as text ---

TEST_CASE("verify: names and messages", "[ocsp][verify]") {
  CHECK(to_string(Verdict::untrusted) == "untrusted");
  CHECK(to_string(Verdict::good) == "good");
  CHECK(to_string(Verdict::revoked) == "revoked");
  CHECK(to_string(Verdict::unknown) == "unknown");
  CHECK(to_string(static_cast<Verdict>(4)).empty());
  CHECK(to_string(SignedBy::nobody).empty());
  CHECK(to_string(SignedBy::issuer) == "issuer");
  CHECK(to_string(SignedBy::delegated) == "delegated");
  CHECK(to_string(SignedBy::trusted) == "trusted");
  CHECK(to_string(static_cast<SignedBy>(4)).empty());
  CHECK(to_string(VerifyStep::none) == "none");
  CHECK(to_string(VerifyStep::signer_not_issued_by_issuer) == "signer_not_issued_by_issuer");
  CHECK(message_of(VerifyStep::expired) == "nextUpdate has passed");
  std::vector<std::string_view> seen;
  for (const VerifyStep step : all_steps) {
    for (const std::string_view text : {to_string(step), message_of(step)}) {
      CHECK_FALSE(text.empty());
      CHECK(std::find(seen.begin(), seen.end(), text) == seen.end());
      seen.push_back(text);
    }
  }
  const auto none = static_cast<VerifyStep>(std::size(all_steps));
  CHECK(to_string(none).empty());
  CHECK(message_of(none).empty());
  CHECK(value_of_error<Verdict>() == Verdict::untrusted);
  CHECK(VerifyFailure{VerifyStep::expired} != VerifyFailure{});
}

TEST_CASE("verify: a result that nobody made, and what was never read", "[ocsp][verify]") {
  const Verification empty;
  CHECK(empty.verdict() == Verdict::untrusted);
  CHECK(empty.answer() == nullptr);
  CHECK_FALSE(empty.this_update().has_value());
  CHECK_FALSE(empty.usable_until().has_value());

  const World world;
  const ByteVector der = encode(world.message());
  const ByteVector leaf_der = leaf_of(world);
  const ByteVector issuer_der = encode(world.issuer);
  const auto response = load_der_ocsp_response(der);
  const auto leaf = load_der_x509_certificate(leaf_der);
  const auto issuer = load_der_x509_certificate(issuer_der);
  const OCSPResponse no_response;
  const Certificate no_certificate;
  const CertID no_id;
  Part message = world.message();
  const VerifyFailure wrong_issuer =
      failure_at(VerifyStep::wrong_issuer, Field::responses, place_of(message, "responses").identifier);
  const VerifyFailure unsupported =
      failure_at(VerifyStep::unsupported_hash, Field::responses, place_of(message, "responses").identifier);
  const auto yes = [](const AlgorithmIdentifier&, const SubjectPublicKeyInfo&, Bytes, Bytes) { return true; };
  const auto check = [&](const OCSPResponse& given, const Question& question, VerifyFailure expected) {
    const Verification result = verify(given, question, world.policy, yes, FakeHasher{});
    CHECK(result.verdict() == Verdict::untrusted);
    CHECK(result.failure() == expected);
    check_consistent(result, world.policy);
  };
  check(no_response, Question{*leaf, *issuer}, failure_at(VerifyStep::not_successful, Field::response_status, 0));
  check(no_response, Question{no_certificate, no_certificate},
        failure_at(VerifyStep::not_successful, Field::response_status, 0));
  check(*response, Question{no_certificate, no_certificate}, wrong_issuer);
  check(*response, Question{no_certificate, *issuer}, wrong_issuer);
  check(*response, Question{*leaf, no_certificate}, wrong_issuer);
  check(*response, Question{no_id, no_certificate}, wrong_issuer);
  check(*response, Question{no_id, *issuer}, unsupported);
  // The time was forgotten: everything is in the future.
  const Verification forgotten = verify(*response, Question{*leaf, *issuer}, {}, yes, FakeHasher{});
  CHECK(forgotten.failure().step == VerifyStep::produced_in_future);
}

// --- status ---

TEST_CASE("verify: each status that is an error, also beside a body that is tolerated", "[ocsp][verify]") {
  for (const std::uint8_t status : hex("0102030506")) {
    INFO(unsigned{status});
    World world;
    world.of_message.emplace_back([=](Part& message) {
      remove(message, "responseBytes");
      set_value(message, "responseStatus", {status});
    });
    const Outcome outcome = check_failure(world, VerifyStep::not_successful, Field::response_status, "responseStatus");
    CHECK(outcome.verifier.calls.empty());

    World with_body;
    with_body.tolerance = Tolerance::response_bytes_in_error;
    with_body.of_message.emplace_back([=](Part& message) { set_value(message, "responseStatus", {status}); });
    check_failure(with_body, VerifyStep::not_successful, Field::response_status, "responseStatus");
  }
}

TEST_CASE("verify: revoked, with time and reason, also in the future", "[ocsp][verify]") {
  World world;
  world.answer().status = revoked(ByteVector{0x01});
  const Outcome with_reason = check_verdict(world, Verdict::revoked);
  CHECK(with_reason.result.revocation_time() == Time{2020, 1, 2, 3, 4, 5});
  CHECK(with_reason.result.revocation_reason() == ReasonFlags::key_compromise);
  world.answer().status = revoked(std::nullopt);
  const Outcome without = check_verdict(world, Verdict::revoked);
  CHECK_FALSE(without.result.revocation_reason().has_value());
  set_value(world.answer().status, "revocationTime", characters("99991231235959Z"));
  const Outcome future = check_verdict(world, Verdict::revoked);
  CHECK(future.result.revocation_time() == Time{9999, 12, 31, 23, 59, 59});
  // removeFromCRL is revoked, too: OCSP has no delta
  world.answer().status = revoked(ByteVector{0x08});
  check_verdict(world, Verdict::revoked);
  world.answer().status = unknown();
  const Outcome of_unknown = check_verdict(world, Verdict::unknown);
  CHECK(of_unknown.result.answer()->certificate_status() == OCSPCertStatus::unknown);
}

// --- which certificate ---

TEST_CASE("verify: the CertID under each hash function, with parameters NULL or absent", "[ocsp][verify]") {
  for (unsigned number = 0; number <= static_cast<unsigned>(HashAlgorithm::sha3_512); ++number) {
    const auto hash = static_cast<HashAlgorithm>(number);
    INFO(to_string(hash));
    for (const bool absent : {false, true}) {
      World world;
      world.answer().cert_id = cert_id_of_issuer({0x12, 0x34}, hash);
      if (absent) {
        remove(world.answer().cert_id, "parameters");
      }
      if (hash == HashAlgorithm::md5) {
        check_failure(world, VerifyStep::unsupported_hash, Field::responses, "responses");
        continue;
      }
      check_verdict(world);
      // asked by any other one, it is the same certificate
      for (const HashAlgorithm other : {HashAlgorithm::sha1, HashAlgorithm::sha256}) {
        world.asked = cert_id_of_issuer({0x12, 0x34}, other);
        check_verdict(world);
      }
      if (hash != HashAlgorithm::sha1) {
        world.hasher.missing = hash;
        check_failure(world, VerifyStep::unsupported_hash, Field::responses, "responses");
      }
    }
  }
}

TEST_CASE("verify: what may be a revoked answer is not passed over, wherever it stands", "[ocsp][verify]") {
  // RFC 6960 3.2: with several answers the certificate counts as revoked if one of them says so, and of these it is not
  // known whom they are about.
  Answer good_or_not;
  good_or_not.cert_id = cert_id_of_issuer({0x12, 0x34}, HashAlgorithm::sha256);
  Answer revoked_or_not = good_or_not;
  revoked_or_not.status = revoked(std::nullopt);
  const auto check = [](std::vector<Answer> answers) {
    World world;
    world.answers = std::move(answers);
    world.hasher.missing = HashAlgorithm::sha256;
    check_failure(world, VerifyStep::unsupported_hash, Field::responses, "responses");
  };
  check({revoked_or_not, good_or_not, Answer{}});
  check({good_or_not, revoked_or_not, Answer{}});
  check({Answer{}, revoked_or_not, revoked_or_not});
  World world;
  world.answers = {good_or_not, Answer{}};
  world.hasher.missing = HashAlgorithm::sha256;
  check_verdict(world);
}

TEST_CASE("verify: a hasher that fails at the second hash of a CertID", "[ocsp][verify]") {
  const World world;
  const ByteVector der = encode(world.message());
  const ByteVector leaf_der = leaf_of(world);
  const ByteVector issuer_der = encode(world.issuer);
  const auto response = load_der_ocsp_response(der);
  const auto leaf = load_der_x509_certificate(leaf_der);
  const auto issuer = load_der_x509_certificate(issuer_der);
  const Question question{*leaf, *issuer};
  const Bytes issuer_key = issuer->subject_public_key_info().public_key();
  const auto of_keys_alone = [&](HashAlgorithm hash, Bytes data, std::span<std::uint8_t> out) {
    return data.data() == issuer_key.data() && FakeHasher{}(hash, data, out);
  };
  CHECK(verify(*response, question, world.policy, FakeVerifier{}, of_keys_alone).failure().step ==
        VerifyStep::unsupported_hash);
  const CertID id = response->basic()->responses().begin()->cert_id();
  CHECK(is_about(id, question, FakeHasher{}) == std::optional{true});
  CHECK(is_about(id, question, of_keys_alone) == std::nullopt);
}

TEST_CASE("verify: a hash function with parameters is none that is known", "[ocsp][verify]") {
  for (const std::string_view parameters : {"3000", "0400", "020100"}) {
    INFO(parameters);
    const auto damage = [&](Part& id) {
      const ByteVector der = hex(parameters);
      Part& part = find(id, "parameters");
      part.identifier = {der[0]};
      part.value.assign(der.begin() + 2, der.end());
    };
    // Its hashes are the issuer's under SHA-1, so that an answer with plain SHA-1 before it must not vouch for it.
    Answer damaged;
    damage(damaged.cert_id);
    World beside;
    for (const bool first : {false, true}) {
      beside.answers = first ? std::vector{damaged, Answer{}} : std::vector{Answer{}, damaged};
      CHECK_FALSE(check_verdict(beside).result.has_several_answers());
    }
    World world;
    damage(world.answer().cert_id);
    check_failure(world, VerifyStep::unsupported_hash, Field::responses, "responses");
    World asked;
    asked.asked = cert_id_of_issuer({0x12, 0x34});
    damage(*asked.asked);
    check_failure(asked, VerifyStep::unsupported_hash, Field::responses, "responses");
  }
}

TEST_CASE("verify: each field of the CertID by its meaning", "[ocsp][verify]") {
  const auto no_answer = [](const World& world) {
    const Outcome outcome = check_failure(world, VerifyStep::no_answer, Field::responses, "responses");
    CHECK(outcome.verifier.calls.empty());
  };
  SECTION("serial numbers: a prefix is another number, and the length counts") {
    const std::vector<ByteVector> numbers{{0x12},       {0x12, 0x34},       {0x12, 0x34, 0x56}, {0x34},
                                          {0x12, 0x35}, {0x00, 0x92, 0x34}, {0x92, 0x34},       {0x00},
                                          {0xff},       {0x00, 0xff},       {0x00, 0x80},       {0x80}};
    for (const ByteVector& asked : numbers) {
      for (const ByteVector& answered : numbers) {
        CAPTURE(asked, answered);
        for (const bool by_id : {false, true}) {
          World world;
          set_value(world.leaf, "serialNumber", asked);
          if (by_id) {
            world.asked = cert_id_of_issuer(asked);
          }
          world.answer().cert_id = cert_id_of_issuer(answered);
          if (asked == answered) {
            check_verdict(world);
          } else {
            no_answer(world);
          }
        }
      }
    }
  }
  SECTION("hashes: each byte of them, and their length") {
    for (const std::string_view path : {"issuerNameHash", "issuerKeyHash"}) {
      for (std::size_t i = 0; i < 20; ++i) {
        World world;
        find(world.answer().cert_id, path).value[i] ^= 0x80;
        no_answer(world);
      }
      for (const std::size_t size : {0U, 1U, 19U, 21U, 32U}) {
        World world;
        find(world.answer().cert_id, path).value.resize(size);
        no_answer(world);
      }
    }
  }
  SECTION("the two hashes changed places") {
    World world;
    std::swap(find(world.answer().cert_id, "issuerNameHash").value,
              find(world.answer().cert_id, "issuerKeyHash").value);
    no_answer(world);
  }
  SECTION("the hashes of one function under the name of another") {
    World world;
    set_value(world.answer().cert_id, "hashAlgorithm/algorithm", oid_sha256);
    no_answer(world);
    world.answer().cert_id = cert_id_of_issuer({0x12, 0x34}, HashAlgorithm::sha256);
    set_value(world.answer().cert_id, "hashAlgorithm/algorithm", oid_sha1);
    no_answer(world);
    set_value(world.answer().cert_id, "hashAlgorithm/algorithm", copy(oid_of(HashAlgorithm::sha3_256).bytes()));
    no_answer(world);
  }
  SECTION("the issuer's key is hashed, not the whole SubjectPublicKeyInfo, and not its tag, length or initial octet") {
    Part issuer = World{}.issuer;
    const ByteVector whole = encode(find(issuer, "subjectPublicKeyInfo"));
    const ByteVector bits = encode(find(issuer, "subjectPublicKey"));
    for (const ByteVector& hashed : {whole, bits, find(issuer, "subjectPublicKey").value}) {
      World world;
      set_value(world.answer().cert_id, "issuerKeyHash", fake_hash(HashAlgorithm::sha1, hashed));
      no_answer(world);
    }
  }
  SECTION("another issuer of the same name, and another name of the same key") {
    World world;
    set_value(world.answer().cert_id, "issuerKeyHash", fake_hash(HashAlgorithm::sha1, other_key));
    no_answer(world);
    World of_name;
    set_value(of_name.answer().cert_id, "issuerNameHash",
              fake_hash(HashAlgorithm::sha1, encode(common_name("", Field::none, "Other"))));
    no_answer(of_name);
  }
  SECTION("no answers at all") {
    World world;
    world.answers.clear();
    no_answer(world);
  }
}

TEST_CASE("verify: the question must be about a certificate of the issuer", "[ocsp][verify]") {
  SECTION("the CertID that was asked") {
    World world;
    for (const std::string_view path : {"issuerNameHash", "issuerKeyHash"}) {
      world.asked = cert_id_of_issuer({0x12, 0x34});
      check_verdict(world);
      find(*world.asked, path).value[0] ^= 1;
      check_failure(world, VerifyStep::wrong_issuer, Field::responses, "responses");
    }
    world.asked = cert_id_of_issuer({0x12, 0x34});
    set_value(*world.asked, "hashAlgorithm/algorithm", hex("2a0304"));
    check_failure(world, VerifyStep::unsupported_hash, Field::responses, "responses");
    world.asked = cert_id_of_issuer({0x12, 0x34}, HashAlgorithm::sha256);
    world.hasher.missing = HashAlgorithm::sha256;
    check_failure(world, VerifyStep::unsupported_hash, Field::responses, "responses");
  }
  SECTION("another issuer, whose name the certificate does not have") {
    World world;
    world.issuer = certificate_part({.subject = "Other", .issuer = "Root", .key = issuer_key});
    check_failure(world, VerifyStep::wrong_issuer, Field::responses, "responses");
  }
  SECTION("another issuer of that name: the CertID has the hash of its key") {
    World world;
    world.issuer = certificate_part({.subject = "Issuer", .issuer = "Root", .key = other_key});
    check_failure(world, VerifyStep::no_answer, Field::responses, "responses");
    world.asked = cert_id_of_issuer({0x12, 0x34});
    check_failure(world, VerifyStep::wrong_issuer, Field::responses, "responses");
  }
}

TEST_CASE("verify: an answer whose hash cannot be computed does not hide one that can", "[ocsp][verify]") {
  World world;
  Answer other;
  other.cert_id = cert_id_of_issuer({0x12, 0x34}, HashAlgorithm::sha384);
  world.hasher.missing = HashAlgorithm::sha384;
  for (const bool first : {false, true}) {
    world.answers = first ? std::vector{other, Answer{}} : std::vector{Answer{}, other};
    CHECK_FALSE(check_verdict(world).result.has_several_answers());
  }
  // and one about another certificate does not matter
  Answer of_other = other;
  of_other.cert_id = cert_id_of_issuer({0x12, 0x35}, HashAlgorithm::sha384);
  world.answers = {of_other};
  check_failure(world, VerifyStep::no_answer, Field::responses, "responses");
}

// --- the certificate asked about ---

TEST_CASE("verify: the signature of the certificate asked about", "[ocsp][verify]") {
  struct Row {
    SignatureCheck answer;
    VerifyStep step;
    Field field;
    std::string_view path;
  };
  for (const Row& row : {Row{SignatureCheck::unsupported, VerifyStep::unsupported_signature_algorithm,
                             Field::signature_algorithm, "signatureAlgorithm"},
                         Row{SignatureCheck::weak, VerifyStep::weak_signature_algorithm, Field::signature_algorithm,
                             "signatureAlgorithm"}}) {
    INFO(to_string(row.answer));
    World world = delegated_world();
    world.strange = {issuer_key, row.answer};
    CHECK(check_failure(world, row.step, row.field, row.path, VerifyInput::certificate).result.signed_by() ==
          SignedBy::nobody);
  }
  SECTION("is not asked for where there is no certificate, nor where it was checked before") {
    World world;
    world.leaf_signer = other_key;
    world.asked = cert_id_of_issuer({0x12, 0x34});
    check_verdict(world);
    world.asked.reset();
    check_failure(world, VerifyStep::certificate_bad_signature, Field::signature_value, "signatureValue",
                  VerifyInput::certificate);
    world.policy.certificate_is_validated = true;
    check_verdict(world);
  }
  SECTION("is of whole bytes, and of one algorithm") {
    for (const Change& change :
         {Change{[](Part& leaf) { set_value(leaf, "signature/algorithm", hex("2a0304")); }},
          Change{[](Part& leaf) { set_value(leaf, "signatureAlgorithm/algorithm", hex("2a03")); }}}) {
      World world;
      change(world.leaf);
      const Outcome outcome = check_failure(world, VerifyStep::certificate_bad_signature, Field::signature_value,
                                            "signatureValue", VerifyInput::certificate);
      CHECK(outcome.verifier.calls.empty());
    }
  }
}

// --- trusted responders and more certificates ---

TEST_CASE("verify: a responder that is trusted needs no one's certificate", "[ocsp][verify]") {
  const Part self_signed = certificate_part({.subject = "VA", .issuer = "VA", .key = other_key});
  World world;
  world.responder_id = named_by_name("VA");
  world.signer = other_key;
  check_failure(world, VerifyStep::no_signer, Field::responder_id, "responderID");
  world.added = {self_signed};  // is not trusted for having been added
  check_failure(world, VerifyStep::signer_not_issued_by_issuer, Field::issuer, "issuer",
                VerifyInput::added_certificate);
  world.added.clear();
  world.certificates = {self_signed};
  check_failure(world, VerifyStep::signer_not_issued_by_issuer, Field::issuer, "Certificate/issuer");
  for (const bool in_response : {true, false}) {
    world.certificates.resize(in_response ? 1 : 0, self_signed);
    world.trusted = {unsigned_delegate(), self_signed};
    const Outcome outcome = check_verdict(world);
    CHECK(outcome.result.signed_by() == SignedBy::trusted);
    CHECK(equal(outcome.result.responder_certificate(), outcome.trusted.at(1)));
    CHECK(outcome.verifier.calls.size() == 1);
  }
  SECTION("by its key as well as by its name") {
    world.responder_id = named_by_key(other_key);
    CHECK(check_verdict(world).result.signed_by() == SignedBy::trusted);
  }
  SECTION("whose signature must be valid all the same") {
    world.signer = responder_key;
    check_failure(world, VerifyStep::bad_signature, Field::signature, "BasicOCSPResponse/signature");
  }
  SECTION("and whose certificate must be valid") {
    world.trusted = {
        certificate_part({.subject = "VA", .issuer = "VA", .key = other_key, .not_after = plus(world.policy.at, -1)})};
    CHECK(outcome_of(world).failure().step == VerifyStep::signer_expired);
    CHECK(outcome_of(world).failure().input == VerifyInput::added_certificate);
    world.trusted = {
        certificate_part({.subject = "VA", .issuer = "VA", .key = other_key, .not_before = plus(world.policy.at, 1)})};
    CHECK(outcome_of(world).failure().step == VerifyStep::signer_not_yet_valid);
  }
}

TEST_CASE("verify: the responder's certificate may come from elsewhere", "[ocsp][verify]") {
  World world = delegated_world();
  const Part delegate = signed_by_issuer(unsigned_delegate());
  world.delegate.reset();
  check_failure(world, VerifyStep::no_signer, Field::responder_id, "responderID");
  world.added = {certificate_part({.subject = "x", .issuer = "Issuer", .key = other_key}), delegate};
  const Outcome outcome = check_verdict(world);
  CHECK(outcome.result.signed_by() == SignedBy::delegated);
  CHECK(equal(outcome.result.responder_certificate(), outcome.added.at(1)));
  SECTION("is believed no more than if it were in the response") {
    Part other = unsigned_delegate();
    sign_certificate(other, other_key);
    world.added = {other};
    check_failure(world, VerifyStep::signer_bad_signature, Field::certs, "", VerifyInput::added_certificate);
    Part server = unsigned_delegate();
    remove(server, "extKeyUsage");
    world.added = {signed_by_issuer(server)};
    check_failure(world, VerifyStep::signer_not_for_ocsp, Field::extensions, "extensions",
                  VerifyInput::added_certificate);
    Part strange = unsigned_delegate();
    insert_before(strange, "keyUsage", extension_named("unknown", hex("2a03"), true, hex("0500")));
    world.added = {signed_by_issuer(strange)};
    check_failure(world, VerifyStep::signer_critical_extension, Field::extn_id, "unknown/extnID",
                  VerifyInput::added_certificate);
  }
}

// --- names ---

TEST_CASE("verify: names are the same by RFC 5280 7.1, whatever their encoding", "[ocsp][verify]") {
  const auto named = [](Part& certificate, std::string_view field, const Part& name) {
    Part& part = find(certificate, field);
    const Field kept = part.field;
    part = name;
    part.name = field;
    part.field = kept;
  };
  const Part other_case = common_name("x", Field::issuer, " iSSUER ");
  SECTION("of the issuer in the certificate asked about") {
    World world;
    named(world.leaf, "issuer", other_case);
    check_verdict(world);  // by the hash of the issuer's own encoding
    set_value(world.answer().cert_id, "issuerNameHash", fake_hash(HashAlgorithm::sha1, encode(other_case)));
    check_verdict(world);  // by that of the certificate's
    set_value(world.answer().cert_id, "issuerNameHash",
              fake_hash(HashAlgorithm::sha1, encode(common_name("x", Field::issuer, "ISSUER"))));
    check_failure(world, VerifyStep::no_answer, Field::responses, "responses");
  }
  SECTION("of the responder") {
    World world = delegated_world();
    world.responder_id = named_by_name("RESPONDER");
    check_verdict(world);
    named(*world.delegate, "issuer", other_case);
    check_verdict(world);
  }
}

// --- answers later ---

TEST_CASE("verify: a signature that is being checked", "[ocsp][verify]") {
  for (const ByteVector& key : {issuer_key, responder_key}) {
    const World world = delegated_world();
    const ByteVector der = encode(world.message());
    const ByteVector leaf_der = leaf_of(world);
    const ByteVector issuer_der = encode(world.issuer);
    const auto response = load_der_ocsp_response(der);
    const auto leaf = load_der_x509_certificate(leaf_der);
    const auto issuer = load_der_x509_certificate(issuer_der);
    FakeVerifier verifier{.strange = StrangeKey{key, SignatureCheck::pending}};
    const Question question{*leaf, *issuer};
    const Verification result = verify(*response, question, world.policy, verifier, FakeHasher{});
    CHECK(result.verdict() == Verdict::untrusted);
    CHECK(result.failure().step == VerifyStep::signature_pending);
    CHECK(verifier.calls.size() == (key == issuer_key ? 1 : 3));  // nothing is asked after it
    VerifyProgress progress;
    CHECK(verify(*response, question, world.policy, verifier, FakeHasher{}, progress).failure() == result.failure());
    verifier.strange.reset();
    CHECK(verify(*response, question, world.policy, verifier, FakeHasher{}, progress).verdict() == Verdict::good);
  }
  VerifyProgress full;
  for (std::size_t i = 0; i < max_signature_checks + 3; ++i) {
    full.add(SignatureCheck::pending);  // is no answer
    CHECK(full.answer(i) == SignatureCheck::pending);
    full.add(SignatureCheck::weak);
    CHECK(full.answer(i) == (i < max_signature_checks ? SignatureCheck::weak : SignatureCheck::pending));
  }
}

// --- an attested time ---

TEST_CASE("verify: the status at an attested time", "[ocsp][verify]") {
  World world = delegated_world();
  const Time this_update = world.answer().this_update;
  const Time next_update = *world.answer().next_update;
  world.policy.at = {2030, 1, 1, 0, 0, 0};
  check_failure(world, VerifyStep::signer_expired, Field::validity, "Certificate/validity");
  const auto check_at = [&](const Time& attested, bool covered) {
    INFO(digits_of(attested));
    world.policy.attested = attested;
    if (covered) {
      check_verdict(world);
    } else {
      check_failure(world, VerifyStep::outside_attested_time, Field::this_update, "thisUpdate");
    }
  };
  check_at(plus(this_update, -100'000), true);
  check_at(this_update, true);
  check_at(next_update, true);
  check_at(plus(next_update, 1), false);
  world.answer().next_update.reset();
  check_at(plus(world.produced_at, 86'399), true);
  check_at(plus(world.produced_at, 86'400), false);
  check_at(plus(this_update, -1), true);
  SECTION("a revocation after it is none at it") {
    world.answer().status = revoked(std::nullopt);
    const Time revoked_at = *check_verdict(world, Verdict::revoked).result.revocation_time();
    world.answer().next_update = next_update;
    world.policy.attested = plus(revoked_at, -1);
    CHECK(check_verdict(world, Verdict::good).result.revocation_time() == revoked_at);
    world.policy.attested = revoked_at;
    check_verdict(world, Verdict::revoked);
  }
  SECTION("the response must be of the past, and the responder's certificate valid when it was made") {
    world.policy.at = plus(this_update, -301);
    world.policy.attested = plus(this_update, -400);
    CHECK(outcome_of(world).failure().step == VerifyStep::produced_in_future);
    world.policy.at = {2030, 1, 1, 0, 0, 0};
    change_in_delegate(world, "notAfter", characters(digits_of(plus(world.produced_at, -1))));
    check_failure(world, VerifyStep::signer_expired, Field::validity, "Certificate/validity");
    change_in_delegate(world, "notAfter", characters(digits_of(world.produced_at)));
    check_verdict(world);
  }
}

// --- several answers ---

TEST_CASE("verify: of equally strict answers the newest that holds counts", "[ocsp][verify]") {
  Answer holding;
  Answer future;
  future.this_update = Time{2020, 3, 1, 0, 0, 0};
  future.next_update = Time{2020, 3, 8, 0, 0, 0};
  Answer expired;
  expired.this_update = Time{2020, 1, 1, 0, 0, 0};
  expired.next_update = Time{2020, 1, 8, 0, 0, 0};
  for (const auto& answers : {std::vector{holding, future}, std::vector{future, holding}, std::vector{expired, holding},
                              std::vector{holding, expired}, std::vector{future, expired, holding}}) {
    World world;
    world.answers = answers;
    CHECK(check_verdict(world).result.this_update() == holding.this_update);
  }
  SECTION("of those with one thisUpdate the first one") {
    Answer longer = holding;
    longer.next_update = plus(*holding.next_update, 1);
    World world;
    world.answers = {holding, longer};
    CHECK(check_verdict(world).result.next_update() == holding.next_update);
    world.answers = {longer, holding};
    CHECK(check_verdict(world).result.next_update() == longer.next_update);
  }
  SECTION("a stricter one counts, whether it holds or not") {
    World world;
    expired.status = revoked(std::nullopt);
    world.answers = {holding, expired};
    CHECK(outcome_of(world).failure().step == VerifyStep::expired);
  }
}

TEST_CASE("verify: revoked under a hash that cannot be computed is not passed over", "[ocsp][verify]") {
  World world;
  Answer other;
  set_value(other.cert_id, "hashAlgorithm/algorithm", hex("2a0304"));
  for (const bool first : {false, true}) {
    other.status = revoked(std::nullopt);
    world.answers = first ? std::vector{other, Answer{}} : std::vector{Answer{}, other};
    check_failure(world, VerifyStep::unsupported_hash, Field::responses, "responses");
    world.answers[first ? 0 : 1].status = good();
    check_verdict(world);
  }
  Answer certainly;
  certainly.status = revoked(std::nullopt);
  world.answers = {certainly, other};
  check_verdict(world, Verdict::revoked);
  SECTION("unless it is about another certificate") {
    set_value(other.cert_id, "serialNumber", {0x12, 0x35});
    world.answers = {Answer{}, other};
    check_verdict(world);
  }
}

TEST_CASE("verify: of several answers the strictest counts, then the newest", "[ocsp][verify]") {
  const Time early{2020, 2, 3, 4, 5, 6};
  const Time late{2020, 2, 3, 4, 5, 8};
  const auto answer_of = [](Part status, const Time& this_update) {
    Answer answer;
    answer.status = std::move(status);
    answer.this_update = this_update;
    return answer;
  };
  const auto check = [](std::vector<Answer> answers, Verdict expected, const Time& this_update) {
    std::sort(answers.begin(), answers.end(), [](const Answer& a, const Answer& b) {
      return std::pair{a.status.identifier, a.this_update} < std::pair{b.status.identifier, b.this_update};
    });
    do {
      for (const bool others_between : {false, true}) {
        World world;
        world.answers.clear();
        for (const Answer& answer : answers) {
          world.answers.push_back(answer);
          if (others_between) {
            Answer other;
            other.cert_id = cert_id_of_issuer({0x12});
            other.status = revoked(std::nullopt);
            world.answers.push_back(other);
          }
        }
        const Outcome outcome = check_verdict(world, expected);
        CHECK(outcome.result.has_several_answers() == (answers.size() > 1));
        CHECK(outcome.result.this_update() == this_update);
        CHECK(outcome.result.answer()->this_update() == this_update);
      }
    } while (std::next_permutation(answers.begin(), answers.end(), [](const Answer& a, const Answer& b) {
      return std::pair{a.status.identifier, a.this_update} < std::pair{b.status.identifier, b.this_update};
    }));
  };
  check({answer_of(good(), early)}, Verdict::good, early);
  check({answer_of(good(), early), answer_of(good(), late)}, Verdict::good, late);
  check({answer_of(good(), late), answer_of(revoked(std::nullopt), early)}, Verdict::revoked, early);
  check({answer_of(good(), early), answer_of(unknown(), late)}, Verdict::unknown, late);
  check({answer_of(good(), late), answer_of(unknown(), early)}, Verdict::unknown, early);
  check({answer_of(unknown(), late), answer_of(revoked(std::nullopt), early)}, Verdict::revoked, early);
  check({answer_of(good(), late), answer_of(unknown(), late), answer_of(revoked(std::nullopt), early)},
        Verdict::revoked, early);
  check({answer_of(revoked(std::nullopt), late), answer_of(revoked(std::nullopt), early)}, Verdict::revoked, late);
}

TEST_CASE("verify: of answers that are equally strict and equally new the first counts", "[ocsp][verify]") {
  const Time sooner{2020, 2, 10, 4, 5, 6};
  const Time later{2020, 2, 11, 4, 5, 6};
  World world;
  world.answers = {Answer{}, Answer{}};
  for (const bool sooner_first : {false, true}) {
    world.answers[0].next_update = sooner_first ? sooner : later;
    world.answers[1].next_update = sooner_first ? later : sooner;
    CHECK(check_verdict(world).result.next_update() == world.answers[0].next_update);
  }
}

TEST_CASE("verify: the answers may name the certificate under different hashes", "[ocsp][verify]") {
  World world;
  Answer other;
  other.cert_id = cert_id_of_issuer({0x12, 0x34}, HashAlgorithm::sha256);
  other.status = revoked(std::nullopt);
  for (const bool first : {false, true}) {
    world.answers = first ? std::vector{other, Answer{}, other} : std::vector{Answer{}, other, Answer{}};
    CHECK(check_verdict(world, Verdict::revoked).result.has_several_answers());
  }
}

TEST_CASE("verify: a strict answer that does not hold is no way back to a good one", "[ocsp][verify]") {
  Answer old;
  old.status = revoked(std::nullopt);
  old.next_update = old.this_update;
  World world;
  for (const bool first : {false, true}) {
    world.answers = first ? std::vector{old, Answer{}} : std::vector{Answer{}, old};
    check_failure(world, VerifyStep::expired, Field::next_update, first ? "nextUpdate" : "SingleResponse#1/nextUpdate");
  }
}

// --- who signed ---

TEST_CASE("verify: the responderID names the signer, by name or by key", "[ocsp][verify]") {
  for (const bool by_responder : {false, true}) {
    World world = by_responder ? delegated_world() : issuer_world();
    const std::string name = by_responder ? "Responder" : "Issuer";
    const ByteVector& key = by_responder ? responder_key : issuer_key;
    const ByteVector& alien = by_responder ? issuer_key : responder_key;
    const auto no_signer = [&] { check_failure(world, VerifyStep::no_signer, Field::responder_id, "responderID"); };
    world.responder_id = named_by_name(name);
    check_verdict(world);
    world.responder_id = named_by_key(key);
    check_verdict(world);
    world.responder_id = named_by_name(name + "x");
    no_signer();
    world.responder_id = named_by_name("");
    no_signer();
    world.responder_id = node("responderID", Field::responder_id, 0xa1, {list_of("byName", Field::by_name, {})});
    no_signer();
    for (std::size_t i = 0; i < 20; ++i) {
      world.responder_id = named_by_key(key);
      find(world.responder_id, "byKey").value[i] ^= 1;
      no_signer();
    }
    // The other one is named, and has not signed.
    world.responder_id = named_by_key(alien);
    if (by_responder) {
      check_failure(world, VerifyStep::bad_signature, Field::signature, "BasicOCSPResponse/signature");
    } else {
      no_signer();
    }
    world.hasher.missing = HashAlgorithm::sha1;
    world.answer().cert_id = cert_id_of_issuer({0x12, 0x34}, HashAlgorithm::sha256);
    check_failure(world, VerifyStep::unsupported_hash, Field::responder_id, "responderID");
    world.responder_id = named_by_name(name);
    check_verdict(world);
  }
}

TEST_CASE("verify: the verifier is asked about just what is signed", "[ocsp][verify]") {
  const auto is_same = [](const FakeVerifier::Call& call, Bytes message, Bytes signed_bytes, Bytes signature,
                          const ByteVector& key) {
    CHECK(call.algorithm.oid() == "sha256WithRSAEncryption"_oid);
    CHECK(call.algorithm.parameters().has_value());
    CHECK(is_inside(call.algorithm.oid().bytes(), message));
    CHECK(copy(call.key.public_key()) == key);
    CHECK(copy(call.key.algorithm().oid().bytes()) == oid_rsa);
    CHECK(same_span(call.message, signed_bytes));
    CHECK(same_span(call.signature, signature));
  };
  Part message = delegated_world().message();
  const Outcome outcome = check_verdict(delegated_world());
  const auto whole = [&](std::string_view path) { return bytes_at(outcome.message, place_of(message, path)); };
  const auto bits = [&](std::string_view path) {
    const Place place = place_of(message, path);
    return Bytes{outcome.message}.subspan(place.contents + 1, place.end - place.contents - 1);
  };
  REQUIRE(outcome.verifier.calls.size() == 2);
  is_same(outcome.verifier.calls[0], outcome.message, whole("Certificate/tbsCertificate"),
          bits("Certificate/signatureValue"), issuer_key);
  is_same(outcome.verifier.calls[1], outcome.message, whole("tbsResponseData"), bits("BasicOCSPResponse/signature"),
          responder_key);

  Part by_issuer = issuer_world().message();
  const Outcome direct = check_verdict(issuer_world());
  REQUIRE(direct.verifier.calls.size() == 1);
  CHECK(same_span(direct.verifier.calls[0].message, bytes_at(direct.message, place_of(by_issuer, "tbsResponseData"))));
  CHECK(copy(direct.verifier.calls[0].key.public_key()) == issuer_key);
}

TEST_CASE("verify: a signature is all of its bytes, and no bits", "[ocsp][verify]") {
  const auto refuse = [](World world, const Change& change) {
    world.of_message.push_back(change);
    return check_failure(world, VerifyStep::bad_signature, Field::signature, "BasicOCSPResponse/signature");
  };
  for (const World& world : {issuer_world(), delegated_world()}) {
    // unused bits, also where the bytes are right
    refuse(world, [](Part& message) {
      ByteVector& value = find(message, "BasicOCSPResponse/signature").value;
      value[0] = 1;
      value.back() &= 0xfe;
    });
    refuse(world, [](Part& message) { find(message, "BasicOCSPResponse/signature").value = {0x00}; });
    refuse(world, [](Part& message) { find(message, "BasicOCSPResponse/signature").value.push_back(0x00); });
    refuse(world, [](Part& message) {
      ByteVector& value = find(message, "BasicOCSPResponse/signature").value;
      value.insert(value.begin() + 1, 0x00);
    });
    for (std::size_t i = 1; i <= 32; ++i) {
      refuse(world, [=](Part& message) { find(message, "BasicOCSPResponse/signature").value[i] ^= 0x10; });
    }
    // every byte of what is signed
    refuse(world, [](Part& message) { find(message, "tbsResponseData/producedAt").value[13] ^= 1; });
    refuse(world, [](Part& message) { find(message, "tbsResponseData/nextUpdate/NextUpdate").value[13] ^= 1; });
    // the algorithm is not signed, but it is the verifier's
    refuse(world, [](Part& message) { find(message, "BasicOCSPResponse/signatureAlgorithm/algorithm").value[8] ^= 7; });
  }
  SECTION("where its length octets become more") {
    for (const std::size_t size : {0U, 1U, 126U, 127U, 128U, 129U, 254U, 255U, 256U, 65534U, 65535U, 65536U}) {
      INFO(size);
      refuse(issuer_world(), [=](Part& message) {
        ByteVector value(size + 1, 0x77);
        value[0] = 0;
        find(message, "BasicOCSPResponse/signature").value = value;
      });
    }
  }
  SECTION("a verifier that says yes does not make unused bits right") {
    World world;
    world.of_message.emplace_back([](Part& message) {
      ByteVector& value = find(message, "BasicOCSPResponse/signature").value;
      value[0] = 3;
      value.back() = 0xf8;
    });
    const Outcome outcome = outcome_of(world);
    CHECK(outcome.verifier.calls.empty());
    World of_certificate = delegated_world();
    of_certificate.of_message.emplace_back([](Part& message) {
      ByteVector& value = find(message, "Certificate/signatureValue").value;
      value[0] = 3;
      value.back() = 0xf8;
    });
    const Outcome delegated =
        check_failure(of_certificate, VerifyStep::signer_bad_signature, Field::certs, "Certificate");
    CHECK(delegated.verifier.calls.empty());
  }
}

TEST_CASE("verify: the signature algorithm in a responder's certificate is the one outside", "[ocsp][verify]") {
  World world = delegated_world();
  set_value(*world.delegate, "tbsCertificate/signature/algorithm", oid_rsa);
  const Outcome outcome = check_failure(world, VerifyStep::signer_bad_signature, Field::certs, "Certificate");
  CHECK(outcome.verifier.calls.empty());
  // NULL and absent are one
  world = delegated_world();
  remove(*world.delegate, "tbsCertificate/signature/parameters");
  check_verdict(world);
  // other parameters are not
  find(*world.delegate, "signatureAlgorithm/parameters").identifier = {0x30};
  check_failure(world, VerifyStep::signer_bad_signature, Field::certs, "Certificate");
}

TEST_CASE("verify: the issuer's own certificate may come along", "[ocsp][verify]") {
  World world;
  Part own = world.issuer;
  sign_certificate(own, other_key);
  Part cross = certificate_part({.subject = "Issuer", .issuer = "Other Root", .key = issuer_key});
  sign_certificate(cross, other_key);
  for (const std::vector<Part>& certificates : {std::vector{own}, std::vector{cross}, std::vector{own, cross}}) {
    world.certificates = certificates;
    for (const Part& id : {named_by_name("Issuer"), named_by_key(issuer_key)}) {
      world.responder_id = id;
      const Outcome outcome = check_verdict(world);
      CHECK(outcome.result.signed_by() == SignedBy::issuer);
      CHECK(outcome.verifier.calls.size() == 1);
      // it is no second chance for a signature
      World forged = world;
      forged.signer = other_key;
      CHECK(check_failure(forged, VerifyStep::bad_signature, Field::signature, "BasicOCSPResponse/signature")
                .verifier.calls.size() == 1);
    }
  }
  SECTION("nor if it has signed itself, and is for OCSP signing") {
    Part root = unsigned_delegate();
    find(root, "subject") = common_name("subject", Field::subject, "Issuer");
    set_value(root, "subjectPublicKey", join({{0x00}, issuer_key}));
    World forged;
    forged.certificates = {signed_by_issuer(root)};
    forged.signer = other_key;
    CHECK(check_failure(forged, VerifyStep::bad_signature, Field::signature, "BasicOCSPResponse/signature")
              .verifier.calls.size() == 1);
  }
  SECTION("one of that name with another key is nobody's") {
    Part impostor = certificate_part({.subject = "Issuer", .issuer = "Other Root", .key = other_key});
    sign_certificate(impostor, other_key);
    World forged;
    forged.certificates = {impostor};
    forged.signer = other_key;
    check_failure(forged, VerifyStep::bad_signature, Field::signature, "BasicOCSPResponse/signature");
    forged.responder_id = named_by_key(other_key);
    check_failure(forged, VerifyStep::signer_not_issued_by_issuer, Field::issuer, "Certificate/issuer");
  }
  SECTION("a responder may have the issuer's name, if the issuer has made it one") {
    World renamed = delegated_world();
    find(*renamed.delegate, "subject") = common_name("subject", Field::subject, "Issuer");
    renamed.responder_id = named_by_name("Issuer");
    const Outcome outcome = check_verdict(renamed);
    CHECK(outcome.result.signed_by() == SignedBy::delegated);
    CHECK(outcome.verifier.calls.size() == 3);
  }
}

// --- delegation ---

TEST_CASE("verify: a responder may have the issuer's key under a name of its own", "[ocsp][verify]") {
  World world = delegated_world();
  set_value(*world.delegate, "subjectPublicKey", join({{0x00}, issuer_key}));
  world.signer = issuer_key;
  CHECK(check_verdict(world).result.signed_by() == SignedBy::delegated);
}

TEST_CASE("verify: a responder's certificate must be for OCSP signing", "[ocsp][verify]") {
  const auto refuse = [](const Change& change) {
    World world = delegated_world();
    change(*world.delegate);
    return check_failure(world, VerifyStep::signer_not_for_ocsp, Field::extensions, "Certificate/extensions");
  };
  refuse([](Part& certificate) { remove(certificate, "extKeyUsage"); });
  refuse([](Part& certificate) { duplicate(certificate, "extKeyUsage"); });
  // anyExtendedKeyUsage is not enough (RFC 6960 4.2.2.2), nor a prefix, nor what begins so
  for (const std::string_view value : {"30060604551d2500", "300906072b060105050703", "300b06092b0601050507030901",
                                       "3000", "", "0500", "300a06082b0601050507030900", "300a06082b06010505070389"}) {
    INFO(value);
    refuse([&](Part& certificate) { set_value(certificate, "extKeyUsage/extnValue", hex(value)); });
  }
  SECTION("without any extension, behind unique identifiers or not") {
    const auto bare = [](const std::vector<Part>& unique_ids) {
      World world = delegated_world();
      remove(*world.delegate, "extensions");
      for (const Part& id : unique_ids) {
        find(*world.delegate, "tbsCertificate").parts.push_back(id);
      }
      check_failure_after(world, VerifyStep::signer_not_for_ocsp, Field::extensions, "Certificate/tbsCertificate");
      World with_others = delegated_world();
      remove(*with_others.delegate, "extKeyUsage");
      for (const Part& id : unique_ids) {
        insert_before(*with_others.delegate, "extensions", id);
      }
      check_failure(with_others, VerifyStep::signer_not_for_ocsp, Field::extensions, "Certificate/extensions");
    };
    const Part of_issuer = leaf("issuerUniqueID", Field::issuer_unique_id, 0x81, hex("00aabb"));
    const Part of_subject = leaf("subjectUniqueID", Field::subject_unique_id, 0x82, hex("00"));
    bare({});
    bare({of_issuer});
    bare({of_subject});
    bare({of_issuer, of_subject});
  }
  SECTION("critical or not") {
    World world = delegated_world();
    find(*world.delegate, "extKeyUsage") =
        extension_named("extKeyUsage", hex("551d25"), true, tlv(0x30, tlv(0x06, oid_ocsp_signing)));
    check_verdict(world);
  }
}

TEST_CASE("verify: a responder's key must be for digital signatures, if keyUsage is there", "[ocsp][verify]") {
  World without = delegated_world();
  remove(*without.delegate, "keyUsage");
  check_verdict(without);
  for (const std::string_view value : {"03020780", "030207c0", "0302078000", "030206c0", "0303078080", "030107"}) {
    World world = delegated_world();
    INFO(value);
    change_in_delegate(world, "keyUsage/extnValue", hex(value));
    const bool allowed = value == "03020780" || value == "030206c0" || value == "0303078080";
    if (allowed) {
      check_verdict(world);
    } else {
      check_failure(world, VerifyStep::signer_key_usage, Field::extensions, "Certificate/extensions");
    }
  }
  for (const std::string_view value : {"03020640", "0302017e"}) {  // nonRepudiation will do, too
    World world = delegated_world();
    change_in_delegate(world, "keyUsage/extnValue", hex(value));
    check_verdict(world);
  }
  for (const std::string_view value : {"0301 00", "0302013e", "03020106", "030308007f", "0500", ""}) {
    INFO(value);
    World world = delegated_world();
    change_in_delegate(world, "keyUsage/extnValue", hex(value));
    check_failure(world, VerifyStep::signer_key_usage, Field::extensions, "Certificate/extensions");
  }
  World twice = delegated_world();
  duplicate(*twice.delegate, "keyUsage");
  check_failure(twice, VerifyStep::signer_key_usage, Field::extensions, "Certificate/extensions");
}

TEST_CASE("verify: critical extensions of a responder's certificate", "[ocsp][verify]") {
  const auto world_with = [](std::string_view oid, bool critical) {
    World world = delegated_world();
    insert_before(*world.delegate, "extKeyUsage", extension_named("added", hex(oid), critical, hex("3000")));
    return world;
  };
  // basicConstraints, subjectAltName, issuerAltName, the key identifiers, AIA, CRL distribution points, policies
  for (const std::string_view oid :
       {"551d13", "551d11", "551d12", "551d0e", "551d23", "2b06010505070101", "551d1f", "551d20"}) {
    INFO(oid);
    check_verdict(world_with(oid, true));
    check_verdict(world_with(oid, false));
  }
  // nameConstraints, policyConstraints, inhibitAnyPolicy, tlsFeature, what is a response's, what nobody knows
  for (const std::string_view oid :
       {"551d1e", "551d24", "551d36", "2b06010505070118", "2b0601050507300102", "2a03", "551d", "551d1300", "88b703"}) {
    INFO(oid);
    check_failure(world_with(oid, true), VerifyStep::signer_critical_extension, Field::extn_id,
                  "Certificate/added/extnID");
    check_verdict(world_with(oid, false));
  }
  SECTION("of a type whose name has more bytes than a short length says") {
    World world = delegated_world();
    ByteVector oid(200, 0x81);
    oid.back() = 0x01;
    insert_before(*world.delegate, "extKeyUsage", extension_named("added", oid, true, hex("3000")));
    check_failure(world, VerifyStep::signer_critical_extension, Field::extn_id, "Certificate/added/extnID");
  }
}

TEST_CASE("verify: id-pkix-ocsp-nocheck is reported, and decides nothing", "[ocsp][verify]") {
  const auto nocheck_of = [](bool critical, const ByteVector& value, unsigned count = 1) {
    World world = delegated_world();
    for (unsigned i = 0; i < count; ++i) {
      insert_before(*world.delegate, "extKeyUsage", extension_named("nocheck", oid_nocheck, critical, value));
    }
    return check_verdict(world).result.nocheck();
  };
  CHECK_FALSE(nocheck_of(false, {}, 0));
  CHECK(nocheck_of(false, hex("0500")));
  CHECK(nocheck_of(true, hex("0500")));
  CHECK_FALSE(nocheck_of(false, hex("050100")));
  CHECK_FALSE(nocheck_of(true, hex("3000")));
  CHECK_FALSE(nocheck_of(false, {}));
  CHECK_FALSE(nocheck_of(false, hex("0500"), 2));
  // An issuer has none to report, also if its certificate says so.
  World world;
  world.issuer = certificate_part({.subject = "Issuer",
                                   .issuer = "Root",
                                   .key = issuer_key,
                                   .extensions = {extension_named("nocheck", oid_nocheck, false, hex("0500"))}});
  CHECK_FALSE(check_verdict(world).result.nocheck());
}

TEST_CASE("verify: the validity of a responder's certificate has no skew, and ends the use of the response",
          "[ocsp][verify]") {
  World world = delegated_world();
  world.policy.clock_skew = 1000;
  for (const std::int64_t left : {0, 1, 2, 100}) {
    INFO(left);
    const Time end = plus(world.policy.at, left);
    set_value(*world.delegate, "notAfter", characters(digits_of(end)));
    const Outcome outcome = check_verdict(world);
    CHECK(outcome.result.usable_until() == end);
    CHECK(outcome.result.http_caching()->max_age == (left == 0 ? 0 : left - 1));
    CHECK(outcome.result.http_caching()->expires == Time{2020, 2, 10, 4, 5, 6});
  }
  set_value(*world.delegate, "notAfter", characters(digits_of(plus(world.policy.at, -1))));
  check_failure(world, VerifyStep::signer_expired, Field::validity, "Certificate/validity");
  SECTION("UTCTime is read, too") {
    World utc = delegated_world();
    for (const std::string_view path : {"notBefore", "notAfter"}) {
      Part& time = find(*utc.delegate, path);
      time.identifier = {0x17};
      time.value.erase(time.value.begin(), time.value.begin() + 2);
    }
    check_verdict(utc);
  }
  SECTION("the issuer's is the caller's to look at") {
    World direct;
    set_value(direct.issuer, "notAfter", characters("20190101000000Z"));
    check_verdict(direct);
  }
}

TEST_CASE("verify: a responder whom another has made one", "[ocsp][verify]") {
  SECTION("issued by a subordinate of the issuer") {
    Part subordinate = certificate_part({.subject = "Sub", .issuer = "Issuer", .key = other_key});
    World world = delegated_world();
    world.certificates = {signed_by_issuer(subordinate)};
    find(*world.delegate, "issuer") = common_name("issuer", Field::issuer, "Sub");
    world.delegate_signer = other_key;
    check_failure(world, VerifyStep::signer_not_issued_by_issuer, Field::issuer, "Certificate#1/issuer");
  }
  SECTION("issued by another of the issuer's name") {
    World world = delegated_world();
    world.delegate_signer = other_key;
    check_failure(world, VerifyStep::signer_bad_signature, Field::certs, "Certificate");
  }
  SECTION("issued by itself") {
    World world = delegated_world();
    find(*world.delegate, "issuer") = common_name("issuer", Field::issuer, "Responder");
    world.delegate_signer = responder_key;
    check_failure(world, VerifyStep::signer_not_issued_by_issuer, Field::issuer, "Certificate/issuer");
    world = delegated_world();
    world.delegate_signer = responder_key;
    check_failure(world, VerifyStep::signer_bad_signature, Field::certs, "Certificate");
  }
  SECTION("the certificate that is asked about") {
    World world = delegated_world();
    world.delegate = world.leaf;
    world.responder_id = named_by_name("Leaf");
    world.signer = ByteVector(16, 0x4d);
    check_failure_after(world, VerifyStep::signer_not_for_ocsp, Field::extensions, "Certificate/tbsCertificate");
  }
}

TEST_CASE("verify: of several certificates that could be the signer's one will do", "[ocsp][verify]") {
  const Part right = signed_by_issuer(unsigned_delegate());
  const auto wrong = [](const Change& change, const ByteVector& key = issuer_key) {
    Part certificate = unsigned_delegate();
    change(certificate);
    sign_certificate(certificate, key);
    return certificate;
  };
  struct {
    VerifyStep step;
    Part certificate;
  } const others[]{
      {VerifyStep::no_signer,
       wrong([](Part& part) { find(part, "subject") = common_name("subject", Field::subject, "x"); })},
      {VerifyStep::signer_not_issued_by_issuer,
       wrong([](Part& part) { find(part, "issuer") = common_name("issuer", Field::issuer, "x"); })},
      {VerifyStep::signer_not_for_ocsp, wrong([](Part& part) { remove(part, "extKeyUsage"); })},
      {VerifyStep::signer_key_usage, wrong([](Part& part) { set_value(part, "keyUsage/extnValue", hex("03020106")); })},
      {VerifyStep::signer_not_yet_valid,
       wrong([](Part& part) { set_value(part, "notBefore", characters("20200301000000Z")); })},
      {VerifyStep::signer_expired,
       wrong([](Part& part) { set_value(part, "notAfter", characters("20200103000000Z")); })},
      {VerifyStep::signer_bad_signature, wrong([](Part&) {}, other_key)},
      {VerifyStep::bad_signature, wrong([](Part& part) { set_value(part, "subjectPublicKey", hex("00aabb")); })},
  };
  World world = delegated_world();
  world.delegate.reset();
  for (const auto& other : others) {
    INFO(to_string(other.step));
    world.certificates = {other.certificate, right};
    const Outcome second = check_verdict(world);
    CHECK(second.result.signed_by() == SignedBy::delegated);
    Part message = world.message();
    CHECK(
        same_span(second.result.responder_certificate(), bytes_at(second.message, place_of(message, "Certificate#1"))));
    world.certificates = {right, other.certificate};
    check_verdict(world);
    world.certificates = {other.certificate};
    CHECK(outcome_of(world).failure().step == other.step);
    // of two that fail, that of the one that came further
    for (const auto& another : others) {
      world.certificates = {other.certificate, another.certificate};
      CHECK(outcome_of(world).failure().step == std::max(other.step, another.step));
    }
  }
}

TEST_CASE("verify: a certificate that cannot be read does not lose the response", "[ocsp][verify]") {
  World world = delegated_world();
  Part list = certs(Field::none, 1);
  world.certificates = {find(list, "Certificate")};  // its tbsCertificate is none
  check_verdict(world);
  world.delegate.reset();
  check_failure(world, VerifyStep::no_signer, Field::responder_id, "responderID");
  SECTION("what the certificate deviates in must be tolerated by the policy") {
    World deviating = delegated_world();
    Part& extension_part = find(*deviating.delegate, "extKeyUsage");
    insert_before(extension_part, "extnValue", leaf("critical", Field::critical, 0x01, {0x00}));
    check_failure(deviating, VerifyStep::no_signer, Field::responder_id, "responderID");
    deviating.tolerance = Tolerance::all;
    check_failure(deviating, VerifyStep::no_signer, Field::responder_id, "responderID");
    deviating.tolerance = Tolerance::none;
    deviating.policy.tolerance = Tolerance::explicit_default;
    check_verdict(deviating);
  }
  SECTION("a key of no bits, and an algorithm that nobody knows, are the verifier's to refuse") {
    World keyless = delegated_world();
    set_value(*keyless.delegate, "subjectPublicKey", {0x00});
    check_failure(keyless, VerifyStep::bad_signature, Field::signature, "BasicOCSPResponse/signature");
    set_value(*keyless.delegate, "keyAlgorithm/algorithm", hex("2a0304"));
    check_failure(keyless, VerifyStep::bad_signature, Field::signature, "BasicOCSPResponse/signature");
  }
}

TEST_CASE("verify: how many signers are tried", "[ocsp][verify]") {
  Part impostor = unsigned_delegate();
  set_value(impostor, "subjectPublicKey", hex("00aabb"));
  sign_certificate(impostor, issuer_key);
  const Part right = signed_by_issuer(unsigned_delegate());
  World world = delegated_world();
  world.delegate.reset();
  world.certificates.assign(max_signers - 1, impostor);
  world.certificates.push_back(right);
  CHECK(check_verdict(world).verifier.calls.size() == 2 * max_signers);
  world.certificates.insert(world.certificates.begin(), impostor);
  CHECK(check_failure(world, VerifyStep::too_many_signers, Field::responder_id, "responderID").verifier.calls.size() ==
        2 * max_signers);
  SECTION("as many that could not be, do not count") {
    Part alien = unsigned_delegate();
    remove(alien, "extKeyUsage");
    world.certificates.assign(100, signed_by_issuer(alien));
    world.certificates.push_back(right);
    CHECK(check_verdict(world).verifier.calls.size() == 2);
  }
  SECTION("the issuer is tried besides") {
    find(impostor, "subject") = common_name("subject", Field::subject, "Issuer");
    sign_certificate(impostor, issuer_key);
    world.certificates.assign(max_signers, impostor);
    world.responder_id = named_by_name("Issuer");
    CHECK(check_failure(world, VerifyStep::bad_signature, Field::signature, "BasicOCSPResponse/signature")
              .verifier.calls.size() == 2 * max_signers + 1);
    world.signer = issuer_key;
    CHECK(check_verdict(world).verifier.calls.size() == 1);
  }
}

// --- extensions of the response ---

TEST_CASE("verify: critical extensions of the response and of the answer", "[ocsp][verify]") {
  const auto check = [](bool in_single, std::string_view oid, bool understood) {
    CAPTURE(in_single, oid);
    for (const bool critical : {true, false}) {
      World world;
      if (in_single) {
        world.answer().extensions = {extension(Field::single_extensions, hex("2a04"), false, hex("0500")),
                                     extension(Field::single_extensions, hex(oid), critical, hex("0500"))};
      } else {
        world.response_extensions = {extension(Field::response_extensions, hex("2a04"), false, hex("0500")),
                                     extension(Field::response_extensions, hex(oid), critical, hex("0500"))};
      }
      if (understood || !critical) {
        check_verdict(world);
      } else {
        check_failure(world, VerifyStep::critical_extension, Field::extn_id,
                      in_single ? "singleExtensions/Extension#1/extnID" : "responseExtensions/Extension#1/extnID");
      }
    }
  };
  for (const bool in_single : {false, true}) {
    // nonce, CrlID, archive cutoff, extended revoke, reasonCode, invalidityDate, holdInstructionCode, SCT list
    for (const std::string_view oid : {"2b0601050507300102", "2b0601050507300103", "2b0601050507300106",
                                       "2b0601050507300109", "551d15", "551d18", "551d17", "2b06010401d679020405"}) {
      check(in_single, oid, true);
    }
    // certificateIssuer, certHash, service locator, acceptable responses, and others
    for (const std::string_view oid :
         {"551d1d", "2b2403 080d", "2b0601050507300107", "2b0601050507300104", "2a03", "551d25"}) {
      check(in_single, oid, false);
    }
  }
  SECTION("of an answer about another certificate they do not matter") {
    World world;
    Answer other;
    other.cert_id = cert_id_of_issuer({0x12});
    other.extensions = {extension(Field::single_extensions, hex("2a03"), true, hex("0500"))};
    world.answers = {other, Answer{}};
    check_verdict(world);
  }
}

// --- times ---

TEST_CASE("verify: the clock skew, to the second", "[ocsp][verify]") {
  for (const std::uint32_t skew : {0U, 1U, 300U, 86'400U, std::numeric_limits<std::uint32_t>::max()}) {
    INFO(skew);
    for (const World& base : {issuer_world(), delegated_world()}) {
      for (const std::int64_t beyond : {-1, 0, 1}) {
        INFO(beyond);
        World world = base;
        world.policy.at = {2020, 7, 1, 0, 0, 0};
        world.policy.clock_skew = skew;
        world.answer().this_update = world.policy.at;
        world.answer().next_update.reset();
        world.produced_at = plus(world.policy.at, skew + beyond);
        const auto check = [&](const World& changed, VerifyStep step, Field field, std::string_view path) {
          if (beyond > 0) {
            check_failure(changed, step, field, path);
          } else {
            check_verdict(changed);
          }
        };
        check(world, VerifyStep::produced_in_future, Field::produced_at, "producedAt");
        world.produced_at = world.policy.at;
        world.answer().this_update = plus(world.policy.at, skew + beyond);
        check(world, VerifyStep::not_yet_valid, Field::this_update, "thisUpdate");
        world.answer().this_update = plus(world.policy.at, -std::int64_t{skew} - 10);
        world.answer().next_update = plus(world.policy.at, -std::int64_t{skew} - beyond);
        check(world, VerifyStep::expired, Field::next_update, "nextUpdate");
        // the maximum age, with nextUpdate and without, and the one for those without
        world.answer().next_update = plus(world.policy.at, 10);
        world.answer().this_update = plus(world.policy.at, -std::int64_t{skew} - 1000 - beyond);
        world.policy.max_age = 1000;
        check(world, VerifyStep::too_old, Field::this_update, "thisUpdate");
        world.answer().next_update.reset();
        world.policy.max_age_without_next_update = 0;
        check(world, VerifyStep::too_old, Field::this_update, "thisUpdate");
        world.policy.max_age.reset();
        world.policy.max_age_without_next_update = 1000;
        check(world, VerifyStep::too_old, Field::this_update, "thisUpdate");
        world.answer().next_update = plus(world.policy.at, 10);  // which then does not count
        check_verdict(world);
      }
    }
  }
}

TEST_CASE("verify: ages of 0 and of the most there is", "[ocsp][verify]") {
  World world;
  world.policy.clock_skew = 0;
  world.answer().this_update = world.policy.at;
  for (const bool with_next : {false, true}) {
    world.answer().next_update = with_next ? std::optional{plus(world.policy.at, 1000)} : std::nullopt;
    world.policy.max_age = 0;
    CHECK(check_verdict(world).result.usable_until() == world.policy.at);
    world.policy.max_age = std::numeric_limits<std::uint32_t>::max();
    CHECK(check_verdict(world).result.usable_until() ==
          plus(world.policy.at, with_next ? 1000 : std::numeric_limits<std::uint32_t>::max()));
    world.policy.max_age.reset();
    world.policy.max_age_without_next_update = std::numeric_limits<std::uint32_t>::max();
    check_verdict(world);
    world.policy.max_age_without_next_update = 0;
    CHECK(check_verdict(world).result.usable_until() == plus(world.policy.at, with_next ? 1000 : 0));
  }
}

TEST_CASE("verify: until when, and what HTTP caches are told", "[ocsp][verify]") {
  struct {
    std::int64_t next_update;  // from the time of the check; 0 is none
    std::optional<std::uint32_t> max_age;
    std::uint32_t without_next_update;
    std::int64_t usable;
    std::uint32_t seconds_left;
    std::int64_t expires;
  } const rows[]{
      // thisUpdate is 100 seconds old
      {50, {}, 1000, 50, 49, 50},
      {1, {}, 1000, 1, 0, 1},
      {-1, {}, 1000, -1, 0, -1},
      {-100, {}, 1000, -100, 0, -100},
      {50, 120, 1000, 20, 19, 50},
      {50, 150, 1000, 50, 49, 50},
      {50, 151, 1000, 50, 49, 50},
      {50, 0, 1000, -100, 0, 50},
      {0, {}, 1000, 900, 899, 900},
      {0, {}, 100, 0, 0, 0},
      {0, {}, 0, -100, 0, -100},
      {0, 200, 1000, 100, 99, 100},
      {0, 2000, 1000, 1900, 1899, 1900},
      {0, std::numeric_limits<std::uint32_t>::max(), 0, 4'294'967'195, 4'294'967'194, 4'294'967'195},
  };
  for (const auto& row : rows) {
    CAPTURE(row.next_update, row.usable);
    World world;
    const Time at = world.policy.at;
    world.answer().this_update = plus(at, -100);
    world.answer().next_update = row.next_update == 0 ? std::nullopt : std::optional{plus(at, row.next_update)};
    world.policy.max_age = row.max_age;
    world.policy.max_age_without_next_update = row.without_next_update;
    for (const Part& status : {good(), revoked(std::nullopt), unknown()}) {
      world.answer().status = status;
      const Outcome outcome = outcome_of(world);
      CHECK(outcome.failure() == VerifyFailure{});
      CHECK(outcome.result.usable_until() == plus(at, row.usable));
      REQUIRE(outcome.result.http_caching().has_value());
      CHECK(outcome.result.http_caching()->last_modified == plus(at, -100));
      CHECK(outcome.result.http_caching()->expires == plus(at, row.expires));
      CHECK(outcome.result.http_caching()->max_age == row.seconds_left);
    }
  }
  SECTION("the end of time") {
    World world;
    world.answer().next_update = Time{9999, 12, 31, 23, 59, 59};
    const Outcome outcome = check_verdict(world);
    CHECK(outcome.result.usable_until() == Time{9999, 12, 31, 23, 59, 59});
    CHECK(outcome.result.http_caching()->max_age == std::numeric_limits<std::uint32_t>::max());
    world.policy.at = {9999, 12, 31, 23, 59, 59};
    check_verdict(world);
    world.answer().next_update.reset();
    world.answer().this_update = world.policy.at;
    CHECK(check_verdict(world).result.usable_until() == Time{9999, 12, 31, 23, 59, 59});
  }
  SECTION("the beginning of time") {
    World world;
    world.policy.at = {0, 1, 1, 0, 0, 0};
    world.produced_at = world.policy.at;
    world.answer().this_update = world.policy.at;
    world.answer().next_update = world.policy.at;
    CHECK(check_verdict(world).result.usable_until() == world.policy.at);
  }
}

TEST_CASE("verify: times of a response whose signature holds can be read, be it too old", "[ocsp][verify]") {
  World world;
  world.answer().next_update = plus(world.policy.at, -301);
  const Outcome old = check_failure(world, VerifyStep::expired, Field::next_update, "nextUpdate");
  CHECK(old.result.this_update() == world.answer().this_update);
  CHECK(old.result.next_update() == world.answer().next_update);
  CHECK(old.result.signed_by() == SignedBy::issuer);
  world.signer = other_key;
  const Outcome forged =
      check_failure(world, VerifyStep::bad_signature, Field::signature, "BasicOCSPResponse/signature");
  CHECK_FALSE(forged.result.this_update().has_value());
}

// --- the nonce ---

TEST_CASE("verify: the nonce", "[ocsp][verify]") {
  const auto check = [](const std::optional<ByteVector>& sent, const std::vector<ByteVector>& received,
                        std::optional<VerifyStep> expected, bool accept_missing, bool equal_nonces) {
    CAPTURE(sent.has_value(), received.size(), accept_missing);
    World world;
    world.nonce = sent;
    world.policy.accept_missing_nonce = accept_missing;
    for (const ByteVector& value : received) {
      world.response_extensions.push_back(nonce_extension(value));
    }
    if (!expected) {
      CHECK(check_verdict(world).result.nonce() == (equal_nonces ? NonceCheck::equal
                                                    : sent       ? NonceCheck::missing
                                                                 : NonceCheck::not_asked));
    } else if (received.empty()) {
      check_failure_after(world, *expected, Field::response_extensions, "tbsResponseData");
    } else {
      CHECK(check_failure(world, *expected, Field::response_extensions, "responseExtensions").result.nonce() ==
            NonceCheck::different);
    }
  };
  const ByteVector sent = byte_nonce;
  const ByteVector same = tlv(0x04, byte_nonce);
  const std::optional<VerifyStep> different = VerifyStep::nonce_different;
  for (const bool accept_missing : {false, true}) {
    // not sent: nothing is asked of the response's
    check({}, {}, {}, accept_missing, false);
    check({}, {same}, {}, accept_missing, false);
    check({}, {same, same}, {}, accept_missing, false);
    // equal, in either form
    check(sent, {same}, {}, accept_missing, true);
    check(sent, {byte_nonce}, {}, accept_missing, true);
    // different, or twice, even if both are right
    check(sent, {same, same}, different, accept_missing, false);
    check(sent, {hex("0400")}, different, accept_missing, false);
    check(sent, {{}}, different, accept_missing, false);
    check(sent, {hex("0407 01020304050607")}, different, accept_missing, false);
    check(sent, {hex("0409 010203040506070800")}, different, accept_missing, false);
    check(sent, {hex("0409 000102030405060708")}, different, accept_missing, false);
    check(sent, {tlv(0x04, same)}, different, accept_missing, false);
    check(sent, {join({same, {0x00}})}, different, accept_missing, false);
    check(sent, {tlv(0x03, byte_nonce)}, different, accept_missing, false);
    for (std::size_t i = 0; i < byte_nonce.size(); ++i) {
      ByteVector other = byte_nonce;
      other[i] ^= 1;
      check(sent, {tlv(0x04, other)}, different, accept_missing, false);
    }
  }
  check(sent, {}, VerifyStep::nonce_missing, false, false);
  check(sent, {}, {}, true, false);
  SECTION("one that was sent without bytes") {
    check(ByteVector{}, {hex("0400")}, {}, false, true);
    check(ByteVector{}, {same}, different, false, false);
    check(ByteVector{}, {same, same}, different, false, false);
    check(ByteVector{}, {}, VerifyStep::nonce_missing, false, false);
  }
  SECTION("one of 128 bytes") {
    const ByteVector longest(128, 0x5a);
    check(longest, {tlv(0x04, longest)}, {}, false, true);
    ByteVector other = longest;
    other.back() ^= 1;
    check(longest, {tlv(0x04, other)}, different, false, false);
  }
  SECTION("singleExtensions are no place for it") {
    World world;
    world.nonce = byte_nonce;
    world.answer().extensions = {extension(Field::single_extensions, oid_nonce, false, same)};
    check_failure_after(world, VerifyStep::nonce_missing, Field::response_extensions, "tbsResponseData");
  }
  SECTION("behind other extensions") {
    World world;
    world.nonce = byte_nonce;
    world.response_extensions = {extension(Field::response_extensions, hex("2a03"), false, hex("0500")),
                                 nonce_extension(same)};
    CHECK(check_verdict(world).result.nonce() == NonceCheck::equal);
    world.response_extensions.pop_back();
    check_failure(world, VerifyStep::nonce_missing, Field::response_extensions, "responseExtensions");
  }
}

// --- tolerated responses ---

TEST_CASE("verify: offsets behind a version that is written out", "[ocsp][verify]") {
  for (const Row& row : rows()) {
    if (row.step == VerifyStep::not_successful || row.step == VerifyStep::bad_signature) {
      continue;
    }
    INFO(to_string(row.step));
    World world = delegated_world();
    world.tolerance = Tolerance::explicit_default;
    const ByteVector signer = world.signer;
    world.of_message.emplace_back([=](Part& message) {
      insert_before(message, "responderID", version({0x00}, Field::none));
      sign_response(message, signer);
    });
    World passing = world;
    check_verdict(passing);
    row.fail(world);
    check_row(world, row);
  }
}

// --- the callables ---

namespace {

using Yes = decltype([](const AlgorithmIdentifier&, const SubjectPublicKeyInfo&, Bytes, Bytes) { return true; });

template <class V, class H>
concept CanVerify = requires(const OCSPResponse& response, const Question& question, V& verifier, H& hasher) {
  verify(response, question, VerifyPolicy{}, verifier, hasher);
};
static_assert(CanVerify<Yes, FakeHasher>);
static_assert(!CanVerify<Yes, NoHasher>);
static_assert(!CanVerify<FakeHasher, FakeHasher>);
static_assert(
    !CanVerify<decltype([](const AlgorithmIdentifier&, const SubjectPublicKeyInfo&, Bytes, Bytes) {}), FakeHasher>);
static_assert(!CanVerify<decltype([](const SubjectPublicKeyInfo&, Bytes, Bytes) { return true; }), FakeHasher>);

// Nothing that a question views may be a temporary.
static_assert(std::is_constructible_v<Question, const Certificate&, const Certificate&>);
static_assert(!std::is_constructible_v<Question, Certificate, const Certificate&>);
static_assert(!std::is_constructible_v<Question, const Certificate&, Certificate>);
static_assert(!std::is_constructible_v<Question, Certificate, Certificate>);
static_assert(std::is_constructible_v<Question, const CertID&, const Certificate&>);
static_assert(!std::is_constructible_v<Question, CertID, const Certificate&>);
static_assert(!std::is_constructible_v<Question, const CertID&, Certificate>);
template <class N>
concept CanBeNonce = requires(Question& question, N&& bytes) { question.nonce(std::forward<N>(bytes)); };
static_assert(CanBeNonce<const ByteVector&> && CanBeNonce<Bytes>);
static_assert(!CanBeNonce<ByteVector>);
template <class R>
concept HasAnswer = requires(R&& result) { std::forward<R>(result).answer(); };
static_assert(HasAnswer<const Verification&> && !HasAnswer<Verification>);

}  // namespace

TEST_CASE("verify: verifiers and hashers of any kind, const or not, temporary or not", "[ocsp][verify]") {
  const World world;
  const ByteVector der = encode(world.message());
  const ByteVector leaf_der = leaf_of(world);
  const ByteVector issuer_der = encode(world.issuer);
  const auto response = load_der_ocsp_response(der);
  const auto leaf = load_der_x509_certificate(leaf_der);
  const auto issuer = load_der_x509_certificate(issuer_der);
  const Question question{*leaf, *issuer};
  FakeVerifier verifier;
  const FakeHasher hasher;
  CHECK(verify(*response, question, world.policy, verifier, hasher).verdict() == Verdict::good);
  CHECK(verify(*response, question, world.policy, FakeVerifier{}, FakeHasher{}).verdict() == Verdict::good);
  CHECK(verify(*response, question, world.policy, std::ref(verifier), std::ref(hasher)).verdict() == Verdict::good);
  CHECK(verify(
            *response, question, world.policy,
            [](const AlgorithmIdentifier&, const SubjectPublicKeyInfo&, Bytes, Bytes) { return false; },
            [](HashAlgorithm, Bytes, std::span<std::uint8_t>) { return false; })
            .failure()
            .step == VerifyStep::unsupported_hash);
  // The result views the bytes of the response, and nothing else.
  const auto of_temporaries = [&] {
    const auto again = load_der_ocsp_response(der);
    const ByteVector other_leaf = leaf_der;
    const auto loaded = load_der_x509_certificate(other_leaf);
    return verify(*again, Question{*loaded, *issuer}, world.policy, FakeVerifier{}, FakeHasher{});
  };
  const Verification result = of_temporaries();
  REQUIRE(result.answer() != nullptr);
  CHECK(is_inside(result.answer()->cert_id().der(), der));
}

// --- seeds ---

// Not run unless it is asked for: OCSPAN_SEEDS=fuzz/corpus/verify build/test/test_verify '[.seeds]'
TEST_CASE("verify: the seeds of the fuzzer", "[.seeds]") {
  const char* const folder = std::getenv("OCSPAN_SEEDS");
  REQUIRE(folder != nullptr);
  const auto write = [&](const std::string& name, const World& world, const ByteVector& choices = {}) {
    std::ofstream file{std::string{folder} + "/" + name + ".der", std::ios::binary};
    for (const ByteVector& bytes : {encode(world.message()), choices}) {
      file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    }
    REQUIRE(file.flush());
  };
  for (const Row& row : rows()) {
    const std::string step{to_string(row.step)};
    World failing = delegated_world();
    row.fail(failing);
    write(step, failing);
    World passing = delegated_world();
    row.pass(passing);
    passing.responder_id = named_by_key(responder_key);
    write(step + "-passed", passing);
  }
  World several;
  Answer other;
  other.status = revoked(ByteVector{0x01});
  Answer of_another;
  of_another.cert_id = cert_id_of_issuer({0x12}, HashAlgorithm::sha256);
  several.answers = {Answer{}, other, of_another};
  several.response_extensions = {nonce_extension(tlv(0x04, byte_nonce))};
  write("several", several);
  write("several-by-choices", several, hex("0000 0001 0001 20 00 01 0010 01 0010 0000 0000 0000 01 0003 0000 a5"));
  several.answer().next_update.reset();
  several.responder_id = named_by_key(issuer_key);
  write("several-by-key", several, hex("0200 0001"));
  Part impostor = unsigned_delegate();
  find(impostor, "validity/notAfter").value[3] = '9';
  World crowd = delegated_world();
  crowd.certificates.assign(max_signers, signed_by_issuer(impostor));
  ByteVector script(40, 0x00);
  script.back() = 0x55;
  write("crowd", crowd, script);
}

}  // namespace ocspan_test::verify_test
