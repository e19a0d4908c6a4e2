// JSON into a caller's buffer: no heap, no recursion, nothing of the hosted standard library.
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

/// A string literal whose length is known at compile time: WebAssembly has no strlen.
class Literal {
 public:
  consteval Literal(const char* text) : text_(text) {}
  constexpr std::string_view view() const { return text_; }

 private:
  std::string_view text_;
};

/// Takes a document piece by piece, so that it need not be in memory as a whole.
class JsonSink {
 public:
  /// Takes `piece`, which is in the memory that the last call has returned, and returns memory for `room` characters.
  virtual std::span<char> take(std::string_view piece, std::size_t room) = 0;

 protected:
  ~JsonSink() = default;
};

/// Writes values one after the other, with commas between them. An overload of `put(JsonWriter&, value)` says how a
/// type of value looks.
class JsonWriter {
 public:
  /// The document must fit into `out`, or its size is counted.
  explicit JsonWriter(std::span<char> out) : out_(out) {}

  /// Hands the document to a sink; flush() hands over the last piece.
  explicit JsonWriter(JsonSink& sink) : out_(sink.take({}, fixed_part)), sink_(&sink) {}
  void flush() { sink_->take(written(), 0); }

  /// The number of characters of the document, if the buffer has that many: then the document is in there. Otherwise a
  /// size that is enough.
  std::size_t size() const { return out_.size(); }

  /// {...} around the fields that `put_fields()` writes by field().
  template <class PutFields>
  void object(PutFields put_fields) {
    open('{');
    put_fields();
    close('}');
  }

  /// A field of an object. In place of a value, a callable may write it.
  template <class T>
  void field(Literal key, const T& value) {
    put_key(key.view());
    put_value(value);
  }

  /// [...] around what `put_element(element)` writes for each element.
  template <class Range, class PutElement>
  void list(Range&& elements, PutElement put_element) {
    open('[');
    for (const auto& element : elements) {
      if (sink_ != nullptr) {
        make_room(fixed_part);
      }
      separate();
      put_element(element);
    }
    close(']');
  }
  template <class Range>
  void list(const Range& elements) {
    list(elements, [this](const auto& element) { put(*this, element); });
  }

  /// [...] around the values that `put_elements()` writes by element(), which takes what field() does.
  template <class PutElements>
  void array(PutElements put_elements) {
    open('[');
    put_elements();
    close(']');
  }
  template <class T>
  void element(const T& value) {
    separate();
    put_value(value);
  }

  /// [...] around the names of the flags that are set: `name_of(i)` is empty for one that is not.
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

  /// A string, escaped as RFC 8259 7 requires. UTF-8 is copied unchanged.
  void string(std::string_view text);

  /// A string of bytes in hexadecimal, lower case.
  void hex(ocspan::Bytes bytes);

  /// A string of what `write(std::span<char>)` writes: a function like the library's, whose text has no control
  /// characters: `json.text([&](auto out) { return serial.to_decimal(out); })`. null if it returns an error.
  template <class Write>
  void text(Write write) {
    const auto write_after_quotation_mark = [&] {
      const std::span<char> rest = out_.rest();
      return write(rest.subspan(rest.empty() ? 0 : 1));
    };
    ocspan::Result<std::string_view> written = write_after_quotation_mark();
    if (sink_ == nullptr) [[likely]] {
      return finish_text(written);
    }
    if (const std::size_t room = room_for(written); room > out_.rest().size()) {
      make_room(room);
      written = write_after_quotation_mark();
    }
    finish_text(written);
    make_room(fixed_part);
  }

 private:
  // More than all of a document that is written between two calls of make_room(): keys, numbers, names that are
  // constants. What has no fixed size makes room for itself.
  static constexpr std::size_t fixed_part = 4096;

  template <class T>
  void put_value(const T& value) {
    if constexpr (std::invocable<const T&>) {
      value();
    } else {
      put(*this, value);
    }
  }

  /// After this so many characters fit. There must be a sink.
  void make_room(std::size_t room);
  std::string_view written() const;
  static std::size_t room_for(const ocspan::Result<std::string_view>& text);
  void open(char bracket);
  void close(char bracket);
  void separate();
  void put_key(std::string_view key);
  void finish_text(const ocspan::Result<std::string_view>& written);
  void escape_in_place(std::size_t size);

  ocspan::TextWriter out_;
  JsonSink* sink_ = nullptr;
  bool first_ = true;  // the next value is the first of its object or list
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

/// null for an absent value.
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
