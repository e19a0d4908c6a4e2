// OCSP messages as trees of parts: a test finds a part, replaces, removes or damages it, and the tree knows at which
// byte everything lies. Lengths are always worked out anew, so that nothing else is wrong with the message.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ocspan/asn1/error_text.hpp"
#include "ocspan/error.hpp"
#include "ocspan/tolerance.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"

namespace Catch {

template <>
struct StringMaker<ocspan::Error> {
  static std::string convert(const ocspan::Error& error) {
    return "{" + std::string{to_string(error.code)} + ", " + std::string{to_string(error.field)} + ", " +
           std::to_string(error.offset) + "}";
  }
};

template <>
struct StringMaker<ocspan::ErrorCode> {
  static std::string convert(ocspan::ErrorCode code) { return std::string{to_string(code)}; }
};

}  // namespace Catch

namespace ocspan_test {

using ocspan::Bytes;
using ocspan::Error;
using ocspan::ErrorCode;
using ocspan::Field;
using ocspan::Tolerance;

/// One TLV of a message. An EXPLICIT tag is a part of its own and has the name of the field; the part inside it has the
/// same name with a capital letter.
struct Part {
  std::string name{};
  Field field = Field::none;  ///< what errors in this part are reported as
  ByteVector identifier{};    ///< empty: `value` is written without identifier and length octets
  ByteVector value{};         ///< contents octets that come before `parts`
  std::vector<Part> parts{};

