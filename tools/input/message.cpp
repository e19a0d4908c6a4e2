#include "input/message.hpp"

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
std::optional<Failure> describe_der(std::span<std::uint8_t> der, Tolerance tolerance, const DocumentOutput& output) {
  const Result<Message> message = load<Message>(der, tolerance);
  if (message) {
    output([&](JsonWriter& json) { describe(json, *message, tolerance); });
    return std::nullopt;
  }
  return failure_of<Message>(der, tolerance);
}

template <class Message>
bool is_readable(Bytes der) {
  return load<Message>(der, Tolerance::all).has_value();
}

constexpr std::string_view response_labels[] = {"OCSP RESPONSE"};
constexpr std::string_view request_labels[] = {"OCSP REQUEST"};
constexpr std::string_view certificate_labels[] = {"CERTIFICATE", "X509 CERTIFICATE"};

/// "; this can be read as a request (ocspan request)" if the bytes are a message of another kind.
std::string hint(const Kind& expected, Bytes der) {
  for (const Kind* const kind : {&response_kind, &request_kind, &certificate_kind}) {
    if (kind != &expected && kind->is_readable(der)) {
      return "; this can be read as a " + std::string{kind->name} + " (ocspan " + std::string{kind->name} + ")";
    }
  }
  return {};
}

}  // namespace

const Kind response_kind{"response", "OCSP Response Data",       response_labels,
                         true,       describe_der<OCSPResponse>, is_readable<OCSPResponse>};
const Kind request_kind{"request", "OCSP Request Data",       request_labels,
                        false,     describe_der<OCSPRequest>, is_readable<OCSPRequest>};
const Kind certificate_kind{"certificate",           "Certificate", certificate_labels, true, describe_der<Certificate>,
                            is_readable<Certificate>};

void read_message(const Kind& kind, std::string_view content, const ReadingOptions& options,
                  const DocumentOutput& output, Reading& reading) {
  Input& input = reading.input;
  std::optional<Failure>& failure = reading.failure;
  if (content.size() > options.max_size) {
    failure = too_large(options.max_size);
    input = {};
    return;
  }
  decode_input(content, kind.pem_labels, input);
  failure = kind.describe_der(input.der, options.tolerance, output);
  if (!failure) {
    return;
  }
  if (!input.problem.empty()) {
    // The empty DER was read: the error's field is the message as a whole, as it should be.
    failure->code = "not_der";
    failure->message = "not DER: " + input.problem;
  } else if (content.empty()) {
    failure->message = "there is nothing to read: the input is empty";
  } else {
    if (input.form != "DER") {
      failure->message += " (in the bytes that the " + input.form + " stands for)";
    }
    failure->message += hint(kind, input.der);
  }
}

void read_file(const Kind& kind, const std::string& path, const ReadingOptions& options, const DocumentOutput& output,
               Reading& reading) {
  std::string content;
  try {
    content = read_content(path, options.max_size);
  } catch (const BadFile& error) {
    reading.failure = error.failure;
    reading.input = {};
    return;
  }
  read_message(kind, content, options, output, reading);
}

std::vector<std::uint8_t> read_der(const Kind& kind, const std::string& path, const ReadingOptions& options) {
  Reading reading;
  read_file(kind, path, options, [](const auto&) {}, reading);
  if (reading.failure) {
    throw BadFile{path, *reading.failure};
  }
  return std::move(reading.input.der);
}

}  // namespace ocspan_tool
