// NULL (X.690 8.8).
#pragma once

#include "ocspan/asn1/reader.hpp"
#include "ocspan/asn1/writer.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// Reads a NULL. Errors: those of Reader::contents, and null_content for one that is not empty.
OCSPAN_FN inline void read_null(Reader& reader, Field field, Tag tag = Tag::null) {
  const Bytes contents = reader.contents(tag, field);
  if (!contents.empty()) {
    reader.fail(ErrorCode::null_content, field, contents.data());
  }
}

/// Writes a NULL, under another tag if it is IMPLICIT.
OCSPAN_FN inline void write_null(Writer& writer, Tag tag = Tag::null) { writer.value(tag, {}); }

}  // namespace ocspan::inline OCSPAN_ABI
