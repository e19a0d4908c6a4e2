#include "ocspan/x509/basic_constraints.hpp"

#include <optional>
#include <string_view>

#include "ocspan/x509/extension.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"
#include "support/reading.hpp"
#include "support/writing.hpp"

namespace ocspan_test::basic_constraints_test {
namespace {

using namespace ocspan;

constexpr Field field = Field::extn_value;

}  // namespace

TEST_CASE("BasicConstraints accepts and writes: what others write", "[x509][basic_constraints]") {
  struct {
    std::string_view der;
    bool ca;
    std::optional<std::string_view> path_len_constraint;
  } const rows[]{
      // made by pyca/cryptography
      {"30 00", false, {}},
      {"30 03 01 01 ff", true, {}},
      {"30 06 01 01 ff 02 01 00", true, "00"},
      {"30 06 01 01 ff 02 01 7f", true, "7f"},
      {"30 07 01 01 ff 02 02 00 80", true, "00 80"},
      {"30 08 01 01 ff 02 03 01 00 00", true, "01 00 00"},
      // made by OpenSSL
      {"30 06 01 01 ff 02 01 03", true, "03"},
      // Neither writes a limit for what is no CA: SEQUENCE, INTEGER 0. RFC 5280 forbids it to CAs, not to readers.
      {"30 03 02 01 00", false, "00"},
      // SEQUENCE, TRUE, an INTEGER of nine bytes: 2^64
      {"30 0e 01 01 ff 02 09 01 00 00 00 00 00 00 00 00", true, "01 00 00 00 00 00 00 00 00"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.der);
    const ByteVector der = hex(row.der);
    const Reading<BasicConstraints> outcome = read_alone<BasicConstraints>(der, field);
    REQUIRE(!outcome.error);
    CHECK(outcome.tolerated == Tolerance::none);
    CHECK(outcome.value.ca() == row.ca);
    REQUIRE(outcome.value.path_len_constraint().has_value() == row.path_len_constraint.has_value());
    std::optional<Integer> limit;
    ByteVector bytes;
    if (row.path_len_constraint) {
      bytes = hex(*row.path_len_constraint);
      limit = Integer{Bytes{bytes}};
      CHECK(equal(outcome.value.path_len_constraint()->bytes(), bytes));
    }
    CHECK(written(outcome.value) == der);
    CHECK(written(BasicConstraints{row.ca, limit}) == der);
  }
}

TEST_CASE("BasicConstraints: by itself it is what an end entity has", "[x509][basic_constraints]") {
  CHECK_FALSE(BasicConstraints{}.ca());
  CHECK_FALSE(BasicConstraints{}.path_len_constraint().has_value());
  CHECK(written(BasicConstraints{}) == hex("30 00"));
  CHECK(written(BasicConstraints{true}) == hex("30 03 01 01 ff"));
}

TEST_CASE("BasicConstraints rejects: each field, at its place", "[x509][basic_constraints][reject]") {
  const Refusals rows{
      {"", {ErrorCode::missing, field, 0}},
      {"31 00", {ErrorCode::wrong_tag, field, 0}},
      {"10 00", {ErrorCode::wrong_tag, field, 0}},
      {"01 01 ff", {ErrorCode::wrong_tag, field, 0}},
      {"30", {ErrorCode::truncated, field, 1}},
      {"30 01", {ErrorCode::truncated, field, 2}},
      {"30 80 00 00", {ErrorCode::indefinite_length, field, 1}},
      // cA
      {"30 01 01", {ErrorCode::truncated, Field::ca, 3}},
      {"30 02 01 01", {ErrorCode::truncated, Field::ca, 4}},
      {"30 02 01 00", {ErrorCode::bad_boolean, Field::ca, 4}},
      {"30 03 01 01 01", {ErrorCode::bad_boolean, Field::ca, 4}},
      {"30 04 01 02 ff ff", {ErrorCode::bad_boolean, Field::ca, 4}},
      {"30 03 01 01 00", {ErrorCode::explicit_default, Field::ca, 2}},
      {"30 06 01 01 00 02 01 00", {ErrorCode::explicit_default, Field::ca, 2}},
      // pathLenConstraint
      {"30 04 01 01 ff 02", {ErrorCode::truncated, Field::path_len_constraint, 6}},
      {"30 05 01 01 ff 02 01", {ErrorCode::truncated, Field::path_len_constraint, 7}},
      {"30 05 01 01 ff 02 00", {ErrorCode::integer_empty, Field::path_len_constraint, 7}},
      {"30 07 01 01 ff 02 02 00 00", {ErrorCode::integer_not_minimal, Field::path_len_constraint, 7}},
      {"30 07 01 01 ff 02 02 00 7f", {ErrorCode::integer_not_minimal, Field::path_len_constraint, 7}},
      {"30 07 01 01 ff 02 02 ff 80", {ErrorCode::integer_not_minimal, Field::path_len_constraint, 7}},
      {"30 06 01 01 ff 02 01 ff", {ErrorCode::undefined_value, Field::path_len_constraint, 7}},
      {"30 06 01 01 ff 02 01 80", {ErrorCode::undefined_value, Field::path_len_constraint, 7}},
      {"30 04 02 02 80 00", {ErrorCode::undefined_value, Field::path_len_constraint, 4}},
      // another type, another order, twice, more
      {"30 02 05 00", {ErrorCode::trailing_data, field, 2}},
      {"30 03 80 01 ff", {ErrorCode::trailing_data, field, 2}},
      {"30 05 01 01 ff 05 00", {ErrorCode::trailing_data, field, 5}},
      {"30 06 01 01 ff 0a 01 00", {ErrorCode::trailing_data, field, 5}},
      {"30 06 02 01 00 01 01 ff", {ErrorCode::trailing_data, field, 5}},
      {"30 06 01 01 ff 01 01 ff", {ErrorCode::trailing_data, field, 5}},
      {"30 09 01 01 ff 02 01 00 02 01 00", {ErrorCode::trailing_data, field, 8}},
      {"30 04 01 01 ff 00", {ErrorCode::trailing_data, field, 5}},
  };
  check_refusals<BasicConstraints>(field, rows);
}

TEST_CASE("BasicConstraints accepts with explicit_default: cA FALSE written out, and says so",
          "[x509][basic_constraints][tolerance]") {
  const ByteVector der = hex("30 06 01 01 00 02 01 05");
  const Tolerance others = Tolerance::response_bytes_in_error | Tolerance::empty_extensions | Tolerance::time_forms |
                           Tolerance::unsorted_set;
  CHECK(error_of<BasicConstraints>(der, field, others) == Error{ErrorCode::explicit_default, Field::ca, 2});
  const Reading<BasicConstraints> outcome = read_alone<BasicConstraints>(der, field, Tolerance::explicit_default);
  REQUIRE(!outcome.error);
  CHECK(outcome.tolerated == Tolerance::explicit_default);
  CHECK_FALSE(outcome.value.ca());
  REQUIRE(outcome.value.path_len_constraint().has_value());
  CHECK(equal(outcome.value.path_len_constraint()->bytes(), hex("05")));
  CHECK(written(outcome.value) == hex("30 03 02 01 05"));  // and is not written out again

  const Extension extension{"basicConstraints"_oid, true, der};
  CHECK(extension.as<BasicConstraints>().error() == Error{ErrorCode::explicit_default, Field::ca, 2});
  CHECK(extension.as<BasicConstraints>(Tolerance::explicit_default));
}

TEST_CASE("BasicConstraints rejects: something behind it in extnValue", "[x509][basic_constraints][reject]") {
  for (const std::string_view behind : {"00", "05 00", "30 00"}) {
    CAPTURE(behind);
    const ByteVector value = join({hex("30 03 01 01 ff"), hex(behind)});
    const Extension extension{"basicConstraints"_oid, true, value};
    CHECK(extension.as<BasicConstraints>().error() == Error{ErrorCode::trailing_data, field, 5});
  }
}

}  // namespace ocspan_test::basic_constraints_test
