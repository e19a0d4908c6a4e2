// The verb that decides whether a response may be trusted.
#include <algorithm>
#include <iostream>
#include <memory>
#include <ocspan/botan/botan_hash.hpp>
#include <ocspan/ocspan.hpp>
#include <optional>
#include <stdexcept>

#include "input/certificate_file.hpp"
#include "input/message.hpp"
#include "output/field_path.hpp"
#include "output/json_text.hpp"
#include "output/verification.hpp"
#include "verbs/answer_choice.hpp"
#include "verbs/conclusion.hpp"
#include "verbs/issuer_choice.hpp"
#include "verbs/options.hpp"
#include "verbs/requests.hpp"
#include "verbs/times.hpp"
#include "verbs/verbs.hpp"
#include "verbs/verify_batch.hpp"

namespace ocspan_tool {
namespace {

using namespace ocspan;

/// As they are given on the command line.
struct VerifyOptions {
  std::vector<std::string> responses;     ///< files; one unless it is a batch
  std::string issuer;                     ///< file of the issuer's certificate, or of several
  std::vector<std::string> certificates;  ///< files of the certificates in question
  std::vector<std::string> serials;       ///< serial numbers of others
  std::string request;                    ///< file of the request that was sent; empty if it is not known
  std::string responders;                 ///< file of responders' certificates that are trusted
  std::string more_certificates;          ///< file of certificates that may be the signer's
  std::string at = "now";
  std::string attested;
  std::string min_left;
  std::string field;
  std::optional<std::uint32_t> max_age;
  std::uint32_t skew = 300;
  ReadingOptions reading;
  bool accept_missing_nonce = false;
  bool accept_weak = false;
  bool require_next_update = false;
  bool batch = false;
  bool prometheus = false;
  bool json = false;
};

void add_verify_options(CLI::App& app, VerifyOptions& options) {
  app.add_option("RESPONSE", options.responses, "the response: " + std::string{input_forms})->type_name("")->required();
  app.add_option("--issuer", options.issuer, "the issuer's certificate, which is trusted; of several the one that fits")
      ->type_name("FILE");
  app.add_option("--cert", options.certificates,
                 "the certificate in question, of several the one that the issuer has issued; may be given many times")
      ->type_name("FILE")
      ->allow_extra_args(false);
  app.add_option("--serial", options.serials,
                 "or its serial number, decimal or 0x and hexadecimal; may be given many times")
      ->type_name("NUMBER")
      ->allow_extra_args(false);
  app.add_option("--request", options.request,
                 "the request that was sent: the response must repeat its nonce; alone, each of its certificates is in "
                 "question")
      ->type_name("FILE");
  app.add_option("--responder", options.responders, "certificates of responders that are trusted")->type_name("FILE");
  app.add_option("--certs", options.more_certificates, "more certificates that may be the responder's")
      ->type_name("FILE");
  app.add_flag("--accept-missing-nonce", options.accept_missing_nonce, "accept a response without the request's nonce");
  app.add_flag("--accept-weak", options.accept_weak, "accept signatures by MD5, SHA-1 and keys that are too small");
  app.add_flag("--require-next-update", options.require_next_update, "refuse a response without nextUpdate");
  app.add_option("--at", options.at,
                 "the time of the check: 2017-03-05T00:00:00Z, 2017-03-05, seconds since 1970, or now")
      ->type_name("TIME");
  app.add_option("--attested", options.attested,
                 "the time at which the status is wanted, proved by a time stamp; --at stays the present")
      ->type_name("TIME");
  app.add_option("--max-age", options.max_age,
                 "how many seconds after thisUpdate a response may be used; without it, until its nextUpdate, or for "
                 "a day if it has none")
      ->type_name("SECONDS");
  app.add_option("--min-left", options.min_left,
                 "how long the response must stay usable: 90m, 6h, 2d, or seconds; less is exit status 7")
      ->type_name("DURATION");
  app.add_option("--skew", options.skew, "how many seconds the clocks may differ; without it, 300")
      ->type_name("SECONDS");
  CLI::Option* const field =
      app.add_option("--field", options.field, "print this value only: verdict, signerName")->type_name("PATH");
  add_tolerate(app, options.reading.tolerance);
  add_max_size(app, options.reading.max_size);
  CLI::Option* const batch = app.add_flag(
      "--batch", options.batch,
      "verify many files and folders of them, each SITE.ocsp or SITE.der about the certificate in SITE, SITE.pem, "
      "SITE.crt or SITE.cer beside it; its issuer is that of --issuer, in SITE.issuer, or behind the certificate");
  CLI::Option* const prometheus =
      app.add_flag("--prometheus", options.prometheus, "print metrics in Prometheus' text format")->needs(batch);
  add_json(app, options.json);
  field->excludes(app.get_option("--json"));
  prometheus->excludes(app.get_option("--json"));
  for (const char* const other : {"--cert", "--serial", "--request", "--field"}) {
    batch->excludes(app.get_option(other));
  }
}

VerifyPolicy policy_of(const VerifyOptions& options) {
  VerifyPolicy policy;
  policy.at = parse_time("--at", options.at);
  policy.clock_skew = options.skew;
  policy.max_age = options.max_age;
  policy.accept_missing_nonce = options.accept_missing_nonce;
  policy.require_next_update = options.require_next_update;
  policy.tolerance = options.reading.tolerance;
  if (!options.attested.empty()) {
    policy.attested = parse_time("--attested", options.attested);
  }
  return policy;
}

/// The certificates of a file; none without a file.
std::vector<LoadedCertificate> load_if_given(const std::string& path) {
  return path.empty() ? std::vector<LoadedCertificate>{} : load_certificates(path);
}

/// The certificates of --responder and --certs.
class OtherCertificates {
 public:
  explicit OtherCertificates(const VerifyOptions& options)
      : responders_(load_if_given(options.responders)), more_(load_if_given(options.more_certificates)) {
    for (const LoadedCertificate& responder : responders_) {
      trusted_.push_back(responder.certificate);
    }
    for (const LoadedCertificate& one : more_) {
      added_.emplace_back(one.der);
    }
  }
  OtherCertificates(const OtherCertificates&) = delete;

