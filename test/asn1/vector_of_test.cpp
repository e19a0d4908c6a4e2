#include "ocspan/asn1/vector_of.hpp"

#include <iterator>
#include <ranges>
#include <string_view>

#include "ocspan/asn1/error_text.hpp"
#include "ocspan/asn1/integer.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"

namespace ocspan_test::vector_of_test {
namespace {

using namespace ocspan;

using List = VectorOf<Integer>;
static_assert(std::forward_iterator<List::Iterator>);
static_assert(std::ranges::forward_range<List>);

constexpr Field list_field = Field::version;
constexpr Field element_field = Field::value;

struct ReadList {
  List list;
  Error error;
};

ReadList read_list(const ByteVector& bytes) {
  ReadContext context{bytes};
  Reader reader{context};
  List list;
  list.read(reader, list_field, element_field);
  reader.close(list_field);
  return {list, context.error()};
}

}  // namespace

TEST_CASE("VectorOf accepts: no, one and several elements", "[asn1][vector]") {
  const ByteVector three = hex("0010 0003 020105 0003 020106 0004 02020107");
  const auto [list, error] = read_list(three);
  REQUIRE(!error);
  CHECK(list.size() == 3);
  CHECK_FALSE(list.empty());
  CHECK(equal(list.bytes(), Bytes{three}.subspan(2)));
  CHECK(std::ranges::distance(list) == 3);
  List::Iterator at = list.begin();
  const List::Iterator first = at++;
  CHECK(equal((*first).bytes(), hex("05")));
  CHECK(equal((*at).bytes(), hex("06")));
  CHECK(equal((*++at).bytes(), hex("0107")));
  CHECK(++at == list.end());

  CHECK(read_list(hex("0005 0003 020105")).list.size() == 1);
  const ByteVector none = hex("0000");
  const auto [empty, no_error] = read_list(none);
  CHECK((!no_error && empty.empty() && empty.begin() == empty.end()));
  CHECK((List{}.empty() && List{}.begin() == List{}.end()));
}

TEST_CASE("VectorOf rejects: lengths that lie, and elements that are not all of their vector",
          "[asn1][vector][reject]") {
  const struct {
    std::string_view bytes;
    Error error;
  } rows[]{
      {"", {ErrorCode::missing, list_field, 0}},
      {"00", {ErrorCode::truncated, list_field, 0}},
      {"0006 0003 020105", {ErrorCode::truncated, list_field, 2}},
      {"0005 0003 020105 00", {ErrorCode::trailing_data, list_field, 7}},
      {"0001 00", {ErrorCode::truncated, element_field, 2}},
      {"0002 0000", {ErrorCode::missing, element_field, 4}},
      {"0005 0004 020105", {ErrorCode::truncated, element_field, 4}},
      {"0005 0002 020105", {ErrorCode::truncated, element_field, 6}},
      {"0006 0004 020105 00", {ErrorCode::trailing_data, element_field, 7}},
      {"0006 0003 020105 00", {ErrorCode::truncated, element_field, 7}},
      {"000a 0003 020105 0003 030105", {ErrorCode::wrong_tag, element_field, 9}},
  };
  for (const auto& row : rows) {
    const ByteVector bytes = hex(row.bytes);
    const Error error = read_list(bytes).error;
    CAPTURE(row.bytes, to_string(error.code), error.offset);
    CHECK(error == row.error);
  }
}

}  // namespace ocspan_test::vector_of_test
