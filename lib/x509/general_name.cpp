#include "ocspan/x509/general_name.hpp"

#include <iterator>

#include "ocspan/asn1/string.hpp"
#include "ocspan/asn1/text.hpp"

namespace ocspan::inline OCSPAN_ABI {
namespace detail {

inline constexpr std::string_view general_name_types[] = {"otherName"_sv,
                                                          "rfc822Name"_sv,
                                                          "dNSName"_sv,
                                                          "x400Address"_sv,
                                                          "directoryName"_sv,
                                                          "ediPartyName"_sv,
                                                          "uniformResourceIdentifier"_sv,
                                                          "iPAddress"_sv,
                                                          "registeredID"_sv};

constexpr Tag tag_of(GeneralNameType type) {
  switch (type) {
    case GeneralNameType::other_name:
    case GeneralNameType::x400_address:
    case GeneralNameType::directory_name:
    case GeneralNameType::edi_party_name:
      return explicit_tag(static_cast<unsigned>(type));
    default:
      return implicit_tag(static_cast<unsigned>(type));
  }
}

constexpr bool is_ia5_string(GeneralNameType type) {
  return type == GeneralNameType::rfc822_name || type == GeneralNameType::dns_name ||
         type == GeneralNameType::uniform_resource_identifier;
}

}  // namespace detail

// GeneralName ::= CHOICE {
//   otherName                  [0]  OtherName,
//   rfc822Name                 [1]  IA5String,
//   dNSName                    [2]  IA5String,
//   x400Address                [3]  ORAddress,
//   directoryName              [4]  Name,
//   ediPartyName               [5]  EDIPartyName,
//   uniformResourceIdentifier  [6]  IA5String,
//   iPAddress                  [7]  OCTET STRING,
//   registeredID               [8]  OBJECT IDENTIFIER }
// OtherName ::= SEQUENCE {
//   type-id  OBJECT IDENTIFIER,
//   value    [0] EXPLICIT ANY DEFINED BY type-id }
// The module's tags are implicit; [4] is explicit all the same, because Name is a CHOICE.
OCSPAN_FN void GeneralName::read(Reader& reader, Field field) {
  const Bytes begin = reader.remaining();
  // The last alternative is tried in any case, and fails with wrong_tag if it is not there.
  type_ = GeneralNameType::other_name;
  while (type_ != GeneralNameType::registered_id && !reader.next_is(detail::tag_of(type_))) {
    type_ = static_cast<GeneralNameType>(static_cast<unsigned>(type_) + 1);
  }
  const Tag tag = detail::tag_of(type_);
  if (type_ == GeneralNameType::registered_id) {
    oid_.read(reader, field, tag);
    contents_ = oid_.bytes();
  } else {
    Reader fields = reader.open(tag, field);
    contents_ = fields.remaining();
    if (type_ == GeneralNameType::other_name) {
      oid_.read(fields, Field::type_id);
      Any value;
      Reader inner = fields.open_explicit(0, Field::value);
      value.read(inner, Field::value);
      inner.close(Field::value);
    } else if (type_ == GeneralNameType::directory_name) {
      directory_name_.read(fields, Field::directory_name);
    } else {
      fields.skip_rest();
    }
    fields.close(field);
  }
  if (detail::is_ia5_string(type_)) {
    check_ia5_string(reader, field, contents_);
  }
  der_ = reader.since(begin);
}

OCSPAN_FN void GeneralName::write(Writer& writer) const {
  writer.nest(detail::tag_of(type_), [&] {
    if (type_ == GeneralNameType::directory_name && contents_.empty()) {
      directory_name_.write(writer);
    } else {
      writer.raw(contents_);
    }
  });
}

OCSPAN_FN std::string_view to_string(GeneralNameType type) {
  const auto number = static_cast<std::size_t>(type);
  return number < std::size(detail::general_name_types) ? detail::general_name_types[number] : std::string_view{};
}

}  // namespace ocspan::inline OCSPAN_ABI
