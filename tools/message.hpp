// From the content of a file to a document, or to the reason why there is none.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document.hpp"

namespace ocspan_tool {

/// How the command ends.
enum ExitStatus { fine = 0, malformed = 1, wrong_usage = 2 };

/// Why there is no document.
struct Failure {
  std::string code;          ///< an ErrorCode's name, "not_der" or "unreadable"
  std::uint32_t offset = 0;  ///< in the decoded message
  std::string field;         ///< the path, indices included
  std::string message;       ///< for people

  /// wrong_usage for a file that cannot be read, else malformed.
  ExitStatus status() const;
  /// {"error":{...}}
  Document to_json() const;
  /// "file.der: tbsResponseData.producedAt at byte 212: not the shortest form"
  std::string to_line(const std::string& file) const;
};

/// A file that was read: a document, or a failure.
struct Reading {
  Document document;
  std::optional<Failure> failure;
  std::string form;  ///< what the content was taken for: "DER", "PEM", "base64", "hexadecimal"
  std::vector<std::uint8_t> der;
};

/// The kinds of message that a verb of the command stands for.
struct Kind {
  std::string_view verb;                     ///< "response"
  std::string_view title;                    ///< of its text
  std::string_view description;              ///< for --help
  std::vector<std::string_view> pem_labels;  ///< of the blocks that hold one
  /// Reads DER.
  Reading (*read_der)(ocspan::Bytes der, ocspan::Tolerance tolerance);
};

const std::vector<Kind>& kinds();
/// The one with that verb.
const Kind& kind_of(std::string_view verb);

/// Decodes and reads the content of a file or a line.
Reading read_message(const Kind& kind, std::string_view content, ocspan::Tolerance tolerance);

/// Reads a file, or standard input for "-".
Reading read_file(const Kind& kind, const std::string& path, ocspan::Tolerance tolerance);

}  // namespace ocspan_tool
