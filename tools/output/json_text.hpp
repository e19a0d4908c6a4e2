// The memory of a document, as a whole or piece by piece.
#pragma once

#include <functional>
#include <string_view>
#include <utility>
#include <vector>

#include "output/json_writer.hpp"

namespace ocspan_tool {

/// Holds one document after the other. Its memory grows to what the largest one needs.
class JsonText {
 public:
  /// Keeps what `put_document(JsonWriter&)` writes. Calls it again with more memory if there was not enough.
  template <class PutDocument>
  void write(const PutDocument& put_document) {
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

/// Hands a document on, a piece at a time. Its memory grows to what the largest string in it needs.
class JsonStream final : JsonSink {
 public:
  explicit JsonStream(std::function<void(std::string_view piece)> put) : put_(std::move(put)), memory_(1 << 16) {}

  /// Hands on what `put_document(JsonWriter&)` writes.
  template <class PutDocument>
  void write(const PutDocument& put_document) {
    JsonWriter json{*this};
    put_document(json);
    json.flush();
  }

 private:
  std::span<char> take(std::string_view piece, std::size_t room) override {
    if (!piece.empty()) {
      put_(piece);
    }
    if (room > memory_.size()) {
      memory_ = {};
      memory_.resize(room);
    }
    return memory_;
  }

  std::function<void(std::string_view piece)> put_;
  std::vector<char> memory_;
};

}  // namespace ocspan_tool
