#include "input/any_message.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

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

constexpr std::uint8_t integer_tag = 0x02, enumerated_tag = 0x0a, time_tag = 0x18, sequence_tag = 0x30;
constexpr std::uint8_t context_0_tag = 0xa0, context_1_tag = 0xa1, context_2_tag = 0xa2;

/// A value of a message that has an error anywhere: its length may be more than there is.
struct Tlv {
  std::uint8_t tag = 0;  ///< zero if there is no value
  Bytes contents;
  Bytes behind;
};

Tlv tlv_at(Bytes der) {
  if (der.size() < 2) {
    return {};
  }
  std::size_t header = 2;
  std::size_t length = der[1];
  if (length > 0x7f) {
    const std::size_t count = length & 0x7f;
    if (count == 0 || count > 4 || der.size() < header + count) {
      return {};
    }
    length = 0;
    for (const std::uint8_t byte : der.subspan(header, count)) {
      length = length << 8 | byte;
    }
    header += count;
  }
  const Bytes rest = der.subspan(header);
  length = std::min(length, rest.size());
  return {der[0], rest.first(length), rest.subspan(length)};
}

/// The type whose elements a message begins with, right or wrong as they are; null if they are those of none.
const MessageType* type_of_beginning(Bytes der) {
  const Tlv message = tlv_at(der);
  const Tlv first = tlv_at(message.contents);
  if (message.tag != sequence_tag || first.tag == 0) {
    return nullptr;
  }
  if (first.tag == enumerated_tag) {
    return &response_type;
  }
  const bool is_signed = first.tag == sequence_tag;  // what is signed stands in a SEQUENCE of its own
  Tlv element = is_signed ? tlv_at(first.contents) : first;
  if (element.tag == context_0_tag) {  // the version, which each of them may have
    element = tlv_at(element.behind);
  }
  const std::uint8_t next = tlv_at(element.behind).tag;
  if (element.tag == context_2_tag || (element.tag == context_1_tag && next == time_tag)) {  // the responderID
    return is_signed ? &basic_type : &response_data_type;
  }
  if (is_signed && element.tag == integer_tag) {  // the serial number
    return &certificate_type;
  }
  // The requestList, or the name of the requestor before it.
  return is_signed && (element.tag == sequence_tag || (element.tag == context_1_tag && next == sequence_tag))
             ? &request_type
             : nullptr;
}

}  // namespace

const MessageType response_type{"response", Field::ocsp_response, {message_labels, 1}, load_error<OCSPResponse>};
const MessageType request_type{"request", Field::ocsp_request, {message_labels + 1, 1}, load_error<OCSPRequest>};
const MessageType certificate_type{"certificate", Field::certificate, {message_labels + 2, 2}, load_error<Certificate>};
const MessageType basic_type{"basic", Field::basic_ocsp_response, {message_labels, 1}, load_error<BasicOCSPResponse>};

const MessageType response_data_type{"responseData", Field::tbs_response_data, {}, load_response_data};

const MessageType& likeliest_message_type(Bytes der, Tolerance tolerance, std::span<const MessageType* const> types) {
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
  // An early error says little: a request of version v2 is read farther as a certificate than as what it is.
  const MessageType* const begun = type_of_beginning(der);
  return std::ranges::any_of(types, [begun](const auto* type) { return type == begun; }) ? *begun : *farthest;
}

void decode_messages(Input& input, std::string_view content, const MessageType* type) {
  input.decode(content, type == nullptr ? std::span{message_labels} : type->pem_labels);
  input.unwrap([type](Bytes der) {
    return type != nullptr ? type->can_read(der)
                           : std::ranges::any_of(message_types, [&](const auto* any) { return any->can_read(der); });
  });
}

}  // namespace ocspan_tool
