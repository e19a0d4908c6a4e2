// AcceptableResponses (RFC 6960 4.4.3).
#pragma once

#include "ocspan/asn1/oid.hpp"
#include "ocspan/asn1/sequence_of.hpp"
#include "ocspan/x509/known_oid.hpp"

namespace ocspan::inline OCSPAN_ABI {

// AcceptableResponses ::= SEQUENCE OF OBJECT IDENTIFIER
/// The Acceptable Response Types extension (RFC 6960 4.4.3), the types of response that the client understands: a range
/// of Oid. Lifetime: refers to the bytes it was loaded from.
class AcceptableResponses : public SequenceOf<Oid> {
 public:
  static constexpr Oid oid = "response"_oid;         ///< the type of the extension, its extnID
  static constexpr Field field = Field::extn_value;  ///< what an error of the whole value is called after
};

}  // namespace ocspan::inline OCSPAN_ABI
