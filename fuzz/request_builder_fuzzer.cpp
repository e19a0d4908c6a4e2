// OCSPRequestBuilder: what is refused is misuse, and everything else is read back as it was given.
#include "building.hpp"
#include "harness.hpp"

namespace ocspan::fuzz::request_builder_harness {
namespace {

void check_request_builder(Bytes input) {
  Choices choices{input};
  bool misuse = false;
  OCSPRequestBuilder<FakeHasher, std::vector<RequestEntry>> builder{FakeHasher{},
                                                                    std::vector<RequestEntry>(choices.below(6))};
  std::vector<CertID> ids;
  std::vector<std::vector<Extension>> extensions_of_ids(8);
  while (ids.size() < extensions_of_ids.size() && choices.below(8) > ids.size()) {
    std::vector<Extension>& extensions = extensions_of_ids[ids.size()];
    const CertID& id = ids.emplace_back(some_cert_id(choices));
    extensions = some_extensions(choices);
    if (choices.flag()) {
      builder.add_certificate(id, extensions);
    } else {
      builder.add_certificate_by_hash(id.issuer_name_hash(), id.issuer_key_hash(), id.serial_number(),
                                      id.hash_algorithm(), extensions);
      misuse |= id.serial_number().is_negative();
    }
    misuse |= is_misuse(id) || has_duplicate_oid(extensions);
  }
  std::optional<GeneralName> name;
  for (unsigned i = 0; i < 2 && choices.flag(); ++i) {
    misuse |= name.has_value();
    name = choices.flag() ? GeneralName{some_name()}
                          : GeneralName{GeneralNameType::ip_address, choices.bytes(choices.below(300))};
    builder.requestor_name(*name);
  }
  ExpectedExtensions extensions;
  extensions.add_some(choices, builder);
  ByteVector message;
  const bool is_signed = choices.flag();
  const std::size_t most = choices.below(5000);
  const FakeSigner signer{most, choices.flag() ? most : choices.below(5000), &message};

  // By certificates: those of which there are none, or those that cannot be hashed, are refused.
  SomeCertificates some;
  std::deque<IssuerHashes> hashes;
  const std::size_t by_certificate = choices.below(8);
  if ((by_certificate & 1) != 0) {
    const AlgorithmIdentifier algorithm = some_algorithm(choices);
    const bool is_known = algorithm.hash() && *algorithm.hash() != HashAlgorithm::md5;
    const bool is_loaded = choices.below(8) != 7;
    const Certificate& certificate = is_loaded ? some.certificate : some.not_loaded;
    builder.add_certificate(certificate, certificate, algorithm);
    misuse |= !is_known || !is_loaded;
    if (is_known) {
      ids.push_back(
          hashes.emplace_back(fake_hashes(some.certificate, algorithm)).cert_id(some.certificate.serial_number()));
    }
  }
  const Oid types[] = {"basic"_oid, oid<2, 999>};
  if ((by_certificate & 2) != 0) {
    builder.acceptable_responses(types);
    Writer writer{std::span{some.acceptable}};
    writer.sequence_of(std::span<const Oid>{types});
    extensions.add({AcceptableResponses::oid, false, *writer.finish()});
  }
  if ((by_certificate & 4) != 0) {
    const bool is_broken = choices.flag();
    some.list[1] = some.list[1].first(some.list[1].size() - (is_broken ? 1 : 0));
    builder.certificates(some.list);
    misuse |= is_broken && is_signed;
  }

  const Result<ByteVector> built = bytes_of([&](std::span<std::uint8_t> out) {
    return is_signed ? builder.sign(signature_algorithm("Ed25519"_oid), signer, out) : builder.build(out);
  });
  misuse |= extensions.refused() || ids.empty() || (is_signed && (!name || signer.fails()));
  const Result<ByteVector> to_vector =
      is_signed ? builder.sign(signature_algorithm("Ed25519"_oid), signer) : builder.build();
  if (ids.size() == 1 && extensions_of_ids[0].empty() && !name && extensions.all().empty() && !is_signed) {
    const Result<ByteVector> at_once =
        bytes_of([&](std::span<std::uint8_t> out) { return write_request(ids[0], std::nullopt, out); });
    OCSPAN_PROPERTY(at_once.has_value() == !is_misuse(ids[0]));
    OCSPAN_PROPERTY(!built || equal(*at_once, *built));
  }
  OCSPAN_PROPERTY(to_vector.error().code == built.error().code && *to_vector == *built);
  if (!built) {
    OCSPAN_PROPERTY(misuse || built.error() == Error{ErrorCode::too_many, Field::request_list});
    return;
  }
  OCSPAN_PROPERTY(!misuse);
  const ByteVector der = *built;
  const Result<OCSPRequest> request = load_der_ocsp_request(der);
  OCSPAN_PROPERTY(request.has_value());
  check_rewriting(*request);
  OCSPAN_PROPERTY(bytes_of_value(request->requestor_name()) == bytes_of_value(name));
  OCSPAN_PROPERTY(request->requests().size() == ids.size());
  std::size_t i = 0;
  for (const Request& one : request->requests()) {
    OCSPAN_PROPERTY(one.cert_id() == ids[i] && written(one.cert_id()) == written(ids[i]));
    OCSPAN_PROPERTY(same_extensions(one.extensions(), extensions_of_ids[i++]));
  }
  OCSPAN_PROPERTY(same_extensions(request->extensions(), extensions.all()));
  OCSPAN_PROPERTY(request->signature().has_value() == is_signed);
  if (is_signed) {
    OCSPAN_PROPERTY(equal(request->tbs_request_bytes(), message));
    OCSPAN_PROPERTY(request->signature()->bits().bytes().size() == signer.size);
  }
}

}  // namespace
}  // namespace ocspan::fuzz::request_builder_harness

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ocspan::fuzz::request_builder_harness::check_request_builder({data, size});
  return 0;
}
