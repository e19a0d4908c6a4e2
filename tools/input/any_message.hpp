// The types of messages, and inputs of which nobody has said what type is in them.
#pragma once

#include <ocspan/ocspan.hpp>
#include <span>
#include <string_view>

#include "input/input.hpp"

namespace ocspan_tool {

/// The labels of the PEM blocks that hold a message.
inline constexpr std::string_view message_labels[] = {"OCSP RESPONSE", "OCSP REQUEST", "CERTIFICATE",
                                                      "X509 CERTIFICATE"};

/// A type of message, as `--type` names it.
struct MessageType {
  std::string_view name;
  ocspan::Field message;
  std::span<const std::string_view> pem_labels;  ///< of the PEM blocks that hold one
  /// Why it cannot be read as this.
  ocspan::Error (*load)(ocspan::Bytes der, ocspan::Tolerance tolerance);

  /// Whether it can be read with all tolerances.
  bool can_read(ocspan::Bytes der) const { return !load(der, ocspan::Tolerance::all); }
};

extern const MessageType response_type;
extern const MessageType request_type;
extern const MessageType certificate_type;
extern const MessageType basic_type;

/// All of them. What can be read as several is of the first.
inline constexpr const MessageType* message_types[] = {&response_type, &request_type, &certificate_type, &basic_type};

/// A ResponseData that stands alone, before it is signed.
extern const MessageType response_data_type;

/// What has lints.
inline constexpr const MessageType* lint_types[] = {&response_type, &request_type, &certificate_type,
                                                    &response_data_type};

/// The first of the types that `der` can be read as. If it is none: the one that it begins as, or else the one as which
/// it can be read the farthest.
const MessageType& likeliest_message_type(ocspan::Bytes der, ocspan::Tolerance tolerance,
                                          std::span<const MessageType* const> types = message_types);
/// Recognises and decodes a content with messages of `type`, or of any type if that is null.
void decode_messages(Input& input, std::string_view content, const MessageType* type);

}  // namespace ocspan_tool
