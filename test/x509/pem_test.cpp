#include "ocspan/x509/pem.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ocspan/asn1/error_text.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"

namespace ocspan_test::pem_test {
namespace {

using namespace ocspan;

struct Block {
  std::string label;
  std::string base64;
  std::size_t offset;
};

struct Blocks {
  std::vector<Block> blocks;
  Error error{};
};

Blocks blocks_of(std::string_view text) {
  Blocks all;
  PemReader reader{text};
  for (std::size_t i = 0; i <= text.size(); ++i) {  // a reader that does not end must not hang the test
    const Result<std::optional<PemBlock>> block = reader.next();
    if (!block) {
      all.error = block.error();
      return all;
    }
    if (!*block) {
      return all;
    }
    all.blocks.push_back({std::string{(*block)->label}, std::string{(*block)->base64}, (*block)->offset});
    CHECK((*block)->base64.data() == text.data() + (*block)->offset);
  }
  FAIL("PemReader does not end");
  return all;
}

Result<Bytes> decode(std::string_view text, std::span<std::uint8_t> buffer) { return decode_base64(text, buffer); }

constexpr Error bad_base64(std::uint32_t offset) { return {ErrorCode::bad_base64, Field::none, offset}; }

/// A certificate as short as can be: v1, names without RDNs.
ByteVector small_certificate() {
  const ByteVector algorithm = hex("30 03 06 01 2a");
  const ByteVector time = text(0x17, "240101000000Z");
  const ByteVector tbs = tlv(0x30, {hex("02 01 05"), algorithm, hex("30 00"), tlv(0x30, {time, time}), hex("30 00"),
                                    tlv(0x30, {algorithm, hex("03 02 00 aa")})});
  return tlv(0x30, {tbs, algorithm, hex("03 02 00 bb")});
}

/// Base64, in lines of 64 characters.
std::string base64_of(const ByteVector& bytes, std::string_view line_end = "\n") {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    if (i % 48 == 0 && i != 0) {
      out += line_end;
    }
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    unsigned group = 0;
    for (std::size_t j = 0; j < 3; ++j) {
      group = group << 8 | (j < count ? bytes[i + j] : 0U);
    }
    for (unsigned j = 0; j < 4; ++j) {
      out += j <= count ? digits[group >> (18 - 6 * j) & 63] : '=';
    }
  }
  return out + std::string{line_end};
}

std::string pem_of(const ByteVector& der, std::string_view label = "CERTIFICATE", std::string_view line_end = "\n") {
  return "-----BEGIN " + std::string{label} + "-----" + std::string{line_end} + base64_of(der, line_end) + "-----END " +
         std::string{label} + "-----" + std::string{line_end};
}

}  // namespace

TEST_CASE("PemReader accepts: blocks one after the other, text around them", "[x509][pem]") {
  const Blocks found = blocks_of(
      "subject=CN = a\n"
      "-----BEGIN CERTIFICATE-----\n"
      "QUJD\n"
      "REVG\n"
      "-----END CERTIFICATE-----\n"
      "\n"
      " -- between --\n"
      "-----BEGIN OCSP RESPONSE-----\n"
      "MAMKAQY=\n"
      "-----END OCSP RESPONSE-----\n"
      "-----BEGIN X509 CRL-----\n"
      "-----END X509 CRL-----\n"
      "behind\n");
  REQUIRE(found.blocks.size() == 3);
  CHECK(found.blocks[0].label == "CERTIFICATE");
  CHECK(found.blocks[0].base64 == "QUJD\nREVG\n");
  CHECK(found.blocks[0].offset == 15 + 28);
  CHECK(found.blocks[1].label == "OCSP RESPONSE");
  CHECK(found.blocks[1].base64 == "MAMKAQY=\n");
  CHECK(found.blocks[2].label == "X509 CRL");
  CHECK(found.blocks[2].base64.empty());  // an empty block
  CHECK(!found.error);
}

TEST_CASE("PemReader accepts: no blocks", "[x509][pem]") {
  for (const std::string_view text : {
           "",
           "\n",
           "hello",
           "<html>-----BEGIN CERTIFICATE-----</html>\n",
           "-----BEGIN CERTIFICATE----\nQUJD\n-----END CERTIFICATE----\n",  // four dashes
           "----BEGIN CERTIFICATE-----\nQUJD\n----END CERTIFICATE-----\n",
           "-----BEGINCERTIFICATE-----\nQUJD\n-----ENDCERTIFICATE-----\n",
           "-----BEGIN-----\nQUJD\n-----END-----\n",
           "-----begin CERTIFICATE-----\nQUJD\n-----end CERTIFICATE-----\n",
           "-----END CERTIFICATE-----\n",  // an end of nothing
           "-----",
           "----------",
           "-----BEGIN ",
           "-----BEGIN CERTIFICATE",
       }) {
    CAPTURE(text);
    const Blocks found = blocks_of(text);
    CHECK(found.blocks.empty());
    CHECK(!found.error);
  }
}

