// From the content of a file to a message's document, or to the reason why there is none.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "input/input.hpp"
#include "output/document.hpp"
#include "output/json_text.hpp"

namespace ocspan_tool {

/// Why a file could not be read as a message.
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

/// What became of a file: a document or a failure. Reuse one for many files: its memory is kept.
struct Reading {
  JsonText document;
  std::optional<Failure> failure;
  Input input;
};

/// A kind of message.
struct Kind {
  std::string_view name;                         ///< "response"; the verb that shows one has the same name
  std::string_view title;                        ///< of its text
  std::span<const std::string_view> pem_labels;  ///< of the PEM blocks that hold one
  bool is_always_signed;                         ///< an OCSPRequest need not be
  /// Reads DER and writes its document, or returns why it cannot be read.
  std::optional<Failure> (*describe_der)(ocspan::Bytes der, ocspan::Tolerance tolerance, JsonText& document);
  /// Whether DER can be read with all tolerances.
  bool (*is_readable)(ocspan::Bytes der);
};

extern const Kind response_kind;
extern const Kind request_kind;
extern const Kind certificate_kind;

/// Decodes and reads the content of a file or a line.
void read_message(const Kind& kind, std::string_view content, ocspan::Tolerance tolerance, Reading& reading);

/// Reads a file, or standard input for "-".
void read_file(const Kind& kind, const std::string& path, ocspan::Tolerance tolerance, Reading& reading);

/// The DER of the message in a file, or in standard input for "-". It can be read with `tolerance`.
/// Throws BadFile if there is none.
std::vector<std::uint8_t> read_der(const Kind& kind, const std::string& path, ocspan::Tolerance tolerance);

}  // namespace ocspan_tool
