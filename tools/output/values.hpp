// How the values of the library look in a document.
#pragma once

#include <ocspan/ocspan.hpp>
#include <string_view>

#include "output/json_writer.hpp"

namespace ocspan_tool {

/// "2018-08-30T11:15:00Z"
void put(JsonWriter& json, const ocspan::Time& time);
/// As in RFC 4514.
void put(JsonWriter& json, const ocspan::Name& name);
void put(JsonWriter& json, const ocspan::RelativeDistinguishedName& rdn);
/// In decimal; null for a number that is too long to be written so.
void put(JsonWriter& json, const ocspan::Integer& integer);
/// The bits in hexadecimal.
void put(JsonWriter& json, const ocspan::BitString& bits);
/// {"oid","name"}
void put(JsonWriter& json, ocspan::Oid oid);
/// {"oid","name","parameters"}; for RSASSA-PSS "decoded" as well; "standardParameters":false if the algorithm's RFC
/// does not allow these parameters.
void put(JsonWriter& json, const ocspan::AlgorithmIdentifier& algorithm);
/// {"type","value","der"}
void put(JsonWriter& json, const ocspan::GeneralName& name);

/// "1.3.14.3.2.26"; if an arc is too long for decimal, "#" and the contents octets in hexadecimal.
void put_dotted(JsonWriter& json, ocspan::Oid oid);
/// The fields "oid" and "name"; the name is null if the library knows none.
void put_oid_fields(JsonWriter& json, ocspan::Oid oid);
/// The characters of an IA5String, escaped by string_to_text().
void put_ascii(JsonWriter& json, ocspan::Bytes characters);

/// {"error":{"code","offset","field","message"}} and the fields that `put_more()` writes; `field` is a string, or a
/// callable that writes it.
template <class FieldText, class PutMore>
void put_error(JsonWriter& json, std::string_view code, std::uint32_t offset, const FieldText& field,
               std::string_view message, PutMore put_more) {
  json.object([&] {
    json.field("error", [&] {
      json.object([&] {
        json.field("code", code);
        json.field("offset", offset);
        json.field("field", field);
        json.field("message", message);
        put_more();
      });
    });
  });
}

/// {"error":{"code","offset","field","message"}}; `field` is a string, or a callable that writes it.
template <class FieldText>
void put_error(JsonWriter& json, std::string_view code, std::uint32_t offset, const FieldText& field,
               std::string_view message) {
  put_error(json, code, offset, field, message, [] {});
}

}  // namespace ocspan_tool
