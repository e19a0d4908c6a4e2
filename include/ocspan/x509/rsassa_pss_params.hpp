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

/// How RSASSA-PSS makes a mask: by MGF1 with a hash function, or in another way (RFC 8017 A.2.3).
/// Lifetime: refers to the bytes it was loaded or made from.
class MaskGenAlgorithm {
 public:
  constexpr MaskGenAlgorithm() = default;
  /// MGF1 with that hash function.
  constexpr explicit MaskGenAlgorithm(const AlgorithmIdentifier& hash_algorithm)
      : oid_("mgf1"_oid), hash_algorithm_(hash_algorithm) {}

  /// Reads the MaskGenAlgorithm. Errors: those of its fields.
  OCSPAN_FN void read(Reader& reader, Field name);
  /// Encodes the MaskGenAlgorithm from its fields; parameters of any other than MGF1 are written as they are.
  OCSPAN_FN void write(Writer& writer) const;

  /// "mgf1"_oid, the only one in RFC 8017, or any other.
  constexpr Oid oid() const { return oid_; }
  /// The hash function of MGF1; nullopt if this is not MGF1.
  constexpr const std::optional<AlgorithmIdentifier>& hash_algorithm() const OCSPAN_LIFETIMEBOUND {
    return hash_algorithm_;
  }

  /// Whether both mean the same: hash functions by their own ==, parameters of any other than MGF1 byte by byte.
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

/// The parameters of RSASSA-PSS (RFC 8017 A.2.3). Absent fields have their DEFAULT: SHA-1, MGF1 with SHA-1, 20, 1.
/// Lifetime: refers to the bytes it was loaded or made from.
class RSASSAPSSParams {
 public:
  static constexpr Field field = Field::parameters;  ///< what an error of the whole value is called after

  constexpr RSASSAPSSParams() = default;
  /// Parameters to be written, with the trailerField of RFC 4055. Lifetime: refers to the bytes of all three.
  constexpr RSASSAPSSParams(const AlgorithmIdentifier& hash_algorithm, const MaskGenAlgorithm& mask_gen_algorithm,
                            const Integer& salt_length)
      : hash_algorithm_(hash_algorithm), mask_gen_algorithm_(mask_gen_algorithm), salt_length_(salt_length) {}

  /// Reads the RSASSAPSSParams. Errors: those of its fields; explicit_default for a DEFAULT that is written out, unless
  /// tolerated: signers must not write it, verifiers must understand it (RFC 4055 3.1).
  OCSPAN_FN void read(Reader& reader, Field name);
  /// Encodes the RSASSAPSSParams from its fields, without those that have their DEFAULT.
  OCSPAN_FN void write(Writer& writer) const;

  /// The hash function that is applied to the message.
  constexpr const AlgorithmIdentifier& hash_algorithm() const OCSPAN_LIFETIMEBOUND { return hash_algorithm_; }
  /// How the mask is made.
  constexpr const MaskGenAlgorithm& mask_gen_algorithm() const OCSPAN_LIFETIMEBOUND { return mask_gen_algorithm_; }
  /// The length of the salt in bytes.
  constexpr const Integer& salt_length() const OCSPAN_LIFETIMEBOUND { return salt_length_; }
  /// 1, which stands for the byte bc at the end; no other value is defined.
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
