// Name (RFC 5280 4.1.2.4) and its text (RFC 4514).
#pragma once

#include <span>
#include <string_view>

#include "ocspan/asn1/any.hpp"
#include "ocspan/asn1/oid.hpp"
#include "ocspan/asn1/reader.hpp"
#include "ocspan/asn1/result.hpp"
#include "ocspan/asn1/sequence_of.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// A view of one attribute of a name. Lifetime: that of the bytes.
class AttributeTypeAndValue {
 public:
  /// Errors: those of Oid::read and Any::read, and bad_string for a value that is none of its string type.
  OCSPAN_FN void read(Reader& reader, Field field);

  /// Encodes the fields anew.
  OCSPAN_FN void write(Writer& writer) const;

  constexpr Oid type() const { return type_; }
  /// The value, of whatever type; mostly a string: see CodePoints.
  constexpr const Any& value() const { return value_; }

 private:
  Oid type_;
  Any value_;
};

/// A view of attributes that name together, mostly one. Lifetime: that of the bytes.
class RelativeDistinguishedName : public SetOf<AttributeTypeAndValue> {
 public:
  /// Errors: those of the list, and empty_rdn (RFC 5280 4.1.2.4: SIZE (1..MAX)).
  OCSPAN_FN void read(Reader& reader, Field field, Tag tag = Tag::set);

  /// Writes its part of a name as Name::to_rfc4514() does: "OU=Sales+CN=J. Smith".
  /// Errors: no_space, with the needed size.
  OCSPAN_FN Result<std::string_view> to_rfc4514(std::span<char> out) const;
};

/// A view of a distinguished name: a range of RelativeDistinguishedName in the order of the message, which is least
/// specific first. May be empty. Lifetime: that of the bytes.
class Name : public SequenceOf<RelativeDistinguishedName> {
 public:
  /// Errors: those of the list.
  OCSPAN_FN void read(Reader& reader, Field field);

  /// Writes the value as it is; the empty name, if it was not read.
  OCSPAN_FN void write(Writer& writer) const;

  /// The whole value as it stands in the message, which is what hashes of names are taken over.
  constexpr Bytes der() const { return der_; }

  /// Names are compared byte by byte.
  friend constexpr bool operator==(const Name& a, const Name& b) { return equal(a.der_, b.der_); }

  /// Writes the name as RFC 4514 does, most specific first: "CN=Let's Encrypt Authority X3,O=Let's Encrypt,C=US".
  /// Attribute types without a descriptor, and values that are no text, come out as OBJECT IDENTIFIER and #hex.
  /// Control, line-breaking and direction-changing characters are escaped as \XX. The work is linear in the name's
  /// length. Errors: no_space, with the needed size.
  OCSPAN_FN Result<std::string_view> to_rfc4514(std::span<char> out) const;

 private:
  Bytes der_;
};

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/x509/name.cpp"
#include "../../../lib/x509/name_text.cpp"
#endif
