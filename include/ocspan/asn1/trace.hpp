// Where in the nested structure reading has come to: kept only to explain an error.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "ocspan/asn1/bytes.hpp"
#include "ocspan/asn1/observer.hpp"
#include "ocspan/asn1/reader.hpp"
#include "ocspan/asn1/tag.hpp"
#include "ocspan/error.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// The fields that are being read, outermost first, and the last value; after an error, those that the failed one is
/// inside of, and the value that failed.
class Trace : public Observer {
 public:
  constexpr Trace() : Observer(&Trace::take_value, &Trace::take_step) {}

  /// A field that is being read.
  struct Frame {
    Field field = Field::none;   ///< Field::none for an EXPLICIT tag, which has no name of its own
    std::uint32_t elements = 0;  ///< of a SEQUENCE OF or SET OF: how many elements have been begun
  };

  /// A value that is read: the tag that it must have, UNIVERSAL 0 for any, and what is left of the value that encloses
  /// it, from the identifier octet on. For surplus bytes, those.
  struct Value {
    Tag tag{};   ///< the tag that it must have; UNIVERSAL 0 for any
    Bytes rest;  ///< what is left of the value that encloses it, from the identifier octet on
  };

  /// Notes that the fields inside `field` are going to be read; Field::none if it is an EXPLICIT tag.
  constexpr void enter(Field field) {
    if (depth_ < frames_.size()) {  // messages of a caller's own may nest deeper: the outer fields are kept
      frames_[depth_] = {field, 0};
    }
    ++depth_;
  }
  /// Notes that what was entered last has been read.
  constexpr void leave() {
    if (depth_ != 0) {  // zero when the input as a whole is left: it was not entered
      --depth_;
    }
  }
  /// Notes that another element of the list that was entered last is going to be read.
  constexpr void begin_element() {
    if (depth_ != 0 && depth_ <= frames_.size()) {
      ++frames_[depth_ - 1].elements;
    }
  }

  /// How many values are being read, each inside the one before.
  constexpr std::size_t level() const { return depth_; }
  /// How many elements of the innermost one have been begun; 0 if it is not a list.
  constexpr std::uint32_t elements() const {
    return depth_ != 0 && depth_ <= frames_.size() ? frames_[depth_ - 1].elements : 0;
  }
  /// How many of them are kept here.
  constexpr std::size_t depth() const { return depth_ < frames_.size() ? depth_ : frames_.size(); }
  /// The i-th of those that are kept, outermost first; i is less than depth(). Lifetime: that of this object.
  constexpr const Frame& operator[](std::size_t i) const { return frames_[i]; }
  /// The value that reading has come to; after an error, the one that failed.
  constexpr Value last_value() const { return value_; }

 private:
  static constexpr void take_value(Observer& self, Tag tag, Field /*field*/, const Reader& next) {
    static_cast<Trace&>(self).value_ = {tag, next.remaining()};
  }
  static constexpr void take_step(Observer& self, Step step, Field field) {
    auto& trace = static_cast<Trace&>(self);
    if (step == Step::enter) {
      trace.enter(field);
    } else if (step == Step::leave) {
      trace.leave();
    } else {
      trace.begin_element();
    }
  }

  // The array is last, because what is at a short distance takes less code.
  std::size_t depth_ = 0;
  Value value_{};
  // No field of the library's own messages is inside more than 11 others, nor, with what is embedded, more than 22.
  std::array<Frame, 24> frames_{};
};

}  // namespace ocspan::inline OCSPAN_ABI
