// What must hold for every input: the checks that the harnesses share.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "../test/support/events.hpp"
#include "harness.hpp"
#include "ocspan/asn1/string.hpp"
#include "ocspan/ocspan.h"
#include "ocspan/ocspan.hpp"
#include "outcome.hpp"

namespace ocspan::fuzz {

/// Whether the text is well-formed UTF-8 (Unicode, table 3-7) without characters that control a terminal, break a line
/// or change the direction of writing.
inline bool is_clean_text(std::string_view text) {
  const auto at = [&](std::size_t i) { return i < text.size() ? static_cast<std::uint8_t>(text[i]) : 0U; };
  for (std::size_t i = 0; i < text.size();) {
    const unsigned lead = at(i++);
    if (lead < 0x80) {
      if (lead < 0x20 || lead == 0x7f) {
        return false;
      }
      continue;
    }
    const unsigned second = at(i);
    const unsigned least = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    const unsigned most = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    const unsigned following = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    if (lead < 0xc2 || lead > 0xf4 || second < least || second > most) {
      return false;
    }
    unsigned c = lead & (0x3fU >> following);
    for (unsigned k = 0; k < following; ++k, ++i) {
      if ((at(i) & 0xc0) != 0x80) {
        return false;
      }
      c = c << 6 | (at(i) & 0x3f);
    }
    if (c < 0xa0 || c == 0x61c || c == 0x200e || c == 0x200f || (c >= 0x2028 && c <= 0x202e) ||
        (c >= 0x2066 && c <= 0x2069)) {
      return false;
    }
  }
  return true;
}

/// The text that `write` writes into a buffer of just the size that it asks for.
template <class Write>
std::string text_of(Write write) {
  const Result<std::string_view> asked = write(std::span<char>{});
  if (asked) {
    OCSPAN_PROPERTY((*asked).empty());
    return {};
  }
  OCSPAN_PROPERTY(asked.error().code == ErrorCode::no_space && asked.error().offset > 0);
  std::vector<char> buffer(asked.error().offset);
  const Result<std::string_view> written = write(std::span<char>{buffer});
  OCSPAN_PROPERTY(written.has_value());
  OCSPAN_PROPERTY((*written).data() == buffer.data() && (*written).size() == buffer.size());
  OCSPAN_PROPERTY(is_clean_text(*written));

  std::vector<char> too_small(buffer.size() - 1);
  OCSPAN_PROPERTY(write(std::span<char>{too_small}).error() == asked.error());
  return std::string{*written};
}

// Big numbers are compared modulo a prime: that needs no code that is like the library's.
inline constexpr std::uint64_t prime = 1'000'000'007;

inline std::uint64_t decimal_modulo_prime(std::string_view digits) {
  OCSPAN_PROPERTY(!digits.empty() && (digits[0] != '0' || digits.size() == 1));
  std::uint64_t value = 0;
  for (const char digit : digits) {
    OCSPAN_PROPERTY(digit >= '0' && digit <= '9');
    value = (value * 10 + static_cast<std::uint64_t>(digit - '0')) % prime;
  }
  return value;
}

inline void check(const Integer& number) {
  const Bytes bytes = number.bytes();
  OCSPAN_PROPERTY(!bytes.empty() && number == number && !(number < number));
  const std::string hex = text_of([&](std::span<char> out) { return number.to_hex(out); });
  OCSPAN_PROPERTY(hex.size() == 2 * bytes.size());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    OCSPAN_PROPERTY(std::stoul(hex.substr(2 * i, 2), nullptr, 16) == bytes[i]);
  }
  if (bytes.size() > max_decimal_bytes) {
    OCSPAN_PROPERTY(number.to_decimal({}).error().code == ErrorCode::too_long_for_decimal);
    return;
  }
  std::uint64_t value = 0;
  std::uint64_t power = 1;
  for (const std::uint8_t byte : bytes) {
    value = (value * 256 + byte) % prime;
    power = power * 256 % prime;
  }
  std::string_view digits;
  const std::string decimal = text_of([&](std::span<char> out) { return number.to_decimal(out); });
  digits = decimal;
  OCSPAN_PROPERTY(digits.starts_with('-') == number.is_negative());
  if (number.is_negative()) {
    digits.remove_prefix(1);
    value = (power + prime - value) % prime;
  }
  OCSPAN_PROPERTY(decimal_modulo_prime(digits) == value);
}

