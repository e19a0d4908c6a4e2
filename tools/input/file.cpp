#include "input/file.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <ocspan/ocspan.hpp>

#include "output/json_text.hpp"
#include "output/values.hpp"

namespace ocspan_tool {
namespace {

BadFile unreadable(const std::string& path, const char* reason) { return {path, {"unreadable", 0, "", reason}}; }

}  // namespace

std::string printable(std::string_view text) {
  using namespace ocspan;
  std::string shown;
  while (!text.empty()) {
    const auto* const begin = reinterpret_cast<const std::uint8_t*>(text.data());
    std::size_t size = 1;  // of a character in UTF-8
    while (size < 4 && size < text.size() && !is_well_formed(Tag::utf8_string, {begin, size})) {
      ++size;
    }
    const bool is_utf8 = is_well_formed(Tag::utf8_string, {begin, size});
    const Bytes character{begin, is_utf8 ? size : 1};
    const Tag tag = is_utf8 ? Tag::utf8_string : Tag::teletex_string;  // in Latin-1 each byte is a character
    shown += *begin == '\\' ? "\\"
                            : *to_std_string([&](std::span<char> out) { return string_to_text(tag, character, out); });
    text.remove_prefix(character.size());
  }
  return shown;
}

std::string Failure::to_json() const {
  JsonText text;
  text.write([&](JsonWriter& json) {
    put_error(json, code, offset, std::string_view{field}, message, [&] {
      if (!expected.empty()) {
        json.field("expected", [&] { json.list(expected, [&](const std::string& tag) { json.string(tag); }); });
      }
      if (!found.empty()) {
        json.field("found", std::string_view{found});
      }
      if (missing != 0) {
        json.field("missing", missing);
      }
      if (input_offset) {
        json.field("form", std::string_view{form});
        json.field("inputOffset", *input_offset);
      }
    });
  });
  return std::string{text.view()};
}

std::string Failure::to_line(const std::string& file) const {
  return (file == "-" ? "standard input" : file) + ": " +
         (field.empty() ? "" : field + " at byte " + std::to_string(offset) + ": ") + message + " [" + code + "]";
}

Failure too_large(std::uint64_t max_size) {
  return {"too_large", 0, "", "larger than " + std::to_string(max_size) + " bytes, which --max-size sets"};
}

std::string read_content(const std::string& path, std::uint64_t max_size) {
  std::error_code status;  // what cannot be looked at, fopen() refuses with a reason
  if (path != "-" && std::filesystem::is_directory(path, status)) {
    throw unreadable(path, access(path.c_str(), R_OK | X_OK) == 0 ? "is a folder" : std::strerror(errno));
  }
  std::FILE* const opened = path == "-" ? stdin : std::fopen(path.c_str(), "rb");
  if (opened == nullptr) {
    throw unreadable(path, std::strerror(errno));
  }
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file{opened, std::fclose};
  std::string content;
  const std::uintmax_t size = std::filesystem::file_size(path, status);  // not known of a pipe
  content.reserve(status ? 0 : static_cast<std::size_t>(std::min<std::uint64_t>(size, max_size)));
  char buffer[65536];
  std::size_t count = 0;
  do {
    count = std::fread(buffer, 1, sizeof buffer, file.get());
    if (count > max_size - content.size()) {
      throw BadFile{path, too_large(max_size)};
    }
    content.append(buffer, count);
  } while (count == sizeof buffer);
  if (std::ferror(file.get()) != 0) {
    throw unreadable(path, std::strerror(errno));
  }
  return content;
}

}  // namespace ocspan_tool
