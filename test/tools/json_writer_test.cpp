#include "output/json_writer.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "output/json_text.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"

namespace ocspan_test {
namespace {

using namespace ocspan;
using ocspan_tool::JsonText;
using ocspan_tool::JsonWriter;

template <class Write>
std::string json_of(Write write) {
  JsonText text;
  text.write(write);
  return std::string{text.view()};
}

/// A function that writes text as the library's do.
auto writes(std::string_view characters) {
  return [characters](std::span<char> out) {
    TextWriter text{out};
    text.put(characters);
    return text.finish();
  };
}

void put_everything(JsonWriter& json) {
  json.object([&] {
    json.field("string", std::string_view{"a\"b\\c\n"});
    json.field("text", [&] { json.text(writes("\"CN=a\\,b\"")); });
    json.field("empty", [&] { json.object([] {}); });
    json.field("list", [&] {
      json.list(std::vector<unsigned>{1, 2, 3}, [&](unsigned i) { json.list(std::vector<unsigned>(i, i)); });
    });
    json.field("flags", [&] {
      json.flags(4, [](std::size_t i) { return i % 2 == 0 ? std::string_view{} : std::string_view{"odd"}; });
    });
    json.field("hex", Bytes{hex("00 0f ff")});
    json.field("null", std::optional<bool>{});
    json.field("true", std::optional{true});
  });
}

constexpr std::string_view everything =
    R"({"string":"a\"b\\c\n","text":"\"CN=a\\,b\"","empty":{},"list":[[1],[2,2],[3,3,3]],"flags":["odd","odd"],)"
    R"("hex":"000fff","null":null,"true":true})";

TEST_CASE("JsonWriter writes: values, with the commas between them", "[tools][json]") {
  CHECK(json_of(put_everything) == everything);
}

TEST_CASE("JsonWriter: every size of the buffer, down to none", "[tools][json]") {
  for (std::size_t size = 0; size <= everything.size() + 4; ++size) {
    CAPTURE(size);
    std::vector<char> memory(size + 1, '#');
    JsonWriter json{std::span{memory}.first(size)};
    put_everything(json);
    CHECK(memory[size] == '#');
    CHECK((json.size() <= size) == (size >= everything.size()));
    if (json.size() <= size) {
      CHECK(std::string_view{memory.data(), json.size()} == everything);
    } else {
      std::vector<char> enough(json.size());
      JsonWriter again{enough};
      put_everything(again);
      CHECK(std::string_view{enough.data(), again.size()} == everything);
    }
  }
}

TEST_CASE("JsonStream hands on the same, piece by piece", "[tools][json]") {
  const std::vector<std::uint8_t> bytes(50'001, 0xab);
  const auto put_much = [&](JsonWriter& json) {
    json.list(std::vector<std::size_t>{0, 1, 7, 4095, 4096, 4097, 30'000, 65'535, 200'000, 1}, [&](std::size_t size) {
      json.object([&] {
        json.field("string", std::string_view{std::string(size, '\x01')});
        json.field("text", [&] { json.text(writes(std::string(size, '"'))); });
        json.field("hex", Bytes{bytes}.first(size / 4));
        json.field("null", [&] {
          json.text([](std::span<char>) { return Result<std::string_view>{Error{ErrorCode::bad_string}}; });
        });
        json.field("everything", [&] { put_everything(json); });
        json.field("list", [&] { json.list(std::vector<unsigned>(size / 8, 7)); });
      });
    });
  };
  std::string whole;
  std::size_t longest = 0;
  ocspan_tool::JsonStream stream{[&](std::string_view piece) {
    whole += piece;
    longest = std::max(longest, piece.size());
  }};
  for (int again = 0; again < 2; ++again) {
    whole.clear();
    stream.write(put_much);
    CHECK(whole == json_of(put_much));
  }
  CHECK(longest <= 6 * 200'000 + 2 + 4096);
}

TEST_CASE("JsonWriter writes: strings as nlohmann/json does", "[tools][json]") {
  for (int c = 0; c < 0x80; ++c) {
    const std::string text = std::string{"x"} + static_cast<char>(c) + "\xc3\xbc";
    CAPTURE(c);
    CHECK(json_of([&](JsonWriter& json) { json.string(text); }) == nlohmann::json(text).dump());
    if (c >= 0x20) {
      CHECK(json_of([&](JsonWriter& json) { json.text(writes(text)); }) == nlohmann::json(text).dump());
    }
  }
  CHECK(json_of([](JsonWriter& json) { json.text(writes(std::string(100'000, '"'))); }).size() == 200'002);
}

TEST_CASE("JsonWriter writes: null for what is no text", "[tools][json]") {
  CHECK(json_of([](JsonWriter& json) {
          json.text([](std::span<char>) { return Result<std::string_view>{Error{ErrorCode::bad_string}}; });
        }) == "null");
}

TEST_CASE("JsonWriter writes: numbers of 64 bits", "[tools][json]") {
  for (const std::uint64_t number : {std::uint64_t{0}, std::uint64_t{9}, std::uint64_t{10}, ~std::uint64_t{0}}) {
    CHECK(json_of([&](JsonWriter& json) { json.number(number); }) == std::to_string(number));
  }
}

}  // namespace
}  // namespace ocspan_test
