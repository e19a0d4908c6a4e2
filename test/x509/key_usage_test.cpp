#include "ocspan/x509/key_usage.hpp"

#include <initializer_list>
#include <string_view>
#include <vector>

#include "ocspan/x509/extension.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"
#include "support/reading.hpp"
#include "support/writing.hpp"

namespace ocspan_test::key_usage_test {
namespace {

using namespace ocspan;

constexpr Field field = Field::extn_value;

constexpr KeyUsageBit all_bits[] = {
    KeyUsageBit::digital_signature, KeyUsageBit::non_repudiation, KeyUsageBit::key_encipherment,
    KeyUsageBit::data_encipherment, KeyUsageBit::key_agreement,   KeyUsageBit::key_cert_sign,
    KeyUsageBit::crl_sign,          KeyUsageBit::encipher_only,   KeyUsageBit::decipher_only,
};

struct Usage {
  std::string_view der;
  std::initializer_list<KeyUsageBit> bits;
};

void check_bits(const KeyUsage& usage, std::initializer_list<KeyUsageBit> expected) {
  for (const KeyUsageBit bit : all_bits) {
    bool is_expected = false;
    for (const KeyUsageBit one : expected) {
      is_expected = is_expected || one == bit;
    }
    CAPTURE(to_string(bit));
    CHECK(usage.has(bit) == is_expected);
  }
}

}  // namespace

TEST_CASE("KeyUsage accepts and writes: what others write", "[x509][key_usage]") {
  using enum KeyUsageBit;
  const Usage rows[]{
      // made by pyca/cryptography, each bit
      {"03 01 00", {}},
      {"03 02 07 80", {digital_signature}},
      {"03 02 06 40", {non_repudiation}},
      {"03 02 05 20", {key_encipherment}},
      {"03 02 04 10", {data_encipherment}},
      {"03 02 03 08", {key_agreement}},
      {"03 02 02 04", {key_cert_sign}},
      {"03 02 01 02", {crl_sign}},
      {"03 02 00 09", {key_agreement, encipher_only}},
      {"03 03 07 08 80", {key_agreement, decipher_only}},
      {"03 02 01 06", {key_cert_sign, crl_sign}},
      {"03 03 07 ff 80",
       {digital_signature, non_repudiation, key_encipherment, data_encipherment, key_agreement, key_cert_sign, crl_sign,
        encipher_only, decipher_only}},
      // made by OpenSSL
      {"03 03 07 80 80", {digital_signature, decipher_only}},
  };
  for (const Usage& row : rows) {
    CAPTURE(row.der);
    const ByteVector der = hex(row.der);
    const Reading<KeyUsage> outcome = read_alone<KeyUsage>(der, field);
    REQUIRE(!outcome.error);
    check_bits(outcome.value, row.bits);
    CHECK(written(outcome.value) == der);
    CHECK(written(KeyUsage{row.bits}) == der);
  }
}

TEST_CASE("KeyUsage writes and accepts: each set of bits", "[x509][key_usage]") {
  for (unsigned set = 0; set < 1U << 9; ++set) {
    // The bits of a BIT STRING begin with the most significant one; zeros at the end are left out.
    unsigned bits = 0;
    unsigned count = 0;
    for (unsigned i = 0; i < 9; ++i) {
      if ((set >> i & 1) != 0) {
        bits |= 0x8000U >> i;
        count = i + 1;
      }
    }
    ByteVector contents{static_cast<std::uint8_t>((8 - count % 8) % 8), static_cast<std::uint8_t>(bits >> 8),
                        static_cast<std::uint8_t>(bits & 0xff)};
    contents.resize(1 + (count + 7) / 8);
    const ByteVector der = tlv(0x03, contents);
    const Reading<KeyUsage> outcome = read_alone<KeyUsage>(der, field);
    bool same = !outcome.error;
    for (const KeyUsageBit bit : all_bits) {
      same = same && outcome.value.has(bit) == ((set >> static_cast<unsigned>(bit) & 1) != 0);
    }
    CAPTURE(set, der);
    CHECK(same);
    CHECK(written(outcome.value) == der);
  }
}

TEST_CASE("KeyUsage accepts: zeros at the end, and bits that are not defined, and writes neither",
          "[x509][key_usage]") {
  using enum KeyUsageBit;
  struct {
    Usage read;
    std::string_view written;
  } const rows[]{
      {{"03 02 00 80", {digital_signature}}, "03 02 07 80"},
      {{"03 03 00 80 00", {digital_signature}}, "03 02 07 80"},
      {{"03 03 07 06 00", {key_cert_sign, crl_sign}}, "03 02 01 06"},
      {{"03 02 07 00", {}}, "03 01 00"},
      {{"03 02 00 00", {}}, "03 01 00"},
      {{"03 03 06 00 40", {}}, "03 01 00"},
      {{"03 03 00 00 7f", {}}, "03 01 00"},
      {{"03 04 00 80 80 01", {digital_signature, decipher_only}}, "03 03 07 80 80"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.read.der);
    const ByteVector der = hex(row.read.der);
    const Reading<KeyUsage> outcome = read_alone<KeyUsage>(der, field);
    REQUIRE(!outcome.error);
    check_bits(outcome.value, row.read.bits);
    CHECK(written(outcome.value) == hex(row.written));
  }
}

TEST_CASE("KeyUsage rejects: what BitString rejects", "[x509][key_usage][reject]") {
  const Refusals rows{
      {"", {ErrorCode::missing, field, 0}},
      {"04 02 07 80", {ErrorCode::wrong_tag, field, 0}},
      {"23 04 03 02 07 80", {ErrorCode::wrong_tag, field, 0}},
      {"03", {ErrorCode::truncated, field, 1}},
      {"03 02 07", {ErrorCode::truncated, field, 2}},
      {"03 00", {ErrorCode::bad_bit_string, field, 2}},
      {"03 01 01", {ErrorCode::bad_bit_string, field, 2}},
      {"03 02 08 00", {ErrorCode::bad_bit_string, field, 2}},
      {"03 02 07 c0", {ErrorCode::bad_bit_string, field, 2}},
      {"03 81 02 07 80", {ErrorCode::length_not_minimal, field, 2}},
  };
  check_refusals<KeyUsage>(field, rows);
  const ByteVector value = hex("03 02 07 80 00");
  CHECK(Extension{"keyUsage"_oid, true, value}.as<KeyUsage>().error() == Error{ErrorCode::trailing_data, field, 4});
}

TEST_CASE("KeyUsageBit has the names of RFC 5280", "[x509][key_usage]") {
  constexpr std::string_view names[] = {"digitalSignature", "nonRepudiation", "keyEncipherment",
                                        "dataEncipherment", "keyAgreement",   "keyCertSign",
                                        "cRLSign",          "encipherOnly",   "decipherOnly"};
  for (unsigned i = 0; i < 9; ++i) {
    CHECK(to_string(static_cast<KeyUsageBit>(i)) == names[i]);
  }
  CHECK(to_string(static_cast<KeyUsageBit>(9)).empty());
  CHECK(to_string(static_cast<KeyUsageBit>(255)).empty());
}

TEST_CASE("ExtKeyUsage accepts and writes: what others write", "[x509][ext_key_usage]") {
  // made by pyca/cryptography: serverAuth, OCSPSigning, anyExtendedKeyUsage
  const ByteVector der =
      hex("30 1a 06 08 2b 06 01 05 05 07 03 01 06 08 2b 06 01 05 05 07 03 09"
          "06 04 55 1d 25 00");
  const Reading<ExtKeyUsage> outcome = read_alone<ExtKeyUsage>(der, field);
  REQUIRE(!outcome.error);
  const ExtKeyUsage& usage = outcome.value;
  CHECK(usage.size() == 3);
  const std::vector<Oid> all(usage.begin(), usage.end());
  REQUIRE(all.size() == 3);
  CHECK(all[0] == "serverAuth"_oid);
  CHECK(all[1] == "OCSPSigning"_oid);
  CHECK(all[2] == "anyExtendedKeyUsage"_oid);
  CHECK(usage.has("serverAuth"_oid));
  CHECK(usage.has("OCSPSigning"_oid));
  CHECK(usage.has("anyExtendedKeyUsage"_oid));
  CHECK_FALSE(usage.has("clientAuth"_oid));  // that any is allowed is for the caller to see
  CHECK_FALSE(usage.has(oid<2, 5, 29, 37>));
  CHECK_FALSE(usage.has(Oid{}));
  CHECK(written(usage) == der);

  // made by OpenSSL
  const ByteVector signing = hex("30 0a 06 08 2b 06 01 05 05 07 03 09");
  const Reading<ExtKeyUsage> responder = read_alone<ExtKeyUsage>(signing, field);
  REQUIRE(!responder.error);
  CHECK(responder.value.size() == 1);
  CHECK(responder.value.has("OCSPSigning"_oid));
  CHECK_FALSE(responder.value.has("serverAuth"_oid));
  CHECK(written(responder.value) == signing);

  CHECK_FALSE(ExtKeyUsage{}.has("OCSPSigning"_oid));
}

TEST_CASE("ExtKeyUsage rejects: no purpose, and what is none", "[x509][ext_key_usage][reject]") {
  const Refusals rows{
      {"", {ErrorCode::missing, field, 0}},
      {"31 03 06 01 2a", {ErrorCode::wrong_tag, field, 0}},
      {"06 01 2a", {ErrorCode::wrong_tag, field, 0}},
      {"30 00", {ErrorCode::empty_list, field, 0}},
      {"30 03 06 01", {ErrorCode::truncated, field, 2}},
      {"30 02 06 01", {ErrorCode::truncated, field, 4}},
      {"30 01 06", {ErrorCode::truncated, field, 3}},
      {"30 02 06 00", {ErrorCode::bad_oid, field, 4}},
      {"30 04 06 02 80 01", {ErrorCode::bad_oid, field, 4}},
      {"30 03 06 01 81", {ErrorCode::bad_oid, field, 4}},
      {"30 03 02 01 05", {ErrorCode::wrong_tag, field, 2}},
      {"30 05 06 01 2a 05 00", {ErrorCode::wrong_tag, field, 5}},
      {"30 05 06 01 2a 06 00", {ErrorCode::bad_oid, field, 7}},
      {"30 04 06 01 2a 06", {ErrorCode::truncated, field, 6}},
  };
  check_refusals<ExtKeyUsage>(field, rows);
  const ByteVector value = hex("30 03 06 01 2a 06 01 2a");
  CHECK(Extension{"extKeyUsage"_oid, false, value}.as<ExtKeyUsage>().error() ==
        Error{ErrorCode::trailing_data, field, 5});
}

}  // namespace ocspan_test::key_usage_test
