#include "ocspan/asn1/writer.hpp"

#include <algorithm>

#include "ocspan/asn1/limits.hpp"

namespace ocspan {

OCSPAN_FN void Writer::raw(Bytes octets) {
  if (fits(octets.size())) {
    std::copy(octets.begin(), octets.end(), out_.begin() + static_cast<std::ptrdiff_t>(size_));
  }
  advance(octets.size());
}

OCSPAN_FN void Writer::value(Tag tag, Bytes contents) {
  nest(tag, [&] { raw(contents); });
}

OCSPAN_FN void Writer::advance(std::size_t size) {
  if (size > max_input_size - size_) {
    fail({ErrorCode::input_too_long});
  } else {
    size_ += size;
  }
}

/// Writes the identifier octet, leaves room for a length of one octet, and returns where the contents begin.
OCSPAN_FN std::size_t Writer::begin(Tag tag) {
  const std::uint8_t identifier_and_length[] = {static_cast<std::uint8_t>(tag), 0};
  raw(identifier_and_length);
  return size_;
}

// X.690 8.1.3 and 10.1: one octet up to 127, else as many as the length needs behind one that says how many.
OCSPAN_FN void Writer::end(std::size_t contents) {
  const std::size_t length = size_ - contents;
  std::size_t more = 0;
  if (length >= 0x80) {
    for (std::size_t rest = length; rest != 0; rest >>= 8) {
      ++more;
    }
  }
  const bool all_there = fits(more);
  advance(more);
  if (!all_there || error_) {
    return;
  }
  std::uint8_t* const at = out_.data() + contents;
  if (more == 0) {
    at[-1] = static_cast<std::uint8_t>(length);
    return;
  }
  std::copy_backward(at, at + length, at + length + more);
  at[-1] = static_cast<std::uint8_t>(0x80 | more);
  for (std::size_t i = 0; i < more; ++i) {
    at[i] = static_cast<std::uint8_t>(length >> 8 * (more - 1 - i));
  }
}

OCSPAN_FN Result<Bytes> Writer::finish() const {
  if (error_) {
    return error_;
  }
  if (size_ > out_.size()) {
    return Error{ErrorCode::no_space, Field::none, static_cast<std::uint32_t>(size_)};
  }
  return Bytes{out_.first(size_)};
}

}  // namespace ocspan
