#include "ocspan/x509/extension.hpp"

#include <iterator>
#include <optional>
#include <ranges>
#include <span>
#include <string_view>
#include <vector>

#include "ocspan/x509/authority_info_access.hpp"
#include "ocspan/x509/basic_constraints.hpp"
#include "ocspan/x509/certificate_policies.hpp"
#include "ocspan/x509/crl_distribution_points.hpp"
#include "ocspan/x509/crl_entry_extensions.hpp"
#include "ocspan/x509/general_names.hpp"
#include "ocspan/x509/key_identifier.hpp"
#include "ocspan/x509/key_usage.hpp"
#include "ocspan/x509/known_oid.hpp"
#include "ocspan/x509/name_constraints.hpp"
#include "ocspan/x509/signed_certificate_timestamp.hpp"
#include "ocspan/x509/tls_feature.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"
#include "support/reading.hpp"
#include "support/writing.hpp"

namespace ocspan_test::extension_test {
namespace {

using namespace ocspan;

constexpr Field field = Field::extensions;

const ByteVector nonce = hex("30 0f 06 09 2b 06 01 05 05 07 30 01 02 04 02 04 00");
const ByteVector key_usage = hex("30 0e 06 03 55 1d 0f 01 01 ff 04 04 03 02 05 a0");
const ByteVector basic_constraints = hex("30 09 06 03 55 1d 13 04 02 30 00");

static_assert(std::forward_iterator<UnknownCritical::Iterator>);
static_assert(std::ranges::forward_range<UnknownCritical>);

/// An extension whose OBJECT IDENTIFIER has these contents.
ByteVector extension(std::string_view oid, bool critical, std::string_view value) {
  return tlv(0x30, {tlv(0x06, hex(oid)), critical ? hex("01 01 ff") : ByteVector{}, tlv(0x04, hex(value))});
}

/// Reads a T by Extension::as and by Extensions::get: absent, there, malformed and twice.
template <class T>
void check_typed(std::string_view oid, std::string_view value, std::string_view malformed, Error error) {
  CAPTURE(oid, value);
  const ByteVector other = extension("2a 03", true, malformed);
  const ByteVector good = extension(oid, false, value);
  const ByteVector wrong = extension(oid, true, malformed);
  const auto get = [](const ByteVector& der) {
    const Reading<Extensions> outcome = read_alone<Extensions>(der, field);
    REQUIRE(!outcome.error);
    return outcome.value.get<T>();
  };

  const ByteVector without = tlv(0x30, {other});
  const Result<std::optional<T>> absent = get(without);
  REQUIRE(absent);
  CHECK_FALSE((*absent).has_value());

  const ByteVector with = tlv(0x30, {other, good});
  const Result<std::optional<T>> there = get(with);
  REQUIRE(there);
  REQUIRE((*there).has_value());
  CHECK(written(**there) == hex(value));

  // the offset is that in the value, wherever the extension is
  for (const ByteVector& der : {tlv(0x30, {wrong}), tlv(0x30, {other, wrong})}) {
    const Result<std::optional<T>> refused = get(der);
    CHECK(refused.error() == error);
    CHECK_FALSE((*refused).has_value());
  }

  // twice is refused before either is read
  for (const ByteVector& der : {tlv(0x30, {good, good}), tlv(0x30, {good, other, wrong}), tlv(0x30, {wrong, good})}) {
    CHECK(get(der).error() == Error{ErrorCode::duplicate, Field::extn_id, 0});
  }

  // as() does not look at the OBJECT IDENTIFIER
  const ByteVector bytes = hex(value);
  const Result<T> as = Extension{Oid{}, false, bytes}.as<T>();
  REQUIRE(as);
  CHECK(written(*as) == bytes);
  const ByteVector malformed_bytes = hex(malformed);
  CHECK(Extension{T::oid, true, malformed_bytes}.as<T>().error() == error);
}

}  // namespace

TEST_CASE("Extensions accepts: critical ones and others, in the order of the message", "[x509][extension]") {
  const ByteVector der = tlv(0x30, {nonce, key_usage, basic_constraints});
  const Reading<Extensions> outcome = read_alone<Extensions>(der, field);
  REQUIRE(!outcome.error);
  const std::vector<Extension> all(outcome.value.begin(), outcome.value.end());
  REQUIRE(all.size() == 3);
  CHECK(outcome.value.size() == 3);
  CHECK(all[0].oid() == "nonce"_oid);
  CHECK_FALSE(all[0].critical());
  CHECK(equal(all[0].value(), hex("04 00")));
  CHECK(all[1].oid() == "keyUsage"_oid);
  CHECK(all[1].critical());
  CHECK(equal(all[1].value(), hex("03 02 05 a0")));
  CHECK(all[2].oid() == "basicConstraints"_oid);
  CHECK_FALSE(all[2].critical());
  CHECK(equal(all[2].value(), hex("30 00")));
  CHECK(outcome.tolerated == Tolerance::none);
}

TEST_CASE("Extensions accepts: any bytes as a value, or none", "[x509][extension]") {
  for (const std::string_view bytes : {"30 07 30 05 06 01 2a 04 00", "30 08 30 06 06 01 2a 04 01 ff"}) {
    CAPTURE(bytes);
    const ByteVector der = hex(bytes);
    const Reading<Extensions> outcome = read_alone<Extensions>(der, field);
    REQUIRE(!outcome.error);
    CHECK(outcome.value.begin()->value().size() == der.size() - 9);
  }
}

TEST_CASE("Extensions::find: absent, there, duplicate", "[x509][extension]") {
  const ByteVector der = tlv(0x30, {nonce, key_usage, basic_constraints, key_usage});
  const Reading<Extensions> outcome = read_alone<Extensions>(der, field);
  REQUIRE(!outcome.error);  // RFC 5280 4.2 is for certificates: twice the same is refused only when asked for

  const Result<std::optional<Extension>> absent = outcome.value.find("extKeyUsage"_oid);
  REQUIRE(absent);
  CHECK_FALSE((*absent).has_value());

  const Result<std::optional<Extension>> there = outcome.value.find("nonce"_oid);
  REQUIRE(there);
  REQUIRE((*there).has_value());
  CHECK(equal((*there)->value(), hex("04 00")));
  CHECK((*there)->value().data() == der.data() + 2 + 15);

  const Result<std::optional<Extension>> last = outcome.value.find("basicConstraints"_oid);
  REQUIRE(last);
  CHECK((*last).has_value());

  const Result<std::optional<Extension>> duplicate = outcome.value.find("keyUsage"_oid);
  CHECK(duplicate.error().code == ErrorCode::duplicate);
  CHECK(duplicate.error().field == Field::extn_id);
  CHECK_FALSE((*duplicate).has_value());

  // other bytes of the same length, a prefix, and more
  for (const std::string_view contents : {"55 1d 0e", "55 1d", "55 1d 0f 01", ""}) {
    const ByteVector oid = hex(contents);
    const Result<std::optional<Extension>> other = outcome.value.find(Oid{Bytes{oid}});
    REQUIRE(other);
    CHECK_FALSE((*other).has_value());
  }
  const Result<std::optional<Extension>> none = Extensions{}.find("nonce"_oid);
  REQUIRE(none);
  CHECK_FALSE((*none).has_value());
}

TEST_CASE("Extensions::find: the same twice with other contents is a duplicate all the same", "[x509][extension]") {
  const ByteVector der = tlv(0x30, {basic_constraints, hex("30 0e 06 03 55 1d 13 01 01 ff 04 04 30 02 05 00")});
  const Reading<Extensions> outcome = read_alone<Extensions>(der, field);
  REQUIRE(!outcome.error);
  CHECK(outcome.value.find("basicConstraints"_oid).error().code == ErrorCode::duplicate);
}

TEST_CASE("Extensions rejects: each field, at its place", "[x509][extension][reject]") {
  const Refusals rows{
      {"", {ErrorCode::missing, field, 0}},
      {"31 00", {ErrorCode::wrong_tag, field, 0}},
      {"30 02 05 00", {ErrorCode::wrong_tag, field, 2}},
      {"30 02 30 00", {ErrorCode::missing, Field::extn_id, 4}},
      {"30 04 30 02 04 00", {ErrorCode::wrong_tag, Field::extn_id, 4}},
      {"30 06 30 04 06 00 04 00", {ErrorCode::bad_oid, Field::extn_id, 6}},
      {"30 05 30 03 06 01 2a", {ErrorCode::missing, Field::extn_value, 7}},
      {"30 08 30 06 06 01 2a 01 01 ff", {ErrorCode::missing, Field::extn_value, 10}},
      {"30 08 30 06 06 01 2a 03 01 00", {ErrorCode::wrong_tag, Field::extn_value, 7}},
      {"30 0a 30 08 06 01 2a 24 03 04 01 aa", {ErrorCode::wrong_tag, Field::extn_value, 7}},
      // BOOLEAN other than TRUE (X.690 11.1)
      {"30 0a 30 08 06 01 2a 01 01 01 04 00", {ErrorCode::bad_boolean, Field::critical, 9}},
      {"30 0a 30 08 06 01 2a 01 01 fe 04 00", {ErrorCode::bad_boolean, Field::critical, 9}},
      {"30 09 30 07 06 01 2a 01 00 04 00", {ErrorCode::bad_boolean, Field::critical, 9}},
      {"30 0b 30 09 06 01 2a 01 02 ff ff 04 00", {ErrorCode::bad_boolean, Field::critical, 9}},
      // critical FALSE written out (11.5)
      {"30 0a 30 08 06 01 2a 01 01 00 04 00", {ErrorCode::explicit_default, Field::critical, 7}},
      // twice, or in another order
      {"30 0d 30 0b 06 01 2a 01 01 ff 01 01 ff 04 00", {ErrorCode::wrong_tag, Field::extn_value, 10}},
      {"30 0a 30 08 06 01 2a 04 00 01 01 ff", {ErrorCode::trailing_data, field, 9}},
      {"30 09 30 07 06 01 2a 04 00 04 00", {ErrorCode::trailing_data, field, 9}},
      // the second element
      {"30 0c 30 05 06 01 2a 04 00 30 03 06 01 2a", {ErrorCode::missing, Field::extn_value, 14}},
      {"30 09 30 05 06 01 2a 04 00 05 00", {ErrorCode::wrong_tag, field, 9}},
      // no elements (RFC 5280 4.1: SIZE (1..MAX))
      {"30 00", {ErrorCode::empty_extensions, field, 0}},
  };
  check_refusals<Extensions>(field, rows);
}

TEST_CASE("Extensions accepts with explicit_default: critical FALSE written out, and says so",
          "[x509][extension][tolerance]") {
  const ByteVector der = hex("30 0b 30 09 06 01 2a 01 01 00 04 01 aa");
  const Tolerance others = Tolerance::response_bytes_in_error | Tolerance::empty_extensions | Tolerance::time_forms |
                           Tolerance::unsorted_set;
  CHECK(error_of<Extensions>(der, field, others) == Error{ErrorCode::explicit_default, Field::critical, 7});
  const Reading<Extensions> outcome = read_alone<Extensions>(der, field, Tolerance::explicit_default);
  REQUIRE(!outcome.error);
  CHECK(outcome.tolerated == Tolerance::explicit_default);
  REQUIRE(outcome.value.size() == 1);
  CHECK_FALSE(outcome.value.begin()->critical());
  CHECK(equal(outcome.value.begin()->value(), hex("aa")));
  // which is not to say that every BOOLEAN is let pass
  CHECK(error_of<Extensions>(hex("30 0a 30 08 06 01 2a 01 01 01 04 00"), field, Tolerance::all) ==
        Error{ErrorCode::bad_boolean, Field::critical, 9});
}

TEST_CASE("Extensions accepts with empty_extensions: no elements, and says so", "[x509][extension][tolerance]") {
  const ByteVector der = hex("30 00");
  const Tolerance others = Tolerance::response_bytes_in_error | Tolerance::explicit_default | Tolerance::time_forms |
                           Tolerance::unsorted_set;
  CHECK(error_of<Extensions>(der, field, others) == Error{ErrorCode::empty_extensions, field, 0});
  const Reading<Extensions> outcome = read_alone<Extensions>(der, field, Tolerance::empty_extensions);
  CHECK(!outcome.error);
  CHECK(outcome.tolerated == Tolerance::empty_extensions);
  CHECK(outcome.value.empty());
}

TEST_CASE("Extension writes: critical only if it is", "[x509][extension][write]") {
  const ByteVector value = hex("03 02 05 a0");
  const Extension critical{"keyUsage"_oid, true, value};
  CHECK(written(critical) == key_usage);
  CHECK(critical.oid() == "keyUsage"_oid);
  CHECK(critical.critical());
  CHECK(critical.value().data() == value.data());
  CHECK(critical.value().size() == value.size());

  const ByteVector empty_sequence = hex("30 00");
  const Extension other{"basicConstraints"_oid, false, empty_sequence};
  CHECK(written(other) == basic_constraints);
  CHECK_FALSE(other.critical());
}

TEST_CASE("Extension writes: any bytes as a value, or none", "[x509][extension][write]") {
  const ByteVector oid_2a = hex("2a");
  const Oid oid{Bytes{oid_2a}};
  CHECK(written(Extension{oid, false, {}}) == hex("30 05 06 01 2a 04 00"));
  CHECK(written(Extension{oid, true, {}}) == hex("30 08 06 01 2a 01 01 ff 04 00"));
  for (const std::size_t size : {119U, 120U, 121U, 127U, 128U, 300U}) {
    CAPTURE(size);
    const ByteVector value(size, 0xff);
    CHECK(written(Extension{oid, false, value}) == tlv(0x30, {hex("06 01 2a"), tlv(0x04, value)}));
    CHECK(written(Extension{oid, true, value}) == tlv(0x30, {hex("06 01 2a 01 01 ff"), tlv(0x04, value)}));
  }
}

TEST_CASE("Extension writes: what was read, as it was", "[x509][extension][write]") {
  for (const ByteVector& der : {nonce, key_usage, basic_constraints, hex("30 05 06 01 2a 04 00")}) {
    CAPTURE(der);
    const Reading<Extension> extension = read_alone<Extension>(der, field);
    REQUIRE(!extension.error);
    CHECK(written(extension.value) == der);
  }
  // but for a critical FALSE, which DER leaves out
  const ByteVector explicit_default = hex("30 09 06 01 2a 01 01 00 04 01 aa");
  const Reading<Extension> tolerated = read_alone<Extension>(explicit_default, field, Tolerance::explicit_default);
  REQUIRE(!tolerated.error);
  CHECK(written(tolerated.value) == hex("30 06 06 01 2a 04 01 aa"));
}

TEST_CASE("Extensions write: the list as it was, be it absent or empty", "[x509][extension][write]") {
  const ByteVector der = tlv(0x30, {nonce, key_usage, basic_constraints, key_usage});
  const Reading<Extensions> extensions = read_alone<Extensions>(der, field);
  REQUIRE(!extensions.error);
  CHECK(written_by([&](Writer& writer) { writer.sequence_of(extensions.value); }) == der);
  CHECK(written_by([&](Writer& writer) { writer.optional_sequence_of(3, extensions.value); }) == tlv(0xa3, der));
  CHECK(written_by([](Writer& writer) { writer.optional_sequence_of(3, Extensions{}); }).empty());
  const ByteVector empty = hex("30 00");
  const Reading<Extensions> tolerated = read_alone<Extensions>(empty, field, Tolerance::empty_extensions);
  CHECK(written_by([&](Writer& writer) { writer.optional_sequence_of(3, tolerated.value); }) == hex("a3 02 30 00"));
}

TEST_CASE("write_extension writes: an Extension whose value is written in place", "[x509][extension][write]") {
  for (const bool critical : {false, true}) {
    CAPTURE(critical);
    for (const std::size_t size : {0U, 1U, 120U, 130U}) {
      const ByteVector contents(size, 0x5a);
      const ByteVector oid = hex("06 09 2b 06 01 05 05 07 30 01 02");
      CHECK(written_by([&](Writer& writer) {
              detail::write_extension(writer, "nonce"_oid, critical,
                                      [&] { writer.value(Tag::octet_string, contents); });
            }) == tlv(0x30, {oid, hex(critical ? "01 01 ff" : ""), tlv(0x04, tlv(0x04, contents))}));
    }
  }
}

TEST_CASE("check_extensions: two of one type, wherever they are, and none without a type", "[x509][extension]") {
  const ByteVector value = hex("05 00");
  const ByteVector prefix = hex("55 1d");
  const ByteVector longer = hex("55 1d 0f 01");
  const Extension a{"keyUsage"_oid, true, value};
  const Extension a_again{"keyUsage"_oid, false, {}};  // the type alone counts
  const Extension b{"basicConstraints"_oid, true, value};
  const Extension c{"nonce"_oid, false, value};
  const Extension d{Oid{Bytes{prefix}}, true, value};
  const Extension e{Oid{Bytes{longer}}, true, value};
  const ByteVector same_contents = hex("55 1d 0f");
  const Extension elsewhere{Oid{Bytes{same_contents}}, true, value};
  struct {
    std::vector<Extension> extensions;
    ErrorCode error;
  } const rows[]{
      {{}, ErrorCode::none},
      {{a}, ErrorCode::none},
      {{a, b}, ErrorCode::none},
      {{a, b, c, d, e}, ErrorCode::none},
      {{a, a}, ErrorCode::duplicate},
      {{a, a_again}, ErrorCode::duplicate},
      {{a, elsewhere}, ErrorCode::duplicate},
      {{a, b, a_again}, ErrorCode::duplicate},
      {{b, a, a_again}, ErrorCode::duplicate},
      {{a, a_again, b}, ErrorCode::duplicate},
      {{a, b, c, d, e, b}, ErrorCode::duplicate},
      {{a, b, c, d, e, e}, ErrorCode::duplicate},
      {{Extension{}}, ErrorCode::missing},
      {{a, Extension{}}, ErrorCode::missing},
      {{Extension{}, a, a}, ErrorCode::missing},
  };
  for (const auto& row : rows) {
    CAPTURE(row.extensions.size());
    const Field expected = row.error == ErrorCode::missing ? Field::extn_id : Field::extensions;
    CHECK(detail::check_extensions(row.extensions, Field::extensions) ==
          (row.error == ErrorCode::none ? Error{} : Error{row.error, expected}));
  }
}

TEST_CASE("Extension::as and Extensions::get: each type, by the number that its RFC assigns",
          "[x509][extension][typed]") {
  constexpr Field value = Field::extn_value;
  // 2.5.29
  check_typed<SubjectKeyIdentifier>("55 1d 0e", "04 01 aa", "05 00", {ErrorCode::wrong_tag, value, 0});
  check_typed<KeyUsage>("55 1d 0f", "03 02 05 a0", "03 02 05 a1", {ErrorCode::bad_bit_string, value, 2});
  check_typed<SubjectAltName>("55 1d 11", "30 03 82 01 61", "30 00", {ErrorCode::empty_list, value, 0});
  check_typed<IssuerAltName>("55 1d 12", "30 03 82 01 61", "30 03 82 01 80", {ErrorCode::bad_string, value, 4});
  check_typed<BasicConstraints>("55 1d 13", "30 03 01 01 ff", "30 03 01 01 01", {ErrorCode::bad_boolean, Field::ca, 4});
  check_typed<CRLReason>("55 1d 15", "0a 01 01", "0a 01 07", {ErrorCode::undefined_value, Field::reason_code, 2});
  check_typed<HoldInstructionCode>("55 1d 17", "06 01 2a", "06 00",
                                   {ErrorCode::bad_oid, Field::hold_instruction_code, 2});
  check_typed<InvalidityDate>("55 1d 18", "18 0f 32 30 32 30 30 31 30 32 30 33 30 34 30 35 5a", "18 00",
                              {ErrorCode::time_form, Field::invalidity_date, 2});
  check_typed<CertificateIssuer>("55 1d 1d", "30 03 82 01 61", "31 00", {ErrorCode::wrong_tag, value, 0});
  check_typed<NameConstraints>("55 1d 1e", "30 07 a0 05 30 03 82 01 61", "30 02 a0 00",
                               {ErrorCode::empty_list, Field::permitted_subtrees, 2});
  check_typed<CRLDistributionPoints>("55 1d 1f", "30 09 30 07 a0 05 a0 03 82 01 66", "30 04 30 02 a0 00",
                                     {ErrorCode::missing, Field::full_name, 6});
  check_typed<CertificatePolicies>("55 1d 20", "30 05 30 03 06 01 2a", "30 02 30 00",
                                   {ErrorCode::missing, Field::policy_identifier, 4});
  check_typed<AuthorityKeyIdentifier>("55 1d 23", "30 03 80 01 aa", "30 02 a1 00",
                                      {ErrorCode::empty_list, Field::authority_cert_issuer, 2});
  check_typed<ExtKeyUsage>("55 1d 25", "30 03 06 01 2a", "30 03 06 01 2a 00", {ErrorCode::trailing_data, value, 5});
  // 1.3.6.1.5.5.7.1.1 and 24
  check_typed<AuthorityInfoAccess>("2b 06 01 05 05 07 01 01", "30 08 30 06 06 01 2a 86 01 61", "30 05 30 03 06 01 2a",
                                   {ErrorCode::missing, Field::access_location, 7});
  check_typed<TLSFeature>("2b 06 01 05 05 07 01 18", "30 03 02 01 05", "30 04 02 02 00 05",
                          {ErrorCode::integer_not_minimal, value, 4});
  // 1.3.6.1.4.1.11129.2.4.2 and 5
  check_typed<CertificateSCTList>("2b 06 01 04 01 d6 79 02 04 02", "04 05 00 03 00 01 01", "04 02 00 00",
                                  {ErrorCode::bad_sct_list, Field::sct_list, 2});
  check_typed<OCSPSCTList>("2b 06 01 04 01 d6 79 02 04 05", "04 05 00 03 00 01 01", "04 00",
                           {ErrorCode::bad_sct_list, Field::sct_list, 2});
}

TEST_CASE("Extension::as and Extensions::get reject: no bytes as a value", "[x509][extension][typed]") {
  const Extension empty{"basicConstraints"_oid, false, {}};
  CHECK(empty.as<BasicConstraints>().error() == Error{ErrorCode::missing, Field::extn_value, 0});
  const ByteVector der = tlv(0x30, {extension("55 1d 13", false, "")});
  const Reading<Extensions> outcome = read_alone<Extensions>(der, field);
  REQUIRE(!outcome.error);
  CHECK(outcome.value.get<BasicConstraints>().error() == Error{ErrorCode::missing, Field::extn_value, 0});
}

TEST_CASE("Extensions::get: absent where there is no list", "[x509][extension][typed]") {
  const Result<std::optional<BasicConstraints>> none = Extensions{}.get<BasicConstraints>();
  REQUIRE(none);
  CHECK_FALSE((*none).has_value());
}

TEST_CASE("Extension::as and Extensions::get tolerate what they are asked to, not what the list was loaded with",
          "[x509][extension][typed][tolerance]") {
  const ByteVector der = tlv(0x30, {extension("55 1d 13", false, "30 03 01 01 00")});
  const Reading<Extensions> outcome = read_alone<Extensions>(der, field, Tolerance::all);
  REQUIRE(!outcome.error);
  const Error refused{ErrorCode::explicit_default, Field::ca, 2};
  CHECK(outcome.value.get<BasicConstraints>().error() == refused);
  CHECK(outcome.value.get<BasicConstraints>(Tolerance::unsorted_set).error() == refused);
  CHECK(outcome.value.begin()->as<BasicConstraints>().error() == refused);
  CHECK(outcome.value.begin()->as<BasicConstraints>(Tolerance::explicit_default));
  const Result<std::optional<BasicConstraints>> tolerated =
      outcome.value.get<BasicConstraints>(Tolerance::explicit_default);
  REQUIRE(tolerated);
  REQUIRE((*tolerated).has_value());
  CHECK_FALSE((*tolerated)->ca());
}

TEST_CASE("Extensions::unknown_critical: the critical ones that are not known, in the order of the message",
          "[x509][extension][unknown_critical]") {
  // 1.2.1 to 1.2.5, of which the first, the third and the last are critical
  const ByteVector der =
      tlv(0x30, {extension("2a 01", true, "01"), extension("2a 02", false, "02"), extension("2a 03", true, "03"),
                 extension("2a 04", false, "04"), extension("2a 05", true, "05")});
  const Reading<Extensions> outcome = read_alone<Extensions>(der, field);
  REQUIRE(!outcome.error);
  constexpr Oid one = oid<1, 2, 1>;
  constexpr Oid two = oid<1, 2, 2>;
  constexpr Oid three = oid<1, 2, 3>;
  constexpr Oid five = oid<1, 2, 5>;
  constexpr Oid other = oid<1, 2, 6>;
  const struct {
    std::vector<Oid> known;
    ByteVector values;
  } rows[]{
      {{}, hex("01 03 05")},      {{other}, hex("01 03 05")},      {{two}, hex("01 03 05")},
      {{one}, hex("03 05")},      {{three}, hex("01 05")},         {{five}, hex("01 03")},
      {{one, five}, hex("03")},   {{five, other, one}, hex("03")}, {{one, three}, hex("05")},
      {{three, five}, hex("01")}, {{five, three, one}, {}},        {{one, two, three, five, other}, {}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.values);
    const UnknownCritical unknown = outcome.value.unknown_critical(row.known);
    ByteVector values;
    for (const Extension& extension : unknown) {
      CHECK(extension.critical());
      REQUIRE(extension.value().size() == 1);
      values.push_back(extension.value()[0]);
    }
    CHECK(values == row.values);
    CHECK(unknown.empty() == row.values.empty());
    CHECK(std::ranges::distance(unknown) == static_cast<std::ptrdiff_t>(row.values.size()));
  }
}

TEST_CASE("Extensions::unknown_critical: none in an empty list, none that is critical; the same twice is shown twice",
          "[x509][extension][unknown_critical]") {
  CHECK(Extensions{}.unknown_critical({}).empty());

  const ByteVector not_critical = tlv(0x30, {nonce, basic_constraints});
  const Reading<Extensions> none = read_alone<Extensions>(not_critical, field);
  REQUIRE(!none.error);
  CHECK(none.value.unknown_critical({}).empty());

  const ByteVector twice = tlv(0x30, {key_usage, nonce, key_usage});
  const Reading<Extensions> both = read_alone<Extensions>(twice, field);
  REQUIRE(!both.error);
  CHECK(std::ranges::distance(both.value.unknown_critical({})) == 2);
  constexpr Oid known[] = {"keyUsage"_oid};
  CHECK(both.value.unknown_critical(known).empty());
  // a prefix of the OBJECT IDENTIFIER, and more than it, are others
  constexpr Oid others[] = {oid<2, 5, 29>, oid<2, 5, 29, 15, 1>};
  CHECK(std::ranges::distance(both.value.unknown_critical(others)) == 2);
}

TEST_CASE("UnknownCritical::Iterator is a forward iterator, and does not need its range",
          "[x509][extension][unknown_critical]") {
  const ByteVector der = tlv(0x30, {basic_constraints, extension("2a 01", true, "01"), key_usage, nonce,
                                    extension("2a 02", true, "02"), basic_constraints});
  const Reading<Extensions> outcome = read_alone<Extensions>(der, field);
  REQUIRE(!outcome.error);
  constexpr Oid known[] = {"keyUsage"_oid};
  using Iterator = UnknownCritical::Iterator;
  Iterator it = outcome.value.unknown_critical(known).begin();
  const Iterator end = outcome.value.unknown_critical(known).end();
  const Iterator copy = it;
  CHECK(it->oid() == oid<1, 2, 1>);
  CHECK((*it++).oid() == oid<1, 2, 1>);
  CHECK(it != copy);
  CHECK(copy->oid() == oid<1, 2, 1>);
  CHECK(it->oid() == oid<1, 2, 2>);
  CHECK(it != end);
  CHECK(&++it == &it);
  CHECK(it == end);
  CHECK(std::next(copy, 2) == end);
  CHECK(Iterator{} == Iterator{});
}

TEST_CASE("make_extension: a value that is written into the buffer", "[x509][extension]") {
  const BasicConstraints value{true};
  ByteVector buffer(5);
  const Result<Extension> made = make_extension(value, true, buffer);
  REQUIRE(made);
  CHECK(made->oid() == "basicConstraints"_oid);
  CHECK(made->critical());
  CHECK(made->value().data() == buffer.data());
  CHECK(buffer == hex("30 03 01 01 ff"));
  CHECK((*made->as<BasicConstraints>()).ca());
  for (std::size_t size = 0; size < buffer.size(); ++size) {
    ByteVector too_small(size);
    CHECK(make_extension(value, true, too_small).error() == Error{ErrorCode::no_space, Field::none, 5});
  }
  CHECK(make_extension(InvalidityDate{Time{2020, 13, 1}}, false, buffer).error().code == ErrorCode::time_value);
}

}  // namespace ocspan_test::extension_test
