// The C interface: every value of a message.
#include "convert.hpp"
#include "ocspan/ocsp/request.hpp"
#include "ocspan/ocsp/response.hpp"
#include "ocspan/ocsp/walk.hpp"

namespace ocspan::c {
namespace {

class EventArray {
 public:
  EventArray(ocspan_event* out, std::size_t capacity) : out_(out), capacity_(capacity) {}

  void operator()(const Event& event, const Trace& /*enclosing*/) {
    if (count_ < capacity_) {
      out_[count_] = {static_cast<ocspan_field>(event.field),
                      static_cast<uint8_t>(event.tag),
                      event.depth,
                      event.index,
                      event.offset,
                      event.header,
                      event.length};
    }
    ++count_;
  }

  std::size_t count() const { return count_; }

 private:
  ocspan_event* out_;
  std::size_t capacity_;
  std::size_t count_ = 0;
};

Error walk_message(ocspan_field message, Bytes der, Tolerance tolerance, EventArray& events) {
  switch (static_cast<Field>(message)) {
    case Field::ocsp_response:
      return walk<OCSPResponse>(der, tolerance, events);
    case Field::basic_ocsp_response:
      return walk<BasicOCSPResponse>(der, tolerance, events);
    case Field::ocsp_request:
      return walk<OCSPRequest>(der, tolerance, events);
    case Field::certificate:
      return walk<Certificate>(der, tolerance, events);
    default:
      return {ErrorCode::undefined_value, static_cast<Field>(message)};
  }
}

}  // namespace
}  // namespace ocspan::c

using namespace ocspan;
using namespace ocspan::c;

ocspan_error ocspan_events(ocspan_field message, ocspan_bytes der, ocspan_tolerance tolerance, ocspan_event* out,
                           size_t capacity, size_t* count) {
  EventArray events{out, capacity};
  const Error error = walk_message(message, from_c(der), tolerance_from_c(tolerance), events);
  *count = events.count();
  return to_c(error);
}