inline void check(const Oid& oid) {
  std::vector<std::uint64_t> arcs;  // as they are encoded, modulo the prime
  std::uint64_t arc = 0;
  std::size_t arc_bytes = 0;
  std::size_t longest = 0;
  for (const std::uint8_t byte : oid.bytes()) {
    arc = (arc * 128 + (byte & 0x7f)) % prime;
    longest = std::max(longest, ++arc_bytes);
    if (byte < 0x80) {
      arcs.push_back(arc);
      arc = 0;
      arc_bytes = 0;
    }
  }
  OCSPAN_PROPERTY(arc_bytes == 0);
  if (longest > max_decimal_bytes) {
    OCSPAN_PROPERTY(oid.to_dotted({}).error().code == ErrorCode::too_long_for_decimal);
    return;
  }
  const std::string dotted = text_of([&](std::span<char> out) { return oid.to_dotted(out); });
  if (oid.empty()) {
    OCSPAN_PROPERTY(dotted.empty());
    return;
  }
  std::vector<std::string> texts{{}};
  for (const char c : dotted) {
    if (c == '.') {
      texts.emplace_back();
    } else {
      texts.back().push_back(c);
    }
  }
  OCSPAN_PROPERTY(texts.size() == arcs.size() + 1 && (texts[0] == "0" || texts[0] == "1" || texts[0] == "2"));
  OCSPAN_PROPERTY(texts[0] == "2" || texts[1].size() == 1 || (texts[1].size() == 2 && texts[1] < "40"));
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    const std::uint64_t first = i == 0 ? decimal_modulo_prime(texts[0]) * 40 : 0;
    OCSPAN_PROPERTY((first + decimal_modulo_prime(texts[i + 1])) % prime == arcs[i]);
  }
  const KnownOid* const known = find_known(oid);
  OCSPAN_PROPERTY(known == nullptr || (known->oid == oid && name_of(oid) == known->name));
}

inline void check(const Time& time) {
  const std::chrono::year_month_day day{std::chrono::year{time.year}, std::chrono::month{time.month},
                                        std::chrono::day{time.day}};
  OCSPAN_PROPERTY(day.ok() && time.year <= 9999 && time.hour < 24 && time.minute < 60 && time.second < 60);
  OCSPAN_PROPERTY(time.to_sys() == std::chrono::sys_days{day} + std::chrono::hours{time.hour} +
                                       std::chrono::minutes{time.minute} + std::chrono::seconds{time.second});
  char expected[64];
  std::snprintf(expected, sizeof expected, "%04u-%02u-%02uT%02u:%02u:%02uZ", unsigned{time.year}, unsigned{time.month},
                unsigned{time.day}, unsigned{time.hour}, unsigned{time.minute}, unsigned{time.second});
  OCSPAN_PROPERTY(text_of([&](std::span<char> out) { return time.to_text(out); }) == expected);
}

inline void check(const BitString& bits) {
  OCSPAN_PROPERTY(bits.unused_bits() <= 7);
  OCSPAN_PROPERTY(bits.unused_bits() == 0 ||
                  (!bits.bytes().empty() && (bits.bytes().back() & ((1U << bits.unused_bits()) - 1)) == 0));
}

inline void check(const AlgorithmIdentifier& algorithm) {
  OCSPAN_PROPERTY(!algorithm.oid().empty() && algorithm == algorithm);
  const std::optional<Bytes> parameters = algorithm.parameters();
  OCSPAN_PROPERTY(!parameters || parameters->size() >= 2);
  if (const std::optional<HashAlgorithm> hash = algorithm.hash()) {
    OCSPAN_PROPERTY(oid_of(*hash) == algorithm.oid() && digest_size(*hash) != 0 && !to_string(*hash).empty());
    OCSPAN_PROPERTY((algorithm == *hash) == (!parameters || (*parameters)[0] == 0x05));
  }
  const Result<std::optional<HashAlgorithm>> of_signature = signature_hash_algorithm(algorithm);
  OCSPAN_PROPERTY(of_signature || of_signature.error().offset <= parameters.value_or(Bytes{}).size());
}

