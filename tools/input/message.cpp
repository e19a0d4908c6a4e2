#include "input/message.hpp"

namespace ocspan_tool {
namespace {

using namespace ocspan;

template <class Message>
std::optional<Failure> describe_der(Bytes der, Tolerance tolerance, JsonText& document) {
  const Result<Message> message = load<Message>(der, tolerance);
  if (message) {
    document.write([&](JsonWriter& json) { describe(json, *message, tolerance); });
    return std::nullopt;
  }
  const Error error = message.error();
  const Result<std::string> path =
      to_std_string([&](std::span<char> out) { return error_path<Message>(der, tolerance, out); });
  return Failure{std::string{to_string(error.code)}, error.offset, *path, std::string{message_of(error.code)}};
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

void read_message(const Kind& kind, std::string_view content, Tolerance tolerance, Reading& reading) {
  Input& input = reading.input;
  std::optional<Failure>& failure = reading.failure;
  decode_input(content, kind.pem_labels, input);
  failure = kind.describe_der(input.der, tolerance, reading.document);
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

void read_file(const Kind& kind, const std::string& path, Tolerance tolerance, Reading& reading) {
  std::string content;
  try {
    content = read_content(path);
  } catch (const BadFile& error) {
    reading.failure = error.failure;
    reading.input = {};
    return;
  }
  read_message(kind, content, tolerance, reading);
}

std::vector<std::uint8_t> read_der(const Kind& kind, const std::string& path, Tolerance tolerance) {
  Reading reading;
  read_file(kind, path, tolerance, reading);
  if (reading.failure) {
    throw BadFile{path, *reading.failure};
  }
  return std::move(reading.input.der);
}

}  // namespace ocspan_tool