TEST_CASE("PemReader accepts: LF, CR LF and CR, and no line end behind the last line", "[x509][pem]") {
  for (const std::string_view end : {"\n", "\r\n", "\r"}) {
    for (const bool last : {true, false}) {
      CAPTURE(ByteVector(end.begin(), end.end()), last);
      const std::string e{end};
      const std::string text = "x" + e + "-----BEGIN A-----" + e + "QUJD" + e + "-----END A-----" + (last ? e : "");
      const Blocks found = blocks_of(text);
      REQUIRE(found.blocks.size() == 1);
      CHECK(found.blocks[0].label == "A");
      CHECK(found.blocks[0].base64 == "QUJD" + e);  // what stands between the two lines
      CHECK(found.blocks[0].offset == 1 + e.size() + 17 + e.size());
      CHECK(!found.error);
    }
  }
}

TEST_CASE("PemReader accepts: white space at the end of its lines", "[x509][pem]") {
  const Blocks found = blocks_of("-----BEGIN A----- \t\nQUJD\n-----END A-----  \r\n");
  REQUIRE(found.blocks.size() == 1);
  CHECK(found.blocks[0].label == "A");
  CHECK(found.blocks[0].base64 == "QUJD\n");
}

TEST_CASE("PemReader rejects: END lines that are missing or of another label, at the BEGIN line",
          "[x509][pem][reject]") {
  struct {
    std::string_view text;
    std::uint32_t offset;
  } const rows[]{
      {"-----BEGIN A-----\nQUJD\n", 0},
      {"-----BEGIN A-----", 0},
      {"-----BEGIN A-----\n", 0},
      {"text\n-----BEGIN A-----\nQUJD\n", 5},
      {"-----BEGIN A-----\nQUJD\n-----END B-----\n", 0},
      {"-----BEGIN A-----\nQUJD\n-----END AA-----\n", 0},
      {"-----BEGIN AA-----\nQUJD\n-----END A-----\n", 0},
      {"-----BEGIN A-----\nQUJD\n-----END a-----\n", 0},
      {"-----BEGIN A-----\nQUJD\n-----END A----\n", 0},
      {"-----BEGIN A-----\nQUJD-----END A-----\n", 0},
      {"\r\n-----BEGIN A-----\r\n-----END B-----\r\n-----END A-----\r\n", 2},
      // a BEGIN inside
      {"-----BEGIN A-----\n-----BEGIN A-----\nQUJD\n-----END A-----\n-----END A-----\n", 0},
      {"\n-----BEGIN A-----\nQUJD\n-----BEGIN B-----\nQUJD\n-----END B-----\n", 1},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const Blocks found = blocks_of(row.text);
    CHECK(found.blocks.empty());
    CHECK(found.error == Error{ErrorCode::bad_pem, Field::none, row.offset});
  }
}

TEST_CASE("PemReader gives the blocks before one that is bad, and ends with it", "[x509][pem][reject]") {
  const std::string_view text =
      "-----BEGIN A-----\nQUJD\n-----END A-----\n"
      "-----BEGIN B-----\nQUJD\n";
  PemReader reader{text};
  const Result<std::optional<PemBlock>> first = reader.next();
  REQUIRE(first);
  REQUIRE((*first).has_value());
  CHECK((*first)->label == "A");
  CHECK(reader.next().error() == Error{ErrorCode::bad_pem, Field::none, 39});
  const Result<std::optional<PemBlock>> after = reader.next();
  REQUIRE(after);
  CHECK_FALSE((*after).has_value());
}

TEST_CASE("PemReader is linear: a megabyte of lines that look like its own", "[x509][pem]") {
  std::string text;
  while (text.size() < 1'000'000) {
    text += "-----BEGIN A-----\n-----END A-----\n-----END A-----\n-----BEGIN -\n";
  }
  const Blocks found = blocks_of(text);
  CHECK(found.blocks.size() == text.size() / 63);
  CHECK(!found.error);
  CHECK(blocks_of(std::string(1'000'000, '-')).blocks.empty());
}

