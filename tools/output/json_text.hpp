// The memory of a document.
#pragma once

#include <string_view>
#include <vector>

#include "output/json_writer.hpp"

namespace ocspan_tool {

/// Holds one document after the other. Its memory grows to what the largest one needs.
class JsonText {
 public:
  /// Keeps what `put_document(JsonWriter&)` writes. Calls it again with more memory if there was not enough.
  template <class PutDocument>
  void write(PutDocument put_document) {
    while (true) {
      JsonWriter json{memory_};
      put_document(json);
      size_ = json.size();
      if (size_ <= memory_.size()) {
        return;
      }
      memory_ = std::vector<char>(size_);
    }
  }

  /// Lifetime: until the next write().
  std::string_view view() const { return {memory_.data(), size_}; }

 private:
  std::vector<char> memory_;
  std::size_t size_ = 0;
};

}  // namespace ocspan_tool
