#include "ocspan/asn1/reader.hpp"

namespace ocspan {

// X.690 8.1: identifier octets, length octets, contents octets. DER (10.1) leaves one way to write a length.
OCSPAN_FN Bytes Reader::contents(Tag tag, Field field) {
  if (context_->state_ == ReadContext::State::failed) {
    return {};
  }
  if (pos_ == end_) {
    fail(ErrorCode::missing, field, pos_);
    return {};
  }
  if (static_cast<Tag>(*pos_) != tag) {
    const bool high = (*pos_ & 0x1f) == 0x1f;
    fail(high ? ErrorCode::high_tag : ErrorCode::wrong_tag, field, pos_);
    return {};
  }
  return contents_after_identifier(pos_ + 1, field);
}

// Differences of pointers are compared, never sums: a sum may lie beyond the end.
OCSPAN_FN Bytes Reader::contents_after_identifier(const std::uint8_t* length_octets, Field field) {
  const std::uint8_t* at = length_octets;
  if (at == end_) {
    fail(ErrorCode::truncated, field, at);
    return {};
  }
  std::size_t length = *at++;
  if (length >= 0x80) {  // the long form, X.690 8.1.3.5
    const std::size_t count = length & 0x7f;
    if (count == 0) {
      fail(ErrorCode::indefinite_length, field, length_octets);
      return {};
    }
    if (count == 0x7f) {
      fail(ErrorCode::reserved_length, field, length_octets);
      return {};
    }
    if (static_cast<std::size_t>(end_ - at) < count) {
      fail(ErrorCode::truncated, field, length_octets);
      return {};
    }
    if (*at == 0 || (count == 1 && *at < 0x80)) {
      fail(ErrorCode::length_not_minimal, field, at);
      return {};
    }
    if (count > 4) {  // more than any input holds
      fail(ErrorCode::truncated, field, at + count);
      return {};
    }
    length = 0;
    for (std::size_t i = 0; i < count; ++i) {
      length = length << 8 | *at++;
    }
  }
  if (static_cast<std::size_t>(end_ - at) < length) {
    fail(ErrorCode::truncated, field, at);
    return {};
  }
  pos_ = at + length;
  return {at, length};
}

OCSPAN_FN Bytes Reader::any(Field field) {
  if (context_->state_ == ReadContext::State::failed) {
    return {};
  }
  if (pos_ == end_) {
    fail(ErrorCode::missing, field, pos_);
    return {};
  }
  const std::uint8_t* const begin = pos_;
  const std::uint8_t* at = begin + 1;
  if ((*begin & 0xdf) == 0) {  // with or without the constructed bit
    fail(ErrorCode::reserved_tag, field, begin);
    return {};
  }
  if ((*begin & 0x1f) == 0x1f) {  // X.690 8.1.2.4: seven bits an octet, the last without the high bit
    while (at != end_ && *at >= 0x80) {
      ++at;
    }
    if (at == end_) {
      fail(ErrorCode::truncated, field, begin + 1);
      return {};
    }
    if (begin[1] == 0x80 || begin[1] < 0x1f) {
      fail(ErrorCode::bad_high_tag, field, begin);
      return {};
    }
    ++at;
  }
  return contents_after_identifier(at, field);
}

OCSPAN_FN void Reader::fail(ErrorCode code, Field field, const std::uint8_t* at) {
  if (context_->state_ != ReadContext::State::failed) {
    context_->error_ = {code, field, static_cast<std::uint32_t>(at - context_->input_.data())};
    context_->state_ = ReadContext::State::failed;
  }
}

OCSPAN_FN void Reader::deviate(Tolerance flag, ErrorCode code, Field field, const std::uint8_t* at) {
  if (!allows(flag)) {
    fail(code, field, at);
  } else {
    context_->used_ |= flag;
  }
}

OCSPAN_FN void Reader::leave(Field field) {
  if (pos_ != end_) {
    fail(ErrorCode::trailing_data, field, pos_);
  } else if (context_->state_ == ReadContext::State::tracing) {
    context_->trace_->leave();
  }
}

}  // namespace ocspan
