// What OCSPResponseBuilder writes, and what it refuses: RFC 6960 4.2.1.
#include "ocspan/ocsp/response_builder.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ocsp/building.hpp"
#include "ocsp/messages.hpp"
#include "ocsp/signing.hpp"
#include "ocspan/ocsp/request.hpp"
#include "ocspan/x509/known_oid.hpp"
#include "support/catch2.hpp"

namespace ocspan_test::response_builder_test {
namespace {

using namespace ocspan;

// What messages.hpp has in every response.
const ByteVector responder_key_33(20, 0x33);
const ByteVector serial = hex("05");
constexpr Time produced{2020, 1, 1, 0, 0, 0};
constexpr Time revocation{2020, 1, 2, 3, 4, 5};
constexpr Time this_update{2020, 2, 3, 4, 5, 6};
constexpr Time next_update{2020, 3, 4, 5, 6, 7};
const CertID cert_id_5{HashAlgorithm::sha1, name_hash_11, key_hash_22, Integer{serial}};

const SingleResponseFields good_fields{.certificate_status = OCSPCertStatus::good, .this_update = this_update};

/// Revoked, for that reason if there is one.
SingleResponseFields revoked_fields(std::optional<ReasonFlags> reason = std::nullopt) {
  return {.certificate_status = OCSPCertStatus::revoked,
          .this_update = this_update,
          .revocation_time = revocation,
          .revocation_reason = reason};
}

template <class Builder>
ByteVector built(Builder& builder) {
  FakeSigner signer{signature_bytes};
  return signed_by(signer, builder);
}

/// Says who and when as bare_response() does, so that an answer is all that sign() still needs.
template <class H = NoHasher>
OCSPResponseBuilder<H> builder_for_answers(H hasher = {}) {
  OCSPResponseBuilder<H> builder{hasher};
  builder.responder_id(ResponderID{responder_key_33}).produced_at(produced);
  return builder;
}

/// The same with the answer of bare_response().
template <class H = NoHasher>
OCSPResponseBuilder<H> builder_for_one(H hasher = {}) {
  OCSPResponseBuilder<H> builder = builder_for_answers(hasher);
  builder.add_response(cert_id_5, good_fields);
  return builder;
}

/// The response with these fields for its only answer.
ByteVector built_of(const SingleResponseFields& fields) {
  OCSPResponseBuilder builder = builder_for_answers();
  builder.add_response(cert_id_5, fields);
  return built(builder);
}

/// Checks that each way of signing gives the error, and touches nothing behind the buffer.
template <class Builder>
void check_refused(std::string_view name, Builder builder, Error expected) {
  INFO(name);
  FakeSigner signer{signature_bytes};
  CHECK(builder.sign(sha256_rsa, signer).error() == expected);
  for (const std::size_t size : {std::size_t{0}, std::size_t{50}, std::size_t{10000}}) {
    INFO(size);
    ByteVector buffer(size + 100, 0xa5);
    CHECK(builder.sign(sha256_rsa, signer, std::span{buffer}.first(size)).error() == expected);
    CHECK(std::count(buffer.begin() + static_cast<std::ptrdiff_t>(size), buffer.end(), 0xa5) == 100);
  }
  CHECK(signer.messages.empty());
}

/// Checks that an answer of these fields is refused, by whatever it is that names the certificate.
void check_fields_refused(std::string_view name, const SingleResponseFields& fields, Error expected) {
  static const LoadedCertificate issuer{"seed/rapidssl-sha256-ca-g3.pem"};
  INFO(name);
  check_refused("by CertID", builder_for_answers().add_response(cert_id_5, fields), expected);
  check_refused("by hash",
                builder_for_answers().add_response_by_hash(name_hash_11, key_hash_22, Integer{serial},
                                                           HashAlgorithm::sha1, fields),
                expected);
  check_refused("by certificate",
                builder_for_answers(FakeHasher{})
                    .add_response(issuer.certificate, issuer.certificate, HashAlgorithm::sha1, fields),
                expected);
}

/// The times a response can have, each with its field, and a builder in which that one is `time` and all else is right.
struct TimeRow {
  Field field;
  OCSPResponseBuilder<> (*builder)(const Time& time);
};

constexpr std::array<TimeRow, 4> all_times{{
    {Field::produced_at,
     [](const Time& time) {
       OCSPResponseBuilder builder;
       builder.responder_id(ResponderID{responder_key_33}).produced_at(time).add_response(cert_id_5, good_fields);
       return builder;
     }},
    {Field::this_update,
     [](const Time& time) {
       SingleResponseFields fields = good_fields;
       fields.this_update = time;
       return builder_for_answers().add_response(cert_id_5, fields);
     }},
    {Field::next_update,
     [](const Time& time) {
       SingleResponseFields fields = good_fields;
       fields.this_update = Time{1950, 1, 1, 0, 0, 0};
       fields.next_update = time;
       return builder_for_answers().add_response(cert_id_5, fields);
     }},
    {Field::revocation_time,
     [](const Time& time) {
       SingleResponseFields fields = revoked_fields();
       fields.revocation_time = time;
       return builder_for_answers().add_response(cert_id_5, fields);
     }},
}};

/// What is read of the time of that field.
Time time_of(const OCSPResponse& response, Field field) {
  switch (field) {
    case Field::produced_at:
      return *response.produced_at();
    case Field::this_update:
      return *response.this_update();
    case Field::next_update:
      return (*response.next_update()).value();
    default:
      return (*response.revocation_time()).value();
  }
}

constexpr std::array all_reasons{ReasonFlags::unspecified,         ReasonFlags::key_compromise,
                                 ReasonFlags::ca_compromise,       ReasonFlags::affiliation_changed,
                                 ReasonFlags::superseded,          ReasonFlags::cessation_of_operation,
                                 ReasonFlags::certificate_hold,    ReasonFlags::remove_from_crl,
                                 ReasonFlags::privilege_withdrawn, ReasonFlags::aa_compromise};

constexpr std::array all_hashes{HashAlgorithm::sha1,     HashAlgorithm::sha224,   HashAlgorithm::sha256,
                                HashAlgorithm::sha384,   HashAlgorithm::sha512,   HashAlgorithm::sha3_224,
                                HashAlgorithm::sha3_256, HashAlgorithm::sha3_384, HashAlgorithm::sha3_512};

}  // namespace

// --- answers ---

TEST_CASE("OCSPResponseBuilder writes: a response with every field, byte by byte", "[ocsp][response][builder]") {
  const TwoPartName responder;
  const ByteVector null = hex("0500");
  const ByteVector nonce_value = hex("040401020304");
  const ByteVector nonce = hex("01020304");
  const ByteVector number_0 = hex("1234");
  const ByteVector number_2 = hex("0080");
  const std::array of_one{Extension{oid<1, 2, 3>, true, null}, Extension{"nonce"_oid, false, nonce_value}};
  const ByteVector certificate = opaque_certificate();
  const std::array<Bytes, 2> certificates{certificate, certificate};
  OCSPResponseBuilder builder;
  builder
      .add_response_by_hash(name_hash_11, key_hash_22, Integer{number_0}, HashAlgorithm::sha1,
                            {.certificate_status = OCSPCertStatus::revoked,
                             .this_update = this_update,
                             .next_update = next_update,
                             .revocation_time = revocation,
                             .revocation_reason = ReasonFlags::superseded,
                             .extensions = of_one})
      .add_response_by_hash(name_hash_11, key_hash_22, Integer{serial}, HashAlgorithm::sha1,
                            {.certificate_status = OCSPCertStatus::good,
                             .this_update = this_update,
                             .next_update = next_update,
                             .extensions = of_one})
      .add_response_by_hash(name_hash_11, key_hash_22, Integer{number_2}, HashAlgorithm::sha1,
                            {.this_update = this_update})
      .responder_id(ResponderID{responder.name})
      .produced_at(produced)
      .add_extension({oid<1, 2, 3>, true, null})
      .nonce(nonce)
      .certificates(certificates);
  CHECK(built(builder) == encode(full_response()));
}

TEST_CASE("OCSPResponseBuilder writes: a response with nothing that may be absent, byte by byte",
          "[ocsp][response][builder]") {
  OCSPResponseBuilder builder = builder_for_one();
  CHECK(built(builder) == encode(bare_response()));
}

TEST_CASE("OCSPResponseBuilder writes: each status, with and without nextUpdate", "[ocsp][response][builder]") {
  CHECK(built_of(good_fields) == encode(bare_response({bare_single(good())})));
  CHECK(built_of({.this_update = this_update}) == encode(bare_response({bare_single(unknown())})));
  CHECK(built_of({.certificate_status = OCSPCertStatus::unknown, .this_update = this_update}) ==
        encode(bare_response({bare_single(unknown())})));
  CHECK(built_of(revoked_fields()) == encode(bare_response({bare_single(revoked(std::nullopt))})));
  const std::vector<std::pair<SingleResponseFields, Part>> rows = {
      {good_fields, good()}, {{.this_update = this_update}, unknown()}, {revoked_fields(), revoked(std::nullopt)}};
  for (const auto& [fields, status] : rows) {
    INFO(to_string(fields.certificate_status));
    SingleResponseFields with_next = fields;
    with_next.next_update = next_update;
    const ByteVector der = built_of(with_next);
    CHECK(der == encode(bare_response({without(full_single(status, serial), "singleExtensions")})));
    const OCSPResponse response = read_back<OCSPResponse>(der);
    CHECK(*response.certificate_status() == fields.certificate_status);
    CHECK(*response.this_update() == this_update);
    CHECK(*response.next_update() == next_update);
    CHECK(*response.revocation_time() == fields.revocation_time);
    CHECK(*response.revocation_reason() == std::nullopt);
    CHECK(*response.produced_at() == produced);
  }
}

TEST_CASE("OCSPResponseBuilder writes: each reason of a revocation", "[ocsp][response][builder]") {
  for (const ReasonFlags reason : all_reasons) {
    INFO(to_string(reason));
    const ByteVector der = built_of(revoked_fields(reason));
    CHECK(der == encode(bare_response({bare_single(revoked(ByteVector{static_cast<std::uint8_t>(reason)}))})));
    const OCSPResponse response = read_back<OCSPResponse>(der);
    CHECK(*response.revocation_reason() == reason);
    CHECK(*response.revocation_time() == revocation);
  }
}

TEST_CASE("OCSPResponseBuilder writes: nextUpdate at thisUpdate, and right after it", "[ocsp][response][builder]") {
  for (const Time& next : {this_update, Time{2020, 2, 3, 4, 5, 7}, Time{2020, 2, 3, 4, 6, 0}, Time{2020, 2, 3, 5, 0, 0},
                           Time{2020, 2, 4, 0, 0, 0}, Time{2020, 3, 1, 0, 0, 0}, Time{2021, 1, 1, 0, 0, 0}}) {
    INFO(next.to_unix());
    SingleResponseFields fields = good_fields;
    fields.next_update = next;
    const ByteVector der = built_of(fields);
    CHECK(*read_back<OCSPResponse>(der).next_update() == next);
  }
}

TEST_CASE("OCSPResponseBuilder refuses: nextUpdate before thisUpdate", "[ocsp][response][builder]") {
  const Error before{ErrorCode::time_order, Field::next_update};
  for (const Time& next : {Time{2020, 2, 3, 4, 5, 5}, Time{2020, 2, 3, 4, 4, 59}, Time{2020, 2, 3, 3, 59, 59},
                           Time{2020, 2, 2, 23, 59, 59}, Time{2020, 1, 31, 23, 59, 59}, Time{2019, 12, 31, 23, 59, 59},
                           Time{1950, 1, 1, 0, 0, 0}}) {
    INFO(next.to_unix());
    SingleResponseFields fields = good_fields;
    fields.next_update = next;
    check_fields_refused("", fields, before);
  }
}

TEST_CASE("OCSPResponseBuilder writes: the years 1950 to 9999 in each time, and every day of a leap year",
          "[ocsp][response][builder]") {
  std::vector<Time> times = {
      {1950, 1, 1, 0, 0, 0}, {1999, 12, 31, 23, 59, 59}, {2000, 2, 29, 0, 0, 0},     {2049, 12, 31, 23, 59, 59},
      {2050, 1, 1, 0, 0, 0}, {2100, 2, 28, 12, 34, 56},  {9999, 12, 31, 23, 59, 59}, {2020, 4, 30, 1, 2, 3},
  };
  const std::array<std::uint8_t, 12> days{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  for (std::uint8_t month = 1; month <= 12; ++month) {
    times.push_back({2020, month, days.at(month - 1U), 23, 0, 59});
  }
  for (const auto& [field, builder_with] : all_times) {
    for (const Time& time : times) {
      CAPTURE(to_string(field), time.to_unix());
      OCSPResponseBuilder builder = builder_with(time);
      const ByteVector der = built(builder);
      CHECK(time_of(read_back<OCSPResponse>(der), field) == time);
    }
  }
}

TEST_CASE("OCSPResponseBuilder refuses: years outside 1950 to 9999 in each time", "[ocsp][response][builder]") {
  for (const auto& [field, builder_with] : all_times) {
    for (const Time& time : {Time{1949, 12, 31, 23, 59, 59}, Time{0, 1, 1, 0, 0, 0}, Time{1900, 6, 1, 0, 0, 0},
                             Time{10000, 1, 1, 0, 0, 0}, Time{65535, 12, 31, 23, 59, 59}}) {
      INFO(time.year);
      check_refused(to_string(field), builder_with(time), {ErrorCode::time_range, field});
    }
  }
}

TEST_CASE("OCSPResponseBuilder refuses: what is no date or time of day, in each time", "[ocsp][response][builder]") {
  const std::vector<Time> times = {
      {2020, 0, 1, 0, 0, 0},   {2020, 13, 1, 0, 0, 0},  {2020, 255, 1, 0, 0, 0}, {2020, 1, 0, 0, 0, 0},
      {2020, 1, 32, 0, 0, 0},  {2020, 2, 30, 0, 0, 0},  {2019, 2, 29, 0, 0, 0},  {2100, 2, 29, 0, 0, 0},
      {2020, 4, 31, 0, 0, 0},  {2020, 6, 31, 0, 0, 0},  {2020, 9, 31, 0, 0, 0},  {2020, 11, 31, 0, 0, 0},
      {2020, 1, 1, 24, 0, 0},  {2020, 1, 1, 255, 0, 0}, {2020, 1, 1, 0, 60, 0},  {2020, 1, 1, 0, 0, 60},
      {2020, 1, 1, 0, 0, 255},
  };
  for (const auto& [field, builder_with] : all_times) {
    for (const Time& time : times) {
      CAPTURE(unsigned{time.month}, unsigned{time.day}, unsigned{time.hour}, unsigned{time.minute},
              unsigned{time.second});
      check_refused(to_string(field), builder_with(time), {ErrorCode::time_value, field});
    }
  }
}

TEST_CASE("OCSPResponseBuilder refuses: fields that do not belong together", "[ocsp][response][builder]") {
  for (const OCSPCertStatus status : {OCSPCertStatus::good, OCSPCertStatus::unknown}) {
    INFO(to_string(status));
    check_fields_refused("a revocationTime",
                         {.certificate_status = status, .this_update = this_update, .revocation_time = revocation},
                         {ErrorCode::not_revoked, Field::revocation_time});
    check_fields_refused(
        "a revocationReason",
        {.certificate_status = status, .this_update = this_update, .revocation_reason = ReasonFlags::unspecified},
        {ErrorCode::not_revoked, Field::revocation_reason});
    check_fields_refused("no thisUpdate", {.certificate_status = status}, {ErrorCode::missing, Field::this_update});
    check_fields_refused("nextUpdate alone", {.certificate_status = status, .next_update = next_update},
                         {ErrorCode::missing, Field::this_update});
  }
  check_fields_refused("nothing at all", {}, {ErrorCode::missing, Field::this_update});
  check_fields_refused("revoked, without revocationTime",
                       {.certificate_status = OCSPCertStatus::revoked, .this_update = this_update},
                       {ErrorCode::missing, Field::revocation_time});
  check_fields_refused("revoked, a reason without revocationTime",
                       {.certificate_status = OCSPCertStatus::revoked,
                        .this_update = this_update,
                        .revocation_reason = ReasonFlags::key_compromise},
                       {ErrorCode::missing, Field::revocation_time});
  check_fields_refused("revoked, without thisUpdate",
                       {.certificate_status = OCSPCertStatus::revoked, .revocation_time = revocation},
                       {ErrorCode::missing, Field::this_update});
}

TEST_CASE("OCSPResponseBuilder refuses: values that are not defined", "[ocsp][response][builder]") {
  for (const unsigned reason : {7U, 11U, 12U, 31U, 32U, 33U, 127U, 128U, 255U}) {
    INFO(reason);
    check_fields_refused("revocationReason", revoked_fields(static_cast<ReasonFlags>(reason)),
                         {ErrorCode::undefined_value, Field::revocation_reason});
  }
  for (const unsigned status : {3U, 4U, 31U, 32U, 127U, 255U}) {
    INFO(status);
    check_fields_refused("certStatus",
                         {.certificate_status = static_cast<OCSPCertStatus>(status), .this_update = this_update},
                         {ErrorCode::undefined_value, Field::cert_status});
  }
}

TEST_CASE("OCSPResponseBuilder writes: as many answers as the storage holds, in the order of adding, and no more",
          "[ocsp][response][builder]") {
  const auto check_full = [](std::size_t count, auto builder) {
    INFO(count);
    builder.responder_id(ResponderID{responder_key_33}).produced_at(produced);
    std::vector<ByteVector> numbers;
    std::vector<SingleResponseFields> given;
    for (std::size_t i = 0; i < count; ++i) {
      numbers.push_back({static_cast<std::uint8_t>(i >> 8 & 0x7f), static_cast<std::uint8_t>(i & 0xff)});
      SingleResponseFields fields{.certificate_status = static_cast<OCSPCertStatus>(i % 3), .this_update = this_update};
      fields.this_update->second = static_cast<std::uint8_t>(i % 60);
      if (fields.certificate_status == OCSPCertStatus::revoked) {
        fields.revocation_time = revocation;
        fields.revocation_reason = all_reasons.at(i % all_reasons.size());
      }
      if (i % 2 == 1) {
        fields.next_update = next_update;
      }
      given.push_back(fields);
    }
    for (std::size_t i = 0; i < count; ++i) {
      builder.add_response_by_hash(name_hash_11, key_hash_22, Integer{numbers[i]}, HashAlgorithm::sha1, given[i]);
    }
    const ByteVector der = built(builder);
    const OCSPResponse response = read_back<OCSPResponse>(der);
    REQUIRE(response.basic()->responses().size() == count);
    std::size_t wrong = 0;
    std::size_t number = 0;
    for (const SingleResponse& single : response.basic()->responses()) {
      const SingleResponseFields& fields = given[number];
      const bool right = single.certificate_status() == fields.certificate_status &&
                         single.this_update() == fields.this_update && single.next_update() == fields.next_update &&
                         single.revocation_time() == fields.revocation_time &&
                         single.revocation_reason() == fields.revocation_reason &&
                         single.serial_number() == Integer{numbers[number]} && single.single_extensions().empty();
      wrong += right ? 0 : 1;
      ++number;
    }
    CHECK(number == count);
    CHECK(wrong == 0);
    builder.add_response(cert_id_5, good_fields);
    check_refused("one more", builder, {ErrorCode::too_many, Field::responses});
  };
  check_full(1, OCSPResponseBuilder{NoHasher{}, std::array<SingleResponseEntry, 1>{}});
  check_full(2, OCSPResponseBuilder{FakeHasher{}, std::array<SingleResponseEntry, 2>{}});
  std::array<SingleResponseEntry, 3> memory;
  check_full(3, OCSPResponseBuilder{NoHasher{}, std::span<SingleResponseEntry>{memory}});
  check_full(3, OCSPResponseBuilder{NoHasher{}, std::span{memory}});
  check_full(8, OCSPResponseBuilder{});
  check_full(1000, OCSPResponseBuilder{NoHasher{}, std::vector<SingleResponseEntry>(1000)});

  OCSPResponseBuilder no_room{NoHasher{}, std::span<SingleResponseEntry>{}};
  no_room.responder_id(ResponderID{responder_key_33}).produced_at(produced);
  check_refused("nothing added", no_room, {ErrorCode::missing, Field::responses});
  no_room.add_response(cert_id_5, good_fields);
  check_refused("no room", no_room, {ErrorCode::too_many, Field::responses});
}

// --- which certificate ---

TEST_CASE("OCSPResponseBuilder writes: hashes of the issuer's name and of the bits of its key",
          "[ocsp][response][builder]") {
  const LoadedCertificate issuer{"seed/rapidssl-sha256-ca-g3.pem"};
  const LoadedCertificate certificate{"seed/www.cryptography.io.pem"};
  for (const HashAlgorithm hash : all_hashes) {
    for (const AlgorithmIdentifier& algorithm : {AlgorithmIdentifier{hash}, AlgorithmIdentifier{oid_of(hash)}}) {
      CAPTURE(to_string(hash), algorithm.parameters().has_value());
      const ByteVector name_hash = fake_hash(hash, issuer.certificate.subject().der());
      const ByteVector key_hash = fake_hash(hash, issuer.certificate.subject_public_key_info().public_key());
      OCSPResponseBuilder builder = builder_for_answers(FakeHasher{});
      builder.add_response(certificate.certificate, issuer.certificate, algorithm, good_fields);
      const ByteVector der = built(builder);
      const OCSPResponse response = read_back<OCSPResponse>(der);
      CHECK((*response.hash_algorithm()).oid() == oid_of(hash));
      CHECK((*response.hash_algorithm()).parameters().has_value() == algorithm.parameters().has_value());
      CHECK(copy(*response.issuer_name_hash()) == name_hash);
      CHECK(copy(*response.issuer_key_hash()) == key_hash);
      CHECK(copy((*response.serial_number()).bytes()) == hex("3f20"));

      OCSPResponseBuilder by_hash = builder_for_answers();
      by_hash.add_response_by_hash(name_hash, key_hash, certificate.certificate.serial_number(), algorithm,
                                   good_fields);
      CHECK(built(by_hash) == der);

      const auto hashes = IssuerHashes::of(IssuerHashInput{issuer.certificate}, algorithm, FakeHasher{});
      REQUIRE(hashes.error() == Error{});
      OCSPResponseBuilder by_cert_id = builder_for_answers();
      by_cert_id.add_response((*hashes).cert_id(certificate.certificate.serial_number()), good_fields);
      CHECK(built(by_cert_id) == der);
    }
  }
}

TEST_CASE("OCSPResponseBuilder writes: certificates by every way, in the order of adding",
          "[ocsp][response][builder]") {
  const LoadedCertificate issuer{"seed/rapidssl-sha256-ca-g3.pem"};
  const ByteVector sha256_hash(32, 0x77);
  const ByteVector number = hex("7f00");
  OCSPResponseBuilder builder = builder_for_answers(FakeHasher{});
  builder.add_response_by_hash(sha256_hash, sha256_hash, Integer{number}, HashAlgorithm::sha256, good_fields)
      .add_response(cert_id_5, revoked_fields())
      .add_response(issuer.certificate, issuer.certificate, HashAlgorithm::sha1, {.this_update = this_update})
      .add_response(cert_id_5, good_fields);
  const ByteVector der = built(builder);
  const ByteVector name_hash = fake_hash(HashAlgorithm::sha1, issuer.certificate.issuer().der());
  const ByteVector key_hash = fake_hash(HashAlgorithm::sha1, issuer.certificate.subject_public_key_info().public_key());
  const std::vector<std::pair<CertID, OCSPCertStatus>> expected = {
      {CertID{HashAlgorithm::sha256, sha256_hash, sha256_hash, Integer{number}}, OCSPCertStatus::good},
      {cert_id_5, OCSPCertStatus::revoked},
      {CertID{HashAlgorithm::sha1, name_hash, key_hash, issuer.certificate.serial_number()}, OCSPCertStatus::unknown},
      {cert_id_5, OCSPCertStatus::good},
  };
  const OCSPResponse response = read_back<OCSPResponse>(der);
  REQUIRE(response.basic()->responses().size() == expected.size());
  std::size_t number_of_answer = 0;
  for (const SingleResponse& single : response.basic()->responses()) {
    INFO(number_of_answer);
    const auto& [id, status] = expected[number_of_answer++];
    CHECK(copy(single.cert_id().der()) == der_of(id));
    CHECK(single.certificate_status() == status);
  }
}

TEST_CASE("OCSPResponseBuilder: by hashes a magnitude is not negative, and what is negative is refused",
          "[ocsp][response][builder]") {
  const ByteVector number = hex("98d9");
  FakeSigner signer{signature_bytes};
  OCSPResponseBuilder builder = builder_for_answers();
  builder.add_response_by_hash(name_hash_11, key_hash_22, SerialNumber::from_magnitude(number), HashAlgorithm::sha1,
                               good_fields);
  const ByteVector der = built(builder);
  const OCSPResponse response = read_back<OCSPResponse>(der);
  CHECK(copy((*response.basic()->responses().begin()).serial_number().bytes()) == hex("0098d9"));
  builder.add_response_by_hash(name_hash_11, key_hash_22, Integer{number}, HashAlgorithm::sha1, good_fields);
  CHECK(builder.sign(sha256_rsa, signer).error() == Error{ErrorCode::undefined_value, Field::serial_number});
}

TEST_CASE("OCSPResponseBuilder writes: the CertID that was asked for, whatever it is", "[ocsp][response][builder]") {
  Part unknown_algorithm = bare_request_element({0xff, 0x7f});
  set_value(unknown_algorithm, "algorithm", hex("2a03"));
  find(unknown_algorithm, "parameters") = Part{.name = "parameters", .value = hex("3003 0201ff")};
  set_value(unknown_algorithm, "issuerNameHash", hex("aa"));
  set_value(unknown_algorithm, "issuerKeyHash", {});
  Part md5 = bare_request_element({0x00});
  set_value(md5, "algorithm", hex("2a864886f70d0205"));
  Part wrong_lengths = bare_request_element();
  set_value(wrong_lengths, "issuerNameHash", ByteVector(19, 0x11));
  set_value(wrong_lengths, "issuerKeyHash", ByteVector(300, 0x22));
  Part absent = bare_request_element();
  remove(absent, "parameters");
  const std::vector<Part> elements = {bare_request_element({0x12, 0x34}), unknown_algorithm, md5, wrong_lengths,
                                      absent};
  const ByteVector message = encode(bare_request(elements));
  const auto request = load_der_ocsp_request(message);
  REQUIRE(request.error() == Error{});
  OCSPResponseBuilder builder = builder_for_answers();
  std::vector<ByteVector> expected;
  for (const Request& one : request->requests()) {
    builder.add_response(one.cert_id(), good_fields);
    expected.push_back(copy(one.cert_id().der()));
  }
  const ByteVector der = built(builder);
  std::vector<ByteVector> found;
  const OCSPResponse response = read_back<OCSPResponse>(der);
  for (const SingleResponse& single : response.basic()->responses()) {
    found.push_back(copy(single.cert_id().der()));
  }
  CHECK(found == expected);
}

TEST_CASE("OCSPResponseBuilder refuses: hashes that are not as long as their algorithm's",
          "[ocsp][response][builder]") {
  for (const HashAlgorithm hash : all_hashes) {
    INFO(to_string(hash));
    const std::size_t right = digest_size(hash);
    const ByteVector fitting(right, 0x11);
    for (const std::size_t size : {std::size_t{0}, right - 1, right + 1, 2 * right}) {
      INFO(size);
      const ByteVector other(size, 0x22);
      const auto refused = [&](const ByteVector& name_hash, const ByteVector& key_hash, Field field) {
        check_refused(
            to_string(field),
            builder_for_answers().add_response_by_hash(name_hash, key_hash, Integer{serial}, hash, good_fields),
            {ErrorCode::wrong_length, field});
      };
      refused(other, fitting, Field::issuer_name_hash);
      refused(fitting, other, Field::issuer_key_hash);
      refused(other, other, Field::issuer_name_hash);
    }
  }
}

TEST_CASE("OCSPResponseBuilder writes: by hashes, an algorithm that is not known, with hashes of any length",
          "[ocsp][response][builder]") {
  const ByteVector name_hash(65, 0x44);
  OCSPResponseBuilder builder = builder_for_answers();
  builder.add_response_by_hash(name_hash, Bytes{}, Integer{serial}, AlgorithmIdentifier{oid<1, 2, 3>}, good_fields);
  const ByteVector der = built(builder);
  CHECK((*read_back<OCSPResponse>(der).hash_algorithm()).oid() == oid<1, 2, 3>);
  CHECK(copy(*read_back<OCSPResponse>(der).issuer_name_hash()) == name_hash);
  CHECK((*read_back<OCSPResponse>(der).issuer_key_hash()).empty());
}

TEST_CASE("OCSPResponseBuilder refuses: algorithms that cannot be, or that are not known",
          "[ocsp][response][builder]") {
  const LoadedCertificate issuer{"seed/rapidssl-sha256-ca-g3.pem"};
  const Certificate& certificate = issuer.certificate;
  const ByteVector md5_hash(16, 0x11);
  const Error unsupported{ErrorCode::unsupported_algorithm, Field::hash_algorithm};
  for (const AlgorithmIdentifier& md5 :
       {AlgorithmIdentifier{HashAlgorithm::md5}, AlgorithmIdentifier{oid_of(HashAlgorithm::md5)}}) {
    check_refused("MD5 by hash",
                  builder_for_answers().add_response_by_hash(md5_hash, md5_hash, Integer{serial}, md5, good_fields),
                  unsupported);
    check_refused("MD5 by certificate",
                  builder_for_answers(FakeHasher{}).add_response(certificate, certificate, md5, good_fields),
                  unsupported);
  }
  for (const AlgorithmIdentifier& algorithm : {AlgorithmIdentifier{oid<1, 2, 3>}, AlgorithmIdentifier{}, sha256_rsa}) {
    check_refused("not known",
                  builder_for_answers(FakeHasher{}).add_response(certificate, certificate, algorithm, good_fields),
                  unsupported);
  }
  for (const int computed : {0, 1}) {
    INFO(computed);
    FakeSigner signer{signature_bytes};
    ByteVector buffer(1000);
    OCSPResponseBuilder builder = builder_for_answers(FailingHasher{computed});
    builder.add_response(certificate, certificate, HashAlgorithm::sha1, good_fields);
    CHECK(builder.sign(sha256_rsa, signer, buffer).error() == unsupported);
  }
}

// --- who, and when ---

TEST_CASE("OCSPResponseBuilder writes: the responder by its name, and by its key", "[ocsp][response][builder]") {
  const LoadedCertificate responder{"seed/rapidssl-sha256-ca-g3.pem"};
  const auto with = [&](auto set) {
    OCSPResponseBuilder builder{FakeHasher{}};
    builder.produced_at(produced).add_response(cert_id_5, good_fields);
    set(builder);
    return built(builder);
  };
  const Bytes subject = responder.certificate.subject().der();
  const ByteVector by_name = with([&](auto& builder) { builder.responder_by_name(responder.certificate); });
  CHECK(copy((*read_back<OCSPResponse>(by_name).responder_name())->der()) == copy(subject));
  CHECK_FALSE(*read_back<OCSPResponse>(by_name).responder_key_hash());
  Part named = bare_response();
  find(named, "responderID") = node("responderID", Field::responder_id, 0xa1, {Part{.value = copy(subject)}});
  CHECK(by_name == encode(named));
  const ResponderID name{responder.certificate.subject()};
  CHECK(with([&](auto& builder) { builder.responder_id(name); }) == by_name);

  // Over the bits of the key alone.
  const ByteVector hash = fake_hash(HashAlgorithm::sha1, responder.certificate.subject_public_key_info().public_key());
  const ByteVector key = with([&](auto& builder) { builder.responder_by_key(responder.certificate); });
  CHECK(copy(**read_back<OCSPResponse>(key).responder_key_hash()) == hash);
  CHECK_FALSE(*read_back<OCSPResponse>(key).responder_name());
  Part keyed = bare_response();
  find(keyed, "responderID") = by_key(hash);
  CHECK(key == encode(keyed));
  CHECK(with([&](auto& builder) { builder.responder_id(ResponderID{hash}); }) == key);

  // As it was read from a message.
  for (const ByteVector& der : {by_name, key}) {
    const OCSPResponse read = read_back<OCSPResponse>(der);
    CHECK(with([&](auto& builder) { builder.responder_id(read.basic()->responder_id()); }) == der);
  }
}

TEST_CASE("OCSPResponseBuilder: a copy keeps the hash of the responder's key", "[ocsp][response][builder]") {
  const LoadedCertificate responder{"seed/rapidssl-sha256-ca-g3.pem"};
  std::optional<OCSPResponseBuilder<FakeHasher>> builder{FakeHasher{}};
  builder->produced_at(produced).add_response(cert_id_5, good_fields).responder_by_key(responder.certificate);
  const ByteVector der = built(*builder);
  OCSPResponseBuilder<FakeHasher> copy_of_it = *builder;
  builder.reset();
  CHECK(built(copy_of_it) == der);
}

TEST_CASE("OCSPResponseBuilder refuses: byKey that is no SHA-1 hash", "[ocsp][response][builder]") {
  const Error wrong_length{ErrorCode::wrong_length, Field::by_key};
  for (const std::size_t size : {0U, 1U, 19U, 21U, 32U, 40U}) {
    INFO(size);
    const ByteVector hash(size, 0x33);
    OCSPResponseBuilder builder;
    builder.produced_at(produced).add_response(cert_id_5, good_fields).responder_id(ResponderID{hash});
    check_refused("byKey", builder, wrong_length);
  }
}

TEST_CASE("OCSPResponseBuilder refuses: a ResponderID of neither kind", "[ocsp][response][builder]") {
  OCSPResponseBuilder builder;
  builder.produced_at(produced).add_response(cert_id_5, good_fields).responder_id(ResponderID{});
  check_refused("byKey without bytes", builder, {ErrorCode::wrong_length, Field::by_key});
}

TEST_CASE("OCSPResponseBuilder refuses: a responder's key that cannot be hashed", "[ocsp][response][builder]") {
  const LoadedCertificate responder{"seed/rapidssl-sha256-ca-g3.pem"};
  OCSPResponseBuilder builder{FailingHasher{0}};
  builder.produced_at(produced).add_response(cert_id_5, good_fields).responder_by_key(responder.certificate);
  check_refused("", builder, {ErrorCode::unsupported_algorithm, Field::by_key});
}

TEST_CASE("OCSPResponseBuilder refuses: what is missing, in the order of the message", "[ocsp][response][builder]") {
  OCSPResponseBuilder builder;
  check_refused("nothing at all", builder, {ErrorCode::missing, Field::responses});
  builder.responder_id(ResponderID{responder_key_33}).produced_at(produced);
  check_refused("no answer", builder, {ErrorCode::missing, Field::responses});

  OCSPResponseBuilder no_responder;
  no_responder.add_response(cert_id_5, good_fields);
  check_refused("an answer alone", no_responder, {ErrorCode::missing, Field::responder_id});
  no_responder.produced_at(produced);
  check_refused("no responder", no_responder, {ErrorCode::missing, Field::responder_id});

  OCSPResponseBuilder not_produced;
  not_produced.add_response(cert_id_5, good_fields).responder_id(ResponderID{responder_key_33});
  check_refused("no producedAt", not_produced, {ErrorCode::missing, Field::produced_at});

  // None of that is for good.
  builder.add_response(cert_id_5, good_fields);
  no_responder.responder_id(ResponderID{responder_key_33});
  not_produced.produced_at(produced);
  for (OCSPResponseBuilder<>* const complete : {&builder, &no_responder, &not_produced}) {
    CHECK(built(*complete) == encode(bare_response()));
    CHECK(built(*complete) == encode(bare_response()));
  }
}

TEST_CASE("OCSPResponseBuilder refuses: what was never read", "[ocsp][response][builder]") {
  const LoadedCertificate issuer{"seed/rapidssl-sha256-ca-g3.pem"};
  const Result<Certificate> failed = load_der_x509_certificate(Bytes{});
  const auto answer = [](const Certificate& certificate, const Certificate& of_issuer) {
    return builder_for_answers(FakeHasher{}).add_response(certificate, of_issuer, HashAlgorithm::sha1, good_fields);
  };
  check_refused("the certificate", answer(*failed, issuer.certificate), {ErrorCode::missing, Field::certificate});
  check_refused("the issuer", answer(issuer.certificate, *failed), {ErrorCode::missing, Field::issuer});
  check_refused("CertID", builder_for_one().add_response(CertID{}, good_fields),
                {ErrorCode::missing, Field::hash_algorithm});
  check_refused("responder by name", OCSPResponseBuilder{}.responder_by_name(*failed),
                {ErrorCode::missing, Field::responder_id});
  check_refused("responder by key", OCSPResponseBuilder{FakeHasher{}}.responder_by_key(*failed),
                {ErrorCode::missing, Field::responder_id});
  FakeSigner signer{signature_bytes};
  CHECK(builder_for_one().sign({}, signer).error() == Error{ErrorCode::missing, Field::signature_algorithm});
  CHECK(signer.messages.empty());
}

TEST_CASE("OCSPResponseBuilder refuses: to be told who or when a second time", "[ocsp][response][builder]") {
  const LoadedCertificate responder{"seed/rapidssl-sha256-ca-g3.pem"};
  const Error two_responders{ErrorCode::duplicate, Field::responder_id};
  const auto id = [](auto& builder) { builder.responder_id(ResponderID{responder_key_33}); };
  const auto name = [&](auto& builder) { builder.responder_by_name(responder.certificate); };
  const auto key = [&](auto& builder) { builder.responder_by_key(responder.certificate); };
  const auto check = [&](auto first, auto second) {
    OCSPResponseBuilder builder{FakeHasher{}};
    builder.produced_at(produced).add_response(cert_id_5, good_fields);
    first(builder);
    second(builder);
    check_refused("", builder, two_responders);
  };
  check(id, id);
  check(id, name);
  check(id, key);
  check(name, id);
  check(name, name);
  check(name, key);
  check(key, id);
  check(key, name);
  check(key, key);
  check_refused("producedAt", builder_for_one().produced_at(produced), {ErrorCode::duplicate, Field::produced_at});
  check_refused("another producedAt", builder_for_one().produced_at(this_update),
                {ErrorCode::duplicate, Field::produced_at});
}

// --- extensions ---

TEST_CASE("OCSPResponseBuilder writes: extensions of single responses, as they are given",
          "[ocsp][response][builder]") {
  const ByteVector value = hex("0500");
  const std::vector<Extension> one = {{"archive-cutoff"_oid, true, value}};
  const std::vector<Extension> two = {{"crl"_oid, false, value}, {oid<1, 2, 3>, true, {}}};
  std::vector<Extension> many;
  for (const KnownOid& known : known_oids) {
    many.emplace_back(known.oid, many.size() % 3 == 0, value);
  }
  REQUIRE(many.size() > max_added_extensions);
  const std::vector<std::vector<Extension>> given = {one, {}, two, many};
  OCSPResponseBuilder builder = builder_for_answers();
  for (const std::vector<Extension>& extensions : given) {
    SingleResponseFields fields = good_fields;
    fields.extensions = extensions;
    builder.add_response(cert_id_5, fields);
  }
  const ByteVector der = built(builder);
  const OCSPResponse response = read_back<OCSPResponse>(der);
  REQUIRE(response.basic()->responses().size() == given.size());
  std::size_t number = 0;
  for (const SingleResponse& single : response.basic()->responses()) {
    INFO(number);
    const std::vector<Extension>& expected = given[number++];
    REQUIRE(single.single_extensions().size() == expected.size());
    CHECK(single.single_extensions().present() == !expected.empty());
    std::size_t index = 0;
    for (const Extension& extension : single.single_extensions()) {
      CHECK(extension.oid() == expected[index].oid());
      CHECK(extension.critical() == expected[index].critical());
      CHECK(copy(extension.value()) == copy(expected[index].value()));
      ++index;
    }
  }
}

TEST_CASE("OCSPResponseBuilder refuses: two extensions of one type in one answer", "[ocsp][response][builder]") {
  const ByteVector value = hex("0500");
  const Extension a{oid<1, 2, 3>, false, value};
  const Extension b{oid<1, 2, 4>, true, value};
  const Extension a_again{oid<1, 2, 3>, true, {}};
  for (const std::vector<Extension>& extensions :
       {std::vector{a, a}, std::vector{a, b, a_again}, std::vector{b, a, a_again}, std::vector{a_again, a, b}}) {
    SingleResponseFields fields = good_fields;
    fields.extensions = extensions;
    check_fields_refused("", fields, {ErrorCode::duplicate, Field::single_extensions});
  }
  // The same type in two answers, and in the message as a whole, is none twice.
  const std::array once{a, b};
  SingleResponseFields fields = good_fields;
  fields.extensions = once;
  OCSPResponseBuilder builder = builder_for_answers();
  builder.add_response(cert_id_5, fields).add_response(cert_id_5, fields).add_extension(a).add_extension(b);
  (void)built(builder);
}

TEST_CASE("OCSPResponseBuilder writes: extensions of the message, critical or not, in the order of adding",
          "[ocsp][response][builder]") {
  const ByteVector nonce = hex("aabb");
  const ByteVector not_even_der = hex("ffff");
  OCSPResponseBuilder builder = builder_for_one();
  builder.add_extension({oid<1, 2, 5>, false, {}})
      .nonce(nonce)
      .add_extension({oid<1, 2, 3>, true, not_even_der})
      .add_extension({"extended-revoke"_oid, false, nonce});
  Part message = bare_response();
  find(message, "tbsResponseData")
      .parts.push_back(node("responseExtensions", Field::none, 0xa1,
                            {list_of("ResponseExtensions", Field::none,
                                     {extension(Field::none, hex("2a05"), false, {}),
                                      extension(Field::none, oid_nonce, false, hex("0402aabb")),
                                      extension(Field::none, hex("2a03"), true, hex("ffff")),
                                      extension(Field::none, hex("2b0601050507300109"), false, hex("aabb"))})}));
  CHECK(built(builder) == encode(message));
}

TEST_CASE("OCSPResponseBuilder writes: a nonce of 1 to 128 bytes", "[ocsp][response][builder]") {
  for (std::size_t size = 1; size <= 128; ++size) {
    INFO(size);
    const ByteVector nonce(size, 0x5a);
    OCSPResponseBuilder builder = builder_for_one();
    builder.nonce(nonce);
    Part message = bare_response();
    find(message, "tbsResponseData")
        .parts.push_back(
            node("", Field::none, 0xa1,
                 {list_of("", Field::none, {extension(Field::none, oid_nonce, false, tlv(0x04, nonce))})}));
    CHECK(built(builder) == encode(message));
  }
  for (const std::size_t size : {0U, 129U, 256U}) {
    INFO(size);
    const ByteVector nonce(size, 0x5a);
    check_refused("nonce", builder_for_one().nonce(nonce), {ErrorCode::wrong_length, Field::extn_value});
  }
}

TEST_CASE("OCSPResponseBuilder writes: the nonce of a request as it came", "[ocsp][response][builder]") {
  // One of openssl; one that is no OCTET STRING inside, and longer than any of RFC 9654; one that is critical.
  Part odd = full_request();
  set_value(odd, "RequestExtensions/Extension#1/extnValue", ByteVector(300, 0x7f));
  Part critical = full_request();
  remove(critical, "RequestExtensions/Extension");
  insert_before(critical, "RequestExtensions/extnValue", leaf("critical", Field::critical, 0x01, {0xff}));
  for (const ByteVector& message :
       {read_file(std::string{OCSPAN_TESTDATA} + "/openssl/req-nonce.der"), encode(odd), encode(critical)}) {
    const auto request = load_der_ocsp_request(message);
    REQUIRE(request.error() == Error{});
    const auto asked = request->extensions().find("nonce"_oid);
    REQUIRE(asked.error() == Error{});
    REQUIRE(*asked);
    OCSPResponseBuilder builder = builder_for_one();
    builder.add_extension(**asked);
    const ByteVector der = built(builder);
    const auto answered = (*read_back<OCSPResponse>(der).extensions()).find("nonce"_oid);
    REQUIRE(answered.error() == Error{});
    REQUIRE(*answered);
    CHECK(copy((*answered)->value()) == copy((*asked)->value()));
    CHECK((*answered)->critical() == (*asked)->critical());
    CHECK((*read_back<OCSPResponse>(der).extensions()).size() == 1);
  }
}

TEST_CASE("OCSPResponseBuilder refuses: an extension of which there is one already, or one too many",
          "[ocsp][response][builder]") {
  const ByteVector value = hex("0500");
  const ByteVector nonce = hex("01");
  const Extension any{oid<1, 2, 3>, false, value};
  const Extension any_critical{oid<1, 2, 3>, true, {}};
  const Extension nonce_extension{"nonce"_oid, false, value};
  const Error twice{ErrorCode::duplicate, Field::extn_id};
  check_refused("any", builder_for_one().add_extension(any).nonce(nonce).add_extension(any_critical), twice);
  check_refused("nonce", builder_for_one().nonce(nonce).nonce(nonce), twice);
  check_refused("nonce, extension", builder_for_one().nonce(nonce).add_extension(nonce_extension), twice);
  check_refused("extension, nonce", builder_for_one().add_extension(nonce_extension).nonce(nonce), twice);

  OCSPResponseBuilder builder = builder_for_one();
  for (std::size_t i = 0; i < max_added_extensions; ++i) {
    builder.add_extension({known_oids[i].oid, false, value});
  }
  const ByteVector der = built(builder);
  CHECK((*read_back<OCSPResponse>(der).extensions()).size() == max_added_extensions);
  OCSPResponseBuilder with_nonce = builder;
  check_refused("one more", builder.add_extension(any), {ErrorCode::too_many, Field::extensions});
  check_refused("a nonce more", with_nonce.nonce(nonce), {ErrorCode::too_many, Field::extensions});
}

// --- signing ---

TEST_CASE("OCSPResponseBuilder writes: signatures of any size, over the ResponseData", "[ocsp][response][builder]") {
  check_signatures_of_any_size(builder_for_one(), bare_response(), "tbsResponseData");
}

TEST_CASE("OCSPResponseBuilder writes: the algorithm of the signature as it is given", "[ocsp][response][builder]") {
  check_algorithms_of_signature(builder_for_one());
}

TEST_CASE("OCSPResponseBuilder writes: certificates along with the signature, in their order",
          "[ocsp][response][builder]") {
  check_certificates_along(builder_for_one());
}

TEST_CASE("OCSPResponseBuilder writes: a signature that is shorter than it might have been",
          "[ocsp][response][builder]") {
  check_shorter_signatures(builder_for_one(), false);
}

TEST_CASE("OCSPResponseBuilder refuses: a signer that does not sign", "[ocsp][response][builder]") {
  check_signers_that_fail(builder_for_one());
  FakeSigner endless{{}};
  endless.most = std::numeric_limits<std::size_t>::max();
  ByteVector buffer(1000);
  OCSPResponseBuilder builder = builder_for_one();
  CHECK(builder.sign(sha256_rsa, endless).error() == Error{ErrorCode::input_too_long});
  CHECK(builder.sign(sha256_rsa, endless, buffer).error() == Error{ErrorCode::input_too_long});
}

TEST_CASE("OCSPResponseBuilder refuses: certificates that have not the shape of one", "[ocsp][response][builder]") {
  check_malformed_certificates([](const std::vector<Bytes>& certificates, Error expected) {
    check_refused("", builder_for_one().certificates(certificates), expected);
  });
}

TEST_CASE("OCSPResponseBuilder: nothing is signed of a message that is not written", "[ocsp][response][builder]") {
  const LoadedCertificate issuer{"seed/rapidssl-sha256-ca-g3.pem"};
  for (const int computed : {0, 1}) {
    INFO(computed);
    FakeSigner signer{signature_bytes};
    ByteVector buffer(1000);
    OCSPResponseBuilder builder = builder_for_answers(FailingHasher{computed});
    builder.add_response(issuer.certificate, issuer.certificate, HashAlgorithm::sha1, good_fields);
    CHECK(builder.sign(sha256_rsa, signer, buffer).error() ==
          Error{ErrorCode::unsupported_algorithm, Field::hash_algorithm});
    CHECK(signer.messages.empty());
  }
}

TEST_CASE("OCSPResponseBuilder writes: what openssl answered, from what was read of it",
          "[ocsp][response][builder][testdata]") {
  for (const std::string name : {"resp-delegated-by-key",
                                 "resp-delegated",
                                 "resp-ecdsa-delegated",
                                 "resp-ecdsa",
                                 "resp-ed25519",
                                 "resp-extra-certs",
                                 "resp-good-by-key",
                                 "resp-good-certid-sha224",
                                 "resp-good-certid-sha512",
                                 "resp-good-no-certs",
                                 "resp-good-no-next-update",
                                 "resp-good-nonce",
                                 "resp-good-serial-21",
                                 "resp-many",
                                 "resp-revoked-8-removeFromCRL",
                                 "resp-revoked-hold-instruction",
                                 "resp-revoked-invalidity-date",
                                 "resp-revoked-no-reason",
                                 "resp-rsa-pss",
                                 "resp-three",
                                 "resp-unknown"}) {
    INFO(name);
    const ByteVector message = read_file(std::string{OCSPAN_TESTDATA} + "/openssl/" + name + ".der");
    const auto read = load_der_ocsp_response(message);
    REQUIRE(read.error() == Error{});
    const BasicOCSPResponse& basic = *read->basic();
    std::vector<std::vector<Extension>> extensions;
    for (const SingleResponse& single : basic.responses()) {
      extensions.emplace_back();
      for (const Extension& extension : single.single_extensions()) {
        extensions.back().push_back(extension);
      }
    }
    OCSPResponseBuilder builder{NoHasher{}, std::vector<SingleResponseEntry>(basic.responses().size())};
    builder.responder_id(basic.responder_id()).produced_at(basic.produced_at());
    std::size_t number = 0;
    for (const SingleResponse& single : basic.responses()) {
      builder.add_response(single.cert_id(), {.certificate_status = single.certificate_status(),
                                              .this_update = single.this_update(),
                                              .next_update = single.next_update(),
                                              .revocation_time = single.revocation_time(),
                                              .revocation_reason = single.revocation_reason(),
                                              .extensions = extensions[number++]});
    }
    for (const Extension& extension : basic.extensions()) {
      builder.add_extension(extension);
    }
    std::vector<Bytes> certificates;
    for (const Bytes certificate : basic.certificates()) {
      certificates.push_back(certificate);
    }
    builder.certificates(certificates);
    FakeSigner signer{copy(basic.signature())};
    CHECK(signed_by(signer, builder, basic.signature_algorithm()) == message);
  }
}

// --- without an answer ---

TEST_CASE("OCSPResponseBuilder writes: each status that says why there is no answer", "[ocsp][response][builder]") {
  for (const auto& [status, bytes] : {std::pair{OCSPResponseStatus::malformed_request, "30030a0101"},
                                      std::pair{OCSPResponseStatus::internal_error, "30030a0102"},
                                      std::pair{OCSPResponseStatus::try_later, "30030a0103"},
                                      std::pair{OCSPResponseStatus::sig_required, "30030a0105"},
                                      std::pair{OCSPResponseStatus::unauthorized, "30030a0106"}}) {
    INFO(bytes);
    const auto der = OCSPResponseBuilder<>::build_unsuccessful(status);
    REQUIRE(der.error() == Error{});
    CHECK(*der == hex(bytes));
    const OCSPResponse response = read_back<OCSPResponse>(*der);
    CHECK(response.response_status() == status);
    CHECK(response.basic() == nullptr);
    check_every_size(hex(bytes), [&, named = status](std::span<std::uint8_t> out) {
      return OCSPResponseBuilder<>::build_unsuccessful(named, out);
    });
  }
}

TEST_CASE("OCSPResponseBuilder refuses: a status that is not defined, and successful without an answer",
          "[ocsp][response][builder]") {
  const auto check = [](OCSPResponseStatus status, Error expected) {
    INFO(static_cast<unsigned>(status));
    CHECK(OCSPResponseBuilder<>::build_unsuccessful(status).error() == expected);
    for (const std::size_t size : {0U, 5U, 100U}) {
      ByteVector buffer(size, 0xa5);
      CHECK(OCSPResponseBuilder<>::build_unsuccessful(status, buffer).error() == expected);
      CHECK(buffer == ByteVector(size, 0xa5));
    }
  };
  check(OCSPResponseStatus::successful, {ErrorCode::response_bytes_missing, Field::response_bytes});
  for (const unsigned status : {4U, 7U, 8U, 31U, 32U, 33U, 127U, 128U, 255U}) {
    check(static_cast<OCSPResponseStatus>(status), {ErrorCode::undefined_value, Field::response_status});
  }
}

// --- errors and buffers ---

TEST_CASE("OCSPResponseBuilder: of several errors the first one counts", "[ocsp][response][builder]") {
  const ByteVector too_long(129, 0x5a);
  const ByteVector nonce = hex("01");
  const auto bad_nonce = [&](auto& builder) { builder.nonce(too_long); };
  const auto bad_time = [](auto& builder) { builder.produced_at({2020, 13, 1, 0, 0, 0}); };
  const auto bad_fields = [](auto& builder) { builder.add_response(cert_id_5, {}); };
  const auto bad_hash = [&](auto& builder) {
    builder.add_response_by_hash(nonce, nonce, Integer{serial}, HashAlgorithm::sha1, good_fields);
  };
  const auto bad_key = [&](auto& builder) { builder.responder_id(ResponderID{nonce}); };
  const auto check = [&](Error expected, auto... faults) {
    OCSPResponseBuilder builder;
    (faults(builder), ...);
    check_refused("", builder, expected);
  };
  const Error of_nonce{ErrorCode::wrong_length, Field::extn_value};
  check(of_nonce, bad_nonce);
  check(of_nonce, bad_nonce, bad_time, bad_fields, bad_hash, bad_key);
  check({ErrorCode::time_value, Field::produced_at}, bad_time, bad_fields, bad_hash, bad_key, bad_nonce);
  check({ErrorCode::missing, Field::this_update}, bad_fields, bad_hash, bad_key, bad_nonce, bad_time);
  check({ErrorCode::wrong_length, Field::issuer_name_hash}, bad_hash, bad_key, bad_nonce, bad_time, bad_fields);
  check({ErrorCode::wrong_length, Field::by_key}, bad_key, bad_nonce, bad_time, bad_fields, bad_hash);
  // What is wrong stays wrong, whatever is added after it.
  check(of_nonce, bad_nonce, [&](auto& builder) { builder.nonce(nonce); });
  check({ErrorCode::missing, Field::this_update}, bad_fields,
        [](auto& builder) { builder.add_response(cert_id_5, good_fields); });
}

TEST_CASE("OCSPResponseBuilder: an algorithm that cannot be is an error from when it was added",
          "[ocsp][response][builder]") {
  const LoadedCertificate issuer{"seed/rapidssl-sha256-ca-g3.pem"};
  const ByteVector too_long(129, 0x5a);
  for (const AlgorithmIdentifier& algorithm :
       {AlgorithmIdentifier{HashAlgorithm::md5}, AlgorithmIdentifier{oid<1, 2, 3>}}) {
    check_refused("and then a nonce that is too long",
                  builder_for_answers(FakeHasher{})
                      .add_response(issuer.certificate, issuer.certificate, algorithm, good_fields)
                      .nonce(too_long),
                  {ErrorCode::unsupported_algorithm, Field::hash_algorithm});
  }
}

TEST_CASE("OCSPResponseBuilder: a buffer of every size", "[ocsp][response][builder]") {
  const LoadedCertificate issuer{"seed/rapidssl-sha256-ca-g3.pem"};
  const ByteVector value = hex("0500");
  const ByteVector nonce(32, 0x5a);
  const ByteVector certificate = opaque_certificate();
  const std::array<Bytes, 2> certificates{certificate, certificate};
  const std::array of_one{Extension{oid<1, 2, 3>, true, value}};
  SECTION("one answer") { check_buffers_when_signing(builder_for_one()); }
  SECTION("many") {
    OCSPResponseBuilder builder{FakeHasher{}};
    builder.responder_by_key(issuer.certificate).produced_at(produced).nonce(nonce).certificates(certificates);
    for (std::size_t i = 0; i < 4; ++i) {
      SingleResponseFields fields = revoked_fields(all_reasons.at(i));
      fields.next_update = next_update;
      fields.extensions = of_one;
      builder.add_response(issuer.certificate, issuer.certificate, HashAlgorithm::sha512, fields);
      builder.add_response(cert_id_5, good_fields);
    }
    FakeSigner signer{ByteVector(64, 0xc3)};
    const ByteVector der = signed_by(signer, builder);
    check_every_size(der, [&](std::span<std::uint8_t> out) { return builder.sign(sha256_rsa, signer, out); });
  }
}

}  // namespace ocspan_test::response_builder_test
