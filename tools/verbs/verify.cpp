// The verb that decides whether a response may be trusted.
#include <ctime>
#include <iostream>
#include <ocspan/botan/botan_hash.hpp>
#include <ocspan/ocspan.hpp>
#include <optional>
#include <stdexcept>

#include "input/certificate_file.hpp"
#include "input/message.hpp"
#include "output/verification.hpp"
#include "verbs/options.hpp"
#include "verbs/verbs.hpp"
#if OCSPAN_TOOL_LIBCRYPTO
#include "openssl_verifier.hpp"
#endif

namespace ocspan_tool {
namespace {

using namespace ocspan;

#if !OCSPAN_TOOL_LIBCRYPTO
/// Nothing is valid without libcrypto. run_verify() refuses before it asks.
struct OpenSSLVerifier {
  bool operator()(const AlgorithmIdentifier&, const SubjectPublicKeyInfo&, Bytes, Bytes) const { return false; }
};
#endif

/// As they are given on the command line.
struct VerifyOptions {
  std::string response;     ///< file
  std::string issuer;       ///< file of the issuer's certificate
  std::string certificate;  ///< file of the certificate in question; this or `serial`
  std::string serial;       ///< its serial number
  std::string request;      ///< file of the request that was sent; empty if it is not known
  std::string at;           ///< the time of the check; empty for now
  std::optional<std::uint32_t> max_age;
  std::uint32_t skew = 300;
  Tolerance tolerance = Tolerance::none;
  bool accept_missing_nonce = false;
  bool json = false;
};

void add_verify_options(CLI::App& app, VerifyOptions& options) {
  app.add_option("RESPONSE", options.response, "the response: " + std::string{input_forms})->required();
  app.add_option("--issuer", options.issuer, "the issuer's certificate, which is trusted")->required();
  CLI::Option* const certificate = app.add_option("--cert", options.certificate, "the certificate in question");
  app.add_option("--serial", options.serial, "or its serial number, decimal or 0x and hexadecimal")
      ->excludes(certificate);
  app.add_option("--request", options.request, "the request that was sent: the response must repeat its nonce");
  app.add_flag("--accept-missing-nonce", options.accept_missing_nonce, "accept a response without that nonce");
  app.add_option("--at", options.at, "the time of the check, such as 2017-03-05T00:00:00Z; without it, now");
  app.add_option("--max-age", options.max_age,
                 "how many seconds after thisUpdate a response may be used; without it, until its nextUpdate, or for "
                 "a day if it has none");
  app.add_option("--skew", options.skew, "how many seconds the clocks may differ; without it, 300");
  add_tolerate(app, options.tolerance);
  add_json(app, options.json);
  app.footer(
      "Exit status: 0 good, 1 something is malformed, 2 wrong usage or an unreadable file, 3 revoked, 4 unknown, "
      "5 untrusted.");
}

/// "2017-03-05T00:00:00Z": without the separators it is a GeneralizedTime.
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
    throw std::invalid_argument("--at " + text + ": not a time such as 2017-03-05T00:00:00Z");
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

/// Whether the request asks about a certificate with that number. If not, the response cannot be its answer.
bool asks_about(const OCSPRequest& request, const Integer& serial_number) {
  for (const Request one : request.requests()) {
    if (one.cert_id().serial_number() == serial_number) {
      return true;
    }
  }
  return false;
}

/// The question about a certificate or a serial number, with the memory that it refers to.
class Asked {
 public:
  Asked(const VerifyOptions& options, const Certificate& issuer) {
    if (options.certificate.empty() == options.serial.empty()) {
      throw std::invalid_argument("which certificate? Give --cert or --serial");
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

ExitStatus exit_status_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::good:
      return fine;
    case Verdict::revoked:
      return revoked;
    case Verdict::unknown:
      return unknown;
    case Verdict::untrusted:
      return untrusted;
  }
  return untrusted;
}

int run_verify(const VerifyOptions& options) {
  if (OCSPAN_TOOL_LIBCRYPTO == 0) {
    throw std::runtime_error("this command cannot verify: it was built without OpenSSL's libcrypto");
  }
  const VerifyPolicy policy = policy_of(options);
  const LoadedCertificate issuer = load_certificate(options.issuer);
  Asked asked{options, issuer.certificate};
  Question& question = asked.question();

  std::vector<std::uint8_t> request_der;
  if (!options.request.empty()) {
    request_der = read_der(request_kind, options.request, Tolerance::all);
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

  const std::vector<std::uint8_t> der = read_der(response_kind, options.response, policy.tolerance);
  const OCSPResponse response = *load_der_ocsp_response(der, policy.tolerance);
  const Verification verification = verify(response, question, policy, OpenSSLVerifier{}, BotanHasher{});
  if (options.json) {
    JsonText json;
    json.write([&](JsonWriter& out) { describe(out, verification); });
    std::cout << json.view() << '\n';
  } else {
    std::cout << render(options.certificate.empty() ? options.serial : options.certificate, verification);
  }
  return exit_status_of(verification.verdict());
}

}  // namespace

Verb verify_verb() {
  return {"verify", "Decide whether a response may be trusted, and what it says", add_verify_options, run_verify};
}

}  // namespace ocspan_tool
