#include "ocspan/x509/extension.hpp"

namespace ocspan::inline OCSPAN_ABI {

// Extension ::= SEQUENCE {
//   extnID     OBJECT IDENTIFIER,
//   critical   BOOLEAN DEFAULT FALSE,
//   extnValue  OCTET STRING }
OCSPAN_FN void Extension::read(Reader& reader, Field field) {
  Reader fields = reader.open(Tag::sequence, field);
  oid_.read(fields, Field::extn_id);
  critical_ = read_default_false(fields, Field::critical);
  value_ = fields.contents(Tag::octet_string, Field::extn_value);
  fields.close(field);
}

OCSPAN_FN void Extension::write(Writer& writer) const {
  detail::write_extension(writer, oid_, critical_, [&] { writer.raw(value_); });
}

OCSPAN_FN Error detail::check_extensions(std::span<const Extension> extensions, Field field) {
  for (std::size_t i = 0; i < extensions.size(); ++i) {
    if (extensions[i].oid().empty()) {
      return {ErrorCode::missing, Field::extn_id};
    }
    for (std::size_t j = 0; j < i; ++j) {
      if (extensions[i].oid() == extensions[j].oid()) {
        return {ErrorCode::duplicate, field};
      }
    }
  }
  return {};
}

// Extensions ::= SEQUENCE SIZE (1..MAX) OF Extension
OCSPAN_FN void Extensions::read(Reader& reader, Field field) {
  const std::uint8_t* const begin = reader.remaining().data();
  SequenceOf::read(reader, field);
  if (empty()) {
    reader.tolerate_or_fail(Tolerance::empty_extensions, ErrorCode::empty_extensions, field, begin);
  }
}

OCSPAN_FN Result<std::optional<Extension>> Extensions::find(Oid oid) const {
  Extension found;
  if (const Error error = find_only(oid, found)) {
    return error;
  }
  return found.oid().empty() ? std::nullopt : std::optional{found};
}

OCSPAN_FN ReadContext Extensions::context_of(Oid oid, Tolerance tolerance) const {
  Extension found;
  const Error error = find_only(oid, found);
  return {found.value(), tolerance, error};
}

OCSPAN_FN bool Extensions::was_read(const ReadContext& context, Error& error) {
  error = context.error();
  if (context.input().data() != nullptr) {
    return !error;
  }
  if (error.code == ErrorCode::missing) {  // nothing was found, so nothing was read
    error = {};
  }
  return false;
}

OCSPAN_FOLDED OCSPAN_FN Error Extensions::find_only(Oid oid, Extension& found) const {
  ReadContext context = ReadContext::for_reread(bytes());
  Reader list{context};
  while (list.more()) {
    Extension extension;
    extension.read(list, Field::none);
    if (extension.oid() == oid) {
      if (!found.oid().empty()) {
        return {ErrorCode::duplicate, Field::extn_id};
      }
      found = extension;
    }
  }
  return {};
}

}  // namespace ocspan::inline OCSPAN_ABI
