// From the content of a file to a message's document, or to the reason why there is none.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "input/file.hpp"
#include "input/input.hpp"
#include "output/document.hpp"
#include "output/json_writer.hpp"

namespace ocspan_tool {

/// Takes the function that writes a document, and calls it or not: the write() of a JsonText or a JsonStream.
using DocumentOutput = std::function<void(const std::function<void(JsonWriter&)>& put_document)>;

/// What became of a file. Reuse one for many files: its memory is kept.
struct Reading {
  std::optional<Failure> failure;  ///< if there is no document
  Input input;
};

/// A kind of message.
struct Kind {
  std::string_view name;                         ///< "response"; the verb that shows one has the same name
  std::string_view title;                        ///< of its text
  std::span<const std::string_view> pem_labels;  ///< of the PEM blocks that hold one
  bool is_always_signed;                         ///< an OCSPRequest need not be
  /// Reads DER and writes its document, or returns why it cannot be read. Changes bytes while it tries what would do.
  std::optional<Failure> (*describe_der)(std::span<std::uint8_t> der, ocspan::Tolerance tolerance,
                                         const DocumentOutput& output);
  /// Whether DER can be read with all tolerances.
  bool (*is_readable)(ocspan::Bytes der);
};

extern const Kind response_kind;
extern const Kind request_kind;
extern const Kind certificate_kind;

/// What is let pass when a message is read.
struct ReadingOptions {
  ocspan::Tolerance tolerance = ocspan::Tolerance::none;
  std::uint64_t max_size = default_max_size;  ///< of a file or line, in bytes
};

/// Decodes and reads the content of a file or a line, and writes its document if it can be read.
void read_message(const Kind& kind, std::string_view content, const ReadingOptions& options,
                  const DocumentOutput& output, Reading& reading);

/// Reads a file, or standard input for "-", and writes the document of its message if it can be read.
void read_file(const Kind& kind, const std::string& path, const ReadingOptions& options, const DocumentOutput& output,
               Reading& reading);

/// The DER of the message in a file, or in standard input for "-". It can be read with these options.
/// Throws BadFile if there is none.
std::vector<std::uint8_t> read_der(const Kind& kind, const std::string& path, const ReadingOptions& options);

}  // namespace ocspan_tool
