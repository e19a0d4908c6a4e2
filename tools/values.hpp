// The values that all documents are made of.
#pragma once

#include <ocspan/ocspan.hpp>
#include <string_view>

#include "json_writer.hpp"

namespace ocspan_tool {

/// "2018-08-30T11:15:00Z"
void put(JsonWriter& json, const ocspan::Time& time);
/// As RFC 4514 has it.
void put(JsonWriter& json, const ocspan::Name& name);
void put(JsonWriter& json, const ocspan::RelativeDistinguishedName& rdn);
/// In decimal; null for a number that is too long for that.
void put(JsonWriter& json, const ocspan::Integer& integer);
/// The bits in hexadecimal.
void put(JsonWriter& json, const ocspan::BitString& bits);
/// {"oid","name"}
void put(JsonWriter& json, ocspan::Oid oid);
/// {"oid","name","parameters"}; "decoded" for RSASSA-PSS; "standardParameters":false for those that the RFC forbids.
void put(JsonWriter& json, const ocspan::AlgorithmIdentifier& algorithm);
/// {"type","value","der"}
void put(JsonWriter& json, const ocspan::GeneralName& name);

/// "1.3.14.3.2.26"; for one with an arc that is too long for decimal the contents octets, marked as RFC 4514 marks
/// hexadecimal.
void put_dotted(JsonWriter& json, ocspan::Oid oid);
/// The fields "oid" and "name", which is null for one that has none.
void put_oid_fields(JsonWriter& json, ocspan::Oid oid);
/// The characters of an IA5String as string_to_text() writes them.
void put_ascii(JsonWriter& json, ocspan::Bytes characters);

/// {"error":{"code","offset","field","message"}}; `field` is a string, or a callable that writes it.
template <class FieldText>
void put_error(JsonWriter& json, std::string_view code, std::uint32_t offset, const FieldText& field,
               std::string_view message) {
  json.object([&] {
    json.field("error", [&] {
      json.object([&] {
        json.field("code", code);
        json.field("offset", offset);
        json.field("field", field);
        json.field("message", message);
      });
    });
  });
}

}  // namespace ocspan_tool
