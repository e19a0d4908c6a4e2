#include "ocspan/asn1/any.hpp"

namespace ocspan::inline OCSPAN_ABI {

OCSPAN_FN void Any::read(Reader& reader, Field field) {
  const Bytes begin = reader.remaining();
  bytes_ = reader.any(field);
  der_ = reader.since(begin);
  if (tag() == Tag::null && !bytes_.empty()) {
    reader.fail(ErrorCode::null_content, field, bytes_.data());
  }
}

}  // namespace ocspan::inline OCSPAN_ABI
