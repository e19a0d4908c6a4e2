// Parts of messages that stand alone. They are read as parts of the smallest message that can hold them.
#include <algorithm>
#include <ocspan/ocspan.hpp>

#include "input/forms/form.hpp"

namespace ocspan_tool {
namespace {

using namespace ocspan;

/// The tags of the values in a SEQUENCE, as far as there are `tags`; false if there are fewer, or `bytes` is none.
bool read_tags(Bytes bytes, std::span<Tag> tags) {
  ReadContext context{bytes};
  Reader reader{context};
  Reader fields = reader.open(Tag::sequence, Field::none);
  for (Tag& tag : tags) {
    tag = fields.more() ? static_cast<Tag>(fields.remaining()[0]) : Tag{};
    fields.any(Field::none);
  }
  return !context.error();
}

/// ResponseData ::= SEQUENCE { version [0] DEFAULT, responderID [1] or [2], producedAt GeneralizedTime, ... }
bool is_response_data(Bytes der) {
  Tag tags[3];
  if (!read_tags(der, tags)) {
    return false;
  }
  const Tag* const responder = tags + (tags[0] == explicit_tag(0) ? 1 : 0);
  return (responder[0] == explicit_tag(1) || responder[0] == explicit_tag(2)) && responder[1] == Tag::generalized_time;
}

/// BasicOCSPResponse ::= SEQUENCE { ResponseData, AlgorithmIdentifier, BIT STRING, ... }
bool is_basic(Bytes der) {
  Tag tags[3];
  ReadContext context{der};
  Reader reader{context};
  return read_tags(der, tags) && tags[0] == Tag::sequence && tags[1] == Tag::sequence && tags[2] == Tag::bit_string &&
         is_response_data(reader.contents(Tag::sequence, Field::none));
}

/// CertID ::= SEQUENCE { AlgorithmIdentifier, OCTET STRING, OCTET STRING, INTEGER }
bool is_cert_id(Bytes der) {
  Tag tags[4];
  return read_tags(der, tags) && tags[0] == Tag::sequence && tags[1] == Tag::octet_string &&
         tags[2] == Tag::octet_string && tags[3] == Tag::integer;
}

// What stands behind the ResponseData in its BasicOCSPResponse: an algorithm that is none, and no signature.
constexpr std::uint8_t no_signature[] = {0x30, 3, 6, 1, 0, 3, 1, 0};

/// Writes a successful OCSPResponse; `write_basic()` writes what is in its OCTET STRING.
template <class WriteBasic>
void write_response(Writer& writer, WriteBasic write_basic) {
  constexpr std::uint8_t successful[] = {0};
  writer.nest(Tag::sequence, [&] {
    writer.value(Tag::enumerated, successful);
    writer.nest(explicit_tag(0), [&] {
      writer.nest(Tag::sequence, [&] {
        "basic"_oid.write(writer);
        writer.nest(Tag::octet_string, write_basic);
      });
    });
  });
}

void write_around_basic(Writer& writer, Bytes basic) {
  write_response(writer, [&] { writer.raw(basic); });
}

void write_around_data(Writer& writer, Bytes data) {
  write_response(writer, [&] {
    writer.nest(Tag::sequence, [&] {
      writer.raw(data);
      writer.raw(no_signature);
    });
  });
}

void write_around_cert_id(Writer& writer, Bytes cert_id) {
  const auto nest = [&](auto write) { writer.nest(Tag::sequence, write); };
  nest([&] { nest([&] { nest([&] { nest([&] { writer.raw(cert_id); }); }); }); });
}

/// Recognises a part, and writes the message around it.
template <const Form& form, bool is_part(Bytes), void write_around(Writer&, Bytes)>
bool undo_bare(std::string_view content, Input& input) {
  const Bytes part = bytes_of(content);
  if (!is_part(part)) {
    return false;
  }
  constexpr std::size_t most_around = 128;
  const std::span<std::uint8_t> bytes = input.new_bytes(part.size() + most_around);
  Writer writer{bytes};
  write_around(writer, part);
  input.add(form, content, bytes.first(writer.size()));
  return true;
}

/// `behind`: how many bytes stand behind the part in the message.
template <void write_around(Writer&, Bytes), std::size_t behind>
std::size_t locate_bare(std::string_view content, std::size_t offset) {
  Writer writer{{}};
  write_around(writer, bytes_of(content));
  const std::size_t before = writer.size() - content.size() - behind;
  return std::min(offset - std::min(offset, before), content.size());
}

}  // namespace

const Form bare_basic{"BasicOCSPResponse", false, undo_bare<bare_basic, is_basic, write_around_basic>,
                      locate_bare<write_around_basic, 0>};
const Form bare_data{"ResponseData", false, undo_bare<bare_data, is_response_data, write_around_data>,
                     locate_bare<write_around_data, sizeof no_signature>};
const Form bare_cert_id{"CertID", false, undo_bare<bare_cert_id, is_cert_id, write_around_cert_id>,
                        locate_bare<write_around_cert_id, 0>};

}  // namespace ocspan_tool
