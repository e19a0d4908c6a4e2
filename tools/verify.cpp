#include "verify.hpp"

#include <array>
#include <ctime>
#include <iostream>
#include <ocspan/botan/botan_hash.hpp>
#include <ocspan/ocspan.hpp>
#include <stdexcept>
#include <vector>

#include "certificate_file.hpp"
#include "json_text.hpp"
#include "message.hpp"
#include "values.hpp"
#if OCSPAN_TOOL_LIBCRYPTO
#include "openssl_verifier.hpp"
#endif

namespace ocspan_tool {
namespace {

using namespace ocspan;

/// "2017-03-05T00:00:00Z", which is a GeneralizedTime but for its separators.
Time parse_time(const std::string& text) {
  const std::string_view form = "dddd-dd-ddTdd:dd:ddZ";
  std::vector<std::uint8_t> der{static_cast<std::uint8_t>(Tag::generalized_time), 15};
  bool has_form = text.size() == form.size();
  for (std::size_t i = 0; has_form && i < form.size(); ++i) {
    const bool is_digit = text[i] >= '0' && text[i] <= '9';
    has_form = form[i] == 'd' ? is_digit : text[i] == form[i];
    if (form[i] == 'd' || form[i] == 'Z') {
      der.push_back(static_cast<std::uint8_t>(text[i]));
    }
  }
  Time time;
  ReadContext context{der};
  Reader reader{context};
  time.read(reader, Field::none);
  if (!has_form || context.error()) {
    throw std::invalid_argument("--at " + text + ": a time as 2017-03-05T00:00:00Z is wanted");
  }
  return time;
}

VerifyPolicy policy_of(const VerifyOptions& options) {
  VerifyPolicy policy;
  policy.at = options.at.empty() ? *Time::from_unix(std::time(nullptr)) : parse_time(options.at);
  policy.clock_skew = options.skew;
  policy.max_age = options.max_age;
  policy.accept_missing_nonce = options.accept_missing_nonce;
  policy.tolerance = options.tolerance;
  return policy;
}

/// The DER of a message of that kind. Throws BadFile.
std::vector<std::uint8_t> read_der(const std::string& verb, const std::string& path, Tolerance tolerance) {
  Reading reading;
  read_file(kind_of(verb), path, tolerance, reading);
  if (reading.failure) {
    throw BadFile(path, *reading.failure);
  }
  return std::move(reading.input.der);
}

/// Whether the request asks about a certificate with that number: else it is not the one that was answered.
bool asks_about(const OCSPRequest& request, const Integer& serial_number) {
  for (const Request one : request.requests()) {
    if (one.cert_id().serial_number() == serial_number) {
      return true;
    }
  }
  return false;
}

/// The certificate or the serial number in question, and what they are views of.
class Asked {
 public:
  Asked(const VerifyOptions& options, const Certificate& issuer) {
    if (options.certificate.empty() == options.serial.empty()) {
      throw std::invalid_argument("which certificate? --cert or --serial is wanted");
    }
    if (!options.certificate.empty()) {
      certificate_ = load_certificate(options.certificate);
      question_.emplace(certificate_.certificate, issuer);
      return;
    }
    serial_number_ = parse_serial(options.serial);
    const Result<IssuerHashes> hashes = IssuerHashes::of(IssuerHashInput{issuer}, HashAlgorithm::sha256, BotanHasher{});
    if (!hashes) {
      throw std::runtime_error("Botan was built without sha256");
    }
    hashes_ = *hashes;
    cert_id_ = hashes_.cert_id(Integer{serial_number_});
    question_.emplace(cert_id_, issuer);
  }
  Asked(const Asked&) = delete;

  Question& question() { return *question_; }

