// What a field of a document is called in text for people, and how its value is written.
#pragma once

#include <string>
#include <string_view>

#include "output/json_view.hpp"

namespace ocspan_tool {

struct Style {
  std::string_view key;  ///< the key; or the key of its parent, a dot and the key
  std::string_view label;
  std::string (*format)(const Document&);  ///< null for an object or list that is shown in full
};

/// The style of a key inside a value whose own key is `parent`. Null if there is none: the key is its own label. An
/// empty label leaves the field out, because another field shows the same.
const Style* find_style(std::string_view parent, std::string_view key);

/// A string without its quotation marks, any other value as JSON.
std::string as_is(const Document& value);

/// A string of hexadecimal digits in upper case.
std::string in_upper_case(const Document& value);

/// An AlgorithmIdentifier or OBJECT IDENTIFIER: its name, or the numbers where it has no name.
std::string algorithm(const Document& value);

/// "dNSName:example.test"
std::string general_name(const Document& value);

}  // namespace ocspan_tool
