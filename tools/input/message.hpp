// From the content of a file to the documents of its messages, or to the reasons why there are none.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "input/any_message.hpp"
#include "input/file.hpp"
#include "input/input.hpp"
#include "output/document.hpp"
#include "output/json_writer.hpp"

namespace ocspan_tool {

/// Takes the function that writes a document, and calls it or not: the write() of a JsonText or a JsonStream.
using DocumentOutput = std::function<void(const std::function<void(JsonWriter&)>& put_document)>;

/// A kind of message.
struct Kind {
  const MessageType& type;  ///< the verb that shows one has the same name
  std::string_view title;   ///< of its text
  bool is_always_signed;    ///< an OCSPRequest need not be
  /// Reads the DER and writes its document, or returns why it cannot be read. Changes bytes while it tries what would
  /// do.
  std::function<std::optional<Failure>(const Message& message, ocspan::Tolerance tolerance, const Origin& origin,
                                       const DocumentOutput& output)>
      describe_der;
  /// Whether there is a document also of what cannot be read, so that what is packed has to be looked for before.
  bool is_about_any = false;
};

extern const Kind response_kind;
extern const Kind request_kind;
extern const Kind certificate_kind;

/// What is let pass when a message is read.
struct ReadingOptions {
  ocspan::Tolerance tolerance = ocspan::Tolerance::none;
  std::uint64_t max_size = default_max_size;  ///< of a file or line, in bytes
};

/// The messages of a file or a line, one after the other. Reuse one for many files: its memory is kept.
class Reading {
 public:
  explicit Reading(const Kind& kind, const ReadingOptions& options) : kind_(kind), options_(options) {}

  /// Opens a file, or standard input for "-". Throws BadFile if it is unreadable.
  void open(const std::string& path);
  /// Takes a line in place of a file. Its document does not tell plain forms, hexadecimal and base64, and it must not
  /// hold several messages. Lifetime: refers to `line`.
  void open_line(std::string_view line);

  /// How many messages there are; at least one.
  std::size_t count() const { return input_.messages().size(); }
  const Message& message(std::size_t index) const { return input_.messages()[index]; }
  /// Reads a message and writes its document, or returns why it cannot be read.
  std::optional<Failure> describe(std::size_t index, const DocumentOutput& output);

 private:
  Failure failure_of(const Message& message, Failure failure);
  void unwrap_line();

  const Kind& kind_;
  ReadingOptions options_;
  std::string file_;
  std::string_view content_;
  Input input_;
  std::optional<Failure> failure_;  // for all of it
  std::size_t places_ = 0;          // of errors, that were found in the content
  bool is_line_ = false;
};

/// A message of a file, which can be read with the options that it was loaded with.
struct LoadedMessage {
  std::vector<std::uint8_t> der;
  std::string form;       ///< empty for DER
  bool is_signed = true;  ///< false for a ResponseData that stands alone
};

/// All messages in a file, or in standard input for "-"; at least one. Throws BadFile if one of them cannot be read.
std::vector<LoadedMessage> load_messages(const Kind& kind, const std::string& path, const ReadingOptions& options);

}  // namespace ocspan_tool
