#include "ocspan/asn1/any.hpp"

namespace ocspan {

OCSPAN_FN void Any::read(Reader& reader, Field field) {
  const Bytes begin = reader.remaining();
  contents_ = reader.any(field);
  der_ = reader.since(begin);
  if (tag() == Tag::null && !contents_.empty()) {
    reader.fail(ErrorCode::null_content, field, contents_.data());
  }
}

}  // namespace ocspan