TEST_CASE("decode_base64 accepts: the test vectors of RFC 4648 section 10", "[x509][pem][base64]") {
  struct {
    std::string_view base64;
    std::string_view text;
  } const rows[]{
      {"", ""},
      {"Zg==", "f"},
      {"Zm8=", "fo"},
      {"Zm9v", "foo"},
      {"Zm9vYg==", "foob"},
      {"Zm9vYmE=", "fooba"},
      {"Zm9vYmFy", "foobar"},
      // white space anywhere
      {"\n Zm 9v\tYm\r\nFy\v\f ", "foobar"},
      {"Zg=\n=", "f"},
      {"Zg = = ", "f"},
      {" \n", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.base64);
    std::array<std::uint8_t, 16> buffer{};
    const Result<Bytes> bytes = decode(row.base64, buffer);
    REQUIRE(bytes);
    CHECK(std::string((*bytes).begin(), (*bytes).end()) == row.text);
    CHECK(((*bytes).empty() || (*bytes).data() == buffer.data()));
  }
}

TEST_CASE("decode_base64 accepts: all bytes at all places", "[x509][pem][base64]") {
  for (std::size_t shift = 0; shift < 3; ++shift) {
    ByteVector bytes(shift, 0x5a);
    for (unsigned byte = 0; byte < 256; ++byte) {
      bytes.push_back(static_cast<std::uint8_t>(byte));
    }
    const std::string text = base64_of(bytes);
    ByteVector buffer(bytes.size());
    const Result<Bytes> decoded = decode(text, buffer);
    REQUIRE(decoded);
    CHECK(equal(*decoded, bytes));
  }
  std::array<std::uint8_t, 3> buffer{};
  const Result<Bytes> last = decode("+/+/", buffer);
  REQUIRE(last);
  CHECK(equal(*last, hex("fb ff bf")));
}

