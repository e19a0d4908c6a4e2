// From the content of a file to a message's document, or to the reason why there is none.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "input/file.hpp"
#include "input/input.hpp"
#include "output/document.hpp"
#include "output/json_text.hpp"

namespace ocspan_tool {

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
  /// Reads DER and writes its document, or returns why it cannot be read. Changes bytes while it tries what would do.
  std::optional<Failure> (*describe_der)(std::span<std::uint8_t> der, ocspan::Tolerance tolerance, JsonText& document);
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
