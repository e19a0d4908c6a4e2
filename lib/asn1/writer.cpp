#include "ocspan/asn1/writer.hpp"

#include <algorithm>

namespace ocspan::inline OCSPAN_ABI {

namespace detail {

// Hashes and serial numbers are mostly of this size, for which no function needs to be called.
constexpr void copy_16_to_32(Bytes bytes, std::uint8_t* to) {
  const std::size_t last = bytes.size() - 16;
  std::copy_n(bytes.data(), 16, to);
  std::copy_n(bytes.data() + last, 16, to + last);
}

/// The lower bytes of a number, the highest one first.
constexpr void put_number(std::uint64_t value, std::span<std::uint8_t> out) {
  for (std::size_t i = out.size(); i != 0; value >>= 8) {
    out[--i] = static_cast<std::uint8_t>(value & 0xff);
  }
}

}  // namespace detail

OCSPAN_FN void Writer::raw(Bytes bytes) {
  if (fits(bytes.size()) && !bytes.empty()) [[likely]] {  // empty input may come when size_ is already past the buffer
    std::copy(bytes.begin(), bytes.end(), out_.data() + size_);
    advance(bytes.size());
  } else {
    advance_checked(bytes.size());
  }
}

OCSPAN_FN void Writer::advance_checked(std::size_t size) {
  if (size > max_input_size - size_) {
    fail({ErrorCode::input_too_long});
  } else {
    size_ += size;
    left_ = fits(size) ? left_ - size : 0;
  }
}

OCSPAN_FN void Writer::value(Tag tag, Bytes contents) {
  if (detail::fast_paths && contents.size() < 0x80 && fits(contents.size() + 2)) [[likely]] {
    // nearly every value that is not nested
    std::uint8_t* const at = out_.data() + size_;
    at[0] = static_cast<std::uint8_t>(tag);
    at[1] = static_cast<std::uint8_t>(contents.size());
    if (contents.size() >= 16 && contents.size() <= 32) {
      detail::copy_16_to_32(contents, at + 2);
    } else {
      std::copy(contents.begin(), contents.end(), at + 2);
    }
    advance(contents.size() + 2);
  } else {
    value_of_any_size(tag, contents);
  }
}

OCSPAN_FN void Writer::value_of_any_size(Tag tag, Bytes contents) {
  nest(tag, [&] { raw(contents); });
}

OCSPAN_FN void Writer::number(std::uint64_t value, std::size_t size) {
  if (fits(size)) {
    detail::put_number(value, out_.subspan(size_, size));
  }
  advance_checked(size);
}

OCSPAN_FN void Writer::end_vector(std::size_t length_size, Field field, std::size_t contents) {
  const std::size_t length = size_ - contents;
  std::size_t rest = length;
  for (std::size_t i = 0; i < length_size; ++i) {
    rest >>= 8;
  }
  if (rest != 0) {
    fail({ErrorCode::wrong_length, field});
  } else if (size_ <= out_.size()) {
    detail::put_number(length, out_.subspan(contents - length_size, length_size));
  }
}

// X.690 8.1.3 and 10.1: the lengths up to 127 take one byte, others as many as needed after one that says how many.
OCSPAN_FN void Writer::make_room_for_length(std::size_t contents) {
  const std::size_t length = size_ - contents;
  std::size_t more = 0;
  for (std::size_t rest = length; rest != 0; rest >>= 8) {
    ++more;
  }
  const bool all_there = fits(more);
  advance_checked(more);
  if (!all_there) {
    return;
  }
  std::uint8_t* const at = out_.data() + contents;
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

}  // namespace ocspan::inline OCSPAN_ABI
