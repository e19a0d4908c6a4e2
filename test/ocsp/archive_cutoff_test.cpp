// RFC 6960 4.4.4.
#include "ocspan/ocsp/archive_cutoff.hpp"

#include <string_view>

#include "ocsp/in_messages.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"
#include "support/writing.hpp"

namespace ocspan_test::archive_cutoff_test {
namespace {

using namespace ocspan;

constexpr std::string_view archive_cutoff_oid = "2b 06 01 05 05 07 30 01 06";
// OpenSSL 3.0: OCSP_archive_cutoff_new("20190228235959Z")
constexpr std::string_view by_openssl = "18 0f 32 30 31 39 30 32 32 38 32 33 35 39 35 39 5a";

}  // namespace

TEST_CASE("ArchiveCutoff accepts: a GeneralizedTime", "[ocsp][archive_cutoff]") {
  const ByteVector der = hex(by_openssl);
  const Result<ArchiveCutoff> read = Extension{ArchiveCutoff::oid, false, der}.as<ArchiveCutoff>();
  REQUIRE(read);
  CHECK(read->time() == Time{2019, 2, 28, 23, 59, 59});
  CHECK(written(*read) == der);

  struct {
    std::string_view characters;
    Time time;
  } const rows[]{
      {"00000101000000Z", Time{0, 1, 1}},
      {"19491231235959Z", Time{1949, 12, 31, 23, 59, 59}},
      {"20240229000000Z", Time{2024, 2, 29}},
      {"99991231235959Z", Time{9999, 12, 31, 23, 59, 59}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.characters);
    const ByteVector value = text(0x18, row.characters);
    const Result<ArchiveCutoff> cutoff = Extension{ArchiveCutoff::oid, false, value}.as<ArchiveCutoff>();
    REQUIRE(cutoff);
    CHECK(cutoff->time() == row.time);
    CHECK(written(*cutoff) == value);
    CHECK(written(ArchiveCutoff{row.time}) == value);
  }
}

TEST_CASE("ArchiveCutoff rejects: what is no GeneralizedTime", "[ocsp][archive_cutoff][reject]") {
  constexpr Field field = Field::archive_cutoff;
  const Refusals rows{
      {"", {ErrorCode::missing, field, 0}},
      {"17 0d 31 39 30 32 32 38 32 33 35 39 35 39 5a", {ErrorCode::wrong_tag, field, 0}},  // UTCTime
      {"38 11 18 0f 32 30 31 39 30 32 32 38 32 33 35 39 35 39 5a", {ErrorCode::wrong_tag, field, 0}},
      {"30 11 18 0f 32 30 31 39 30 32 32 38 32 33 35 39 35 39 5a", {ErrorCode::wrong_tag, field, 0}},
      {"1f 18 00", {ErrorCode::high_tag, field, 0}},
      {"18 80 00 00", {ErrorCode::indefinite_length, field, 1}},
      {"18 81 0f 32 30 31 39 30 32 32 38 32 33 35 39 35 39 5a", {ErrorCode::length_not_minimal, field, 2}},
      {"18 00", {ErrorCode::time_form, field, 2}},
      {"18 0f 32 30 31 39 30 32 32 38 32 33 35 39 35 39 5a 00", {ErrorCode::trailing_data, Field::extn_value, 17}},
      {"18 0f 32 30 31 39 30 32 32 38 32 33 35 39 35 39 7a", {ErrorCode::time_form, field, 2}},  // z
  };
  check_refused_values<ArchiveCutoff>(archive_cutoff_oid, rows);
  check_truncated<ArchiveCutoff>(hex(by_openssl), field);
}

TEST_CASE("ArchiveCutoff rejects: times of another form, or of no day", "[ocsp][archive_cutoff][reject]") {
  struct {
    std::string_view time;
    ErrorCode code;
    ErrorCode tolerated;  // what is left of it with Tolerance::time_forms
  } const rows[]{
      {"20190228235959", ErrorCode::time_form, ErrorCode::time_form},
      {"20190228235959+0000", ErrorCode::time_form, ErrorCode::time_form},
      {"190228235959Z", ErrorCode::time_form, ErrorCode::time_value},  // a UTCTime: of month 28, without seconds
      {"2019022823Z", ErrorCode::time_form, ErrorCode::time_form},
      {"201902282359Z", ErrorCode::time_form, ErrorCode::none},
      {"20190228235959.9Z", ErrorCode::time_form, ErrorCode::none},
      {"20190229000000Z", ErrorCode::time_value, ErrorCode::time_value},
      {"20190001000000Z", ErrorCode::time_value, ErrorCode::time_value},
      {"20190101006000Z", ErrorCode::time_value, ErrorCode::time_value},
      {"20190101000060Z", ErrorCode::time_value, ErrorCode::time_value},
  };
  for (const auto& row : rows) {
    CAPTURE(row.time);
    const ByteVector der = text(0x18, row.time);
    const Extension extension{ArchiveCutoff::oid, false, der};
    CHECK(extension.as<ArchiveCutoff>().error() == Error{row.code, Field::archive_cutoff, 2});
    CHECK(extension.as<ArchiveCutoff>(Tolerance::time_forms).error().code == row.tolerated);
  }
}

TEST_CASE("ArchiveCutoff writes: no time that there is not", "[ocsp][archive_cutoff][write]") {
  CHECK(error_of_writing(ArchiveCutoff{Time{2019, 2, 29}}) == Error{ErrorCode::time_value});
  CHECK(written(ArchiveCutoff{}) == text(0x18, "19700101000000Z"));
}

TEST_CASE("ArchiveCutoff by Extensions::get: absent, present, twice", "[ocsp][archive_cutoff]") {
  check_get<ArchiveCutoff>(archive_cutoff_oid, hex(by_openssl),
                           [](const ArchiveCutoff& cutoff) { CHECK(cutoff.time() == Time{2019, 2, 28, 23, 59, 59}); });
}

}  // namespace ocspan_test::archive_cutoff_test
