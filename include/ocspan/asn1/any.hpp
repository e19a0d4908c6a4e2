// ANY: one value of whatever type.
#pragma once

#include "ocspan/asn1/bytes.hpp"
#include "ocspan/asn1/reader.hpp"
#include "ocspan/asn1/writer.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// A view of one whole value of any type, identifier and length octets included. What its contents hold is not checked.
/// Lifetime: that of the bytes.
class Any {
 public:
  /// No value: der() is empty.
  constexpr Any() = default;
  /// A NULL. Lifetime: that of the program.
  static constexpr Any null();
  /// The NULL in a message whose two bytes `der` is.
  static constexpr Any null_of(Bytes der) {
    Any null;
    null.der_ = der;
    null.bytes_ = der.last(0);
    return null;
  }

  /// The value whose bytes `der` is, which was read before without an error; no value if it is empty.
  OCSPAN_INLINE static Any of_read(Bytes der) {
    Any any;
    any.der_ = der;
    any.bytes_ = Reader::first(der);
    return any;
  }

  /// Reads one value. Errors: those of Reader::any, and null_content for a NULL that is not empty (X.690 8.8.2).
  OCSPAN_FN void read(Reader& reader, Field field);

  /// Writes der() as it is.
  OCSPAN_FN inline void write(Writer& writer) const { writer.raw(der_); }

  /// The whole value: identifier, length and contents octets.
  constexpr Bytes der() const { return der_; }
  /// The contents octets.
  constexpr Bytes bytes() const { return bytes_; }
  /// The first identifier octet; Tag{} if there is no value. Tag numbers above 30 are not in this octet.
  constexpr Tag tag() const { return der_.empty() ? Tag{} : static_cast<Tag>(der_[0]); }

 private:
  Bytes der_;
  Bytes bytes_;
};

namespace detail {

inline constexpr std::uint8_t der_of_null[] = {static_cast<std::uint8_t>(Tag::null), 0};

}  // namespace detail

constexpr Any Any::null() { return null_of(detail::der_of_null); }

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/asn1/any.cpp"
#endif
