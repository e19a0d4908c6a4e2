#include "ocspan/x509/certificate.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ocspan/asn1/error_text.hpp"
#include "ocspan/asn1/text.hpp"
#include "ocspan/x509/known_oid.hpp"
#include "ocspan/x509/pem.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"
#include "support/reading.hpp"

namespace ocspan_test::certificate_test {
namespace {

using namespace ocspan;

/// The fields of a certificate in the order of RFC 5280, each a whole value.
enum Part : std::size_t {
  version,
  serial_number,
  signature,
  issuer,
  validity,
  subject,
  subject_public_key_info,
  issuer_unique_id,
  subject_unique_id,
  extensions,
  signature_algorithm,
  signature_value,
  behind,  // what follows the last field
};

using Parts = std::array<ByteVector, behind + 1>;

std::size_t header_size(std::size_t length) { return length < 0x80 ? 2 : length < 0x100 ? 3 : 4; }

ByteVector tbs_of(const Parts& parts) {
  ByteVector fields;
  for (std::size_t part = version; part <= extensions; ++part) {
    fields = join({fields, parts[part]});
  }
  return tlv(0x30, fields);
}

ByteVector der_of(const Parts& parts) {
  return tlv(0x30, {tbs_of(parts), parts[signature_algorithm], parts[signature_value], parts[behind]});
}

/// Where a part begins in der_of().
std::size_t offset_of(const Parts& parts, std::size_t wanted) {
  const std::size_t tbs_size = tbs_of(parts).size();
  const std::size_t tbs_begin =
      header_size(tbs_size + parts[signature_algorithm].size() + parts[signature_value].size() + parts[behind].size());
  std::size_t fields_size = 0;
  for (std::size_t part = version; part <= extensions; ++part) {
    fields_size += parts[part].size();
  }
  std::size_t offset = wanted < signature_algorithm ? tbs_begin + header_size(fields_size) : tbs_begin + tbs_size;
  for (std::size_t part = wanted < signature_algorithm ? std::size_t{version} : std::size_t{signature_algorithm};
       part < wanted; ++part) {
    offset += parts[part].size();
  }
  return offset;
}

ByteVector rdn(std::string_view type, const ByteVector& value) {
  return tlv(0x31, {tlv(0x30, {tlv(0x06, hex(type)), value})});
}

/// A certificate of version 3 with every optional field.
Parts full() {
  return {
      hex("a0 03 02 01 02"),
      hex("02 02 00 80"),
      hex("30 05 06 01 2a 05 00"),
      tlv(0x30,
          {rdn("55 04 06", text(0x13, "AT")), rdn("55 04 0a", text(0x0c, "O")), rdn("55 04 03", text(0x0c, "I"))}),
      tlv(0x30, {text(0x17, "490101000000Z"), text(0x18, "20500102030405Z")}),
      tlv(0x30, {rdn("55 04 03", text(0x0c, "S"))}),
      hex("30 0b 30 05 06 03 2b 65 70 03 02 00 aa"),
      hex("81 02 00 11"),
      hex("82 02 04 f0"),
      //           keyUsage, critical                              basicConstraints
      hex("a3 1d 30 1b 30 0e 06 03 55 1d 0f 01 01 ff 04 04 03 02 05 a0 30 09 06 03 55 1d 13 04 02 30 00"),
      hex("30 03 06 01 2b"),
      hex("03 03 00 01 02"),
      {},
  };
}

Parts with(std::size_t part, const ByteVector& bytes) {
  Parts parts = full();
  parts[part] = bytes;
  return parts;
}

Parts with(std::size_t part, std::string_view bytes) { return with(part, hex(bytes)); }

std::string rfc4514(const Name& name) {
  const Result<std::string> text = to_std_string([&](std::span<char> out) { return name.to_rfc4514(out); });
  return text ? *text : std::string{to_string(text.error().code)};
}

std::string decimal(const Integer& number) {
  const Result<std::string> text = to_std_string([&](std::span<char> out) { return number.to_decimal(out); });
  return text ? *text : std::string{to_string(text.error().code)};
}

std::string text_of(const Time& time) {
  std::array<char, 20> buffer{};
  const Result<std::string_view> text = time.to_text(buffer);
  return text ? std::string{*text} : std::string{};
}

std::string path_of(const ByteVector& der, Tolerance tolerance = Tolerance::none) {
  const Result<std::string> path =
      to_std_string([&](std::span<char> out) { return error_path<Certificate>(der, tolerance, out); });
  return path ? *path : std::string{to_string(path.error().code)};
}

/// A certificate of testdata/, and the bytes it views.
class File {
 public:
  explicit File(std::string_view name) {
    const ByteVector file = read_file(std::string{OCSPAN_TESTDATA} + "/" + std::string{name} + ".pem");
    const std::string text(file.begin(), file.end());
    bytes_.resize(text.size());
    const Result<Certificate> loaded = load_pem_x509_certificate(text, bytes_);
    INFO(name);
    REQUIRE(loaded);
    certificate_ = *loaded;
  }

  const Certificate* operator->() const { return &certificate_; }

