#include "ocspan/asn1/reader.hpp"

namespace ocspan {

// X.690 8.1: identifier octets, length octets, contents octets. DER (10.1) leaves one way to write a length.
OCSPAN_FN Bytes ReadContext::contents(const std::uint8_t* at, const std::uint8_t* end, Tag tag, Field field) {
  if (state_ == State::failed) {
    return {at, 0};
  }
  if (at == end) {
    return refuse(ErrorCode::missing, field, at);
  }
  if (static_cast<Tag>(*at) != tag) {
    const bool high = (*at & 0x1f) == 0x1f;
    return refuse(high ? ErrorCode::high_tag : ErrorCode::wrong_tag, field, at);
  }
  return contents_after_identifier(at + 1, end, field);
}

OCSPAN_FN Bytes ReadContext::any(const std::uint8_t* at, const std::uint8_t* end, Field field) {
  if (state_ == State::failed) {
    return {at, 0};
  }
  if (at == end) {
    return refuse(ErrorCode::missing, field, at);
  }
  const std::uint8_t* const begin = at++;
  if ((*begin & 0xdf) == 0) {  // with or without the constructed bit
    return refuse(ErrorCode::reserved_tag, field, begin);
  }
  if ((*begin & 0x1f) == 0x1f) {  // X.690 8.1.2.4: seven bits an octet, the last without the high bit
    while (at != end && *at >= 0x80) {
      ++at;
    }
    if (at == end) {
      return refuse(ErrorCode::truncated, field, begin + 1);
    }
    if (begin[1] == 0x80 || begin[1] < 0x1f) {
      return refuse(ErrorCode::bad_high_tag, field, begin);
    }
    ++at;
  }
  return contents_after_identifier(at, end, field);
}

// Differences of pointers are compared, never sums: a sum may lie beyond the end.
OCSPAN_FN Bytes ReadContext::contents_after_identifier(const std::uint8_t* at, const std::uint8_t* end, Field field) {
  const std::uint8_t* const length_octets = at;
  if (at == end) {
    return refuse(ErrorCode::truncated, field, at);
  }
  std::size_t length = *at++;
  if (length >= 0x80) {  // the long form, X.690 8.1.3.5
    const std::size_t count = length & 0x7f;
    if (count == 0) {
      return refuse(ErrorCode::indefinite_length, field, length_octets);
    }
    if (count == 0x7f) {
      return refuse(ErrorCode::reserved_length, field, length_octets);
    }
    if (static_cast<std::size_t>(end - at) < count) {
      return refuse(ErrorCode::truncated, field, length_octets);
    }
    if (*at == 0 || (count == 1 && *at < 0x80)) {
      return refuse(ErrorCode::length_not_minimal, field, at);
    }
    if (count > 4) {  // more than any input holds
      return refuse(ErrorCode::truncated, field, at + count);
    }
    length = 0;
    for (std::size_t i = 0; i < count; ++i) {
      length = length << 8 | *at++;
    }
  }
  if (static_cast<std::size_t>(end - at) < length) {
    return refuse(ErrorCode::truncated, field, at);
  }
  return {at, length};
}

OCSPAN_FN Bytes ReadContext::refuse(ErrorCode code, Field field, const std::uint8_t* at) {
  fail(code, field, at);
  return {at, 0};
}

OCSPAN_FN void ReadContext::fail(ErrorCode code, Field field, const std::uint8_t* at) {
  if (state_ != State::failed) {
    error_ = {code, field, static_cast<std::uint32_t>(at - input_.data())};
    state_ = State::failed;
  }
}

OCSPAN_FN void ReadContext::deviate(Tolerance flag, ErrorCode code, Field field, const std::uint8_t* at) {
  if (!contains(allowed_, flag)) {
    fail(code, field, at);
  } else {
    used_ |= flag;
  }
}

OCSPAN_FN void ReadContext::enter(Field field) { trace_->enter(field); }

OCSPAN_FN void ReadContext::leave(const std::uint8_t* at, const std::uint8_t* end, Field field) {
  if (at != end) {
    fail(ErrorCode::trailing_data, field, at);
  } else if (state_ == State::tracing) {
    trace_->leave();
  }
}

}  // namespace ocspan
