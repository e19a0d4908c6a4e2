#include "ocspan/x509/algorithm_identifier.hpp"

#include <string_view>
#include <vector>

#include "support/bytes.hpp"
#include "support/catch2.hpp"
#include "support/reading.hpp"
#include "support/writing.hpp"

namespace ocspan_test::algorithm_identifier_test {
namespace {

using namespace ocspan;

constexpr Field field = Field::hash_algorithm;

constexpr std::string_view sha1 = "06 05 2b 0e 03 02 1a";
constexpr std::string_view sha256 = "06 09 60 86 48 01 65 03 04 02 01";

/// SEQUENCE { algorithm, parameters }, each as a whole value.
ByteVector algorithm(std::string_view oid, std::string_view parameters = "") {
  return tlv(0x30, {hex(oid), hex(parameters)});
}

AlgorithmIdentifier read(const ByteVector& der) {
  ReadContext context{der};
  Reader reader{context};
  AlgorithmIdentifier read;
  read.read(reader, field);
  CHECK(!context.error());
  CHECK_FALSE(reader.more());
  return read;
}

}  // namespace

TEST_CASE("AlgorithmIdentifier accepts: parameters absent, NULL, or anything", "[x509][algorithm_identifier]") {
  struct {
    std::string_view oid;
    std::string_view parameters;
  } const rows[]{
      {sha1, ""},
      {sha1, "05 00"},
      {sha256, "05 00"},
      {"06 03 2b 65 70", "05 00"},  // Ed25519 with the NULL that RFC 8410 forbids
      {"06 07 2a 86 48 ce 3d 02 01", "06 08 2a 86 48 ce 3d 03 01 07"},
      {"06 03 88 37 03", "30 02 ff ff"},  // what is inside need not be DER
      {"06 03 88 37 03", "bf 1f 01 aa"},
      {"06 03 88 37 03", "0c 01 ff"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.oid, row.parameters);
    const ByteVector der = algorithm(row.oid, row.parameters);
    const AlgorithmIdentifier read_one = read(der);
    CHECK(equal(read_one.oid().bytes(), Bytes{hex(row.oid)}.subspan(2)));
    const ByteVector parameters = hex(row.parameters);
    REQUIRE(read_one.parameters().has_value() == !parameters.empty());
    if (!parameters.empty()) {
      CHECK(equal(*read_one.parameters(), parameters));
    }
  }
}

TEST_CASE("AlgorithmIdentifier rejects: each field, at its place", "[x509][algorithm_identifier][reject]") {
  const Refusals rows{
      {"", {ErrorCode::missing, field, 0}},
      {"31 00", {ErrorCode::wrong_tag, field, 0}},
      {"06 01 2a", {ErrorCode::wrong_tag, field, 0}},
      {"30 80 06 01 2a 00 00", {ErrorCode::indefinite_length, field, 1}},
      {"30 00", {ErrorCode::missing, Field::algorithm, 2}},
      {"30 02 05 00", {ErrorCode::wrong_tag, Field::algorithm, 2}},
      {"30 02 06 00", {ErrorCode::bad_oid, Field::algorithm, 4}},
      {"30 03 06 01 80", {ErrorCode::bad_oid, Field::algorithm, 4}},
      {"30 03 06 02 2a", {ErrorCode::truncated, Field::algorithm, 4}},
      {"30 04 06 01 2a 05", {ErrorCode::truncated, Field::parameters, 6}},
      {"30 06 06 01 2a 05 01 00", {ErrorCode::null_content, Field::parameters, 7}},
      {"30 05 06 01 2a 00 00", {ErrorCode::reserved_tag, Field::parameters, 5}},
      {"30 05 06 01 2a 30 80", {ErrorCode::indefinite_length, Field::parameters, 6}},
      {"30 07 06 01 2a 05 00 05 00", {ErrorCode::trailing_data, field, 7}},
      {"30 06 06 01 2a 05 00 00", {ErrorCode::trailing_data, field, 7}},
  };
  check_refusals<AlgorithmIdentifier>(field, rows);
}

// What follows the nesting takes no short cut.
TEST_CASE("AlgorithmIdentifier: the common ones and all that differ in one byte are read as any other",
          "[x509][algorithm_identifier]") {
  const std::string_view sha256_with_rsa = "06 09 2a 86 48 86 f7 0d 01 01 0b";
  for (const std::string_view oid : {sha1, sha256_with_rsa}) {
    const ByteVector common = algorithm(oid, "05 00");
    CHECK(read(common).oid().bytes().data() == common.data() + 4);
    CHECK(read(common).parameters()->data() == common.data() + common.size() - 2);
    for (std::size_t at = 0; at < common.size(); ++at) {
      for (unsigned byte = 0; byte < 256; ++byte) {
        ByteVector der = common;
        der[at] = static_cast<std::uint8_t>(byte);
        CAPTURE(oid, at, byte);
        ReadContext context{der};
        Reader reader{context};
        AlgorithmIdentifier quiet;
        quiet.read(reader, field);
        Trace trace;
        ReadContext traced_context{der, Tolerance::none, &trace};
        Reader traced_reader{traced_context};
        AlgorithmIdentifier traced;
        traced.read(traced_reader, field);
        REQUIRE(context.error() == traced_context.error());
        if (!context.error()) {
          REQUIRE(quiet.oid() == traced.oid());
          REQUIRE(quiet.parameters().has_value() == traced.parameters().has_value());
          REQUIRE(equal(quiet.parameters().value_or(Bytes{}), traced.parameters().value_or(Bytes{})));
          REQUIRE(equal(reader.remaining(), traced_reader.remaining()));
        }
      }
    }
  }
}

TEST_CASE("AlgorithmIdentifier is compared by meaning: NULL and absent parameters are one",
          "[x509][algorithm_identifier]") {
  const ByteVector absent = algorithm(sha1);
  const ByteVector null = algorithm(sha1, "05 00");
  const ByteVector other = algorithm(sha1, "30 00");
  const ByteVector other_again = algorithm(sha1, "30 00");
  const ByteVector third = algorithm(sha1, "30 02 05 00");
  const ByteVector empty_text = algorithm(sha1, "0c 00");
  const ByteVector other_oid = algorithm(sha256);
  CHECK(read(absent) == read(null));
  CHECK(read(null) == read(absent));
  CHECK(read(absent) == read(absent));
  CHECK(read(other) == read(other_again));
  CHECK(read(absent) != read(other));
  CHECK(read(null) != read(other));
  CHECK(read(other) != read(third));
  CHECK(read(null) != read(empty_text));
  CHECK(read(absent) != read(other_oid));
  CHECK(AlgorithmIdentifier{} == AlgorithmIdentifier{});
  CHECK(AlgorithmIdentifier{} != read(absent));
}

TEST_CASE("AlgorithmIdentifier is a hash function if its parameters are NULL or absent",
          "[x509][algorithm_identifier]") {
  CHECK(read(algorithm(sha1)) == HashAlgorithm::sha1);
  CHECK(read(algorithm(sha1, "05 00")) == HashAlgorithm::sha1);
  CHECK_FALSE(read(algorithm(sha1, "30 00")) == HashAlgorithm::sha1);
  CHECK_FALSE(read(algorithm(sha1)) == HashAlgorithm::sha256);
  CHECK(read(algorithm(sha256, "05 00")) == HashAlgorithm::sha256);
  CHECK_FALSE(AlgorithmIdentifier{} == HashAlgorithm::md5);
}

TEST_CASE("HashAlgorithm has the numbers, sizes and names of its standards", "[x509][hash_algorithm]") {
  struct {
    HashAlgorithm hash;
    std::string_view contents;
    std::size_t size;
    std::string_view name;
  } const rows[]{
      {HashAlgorithm::md5, "2a 86 48 86 f7 0d 02 05", 16, "md5"},
      {HashAlgorithm::sha1, "2b 0e 03 02 1a", 20, "sha1"},
      {HashAlgorithm::sha224, "60 86 48 01 65 03 04 02 04", 28, "sha224"},
      {HashAlgorithm::sha256, "60 86 48 01 65 03 04 02 01", 32, "sha256"},
      {HashAlgorithm::sha384, "60 86 48 01 65 03 04 02 02", 48, "sha384"},
      {HashAlgorithm::sha512, "60 86 48 01 65 03 04 02 03", 64, "sha512"},
      {HashAlgorithm::sha3_224, "60 86 48 01 65 03 04 02 07", 28, "sha3-224"},
      {HashAlgorithm::sha3_256, "60 86 48 01 65 03 04 02 08", 32, "sha3-256"},
      {HashAlgorithm::sha3_384, "60 86 48 01 65 03 04 02 09", 48, "sha3-384"},
      {HashAlgorithm::sha3_512, "60 86 48 01 65 03 04 02 0a", 64, "sha3-512"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    const ByteVector contents = hex(row.contents);
    CHECK(oid_of(row.hash) == Oid{Bytes{contents}});
    CHECK(digest_size(row.hash) == row.size);
    CHECK(to_string(row.hash) == row.name);
    const ByteVector der = tlv(0x30, {tlv(0x06, contents)});
    REQUIRE(read(der).hash().has_value());
    CHECK(*read(der).hash() == row.hash);
  }
  for (const unsigned number : {10U, 255U}) {  // none
    const auto hash = static_cast<HashAlgorithm>(number);
    CHECK(oid_of(hash).empty());
    CHECK(digest_size(hash) == 0);
    CHECK(to_string(hash).empty());
  }
}

TEST_CASE("AlgorithmIdentifier::hash is nothing for what is no known hash function", "[x509][algorithm_identifier]") {
  for (const std::string_view oid : {
           "06 09 60 86 48 01 65 03 04 02 05",     // SHA-512/224
           "06 09 60 86 48 01 65 03 04 02 0b",     // SHAKE128
           "06 09 2a 86 48 86 f7 0d 01 01 0b",     // a signature
           "06 08 60 86 48 01 65 03 04 02",        // a prefix
           "06 0a 60 86 48 01 65 03 04 02 01 01",  // and more
           "06 01 2a",
       }) {
    CAPTURE(oid);
    const ByteVector der = algorithm(oid);
    CHECK_FALSE(read(der).hash().has_value());
  }
  CHECK_FALSE(AlgorithmIdentifier{}.hash().has_value());
}

TEST_CASE("AlgorithmIdentifier writes: a HashAlgorithm with parameters NULL", "[x509][algorithm_identifier][write]") {
  for (unsigned i = 0; i <= static_cast<unsigned>(HashAlgorithm::sha3_512); ++i) {
    const auto hash = static_cast<HashAlgorithm>(i);
    CAPTURE(to_string(hash));
    const AlgorithmIdentifier made = hash;
    const ByteVector contents(oid_of(hash).bytes().begin(), oid_of(hash).bytes().end());
    const ByteVector der = written(made);
    CHECK(der == tlv(0x30, {tlv(0x06, contents), hex("05 00")}));
    CHECK(made == hash);
    CHECK(made.hash() == hash);
    CHECK(made.oid() == oid_of(hash));
    REQUIRE(made.parameters().has_value());
    CHECK(equal(*made.parameters(), hex("05 00")));
    CHECK(read(der) == made);
  }
  CHECK(written(AlgorithmIdentifier{HashAlgorithm::sha1}) == hex("30 09 06 05 2b 0e 03 02 1a 05 00"));
}

TEST_CASE("AlgorithmIdentifier writes: an Oid alone without parameters", "[x509][algorithm_identifier][write]") {
  const AlgorithmIdentifier made{oid_of(HashAlgorithm::sha256)};
  CHECK(written(made) == algorithm(sha256));
  CHECK_FALSE(made.parameters().has_value());
  CHECK(made == HashAlgorithm::sha256);
  CHECK(made == AlgorithmIdentifier{HashAlgorithm::sha256});  // NULL and absent are one
  const ByteVector contents(200, 0x01);
  CHECK(written(AlgorithmIdentifier{Oid{Bytes{contents}}}) == tlv(0x30, {tlv(0x06, contents)}));
}

TEST_CASE("AlgorithmIdentifier writes: an Oid with the parameters that it is given",
          "[x509][algorithm_identifier][write]") {
  const ByteVector sha256_oid = hex("60 86 48 01 65 03 04 02 01");
  const Oid oid{Bytes{sha256_oid}};
  for (const std::string_view bytes : {"05 00", "30 00", "06 01 2a", "30 02 ff ff", "bf 1f 01 aa"}) {
    CAPTURE(bytes);
    const ByteVector der = hex(bytes);
    const Reading<Any> parameters = read_alone<Any>(der, Field::parameters);
    REQUIRE(!parameters.error);
    const AlgorithmIdentifier made{oid, parameters.value};
    CHECK(written(made) == algorithm(sha256, bytes));
    REQUIRE(made.parameters().has_value());
    CHECK(equal(*made.parameters(), der));
    CHECK((made == HashAlgorithm::sha256) == (bytes == "05 00"));
  }
  CHECK(written(AlgorithmIdentifier{oid, Any::null()}) == algorithm(sha256, "05 00"));
  CHECK(written(AlgorithmIdentifier{oid, Any{}}) == algorithm(sha256));
}

TEST_CASE("AlgorithmIdentifier writes: what was read, as it was", "[x509][algorithm_identifier][write]") {
  for (const std::string_view parameters : {"", "05 00", "30 00", "06 08 2a 86 48 ce 3d 03 01 07", "30 02 ff ff"}) {
    CAPTURE(parameters);
    const ByteVector der = algorithm(sha1, parameters);
    CHECK(written(read(der)) == der);
  }
  const ByteVector long_one = tlv(0x30, {hex(sha1), tlv(0x04, ByteVector(300, 0x5a))});
  CHECK(written(read(long_one)) == long_one);
}

TEST_CASE("load reads an AlgorithmIdentifier that fills its bytes", "[x509][algorithm_identifier]") {
  // RSASSA-PSS with SHA-256, whose parameters are the reason to have it whole (RFC 4055 3.1)
  const ByteVector der =
      hex("30 41 06 09 2a 86 48 86 f7 0d 01 01 0a 30 34"
          "a0 0f 30 0d 06 09 60 86 48 01 65 03 04 02 01 05 00"
          "a1 1c 30 1a 06 09 2a 86 48 86 f7 0d 01 01 08 30 0d 06 09 60 86 48 01 65 03 04 02 01 05 00"
          "a2 03 02 01 20");
  const Result<AlgorithmIdentifier> loaded = load<AlgorithmIdentifier>(der, Tolerance::none);
  REQUIRE(loaded);
  CHECK(equal(loaded->oid().bytes(), hex("2a 86 48 86 f7 0d 01 01 0a")));
  REQUIRE(loaded->parameters().has_value());
  CHECK(loaded->parameters()->size() == 0x36);
  CHECK(written(*loaded) == der);

  const ByteVector longer = join({der, hex("00")});
  CHECK(load<AlgorithmIdentifier>(longer, Tolerance::none).error() ==
        Error{ErrorCode::trailing_data, Field::algorithm, static_cast<std::uint32_t>(der.size())});
  CHECK(load<AlgorithmIdentifier>(longer, Tolerance::none, Ending::prefix));
  const ByteVector none;
  CHECK(load<AlgorithmIdentifier>(none, Tolerance::none).error() == Error{ErrorCode::missing, Field::algorithm, 0});
  const ByteVector bad_oid = hex("30 03 06 01 80");
  CHECK(load<AlgorithmIdentifier>(bad_oid, Tolerance::none).error() == Error{ErrorCode::bad_oid, Field::algorithm, 4});
}

}  // namespace ocspan_test::algorithm_identifier_test
