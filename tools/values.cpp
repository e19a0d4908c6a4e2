#include "values.hpp"

namespace ocspan_tool {

using namespace ocspan;

std::string hex(Bytes octets) {
  std::string text(octets.size() * 2, '\0');
  TextWriter writer{text};
  writer.put_hex(octets);
  return text;
}

std::string text_of(const Time& time) {
  return *to_std_string([&](std::span<char> out) { return time.to_text(out); });
}

std::string text_of(const Name& name) {
  return *to_std_string([&](std::span<char> out) { return name.to_rfc4514(out); });
}

std::string text_of(Oid oid) {
  const Result<std::string> dotted = to_std_string([&](std::span<char> out) { return oid.to_dotted(out); });
  return dotted ? *dotted : "#" + hex(oid.contents());
}

Document name_or_null(Oid oid) {
  const std::string_view name = name_of(oid);
  return name.empty() ? absent() : Document(name);
}

Document decimal(const Integer& integer) {
  const Result<std::string> text = to_std_string([&](std::span<char> out) { return integer.to_decimal(out); });
  return text ? Document(*text) : absent();
}

Document describe_algorithm(const AlgorithmIdentifier& algorithm) {
  Document document{{"oid", text_of(algorithm.oid())},
                    {"name", name_or_null(algorithm.oid())},
                    {"parameters", optional(algorithm.parameters(), hex)}};
  if (algorithm.oid() == "RSASSA-PSS"_oid && algorithm.parameters()) {
    if (const auto pss = load<RSASSAPSSParams>(*algorithm.parameters(), Tolerance::explicit_default)) {
      document["decoded"] = {
          {"hashAlgorithm", describe_oid(pss->hash_algorithm().oid())},
          {"maskGenAlgorithm", describe_oid(pss->mask_gen_algorithm().oid())},
          {"maskGenHashAlgorithm", optional(pss->mask_gen_algorithm().hash_algorithm(),
                                            [](const AlgorithmIdentifier& hash) { return describe_oid(hash.oid()); })},
          {"saltLength", decimal(pss->salt_length())},
          {"trailerField", decimal(pss->trailer_field())}};
    }
  }
  if (has_standard_parameters(algorithm) == false) {
    document["standardParameters"] = false;
  }
  return document;
}

Document describe_oid(Oid oid) { return {{"oid", text_of(oid)}, {"name", name_or_null(oid)}}; }

std::string escaped(Bytes ascii) {
  return *to_std_string([&](std::span<char> out) { return string_to_text(Tag::ia5_string, ascii, out); });
}

namespace {

std::string text_of_address(Bytes address) {
  if (address.size() != 4) {
    return hex(address);
  }
  std::string text;
  for (const std::uint8_t octet : address) {
    text += (text.empty() ? "" : ".") + std::to_string(octet);
  }
  return text;
}

std::string text_of_general_name(const GeneralName& name) {
  switch (name.type()) {
    case GeneralNameType::directory_name:
      return text_of(name.directory_name());
    case GeneralNameType::rfc822_name:
    case GeneralNameType::dns_name:
    case GeneralNameType::uniform_resource_identifier:
      return escaped(name.contents());
    case GeneralNameType::ip_address:
      return text_of_address(name.contents());
    case GeneralNameType::registered_id:
      return text_of(name.oid());
    case GeneralNameType::other_name:
    case GeneralNameType::x400_address:
    case GeneralNameType::edi_party_name:
      return hex(name.contents());
  }
  return {};
}

}  // namespace

Document describe_general_name(const GeneralName& name) {
  return {{"type", to_string(name.type())}, {"value", text_of_general_name(name)}, {"der", hex(name.der())}};
}

}  // namespace ocspan_tool
