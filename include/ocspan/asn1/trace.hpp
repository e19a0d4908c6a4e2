// Where in the nested structure reading has come to: kept only to find the path of an error.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "ocspan/error.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// The fields that are being read, outermost first; after an error, those that the failed one is inside of.
class Trace {
 public:
  struct Frame {
    Field field = Field::none;   ///< Field::none for an EXPLICIT tag, which has no name of its own
    std::uint32_t elements = 0;  ///< of a SEQUENCE OF or SET OF: how many elements have been begun
  };

  constexpr void enter(Field field) {
    if (depth_ < frames_.size()) {  // messages of a caller's own may nest deeper: the outer fields are kept
      frames_[depth_] = {field, 0};
    }
    ++depth_;
  }
  constexpr void leave() {
    if (depth_ != 0) {  // zero when the input as a whole is left: it was not entered
      --depth_;
    }
  }
  constexpr void begin_element() {
    if (depth_ != 0 && depth_ <= frames_.size()) {
      ++frames_[depth_ - 1].elements;
    }
  }

  constexpr std::size_t depth() const { return depth_ < frames_.size() ? depth_ : frames_.size(); }
  constexpr const Frame& operator[](std::size_t i) const { return frames_[i]; }

 private:
  // No field of the library's own messages is inside more than 11 others.
  std::array<Frame, 16> frames_{};
  std::size_t depth_ = 0;
};

}  // namespace ocspan::inline OCSPAN_ABI
