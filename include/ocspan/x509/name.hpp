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

/// One attribute of a name (RFC 5280 4.1.2.4). Lifetime: refers to the bytes it was loaded from.
class AttributeTypeAndValue {
 public:
  /// Takes the next of `fields`, which must be an AttributeTypeAndValue. Lifetime: refers to their bytes.
  OCSPAN_INLINE void take(CheckedFields& fields) {
    CheckedFields inner{fields.next()};
    type_.take(inner);
    value_ = Any::of_read(inner.rest());
  }

  /// Reads the AttributeTypeAndValue. Errors: those of Oid::read and Any::read; bad_string for an ill-formed string.
  OCSPAN_FN void read(Reader& reader, Field field);
  /// Encodes the AttributeTypeAndValue from its fields.
  OCSPAN_FN void write(Writer& writer) const;

  /// The type of the attribute: "CN"_oid.
  constexpr Oid type() const { return type_; }
  /// The value, of any type; usually a string, whose characters CodePoints gives.
  constexpr const Any& value() const { return value_; }

 private:
  Oid type_;
  Any value_;
};

/// A set of attributes, usually one, that together are one step of a name (RFC 5280 4.1.2.4): a range of
/// AttributeTypeAndValue. Lifetime: refers to the bytes it was loaded from.
class RelativeDistinguishedName : public SetOf<AttributeTypeAndValue> {
 public:
  /// Reads the RelativeDistinguishedName. Errors: those of SequenceOf::read; empty_rdn if the set is empty.
  OCSPAN_FN void read(Reader& reader, Field field, Tag tag = Tag::set);
  /// Writes the attributes as Name::to_rfc4514() does: "OU=Sales+CN=J. Smith".
  /// Errors: no_space, with the needed size as its offset.
  OCSPAN_FN Result<std::string_view> to_rfc4514(std::span<char> out) const;
};

/// A distinguished name (RFC 5280 4.1.2.4): a range of RelativeDistinguishedName in the order of the message, which is
/// from the least specific to the most. May be empty. Lifetime: refers to the bytes it was loaded from.
class Name : public SequenceOf<RelativeDistinguishedName> {
 public:
  /// Reads the Name. Errors: those of SequenceOf::read.
  OCSPAN_FN void read(Reader& reader, Field field);
  /// Writes the name as it was read; an empty one if it was not read.
  OCSPAN_FN void write(Writer& writer) const;

  /// The whole value as it stands in the message: what hashes of names are computed over.
  constexpr Bytes der() const { return der_; }

  /// Whether two names are equal byte by byte.
  friend constexpr bool operator==(const Name& a, const Name& b) { return equal(a.der_, b.der_); }

  /// Writes the name as RFC 4514 does, most specific first: "CN=Let's Encrypt Authority X3,O=Let's Encrypt,C=US".
  /// Attribute types without a descriptor, and values that are no text, come out as OBJECT IDENTIFIER and `#hex`.
  /// Control, line-breaking and direction-changing characters are escaped as `\XX`. The work is linear in the name's
  /// length. Errors: no_space, with the needed size.
  OCSPAN_FN Result<std::string_view> to_rfc4514(std::span<char> out) const;

 private:
  Bytes der_;
};

/// Whether two names are the same by RFC 5280 7.1: text without regard to the case of ASCII letters, to white space at
/// its ends and to how much of it is between words, nor to the string type that it is encoded in; values that are no
/// text by their bytes. Attributes of one RelativeDistinguishedName are compared in the order in which they stand. The
/// work is linear in the names' length.
OCSPAN_FN bool names_match(const Name& a, const Name& b);

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/x509/name.cpp"
#include "../../../lib/x509/name_match.cpp"
#include "../../../lib/x509/name_text.cpp"
#endif
