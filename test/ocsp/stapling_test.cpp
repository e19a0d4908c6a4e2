// CertificateStatus and CertificateStatusRequest (RFC 6066 8), read and written.
#include "ocspan/ocsp/stapling.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <optional>
#include <ranges>
#include <string>
#include <string_view>
#include <vector>

#include "ocsp/messages.hpp"
#include "ocspan/asn1/error_detail.hpp"
#include "ocspan/asn1/error_text.hpp"
#include "ocspan/ocsp/nonce.hpp"
#include "ocspan/ocsp/response.hpp"
#include "support/catch2.hpp"
#include "support/reading.hpp"
#include "support/writing.hpp"

namespace ocspan_test::stapling_test {
namespace {

using namespace ocspan;

static_assert(std::ranges::forward_range<VectorOf<ResponderID>>);

/// The bytes of all parts, behind their number in `length_size` bytes.
ByteVector vector_of(std::size_t length_size, std::initializer_list<ByteVector> parts) {
  const ByteVector contents = join(parts);
  ByteVector length;
  for (std::size_t i = length_size; i != 0; --i) {
    length.push_back(static_cast<std::uint8_t>(contents.size() >> 8 * (i - 1)));
  }
  return join({length, contents});
}

const ByteVector some_key = encode(by_key(ByteVector(20, 0x33)));
const ByteVector some_name = encode(by_name());
const ByteVector nonce = tlv(0x30, {tlv(0x06, oid_nonce), tlv(0x04, tlv(0x04, ByteVector(8, 0x5a)))});

ByteVector request_of(std::initializer_list<ByteVector> ids, const ByteVector& extensions) {
  ByteVector list;
  for (const ByteVector& id : ids) {
    list = join({list, vector_of(2, {id})});
  }
  return join({{1}, vector_of(2, {list}), vector_of(2, {extensions})});
}

Error status_error(const ByteVector& bytes, TlsFraming framing = TlsFraming::none) {
  return load_tls_certificate_status(bytes, framing).error();
}
Error request_error(const ByteVector& bytes, Tolerance tolerance = Tolerance::none) {
  return load_tls_certificate_status_request(bytes, tolerance).error();
}

ByteVector write_status(const ByteVector& response, TlsFraming framing) {
  return *to_vector([&](auto out) { return write_tls_certificate_status(response, out, framing); });
}

std::string path_of(const ByteVector& bytes) {
  std::array<char, 200> out{};
  return std::string{*error_path<CertificateStatusRequest>(bytes, Tolerance::none, out)};
}

}  // namespace

TEST_CASE("CertificateStatus accepts and writes: responses of any size, in either framing", "[ocsp][stapling]") {
  for (const std::size_t size : {1U, 2U, 127U, 128U, 255U, 256U, 0xffffU, 0x10000U, 0xfffffbU}) {
    const ByteVector response(size, 0xd5);
    const ByteVector body = join({{1}, vector_of(3, {response})});
    const ByteVector message = join({{22}, vector_of(3, {body})});
    const Result<CertificateStatus> bare = load_tls_certificate_status(body);
    const Result<CertificateStatus> framed = load_tls_certificate_status(message, TlsFraming::handshake);
    INFO(size);
    REQUIRE(bare);
    REQUIRE(framed);
    CHECK(same_span(bare->response(), Bytes{body}.subspan(4)));
    CHECK(same_span(framed->response(), Bytes{message}.subspan(8)));
    const bool same =
        write_status(response, TlsFraming::none) == body && write_status(response, TlsFraming::handshake) == message;
    CHECK(same);
    if (size <= 256) {
      CHECK(written(*bare) == body);
    }
  }
}

TEST_CASE("CertificateStatus accepts: a response that no one has looked into, and one to be loaded",
          "[ocsp][stapling]") {
  const ByteVector garbage = hex("01 000002 30ff");
  CHECK(load_tls_certificate_status(garbage).has_value());
  const ByteVector bytes = join({{1}, vector_of(3, {encode(full_response())})});
  const Result<CertificateStatus> status = load_tls_certificate_status(bytes);
  REQUIRE(status);
  const Result<OCSPResponse> response = load_der_ocsp_response(status->response());
  REQUIRE(response);
  CHECK(response->public_bytes().size() == bytes.size() - 4);
}

TEST_CASE("CertificateStatus rejects: other types of status, lengths that lie, what is empty or surplus",
          "[ocsp][stapling][reject]") {
  constexpr Field whole = Field::certificate_status;
  const struct {
    std::string_view bytes;
    Error error;
  } rows[]{
      {"", {ErrorCode::missing, Field::status_type, 0}},
      {"00 000001 30", {ErrorCode::unsupported_status_type, Field::status_type, 0}},
      {"02 000004 000001 30", {ErrorCode::unsupported_status_type, Field::status_type, 0}},  // ocsp_multi
      {"ff", {ErrorCode::unsupported_status_type, Field::status_type, 0}},
      {"01", {ErrorCode::missing, Field::ocsp_response, 1}},
      {"01 00", {ErrorCode::truncated, Field::ocsp_response, 1}},
      {"01 0000", {ErrorCode::truncated, Field::ocsp_response, 1}},
      {"01 000000", {ErrorCode::missing, Field::ocsp_response, 4}},
      {"01 000000 30", {ErrorCode::missing, Field::ocsp_response, 4}},
      {"01 000001", {ErrorCode::truncated, Field::ocsp_response, 4}},
      {"01 000003 3000", {ErrorCode::truncated, Field::ocsp_response, 4}},
      {"01 000100 3000", {ErrorCode::truncated, Field::ocsp_response, 4}},
      {"01 010002 3000", {ErrorCode::truncated, Field::ocsp_response, 4}},
      {"01 000001 3000", {ErrorCode::trailing_data, whole, 5}},
      {"01 000002 3000 00", {ErrorCode::trailing_data, whole, 6}},
  };
  for (const auto& row : rows) {
    const ByteVector bytes = hex(row.bytes);
    CAPTURE(row.bytes);
    CHECK(status_error(bytes) == row.error);
    Error framed = row.error;  // the same in a message, four bytes on
    framed.offset += 4;
    CHECK(status_error(join({{22}, vector_of(3, {bytes})}), TlsFraming::handshake) == framed);
  }
}

TEST_CASE("CertificateStatus rejects: a handshake message of another type or length", "[ocsp][stapling][reject]") {
  constexpr Field whole = Field::certificate_status;
  const struct {
    std::string_view bytes;
    Error error;
  } rows[]{
      {"", {ErrorCode::missing, whole, 0}},
      {"0b 000006 01 000002 3000", {ErrorCode::wrong_tag, whole, 0}},
      {"01 000002 3000", {ErrorCode::wrong_tag, whole, 0}},  // without its header
      {"16", {ErrorCode::missing, whole, 1}},
      {"16 0000", {ErrorCode::truncated, whole, 1}},
      {"16 000006", {ErrorCode::truncated, whole, 4}},
      {"16 000007 01 000002 3000", {ErrorCode::truncated, whole, 4}},
      {"16 000005 01 000002 3000", {ErrorCode::truncated, Field::ocsp_response, 8}},
      {"16 000006 01 000002 3000 00", {ErrorCode::trailing_data, whole, 10}},
      {"16 000007 01 000002 3000 00", {ErrorCode::trailing_data, whole, 10}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.bytes);
    CHECK(status_error(hex(row.bytes), TlsFraming::handshake) == row.error);
  }
  // With its header where none is expected.
  CHECK(status_error(hex("16 000006 01 000002 3000")) ==
        Error{ErrorCode::unsupported_status_type, Field::status_type, 0});
}

TEST_CASE("CertificateStatus writes: nothing without a response, and none that is too long",
          "[ocsp][stapling][write]") {
  for (const TlsFraming framing : {TlsFraming::none, TlsFraming::handshake}) {
    CHECK(write_tls_certificate_status({}, {}, framing).error() == Error{ErrorCode::missing, Field::ocsp_response, 0});
    const ByteVector too_long(0x1000000);
    CHECK(write_tls_certificate_status(too_long, {}, framing).error() ==
          Error{ErrorCode::wrong_length, Field::ocsp_response, 0});
  }
  const ByteVector fits_alone(0xfffffc);
  CHECK(write_tls_certificate_status(fits_alone, {}).error() == Error{ErrorCode::no_space, Field::none, 0x1000000});
  CHECK(write_tls_certificate_status(fits_alone, {}, TlsFraming::handshake).error() ==
        Error{ErrorCode::wrong_length, Field::certificate_status, 0});
}

TEST_CASE("CertificateStatusRequest accepts and writes: no, one and several responders, with and without extensions",
          "[ocsp][stapling]") {
  const std::vector<ByteVector> known{some_key, some_name, some_key};
  for (std::size_t count = 0; count <= known.size(); ++count) {
    for (const bool with_extensions : {false, true}) {
      ByteVector list;
      for (std::size_t i = 0; i < count; ++i) {
        list = join({list, vector_of(2, {known[i]})});
      }
      const ByteVector extensions = with_extensions ? tlv(0x30, nonce) : ByteVector{};
      const ByteVector bytes = join({{1}, vector_of(2, {list}), vector_of(2, {extensions})});
      CAPTURE(count, with_extensions);
      const Result<CertificateStatusRequest> request = load_tls_certificate_status_request(bytes);
      REQUIRE(request);
      CHECK(request->responder_ids().size() == count);
      CHECK(request->responder_ids().empty() == (count == 0));
      std::size_t i = 0;
      for (const ResponderID& id : request->responder_ids()) {
        CHECK(written(id) == known.at(i++));
      }
      CHECK(i == count);
      CHECK(request->request_extensions().size() == (with_extensions ? 1 : 0));
      CHECK(request->request_extensions().present() == with_extensions);
      CHECK(written(*request) == bytes);

      const std::vector<ResponderID> ids(request->responder_ids().begin(), request->responder_ids().end());
      const std::vector<Extension> added(request->request_extensions().begin(), request->request_extensions().end());
      CHECK(*to_vector([&](auto out) { return write_tls_certificate_status_request(ids, added, out); }) == bytes);
    }
  }
}

TEST_CASE("CertificateStatusRequest accepts and writes: a nonce, which is an OCTET STRING", "[ocsp][stapling]") {
  const ByteVector bytes = request_of({}, tlv(0x30, nonce));
  const Result<CertificateStatusRequest> request = load_tls_certificate_status_request(bytes);
  REQUIRE(request);
  const Result<std::optional<Nonce>> found = request->request_extensions().get<Nonce>();
  REQUIRE((found && *found));
  CHECK_FALSE((*found)->is_bare());
  CHECK(copy((*found)->bytes()) == ByteVector(8, 0x5a));

  std::array<std::uint8_t, 10> buffer{};
  const Extension extension[]{*make_extension(**found, false, buffer)};
  CHECK(*to_vector([&](auto out) { return write_tls_certificate_status_request({}, extension, out); }) == bytes);
}

TEST_CASE("CertificateStatusRequest rejects: other types of status, lengths that lie, what is empty or surplus",
          "[ocsp][stapling][reject]") {
  constexpr Field list = Field::responder_id_list;
  constexpr Field id = Field::responder_id;
  constexpr Field extensions = Field::request_extensions;
  const struct {
    std::string_view bytes;
    Error error;
    std::string_view path;
  } rows[]{
      {"", {ErrorCode::missing, Field::status_type, 0}, "status_type"},
      {"02 0000 0000", {ErrorCode::unsupported_status_type, Field::status_type, 0}, "status_type"},
      {"01", {ErrorCode::missing, list, 1}, "responder_id_list"},
      {"01 00", {ErrorCode::truncated, list, 1}, "responder_id_list"},
      {"01 0001", {ErrorCode::truncated, list, 3}, "responder_id_list"},
      {"01 0000", {ErrorCode::missing, extensions, 3}, "requestExtensions"},
      {"01 0000 00", {ErrorCode::truncated, extensions, 3}, "requestExtensions"},
      {"01 0000 0001", {ErrorCode::truncated, extensions, 5}, "requestExtensions"},
      {"01 0000 0000 00", {ErrorCode::trailing_data, Field::certificate_status_request, 5}, "CertificateStatusRequest"},
      {"01 0001 00 0000", {ErrorCode::truncated, id, 3}, "responder_id_list[0].responderID"},
      {"01 0002 0000 0000", {ErrorCode::missing, id, 5}, "responder_id_list[0].responderID"},
      {"01 0002 0001 0000", {ErrorCode::truncated, id, 5}, "responder_id_list[0].responderID"},
      {"01 0004 0002 3000 0000", {ErrorCode::wrong_tag, id, 5}, "responder_id_list[0].responderID"},
      {"01 0006 0004 a2020400 0000", {ErrorCode::none, Field::none, 0}, ""},
      {"01 0005 0004 a2020400 0000", {ErrorCode::truncated, id, 5}, "responder_id_list[0].responderID"},
      {"01 0006 0005 a2020400 0000", {ErrorCode::truncated, id, 5}, "responder_id_list[0].responderID"},
      {"01 0006 0003 a2020400 0000", {ErrorCode::truncated, id, 7}, "responder_id_list[0].responderID"},
      {"01 0007 0005 a202040000 0000", {ErrorCode::trailing_data, id, 9}, "responder_id_list[0].responderID"},
      {"01 0007 0004 a2020400 00 0000", {ErrorCode::truncated, id, 9}, "responder_id_list[1].responderID"},
      {"01 000c 0004 a2020400 0004 a2020500 0000",
       {ErrorCode::wrong_tag, Field::by_key, 13},
       "responder_id_list[1].responderID.byKey"},
      {"01 0000 0002 3000", {ErrorCode::empty_extensions, extensions, 5}, "requestExtensions"},
      {"01 0000 0002 3100", {ErrorCode::wrong_tag, extensions, 5}, "requestExtensions"},
      {"01 0000 000a 30 08 30 06 06 02 2a 03 04 00", {ErrorCode::none, Field::none, 0}, ""},
      {"01 0000 000b 30 08 30 06 06 02 2a 03 04 00 00",
       {ErrorCode::trailing_data, extensions, 15},
       "requestExtensions"},
      {"01 0000 000a 30 08 30 06 06 02 2a 83 04 00",
       {ErrorCode::bad_oid, Field::extn_id, 11},
       "requestExtensions[0].extnID"},
  };
  for (const auto& row : rows) {
    const ByteVector bytes = hex(row.bytes);
    CAPTURE(row.bytes);
    CHECK(request_error(bytes) == row.error);
    CHECK(path_of(bytes) == row.path);
    CHECK(error_detail<CertificateStatusRequest>(bytes, Tolerance::none).error == row.error);
  }
}

TEST_CASE("CertificateStatus and CertificateStatusRequest reject: a structure that is cut off at any byte",
          "[ocsp][stapling][reject]") {
  const ByteVector status = join({{22}, vector_of(3, {{1}, vector_of(3, {encode(bare_response())})})});
  for (std::size_t size = 0; size < status.size(); ++size) {
    INFO(size);
    const ByteVector cut(status.begin(), status.begin() + static_cast<std::ptrdiff_t>(size));
    const Error error = status_error(cut, TlsFraming::handshake);
    CHECK((error.code == ErrorCode::truncated || error.code == ErrorCode::missing));
    CHECK(error.offset == (size < 2 ? size : size < 4 ? 1 : 4));
    // The length of the message is right, that of the response is not.
    const ByteVector body(status.begin() + 4,
                          status.begin() + static_cast<std::ptrdiff_t>(std::max(size, std::size_t{4})));
    CHECK(status_error(body).offset == (body.size() < 2 ? body.size() : body.size() < 4 ? 1 : 4));
  }
  const ByteVector request = request_of({some_key, some_name}, tlv(0x30, nonce));
  CHECK(!request_error(request));
  for (std::size_t size = 0; size < request.size(); ++size) {
    INFO(size);
    const Error error = request_error(ByteVector(request.begin(), request.begin() + static_cast<std::ptrdiff_t>(size)));
    CHECK((error.code == ErrorCode::truncated || error.code == ErrorCode::missing));
    CHECK(error.offset <= size);
  }
  CHECK(request_error(join({request, {0}})) ==
        Error{ErrorCode::trailing_data, Field::certificate_status_request, static_cast<std::uint32_t>(request.size())});
}

TEST_CASE("CertificateStatusRequest accepts: deviations in DER, if they are tolerated", "[ocsp][stapling][tolerance]") {
  const ByteVector empty = hex("01 0000 0002 3000");
  const Result<CertificateStatusRequest> request =
      load_tls_certificate_status_request(empty, Tolerance::empty_extensions);
  REQUIRE(request);
  CHECK(request->request_extensions().present());
  CHECK(written(*request) == empty);
}

TEST_CASE("CertificateStatusRequest writes: no extension without type, none twice, no list that is too long",
          "[ocsp][stapling][write]") {
  const Extension extension{Oid{Bytes{oid_nonce}}, false, {}};
  const Extension two[]{extension, extension};
  const Extension without_type[]{Extension{}};
  CHECK(write_tls_certificate_status_request({}, two, {}).error() ==
        Error{ErrorCode::duplicate, Field::request_extensions, 0});
  CHECK(write_tls_certificate_status_request({}, without_type, {}).error() ==
        Error{ErrorCode::missing, Field::extn_id, 0});

  const ByteVector hash(0xffff, 0x33);
  const ResponderID longest[]{ResponderID{Bytes{hash}.first(0xffff - 8)}};  // with two headers of 4 bytes
  const ResponderID too_long[]{ResponderID{Bytes{hash}.first(0xffff - 7)}};
  const Extension large[]{Extension{Oid{Bytes{oid_nonce}}, false, hash}};
  CHECK(write_tls_certificate_status_request(too_long, {}, {}).error() ==
        Error{ErrorCode::wrong_length, Field::responder_id, 0});
  CHECK(write_tls_certificate_status_request(longest, {}, {}).error() ==
        Error{ErrorCode::wrong_length, Field::responder_id_list, 0});
  CHECK(write_tls_certificate_status_request({}, large, {}).error() ==
        Error{ErrorCode::wrong_length, Field::request_extensions, 0});
}

}  // namespace ocspan_test::stapling_test
