// What is in a file: DER, PEM, base64, hexadecimal, or plainly something else.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ocspan_tool {

/// A file or line that was turned into DER, or said what else it is.
struct Input {
  std::vector<std::uint8_t> der;
  std::string form;     ///< "DER", "PEM", "base64", "hexadecimal"
  std::string problem;  ///< why there is no DER, in words; empty if there is some
};

/// Finds out what `content` is, and decodes it. Of a PEM text the first block with one of `labels` counts.
/// What `input` held before is lost, but its memory is used again.
void decode_input(std::string_view content, std::span<const std::string_view> labels, Input& input);

/// Decodes hexadecimal digits, between which white space and colons may stand. False if there is anything else in it.
bool decode_hex(std::string_view text, Input& input);

/// The value of a hexadecimal digit, or -1.
int hex_value(char c);

/// The content of a file, or of standard input for "-". Throws std::runtime_error, with the reason in words, if it
/// cannot be read or is a folder.
std::string read_content(const std::string& path);

}  // namespace ocspan_tool
