// Files, and what is wrong with them.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>

namespace ocspan_tool {

/// Why a file could not be read, or is not the message that it should be.
struct Failure {
  std::string code;          ///< an ErrorCode's name, "not_der" or "unreadable"
  std::uint32_t offset = 0;  ///< in the decoded message
  std::string field;         ///< the path, with indices
  std::string message;       ///< for people

  /// Whether the file itself could not be read: nothing is known about its content.
  bool is_unreadable() const { return code == "unreadable"; }
  /// {"error":{...}}
  std::string to_json() const;
  /// "file.der: tbsResponseData.producedAt at byte 212: not the shortest form"
  std::string to_line(const std::string& file) const;
};

/// A file that a verb cannot do without.
struct BadFile : std::runtime_error {
  BadFile(const std::string& path, const Failure& why) : std::runtime_error(why.to_line(path)), failure(why) {}
  Failure failure;
};

/// The content of a file, or of standard input for "-". Throws BadFile if it cannot be read or is a folder.
std::string read_content(const std::string& path);

}  // namespace ocspan_tool
