// GeneralName (RFC 5280 4.2.1.6).
#pragma once

#include <cstdint>
#include <string_view>

#include "ocspan/asn1/any.hpp"
#include "ocspan/asn1/oid.hpp"
#include "ocspan/asn1/reader.hpp"
#include "ocspan/x509/name.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// The alternatives of the CHOICE; the values are their tag numbers.
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

/// The name of RFC 5280: "directoryName".
OCSPAN_FN std::string_view to_string(GeneralNameType type);

/// A view of a GeneralName. Lifetime: that of the bytes.
class GeneralName {
 public:
  constexpr GeneralName() = default;
  /// To be written; `contents` are what contents() gives, and are taken as they are. What else is read of a
  /// name stays empty: der(), directory_name(), oid().
  constexpr GeneralName(GeneralNameType type, Bytes contents) : type_(type), contents_(contents) {}
  /// A directoryName.
  constexpr explicit GeneralName(const Name& name)
      : type_(GeneralNameType::directory_name), contents_(name.der()), directory_name_(name) {}

  /// Errors: those of Reader::contents; wrong_tag for none of the alternatives; those of Name and Oid; bad_string for
  /// an IA5String with a byte above 0x7f. What is inside x400Address and ediPartyName is not looked at.
  OCSPAN_FN void read(Reader& reader, Field field);

  /// Writes the value from type() and contents().
  OCSPAN_FN void write(Writer& writer) const;

  constexpr GeneralNameType type() const { return type_; }
  /// The whole value.
  constexpr Bytes der() const { return der_; }
  /// The contents octets: for rfc822Name, dNSName and uniformResourceIdentifier the text, in ASCII; for iPAddress the
  /// address.
  constexpr Bytes bytes() const { return contents_; }
  /// The name that a directoryName is; empty for the others.
  constexpr const Name& directory_name() const OCSPAN_LIFETIMEBOUND { return directory_name_; }
  /// The OBJECT IDENTIFIER that a registeredID is, or the type-id of an otherName; empty for the others.
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
