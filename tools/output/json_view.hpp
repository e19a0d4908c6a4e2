// Parts of a document without a tree of it: a tree takes ten times the memory of the text.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

namespace ocspan_tool {

/// A document that was parsed. Keys keep their order.
using Document = nlohmann::ordered_json;

/// A value in the text of a document as JsonWriter writes it, without white space. Lifetime: that of the text.
class JsonView {
 public:
  explicit JsonView(std::string_view text) : text_(text) {}

  bool is_null() const { return text_.starts_with('n'); }
  bool is_string() const { return text_.starts_with('"'); }
  bool is_array() const { return text_.starts_with('['); }
  bool is_object() const { return text_.starts_with('{'); }
  bool is_primitive() const { return !is_array() && !is_object(); }
  /// Whether it is a list or an object with nothing in it.
  bool empty() const { return text_ == "[]" || text_ == "{}"; }

  /// The value of a key of an object; nullopt if this is none, or has no such key.
  std::optional<JsonView> find(std::string_view key) const;
  /// An element of a list; nullopt if this is none, or has no such element.
  std::optional<JsonView> find(std::size_t index) const;
  bool contains(std::string_view key) const { return find(key).has_value(); }

  /// As a tree.
  Document parse() const { return Document::parse(text_); }
  std::string_view text() const { return text_; }

  class Iterator;
  /// The elements of a list or the members of an object, in order; nothing for any other value.
  Iterator begin() const;
  static std::nullptr_t end() { return nullptr; }

 private:
  std::string_view text_;
};

/// A member of an object; an element of a list has no key.
struct JsonMember {
  std::string_view key;
  JsonView value;
};

class JsonView::Iterator {
 public:
  explicit Iterator(std::string_view container);

  const JsonMember& operator*() const { return member_; }
  Iterator& operator++();
  bool operator==(std::nullptr_t) const { return rest_.empty(); }

 private:
  void read_member();

  std::string_view rest_;  // from the member on, without the bracket that closes all
  std::size_t size_ = 0;   // of the member
  bool has_keys_;
  JsonMember member_{{}, JsonView{{}}};
};

}  // namespace ocspan_tool
