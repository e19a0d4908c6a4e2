#include "ocspan/x509/name_constraints.hpp"

#include <string_view>
#include <vector>

#include "ocspan/x509/extension.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"
#include "support/reading.hpp"
#include "support/writing.hpp"

namespace ocspan_test::name_constraints_test {
namespace {

using namespace ocspan;

constexpr Field field = Field::extn_value;

}  // namespace

TEST_CASE("NameConstraints accepts and writes: what others write", "[x509][name_constraints]") {
  SECTION("made by pyca/cryptography: both") {
    const ByteVector der =
        hex("30 35 a0 12 30 04 82 02 2e 61 30 0a 87 08 0a 00 00 00 ff 00 00 00"
            "a1 1f 30 1d a4 1b 30 19 31 0b 30 09 06 03 55 04 06 13 02 44 45 31 0a 30 08 06 03 55 04 03 0c 01 58");
    const Reading<NameConstraints> outcome = read_alone<NameConstraints>(der, field);
    REQUIRE(!outcome.error);
    REQUIRE(outcome.value.permitted_subtrees().has_value());
    const std::vector<GeneralSubtree> permitted(outcome.value.permitted_subtrees()->begin(),
                                                outcome.value.permitted_subtrees()->end());
    REQUIRE(permitted.size() == 2);
    CHECK(permitted[0].base().type() == GeneralNameType::dns_name);
    CHECK(equal(permitted[0].base().bytes(), hex("2e 61")));
    CHECK(permitted[0].minimum() == Integer{});
    CHECK_FALSE(permitted[0].maximum().has_value());
    CHECK(permitted[1].base().type() == GeneralNameType::ip_address);
    CHECK(equal(permitted[1].base().bytes(), hex("0a 00 00 00 ff 00 00 00")));
    REQUIRE(outcome.value.excluded_subtrees().has_value());
    REQUIRE(outcome.value.excluded_subtrees()->size() == 1);
    const GeneralSubtree excluded = *outcome.value.excluded_subtrees()->begin();
    CHECK(excluded.base().type() == GeneralNameType::directory_name);
    CHECK(excluded.base().directory_name().size() == 2);
    CHECK(written(outcome.value) == der);
  }
  SECTION("made by pyca/cryptography: permittedSubtrees") {
    const ByteVector der = hex("30 07 a0 05 30 03 82 01 61");
    const Reading<NameConstraints> outcome = read_alone<NameConstraints>(der, field);
    REQUIRE(!outcome.error);
    REQUIRE(outcome.value.permitted_subtrees().has_value());
    CHECK(equal(outcome.value.permitted_subtrees()->begin()->base().bytes(), hex("61")));
    CHECK_FALSE(outcome.value.excluded_subtrees().has_value());
    CHECK(written(outcome.value) == der);
  }
  SECTION("made by pyca/cryptography: excludedSubtrees") {
    const ByteVector der = hex("30 07 a1 05 30 03 81 01 62");
    const Reading<NameConstraints> outcome = read_alone<NameConstraints>(der, field);
    REQUIRE(!outcome.error);
    CHECK_FALSE(outcome.value.permitted_subtrees().has_value());
    REQUIRE(outcome.value.excluded_subtrees().has_value());
    CHECK(outcome.value.excluded_subtrees()->begin()->base().type() == GeneralNameType::rfc822_name);
    CHECK(written(outcome.value) == der);
  }
  SECTION("made by OpenSSL: both") {
    const ByteVector der = hex("30 0f a0 06 30 04 82 02 2e 61 a1 05 30 03 81 01 62");
    const Reading<NameConstraints> outcome = read_alone<NameConstraints>(der, field);
    REQUIRE(!outcome.error);
    REQUIRE(outcome.value.permitted_subtrees().has_value());
    CHECK(equal(outcome.value.permitted_subtrees()->begin()->base().bytes(), hex("2e 61")));
    REQUIRE(outcome.value.excluded_subtrees().has_value());
    CHECK(equal(outcome.value.excluded_subtrees()->begin()->base().bytes(), hex("62")));
    CHECK(written(outcome.value) == der);
  }
}

TEST_CASE("NameConstraints accepts and writes: none, and distances", "[x509][name_constraints]") {
  const ByteVector none = hex("30 00");  // SEQUENCE
  const Reading<NameConstraints> empty = read_alone<NameConstraints>(none, field);
  REQUIRE(!empty.error);
  CHECK_FALSE(empty.value.permitted_subtrees().has_value());
  CHECK_FALSE(empty.value.excluded_subtrees().has_value());
  CHECK(written(empty.value) == none);
  CHECK(written(NameConstraints{}) == none);

  struct {
    std::string_view der;
    std::string_view minimum;
    std::string_view maximum;
  } const rows[]{
      // SEQUENCE, [1], SEQUENCE, dNSName, and then minimum [0], maximum [1]
      {"30 0a a1 08 30 06 82 01 61 80 01 01", "01", ""},
      {"30 0a a1 08 30 06 82 01 61 81 01 00", "", "00"},
      {"30 0e a1 0c 30 0a 82 01 61 80 01 7f 81 02 00 80", "7f", "00 80"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.der);
    const ByteVector der = hex(row.der);
    const ByteVector minimum = hex(row.minimum);
    const Reading<NameConstraints> outcome = read_alone<NameConstraints>(der, field);
    REQUIRE(!outcome.error);
    CHECK_FALSE(outcome.value.permitted_subtrees().has_value());
    REQUIRE(outcome.value.excluded_subtrees().has_value());
    const GeneralSubtree subtree = *outcome.value.excluded_subtrees()->begin();
    CHECK(subtree.minimum() == Integer{Bytes{minimum}});
    REQUIRE(subtree.maximum().has_value() == !row.maximum.empty());
    if (subtree.maximum()) {
      CHECK(equal(subtree.maximum()->bytes(), hex(row.maximum)));
    }
    CHECK(written(outcome.value) == der);
  }
}

TEST_CASE("NameConstraints accepts with explicit_default: minimum 0 written out, and says so",
          "[x509][name_constraints][tolerance]") {
  const ByteVector der = hex("30 0d a0 0b 30 09 82 01 61 80 01 00 81 01 05");
  const Tolerance others = Tolerance::response_bytes_in_error | Tolerance::empty_extensions | Tolerance::time_forms |
                           Tolerance::unsorted_set;
  CHECK(error_of<NameConstraints>(der, field, others) == Error{ErrorCode::explicit_default, Field::minimum, 9});
  const Reading<NameConstraints> outcome = read_alone<NameConstraints>(der, field, Tolerance::explicit_default);
  REQUIRE(!outcome.error);
  CHECK(outcome.tolerated == Tolerance::explicit_default);
  REQUIRE(outcome.value.permitted_subtrees().has_value());
  const GeneralSubtree subtree = *outcome.value.permitted_subtrees()->begin();
  CHECK(subtree.minimum() == Integer{});
  REQUIRE(subtree.maximum().has_value());
  CHECK(equal(subtree.maximum()->bytes(), hex("05")));
  CHECK(written(outcome.value) == hex("30 0a a0 08 30 06 82 01 61 81 01 05"));  // and is not written out again
}

TEST_CASE("NameConstraints rejects: each field, at its place", "[x509][name_constraints][reject]") {
  const Refusals rows{
      {"", {ErrorCode::missing, field, 0}},
      {"31 00", {ErrorCode::wrong_tag, field, 0}},
      {"30", {ErrorCode::truncated, field, 1}},
      {"30 02 a0", {ErrorCode::truncated, field, 2}},
      // permittedSubtrees, excludedSubtrees
      {"30 02 a0 00", {ErrorCode::empty_list, Field::permitted_subtrees, 2}},
      {"30 02 a1 00", {ErrorCode::empty_list, Field::excluded_subtrees, 2}},
      {"30 02 a0 01", {ErrorCode::truncated, Field::permitted_subtrees, 4}},
      {"30 02 a1 01", {ErrorCode::truncated, Field::excluded_subtrees, 4}},
      {"30 04 a0 02 31 00", {ErrorCode::wrong_tag, Field::permitted_subtrees, 4}},
      {"30 05 a1 03 82 01 61", {ErrorCode::wrong_tag, Field::excluded_subtrees, 4}},
      {"30 02 80 00", {ErrorCode::trailing_data, field, 2}},
      {"30 02 81 00", {ErrorCode::trailing_data, field, 2}},
      {"30 02 a2 00", {ErrorCode::trailing_data, field, 2}},
      {"30 07 30 05 30 03 82 01 61", {ErrorCode::trailing_data, field, 2}},
      // base
      {"30 04 a0 02 30 00", {ErrorCode::missing, Field::base, 6}},
      {"30 06 a0 04 30 02 89 00", {ErrorCode::wrong_tag, Field::base, 6}},
      {"30 07 a0 05 30 03 80 01 01", {ErrorCode::wrong_tag, Field::base, 6}},
      {"30 07 a0 05 30 03 82 01 80", {ErrorCode::bad_string, Field::base, 8}},
      {"30 06 a1 04 30 02 82 01", {ErrorCode::truncated, Field::base, 8}},
      {"30 08 a1 06 30 04 a4 02 31 00", {ErrorCode::wrong_tag, Field::directory_name, 8}},
      // minimum
      {"30 0a a0 08 30 06 82 01 61 80 01 00", {ErrorCode::explicit_default, Field::minimum, 9}},
      {"30 09 a0 07 30 05 82 01 61 80 00", {ErrorCode::integer_empty, Field::minimum, 11}},
      {"30 0b a0 09 30 07 82 01 61 80 02 00 00", {ErrorCode::integer_not_minimal, Field::minimum, 11}},
      {"30 09 a0 07 30 05 82 01 61 80 01", {ErrorCode::truncated, Field::minimum, 11}},
      {"30 0a a0 08 30 06 82 01 61 80 01 ff", {ErrorCode::undefined_value, Field::minimum, 11}},
      {"30 0a a0 08 30 06 82 01 61 81 01 80", {ErrorCode::undefined_value, Field::maximum, 11}},
      {"30 0a a1 08 30 06 82 01 61 80 01 00", {ErrorCode::explicit_default, Field::minimum, 9}},
      {"30 0c a0 0a 30 08 82 01 61 a0 03 02 01 01", {ErrorCode::trailing_data, Field::permitted_subtrees, 9}},
      // maximum
      {"30 09 a0 07 30 05 82 01 61 81 00", {ErrorCode::integer_empty, Field::maximum, 11}},
      {"30 0b a1 09 30 07 82 01 61 81 02 00 01", {ErrorCode::integer_not_minimal, Field::maximum, 11}},
      {"30 09 a0 07 30 05 82 01 61 81 01", {ErrorCode::truncated, Field::maximum, 11}},
      {"30 0c a1 0a 30 08 82 01 61 a1 03 02 01 01", {ErrorCode::trailing_data, Field::excluded_subtrees, 9}},
      // another order, more
      {"30 0d a0 0b 30 09 82 01 61 81 01 02 80 01 01", {ErrorCode::trailing_data, Field::permitted_subtrees, 12}},
      {"30 09 a0 07 30 05 82 01 61 05 00", {ErrorCode::trailing_data, Field::permitted_subtrees, 9}},
      {"30 09 a1 07 30 05 82 01 61 05 00", {ErrorCode::trailing_data, Field::excluded_subtrees, 9}},
      {"30 0e a1 05 30 03 82 01 61 a0 05 30 03 82 01 61", {ErrorCode::trailing_data, field, 9}},
      {"30 09 a0 05 30 03 82 01 61 05 00", {ErrorCode::trailing_data, field, 9}},
      // the second
      {"30 09 a0 07 30 03 82 01 61 30 00", {ErrorCode::missing, Field::base, 11}},
      {"30 0b a0 05 30 03 82 01 61 a1 02 30 00", {ErrorCode::missing, Field::base, 13}},
  };
  check_refusals<NameConstraints>(field, rows);
  const ByteVector value = hex("30 00 05 00");
  CHECK(Extension{"nameConstraints"_oid, true, value}.as<NameConstraints>().error() ==
        Error{ErrorCode::trailing_data, field, 2});
}

}  // namespace ocspan_test::name_constraints_test
