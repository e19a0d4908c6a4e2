#include "ocspan/asn1/bytes.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "ocspan/asn1/result.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"

namespace ocspan_test::bytes_test {
namespace {

using namespace ocspan;

const std::uint8_t* data_of(Input input) { return input.bytes().data(); }
std::size_t size_of(Input input) { return input.bytes().size(); }

// Views of a temporary container would dangle; a temporary view is fine.
static_assert(std::is_convertible_v<const ByteVector&, Input>);
static_assert(std::is_convertible_v<ByteVector&, Input>);
static_assert(!std::is_convertible_v<ByteVector, Input>);
static_assert(!std::is_convertible_v<const ByteVector, Input>);
static_assert(!std::is_convertible_v<std::array<std::uint8_t, 3>, Input>);
static_assert(std::is_convertible_v<std::array<std::uint8_t, 3>&, Input>);
static_assert(std::is_convertible_v<const std::uint8_t (&)[3], Input>);
static_assert(std::is_convertible_v<Bytes, Input>);
static_assert(std::is_convertible_v<std::span<std::uint8_t>, Input>);
static_assert(!std::is_convertible_v<std::vector<int>&, Input>);

// The bytes of text and std::byte are bytes, too; a string literal has one more than is meant.
static_assert(std::is_convertible_v<std::string_view, Input>);
static_assert(std::is_convertible_v<std::span<const std::byte>, Input>);
static_assert(std::is_convertible_v<const std::string&, Input>);
static_assert(!std::is_convertible_v<std::string, Input>);
static_assert(std::is_convertible_v<std::vector<char>&, Input>);
static_assert(!std::is_convertible_v<std::vector<char>, Input>);
static_assert(!std::is_convertible_v<const char (&)[3], Input>);
static_assert(!std::is_convertible_v<const char*, Input>);
static_assert(!std::is_convertible_v<std::wstring&, Input>);

struct Pair {
  int a = 0;
  int b = 0;
  int sum() const { return a + b; }
  const int& first() const { return a; }
};

template <class T>
concept HasArrow = requires(T result) { std::forward<T>(result).operator->(); };
static_assert(HasArrow<Result<Pair>&>);
static_assert(HasArrow<const Result<Pair>&>);
static_assert(!HasArrow<Result<Pair>>);  // it would point into a temporary
static_assert(!HasArrow<const Result<Pair>>);

}  // namespace

TEST_CASE("equal compares bytes and length, never a prefix", "[asn1][bytes]") {
  const std::vector<ByteVector> all{{},           hex("00"),       hex("00 00"),    hex("01"),
                                    hex("01 00"), hex("01 02 03"), hex("01 02 04"), hex("ff 02 03")};
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t j = 0; j < all.size(); ++j) {
      CAPTURE(all[i], all[j]);
      const ByteVector copy = all[j];
      CHECK(equal(all[i], copy) == (i == j));
    }
  }
  STATIC_REQUIRE(equal(Bytes{}, Bytes{}));
}

TEST_CASE("Input views any contiguous bytes", "[asn1][bytes]") {
  const ByteVector bytes = hex("01 02 03");
  CHECK(data_of(bytes) == bytes.data());
  CHECK(size_of(bytes) == 3);
  CHECK(data_of(Bytes{bytes}.subspan(1)) == bytes.data() + 1);
  const auto data_of_braced = [](const auto* data, std::size_t size) { return data_of({data, size}); };
  CHECK(data_of_braced(bytes.data(), 2) == bytes.data());
  CHECK(size_of({bytes.data(), 2}) == 2);
  const std::string text = "abc";
  CHECK(data_of(text) == reinterpret_cast<const std::uint8_t*>(text.data()));
  CHECK(size_of(text) == 3);
  CHECK(size_of(std::string_view{text}.substr(1)) == 2);
  CHECK(data_of(std::as_bytes(std::span{bytes})) == bytes.data());
  const std::vector<char> characters{'a', 'b'};
  CHECK(data_of(characters) == reinterpret_cast<const std::uint8_t*>(characters.data()));
  CHECK(size_of(characters) == 2);
  const std::uint8_t array[]{1, 2, 3, 4};
  CHECK(data_of(array) == array);
  CHECK(size_of(array) == 4);
  std::array<std::uint8_t, 2> changeable{5, 6};
  CHECK(data_of(changeable) == changeable.data());
  CHECK(data_of(std::span{changeable}.first(1)) == changeable.data());
  CHECK(size_of(std::span{changeable}.first(1)) == 1);
}

TEST_CASE("Result is a value, or an error with an empty value", "[asn1][result]") {
  const Result<Pair> good{Pair{1, 2}};
  CHECK(good);
  CHECK(good.has_value());
  CHECK(good.error() == Error{});
  CHECK(good->a == 1);
  CHECK((*good).b == 2);

  const Error error{ErrorCode::missing, Field::issuer, 5};
  const Result<Pair> bad{error};
  CHECK_FALSE(bad);
  CHECK_FALSE(bad.has_value());
  CHECK(bad.error() == error);
  CHECK(bad->a == 0);
  CHECK((*bad).b == 0);
}

TEST_CASE("Result::transform hands on the value's answer, or the error", "[asn1][result]") {
  const Error error{ErrorCode::missing, Field::issuer, 5};
  const Result<int> sum = Result<Pair>{Pair{1, 2}}.transform(&Pair::sum);
  REQUIRE(sum);
  CHECK(*sum == 3);
  const auto first = Result<Pair>{Pair{7, 2}}.transform(&Pair::first);
  static_assert(std::is_same_v<decltype(first), const Result<int>>);  // a copy, no reference into the temporary
  REQUIRE(first);
  CHECK(*first == 7);
  CHECK(Result<Pair>{error}.transform(&Pair::sum).error() == error);
}

}  // namespace ocspan_test::bytes_test
