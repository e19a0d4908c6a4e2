// Identifier octets (X.690 8.1.2).
#pragma once

#include <cstdint>

#include "ocspan/config.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// A whole identifier octet: class, primitive or constructed, number 0 to 30.
enum class Tag : std::uint8_t {
  boolean = 0x01,
  integer = 0x02,
  bit_string = 0x03,
  octet_string = 0x04,
  null = 0x05,
  object_identifier = 0x06,
  enumerated = 0x0a,
  utf8_string = 0x0c,
  numeric_string = 0x12,
  printable_string = 0x13,
  teletex_string = 0x14,
  ia5_string = 0x16,
  utc_time = 0x17,
  generalized_time = 0x18,
  visible_string = 0x1a,
  universal_string = 0x1c,
  bmp_string = 0x1e,
  sequence = 0x30,
  set = 0x31,
};

/// The tag [n] IMPLICIT of a primitive type.
constexpr Tag implicit_tag(unsigned n) { return static_cast<Tag>(0x80U | n); }

/// The tag [n] EXPLICIT, and [n] IMPLICIT of a constructed type.
constexpr Tag explicit_tag(unsigned n) { return static_cast<Tag>(0xa0U | n); }

}  // namespace ocspan::inline OCSPAN_ABI
