#include "ocspan/x509/extension.hpp"

#include <optional>
#include <string_view>
#include <vector>

#include "ocspan/asn1/known_oid.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"
#include "support/reading.hpp"

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

}  // namespace ocspan_test
