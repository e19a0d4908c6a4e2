// RFC 6960 4.4.3.
#include "ocspan/ocsp/acceptable_responses.hpp"

#include <array>
#include <string_view>
#include <vector>

#include "ocsp/in_messages.hpp"
#include "ocspan/x509/known_oid.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"
#include "support/writing.hpp"

namespace ocspan_test::acceptable_responses_test {
namespace {

using namespace ocspan;

constexpr std::string_view acceptable_responses_oid = "2b 06 01 05 05 07 30 01 04";
// OpenSSL 3.0: OCSP_accept_responses_new with "basicOCSPResponse", "noCheck"
constexpr std::string_view two = "30 16 06 09 2b 06 01 05 05 07 30 01 01 06 09 2b 06 01 05 05 07 30 01 05";

}  // namespace

TEST_CASE("AcceptableResponses accepts: any number of OBJECT IDENTIFIERs", "[ocsp][acceptable_responses]") {
  struct {
    std::string_view der;
    std::vector<Oid> types;
  } const rows[]{
      {two, {"basic"_oid, "nocheck"_oid}},
      // OpenSSL 3.0: OCSP_accept_responses_new with "basicOCSPResponse"
      {"30 0b 06 09 2b 06 01 05 05 07 30 01 01", {"basic"_oid}},
      // an empty SEQUENCE: it has no least size
      {"30 00", {}},
      // SEQUENCE, 1.2, twice
      {"30 06 06 01 2a 06 01 2a", {oid<1, 2>, oid<1, 2>}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.der);
    const ByteVector der = hex(row.der);
    const auto read = Extension{AcceptableResponses::oid, false, der}.as<AcceptableResponses>();
    REQUIRE(read);
    CHECK(read->size() == row.types.size());
    CHECK(read->empty() == row.types.empty());
    CHECK(read->present());
    CHECK(std::vector<Oid>(read->begin(), read->end()) == row.types);
    CHECK(written(*read) == der);
    CHECK(written_by([&](Writer& writer) { writer.sequence_of(row.types); }) == der);
  }
}

TEST_CASE("AcceptableResponses rejects: each element, at its place", "[ocsp][acceptable_responses][reject]") {
  constexpr Field field = Field::extn_value;
  const Refusals rows{
      {"", {ErrorCode::missing, field, 0}},
      {"31 00", {ErrorCode::wrong_tag, field, 0}},
      {"06 01 2a", {ErrorCode::wrong_tag, field, 0}},
      {"3f 30 00", {ErrorCode::high_tag, field, 0}},
      {"30 80 00 00", {ErrorCode::indefinite_length, field, 1}},
      {"30 00 00", {ErrorCode::trailing_data, field, 2}},
      {"30 03 06 01 2a 05 00", {ErrorCode::trailing_data, field, 5}},
      {"30 02 05 00", {ErrorCode::wrong_tag, field, 2}},
      {"30 03 80 01 2a", {ErrorCode::wrong_tag, field, 2}},
      {"30 05 30 03 06 01 2a", {ErrorCode::wrong_tag, field, 2}},
      {"30 01 06", {ErrorCode::truncated, field, 3}},
      {"30 02 06 01", {ErrorCode::truncated, field, 4}},
      {"30 02 06 00", {ErrorCode::bad_oid, field, 4}},
      {"30 03 06 01 80", {ErrorCode::bad_oid, field, 4}},
      {"30 04 06 02 2a 81", {ErrorCode::bad_oid, field, 4}},
      {"30 05 06 01 2a 05 00", {ErrorCode::wrong_tag, field, 5}},
      {"30 06 06 01 2a 06 01 80", {ErrorCode::bad_oid, field, 7}},
      {"30 05 06 01 2a 06 01", {ErrorCode::truncated, field, 7}},
  };
  check_refused_values<AcceptableResponses>(acceptable_responses_oid, rows);
  check_truncated<AcceptableResponses>(hex(two), field);
}

TEST_CASE("AcceptableResponses by Extensions::get: absent, present, twice", "[ocsp][acceptable_responses]") {
  check_get<AcceptableResponses>(acceptable_responses_oid, hex(two), [](const AcceptableResponses& types) {
    REQUIRE(types.size() == 2);
    CHECK(*types.begin() == "basic"_oid);
    CHECK(*++types.begin() == "nocheck"_oid);
  });
}

}  // namespace ocspan_test::acceptable_responses_test
