// Each Tolerance both ways: without it the exact error, with it the message is read and the deviation is reported.
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ocsp/building.hpp"
#include "ocsp/messages.hpp"
#include "ocspan/ocsp/request.hpp"
#include "ocspan/ocsp/request_builder.hpp"
#include "ocspan/ocsp/response.hpp"
#include "ocspan/x509/known_oid.hpp"
#include "support/catch2.hpp"

namespace ocspan_test::tolerance_test {
namespace {

using namespace ocspan;

Tolerance without(Tolerance flag) {
  return static_cast<Tolerance>(static_cast<unsigned>(Tolerance::all) & ~static_cast<unsigned>(flag));
}

/// A deviating message: the error it gives, and the one flag that lets it pass.
struct Deviation {
  std::string name;
  Part message;
  Tolerance flag;
  Error expected;
};

template <class Load>
void check(const std::vector<Deviation>& deviations, Load load) {
  for (const Deviation& deviation : deviations) {
    INFO(deviation.name);
    const ByteVector der = encode(deviation.message);
    CHECK(load(der, Tolerance::none).error() == deviation.expected);
    CHECK(load(der, without(deviation.flag)).error() == deviation.expected);
    for (const Tolerance other :
         {Tolerance::explicit_default, Tolerance::response_bytes_in_error, Tolerance::empty_extensions,
          Tolerance::time_forms, Tolerance::unsorted_set, Tolerance::integer_not_minimal}) {
      const auto message = load(der, other);
      INFO(static_cast<unsigned>(other));
      if (other == deviation.flag) {
        REQUIRE(message);
        CHECK(message->tolerated() == deviation.flag);
        CHECK(same_span(message->public_bytes(), der));
      } else {
        CHECK(message.error() == deviation.expected);
      }
    }
    const auto message = load(der, Tolerance::all);
    REQUIRE(message);
    CHECK(message->tolerated() == deviation.flag);
  }
}

const auto load_response = [](const ByteVector& der, Tolerance tolerance) {
  return load_der_ocsp_response(der, tolerance);
};
const auto load_request = [](const ByteVector& der, Tolerance tolerance) {
  return load_der_ocsp_request(der, tolerance);
};

/// The error at the identifier octet of the part at `path`, or at its contents.
Deviation at_identifier(Part message, std::string_view path, Tolerance flag, ErrorCode code, Field field) {
  const std::size_t offset = place_of(message, path).identifier;
  return {std::string{path}, std::move(message), flag, error_at(code, field, offset)};
}

Deviation in_contents(Part message, std::string_view path, Tolerance flag, ErrorCode code) {
  const std::size_t offset = place_of(message, path).contents;
  const Field field = find(message, path).field;
  return {std::string{path}, std::move(message), flag, error_at(code, field, offset)};
}

Part error_status(std::uint8_t status) { return with_value(full_response(), "responseStatus", {status}); }

}  // namespace

TEST_CASE("Tolerance explicit_default: v1 and critical FALSE, wherever they are", "[ocsp][tolerance]") {
  const Tolerance flag = Tolerance::explicit_default;
  const ErrorCode code = ErrorCode::explicit_default;
  check(
      {
          at_identifier(with_version(full_response(), "responderID"), "version", flag, code, Field::version),
          at_identifier(with_version(bare_response(), "responderID"), "version", flag, code, Field::version),
          at_identifier(with_value(full_response(), "SingleExtensions/critical", {0x00}), "SingleExtensions/critical",
                        flag, code, Field::critical),
          at_identifier(with_value(full_response(), "ResponseExtensions/critical", {0x00}),
                        "ResponseExtensions/critical", flag, code, Field::critical),
      },
      load_response);
  check(
      {
          at_identifier(with_version(full_request(), "requestorName"), "version", flag, code, Field::version),
          at_identifier(with_version(bare_request(), "requestList"), "version", flag, code, Field::version),
          at_identifier(with_value(full_request(), "SingleRequestExtensions/critical", {0x00}),
                        "SingleRequestExtensions/critical", flag, code, Field::critical),
          at_identifier(with_value(full_request(), "RequestExtensions/critical", {0x00}), "RequestExtensions/critical",
                        flag, code, Field::critical),
      },
      load_request);
}

TEST_CASE("Tolerance explicit_default: what is read is the default", "[ocsp][tolerance]") {
  Part message = with_version(with_value(full_response(), "ResponseExtensions/critical", {0x00}), "responderID");
  const ByteVector der = encode(message);
  const auto response = load_der_ocsp_response(der, Tolerance::explicit_default);
  REQUIRE(response);
  CHECK(response->basic()->version() == 1);
  CHECK_FALSE((*response->basic()->extensions().begin()).critical());
  CHECK(copy((*response->basic()->extensions().begin()).value()) == hex("0500"));
  const ByteVector request_der =
      encode(with_version(with_value(full_request(), "SingleRequestExtensions/critical", {0x00}), "requestorName"));
  const auto request = load_der_ocsp_request(request_der, Tolerance::explicit_default);
  REQUIRE(request);
  CHECK(request->version() == 1);
  CHECK_FALSE((*(*request->requests().begin()).extensions().begin()).critical());
}

TEST_CASE("Tolerance explicit_default: other versions and other BOOLEANs stay refused", "[ocsp][tolerance]") {
  for (const char* const number : {"01", "02", "ff", "00ff", "7f"}) {
    INFO(number);
    Part message = full_response();
    insert_before(message, "responderID", version(hex(number), Field::none));
    const ByteVector der = encode(message);
    CHECK(load_der_ocsp_response(der, Tolerance::all).error() ==
          error_at(ErrorCode::unsupported_version, Field::version, place_of(message, "Version").contents));
    Part request = full_request();
    insert_before(request, "requestorName", version(hex(number), Field::none));
    const ByteVector request_der = encode(request);
    CHECK(load_der_ocsp_request(request_der, Tolerance::all).error() ==
          error_at(ErrorCode::unsupported_version, Field::version, place_of(request, "Version").contents));
  }
  Part padded = full_response();
  insert_before(padded, "responderID", version(hex("0000"), Field::none));
  const ByteVector padded_der = encode(padded);
  CHECK(load_der_ocsp_response(padded_der, Tolerance::all).error().code == ErrorCode::integer_not_minimal);
  Part boolean = with_value(full_response(), "critical", {0x01});
  const ByteVector boolean_der = encode(boolean);
  CHECK(load_der_ocsp_response(boolean_der, Tolerance::all).error() ==
        error_at(ErrorCode::bad_boolean, Field::critical, place_of(boolean, "critical").contents));
}

TEST_CASE("Tolerance response_bytes_in_error: a body beside an error status is passed over", "[ocsp][tolerance]") {
  std::vector<Deviation> deviations;
  for (const unsigned status : {1U, 2U, 3U, 5U, 6U}) {
    Part message = error_status(static_cast<std::uint8_t>(status));
    deviations.push_back(at_identifier(message, "responseBytes", Tolerance::response_bytes_in_error,
                                       ErrorCode::response_bytes_in_error, Field::response_bytes));
    // What the OCTET STRING holds is nothing of use, whatever the responseType says.
    set_value(message, "response", hex("ffffff"));
    deviations.push_back(at_identifier(message, "responseBytes", Tolerance::response_bytes_in_error,
                                       ErrorCode::response_bytes_in_error, Field::response_bytes));
    set_value(message, "responseType", hex("2a03"));
    deviations.push_back(at_identifier(message, "responseBytes", Tolerance::response_bytes_in_error,
                                       ErrorCode::response_bytes_in_error, Field::response_bytes));
    set_value(message, "response", {});
    deviations.push_back(at_identifier(message, "responseBytes", Tolerance::response_bytes_in_error,
                                       ErrorCode::response_bytes_in_error, Field::response_bytes));
  }
  check(deviations, load_response);
}

TEST_CASE("Tolerance response_bytes_in_error: no accessor gives anything of the body", "[ocsp][tolerance]") {
  const ByteVector der = encode(error_status(6));
  const auto response = load_der_ocsp_response(der, Tolerance::all);
  REQUIRE(response);
  CHECK(response->response_status() == OCSPResponseStatus::unauthorized);
  CHECK(response->basic() == nullptr);
  CHECK(response->certificate_status().error().code == ErrorCode::not_successful);
  CHECK(response->responses().error().code == ErrorCode::not_successful);
  CHECK(response->tbs_response_bytes().error().code == ErrorCode::not_successful);
}

TEST_CASE("Tolerance response_bytes_in_error: damaged responseBytes stay refused", "[ocsp][tolerance]") {
  Part surplus = error_status(6);
  find(surplus, "ResponseBytes").parts.push_back({.name = "surplus", .value = {0x00}});
  Part missing = error_status(6);
  remove(missing, "response");
  Part bad_oid = with_value(error_status(6), "responseType", {0x80});
  const ByteVector surplus_der = encode(surplus);
  const ByteVector missing_der = encode(missing);
  const ByteVector bad_oid_der = encode(bad_oid);
  CHECK(load_der_ocsp_response(surplus_der, Tolerance::all).error() ==
        error_at(ErrorCode::trailing_data, Field::response_bytes, place_of(surplus, "surplus").identifier));
  CHECK(load_der_ocsp_response(missing_der, Tolerance::all).error() ==
        error_at(ErrorCode::missing, Field::response, place_of(missing, "ResponseBytes").end));
  CHECK(load_der_ocsp_response(bad_oid_der, Tolerance::all).error() ==
        error_at(ErrorCode::bad_oid, Field::response_type, place_of(bad_oid, "responseType").contents));
}

TEST_CASE("Tolerance empty_extensions: at each level", "[ocsp][tolerance]") {
  const Tolerance flag = Tolerance::empty_extensions;
  const ErrorCode code = ErrorCode::empty_extensions;
  check(
      {
          at_identifier(emptied(full_response(), "SingleExtensions"), "SingleExtensions", flag, code,
                        Field::single_extensions),
          at_identifier(emptied(full_response(), "ResponseExtensions"), "ResponseExtensions", flag, code,
                        Field::response_extensions),
      },
      load_response);
  check(
      {
          at_identifier(emptied(full_request(), "SingleRequestExtensions"), "SingleRequestExtensions", flag, code,
                        Field::single_request_extensions),
          at_identifier(emptied(full_request(), "RequestExtensions"), "RequestExtensions", flag, code,
                        Field::request_extensions),
      },
      load_request);
  const ByteVector der = encode(emptied(full_response(), "ResponseExtensions"));
  const auto response = load_der_ocsp_response(der, flag);
  REQUIRE(response);
  CHECK(response->basic()->extensions().empty());
  CHECK_FALSE((*response->basic()->extensions().find("nonce"_oid)).has_value());
}

TEST_CASE("Tolerance time_forms: fractions and missing seconds, at each time", "[ocsp][tolerance][time]") {
  const std::vector<std::pair<std::string, Time>> forms = {
      {"20210203040506.5Z", Time{2021, 2, 3, 4, 5, 6}},
      {"20210203040506.0Z", Time{2021, 2, 3, 4, 5, 6}},
      {"20210203040506.999999999Z", Time{2021, 2, 3, 4, 5, 6}},
      {"20210203040506.50Z", Time{2021, 2, 3, 4, 5, 6}},
      {"202102030405Z", Time{2021, 2, 3, 4, 5, 0}},
  };
  for (const char* const path : {"producedAt", "revocationTime", "thisUpdate", "NextUpdate"}) {
    for (const auto& [form, time] : forms) {
      INFO(form);
      Part message = full_response();
      find(message, "responses").parts.resize(1);
      set_value(message, path, characters(form));
      check({in_contents(message, path, Tolerance::time_forms, ErrorCode::time_form)}, load_response);

      const ByteVector der = encode(message);
      const auto response = load_der_ocsp_response(der, Tolerance::time_forms);
      REQUIRE(response);
      const std::string_view field = path;
      CHECK((field == "producedAt"       ? *response->produced_at()
             : field == "revocationTime" ? (*response->revocation_time()).value()
             : field == "thisUpdate"     ? *response->this_update()
                                         : (*response->next_update()).value()) == time);
    }
  }
}

TEST_CASE("Tolerance time_forms: what is no time in UTC stays refused", "[ocsp][tolerance][time]") {
  const std::vector<std::pair<std::string, ErrorCode>> forms = {
      {"20210203040506", ErrorCode::time_form},
      {"20210203040506z", ErrorCode::time_form},
      {"20210203040506+0100", ErrorCode::time_form},
      {"20210203040506.5", ErrorCode::time_form},
      {"20210203040506.5+0100", ErrorCode::time_form},
      {"20210203040506.Z", ErrorCode::time_form},
      {"20210203040506.5.5Z", ErrorCode::time_form},
      {"20210203040506.5ZZ", ErrorCode::time_form},
      {"202102030405", ErrorCode::time_form},
      {"202102030405+0100", ErrorCode::time_form},
      {"202102030405.5Z", ErrorCode::time_form},
      {"2021020304Z", ErrorCode::time_form},
      {"2021020304.5Z", ErrorCode::time_form},
      {"20210203Z", ErrorCode::time_form},
      {"2102030405Z", ErrorCode::time_form},
      {"210230040506Z", ErrorCode::time_value},  // as below
      {"", ErrorCode::time_form},
      {"Z", ErrorCode::time_form},
      {".5Z", ErrorCode::time_form},
      {"20210230040506.5Z", ErrorCode::time_value},
      {"20210203040560.5Z", ErrorCode::time_value},
      {"20210203040560Z", ErrorCode::time_value},
      {"202102032405Z", ErrorCode::time_value},
      {"202102030460Z", ErrorCode::time_value},
  };
  for (const auto& [form, code] : forms) {
    INFO(form);
    Part message = with_value(full_response(), "thisUpdate", characters(form));
    const ByteVector der = encode(message);
    const Error expected = error_at(code, Field::this_update, place_of(message, "thisUpdate").contents);
    CHECK(load_der_ocsp_response(der, Tolerance::all).error() == expected);
  }
}

TEST_CASE("Tolerance time_forms: twelve digits are a GeneralizedTime without seconds, never a UTCTime",
          "[ocsp][tolerance][time]") {
  Part message = with_value(bare_response(), "thisUpdate", characters("210203040506Z"));
  const ByteVector der = encode(message);
  const auto response = load_der_ocsp_response(der, Tolerance::time_forms);
  REQUIRE(response);
  CHECK(*response->this_update() == Time{2102, 3, 4, 5, 6, 0});
}

TEST_CASE("Tolerance unsorted_set: in the names of responder and requestor", "[ocsp][tolerance]") {
  const Tolerance flag = Tolerance::unsorted_set;
  const ErrorCode code = ErrorCode::unsorted_set;
  check(
      {
          at_identifier(unsorted(full_response(), "RDN"), "RDN/AttributeTypeAndValue#1", flag, code, Field::by_name),
          at_identifier(unsorted(full_response(), "RDN#1"), "RDN#1/AttributeTypeAndValue#1", flag, code,
                        Field::by_name),
      },
      load_response);
  check({at_identifier(unsorted(full_request(), "RDN#1"), "RDN#1/AttributeTypeAndValue#1", flag, code,
                       Field::directory_name)},
        load_request);

  const ByteVector der = encode(unsorted(full_response(), "RDN"));
  const auto response = load_der_ocsp_response(der, flag);
  REQUIRE(response);
  std::vector<ByteVector> types;
  for (const AttributeTypeAndValue& attribute : *response->basic()->responder_name()->begin()) {
    types.push_back(copy(attribute.type().bytes()));
  }
  CHECK(types == std::vector<ByteVector>{hex("550406"), hex("550402")});  // in the order of the message

  Part empty_set = emptied(full_response(), "RDN");
  const ByteVector empty_der = encode(empty_set);
  CHECK(load_der_ocsp_response(empty_der, Tolerance::all).error() ==
        error_at(ErrorCode::empty_rdn, Field::by_name, place_of(empty_set, "RDN").identifier));
}

TEST_CASE("Tolerance integer_not_minimal: of serial numbers, and of nothing else", "[ocsp][tolerance]") {
  const Tolerance flag = Tolerance::integer_not_minimal;
  const auto padded = [&](Part message, std::string_view path, ByteVector serial_number) {
    set_value(message, path, std::move(serial_number));
    const std::size_t offset = place_of(message, path).contents;
    return Deviation{std::string{path}, std::move(message), flag,
                     error_at(ErrorCode::integer_not_minimal, Field::serial_number, offset)};
  };
  const Part two_answers = bare_response({bare_single(good(), {0x05}), bare_single(good(), {0x06})});
  const Part two_questions = bare_request({bare_request_element({0x05}), bare_request_element({0x06})});
  for (const ByteVector& number : {hex("0001"), hex("00000001"), hex("0000"), hex("ff80"), hex("ffffff")}) {
    check({padded(two_answers, "serialNumber", number), padded(two_answers, "serialNumber#1", number)}, load_response);
    check({padded(two_questions, "serialNumber", number), padded(two_questions, "serialNumber#1", number)},
          load_request);
  }

  // the number counts, whatever its form
  const ByteVector strict_der = encode(bare_request());
  const ByteVector der = encode(with_value(bare_request(), "serialNumber", hex("000005")));
  const auto request = load_der_ocsp_request(der, flag);
  REQUIRE(request);
  const auto strict = load_der_ocsp_request(strict_der);
  CHECK(*request->serial_number() == *strict->serial_number());
  CHECK(*request->cert_id() == *strict->cert_id());
  CHECK(copy((*request->serial_number()).bytes()) == hex("000005"));

  Part padded_version = full_response();
  insert_before(padded_version, "responderID", version(hex("0000"), Field::responder_id));
  const ByteVector version_der = encode(padded_version);
  CHECK(load_der_ocsp_response(version_der, Tolerance::all).error().code == ErrorCode::integer_not_minimal);
  const ByteVector empty = encode(with_value(full_response(), "serialNumber", {}));
  CHECK(load_der_ocsp_response(empty, Tolerance::all).error().code == ErrorCode::integer_empty);
}

TEST_CASE("Tolerance integer_not_minimal: a request about a certificate repeats its serial number",
          "[ocsp][tolerance]") {
  const LoadedCertificate strict{"openssl/certs/leaf-good.pem"};
  const LoadedCertificate issuer{"openssl/certs/ca-rsa.pem"};
  const Bytes number = strict.certificate.serial_number().bytes();
  ByteVector der = copy(strict.certificate.public_bytes());
  const auto at = static_cast<std::ptrdiff_t>(number.data() - strict.certificate.public_bytes().data());
  der.insert(der.begin() + at, 0x00);  // the lengths of the number, of the TBSCertificate and of the Certificate grow
  ++der[static_cast<std::size_t>(at) - 1];
  REQUIRE((der[1] == 0x82 && der[5] == 0x82 && der[3] != 0xff && der[7] != 0xff));
  ++der[3];
  ++der[7];
  CHECK(load_der_x509_certificate(der).error() ==
        error_at(ErrorCode::integer_not_minimal, Field::serial_number, static_cast<std::size_t>(at)));
  const auto certificate = load_der_x509_certificate(der, Tolerance::integer_not_minimal);
  REQUIRE(certificate);
  CHECK(certificate->tolerated() == Tolerance::integer_not_minimal);
  CHECK(certificate->serial_number() == strict.certificate.serial_number());

  OCSPRequestBuilder builder{FakeHasher{}};
  const auto asked = builder.add_certificate(*certificate, issuer.certificate, HashAlgorithm::sha256).build();
  REQUIRE(asked);
  const auto request = load_der_ocsp_request(*asked, Tolerance::integer_not_minimal);
  REQUIRE(request);
  CHECK(equal((*request->serial_number()).bytes(), certificate->serial_number().bytes()));
  const auto hashes = IssuerHashes::of(IssuerHashInput{issuer.certificate}, HashAlgorithm::sha256, FakeHasher{});
  OCSPRequestBuilder by_cert_id;
  CHECK(*by_cert_id.add_certificate(hashes->cert_id(certificate->serial_number())).build() == *asked);
}

TEST_CASE("Tolerance: several deviations in one message need all their flags, and all are reported",
          "[ocsp][tolerance]") {
  Part message = with_version(unsorted(full_response(), "RDN"), "responderID");
  find(message, "SingleExtensions").parts.clear();
  set_value(message, "thisUpdate", characters("20210203040506.5Z"));
  const ByteVector der = encode(message);
  const Tolerance all_four =
      Tolerance::explicit_default | Tolerance::empty_extensions | Tolerance::time_forms | Tolerance::unsorted_set;
  for (unsigned flags = 0; flags < 32; ++flags) {
    INFO(flags);
    const auto tolerance = static_cast<Tolerance>(flags);
    const auto response = load_der_ocsp_response(der, tolerance);
    REQUIRE(response.has_value() == contains(tolerance, all_four));
    if (response) {
      CHECK(response->tolerated() == all_four);
      CHECK(response->basic()->responses().size() == 3);
    }
  }
  // The first deviation that is not tolerated is the error.
  CHECK(load_der_ocsp_response(der, without(Tolerance::empty_extensions)).error() ==
        error_at(ErrorCode::empty_extensions, Field::single_extensions,
                 place_of(message, "SingleExtensions").identifier));

  Part request = with_version(unsorted(full_request(), "RDN"), "requestorName");
  find(request, "RequestExtensions").parts.clear();
  const ByteVector request_der = encode(request);
  const Tolerance all_three = Tolerance::explicit_default | Tolerance::empty_extensions | Tolerance::unsorted_set;
  for (unsigned flags = 0; flags < 32; ++flags) {
    INFO(flags);
    const auto tolerance = static_cast<Tolerance>(flags);
    const auto loaded = load_der_ocsp_request(request_der, tolerance);
    REQUIRE(loaded.has_value() == contains(tolerance, all_three));
    if (loaded) {
      CHECK(loaded->tolerated() == all_three);
    }
  }
}

TEST_CASE("Tolerance: what does not tolerate_or_fail is not reported", "[ocsp][tolerance]") {
  for (const Part& message : {full_response(), bare_response()}) {
    const ByteVector der = encode(message);
    const auto response = load_der_ocsp_response(der, Tolerance::all);
    REQUIRE(response);
    CHECK(response->tolerated() == Tolerance::none);
  }
  for (const Part& message : {full_request(), bare_request()}) {
    const ByteVector der = encode(message);
    const auto request = load_der_ocsp_request(der, Tolerance::all);
    REQUIRE(request);
    CHECK(request->tolerated() == Tolerance::none);
  }
  const ByteVector status = hex("30030a0106");
  const auto response = load_der_ocsp_response(status, Tolerance::all);
  REQUIRE(response);
  CHECK(response->tolerated() == Tolerance::none);
}

TEST_CASE("Tolerance: with all of them the message still ends where the input does", "[ocsp][tolerance]") {
  const ByteVector message = encode(with_version(full_response(), "responderID"));
  const ByteVector der = join({message, hex("00")});
  CHECK(load_der_ocsp_response(der, Tolerance::all).error() ==
        error_at(ErrorCode::trailing_data, Field::ocsp_response, message.size()));
  const auto prefix = load_der_ocsp_response_prefix(der, Tolerance::explicit_default);
  REQUIRE(prefix);
  CHECK(prefix->tolerated() == Tolerance::explicit_default);
  CHECK(prefix->public_bytes().size() == message.size());
  CHECK(load_der_ocsp_response_prefix(der).error().code == ErrorCode::explicit_default);

  const ByteVector request = encode(with_version(bare_request(), "requestList"));
  const ByteVector request_der = join({request, hex("3000")});
  const auto request_prefix = load_der_ocsp_request_prefix(request_der, Tolerance::explicit_default);
  REQUIRE(request_prefix);
  CHECK(request_prefix->tolerated() == Tolerance::explicit_default);
  CHECK(request_prefix->public_bytes().size() == request.size());
}

}  // namespace ocspan_test::tolerance_test
