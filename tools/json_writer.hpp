// JSON into a caller's buffer: no heap, no recursion, nothing of the hosted library.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <ocspan/asn1/sequence_of.hpp>
#include <ocspan/asn1/text.hpp>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>

namespace ocspan_tool {

/// A literal: its length is worked out at compile time, so that nobody needs strlen.
class Literal {
 public:
  consteval Literal(const char* text) : text_(text) {}
  constexpr std::string_view view() const { return text_; }

 private:
  std::string_view text_;
};

/// Writes values one behind the other, with the commas between them. What a value looks like, an overload of
/// `put(JsonWriter&, value)` says; there is one for every type of value.
class JsonWriter {
 public:
  explicit JsonWriter(std::span<char> out) : out_(out) {}

  /// How many characters the document has, if that is not more than the buffer has: then it is in there. Else a size
  /// that is enough.
  std::size_t size() const { return out_.size(); }

  /// {...} of the fields that `put_fields()` writes by field().
  template <class PutFields>
  void object(PutFields put_fields) {
    open('{');
    put_fields();
    close('}');
  }

  /// A field of an object; a callable instead of a value is one that writes it.
  template <class T>
  void field(Literal key, const T& value) {
    put_key(key.view());
    if constexpr (std::invocable<const T&>) {
      value();
    } else {
      put(*this, value);
    }
  }

  /// [...] of what `put_element(element)` writes for each.
  template <class Range, class PutElement>
  void list(const Range& elements, PutElement put_element) {
    open('[');
    for (const auto& element : elements) {
      separate();
      put_element(element);
    }
    close(']');
  }
  template <class Range>
  void list(const Range& elements) {
    list(elements, [this](const auto& element) { put(*this, element); });
  }

  /// [...] of the names of what is set: `name_of(i)` is empty for what is not.
  template <class NameOf>
  void flags(std::size_t count, NameOf name_of) {
    open('[');
    for (std::size_t i = 0; i < count; ++i) {
      if (const std::string_view name = name_of(i); !name.empty()) {
        separate();
        string(name);
      }
    }
    close(']');
  }

  void null() { out_.put(Literal{"null"}.view()); }
  void boolean(bool value) { out_.put((value ? Literal{"true"} : Literal{"false"}).view()); }
  void number(std::uint64_t value);

  /// A string, escaped where JSON wants it (RFC 8259 7). UTF-8 is taken as it is.
  void string(std::string_view text);

  /// A string of bytes in hexadecimal, lower case.
  void hex(ocspan::Bytes bytes);

  /// A string of what `write(std::span<char>)` writes, a function that writes text without control characters as the
  /// library's do: `json.text([&](auto out) { return serial.to_decimal(out); })`. null if there is no such text.
  template <class Write>
  void text(Write write) {
    const std::span<char> rest = out_.rest();
    finish_text(write(rest.subspan(rest.empty() ? 0 : 1)));  // behind the quotation mark
  }

 private:
  void open(char bracket);
  void close(char bracket);
  void separate();
  void put_key(std::string_view key);
  void finish_text(const ocspan::Result<std::string_view>& written);
  void escape_in_place(std::size_t size);

  ocspan::TextWriter out_;
  bool first_ = true;  // of its object or list
};

template <std::unsigned_integral T>
void put(JsonWriter& json, T value) {
  if constexpr (std::same_as<T, bool>) {
    json.boolean(value);
  } else {
    json.number(value);
  }
}

inline void put(JsonWriter& json, std::string_view text) { json.string(text); }

/// In hexadecimal.
inline void put(JsonWriter& json, ocspan::Bytes bytes) { json.hex(bytes); }

/// null for an absent one.
template <class T>
void put(JsonWriter& json, const std::optional<T>& value) {
  if (value) {
    put(json, *value);
  } else {
    json.null();
  }
}

template <class T, ocspan::Tag tag>
void put(JsonWriter& json, const ocspan::SequenceOf<T, tag>& elements) {
  json.list(elements);
}

}  // namespace ocspan_tool
