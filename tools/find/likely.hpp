// Where something may begin: the first look at every byte of an input, 16 at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <ocspan/asn1/bytes.hpp>

namespace ocspan_tool::find {

/// Finds the places at which a message in DER or base64, or a compressed stream, may begin: all at which one does, and
/// few others.
class Likely {
 public:
  /// How many bytes from a place on tell whether it is one. All that the input has of them must be there.
  static constexpr std::size_t looked_at = 16;

  /// The index of the first such place in `bytes`, which stand at `offset` in the input; their size if there is none.
  /// Reads up to 80 bytes behind them, which must be there. The same bytes must stand at the same offset in each call.
  std::size_t first(ocspan::Bytes bytes, std::uint64_t offset);

 private:
  std::uint64_t begin_ = 0;  // of the block that was looked at last
  std::uint64_t marks_ = 0;  // a bit for each place in it
};

}  // namespace ocspan_tool::find
