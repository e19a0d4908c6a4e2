#include "ocspan/x509/crl_reason.hpp"

#include <optional>
#include <string_view>

#include "support/bytes.hpp"
#include "support/catch2.hpp"
#include "support/reading.hpp"
#include "support/writing.hpp"

namespace ocspan_test::crl_reason_test {
namespace {

using namespace ocspan;

constexpr Field field = Field::revocation_reason;

/// What read_crl_reason() reads, as a type that reads itself.
struct Reason {
  void read(Reader& reader, Field name) { reason = read_crl_reason(reader, name); }
  ReasonFlags reason{};
};

/// By number; empty if it is not used.
constexpr std::string_view names[] = {"unspecified",   "keyCompromise",        "cACompromise",    "affiliationChanged",
                                      "superseded",    "cessationOfOperation", "certificateHold", "",
                                      "removeFromCRL", "privilegeWithdrawn",   "aACompromise"};

}  // namespace

TEST_CASE("CRLReason: each number of one byte", "[x509][crl_reason][reject]") {
  for (unsigned number = 0; number < 256; ++number) {
    CAPTURE(number);
    const bool defined = number <= 10 && number != 7;
    const auto reason = static_cast<ReasonFlags>(number);
    CHECK(is_defined(reason) == defined);
    CHECK(to_string(reason) == (number <= 10 ? names[number] : ""));
    const ByteVector der{0x0a, 1, static_cast<std::uint8_t>(number)};
    const Reading<Reason> outcome = read_alone<Reason>(der, field);
    if (defined) {
      CHECK(!outcome.error);
      CHECK(outcome.value.reason == reason);
      CHECK(written_by([&](Writer& writer) { write_crl_reason(writer, reason); }) == der);
    } else {
      CHECK(outcome.error == Error{ErrorCode::undefined_value, field, 2});
      CHECK(outcome.value.reason == ReasonFlags::unspecified);
    }
  }
}

TEST_CASE("read_crl_reason rejects: what is no ENUMERATED of one byte", "[x509][crl_reason][reject]") {
  const Refusals rows{
      {"", {ErrorCode::missing, field, 0}},
      {"02 01 01", {ErrorCode::wrong_tag, field, 0}},
      {"0a", {ErrorCode::truncated, field, 1}},
      {"0a 01", {ErrorCode::truncated, field, 2}},
      {"0a 00", {ErrorCode::integer_empty, field, 2}},
      {"0a 02 00 01", {ErrorCode::integer_not_minimal, field, 2}},
      {"0a 02 01 01", {ErrorCode::undefined_value, field, 2}},
  };
  check_refusals<Reason>(field, rows);
}

}  // namespace ocspan_test::crl_reason_test
