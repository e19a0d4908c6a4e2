#include "ocspan/x509/general_name.hpp"

#include <string_view>

#include "support/bytes.hpp"
#include "support/catch2.hpp"
#include "support/reading.hpp"
#include "support/writing.hpp"

namespace ocspan_test::general_name_test {
namespace {

using namespace ocspan;

constexpr Field field = Field::requestor_name;

}  // namespace

TEST_CASE("GeneralName accepts: each alternative", "[x509][general_name]") {
  struct {
    std::string_view der;
    GeneralNameType type;
    std::string_view contents;
    std::string_view oid;
    std::string_view directory_name;
  } const rows[]{
      {"a0 09 06 03 88 37 03 a0 02 05 00", GeneralNameType::other_name, "06 03 88 37 03 a0 02 05 00", "88 37 03", ""},
      {"81 03 61 40 62", GeneralNameType::rfc822_name, "61 40 62", "", ""},  // a@b
      {"81 00", GeneralNameType::rfc822_name, "", "", ""},
      {"82 03 61 2e 62", GeneralNameType::dns_name, "61 2e 62", "", ""},
      {"82 02 00 7f", GeneralNameType::dns_name, "00 7f", "", ""},  // all of IA5
      {"a3 02 30 00", GeneralNameType::x400_address, "30 00", "", ""},
      {"a3 02 ff ff", GeneralNameType::x400_address, "ff ff", "", ""},  // not looked at
      {"a4 02 30 00", GeneralNameType::directory_name, "30 00", "", "30 00"},
      {"a4 0e 30 0c 31 0a 30 08 06 03 55 04 03 0c 01 41", GeneralNameType::directory_name,
       "30 0c 31 0a 30 08 06 03 55 04 03 0c 01 41", "", "30 0c 31 0a 30 08 06 03 55 04 03 0c 01 41"},
      {"a5 05 a1 03 0c 01 41", GeneralNameType::edi_party_name, "a1 03 0c 01 41", "", ""},
      {"86 02 61 3a", GeneralNameType::uniform_resource_identifier, "61 3a", "", ""},
      {"87 04 c0 00 02 01", GeneralNameType::ip_address, "c0 00 02 01", "", ""},
      {"87 01 ff", GeneralNameType::ip_address, "ff", "", ""},
      {"88 03 88 37 03", GeneralNameType::registered_id, "88 37 03", "88 37 03", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.der);
    const ByteVector der = hex(row.der);
    const ByteVector input = join({der, hex("05 00")});
    ReadContext context{input};
    Reader reader{context};
    GeneralName name;
    name.read(reader, field);
    CHECK(!context.error());
    CHECK(name.type() == row.type);
    CHECK(equal(name.der(), der));
    CHECK(equal(name.bytes(), hex(row.contents)));
    CHECK(equal(name.oid().bytes(), hex(row.oid)));
    CHECK(equal(name.directory_name().der(), hex(row.directory_name)));
    CHECK(equal(reader.remaining(), hex("05 00")));
  }
}

TEST_CASE("GeneralName accepts: an iPAddress of any length, which is no more than its bytes", "[x509][general_name]") {
  for (std::size_t size = 0; size <= 40; ++size) {
    CAPTURE(size);
    const ByteVector der = tlv(0x87, ByteVector(size, 0xff));
    const Reading<GeneralName> outcome = read_alone<GeneralName>(der, field);
    CHECK(!outcome.error);
    CHECK(outcome.value.type() == GeneralNameType::ip_address);
    CHECK(outcome.value.bytes().data() == der.data() + 2);
    CHECK(outcome.value.bytes().size() == size);
  }
}

TEST_CASE("GeneralName rejects: every identifier octet but nine", "[x509][general_name][reject]") {
  for (unsigned byte = 0; byte < 256; ++byte) {
    // what each alternative wants inside
    const bool constructed = byte == 0xa0 || byte == 0xa3 || byte == 0xa4 || byte == 0xa5;
    const bool primitive = byte == 0x81 || byte == 0x82 || byte == 0x86 || byte == 0x87 || byte == 0x88;
    const ByteVector contents = byte == 0xa0 ? hex("06 01 2a a0 02 05 00") : byte == 0xa4 ? hex("30 00") : hex("2a");
    CAPTURE(byte);
    const Error error = error_of<GeneralName>(tlv(static_cast<std::uint8_t>(byte), contents), field);
    if (constructed || primitive) {
      CHECK(!error);
    } else if ((byte & 0x1f) == 0x1f) {
      CHECK(error == Error{ErrorCode::high_tag, field, 0});
    } else {
      CHECK(error == Error{ErrorCode::wrong_tag, field, 0});
    }
  }
}

TEST_CASE("GeneralName rejects: the constructed bit of each alternative changed", "[x509][general_name][reject]") {
  for (const std::string_view der : {
           "80 07 06 01 2a a0 02 05 00",
           "a1 01 61",
           "a2 01 61",
           "83 02 30 00",
           "84 02 30 00",
           "85 02 30 00",
           "a6 01 61",
           "a7 04 c0 00 02 01",
           "a8 01 2a",
           "89 01 61",  // tag 9
           "a9 01 61",
           "9e 00",
           "be 00",
       }) {
    CAPTURE(der);
    CHECK(error_of<GeneralName>(hex(der), field) == Error{ErrorCode::wrong_tag, field, 0});
  }
}

TEST_CASE("GeneralName rejects: what each alternative does not hold", "[x509][general_name][reject]") {
  const Refusals rows{
      {"", {ErrorCode::missing, field, 0}},
      {"81", {ErrorCode::truncated, field, 1}},
      {"81 02 61", {ErrorCode::truncated, field, 2}},
      {"87 80", {ErrorCode::indefinite_length, field, 1}},
      // IA5String: up to 7f
      {"81 01 80", {ErrorCode::bad_string, field, 2}},
      {"81 03 61 62 ff", {ErrorCode::bad_string, field, 2}},
      {"82 02 c3 bc", {ErrorCode::bad_string, field, 2}},
      {"86 02 61 80", {ErrorCode::bad_string, field, 2}},
      // OtherName ::= SEQUENCE { type-id OBJECT IDENTIFIER, value [0] EXPLICIT ANY }
      {"a0 00", {ErrorCode::missing, Field::type_id, 2}},
      {"a0 02 05 00", {ErrorCode::wrong_tag, Field::type_id, 2}},
      {"a0 02 06 00", {ErrorCode::bad_oid, Field::type_id, 4}},
      {"a0 09 30 07 06 01 2a a0 02 05 00", {ErrorCode::wrong_tag, Field::type_id, 2}},  // [0] EXPLICIT it is not
      {"a0 03 06 01 2a", {ErrorCode::missing, Field::value, 5}},
      {"a0 05 06 01 2a 05 00", {ErrorCode::wrong_tag, Field::value, 5}},
      {"a0 05 06 01 2a 80 00", {ErrorCode::wrong_tag, Field::value, 5}},
      {"a0 05 06 01 2a a0 00", {ErrorCode::missing, Field::value, 7}},
      {"a0 07 06 01 2a a0 02 00 00", {ErrorCode::reserved_tag, Field::value, 7}},
      {"a0 08 06 01 2a a0 03 05 01 00", {ErrorCode::null_content, Field::value, 9}},
      {"a0 09 06 01 2a a0 04 05 00 05 00", {ErrorCode::trailing_data, Field::value, 9}},
      {"a0 09 06 01 2a a0 02 05 00 05 00", {ErrorCode::trailing_data, field, 9}},
      // Name, which is a CHOICE, so that the tag is EXPLICIT
      {"a4 00", {ErrorCode::missing, Field::directory_name, 2}},
      {"a4 02 31 00", {ErrorCode::wrong_tag, Field::directory_name, 2}},
      {"a4 04 30 00 30 00", {ErrorCode::trailing_data, field, 4}},
      {"a4 04 30 02 31 00", {ErrorCode::empty_rdn, Field::directory_name, 4}},
      {"a4 0e 30 0c 31 0a 30 08 06 03 55 04 03 0c 01 ff", {ErrorCode::bad_string, Field::value, 15}},
      // registeredID
      {"88 00", {ErrorCode::bad_oid, field, 2}},
      {"88 02 2a 80", {ErrorCode::bad_oid, field, 2}},
      {"88 03 2a 80 01", {ErrorCode::bad_oid, field, 2}},
  };
  check_refusals<GeneralName>(field, rows);
}

TEST_CASE("to_string gives each GeneralNameType the name of RFC 5280", "[x509][general_name]") {
  constexpr std::string_view names[]{"otherName",
                                     "rfc822Name",
                                     "dNSName",
                                     "x400Address",
                                     "directoryName",
                                     "ediPartyName",
                                     "uniformResourceIdentifier",
                                     "iPAddress",
                                     "registeredID"};
  for (unsigned number = 0; number < 9; ++number) {
    CHECK(to_string(static_cast<GeneralNameType>(number)) == names[number]);
  }
  CHECK(to_string(static_cast<GeneralNameType>(9)).empty());
}

TEST_CASE("GeneralName writes: each alternative, read or put together", "[x509][general_name][write]") {
  struct {
    std::string_view der;
    GeneralNameType type;
    std::string_view contents;
  } const rows[]{
      {"a0 09 06 03 88 37 03 a0 02 05 00", GeneralNameType::other_name, "06 03 88 37 03 a0 02 05 00"},
      {"81 03 61 40 62", GeneralNameType::rfc822_name, "61 40 62"},
      {"81 00", GeneralNameType::rfc822_name, ""},
      {"82 03 61 2e 62", GeneralNameType::dns_name, "61 2e 62"},
      {"a3 02 30 00", GeneralNameType::x400_address, "30 00"},
      {"a4 02 30 00", GeneralNameType::directory_name, "30 00"},
      {"a4 0e 30 0c 31 0a 30 08 06 03 55 04 03 0c 01 41", GeneralNameType::directory_name,
       "30 0c 31 0a 30 08 06 03 55 04 03 0c 01 41"},
      {"a5 05 a1 03 0c 01 41", GeneralNameType::edi_party_name, "a1 03 0c 01 41"},
      {"86 02 61 3a", GeneralNameType::uniform_resource_identifier, "61 3a"},
      {"87 04 c0 00 02 01", GeneralNameType::ip_address, "c0 00 02 01"},
      {"88 03 88 37 03", GeneralNameType::registered_id, "88 37 03"},
  };
  unsigned types = 0;
  for (const auto& row : rows) {
    CAPTURE(row.der);
    types |= 1U << static_cast<unsigned>(row.type);
    const ByteVector der = hex(row.der);
    const Reading<GeneralName> read = read_alone<GeneralName>(der, field);
    REQUIRE(!read.error);
    CHECK(written(read.value) == der);

    const ByteVector contents = hex(row.contents);
    const GeneralName made{row.type, contents};
    CHECK(made.type() == row.type);
    CHECK(equal(made.bytes(), contents));
    CHECK(made.der().empty());
    CHECK(written(made) == der);
  }
  CHECK(types == 0x1ff);
}

TEST_CASE("GeneralName writes: a Name as a directoryName", "[x509][general_name][write]") {
  for (const std::size_t size : {0U, 1U, 100U, 110U, 120U, 200U}) {
    CAPTURE(size);
    const ByteVector attribute = tlv(0x30, {hex("06 03 55 04 03"), tlv(0x0c, ByteVector(size, 0x41))});
    const ByteVector der = tlv(0x30, {tlv(0x31, attribute)});
    const Reading<Name> name = read_alone<Name>(der, Field::subject);
    REQUIRE(!name.error);
    const GeneralName made{name.value};
    CHECK(made.type() == GeneralNameType::directory_name);
    CHECK(made.directory_name() == name.value);
    CHECK(made.directory_name().size() == 1);
    CHECK(equal(made.bytes(), der));
    CHECK(made.der().empty());
    const ByteVector written_name = written(made);
    CHECK(written_name == tlv(0xa4, der));
    CHECK(!error_of<GeneralName>(written_name, field));
  }
}

TEST_CASE("GeneralName writes: a Name that was not read as the empty directoryName", "[x509][general_name][write]") {
  CHECK(written(GeneralName{Name{}}) == hex("a4 02 30 00"));
}

}  // namespace ocspan_test::general_name_test
