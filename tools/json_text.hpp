// Memory for documents.
#pragma once

#include <string_view>
#include <vector>

#include "json_writer.hpp"

namespace ocspan_tool {

/// Holds a document. Its memory grows to what the largest one needs, and is used again for the next.
class JsonText {
 public:
  /// Keeps what `put_document(JsonWriter&)` writes. It is called again if there was not enough room.
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
