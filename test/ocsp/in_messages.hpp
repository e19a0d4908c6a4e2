// Real messages with extensions put into them, to test Extensions::get.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ocspan/asn1/error_text.hpp"
#include "ocspan/ocsp/request.hpp"
#include "ocspan/ocsp/response.hpp"
#include "ocspan/x509/extension.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"
#include "support/reading.hpp"

namespace ocspan_test {

inline ByteVector file_of_testdata(const std::string& name) {
  return read_file(std::string{OCSPAN_TESTDATA} + "/" + name);
}

inline ByteVector concatenated(const std::vector<ByteVector>& parts) {
  ByteVector all;
  for (const ByteVector& part : parts) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

/// The values inside a constructed value, each with identifier and length octets.
inline std::vector<ByteVector> values_in(const ByteVector& der) {
  ocspan::ReadContext outer_context{der};
  ocspan::Reader outer{outer_context};
  const ocspan::Bytes contents = outer.any(ocspan::Field::none);
  ocspan::ReadContext context{contents};
  ocspan::Reader reader{context};
  std::vector<ByteVector> values;
  while (reader.more()) {
    const ocspan::Bytes begin = reader.remaining();
    (void)reader.any(ocspan::Field::none);
    const ocspan::Bytes value = reader.since(begin);
    values.emplace_back(value.begin(), value.end());
  }
  REQUIRE(!outer_context.error());
  REQUIRE(!context.error());
  return values;
}

/// An Extension that is not critical; `oid` are the contents octets of its extnID, in hexadecimal.
inline ByteVector extension(std::string_view oid, const ByteVector& value) {
  return tlv(0x30, {tlv(0x06, hex(oid)), tlv(0x04, value)});
}

/// openssl/req-sha1.der, which has no extensions, with these as requestExtensions.
inline ByteVector request_with(const std::vector<ByteVector>& extensions) {
  std::vector<ByteVector> tbs_request = values_in(values_in(file_of_testdata("openssl/req-sha1.der")).at(0));
  if (!extensions.empty()) {
    tbs_request.push_back(tlv(0xa2, tlv(0x30, concatenated(extensions))));
  }
  return tlv(0x30, tlv(0x30, concatenated(tbs_request)));
}

/// openssl/resp-good.der, which has no extensions, with these as singleExtensions. Its signature is no longer valid.
inline ByteVector response_with(const std::vector<ByteVector>& extensions) {
  const std::vector<ByteVector> response = values_in(file_of_testdata("openssl/resp-good.der"));
  const std::vector<ByteVector> response_bytes = values_in(values_in(response.at(1)).at(0));
  std::vector<ByteVector> basic = values_in(values_in(response_bytes.at(1)).at(0));
  std::vector<ByteVector> tbs_response_data = values_in(basic.at(0));
  std::vector<ByteVector> single = values_in(values_in(tbs_response_data.at(2)).at(0));
  if (!extensions.empty()) {
    single.push_back(tlv(0xa1, tlv(0x30, concatenated(extensions))));
  }
  tbs_response_data.at(2) = tlv(0x30, tlv(0x30, concatenated(single)));
  basic.at(0) = tlv(0x30, concatenated(tbs_response_data));
  const ByteVector new_bytes = tlv(0x30, {response_bytes.at(0), tlv(0x04, tlv(0x30, concatenated(basic)))});
  return tlv(0x30, {response.at(0), tlv(0xa0, new_bytes)});
}

/// Runs `check(const Extensions&)` with the list as it is read from a request and from a response.
template <class Check>
void in_messages(const std::vector<ByteVector>& extensions, Check check) {
  const ByteVector request_der = request_with(extensions);
  const auto request = ocspan::load_der_ocsp_request(request_der);
  REQUIRE(request);
  check(request->extensions());

  const ByteVector response_der = response_with(extensions);
  const auto response = ocspan::load_der_ocsp_response(response_der);
  REQUIRE(response);
  REQUIRE(response->basic() != nullptr);
  REQUIRE(response->basic()->responses().size() == 1);
  for (const ocspan::SingleResponse single : response->basic()->responses()) {
    check(single.single_extensions());
  }
}

/// Checks Extensions::get<T> where the extension is absent, present (then `check(const T&)` is called), and present
/// twice.
template <class T, class Check>
void check_get(std::string_view oid, const ByteVector& value, Check check) {
  const ByteVector other = extension("2a 03 04", hex("05 00"));
  in_messages({}, [](const ocspan::Extensions& extensions) {
    const auto read = extensions.get<T>();
    REQUIRE(read);
    CHECK_FALSE((*read).has_value());
  });
  in_messages({other}, [](const ocspan::Extensions& extensions) {
    const auto read = extensions.get<T>();
    REQUIRE(read);
    CHECK_FALSE((*read).has_value());
  });
  in_messages({other, extension(oid, value)}, [&](const ocspan::Extensions& extensions) {
    const auto read = extensions.get<T>();
    REQUIRE(read);
    REQUIRE((*read).has_value());
    check(**read);
  });
  in_messages({extension(oid, value), other, extension(oid, value)}, [](const ocspan::Extensions& extensions) {
    const auto read = extensions.get<T>();
    CHECK(read.error() == ocspan::Error{ocspan::ErrorCode::duplicate, ocspan::Field::extn_id, 0});
    CHECK_FALSE((*read).has_value());
  });
}

/// Checks that Extension::as<T> and Extensions::get<T> give the error of each row.
template <class T>
void check_refused_values(std::string_view oid, Refusals rows) {
  for (const Refusal& row : rows) {
    const ByteVector value = hex(row.der);
    const ocspan::Error error = ocspan::Extension{T::oid, false, value}.as<T>().error();
    CAPTURE(row.der, to_string(error.code), to_string(error.field), error.offset);
    CHECK(error == row.error);
    in_messages({extension(oid, value)}, [&](const ocspan::Extensions& extensions) {
      const auto read = extensions.get<T>();
      CHECK(read.error() == row.error);
      CHECK_FALSE((*read).has_value());
    });
  }
}

/// Checks that every proper prefix of a value of up to 129 bytes is refused, at the value itself.
template <class T>
void check_truncated(const ByteVector& value, ocspan::Field field) {
  REQUIRE(value.size() <= 129);
  for (std::size_t size = 0; size < value.size(); ++size) {
    const ByteVector cut(value.begin(), value.begin() + static_cast<std::ptrdiff_t>(size));
    const ocspan::Error error = ocspan::Extension{T::oid, false, cut}.as<T>().error();
    const ocspan::ErrorCode code = size == 0 ? ocspan::ErrorCode::missing : ocspan::ErrorCode::truncated;
    const auto offset = static_cast<std::uint32_t>(size < 2 ? size : 2);
    CAPTURE(size, to_string(error.code), to_string(error.field), error.offset);
    CHECK(error == ocspan::Error{code, field, offset});
  }
}

}  // namespace ocspan_test
