#include "ocspan/ocsp/crl_id.hpp"

#include "ocspan/asn1/string.hpp"

namespace ocspan::inline OCSPAN_ABI {

// CrlID ::= SEQUENCE {
//   crlUrl   [0] EXPLICIT IA5String        OPTIONAL,
//   crlNum   [1] EXPLICIT INTEGER          OPTIONAL,
//   crlTime  [2] EXPLICIT GeneralizedTime  OPTIONAL }
OCSPAN_FN void CrlID::read(Reader& reader, Field name) {
  Reader fields = reader.open(Tag::sequence, name);
  if (fields.next_is(explicit_tag(0))) {
    Reader inner = fields.open_explicit(0, Field::crl_url);
    url_ = read_ia5_string(inner, Field::crl_url);
    inner.close(Field::crl_url);
  }
  fields.optional(1, Field::crl_num, number_);
  fields.optional(2, Field::crl_time, time_);
  fields.close(name);
}

OCSPAN_FN void CrlID::write(Writer& writer) const {
  writer.nest(Tag::sequence, [&] {
    if (url_) {
      writer.nest(explicit_tag(0), [&] { writer.value(Tag::ia5_string, *url_); });
    }
    writer.optional(1, number_);
    writer.optional(2, time_);
  });
}

}  // namespace ocspan::inline OCSPAN_ABI
