// Lists of the serial numbers that a CA has issued: no heap, nothing of the hosted standard library.
#pragma once

#include <algorithm>
#include <ocspan/lint/lint.hpp>
#include <ocspan/ocspan.hpp>

namespace ocspan_tool {

/// A number without the zeros that it begins with, so that equal numbers have equal bytes. Lifetime: that of `bytes`.
inline ocspan::Bytes without_leading_zeros(ocspan::Bytes bytes) {
  while (!bytes.empty() && bytes.front() == 0) {
    bytes = bytes.subspan(1);
  }
  return bytes;
}

/// What the CA has on record of a serial number. Each of the entries has the bytes of a `magnitude`, without leading
/// zeros, by which they are ordered lexicographically, and `issued_time()`. A negative number is in no such list.
template <class Entries>
ocspan::IssuedCertificate find_issued(const Entries& entries, const ocspan::Integer& serial_number) {
  const ocspan::Bytes wanted = without_leading_zeros(serial_number.bytes());
  const auto entry = std::lower_bound(entries.begin(), entries.end(), wanted, [](const auto& a, ocspan::Bytes b) {
    return std::lexicographical_compare(a.magnitude.begin(), a.magnitude.end(), b.begin(), b.end());
  });
  const bool is_issued = !serial_number.is_negative() && entry != entries.end() &&
                         std::equal(entry->magnitude.begin(), entry->magnitude.end(), wanted.begin(), wanted.end());
  return is_issued ? ocspan::IssuedCertificate{true, entry->issued_time()} : ocspan::IssuedCertificate{};
}

}  // namespace ocspan_tool
