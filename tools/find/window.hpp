// A part of a long input in memory, which is read on as it is needed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <ocspan/asn1/bytes.hpp>
#include <span>
#include <vector>

namespace ocspan_tool::find {

/// Fills `out` as far as there is something, at least one byte, and returns how much that was; 0 at the end.
using Source = std::function<std::size_t(std::span<std::uint8_t> out)>;

/// What lies ahead in an input. Takes at most about twice as much memory as was ever asked for at once.
class Window {
 public:
  explicit Window(Source source) : source_(std::move(source)), memory_(first_size + margin) {}

  /// Where in the input bytes() begins.
  std::uint64_t offset() const { return offset_; }

  /// What is in memory of what lies ahead. Behind it are `margin` bytes that may be read, too, and are not of the
  /// input. Lifetime: until the next fill().
  ocspan::Bytes bytes() const { return {memory_.data() + begin_, end_ - begin_}; }

  /// Reads on until bytes() has this size. False if the input ends before.
  bool fill(std::size_t size);

  /// Passes over so many bytes of bytes().
  void advance(std::size_t count) {
    begin_ += count;
    offset_ += count;
  }

  static constexpr std::size_t margin = 80;

 private:
  static constexpr std::size_t first_size = 256 << 10;

  void make_room(std::size_t size);

  Source source_;
  std::vector<std::uint8_t> memory_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::uint64_t offset_ = 0;
  bool is_at_end_ = false;
};

}  // namespace ocspan_tool::find
