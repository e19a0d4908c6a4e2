// What can go wrong, where, and in which field: what all layers report.
#pragma once

#include <cstdint>

#include "ocspan/config.hpp"
#include "ocspan/words.h"

namespace ocspan::inline OCSPAN_ABI {

/// What is wrong: ErrorCode::truncated and the other rows of OCSPAN_ERROR_CODES in words.h. to_string() gives the
/// code's name, message_of() a message for people.
enum class ErrorCode : std::uint8_t { OCSPAN_ERROR_CODES(OCSPAN_ENUMERATOR) };

/// A field of a message, by its name in the RFC: the rows of OCSPAN_FIELDS in words.h. A type's own name, such as
/// Field::certificate, stands for the whole message.
enum class Field : std::uint8_t { OCSPAN_FIELDS(OCSPAN_ENUMERATOR) };

/// Whether the field is a message of its own, such as an OCSPResponse, inside which the path of an error begins.
constexpr bool is_message(Field field) {
  switch (field) {
#define OCSPAN_X(name) case Field::name:
    OCSPAN_MESSAGES(OCSPAN_X)
#undef OCSPAN_X
    return true;
    default:
      return false;
  }
}

/// What is wrong, in which field, and at which byte of the caller's input, counted from 0. The offset is that of
///  - the identifier octet, if the tag is wrong, a rule about the whole field is broken, or the field is missing;
///  - the second identifier octet, if a tag number above 30 is cut off;
///  - the first length octet, if the length is indefinite, reserved or cut off; the second, if it is not minimal;
///  - the first contents octet, if the contents are cut off or their value is wrong;
///  - the first surplus byte, if something follows the end.
/// For no_space it is the size, in bytes or characters, that would have been enough; for other errors of writing, 0.
/// An Error has 8 bytes. error_text.hpp turns it into text and the path of the field; firmware need not link that.
struct [[nodiscard]] Error {
  ErrorCode code = ErrorCode::none;  ///< what is wrong; none if nothing is
  Field field = Field::none;         ///< in which field
  std::uint32_t offset = 0;          ///< at which byte of the input, from 0

  /// True if there is an error.
  constexpr explicit operator bool() const { return code != ErrorCode::none; }
  /// Whether code, field and offset are equal.
  friend constexpr bool operator==(const Error&, const Error&) = default;
};
static_assert(sizeof(Error) == 8);

}  // namespace ocspan::inline OCSPAN_ABI
