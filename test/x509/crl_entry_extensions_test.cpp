#include "ocspan/x509/crl_entry_extensions.hpp"

#include <string_view>

#include "ocspan/x509/extension.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"
#include "support/reading.hpp"
#include "support/writing.hpp"

namespace ocspan_test::crl_entry_extensions_test {
namespace {

using namespace ocspan;

constexpr Field field = Field::extn_value;

}  // namespace

TEST_CASE("CRLReason accepts and writes: what others write", "[x509][crl_entry_extensions]") {
  struct {
    std::string_view der;
    ReasonFlags reason;
  } const rows[]{
      // made by pyca/cryptography
      {"0a 01 00", ReasonFlags::unspecified},         {"0a 01 01", ReasonFlags::key_compromise},
      {"0a 01 02", ReasonFlags::ca_compromise},       {"0a 01 03", ReasonFlags::affiliation_changed},
      {"0a 01 04", ReasonFlags::superseded},          {"0a 01 05", ReasonFlags::cessation_of_operation},
      {"0a 01 06", ReasonFlags::certificate_hold},    {"0a 01 08", ReasonFlags::remove_from_crl},
      {"0a 01 09", ReasonFlags::privilege_withdrawn}, {"0a 01 0a", ReasonFlags::aa_compromise},
  };
  for (const auto& row : rows) {
    CAPTURE(row.der);
    const ByteVector der = hex(row.der);
    const Reading<CRLReason> outcome = read_alone<CRLReason>(der, field);
    CHECK(!outcome.error);
    CHECK(outcome.value.reason() == row.reason);
    CHECK(written(outcome.value) == der);
    CHECK(written(CRLReason{row.reason}) == der);
  }
  CHECK(CRLReason{}.reason() == ReasonFlags::unspecified);
}

TEST_CASE("CRLReason rejects: what is none, and names reasonCode", "[x509][crl_entry_extensions][reject]") {
  const Refusals rows{
      {"", {ErrorCode::missing, Field::reason_code, 0}},
      {"02 01 01", {ErrorCode::wrong_tag, Field::reason_code, 0}},
      {"0a 01", {ErrorCode::truncated, Field::reason_code, 2}},
      {"0a 00", {ErrorCode::integer_empty, Field::reason_code, 2}},
      {"0a 02 00 01", {ErrorCode::integer_not_minimal, Field::reason_code, 2}},
      {"0a 01 07", {ErrorCode::undefined_value, Field::reason_code, 2}},
      {"0a 01 0b", {ErrorCode::undefined_value, Field::reason_code, 2}},
      {"0a 01 ff", {ErrorCode::undefined_value, Field::reason_code, 2}},
  };
  check_refusals<CRLReason>(field, rows);
  const ByteVector value = hex("0a 01 01 00");
  CHECK(Extension{"cRLReasons"_oid, false, value}.as<CRLReason>().error() == Error{ErrorCode::trailing_data, field, 3});
}

TEST_CASE("InvalidityDate accepts and writes: what others write", "[x509][crl_entry_extensions]") {
  // made by pyca/cryptography
  const ByteVector der = hex("18 0f 32 30 32 30 30 31 30 32 30 33 30 34 30 35 5a");
  constexpr Time expected{2020, 1, 2, 3, 4, 5};
  const Reading<InvalidityDate> outcome = read_alone<InvalidityDate>(der, field);
  REQUIRE(!outcome.error);
  CHECK(outcome.value.time() == expected);
  CHECK(written(outcome.value) == der);
  CHECK(written(InvalidityDate{expected}) == der);
  CHECK(InvalidityDate{}.time() == Time{});
}

TEST_CASE("InvalidityDate rejects: what is none, and names invalidityDate", "[x509][crl_entry_extensions][reject]") {
  constexpr Field date = Field::invalidity_date;
  const Refusals rows{
      {"", {ErrorCode::missing, date, 0}},
      {"17 0d 32 30 30 31 30 32 30 33 30 34 30 35 5a", {ErrorCode::wrong_tag, date, 0}},  // UTCTime
      {"18 0f 32 30 32 30", {ErrorCode::truncated, date, 2}},
      {"18 00", {ErrorCode::time_form, date, 2}},
      {"18 0d 32 30 32 30 30 31 30 32 30 33 30 34 5a", {ErrorCode::time_form, date, 2}},
      {"18 11 32 30 32 30 30 31 30 32 30 33 30 34 30 35 2e 35 5a", {ErrorCode::time_form, date, 2}},
      {"18 0f 32 30 32 30 31 33 30 32 30 33 30 34 30 35 5a", {ErrorCode::time_value, date, 2}},
  };
  check_refusals<InvalidityDate>(field, rows);
  const ByteVector behind = hex("18 0f 32 30 32 30 30 31 30 32 30 33 30 34 30 35 5a 00");
  CHECK(Extension{"invalidityDate"_oid, false, behind}.as<InvalidityDate>().error() ==
        Error{ErrorCode::trailing_data, field, 17});

  Time no_time;
  no_time.month = 13;
  CHECK(error_of_writing(InvalidityDate{no_time}).code == ErrorCode::time_value);
}

TEST_CASE("InvalidityDate accepts with time_forms: a fraction of a second, and says so",
          "[x509][crl_entry_extensions][tolerance]") {
  const ByteVector der = hex("18 11 32 30 32 30 30 31 30 32 30 33 30 34 30 35 2e 35 5a");
  const Reading<InvalidityDate> outcome = read_alone<InvalidityDate>(der, field, Tolerance::time_forms);
  REQUIRE(!outcome.error);
  CHECK(outcome.tolerated == Tolerance::time_forms);
  CHECK(outcome.value.time() == Time{2020, 1, 2, 3, 4, 5});
  CHECK(written(outcome.value) == hex("18 0f 32 30 32 30 30 31 30 32 30 33 30 34 30 35 5a"));
}

TEST_CASE("HoldInstructionCode accepts and writes: what others write", "[x509][crl_entry_extensions]") {
  // made by OpenSSL
  const ByteVector der = hex("06 07 2a 86 48 ce 38 02 02");
  const Reading<HoldInstructionCode> outcome = read_alone<HoldInstructionCode>(der, field);
  REQUIRE(!outcome.error);
  CHECK(outcome.value.code() == "holdinstruction-callissuer"_oid);
  CHECK(written(outcome.value) == der);
  CHECK(written(HoldInstructionCode{"holdinstruction-callissuer"_oid}) == der);
  CHECK(HoldInstructionCode{}.code().empty());
}

TEST_CASE("HoldInstructionCode rejects: what is none, and names holdInstructionCode",
          "[x509][crl_entry_extensions][reject]") {
  constexpr Field code = Field::hold_instruction_code;
  const Refusals rows{
      {"", {ErrorCode::missing, code, 0}},
      {"0d 01 2a", {ErrorCode::wrong_tag, code, 0}},
      {"06", {ErrorCode::truncated, code, 1}},
      {"06 02 2a", {ErrorCode::truncated, code, 2}},
      {"06 00", {ErrorCode::bad_oid, code, 2}},
      {"06 02 80 01", {ErrorCode::bad_oid, code, 2}},
      {"06 02 2a 81", {ErrorCode::bad_oid, code, 2}},
  };
  check_refusals<HoldInstructionCode>(field, rows);
  const ByteVector value = hex("06 01 2a 05 00");
  CHECK(Extension{"holdInstructionCode"_oid, false, value}.as<HoldInstructionCode>().error() ==
        Error{ErrorCode::trailing_data, field, 3});
}

}  // namespace ocspan_test::crl_entry_extensions_test
