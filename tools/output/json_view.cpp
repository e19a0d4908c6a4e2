#include "output/json_view.hpp"

namespace ocspan_tool {
namespace {

/// The size of the string that `text` begins with, its quotation marks included.
std::size_t size_of_string(std::string_view text) {
  std::size_t end = 1;
  while (text[end] != '"') {
    end += text[end] == '\\' ? 2U : 1U;
  }
  return end + 1;
}

/// The size of the value that `text` begins with.
std::size_t size_of_value(std::string_view text) {
  std::size_t depth = 0;
  std::size_t end = 0;
  do {
    const char c = text[end];
    if (c == '"') {
      end += size_of_string(text.substr(end));
      continue;
    }
    if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      --depth;
    }
    ++end;
  } while (end < text.size() && (depth != 0 || text[end] != ','));
  return end;
}

}  // namespace

JsonView::Iterator::Iterator(std::string_view container)
    : rest_(container.substr(0, 0)), has_keys_(container.starts_with('{')) {
  if (has_keys_ || container.starts_with('[')) {
    rest_ = container.substr(1, container.size() - 2);
    read_member();
  }
}

JsonView::Iterator& JsonView::Iterator::operator++() {
  rest_.remove_prefix(std::min(size_ + 1, rest_.size()));  // the comma as well
  read_member();
  return *this;
}

void JsonView::Iterator::read_member() {
  if (rest_.empty()) {
    return;
  }
  std::size_t begin = 0;
  if (has_keys_) {
    const std::size_t of_key = size_of_string(rest_);
    member_.key = rest_.substr(1, of_key - 2);
    begin = of_key + 1;  // the colon as well
  }
  size_ = begin + size_of_value(rest_.substr(begin));
  member_.value = JsonView{rest_.substr(begin, size_ - begin)};
}

JsonView::Iterator JsonView::begin() const { return Iterator{text_}; }

std::optional<JsonView> JsonView::find(std::string_view key) const {
  for (const JsonMember& member : *this) {
    if (is_object() && member.key == key) {
      return member.value;
    }
  }
  return std::nullopt;
}

std::optional<JsonView> JsonView::find(std::size_t index) const {
  for (const JsonMember& member : *this) {
    if (is_array()) {
      if (index == 0) {
        return member.value;
      }
      --index;
    }
  }
  return std::nullopt;
}

}  // namespace ocspan_tool
