// What a responder decides about a request. The input is a request, and behind it a response.
#include "harness.hpp"
#include "writing.hpp"

namespace ocspan::fuzz::responder_harness {
namespace {

void check_requestor(const OCSPRequest& request) {
  const Result<Certificate> requestor = find_requestor(request, Tolerance::all);
  const std::optional<Signature>& signature = request.signature();
  const bool is_valid = check_request_signature(request, requestor->subject_public_key_info(),
                                                [](const AlgorithmIdentifier&, const SubjectPublicKeyInfo&, Bytes,
                                                   Bytes) { return true; }) == SignatureCheck::valid;
  OCSPAN_PROPERTY(is_valid == (signature && signature->bits().unused_bits() == 0));
  if (!requestor) {
    OCSPAN_PROPERTY(requestor.error().code != ErrorCode::none && requestor.error().field != Field::none);
    return;
  }
  OCSPAN_PROPERTY(signature && request.requestor_name());
  OCSPAN_PROPERTY(names_match(requestor->subject(), request.requestor_name()->directory_name()));
  OCSPAN_PROPERTY(inside(requestor->public_bytes(), request.public_bytes()));
}

/// Whichever algorithms are acceptable: what is chosen is one of them, and none is chosen only if none of those that
/// were asked about is. Each that is asked about is acceptable where it is the only one.
void check_algorithm(const OCSPRequest& request) {
  std::vector<AlgorithmIdentifier> asked;
  const KnownSignatureAlgorithms known{signature_algorithm("ecdsa-with-SHA256"_oid), signature_algorithm("Ed448"_oid)};
  OCSPAN_PROPERTY(!choose_signature_algorithm(request, known, [&](const AlgorithmIdentifier& algorithm) {
    asked.push_back(algorithm);
    return false;
  }));
  OCSPAN_PROPERTY(asked.back() == signature_algorithm("sha256WithRSAEncryption"_oid));
  for (const AlgorithmIdentifier& only : asked) {
    const auto is_only = [&](const AlgorithmIdentifier& algorithm) { return algorithm == only; };
    const std::optional<AlgorithmIdentifier> chosen = choose_signature_algorithm(request, known, is_only);
    OCSPAN_PROPERTY(chosen && *chosen == only);
  }
}

/// The first of the CertIDs that is not among the others, by comparing each with each.
template <class Lists, class Others>
std::optional<CertID> first_missing(const Lists& from, const Others& others) {
  for (const auto& one : from) {
    if (std::none_of(others.begin(), others.end(),
                     [&](const auto& other) { return other.cert_id() == one.cert_id(); })) {
      return one.cert_id();
    }
  }
  return std::nullopt;
}

bool is_same(const std::optional<CertID>& a, const std::optional<CertID>& b) {
  return a.has_value() == b.has_value() && (!a || same_place(a->der(), b->der()));
}

void check_input(Bytes input) {
  const Result<OCSPRequest> request = load_der_ocsp_request_prefix(input, Tolerance::all);
  if (!request) {
    return;
  }
  check_requestor(*request);
  check_algorithm(*request);
  const Result<OCSPResponse> response =
      load_der_ocsp_response(input.subspan(request->public_bytes().size()), Tolerance::all);
  if (response && response->basic() != nullptr) {
    const BasicOCSPResponse& basic = *response->basic();
    OCSPAN_PROPERTY(is_same(first_unanswered(basic, *request), first_missing(request->requests(), basic.responses())));
    OCSPAN_PROPERTY(is_same(first_unasked(basic, *request), first_missing(basic.responses(), request->requests())));
  }
}

}  // namespace
}  // namespace ocspan::fuzz::responder_harness

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ocspan::fuzz::responder_harness::check_input({data, size});
  return 0;
}