 private:
  LoadedCertificate certificate_;
  std::vector<std::uint8_t> serial_number_;
  IssuerHashes hashes_;
  CertID cert_id_;
  std::optional<Question> question_;
};

void put_verification(JsonWriter& json, const Verification& verification) {
  const VerifyFailure failure = verification.failure();
  const std::optional failed = failure.step == VerifyStep::none ? std::nullopt : std::optional{failure};
  const std::optional<ReasonFlags> reason = verification.revocation_reason();
  const auto name_or_null = [&](std::string_view name) { return name.empty() ? std::nullopt : std::optional{name}; };
  json.object([&] {
    json.field("verdict", to_string(verification.verdict()));
    json.field("step", failed ? std::optional{to_string(failure.step)} : std::nullopt);
    json.field("message", message_of(failure.step));
    json.field("revocationTime", verification.revocation_time());
    json.field("revocationReason", reason ? std::optional{to_string(*reason)} : std::nullopt);
    json.field("thisUpdate", verification.this_update());
    json.field("nextUpdate", verification.next_update());
    json.field("signer", name_or_null(to_string(verification.signed_by())));
    json.field("nocheck", verification.nocheck());
    json.field("usableUntil", verification.usable_until());
    json.field("severalAnswers", verification.has_several_answers());
    json.field("field", failed ? std::optional{to_string(failure.field)} : std::nullopt);
    json.field("offset", failed ? std::optional{failure.offset} : std::nullopt);
  });
}

void print_time(std::string_view label, const std::optional<Time>& time) {
  if (time) {
    std::cout << "    " << label << ": " << *to_std_string([&](std::span<char> out) { return time->to_text(out); })
              << '\n';
  }
}

void print_text(const std::string& subject, const Verification& verification) {
  std::cout << subject << ": " << to_string(verification.verdict()) << '\n';
  if (const VerifyFailure failure = verification.failure(); failure.step != VerifyStep::none) {
    std::cout << "    Reason: " << message_of(failure.step) << " (" << to_string(failure.step) << ", "
              << to_string(failure.field) << " at byte " << failure.offset << ")\n";
  }
  print_time("Revocation Time", verification.revocation_time());
  if (const std::optional<ReasonFlags> reason = verification.revocation_reason()) {
    std::cout << "    Revocation Reason: " << to_string(*reason) << '\n';
  }
  print_time("This Update", verification.this_update());
  print_time("Next Update", verification.next_update());
  if (verification.signed_by() == SignedBy::issuer) {
    std::cout << "    Signed by: the issuer\n";
  } else if (verification.signed_by() == SignedBy::delegated) {
    std::cout << "    Signed by: a responder of the issuer's"
              << (verification.nocheck() ? "" : ", whose certificate may be revoked: that was not asked") << '\n';
  }
  if (verification.has_several_answers()) {
    std::cout << "    Note: the response has several answers about this certificate; the strictest counts\n";
  }
  print_time("Usable Until", verification.usable_until());
}

int exit_status_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::good:
      return 0;
    case Verdict::revoked:
      return 3;
    case Verdict::unknown:
      return 4;
    case Verdict::untrusted:
      return 5;
  }
  return 5;
}

}  // namespace

#if OCSPAN_TOOL_LIBCRYPTO

int verify_response(const VerifyOptions& options) {
  const VerifyPolicy policy = policy_of(options);
  const LoadedCertificate issuer = load_certificate(options.issuer);
  Asked asked{options, issuer.certificate};
  Question& question = asked.question();

  std::vector<std::uint8_t> request_der;
  if (!options.request.empty()) {
    request_der = read_der("request", options.request, Tolerance::all);
    const OCSPRequest request = *load_der_ocsp_request(request_der, Tolerance::all);
    if (!asks_about(request, question.serial_number())) {
      throw std::invalid_argument(options.request + ": this request does not ask about the certificate");
    }
    const Result<std::optional<Nonce>> nonce = request.extensions().get<Nonce>();
    if (!nonce) {
      throw std::invalid_argument(options.request + ": the request has several nonces");
    }
    if (*nonce) {
      question.nonce((*nonce)->bytes());
    }
  }

  const std::vector<std::uint8_t> der = read_der("response", options.response, policy.tolerance);
  const OCSPResponse response = *load_der_ocsp_response(der, policy.tolerance);
  const Verification verification = verify(response, question, policy, OpenSSLVerifier{}, BotanHasher{});
  if (options.json) {
    JsonText json;
    json.write([&](JsonWriter& out) { put_verification(out, verification); });
    std::cout << json.view() << '\n';
  } else {
    print_text(options.certificate.empty() ? options.serial : options.certificate, verification);
  }
  return exit_status_of(verification.verdict());
}

#else

int verify_response(const VerifyOptions& /*options*/) {
  throw std::runtime_error("this command cannot verify: it was built without OpenSSL's libcrypto");
}

#endif

}  // namespace ocspan_tool
