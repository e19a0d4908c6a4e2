#include "ocspan/asn1/error_text.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ocspan/asn1/integer.hpp"
#include "ocspan/asn1/sequence_of.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"

namespace ocspan_test::error_text_test {
namespace {

using namespace ocspan;

constexpr ErrorCode all_codes[]{
#define OCSPAN_X(NAME, name, number, text) ErrorCode::name,
    OCSPAN_ERROR_CODES(OCSPAN_X)
#undef OCSPAN_X
};

constexpr Field all_fields[]{
#define OCSPAN_X(NAME, name, number, text) Field::name,
    OCSPAN_FIELDS(OCSPAN_X)
#undef OCSPAN_X
};

/// CertID, as far as is needed here: SEQUENCE { serialNumber INTEGER }
class TestCertId {
 public:
  void read(Reader& reader, Field field) {
    Reader fields = reader.open(Tag::sequence, field);
    Integer serial_number;
    serial_number.read(fields, Field::serial_number);
    fields.close(field);
  }
};

/// Request: SEQUENCE { reqCert CertID }
class TestRequest {
 public:
  void read(Reader& reader, Field field) {
    Reader fields = reader.open(Tag::sequence, field);
    TestCertId req_cert;
    req_cert.read(fields, Field::req_cert);
    fields.close(field);
  }
};

/// SEQUENCE { tbsRequest SEQUENCE { version [0] EXPLICIT INTEGER OPTIONAL, requestList SEQUENCE OF Request } }
class TestMessage {
 public:
  static constexpr Field field = Field::ocsp_request;