inline void check(const AttributeTypeAndValue& attribute) {
  OCSPAN_PROPERTY(!attribute.type().empty());
  const Any& value = attribute.value();
  OCSPAN_PROPERTY(is_well_formed(value.tag(), value.bytes()));
  const bool is_a_text = is_text(value.tag(), value.bytes());
  const auto to_text = [&](std::span<char> out) { return string_to_text(value.tag(), value.bytes(), out); };
  OCSPAN_PROPERTY(is_a_text || to_text({}).error().code == ErrorCode::bad_string);
  if (is_a_text) {
    (void)text_of(to_text);
  }
  if (is_string(value.tag())) {
    CodePoints characters{value.tag(), value.bytes()};
    std::size_t count = 0;
    while (characters.more()) {
      OCSPAN_PROPERTY(++count <= value.bytes().size());
      OCSPAN_PROPERTY(characters.next() != invalid_code_point || value.tag() == Tag::universal_string);
    }
  }
}

/// What is in a name cannot make its text look like another name: what separates stands unescaped where the structure
/// has it, and nowhere else (RFC 4514 2.1, 2.2, 2.4).
inline void check(const Name& name) {
  const std::string text = text_of([&](std::span<char> out) { return name.to_rfc4514(out); });
  std::size_t attributes = 0;
  for (const RelativeDistinguishedName& rdn : name) {
    OCSPAN_PROPERTY(!rdn.empty());
    attributes += rdn.size();
  }
  const auto is_hex = [&](std::size_t i) {
    return i < text.size() && std::string_view{"0123456789ABCDEF"}.find(text[i]) != std::string_view::npos;
  };
  std::size_t commas = 0;
  std::size_t pluses = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
      OCSPAN_PROPERTY(i < text.size());
      if (std::string_view{"\"+,;<>\\# "}.find(text[i]) == std::string_view::npos) {
        OCSPAN_PROPERTY(is_hex(i) && is_hex(i + 1));
        ++i;
      }
      continue;
    }
    OCSPAN_PROPERTY(std::string_view{"\";<>"}.find(text[i]) == std::string_view::npos);
    commas += text[i] == ',' ? 1U : 0U;
    pluses += text[i] == '+' ? 1U : 0U;
  }
  OCSPAN_PROPERTY(name.empty() ? text.empty() : commas == name.size() - 1);
  OCSPAN_PROPERTY(pluses == attributes - name.size());
  OCSPAN_PROPERTY(name == name);
}

inline void check(const GeneralName& name) {
  const GeneralNameType type = name.type();
  OCSPAN_PROPERTY(!to_string(type).empty() && !name.der().empty() && inside(name.bytes(), name.der()));
  OCSPAN_PROPERTY((name.der()[0] & 0x1f) == static_cast<unsigned>(type));
  OCSPAN_PROPERTY(name.directory_name().der().empty() == (type != GeneralNameType::directory_name));
  OCSPAN_PROPERTY(name.oid().empty() ==
                  (type != GeneralNameType::registered_id && type != GeneralNameType::other_name));
  if (type == GeneralNameType::rfc822_name || type == GeneralNameType::dns_name ||
      type == GeneralNameType::uniform_resource_identifier) {
    OCSPAN_PROPERTY(std::all_of(name.bytes().begin(), name.bytes().end(), [](auto byte) { return byte < 0x80; }));
  }
}

inline void check_find(const Extensions& extensions, const Extension& wanted) {
  std::size_t count = 0;
  for (const Extension& extension : extensions) {
    count += extension.oid() == wanted.oid() ? 1U : 0U;
  }
  const Result<std::optional<Extension>> found = extensions.find(wanted.oid());
  OCSPAN_PROPERTY(found.has_value() == (count == 1));
  if (found) {
    OCSPAN_PROPERTY(found->has_value() && same_place((*found)->value(), wanted.value()));
    OCSPAN_PROPERTY((*found)->critical() == wanted.critical() && (*found)->oid() == wanted.oid());
  } else {
    OCSPAN_PROPERTY(found.error().code == ErrorCode::duplicate);
  }
}

/// What an extension is read as lies in its value.
inline void check_typed(const Extension& extension);

