// Where in the nested structure a reader is: kept only by those who ask for the path of an error.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "ocspan/error.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// The fields that are open at the moment, outermost first. When reading has failed: those around the failure.
class Trace {
 public:
  struct Frame {
    Field field = Field::none;   ///< none for an EXPLICIT tag, which has no name of its own
    std::uint32_t elements = 0;  ///< how many elements of this SEQUENCE OF or SET OF have been begun
  };

  constexpr void enter(Field field) {
    if (depth_ < frames_.size()) {  // of a caller's own fields, which may be deeper, the outer ones are kept
      frames_[depth_] = {field, 0};
    }
    ++depth_;
  }
  constexpr void leave() {
    if (depth_ != 0) {  // nothing was entered for the input as a whole
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
  // No field of the library's own messages has more than 11 around it.
  std::array<Frame, 16> frames_{};
  std::size_t depth_ = 0;
};

}  // namespace ocspan::inline OCSPAN_ABI
