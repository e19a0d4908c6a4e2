#include "ocspan/asn1/reader.hpp"

namespace ocspan::inline OCSPAN_ABI {

namespace detail {

// Each moves `at` past what it reads or, if it returns an error, to where the error is. Pointers are subtracted, never
// added to, for comparing: a sum may lie beyond the end.

/// The identifier octets, X.690 8.1.2. Tag{} stands for any tag.
constexpr ErrorCode skip_identifier(const std::uint8_t*& at, const std::uint8_t* end, Tag tag) {
  if (at == end) {
    return ErrorCode::missing;
  }
  const bool high = (*at & 0x1f) == 0x1f;
  if (tag != Tag{}) {
    if (static_cast<Tag>(*at) != tag) {
      return high ? ErrorCode::high_tag : ErrorCode::wrong_tag;
    }
  } else if ((*at & 0xdf) == 0) {  // UNIVERSAL 0, constructed or not
    return ErrorCode::reserved_tag;
  } else if (high) {  // 8.1.2.4: seven bits a byte, the last without the high bit
    const std::uint8_t* last = at + 1;
    while (last != end && *last >= 0x80) {
      ++last;
    }
    if (last == end) {
      ++at;
      return ErrorCode::truncated;
    }
    if (at[1] == 0x80 || at[1] < 0x1f) {
      return ErrorCode::bad_high_tag;
    }
    at = last;
  }
  ++at;
  return ErrorCode::none;
}

/// The length octets, X.690 8.1.3, in the one form that DER allows (10.1). Contents of that length must follow.
constexpr ErrorCode skip_length(const std::uint8_t*& at, const std::uint8_t* end, std::size_t& length) {
  if (at == end) {
    return ErrorCode::truncated;
  }
  length = *at;
  if (length >= 0x80) {  // the long form, 8.1.3.5
    const std::size_t count = length & 0x7f;
    if (count == 0) {
      return ErrorCode::indefinite_length;
    }
    if (count == 0x7f) {
      return ErrorCode::reserved_length;
    }
    if (static_cast<std::size_t>(end - at) <= count) {
      return ErrorCode::truncated;
    }
    if (at[1] < (count == 1 ? 0x80 : 1)) {
      ++at;
      return ErrorCode::length_not_minimal;
    }
    if (count > 4) {  // more than any input holds
      at += 1 + count;
      return ErrorCode::truncated;
    }
    length = 0;
    for (const std::uint8_t* const last = at + count; at != last;) {
      length = length << 8 | *++at;
    }
  }
  ++at;
  return static_cast<std::size_t>(end - at) < length ? ErrorCode::truncated : ErrorCode::none;
}

}  // namespace detail

// X.690 8.1.1: identifier octets, length octets, contents octets.
OCSPAN_FN Bytes Reader::read_value(Tag tag, Field field) {
  const std::uint8_t* at = pos_;
  std::size_t length = 0;
  if (context_->is_quiet() || context_->begin_value(tag, field, *this)) {
    ErrorCode error = detail::skip_identifier(at, end_, tag);
    if (error == ErrorCode::none) {
      error = detail::skip_length(at, end_, length);
    }
    if (error != ErrorCode::none) {
      context_->fail(error, field, at);
      length = 0;
    }
  }
  return advance_past({at, length});
}

OCSPAN_FN Bytes Reader::take(std::size_t size, Field field) {
  if (!context_->begin_value({}, Field::none, Reader{*context_, Bytes{}})) {  // it is no value in DER
    size = 0;
  } else if (size > remaining().size()) {
    context_->fail(pos_ == end_ ? ErrorCode::missing : ErrorCode::truncated, field, pos_);
    size = 0;
  }
  return advance_past({pos_, size});
}

OCSPAN_FN std::uint64_t Reader::number(std::size_t size, Field field) {
  std::uint64_t value = 0;
  for (const std::uint8_t byte : take(size, field)) {
    value = value << 8 | byte;
  }
  return value;
}

OCSPAN_FN Bytes Reader::vector(std::size_t length_size, Field field) {
  const std::uint64_t length = number(length_size, field);
  if (length > remaining().size()) {
    context_->fail(ErrorCode::truncated, field, pos_);
  }
  return take(static_cast<std::size_t>(length), field);
}

OCSPAN_FN void Reader::leave(Field field) const {
  if (pos_ != end_) {
    context_->begin_value({}, Field::none, *this);
    context_->fail(ErrorCode::trailing_data, field, pos_);
  } else {
    tell(Observer::Step::leave, field);
  }
}

OCSPAN_FN Bytes Reader::first_slow(Bytes values) {
  ReadContext context = ReadContext::for_reread(values);
  return Reader{context}.read_value(any_tag, Field::none);
}

OCSPAN_FN void ReadContext::fail(ErrorCode code, Field field, const std::uint8_t* at) {
  if (state_ != State::failed) {
    error_ = {code, field, static_cast<std::uint32_t>(at - input_.data())};
    state_ = State::failed;
  }
}

OCSPAN_FN void ReadContext::tolerate_or_fail(Tolerance flag, ErrorCode code, Field field, const std::uint8_t* at) {
  if (!contains(allowed_, flag)) {
    fail(code, field, at);
  } else if (state_ != State::failed) {
    used_ |= flag;
  }
}

/// Tells the observer of a value. False if there is an error already.
OCSPAN_FN bool ReadContext::begin_value(Tag tag, Field field, const Reader& next) {
  if (state_ == State::observed) {
    observer_->take_value_(*observer_, tag, field, next);
  }
  return state_ != State::failed;
}

OCSPAN_FN void ReadContext::tell(Observer::Step step, Field field) { observer_->take_step_(*observer_, step, field); }

OCSPAN_FN void ReadContext::leave(const std::uint8_t* at, const std::uint8_t* end, Field field) {
  Reader{*this, {at, end}}.leave(field);
}

}  // namespace ocspan::inline OCSPAN_ABI
