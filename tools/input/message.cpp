#include "input/message.hpp"

#include <algorithm>

#include "input/forms/form.hpp"

namespace ocspan_tool {
namespace {

using namespace ocspan;

bool is_about_tag(ErrorCode code) {
  return code == ErrorCode::wrong_tag || code == ErrorCode::high_tag || code == ErrorCode::trailing_data;
}

/// All tags with which the identifier octet at the error would not be wrong: of a CHOICE each alternative, and of an
/// OPTIONAL field both it and what may follow. The library knows one, the last that it has tried; so the others are
/// tried here. In a large message that would take long.
template <class Message>
std::vector<Tag> tags_that_would_do(std::span<std::uint8_t> der, Tolerance tolerance, const ErrorDetail& detail) {
  constexpr std::size_t large = 1 << 20;
  if (!is_about_tag(detail.error.code)) {
    return {};
  }
  if (der.size() > large) {
    return detail.expected == Tag{} ? std::vector<Tag>{} : std::vector{detail.expected};
  }
  std::vector<Tag> tags;
  std::uint8_t& identifier = der[detail.error.offset];
  const std::uint8_t wrong = identifier;
  for (unsigned of_class = 0; of_class <= 0xc0; of_class += 0x40) {
    for (unsigned number = 0; number < 0x1f; ++number) {
      for (const unsigned constructed : {0x00U, 0x20U}) {
        identifier = static_cast<std::uint8_t>(of_class | number | constructed);
        const Error error = load<Message>(der, tolerance).error();
        if (error.offset != detail.error.offset ||
            !(is_about_tag(error.code) || error.code == ErrorCode::reserved_tag ||
              error.code == ErrorCode::response_bytes_in_error)) {
          tags.push_back(Tag{identifier});
        }
      }
    }
  }
  identifier = wrong;
  return tags;
}

template <class Message>
Failure failure_of(std::span<std::uint8_t> der, Tolerance tolerance) {
  const ErrorDetail detail = error_detail<Message>(der, tolerance);
  const std::vector<Tag> tags = tags_that_would_do<Message>(der, tolerance, detail);
  const auto write = [](auto writer) { return *to_std_string(writer); };
  Failure failure;
  failure.code = to_string(detail.error.code);
  failure.offset = detail.error.offset;
  failure.field = write([&](std::span<char> out) { return error_path<Message>(der, tolerance, out); });
  failure.message = write([&](std::span<char> out) { return explain(detail, tags, out); });
  failure.found = write([&](std::span<char> out) { return found_text(detail, out); });
  failure.missing = detail.missing;
  for (const Tag tag : tags) {
    failure.expected.push_back(write([&](std::span<char> out) { return to_text(tag, out); }));
  }
  return failure;
}

template <class Message>
std::optional<Failure> describe_der(const ocspan_tool::Message& given, Tolerance tolerance, const Origin& origin,
                                    const DocumentOutput& output) {
  const Result<Message> message = load<Message>(given.der, tolerance);
  if (message) {
    output([&](JsonWriter& json) { describe(json, *message, tolerance, origin); });
    return std::nullopt;
  }
  return failure_of<Message>(given.der, tolerance);
}

/// "; this can be read as a request (ocspan request)" if the bytes are a message of another kind.
std::string hint(const Kind& expected, Bytes der) {
  for (const MessageType* const type : {&response_type, &request_type, &certificate_type}) {
    if (type != &expected.type && type->can_read(der)) {
      return "; this can be read as a " + std::string{type->name} + " (ocspan " + std::string{type->name} + ")";
    }
  }
  const std::string_view name = name_of_value(der);
  return name.empty() ? std::string{} : "; this is " + std::string{name};
}

/// "byte 212 of the file: HTTP response", "line 3, column 20: base64": where the byte of an error stands.
std::string place_text(const ocspan_tool::Message& message, std::size_t at, std::string_view content) {
  if (!message.is_text()) {
    return "byte " + std::to_string(at) + " of the input: " + message.form();
  }
  const std::string_view before = content.substr(0, at);
  const std::size_t newline = before.rfind('\n');
  const std::size_t line_begin = newline == std::string_view::npos ? 0 : newline + 1;
  return "line " + std::to_string(std::count(before.begin(), before.end(), '\n') + 1) + ", column " +
         std::to_string(at - line_begin + 1) + " of the input: " + message.form();
}

}  // namespace

const Kind response_kind{response_type, "OCSP Response Data", true, describe_der<OCSPResponse>};
const Kind request_kind{request_type, "OCSP Request Data", false, describe_der<OCSPRequest>};
const Kind certificate_kind{certificate_type, "Certificate", true, describe_der<Certificate>};

void Reading::open(const std::string& path) {
  places_ = 0;
  file_ = read_content(path, options_.max_size);
  content_ = file_;
  is_line_ = false;
  failure_.reset();
  decode_messages(input_, content_, &kind_.type);
}

void Reading::open_line(std::string_view line) {
  content_ = line;
  is_line_ = true;
  places_ = 0;
  failure_.reset();
  if (line.size() > options_.max_size) {
    failure_ = too_large(options_.max_size);
    content_ = {};
  }
  input_.decode(content_, kind_.type.pem_labels);
  if (kind_.is_about_any) {
    unwrap_line();
  }
}

/// Seldom is something packed, so that looking for it before reading would be in vain.
void Reading::unwrap_line() {
  input_.unwrap([this](Bytes der) { return kind_.type.can_read(der); });
  if (count() > 1) {
    failure_ =
        Failure{"several_messages", 0, "", "a line of " + std::to_string(count()) + " messages: give it as a file"};
  }
}

std::optional<Failure> Reading::describe(std::size_t index, const DocumentOutput& output) {
  if (failure_) {
    return failure_;
  }
  const auto describe_it = [&] {
    const Message& message = input_.messages()[index];
    const bool is_silent = message.step_count == 0 || (is_line_ && message.is_plain());
    const std::string form = is_silent ? std::string{} : message.form();
    return kind_.describe_der(message, options_.tolerance, {form, message.has(bare_data)}, output);
  };
  std::optional<Failure> failure = describe_it();
  if (failure && is_line_) {
    unwrap_line();
    failure = failure_ ? failure_ : describe_it();
  }
  if (failure_) {
    return failure_;
  }
  return failure ? std::optional{failure_of(input_.messages()[index], std::move(*failure))} : std::nullopt;
}

Failure Reading::failure_of(const Message& message, Failure failure) {
  if (!message.problem.empty()) {
    // The empty DER was read: the error's field is the message as a whole, as it should be.
    failure.code = "not_der";
    failure.message = "not DER: " + message.problem;
    if (message.step_count > 1) {
      failure.message += " (input: " + message.form() + ")";
    }
    return failure;
  }
  if (content_.empty()) {
    failure.message = "there is nothing to read: the input is empty";
    return failure;
  }
  constexpr std::size_t most_places = 100;  // finding one takes time that grows with the input
  if (message.step_count != 0 && ++places_ <= most_places) {
    failure.form = message.form();
    failure.input_offset = message.place_of(failure.offset);
    failure.message += " (" + place_text(message, *failure.input_offset, content_) + ")";
  }
  failure.message += hint(kind_, message.der);
  return failure;
}

std::vector<LoadedMessage> load_messages(const Kind& kind, const std::string& path, const ReadingOptions& options) {
  Reading reading{kind, options};
  reading.open(path);
  std::vector<LoadedMessage> all;
  for (std::size_t i = 0; i < reading.count(); ++i) {
    if (const std::optional<Failure> failure = reading.describe(i, [](const auto&) {})) {
      throw BadFile{path, *failure};
    }
    const Message& message = reading.message(i);
    all.push_back({{message.der.begin(), message.der.end()},
                   message.step_count == 0 ? std::string{} : message.form(),
                   !message.has(bare_data)});
  }
  return all;
}

}  // namespace ocspan_tool
