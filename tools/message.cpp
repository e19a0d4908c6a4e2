#include "message.hpp"

#include <algorithm>
#include <stdexcept>

#include "input.hpp"

namespace ocspan_tool {
namespace {

using namespace ocspan;

Result<OCSPResponse> load(Bytes der, Tolerance tolerance, OCSPResponse*) {
  return load_der_ocsp_response(der, tolerance);
}
Result<OCSPRequest> load(Bytes der, Tolerance tolerance, OCSPRequest*) { return load_der_ocsp_request(der, tolerance); }
Result<Certificate> load(Bytes der, Tolerance tolerance, Certificate*) {
  return load_der_x509_certificate(der, tolerance);
}

template <class Message>
Reading read_der(Bytes der, Tolerance tolerance) {
  Reading reading;
  const Result<Message> message = load(der, tolerance, static_cast<Message*>(nullptr));
  if (message) {
    reading.document = describe(*message, tolerance);
    return reading;
  }
  const Error error = message.error();
  const Result<std::string> path =
      to_std_string([&](std::span<char> out) { return error_path<Message>(der, tolerance, out); });
  reading.failure = {std::string{to_string(error.code)}, error.offset, *path, std::string{message_of(error.code)}};
  return reading;
}

/// "; it is an OCSP request" if the octets are a message of another kind.
std::string hint(const Kind& wanted, Bytes der) {
  for (const Kind& kind : kinds()) {
    if (kind.verb != wanted.verb && !kind.read_der(der, Tolerance::all).failure) {
      return "; this can be read as a " + std::string{kind.verb} + " (ocspan " + std::string{kind.verb} + ")";
    }
  }
  return {};
}

}  // namespace

const std::vector<Kind>& kinds() {
  static const std::vector<Kind> all = {
      {"response", "OCSP Response Data", "Show an OCSP response", {"OCSP RESPONSE"}, read_der<OCSPResponse>},
      {"request", "OCSP Request Data", "Show an OCSP request", {"OCSP REQUEST"}, read_der<OCSPRequest>},
      {"certificate",
       "Certificate",
       "Show an X.509 certificate",
       {"CERTIFICATE", "X509 CERTIFICATE"},
       read_der<Certificate>},
  };
  return all;
}

const Kind& kind_of(std::string_view verb) {
  return *std::find_if(kinds().begin(), kinds().end(), [&](const Kind& kind) { return kind.verb == verb; });
}

ExitStatus Failure::status() const { return code == "unreadable" ? wrong_usage : malformed; }

Document Failure::to_json() const {
  return {{"error", {{"code", code}, {"offset", offset}, {"field", field}, {"message", message}}}};
}

std::string Failure::to_line(const std::string& file) const {
  return (file == "-" ? "standard input" : file) + ": " +
         (field.empty() ? "" : field + " at byte " + std::to_string(offset) + ": ") + message;
}

Reading read_message(const Kind& kind, std::string_view content, Tolerance tolerance) {
  Input input = decode_input(content, kind.pem_labels);
  Reading reading = kind.read_der(input.der, tolerance);
  reading.form = input.form;
  if (!input.problem.empty()) {
    // The field is that of an empty message: the message as a whole.
    reading.failure->code = "not_der";
    reading.failure->message = "not DER: " + input.problem;
  } else if (content.empty()) {
    reading.failure->message = "there is nothing to read: the input is empty";
  } else if (reading.failure) {
    if (input.form != "DER") {
      reading.failure->message += " (in the octets that the " + input.form + " stands for)";
    }
    reading.failure->message += hint(kind, input.der);
  }
  reading.der = std::move(input.der);
  return reading;
}

Reading read_file(const Kind& kind, const std::string& path, Tolerance tolerance) {
  std::string content;
  try {
    content = read_content(path);
  } catch (const std::runtime_error& error) {
    Reading reading;
    reading.failure = {"unreadable", 0, "", error.what()};
    return reading;
  }
  return read_message(kind, content, tolerance);
}

}  // namespace ocspan_tool
