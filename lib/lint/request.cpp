// Requests (RFC 6960 4.1).
#include "ocspan/lint/linter.hpp"
#include "ocspan/ocsp/extensions.hpp"

namespace ocspan::inline OCSPAN_ABI::detail {

inline constexpr ExtensionLints of_request_extensions{
    Lint::request_extension_duplicate, Lint::request_extension_malformed, Lint::request_extension_critical};

// RFC 9654 2.1 wants a nonce of a cryptographic random number generator: no two neighbours differ by the same step all
// the way (one byte repeated, a counter), and it is not a text of digits (a time), nor zeros before a small number.
OCSPAN_FN inline bool looks_random(Bytes nonce) {
  if (nonce.size() < 4) {
    return true;
  }
  bool is_even = true;
  bool is_digits = true;
  const auto step = static_cast<std::uint8_t>(nonce[1] - nonce[0]);
  std::size_t zeros = 0;
  for (std::size_t i = 0; i < nonce.size(); ++i) {
    is_even = is_even && (i == 0 || static_cast<std::uint8_t>(nonce[i] - nonce[i - 1]) == step);
    is_digits = is_digits && nonce[i] >= '0' && nonce[i] <= '9';
    zeros += nonce[i] == 0 ? 1U : 0U;
  }
  return !is_even && !is_digits && zeros * 2 <= nonce.size();
}

OCSPAN_FN inline void lint_nonce(Linter& linter, const Extension& extension, bool is_single) {
  linter.require(!is_single, Lint::request_nonce_place, extension, Field::extn_id);
  const Result<Nonce> nonce = extension.as<Nonce>();
  const Bytes bytes = nonce->bytes();
  linter.require(!nonce->is_bare(), Lint::request_nonce_not_octet_string, extension, Field::extn_value);
  linter.require(nonce->has_standard_length(), Lint::request_nonce_length, extension, Field::extn_value);
  linter.require(bytes.size() >= 32 || bytes.empty(), Lint::request_nonce_short, extension, Field::extn_value);
  linter.require(bytes.size() <= 32 || bytes.size() > 128, Lint::request_nonce_long, extension, Field::extn_value);
  linter.require(looks_random(bytes), Lint::request_nonce_weak, extension, Field::extn_value);
}

// RFC 6960 4.4.3.
OCSPAN_FN inline void lint_acceptable(Linter& linter, const Extension& extension) {
  if (const Result<AcceptableResponses> types = extension.as<AcceptableResponses>()) {
    bool has_basic = false;
    for (const Oid& type : *types) {
      has_basic = has_basic || type == "basic"_oid;
    }
    linter.require(!types->empty(), Lint::request_acceptable_empty, extension, Field::extn_value);
    linter.require(types->empty() || has_basic, Lint::request_acceptable_without_basic, extension, Field::extn_value);
  }
}

// RFC 6960 4.4.7, 5.1.1.
OCSPAN_FN inline void lint_preferred(Linter& linter, const Extension& extension) {
  if (const Result<PreferredSignatureAlgorithms> algorithms = extension.as<PreferredSignatureAlgorithms>()) {
    std::array<AlgorithmIdentifier, lint_window> before{};
    std::size_t count = 0;
    for (const PreferredSignatureAlgorithm& each : *algorithms) {
      const AlgorithmIdentifier& algorithm = each.sig_identifier();
      if (is_weak_signature(algorithm)) {
        linter.find(Lint::request_preferred_weak, Field::sig_identifier, place::of(algorithm));
      }
      bool is_new = true;
      for (const AlgorithmIdentifier& other : before) {  // those that were not written yet are like none
        is_new = is_new && other != algorithm;
      }
      if (!is_new) {
        linter.find(Lint::request_preferred_duplicate, Field::sig_identifier, place::of(algorithm));
      }
      before[count++ % before.size()] = algorithm;
    }
  }
}

OCSPAN_FN inline void lint_extensions(Linter& linter, const Extensions& extensions, bool is_single) {
  if (!extensions.empty()) {
    lint_extensions(linter, extensions, of_request_extensions);
    for (const Extension& extension : extensions) {
      if (extension.oid() == Nonce::oid) {
        lint_nonce(linter, extension, is_single);
      } else if (extension.oid() == AcceptableResponses::oid) {
        lint_acceptable(linter, extension);
      } else if (extension.oid() == PreferredSignatureAlgorithms::oid) {
        lint_preferred(linter, extension);
      } else if (extension.oid() == ServiceLocator::oid) {
        linter.require(is_single, Lint::request_service_locator_place, extension, Field::extn_id);
      }
    }
  }
}

OCSPAN_FN void lint_request(Linter& linter, const OCSPRequest& request) {
  linter.require(!request.requests().empty(), Lint::request_list_empty, request, Field::request_list);
  RecentCertIDs recent;
  for (const Request& each : request.requests()) {
    const CertID& id = each.cert_id();
    lint_cert_id(linter, id,
                 {Lint::request_certid_hash_length, Lint::request_certid_hash_unknown, Lint::request_certid_parameters,
                  Lint::request_serial_not_positive, Lint::request_serial_too_long});
    linter.require(!recent.add(id), Lint::request_certid_repeated, id, Field::req_cert);
    lint_extensions(linter, each.extensions(), true);
  }
  lint_extensions(linter, request.extensions(), false);
  linter.require(!request.requestor_name() || request.requestor_name()->type() == GeneralNameType::directory_name,
                 Lint::request_name_kind, request, Field::requestor_name);
  if (request.signature()) {
    linter.require(request.requestor_name().has_value(), Lint::request_signed_without_name, request,
                   Field::requestor_name);
    lint_signature(linter, *request.signature(),
                   {Lint::request_sig_params, Lint::request_sig_unused_bits, Lint::request_certs_empty});
  }
}

}  // namespace ocspan::inline OCSPAN_ABI::detail
