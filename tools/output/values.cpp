#include "output/values.hpp"

namespace ocspan_tool {

using namespace ocspan;

void put(JsonWriter& json, const Time& time) {
  json.text([&](std::span<char> out) { return time.to_text(out); });
}

void put(JsonWriter& json, const Name& name) {
  json.text([&](std::span<char> out) { return name.to_rfc4514(out); });
}

void put(JsonWriter& json, const RelativeDistinguishedName& rdn) {
  json.text([&](std::span<char> out) { return rdn.to_rfc4514(out); });
}

void put(JsonWriter& json, const Integer& integer) {
  json.text([&](std::span<char> out) { return integer.to_decimal(out); });
}

void put(JsonWriter& json, const BitString& bits) { put(json, bits.bytes()); }

void put(JsonWriter& json, Oid oid) {
  json.object([&] { put_oid_fields(json, oid); });
}

void put_dotted(JsonWriter& json, Oid oid) {
  json.text([&](std::span<char> out) {
    const Result<std::string_view> dotted = oid.to_dotted(out);
    if (dotted.error().code != ErrorCode::too_long_for_decimal) {
      return dotted;
    }
    TextWriter text{out};
    text.put('#');
    text.put_hex(oid.bytes());
    return text.finish();
  });
}

void put_oid_fields(JsonWriter& json, Oid oid) {
  json.field("oid", [&] { put_dotted(json, oid); });
  const std::string_view name = name_of(oid);
  json.field("name", name.empty() ? std::nullopt : std::optional{name});
}

void put_ascii(JsonWriter& json, Bytes characters) {
  json.text([&](std::span<char> out) { return string_to_text(Tag::ia5_string, characters, out); });
}

namespace {

void put(JsonWriter& json, const RSASSAPSSParams& pss) {
  const std::optional<AlgorithmIdentifier>& mask_hash = pss.mask_gen_algorithm().hash_algorithm();
  json.object([&] {
    json.field("hashAlgorithm", pss.hash_algorithm().oid());
    json.field("maskGenAlgorithm", pss.mask_gen_algorithm().oid());
    json.field("maskGenHashAlgorithm", mask_hash ? std::optional{mask_hash->oid()} : std::nullopt);
    json.field("saltLength", pss.salt_length());
    json.field("trailerField", pss.trailer_field());
  });
}

/// An IPv4 address in dotted decimal; any other address in hexadecimal.
void put_address(JsonWriter& json, Bytes address) {
  if (address.size() != 4) {
    return json.hex(address);
  }
  json.text([&](std::span<char> out) {
    TextWriter text{out};
    for (const std::uint8_t byte : address) {
      if (text.size() != 0) {
        text.put('.');
      }
      text.put_decimal(byte);
    }
    return text.finish();
  });
}

void put_general_name_value(JsonWriter& json, const GeneralName& name) {
  switch (name.type()) {
    case GeneralNameType::directory_name:
      return put(json, name.directory_name());
    case GeneralNameType::rfc822_name:
    case GeneralNameType::dns_name:
    case GeneralNameType::uniform_resource_identifier:
      return put_ascii(json, name.bytes());
    case GeneralNameType::ip_address:
      return put_address(json, name.bytes());
    case GeneralNameType::registered_id:
      return put_dotted(json, name.oid());
    case GeneralNameType::other_name:
    case GeneralNameType::x400_address:
    case GeneralNameType::edi_party_name:
      return put(json, name.bytes());
  }
}

}  // namespace

void put(JsonWriter& json, const AlgorithmIdentifier& algorithm) {
  json.object([&] {
    put_oid_fields(json, algorithm.oid());
    json.field("parameters", algorithm.parameters());
    if (algorithm.oid() == "RSASSA-PSS"_oid && algorithm.parameters()) {
      if (const auto pss = load<RSASSAPSSParams>(*algorithm.parameters(), Tolerance::explicit_default)) {
        json.field("decoded", [&] { put(json, *pss); });
      }
    }
    if (has_standard_parameters(algorithm) == false) {
      json.field("standardParameters", false);
    }
  });
}

void put(JsonWriter& json, const GeneralName& name) {
  json.object([&] {
    json.field("type", to_string(name.type()));
    json.field("value", [&] { put_general_name_value(json, name); });
    json.field("der", name.der());
  });
}

}  // namespace ocspan_tool
