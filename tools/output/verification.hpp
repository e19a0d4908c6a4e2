// What a verification says of a certificate, as text.
#pragma once

#include <string>

#include "output/document.hpp"

namespace ocspan_tool {

/// The text of `ocspan verify`. `subject` is what people call the certificate, a file or a serial number;
/// `expires_too_soon` says that less is left than was asked for.
std::string render(const Verified& verified, const std::string& subject, bool expires_too_soon);

}  // namespace ocspan_tool
