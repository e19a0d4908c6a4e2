#include "ocspan/x509/version.hpp"

#include <string_view>

#include "ocspan/asn1/error_text.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"

namespace ocspan_test::version_test {
namespace {

using namespace ocspan;

struct Outcome {
  unsigned version;
  Error error;
  Tolerance tolerated;
  std::size_t left;
};

Outcome read(std::string_view bytes, std::uint8_t last, Tolerance tolerance = Tolerance::none) {
  const ByteVector der = hex(bytes);
  ReadContext context{der, tolerance};
  Reader reader{context};
  const unsigned version = read_version(reader, last);
  return {version, context.error(), context.tolerated(), reader.remaining().size()};
}

}  // namespace

TEST_CASE("read_version accepts: no version, which is v1", "[x509][version]") {
  for (const std::string_view bytes : {"", "02 01 05", "a1 03 02 01 01", "80 01 01", "30 00"}) {
    CAPTURE(bytes);
    const Outcome outcome = read(bytes, 3);
    CHECK(!outcome.error);
    CHECK(outcome.version == 1);
    CHECK(outcome.left == hex(bytes).size());  // nothing was read
  }
}

TEST_CASE("read_version accepts: v2 up to the last one", "[x509][version]") {
  CHECK(read("a0 03 02 01 01", 3).version == 2);
  CHECK(!read("a0 03 02 01 01", 3).error);
  CHECK(read("a0 03 02 01 02", 3).version == 3);
  CHECK(!read("a0 03 02 01 02", 3).error);
  CHECK(read("a0 03 02 01 02 05 00", 3).left == 2);
}

TEST_CASE("read_version rejects: what is not defined, or not DER", "[x509][version][reject]") {
  constexpr Field field = Field::version;
  struct {
    std::string_view bytes;
    std::uint8_t last;
    Error error;
  } const rows[]{
      {"a0 03 02 01 00", 3, {ErrorCode::explicit_default, field, 0}},  // X.690 11.5
      {"a0 03 02 01 00", 1, {ErrorCode::explicit_default, field, 0}},
      {"a0 03 02 01 01", 1, {ErrorCode::unsupported_version, field, 4}},
      {"a0 03 02 01 02", 1, {ErrorCode::unsupported_version, field, 4}},
      {"a0 03 02 01 03", 3, {ErrorCode::unsupported_version, field, 4}},
      {"a0 03 02 01 7f", 3, {ErrorCode::unsupported_version, field, 4}},
      {"a0 03 02 01 80", 3, {ErrorCode::unsupported_version, field, 4}},  // negative
      {"a0 03 02 01 ff", 3, {ErrorCode::unsupported_version, field, 4}},
      {"a0 04 02 02 01 00", 3, {ErrorCode::unsupported_version, field, 4}},  // 256
      {"a0 04 02 02 00 80", 3, {ErrorCode::unsupported_version, field, 4}},
      {"a0 07 02 05 01 00 00 00 01", 3, {ErrorCode::unsupported_version, field, 4}},
      {"a0 04 02 02 00 01", 3, {ErrorCode::integer_not_minimal, field, 4}},
      {"a0 02 02 00", 3, {ErrorCode::integer_empty, field, 4}},
      {"a0 00", 3, {ErrorCode::missing, field, 2}},
      {"a0 03 0a 01 01", 3, {ErrorCode::wrong_tag, field, 2}},
      {"a0 05 02 01 01 05 00", 3, {ErrorCode::trailing_data, field, 5}},
      {"a0 06 02 01 01 02 01 01", 3, {ErrorCode::trailing_data, field, 5}},
      {"a0 02 02 01 01", 3, {ErrorCode::truncated, field, 4}},
      {"a0 81 03 02 01 01", 3, {ErrorCode::length_not_minimal, field, 2}},
      {"a0 80 02 01 01 00 00", 3, {ErrorCode::indefinite_length, field, 1}},
      {"a0", 3, {ErrorCode::truncated, field, 1}},
  };
  for (const auto& row : rows) {
    const Error error = read(row.bytes, row.last).error;
    CAPTURE(row.bytes, to_string(error.code), error.offset);
    CHECK(error == row.error);
  }
}

TEST_CASE("read_version accepts with explicit_default: v1 written out, and says so", "[x509][version][tolerance]") {
  const Outcome outcome = read("a0 03 02 01 00", 3, Tolerance::explicit_default);
  CHECK(!outcome.error);
  CHECK(outcome.version == 1);
  CHECK(outcome.tolerated == Tolerance::explicit_default);
  CHECK(outcome.left == 0);
  const Tolerance others = Tolerance::response_bytes_in_error | Tolerance::empty_extensions | Tolerance::time_forms |
                           Tolerance::unsorted_set;
  CHECK(read("a0 03 02 01 00", 3, others).error == Error{ErrorCode::explicit_default, Field::version, 0});
  CHECK(read("a0 03 02 01 03", 3, Tolerance::all).error == Error{ErrorCode::unsupported_version, Field::version, 4});
  CHECK(read("a0 03 02 01 02", 3, Tolerance::all).tolerated == Tolerance::none);
  CHECK(read("", 3, Tolerance::all).tolerated == Tolerance::none);
}

}  // namespace ocspan_test::version_test