inline void check(const Extensions& extensions) {
  auto unknown = extensions.unknown_critical(KnownExtensionTypes::oids).begin();
  const auto end = extensions.unknown_critical(KnownExtensionTypes::oids).end();
  OCSPAN_PROPERTY(extensions.unknown_critical(KnownExtensionTypes::oids).empty() == (unknown == end));
  for (const Extension& extension : extensions) {
    check_typed(extension);
    if (extension.critical() && !KnownExtensionTypes::visit(extension, Tolerance::all, [](const auto&) {})) {
      OCSPAN_PROPERTY(unknown != end && same_place(unknown->value(), extension.value()));
      ++unknown;
    }
  }
  OCSPAN_PROPERTY(unknown == end);
  const Result<std::optional<Extension>> absent = extensions.find(oid<2, 999>);
  OCSPAN_PROPERTY(!absent || !absent->has_value() || (*absent)->oid() == oid<2, 999>);
  if (!extensions.empty()) {
    Extension last;
    for (const Extension& extension : extensions) {
      last = extension;
    }
    check_find(extensions, *extensions.begin());
    check_find(extensions, last);
  }
}

inline void check(const CertID& id) { OCSPAN_PROPERTY(id == id); }

inline void check(const ResponderID& id) { OCSPAN_PROPERTY(id.by_name().has_value() != id.by_key().has_value()); }

inline void check(const SingleResponse& response) {
  const bool revoked = response.certificate_status() == OCSPCertStatus::revoked;
  OCSPAN_PROPERTY(!to_string(response.certificate_status()).empty());
  OCSPAN_PROPERTY(response.revocation_time().has_value() == revoked);
  if (response.revocation_reason()) {
    OCSPAN_PROPERTY(revoked && !to_string(*response.revocation_reason()).empty());
  }
}

inline void check_typed(const Extension& extension) {
  KnownExtensionTypes::visit(extension, Tolerance::all, [&](const auto& value) {
    OCSPAN_PROPERTY(value || value.error().offset <= extension.value().size());
    (void)record_of(*value, value ? extension.value() : Bytes{});
  });
}

template <class T, class U>
void check_same(const T& a, const U& b, Bytes input) {
  OCSPAN_PROPERTY(record_of(a, input) == record_of(b, input));
}

/// Iterating, which checks nothing again, decodes what a reader decodes that checks everything.
inline void check_iterated(const SequenceOf<SingleResponse>& responses, Bytes input) {
  ReadContext context{responses.bytes(), Tolerance::all};
  Reader reader{context};
  for (const SingleResponse& iterated : responses) {
    SingleResponse read;
    read.read(reader, Field::responses);
    check_same(iterated, read, input);
  }
  OCSPAN_PROPERTY(!context.error() && !reader.more());
}

