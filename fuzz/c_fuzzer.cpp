// The C interface. The input is a message, and behind it choices: whatever is in it says the same as C++ does, and what
// a caller may get wrong (NULL, odd sizes, undefined numbers, memory that was not set) has an error or is ignored.
#include <limits>

#include "building.hpp"
#include "c_interface.hpp"
#include "harness.hpp"

namespace ocspan::fuzz::c_harness {
namespace {

void check_name_text(ocspan_bytes name, Bytes expected_name) {
  ReadContext context{expected_name, Tolerance::all};
  Reader reader{context};
  Name value;
  value.read(reader, Field::none);
  reader.close(Field::none);
  const auto of_c = [&](char* out, std::size_t size, std::size_t* written) {
    return ocspan_name_text(name, out, size, written);
  };
  if (context.error()) {
    std::size_t written = 1;
    OCSPAN_PROPERTY(same(of_c(nullptr, 0, &written), context.error()) && written == 0);
    OCSPAN_PROPERTY(!ocspan_names_match(name, name));
    return;
  }
  check_writing<char>(of_c, [&](std::span<char> out) { return value.to_rfc4514(out); });
  OCSPAN_PROPERTY(ocspan_names_match(name, name) && !ocspan_names_match(name, {}) && !ocspan_names_match({}, name));
}

void check_texts(const CertID& id) {
  check_writing<char>(
      [&](char* out, std::size_t size, std::size_t* written) {
        return ocspan_integer_text(c_bytes(id.serial_number().bytes()), out, size, written);
      },
      [&](std::span<char> out) { return id.serial_number().to_decimal(out); });
  const Oid oid = id.hash_algorithm().oid();
  check_writing<char>([&](char* out, std::size_t size,
                          std::size_t* written) { return ocspan_oid_text(c_bytes(oid.bytes()), out, size, written); },
                      [&](std::span<char> out) { return oid.to_dotted(out); });
  std::size_t size = 1;
  OCSPAN_PROPERTY(std::string_view{ocspan_oid_name(c_bytes(oid.bytes()), &size)} == name_of(oid));
  OCSPAN_PROPERTY(size == name_of(oid).size());
}

void check_extensions(ocspan_list list, const Extensions& expected) {
  const auto is_same = [&](const ocspan_extension& c, const Extension& extension) {
    OCSPAN_PROPERTY(same(c.oid, extension.oid().bytes()) && c.critical == extension.critical());
    OCSPAN_PROPERTY(same(c.value, extension.value()));
  };
  check_list<ocspan_extension>(list, ocspan_next_extension, expected, is_same);
  const auto check_find = [&](Oid oid) {
    const Result<std::optional<Extension>> wanted = expected.find(oid);
    auto extension = not_set<ocspan_extension>();
    bool found = !wanted;
    const ocspan_error error = ocspan_find_extension(list, c_bytes(oid.bytes()), &found, &extension);
    OCSPAN_PROPERTY(same(error, wanted.error()) && found == (wanted && *wanted));
    OCSPAN_PROPERTY(found || (extension.oid.data == nullptr && extension.value.data == nullptr));
    if (found) {
      is_same(extension, **wanted);
    }
  };
  check_find(Oid{});
  std::size_t count = 0;
  for (const Extension& extension : expected) {
    if (++count > 16) {
      break;  // each looks through all
    }
    check_find(extension.oid());
  }
  const Result<std::optional<Nonce>> wanted = expected.get<Nonce>();
  auto nonce = not_set<ocspan_bytes>();
  OCSPAN_PROPERTY(same(ocspan_find_nonce(list, &nonce), wanted.error()));
  OCSPAN_PROPERTY(same(nonce, wanted && *wanted ? (*wanted)->bytes() : Bytes{}));
}

void check_certificates(ocspan_list list, const Certificates& expected) {
  check_list<ocspan_bytes>(list, ocspan_next_certificate, expected,
                           [](ocspan_bytes c, Bytes der) { OCSPAN_PROPERTY(same(c, der)); });
}

void check_view(const ocspan_response& c, const BasicOCSPResponse& basic) {
  OCSPAN_PROPERTY(c.version == basic.version() && same(c.produced_at, basic.produced_at()));
  const std::optional<Name>& name = basic.responder_name();
  OCSPAN_PROPERTY(same(c.responder_name, name ? name->der() : Bytes{}));
  OCSPAN_PROPERTY(same(c.responder_key_hash, basic.responder_key_hash()));
  OCSPAN_PROPERTY(same(c.signature_algorithm, basic.signature_algorithm()) && same(c.signature, basic.signature()));
  OCSPAN_PROPERTY(same(c.tbs_response_data, basic.tbs_response_bytes()));
  check_name_text(c.responder_name, name ? name->der() : Bytes{});
  check_extensions(c.extensions, basic.extensions());
  check_certificates(c.certificates, basic.certificates());
  check_list<ocspan_single_response>(
      c.responses, ocspan_next_single_response, basic.responses(),
      [](const ocspan_single_response& one, const SingleResponse& single) {
        OCSPAN_PROPERTY(same(one.cert_id, single.cert_id()) && same(one.cert_status, single.certificate_status()));
        OCSPAN_PROPERTY(one.has_revocation_reason == single.revocation_reason().has_value());
        OCSPAN_PROPERTY(same(one.revocation_reason, single.revocation_reason().value_or(ReasonFlags::unspecified)));
        OCSPAN_PROPERTY(same(one.revocation_time, single.revocation_time()));
        OCSPAN_PROPERTY(same(one.this_update, single.this_update()) && same(one.next_update, single.next_update()));
        OCSPAN_PROPERTY(ocspan_cert_id_equal(&one.cert_id, &one.cert_id));
        check_texts(single.cert_id());
        check_extensions(one.single_extensions, single.single_extensions());
      });
}

void check_response(Bytes input, ocspan_tolerance flags, Tolerance tolerance) {
  auto c = not_set<ocspan_response>();
  const Result<OCSPResponse> response = load_der_ocsp_response(input, tolerance);
  OCSPAN_PROPERTY(same(ocspan_load_response(c_bytes(input), flags, &c), response.error()) && !c.is_basic);
  OCSPAN_PROPERTY(same(c.der, response ? input : Bytes{}) && same(c.tolerated, response->tolerated()));
  if (response && response->basic() != nullptr) {
    OCSPAN_PROPERTY(same(c.response_type, response->response_type().bytes()));
    check_view(c, *response->basic());
  } else {
    OCSPAN_PROPERTY(c.responses.rest.data == nullptr && c.produced_at.month == 0 && c.version == 0);
    OCSPAN_PROPERTY(!response || same(c.response_status, response->response_status()));
  }

  const Result<BasicOCSPResponse> basic = load_der_basic_ocsp_response(input, tolerance);
  OCSPAN_PROPERTY(same(ocspan_load_basic_response(c_bytes(input), flags, &c), basic.error()));
  OCSPAN_PROPERTY(c.is_basic == basic.has_value() && same(c.der, basic ? input : Bytes{}));
  if (basic) {
    OCSPAN_PROPERTY(same(c.response_type, "basic"_oid.bytes()) && same(c.tolerated, basic->tolerated()));
    check_view(c, *basic);
  }
}

void check_request(Bytes input, ocspan_tolerance flags, Tolerance tolerance) {
  auto c = not_set<ocspan_request>();
  const Result<OCSPRequest> request = load_der_ocsp_request(input, tolerance);
  OCSPAN_PROPERTY(same(ocspan_load_request(c_bytes(input), flags, &c), request.error()));
  OCSPAN_PROPERTY(same(c.der, request ? input : Bytes{}) && same(c.tolerated, request->tolerated()));
  OCSPAN_PROPERTY(c.version == (request ? request->version() : 0));
  const std::optional<GeneralName>& name = request->requestor_name();
  const std::optional<Signature>& signature = request->signature();
  OCSPAN_PROPERTY(same(c.requestor_name, name ? name->der() : Bytes{}));
  OCSPAN_PROPERTY(same(c.tbs_request, request->tbs_request_bytes()));
  OCSPAN_PROPERTY(same(c.signature_algorithm, signature ? signature->algorithm() : AlgorithmIdentifier{}));
  OCSPAN_PROPERTY(same(c.signature, signature ? signature->bits().bytes() : Bytes{}));
  check_certificates(c.certificates, signature ? signature->certificates() : Certificates{});
  check_extensions(c.extensions, request->extensions());
  check_list<ocspan_single_request>(c.requests, ocspan_next_request, request->requests(),
                                    [](const ocspan_single_request& one, const Request& single) {
                                      OCSPAN_PROPERTY(same(one.cert_id, single.cert_id()));
                                      check_texts(single.cert_id());
                                      check_extensions(one.extensions, single.extensions());
                                    });
}

void check_view(const ocspan_certificate& c, const Certificate& certificate) {
  OCSPAN_PROPERTY(c.version == certificate.version() && same(c.serial_number, certificate.serial_number().bytes()));
  OCSPAN_PROPERTY(same(c.issuer, certificate.issuer().der()) && same(c.subject, certificate.subject().der()));
  OCSPAN_PROPERTY(same(c.not_before, certificate.not_before()) && same(c.not_after, certificate.not_after()));
  const SubjectPublicKeyInfo& key = certificate.subject_public_key_info();
  OCSPAN_PROPERTY(same(c.subject_public_key_info.der, key.der()));
  OCSPAN_PROPERTY(same(c.subject_public_key_info.algorithm, key.algorithm()));
  OCSPAN_PROPERTY(same(c.subject_public_key_info.bits, key.public_key()));
  const auto bits = [](const std::optional<BitString>& id) { return id ? id->bytes() : Bytes{}; };
  OCSPAN_PROPERTY(same(c.issuer_unique_id, bits(certificate.issuer_unique_id())));
  OCSPAN_PROPERTY(same(c.subject_unique_id, bits(certificate.subject_unique_id())));
  OCSPAN_PROPERTY(same(c.signature_algorithm, certificate.signature_algorithm()));
  OCSPAN_PROPERTY(same(c.tbs_signature_algorithm, certificate.tbs_signature_algorithm()));
  OCSPAN_PROPERTY(same(c.signature, certificate.signature()));
  OCSPAN_PROPERTY(same(c.tbs_certificate, certificate.tbs_certificate_bytes()));
  check_name_text(c.subject, certificate.subject().der());
  OCSPAN_PROPERTY(ocspan_names_match(c.subject, c.issuer) == names_match(certificate.subject(), certificate.issuer()));
  check_extensions(c.extensions, certificate.extensions());
}

void check_urls(const ocspan_certificate& c, const Certificate& certificate, ocspan_tolerance flags,
                Tolerance tolerance) {
  const Result<std::optional<AuthorityInfoAccess>> access =
      certificate.extensions().get<AuthorityInfoAccess>(tolerance);
  const auto url = [&](Oid method) { return access && *access ? (*access)->url(method) : std::nullopt; };
  auto found = not_set<ocspan_bytes>();
  OCSPAN_PROPERTY(same(ocspan_certificate_ocsp_url(&c, flags, &found), access.error()));
  OCSPAN_PROPERTY(same(found, url("ocsp"_oid)));
  OCSPAN_PROPERTY(same(ocspan_certificate_ca_issuers_url(&c, flags, &found), access.error()));
  OCSPAN_PROPERTY(same(found, url("caIssuers"_oid)));
}

/// A hash function that succeeds, fails or returns another number.
struct OddHasher {
  int answer = 1;
  static int compute(void* context, ocspan_hash hash, ocspan_bytes data, std::uint8_t* out, std::size_t out_size) {
    (void)FakeHasher{}(static_cast<HashAlgorithm>(hash), {data.data, data.size}, {out, out_size});
    return static_cast<OddHasher*>(context)->answer;
  }
  ocspan_hasher to_c() { return {compute, this}; }
};

void check_cert_id(const ocspan_certificate& c, const Certificate& certificate, Choices& choices) {
  const auto hash = static_cast<ocspan_hash>(choices.below(12));
  OddHasher odd{1 - static_cast<int>(choices.below(3))};
  const ocspan_hasher hasher = odd.to_c();
  const AlgorithmIdentifier algorithm{static_cast<HashAlgorithm>(hash)};
  const IssuerHashInput input{certificate.issuer().der(), certificate.subject_public_key_info().public_key()};
  const bool is_known = !oid_of(static_cast<HashAlgorithm>(hash)).empty();
  auto hashes = not_set<ocspan_hashes>();
  auto id = not_set<ocspan_cert_id>();
  const ocspan_error error = ocspan_make_cert_id_of(&c, &c, hash, &hasher, &hashes, &id);
  if (!is_known || odd.answer != 1 || static_cast<HashAlgorithm>(hash) == HashAlgorithm::md5) {
    OCSPAN_PROPERTY(error.code == OCSPAN_ERROR_UNSUPPORTED_ALGORITHM && id.serial_number.data == nullptr);
  } else {
    const Result<IssuerHashes> expected = IssuerHashes::of(input, algorithm, FakeHasher{});
    OCSPAN_PROPERTY(error.code == OCSPAN_ERROR_NONE && expected);
    OCSPAN_PROPERTY(equal({id.issuer_name_hash.data, id.issuer_name_hash.size}, expected->name_hash()));
    OCSPAN_PROPERTY(equal({id.issuer_key_hash.data, id.issuer_key_hash.size}, expected->key_hash()));
    OCSPAN_PROPERTY(same(id.serial_number, certificate.serial_number().bytes()));
    OCSPAN_PROPERTY(ocspan_cert_id_equal(&id, &id));
  }
  // Without what is needed.
  const ocspan_certificate nobody{};
  const ocspan_hasher without{nullptr, nullptr};
  const auto is_missing = [&](ocspan_bytes serial_number, const ocspan_certificate& issuer, const ocspan_hasher* by) {
    return ocspan_make_cert_id(serial_number, &issuer, OCSPAN_HASH_SHA256, by, &hashes, &id).code ==
               OCSPAN_ERROR_MISSING &&
           id.issuer_key_hash.data == nullptr;
  };
  OCSPAN_PROPERTY(is_missing({nullptr, 5}, c, &hasher) && is_missing({c.serial_number.data, 0}, c, &hasher));
  OCSPAN_PROPERTY(is_missing(c.serial_number, nobody, &hasher) && is_missing(c.serial_number, c, nullptr));
  OCSPAN_PROPERTY(is_missing(c.serial_number, c, &without));
  OCSPAN_PROPERTY(ocspan_make_cert_id_of(&c, &nobody, 1, &hasher, &hashes, &id).code == OCSPAN_ERROR_MISSING);
}

void check_certificate(Bytes input, ocspan_tolerance flags, Tolerance tolerance, Choices& choices) {
  auto c = not_set<ocspan_certificate>();
  const Result<Certificate> certificate = load_der_x509_certificate(input, tolerance);
  OCSPAN_PROPERTY(same(ocspan_load_certificate(c_bytes(input), flags, &c), certificate.error()));
  OCSPAN_PROPERTY(same(c.der, certificate ? input : Bytes{}) && same(c.tolerated, certificate->tolerated()));
  if (certificate) {
    check_view(c, *certificate);
    check_urls(c, *certificate, flags, tolerance);
    check_cert_id(c, *certificate, choices);
  } else {
    OCSPAN_PROPERTY(c.version == 0 && c.subject.data == nullptr && c.extensions.rest.data == nullptr);
  }
}

void check_pem(std::string_view text, ocspan_tolerance flags, Tolerance tolerance) {
  for (const std::size_t size : {std::size_t{0}, text.size() / 2, text.size()}) {
    ByteVector buffer(size);
    ByteVector buffer_of_c(size);
    const Result<Certificate> expected = load_pem_x509_certificate(text, buffer, tolerance);
    auto c = not_set<ocspan_certificate>();
    const ocspan_error error =
        ocspan_load_pem_certificate(text.data(), text.size(), flags, buffer_of_c.data(), size, &c);
    OCSPAN_PROPERTY(same(error, expected.error()) && c.der.size == expected->public_bytes().size());
    OCSPAN_PROPERTY(buffer == buffer_of_c);
  }
}

template <class Message>
void check_error(Bytes input, ocspan_tolerance flags, Tolerance tolerance, decltype(ocspan_response_error_path)* path,
                 decltype(ocspan_response_error_detail)* detail_of) {
  check_writing<char>([&](char* out, std::size_t size,
                          std::size_t* written) { return path(c_bytes(input), flags, out, size, written); },
                      [&](std::span<char> out) { return error_path<Message>(input, tolerance, out); });
  const ErrorDetail expected = error_detail<Message>(input, tolerance);
  const ocspan_error_detail detail = detail_of(c_bytes(input), flags);
  OCSPAN_PROPERTY(same(detail.error, expected.error) && same(detail.expected, expected.expected));
  OCSPAN_PROPERTY(same(detail.found, expected.found) && detail.missing == expected.missing);
  const bool has_tag = expected.is_about_tag() && expected.expected != Tag{};
  check_writing<char>(
      [&](char* out, std::size_t size, std::size_t* written) {
        return ocspan_error_explanation(&detail, out, size, written);
      },
      [&](std::span<char> out) { return explain(expected, {&expected.expected, has_tag ? 1U : 0U}, out); });
}

void check_stapling(Bytes input, ocspan_tolerance flags, Tolerance tolerance) {
  for (const bool with_header : {false, true}) {
    const TlsFraming framing = with_header ? TlsFraming::handshake : TlsFraming::none;
    const Result<CertificateStatus> status = load_tls_certificate_status(input, framing);
    auto response = not_set<ocspan_bytes>();
    OCSPAN_PROPERTY(same(ocspan_load_certificate_status(c_bytes(input), with_header, &response), status.error()));
    OCSPAN_PROPERTY(same(response, status->response()));
    check_writing<std::uint8_t>(
        [&](std::uint8_t* out, std::size_t size, std::size_t* written) {
          return ocspan_write_certificate_status(c_bytes(input), with_header, out, size, written);
        },
        [&](std::span<std::uint8_t> out) { return write_tls_certificate_status(input, out, framing); });
  }
  const Result<CertificateStatusRequest> request = load_tls_certificate_status_request(input, tolerance);
  auto c = not_set<ocspan_status_request>();
  OCSPAN_PROPERTY(same(ocspan_load_status_request(c_bytes(input), flags, &c), request.error()));
  check_list<ocspan_responder_id>(c.responder_ids, ocspan_next_responder_id, request->responder_ids(),
                                  [](const ocspan_responder_id& one, const ResponderID& id) {
                                    OCSPAN_PROPERTY(same(one.name, id.by_name() ? id.by_name()->der() : Bytes{}) &&
                                                    same(one.key_hash, id.by_key()));
                                  });
  check_extensions(c.extensions, request->request_extensions());
}

/// Lists of any bytes come to an end, and what is absent has no element, whatever its size is said to be.
template <class Element>
void check_odd_list(Bytes bytes, bool (*next)(ocspan_list*, Element*)) {
  auto element = not_set<Element>();
  ocspan_list list{c_bytes(bytes)};
  for (std::size_t left = bytes.size(); next(&list, &element); left = list.rest.size) {
    OCSPAN_PROPERTY(list.rest.size < left && inside(Bytes{list.rest.data, list.rest.size}, bytes));
  }
  OCSPAN_PROPERTY(list.rest.size == 0);
  ocspan_list absent{{nullptr, 17}};
  OCSPAN_PROPERTY(!next(&absent, &element));
}

void check_odd_lists(Bytes bytes) {
  check_odd_list(bytes, ocspan_next_extension);
  check_odd_list(bytes, ocspan_next_single_response);
  check_odd_list(bytes, ocspan_next_request);
  check_odd_list(bytes, ocspan_next_certificate);
  check_odd_list(bytes, ocspan_next_responder_id);
}

void check_events(Bytes input, Choices& choices) {
  const auto message = static_cast<ocspan_field>(choices.byte());
  std::size_t count = 1;
  const ocspan_error error = ocspan_events(message, c_bytes(input), OCSPAN_TOLERATE_ALL, nullptr, 0, &count);
  std::vector<ocspan_event> events(count + 1, not_set<ocspan_event>());
  std::size_t again = 0;
  const std::size_t capacity = choices.below(count + 1);
  OCSPAN_PROPERTY(ocspan_events(message, c_bytes(input), OCSPAN_TOLERATE_ALL, events.data(), capacity, &again).code ==
                  error.code);
  OCSPAN_PROPERTY(again == count && events[capacity].depth == not_set<ocspan_event>().depth);
}

/// Every number has the word that C++ has for it, or "".
void check_words(std::uint8_t n) {
  OCSPAN_PROPERTY(to_string(static_cast<ErrorCode>(n)) == ocspan_error_name(n));
  OCSPAN_PROPERTY(message_of(static_cast<ErrorCode>(n)) == ocspan_error_message(n));
  OCSPAN_PROPERTY(to_string(static_cast<Field>(n)) == ocspan_field_name(n));
  OCSPAN_PROPERTY(to_string(static_cast<OCSPResponseStatus>(n)) == ocspan_response_status_name(n));
  OCSPAN_PROPERTY(to_string(static_cast<OCSPCertStatus>(n)) == ocspan_cert_status_name(n));
  OCSPAN_PROPERTY(to_string(static_cast<ReasonFlags>(n)) == ocspan_reason_name(n));
  OCSPAN_PROPERTY(to_string(static_cast<HashAlgorithm>(n)) == ocspan_hash_name(n));
  OCSPAN_PROPERTY(to_string(static_cast<VerifyStep>(n)) == ocspan_step_name(n));
  OCSPAN_PROPERTY(message_of(static_cast<VerifyStep>(n)) == ocspan_step_message(n));
  OCSPAN_PROPERTY(to_string(static_cast<Verdict>(n)) == ocspan_verdict_name(n));
  OCSPAN_PROPERTY(to_string(static_cast<SignedBy>(n)) == ocspan_signed_by_name(n));
  OCSPAN_PROPERTY(to_string(static_cast<NonceCheck>(n)) == ocspan_nonce_check_name(n));
  OCSPAN_PROPERTY(to_string(static_cast<VerifyInput>(n)) == ocspan_verify_input_name(n));
  const Oid oid = oid_of(static_cast<HashAlgorithm>(n));
  const ocspan_algorithm algorithm = ocspan_hash_algorithm(n);
  OCSPAN_PROPERTY(equal({algorithm.oid.data, algorithm.oid.size}, oid.bytes()));
}

void check_time(Choices& choices) {
  const ocspan_time time{static_cast<std::uint16_t>(choices.below(0x10000)),
                         choices.byte(),
                         choices.byte(),
                         choices.byte(),
                         choices.byte(),
                         choices.byte()};
  const Time expected{time.year, time.month, time.day, time.hour, time.minute, time.second};
  std::size_t written = 1;
  const auto of_c = [&](char* out, std::size_t size, std::size_t* count) {
    return ocspan_time_text(time, out, size, count);
  };
  if (expected.is_valid()) {
    check_writing<char>(of_c, [&](std::span<char> out) { return expected.to_text(out); });
    OCSPAN_PROPERTY(ocspan_time_to_unix(time) == expected.to_unix());
  } else {
    OCSPAN_PROPERTY(of_c(nullptr, 0, &written).code == OCSPAN_ERROR_TIME_VALUE && written == 0);
  }
  std::uint64_t number = 0;
  for (int i = 0; i < 8; ++i) {
    number = (number & 0xff'ffff'ffff'ffff) << 8 | choices.byte();
  }
  const auto seconds = static_cast<std::int64_t>(number);
  for (const std::int64_t one : {seconds, seconds >> 24, seconds >> 32}) {
    auto found = not_set<ocspan_time>();
    const Result<Time> from = Time::from_unix(one);
    OCSPAN_PROPERTY(same(ocspan_time_from_unix(one, &found), from.error()));
    OCSPAN_PROPERTY(same(found, from ? std::optional{*from} : std::nullopt));
  }
}

void check_serial_number(Bytes magnitude) {
  const SerialNumber number = SerialNumber::from_magnitude(magnitude);
  ByteVector expected(number.needs_zero() ? 1 : 0);
  expected.insert(expected.end(), number.bytes().begin(), number.bytes().end());
  ByteVector out(expected.size());
  auto serial_number = not_set<ocspan_bytes>();
  const ocspan_error asked = ocspan_serial_number_from_magnitude(c_bytes(magnitude), nullptr, 0, &serial_number);
  OCSPAN_PROPERTY(asked.code == OCSPAN_ERROR_NO_SPACE && asked.offset == expected.size() && serial_number.size == 0);
  const ocspan_error error =
      ocspan_serial_number_from_magnitude(c_bytes(magnitude), out.data(), out.size(), &serial_number);
  OCSPAN_PROPERTY(error.code == OCSPAN_ERROR_NONE && same(serial_number, Bytes{out}) && out == expected);
}

void check_http(std::string_view text, Bytes request) {
  const std::string_view url = text.substr(0, text.size() % 300);
  check_writing<char>(
      [&](char* out, std::size_t size, std::size_t* written) {
        return ocspan_get_url(url.data(), url.size(), c_bytes(request), out, size, written);
      },
      [&](std::span<char> out) { return ocsp_get_url(url, request, out); });
  OCSPAN_PROPERTY(ocspan_is_for_get(url.data(), url.size(), c_bytes(request)) ==
                  (ocsp_http_method(url, request) == HttpMethod::get));
  const auto check_path = [](std::string_view path) {
    check_writing<std::uint8_t>(
        [&](std::uint8_t* out, std::size_t size, std::size_t* written) {
          auto decoded = not_set<ocspan_bytes>();
          const ocspan_error error = ocspan_decode_get_path(path.data(), path.size(), out, size, &decoded);
          *written = decoded.size;
          return error;
        },
        [&](std::span<std::uint8_t> out) { return decode_ocsp_get_path(path, out); });
  };
  check_path(text);
  std::vector<char> whole_url(4 * request.size() + 8);
  const std::string_view whole = *ocsp_get_url({}, request, whole_url);
  check_path(whole);
  ByteVector decoded(whole.size());
  const Result<Bytes> back = decode_ocsp_get_path(whole, decoded);
  OCSPAN_PROPERTY(back && equal(*back, request));
}

CertID cert_id_from(const ocspan_cert_id& id, const AlgorithmIdentifier& algorithm) {
  return {algorithm, Bytes{id.issuer_name_hash.data, id.issuer_name_hash.size},
          Bytes{id.issuer_key_hash.data, id.issuer_key_hash.size},
          Integer{Bytes{id.serial_number.data, id.serial_number.size}}};
}

/// A request of what the input chooses is what the builder of C++ makes of it.
void check_request_builder(Choices& choices) {
  std::deque<CertID> ids;
  std::vector<ocspan_cert_id> c_ids;
  OCSPRequestBuilder<NoHasher, std::vector<RequestEntry>> builder{NoHasher{}, std::vector<RequestEntry>(8)};
  const bool negative_is_meant = choices.flag();
  bool is_unreadable = false;
  for (std::size_t left = choices.below(4); left > 0; --left) {
    const CertID& id = ids.emplace_back(some_cert_id(choices));
    const AlgorithmIdentifier& algorithm = id.hash_algorithm();
    ocspan_cert_id c{{c_bytes(algorithm.oid().bytes()), c_bytes(algorithm.parameters().value_or(Bytes{}))},
                     c_bytes(id.issuer_name_hash()),
                     c_bytes(id.issuer_key_hash()),
                     c_bytes(id.serial_number().bytes())};
    if (choices.below(16) == 15) {  // half a value, or none where there is said to be one
      c.hash_algorithm.parameters = choices.flag() ? c_bytes(choices.bytes(1)) : ocspan_bytes{nullptr, 3};
      is_unreadable = true;
      OCSPAN_PROPERTY(!ocspan_cert_id_equal(&c, &c));
    }
    c_ids.push_back(c);
    if (negative_is_meant) {
      builder.add_certificate(cert_id_from(c, algorithm));
    } else {
      builder.add_certificate_by_hash(id.issuer_name_hash(), id.issuer_key_hash(), id.serial_number(), algorithm);
      is_unreadable |= id.serial_number().bytes().empty();  // which is 0 there, and an error here
    }
  }
  ocspan_request_fields fields{};
  fields.cert_ids = c_ids.empty() ? nullptr : c_ids.data();
  fields.cert_id_count = c_ids.empty() ? choices.below(3) : c_ids.size();
  fields.allow_negative_serial_numbers = negative_is_meant;
  const std::size_t nonce_size = choices.below(200);
  if (nonce_size != 0) {
    const Bytes nonce = choices.flag() ? Bytes{} : choices.bytes(nonce_size);
    fields.nonce = {nonce.data(), nonce_size};
    builder.nonce(nonce);
  }
  const std::vector<Extension> extensions = some_extensions(choices);
  std::vector<ocspan_extension> c_extensions;
  for (const Extension& extension : extensions) {
    c_extensions.push_back({c_bytes(extension.oid().bytes()), extension.critical(), c_bytes(extension.value())});
    builder.add_extension(extension);
  }
  fields.extensions = c_extensions.empty() ? nullptr : c_extensions.data();
  fields.extension_count = c_extensions.size();
  if (is_unreadable) {
    std::uint8_t out[16];
    std::size_t written = 1;
    OCSPAN_PROPERTY(ocspan_build_request(&fields, out, sizeof out, &written).code != OCSPAN_ERROR_NONE && written == 0);
    return;
  }
  check_writing<std::uint8_t>([&](std::uint8_t* out, std::size_t size,
                                  std::size_t* written) { return ocspan_build_request(&fields, out, size, written); },
                              [&](std::span<std::uint8_t> out) { return builder.build(out); });
}

/// Without what is needed, verification says so, and trusts nothing. What the verify harness asks is asked of C there.
void check_odd_verify(Bytes input, Bytes certificate) {
  ocspan_response response{};
  ocspan_certificate issuer{};
  (void)ocspan_load_response(c_bytes(input), OCSPAN_TOLERATE_ALL, &response);
  (void)ocspan_load_certificate(c_bytes(certificate), OCSPAN_TOLERATE_ALL, &issuer);
  OddHasher odd;
  const ocspan_hasher hasher = odd.to_c();
  const ocspan_hasher no_hash{nullptr, nullptr};
  const ocspan_verifier verifier{
      [](void*, const ocspan_algorithm*, const ocspan_public_key*, ocspan_bytes, ocspan_bytes) { return 1; }, nullptr};
  const ocspan_verifier no_verify{nullptr, nullptr};
  const ocspan_policy policy = ocspan_default_policy({2020, 1, 2, 0, 0, 0});
  const ocspan_cert_id unreadable{{{nullptr, 0}, {certificate.data(), 1}}, {}, {}, {}};
  const std::vector<ocspan_bytes> many(OCSPAN_MAX_CERTIFICATES + 1, c_bytes(certificate));
  const ocspan_question good{&issuer, nullptr, &issuer, {}, nullptr, 0, nullptr, 0};
  const auto error_of = [&](const ocspan_question& question, const ocspan_verifier* by, const ocspan_hasher* with) {
    auto result = not_set<ocspan_verification>();
    const ocspan_error error = ocspan_verify(&response, &question, &policy, by, with, &result);
    OCSPAN_PROPERTY(error.code == OCSPAN_ERROR_NONE ||
                    (result.verdict == OCSPAN_VERDICT_UNTRUSTED && result.signed_by == OCSPAN_SIGNED_BY_NOBODY &&
                     result.usable_until.month == 0));
    return error.code;
  };
  OCSPAN_PROPERTY(error_of(good, nullptr, &hasher) == OCSPAN_ERROR_MISSING);
  OCSPAN_PROPERTY(error_of(good, &no_verify, &hasher) == OCSPAN_ERROR_MISSING);
  OCSPAN_PROPERTY(error_of(good, &verifier, nullptr) == OCSPAN_ERROR_MISSING);
  OCSPAN_PROPERTY(error_of(good, &verifier, &no_hash) == OCSPAN_ERROR_MISSING);
  ocspan_question question = good;
  question.issuer = nullptr;
  OCSPAN_PROPERTY(error_of(question, &verifier, &hasher) == OCSPAN_ERROR_MISSING);
  question = good;
  question.certificate = nullptr;
  OCSPAN_PROPERTY(error_of(question, &verifier, &hasher) == OCSPAN_ERROR_MISSING);
  question.asked = &unreadable;
  OCSPAN_PROPERTY(error_of(question, &verifier, &hasher) != OCSPAN_ERROR_NONE);
  question = good;
  question.trusted = many.data();
  question.trusted_count = many.size();
  OCSPAN_PROPERTY(error_of(question, &verifier, &hasher) == OCSPAN_ERROR_TOO_MANY);
  question = good;
  question.certificates = many.data();
  question.certificate_count = many.size();
  OCSPAN_PROPERTY(error_of(question, &verifier, &hasher) == OCSPAN_ERROR_TOO_MANY);
  question.certificates = nullptr;  // of which there are none, whatever their number is said to be
  OCSPAN_PROPERTY(error_of(question, &verifier, &hasher) == error_of(good, &verifier, &hasher));
  issuer.der = {certificate.data(), certificate.size() - 1};
  OCSPAN_PROPERTY(error_of(good, &verifier, &hasher) != OCSPAN_ERROR_NONE);
}

void check_input(Bytes input) {
  ReadContext context{input};
  Reader reader{context};
  reader.any(Field::none);
  const Bytes behind = context.error() ? Bytes{} : reader.remaining();
  const Bytes message = input.first(input.size() - behind.size());
  Choices choices{behind};
  const auto text = std::string_view{reinterpret_cast<const char*>(input.data()), input.size()};
  OCSPAN_PROPERTY(ocspan_version() == OCSPAN_VERSION);
  for (const std::uint8_t flags :
       {std::uint8_t{0}, std::uint8_t{0xff}, choices.byte()}) {  // undefined ones are ignored
    const Tolerance tolerance = static_cast<Tolerance>(flags) & Tolerance::all;
    check_response(message, flags, tolerance);
    check_request(message, flags, tolerance);
    check_certificate(message, flags, tolerance, choices);
    check_stapling(input, flags, tolerance);
    check_pem(text, flags, tolerance);
    check_error<OCSPResponse>(message, flags, tolerance, ocspan_response_error_path, ocspan_response_error_detail);
    check_error<OCSPRequest>(message, flags, tolerance, ocspan_request_error_path, ocspan_request_error_detail);
    check_error<Certificate>(message, flags, tolerance, ocspan_certificate_error_path, ocspan_certificate_error_detail);
  }
  check_odd_lists(message);
  check_events(message, choices);
  check_words(choices.byte());
  check_time(choices);
  check_serial_number(choices.bytes(choices.below(24)));
  check_http(text, message);
  check_request_builder(choices);
  const ByteVector issuer = certificate_of(name_der, name_der, Integer{std::array<std::uint8_t, 1>{1}}, name_der);
  check_odd_verify(message, issuer);
}

}  // namespace
}  // namespace ocspan::fuzz::c_harness

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ocspan::fuzz::c_harness::check_input({data, size});
  return 0;
}
