// AlgorithmIdentifier (RFC 5280 4.1.1.2), and the hash functions under their names.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "ocspan/asn1/any.hpp"
#include "ocspan/asn1/oid.hpp"
#include "ocspan/asn1/reader.hpp"
#include "ocspan/words.h"

namespace ocspan::inline OCSPAN_ABI {

/// The hash functions that are known by name. Any other stays readable as AlgorithmIdentifier::oid().
enum class HashAlgorithm : std::uint8_t { OCSPAN_HASHES(OCSPAN_ENUMERATOR) };

/// Its OBJECT IDENTIFIER (RFC 3279, RFC 5754, NIST CSOR).
OCSPAN_FN Oid oid_of(HashAlgorithm hash);

/// The size of its output in bytes.
OCSPAN_FN std::size_t digest_size(HashAlgorithm hash);

/// "sha256" (RFC 5754 2.2, without id-).
OCSPAN_FN std::string_view to_string(HashAlgorithm hash);

/// A view of an AlgorithmIdentifier. Lifetime: that of the bytes.
class AlgorithmIdentifier {
 public:
  static constexpr Field field = Field::algorithm;

  constexpr AlgorithmIdentifier() = default;
  /// With these parameters; without any, they are absent.
  constexpr explicit AlgorithmIdentifier(Oid oid, const Any& parameters = {}) : oid_(oid), parameters_(parameters) {}
  /// A hash function with parameters NULL, which is what most implementations write and all accept (RFC 5754 2).
  /// For absent parameters: `AlgorithmIdentifier{oid_of(hash)}`. Lifetime: that of the program.
  OCSPAN_FN inline AlgorithmIdentifier(HashAlgorithm hash) : AlgorithmIdentifier(oid_of(hash), Any::null()) {}

  /// Errors: those of Oid::read and Any::read. Parameters that the algorithm's RFC forbids are no error.
  OCSPAN_FN void read(Reader& reader, Field field);

  /// Encodes the fields anew; parameters as they are.
  OCSPAN_FN void write(Writer& writer) const;

  constexpr Oid oid() const { return oid_; }

  /// The parameters as a whole value (a NULL is 05 00), or nothing if they are absent.
  constexpr std::optional<Bytes> parameters() const {
    return parameters_.der().empty() ? std::nullopt : std::optional{parameters_.der()};
  }

  /// The hash function that this identifies; nothing if its OBJECT IDENTIFIER is not one of HashAlgorithm.
  OCSPAN_FN std::optional<HashAlgorithm> hash() const;

  /// By meaning: the same OBJECT IDENTIFIER and the same parameters, of which NULL and absent are one.
  OCSPAN_INLINE friend bool operator==(const AlgorithmIdentifier& a, const AlgorithmIdentifier& b) {
    return a.oid_ == b.oid_ && equal(a.meaningful_parameters(), b.meaningful_parameters());
  }

  /// Whether this is that hash function, with parameters NULL or absent.
  friend OCSPAN_FN inline bool operator==(const AlgorithmIdentifier& a, HashAlgorithm hash) {
    return a.oid_ == oid_of(hash) && !a.has_meaningful_parameters();
  }

  /// Whether there are parameters other than NULL.
  constexpr bool has_meaningful_parameters() const { return !meaningful_parameters().empty(); }

 private:
  template <std::size_t size>
  OCSPAN_INLINE bool read_if(const std::uint8_t (&with_null)[size], Reader& reader);

  constexpr Bytes meaningful_parameters() const { return parameters_.tag() == Tag::null ? Bytes{} : parameters_.der(); }

  Oid oid_;
  Any parameters_;
};

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/x509/algorithm_identifier.cpp"
#endif
