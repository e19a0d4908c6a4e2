// ResponderID (RFC 6960 4.2.1) put together and written.
#include "ocspan/ocsp/responder_id.hpp"

#include <cstdint>
#include <string_view>

#include "ocsp/messages.hpp"
#include "support/catch2.hpp"
#include "support/reading.hpp"
#include "support/writing.hpp"

namespace ocspan_test::responder_id_test {
namespace {

using namespace ocspan;

constexpr Field field = Field::responder_id;

}  // namespace

TEST_CASE("ResponderID writes: byName", "[ocsp][responder_id][write]") {
  Part two = name_of_two("byName", Field::by_name);
  for (const ByteVector& name_der :
       {encode(two), hex("3000"), tlv(0x30, encode(rdn(Field::by_name, "550403", std::string(120, 'a'))))}) {
    INFO(name_der.size());
    const Reading<Name> name = read_alone<Name>(name_der, Field::by_name);
    REQUIRE(!name.error);
    const ResponderID id{name.value};
    REQUIRE(id.by_name().has_value());
    CHECK(*id.by_name() == name.value);
    CHECK_FALSE(id.by_key().has_value());
    CHECK(written(id) == tlv(0xa1, name_der));
  }
}

TEST_CASE("ResponderID writes: byKey, of whatever length", "[ocsp][responder_id][write]") {
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{19}, std::size_t{20}, std::size_t{21},
                                 std::size_t{125}, std::size_t{126}, std::size_t{128}}) {
    INFO(size);
    const ByteVector hash(size, 0x33);
    const ResponderID id{Bytes{hash}};
    REQUIRE(id.by_key().has_value());
    CHECK(same_span(*id.by_key(), hash));
    CHECK_FALSE(id.by_name().has_value());
    CHECK(written(id) == tlv(0xa2, tlv(0x04, hash)));
  }
}

TEST_CASE("ResponderID writes: what was read, as it was", "[ocsp][responder_id][write]") {
  for (const Part& part : {by_name(), by_key(ByteVector(20, 0x33)), by_key({}), by_key(ByteVector(200, 0x33))}) {
    const ByteVector der = encode(part);
    const Reading<ResponderID> id = read_alone<ResponderID>(der, field);
    REQUIRE(!id.error);
    CHECK(written(id.value) == der);
  }
}

}  // namespace ocspan_test::responder_id_test
