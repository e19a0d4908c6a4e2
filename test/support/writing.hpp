// Writing for unit tests: with a span of every size there can be.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "ocspan/asn1/writer.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"

namespace ocspan_test {

/// What `write(Writer&)` writes. It is run with a span of every size from none to what it needs, and some more: as long
/// as there is too little space it must say how much is needed, and behind the span nothing may be touched.
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
    bool as_it_should = writer.size() == needed && writer.complete() == (size >= needed);
    std::size_t used = size;
    if (size < needed) {
      as_it_should = as_it_should && result.error() == no_space && bytes.empty();
    } else {
      as_it_should = as_it_should && result && bytes.data() == buffer.data() && bytes.size() == needed &&
                     (size == needed || ocspan::equal(bytes, written));
      used = needed;
      written.assign(bytes.begin(), bytes.end());
    }
    as_it_should = as_it_should && std::all_of(buffer.begin() + static_cast<std::ptrdiff_t>(used), buffer.end(),
                                               [](std::uint8_t byte) { return byte == untouched; });
    if (!as_it_should) {  // an assertion for each size would take longer than what it asserts
      CAPTURE(size, needed);
      CHECK(as_it_should);
    }
  }
  return written;
}

/// What a T is written as, by its write(Writer&).
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
