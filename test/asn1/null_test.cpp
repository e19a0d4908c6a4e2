#include "ocspan/asn1/null.hpp"

#include "support/bytes.hpp"
#include "support/catch2.hpp"
#include "support/reading.hpp"
#include "support/writing.hpp"

namespace ocspan_test::null_test {
namespace {

using namespace ocspan;

constexpr Field field = Field::value;

/// What read_null() reads, as a type that reads itself.
struct Null {
  void read(Reader& reader, Field name) { read_null(reader, name); }
};

struct TaggedNull {
  void read(Reader& reader, Field name) { read_null(reader, name, implicit_tag(1)); }
};

}  // namespace

TEST_CASE("read_null accepts: a NULL, and goes on behind it", "[asn1][null]") {
  const ByteVector der = hex("05 00 81 00 05 00");
  ReadContext context{der};
  Reader reader{context};
  read_null(reader, field);
  CHECK(equal(reader.remaining(), hex("81 00 05 00")));
  read_null(reader, field, implicit_tag(1));
  CHECK(equal(reader.remaining(), hex("05 00")));
  CHECK(!context.error());
}

TEST_CASE("read_null rejects: contents, and what the Reader rejects", "[asn1][null][reject]") {
  const Refusals rows{
      {"", {ErrorCode::missing, field, 0}},
      {"04 00", {ErrorCode::wrong_tag, field, 0}},
      {"25 00", {ErrorCode::wrong_tag, field, 0}},
      {"81 00", {ErrorCode::wrong_tag, field, 0}},
      {"05", {ErrorCode::truncated, field, 1}},
      {"05 01", {ErrorCode::truncated, field, 2}},
      {"05 01 00", {ErrorCode::null_content, field, 2}},
      {"05 02 05 00", {ErrorCode::null_content, field, 2}},
      {"05 80 00 00", {ErrorCode::indefinite_length, field, 1}},
      {"05 81 00", {ErrorCode::length_not_minimal, field, 2}},
  };
  check_refusals<Null>(field, rows);
  const Refusals tagged{
      {"05 00", {ErrorCode::wrong_tag, field, 0}},
      {"a1 00", {ErrorCode::wrong_tag, field, 0}},
      {"81 01 00", {ErrorCode::null_content, field, 2}},
  };
  check_refusals<TaggedNull>(field, tagged);
}

TEST_CASE("write_null writes: a NULL, or another tag, if asked for", "[asn1][null][write]") {
  CHECK(written_by([](Writer& writer) { write_null(writer); }) == hex("05 00"));
  CHECK(written_by([](Writer& writer) { write_null(writer, implicit_tag(1)); }) == hex("81 00"));
}

}  // namespace ocspan_test::null_test
