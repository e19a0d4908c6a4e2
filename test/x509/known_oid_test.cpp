#include "ocspan/x509/known_oid.hpp"

#include <iterator>
#include <span>
#include <string>
#include <string_view>

#include "ocspan/asn1/text.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"

namespace ocspan_test::known_oid_test {
namespace {

using namespace ocspan;

std::string dotted(Oid oid) {
  const Result<std::string> text = to_std_string([&](std::span<char> out) { return oid.to_dotted(out); });
  return text ? *text : std::string{};
}

}  // namespace

TEST_CASE("known_oids: no OBJECT IDENTIFIER twice, no name twice of a kind", "[asn1][known_oid]") {
  for (std::size_t i = 0; i < std::size(known_oids); ++i) {
    const KnownOid& a = known_oids[i];
    CAPTURE(a.name);
    CHECK_FALSE(a.name.empty());
    CHECK_FALSE(a.oid.empty());
    for (std::size_t j = i + 1; j < std::size(known_oids); ++j) {
      const KnownOid& b = known_oids[j];
      const bool apart = a.oid != b.oid && !(a.name == b.name && a.kind == b.kind);
      if (!apart) {
        CAPTURE(b.name);
        CHECK(apart);
      }
    }
  }
}

TEST_CASE("known_oids: names cannot end a line or leave an RFC 4514 text", "[asn1][known_oid]") {
  for (const KnownOid& known : known_oids) {
    for (const char c : known.name) {
      const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
      CAPTURE(known.name);
      CHECK(plain);
    }
  }
}

TEST_CASE("find_known and name_of find each row, and nothing else", "[asn1][known_oid]") {
  for (const KnownOid& known : known_oids) {
    CAPTURE(known.name);
    const ByteVector contents(known.oid.bytes().begin(), known.oid.bytes().end());  // the same bytes elsewhere
    CHECK(find_known(Oid{Bytes{contents}}) == &known);
    CHECK(name_of(Oid{Bytes{contents}}) == known.name);

    const ByteVector longer = join({contents, hex("01")});
    const KnownOid* const other = find_known(Oid{Bytes{longer}});
    CHECK(other != &known);
    const Bytes shorter = Bytes{contents}.first(contents.size() - 1);
    CHECK(find_known(Oid{shorter}) != &known);
  }
  CHECK(find_known(Oid{}) == nullptr);
  CHECK(name_of(Oid{}).empty());
  CHECK(find_known(oid<2, 999>) == nullptr);
  CHECK(name_of(oid<2, 999>).empty());
}

TEST_CASE("known_oids has the numbers that the standards assign", "[asn1][known_oid]") {
  struct {
    Oid oid;
    std::string_view dotted;
    OidKind kind;
  } const rows[]{
      // RFC 3279, RFC 5754, NIST CSOR
      {"md5"_oid, "1.2.840.113549.2.5", OidKind::hash},
      {"sha1"_oid, "1.3.14.3.2.26", OidKind::hash},
      {"sha224"_oid, "2.16.840.1.101.3.4.2.4", OidKind::hash},
      {"sha256"_oid, "2.16.840.1.101.3.4.2.1", OidKind::hash},
      {"sha384"_oid, "2.16.840.1.101.3.4.2.2", OidKind::hash},
      {"sha512"_oid, "2.16.840.1.101.3.4.2.3", OidKind::hash},
      {"sha3-224"_oid, "2.16.840.1.101.3.4.2.7", OidKind::hash},
      {"sha3-256"_oid, "2.16.840.1.101.3.4.2.8", OidKind::hash},
      {"sha3-384"_oid, "2.16.840.1.101.3.4.2.9", OidKind::hash},
      {"sha3-512"_oid, "2.16.840.1.101.3.4.2.10", OidKind::hash},
      // RFC 8017 A.2, RFC 5758, RFC 8410
      {"sha1WithRSAEncryption"_oid, "1.2.840.113549.1.1.5", OidKind::signature},
      {"sha224WithRSAEncryption"_oid, "1.2.840.113549.1.1.14", OidKind::signature},
      {"sha256WithRSAEncryption"_oid, "1.2.840.113549.1.1.11", OidKind::signature},
      {"sha384WithRSAEncryption"_oid, "1.2.840.113549.1.1.12", OidKind::signature},
      {"sha512WithRSAEncryption"_oid, "1.2.840.113549.1.1.13", OidKind::signature},
      {"RSASSA-PSS"_oid, "1.2.840.113549.1.1.10", OidKind::signature},
      {"ecdsa-with-SHA1"_oid, "1.2.840.10045.4.1", OidKind::signature},
      {"ecdsa-with-SHA256"_oid, "1.2.840.10045.4.3.2", OidKind::signature},
      {"ecdsa-with-SHA512"_oid, "1.2.840.10045.4.3.4", OidKind::signature},
      {"dsa-with-sha1"_oid, "1.2.840.10040.4.3", OidKind::signature},
      {"dsa-with-sha256"_oid, "2.16.840.1.101.3.4.3.2", OidKind::signature},
      {"Ed25519"_oid, "1.3.101.112", OidKind::signature},
      {"Ed448"_oid, "1.3.101.113", OidKind::signature},
      {"md2WithRSAEncryption"_oid, "1.2.840.113549.1.1.2", OidKind::signature},
      {"mgf1"_oid, "1.2.840.113549.1.1.8", OidKind::mask_generation},
      // RFC 9881, RFC 9909, NIST CSOR
      {"ml-dsa-44"_oid, "2.16.840.1.101.3.4.3.17", OidKind::signature},
      {"ml-dsa-65"_oid, "2.16.840.1.101.3.4.3.18", OidKind::signature},
      {"ml-dsa-87"_oid, "2.16.840.1.101.3.4.3.19", OidKind::signature},
      {"slh-dsa-sha2-128s"_oid, "2.16.840.1.101.3.4.3.20", OidKind::signature},
      {"slh-dsa-sha2-128f"_oid, "2.16.840.1.101.3.4.3.21", OidKind::signature},
      {"slh-dsa-sha2-192s"_oid, "2.16.840.1.101.3.4.3.22", OidKind::signature},
      {"slh-dsa-sha2-192f"_oid, "2.16.840.1.101.3.4.3.23", OidKind::signature},
      {"slh-dsa-sha2-256s"_oid, "2.16.840.1.101.3.4.3.24", OidKind::signature},
      {"slh-dsa-sha2-256f"_oid, "2.16.840.1.101.3.4.3.25", OidKind::signature},
      {"slh-dsa-shake-128s"_oid, "2.16.840.1.101.3.4.3.26", OidKind::signature},
      {"slh-dsa-shake-128f"_oid, "2.16.840.1.101.3.4.3.27", OidKind::signature},
      {"slh-dsa-shake-192s"_oid, "2.16.840.1.101.3.4.3.28", OidKind::signature},
      {"slh-dsa-shake-192f"_oid, "2.16.840.1.101.3.4.3.29", OidKind::signature},
      {"slh-dsa-shake-256s"_oid, "2.16.840.1.101.3.4.3.30", OidKind::signature},
      {"slh-dsa-shake-256f"_oid, "2.16.840.1.101.3.4.3.31", OidKind::signature},
      // RFC 9215
      {"tc26-gost3411-12-256"_oid, "1.2.643.7.1.1.2.2", OidKind::hash},
      {"tc26-gost3411-12-512"_oid, "1.2.643.7.1.1.2.3", OidKind::hash},
      {"tc26-signwithdigest-gost3410-12-256"_oid, "1.2.643.7.1.1.3.2", OidKind::signature},
      {"tc26-signwithdigest-gost3410-12-512"_oid, "1.2.643.7.1.1.3.3", OidKind::signature},
      {"tc26-gost3410-12-256"_oid, "1.2.643.7.1.1.1.1", OidKind::key},
      {"tc26-gost3410-12-512"_oid, "1.2.643.7.1.1.1.2", OidKind::key},
      // GM/T 0006
      {"sm3"_oid, "1.2.156.10197.1.401", OidKind::hash},
      {"SM2-with-SM3"_oid, "1.2.156.10197.1.501", OidKind::signature},
      {"rsaEncryption"_oid, "1.2.840.113549.1.1.1", OidKind::key},
      {"ecPublicKey"_oid, "1.2.840.10045.2.1", OidKind::key},
      // RFC 6960
      {"basic"_oid, "1.3.6.1.5.5.7.48.1.1", OidKind::response_type},
      {"nonce"_oid, "1.3.6.1.5.5.7.48.1.2", OidKind::extension},
      {"crl"_oid, "1.3.6.1.5.5.7.48.1.3", OidKind::extension},
      {"response"_oid, "1.3.6.1.5.5.7.48.1.4", OidKind::extension},
      {"nocheck"_oid, "1.3.6.1.5.5.7.48.1.5", OidKind::extension},
      {"archive-cutoff"_oid, "1.3.6.1.5.5.7.48.1.6", OidKind::extension},
      {"service-locator"_oid, "1.3.6.1.5.5.7.48.1.7", OidKind::extension},
      {"pref-sig-algs"_oid, "1.3.6.1.5.5.7.48.1.8", OidKind::extension},
      {"extended-revoke"_oid, "1.3.6.1.5.5.7.48.1.9", OidKind::extension},
      // RFC 5280
      {"keyUsage"_oid, "2.5.29.15", OidKind::extension},
      {"subjectAltName"_oid, "2.5.29.17", OidKind::extension},
      {"basicConstraints"_oid, "2.5.29.19", OidKind::extension},
      {"cRLReasons"_oid, "2.5.29.21", OidKind::extension},
      {"invalidityDate"_oid, "2.5.29.24", OidKind::extension},
      {"extKeyUsage"_oid, "2.5.29.37", OidKind::extension},
      {"authorityInfoAccess"_oid, "1.3.6.1.5.5.7.1.1", OidKind::extension},
      {"tlsfeature"_oid, "1.3.6.1.5.5.7.1.24", OidKind::extension},
      // RFC 4514 section 3
      {"CN"_oid, "2.5.4.3", OidKind::attribute},
      {"L"_oid, "2.5.4.7", OidKind::attribute},
      {"ST"_oid, "2.5.4.8", OidKind::attribute},
      {"O"_oid, "2.5.4.10", OidKind::attribute},
      {"OU"_oid, "2.5.4.11", OidKind::attribute},
      {"C"_oid, "2.5.4.6", OidKind::attribute},
      {"STREET"_oid, "2.5.4.9", OidKind::attribute},
      {"DC"_oid, "0.9.2342.19200300.100.1.25", OidKind::attribute},
      {"UID"_oid, "0.9.2342.19200300.100.1.1", OidKind::attribute},
      {"emailAddress"_oid, "1.2.840.113549.1.9.1", OidKind::attribute},
  };
  for (const auto& row : rows) {
    CAPTURE(row.dotted);
    CHECK(dotted(row.oid) == row.dotted);
    const KnownOid* const known = find_known(row.oid);
    REQUIRE(known != nullptr);
    CHECK(known->kind == row.kind);
  }
}

TEST_CASE("\"...\"_oid is a constant expression", "[asn1][known_oid]") {
  STATIC_REQUIRE("sha256"_oid == oid<2, 16, 840, 1, 101, 3, 4, 2, 1>);
  STATIC_REQUIRE_FALSE("sha256"_oid == "sha384"_oid);
}

}  // namespace ocspan_test::known_oid_test
