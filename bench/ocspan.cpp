// The operations of this library.
#include "ocspan/ocspan.hpp"
#include "ocspan/lint/lint.hpp"

#include "messages.hpp"
#include "operation.hpp"
#include "reading.hpp"
#ifdef OCSPAN_BENCH_BOTAN
#include "ocspan/botan/botan_hash.hpp"
#endif
#ifdef OCSPAN_BENCH_JSON
#include "output/document.hpp"
#include "output/json_text.hpp"
#endif

namespace ocspan::bench {
namespace {

template <class Message, Result<Message> (*load_message)(Input, Tolerance)>
void add_reading(Operations& operations, const std::string& input) {
  operations.add_load(input, "load", [](const ByteVector& der) -> Outcome {
    const Result<Message> message = load_message(der, Tolerance::none);
    return {message.has_value(), message ? message->public_bytes().size() : 0};
  });
  operations.add_load(input, "load_and_read", [](const ByteVector& der) -> Outcome {
    const Result<Message> message = load_message(der, Tolerance::none);
    if (!message) {
      return {};
    }
    Reading reading;
    reading.read(*message);
    return reading.outcome();
  });
#ifdef OCSPAN_BENCH_JSON
  if (input == "response_1000000") {  // more than a gigabyte
    return;
  }
  const auto text = std::make_shared<ocspan_tool::JsonText>();
  operations.add_load(input, "json", [text](const ByteVector& der) -> Outcome {
    const Result<Message> message = load_message(der, Tolerance::none);
    if (!message) {
      return {};
    }
    text->write([&](ocspan_tool::JsonWriter& json) { ocspan_tool::describe(json, *message, Tolerance::none); });
    return {text->view().size(), static_cast<std::uint64_t>(text->view().back())};
  });
#endif
}

/// Looks at a message, without hashing, by the rules of some profiles.
void add_lint(Operations& operations, const std::string& input, Bytes LintInputs::* message, const std::string& what,
              LintProfile profiles) {
  operations.add(input, what, [message, profiles](const ByteVector& der) -> Outcome {
    LintInputs inputs;
    inputs.*message = der;
    inputs.at = Time{.year = 2020, .month = 1, .day = 2};
    Outcome outcome{1};
    const LintReport report = lint(inputs, {profiles}, NoHasher{}, [&](const LintFinding& finding) {
      ++outcome.answer;
      outcome.rest += finding.at.offset;
    });
    outcome.rest += std::uint64_t{report.not_applicable.contains(Lint::request_not_der)};
    return outcome;
  });
}

/// Every profile there is.
constexpr LintProfile all_profiles = LintProfile{0xffff};

void add_lints(Operations& operations, const std::string& input, Bytes LintInputs::* message) {
  add_lint(operations, input, message, "lint", LintProfile::rfc);
  add_lint(operations, input, message, "lint_all_profiles", all_profiles);
}

BasicOCSPResponse load_basic(const ByteVector& der) {
  const OCSPResponse response = *load_der_ocsp_response(der);
  return *response.basic();
}

/// Iterates, and looks for the last CertID, of a response that is loaded.
void add_lists(Operations& operations, const List& list) {
  operations.add_loaded(list.input, "iterate", load_basic, [](const BasicOCSPResponse& basic) -> Outcome {
    Outcome outcome;
    for (const SingleResponse& single : basic.responses()) {
      outcome.answer +=
          1 + static_cast<std::uint64_t>(single.certificate_status()) + single.serial_number().bytes().back();
    }
    return outcome;
  });
  const auto serial = serial_number(list.answers - 1);
  operations.add_loaded(list.input, "find", load_basic, [serial](const BasicOCSPResponse& basic) -> Outcome {
    const CertID wanted = cert_id(serial);
    for (const SingleResponse& single : basic.responses()) {
      if (single.cert_id() == wanted) {
        return {1 + static_cast<std::uint64_t>(single.certificate_status()), single.this_update().year};
      }
    }
    return {};
  });
}

/// A certificate and the bytes that it is a view of; to be copied, which moves no bytes.
struct Loaded {
  std::shared_ptr<const ByteVector> der;
  Certificate certificate;
  explicit Loaded(std::shared_ptr<const ByteVector> bytes)
      : der(std::move(bytes)), certificate(*load_der_x509_certificate(*der)) {}
};

}  // namespace

std::string library() { return "ocspan " OCSPAN_VERSION_STRING; }

void add_operations(Operations& operations) {
  for (const char* const input : response_inputs) {
    add_reading<OCSPResponse, load_der_ocsp_response>(operations, input);
    add_lints(operations, input, &LintInputs::response);
  }
  for (const List& list : response_lists) {
    add_lists(operations, list);
  }
  for (const char* const input : request_inputs) {
    add_reading<OCSPRequest, load_der_ocsp_request>(operations, input);
    add_lints(operations, input, &LintInputs::request);
  }
  add_reading<Certificate, load_der_x509_certificate>(operations, "certificate");
  operations.add_loaded(
      "certificate", "read_extensions", [](const ByteVector& der) { return *load_der_x509_certificate(der); },
      [](const Certificate& certificate) -> Outcome {
        Outcome outcome;
        for (const Extension& extension : certificate.extensions()) {
          KnownExtensionTypes::visit(extension, Tolerance::none,
                                     [&](const auto& value) { outcome.answer += std::uint64_t{value.has_value()}; });
        }
        return outcome;
      });

  operations.add("request", "build", [serials = some_serials<1>()](const ByteVector&) {
    std::array<std::uint8_t, 128> out;
    return answer_of_written(*write_request(serials, out));
  });
  operations.add("request_20", "build", [serials = some_serials<20>()](const ByteVector&) {
    std::array<std::uint8_t, 2048> out;
    return answer_of_written(*write_request(serials, out));
  });
#ifdef OCSPAN_BENCH_BOTAN
  operations.add("certificate", "hash_and_build_request",
                 [leaf = Loaded{operations.message("certificate")},
                  issuer = Loaded{operations.message("issuer")}](const ByteVector&) {
                   std::array<std::uint8_t, 128> out;
                   OCSPRequestBuilder builder{BotanHasher{}, std::array<RequestEntry, 1>{}};
                   return answer_of_written(
                       *builder.add_certificate(leaf.certificate, issuer.certificate, HashAlgorithm::sha1).build(out));
                 });
#endif
  operations.add("response_by_name", "build",
                 [serials = some_serials<1>(), name = responder_name()](const ByteVector&) -> Outcome {
                   ReadContext context{name};
                   Reader reader{context};
                   Name responder;
                   responder.read(reader, Field::by_name);
                   std::array<std::uint8_t, 1024> out;
                   std::array<SingleResponseEntry, 1> storage;
                   return {write_response({.by_name = true}, responder, storage, serials, out).size(), out[0]};
                 });
}

}  // namespace ocspan::bench
