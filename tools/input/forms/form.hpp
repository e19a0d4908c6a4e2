// The forms in which people have messages: how each is recognised, how it is undone, what it is called.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "input/input.hpp"

namespace ocspan_tool {

/// One way to write a message down, or to pack it.
struct Form {
  std::string_view name;  ///< "base64"
  bool is_text;           ///< whether people read it, so that a place in it has a line and a column
  /// Undoes the form: adds to `input` the messages in `content`, or a problem. False, and nothing is added, if
  /// `content` is of another form. It is not empty.
  bool (*undo)(std::string_view content, Input& input);
  /// Where in `text` the byte at `offset` of what it stands for is.
  std::size_t (*locate)(std::string_view text, std::size_t offset);
};

// What people write messages down in.
extern const Form pem;            // pem.cpp
extern const Form hexadecimal;    // encodings.cpp
extern const Form base64;         // encodings.cpp
extern const Form base64url;      // encodings.cpp
extern const Form http_response;  // http.cpp
extern const Form http_request;   // http.cpp
extern const Form get_url;        // get_url.cpp
extern const Form c_array;        // c_array.cpp
extern const Form hex_dump;       // hex_dump.cpp
extern const Form tshark;         // tshark.cpp: what it writes in hexadecimal
extern const Form mistake;        // mistake.cpp: what is plainly something else

/// The order in which they are tried: the first that recognises a content decides.
inline constexpr const Form* text_forms[] = {&http_response, &http_request, &hex_dump, &tshark, &pem,      &hexadecimal,
                                             &c_array,       &mistake,      &get_url,  &base64, &base64url};

// What messages are packed into.
extern const Form tls_status;      // tls.cpp
extern const Form cms;             // revocation_values.cpp
extern const Form cades_values;    // revocation_values.cpp
extern const Form adobe_archival;  // revocation_values.cpp
extern const Form bare_basic;      // bare.cpp
extern const Form bare_data;       // bare.cpp
extern const Form bare_cert_id;    // bare.cpp

/// Tried for what is no message as it stands.
inline constexpr const Form* packed_forms[] = {&tls_status, &cms,       &cades_values, &adobe_archival,
                                               &bare_basic, &bare_data, &bare_cert_id};

// What several forms need:

inline std::string_view text_of(std::span<const std::uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
inline std::span<const std::uint8_t> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
/// White space, or a printable character of ASCII.
inline bool is_text(char c) { return is_space(c) || (c >= 0x20 && c < 0x7f); }
/// `text` without white space at its ends.
std::string_view trim(std::string_view text);
/// Takes the first line away from `text`, and returns it without its end.
std::string_view take_line(std::string_view& text);
/// Whether this is one value of DER, as long as it says.
bool is_one_value(std::span<const std::uint8_t> der);
/// What a content is that is plainly no message, with what to do about it; empty for any other.
std::string_view name_of_mistake(std::string_view content);
/// What a value of DER is that is no message, with what to do about it; empty if it is not known.
std::string_view name_of_value(std::span<const std::uint8_t> der);
/// Decodes base64, with `-` and `_` and without padding as well. On damage returns where it is, else `none`.
std::size_t decode_any_base64(std::string_view text, std::span<std::uint8_t>& bytes);
inline constexpr std::size_t none = static_cast<std::size_t>(-1);
/// Takes the bytes that a text stands for, in order: keeps those for which there is room, and counts all.
struct ByteSink {
  std::span<std::uint8_t> room = {};
  std::size_t wanted = none;  ///< the number of a byte, the first being 0
  std::size_t place = none;   ///< where that byte stands in the text
  std::size_t count = 0;

  void put(std::uint8_t byte, std::size_t at) {
    if (count < room.size()) {
      room[count] = byte;
    }
    place = count == wanted ? at : place;
    ++count;
  }
};
/// Adds each line of `content` by itself, if each but empty ones is one message in this form; `decode` writes one to
/// the bytes that it is given, and cuts them to what it has written. False if it is not so.
bool add_lines(const Form& form, std::string_view content, bool (*decode)(std::string_view, std::span<std::uint8_t>&),
               Input& input);
/// Where the base64 digit with the first bits of the byte at `offset` stands.
std::size_t locate_base64(std::string_view text, std::size_t offset);
/// For forms that stand for their own bytes.
inline std::size_t locate_same(std::string_view /*text*/, std::size_t offset) { return offset; }

}  // namespace ocspan_tool
