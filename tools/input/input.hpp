// The content of a file, recognised and decoded: the messages in it, and how they were written down there. No I/O.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ocspan_tool {

struct Form;

/// One form that was undone on the way to a message.
struct Step {
  const Form* form = nullptr;
  std::string_view text;  ///< what stands for the bytes; part of the content, or of what the step before gave
  std::size_t at = 0;     ///< where it begins in there
};

/// The header of an HTTP message: its first line, its fields, and maybe what follows them. Empty if there is none.
struct HttpHeader {
  std::string_view text;
  std::size_t at = 0;  ///< where it begins in the content; 0 as well if it was decoded from there
};

/// A message in a content, or why there is none.
struct Message {
  static constexpr std::size_t max_steps = 4;

  std::span<std::uint8_t> der;
  std::array<Step, max_steps> steps;  ///< from the content inwards
  std::size_t step_count = 0;         ///< none for DER as it is
  std::string problem;                ///< why there is no DER, in words; empty if there is some

  /// "DER", "base64", "HTTP response, base64, TLS CertificateStatus": the forms from the outside inwards.
  std::string form() const;
  /// "base64, 5 bytes, 2 of 3", for the second message of three.
  std::string summary(std::size_t index, std::size_t count) const;
  /// Where the byte at `offset` of the DER stands in the content.
  std::size_t place_of(std::size_t offset) const;
  /// Whether it is written as it is, in hexadecimal or base64.
  bool is_plain() const;
  /// Whether the content is text for people, where a place has a line and a column.
  bool is_text() const;
  /// Whether one of its forms is this one.
  bool has(const Form& form) const;
  /// Of the HTTP request that it came in, or whose URL it was.
  HttpHeader http_request() const;
  /// Of the HTTP response that it came in.
  HttpHeader http_response() const;
};

/// What a content holds. Reuse one for many contents: its memory is kept.
/// Lifetime: its messages refer to the content, and to the Input until that decodes again.
class Input {
 public:
  /// Recognises and decodes `content`. Of PEM the blocks with one of `labels` count. At least one message comes of it,
  /// which may have a problem.
  void decode(std::string_view content, std::span<const std::string_view> labels);
  /// Replaces each message that `is_message` says is none by those that are packed in it, if there are any.
  void unwrap(const std::function<bool(std::span<const std::uint8_t>)>& is_message);

  const std::vector<Message>& messages() const { return messages_; }

  // For the forms:

  /// The labels of the PEM blocks that count.
  std::span<const std::string_view> labels() const { return labels_; }
  /// Memory of this size for what a form stands for. What it holds is of no use. Lifetime: that of the messages.
  std::span<std::uint8_t> new_bytes(std::size_t size);
  /// Adds the message that `text` stands for.
  void add(const Form& form, std::string_view text, std::span<std::uint8_t> der);
  /// Adds what `text` stands for: a message, or an HTTP message or PEM with one in it.
  void add_decoded(const Form& form, std::string_view text, std::span<std::uint8_t> bytes);
  /// Adds what `text` stands for, in whatever form that is.
  void add_any(const Form& form, std::string_view text, std::span<std::uint8_t> bytes);
  /// Adds what `text` stands for, which `inner` packs, or else a message.
  void add_packed(const Form& form, std::string_view text, const Form& inner);
  /// Adds a reason why there is no message.
  void add_problem(const Form& form, std::string why);
  /// Where a part of what is being undone stands in the content.
  std::size_t place_of(std::string_view part) const;
  /// The bytes of a part of what is being undone.
  std::span<std::uint8_t> bytes_of_part(std::string_view part);

 private:
  struct Inside;
  void recognise();
  Message& add_message(const Form* form, std::string_view text);

  std::string_view outside_;               // what is being undone: the content, or what the steps before gave
  std::span<std::uint8_t> outside_bytes_;  // the same, unless it is the content
  Message steps_;                          // how it came about
  std::span<const std::string_view> labels_;
  std::vector<Message> messages_;
  std::vector<std::vector<std::uint8_t>> memory_;  // the first `used_` hold something
  std::size_t used_ = 0;
};

/// Decodes hexadecimal digits, with white space and colons between them. False if `text` has any other character, or
/// an odd number of digits.
bool decode_hex(std::string_view text, std::vector<std::uint8_t>& bytes);

/// The value of a hexadecimal digit, or -1.
int hex_value(char c);

}  // namespace ocspan_tool
