#include "ocspan/asn1/sequence_of.hpp"

#include <algorithm>
#include <iterator>
#include <ranges>
#include <string_view>
#include <type_traits>
#include <vector>

#include "ocspan/asn1/any.hpp"
#include "ocspan/asn1/integer.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"
#include "support/reading.hpp"
#include "support/writing.hpp"

namespace ocspan_test::sequence_of_test {
namespace {

using namespace ocspan;

/// An element of which iterating gives the DER.
class AsDer : public Any {
 public:
  static constexpr bool iterates_as_der = true;
};

using Integers = SequenceOf<Integer>;
using IntegerSet = SetOf<Integer>;

static_assert(std::forward_iterator<Integers::Iterator>);
static_assert(std::forward_iterator<IntegerSet::Iterator>);
static_assert(std::forward_iterator<SequenceOf<AsDer>::Iterator>);
static_assert(std::ranges::forward_range<Integers>);
static_assert(std::ranges::forward_range<IntegerSet>);
static_assert(std::is_same_v<Integers::Iterator::value_type, Integer>);
static_assert(std::is_same_v<SequenceOf<AsDer>::Iterator::value_type, Bytes>);

constexpr Field field = Field::responses;

template <class List>
List list_of(const ByteVector& der, Tolerance tolerance = Tolerance::none) {
  const Reading<List> list = read_alone<List>(der, field, tolerance);
  REQUIRE(!list.error);
  return list.value;
}

}  // namespace

TEST_CASE("SequenceOf accepts: elements in the order of the message", "[asn1][sequence_of]") {
  const ByteVector der = hex("30 0a  02 01 05  02 02 01 00  02 01 05");
  const Integers list = list_of<Integers>(der);
  CHECK(list.size() == 3);
  CHECK_FALSE(list.empty());
  std::vector<ByteVector> contents;
  for (const Integer& element : list) {
    contents.emplace_back(element.bytes().begin(), element.bytes().end());
  }
  CHECK(contents == std::vector<ByteVector>{hex("05"), hex("01 00"), hex("05")});
  CHECK((*list.begin()).bytes().data() == der.data() + 4);  // views of the input, no copies
}

TEST_CASE("SequenceOf accepts: no elements", "[asn1][sequence_of]") {
  const ByteVector der = hex("30 00");
  const Integers list = list_of<Integers>(der);
  CHECK(list.size() == 0);
  CHECK(list.empty());
  CHECK(list.begin() == list.end());

  const Integers unread;
  CHECK(unread.empty());
  CHECK(unread.begin() == unread.end());
}

TEST_CASE("SequenceOf::Iterator is a forward iterator", "[asn1][sequence_of]") {
  const ByteVector der = hex("30 09  02 01 01  02 01 02  02 01 03");
  const Integers list = list_of<Integers>(der);

  const Integers::Iterator initial{};
  CHECK(initial == Integers::Iterator{});

  Integers::Iterator it = list.begin();
  const Integers::Iterator copy = it;
  CHECK(equal((*it++).bytes(), hex("01")));  // post-increment gives what it was before
  CHECK(it != copy);
  CHECK(equal((*copy).bytes(), hex("01")));  // multi-pass
  CHECK(equal(it->bytes(), hex("02")));
  CHECK(&++it == &it);
  CHECK(equal(it->bytes(), hex("03")));
  CHECK(it->is_negative() == false);
  CHECK(it != list.end());
  ++it;
  CHECK(it == list.end());
  CHECK(std::next(copy, 3) == list.end());
  CHECK(std::ranges::distance(list) == 3);
  CHECK(std::ranges::distance(list) == 3);
}

TEST_CASE("SequenceOf's iterators do not need their range", "[asn1][sequence_of]") {
  const ByteVector der = hex("30 03 02 01 07");
  const Integers::Iterator it = list_of<Integers>(der).begin();
  CHECK(equal(it->bytes(), hex("07")));
}

TEST_CASE("SequenceOf works with the algorithms of the standard library", "[asn1][sequence_of]") {
  const ByteVector der = hex("30 0c  02 01 03  02 01 01  02 01 7f  02 01 ff");
  const Integers list = list_of<Integers>(der);
  const ByteVector wanted = hex("7f");
  const auto found = std::ranges::find(list, Integer{Bytes{wanted}});
  REQUIRE(found != list.end());
  CHECK(std::ranges::distance(list.begin(), found) == 2);
  CHECK(std::ranges::count_if(list, [](const Integer& n) { return n.is_negative(); }) == 1);
  CHECK(std::ranges::max(list) == Integer{Bytes{wanted}});
}

TEST_CASE("SequenceOf shows elements by their DER, if they say so", "[asn1][sequence_of]") {
  const ByteVector der = hex("30 09  05 00  04 03 aa bb cc  30 00");
  const SequenceOf<AsDer> list = list_of<SequenceOf<AsDer>>(der);
  const std::vector<Bytes> elements(list.begin(), list.end());
  REQUIRE(elements.size() == 3);
  CHECK(equal(elements[0], hex("05 00")));
  CHECK(equal(elements[1], hex("04 03 aa bb cc")));
  CHECK(equal(elements[2], hex("30 00")));
}

TEST_CASE("SequenceOf rejects: what its elements reject, and another tag", "[asn1][sequence_of][reject]") {
  const Refusals rows{
      {"", {ErrorCode::missing, field, 0}},
      {"31 00", {ErrorCode::wrong_tag, field, 0}},
      {"30 03 02 01", {ErrorCode::truncated, field, 2}},
      {"30 03 04 01 05", {ErrorCode::wrong_tag, field, 2}},
      {"30 06 02 01 05 04 01 05", {ErrorCode::wrong_tag, field, 5}},
      {"30 07 02 01 05 02 02 00 05", {ErrorCode::integer_not_minimal, field, 7}},
      {"30 05 02 01 05 02 00", {ErrorCode::integer_empty, field, 7}},
      {"30 04 02 01 05 02", {ErrorCode::truncated, field, 6}},
      {"30 05 02 01 05 02 01 06", {ErrorCode::truncated, field, 7}},
      {"30 05 02 01 05 00 00", {ErrorCode::wrong_tag, field, 5}},  // end-of-contents is BER
  };
  check_refusals<Integers>(field, rows);
}

TEST_CASE("SetOf accepts: elements in ascending order, equal ones among them", "[asn1][set_of]") {
  struct {
    std::string_view der;
    std::uint32_t size;
  } const rows[]{
      {"31 00", 0},
      {"31 03 02 01 05", 1},
      {"31 06 02 01 05 02 01 06", 2},
      {"31 06 02 01 05 02 01 05", 2},
      {"31 09 02 01 05 02 01 05 02 01 05", 3},
      // X.690 11.6: encodings are compared, not values: ff is above 01, and two bytes are above one
      {"31 06 02 01 01 02 01 ff", 2},
      {"31 07 02 01 ff 02 02 01 00", 2},
  };
  for (const auto& row : rows) {
    CAPTURE(row.der);
    const ByteVector der = hex(row.der);
    const Reading<IntegerSet> set = read_alone<IntegerSet>(der, field);
    CHECK(!set.error);
    CHECK(set.tolerated == Tolerance::none);
    CHECK(set.value.size() == row.size);
    CHECK(static_cast<std::uint32_t>(std::ranges::distance(set.value)) == row.size);
  }
}

TEST_CASE("SetOf rejects: an element that is below the one before it, unless tolerated",
          "[asn1][set_of][reject][tolerance]") {
  struct {
    std::string_view der;
    std::uint32_t offset;
    std::uint32_t size;
  } const rows[]{
      {"31 06 02 01 06 02 01 05", 5, 2},          {"31 06 02 01 ff 02 01 01", 5, 2},
      {"31 07 02 02 01 00 02 01 ff", 6, 2},       {"31 09 02 01 05 02 01 06 02 01 05", 8, 3},
      {"31 09 02 01 05 02 01 04 02 01 03", 5, 3}, {"31 08 02 02 01 01 02 02 01 00", 6, 2},  // the last byte decides
  };
  const Tolerance others = Tolerance::explicit_default | Tolerance::response_bytes_in_error |
                           Tolerance::empty_extensions | Tolerance::time_forms;
  for (const auto& row : rows) {
    CAPTURE(row.der);
    const ByteVector der = hex(row.der);
    CHECK(error_of<IntegerSet>(der, field) == Error{ErrorCode::unsorted_set, field, row.offset});
    CHECK(error_of<IntegerSet>(der, field, others) == Error{ErrorCode::unsorted_set, field, row.offset});
    const Reading<IntegerSet> set = read_alone<IntegerSet>(der, field, Tolerance::unsorted_set);
    CHECK(!set.error);
    CHECK(set.tolerated == Tolerance::unsorted_set);
    CHECK(set.value.size() == row.size);
    CHECK(static_cast<std::uint32_t>(std::ranges::distance(set.value)) == row.size);
  }
}

TEST_CASE("SetOf rejects: a bad element, tolerance or not", "[asn1][set_of][reject]") {
  CHECK(error_of<IntegerSet>(hex("31 06 02 01 06 02 01"), field, Tolerance::all) ==
        Error{ErrorCode::truncated, field, 2});
  CHECK(error_of<IntegerSet>(hex("31 06 02 01 06 04 01 05"), field, Tolerance::all) ==
        Error{ErrorCode::wrong_tag, field, 5});
  CHECK(error_of<IntegerSet>(hex("30 03 02 01 06"), field) == Error{ErrorCode::wrong_tag, field, 0});
}

TEST_CASE("SequenceOf has no order to keep", "[asn1][sequence_of]") {
  CHECK(!error_of<Integers>(hex("30 06 02 01 06 02 01 05"), field));
}

TEST_CASE("SequenceOf of any values: those with long tags and long lengths are passed over as they are read",
          "[asn1][sequence_of]") {
  const ByteVector longer = tlv(0x04, ByteVector(0x80));
  const ByteVector der = tlv(0x30, {hex("1f 1f 00 bf 81 00 01 05 05 00"), longer, hex("9f 1f 00 02 01 05")});
  std::vector<std::size_t> lengths;
  for (const Bytes element : list_of<SequenceOf<AsDer>>(der)) {
    lengths.push_back(element.size());
  }
  CHECK(lengths == std::vector<std::size_t>{3, 5, 2, 0x83, 3, 3});
}

TEST_CASE("SequenceOf of lists: an iterator shows what was tolerated on loading", "[asn1][sequence_of][tolerance]") {
  const ByteVector der = hex("30 08 31 06 02 01 06 02 01 05");
  CHECK(error_of<SequenceOf<IntegerSet>>(der, field) == Error{ErrorCode::unsorted_set, field, 7});
  const SequenceOf<IntegerSet> list = list_of<SequenceOf<IntegerSet>>(der, Tolerance::unsorted_set);
  REQUIRE(list.size() == 1);
  CHECK(list.begin()->size() == 2);
}

TEST_CASE("SequenceOf::present: whether the list was there, empty or not", "[asn1][sequence_of]") {
  CHECK_FALSE(Integers{}.present());
  CHECK_FALSE(IntegerSet{}.present());

  const ByteVector empty = hex("30 00");
  CHECK(list_of<Integers>(empty).present());
  CHECK(list_of<Integers>(empty).empty());
  const ByteVector empty_set = hex("31 00");
  CHECK(list_of<IntegerSet>(empty_set).present());

  const ByteVector one = hex("30 03 02 01 05");
  CHECK(list_of<Integers>(one).present());

  // what reading [0] EXPLICIT SEQUENCE OF OPTIONAL leaves behind where it is absent, and where it is not
  for (const std::string_view bytes : {"05 00", "a0 02 30 00", "a0 05 30 03 02 01 05"}) {
    CAPTURE(bytes);
    const ByteVector der = hex(bytes);
    ReadContext context{der};
    Reader reader{context};
    Integers list;
    reader.optional(0, field, list);
    CHECK(!context.error());
    CHECK(list.present() == (der[0] == 0xa0));
  }
}

TEST_CASE("SequenceOf and SetOf accept: another tag, if asked for, and only that", "[asn1][sequence_of]") {
  const ByteVector der = hex("a1 06 02 01 05 02 01 06");
  const auto list = read_alone<Tagged<Integers, explicit_tag(1)>>(der, field);
  CHECK(!list.error);
  CHECK(list.value.size() == 2);
  const auto set = read_alone<Tagged<IntegerSet, explicit_tag(1)>>(der, field);
  CHECK(!set.error);
  CHECK(set.value.size() == 2);
  const Refusals rows{
      {"30 03 02 01 05", {ErrorCode::wrong_tag, field, 0}},
      {"31 03 02 01 05", {ErrorCode::wrong_tag, field, 0}},
      {"81 03 02 01 05", {ErrorCode::wrong_tag, field, 0}},
      {"a1 02 05 00", {ErrorCode::wrong_tag, field, 2}},
  };
  check_refusals<Tagged<Integers, explicit_tag(1)>>(field, rows);
  check_refusals<Tagged<IntegerSet, explicit_tag(1)>>(field, rows);
  // a SET OF is one under another tag, too
  CHECK(error_of<Tagged<IntegerSet, explicit_tag(1)>>(hex("a1 06 02 01 06 02 01 05"), field) ==
        Error{ErrorCode::unsorted_set, field, 5});
}

TEST_CASE("SequenceOf::write writes: what was read, with its own tag or another", "[asn1][sequence_of][write]") {
  for (const std::string_view contents : {"", "02 01 05", "02 01 05 02 02 01 00 02 01 ff"}) {
    CAPTURE(contents);
    const ByteVector der = tlv(0x30, hex(contents));
    const Integers list = list_of<Integers>(der);
    CHECK(written(list) == der);
    CHECK(written_by([&](Writer& writer) { list.write(writer, explicit_tag(2)); }) == tlv(0xa2, hex(contents)));
  }
  const ByteVector set = hex("31 06 02 01 05 02 01 06");
  CHECK(written(list_of<IntegerSet>(set)) == set);
  CHECK(written(Integers{}) == hex("30 00"));
  CHECK(written(IntegerSet{}) == hex("31 00"));
}

TEST_CASE("NonEmptySequenceOf accepts: elements; rejects: none, and what SequenceOf rejects",
          "[asn1][sequence_of][reject]") {
  using NonEmpty = NonEmptySequenceOf<Integer>;
  const ByteVector der = hex("30 06 02 01 05 02 01 06");
  const NonEmpty list = list_of<NonEmpty>(der);
  CHECK(list.size() == 2);
  CHECK(written(list) == der);
  const Refusals rows{
      {"30 00", {ErrorCode::empty_list, field, 0}},         {"", {ErrorCode::missing, field, 0}},
      {"31 03 02 01 05", {ErrorCode::wrong_tag, field, 0}}, {"30 02 05 00", {ErrorCode::wrong_tag, field, 2}},
      {"30 01", {ErrorCode::truncated, field, 2}},
  };
  check_refusals<NonEmpty>(field, rows);
  CHECK(error_of<NonEmpty>(hex("30 00"), field, Tolerance::all) == Error{ErrorCode::empty_list, field, 0});

  const ByteVector tagged = hex("a1 03 02 01 05");
  const auto implicit = read_alone<Tagged<NonEmpty, explicit_tag(1)>>(tagged, field);
  CHECK(!implicit.error);
  CHECK(implicit.value.size() == 1);
  CHECK(error_of<Tagged<NonEmpty, explicit_tag(1)>>(hex("a1 00"), field) == Error{ErrorCode::empty_list, field, 0});

  // inside another list, at its own place
  CHECK(error_of<SequenceOf<NonEmpty>>(hex("30 07 30 03 02 01 05 30 00"), field) ==
        Error{ErrorCode::empty_list, field, 7});
}

}  // namespace ocspan_test::sequence_of_test
