#include "input/any_message.hpp"

#include <algorithm>

namespace ocspan_tool {
namespace {

using namespace ocspan;

template <class Message>
Error load_error(Bytes der, Tolerance tolerance) {
  return load<Message>(der, tolerance).error();
}

// Of one array, as the labels of any type are all of them.
constexpr std::string_view labels[] = {"OCSP RESPONSE", "OCSP REQUEST", "CERTIFICATE", "X509 CERTIFICATE"};

}  // namespace

const MessageType response_type{"response", Field::ocsp_response, {labels, 1}, load_error<OCSPResponse>};
const MessageType request_type{"request", Field::ocsp_request, {labels + 1, 1}, load_error<OCSPRequest>};
const MessageType certificate_type{"certificate", Field::certificate, {labels + 2, 2}, load_error<Certificate>};
const MessageType basic_type{"basic", Field::basic_ocsp_response, {labels, 1}, load_error<BasicOCSPResponse>};

const MessageType& farthest_message_type(Bytes der, Tolerance tolerance) {
  const MessageType* farthest = nullptr;
  std::size_t most = 0;
  for (const MessageType* const type : message_types) {
    const Error error = type->load(der, tolerance);
    const std::size_t read = error ? error.offset : SIZE_MAX;
    if (farthest == nullptr || read > most) {
      farthest = type;
      most = read;
    }
  }
  return *farthest;
}

void decode_messages(Input& input, std::string_view content, const MessageType* type) {
  input.decode(content, type == nullptr ? std::span{labels} : type->pem_labels);
  input.unwrap([type](Bytes der) {
    return type != nullptr ? type->can_read(der)
                           : std::ranges::any_of(message_types, [&](const auto* any) { return any->can_read(der); });
  });
}

}  // namespace ocspan_tool