  void read(Reader& reader, Field name) {
    Reader fields = reader.open(Tag::sequence, name);
    Reader tbs = fields.open(Tag::sequence, Field::tbs_request);
    std::optional<Integer> version;
    tbs.optional(0, Field::version, version);
    SequenceOf<TestRequest> requests;
    requests.read(tbs, Field::request_list);
    tbs.close(Field::tbs_request);
    fields.close(name);
  }
};

std::string path_of(const ByteVector& der, Tolerance tolerance = Tolerance::none) {
  std::array<char, 200> buffer{};
  const Result<std::string_view> path = error_path<TestMessage>(der, tolerance, buffer);
  REQUIRE(path);
  return std::string{*path};
}

}  // namespace

TEST_CASE("to_string gives each ErrorCode a name of its own", "[asn1][error_text]") {
  std::set<std::string_view> names;
  for (const ErrorCode code : all_codes) {
    CAPTURE(static_cast<unsigned>(code));
    const std::string_view name = to_string(code);
    CHECK_FALSE(name.empty());
    CHECK(std::all_of(name.begin(), name.end(),
                      [](char c) { return (c >= 'a' && c <= 'z') || c == '_' || c == '6' || c == '4'; }));
    CHECK(names.insert(name).second);
  }
  CHECK(names.size() > 30);
  CHECK(to_string(ErrorCode::none) == "none");
  CHECK(to_string(ErrorCode::trailing_data) == "trailing_data");
  CHECK(to_string(ErrorCode::bad_base64) == "bad_base64");
  CHECK(to_string(static_cast<ErrorCode>(255)).empty());
}

TEST_CASE("message_of gives each ErrorCode words of its own", "[asn1][error_text]") {
  std::set<std::string_view> messages;
  for (const ErrorCode code : all_codes) {
    CAPTURE(to_string(code));
    const std::string_view message = message_of(code);
    CHECK_FALSE(message.empty());
    CHECK(message.back() != '.');
    CHECK(messages.insert(message).second);
  }
  CHECK(message_of(ErrorCode::integer_not_minimal) == "not the shortest form");
  CHECK(message_of(static_cast<ErrorCode>(255)).empty());
}

TEST_CASE("to_string gives each Field the name that its RFC gives it", "[asn1][error_text]") {
  std::set<std::string_view> names;
  for (const Field field : all_fields) {
    CAPTURE(static_cast<unsigned>(field));
    const std::string_view name = to_string(field);
    CHECK(name.empty() == (field == Field::none));
    CHECK(names.insert(name).second);
  }
  CHECK(to_string(Field::serial_number) == "serialNumber");
  CHECK(to_string(Field::tbs_response_data) == "tbsResponseData");
  CHECK(to_string(Field::ocsp_response) == "OCSPResponse");
  CHECK(to_string(Field::responder_id) == "responderID");
  CHECK(to_string(Field::issuer_unique_id) == "issuerUniqueID");
  CHECK(to_string(Field::subject_public_key_info) == "subjectPublicKeyInfo");
  CHECK(to_string(Field::type_id) == "type-id");
  CHECK(to_string(static_cast<Field>(255)).empty());
}

TEST_CASE("Error is an error unless its code is none", "[asn1][error]") {
  STATIC_REQUIRE_FALSE(Error{});
  STATIC_REQUIRE_FALSE(Error{ErrorCode::none, Field::issuer, 5});
  for (const ErrorCode code : all_codes) {
    CHECK(static_cast<bool>(Error{code}) == (code != ErrorCode::none));
  }
  STATIC_REQUIRE(Error{ErrorCode::missing, Field::issuer, 5} == Error{ErrorCode::missing, Field::issuer, 5});
  STATIC_REQUIRE_FALSE(Error{ErrorCode::missing, Field::issuer, 5} == Error{ErrorCode::missing, Field::issuer, 6});
  STATIC_REQUIRE_FALSE(Error{ErrorCode::missing, Field::issuer, 5} == Error{ErrorCode::missing, Field::subject, 5});
  STATIC_REQUIRE_FALSE(Error{ErrorCode::missing, Field::issuer, 5} == Error{ErrorCode::truncated, Field::issuer, 5});
}

TEST_CASE("error_path names what encloses the field, with indices", "[asn1][error_text]") {
  struct {
    std::string_view der;
    std::string_view path;
  } const rows[]{
      // the message as a whole
      {"", "OCSPRequest"},
      {"31 00", "OCSPRequest"},
      {"30 05 00", "OCSPRequest"},
      {"30 04 30 02 30 00 05 00", "OCSPRequest"},  // something behind the message
      {"30 06 30 02 30 00 05 00", "OCSPRequest"},  // something at its end
      // what is missing has the path it would have
      {"30 00", "tbsRequest"},
      {"30 02 31 00", "tbsRequest"},
      {"30 02 30 00", "tbsRequest.requestList"},
      {"30 06 30 04 30 00 05 00", "tbsRequest"},
      // an EXPLICIT tag is no step of its own
      {"30 04 30 02 a0 00", "tbsRequest.version"},
      {"30 06 30 04 a0 02 02 00", "tbsRequest.version"},
      {"30 09 30 07 a0 05 02 01 00 05 00", "tbsRequest.version"},
      // elements are counted from 0
      {"30 06 30 04 30 02 05 00", "tbsRequest.requestList[0]"},
      {"30 06 30 04 30 02 30 00", "tbsRequest.requestList[0].reqCert"},
      {"30 08 30 06 30 04 30 02 30 00", "tbsRequest.requestList[0].reqCert.serialNumber"},
      {"30 0b 30 09 30 07 30 05 30 03 02 01 05", ""},
      {"30 10 30 0e 30 0c 30 05 30 03 02 01 05 30 03 30 01 02", "tbsRequest.requestList[1].reqCert.serialNumber"},
      {"30 12 30 10 30 0e 30 05 30 03 02 01 05 30 05 30 03 04 01 05", "tbsRequest.requestList[1].reqCert.serialNumber"},
      {"30 12 30 10 30 0e 30 05 30 03 02 01 05 30 05 31 03 02 01 05", "tbsRequest.requestList[1].reqCert"},
      {"30 14 30 12 30 10 30 05 30 03 02 01 05 30 07 30 05 02 01 05 05 00", "tbsRequest.requestList[1].reqCert"},
      {"30 14 30 12 30 10 30 05 30 03 02 01 05 30 07 30 03 02 01 05 05 00", "tbsRequest.requestList[1]"},
      {"30 0f 30 0d 30 0b 30 05 30 03 02 01 05 02 02 00 00", "tbsRequest.requestList[1]"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.der);
    CHECK(path_of(hex(row.der)) == row.path);
  }
}

TEST_CASE("error_path names a field twice that is inside one of its name, but no element beside its list",
          "[asn1][error_text]") {
  const auto path = [](const Trace& trace, Error error) {
    std::array<char, 50> buffer{};
    const Result<std::string_view> written = detail::write_path(trace, error, buffer);
    REQUIRE(written);
    return std::string{*written};
  };
  Trace trace;
  trace.enter(Field::value);
  trace.enter(Field::value);
  CHECK(path(trace, {ErrorCode::wrong_tag, Field::value}) == "value.value.value");
  CHECK(path(trace, {ErrorCode::trailing_data, Field::value}) == "value.value");
  CHECK(path(trace, {ErrorCode::wrong_tag, Field::type}) == "value.value.type");
  trace.leave();
  trace.begin_element();
  trace.enter(Field::value);
  CHECK(path(trace, {ErrorCode::wrong_tag, Field::type}) == "value[0].type");
}

TEST_CASE("error_path counts elements beyond one digit", "[asn1][error_text]") {
  ByteVector requests;
  for (int i = 0; i < 1234; ++i) {
    requests = join({requests, hex("30 05 30 03 02 01 05")});
  }
  const ByteVector der = tlv(0x30, {tlv(0x30, {tlv(0x30, {requests, hex("30 04 30 02 02 00")})})});
  CHECK(path_of(der) == "tbsRequest.requestList[1234].reqCert.serialNumber");
}

TEST_CASE("error_path is empty for a message without an error", "[asn1][error_text]") {
  CHECK(path_of(hex("30 04 30 02 30 00")).empty());
  CHECK(path_of(hex("30 09 30 07 a0 03 02 01 05 30 00")).empty());
  CHECK(path_of(hex("30 0b 30 09 30 07 30 05 30 03 02 01 05")).empty());
}

TEST_CASE("error_path rejects: a buffer that is too small, untouched behind it", "[asn1][error_text]") {
  const ByteVector der = hex("30 08 30 06 30 04 30 02 30 00");
  const std::string_view path = "tbsRequest.requestList[0].reqCert.serialNumber";
  for (std::size_t size = 0; size <= path.size() + 1; ++size) {
    CAPTURE(size);
    std::vector<char> buffer(path.size() + 8, '~');
    const Result<std::string_view> written =
        error_path<TestMessage>(der, Tolerance::none, std::span<char>{buffer}.first(size));
    if (size < path.size()) {
      CHECK(written.error() == Error{ErrorCode::no_space, Field::none, static_cast<std::uint32_t>(path.size())});
    } else {
      REQUIRE(written);
      CHECK(*written == path);
    }
    CHECK(std::count(buffer.begin() + static_cast<std::ptrdiff_t>(size), buffer.end(), '~') ==
          static_cast<std::ptrdiff_t>(buffer.size() - size));
  }
}

}  // namespace ocspan_test::error_text_test
