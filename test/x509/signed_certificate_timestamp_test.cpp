#include "ocspan/x509/signed_certificate_timestamp.hpp"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <ranges>
#include <string_view>
#include <vector>

#include "ocspan/x509/extension.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"
#include "support/reading.hpp"
#include "support/writing.hpp"

namespace ocspan_test::signed_certificate_timestamp_test {
namespace {

using namespace ocspan;

static_assert(std::forward_iterator<SignedCertificateTimestampList::Iterator>);
static_assert(std::ranges::forward_range<SignedCertificateTimestampList>);

constexpr Field field = Field::extn_value;
constexpr Error bad{ErrorCode::bad_sct_list, Field::sct_list, 2};

// The SCTs in a list made by OpenSSL (i2d_SCT_LIST), without their lengths: no extensions, ecdsa; extensions, rsa;
// the last but one of all times.
constexpr std::string_view sct_a =
    "00 00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f 10 11 12 13 14 15 16 17 18 19 1a 1b 1c 1d 1e 1f"
    "00 00 01 8b cf e5 68 00 00 00 04 03 00 02 ab cd";
constexpr std::string_view sct_b =
    "00 b0 b0 b0 b0 b0 b0 b0 b0 b0 b0 b0 b0 b0 b0 b0 b0 b0 b0 b0 b0 b0 b0 b0 b0 b0 b0 b0 b0 b0 b0 b0 b0"
    "00 00 00 00 00 00 00 01 00 03 e1 e2 e3 04 01 00 03 01 02 03";
constexpr std::string_view sct_c =
    "00 c0 c0 c0 c0 c0 c0 c0 c0 c0 c0 c0 c0 c0 c0 c0 c0 c0 c0 c0 c0 c0 c0 c0 c0 c0 c0 c0 c0 c0 c0 c0 c0"
    "ff ff ff ff ff ff ff fe 00 00 04 03 00 01 99";

/// Bytes behind their number, in two bytes.
ByteVector vector_of(const ByteVector& bytes) {
  return join({ByteVector{static_cast<std::uint8_t>(bytes.size() >> 8), static_cast<std::uint8_t>(bytes.size() & 0xff)},
               bytes});
}

/// A list with these SerializedSCTs.
ByteVector list_of(std::initializer_list<ByteVector> scts) {
  ByteVector elements;
  for (const ByteVector& sct : scts) {
    elements = join({elements, vector_of(sct)});
  }
  return tlv(0x04, vector_of(elements));
}

struct Expected {
  ByteVector bytes;
  ByteVector log_id;
  std::uint64_t timestamp;
  ByteVector extensions;
  std::uint8_t signature_algorithm;
  ByteVector signature;
};

void check_sct(const SignedCertificateTimestamp& sct, const Expected& expected) {
  CHECK(equal(sct.bytes(), expected.bytes));
  CHECK(sct.version() == 0);
  CHECK(equal(sct.log_id(), expected.log_id));
  CHECK(sct.timestamp() == expected.timestamp);
  CHECK(equal(sct.extensions(), expected.extensions));
  CHECK(sct.hash_algorithm() == 4);
  CHECK(sct.signature_algorithm() == expected.signature_algorithm);
  CHECK(equal(sct.signature(), expected.signature));
}

const std::vector<Expected>& expected_scts() {
  static const std::vector<Expected> all{
      {hex(sct_a),
       hex("00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f 10 11 12 13 14 15 16 17 18 19 1a 1b 1c 1d 1e 1f"),
       0x18bcfe56800,
       {},
       3,
       hex("ab cd")},
      {hex(sct_b), ByteVector(32, 0xb0), 1, hex("e1 e2 e3"), 1, hex("01 02 03")},
      {hex(sct_c), ByteVector(32, 0xc0), 0xffff'ffff'ffff'fffe, {}, 3, hex("99")},
  };
  return all;
}

}  // namespace

TEST_CASE("SignedCertificateTimestampList accepts and writes: one, two and three SCTs", "[x509][sct]") {
  // made by OpenSSL (i2d_SCT_LIST), but for the SCTs, which are above
  const struct {
    std::string_view header;
    std::vector<std::string_view> parts;
  } rows[]{
      {"04 35 00 33", {"00 31", sct_a}},
      {"04 6c 00 6a", {"00 31", sct_a, "00 35", sct_b}},
      {"04 81 9e 00 9c", {"00 31", sct_a, "00 35", sct_b, "00 30", sct_c}},
  };
  for (const auto& row : rows) {
    ByteVector der = hex(row.header);
    for (const std::string_view part : row.parts) {
      der = join({der, hex(part)});
    }
    CAPTURE(row.header);
    const Reading<SignedCertificateTimestampList> outcome = read_alone<SignedCertificateTimestampList>(der, field);
    REQUIRE(!outcome.error);
    const SignedCertificateTimestampList& list = outcome.value;
    CHECK(list.size() == row.parts.size() / 2);
    CHECK_FALSE(list.empty());
    const std::vector<SignedCertificateTimestamp> all(list.begin(), list.end());
    REQUIRE(all.size() == row.parts.size() / 2);
    for (std::size_t i = 0; i < all.size(); ++i) {
      CAPTURE(i);
      check_sct(all[i], expected_scts()[i]);
    }
    CHECK(written(list) == der);
  }
}

TEST_CASE("SignedCertificateTimestampList::Iterator is a forward iterator", "[x509][sct]") {
  const ByteVector der = list_of({hex(sct_a), hex(sct_b), hex(sct_c)});
  const Reading<SignedCertificateTimestampList> outcome = read_alone<SignedCertificateTimestampList>(der, field);
  REQUIRE(!outcome.error);
  using Iterator = SignedCertificateTimestampList::Iterator;
  Iterator it = outcome.value.begin();
  const Iterator copy = it;
  CHECK(equal((*it++).bytes(), hex(sct_a)));
  CHECK(it != copy);
  CHECK(equal((*copy).bytes(), hex(sct_a)));
  CHECK(&++it == &it);
  CHECK(equal((*it).bytes(), hex(sct_c)));
  CHECK(it != outcome.value.end());
  CHECK(++it == outcome.value.end());
  CHECK(std::next(copy, 3) == outcome.value.end());
  CHECK(std::ranges::distance(outcome.value) == 3);
  CHECK(Iterator{} == Iterator{});
}

TEST_CASE("SignedCertificateTimestampList: by itself it is empty", "[x509][sct]") {
  const SignedCertificateTimestampList list;
  CHECK(list.empty());
  CHECK(list.size() == 0);
  CHECK(list.begin() == list.end());
  const SignedCertificateTimestamp sct;
  CHECK(sct.bytes().empty());
  CHECK(sct.version() == 0);
  CHECK(sct.log_id().empty());
  CHECK(sct.timestamp() == 0);
  CHECK(sct.extensions().empty());
  CHECK(sct.hash_algorithm() == 0);
  CHECK(sct.signature_algorithm() == 0);
  CHECK(sct.signature().empty());
}

TEST_CASE("SignedCertificateTimestampList accepts: another version, of which nothing is known", "[x509][sct]") {
  for (const ByteVector& other :
       {hex("01"), hex("ff 00 00"), join({hex("01"), ByteVector(60, 0xff)}), ByteVector(49, 0x01)}) {
    CAPTURE(other);
    const ByteVector der = list_of({hex(sct_b), other, hex(sct_c)});
    const Reading<SignedCertificateTimestampList> outcome = read_alone<SignedCertificateTimestampList>(der, field);
    REQUIRE(!outcome.error);
    const std::vector<SignedCertificateTimestamp> all(outcome.value.begin(), outcome.value.end());
    REQUIRE(all.size() == 3);
    check_sct(all[0], expected_scts()[1]);
    CHECK(equal(all[1].bytes(), other));
    CHECK(all[1].version() == other[0]);
    CHECK(all[1].log_id().empty());
    CHECK(all[1].timestamp() == 0);
    CHECK(all[1].extensions().empty());
    CHECK(all[1].hash_algorithm() == 0);
    CHECK(all[1].signature_algorithm() == 0);
    CHECK(all[1].signature().empty());
    check_sct(all[2], expected_scts()[2]);
    CHECK(written(outcome.value) == der);
  }
}

TEST_CASE("SignedCertificateTimestampList accepts: extensions and signatures of any length", "[x509][sct]") {
  for (const std::size_t extensions : {std::size_t{0}, std::size_t{1}, std::size_t{255}, std::size_t{256}}) {
    for (const std::size_t signature : {std::size_t{0}, std::size_t{1}, std::size_t{256}, std::size_t{1000}}) {
      CAPTURE(extensions, signature);
      const ByteVector sct = join({ByteVector(41, 0), vector_of(ByteVector(extensions, 0xe0)), hex("04 03"),
                                   vector_of(ByteVector(signature, 0x51))});
      const ByteVector der = list_of({sct});
      const Reading<SignedCertificateTimestampList> outcome = read_alone<SignedCertificateTimestampList>(der, field);
      REQUIRE(!outcome.error);
      const SignedCertificateTimestamp read = *outcome.value.begin();
      CHECK(equal(read.extensions(), ByteVector(extensions, 0xe0)));
      CHECK(equal(read.signature(), ByteVector(signature, 0x51)));
      CHECK(written(outcome.value) == der);
    }
  }
}

TEST_CASE("SignedCertificateTimestampList accepts: as much as its lengths can say, and no more",
          "[x509][sct][limits]") {
  const ByteVector largest = list_of({join({hex("01"), ByteVector(0xffff - 3, 0xaa)})});
  const Reading<SignedCertificateTimestampList> outcome = read_alone<SignedCertificateTimestampList>(largest, field);
  REQUIRE(!outcome.error);
  CHECK(outcome.value.size() == 1);
  CHECK((*outcome.value.begin()).bytes().size() == 0xffff - 2);
  ByteVector buffer(largest.size());
  Writer writer{buffer};
  outcome.value.write(writer);
  CHECK(buffer == largest);

  ByteVector longer(largest.begin() + 5, largest.end());
  longer.push_back(0xaa);
  CHECK(error_of<SignedCertificateTimestampList>(tlv(0x04, longer), field) ==
        Error{ErrorCode::bad_sct_list, Field::sct_list, 5});
}

TEST_CASE("SignedCertificateTimestampList rejects: what is no OCTET STRING", "[x509][sct][reject]") {
  const Refusals rows{
      {"", {ErrorCode::missing, field, 0}},
      {"03 05 00 03 00 01 01", {ErrorCode::wrong_tag, field, 0}},
      {"24 07 04 05 00 03 00 01 01", {ErrorCode::wrong_tag, field, 0}},
      {"00 03 00 01 01", {ErrorCode::wrong_tag, field, 0}},
      {"04", {ErrorCode::truncated, field, 1}},
      {"04 06 00 03 00 01 01", {ErrorCode::truncated, field, 2}},
  };
  check_refusals<SignedCertificateTimestampList>(field, rows);
}

TEST_CASE("SignedCertificateTimestampList rejects: lists without an SCT, and lengths that are cut off or lie",
          "[x509][sct][reject]") {
  CHECK(!error_of<SignedCertificateTimestampList>(hex("04 05 00 03 00 01 01"), field));
  const Refusals rows{
      // the list's length
      {"04 00", bad},
      {"04 01 00", bad},
      {"04 02 00 00", bad},  // an empty list
      {"04 02 00 01", bad},
      {"04 05 00 00 00 01 01", bad},
      {"04 05 00 02 00 01 01", bad},
      {"04 05 00 04 00 01 01", bad},
      {"04 05 01 03 00 01 01", bad},
      {"04 06 00 03 00 01 01 01", bad},
      // an element's length
      {"04 03 00 01 00", bad},
      {"04 04 00 02 00 00", bad},  // an empty element
      {"04 04 00 02 00 01", bad},
      {"04 05 00 03 00 00 01", bad},
      {"04 05 00 03 00 02 01", bad},
      {"04 05 00 03 01 01 01", bad},
      // of the second
      {"04 06 00 04 00 01 01 00", bad},
      {"04 07 00 05 00 01 01 00 00", bad},
      {"04 08 00 06 00 01 01 00 02 01", bad},
      {"04 07 00 05 00 00 00 01 01", bad},
      // a v1 of one byte
      {"04 05 00 03 00 01 00", bad},
      {"04 08 00 06 00 01 01 00 01 00", bad},
  };
  check_refusals<SignedCertificateTimestampList>(field, rows);
}

TEST_CASE("SignedCertificateTimestampList rejects: every length one too small or too large", "[x509][sct][reject]") {
  // where the lengths are of: the list, the first, its extensions and signature; the second, and the same of it
  const ByteVector der = list_of({hex(sct_a), hex(sct_b)});
  REQUIRE(!error_of<SignedCertificateTimestampList>(der, field));
  const std::size_t first = 6;
  const std::size_t second = first + hex(sct_a).size() + 2;
  for (const std::size_t at :
       {std::size_t{2}, first - 2, first + 41, first + 45, second - 2, second + 41, second + 48}) {
    for (const int difference : {-1, 1}) {
      CAPTURE(at, difference);
      const int length = der[at] << 8 | der[at + 1];
      ByteVector wrong = der;
      wrong[at] = static_cast<std::uint8_t>((length + difference) >> 8 & 0xff);
      wrong[at + 1] = static_cast<std::uint8_t>((length + difference) & 0xff);
      const Reading<SignedCertificateTimestampList> outcome = read_alone<SignedCertificateTimestampList>(wrong, field);
      CHECK(outcome.error == bad);
      CHECK(outcome.value.empty());
      CHECK(outcome.value.begin() == outcome.value.end());
    }
  }
}

TEST_CASE("SignedCertificateTimestampList rejects: a v1 that is cut off at any byte, or goes on",
          "[x509][sct][reject]") {
  for (const std::string_view bytes : {sct_a, sct_b, sct_c}) {
    const ByteVector whole = hex(bytes);
    for (std::size_t size = 0; size < whole.size(); ++size) {
      CAPTURE(bytes, size);
      const ByteVector cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
      CHECK(error_of<SignedCertificateTimestampList>(list_of({cut}), field) == bad);
      CHECK(error_of<SignedCertificateTimestampList>(list_of({cut, whole}), field) == bad);
      CHECK(error_of<SignedCertificateTimestampList>(list_of({whole, cut}), field) == bad);
    }
    CHECK(!error_of<SignedCertificateTimestampList>(list_of({whole}), field));
    for (const std::string_view surplus : {"00", "00 00", "ff"}) {
      CHECK(error_of<SignedCertificateTimestampList>(list_of({join({whole, hex(surplus)})}), field) == bad);
      CHECK(error_of<SignedCertificateTimestampList>(list_of({join({whole, hex(surplus)}), whole}), field) == bad);
    }
  }
}

TEST_CASE("SignedCertificateTimestampList rejects: a list that is cut off at any byte", "[x509][sct][reject]") {
  const ByteVector der = list_of({hex(sct_a), hex(sct_b)});
  const ByteVector contents(der.begin() + 2, der.end());
  for (std::size_t size = 0; size < contents.size(); ++size) {
    CAPTURE(size);
    const ByteVector cut(contents.begin(), contents.begin() + static_cast<std::ptrdiff_t>(size));
    CHECK(error_of<SignedCertificateTimestampList>(tlv(0x04, cut), field) == bad);
  }
}

TEST_CASE("SignedCertificateTimestampList as an extension: of a certificate and of a SingleResponse", "[x509][sct]") {
  const ByteVector value = list_of({hex(sct_a)});
  const ByteVector der =
      tlv(0x30, {
                    // 1.3.6.1.4.1.11129.2.4.2, and 5
                    tlv(0x30, {hex("06 0a 2b 06 01 04 01 d6 79 02 04 02"), tlv(0x04, value)}),
                    tlv(0x30, {hex("06 0a 2b 06 01 04 01 d6 79 02 04 05"), tlv(0x04, hex("04 02 00 00"))}),
                });
  const Reading<Extensions> extensions = read_alone<Extensions>(der, Field::extensions);
  REQUIRE(!extensions.error);
  const Result<std::optional<CertificateSCTList>> list = extensions.value.get<CertificateSCTList>();
  REQUIRE(list);
  REQUIRE((*list).has_value());
  CHECK((*list)->size() == 1);
  check_sct(*(*list)->begin(), expected_scts()[0]);
  CHECK(extensions.value.get<OCSPSCTList>().error() == bad);

  const ByteVector behind = join({value, hex("00")});
  CHECK(Extension{"sct-list"_oid, false, behind}.as<CertificateSCTList>().error() ==
        Error{ErrorCode::trailing_data, field, static_cast<std::uint32_t>(value.size())});
}

}  // namespace ocspan_test::signed_certificate_timestamp_test
