// CertStatus (RFC 6960 4.2.1) and CRLReason (RFC 5280 5.3.1).
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ocsp/messages.hpp"
#include "ocspan/ocsp/response.hpp"
#include "support/catch2.hpp"
#include "support/reading.hpp"
#include "support/writing.hpp"

namespace ocspan_test::cert_status_test {
namespace {

using namespace ocspan;

const std::string revocation_time = "180f32303230303130323033303430355a";  // 20200102030405Z

/// A response whose only CertStatus is these bytes; `status` is its offset.
struct Message {
  explicit Message(std::string_view bytes) {
    Part tree = bare_response({bare_single(Part{.name = "certStatus", .value = hex(bytes)})});
    der = encode(tree);
    status = place_of(tree, "certStatus").identifier;
  }

  ByteVector der;
  std::size_t status = 0;
};

void check_refused(std::string_view bytes, ErrorCode code, Field field, std::size_t at) {
  INFO(bytes);
  const Message message{bytes};
  CHECK(load_der_ocsp_response(message.der).error() == error_at(code, field, message.status + at));
}

}  // namespace

TEST_CASE("CertStatus accepts: good and unknown, which are empty", "[ocsp][cert_status]") {
  for (const auto& [bytes, status] :
       {std::pair{"8000", OCSPCertStatus::good}, std::pair{"8200", OCSPCertStatus::unknown}}) {
    INFO(bytes);
    const Message message{bytes};
    const auto response = load_der_ocsp_response(message.der);
    REQUIRE(response);
    CHECK(*response->certificate_status() == status);
    CHECK_FALSE((*response->revocation_time()).has_value());
    CHECK_FALSE((*response->revocation_reason()).has_value());
    CHECK(response->revocation_time().has_value());  // absent is no error
  }
}

TEST_CASE("CertStatus accepts: revoked without a reason", "[ocsp][cert_status]") {
  const Message message{"a111" + revocation_time};
  const auto response = load_der_ocsp_response(message.der);
  REQUIRE(response);
  CHECK(*response->certificate_status() == OCSPCertStatus::revoked);
  CHECK(*response->revocation_time() == Time{2020, 1, 2, 3, 4, 5});
  CHECK_FALSE((*response->revocation_reason()).has_value());
}

TEST_CASE("CertStatus: each of the 256 reasons of one byte is the one that is defined, or refused",
          "[ocsp][cert_status]") {
  const std::vector<std::pair<unsigned, std::pair<ReasonFlags, std::string>>> defined = {
      {0, {ReasonFlags::unspecified, "unspecified"}},
      {1, {ReasonFlags::key_compromise, "keyCompromise"}},
      {2, {ReasonFlags::ca_compromise, "cACompromise"}},
      {3, {ReasonFlags::affiliation_changed, "affiliationChanged"}},
      {4, {ReasonFlags::superseded, "superseded"}},
      {5, {ReasonFlags::cessation_of_operation, "cessationOfOperation"}},
      {6, {ReasonFlags::certificate_hold, "certificateHold"}},
      {8, {ReasonFlags::remove_from_crl, "removeFromCRL"}},
      {9, {ReasonFlags::privilege_withdrawn, "privilegeWithdrawn"}},
      {10, {ReasonFlags::aa_compromise, "aACompromise"}},
  };
  std::size_t accepted = 0;
  for (unsigned number = 0; number <= 255; ++number) {
    INFO(number);
    Part tree = bare_response({bare_single(revoked(ByteVector{static_cast<std::uint8_t>(number)}))});
    const ByteVector der = encode(tree);
    const auto response = load_der_ocsp_response(der);
    const auto* row = defined.data();
    while (row != defined.data() + defined.size() && row->first != number) {
      ++row;
    }
    if (row != defined.data() + defined.size()) {
      REQUIRE(response);
      ++accepted;
      CHECK(*response->revocation_reason() == row->second.first);
      CHECK(static_cast<unsigned>(row->second.first) == number);
      CHECK(to_string(row->second.first) == row->second.second);
      CHECK(*response->certificate_status() == OCSPCertStatus::revoked);
    } else {
      CHECK(response.error() ==
            error_at(ErrorCode::undefined_value, Field::revocation_reason, place_of(tree, "CRLReason").contents));
    }
  }
  CHECK(accepted == 10);
}

TEST_CASE("OCSPCertStatus: names of RFC 6960", "[ocsp][cert_status]") {
  CHECK(to_string(OCSPCertStatus::good) == "good");
  CHECK(to_string(OCSPCertStatus::revoked) == "revoked");
  CHECK(to_string(OCSPCertStatus::unknown) == "unknown");
}

TEST_CASE("CertStatus rejects: a reason that is no ENUMERATED of one byte", "[ocsp][cert_status][reject]") {
  const std::size_t at = 2 + 17;  // behind the header and revocationTime
  const auto refused = [&](const std::string& reason, ErrorCode code, std::size_t offset) {
    const std::size_t size = 17 + reason.size() / 2;
    const std::string length = {"0123456789abcdef"[size / 16], "0123456789abcdef"[size % 16]};
    check_refused("a1" + length + revocation_time + reason, code, Field::revocation_reason, at + offset);
  };
  refused("a0020a00", ErrorCode::integer_empty, 4);
  refused("a0040a020001", ErrorCode::integer_not_minimal, 4);
  refused("a0040a020000", ErrorCode::integer_not_minimal, 4);
  refused("a0040a02ffff", ErrorCode::integer_not_minimal, 4);
  refused("a0040a020100", ErrorCode::undefined_value, 4);
  refused("a0040a020080", ErrorCode::undefined_value, 4);
  refused("a0030a01ff", ErrorCode::undefined_value, 4);
  refused("a0070a050100000001", ErrorCode::undefined_value, 4);
  refused("a003020101", ErrorCode::wrong_tag, 2);
  refused("a000", ErrorCode::missing, 2);
  refused("a0060a01010a0101", ErrorCode::trailing_data, 5);
  refused("a0030a0107", ErrorCode::undefined_value, 4);
  refused("a0030a010b", ErrorCode::undefined_value, 4);
}

TEST_CASE("CertStatus rejects: a reason without its EXPLICIT tag", "[ocsp][cert_status][reject]") {
  // Something follows the revocationTime that is no [0].
  check_refused("a114" + revocation_time + "0a0101", ErrorCode::trailing_data, Field::cert_status, 19);
  check_refused("a114" + revocation_time + "800101", ErrorCode::trailing_data, Field::cert_status, 19);
  check_refused("a116" + revocation_time + "a1030a0101", ErrorCode::trailing_data, Field::cert_status, 19);
}

TEST_CASE("CertStatus rejects: revoked without a time, or with something else in its place",
          "[ocsp][cert_status][reject]") {
  check_refused("a100", ErrorCode::missing, Field::revocation_time, 2);
  check_refused("a105a0030a0101", ErrorCode::wrong_tag, Field::revocation_time, 2);
  check_refused("a10f170d3230303130323033303430355a", ErrorCode::wrong_tag, Field::revocation_time, 2);
  check_refused("a1021800", ErrorCode::time_form, Field::revocation_time, 4);
  check_refused("a113 3011" + revocation_time, ErrorCode::wrong_tag, Field::revocation_time, 2);
  check_refused("a113" + revocation_time + "0500", ErrorCode::trailing_data, Field::cert_status, 19);
}

TEST_CASE("CertStatus rejects: good and unknown with contents", "[ocsp][cert_status][reject]") {
  check_refused("800100", ErrorCode::null_content, Field::cert_status, 2);
  check_refused("80020500", ErrorCode::null_content, Field::cert_status, 2);
  check_refused("820100", ErrorCode::null_content, Field::cert_status, 2);
  check_refused("82020500", ErrorCode::null_content, Field::cert_status, 2);
}

TEST_CASE("CertStatus rejects: the constructed bit where it does not belong", "[ocsp][cert_status][reject]") {
  check_refused("a000", ErrorCode::wrong_tag, Field::cert_status, 0);
  check_refused("a0020500", ErrorCode::wrong_tag, Field::cert_status, 0);
  check_refused("a200", ErrorCode::wrong_tag, Field::cert_status, 0);
  check_refused("a2020500", ErrorCode::wrong_tag, Field::cert_status, 0);
  check_refused("8111" + revocation_time, ErrorCode::wrong_tag, Field::cert_status, 0);
  check_refused("8100", ErrorCode::wrong_tag, Field::cert_status, 0);
}

TEST_CASE("CertStatus rejects: none of the alternatives", "[ocsp][cert_status][reject]") {
  for (const char* const bytes : {"8300", "a300", "0500", "3000", "4000", "c000", "9e00", "0a0100", "0000"}) {
    check_refused(bytes, ErrorCode::wrong_tag, Field::cert_status, 0);
  }
  check_refused("9f0000", ErrorCode::high_tag, Field::cert_status, 0);
  check_refused("9f1f00", ErrorCode::high_tag, Field::cert_status, 0);
  check_refused("bf8a3900", ErrorCode::high_tag, Field::cert_status, 0);
}

TEST_CASE("CertStatus rejects: lengths that are not DER", "[ocsp][cert_status][reject]") {
  check_refused("8080", ErrorCode::indefinite_length, Field::cert_status, 1);
  check_refused("80800000", ErrorCode::indefinite_length, Field::cert_status, 1);
  check_refused("808100", ErrorCode::length_not_minimal, Field::cert_status, 2);
  check_refused("82820000", ErrorCode::length_not_minimal, Field::cert_status, 2);
  check_refused("a180" + revocation_time + "0000", ErrorCode::indefinite_length, Field::cert_status, 1);
  check_refused("a18111" + revocation_time, ErrorCode::length_not_minimal, Field::cert_status, 2);
}

TEST_CASE("CertStatus writes: good and unknown, without what belongs to revoked", "[ocsp][cert_status][write]") {
  const Time time{2020, 1, 2, 3, 4, 5};
  const Time no_time{2020, 2, 30, 0, 0, 0};
  CHECK(written(CertStatus{OCSPCertStatus::good, std::nullopt, std::nullopt}) == hex("8000"));
  CHECK(written(CertStatus{OCSPCertStatus::unknown, std::nullopt, std::nullopt}) == hex("8200"));
  CHECK(written(CertStatus{OCSPCertStatus::good, time, ReasonFlags::superseded}) == hex("8000"));
  CHECK(written(CertStatus{OCSPCertStatus::unknown, no_time, ReasonFlags::superseded}) == hex("8200"));
  CHECK(written(CertStatus{}) == hex("8200"));
}

TEST_CASE("CertStatus writes: revoked, with and without each reason", "[ocsp][cert_status][write]") {
  const Time time{2020, 1, 2, 3, 4, 5};
  const CertStatus bare{OCSPCertStatus::revoked, time, std::nullopt};
  CHECK(written(bare) == hex("a111" + revocation_time));
  unsigned reasons = 0;
  for (unsigned number = 0; number <= 255; ++number) {
    const auto reason = static_cast<ReasonFlags>(number);
    CHECK(is_defined(reason) == (number <= 10 && number != 7));
    if (!is_defined(reason)) {
      continue;
    }
    INFO(number);
    ++reasons;
    const CertStatus status{OCSPCertStatus::revoked, time, reason};
    CHECK(status.status() == OCSPCertStatus::revoked);
    CHECK(status.revocation_time() == time);
    CHECK(status.revocation_reason() == reason);
    const ByteVector der = written(status);
    CHECK(der == join({hex("a116" + revocation_time + "a0030a01"), {static_cast<std::uint8_t>(number)}}));

    const Reading<CertStatus> read = read_alone<CertStatus>(der, Field::cert_status);
    CHECK(!read.error);
    CHECK(read.value.revocation_time() == time);
    CHECK(read.value.revocation_reason() == reason);
    CHECK(written(read.value) == der);
  }
  CHECK(reasons == 10);
}

TEST_CASE("CertStatus rejects: to be written as revoked without a time, or with one that there is not",
          "[ocsp][cert_status][write][reject]") {
  CHECK(error_of_writing(CertStatus{OCSPCertStatus::revoked, std::nullopt, std::nullopt}) ==
        Error{ErrorCode::missing, Field::revocation_time, 0});
  CHECK(error_of_writing(CertStatus{OCSPCertStatus::revoked, std::nullopt, ReasonFlags::superseded}) ==
        Error{ErrorCode::missing, Field::revocation_time, 0});
  CHECK(error_of_writing(CertStatus{OCSPCertStatus::revoked, Time{2020, 13, 1, 0, 0, 0}, std::nullopt}).code ==
        ErrorCode::time_value);
}

}  // namespace ocspan_test::cert_status_test
