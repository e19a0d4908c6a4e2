// What the C interface gives, held against what C++ does.
#pragma once

#include <cstring>
#include <optional>

#include "ocspan/ocspan.h"
#include "writing.hpp"

namespace ocspan::fuzz {

inline ocspan_bytes c_bytes(Bytes bytes) { return {bytes.data(), bytes.size()}; }
inline ocspan_time c_time(const Time& time) {
  return {time.year, time.month, time.day, time.hour, time.minute, time.second};
}

/// An object as a caller has it who sets nothing before it is written to.
template <class T>
T not_set() {
  T object;
  std::memset(&object, 0xa5, sizeof object);
  return object;
}

inline bool same(ocspan_bytes c, Bytes bytes) { return c.data == bytes.data() && c.size == bytes.size(); }
inline bool same(ocspan_bytes c, const std::optional<Bytes>& bytes) { return same(c, bytes.value_or(Bytes{})); }
inline bool same(ocspan_error c, Error error) {
  return c.code == static_cast<unsigned>(error.code) && c.field == static_cast<unsigned>(error.field) &&
         c.offset == error.offset;
}
inline bool same(ocspan_time c, const std::optional<Time>& time) {
  const ocspan_time expected = time ? c_time(*time) : ocspan_time{};
  return c.year == expected.year && c.month == expected.month && c.day == expected.day && c.hour == expected.hour &&
         c.minute == expected.minute && c.second == expected.second;
}
inline bool same(const ocspan_algorithm& c, const AlgorithmIdentifier& algorithm) {
  return same(c.oid, algorithm.oid().bytes()) && same(c.parameters, algorithm.parameters());
}
inline bool same(const ocspan_cert_id& c, const CertID& id) {
  return same(c.hash_algorithm, id.hash_algorithm()) && same(c.issuer_name_hash, id.issuer_name_hash()) &&
         same(c.issuer_key_hash, id.issuer_key_hash()) && same(c.serial_number, id.serial_number().bytes());
}
template <class Enum>
  requires std::is_enum_v<Enum>
bool same(unsigned c, Enum value) {
  return c == static_cast<unsigned>(value);
}

/// What is written into a buffer of any size is the same, `of_c(out, size, &written)` and `write(span)`, and nothing is
/// written behind it. A buffer of size 0 is NULL.
template <class Char, class OfC, class Write>
void check_writing(OfC of_c, Write write) {
  const auto needed = write(std::span<Char>{}).error();
  const std::size_t right = needed.code == ErrorCode::no_space ? needed.offset : 0;
  for (const std::size_t size : {std::size_t{0}, right / 2, right, right + 3}) {
    std::vector<Char> buffer(size);
    std::vector<Char> buffer_of_c(size + 1, Char{0x5a});
    const auto expected = write(std::span{buffer});
    std::size_t written = ~std::size_t{0};
    const ocspan_error error = of_c(size == 0 ? nullptr : buffer_of_c.data(), size, &written);
    OCSPAN_PROPERTY(same(error, expected.error()) && written == (*expected).size());
    OCSPAN_PROPERTY(std::equal((*expected).begin(), (*expected).end(), buffer_of_c.begin()));
    OCSPAN_PROPERTY(buffer_of_c[size] == Char{0x5a});
  }
}

/// A list of C has the elements of the list of C++, `is_same(of C, of C++)`. At its end it says so again and again.
template <class Element, class Next, class List, class IsSame>
void check_list(ocspan_list list, Next next, const List& expected, IsSame is_same) {
  auto element = not_set<Element>();
  for (const auto& one : expected) {
    OCSPAN_PROPERTY(next(&list, &element));
    is_same(element, one);
  }
  OCSPAN_PROPERTY(!next(&list, &element) && !next(&list, &element));
}

}  // namespace ocspan::fuzz
