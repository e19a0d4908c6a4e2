// What is measured: loading a message, and loading it and reading every field.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <vector>

#include "../fuzz/fields.hpp"
#include "../test/support/bytes.hpp"
#include "ocspan/ocspan.hpp"

namespace ocspan::bench {

using ocspan_test::Octets;
using ocspan_test::read_file;

/// Adds up what it is told, so that no accessor can be left out.
class Sum : public fuzz::FieldVisitor<Sum> {
 public:
  void on_octets(Bytes octets) { sum_ += octets.size(); }
  void on_number(std::uint64_t number) { sum_ += number; }
  void on_list(std::uint64_t size, std::uint64_t /*iterated*/) { sum_ += size; }
  std::uint64_t sum() const { return sum_; }

 private:
  std::uint64_t sum_ = 0;
};

/// Each returns a number that depends on what was read; 0 is an error.
using Operation = std::uint64_t (*)(Bytes);

template <class Message, Result<Message> (*load_message)(Input, Tolerance)>
std::uint64_t load_only(Bytes der) {
  const Result<Message> message = load_message(der, Tolerance::none);
  return message ? message->public_bytes().size() : 0;
}

template <class Message, Result<Message> (*load_message)(Input, Tolerance)>
std::uint64_t load_and_read(Bytes der) {
  const Result<Message> message = load_message(der, Tolerance::none);
  if (!message) {
    return 0;
  }
  Sum sum;
  sum.visit(*message);
  return sum.sum();
}

struct Subject {
  std::string name;
  Octets der;
  Operation load;
  Operation load_and_read;
};

template <class Message, Result<Message> (*load_message)(Input, Tolerance)>
Subject subject(std::string name, Octets der) {
  if (load_only<Message, load_message>(der) == 0) {
    throw std::runtime_error{name + " does not load"};
  }
  return {std::move(name), std::move(der), load_only<Message, load_message>, load_and_read<Message, load_message>};
}

inline Octets read_pem(const std::string& path) {
  const Octets text = read_file(path);
  Octets buffer(text.size());
  const Result<Certificate> certificate =
      load_pem_x509_certificate(std::string_view{reinterpret_cast<const char*>(text.data()), text.size()}, buffer);
  buffer.resize(certificate ? certificate->public_bytes().size() : 0);
  return buffer;
}

inline Octets tlv(Tag tag, std::initializer_list<Bytes> parts) {
  Octets contents;
  for (const Bytes part : parts) {
    contents.insert(contents.end(), part.begin(), part.end());
  }
  return ocspan_test::tlv(static_cast<std::uint8_t>(tag), contents);
}

/// The response with its SingleResponses `times` over; all lengths around them are worked out anew.
inline Octets repeat_responses(Bytes der, std::size_t times) {
  ReadContext context{der};
  Reader input{context};
  const auto next = [](Reader& reader) {
    const Bytes begin = reader.remaining();
    (void)reader.any(Field::none);
    return reader.since(begin);
  };
  Reader response = input.open(Tag::sequence, Field::none);
  const Bytes status = next(response);
  Reader response_bytes = response.open(explicit_tag(0), Field::none).open(Tag::sequence, Field::none);
  const Bytes type = next(response_bytes);
  Reader basic = response_bytes.open(Tag::octet_string, Field::none).open(Tag::sequence, Field::none);
  Reader data = basic.open(Tag::sequence, Field::none);
  const Bytes responder_id = next(data);
  const Bytes produced_at = next(data);
  const Bytes responses = data.contents(Tag::sequence, Field::none);
  if (context.error()) {
    throw std::runtime_error{"not a response whose SingleResponses can be repeated"};
  }
  Octets repeated;
  for (std::size_t i = 0; i < times; ++i) {
    repeated.insert(repeated.end(), responses.begin(), responses.end());
  }
  const Octets new_data =
      tlv(Tag::sequence, {responder_id, produced_at, tlv(Tag::sequence, {repeated}), data.remaining()});
  const Octets new_basic = tlv(Tag::sequence, {new_data, basic.remaining()});
  const Octets new_bytes = tlv(explicit_tag(0), {tlv(Tag::sequence, {type, tlv(Tag::octet_string, {new_basic})})});
  return tlv(Tag::sequence, {status, new_bytes});
}

/// All that is measured. Throws if a file of testdata/ is missing.
inline std::vector<Subject> subjects(const std::string& testdata) {
  const std::string folder = testdata + "/openssl/";
  constexpr auto response = subject<OCSPResponse, load_der_ocsp_response>;
  constexpr auto request = subject<OCSPRequest, load_der_ocsp_request>;
  constexpr auto certificate = subject<Certificate, load_der_x509_certificate>;
  return {
      response("response_no_certificate", read_file(folder + "resp-good-no-certs.der")),
      response("response_1_certificate", read_file(folder + "resp-good.der")),
      response("response_4_certificates", read_file(folder + "resp-extra-certs.der")),
      response("response_12_answers", read_file(folder + "resp-many.der")),
      response("response_10000_answers", repeat_responses(read_file(folder + "resp-good-no-certs.der"), 10'000)),
      request("request", read_file(folder + "req-sha1.der")),
      certificate("certificate", read_pem(folder + "certs/leaf-good.pem")),
  };
}

}  // namespace ocspan::bench
