#include "ocspan/x509/signature_algorithm.hpp"

#include <cstdint>

#include "ocspan/x509/known_oid.hpp"
#include "ocspan/x509/rsassa_pss_params.hpp"

namespace ocspan::inline OCSPAN_ABI {
namespace detail {

/// What the RFC of a signature algorithm requires of its parameters.
enum class Parameters : std::uint8_t {
  absent,
  null,
  pss,        ///< an RSASSAPSSParams
  not_known,  ///< no RFC says
};

struct KnownSignature {
  Oid oid;
  std::optional<HashAlgorithm> hash;
  Parameters parameters = Parameters::absent;
  bool other_hash = false;  ///< its hash is not one of HashAlgorithm
};

inline constexpr KnownSignature known_signatures[] = {
    {"md2WithRSAEncryption"_oid, std::nullopt, Parameters::null, true},
    {"md5WithRSAEncryption"_oid, HashAlgorithm::md5, Parameters::null},
    {"sha1WithRSAEncryption"_oid, HashAlgorithm::sha1, Parameters::null},
    {"sha224WithRSAEncryption"_oid, HashAlgorithm::sha224, Parameters::null},
    {"sha256WithRSAEncryption"_oid, HashAlgorithm::sha256, Parameters::null},
    {"sha384WithRSAEncryption"_oid, HashAlgorithm::sha384, Parameters::null},
    {"sha512WithRSAEncryption"_oid, HashAlgorithm::sha512, Parameters::null},
    {"rsassa-pkcs1-v1-5-with-sha3-224"_oid, HashAlgorithm::sha3_224, Parameters::null},
    {"rsassa-pkcs1-v1-5-with-sha3-256"_oid, HashAlgorithm::sha3_256, Parameters::null},
    {"rsassa-pkcs1-v1-5-with-sha3-384"_oid, HashAlgorithm::sha3_384, Parameters::null},
    {"rsassa-pkcs1-v1-5-with-sha3-512"_oid, HashAlgorithm::sha3_512, Parameters::null},
    {"RSASSA-PSS"_oid, std::nullopt, Parameters::pss},
    {"ecdsa-with-SHA1"_oid, HashAlgorithm::sha1},
    {"ecdsa-with-SHA224"_oid, HashAlgorithm::sha224},
    {"ecdsa-with-SHA256"_oid, HashAlgorithm::sha256},
    {"ecdsa-with-SHA384"_oid, HashAlgorithm::sha384},
    {"ecdsa-with-SHA512"_oid, HashAlgorithm::sha512},
    {"ecdsa-with-sha3-224"_oid, HashAlgorithm::sha3_224},
    {"ecdsa-with-sha3-256"_oid, HashAlgorithm::sha3_256},
    {"ecdsa-with-sha3-384"_oid, HashAlgorithm::sha3_384},
    {"ecdsa-with-sha3-512"_oid, HashAlgorithm::sha3_512},
    {"dsa-with-sha1"_oid, HashAlgorithm::sha1},
    {"dsa-with-sha224"_oid, HashAlgorithm::sha224},
    {"dsa-with-sha256"_oid, HashAlgorithm::sha256},
    {"dsa-with-sha384"_oid, HashAlgorithm::sha384},
    {"dsa-with-sha512"_oid, HashAlgorithm::sha512},
    {"Ed25519"_oid, std::nullopt},
    {"Ed448"_oid, std::nullopt},
    {"ml-dsa-44"_oid, std::nullopt},
    {"ml-dsa-65"_oid, std::nullopt},
    {"ml-dsa-87"_oid, std::nullopt},
    {"slh-dsa-sha2-128s"_oid, std::nullopt},
    {"slh-dsa-sha2-128f"_oid, std::nullopt},
    {"slh-dsa-sha2-192s"_oid, std::nullopt},
    {"slh-dsa-sha2-192f"_oid, std::nullopt},
    {"slh-dsa-sha2-256s"_oid, std::nullopt},
    {"slh-dsa-sha2-256f"_oid, std::nullopt},
    {"slh-dsa-shake-128s"_oid, std::nullopt},
    {"slh-dsa-shake-128f"_oid, std::nullopt},
    {"slh-dsa-shake-192s"_oid, std::nullopt},
    {"slh-dsa-shake-192f"_oid, std::nullopt},
    {"slh-dsa-shake-256s"_oid, std::nullopt},
    {"slh-dsa-shake-256f"_oid, std::nullopt},
    {"tc26-signwithdigest-gost3410-12-256"_oid, std::nullopt, Parameters::absent, true},
    {"tc26-signwithdigest-gost3410-12-512"_oid, std::nullopt, Parameters::absent, true},
    {"SM2-with-SM3"_oid, std::nullopt, Parameters::not_known, true},
};

constexpr const KnownSignature* find_signature(Oid oid) {
  for (const KnownSignature& known : known_signatures) {
    // The last byte first, which differs more often than any other.
    if (!oid.empty() && known.oid.bytes().back() == oid.bytes().back() && known.oid == oid) {
      return &known;
    }
  }
  return nullptr;
}

OCSPAN_FN inline Result<RSASSAPSSParams> load_pss_params(const AlgorithmIdentifier& algorithm, Tolerance tolerance) {
  return load<RSASSAPSSParams>(algorithm.parameters().value_or(Bytes{}), tolerance);
}

}  // namespace detail

OCSPAN_FN Result<std::optional<HashAlgorithm>> signature_hash_algorithm(const AlgorithmIdentifier& algorithm) {
  const detail::KnownSignature* const known = detail::find_signature(algorithm.oid());
  if (known == nullptr || known->other_hash) {
    return Error{ErrorCode::unsupported_algorithm, Field::signature_algorithm, 0};
  }
  if (known->parameters != detail::Parameters::pss) {
    return known->hash;
  }
  const Result<RSASSAPSSParams> params = detail::load_pss_params(algorithm, Tolerance::explicit_default);
  if (!params) {
    return params.error();
  }
  if (!params->hash_algorithm().hash()) {
    return Error{ErrorCode::unsupported_algorithm, Field::hash_algorithm, 0};
  }
  return params->hash_algorithm().hash();
}

OCSPAN_FN AlgorithmIdentifier signature_algorithm(Oid oid) {
  const detail::KnownSignature* const known = detail::find_signature(oid);
  const bool null = known != nullptr && known->parameters == detail::Parameters::null;
  return AlgorithmIdentifier{oid, null ? Any::null() : Any{}};
}

OCSPAN_FN std::optional<bool> has_standard_parameters(const AlgorithmIdentifier& algorithm) {
  const detail::KnownSignature* const known = detail::find_signature(algorithm.oid());
  if (known == nullptr) {
    const std::optional<HashAlgorithm> hash = algorithm.hash();
    const bool is_specified = hash >= HashAlgorithm::sha1 && hash <= HashAlgorithm::sha512;
    return is_specified ? std::optional{algorithm == *hash} : std::nullopt;
  }
  const std::optional<Bytes> parameters = algorithm.parameters();
  switch (known->parameters) {
    case detail::Parameters::absent:
      return !parameters;
    case detail::Parameters::null:
      return parameters && equal(*parameters, Any::null().der());
    case detail::Parameters::pss: {
      const Result<RSASSAPSSParams> params = detail::load_pss_params(algorithm, Tolerance::none);
      return params && params->trailer_field() == RSASSAPSSParams{}.trailer_field();
    }
    default:  // not known
      return std::nullopt;
  }
}

}  // namespace ocspan::inline OCSPAN_ABI
