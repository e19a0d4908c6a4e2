#include "ocspan/x509/name.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ocspan/asn1/error_text.hpp"
#include "ocspan/asn1/text.hpp"
#include "ocspan/x509/known_oid.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"
#include "support/reading.hpp"
#include "support/writing.hpp"

namespace ocspan_test::name_test {
namespace {

using namespace ocspan;

constexpr std::string_view cn = "55 04 03";
constexpr std::string_view c = "55 04 06";
constexpr std::string_view ou = "55 04 0b";
constexpr std::string_view uid = "09 92 26 89 93 f2 2c 64 01 01";
constexpr std::string_view dc = "09 92 26 89 93 f2 2c 64 01 19";

constexpr std::uint8_t utf8 = 0x0c;
constexpr std::uint8_t printable = 0x13;
constexpr std::uint8_t teletex = 0x14;
constexpr std::uint8_t ia5 = 0x16;
constexpr std::uint8_t universal = 0x1c;
constexpr std::uint8_t bmp = 0x1e;

ByteVector attribute(const ByteVector& type, const ByteVector& value) { return tlv(0x30, {tlv(0x06, type), value}); }
ByteVector attribute(std::string_view type, const ByteVector& value) { return attribute(hex(type), value); }

/// An RDN of one attribute.
ByteVector rdn(std::string_view type, const ByteVector& value) { return tlv(0x31, {attribute(type, value)}); }

/// A name of one RDN of one attribute.
ByteVector name_of_one(std::string_view type, const ByteVector& value) { return tlv(0x30, {rdn(type, value)}); }

Name read(const ByteVector& der) {
  ReadContext context{der};
  Reader reader{context};
  Name name;
  name.read(reader, Field::subject);
  INFO(to_string(context.error().code) << " at " << context.error().offset);
  REQUIRE(!context.error());
  REQUIRE_FALSE(reader.more());
  return name;
}

std::string rfc4514(const ByteVector& der) {
  const Name name = read(der);
  const Result<std::string> text = to_std_string([&](std::span<char> out) { return name.to_rfc4514(out); });
  return text ? *text : std::string{to_string(text.error().code)};
}

std::string cn_text(std::uint8_t tag, const ByteVector& contents) {
  return rfc4514(name_of_one(cn, tlv(tag, contents)));
}
std::string cn_text(std::string_view characters) { return rfc4514(name_of_one(cn, text(utf8, characters))); }

/// UTF-16 and UTF-32 of ASCII text.
ByteVector wide(std::uint8_t tag, std::string_view characters, std::size_t width) {
  ByteVector contents;
  for (const char character : characters) {
    contents.insert(contents.end(), width - 1, 0);
    contents.push_back(static_cast<std::uint8_t>(character));
  }
  return tlv(tag, contents);
}

}  // namespace

TEST_CASE("Name accepts: RDNs in the order of the message", "[x509][name]") {
  const ByteVector der = tlv(0x30, {rdn(c, text(printable, "US")), rdn(cn, text(utf8, "A"))});
  const ByteVector input = join({der, hex("05 00")});
  const Reading<Name> reading = read_alone<Name>(input, Field::subject);
  REQUIRE(!reading.error);
  const Name& name = reading.value;
  CHECK(equal(name.der(), der));
  CHECK(name.der().data() == input.data());
  const std::vector<RelativeDistinguishedName> rdns(name.begin(), name.end());
  REQUIRE(rdns.size() == 2);
  REQUIRE(rdns[0].size() == 1);
  const AttributeTypeAndValue country = *rdns[0].begin();
  CHECK(country.type() == "C"_oid);
  CHECK(country.value().tag() == Tag::printable_string);
  CHECK(equal(country.value().bytes(), hex("55 53")));
  CHECK(equal(country.value().der(), hex("13 02 55 53")));
  CHECK(rdns[1].begin()->type() == "CN"_oid);
}

TEST_CASE("Name accepts: no RDN", "[x509][name]") {
  const ByteVector der = hex("30 00");
  CHECK(read(der).empty());
  CHECK(equal(read(der).der(), der));
  CHECK(rfc4514(der).empty());
  const Result<std::string_view> text = read(der).to_rfc4514({});
  REQUIRE(text);
  CHECK((*text).empty());
  CHECK(Name{}.empty());
  CHECK(Name{}.to_rfc4514({}));
}

TEST_CASE("Name accepts: values of any type, in any alphabet", "[x509][name]") {
  for (const std::string_view value : {
           "05 00",
           "30 02 ff ff",
           "03 00",  // no BIT STRING; not looked at
           "bf 1f 00",
           "13 03 40 ff 00",  // outside PrintableString's alphabet
           "12 01 41",
           "16 01 ff",
           "1a 01 00",
           "0c 00",
           "1e 00",
           "1c 00",
           "0c 03 ef bf bf",
           "1e 02 d8 00",  // a surrogate
           "1c 04 ff ff ff ff",
       }) {
    CAPTURE(value);
    CHECK(!error_of<Name>(name_of_one(cn, hex(value)), Field::subject));
  }
}

TEST_CASE("Name rejects: each field, at its place", "[x509][name][reject]") {
  constexpr Field field = Field::subject;
  const Refusals rows{
      {"", {ErrorCode::missing, field, 0}},
      {"31 00", {ErrorCode::wrong_tag, field, 0}},
      {"0c 01 41", {ErrorCode::wrong_tag, field, 0}},
      // RFC 5280 4.1.2.4: SET SIZE (1..MAX)
      {"30 02 31 00", {ErrorCode::empty_rdn, field, 2}},
      {"30 0d 31 09 30 07 06 03 55 04 03 0c 00 31 00", {ErrorCode::empty_rdn, field, 13}},
      {"30 02 30 00", {ErrorCode::wrong_tag, field, 2}},
      {"30 04 31 02 31 00", {ErrorCode::wrong_tag, field, 4}},
      {"30 04 31 02 30 00", {ErrorCode::missing, Field::type, 6}},
      {"30 06 31 04 30 02 0c 00", {ErrorCode::wrong_tag, Field::type, 6}},
      {"30 06 31 04 30 02 06 00", {ErrorCode::bad_oid, Field::type, 8}},
      {"30 09 31 07 30 05 06 03 55 04 03", {ErrorCode::missing, Field::value, 11}},
      {"30 0b 31 09 30 07 06 03 55 04 03 00 00", {ErrorCode::reserved_tag, Field::value, 11}},
      {"30 0c 31 0a 30 08 06 03 55 04 03 05 01 00", {ErrorCode::null_content, Field::value, 13}},
      {"30 0b 31 09 30 07 06 03 55 04 03 0c 01", {ErrorCode::truncated, Field::value, 13}},
      {"30 0d 31 0b 30 09 06 03 55 04 03 0c 00 05 00", {ErrorCode::trailing_data, field, 13}},
      // values that are none of their string type
      {"30 0c 31 0a 30 08 06 03 55 04 03 0c 01 ff", {ErrorCode::bad_string, Field::value, 13}},
      {"30 0d 31 0b 30 09 06 03 55 04 03 0c 02 c0 80", {ErrorCode::bad_string, Field::value, 13}},
      {"30 0e 31 0c 30 0a 06 03 55 04 03 0c 03 ed a0 80", {ErrorCode::bad_string, Field::value, 13}},
      {"30 0c 31 0a 30 08 06 03 55 04 03 1e 01 41", {ErrorCode::bad_string, Field::value, 13}},
      {"30 0e 31 0c 30 0a 06 03 55 04 03 1e 03 00 41 00", {ErrorCode::bad_string, Field::value, 13}},
      {"30 0d 31 0b 30 09 06 03 55 04 03 1c 02 00 41", {ErrorCode::bad_string, Field::value, 13}},
      {"30 10 31 0e 30 0c 06 03 55 04 03 1c 05 00 00 00 41 00", {ErrorCode::bad_string, Field::value, 13}},
      // X.690 11.6: OU before CN
      {"30 14 31 12 30 07 06 03 55 04 0b 0c 00 30 07 06 03 55 04 03 0c 00", {ErrorCode::unsorted_set, field, 13}},
  };
  check_refusals<Name>(field, rows);
}

TEST_CASE("Name accepts with unsorted_set: an RDN out of order; an empty one never", "[x509][name][tolerance]") {
  const ByteVector der = tlv(0x30, {tlv(0x31, {attribute(ou, text(utf8, "B")), attribute(cn, text(utf8, "A"))})});
  const Tolerance others = Tolerance::response_bytes_in_error | Tolerance::explicit_default | Tolerance::time_forms |
                           Tolerance::empty_extensions;
  CHECK(error_of<Name>(der, Field::subject, others).code == ErrorCode::unsorted_set);
  const Reading<Name> name = read_alone<Name>(der, Field::subject, Tolerance::unsorted_set);
  REQUIRE(!name.error);
  CHECK(name.tolerated == Tolerance::unsorted_set);
  const Result<std::string> text = to_std_string([&](std::span<char> out) { return name.value.to_rfc4514(out); });
  REQUIRE(text);
  CHECK(*text == "OU=B+CN=A");
  CHECK(error_of<Name>(hex("30 02 31 00"), Field::subject, Tolerance::all).code == ErrorCode::empty_rdn);
}

TEST_CASE("Names are compared byte by byte", "[x509][name]") {
  const ByteVector a = name_of_one(cn, text(utf8, "A"));
  const ByteVector same = name_of_one(cn, text(utf8, "A"));
  const ByteVector other_type = name_of_one(cn, text(printable, "A"));
  const ByteVector lower = name_of_one(cn, text(utf8, "a"));
  const ByteVector more = tlv(0x30, {rdn(cn, text(utf8, "A")), rdn(cn, text(utf8, "A"))});
  const ByteVector none = hex("30 00");
  CHECK(read(a) == read(same));
  CHECK(read(a) != read(other_type));
  CHECK(read(a) != read(lower));
  CHECK(read(a) != read(more));
  CHECK(read(none) == read(none));
  CHECK(read(none) != Name{});  // a name without RDNs is not no name
}

TEST_CASE("names_match: text whatever its encoding, case and white space", "[x509][name]") {
  const auto match = [](const ByteVector& a, const ByteVector& b) {
    const ByteVector name_of_a = name_of_one(cn, a);
    const ByteVector name_of_b = name_of_one(cn, b);
    const bool matches = names_match(read(name_of_a), read(name_of_b));
    CHECK(names_match(read(name_of_b), read(name_of_a)) == matches);
    return matches;
  };
  const ByteVector plain = text(printable, "Example Root CA");
  for (const ByteVector& same : {plain, text(utf8, "Example Root CA"), text(ia5, "example root ca"),
                                 text(teletex, "EXAMPLE ROOT CA"), text(utf8, "  Example \t Root\r\n  CA "),
                                 wide(bmp, "Example Root CA", 2), wide(universal, " example  ROOT CA", 4)}) {
    CAPTURE(same);
    CHECK(match(plain, same));
  }
  for (const ByteVector& other :
       {text(utf8, "ExampleRoot CA"), text(utf8, "Example Root C"), text(utf8, "Example Root CAs"),
        text(utf8, "Example-Root CA"), text(utf8, ""), text(utf8, " "), tlv(0x04, hex("00")),
        text(0x04, "Example Root CA"), wide(bmp, "Example Root CB", 2)}) {
    CAPTURE(other);
    CHECK_FALSE(match(plain, other));
  }
  CHECK(match(text(utf8, ""), text(printable, "  ")));
  // Of letters beyond ASCII the case counts, and their encoding does not.
  CHECK(match(text(utf8, "\xc3\xa9"), tlv(teletex, hex("e9"))));
  CHECK(match(text(utf8, "\xc3\xa9"), tlv(bmp, hex("00e9"))));
  CHECK_FALSE(match(text(utf8, "\xc3\xa9"), text(utf8, "\xc3\x89")));
  CHECK_FALSE(match(text(utf8, "@"), text(utf8, "`")));  // near the letters, and none
  CHECK_FALSE(match(text(utf8, "["), text(utf8, "{")));
}

TEST_CASE("names_match: what is no text by its bytes, and everything in its place", "[x509][name]") {
  const auto match = [](const ByteVector& a, const ByteVector& b) {
    const bool matches = names_match(read(a), read(b));
    CHECK(names_match(read(b), read(a)) == matches);
    return matches;
  };
  const ByteVector one = rdn(cn, text(utf8, "a"));
  const ByteVector other = rdn(ou, text(utf8, "b"));
  const ByteVector both = tlv(0x31, {attribute(cn, text(utf8, "a")), attribute(ou, text(utf8, "b"))});
  CHECK(match(tlv(0x30, {}), tlv(0x30, {})));
  CHECK_FALSE(match(tlv(0x30, {}), tlv(0x30, {one})));
  CHECK_FALSE(match(tlv(0x30, {one}), tlv(0x30, {one, one})));
  CHECK_FALSE(match(tlv(0x30, {one, other}), tlv(0x30, {other, one})));
  CHECK_FALSE(match(tlv(0x30, {one, other}), tlv(0x30, {both})));  // two RDNs are not one of two attributes
  CHECK_FALSE(match(tlv(0x30, {one}), tlv(0x30, {rdn(ou, text(utf8, "a"))})));
  CHECK(match(tlv(0x30, {both}),
              tlv(0x30, {tlv(0x31, {attribute(cn, text(printable, "A")), attribute(ou, text(ia5, "B"))})})));
  // A value that looks like a part of a name is one value.
  CHECK(match(tlv(0x30, {rdn(cn, both)}), tlv(0x30, {rdn(cn, both)})));
  CHECK_FALSE(match(tlv(0x30, {rdn(cn, both)}), tlv(0x30, {rdn(cn, one)})));
  CHECK_FALSE(match(tlv(0x30, {rdn(cn, hex("bf1f0101"))}), tlv(0x30, {rdn(cn, hex("bf200101"))})));
}

TEST_CASE("Name::to_rfc4514 writes the examples of RFC 4514 section 4", "[x509][name][text]") {
  const ByteVector net = rdn(dc, text(ia5, "net"));
  const ByteVector example = rdn(dc, text(ia5, "example"));
  CHECK(rfc4514(tlv(0x30, {net, example, rdn(uid, text(utf8, "jsmith"))})) == "UID=jsmith,DC=example,DC=net");
  CHECK(rfc4514(tlv(0x30, {net, example,
                           tlv(0x31, {attribute(ou, text(utf8, "Sales")), attribute(cn, text(utf8, "J.  Smith"))})})) ==
        "OU=Sales+CN=J.  Smith,DC=example,DC=net");
  CHECK(rfc4514(tlv(0x30, {net, example, rdn(cn, text(utf8, "James \"Jim\" Smith, III"))})) ==
        R"(CN=James \"Jim\" Smith\, III,DC=example,DC=net)");
  CHECK(rfc4514(tlv(0x30, {net, example, rdn(cn, text(utf8, "Before\rAfter"))})) ==
        R"(CN=Before\0DAfter,DC=example,DC=net)");
  CHECK(rfc4514(name_of_one("2b 06 01 04 01 8b 3a 00", hex("04 02 48 69"))) == "1.3.6.1.4.1.1466.0=#04024869");
  // the RFC escapes these letters, and section 2.4 leaves that to the writer
  CHECK(rfc4514(name_of_one(cn, text(utf8, "Lu\u010di\u0107"))) == "CN=Lu\u010di\u0107");
}

TEST_CASE("Name::to_rfc4514 escapes what RFC 4514 2.4 wants escaped", "[x509][name][text]") {
  struct {
    std::string_view value;
    std::string_view text;
  } const rows[]{
      {"", "CN="},
      {"a", "CN=a"},
      // anywhere
      {"\"", R"(CN=\")"},
      {"+", R"(CN=\+)"},
      {",", R"(CN=\,)"},
      {";", R"(CN=\;)"},
      {"<", R"(CN=\<)"},
      {">", R"(CN=\>)"},
      {"\\", R"(CN=\\)"},
      {"a\"+,;<>\\b", R"(CN=a\"\+\,\;\<\>\\b)"},
      {"\\,", R"(CN=\\\,)"},
      // spaces at the beginning and at the end
      {" ", R"(CN=\ )"},
      {"  ", R"(CN=\ \ )"},
      {"   ", R"(CN=\  \ )"},
      {" a", R"(CN=\ a)"},
      {"a ", R"(CN=a\ )"},
      {" a ", R"(CN=\ a\ )"},
      {"a b", "CN=a b"},
      {"a  b", "CN=a  b"},
      {"  a  ", R"(CN=\  a \ )"},
      // a number sign at the beginning
      {"#", R"(CN=\#)"},
      {"#a", R"(CN=\#a)"},
      {"##", R"(CN=\##)"},
      {"a#", "CN=a#"},
      {" #", R"(CN=\ #)"},
      {"# ", R"(CN=\#\ )"},
      // not special
      {"a=b", "CN=a=b"},
      {"/*'()[]{}:!?$%&@^_`|~.-", "CN=/*'()[]{}:!?$%&@^_`|~.-"},
      // NUL is \00; other control characters neither end a line nor reach a terminal
      {std::string_view{"\0", 1}, R"(CN=\00)"},
      {std::string_view{"a\0b", 3}, R"(CN=a\00b)"},
      {"\x01", R"(CN=\01)"},
      {"\t", R"(CN=\09)"},
      {"\n", R"(CN=\0A)"},
      {"a\r\nb", R"(CN=a\0D\0Ab)"},
      {"\x1b[31m", R"(CN=\1B[31m)"},
      {"\x1f", R"(CN=\1F)"},
      {"\x7f", R"(CN=\7F)"},
      // C1: each byte of the UTF-8
      {"\xc2\x80", R"(CN=\C2\80)"},
      {"\u0085", R"(CN=\C2\85)"},
      {"\u009b", R"(CN=\C2\9B)"},
      {"\u009f", R"(CN=\C2\9F)"},
      {"\u00a0", "CN=\u00a0"},
      // lines and paragraphs, directions, what cannot be seen
      {"\u2028", R"(CN=\E2\80\A8)"},
      {"\u2029", R"(CN=\E2\80\A9)"},
      {"\u200e", R"(CN=\E2\80\8E)"},
      {"\u200f", R"(CN=\E2\80\8F)"},
      {"\u061c", R"(CN=\D8\9C)"},
      {"\u202a", R"(CN=\E2\80\AA)"},
      {"\u202b", R"(CN=\E2\80\AB)"},
      {"\u202c", R"(CN=\E2\80\AC)"},
      {"\u202d", R"(CN=\E2\80\AD)"},
      {"a\u202eb", R"(CN=a\E2\80\AEb)"},
      {"\u2066", R"(CN=\E2\81\A6)"},
      {"\u2067", R"(CN=\E2\81\A7)"},
      {"\u2068", R"(CN=\E2\81\A8)"},
      {"\u2069", R"(CN=\E2\81\A9)"},
      {"\u200b", R"(CN=\E2\80\8B)"},
      {"\ufeff", R"(CN=\EF\BB\BF)"},
      {"\U000e0041", R"(CN=\F3\A0\81\81)"},
      // other letters stay as they are
      {"\u00fc\u20ac\u6771\u4eac", "CN=\u00fc\u20ac\u6771\u4eac"},
      {"\U0001f600", "CN=\U0001f600"},
      {"\u05d0", "CN=\u05d0"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(cn_text(row.value) == row.text);
  }
}

TEST_CASE("Name::to_rfc4514 writes no control character, whatever the value", "[x509][name][text]") {
  for (unsigned c1 = 0; c1 < 256; ++c1) {
    const std::string text = cn_text(teletex, {static_cast<std::uint8_t>(c1)});
    CAPTURE(c1, text);
    const bool control = c1 < 0x20 || (c1 >= 0x7f && c1 < 0xa0);
    CHECK((text[3] == '\\') == (control || c1 == 0xad ||
                                std::string_view{"\"+,;<>\\ #"}.find(static_cast<char>(c1)) != std::string_view::npos));
    CHECK(std::none_of(text.begin(), text.end(), [](char character) {
      return static_cast<unsigned char>(character) < 0x20 || character == 0x7f;
    }));
  }
}

TEST_CASE("Name::to_rfc4514 writes every string type in UTF-8", "[x509][name][text]") {
  struct {
    std::uint8_t tag;
    std::string_view contents;
    std::string_view text;
  } const rows[]{
      {printable, "41 42", "CN=AB"},
      {ia5, "61 40 62", "CN=a@b"},
      {0x12, "34 32", "CN=42"},
      {0x1a, "41", "CN=A"},
      {teletex, "50 72 fc 66", "CN=Pr\u00fcf"},
      {teletex, "ff", "CN=\u00ff"},
      {bmp, "67 71 4e ac 00 20 00 41", "CN=\u6771\u4eac A"},
      {bmp, "00 2c 00 00 00 20", R"(CN=\,\00\ )"},
      {bmp, "07 ff 08 00", "CN=\u07ff\u0800"},
      {bmp, "00 23", R"(CN=\#)"},
      {bmp, "20 2e", R"(CN=\E2\80\AE)"},
      {bmp, "", "CN="},
      {universal, "00 00 00 41 00 01 f6 00", "CN=A\U0001f600"},
      {universal, "00 10 ff ff 00 01 00 00 00 00 ff fd", "CN=\U0010ffff\U00010000\ufffd"},
      {universal, "", "CN="},
      {utf8, "f4 8f bf bf", "CN=\U0010ffff"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.contents);
    CHECK(cn_text(row.tag, hex(row.contents)) == row.text);
  }
}

TEST_CASE("Name::to_rfc4514 writes as #hex: a type with an arc that is too long for decimal", "[x509][name][text]") {
  std::string type = "2a";
  for (std::size_t i = 0; i < max_decimal_bytes; ++i) {
    type += "81";
  }
  CHECK(rfc4514(name_of_one(type + "01", text(utf8, "A"))) == "#" + type + "01=#0c0141");
  const std::string longest = rfc4514(name_of_one(type.substr(0, type.size() - 2) + "01", text(utf8, "A")));
  CHECK(longest.substr(0, 4) == "1.2.");
  CHECK(longest.substr(longest.size() - 8) == "=#0c0141");
}

TEST_CASE("Name::to_rfc4514 writes as #hex: values that are no text", "[x509][name][text]") {
  struct {
    std::string_view value;
    std::string_view text;
  } const rows[]{
      // RFC 4514 2.4: the whole BER encoding
      {"04 02 48 69", "CN=#04024869"},
      {"02 01 05", "CN=#020105"},
      {"05 00", "CN=#0500"},
      {"30 03 0c 01 41", "CN=#30030c0141"},
      {"03 02 00 ff", "CN=#030200ff"},
      {"2c 03 0c 01 41", "CN=#2c030c0141"},  // a constructed UTF8String is BER only
      {"8c 01 41", "CN=#8c0141"},
      {"bf 1f 02 05 00", "CN=#bf1f020500"},
      // BMPString of surrogates, alone or in pairs, which UCS-2 has not
      {"1e 02 d8 00", "CN=#1e02d800"},
      {"1e 02 df ff", "CN=#1e02dfff"},
      {"1e 06 00 41 d8 00 00 42", "CN=#1e060041d8000042"},
      // UniversalString beyond Unicode
      {"1c 04 00 11 00 00", "CN=#1c0400110000"},
      {"1c 04 00 00 d8 00", "CN=#1c040000d800"},
      {"1c 04 ff ff ff ff", "CN=#1c04ffffffff"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.value);
    CHECK(rfc4514(name_of_one(cn, hex(row.value))) == row.text);
  }
}

TEST_CASE("Name::to_rfc4514 writes as dotted=#hex: types without a descriptor", "[x509][name][text]") {
  struct {
    std::string_view type;
    std::string_view text;
  } const rows[]{
      {"88 37 03", "2.999.3=#0c0141"},
      {"55 04 7f", "2.5.4.127=#0c0141"},
      {"55 04", "2.5.4=#0c0141"},
      {"55 04 03 01", "2.5.4.3.1=#0c0141"},
      {"69 83 f0 9d a7 eb cf de e0 c7 a1 a7 b2 c0 94 8c c8 f9 d7 76",
       "2.25.329800735698586629295641978511506172918=#0c0141"},
      // known, but not as an attribute
      {"55 1d 0f", "2.5.29.15=#0c0141"},
      {"2b 0e 03 02 1a", "1.3.14.3.2.26=#0c0141"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.type);
    CHECK(rfc4514(name_of_one(row.type, text(utf8, "A"))) == row.text);
  }
}

TEST_CASE("Name::to_rfc4514 has the descriptors of RFC 4514 section 3", "[x509][name][text]") {
  struct {
    std::string_view type;
    std::string_view descriptor;
  } const rows[]{
      {"55 04 03", "CN"}, {"55 04 07", "L"},      {"55 04 08", "ST"}, {"55 04 0a", "O"}, {"55 04 0b", "OU"},
      {"55 04 06", "C"},  {"55 04 09", "STREET"}, {dc, "DC"},         {uid, "UID"},
  };
  for (const auto& row : rows) {
    CHECK(rfc4514(name_of_one(row.type, text(utf8, "A"))) == std::string{row.descriptor} + "=A");
  }
}

TEST_CASE("Name::to_rfc4514 writes the last RDN first, and attributes in their order", "[x509][name][text]") {
  const ByteVector der = tlv(0x30, {rdn(c, text(printable, "US")),
                                    tlv(0x31, {attribute(cn, text(utf8, "a")), attribute(cn, text(utf8, "b")),
                                               attribute("88 37 03", hex("0c 00 "))}),
                                    rdn(cn, text(utf8, ""))});
  const Reading<Name> name = read_alone<Name>(der, Field::subject, Tolerance::unsorted_set);
  REQUIRE(!name.error);
  const Result<std::string> text = to_std_string([&](std::span<char> out) { return name.value.to_rfc4514(out); });
  REQUIRE(text);
  CHECK(*text == "CN=,CN=a+CN=b+2.999.3=#0c00,C=US");
}

TEST_CASE("Name::to_rfc4514 rejects: a buffer of every size that is too small, untouched behind it",
          "[x509][name][text]") {
  const ByteVector der =
      tlv(0x30, {rdn(c, text(printable, "US")), rdn("88 37 03", hex("05 00")),
                 tlv(0x31, {attribute(cn, text(utf8, " \u20ac,\n")), attribute(ou, text(bmp, "\x20\xac"))}),
                 rdn(uid, text(utf8, "x"))});
  const std::string_view expected = "UID=x,CN=\\ \u20ac\\,\\0A+OU=\u20ac,2.999.3=#0500,C=US";
  const Reading<Name> name = read_alone<Name>(der, Field::subject, Tolerance::unsorted_set);
  REQUIRE(!name.error);
  for (std::size_t size = 0; size <= expected.size() + 3; ++size) {
    CAPTURE(size);
    std::vector<char> buffer(expected.size() + 16, '~');
    const Result<std::string_view> text = name.value.to_rfc4514(std::span<char>{buffer}.first(size));
    if (size < expected.size()) {
      CHECK(text.error() == Error{ErrorCode::no_space, Field::none, static_cast<std::uint32_t>(expected.size())});
    } else {
      REQUIRE(text);
      CHECK(*text == expected);
      CHECK((*text).data() == buffer.data());
    }
    CHECK(std::count(buffer.begin() + static_cast<std::ptrdiff_t>(size), buffer.end(), '~') ==
          static_cast<std::ptrdiff_t>(buffer.size() - size));
  }
}

TEST_CASE("Name::to_rfc4514 is not upset by a type too long for decimal", "[x509][name][text][limits]") {
  // An arc of more than max_decimal_bytes behind none, or behind many, that could be written.
  for (const std::size_t arcs : {1U, 1000U}) {
    CAPTURE(arcs);
    const ByteVector type = join({ByteVector(arcs, 0x7f), ByteVector(max_decimal_bytes, 0xff), hex("7f")});
    const ByteVector der = tlv(0x30, {rdn(c, text(printable, "US")), rdn(ou, text(utf8, "left alone")),
                                      tlv(0x31, {attribute(type, hex("05 00"))}), rdn(cn, text(utf8, "A"))});
    const Name name = read(der);
    const Error needed = name.to_rfc4514({}).error();
    REQUIRE(needed.code == ErrorCode::no_space);
    std::vector<char> buffer(needed.offset + 5000, '~');
    const Result<std::string_view> text = name.to_rfc4514(buffer);
    REQUIRE(text);
    CHECK((*text).size() == needed.offset);
    CHECK((*text).starts_with("CN=A,"));
    CHECK((*text).ends_with("=#0500,OU=left alone,C=US"));
    // in a buffer that is just large enough it is the same
    std::vector<char> exact(needed.offset);
    const Result<std::string_view> again = name.to_rfc4514(exact);
    REQUIRE(again);
    CHECK((*again).ends_with("=#0500,OU=left alone,C=US"));
  }
}

TEST_CASE("Name::to_rfc4514 is linear: 20,000 RDNs, 20,000 attributes, a value of a megabyte", "[x509][name][text]") {
  const std::size_t count = 20'000;
  const ByteVector one = attribute(cn, text(utf8, "A"));
  ByteVector attributes;
  ByteVector rdns;
  const ByteVector one_rdn = tlv(0x31, one);
  for (std::size_t i = 0; i < count; ++i) {
    attributes.insert(attributes.end(), one.begin(), one.end());
    rdns.insert(rdns.end(), one_rdn.begin(), one_rdn.end());
  }
  const std::string many_rdns = rfc4514(tlv(0x30, rdns));
  CHECK(many_rdns.size() == 5 * count - 1);
  CHECK(many_rdns.starts_with("CN=A,CN=A,"));
  CHECK(std::count(many_rdns.begin(), many_rdns.end(), ',') == static_cast<std::ptrdiff_t>(count) - 1);

  const std::string many_attributes = rfc4514(tlv(0x30, {tlv(0x31, attributes)}));
  CHECK(many_attributes.size() == 5 * count - 1);
  CHECK(std::count(many_attributes.begin(), many_attributes.end(), '+') == static_cast<std::ptrdiff_t>(count) - 1);

  CHECK(cn_text(std::string(1'000'000, '\n')).size() == 3 + 3'000'000);
}

TEST_CASE("RelativeDistinguishedName to_rfc4514: its part of the name's text", "[x509][name][text]") {
  const ByteVector der = tlv(0x30, {tlv(0x31, {attribute(c, text(printable, "US"))}),
                                    tlv(0x31, {attribute(cn, text(utf8, "A, B")), attribute(uid, text(ia5, "b"))})});
  const Name name = read_alone<Name>(der, Field::subject).value;
  std::vector<std::string> parts;
  for (const RelativeDistinguishedName& rdn : name) {
    parts.push_back(*to_std_string([&](std::span<char> out) { return rdn.to_rfc4514(out); }));
    CHECK(rdn.to_rfc4514({}).error() ==
          Error{ErrorCode::no_space, Field::none, static_cast<std::uint32_t>(parts.back().size())});
  }
  CHECK(parts == std::vector<std::string>{"C=US", "CN=A\\, B+UID=b"});
}

TEST_CASE("Name writes: what was read, as it was", "[x509][name][write]") {
  for (const ByteVector& der : {
           hex("30 00"),
           name_of_one(cn, text(utf8, "A")),
           tlv(0x30, {rdn(c, text(printable, "US")), rdn(cn, text(utf8, std::string(200, 'a')))}),
           tlv(0x30, {tlv(0x31, {attribute(cn, text(utf8, "A")), attribute(uid, text(ia5, "b"))})}),
       }) {
    CAPTURE(der);
    const ByteVector input = join({der, hex("05 00")});
    const Reading<Name> name = read_alone<Name>(input, Field::subject);
    REQUIRE(!name.error);
    CHECK(written(name.value) == der);
  }
}

TEST_CASE("Name writes: attributes in the order in which they were tolerated", "[x509][name][write]") {
  const ByteVector der = tlv(0x30, {tlv(0x31, {attribute(c, text(printable, "US")), attribute(cn, text(utf8, "A"))})});
  CHECK(error_of<Name>(der, Field::subject).code == ErrorCode::unsorted_set);
  const Reading<Name> name = read_alone<Name>(der, Field::subject, Tolerance::unsorted_set);
  REQUIRE(!name.error);
  CHECK(written(name.value) == der);
}

TEST_CASE("Name writes: one that was not read as the empty name", "[x509][name][write]") {
  CHECK(written(Name{}) == hex("30 00"));
}

}  // namespace ocspan_test::name_test