  bool list = false;      ///< SEQUENCE OF or SET OF: anything inside is read as an element
  bool any = false;       ///< ANY: every tag is right
  bool optional = false;  ///< may be absent; another tag in its place gives the error below
  ErrorCode alien_code = ErrorCode::wrong_tag;
  Field alien_field = Field::none;
  std::optional<ByteVector> length{};  ///< length octets to write in place of the right ones
};

// --- trees ---

inline void append(ByteVector& out, const ByteVector& more) { out.insert(out.end(), more.begin(), more.end()); }

inline void append(ByteVector& out, const Part& part) {
  append(out, part.identifier);
  const std::size_t contents = out.size();
  append(out, part.value);
  for (const Part& inner : part.parts) {
    append(out, inner);
  }
  if (!part.identifier.empty()) {
    const ByteVector length = part.length ? *part.length : length_octets(out.size() - contents);
    out.insert(out.begin() + static_cast<std::ptrdiff_t>(contents), length.begin(), length.end());
  }
}

inline ByteVector encode(const Part& part) {
  ByteVector out;
  out.reserve(1024);  // most messages are smaller
  append(out, part);
  return out;
}

inline std::size_t size_of(const Part& part);

inline std::size_t contents_size(const Part& part) {
  std::size_t size = part.value.size();
  for (const Part& inner : part.parts) {
    size += size_of(inner);
  }
  return size;
}

/// How many length octets a part has whose contents are of that size.
inline std::size_t length_size(const Part& part, std::size_t size) {
  if (part.identifier.empty()) {
    return 0;
  }
  return part.length ? part.length->size() : size < 0x80 ? 1 : length_octets(size).size();
}

inline std::size_t size_of(const Part& part) {
  const std::size_t size = contents_size(part);
  return part.identifier.size() + length_size(part, size) + size;
}

inline Part* find_named(Part& part, std::string_view name, std::size_t& skip) {
  for (Part& inner : part.parts) {
    if (inner.name == name) {
      if (skip == 0) {
        return &inner;
      }
      --skip;
    }
    if (Part* const found = find_named(inner, name, skip)) {
      return found;
    }
  }
  return nullptr;
}

/// The part at the end of a path such as "SingleResponse#1/nextUpdate": each name is looked for among all parts inside
/// the one before, in the order of the message; #1 means the second of that name. "" is the root.
inline Part& find(Part& root, std::string_view path) {
  Part* part = &root;
  while (!path.empty()) {
    std::string_view name = path.substr(0, path.find('/'));
    path.remove_prefix(name.size() == path.size() ? name.size() : name.size() + 1);
    std::size_t skip = 0;
    if (const std::size_t number = name.find('#'); number != std::string_view::npos) {
      skip = static_cast<std::size_t>(std::stoul(std::string{name.substr(number + 1)}));
      name = name.substr(0, number);
    }
    part = find_named(*part, name, skip);
    if (part == nullptr) {
      throw std::out_of_range{"no part " + std::string{name}};
    }
  }
  return *part;
}

/// The list of parts that contains a part; nullptr if none does.
inline std::vector<Part>* siblings_of(Part& root, const Part& part) {
  for (Part& inner : root.parts) {
    if (&inner == &part) {
      return &root.parts;
    }
    if (std::vector<Part>* const found = siblings_of(inner, part)) {
      return found;
    }
  }
  return nullptr;
}

inline std::pair<std::vector<Part>*, std::ptrdiff_t> slot_of(Part& root, std::string_view path) {
  const Part& part = find(root, path);
  std::vector<Part>* const siblings = siblings_of(root, part);
  if (siblings == nullptr) {
    throw std::out_of_range{"the root stands nowhere"};
  }
  return {siblings, &part - siblings->data()};
}

inline void remove(Part& root, std::string_view path) {
  const auto [siblings, index] = slot_of(root, path);
  siblings->erase(siblings->begin() + index);
}

/// Inserts a part before the one at `path`.
inline void insert_before(Part& root, std::string_view path, Part part) {
  const auto [siblings, index] = slot_of(root, path);
  siblings->insert(siblings->begin() + index, std::move(part));
}

inline void duplicate(Part& root, std::string_view path) { insert_before(root, path, Part{find(root, path)}); }

inline void swap_parts(Part& root, std::string_view a, std::string_view b) { std::swap(find(root, a), find(root, b)); }

/// Replaces the contents of a part.
inline void set_value(Part& root, std::string_view path, ByteVector value) {
  Part& part = find(root, path);
  part.value = std::move(value);
  part.parts.clear();
}

/// The part and all that is inside it, in the order of the message.
inline void collect(Part& part, std::vector<Part*>& all) {
  all.push_back(&part);
  for (Part& inner : part.parts) {
    collect(inner, all);
  }
}

inline std::vector<Part*> all_parts(Part& root) {
  std::vector<Part*> all;
  collect(root, all);
  return all;
}

/// Where a part lies in the encoded message.
struct Place {
  std::size_t identifier = 0;
  std::size_t length = 0;
  std::size_t contents = 0;
  std::size_t end = 0;
};

inline Place place_at(const Part& part, std::size_t offset) {
  const std::size_t size = contents_size(part);
  const std::size_t length = offset + part.identifier.size();
  const std::size_t contents = length + length_size(part, size);
  return {offset, length, contents, contents + size};
}

inline std::optional<Place> place_of(const Part& root, const Part& wanted, std::size_t offset = 0) {
  const Place place = place_at(root, offset);
  if (&root == &wanted) {
    return place;
  }
  std::size_t at = place.contents + root.value.size();
  for (const Part& inner : root.parts) {
    if (const std::optional<Place> found = place_of(inner, wanted, at)) {
      return found;
    }
    at += size_of(inner);
  }
  return std::nullopt;
}

inline Place place_of(Part& root, std::string_view path) { return place_of(root, find(root, path)).value(); }

// --- cases ---

/// Bytes, and the error that reading them must give.
struct Case {
  std::string name;
  ByteVector bytes;
  Error expected;
};

inline Error error_at(ErrorCode code, Field field, std::size_t offset) {
  return {code, field, static_cast<std::uint32_t>(offset)};
}

/// The error is in the contents of the part at `path`, or at its identifier octet.
inline Case in_contents(std::string name, Part message, std::string_view path, ErrorCode code) {
  const Part& part = find(message, path);
  const std::size_t offset = place_of(message, path).contents;
  return {std::move(name), encode(message), error_at(code, part.field, offset)};
}

inline Case at_identifier(std::string name, Part message, std::string_view path, ErrorCode code, Field field) {
  const std::size_t offset = place_of(message, path).identifier;
  return {std::move(name), encode(message), error_at(code, field, offset)};
}

inline Case at_end(std::string name, Part message, std::string_view path, ErrorCode code, Field field) {
  const std::size_t offset = place_of(message, path).end;
  return {std::move(name), encode(message), error_at(code, field, offset)};
}

inline Part with_value(Part message, std::string_view path, ByteVector value) {
  set_value(message, path, std::move(value));
  return message;
}

inline Part without(Part message, std::string_view path) {
  remove(message, path);
  return message;
}

inline Part with_twice(Part message, std::string_view path) {
  duplicate(message, path);
  return message;
}

inline Part with_swapped(Part message, std::string_view a, std::string_view b) {
  swap_parts(message, a, b);
  return message;
}

inline std::string describe(const Part& part, std::string_view what) {
  std::string text = part.name + " (" + std::string{to_string(part.field)} + "): ";
  text += what;
  return text;
}

/// For each constructed value, a message with surplus bytes at its end. In a list they are read as one more element.
inline std::vector<Case> cases_with_surplus(const Part& message, const ByteVector& surplus) {
  std::vector<Case> cases;
  Part probe = message;
  const std::size_t count = all_parts(probe).size();
  for (std::size_t i = 0; i < count; ++i) {
    Part damaged = message;
    Part& part = *all_parts(damaged)[i];
    if (part.parts.empty()) {
      continue;
    }
    part.parts.push_back({.name = "surplus", .value = surplus});
    const std::size_t offset = place_of(damaged, part.parts.back()).value().identifier;
    const ErrorCode code = part.list ? ErrorCode::wrong_tag : ErrorCode::trailing_data;
    cases.push_back({describe(part, "surplus"), encode(damaged), error_at(code, part.field, offset)});
  }
  return cases;
}

/// For each value, messages in which its length octets are not DER.
inline std::vector<Case> cases_of_bad_lengths(const Part& message) {
  std::vector<Case> cases;
  Part probe = message;
  const std::size_t count = all_parts(probe).size();
  for (std::size_t i = 0; i < count; ++i) {
    Part damaged = message;
    Part& part = *all_parts(damaged)[i];
    const ByteVector length = length_octets(contents_size(part));
    const auto add = [&](std::string_view name, ByteVector bytes, ErrorCode code, std::size_t at) {
      part.length = std::move(bytes);
      const std::size_t offset = place_of(damaged, part).value().length + at;
      cases.push_back({describe(part, name), encode(damaged), error_at(code, part.field, offset)});
    };
    add("indefinite", {0x80}, ErrorCode::indefinite_length, 0);
    add("reserved", {0xff}, ErrorCode::reserved_length, 0);
    if (length.size() == 1) {
      add("not minimal", {0x81, length[0]}, ErrorCode::length_not_minimal, 1);
      add("not minimal, two bytes", {0x82, 0x00, length[0]}, ErrorCode::length_not_minimal, 1);
    } else {
      ByteVector longer = length;
      ++longer[0];
      longer.insert(longer.begin() + 1, 0x00);
      add("not minimal", longer, ErrorCode::length_not_minimal, 1);
    }
  }
  return cases;
}

/// For each value, messages in which its length is too long or too short. The error depends on what comes next.
inline std::vector<std::pair<std::string, ByteVector>> messages_with_wrong_lengths(const Part& message) {
  std::vector<std::pair<std::string, ByteVector>> messages;
  Part probe = message;
  const std::size_t count = all_parts(probe).size();
  for (std::size_t i = 0; i < count; ++i) {
    Part damaged = message;
    Part& part = *all_parts(damaged)[i];
    const std::size_t size = contents_size(part);
    const auto add = [&](std::string_view name, std::size_t claimed) {
      part.length = length_octets(claimed);
      messages.emplace_back(describe(part, name), encode(damaged));
    };
    add("one too long", size + 1);
    add("much too long", size + 0x1000000);
    if (size != 0) {
      add("one too short", size - 1);
    }
  }
  return messages;
}

/// For each value that has an identifier octet, messages with another one in its place.
inline std::vector<Case> cases_of_bad_tags(const Part& message) {
  std::vector<Case> cases;
  Part probe = message;
  const std::size_t count = all_parts(probe).size();
  for (std::size_t i = 0; i < count; ++i) {
    Part damaged = message;
    Part& part = *all_parts(damaged)[i];
    if (part.any) {
      continue;
    }
    const std::uint8_t tag = part.identifier[0];
    const auto add = [&](std::string_view name, ByteVector identifier, ErrorCode code) {
      part.identifier = std::move(identifier);
      const Error expected = part.optional ? Error{part.alien_code, part.alien_field} : Error{code, part.field};
      const std::size_t offset = place_of(damaged, part).value().identifier;
      const bool high = code == ErrorCode::high_tag && expected.code == ErrorCode::wrong_tag;
      cases.push_back({describe(part, name), encode(damaged),
                       error_at(high ? ErrorCode::high_tag : expected.code, expected.field, offset)});
    };
    const auto with = [](unsigned byte) { return static_cast<std::uint8_t>(byte); };
    add("constructed bit", {with(tag ^ 0x20U)}, ErrorCode::wrong_tag);
    add("another class", {with(tag ^ 0x40U)}, ErrorCode::wrong_tag);
    add("another number", {with(tag ^ 0x18U)}, ErrorCode::wrong_tag);
    add("reserved", {0x00}, ErrorCode::wrong_tag);
    add("high form of the same number", {with(tag | 0x1fU), with(tag & 0x1fU)}, ErrorCode::high_tag);
    add("a tag number above 30", {with(tag | 0x1fU), 0x1f}, ErrorCode::high_tag);
  }
  return cases;
}

// --- the types ---

inline Part leaf(std::string name, Field field, std::uint8_t tag, ByteVector value) {
  return {.name = std::move(name), .field = field, .identifier = {tag}, .value = std::move(value)};
}

inline Part node(std::string name, Field field, std::uint8_t tag, std::vector<Part> parts) {
  return {.name = std::move(name), .field = field, .identifier = {tag}, .parts = std::move(parts)};
}

inline Part list_of(std::string name, Field field, std::vector<Part> elements, std::uint8_t tag = 0x30) {
  Part part = node(std::move(name), field, tag, std::move(elements));
  part.list = true;
  return part;
}

inline Part any(Part part) {
  part.any = true;
  return part;
}

inline Part optional(Part part, ErrorCode alien_code, Field alien_field) {
  part.optional = true;
  part.alien_code = alien_code;
  part.alien_field = alien_field;
  return part;
}

inline ByteVector characters(std::string_view text) { return ByteVector(text.begin(), text.end()); }

inline const ByteVector oid_basic = hex("2b0601050507300101");
inline const ByteVector oid_nonce = hex("2b0601050507300102");
inline const ByteVector oid_sha1 = hex("2b0e03021a");
inline const ByteVector oid_sha256 = hex("608648016503040201");
inline const ByteVector oid_sha256_rsa = hex("2a864886f70d01010b");

inline Part algorithm(std::string name, Field field, ByteVector oid) {
  return node(std::move(name), field, 0x30,
              {leaf("algorithm", Field::algorithm, 0x06, std::move(oid)),
               any(leaf("parameters", Field::parameters, 0x05, {}))});
}

inline Part cert_id(std::string name, Field field, ByteVector serial_number) {
  return node(std::move(name), field, 0x30,
              {algorithm("hashAlgorithm", Field::hash_algorithm, oid_sha1),
               leaf("issuerNameHash", Field::issuer_name_hash, 0x04, ByteVector(20, 0x11)),
               leaf("issuerKeyHash", Field::issuer_key_hash, 0x04, ByteVector(20, 0x22)),
               leaf("serialNumber", Field::serial_number, 0x02, std::move(serial_number))});
}

/// An Extension; `field` is that of the list.
inline Part extension(Field field, ByteVector oid, bool critical, ByteVector value) {
  Part part = node("Extension", field, 0x30,
                   {leaf("extnID", Field::extn_id, 0x06, std::move(oid)),
                    leaf("extnValue", Field::extn_value, 0x04, std::move(value))});
  if (critical) {
    insert_before(part, "extnValue",
                  optional(leaf("critical", Field::critical, 0x01, {0xff}), ErrorCode::wrong_tag, Field::extn_value));
  }
  return part;
}

/// [number] EXPLICIT Extensions: a critical one, and one that is not.
inline Part extensions(std::string name, unsigned number, Field field, Field enclosing) {
  std::string inner = name;
  inner[0] = static_cast<char>(inner[0] - 'a' + 'A');
  return optional(node(std::move(name), field, static_cast<std::uint8_t>(0xa0U | number),
                       {list_of(std::move(inner), field,
                                {extension(field, hex("2a03"), true, hex("0500")),
                                 extension(field, oid_nonce, false, hex("040401020304"))})}),
                  ErrorCode::trailing_data, enclosing);
}

/// A RelativeDistinguishedName of one attribute; `field` is that of the name.
inline Part rdn(Field field, std::string_view type, std::string_view value) {
  return list_of(
      "RDN", field,
      {node("AttributeTypeAndValue", field, 0x30,
            {leaf("type", Field::type, 0x06, hex(type)), any(leaf("value", Field::value, 0x13, characters(value)))})},
      0x31);
}

inline Part name_of_two(std::string name, Field field) {
  return list_of(std::move(name), field, {rdn(field, "550406", "AT"), rdn(field, "550403", "Responder")});
}

/// [0] EXPLICIT SEQUENCE OF Certificate. Reading a message does not look inside a tbsCertificate.
inline Part certs(Field enclosing, std::size_t count) {
  std::vector<Part> elements;
  for (std::size_t i = 0; i < count; ++i) {
    elements.push_back(node("Certificate", Field::certs, 0x30,
                            {leaf("tbsCertificate", Field::tbs_certificate, 0x30, hex("020101")),
                             algorithm("signatureAlgorithm", Field::signature_algorithm, oid_sha256_rsa),
                             leaf("signatureValue", Field::signature_value, 0x03, hex("00a1b2"))}));
  }
  return optional(node("certs", Field::certs, 0xa0, {list_of("Certs", Field::certs, std::move(elements))}),
                  ErrorCode::trailing_data, enclosing);
}

/// [0] EXPLICIT Version; `next` is the field that follows, and is read if version is absent.
inline Part version(ByteVector number, Field next) {
  return optional(node("version", Field::version, 0xa0, {leaf("Version", Field::version, 0x02, std::move(number))}),
                  ErrorCode::wrong_tag, next);
}

// --- the messages ---

inline Part good() { return leaf("certStatus", Field::cert_status, 0x80, {}); }
inline Part unknown() { return leaf("certStatus", Field::cert_status, 0x82, {}); }

/// Revoked; `reason` are the contents octets of the CRLReason, if there is one.
inline Part revoked(std::optional<ByteVector> reason) {
  Part part = node("certStatus", Field::cert_status, 0xa1,
                   {leaf("revocationTime", Field::revocation_time, 0x18, characters("20200102030405Z"))});
  if (reason) {
    part.parts.push_back(optional(node("revocationReason", Field::revocation_reason, 0xa0,
                                       {leaf("CRLReason", Field::revocation_reason, 0x0a, *reason)}),
                                  ErrorCode::trailing_data, Field::cert_status));
  }
  return part;
}

/// A SingleResponse with the required fields only.
inline Part bare_single(Part status, ByteVector serial_number = {0x05}) {
  return node("SingleResponse", Field::responses, 0x30,
              {cert_id("certID", Field::cert_id, std::move(serial_number)), std::move(status),
               leaf("thisUpdate", Field::this_update, 0x18, characters("20200203040506Z"))});
}

/// A SingleResponse with every field.
inline Part full_single(Part status, ByteVector serial_number) {
  Part part = bare_single(std::move(status), std::move(serial_number));
  part.parts.push_back(optional(node("nextUpdate", Field::next_update, 0xa0,
                                     {leaf("NextUpdate", Field::next_update, 0x18, characters("20200304050607Z"))}),
                                ErrorCode::trailing_data, Field::responses));
  part.parts.push_back(extensions("singleExtensions", 1, Field::single_extensions, Field::responses));
  return part;
}

inline Part by_name() {
  return node("responderID", Field::responder_id, 0xa1, {name_of_two("byName", Field::by_name)});
}

inline Part by_key(ByteVector hash) {
  return node("responderID", Field::responder_id, 0xa2, {leaf("byKey", Field::by_key, 0x04, std::move(hash))});
}

/// The OCSPResponse around a ResponseData.
inline Part response_with(Part tbs_response_data, std::optional<Part> certificates) {
  Part basic =
      node("BasicOCSPResponse", Field::basic_ocsp_response, 0x30,
           {std::move(tbs_response_data), algorithm("signatureAlgorithm", Field::signature_algorithm, oid_sha256_rsa),
            leaf("signature", Field::signature, 0x03, hex("00 0102030405060708"))});
  if (certificates) {
    basic.parts.push_back(std::move(*certificates));
  }
  return node("OCSPResponse", Field::ocsp_response, 0x30,
              {leaf("responseStatus", Field::response_status, 0x0a, {0x00}),
               optional(node("responseBytes", Field::response_bytes, 0xa0,
                             {node("ResponseBytes", Field::response_bytes, 0x30,
                                   {leaf("responseType", Field::response_type, 0x06, oid_basic),
                                    node("response", Field::response, 0x04, {std::move(basic)})})}),
                        ErrorCode::response_bytes_missing, Field::response_bytes)});
}

/// A response with the required fields only.
inline Part bare_response(std::vector<Part> singles) {
  return response_with(
      node("tbsResponseData", Field::tbs_response_data, 0x30,
           {by_key(ByteVector(20, 0x33)), leaf("producedAt", Field::produced_at, 0x18, characters("20200101000000Z")),
            list_of("responses", Field::responses, std::move(singles))}),
      std::nullopt);
}

inline Part bare_response() { return bare_response({bare_single(good())}); }

/// A response with every field but version, which DER leaves out; revoked, good and unknown.
inline Part full_response() {
  return response_with(
      node("tbsResponseData", Field::tbs_response_data, 0x30,
           {by_name(), leaf("producedAt", Field::produced_at, 0x18, characters("20200101000000Z")),
            list_of("responses", Field::responses,
                    {full_single(revoked(ByteVector{0x04}), {0x12, 0x34}), full_single(good(), {0x05}),
                     bare_single(unknown(), {0x00, 0x80})}),
            extensions("responseExtensions", 1, Field::response_extensions, Field::tbs_response_data)}),
      certs(Field::basic_ocsp_response, 2));
}

/// A Request with the required fields only.
inline Part bare_request_element(ByteVector serial_number = {0x05}) {
  return node("Request", Field::request_list, 0x30, {cert_id("reqCert", Field::req_cert, std::move(serial_number))});
}

inline Part full_request_element(ByteVector serial_number) {
  Part part = bare_request_element(std::move(serial_number));
  part.parts.push_back(extensions("singleRequestExtensions", 0, Field::single_request_extensions, Field::request_list));
  return part;
}

/// A request with the required fields only.
inline Part bare_request(std::vector<Part> elements) {
  return node("OCSPRequest", Field::ocsp_request, 0x30,
              {node("tbsRequest", Field::tbs_request, 0x30,
                    {list_of("requestList", Field::request_list, std::move(elements))})});
}

inline Part bare_request() { return bare_request({bare_request_element()}); }

/// [1] EXPLICIT GeneralName, a directoryName.
inline Part requestor_name() {
  return optional(
      node("requestorName", Field::requestor_name, 0xa1,
           {node("RequestorName", Field::requestor_name, 0xa4, {name_of_two("directoryName", Field::directory_name)})}),
      ErrorCode::wrong_tag, Field::request_list);
}

/// [0] EXPLICIT Signature.
inline Part optional_signature() {
  return optional(node("optionalSignature", Field::optional_signature, 0xa0,
                       {node("OptionalSignature", Field::optional_signature, 0x30,
                             {algorithm("signatureAlgorithm", Field::signature_algorithm, oid_sha256_rsa),
                              leaf("signature", Field::signature, 0x03, hex("00 0102030405060708")),
                              certs(Field::optional_signature, 2)})}),
                  ErrorCode::trailing_data, Field::ocsp_request);
}

/// A request with every field but version, which DER leaves out.
inline Part full_request() {
  return node("OCSPRequest", Field::ocsp_request, 0x30,
              {node("tbsRequest", Field::tbs_request, 0x30,
                    {requestor_name(),
                     list_of("requestList", Field::request_list,
                             {full_request_element({0x12, 0x34}), bare_request_element({0x05}),
                              full_request_element({0x00, 0x80})}),
                     extensions("requestExtensions", 2, Field::request_extensions, Field::tbs_request)}),
               optional_signature()});
}

/// The message with version v1 written out before the field `next`.
inline Part with_version(Part message, std::string_view next) {
  insert_before(message, next, version({0x00}, Field::none));
  return message;
}

inline Part emptied(Part message, std::string_view path) {
  find(message, path).parts.clear();
  return message;
}

/// The RDN at `path` with a second attribute whose type comes before that of the first.
inline Part unsorted(Part message, std::string_view path) {
  Part& set = find(message, path);
  Part second = set.parts[0];
  set_value(second, "type", hex("550402"));
  set.parts.push_back(second);
  return message;
}

/// Whether a span lies in the bytes it was read from, or is that of an absent value.
inline bool is_inside(Bytes part, Bytes whole) {
  if (part.data() == nullptr) {
    return part.empty();
  }
  const auto begin = reinterpret_cast<std::uintptr_t>(whole.data());
  const auto at = reinterpret_cast<std::uintptr_t>(part.data());
  return at >= begin && at - begin <= whole.size() && part.size() <= whole.size() - (at - begin);
}

/// The bytes of a part, as a view of the message.
inline Bytes bytes_at(Bytes message, const Place& place) {
  return message.subspan(place.identifier, place.end - place.identifier);
}

/// Whether two spans view the same bytes of memory.
inline bool same_span(Bytes a, Bytes b) { return a.data() == b.data() && a.size() == b.size(); }

inline ByteVector copy(Bytes bytes) { return ByteVector(bytes.begin(), bytes.end()); }

}  // namespace ocspan_test
