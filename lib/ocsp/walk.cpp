#include "ocspan/ocsp/walk.hpp"

#include "ocspan/ocsp/extensions.hpp"
#include "ocspan/x509/certificate.hpp"

namespace ocspan::inline OCSPAN_ABI::detail {

OCSPAN_FN MessageWalker::MessageWalker(Bytes input, Tolerance tolerance, EventSink& sink)
    : Walker(input, tolerance, sink, &MessageWalker::embed_in_message) {}

OCSPAN_FN bool MessageWalker::embed_in_message(Walker& self) {
  const Event& last = self.last();
  if (last.field == Field::certs && last.index != Event::no_index) {
    return self.walk_last<Certificate>(&MessageWalker::embed_in_certificate);
  }
  return embed_in_certificate(self);
}

OCSPAN_FN bool MessageWalker::embed_in_certificate(Walker& self) {
  Oid& extn_id = static_cast<MessageWalker&>(self).extn_id_;
  if (self.last().field == Field::extn_id) {
    extn_id = Oid{self.contents()};
  } else if (self.last().field == Field::extn_value) {
    bool walked = false;
    KnownExtensionTypes::visit_type(extn_id, [&]<class T> { walked = self.walk_contents<T>(); });
    if (!walked) {
      self.walk_values();
    }
    return true;
  }
  return false;
}

}  // namespace ocspan::inline OCSPAN_ABI::detail
