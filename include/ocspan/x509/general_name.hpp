// GeneralName (RFC 5280 4.2.1.6).
#pragma once

#include <cstdint>
#include <string_view>

#include "ocspan/asn1/any.hpp"
#include "ocspan/asn1/oid.hpp"
#include "ocspan/asn1/reader.hpp"
#include "ocspan/x509/name.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// The alternatives of GeneralName (RFC 5280 4.2.1.6); the values are their tag numbers.
enum class GeneralNameType : std::uint8_t {
  other_name = 0,
  rfc822_name = 1,
  dns_name = 2,
  x400_address = 3,
  directory_name = 4,
  edi_party_name = 5,
  uniform_resource_identifier = 6,
  ip_address = 7,
  registered_id = 8,
};

/// The alternative as RFC 5280 spells it: "directoryName"; empty for a value that is not defined.
OCSPAN_FN std::string_view to_string(GeneralNameType type);

/// A name of one of nine kinds (RFC 5280 4.2.1.6). Lifetime: refers to the bytes it was loaded or made from.
class GeneralName {
 public:
  constexpr GeneralName() = default;
  /// A name to be written, whose bytes() are `contents`, unchecked. der(), directory_name() and oid() stay empty.
  constexpr GeneralName(GeneralNameType type, Bytes contents) : type_(type), contents_(contents) {}
  /// A directoryName to be written.
  constexpr explicit GeneralName(const Name& name)
      : type_(GeneralNameType::directory_name), contents_(name.der()), directory_name_(name) {}

  /// Reads the GeneralName. Errors: wrong_tag if it is none of the nine kinds; those of Name, Oid and Reader::contents;
  /// bad_string for an IA5String with a byte above 0x7f. The contents of x400Address and ediPartyName are not checked.
  OCSPAN_FN void read(Reader& reader, Field field);
  /// Writes the value from type() and bytes().
  OCSPAN_FN void write(Writer& writer) const;

  /// Which of the nine kinds the name is.
  constexpr GeneralNameType type() const { return type_; }
  /// The whole value, with identifier and length octets; empty if it was not read.
  constexpr Bytes der() const { return der_; }
  /// The contents octets: ASCII text for rfc822Name, dNSName and uniformResourceIdentifier, an iPAddress's address.
  constexpr Bytes bytes() const { return contents_; }
  /// The Name in a directoryName; empty for the other kinds.
  constexpr const Name& directory_name() const OCSPAN_LIFETIMEBOUND { return directory_name_; }
  /// The OBJECT IDENTIFIER in a registeredID, or the type-id of an otherName; empty for the other kinds.
  constexpr Oid oid() const { return oid_; }

 private:
  GeneralNameType type_ = GeneralNameType::other_name;
  Bytes der_;
  Bytes contents_;
  Name directory_name_;
  Oid oid_;
};

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/x509/general_name.cpp"
#endif
