// What a verification says of a certificate, as text.
#pragma once

#include <string>

#include "output/document.hpp"

namespace ocspan_tool {

/// What the failed check found, beyond its message: "asked about 0x07 (7), the answers are about 0x1001 (4097)"; empty
/// if there is nothing to add.
std::string detail_of(const Verified& verified);

/// The text of `ocspan verify`. `subject` is what people call the certificate, a file or a serial number;
/// `expires_too_soon` says that less is left than was asked for.
std::string render(const Verified& verified, const std::string& subject, bool expires_too_soon);

}  // namespace ocspan_tool
