// Finds the OCSP messages in any input: captures, archives, documents, core dumps, logs.
#pragma once

#include <cstdint>
#include <functional>
#include <ocspan/asn1/bytes.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "find/window.hpp"

namespace ocspan_tool::find {

/// A message in an input.
struct Found {
  /// Where the compressed streams begin that it is in: the first in the input, each other in what the one before holds.
  std::vector<std::uint64_t> streams;
  std::uint64_t offset = 0;  ///< where it begins in the innermost stream, or in the input
  std::uint64_t length = 0;  ///< of what stands there: of the DER, or of the base64 with its padding
  std::string_view type;     ///< "OCSPResponse", "BasicOCSPResponse" or "OCSPRequest"
  std::string_view form;     ///< "DER" or "base64"
  ocspan::Bytes der;         ///< lifetime: until the function that is told of it returns
};

struct Limits {
  std::uint64_t max_message = 16 << 20;  ///< in bytes of DER; longer ones are not found
  /// How many bytes may be read in vain, in all places together that look like messages and are none, and how many
  /// more for each byte of the input.
  std::uint64_t free_work = 256 << 20;
  std::uint64_t work_per_byte = 8;
  /// How many bytes may be decompressed, and how many more for each byte of the input.
  std::uint64_t free_inflated = std::uint64_t{1} << 30;
  std::uint64_t inflated_per_byte = 32;
  std::size_t max_depth = 4;  ///< of compressed streams within each other
};

/// Calls `tell` for each message in an input, in the order in which they stand there, and returns what it has not
/// looked into, and why, in words; empty if it is nothing. What counts as a message is what the library reads with no
/// tolerance. Of messages that overlap, only the one that begins first counts, so none is told of that is inside
/// another. A stream that is compressed is looked into if it is in a PDF or ZIP file or by gzip. Takes time in
/// proportion to the input, and memory in proportion to the longest message that it may hold.
std::vector<std::string> find_messages(const Source& source, const Limits& limits,
                                       const std::function<void(const Found&)>& tell);

}  // namespace ocspan_tool::find
