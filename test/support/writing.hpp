// For unit tests of writing: writes into a span of every possible size.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "ocspan/asn1/writer.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"

namespace ocspan_test {

/// The bytes that `write(Writer&)` writes. Checks that with a span of every smaller size it says how much it needs, and
/// that it never touches bytes after the span.
template <class Write>
ByteVector written_by(Write write) {
  constexpr std::uint8_t untouched = 0xa5;
  constexpr std::size_t guard = 16;
  ocspan::Writer counting{{}};
  write(counting);
  const std::size_t needed = counting.size();
  const ocspan::Error no_space{ocspan::ErrorCode::no_space, ocspan::Field::none, static_cast<std::uint32_t>(needed)};

  ByteVector written;
  for (std::size_t size = 0; size <= needed + 5; size += size == needed ? 5 : 1) {
    ByteVector buffer(size + guard, untouched);
    ocspan::Writer writer{std::span{buffer}.first(size)};
    write(writer);
    const ocspan::Result<ocspan::Bytes> result = writer.finish();
    const ocspan::Bytes bytes = *result;
    bool is_right = writer.size() == needed && writer.complete() == (size >= needed);
    std::size_t used = size;
    if (size < needed) {
      is_right = is_right && result.error() == no_space && bytes.empty();
    } else {
      is_right = is_right && result && bytes.data() == buffer.data() && bytes.size() == needed &&
                 (size == needed || ocspan::equal(bytes, written));
      used = needed;
      written.assign(bytes.begin(), bytes.end());
    }
    is_right = is_right && std::all_of(buffer.begin() + static_cast<std::ptrdiff_t>(used), buffer.end(),
                                       [](std::uint8_t byte) { return byte == untouched; });
    if (!is_right) {  // a CHECK for each size would cost more time than the code under test
      CAPTURE(size, needed);
      CHECK(is_right);
    }
  }
  return written;
}

/// The bytes that a T writes by its write(Writer&).
template <class T>
ByteVector written(const T& value) {
  return written_by([&](ocspan::Writer& writer) { value.write(writer); });
}

/// The error of writing a T, which is the same whether there is space or not.
template <class T>
ocspan::Error error_of_writing(const T& value) {
  ocspan::Writer counting{{}};
  value.write(counting);
  ByteVector buffer(1000);
  ocspan::Writer writer{buffer};
  value.write(writer);
  const ocspan::Error error = writer.finish().error();
  const bool same = counting.finish().error() == error;
  CHECK(same);
  return error;
}

}  // namespace ocspan_test
