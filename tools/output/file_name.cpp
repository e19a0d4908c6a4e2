#include "output/file_name.hpp"

#include <algorithm>
#include <ocspan/ocspan.hpp>

namespace ocspan_tool {

std::string printable(std::string_view text) {
  using namespace ocspan;
  std::string shown;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\\', begin), text.size());
    const Bytes piece{reinterpret_cast<const std::uint8_t*>(text.data()) + begin, end - begin};
    // In Latin-1 each byte is a character, so nothing is ill-formed.
    const Tag tag = is_well_formed(Tag::utf8_string, piece) ? Tag::utf8_string : Tag::teletex_string;
    shown += *to_std_string([&](std::span<char> out) { return string_to_text(tag, piece, out); });
    shown += end < text.size() ? "\\" : "";
    begin = end + 1;
  }
  return shown;
}

std::string utf8_of(std::string_view name) {
  const auto* const data = reinterpret_cast<const std::uint8_t*>(name.data());
  if (ocspan::is_well_formed(ocspan::Tag::utf8_string, {data, name.size()})) {
    return std::string{name};
  }
  std::string text;
  for (const char c : name) {
    text += static_cast<unsigned char>(c) < 0x80 ? std::string(1, c) : "\xef\xbf\xbd";  // U+FFFD
  }
  return text;
}

}  // namespace ocspan_tool
