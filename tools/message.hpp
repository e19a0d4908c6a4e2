// From the content of a file to a document, or to the reason why there is none.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document.hpp"
#include "input.hpp"
#include "json_text.hpp"

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
  std::string to_json() const;
  /// "file.der: tbsResponseData.producedAt at byte 212: not the shortest form"
  std::string to_line(const std::string& file) const;
};

/// A file that was read: a document, or a failure. It may be used for many, one after the other; its memory stays.
struct Reading {
  JsonText document;
  std::optional<Failure> failure;
  Input input;
};

/// The kinds of message that a verb of the command stands for.
struct Kind {
  std::string_view verb;                     ///< "response"
  std::string_view title;                    ///< of its text
  std::string_view description;              ///< for --help
  std::vector<std::string_view> pem_labels;  ///< of the blocks that hold one
  /// Reads DER and writes its document, or returns why there is none.
  std::optional<Failure> (*describe_der)(ocspan::Bytes der, ocspan::Tolerance tolerance, JsonText& document);
  /// Whether DER can be read, with all tolerances.
  bool (*is_readable)(ocspan::Bytes der);
};

const std::vector<Kind>& kinds();
/// The one with that verb.
const Kind& kind_of(std::string_view verb);

/// Decodes and reads the content of a file or a line.
void read_message(const Kind& kind, std::string_view content, ocspan::Tolerance tolerance, Reading& reading);

/// Reads a file, or standard input for "-".
void read_file(const Kind& kind, const std::string& path, ocspan::Tolerance tolerance, Reading& reading);

}  // namespace ocspan_tool
