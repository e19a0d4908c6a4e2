// The content of a file, recognised and decoded: DER, PEM, base64, hexadecimal, or plainly something else.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ocspan_tool {

/// The content of a file or line as DER, or why it is none.
struct Input {
  std::vector<std::uint8_t> der;
  std::string form;     ///< "DER", "PEM", "base64", "hexadecimal" or "text"
  std::string problem;  ///< why there is no DER, in words; empty if there is some
};

/// Recognises and decodes `content`. Of PEM it decodes the first block with one of `labels`. Replaces what `input`
/// held, and reuses its memory.
void decode_input(std::string_view content, std::span<const std::string_view> labels, Input& input);

/// Decodes hexadecimal digits, with white space and colons between them. False if `text` has any other character.
bool decode_hex(std::string_view text, Input& input);

/// The value of a hexadecimal digit, or -1.
int hex_value(char c);

}  // namespace ocspan_tool
