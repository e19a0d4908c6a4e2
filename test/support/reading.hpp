// For unit tests of reading: reads one value alone; checks a table of bytes that a type refuses.
#pragma once

#include <initializer_list>
#include <string_view>

#include "ocspan/asn1/error_text.hpp"
#include "ocspan/asn1/reader.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"

namespace ocspan_test {

/// The outcome of reading a T alone. Its value views the bytes that it was read from.
template <class T>
struct Reading {
  T value;
  ocspan::Error error;
  ocspan::Tolerance tolerated;
};

/// Reads a T from the bytes, which must outlive its value. Bytes after the value are ignored.
template <class T>
Reading<T> read_alone(const ByteVector& der, ocspan::Field field,
                      ocspan::Tolerance tolerance = ocspan::Tolerance::none) {
  ocspan::ReadContext context{der, tolerance};
  ocspan::Reader reader{context};
  T value;
  value.read(reader, field);
  return {value, context.error(), context.tolerated()};
}

/// Deleted, because temporary bytes would not outlive the value; error_of() takes them.
template <class T>
Reading<T> read_alone(const ByteVector&& der, ocspan::Field field,
                      ocspan::Tolerance tolerance = ocspan::Tolerance::none) = delete;

/// The error of reading a T alone. The bytes may be temporary.
template <class T>
ocspan::Error error_of(const ByteVector& der, ocspan::Field field,
                       ocspan::Tolerance tolerance = ocspan::Tolerance::none) {
  return read_alone<T>(der, field, tolerance).error;
}

/// A T under another tag.
template <class T, ocspan::Tag tag>
struct Tagged : T {
  void read(ocspan::Reader& reader, ocspan::Field field) { T::read(reader, field, tag); }
};

/// Bytes in hexadecimal, and the error of reading them.
struct Refusal {
  std::string_view der;
  ocspan::Error error;
};

using Refusals = std::initializer_list<Refusal>;

/// Checks that reading a T alone gives the error of each row.
template <class T>
void check_refusals(ocspan::Field field, Refusals rows) {
  for (const Refusal& row : rows) {
    const ocspan::Error error = error_of<T>(hex(row.der), field);
    CAPTURE(row.der, to_string(error.code), to_string(error.field), error.offset);
    CHECK(error == row.error);
  }
}

}  // namespace ocspan_test
