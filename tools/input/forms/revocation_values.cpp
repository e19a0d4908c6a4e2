// What archives of signatures keep: OCSPResponse in CMS (RFC 5940 3), RevocationValues of CAdES (RFC 5126 6.3.4),
// RevocationInfoArchival of Adobe (ISO 32000-2 12.8.3.3.2).
#include <ocspan/ocspan.hpp>

#include "input/forms/form.hpp"

namespace ocspan_tool {
namespace {

using namespace ocspan;

constexpr Oid ri_ocsp_response = oid<1, 3, 6, 1, 5, 5, 7, 16, 2>;
constexpr Oid ets_revocation_values = oid<1, 2, 840, 113549, 1, 9, 16, 2, 24>;
constexpr Oid adobe_revocation = oid<1, 2, 840, 113583, 1, 1, 8>;

/// A value: its whole DER, and its contents octets.
struct Value {
  std::string_view der;
  std::string_view contents;

  Tag tag() const { return der.empty() ? Tag{} : static_cast<Tag>(der[0]); }
};

/// The first of some values; an empty one if there is none.
Value first_of(std::string_view values) {
  ReadContext context{bytes_of(values)};
  Reader reader{context};
  const Bytes contents = reader.any(Field::none);
  return context.error() ? Value{}
                         : Value{values.substr(0, values.size() - reader.remaining().size()), text_of(contents)};
}

/// Takes the first of some values away from them.
Value take_first(std::string_view& values) {
  const Value first = first_of(values);
  values.remove_prefix(first.der.empty() ? values.size() : first.der.size());
  return first;
}

/// Adds the responses of
/// RevocationValues ::= SEQUENCE { crlVals [0] SEQUENCE OF CertificateList OPTIONAL,
///                                 ocspVals [1] SEQUENCE OF BasicOCSPResponse OPTIONAL, otherRevVals [2] ... OPTIONAL }
/// RevocationInfoArchival ::= the same with OCSPResponse. False if it is none of these, or has no responses.
bool add_values(std::string_view der, Input& input) {
  const Value sequence = first_of(der);
  std::string_view fields = sequence.contents;
  Value value;
  while (value.tag() != explicit_tag(1)) {
    if (sequence.tag() != Tag::sequence || fields.empty()) {
      return false;
    }
    value = take_first(fields);
  }
  const Value list = first_of(value.contents);
  bool is_added = false;
  for (std::string_view rest = list.tag() == Tag::sequence ? list.contents : std::string_view{}; !rest.empty();) {
    const Value response = take_first(rest);
    const Tag tag = response.tag() == Tag::sequence ? first_of(response.contents).tag() : Tag{};
    if (tag == Tag::enumerated) {
      input.add(adobe_archival, response.der, input.bytes_of_part(response.der));
    } else if (tag == Tag::sequence) {
      input.add_packed(cades_values, response.der, bare_basic);
    } else {
      return is_added;
    }
    is_added = true;
  }
  return is_added;
}

/// Looks at all values, those inside others as well, for the OBJECT IDENTIFIERs that say what follows.
bool undo_cms(std::string_view content, Input& input) {
  bool is_added = false;
  for (std::string_view rest = content; !rest.empty();) {
    const Value value = first_of(rest);
    if (value.der.empty()) {
      break;
    }
    const bool is_constructed = (static_cast<std::uint8_t>(value.tag()) & 0x20) != 0;
    rest.remove_prefix(is_constructed ? value.der.size() - value.contents.size() : value.der.size());
    if (value.tag() != Tag::object_identifier) {
      continue;
    }
    const Oid type{bytes_of(value.contents)};
    const Value next = first_of(rest);
    if (type == ri_ocsp_response && next.tag() == Tag::sequence) {
      input.add(cms, next.der, input.bytes_of_part(next.der));
      is_added = true;
    } else if ((type == ets_revocation_values || type == adobe_revocation) && next.tag() == Tag::set) {
      is_added = add_values(next.contents, input) || is_added;
    }
  }
  return is_added;
}

}  // namespace

const Form cms{"CMS OtherRevocationInfoFormat", false, undo_cms, locate_same};
const Form cades_values{"CAdES RevocationValues", false, add_values, locate_same};
const Form adobe_archival{"Adobe RevocationInfoArchival", false, add_values, locate_same};

}  // namespace ocspan_tool
