// The values that all documents are made of.
#pragma once

#include <nlohmann/json.hpp>
#include <ocspan/ocspan.hpp>
#include <optional>
#include <string>

namespace ocspan_tool {

/// Keys keep the order in which they were put.
using Document = nlohmann::ordered_json;

inline Document absent() { return nullptr; }

/// null for an absent value, else what `describe_value` makes of it.
template <class T, class Describe>
Document optional(const std::optional<T>& value, Describe describe_value) {
  return value ? Document(describe_value(*value)) : absent();
}

/// Octets in hexadecimal, lower case.
std::string hex(ocspan::Bytes octets);

/// The characters of an IA5String as string_to_text() writes them.
std::string escaped(ocspan::Bytes ascii);

std::string text_of(const ocspan::Time& time);
std::string text_of(const ocspan::Name& name);
/// An arc that is too long for decimal leaves the contents octets, marked as RFC 4514 marks hexadecimal.
std::string text_of(ocspan::Oid oid);

/// null for a number that is too long for decimal; it stands in hexadecimal beside it.
Document decimal(const ocspan::Integer& integer);
Document name_or_null(ocspan::Oid oid);
/// {"oid","name"}
Document describe_oid(ocspan::Oid oid);
/// {"oid","name","parameters"}; "decoded" for RSASSA-PSS; "standardParameters":false for those that the RFC forbids.
Document describe_algorithm(const ocspan::AlgorithmIdentifier& algorithm);
/// {"type","value","der"}
Document describe_general_name(const ocspan::GeneralName& name);

/// An array of what `describe` makes of each element.
template <class Range, class Describe>
Document list_of(const Range& elements, Describe describe) {
  Document list = Document::array();
  for (const auto& element : elements) {
    list.push_back(describe(element));
  }
  return list;
}

}  // namespace ocspan_tool
