// RSASSA-PSS-params (RFC 8017 A.2.3, RFC 4055 3.1): the parameters of the signature algorithm RSASSA-PSS.
#pragma once

#include <cstdint>
#include <optional>

#include "ocspan/asn1/any.hpp"
#include "ocspan/asn1/integer.hpp"
#include "ocspan/asn1/reader.hpp"
#include "ocspan/asn1/writer.hpp"
#include "ocspan/x509/algorithm_identifier.hpp"
#include "ocspan/x509/known_oid.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// How a mask is made: by MGF1 and a hash function, or by something else. Lifetime: that of the bytes.
class MaskGenAlgorithm {
 public:
  constexpr MaskGenAlgorithm() = default;
  /// MGF1 with that hash function.
  constexpr explicit MaskGenAlgorithm(const AlgorithmIdentifier& hash_algorithm)
      : oid_("mgf1"_oid), hash_algorithm_(hash_algorithm) {}

  /// Errors: those of the fields.
  OCSPAN_FN void read(Reader& reader, Field name);
  /// Encodes the fields anew; parameters of what is not MGF1 as they are.
  OCSPAN_FN void write(Writer& writer) const;

  /// "mgf1"_oid, the only one that RFC 8017 has.
  constexpr Oid oid() const { return oid_; }
  /// The hash function of MGF1; nothing for any other.
  constexpr const std::optional<AlgorithmIdentifier>& hash_algorithm() const OCSPAN_LIFETIMEBOUND {
    return hash_algorithm_;
  }

  /// By meaning, as AlgorithmIdentifier is compared; parameters of what is not MGF1 byte by byte.
  friend OCSPAN_FN inline bool operator==(const MaskGenAlgorithm& a, const MaskGenAlgorithm& b) {
    return a.oid_ == b.oid_ && a.hash_algorithm_ == b.hash_algorithm_ &&
           equal(a.other_parameters_.der(), b.other_parameters_.der());
  }

 private:
  Oid oid_;
  std::optional<AlgorithmIdentifier> hash_algorithm_;
  Any other_parameters_;
};

namespace detail {

inline constexpr std::uint8_t default_salt_length[] = {20};
inline constexpr std::uint8_t default_trailer_field[] = {1};
inline constexpr AlgorithmIdentifier sha1_with_null{"sha1"_oid, Any::null()};

}  // namespace detail

/// Each field has its DEFAULT where it is absent: SHA-1, MGF1 with SHA-1, 20, 1. Lifetime: that of the bytes.
class RSASSAPSSParams {
 public:
  static constexpr Field field = Field::parameters;

  constexpr RSASSAPSSParams() = default;
  constexpr RSASSAPSSParams(const AlgorithmIdentifier& hash_algorithm, const MaskGenAlgorithm& mask_gen_algorithm,
                            const Integer& salt_length)
      : hash_algorithm_(hash_algorithm), mask_gen_algorithm_(mask_gen_algorithm), salt_length_(salt_length) {}

  /// Errors: those of the fields; explicit_default for a DEFAULT that is written out, unless tolerated: RFC 4055 3.1
  /// forbids it to who signs, and bids who verifies to understand it.
  OCSPAN_FN void read(Reader& reader, Field name);
  /// Encodes the fields anew, without those that have their DEFAULT.
  OCSPAN_FN void write(Writer& writer) const;

  /// Over the message.
  constexpr const AlgorithmIdentifier& hash_algorithm() const OCSPAN_LIFETIMEBOUND { return hash_algorithm_; }
  constexpr const MaskGenAlgorithm& mask_gen_algorithm() const OCSPAN_LIFETIMEBOUND { return mask_gen_algorithm_; }
  /// In bytes.
  constexpr const Integer& salt_length() const OCSPAN_LIFETIMEBOUND { return salt_length_; }
  /// 1, which stands for the byte bc: no other is defined.
  constexpr const Integer& trailer_field() const OCSPAN_LIFETIMEBOUND { return trailer_field_; }

 private:
  AlgorithmIdentifier hash_algorithm_ = detail::sha1_with_null;
  MaskGenAlgorithm mask_gen_algorithm_{detail::sha1_with_null};
  Integer salt_length_{Bytes{detail::default_salt_length}};
  Integer trailer_field_{Bytes{detail::default_trailer_field}};
};

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/x509/rsassa_pss_params.cpp"
#endif
