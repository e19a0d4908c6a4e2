#include "ocspan/x509/algorithm_identifier.hpp"

#include <iterator>

#include "ocspan/x509/known_oid.hpp"

namespace ocspan::inline OCSPAN_ABI {

namespace detail {

// The two most common AlgorithmIdentifiers, with parameters NULL: comparing their bytes is
// faster than reading them. See docs/decisions.md.
inline constexpr std::uint8_t der_of_sha1[] = {0x30, 9, 6, 5, 0x2b, 0x0e, 3, 2, 0x1a, 5, 0};
inline constexpr std::uint8_t der_of_sha256_with_rsa[] = {0x30, 13, 6, 9, 0x2a, 0x86, 0x48, 0x86,
                                                          0xf7, 13, 1, 1, 11,   5,    0};
static_assert(Oid{Bytes{der_of_sha1}.subspan(4, 5)} == "sha1"_oid);
static_assert(Oid{Bytes{der_of_sha256_with_rsa}.subspan(4, 9)} == "sha256WithRSAEncryption"_oid);

}  // namespace detail

template <std::size_t size>
OCSPAN_FN inline bool AlgorithmIdentifier::read_if(const std::uint8_t (&with_null)[size], Reader& reader) {
  const Bytes der = reader.skip_if_equal(with_null);
  if (der.empty()) {
    return false;
  }
  oid_ = Oid{der.subspan(4, size - 6)};
  parameters_ = Any::null_of(der.last(2));
  return true;
}

// AlgorithmIdentifier ::= SEQUENCE {
//   algorithm   OBJECT IDENTIFIER,
//   parameters  ANY DEFINED BY algorithm OPTIONAL }
OCSPAN_FN void AlgorithmIdentifier::read(Reader& reader, Field name) {
  if (read_if(detail::der_of_sha1, reader) || read_if(detail::der_of_sha256_with_rsa, reader)) {
    return;
  }
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

#define OCSPAN_X(NAME, name, number, text) text ""_oid,
inline constexpr Oid oids_of_hashes[] = {OCSPAN_HASHES(OCSPAN_X)};
#undef OCSPAN_X
inline constexpr std::uint8_t digest_sizes[] = {16, 20, 28, 32, 48, 64, 28, 32, 48, 64};  // in the same order
static_assert(std::size(digest_sizes) == std::size(oids_of_hashes));

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
  const auto index = static_cast<std::size_t>(hash);
  return index < std::size(detail::digest_sizes) ? detail::digest_sizes[index] : 0;
}

OCSPAN_FN std::string_view to_string(HashAlgorithm hash) { return name_of(oid_of(hash)); }

}  // namespace ocspan::inline OCSPAN_ABI