TEST_CASE("decode_base64 rejects: every character that is none", "[x509][pem][base64][reject]") {
  for (unsigned byte = 0; byte < 256; ++byte) {
    const char character = static_cast<char>(byte);
    const bool digit = (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z') ||
                       (character >= '0' && character <= '9') || character == '+' || character == '/';
    const bool space = byte == ' ' || (byte >= 0x09 && byte <= 0x0d);
    CAPTURE(byte);
    std::array<std::uint8_t, 16> buffer{};
    const std::string text = std::string{"QUJDRE"} + character + "FHRU" + (space ? "ZG" : "Z");
    const Error error = decode(text, buffer).error();
    if (digit || space) {
      CHECK(!error);
    } else {
      // padding may stand there, but then not what follows
      CHECK(error == bad_base64(byte == '=' ? 7 : 6));
    }
  }
}

TEST_CASE("decode_base64 rejects: padding that is missing, too much or misplaced", "[x509][pem][base64][reject]") {
  struct {
    std::string_view text;
    std::uint32_t offset;
  } const rows[]{
      // missing: where it should stand
      {"Q", 1},
      {"QQ", 2},
      {"QQ=", 3},
      {"QUI", 3},
      {"QUJDQ", 5},
      {"QUJDQQ", 6},
      {"QUJDQQ=\n", 8},
      // too much
      {"=", 0},
      {"====", 0},
      {"Q=", 1},
      {"Q===", 1},
      {"QQ===", 4},
      {"QUI==", 4},
      {"QUJD=", 4},
      {"QUJD====", 4},
      {"\n=", 1},
      // misplaced
      {"Q=Q=", 1},
      {"QQ=Q", 3},
      {"QQ==QUJD", 4},
      {"QUI=QUJD", 4},
      {"QQ==\nQ", 5},
      // the bits behind the last byte: those of the last digit
      {"QR==", 1},
      {"QX==", 1},
      {"Qf==", 1},
      {"QUJ=", 2},
      {"QUL=", 2},
      {"QUJDQUJ=", 6},
      {"QUJD\nQR\n==", 6},
  };
  for (const auto& row : rows) {
    std::array<std::uint8_t, 16> buffer{};
    const Error error = decode(row.text, buffer).error();
    CAPTURE(row.text, to_string(error.code), error.offset);
    CHECK(error == bad_base64(row.offset));
    // also if there is no room for what came before
    CHECK(decode(row.text, {}).error() == bad_base64(row.offset));
  }
}

TEST_CASE("decode_base64 rejects: bits behind the last byte that are not zero, in all digits",
          "[x509][pem][base64][reject]") {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (std::size_t value = 0; value < 64; ++value) {
    CAPTURE(value);
    std::array<std::uint8_t, 4> buffer{};
    const std::string two = std::string{"A"} + digits[value] + "==";
    const std::string three = std::string{"AA"} + digits[value] + "=";
    CHECK(decode(two, buffer).error() == (value % 16 == 0 ? Error{} : bad_base64(1)));
    CHECK(decode(three, buffer).error() == (value % 4 == 0 ? Error{} : bad_base64(2)));
  }
}

TEST_CASE("decode_base64 rejects: a buffer that is too small, untouched behind it", "[x509][pem][base64]") {
  for (const std::string_view text : {"Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"}) {
    const std::size_t needed =
        text.size() / 4 * 3 - static_cast<std::size_t>(std::count(text.begin(), text.end(), '='));
    for (std::size_t size = 0; size < 8; ++size) {
      CAPTURE(text, size);
      std::array<std::uint8_t, 8> buffer;
      buffer.fill(0xee);
      const Result<Bytes> bytes = decode(text, std::span{buffer}.first(size));
      if (size < needed) {
        CHECK(bytes.error() == Error{ErrorCode::no_space, Field::none, static_cast<std::uint32_t>(needed)});
      } else {
        CHECK(bytes);
      }
      CHECK(std::count(buffer.begin() + static_cast<std::ptrdiff_t>(size), buffer.end(), 0xee) ==
            static_cast<std::ptrdiff_t>(buffer.size() - size));
    }
  }
}

TEST_CASE("load_pem_x509_certificate accepts: the first CERTIFICATE, whatever is around it", "[x509][pem]") {
  const ByteVector der = small_certificate();
  const std::string certificate = pem_of(der);
  for (const std::string& text : {
           certificate,
           "Certificate:\n    Data:\n" + certificate,
           pem_of(hex("05 00"), "X509 CRL") + certificate,
           certificate + pem_of(hex("05 00")),  // what follows is not looked at
           certificate + "-----BEGIN CERTIFICATE-----\n",
           pem_of(der, "CERTIFICATE", "\r\n"),
           pem_of(der, "CERTIFICATE", "\r"),
           certificate.substr(0, certificate.size() - 1),
       }) {
    CAPTURE(text);
    ByteVector buffer(text.size());
    const Result<Certificate> loaded = load_pem_x509_certificate(text, buffer);
    REQUIRE(loaded);
    CHECK(equal(loaded->public_bytes(), der));
    CHECK(loaded->public_bytes().data() == buffer.data());
  }
}

TEST_CASE("load_pem_x509_certificate accepts: white space anywhere in the base64", "[x509][pem]") {
  const ByteVector der = small_certificate();
  std::string text = "-----BEGIN CERTIFICATE-----\n";
  for (const char character : base64_of(der)) {
    text += character;
    text += " \t";
  }
  text += "\n-----END CERTIFICATE-----";
  ByteVector buffer(der.size());
  const Result<Certificate> loaded = load_pem_x509_certificate(text, buffer);
  REQUIRE(loaded);
  CHECK(equal(loaded->public_bytes(), der));
}

TEST_CASE("load_pem_x509_certificate rejects: texts without a good block, with the offset in the text",
          "[x509][pem][reject]") {
  struct {
    std::string text;
    Error error;
  } const rows[]{
      {"", {ErrorCode::no_pem_block, Field::none, 0}},
      {"hello\n", {ErrorCode::no_pem_block, Field::none, 6}},
      {pem_of(small_certificate(), "TRUSTED CERTIFICATE"), {}},  // filled in below
      {"-----BEGIN CERTIFICATE-----\nQUJD\n", {ErrorCode::bad_pem, Field::none, 0}},
      {"\n-----BEGIN X509 CRL-----\nQUJD\n-----END CERTIFICATE-----\n", {ErrorCode::bad_pem, Field::none, 1}},
      // the beginning, the middle, the end of the base64
      {"-----BEGIN CERTIFICATE-----\n!UJD\n-----END CERTIFICATE-----\n", bad_base64(28)},
      {"x\n-----BEGIN CERTIFICATE-----\nQU.D\n-----END CERTIFICATE-----\n", bad_base64(32)},
      {"-----BEGIN CERTIFICATE-----\r\nQUJD\r\nQ-JD\r\n-----END CERTIFICATE-----\r\n", bad_base64(36)},
      {"-----BEGIN CERTIFICATE-----\nQQ=\n-----END CERTIFICATE-----\n", bad_base64(32)},
      {"-----BEGIN CERTIFICATE-----\nQR==\n-----END CERTIFICATE-----\n", bad_base64(29)},
      {"-----BEGIN CERTIFICATE-----\nProc-Type: 4,ENCRYPTED\n-----END CERTIFICATE-----\n", bad_base64(32)},
      // not a certificate: the offset is that in the decoded bytes
      {"-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n", {ErrorCode::missing, Field::certificate, 0}},
      {pem_of(hex("05 00")), {ErrorCode::wrong_tag, Field::certificate, 0}},
      {pem_of(hex("30 02 05 00")), {ErrorCode::wrong_tag, Field::tbs_certificate, 2}},
      {pem_of(join({small_certificate(), hex("00")})),
       {ErrorCode::trailing_data, Field::certificate, static_cast<std::uint32_t>(small_certificate().size())}},
  };
  for (const auto& row : rows) {
    ByteVector buffer(row.text.size());
    const Error error = load_pem_x509_certificate(row.text, buffer).error();
    CAPTURE(row.text, to_string(error.code), to_string(error.field), error.offset);
    CHECK(error == (row.error
                        ? row.error
                        : Error{ErrorCode::no_pem_block, Field::none, static_cast<std::uint32_t>(row.text.size())}));
  }
}

TEST_CASE("load_pem_x509_certificate rejects: a buffer that is too small, with the needed size", "[x509][pem]") {
  const ByteVector der = small_certificate();
  const std::string text = pem_of(der);
  for (std::size_t size = 0; size < der.size() + 2; ++size) {
    CAPTURE(size);
    ByteVector buffer(size);
    const Result<Certificate> loaded = load_pem_x509_certificate(text, buffer);
    if (size < der.size()) {
      CHECK(loaded.error() == Error{ErrorCode::no_space, Field::none, static_cast<std::uint32_t>(der.size())});
    } else {
      CHECK(loaded);
    }
  }
}

TEST_CASE("load_pem_x509_certificate hands on the tolerance", "[x509][pem][tolerance]") {
  const ByteVector algorithm = hex("30 03 06 01 2a");
  const ByteVector time = text(0x17, "2401010000Z");  // no seconds
  const ByteVector tbs = tlv(0x30, {hex("02 01 05"), algorithm, hex("30 00"), tlv(0x30, {time, time}), hex("30 00"),
                                    tlv(0x30, {algorithm, hex("03 02 00 aa")})});
  const std::string pem = pem_of(tlv(0x30, {tbs, algorithm, hex("03 02 00 bb")}));
  ByteVector buffer(pem.size());
  CHECK(load_pem_x509_certificate(pem, buffer).error() == Error{ErrorCode::time_form, Field::not_before, 18});
  const Result<Certificate> loaded = load_pem_x509_certificate(pem, buffer, Tolerance::time_forms);
  REQUIRE(loaded);
  CHECK(loaded->tolerated() == Tolerance::time_forms);
}

TEST_CASE("A PEM text that an offset cannot reach into is refused unread", "[x509][pem]") {
  if constexpr (SIZE_MAX > max_input_size) {
    const char one = '!';
    const std::string_view too_long{&one, static_cast<std::size_t>(max_input_size + 1)};
    constexpr Error error{ErrorCode::input_too_long};
    ByteVector buffer(1);
    CHECK(PemReader{too_long}.next().error() == error);
    CHECK(decode_base64(too_long, buffer).error() == error);
    CHECK(load_pem_x509_certificate(too_long, buffer).error() == error);
  }
}

TEST_CASE("load_pem_x509_certificate reads the files that other tools wrote", "[x509][pem]") {
  struct {
    std::string_view file;
    std::size_t size;
  } const rows[]{
      {"seed/www.cryptography.io.pem", 1473},
      {"seed/rapidssl-sha256-ca-g3.pem", 1065},
  };
  for (const auto& row : rows) {
    CAPTURE(row.file);
    const ByteVector file = read_file(std::string{OCSPAN_TESTDATA} + "/" + std::string{row.file});
    const std::string text(file.begin(), file.end());
    ByteVector buffer(row.size);
    const Result<Certificate> loaded = load_pem_x509_certificate(text, buffer);
    REQUIRE(loaded);
    CHECK(loaded->public_bytes().size() == row.size);
  }
}

}  // namespace ocspan_test::pem_test