/// The accessors of OCSPResponse are those of its body and of its only answer.
inline void check(const OCSPResponse& response) {
  const Bytes input = response.public_bytes();
  const BasicOCSPResponse* const basic = response.basic();
  OCSPAN_PROPERTY((basic != nullptr) == (response.response_status() == OCSPResponseStatus::successful));
  OCSPAN_PROPERTY(!to_string(response.response_status()).empty());

  if (basic != nullptr) {
    check_iterated(basic->responses(), input);
  }

  const auto check_body = [&](const auto& result, auto accessor) {
    OCSPAN_PROPERTY(result.has_value() == (basic != nullptr));
    if (basic == nullptr) {
      OCSPAN_PROPERTY(result.error().code == ErrorCode::not_successful);
    } else {
      check_same(*result, (basic->*accessor)(), input);
    }
  };
  check_body(response.responder_name(), &BasicOCSPResponse::responder_name);
  check_body(response.responder_key_hash(), &BasicOCSPResponse::responder_key_hash);
  check_body(response.produced_at(), &BasicOCSPResponse::produced_at);
  check_body(response.responses(), &BasicOCSPResponse::responses);
  check_body(response.extensions(), &BasicOCSPResponse::extensions);
  check_body(response.signature_algorithm_oid(), &BasicOCSPResponse::signature_algorithm_oid);
  check_body(response.signature(), &BasicOCSPResponse::signature);
  check_body(response.tbs_response_bytes(), &BasicOCSPResponse::tbs_response_bytes);
  check_body(response.certificates(), &BasicOCSPResponse::certificates);
  const Result<std::optional<HashAlgorithm>> hash = response.signature_hash_algorithm();
  if (basic == nullptr) {
    OCSPAN_PROPERTY(hash.error().code == ErrorCode::not_successful);
  } else {
    OCSPAN_PROPERTY(hash.error() == basic->signature_hash_algorithm().error());
    OCSPAN_PROPERTY(*hash == *basic->signature_hash_algorithm());
  }

  std::optional<SingleResponse> single;
  if (basic != nullptr && basic->responses().size() == 1) {
    single = *basic->responses().begin();
  }
  const auto check_single = [&](const auto& result, auto accessor) {
    OCSPAN_PROPERTY(result.has_value() == single.has_value());
    if (single) {
      check_same(*result, ((*single).*accessor)(), input);
    } else {
      OCSPAN_PROPERTY(result.error().code == (basic == nullptr ? ErrorCode::not_successful : ErrorCode::not_single));
    }
  };
  OCSPAN_PROPERTY(response.single_response().has_value() == single.has_value());
  check_single(response.certificate_status(), &SingleResponse::certificate_status);
  check_single(response.revocation_time(), &SingleResponse::revocation_time);
  check_single(response.revocation_reason(), &SingleResponse::revocation_reason);
  check_single(response.this_update(), &SingleResponse::this_update);
  check_single(response.next_update(), &SingleResponse::next_update);
  check_single(response.issuer_name_hash(), &SingleResponse::issuer_name_hash);
  check_single(response.issuer_key_hash(), &SingleResponse::issuer_key_hash);
  check_single(response.hash_algorithm(), &SingleResponse::hash_algorithm);
  check_single(response.serial_number(), &SingleResponse::serial_number);
  check_single(response.single_extensions(), &SingleResponse::single_extensions);
  OCSPAN_PROPERTY(single || response.certificate_status().error());
  OCSPAN_PROPERTY(single || *response.certificate_status() == OCSPCertStatus::unknown);  // no error reads as good
}

inline void check(const BasicOCSPResponse& response) {
  OCSPAN_PROPERTY(response.version() == 1 && !response.tbs_response_bytes().empty());
  OCSPAN_PROPERTY(response.responder_name().has_value() == response.responder_id().by_name().has_value());
  OCSPAN_PROPERTY(response.responder_key_hash().has_value() == response.responder_id().by_key().has_value());
  OCSPAN_PROPERTY(same_place(response.signature_algorithm_oid().bytes(), response.signature_algorithm().oid().bytes()));
}

inline void check(const OCSPRequest& request) {
  const Bytes input = request.public_bytes();
  const bool single = request.requests().size() == 1;
  OCSPAN_PROPERTY(request.version() == 1 && !request.tbs_request_bytes().empty());
  const auto check_single = [&](const auto& result, auto accessor) {
    OCSPAN_PROPERTY(result.has_value() == single);
    if (single) {
      check_same(*result, ((*request.requests().begin()).cert_id().*accessor)(), input);
    } else {
      OCSPAN_PROPERTY(result.error().code == ErrorCode::not_single);
    }
  };
  check_single(request.issuer_name_hash(), &CertID::issuer_name_hash);
  check_single(request.issuer_key_hash(), &CertID::issuer_key_hash);
  check_single(request.hash_algorithm(), &CertID::hash_algorithm);
  check_single(request.serial_number(), &CertID::serial_number);
  OCSPAN_PROPERTY(request.cert_id().has_value() == single);
  OCSPAN_PROPERTY(!single || same_place((*request.cert_id()).der(), (*request.requests().begin()).cert_id().der()));
}

inline void check(const Certificate& certificate) {
  OCSPAN_PROPERTY(certificate.version() >= 1 && certificate.version() <= 3);
  OCSPAN_PROPERTY(!certificate.tbs_certificate_bytes().empty());
}

