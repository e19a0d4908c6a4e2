// OCSPResponseBuilder: what is refused is misuse, and everything else is read back as it was given.
#include "building.hpp"
#include "harness.hpp"

namespace ocspan::fuzz::response_builder_harness {
namespace {

/// Mostly a date, and mostly one that may be written.
Time some_time(Choices& choices) {
  Time time;
  const std::size_t choice = choices.below(16);
  time.year = static_cast<std::uint16_t>(choice == 0 ? choices.below(65536) : 1940 + choices.below(200));
  time.month = static_cast<std::uint8_t>(choice == 1 ? choices.byte() : 1 + choices.below(12));
  time.day = static_cast<std::uint8_t>(choice == 2 ? choices.byte() : 1 + choices.below(28));
  time.hour = static_cast<std::uint8_t>(choice == 3 ? choices.byte() : choices.below(24));
  time.minute = static_cast<std::uint8_t>(choice == 4 ? choices.byte() : choices.below(60));
  time.second = static_cast<std::uint8_t>(choice == 5 ? choices.byte() : choices.below(60));
  return time;
}

bool may_be_written(const Time& time) {
  const std::chrono::year_month_day day{std::chrono::year{time.year}, std::chrono::month{time.month},
                                        std::chrono::day{time.day}};
  return day.ok() && time.year >= 1950 && time.year <= 9999 && time.hour < 24 && time.minute < 60 && time.second < 60;
}

bool is_misuse(const SingleResponseFields& fields) {
  const bool revoked = fields.certificate_status == OCSPCertStatus::revoked;
  for (const std::optional<Time>& time : {fields.this_update, fields.next_update, fields.revocation_time}) {
    if (time && !may_be_written(*time)) {
      return true;
    }
  }
  return !fields.this_update || fields.revocation_time.has_value() != revoked ||
         (fields.revocation_reason && (!revoked || to_string(*fields.revocation_reason).empty())) ||
         to_string(fields.certificate_status).empty() ||
         (fields.next_update && fields.next_update->to_unix() < fields.this_update->to_unix());
}

SingleResponseFields some_fields(Choices& choices) {
  SingleResponseFields fields;
  fields.certificate_status = static_cast<OCSPCertStatus>(choices.below(16) % 5 % 4);
  if ((choices.byte() & 15) != 15) {
    fields.this_update = some_time(choices);
  }
  if (choices.flag()) {
    fields.next_update = some_time(choices);
  }
  if ((fields.certificate_status == OCSPCertStatus::revoked) != ((choices.byte() & 15) == 15)) {
    fields.revocation_time = some_time(choices);
    if (choices.flag()) {
      fields.revocation_reason = static_cast<ReasonFlags>(choices.below(12));
    }
  }
  return fields;
}

void check_unsuccessful(std::uint8_t value) {
  const auto status = static_cast<OCSPResponseStatus>(value);
  const Result<ByteVector> built =
      bytes_of([&](std::span<std::uint8_t> out) { return OCSPResponseBuilder<>::build_unsuccessful(status, out); });
  OCSPAN_PROPERTY(built.has_value() == (!to_string(status).empty() && status != OCSPResponseStatus::successful));
  if (built) {
    const ByteVector der = *built;
    const Result<OCSPResponse> response = load_der_ocsp_response(der);
    OCSPAN_PROPERTY(response && response->response_status() == status);
    check_rewriting(*response);
  }
}

void check_response_builder(Bytes input) {
  Choices choices{input};
  check_unsuccessful(choices.byte());
  bool misuse = false;
  OCSPResponseBuilder<FakeHasher, std::vector<SingleResponseEntry>> builder{
      FakeHasher{}, std::vector<SingleResponseEntry>(choices.below(6))};
  struct Expected {
    CertID id;
    SingleResponseFields fields;
    std::vector<Extension> extensions;
  };
  std::deque<Expected> expected;
  while (expected.size() < 8 && choices.below(8) > expected.size()) {
    Expected& one =
        expected.emplace_back(Expected{some_cert_id(choices), some_fields(choices), some_extensions(choices)});
    one.fields.extensions = one.extensions;
    if (choices.flag()) {
      builder.add_response(one.id, one.fields);
    } else {
      builder.add_response_by_hash(one.id.issuer_name_hash(), one.id.issuer_key_hash(), one.id.serial_number(),
                                   one.id.hash_algorithm(), one.fields);
      misuse |= ocspan::fuzz::is_misuse(one.id) || one.id.serial_number().is_negative();
    }
    misuse |= is_misuse(one.fields) || has_duplicate_oid(one.extensions);
  }
  std::optional<ResponderID> responder;
  for (unsigned i = 0; i < 2 && (choices.byte() & 3) != 3; ++i) {
    misuse |= responder.has_value();
    responder =
        choices.flag() ? ResponderID{some_name()} : ResponderID{choices.bytes(choices.flag() ? 20 : choices.below(64))};
    misuse |= responder->by_key() && responder->by_key()->size() != 20;
    builder.responder_id(*responder);
  }
  std::optional<Time> produced_at;
  if ((choices.byte() & 15) != 15) {
    produced_at = some_time(choices);
    builder.produced_at(*produced_at);
    misuse |= !may_be_written(*produced_at);
  }
  ExpectedExtensions extensions;
  extensions.add_some(choices, builder);
  ByteVector message;
  const std::size_t most = choices.below(5000);
  const FakeSigner signer{most, choices.flag() ? most : choices.below(5000), &message};

  // By certificates: those of which there are none, or those that cannot be hashed, are refused.
  SomeCertificates some;
  std::deque<IssuerHashes> hashes;
  std::array<std::uint8_t, 20> key_hash{};
  const std::size_t by_certificate = choices.below(16);
  const bool is_loaded = by_certificate == 0 || choices.below(8) != 7;
  const Certificate& certificate = is_loaded ? some.certificate : some.not_loaded;
  if ((by_certificate & 1) != 0) {
    const AlgorithmIdentifier algorithm = some_algorithm(choices);
    const bool is_known = algorithm.hash() && *algorithm.hash() != HashAlgorithm::md5;
    const SingleResponseFields fields{.certificate_status = OCSPCertStatus::unknown, .this_update = Time{2020, 1, 1}};
    builder.add_response(certificate, certificate, algorithm, fields);
    misuse |= !is_known || !is_loaded;
    if (is_known) {
      const IssuerHashes& of_issuer = hashes.emplace_back(fake_hashes(some.certificate, algorithm));
      expected.push_back({of_issuer.cert_id(some.certificate.serial_number()), fields, {}});
    }
  }
  if ((by_certificate & 2) != 0) {
    misuse |= responder.has_value() || !is_loaded;
    if (choices.flag()) {
      builder.responder_by_name(certificate);
      responder = ResponderID{some.certificate.subject()};
    } else {
      builder.responder_by_key(certificate);
      (void)FakeHasher{}(HashAlgorithm::sha1, some.certificate.subject_public_key_info().public_key(), key_hash);
      responder = ResponderID{Bytes{key_hash}};
    }
  }
  if ((by_certificate & 4) != 0) {
    const bool is_broken = choices.flag();
    some.list[1] = some.list[1].first(some.list[1].size() - (is_broken ? 1 : 0));
    builder.certificates(some.list);
    misuse |= is_broken;
  }
  misuse |= extensions.refused() || expected.empty() || !responder || !produced_at || signer.fails();

  const Result<ByteVector> built = bytes_of([&](std::span<std::uint8_t> out) {
    return builder.sign(signature_algorithm("sha256WithRSAEncryption"_oid), signer, out);
  });
  if (!built) {
    OCSPAN_PROPERTY(misuse || built.error() == Error{ErrorCode::too_many, Field::responses});
    return;
  }
  OCSPAN_PROPERTY(!misuse);
  const ByteVector der = *built;
  const Result<OCSPResponse> response = load_der_ocsp_response(der);
  OCSPAN_PROPERTY(response.has_value());
  check_rewriting(*response);
  const BasicOCSPResponse& basic = *response->basic();
  OCSPAN_PROPERTY(written(basic.responder_id()) == bytes_of_value(responder) && basic.produced_at() == *produced_at);
  OCSPAN_PROPERTY(basic.responses().size() == expected.size());
  auto given = expected.begin();
  for (const SingleResponse& single : basic.responses()) {
    OCSPAN_PROPERTY(single.cert_id() == given->id && written(single.cert_id()) == written(given->id));
    OCSPAN_PROPERTY(single.certificate_status() == given->fields.certificate_status);
    OCSPAN_PROPERTY(single.this_update() == *given->fields.this_update);
    OCSPAN_PROPERTY(single.next_update() == given->fields.next_update);
    OCSPAN_PROPERTY(single.revocation_time() == given->fields.revocation_time);
    OCSPAN_PROPERTY(single.revocation_reason() == given->fields.revocation_reason);
    OCSPAN_PROPERTY(same_extensions(single.single_extensions(), given->extensions));
    ++given;
  }
  OCSPAN_PROPERTY(same_extensions(basic.extensions(), extensions.all()));
  OCSPAN_PROPERTY(equal(basic.tbs_response_bytes(), message) && basic.signature().size() == signer.size);
}

}  // namespace
}  // namespace ocspan::fuzz::response_builder_harness

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ocspan::fuzz::response_builder_harness::check_response_builder({data, size});
  return 0;
}
