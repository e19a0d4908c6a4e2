#include "ocspan/x509/algorithm_identifier.hpp"

#include <iterator>

#include "ocspan/asn1/known_oid.hpp"

namespace ocspan {

// AlgorithmIdentifier ::= SEQUENCE {
//   algorithm   OBJECT IDENTIFIER,
//   parameters  ANY DEFINED BY algorithm OPTIONAL }
OCSPAN_FN void AlgorithmIdentifier::read(Reader& reader, Field name) {
  Reader fields = reader.open(Tag::sequence, name);
  oid_.read(fields, Field::algorithm);
  if (fields.more()) {
    parameters_.read(fields, Field::parameters);
  }
  fields.close(name);
}

OCSPAN_FN void AlgorithmIdentifier::write(Writer& writer) const {
  writer.nest(Tag::sequence, [&] {
    oid_.write(writer);
    parameters_.write(writer);
  });
}

namespace detail {

inline constexpr Oid oids_of_hashes[] = {
    "md5"_oid,    "sha1"_oid,     "sha224"_oid,   "sha256"_oid,   "sha384"_oid,
    "sha512"_oid, "sha3-224"_oid, "sha3-256"_oid, "sha3-384"_oid, "sha3-512"_oid,
};
static_assert(std::size(oids_of_hashes) == static_cast<std::size_t>(HashAlgorithm::sha3_512) + 1);

}  // namespace detail

OCSPAN_FN std::optional<HashAlgorithm> AlgorithmIdentifier::hash() const {
  for (std::size_t i = 0; i < std::size(detail::oids_of_hashes); ++i) {
    if (oid_ == detail::oids_of_hashes[i]) {
      return static_cast<HashAlgorithm>(i);
    }
  }
  return std::nullopt;
}

OCSPAN_FN Oid oid_of(HashAlgorithm hash) {
  const auto index = static_cast<std::size_t>(hash);
  return index < std::size(detail::oids_of_hashes) ? detail::oids_of_hashes[index] : Oid{};
}

OCSPAN_FN std::size_t digest_size(HashAlgorithm hash) {
  switch (hash) {
    case HashAlgorithm::md5:
      return 16;
    case HashAlgorithm::sha1:
      return 20;
    case HashAlgorithm::sha224:
    case HashAlgorithm::sha3_224:
      return 28;
    case HashAlgorithm::sha256:
    case HashAlgorithm::sha3_256:
      return 32;
    case HashAlgorithm::sha384:
    case HashAlgorithm::sha3_384:
      return 48;
    case HashAlgorithm::sha512:
    case HashAlgorithm::sha3_512:
      return 64;
  }
  return 0;
}

OCSPAN_FN std::string_view to_string(HashAlgorithm hash) { return name_of(oid_of(hash)); }

}  // namespace ocspan
