#include "ocspan/x509/signature_algorithm.hpp"

#include "ocspan/asn1/integer.hpp"
#include "ocspan/asn1/known_oid.hpp"

namespace ocspan {
namespace detail {

struct KnownSignature {
  Oid oid;
  std::optional<HashAlgorithm> hash;
  bool null_parameters = false;  ///< parameters are NULL, not absent
};

inline constexpr KnownSignature known_signatures[] = {
    {"md5WithRSAEncryption"_oid, HashAlgorithm::md5, true},
    {"sha1WithRSAEncryption"_oid, HashAlgorithm::sha1, true},
    {"sha224WithRSAEncryption"_oid, HashAlgorithm::sha224, true},
    {"sha256WithRSAEncryption"_oid, HashAlgorithm::sha256, true},
    {"sha384WithRSAEncryption"_oid, HashAlgorithm::sha384, true},
    {"sha512WithRSAEncryption"_oid, HashAlgorithm::sha512, true},
    {"rsassa-pkcs1-v1-5-with-sha3-224"_oid, HashAlgorithm::sha3_224, true},
    {"rsassa-pkcs1-v1-5-with-sha3-256"_oid, HashAlgorithm::sha3_256, true},
    {"rsassa-pkcs1-v1-5-with-sha3-384"_oid, HashAlgorithm::sha3_384, true},
    {"rsassa-pkcs1-v1-5-with-sha3-512"_oid, HashAlgorithm::sha3_512, true},
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
};

// RSASSA-PSS-params ::= SEQUENCE {
//   hashAlgorithm      [0] HashAlgorithm     DEFAULT sha1,
//   maskGenAlgorithm   [1] MaskGenAlgorithm  DEFAULT mgf1SHA1,
//   saltLength         [2] INTEGER           DEFAULT 20,
//   trailerField       [3] TrailerField      DEFAULT trailerFieldBC }
OCSPAN_INLINE Result<std::optional<HashAlgorithm>> pss_hash_algorithm(Bytes parameters) {
  ReadContext context{parameters};
  Reader reader{context};
  std::optional<AlgorithmIdentifier> hash;
  std::optional<AlgorithmIdentifier> mask_gen;
  std::optional<Integer> salt_length;
  std::optional<Integer> trailer_field;
  Reader fields = reader.open(Tag::sequence, Field::parameters);
  fields.optional(0, Field::hash_algorithm, hash);
  fields.optional(1, Field::algorithm, mask_gen);
  fields.optional(2, Field::parameters, salt_length);
  fields.optional(3, Field::parameters, trailer_field);
  fields.close(Field::parameters);
  reader.close(Field::parameters);
  if (context.error()) {
    return context.error();
  }
  if (!hash) {
    return std::optional{HashAlgorithm::sha1};
  }
  if (!hash->hash()) {
    return Error{ErrorCode::unsupported_algorithm, Field::hash_algorithm, 0};
  }
  return hash->hash();
}

}  // namespace detail

OCSPAN_FN Result<std::optional<HashAlgorithm>> signature_hash_algorithm(const AlgorithmIdentifier& algorithm) {
  if (algorithm.oid() == "RSASSA-PSS"_oid) {
    return detail::pss_hash_algorithm(algorithm.parameters().value_or(Bytes{}));
  }
  for (const detail::KnownSignature& known : detail::known_signatures) {
    if (known.oid == algorithm.oid()) {
      return known.hash;
    }
  }
  return Error{ErrorCode::unsupported_algorithm, Field::signature_algorithm, 0};
}

OCSPAN_FN AlgorithmIdentifier signature_algorithm(Oid oid) {
  for (const detail::KnownSignature& known : detail::known_signatures) {
    if (known.oid == oid && known.null_parameters) {
      return AlgorithmIdentifier{oid, Any::null()};
    }
  }
  return AlgorithmIdentifier{oid};
}

}  // namespace ocspan
