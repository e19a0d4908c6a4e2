// RFC 5280 7.1: which names are the same.
#include "ocspan/asn1/string.hpp"
#include "ocspan/x509/name.hpp"

namespace ocspan::inline OCSPAN_ABI {
namespace detail {

/// The characters of a text as they are compared: ASCII letters in lower case, one space for any white space between
/// words, none at the beginning and the end.
class FoldedText {
 public:
  static constexpr std::uint32_t end = 0xffff'fffe;  // no character

  constexpr FoldedText(Tag tag, Bytes contents) : characters_(tag, contents) {}

  /// The next character, or `end`.
  OCSPAN_FN std::uint32_t next();

 private:
  CodePoints characters_;
  std::uint32_t held_ = end;  // the character after a space that was returned
  bool begun_ = false;
};

OCSPAN_FN std::uint32_t FoldedText::next() {
  std::uint32_t c = held_;
  held_ = end;
  bool space = false;
  while (c == end && characters_.more()) {
    c = characters_.next();
    if (c == ' ' || (c >= '\t' && c <= '\r')) {
      space = true;
      c = end;
    } else if (c >= 'A' && c <= 'Z') {
      c += 'a' - 'A';
    }
  }
  if (c != end && space && begun_) {
    held_ = c;
    return ' ';
  }
  begun_ = true;
  return c;
}

/// Whether the values that come first in these bytes, with these contents, are the same.
OCSPAN_FN inline bool values_match(Bytes a, Bytes contents_of_a, Bytes b, Bytes contents_of_b) {
  const auto tag_of_a = static_cast<Tag>(a[0]);
  const auto tag_of_b = static_cast<Tag>(b[0]);
  if (!is_string(tag_of_a) || !is_string(tag_of_b)) {
    return equal({a.data(), contents_of_a.data() + contents_of_a.size()},
                 {b.data(), contents_of_b.data() + contents_of_b.size()});
  }
  FoldedText text_of_a{tag_of_a, contents_of_a};
  FoldedText text_of_b{tag_of_b, contents_of_b};
  std::uint32_t c = 0;
  do {
    c = text_of_a.next();
    if (c != text_of_b.next()) {
      return false;
    }
  } while (c != FoldedText::end);
  return true;
}

}  // namespace detail

// Both names were read, so each is a list of SETs of SEQUENCEs of a type and a value. They are walked side by side,
// into each SET and SEQUENCE, so that names of one sequence of tags have one structure.
OCSPAN_FN bool names_match(const Name& a, const Name& b) {
  Bytes rest_of_a = a.bytes();
  Bytes rest_of_b = b.bytes();
  if (detail::fast_paths && equal(rest_of_a, rest_of_b)) {  // nearly always, if they match
    return true;
  }
  bool at_value = false;
  while (!rest_of_a.empty() && !rest_of_b.empty()) {
    const Bytes contents_of_a = Reader::first(rest_of_a);
    const Bytes contents_of_b = Reader::first(rest_of_b);
    const auto tag_of_a = static_cast<Tag>(rest_of_a[0]);
    const bool is_type = !at_value && tag_of_a == Tag::object_identifier;
    const std::uint8_t* next_of_a = contents_of_a.data();
    const std::uint8_t* next_of_b = contents_of_b.data();
    if (at_value) {
      if (!detail::values_match(rest_of_a, contents_of_a, rest_of_b, contents_of_b)) {
        return false;
      }
    } else if (rest_of_b[0] != rest_of_a[0] || (is_type && !equal(contents_of_a, contents_of_b))) {
      return false;
    }
    if (at_value || is_type) {
      next_of_a += contents_of_a.size();
      next_of_b += contents_of_b.size();
    }
    rest_of_a = {next_of_a, rest_of_a.data() + rest_of_a.size()};
    rest_of_b = {next_of_b, rest_of_b.data() + rest_of_b.size()};
    at_value = is_type;
  }
  return rest_of_a.empty() && rest_of_b.empty();
}

}  // namespace ocspan::inline OCSPAN_ABI
