// NameConstraints (RFC 5280 4.2.1.10).
#pragma once

#include <optional>

#include "ocspan/asn1/integer.hpp"
#include "ocspan/x509/general_names.hpp"
#include "ocspan/x509/known_oid.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// All names below a base (RFC 5280 4.2.1.10). Lifetime: refers to the bytes it was loaded from.
class GeneralSubtree {
 public:
  /// Reads the GeneralSubtree. Errors: those of its fields; explicit_default for a minimum 0 that is written out,
  /// unless tolerated; undefined_value if minimum or maximum is negative.
  OCSPAN_FN void read(Reader& reader, Field field);
  /// Encodes the GeneralSubtree from its fields.
  OCSPAN_FN void write(Writer& writer) const;

  /// The name at the top of the subtree.
  constexpr const GeneralName& base() const OCSPAN_LIFETIMEBOUND { return base_; }
  /// The least distance from the base; zero if absent, as RFC 5280 requires.
  constexpr const Integer& minimum() const OCSPAN_LIFETIMEBOUND { return minimum_; }
  /// The greatest distance from the base; nullopt if absent, as RFC 5280 requires.
  constexpr const std::optional<Integer>& maximum() const OCSPAN_LIFETIMEBOUND { return maximum_; }

 private:
  GeneralName base_;
  Integer minimum_;
  std::optional<Integer> maximum_;
};

/// The nameConstraints extension (RFC 5280 4.2.1.10): which names the certificates below a CA may have.
/// Lifetime: refers to the bytes it was loaded from.
class NameConstraints {
 public:
  static constexpr Oid oid = "nameConstraints"_oid;  ///< the type of the extension, its extnID
  static constexpr Field field = Field::extn_value;  ///< what an error of the whole value is called after

  /// Reads the NameConstraints. Errors: those of its fields. One without both fields, which RFC 5280 forbids, is read.
  OCSPAN_FN void read(Reader& reader, Field name);
  /// Encodes the NameConstraints from its fields.
  OCSPAN_FN void write(Writer& writer) const;

  /// The subtrees that names must be in; nullopt if there is no such limit.
  constexpr const std::optional<NonEmptySequenceOf<GeneralSubtree>>& permitted_subtrees() const OCSPAN_LIFETIMEBOUND {
    return permitted_subtrees_;
  }
  /// The subtrees that names must not be in; nullopt if absent.
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
