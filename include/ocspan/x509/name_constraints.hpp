// NameConstraints (RFC 5280 4.2.1.10).
#pragma once

#include <optional>

#include "ocspan/asn1/integer.hpp"
#include "ocspan/x509/general_names.hpp"
#include "ocspan/x509/known_oid.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// Names below a base. Lifetime: that of the bytes.
class GeneralSubtree {
 public:
  /// Errors: those of the fields; explicit_default for a minimum 0 that is written out, unless tolerated;
  /// undefined_value for a negative distance.
  OCSPAN_FN void read(Reader& reader, Field field);
  /// Encodes the fields anew.
  OCSPAN_FN void write(Writer& writer) const;

  constexpr const GeneralName& base() const OCSPAN_LIFETIMEBOUND { return base_; }
  /// Zero, as RFC 5280 has it, unless it is there.
  constexpr const Integer& minimum() const OCSPAN_LIFETIMEBOUND { return minimum_; }
  /// Absent, as RFC 5280 has it.
  constexpr const std::optional<Integer>& maximum() const OCSPAN_LIFETIMEBOUND { return maximum_; }

 private:
  GeneralName base_;
  Integer minimum_;
  std::optional<Integer> maximum_;
};

/// Which names the certificates below a CA may have. Lifetime: that of the bytes.
class NameConstraints {
 public:
  static constexpr Oid oid = "nameConstraints"_oid;
  static constexpr Field field = Field::extn_value;

  /// Errors: those of the fields. That one of them is there is not looked at.
  OCSPAN_FN void read(Reader& reader, Field name);
  /// Encodes the fields anew.
  OCSPAN_FN void write(Writer& writer) const;

  constexpr const std::optional<NonEmptySequenceOf<GeneralSubtree>>& permitted_subtrees() const OCSPAN_LIFETIMEBOUND {
    return permitted_subtrees_;
  }
  constexpr const std::optional<NonEmptySequenceOf<GeneralSubtree>>& excluded_subtrees() const OCSPAN_LIFETIMEBOUND {
    return excluded_subtrees_;
  }

 private:
  std::optional<NonEmptySequenceOf<GeneralSubtree>> permitted_subtrees_;
  std::optional<NonEmptySequenceOf<GeneralSubtree>> excluded_subtrees_;
};

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/x509/name_constraints.cpp"
#endif
