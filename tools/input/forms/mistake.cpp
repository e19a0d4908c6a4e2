// What is plainly no message, and the way out.
#include <algorithm>
#include <ocspan/ocspan.hpp>

#include "input/forms/form.hpp"

namespace ocspan_tool {
namespace {

using namespace ocspan;

struct Beginning {
  std::string_view prefix;
  std::string_view name;
};

constexpr Beginning beginnings[] = {
    {"<", "an HTML or XML page, not a message"},
    {"{", "JSON, not a message"},
    {"%PDF-", "a PDF file: ocspan find looks for messages in it"},
    {"PK\x03\x04", "a ZIP archive: ocspan find looks for messages in it"},
    {"\xd4\xc3\xb2\xa1", "a PCAP capture: ocspan find looks for messages in it"},
    {"\xa1\xb2\xc3\xd4", "a PCAP capture: ocspan find looks for messages in it"},
    {"\x4d\x3c\xb2\xa1", "a PCAP capture: ocspan find looks for messages in it"},
    {"\xa1\xb2\x3c\x4d", "a PCAP capture: ocspan find looks for messages in it"},
    {"\x0a\x0d\x0d\x0a", "a PCAP-NG capture: ocspan find looks for messages in it"},
    {"\x1f\x8b", "compressed with gzip: gunzip undoes that"},
    {"\xff\xfe", "UTF-16 text: iconv -f UTF-16 -t UTF-8 undoes that"},
    {"\xfe\xff", "UTF-16 text: iconv -f UTF-16 -t UTF-8 undoes that"},
    {"OCSP Response Data:", "text about a response, without the response itself: openssl ocsp -respout FILE writes it"},
    {"OCSP Request Data:", "text about a request, without the request itself: openssl ocsp -reqout FILE writes it"},
    {"OCSP Response Information:", "text about a response, without the response itself: ocsptool --outfile writes it"},
};

bool undo_mistake(std::string_view content, Input& input) {
  const std::string_view name = name_of_mistake(content);
  if (!name.empty()) {
    input.add_problem(mistake, std::string{name});
  }
  return !name.empty();
}

/// The tags of the values that these contents octets hold, at most eight of them.
std::vector<Tag> tags_in(Bytes contents) {
  ReadContext context{contents};
  Reader reader{context};
  std::vector<Tag> tags;
  while (tags.size() < 8 && reader.more()) {
    tags.push_back(static_cast<Tag>(reader.remaining()[0]));
    reader.any(Field::none);
  }
  return tags;
}

/// The contents octets of the first value; empty if there is none.
Bytes first_of(Bytes values) {
  ReadContext context{values};
  return Reader{context}.any(Field::none);
}

bool starts_with(const std::vector<Tag>& tags, std::initializer_list<Tag> wanted) {
  return tags.size() >= wanted.size() && std::equal(wanted.begin(), wanted.end(), tags.begin());
}

bool is_time(Tag tag) { return tag == Tag::utc_time || tag == Tag::generalized_time; }

/// What is signed in the shape of a certificate: its tags are those of the fields in `tags`.
std::string_view name_of_signed(const std::vector<Tag>& tags) {
  const std::size_t version = starts_with(tags, {Tag::integer}) ? 1 : 0;
  if (tags.size() > version + 2 && tags[version] == Tag::sequence && tags[version + 1] == Tag::sequence &&
      is_time(tags[version + 2])) {
    return "an X.509 CRL: openssl crl -text shows it";
  }
  if (starts_with(tags, {Tag::integer, Tag::sequence, Tag::sequence, explicit_tag(0)})) {
    return "a certificate signing request: openssl req -text shows it";
  }
  return {};
}

}  // namespace

std::string_view name_of_mistake(std::string_view content) {
  for (const Beginning& beginning : beginnings) {
    if (content.starts_with(beginning.prefix)) {
      return beginning.name;
    }
  }
  return {};
}

std::string_view name_of_value(Bytes der) {
  if (!is_one_value(der) || static_cast<Tag>(der[0]) != Tag::sequence) {
    return {};
  }
  const Bytes contents = first_of(der);
  const std::vector<Tag> tags = tags_in(contents);
  const Bytes first = first_of(contents);
  // The arcs of id-data, id-signedData and their like: PKCS#7.
  constexpr Oid pkcs7 = oid<1, 2, 840, 113549, 1, 7>;
  if (starts_with(tags, {Tag::object_identifier, explicit_tag(0)}) && first.size() == pkcs7.bytes().size() + 1 &&
      equal(first.first(pkcs7.bytes().size()), pkcs7.bytes())) {
    return "PKCS#7 or CMS: openssl pkcs7 -print_certs writes the certificates in it, ocspan find looks for messages";
  }
  if (starts_with(tags, {Tag::integer, Tag::sequence}) && first.size() == 1 && first[0] == 3) {
    return "PKCS#12: openssl pkcs12 -nokeys writes the certificates in it";
  }
  if (starts_with(tags, {Tag::integer, Tag::sequence, Tag::octet_string}) ||
      starts_with(tags, {Tag::integer, Tag::integer, Tag::integer, Tag::integer, Tag::integer, Tag::integer}) ||
      starts_with(tags, {Tag::integer, Tag::octet_string}) || tags == std::vector{Tag::sequence, Tag::octet_string}) {
    return "a private key, which no verb needs";
  }
  if (tags == std::vector{Tag::sequence, Tag::bit_string}) {
    return "a public key, without its certificate";
  }
  return tags == std::vector{Tag::sequence, Tag::sequence, Tag::bit_string} ? name_of_signed(tags_in(first))
                                                                            : std::string_view{};
}

bool is_one_value(Bytes der) {
  ReadContext context{der};
  Reader reader{context};
  reader.any(Field::none);
  return !reader.more() && !context.error();
}

const Form mistake{"text", true, undo_mistake, locate_same};

}  // namespace ocspan_tool
