// What grows with a message, and what it costs:  bench_growth PART PARTS ELEMENTS...
// For each shape of message, or for every PARTS-th from the one of number PART, and each number of elements a line:
// name, kind, how many instructions a byte may cost, elements, and bytes of the message, separated by tabs. Under
// callgrind, with --instr-atstart=no, each has a dump of its own of the name "NAME ELEMENTS".
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "callgrind.hpp"
#include "ocspan/lint/lint.hpp"
#include "ocspan/ocspan.hpp"
#include "reading.hpp"

namespace ocspan::bench {
namespace {

using ocspan_test::hex;
using ocspan_test::join;
using ocspan_test::nested;
using ocspan_test::repeated;
using ocspan_test::text;
using ocspan_test::tlv;

// --- messages ---

const ByteVector algorithm = hex("300d 0609 2a864886f70d01010b 0500");
const ByteVector signature = tlv(0x03, ByteVector(257, 0x00));
const ByteVector by_key = tlv(0xa2, {tlv(0x04, ByteVector(20, 0x5a))});
const ByteVector sha1 = hex("3009 0605 2b0e03021a 0500");
const ByteVector time = text(0x18, "20200101123456Z");

/// Letters that differ for each index up to a million, in ascending order.
constexpr std::size_t letters = 5;

void put_letters(std::size_t index, std::span<std::uint8_t, letters> out) {
  for (std::size_t i = 0; i < letters; ++i) {
    out[i] = static_cast<std::uint8_t>('a' + (index >> 4 * (letters - 1 - i) & 0xf));
  }
}

ByteVector letters_of(std::size_t index) {
  ByteVector out(letters);
  put_letters(index, std::span<std::uint8_t, letters>{out});
  return out;
}

/// element(0), element(1), ...: all of them are made of the first, for there may be a million.
template <class Element>
ByteVector elements(std::size_t count, Element element) {
  const ByteVector first = element(0);
  const ByteVector zero = letters_of(0);
  const auto at = std::search(first.begin(), first.end(), zero.begin(), zero.end()) - first.begin();
  ByteVector all = repeated(first, count);
  for (std::size_t i = 0; i < count; ++i) {
    put_letters(i, std::span{all}.subspan(i * first.size() + static_cast<std::size_t>(at)).first<letters>());
  }
  return all;
}

ByteVector cert_id_of(const ByteVector& hash_algorithm, const ByteVector& serial) {
  return tlv(0x30,
             {hash_algorithm, tlv(0x04, ByteVector(20, 0x11)), tlv(0x04, ByteVector(20, 0x22)), tlv(0x02, serial)});
}

ByteVector cert_id_of(std::size_t index) { return cert_id_of(sha1, join({ByteVector(11, 0x4b), letters_of(index)})); }

ByteVector single_of(const ByteVector& cert_id) {
  return tlv(0x30, {cert_id, hex("8000"), time, tlv(0xa0, {text(0x18, "20991224235959Z")})});
}

ByteVector response_of(const ByteVector& singles, const ByteVector& responder = by_key,
                       const ByteVector& extensions = {}, const ByteVector& certificates = {}) {
  const auto optional = [](std::uint8_t tag, const ByteVector& list) {
    return list.empty() ? ByteVector{} : tlv(tag, {tlv(0x30, list)});
  };
  const ByteVector tbs = tlv(0x30, {responder, time, tlv(0x30, singles), optional(0xa1, extensions)});
  const ByteVector basic = tlv(0x30, {tbs, algorithm, signature, optional(0xa0, certificates)});
  return tlv(0x30, {hex("0a0100"), tlv(0xa0, {tlv(0x30, {hex("0609 2b0601050507300101"), tlv(0x04, basic)})})});
}

ByteVector request_of(const ByteVector& requests) { return tlv(0x30, {tlv(0x30, {tlv(0x30, requests)})}); }

ByteVector certificate_of(const ByteVector& serial, const ByteVector& extensions) {
  const ByteVector name = tlv(0x30, {tlv(0x31, {tlv(0x30, {hex("0603550403"), text(0x0c, "Example")})})});
  const ByteVector validity = tlv(0x30, {text(0x17, "200101123456Z"), text(0x17, "300101123456Z")});
  const ByteVector key = tlv(0x30, {algorithm, signature});
  const ByteVector tbs = tlv(0x30, {hex("a003020102"), tlv(0x02, serial), algorithm, name, validity, name, key,
                                    tlv(0xa3, {tlv(0x30, extensions)})});
  return tlv(0x30, {tbs, algorithm, signature});
}

ByteVector extension_of(std::size_t index) {
  return tlv(0x30, {tlv(0x06, join({hex("2a"), letters_of(index)})), hex("0402 0500")});
}

ByteVector by_name(const ByteVector& rdns) { return tlv(0xa1, {tlv(0x30, rdns)}); }

ByteVector attribute_of(const ByteVector& value) { return tlv(0x30, {hex("0603550403"), tlv(0x0c, value)}); }
ByteVector attribute_with_letters(std::size_t index) { return attribute_of(letters_of(index)); }

const ByteVector tiny_cert_id = hex("300c 3003 06012a 0400 0400 020101");

// --- reading; each tells whether the message was accepted ---

std::uint64_t sum = 0;  // of what was read, so that it must be read

void keep(const Outcome& outcome) { sum += outcome.answer + outcome.rest; }

template <class Message, Result<Message> (*load_message)(Input, Tolerance), Tolerance tolerance = Tolerance::none>
bool load_and_read(const ByteVector& der) {
  const Result<Message> message = load_message(der, tolerance);
  if (!message) {
    return false;
  }
  Reading reading;
  reading.read(*message);
  keep(reading.outcome());
  return true;
}

constexpr auto read_response = load_and_read<OCSPResponse, load_der_ocsp_response>;
constexpr auto read_request = load_and_read<OCSPRequest, load_der_ocsp_request>;
constexpr auto read_certificate = load_and_read<Certificate, load_der_x509_certificate>;

bool load_response(const ByteVector& der) {
  const Result<OCSPResponse> response = load_der_ocsp_response(der);
  keep({response ? response->public_bytes().size() : 0});
  return response.has_value();
}

bool find_extension(const ByteVector& der) {
  const Result<OCSPResponse> response = load_der_ocsp_response(der);
  const BasicOCSPResponse* const basic = response ? response->basic() : nullptr;
  if (basic == nullptr) {
    return false;
  }
  const Result<std::optional<Nonce>> nonce = basic->extensions().get<Nonce>();
  return nonce && !nonce->has_value();
}

bool enter_all(const ByteVector& der) {
  ReadContext context{der};
  Reader reader{context};
  while (reader.more()) {
    reader = reader.open(Tag::sequence, Field::value);
  }
  return !context.error();
}

bool pass_all(const ByteVector& der) {
  ReadContext context{der};
  Reader reader{context};
  while (reader.more()) {
    keep({reader.any(Field::value).size()});
  }
  return !context.error();
}

std::vector<char> characters;  // room for any text

/// In hexadecimal.
bool show_serial_number(const ByteVector& der) {
  const Result<Certificate> certificate = load_der_x509_certificate(der);
  return certificate && certificate->serial_number().to_hex(characters).has_value();
}

/// In dots and decimal numbers.
bool show_hash_algorithm(const ByteVector& der) {
  const Result<OCSPResponse> response = load_der_ocsp_response(der);
  const BasicOCSPResponse* const basic = response ? response->basic() : nullptr;
  return basic != nullptr && (*basic->responses().begin()).hash_algorithm().oid().to_dotted(characters).has_value();
}

bool show_responder(const ByteVector& der) {
  const Result<OCSPResponse> response = load_der_ocsp_response(der);
  const BasicOCSPResponse* const basic = response ? response->basic() : nullptr;
  return basic != nullptr && basic->responder_name()->to_rfc4514(characters).has_value();
}

/// By the rules of all profiles.
template <Bytes LintInputs::* message>
bool lint_as(const ByteVector& der) {
  LintInputs inputs;
  inputs.*message = der;
  inputs.at = Time{.year = 2020, .month = 1, .day = 2};
  (void)lint(inputs, {LintProfile{0xffff}}, NoHasher{}, [](const LintFinding& finding) { keep({finding.at.offset}); });
  keep({1});
  return true;
}

constexpr auto lint_response = lint_as<&LintInputs::response>;
constexpr auto lint_request = lint_as<&LintInputs::request>;

// --- all of it ---

constexpr const char* valid = "valid";
constexpr const char* hostile = "hostile";

struct Shape {
  const char* name;
  const char* kind;
  double most;  ///< instructions for a byte, of 20 elements and more
  bool accepted;
  ByteVector (*message)(std::size_t count);
  bool (*read)(const ByteVector& der);
  std::size_t most_elements = 1'000'000;
};

ByteVector answers(std::size_t count) {
  return response_of(elements(count, [](std::size_t i) { return single_of(cert_id_of(i)); }));
}

/// The last answer has no serial number.
ByteVector answers_of_which_the_last_is_damaged(std::size_t count) {
  return response_of(join({elements(count - 1, [](std::size_t i) { return single_of(cert_id_of(i)); }),
                           single_of(tlv(0x30, {sha1, tlv(0x04, {}), tlv(0x04, {})}))}));
}

ByteVector tiny_answers(std::size_t count) {
  return response_of(repeated(tlv(0x30, {tiny_cert_id, hex("8000"), time}), count));
}

ByteVector requests(std::size_t count) {
  return request_of(elements(count, [](std::size_t i) { return tlv(0x30, {cert_id_of(i)}); }));
}

ByteVector tiny_requests(std::size_t count) { return request_of(repeated(tlv(0x30, {tiny_cert_id}), count)); }

ByteVector extensions(std::size_t count) {
  return response_of(single_of(cert_id_of(0)), by_key, elements(count, extension_of));
}

ByteVector the_same_extension_again(std::size_t count) {
  return response_of(single_of(cert_id_of(0)), by_key, repeated(extension_of(0), count));
}

ByteVector certificates(std::size_t count) {
  return response_of(single_of(cert_id_of(0)), by_key, {}, repeated(hex("300a 3000 3003 06012a 030100"), count));
}

ByteVector certificate_extensions(std::size_t count) {
  return certificate_of(ByteVector(16, 0x4b), elements(count, extension_of));
}

ByteVector names(std::size_t count) {
  return response_of(single_of(cert_id_of(0)),
                     by_name(elements(count, [](std::size_t i) { return tlv(0x31, attribute_of(letters_of(i))); })));
}

ByteVector sorted_set(std::size_t count) {
  return response_of(single_of(cert_id_of(0)), by_name(tlv(0x31, elements(count, attribute_with_letters))));
}

/// The last one belongs in front.
ByteVector unsorted_set(std::size_t count) {
  return response_of(
      single_of(cert_id_of(0)),
      by_name(tlv(0x31, join({elements(count, attribute_with_letters), attribute_of(ByteVector(letters, '0'))}))));
}

/// As the parameters of an algorithm, which may be anything.
ByteVector opaque_nesting(std::size_t depth) {
  return response_of(single_of(cert_id_of(tlv(0x30, {hex("06012a"), nested(0x30, depth)}), {0x01})));
}

ByteVector nesting(std::size_t depth) { return nested(0x30, depth); }

ByteVector nulls(std::size_t count) { return repeated(hex("0500"), count); }

ByteVector oid_of_many_arcs(std::size_t count) {
  return response_of(single_of(cert_id_of(tlv(0x30, {tlv(0x06, ByteVector(count, 0x01))}), {0x01})));
}

ByteVector long_integer(std::size_t size) { return certificate_of(ByteVector(size, 0x4b), extension_of(0)); }

constexpr Shape shapes[] = {
    {"tiny answers", hostile, 27, true, tiny_answers, read_response},
    {"answers: load", valid, 5, true, answers, load_response},
    {"answers: load, read every field", valid, 12, true, answers, read_response},
    {"answers, the last one damaged", hostile, 5, false, answers_of_which_the_last_is_damaged, load_response},
    {"requests", valid, 10, true, requests, read_request},
    {"tiny requests", hostile, 38, true, tiny_requests, read_request},
    {"extensions of a response", valid, 29, true, extensions, read_response},
    {"extensions: look for an absent one", valid, 28, true, extensions, find_extension},
    {"the same extension again and again", hostile, 29, true, the_same_extension_again, read_response},
    {"certificates in a response", valid, 45, true, certificates, read_response},
    {"extensions of a certificate", valid, 36, true, certificate_extensions, read_certificate},
    {"a name of many RDNs", valid, 47, true, names, read_response},
    {"a name of many RDNs, as text", valid, 530, true, names, show_responder, 100'000},
    {"an RDN of many attributes", hostile, 40, true, sorted_set, read_response},
    {"an RDN out of order", hostile, 20, false, unsorted_set, load_response},
    {"an RDN out of order, tolerated", hostile, 40, true, unsorted_set,
     load_and_read<OCSPResponse, load_der_ocsp_response, Tolerance::unsorted_set>},
    {"nesting in what may be anything", hostile, 7, true, opaque_nesting, read_response},
    {"nesting where it does not belong", hostile, 14, false, nesting, load_response},
    {"nesting, entered by a Reader", hostile, 27, true, nesting, enter_all},
    {"tiny values, passed by a Reader", hostile, 20, true, nulls, pass_all},
    {"an OBJECT IDENTIFIER of many arcs", hostile, 6, true, oid_of_many_arcs, read_response},
    {"an OBJECT IDENTIFIER of many arcs, as text", hostile, 130, true, oid_of_many_arcs, show_hash_algorithm},
    {"a long INTEGER", hostile, 7, true, long_integer, read_certificate},
    {"answers: lint", valid, 60, true, answers, lint_response, 100'000},
    {"tiny answers: lint", hostile, 250, true, tiny_answers, lint_response, 100'000},
    {"requests: lint", valid, 30, true, requests, lint_request, 100'000},
    {"extensions of a response: lint", valid, 180, true, extensions, lint_response, 100'000},
    {"the same extension again: lint", hostile, 250, true, the_same_extension_again, lint_response, 100'000},
    {"certificates in a response: lint", hostile, 450, true, certificates, lint_response, 100'000},
    {"a long INTEGER, as text", hostile, 15, true, long_integer, show_serial_number},
};

void measure(const Shape& shape, std::size_t count) {
  if (count > shape.most_elements) {
    return;
  }
  const ByteVector der = shape.message(count);
  characters.resize(4 * der.size());
  if (shape.read(der) != shape.accepted) {
    throw std::runtime_error{std::string{shape.name} + (shape.accepted ? " is refused" : " is accepted")};
  }
  const std::string name = std::string{shape.name} + ' ' + std::to_string(count);
  count_instructions(name, [&] { return shape.read(der); });
  std::printf("%s\t%s\t%g\t%zu\t%zu\n", shape.name, shape.kind, shape.most, count, der.size());
}

}  // namespace
}  // namespace ocspan::bench

int main(int argc, char** argv) {
  const auto number = [&](int i) -> std::size_t { return i < argc ? std::strtoul(argv[i], nullptr, 10) : 0; };
  try {
    for (std::size_t shape = number(1); number(2) != 0 && shape < std::size(ocspan::bench::shapes);
         shape += number(2)) {
      for (int i = 3; i < argc; ++i) {
        ocspan::bench::measure(ocspan::bench::shapes[shape], number(i));
      }
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return ocspan::bench::sum == 0 ? 1 : 0;
}