 private:
  ByteVector bytes_;
  Certificate certificate_;
};

}  // namespace

TEST_CASE("Certificate accepts: version 3 with every optional field", "[x509][certificate]") {
  const Parts parts = full();
  const ByteVector der = der_of(parts);
  const Result<Certificate> loaded = load_der_x509_certificate(der);
  REQUIRE(loaded);
  const Certificate& certificate = *loaded;
  CHECK(certificate.version() == 3);
  CHECK(equal(certificate.serial_number().bytes(), hex("00 80")));
  CHECK(equal(certificate.tbs_signature_algorithm().oid().bytes(), hex("2a")));
  REQUIRE(certificate.tbs_signature_algorithm().parameters().has_value());
  CHECK(equal(*certificate.tbs_signature_algorithm().parameters(), hex("05 00")));
  CHECK(equal(certificate.issuer().der(), parts[issuer]));
  CHECK(rfc4514(certificate.issuer()) == "CN=I,O=O,C=AT");
  CHECK(certificate.not_before() == Time{2049, 1, 1, 0, 0, 0});
  CHECK(certificate.not_after() == Time{2050, 1, 2, 3, 4, 5});
  CHECK(equal(certificate.subject().der(), parts[subject]));
  CHECK(rfc4514(certificate.subject()) == "CN=S");
  CHECK(equal(certificate.subject_public_key_info().der(), parts[subject_public_key_info]));
  CHECK(certificate.subject_public_key_info().algorithm().oid() == "Ed25519"_oid);
  CHECK(equal(certificate.subject_public_key_info().public_key(), hex("aa")));
  REQUIRE(certificate.issuer_unique_id().has_value());
  CHECK(equal(certificate.issuer_unique_id()->bytes(), hex("11")));
  CHECK(certificate.issuer_unique_id()->unused_bits() == 0);
  REQUIRE(certificate.subject_unique_id().has_value());
  CHECK(equal(certificate.subject_unique_id()->bytes(), hex("f0")));
  CHECK(certificate.subject_unique_id()->unused_bits() == 4);
  CHECK(certificate.extensions().size() == 2);
  CHECK(certificate.extensions().begin()->critical());
  CHECK(equal(certificate.signature_algorithm().oid().bytes(), hex("2b")));
  CHECK_FALSE(certificate.signature_algorithm().parameters().has_value());
  CHECK(equal(certificate.signature(), hex("01 02")));
  CHECK(equal(certificate.tbs_certificate_bytes(), tbs_of(parts)));
  CHECK(equal(certificate.public_bytes(), der));
  CHECK(certificate.public_bytes().data() == der.data());
  CHECK(certificate.tolerated() == Tolerance::none);
}

TEST_CASE("Certificate accepts: version 1 without any optional field", "[x509][certificate]") {
  Parts parts = full();
  for (const std::size_t part : {version, issuer_unique_id, subject_unique_id, extensions}) {
    parts[part].clear();
  }
  const ByteVector der = der_of(parts);
  const Result<Certificate> loaded = load_der_x509_certificate(der);
  REQUIRE(loaded);
  CHECK(loaded->version() == 1);
  CHECK_FALSE(loaded->issuer_unique_id().has_value());
  CHECK_FALSE(loaded->subject_unique_id().has_value());
  CHECK(loaded->extensions().empty());
}

TEST_CASE("Certificate accepts: every choice of optional fields, in each version", "[x509][certificate]") {
  // Fields that came with a later version are read all the same.
  constexpr std::string_view versions[]{"", "a0 03 02 01 01", "a0 03 02 01 02"};
  for (unsigned number = 1; number <= 3; ++number) {
    for (unsigned choice = 0; choice < 8; ++choice) {
      CAPTURE(number, choice);
      Parts parts = with(version, versions[number - 1]);
      if ((choice & 1) == 0) {
        parts[issuer_unique_id].clear();
      }
      if ((choice & 2) == 0) {
        parts[subject_unique_id].clear();
      }
      if ((choice & 4) == 0) {
        parts[extensions].clear();
      }
      const ByteVector der = der_of(parts);
      const Result<Certificate> loaded = load_der_x509_certificate(der);
      REQUIRE(loaded);
      CHECK(loaded->version() == number);
      CHECK(loaded->issuer_unique_id().has_value() == ((choice & 1) != 0));
      CHECK(loaded->subject_unique_id().has_value() == ((choice & 2) != 0));
      CHECK(loaded->extensions().size() == ((choice & 4) != 0 ? 2U : 0U));
    }
  }
}

TEST_CASE("Certificate accepts: serial numbers that RFC 5280 does not want", "[x509][certificate]") {
  for (const std::string_view bytes : {"02 01 00", "02 01 ff", "02 01 80"}) {
    CHECK(load_der_x509_certificate_prefix(Bytes{der_of(with(serial_number, bytes))}));
  }
  const ByteVector long_serial = join({hex("02 28 7f"), ByteVector(39, 0xff)});
  CHECK(load_der_x509_certificate_prefix(Bytes{der_of(with(serial_number, long_serial))}));
}

TEST_CASE("Certificate accepts: a signature with unused bits, and without any", "[x509][certificate]") {
  CHECK(load_der_x509_certificate_prefix(Bytes{der_of(with(signature_value, "03 02 01 02"))}));
  CHECK(load_der_x509_certificate_prefix(Bytes{der_of(with(signature_value, "03 01 00"))}));
}

TEST_CASE("Certificate rejects: each field, at its place, with its path", "[x509][certificate][reject]") {
  const auto tbs = [](std::string_view field) { return "tbsCertificate." + std::string{field}; };
  const ByteVector time = text(0x17, "240101000000Z");
  struct Row {
    std::size_t part;
    ByteVector bytes;  ///< in the place of the part
    ErrorCode code;
    Field field;
    std::size_t offset;  ///< from the beginning of the part
    std::string path;
  };
  const std::vector<Row> rows{
      // version: v4, 256, negative, v1 written out, twice, behind the serial number
      {version, hex("a0 03 02 01 03"), ErrorCode::unsupported_version, Field::version, 4, tbs("version")},
      {version, hex("a0 04 02 02 01 00"), ErrorCode::unsupported_version, Field::version, 4, tbs("version")},
      {version, hex("a0 03 02 01 ff"), ErrorCode::unsupported_version, Field::version, 4, tbs("version")},
      {version, hex("a0 03 02 01 00"), ErrorCode::explicit_default, Field::version, 0, tbs("version")},
      {version, hex("a0 04 02 02 00 02"), ErrorCode::integer_not_minimal, Field::version, 4, tbs("version")},
      {version, hex("a0 00"), ErrorCode::missing, Field::version, 2, tbs("version")},
      {version, hex("a0 05 02 01 02 05 00"), ErrorCode::trailing_data, Field::version, 5, tbs("version")},
      {version, hex("80 01 02"), ErrorCode::wrong_tag, Field::serial_number, 0, tbs("serialNumber")},
      {version, hex("a0 03 02 01 02 a0 03 02 01 02"), ErrorCode::wrong_tag, Field::serial_number, 5,
       tbs("serialNumber")},
      {serial_number, hex("02 01 05 a0 03 02 01 02"), ErrorCode::wrong_tag, Field::signature, 3, tbs("signature")},
      // serialNumber
      {serial_number, {}, ErrorCode::wrong_tag, Field::serial_number, 0, tbs("serialNumber")},
      {serial_number, hex("02 00"), ErrorCode::integer_empty, Field::serial_number, 2, tbs("serialNumber")},
      {serial_number, hex("02 02 00 01"), ErrorCode::integer_not_minimal, Field::serial_number, 2, tbs("serialNumber")},
      {serial_number, hex("02 02 ff ff"), ErrorCode::integer_not_minimal, Field::serial_number, 2, tbs("serialNumber")},
      {serial_number, hex("04 01 05"), ErrorCode::wrong_tag, Field::serial_number, 0, tbs("serialNumber")},
      {serial_number, hex("02 01 05 02 01 06"), ErrorCode::wrong_tag, Field::signature, 3, tbs("signature")},
      // signature
      {signature, hex("30 00"), ErrorCode::missing, Field::algorithm, 2, tbs("signature.algorithm")},
      {signature, hex("30 03 06 01 80"), ErrorCode::bad_oid, Field::algorithm, 4, tbs("signature.algorithm")},
      {signature, hex("30 06 06 01 2a 05 01 00"), ErrorCode::null_content, Field::parameters, 7,
       tbs("signature.parameters")},
      {signature, hex("30 07 06 01 2a 05 00 05 00"), ErrorCode::trailing_data, Field::signature, 7, tbs("signature")},
      // issuer
      {issuer, hex("31 00"), ErrorCode::wrong_tag, Field::issuer, 0, tbs("issuer")},
      {issuer, hex("30 02 30 00"), ErrorCode::wrong_tag, Field::issuer, 2, tbs("issuer[0]")},
      {issuer, tlv(0x30, {rdn("55 04 03", hex("0c 00")), hex("31 00")}), ErrorCode::empty_rdn, Field::issuer, 13,
       tbs("issuer[1]")},
      {issuer, hex("30 04 31 02 05 00"), ErrorCode::wrong_tag, Field::issuer, 4, tbs("issuer[0][0]")},
      {issuer,
       tlv(0x30, {rdn("55 04 03", hex("0c 00")), rdn("55 04 03", hex("0c 00")), rdn("55 04 03", hex("0c 01 ff"))}),
       ErrorCode::bad_string, Field::value, 35, tbs("issuer[2][0].value")},
      {issuer, tlv(0x30, {rdn("55 04 03", hex("0c 00")), rdn("55 80 03", hex("0c 00"))}), ErrorCode::bad_oid,
       Field::type, 19, tbs("issuer[1][0].type")},
      {issuer, hex("30 14 31 12 30 07 06 03 55 04 0b 0c 00 30 07 06 03 55 04 03 0c 00"), ErrorCode::unsorted_set,
       Field::issuer, 13, tbs("issuer[0][1]")},
      // validity
      {validity, hex("30 00"), ErrorCode::missing, Field::not_before, 2, tbs("validity.notBefore")},
      {validity, tlv(0x30, {time}), ErrorCode::missing, Field::not_after, 17, tbs("validity.notAfter")},
      {validity, tlv(0x30, {hex("02 01 00"), time}), ErrorCode::wrong_tag, Field::not_before, 2,
       tbs("validity.notBefore")},
      {validity, tlv(0x30, {time, hex("0c 00")}), ErrorCode::wrong_tag, Field::not_after, 17, tbs("validity.notAfter")},
      {validity, tlv(0x30, {text(0x17, "2401010000Z"), time}), ErrorCode::time_form, Field::not_before, 4,
       tbs("validity.notBefore")},
      {validity, tlv(0x30, {time, text(0x18, "20240101000000.5Z")}), ErrorCode::time_form, Field::not_after, 19,
       tbs("validity.notAfter")},
      {validity, tlv(0x30, {time, text(0x17, "230229000000Z")}), ErrorCode::time_value, Field::not_after, 19,
       tbs("validity.notAfter")},
      {validity, tlv(0x30, {time, time, time}), ErrorCode::trailing_data, Field::validity, 32, tbs("validity")},
      // subject
      {subject, hex("30 02 31 00"), ErrorCode::empty_rdn, Field::subject, 2, tbs("subject[0]")},
      {subject, hex("0c 01 41"), ErrorCode::wrong_tag, Field::subject, 0, tbs("subject")},
      // subjectPublicKeyInfo
      {subject_public_key_info,
       {},
       ErrorCode::wrong_tag,
       Field::subject_public_key_info,
       0,
       tbs("subjectPublicKeyInfo")},
      {subject_public_key_info, hex("30 04 03 02 00 aa"), ErrorCode::wrong_tag, Field::algorithm, 2,
       tbs("subjectPublicKeyInfo.algorithm")},
      {subject_public_key_info, hex("30 08 30 02 06 00 03 02 00 aa"), ErrorCode::bad_oid, Field::algorithm, 6,
       tbs("subjectPublicKeyInfo.algorithm.algorithm")},
      {subject_public_key_info, hex("30 05 30 03 06 01 2a"), ErrorCode::missing, Field::subject_public_key, 7,
       tbs("subjectPublicKeyInfo.subjectPublicKey")},
      {subject_public_key_info, hex("30 09 30 03 06 01 2a 03 02 01 ff"), ErrorCode::bad_bit_string,
       Field::subject_public_key, 9, tbs("subjectPublicKeyInfo.subjectPublicKey")},
      // the unique identifiers: no BIT STRING, constructed, twice, in the wrong order, behind the extensions
      {issuer_unique_id, hex("81 00"), ErrorCode::bad_bit_string, Field::issuer_unique_id, 2, tbs("issuerUniqueID")},
      {subject_unique_id, hex("82 02 01 01"), ErrorCode::bad_bit_string, Field::subject_unique_id, 2,
       tbs("subjectUniqueID")},
      {issuer_unique_id, hex("a1 04 03 02 00 11"), ErrorCode::trailing_data, Field::tbs_certificate, 0,
       "tbsCertificate"},
      {issuer_unique_id, hex("81 02 00 11 81 02 00 11"), ErrorCode::trailing_data, Field::tbs_certificate, 4,
       "tbsCertificate"},
      {subject_unique_id, hex("82 02 00 11 82 02 00 11"), ErrorCode::trailing_data, Field::tbs_certificate, 4,
       "tbsCertificate"},
      {subject_unique_id, hex("82 02 00 11 81 02 00 11"), ErrorCode::trailing_data, Field::tbs_certificate, 4,
       "tbsCertificate"},
      {extensions, hex("a3 0b 30 09 30 07 06 03 55 1d 0f 04 00 82 02 00 11"), ErrorCode::trailing_data,
       Field::tbs_certificate, 13, "tbsCertificate"},
      // extensions
      {extensions, hex("a3 00"), ErrorCode::missing, Field::extensions, 2, tbs("extensions")},
      {extensions, hex("a3 02 30 00"), ErrorCode::empty_extensions, Field::extensions, 2, tbs("extensions")},
      {extensions, hex("a3 02 31 00"), ErrorCode::wrong_tag, Field::extensions, 2, tbs("extensions")},
      {extensions, hex("30 09 30 07 06 03 55 1d 0f 04 00"), ErrorCode::trailing_data, Field::tbs_certificate, 0,
       "tbsCertificate"},
      {extensions, hex("83 02 30 00"), ErrorCode::trailing_data, Field::tbs_certificate, 0, "tbsCertificate"},
      {extensions, hex("a4 00"), ErrorCode::trailing_data, Field::tbs_certificate, 0, "tbsCertificate"},
      {extensions, hex("a3 0d 30 09 30 07 06 03 55 1d 0f 04 00 05 00"), ErrorCode::trailing_data, Field::extensions, 13,
       tbs("extensions")},
      {extensions, hex("a3 0b 30 09 30 07 06 03 55 1d 0f 04 00 a3 00"), ErrorCode::trailing_data,
       Field::tbs_certificate, 13, "tbsCertificate"},
      {extensions, hex("a3 04 30 02 30 00"), ErrorCode::missing, Field::extn_id, 6, tbs("extensions[0].extnID")},
      {extensions, hex("a3 07 30 05 30 03 06 01 2a"), ErrorCode::missing, Field::extn_value, 9,
       tbs("extensions[0].extnValue")},
      {extensions, hex("a3 13 30 11 30 05 06 01 2a 04 00 30 08 06 01 2a 01 01 00 04 00"), ErrorCode::explicit_default,
       Field::critical, 16, tbs("extensions[1].critical")},
      {extensions, hex("a3 13 30 11 30 05 06 01 2a 04 00 30 08 06 01 2a 01 01 01 04 00"), ErrorCode::bad_boolean,
       Field::critical, 18, tbs("extensions[1].critical")},
      {extensions, hex("a3 0b 30 09 30 05 06 01 2a 04 00 05 00"), ErrorCode::wrong_tag, Field::extensions, 11,
       tbs("extensions[1]")},
      {extensions, hex("a3 0b 30 09 30 07 06 01 2a 04 00 05 00"), ErrorCode::trailing_data, Field::extensions, 11,
       tbs("extensions[0]")},
      // signatureAlgorithm and signatureValue
      {signature_algorithm, {}, ErrorCode::wrong_tag, Field::signature_algorithm, 0, "signatureAlgorithm"},
      {signature_algorithm, hex("30 02 06 00"), ErrorCode::bad_oid, Field::algorithm, 4,
       "signatureAlgorithm.algorithm"},
      {signature_value, {}, ErrorCode::missing, Field::signature_value, 0, "signatureValue"},
      {signature_value, hex("04 02 00 01"), ErrorCode::wrong_tag, Field::signature_value, 0, "signatureValue"},
      {signature_value, hex("23 04 03 02 00 01"), ErrorCode::wrong_tag, Field::signature_value, 0, "signatureValue"},
      {signature_value, hex("03 00"), ErrorCode::bad_bit_string, Field::signature_value, 2, "signatureValue"},
      {behind, hex("05 00"), ErrorCode::trailing_data, Field::certificate, 0, "Certificate"},
      {behind, hex("00"), ErrorCode::trailing_data, Field::certificate, 0, "Certificate"},
  };
  for (const Row& row : rows) {
    const Parts parts = with(row.part, row.bytes);
    const ByteVector der = der_of(parts);
    const Error expected{row.code, row.field, static_cast<std::uint32_t>(offset_of(parts, row.part) + row.offset)};
    const Error error = load_der_x509_certificate(der).error();
    CAPTURE(row.part, row.bytes, to_string(error.code), to_string(error.field), error.offset, expected.offset);
    CHECK(error == expected);
    CHECK(path_of(der) == row.path);
    CHECK(load_der_x509_certificate_prefix(der).error() == expected);
  }
}

TEST_CASE("Certificate rejects: no validity, so that the subject stands in its place", "[x509][certificate][reject]") {
  const Parts parts = with(validity, "");
  const ByteVector der = der_of(parts);
  CHECK(load_der_x509_certificate(der).error() ==
        Error{ErrorCode::wrong_tag, Field::not_before, static_cast<std::uint32_t>(offset_of(parts, subject) + 2)});
  CHECK(path_of(der) == "tbsCertificate.validity.notBefore");
}

TEST_CASE("Certificate rejects: what is no SEQUENCE { SEQUENCE ... }", "[x509][certificate][reject]") {
  struct {
    std::string_view der;
    Error error;
    std::string_view path;
  } const rows[]{
      {"", {ErrorCode::missing, Field::certificate, 0}, "Certificate"},
      {"30", {ErrorCode::truncated, Field::certificate, 1}, "Certificate"},
      {"30 80 00 00", {ErrorCode::indefinite_length, Field::certificate, 1}, "Certificate"},
      {"30 03 00 00", {ErrorCode::truncated, Field::certificate, 2}, "Certificate"},
      {"31 00", {ErrorCode::wrong_tag, Field::certificate, 0}, "Certificate"},
      {"2d 2d 2d 2d 2d", {ErrorCode::wrong_tag, Field::certificate, 0}, "Certificate"},  // PEM
      {"30 00", {ErrorCode::missing, Field::tbs_certificate, 2}, "tbsCertificate"},
      {"30 02 02 00", {ErrorCode::wrong_tag, Field::tbs_certificate, 2}, "tbsCertificate"},
      {"30 02 30 00", {ErrorCode::missing, Field::serial_number, 4}, "tbsCertificate.serialNumber"},
      {"30 02 30 01", {ErrorCode::truncated, Field::tbs_certificate, 4}, "tbsCertificate"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.der);
    const ByteVector der = hex(row.der);
    CHECK(load_der_x509_certificate(der).error() == row.error);
    CHECK(path_of(der) == row.path);
  }
}

TEST_CASE("Certificate: error_path is empty for one that is read", "[x509][certificate]") {
  CHECK(path_of(der_of(full())).empty());
  const ByteVector tolerable = der_of(with(version, "a0 03 02 01 00"));
  CHECK(path_of(tolerable) == "tbsCertificate.version");
  CHECK(path_of(tolerable, Tolerance::explicit_default).empty());
}

TEST_CASE("Certificate: error_path rejects: a buffer that is too small", "[x509][certificate]") {
  const ByteVector der =
      der_of(with(issuer, tlv(0x30, {rdn("55 04 03", hex("0c 00")), rdn("55 04 03", hex("0c 01 ff"))})));
  const std::string_view path = "tbsCertificate.issuer[1][0].value";
  for (std::size_t size = 0; size <= path.size(); ++size) {
    CAPTURE(size);
    std::vector<char> buffer(size);
    const Result<std::string_view> written = error_path<Certificate>(der, Tolerance::none, buffer);
    if (size < path.size()) {
      CHECK(written.error() == Error{ErrorCode::no_space, Field::none, static_cast<std::uint32_t>(path.size())});
    } else {
      REQUIRE(written);
      CHECK(*written == path);
    }
  }
}

TEST_CASE("Certificate rejects: something behind it, unless a prefix is asked for", "[x509][certificate][reject]") {
  const ByteVector der = der_of(full());
  for (const std::string_view more : {"00", "0a", "05 00", "30"}) {
    CAPTURE(more);
    const ByteVector longer = join({der, hex(more)});
    const Error expected{ErrorCode::trailing_data, Field::certificate, static_cast<std::uint32_t>(der.size())};
    CHECK(load_der_x509_certificate(longer).error() == expected);
    CHECK(load_der_x509_certificate(longer, Tolerance::all).error() == expected);
    CHECK(path_of(longer) == "Certificate");
    const Result<Certificate> prefix = load_der_x509_certificate_prefix(longer);
    REQUIRE(prefix);
    CHECK(prefix->public_bytes().size() == der.size());
  }
  CHECK(load_der_x509_certificate_prefix(der));
}

TEST_CASE("Certificate accepts with each tolerance: what it names, and says so", "[x509][certificate][tolerance]") {
  const ByteVector time = text(0x17, "2401010000Z");
  struct {
    Tolerance flag;
    Parts parts;
  } const rows[]{
      {Tolerance::explicit_default, with(version, "a0 03 02 01 00")},
      {Tolerance::explicit_default, with(extensions, "a3 0c 30 0a 30 08 06 01 2a 01 01 00 04 00")},
      {Tolerance::empty_extensions, with(extensions, "a3 02 30 00")},
      {Tolerance::time_forms, with(validity, tlv(0x30, {time, text(0x18, "20240101000000.5Z")}))},
      {Tolerance::unsorted_set, with(subject, "30 14 31 12 30 07 06 03 55 04 0b 0c 00 30 07 06 03 55 04 03 0c 00")},
  };
  for (const auto& row : rows) {
    const auto others = static_cast<Tolerance>(31U & ~static_cast<unsigned>(row.flag));
    CAPTURE(static_cast<unsigned>(row.flag));
    const ByteVector der = der_of(row.parts);
    CHECK_FALSE(load_der_x509_certificate(der));
    CHECK_FALSE(load_der_x509_certificate(der, others));
    const Result<Certificate> loaded = load_der_x509_certificate(der, row.flag);
    REQUIRE(loaded);
    CHECK(loaded->tolerated() == row.flag);
    const Result<Certificate> all = load_der_x509_certificate(der, Tolerance::all);
    REQUIRE(all);
    CHECK(all->tolerated() == row.flag);
  }
  // several at once
  Parts parts = with(version, "a0 03 02 01 00");
  parts[validity] = tlv(0x30, {time, time});
  const ByteVector der = der_of(parts);
  CHECK(load_der_x509_certificate(der, Tolerance::time_forms).error().code == ErrorCode::explicit_default);
  const Result<Certificate> loaded = load_der_x509_certificate(der, Tolerance::all);
  REQUIRE(loaded);
  CHECK(loaded->version() == 1);
  CHECK(loaded->tolerated() == (Tolerance::explicit_default | Tolerance::time_forms));
}

TEST_CASE("Certificate accepts: only itself, of all strict prefixes, with an offset inside", "[x509][certificate]") {
  const ByteVector der = der_of(full());
  for (std::size_t size = 0; size < der.size(); ++size) {
    CAPTURE(size);
    const Error error = load_der_x509_certificate_prefix(Bytes{der}.first(size)).error();
    CHECK(error.code == (size == 0 ? ErrorCode::missing : ErrorCode::truncated));
    CHECK(error.offset <= size);
  }
}

TEST_CASE("OpaqueCertificate accepts: the shape of a certificate, whatever is in its tbsCertificate",
          "[x509][certificate]") {
  for (const std::string_view bytes : {
           "30 0a 30 00 30 03 06 01 2a 03 01 00",
           "30 0c 30 02 ff ff 30 03 06 01 2a 03 01 00",
       }) {
    CAPTURE(bytes);
    const ByteVector der = hex(bytes);
    const Reading<OpaqueCertificate> certificate = read_alone<OpaqueCertificate>(der, Field::certs);
    CHECK(!certificate.error);
    CHECK(equal(certificate.value.der(), der));
  }
}

TEST_CASE("OpaqueCertificate rejects: another shape", "[x509][certificate][reject]") {
  const Refusals rows{
      {"", {ErrorCode::missing, Field::certs, 0}},
      {"31 00", {ErrorCode::wrong_tag, Field::certs, 0}},
      {"30 00", {ErrorCode::missing, Field::tbs_certificate, 2}},
      {"30 02 31 00", {ErrorCode::wrong_tag, Field::tbs_certificate, 2}},
      {"30 02 30 00", {ErrorCode::missing, Field::signature_algorithm, 4}},
      {"30 04 30 00 05 00", {ErrorCode::wrong_tag, Field::signature_algorithm, 4}},
      {"30 07 30 00 30 03 06 01 2a", {ErrorCode::missing, Field::signature_value, 9}},
      {"30 0a 30 00 30 03 06 01 2a 04 01 00", {ErrorCode::wrong_tag, Field::signature_value, 9}},
      {"30 09 30 00 30 03 06 01 2a 03 00", {ErrorCode::bad_bit_string, Field::signature_value, 11}},
      {"30 0c 30 00 30 03 06 01 2a 03 01 00 05 00", {ErrorCode::trailing_data, Field::certs, 12}},
  };
  check_refusals<OpaqueCertificate>(Field::certs, rows);
}

TEST_CASE("Certificates shows each certificate as its DER", "[x509][certificate]") {
  const ByteVector one = der_of(full());
  const ByteVector two = der_of(with(extensions, ""));
  const ByteVector der = tlv(0x30, {one, two});
  const Reading<Certificates> certificates = read_alone<Certificates>(der, Field::certs);
  REQUIRE(!certificates.error);
  const std::vector<Bytes> all(certificates.value.begin(), certificates.value.end());
  REQUIRE(all.size() == 2);
  CHECK(equal(all[0], one));
  CHECK(equal(all[1], two));
  CHECK(load_der_x509_certificate(all[1]));
}

TEST_CASE("Certificate: www.cryptography.io", "[x509][certificate][testdata]") {
  const File file{"seed/www.cryptography.io"};
  CHECK(file->version() == 3);
  CHECK(decimal(file->serial_number()) == "16160");
  CHECK(file->tbs_signature_algorithm().oid() == "sha256WithRSAEncryption"_oid);
  CHECK(file->signature_algorithm() == file->tbs_signature_algorithm());
  CHECK(rfc4514(file->issuer()) == "CN=RapidSSL SHA256 CA - G3,O=GeoTrust Inc.,C=US");
  CHECK(text_of(file->not_before()) == "2014-10-15T12:09:32Z");
  CHECK(text_of(file->not_after()) == "2018-11-16T01:15:03Z");
  CHECK(rfc4514(file->subject()) ==
        "CN=www.cryptography.io,OU=Domain Control Validated - RapidSSL(R),"
        "OU=See www.rapidssl.com/resources/cps (c)14,OU=GT48742965");
  CHECK(file->subject_public_key_info().algorithm().oid() == "rsaEncryption"_oid);
  CHECK(file->subject_public_key_info().der().size() == 550);
  // RSAPublicKey with a modulus of 4096 bits and the exponent 65537
  CHECK(equal(file->subject_public_key_info().public_key().first(13), hex("30 82 02 0a 02 82 02 01 00 a2 6f c5 79")));
  CHECK(equal(file->subject_public_key_info().public_key().last(5), hex("02 03 01 00 01")));
  CHECK_FALSE(file->issuer_unique_id().has_value());
  CHECK_FALSE(file->subject_unique_id().has_value());
  struct {
    Oid oid;
    bool critical;
    std::size_t size;
  } const rows[]{
      {"authorityKeyIdentifier"_oid, false, 24},
      {"authorityInfoAccess"_oid, false, 75},
      {"keyUsage"_oid, true, 4},
      {"extKeyUsage"_oid, false, 22},
      {"subjectAltName"_oid, false, 40},
      {"cRLDistributionPoints"_oid, false, 36},
      {"basicConstraints"_oid, true, 2},
      {"certificatePolicies"_oid, false, 62},
  };
  REQUIRE(file->extensions().size() == 8);
  std::size_t i = 0;
  for (const Extension& extension : file->extensions()) {
    CAPTURE(i);
    CHECK(extension.oid() == rows[i].oid);
    CHECK(extension.critical() == rows[i].critical);
    CHECK(extension.value().size() == rows[i].size);
    ++i;
  }
  const auto key_identifier = file->extensions().find("authorityKeyIdentifier"_oid);
  REQUIRE(key_identifier);
  REQUIRE((*key_identifier).has_value());
  CHECK(equal((*key_identifier)->value(), hex("30 16 80 14 c39cf3fcd3460834bbce467fa07c5bf3e208cb59")));
  REQUIRE(file->signature().size() == 256);
  CHECK(equal(file->signature().first(6), hex("33 21 83 b6 8f 1e")));
  CHECK(equal(file->signature().last(4), hex("94 71 6c 4f")));
  CHECK(file->tbs_certificate_bytes().size() == 1193);
  CHECK(file->tbs_certificate_bytes().data() == file->public_bytes().data() + 4);
  CHECK(file->public_bytes().size() == 1473);
}

TEST_CASE("Certificate: RapidSSL SHA256 CA - G3", "[x509][certificate][testdata]") {
  const File file{"seed/rapidssl-sha256-ca-g3"};
  CHECK(file->version() == 3);
  CHECK(decimal(file->serial_number()) == "146039");
  CHECK(equal(file->serial_number().bytes(), hex("02 3a 77")));
  CHECK(rfc4514(file->issuer()) == "CN=GeoTrust Global CA,O=GeoTrust Inc.,C=US");
  CHECK(rfc4514(file->subject()) == "CN=RapidSSL SHA256 CA - G3,O=GeoTrust Inc.,C=US");
  CHECK(text_of(file->not_before()) == "2014-08-29T21:39:32Z");
  CHECK(text_of(file->not_after()) == "2022-05-20T21:39:32Z");
  CHECK(file->extensions().size() == 7);
  const auto constraints = file->extensions().find("basicConstraints"_oid);
  REQUIRE(constraints);
  REQUIRE((*constraints).has_value());
  CHECK((*constraints)->critical());
  CHECK(equal((*constraints)->value(), hex("30 06 01 01 ff 02 01 00")));
  const auto key_identifier = file->extensions().find("subjectKeyIdentifier"_oid);
  REQUIRE(key_identifier);
  REQUIRE((*key_identifier).has_value());
  CHECK(equal((*key_identifier)->value(), hex("04 14 c39cf3fcd3460834bbce467fa07c5bf3e208cb59")));
  CHECK(file->subject_public_key_info().der().size() == 294);
  CHECK(equal(file->subject_public_key_info().public_key().first(13), hex("30 82 01 0a 02 82 01 01 00 af 54 9b d9")));
  CHECK(equal(file->signature().first(4), hex("a3 58 1e c6")));
  CHECK(equal(file->signature().last(4), hex("4c 70 26 98")));
  CHECK(file->tbs_certificate_bytes().size() == 785);
  CHECK(file->public_bytes().size() == 1065);

  const File issued{"seed/www.cryptography.io"};
  CHECK(issued->issuer() == file->subject());
  CHECK(issued->issuer() != file->issuer());
}

TEST_CASE("Certificate: those that OpenSSL made", "[x509][certificate][testdata]") {
  const std::string_view rsa_ca =
      "emailAddress=ca@example.test,CN=Ocspan RSA CA,OU=\\ lead\\, comma\\+plus "
      "\\\"quote\\\"\\;\\<less\\>back\\\\slash,"
      "O=Ocspan Pr\u00fcfstelle \u20ac,C=DE";
  const std::string_view ec_ca = "CN=Ocspan P-256 CA,OU=\u6771\u4eac \u65e5\u672c,O=Ocspan Test,L=Kyoto,ST=Kyoto,C=JP";
  const std::string_view ed_ca = "serialNumber=42+OU=Multi+CN=Ocspan Ed25519 CA,O=Ocspan Test,DC=example,DC=test";
  struct {
    std::string_view file;
    unsigned version;
    std::string_view serial_number;
    std::string_view issuer;
    std::string_view subject;
    Oid signature;
    Oid key;
    std::size_t extensions;
  } const rows[]{
      {"ca-rsa", 3, "1", rsa_ca, rsa_ca, "sha256WithRSAEncryption"_oid, "rsaEncryption"_oid, 3},
      {"ca-ec", 3, "1", ec_ca, ec_ca, "ecdsa-with-SHA256"_oid, "ecPublicKey"_oid, 3},
      {"ca-ed", 3, "1", ed_ca, ed_ca, "Ed25519"_oid, "Ed25519"_oid, 3},
      {"leaf-good", 3, "4097", rsa_ca, "CN=leaf-good", "sha256WithRSAEncryption"_oid, "ecPublicKey"_oid, 7},
      {"leaf-rsa-2050", 3, "4098", rsa_ca, "CN=leaf-rsa-2050", "sha256WithRSAEncryption"_oid, "rsaEncryption"_oid, 7},
      {"leaf-v1", 1, "4099", rsa_ca, "CN=leaf-v1", "sha256WithRSAEncryption"_oid, "ecPublicKey"_oid, 0},
      {"leaf-names", 3, "4100", rsa_ca,
       "CN=line\\0Abreak,sn=\u03a9,givenName=Zo\u00eb,title=\\\\,UID=u\\,1,OU=trailing\\ ,O=\\#hash,STREET=Ring 1,"
       "L=Wien,ST=Wien,C=AT",
       "sha256WithRSAEncryption"_oid, "ecPublicKey"_oid, 3},
      {"leaf-empty-name", 3, "4101", rsa_ca, "", "sha256WithRSAEncryption"_oid, "ecPublicKey"_oid, 7},
      {"leaf-ec", 3, "4102", ec_ca, "CN=leaf-ec", "ecdsa-with-SHA256"_oid, "ecPublicKey"_oid, 7},
      {"leaf-ed", 3, "4103", ed_ca, "CN=leaf-ed", "Ed25519"_oid, "Ed25519"_oid, 7},
      {"leaf-serial-zero", 3, "0", rsa_ca, "CN=leaf-serial-zero", "sha256WithRSAEncryption"_oid, "ecPublicKey"_oid, 3},
      {"leaf-serial-127", 3, "127", rsa_ca, "CN=leaf-serial-127", "sha256WithRSAEncryption"_oid, "ecPublicKey"_oid, 3},
      {"leaf-serial-128", 3, "128", rsa_ca, "CN=leaf-serial-128", "sha256WithRSAEncryption"_oid, "ecPublicKey"_oid, 3},
      {"leaf-serial-20", 3, "730368726734123118469632302676385618847016607180", rsa_ca, "CN=leaf-serial-20",
       "sha256WithRSAEncryption"_oid, "ecPublicKey"_oid, 3},
      {"leaf-serial-21", 3, "872625873161273451176241581705670534707360122361", rsa_ca, "CN=leaf-serial-21",
       "sha256WithRSAEncryption"_oid, "ecPublicKey"_oid, 3},
      {"leaf-serial-negative", 3, "-129", rsa_ca, "CN=leaf-serial-negative", "sha256WithRSAEncryption"_oid,
       "ecPublicKey"_oid, 3},
      {"responder", 3, "16385", rsa_ca, "CN=Delegated responder,O=Ocspan Test", "sha256WithRSAEncryption"_oid,
       "rsaEncryption"_oid, 6},
      {"responder-ec", 3, "16386", ec_ca, "CN=Delegated P-256 responder,O=Ocspan Test", "ecdsa-with-SHA256"_oid,
       "ecPublicKey"_oid, 6},
  };
  for (const auto& row : rows) {
    CAPTURE(row.file);
    const File file{"openssl/certs/" + std::string{row.file}};
    CHECK(file->version() == row.version);
    CHECK(decimal(file->serial_number()) == row.serial_number);
    CHECK(rfc4514(file->issuer()) == row.issuer);
    CHECK(rfc4514(file->subject()) == row.subject);
    CHECK(file->signature_algorithm().oid() == row.signature);
    CHECK(file->tbs_signature_algorithm() == file->signature_algorithm());
    CHECK(file->subject_public_key_info().algorithm().oid() == row.key);
    CHECK(file->extensions().size() == row.extensions);
    CHECK(file->not_before() < file->not_after());
    CHECK((file->not_after().year >= 2050) == (row.file == "leaf-rsa-2050"));
    CHECK(file->tolerated() == Tolerance::none);
    // an RSA signature is as long as the modulus, Ed25519's 64 bytes
    if (row.signature == "sha256WithRSAEncryption"_oid) {
      CHECK(file->signature().size() == 256);
    } else if (row.signature == "Ed25519"_oid) {
      CHECK(file->signature().size() == 64);
    }
    // an uncompressed point of P-256, an Ed25519 key
    if (row.key == "ecPublicKey"_oid) {
      CHECK(file->subject_public_key_info().public_key().size() == 65);
    } else if (row.key == "Ed25519"_oid) {
      CHECK(file->subject_public_key_info().public_key().size() == 32);
    }
  }
}

TEST_CASE("Certificate: an issuer's names and key identifiers are those of what it issued",
          "[x509][certificate][testdata]") {
  const File ca{"openssl/certs/ca-rsa"};
  const File leaf{"openssl/certs/leaf-good"};
  CHECK(leaf->issuer() == ca->subject());
  CHECK(ca->issuer() == ca->subject());
  const auto subject_key = ca->extensions().find("subjectKeyIdentifier"_oid);
  const auto authority_key = leaf->extensions().find("authorityKeyIdentifier"_oid);
  REQUIRE(subject_key);
  REQUIRE((*subject_key).has_value());
  REQUIRE(authority_key);
  REQUIRE((*authority_key).has_value());
  // OCTET STRING of 20 bytes; SEQUENCE { [0] of the same }
  REQUIRE((*subject_key)->value().size() == 22);
  REQUIRE((*authority_key)->value().size() == 24);
  CHECK(equal((*subject_key)->value().subspan(2), (*authority_key)->value().subspan(4)));
  const auto nocheck = File{"openssl/certs/responder"} -> extensions().find("nocheck"_oid);
  REQUIRE(nocheck);
  CHECK((*nocheck).has_value());
}

}  // namespace ocspan_test::certificate_test
