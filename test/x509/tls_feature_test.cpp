#include "ocspan/x509/tls_feature.hpp"

#include <string_view>
#include <vector>

#include "ocspan/x509/extension.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"
#include "support/reading.hpp"
#include "support/writing.hpp"

namespace ocspan_test::tls_feature_test {
namespace {

using namespace ocspan;

constexpr Field field = Field::extn_value;

}  // namespace

TEST_CASE("TLSFeature accepts and writes: numbers of any size", "[x509][tls_feature]") {
  struct {
    std::string_view der;
    std::vector<std::string_view> numbers;
    std::vector<unsigned> features;
  } const rows[]{
      // made by pyca/cryptography
      {"30 03 02 01 05", {"05"}, {5}},
      {"30 06 02 01 11 02 01 05", {"11", "05"}, {5, 17}},
      // made by OpenSSL
      {"30 06 02 01 05 02 01 11", {"05", "11"}, {5, 17}},
      {"30 00", {}, {}},  // SEQUENCE: RFC 7633 has no SIZE
      // Neither writes these: SEQUENCE, INTEGER 0, 127, 128, 255
      {"30 0e 02 01 00 02 01 7f 02 02 00 80 02 02 00 ff", {"00", "7f", "00 80", "00 ff"}, {0, 127, 128, 255}},
      // SEQUENCE, INTEGER -1, -128, 261, 1280: none has 5 or 255 for its value
      {"30 0e 02 01 ff 02 01 80 02 02 01 05 02 02 05 00", {"ff", "80", "01 05", "05 00"}, {}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.der);
    const ByteVector der = hex(row.der);
    const Reading<TLSFeature> outcome = read_alone<TLSFeature>(der, field);
    REQUIRE(!outcome.error);
    const std::vector<Integer> numbers(outcome.value.begin(), outcome.value.end());
    CHECK(outcome.value.size() == row.numbers.size());
    REQUIRE(numbers.size() == row.numbers.size());
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      CHECK(equal(numbers[i].bytes(), hex(row.numbers[i])));
    }
    std::vector<unsigned> features;
    for (unsigned feature = 0; feature < 256; ++feature) {
      if (outcome.value.has(static_cast<std::uint8_t>(feature))) {
        features.push_back(feature);
      }
    }
    CHECK(features == row.features);
    CHECK(outcome.value.must_staple() == outcome.value.has(5));
    CHECK(written(outcome.value) == der);
  }
  CHECK_FALSE(TLSFeature{}.must_staple());
}

TEST_CASE("TLSFeature rejects: what is no list of INTEGERs", "[x509][tls_feature][reject]") {
  const Refusals rows{
      {"", {ErrorCode::missing, field, 0}},
      {"31 03 02 01 05", {ErrorCode::wrong_tag, field, 0}},
      {"02 01 05", {ErrorCode::wrong_tag, field, 0}},
      {"30", {ErrorCode::truncated, field, 1}},
      {"30 03 02 01", {ErrorCode::truncated, field, 2}},
      {"30 02 02 01", {ErrorCode::truncated, field, 4}},
      {"30 02 02 00", {ErrorCode::integer_empty, field, 4}},
      {"30 04 02 02 00 05", {ErrorCode::integer_not_minimal, field, 4}},
      {"30 04 02 02 ff 85", {ErrorCode::integer_not_minimal, field, 4}},
      {"30 03 0a 01 05", {ErrorCode::wrong_tag, field, 2}},
      {"30 05 02 01 05 05 00", {ErrorCode::wrong_tag, field, 5}},
      {"30 07 02 01 05 02 02 00 05", {ErrorCode::integer_not_minimal, field, 7}},
  };
  check_refusals<TLSFeature>(field, rows);
  const ByteVector value = hex("30 03 02 01 05 02 01 05");
  CHECK(Extension{"tlsfeature"_oid, false, value}.as<TLSFeature>().error() ==
        Error{ErrorCode::trailing_data, field, 5});
}

}  // namespace ocspan_test::tls_feature_test
