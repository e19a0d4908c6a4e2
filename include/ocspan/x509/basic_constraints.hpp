// BasicConstraints (RFC 5280 4.2.1.9).
#pragma once

#include <optional>

#include "ocspan/asn1/integer.hpp"
#include "ocspan/asn1/reader.hpp"
#include "ocspan/asn1/writer.hpp"
#include "ocspan/x509/known_oid.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// The basicConstraints extension (RFC 5280 4.2.1.9): whether the certificate is a CA's.
/// Lifetime: refers to the bytes it was loaded or made from.
class BasicConstraints {
 public:
  static constexpr Oid oid = "basicConstraints"_oid;  ///< the type of the extension, its extnID
  static constexpr Field field = Field::extn_value;   ///< what an error of the whole value is called after

  constexpr BasicConstraints() = default;
  /// BasicConstraints to be written. Lifetime: refers to the bytes of the number.
  constexpr explicit BasicConstraints(bool ca, const std::optional<Integer>& path_len_constraint = {})
      : path_len_constraint_(path_len_constraint), ca_(ca) {}

  /// Reads the BasicConstraints. Errors: those of its fields; explicit_default for a cA FALSE that is written out,
  /// unless tolerated; undefined_value for a negative pathLenConstraint.
  OCSPAN_FN void read(Reader& reader, Field name);
  /// Encodes the BasicConstraints from its fields.
  OCSPAN_FN void write(Writer& writer) const;

  /// Whether the certificate is a CA's: its key may sign certificates.
  constexpr bool ca() const { return ca_; }
  /// How many intermediate certificates may follow this one in a chain; nullopt if there is no limit.
  constexpr const std::optional<Integer>& path_len_constraint() const OCSPAN_LIFETIMEBOUND {
    return path_len_constraint_;
  }

 private:
  std::optional<Integer> path_len_constraint_;
  bool ca_ = false;
};

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/x509/basic_constraints.cpp"
#endif
