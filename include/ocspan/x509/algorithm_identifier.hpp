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

/// The hash functions known by name: md5, sha1, sha224, sha256, sha384, sha512, sha3_224, sha3_256, sha3_384, sha3_512
/// (OCSPAN_HASHES in words.h). Any other can still be read as an AlgorithmIdentifier.
enum class HashAlgorithm : std::uint8_t { OCSPAN_HASHES(OCSPAN_ENUMERATOR) };

/// The OBJECT IDENTIFIER of a hash function (RFC 3279, RFC 5754, NIST CSOR); empty for a value that is not defined.
OCSPAN_FN Oid oid_of(HashAlgorithm hash);

/// The size of a hash in bytes; 0 for a value that is not defined.
OCSPAN_FN std::size_t digest_size(HashAlgorithm hash);

/// The name of a hash function in RFC 5754 and RFC 9688, without id-: "sha256"; empty for a value that is not defined.
OCSPAN_FN std::string_view to_string(HashAlgorithm hash);

/// An algorithm and its parameters (RFC 5280 4.1.1.2). Lifetime: refers to the bytes it was loaded or made from.
class AlgorithmIdentifier {
 public:
  static constexpr Field field = Field::algorithm;  ///< what an error of the whole value is called after

  constexpr AlgorithmIdentifier() = default;
  /// An algorithm with these parameters; an empty Any stands for absent ones.
  constexpr explicit AlgorithmIdentifier(Oid oid, const Any& parameters = {}) : oid_(oid), parameters_(parameters) {}
  /// A hash function with parameters NULL, which most implementations write and all accept (RFC 5754 2). For absent
  /// parameters: `AlgorithmIdentifier{oid_of(hash)}`. Lifetime: refers to constants alone.
  OCSPAN_FN inline AlgorithmIdentifier(HashAlgorithm hash) : AlgorithmIdentifier(oid_of(hash), Any::null()) {}

  /// Takes the next of `fields`, which must be an AlgorithmIdentifier. Lifetime: refers to their bytes.
  OCSPAN_INLINE void take(CheckedFields& fields) {
    CheckedFields inner{fields.next()};
    oid_.take(inner);
    parameters_ = Any::of_read(inner.rest());
  }

  /// Reads the AlgorithmIdentifier. Errors: those of Oid::read and Any::read. Parameters that the algorithm's RFC does
  /// not allow are no error: see has_standard_parameters().
  OCSPAN_FN void read(Reader& reader, Field name);
  /// Encodes the AlgorithmIdentifier from its fields; the parameters are written as they are.
  OCSPAN_FN void write(Writer& writer) const;

  /// The algorithm's OBJECT IDENTIFIER.
  constexpr Oid oid() const { return oid_; }

  /// The parameters with identifier and length octets (a NULL is 05 00); nullopt if they are absent.
  constexpr std::optional<Bytes> parameters() const {
    return parameters_.der().empty() ? std::nullopt : std::optional{parameters_.der()};
  }

  /// The hash function with this OBJECT IDENTIFIER; nullopt if it is not one of HashAlgorithm.
  OCSPAN_FN std::optional<HashAlgorithm> hash() const;

  /// Whether both have the same OBJECT IDENTIFIER and the same parameters; NULL and absent ones are the same.
  OCSPAN_FN inline friend bool operator==(const AlgorithmIdentifier& a, const AlgorithmIdentifier& b) {
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
  OCSPAN_FN inline bool read_if(const std::uint8_t (&with_null)[size], Reader& reader);

  constexpr Bytes meaningful_parameters() const { return parameters_.tag() == Tag::null ? Bytes{} : parameters_.der(); }

  Oid oid_;
  Any parameters_;
};

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/x509/algorithm_identifier.cpp"
#endif
