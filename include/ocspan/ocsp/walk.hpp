// Every value of a message, as the library reads it: for tools that show a message byte by byte.
#pragma once

#include <type_traits>

#include "ocspan/asn1/error_text.hpp"
#include "ocspan/asn1/event.hpp"
#include "ocspan/asn1/oid.hpp"
#include "ocspan/asn1/reader.hpp"
#include "ocspan/error.hpp"
#include "ocspan/tolerance.hpp"

namespace ocspan::inline OCSPAN_ABI {

namespace detail {

/// Knows what is embedded in messages: certificates, and the values of extensions.
class MessageWalker : public Walker {
 public:
  OCSPAN_FN MessageWalker(Bytes input, Tolerance tolerance, EventSink& sink);

 private:
  OCSPAN_FN static bool embed_in_message(Walker& self);
  OCSPAN_FN static bool embed_in_certificate(Walker& self);

  Oid extn_id_;
};

}  // namespace detail

/// Reads `input` as an OCSPResponse, OCSPRequest, BasicOCSPResponse or Certificate, as loading it does, and calls
/// `sink(event, enclosing)` with an Event for each value that is passed and a Trace of the fields that it is inside of,
/// which event_path() takes. What a response, a certificate in it or an extension of a known type holds is walked as
/// what it is, with offsets in `input`; what has no type that is known, value by value if it is DER. Returns the error
/// of loading; then the events are those of what was read before it.
template <class Message, class Sink>
OCSPAN_FN Error walk(Bytes input, Tolerance tolerance, Sink&& sink) {
  detail::EventSinkOf<std::remove_reference_t<Sink>> events{sink};
  detail::MessageWalker walker{input, tolerance, events};
  const Error error = detail::read_observed<Message>(input, tolerance, walker);
  walker.look_into_last();
  return error;
}

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/ocsp/walk.cpp"
#endif