/// Any verdict will do for a certificate in a message; an error, and what is read, lie within it.
inline void check(const Certificates& certificates) {
  for (const Bytes der : certificates) {
    const Result<Certificate> certificate = load_der_x509_certificate(der, Tolerance::all);
    (void)outcome_of(certificate, der);
    OCSPAN_PROPERTY(certificate ? same_place(certificate->public_bytes(), der)
                                : certificate.error().offset <= der.size());
  }
}

/// Calls the check() of each value that has one.
class Checker : public FieldVisitor<Checker> {
 public:
  template <class T>
  void on_value(const T& value) {
    if constexpr (requires { check(value); }) {
      check(value);
    }
  }
};

/// "byName" for "byName[3][0]".
inline std::string_view without_indices(std::string_view path) {
  while (path.ends_with(']')) {
    path = path.substr(0, path.rfind('['));
  }
  return path;
}

/// The events of the C interface are those of C++.
template <class Message>
void check_c_events(Bytes input, Tolerance tolerance, Error error) {
  std::vector<ocspan_test::SeenEvent> events;
  (void)ocspan_test::events_of<Message>(input, tolerance, events);
  std::vector<ocspan_event> of_c(events.size());
  std::size_t count = 0;
  const ocspan_error c_error =
      ocspan_events(static_cast<ocspan_field>(Message::field), {input.data(), input.size()},
                    static_cast<ocspan_tolerance>(tolerance), of_c.data(), of_c.size(), &count);
  OCSPAN_PROPERTY(c_error.code == static_cast<unsigned>(error.code) && c_error.offset == error.offset);
  OCSPAN_PROPERTY(count == events.size());
  for (std::size_t i = 0; i < count; ++i) {
    const Event& event = events[i].event;
    OCSPAN_PROPERTY(of_c[i].field == static_cast<unsigned>(event.field) && of_c[i].index == event.index &&
                    of_c[i].tag == static_cast<unsigned>(event.tag) && of_c[i].offset == event.offset &&
                    of_c[i].header == event.header && of_c[i].length == event.length && of_c[i].depth == event.depth);
  }
}

/// The path of the error of one load, and what loading a prefix says of the same bytes.
template <class Message>
void check_load(Bytes input, Tolerance tolerance, const Result<Message>& message) {
  const Error error = message.error();
  const std::string path = text_of([&](std::span<char> out) { return error_path<Message>(input, tolerance, out); });
  if (message) {
    OCSPAN_PROPERTY(path.empty());
  } else {
    OCSPAN_PROPERTY(!to_string(error.code).empty() && !message_of(error.code).empty());
    OCSPAN_PROPERTY(without_indices(path).ends_with(to_string(error.field)));
  }
  const ErrorDetail detail = error_detail<Message>(input, tolerance);
  OCSPAN_PROPERTY(detail.error == error && (detail.missing == 0 || error.code == ErrorCode::truncated));
  OCSPAN_PROPERTY(detail.found.empty() || inside(detail.found, input));
  const std::string explained = text_of([&](std::span<char> out) { return explain(detail, {}, out); });
  OCSPAN_PROPERTY(explained.starts_with(message_of(error.code)));
  const Tag tags[] = {detail.expected, Tag::utf8_string, Tag::bmp_string};
  for (const std::size_t count : {std::size_t{1}, std::size_t{2}, std::size_t{3}}) {
    const std::string with_tags =
        text_of([&](std::span<char> out) { return explain(detail, std::span{tags}.first(count), out); });
    OCSPAN_PROPERTY(with_tags.starts_with(message_of(error.code)));
  }
  const std::string found = text_of([&](std::span<char> out) { return found_text(detail, out); });
  OCSPAN_PROPERTY(detail.found.empty() || explained.find(found) != std::string::npos);
  OCSPAN_PROPERTY(!text_of([&](std::span<char> out) { return to_text(detail.expected, out); }).empty());

  OCSPAN_PROPERTY(ocspan_test::complaint_of_events<Message>(input, tolerance).empty());
  check_c_events<Message>(input, tolerance, error);

  const Result<Message> prefix = Api<Message>::load_prefix(input, tolerance);
  if (!prefix) {
    OCSPAN_PROPERTY(prefix.error() == error);
    return;
  }
  const Bytes consumed = prefix->public_bytes();
  OCSPAN_PROPERTY(consumed.data() == input.data() && consumed.size() <= input.size());
  if (consumed.size() < input.size()) {
    OCSPAN_PROPERTY(error ==
                    Error{ErrorCode::trailing_data, Message::field, static_cast<std::uint32_t>(consumed.size())});
  }
  OCSPAN_PROPERTY(outcome_of(prefix, input) == load_outcome<Message>(consumed, tolerance));
}

