#include "ocspan/x509/algorithm_identifier.hpp"

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

OCSPAN_FN std::optional<HashAlgorithm> AlgorithmIdentifier::hash() const {
  for (unsigned i = 0; i <= static_cast<unsigned>(HashAlgorithm::sha3_512); ++i) {
    if (oid_ == oid_of(static_cast<HashAlgorithm>(i))) {
      return static_cast<HashAlgorithm>(i);
    }
  }
  return std::nullopt;
}

OCSPAN_FN Oid oid_of(HashAlgorithm hash) {
  switch (hash) {
    case HashAlgorithm::md5:
      return "md5"_oid;
    case HashAlgorithm::sha1:
      return "sha1"_oid;
    case HashAlgorithm::sha224:
      return "sha224"_oid;
    case HashAlgorithm::sha256:
      return "sha256"_oid;
    case HashAlgorithm::sha384:
      return "sha384"_oid;
    case HashAlgorithm::sha512:
      return "sha512"_oid;
    case HashAlgorithm::sha3_224:
      return "sha3-224"_oid;
    case HashAlgorithm::sha3_256:
      return "sha3-256"_oid;
    case HashAlgorithm::sha3_384:
      return "sha3-384"_oid;
    case HashAlgorithm::sha3_512:
      return "sha3-512"_oid;
  }
  return {};
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