  /// Lifetime: the question refers to this object.
  void add_to(Question& question) const { question.trust(std::span{trusted_}).add_certificates(added_); }

 private:
  std::vector<LoadedCertificate> responders_;
  std::vector<LoadedCertificate> more_;
  std::vector<Certificate> trusted_;
  std::vector<Bytes> added_;
};

/// A question, with what it is called and the memory that it refers to.
struct Asked {
  std::string subject;
  Question question;
  std::unique_ptr<CertID> cert_id = {};
};

/// All that is asked, and the memory that it refers to.
class Asking {
 public:
  explicit Asking(const VerifyOptions& options) : issuers_(load_certificates(options.issuer)), others_(options) {
    if (!options.request.empty()) {
      std::vector<LoadedMessage> requests =
          load_messages(request_kind, options.request, {Tolerance::all, options.reading.max_size});
      if (requests.size() > 1) {
        throw std::invalid_argument(options.request + " has " + std::to_string(requests.size()) +
                                    " requests: which one was sent?");
      }
      request_der_ = std::move(requests.front().der);
      request_ = *load_der_ocsp_request(request_der_, Tolerance::all);
    }
    for (const std::string& path : options.certificates) {
      add_certificate(path);
    }
    for (const std::string& serial : options.serials) {
      add_serial(serial);
    }
    if (questions_.empty() && !options.request.empty()) {
      add_request(options.request);
    }
    if (questions_.empty()) {
      throw std::invalid_argument("which certificate? Give --cert, --serial or --request");
    }
    if (!options.request.empty()) {
      compare_with_request(options.request);
    }
    for (Asked& asked : questions_) {
      others_.add_to(asked.question);
    }
  }
  Asking(const Asking&) = delete;

  const std::vector<Asked>& questions() const { return questions_; }

 private:
  void add_certificate(const std::string& path) {
    loaded_.push_back(std::make_unique<std::vector<LoadedCertificate>>(load_certificates(path)));
    const Issued issued = choose_issued(*loaded_.back(), issuers_);
    questions_.push_back({path, Question{issued.certificate.certificate, issued.issuer.certificate}});
  }

  void add_serial(const std::string& serial) {
    const Certificate& issuer = only_issuer(issuers_).certificate;
    serials_.push_back(std::make_unique<std::vector<std::uint8_t>>(parse_serial(serial)));
    kept_hashes_.push_back(std::make_unique<IssuerHashes>(hashes_of(IssuerHashInput{issuer}, HashAlgorithm::sha256)));
    auto id = std::make_unique<CertID>(kept_hashes_.back()->cert_id(Integer{*serials_.back()}));
    const Question question{*id, issuer};
    questions_.push_back({serial, question, std::move(id)});
  }

  void add_request(const std::string& path) {
    for (const Request one : request_.requests()) {
      auto id = std::make_unique<CertID>(one.cert_id());
      const auto issuer = std::find_if(issuers_.begin(), issuers_.end(), [&](const LoadedCertificate& each) {
        return ocspan::is_about(*id, Question{*id, each.certificate}, BotanHasher{}).value_or(false);
      });
      const Question question{*id, (issuer == issuers_.end() ? issuers_.front() : *issuer).certificate};
      questions_.push_back({path + ": " + text_of(id->serial_number()), question, std::move(id)});
    }
  }

