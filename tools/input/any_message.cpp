#include "input/any_message.hpp"

#include <algorithm>

namespace ocspan_tool {
namespace {

using namespace ocspan;

template <class Message>
Error load_error(Bytes der, Tolerance tolerance) {
  return load<Message>(der, tolerance).error();
}

Error load_response_data(Bytes der, Tolerance tolerance) {
  UnsignedResponse data;
  return detail::read_message(data, der, tolerance);
}

}  // namespace

const MessageType response_type{"response", Field::ocsp_response, {message_labels, 1}, load_error<OCSPResponse>};
const MessageType request_type{"request", Field::ocsp_request, {message_labels + 1, 1}, load_error<OCSPRequest>};
const MessageType certificate_type{"certificate", Field::certificate, {message_labels + 2, 2}, load_error<Certificate>};
const MessageType basic_type{"basic", Field::basic_ocsp_response, {message_labels, 1}, load_error<BasicOCSPResponse>};

const MessageType response_data_type{"responseData", Field::tbs_response_data, {}, load_response_data};

const MessageType& farthest_message_type(Bytes der, Tolerance tolerance, std::span<const MessageType* const> types) {
  const MessageType* farthest = types.front();
  std::size_t most = 0;
  for (const MessageType* const type : types) {
    const Error error = type->load(der, tolerance);
    if (!error) {
      return *type;
    }
    if (error.offset > most) {
      farthest = type;
      most = error.offset;
    }
  }
  return *farthest;
}

void decode_messages(Input& input, std::string_view content, const MessageType* type) {
  input.decode(content, type == nullptr ? std::span{message_labels} : type->pem_labels);
  input.unwrap([type](Bytes der) {
    return type != nullptr ? type->can_read(der)
                           : std::ranges::any_of(message_types, [&](const auto* any) { return any->can_read(der); });
  });
}

}  // namespace ocspan_tool
