#include "ocspan/x509/extension.hpp"

#include <optional>
#include <string_view>
#include <vector>

#include "ocspan/asn1/known_oid.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"
#include "support/reading.hpp"
#include "support/writing.hpp"

namespace ocspan_test {
namespace {

using namespace ocspan;

constexpr Field field = Field::extensions;

const Octets nonce = hex("30 0f 06 09 2b 06 01 05 05 07 30 01 02 04 02 04 00");
const Octets key_usage = hex("30 0e 06 03 55 1d 0f 01 01 ff 04 04 03 02 05 a0");
const Octets basic_constraints = hex("30 09 06 03 55 1d 13 04 02 30 00");

}  // namespace

TEST_CASE("Extensions accepts: critical ones and others, in the order of the message", "[x509][extension]") {
  const Octets der = tlv(0x30, {nonce, key_usage, basic_constraints});
  const Reading<Extensions> outcome = read_alone<Extensions>(der, field);
  REQUIRE(!outcome.error);
  const std::vector<Extension> all(outcome.value.begin(), outcome.value.end());
  REQUIRE(all.size() == 3);
  CHECK(outcome.value.size() == 3);
  CHECK(all[0].oid() == "nonce"_oid);
  CHECK_FALSE(all[0].critical());
  CHECK(equal(all[0].value(), hex("04 00")));
  CHECK(all[1].oid() == "keyUsage"_oid);
  CHECK(all[1].critical());
  CHECK(equal(all[1].value(), hex("03 02 05 a0")));
  CHECK(all[2].oid() == "basicConstraints"_oid);
  CHECK_FALSE(all[2].critical());
  CHECK(equal(all[2].value(), hex("30 00")));
  CHECK(outcome.tolerated == Tolerance::none);
}

TEST_CASE("Extensions accepts: any octets as a value, or none", "[x509][extension]") {
  for (const std::string_view octets : {"30 07 30 05 06 01 2a 04 00", "30 08 30 06 06 01 2a 04 01 ff"}) {
    CAPTURE(octets);
    const Octets der = hex(octets);
    const Reading<Extensions> outcome = read_alone<Extensions>(der, field);
    REQUIRE(!outcome.error);
    CHECK(outcome.value.begin()->value().size() == der.size() - 9);
  }
}

TEST_CASE("Extensions::find: absent, there, duplicate", "[x509][extension]") {
  const Octets der = tlv(0x30, {nonce, key_usage, basic_constraints, key_usage});
  const Reading<Extensions> outcome = read_alone<Extensions>(der, field);
  REQUIRE(!outcome.error);  // RFC 5280 4.2 is for certificates: twice the same is refused only when asked for

  const Result<std::optional<Extension>> absent = outcome.value.find("extKeyUsage"_oid);
  REQUIRE(absent);
  CHECK_FALSE((*absent).has_value());

  const Result<std::optional<Extension>> there = outcome.value.find("nonce"_oid);
  REQUIRE(there);
  REQUIRE((*there).has_value());
  CHECK(equal((*there)->value(), hex("04 00")));
  CHECK((*there)->value().data() == der.data() + 2 + 15);

  const Result<std::optional<Extension>> last = outcome.value.find("basicConstraints"_oid);
  REQUIRE(last);
  CHECK((*last).has_value());

  const Result<std::optional<Extension>> duplicate = outcome.value.find("keyUsage"_oid);
  CHECK(duplicate.error().code == ErrorCode::duplicate);
  CHECK(duplicate.error().field == Field::extn_id);
  CHECK_FALSE((*duplicate).has_value());

  // other octets of the same length, a prefix, and more
  for (const std::string_view contents : {"55 1d 0e", "55 1d", "55 1d 0f 01", ""}) {
    const Octets oid = hex(contents);
    const Result<std::optional<Extension>> other = outcome.value.find(Oid{Bytes{oid}});
    REQUIRE(other);
    CHECK_FALSE((*other).has_value());
  }
  const Result<std::optional<Extension>> none = Extensions{}.find("nonce"_oid);
  REQUIRE(none);
  CHECK_FALSE((*none).has_value());
}

TEST_CASE("Extensions::find: the same twice with other contents is a duplicate all the same", "[x509][extension]") {
  const Octets der = tlv(0x30, {basic_constraints, hex("30 0e 06 03 55 1d 13 01 01 ff 04 04 30 02 05 00")});
  const Reading<Extensions> outcome = read_alone<Extensions>(der, field);
  REQUIRE(!outcome.error);
  CHECK(outcome.value.find("basicConstraints"_oid).error().code == ErrorCode::duplicate);
}

TEST_CASE("Extensions rejects: each field, at its place", "[x509][extension][reject]") {
  const Refusals rows{
      {"", {ErrorCode::missing, field, 0}},
      {"31 00", {ErrorCode::wrong_tag, field, 0}},
      {"30 02 05 00", {ErrorCode::wrong_tag, field, 2}},
      {"30 02 30 00", {ErrorCode::missing, Field::extn_id, 4}},
      {"30 04 30 02 04 00", {ErrorCode::wrong_tag, Field::extn_id, 4}},
      {"30 06 30 04 06 00 04 00", {ErrorCode::bad_oid, Field::extn_id, 6}},
      {"30 05 30 03 06 01 2a", {ErrorCode::missing, Field::extn_value, 7}},
      {"30 08 30 06 06 01 2a 01 01 ff", {ErrorCode::missing, Field::extn_value, 10}},
      {"30 08 30 06 06 01 2a 03 01 00", {ErrorCode::wrong_tag, Field::extn_value, 7}},
      {"30 0a 30 08 06 01 2a 24 03 04 01 aa", {ErrorCode::wrong_tag, Field::extn_value, 7}},
      // BOOLEAN other than TRUE (X.690 11.1)
      {"30 0a 30 08 06 01 2a 01 01 01 04 00", {ErrorCode::bad_boolean, Field::critical, 9}},
      {"30 0a 30 08 06 01 2a 01 01 fe 04 00", {ErrorCode::bad_boolean, Field::critical, 9}},
      {"30 09 30 07 06 01 2a 01 00 04 00", {ErrorCode::bad_boolean, Field::critical, 9}},
      {"30 0b 30 09 06 01 2a 01 02 ff ff 04 00", {ErrorCode::bad_boolean, Field::critical, 9}},
      // critical FALSE written out (11.5)
      {"30 0a 30 08 06 01 2a 01 01 00 04 00", {ErrorCode::explicit_default, Field::critical, 7}},
      // twice, or in another order
      {"30 0d 30 0b 06 01 2a 01 01 ff 01 01 ff 04 00", {ErrorCode::wrong_tag, Field::extn_value, 10}},
      {"30 0a 30 08 06 01 2a 04 00 01 01 ff", {ErrorCode::trailing_data, field, 9}},
      {"30 09 30 07 06 01 2a 04 00 04 00", {ErrorCode::trailing_data, field, 9}},
      // the second element
      {"30 0c 30 05 06 01 2a 04 00 30 03 06 01 2a", {ErrorCode::missing, Field::extn_value, 14}},
      {"30 09 30 05 06 01 2a 04 00 05 00", {ErrorCode::wrong_tag, field, 9}},
      // no elements (RFC 5280 4.1: SIZE (1..MAX))
      {"30 00", {ErrorCode::empty_extensions, field, 0}},
  };
  check_refusals<Extensions>(field, rows);
}

TEST_CASE("Extensions accepts with explicit_default: critical FALSE written out, and says so",
          "[x509][extension][tolerance]") {
  const Octets der = hex("30 0b 30 09 06 01 2a 01 01 00 04 01 aa");
  const Tolerance others = Tolerance::response_bytes_in_error | Tolerance::empty_extensions | Tolerance::time_forms |
                           Tolerance::unsorted_set;
  CHECK(error_of<Extensions>(der, field, others) == Error{ErrorCode::explicit_default, Field::critical, 7});
  const Reading<Extensions> outcome = read_alone<Extensions>(der, field, Tolerance::explicit_default);
  REQUIRE(!outcome.error);
  CHECK(outcome.tolerated == Tolerance::explicit_default);
  REQUIRE(outcome.value.size() == 1);
  CHECK_FALSE(outcome.value.begin()->critical());
  CHECK(equal(outcome.value.begin()->value(), hex("aa")));
  // which is not to say that every BOOLEAN is let pass
  CHECK(error_of<Extensions>(hex("30 0a 30 08 06 01 2a 01 01 01 04 00"), field, Tolerance::all) ==
        Error{ErrorCode::bad_boolean, Field::critical, 9});
}

TEST_CASE("Extensions accepts with empty_extensions: no elements, and says so", "[x509][extension][tolerance]") {
  const Octets der = hex("30 00");
  const Tolerance others = Tolerance::response_bytes_in_error | Tolerance::explicit_default | Tolerance::time_forms |
                           Tolerance::unsorted_set;
  CHECK(error_of<Extensions>(der, field, others) == Error{ErrorCode::empty_extensions, field, 0});
  const Reading<Extensions> outcome = read_alone<Extensions>(der, field, Tolerance::empty_extensions);
  CHECK(!outcome.error);
  CHECK(outcome.tolerated == Tolerance::empty_extensions);
  CHECK(outcome.value.empty());
}

TEST_CASE("Extension writes: critical only if it is", "[x509][extension][write]") {
  const Octets value = hex("03 02 05 a0");
  const Extension critical{"keyUsage"_oid, true, value};
  CHECK(written(critical) == key_usage);
  CHECK(critical.oid() == "keyUsage"_oid);
  CHECK(critical.critical());
  CHECK(critical.value().data() == value.data());
  CHECK(critical.value().size() == value.size());

  const Octets empty_sequence = hex("30 00");
  const Extension other{"basicConstraints"_oid, false, empty_sequence};
  CHECK(written(other) == basic_constraints);
  CHECK_FALSE(other.critical());
}

TEST_CASE("Extension writes: any octets as a value, or none", "[x509][extension][write]") {
  const Octets oid_2a = hex("2a");
  const Oid oid{Bytes{oid_2a}};
  CHECK(written(Extension{oid, false, {}}) == hex("30 05 06 01 2a 04 00"));
  CHECK(written(Extension{oid, true, {}}) == hex("30 08 06 01 2a 01 01 ff 04 00"));
  for (const std::size_t size : {119U, 120U, 121U, 127U, 128U, 300U}) {
    CAPTURE(size);
    const Octets value(size, 0xff);
    CHECK(written(Extension{oid, false, value}) == tlv(0x30, {hex("06 01 2a"), tlv(0x04, value)}));
    CHECK(written(Extension{oid, true, value}) == tlv(0x30, {hex("06 01 2a 01 01 ff"), tlv(0x04, value)}));
  }
}

TEST_CASE("Extension writes: what was read, as it was", "[x509][extension][write]") {
  for (const Octets& der : {nonce, key_usage, basic_constraints, hex("30 05 06 01 2a 04 00")}) {
    CAPTURE(der);
    const Reading<Extension> extension = read_alone<Extension>(der, field);
    REQUIRE(!extension.error);
    CHECK(written(extension.value) == der);
  }
  // but for a critical FALSE, which DER leaves out
  const Octets explicit_default = hex("30 09 06 01 2a 01 01 00 04 01 aa");
  const Reading<Extension> tolerated = read_alone<Extension>(explicit_default, field, Tolerance::explicit_default);
  REQUIRE(!tolerated.error);
  CHECK(written(tolerated.value) == hex("30 06 06 01 2a 04 01 aa"));
}

TEST_CASE("Extensions write: the list as it was, be it absent or empty", "[x509][extension][write]") {
  const Octets der = tlv(0x30, {nonce, key_usage, basic_constraints, key_usage});
  const Reading<Extensions> extensions = read_alone<Extensions>(der, field);
  REQUIRE(!extensions.error);
  CHECK(written_by([&](Writer& writer) { writer.sequence_of(extensions.value); }) == der);
  CHECK(written_by([&](Writer& writer) { writer.optional_sequence_of(3, extensions.value); }) == tlv(0xa3, der));
  CHECK(written_by([](Writer& writer) { writer.optional_sequence_of(3, Extensions{}); }).empty());
  const Octets empty = hex("30 00");
  const Reading<Extensions> tolerated = read_alone<Extensions>(empty, field, Tolerance::empty_extensions);
  CHECK(written_by([&](Writer& writer) { writer.optional_sequence_of(3, tolerated.value); }) == hex("a3 02 30 00"));
}

TEST_CASE("write_extension writes: an Extension whose value is written in place", "[x509][extension][write]") {
  for (const bool critical : {false, true}) {
    CAPTURE(critical);
    for (const std::size_t size : {0U, 1U, 120U, 130U}) {
      const Octets contents(size, 0x5a);
      const Octets oid = hex("06 09 2b 06 01 05 05 07 30 01 02");
      CHECK(written_by([&](Writer& writer) {
              detail::write_extension(writer, "nonce"_oid, critical,
                                      [&] { writer.value(Tag::octet_string, contents); });
            }) == tlv(0x30, {oid, hex(critical ? "01 01 ff" : ""), tlv(0x04, tlv(0x04, contents))}));
    }
  }
}

TEST_CASE("check_extensions: two of one type, wherever they are, and none without a type", "[x509][extension]") {
  const Octets value = hex("05 00");
  const Octets prefix = hex("55 1d");
  const Octets longer = hex("55 1d 0f 01");
  const Extension a{"keyUsage"_oid, true, value};
  const Extension a_again{"keyUsage"_oid, false, {}};  // the type alone counts
  const Extension b{"basicConstraints"_oid, true, value};
  const Extension c{"nonce"_oid, false, value};
  const Extension d{Oid{Bytes{prefix}}, true, value};
  const Extension e{Oid{Bytes{longer}}, true, value};
  const Octets same_contents = hex("55 1d 0f");
  const Extension elsewhere{Oid{Bytes{same_contents}}, true, value};
  struct {
    std::vector<Extension> extensions;
    ErrorCode error;
  } const rows[]{
      {{}, ErrorCode::none},
      {{a}, ErrorCode::none},
      {{a, b}, ErrorCode::none},
      {{a, b, c, d, e}, ErrorCode::none},
      {{a, a}, ErrorCode::duplicate},
      {{a, a_again}, ErrorCode::duplicate},
      {{a, elsewhere}, ErrorCode::duplicate},
      {{a, b, a_again}, ErrorCode::duplicate},
      {{b, a, a_again}, ErrorCode::duplicate},
      {{a, a_again, b}, ErrorCode::duplicate},
      {{a, b, c, d, e, b}, ErrorCode::duplicate},
      {{a, b, c, d, e, e}, ErrorCode::duplicate},
      {{Extension{}}, ErrorCode::missing},
      {{a, Extension{}}, ErrorCode::missing},
      {{Extension{}, a, a}, ErrorCode::missing},
  };
  for (const auto& row : rows) {
    CAPTURE(row.extensions.size());
    const Field field = row.error == ErrorCode::missing ? Field::extn_id : Field::extensions;
    CHECK(detail::check_extensions(row.extensions, Field::extensions) ==
          (row.error == ErrorCode::none ? Error{} : Error{row.error, field}));
  }
}

}  // namespace ocspan_test