  /// Each question must be one of the request's. Its nonce must come back.
  void compare_with_request(const std::string& path) {
    const Result<std::optional<Nonce>> nonce = request_.extensions().get<Nonce>();
    if (!nonce) {
      throw std::invalid_argument(path + ": the request has several nonces");
    }
    for (Asked& asked : questions_) {
      Question& question = asked.question;
      bool found = false;
      for (const Request one : request_.requests()) {
        found = found || (question.asked() != nullptr && *question.asked() == one.cert_id()) ||
                ocspan::is_about(one.cert_id(), question, BotanHasher{}).value_or(false);
      }
      if (!found) {
        throw std::invalid_argument(path + ": this request does not ask about the certificate " + asked.subject);
      }
      if (*nonce) {
        question.nonce((*nonce)->bytes());
      }
    }
  }

  std::vector<LoadedCertificate> issuers_;
  std::vector<std::uint8_t> request_der_;
  OCSPRequest request_;
  std::vector<std::unique_ptr<std::vector<LoadedCertificate>>> loaded_;
  std::vector<std::unique_ptr<std::vector<std::uint8_t>>> serials_;
  std::vector<std::unique_ptr<IssuerHashes>> kept_hashes_;
  OtherCertificates others_;
  std::vector<Asked> questions_;
};

int run_batch_of(const VerifyOptions& options, const VerifyPolicy& policy, std::int64_t min_left) {
  const OtherCertificates others{options};
  return run_verify_batch(options.responses, {.issuers = load_if_given(options.issuer),
                                              .add_certificates_to = [&](Question& to) { others.add_to(to); },
                                              .policy = policy,
                                              .min_left = min_left,
                                              .accept_weak = options.accept_weak,
                                              .json = options.json,
                                              .prometheus = options.prometheus,
                                              .reading = options.reading});
}

int run_verify(const VerifyOptions& options) {
  need_libcrypto();
  const VerifyPolicy policy = policy_of(options);
  const std::int64_t min_left = options.min_left.empty() ? 0 : parse_duration("--min-left", options.min_left);
  if (options.batch) {
    return run_batch_of(options, policy, min_left);
  }
  if (options.responses.size() != 1) {
    throw std::invalid_argument("give exactly one RESPONSE, or - for standard input; --batch takes many");
  }
  if (options.issuer.empty()) {
    throw std::invalid_argument("who is the issuer? Give --issuer");
  }
  const Asking asking{options};
  const std::vector<LoadedResponse> responses = load_responses(options.responses.front(), options.reading);
  ExitStatus status = fine;
  for (const Asked& asked : asking.questions()) {
    const Answering answering = choose_answer(responses, asked.question, policy, options.accept_weak);
    const Verification& verification = answering.verification;
    const OCSPResponse& response = responses[answering.index].response;
    const bool too_soon = is_too_soon(verification, policy.at, min_left);
    Verified verified{response,
                      asked.question,
                      policy,
                      verification,
                      answering.index + 1,
                      responses.size(),
                      responses[answering.index].form};
    const std::string detail = detail_of(verified);
    verified.detail = detail;
    JsonText json;
    json.write([&](JsonWriter& out) { describe(out, verified); });
    if (!options.field.empty()) {
      try {
        std::cout << find_field(json.view(), options.field) << '\n';
      } catch (const AbsentField& absent) {  // perhaps not in the verdicts about the other certificates
        std::cerr << "ocspan: " << printable(asked.subject) << ": " << absent.what() << '\n';
        status = worse(status, malformed);
      }
    } else if (options.json) {
      std::cout << json.view() << '\n';
    } else {
      std::cout << render(verified, asked.subject, too_soon);
    }
    status = worse(status, exit_status_of(response, verification, too_soon));
  }
  return status;
}

}  // namespace

Verb verify_verb() {
  return {"verify",
          "Decide whether a response may be trusted, and what it says",
          add_verify_options,
          run_verify,
          {.examples = {{"is this certificate revoked, as the response says",
                         "ocspan verify --issuer ca.pem --cert leaf.pem response.der"},
                        {"the nonce of the request must come back",
                         "ocspan verify --issuer ca.pem --request request.der response.der"},
                        {"until when the response may be used",
                         "ocspan verify --issuer ca.pem --cert leaf.pem --field usableUntil response.der"},
                        {"watch the staples of a web server", "ocspan verify --batch --min-left 2d staples"}},
           .exit_statuses = verdict_meanings("something is malformed"),
           .exit_note = worst_counts}};
}

}  // namespace ocspan_tool
