// Who wants to know of every value that is read: the trace that explains an error, the walk that shows a message.
#pragma once

#include <cstdint>

#include "ocspan/asn1/tag.hpp"
#include "ocspan/error.hpp"

namespace ocspan::inline OCSPAN_ABI {

class Reader;

/// Is told by the Readers of an input what they do. It is called through pointers, so that a program which has none
/// links none.
class Observer {
 public:
  /// What a Reader does beside reading values.
  enum class Step : std::uint8_t {
    enter,    ///< the fields of the last value are going to be read
    leave,    ///< the value that was entered last has been read
    element,  ///< another element of the list that was entered last is going to be read
  };

  /// `next` is going to read a value with this tag, UNIVERSAL 0 for any. Field::none: no value, but something surplus.
  using TakeValue = void(Observer& self, Tag tag, Field field, const Reader& next);
  /// `field` is that which is entered, Field::none if it is inside an EXPLICIT tag.
  using TakeStep = void(Observer& self, Step step, Field field);

 protected:
  /// Told by calls of these two functions; neither may be null.
  constexpr Observer(TakeValue* take_value, TakeStep* take_step) : take_value_(take_value), take_step_(take_step) {}

 private:
  friend class ReadContext;

  TakeValue* take_value_;
  TakeStep* take_step_;
};

}  // namespace ocspan::inline OCSPAN_ABI