/// An input that is accepted is refused with one byte more or less.
template <class Message>
void check_neighbours(Bytes input, Tolerance tolerance) {
  std::vector<std::uint8_t> bytes(input.begin(), input.end());
  const Error surplus{ErrorCode::trailing_data, Message::field, static_cast<std::uint32_t>(input.size())};
  bytes.push_back(0);
  OCSPAN_PROPERTY(Api<Message>::load(bytes, tolerance).error() == surplus);
  bytes.resize(input.size() - 1);
  bytes.shrink_to_fit();
  OCSPAN_PROPERTY(!Api<Message>::load(bytes, tolerance) && !Api<Message>::load_prefix(bytes, tolerance));
}

/// The verdict depends on nothing but the bytes: not on when they are read, nor where they are, nor how the library
/// was built.
template <class Message>
void check_same_everywhere(Bytes input, Tolerance tolerance, const Outcome& outcome) {
  OCSPAN_PROPERTY(load_outcome<Message>(input, tolerance) == outcome);
  const std::vector<std::uint8_t> copy(input.begin(), input.end());
  OCSPAN_PROPERTY(load_outcome<Message>(copy, tolerance) == outcome);
  OCSPAN_PROPERTY(header_only::message_outcome(Api<Message>::kind, copy.data(), copy.size(),
                                               static_cast<unsigned>(tolerance)) == outcome.numbers());
}

/// Without any of the flags that were needed it is refused; with them alone it is the same.
template <class Message>
void check_tolerated(Bytes input, Tolerance tolerated, const Outcome& outcome) {
  OCSPAN_PROPERTY(load_outcome<Message>(input, tolerated) == outcome);
  const auto all = static_cast<unsigned>(Tolerance::all);
  for (unsigned flag = 1; flag <= all; flag <<= 1) {
    if (contains(tolerated, static_cast<Tolerance>(flag))) {
      OCSPAN_PROPERTY(!Api<Message>::load(input, static_cast<Tolerance>(all & ~flag)));
    }
  }
}

/// What must hold for each message type and input. What is dear is left to the inputs that is_chosen() chooses.
template <class Message>
void check_message(Bytes input) {
  const Result<Message> strict = Api<Message>::load(input, Tolerance::none);
  const Result<Message> lenient = Api<Message>::load(input, Tolerance::all);
  for (const Result<Message>* const message : {&strict, &lenient}) {
    const Error error = message->error();
    if (*message) {
      OCSPAN_PROPERTY(error == Error{} && same_place((*message)->public_bytes(), input));
    } else {
      OCSPAN_PROPERTY(error.code != ErrorCode::none && error.code < ErrorCode::not_successful);
      OCSPAN_PROPERTY(error.field != Field::none && error.offset <= input.size());
    }
  }
  // Writing them down checks that all spans lie in the input and that lists have as many elements as they say.
  const Outcome strict_outcome = outcome_of(strict, input);
  const Outcome lenient_outcome = outcome_of(lenient, input);
  // What is tolerated is reported, and nothing else is.
  OCSPAN_PROPERTY(strict->tolerated() == Tolerance::none);
  OCSPAN_PROPERTY(lenient ? (lenient->tolerated() == Tolerance::none) == strict.has_value() : !strict);
  OCSPAN_PROPERTY(!strict || strict_outcome == lenient_outcome);

  if (is_chosen(input)) {
    check_load(input, Tolerance::none, strict);
    check_load(input, Tolerance::all, lenient);
    check_same_everywhere<Message>(input, Tolerance::none, strict_outcome);
    check_same_everywhere<Message>(input, Tolerance::all, lenient_outcome);
    if (lenient) {
      check_tolerated<Message>(input, lenient->tolerated(), lenient_outcome);
      check_neighbours<Message>(input, Tolerance::all);
      Checker{}.visit(*lenient);
    }
  }
}

}  // namespace ocspan::fuzz
