// The verb that asks responders whether certificates are revoked.
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <deque>
#include <filesystem>
#include <iostream>
#include <mutex>
#include <ocspan/botan/botan_hash.hpp>
#include <ocspan/ocspan.hpp>
#include <stdexcept>
#include <thread>

#include "input/certificate_file.hpp"
#include "input/message.hpp"
#include "output/file.hpp"
#include "output/json_text.hpp"
#include "verbs/conclusion.hpp"
#include "verbs/options.hpp"
#include "verbs/requests.hpp"
#include "verbs/times.hpp"
#include "verbs/verbs.hpp"
#if OCSPAN_TOOL_CURL
#include "net/check.hpp"
#endif

namespace ocspan_tool {
namespace {

using namespace ocspan;

/// As they are given on the command line.
struct CheckOptions {
  std::vector<std::string> chain;  ///< files with the certificates in question, and their issuers
  std::string issuers;             ///< file of issuers that are not in the chain
  std::vector<std::string> urls;   ///< of responders, in place of those that the certificates name
  std::vector<std::string> hashes;
  std::string responders;  ///< file of responders' certificates that are trusted
  std::string timeout = "10s";
  std::string at = "now";
  std::string min_left;
  std::string saved;   ///< folder with answers, in place of asking
  std::string save;    ///< folder for what was sent and received
  std::string staple;  ///< file for the answer about the first certificate
  std::optional<std::uint32_t> max_age;
  std::uint32_t skew = 300;
  ReadingOptions reading;
  bool nonce = false;
  bool accept_missing_nonce = false;
  bool accept_weak = false;
  bool require_next_update = false;
  bool fetch_issuers = false;
  bool redirect_to_private = false;
  bool verbose = false;
  bool prometheus = false;
  bool json = false;
};

void add_check_options(CLI::App& app, CheckOptions& options) {
  app.add_option("CHAIN", options.chain,
                 "the certificates, each before its issuer or in any order, in one file or several; each that has its "
                 "issuer among them is asked about")
      ->type_name("")
      ->required();
  app.add_option("--issuer", options.issuers, "issuers that are not in the chain")->type_name("FILE");
  app.add_flag("--fetch-issuers", options.fetch_issuers, "get missing issuers from where the certificates say");
  app.add_option("--url", options.urls, "the responder's URL, in place of the certificate's; may be given many times")
      ->type_name("URL")
      ->allow_extra_args(false);
  app.add_option("--hash", options.hashes,
                 "the hash of the CertID; without it sha256, then sha1 if the responder refuses")
      ->type_name(names_of_hashes())
      ->allow_extra_args(false);
  CLI::Option* const nonce = app.add_flag("--nonce", options.nonce, "ask with a nonce, which must come back");
  app.add_flag("--accept-missing-nonce", options.accept_missing_nonce, "accept a response without the request's nonce")
      ->needs(nonce);
  app.add_option("--responder", options.responders, "certificates of responders that are trusted")->type_name("FILE");
  app.add_flag("--accept-weak", options.accept_weak, "accept signatures by MD5, SHA-1 and keys that are too small");
  app.add_flag("--require-next-update", options.require_next_update, "refuse a response without nextUpdate");
  app.add_option("--at", options.at,
                 "the time of the check: 2017-03-05T00:00:00Z, 2017-03-05, seconds since 1970, or now")
      ->type_name("TIME");
  app.add_option("--max-age", options.max_age, "how many seconds after thisUpdate a response may be used")
      ->type_name("SECONDS");
  app.add_option("--min-left", options.min_left,
                 "how long the response must stay usable: 90m, 6h, 2d, or seconds; less is exit status 7")
      ->type_name("DURATION");
  app.add_option("--skew", options.skew, "how many seconds the clocks may differ; without it, 300")
      ->type_name("SECONDS");
  app.add_option("--timeout", options.timeout, "how long a request may take, redirects and all; without it, 10s")
      ->type_name("DURATION");
  app.add_flag("--redirect-to-private", options.redirect_to_private, "let redirects lead to private addresses");
  CLI::Option* const saved =
      app.add_option("--responses", options.saved, "a folder with saved responses, in place of asking")
          ->type_name("FOLDER");
  app.add_option("--save", options.save, "a folder for what was sent and received")
      ->type_name("FOLDER")
      ->excludes(saved);
  app.add_option("--staple", options.staple,
                 "a file for the answer about the first certificate, written only if it is good and holds")
      ->type_name("FILE");
  app.add_flag("-v,--verbose", options.verbose, "print what was sent and received on standard error");
  CLI::Option* const prometheus =
      app.add_flag("--prometheus", options.prometheus, "print metrics in Prometheus' text format");
  add_tolerate(app, options.reading.tolerance);
  add_max_size(app, options.reading.max_size);
  add_json(app, options.json);
  prometheus->excludes(app.get_option("--json"));
}

#if OCSPAN_TOOL_CURL

/// The certificates of the chain, and which are asked about.
class Chain {
 public:
  explicit Chain(const CheckOptions& options) {
    for (const std::string& path : options.chain) {
      load(path, asked_);
    }
    if (!options.issuers.empty()) {
      load(options.issuers, issuers_);
    }
  }

  /// Gets the issuers that are missing from the URLs in the certificates, and theirs.
  void fetch_issuers(const HttpLimits& limits) {
    for (const LoadedCertificate& certificate : asked_) {
      fetch_issuers_of(certificate, limits);
    }
  }

  struct Pair {
    const LoadedCertificate* certificate;
    const LoadedCertificate* issuer;
  };

  /// Each certificate that has its issuer. A note on standard error names those that have not.
  std::vector<Pair> pairs() const {
    std::vector<Pair> pairs;
    for (const LoadedCertificate& certificate : asked_) {
      if (const LoadedCertificate* const issuer = issuer_of(certificate)) {
        pairs.push_back({&certificate, issuer});
      } else if (!is_self_issued(certificate.certificate)) {
        std::cerr << "ocspan: note: " << printable(text_of(certificate.certificate.subject()))
                  << " is not asked about: its issuer is missing (--issuer, --fetch-issuers)\n";
      }
    }
    if (pairs.empty()) {
      throw std::invalid_argument("of none of the certificates the issuer is given: --issuer, --fetch-issuers");
    }
    return pairs;
  }

 private:
  static bool is_self_issued(const Certificate& certificate) {
    return names_match(certificate.issuer(), certificate.subject());
  }

  static bool has_issued(const Certificate& issuer, const Certificate& certificate) {
    return names_match(certificate.issuer(), issuer.subject()) &&
           OpenSSLVerifier{true}(certificate.signature_algorithm(), issuer.subject_public_key_info(),
                                 certificate.tbs_certificate_bytes(), certificate.signature()) == SignatureCheck::valid;
  }

  /// Adds the certificates of a file that are not there yet.
  static void load(const std::string& path, std::deque<LoadedCertificate>& to) {
    for (LoadedCertificate& certificate : load_certificates(path)) {
      const bool is_there = std::any_of(
          to.begin(), to.end(), [&](const LoadedCertificate& other) { return equal(other.der, certificate.der); });
      if (!is_there) {
        to.push_back(std::move(certificate));
      }
    }
  }

  const LoadedCertificate* issuer_of(const LoadedCertificate& certificate) const {
    for (const auto* const all : {&asked_, &issuers_}) {
      for (const LoadedCertificate& issuer : *all) {
        if (!equal(issuer.der, certificate.der) && has_issued(issuer.certificate, certificate.certificate)) {
          return &issuer;
        }
      }
    }
    return nullptr;
  }

  void fetch_issuers_of(const LoadedCertificate& certificate, const HttpLimits& limits) {
    if (is_self_issued(certificate.certificate) || issuer_of(certificate) != nullptr) {
      return;
    }
    for (const std::string& url : issuer_urls_of(certificate.certificate)) {
      const HttpReply reply = fetch({url, nullptr}, limits);
      LoadedCertificate issuer{url, reply.body, {}};
      const Result<Certificate> read = load_der_x509_certificate(issuer.der, Tolerance::all);
      if (!reply.error.empty() || reply.status != 200 || !read) {
        std::cerr << "ocspan: note: " << printable(url) << ": "
                  << printable(!reply.error.empty()  ? reply.error
                               : reply.status != 200 ? "HTTP status " + std::to_string(reply.status)
                                                     : "no certificate in DER")
                  << '\n';
        continue;
      }
      issuer.certificate = *read;
      issuers_.push_back(std::move(issuer));
      if (issuer_of(certificate) != nullptr) {
        return;
      }
    }
  }

  std::deque<LoadedCertificate> asked_;
  std::deque<LoadedCertificate> issuers_;
};

CheckSettings settings_of(const CheckOptions& options) {
  CheckSettings settings;
  settings.urls = options.urls;
  for (const std::string& name : options.hashes) {
    settings.hashes.push_back(parse_hash(name));
  }
  if (settings.hashes.empty()) {
    settings.hashes = {HashAlgorithm::sha256, HashAlgorithm::sha1};  // RFC 9919 3.1.1
  }
  settings.nonce = options.nonce;
  settings.accept_weak = options.accept_weak;
  settings.policy.at = parse_time("--at", options.at);
  settings.policy.clock_skew = options.skew;
  settings.policy.max_age = options.max_age;
  settings.policy.accept_missing_nonce = options.accept_missing_nonce;
  settings.policy.require_next_update = options.require_next_update;
  settings.policy.tolerance = options.reading.tolerance;
  settings.limits.timeout = std::chrono::seconds{parse_duration("--timeout", options.timeout)};
  if (settings.limits.timeout.count() == 0) {
    throw std::invalid_argument("--timeout " + options.timeout + ": leaves no time");
  }
  settings.limits.to_private = options.redirect_to_private;
  return settings;
}

/// The responses in the files of a folder; those that hold none are passed over with a note.
std::vector<LoadedResponse> load_saved(const std::string& folder, const ReadingOptions& reading) {
  std::vector<std::string> paths;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator{folder, error}) {
    if (entry.is_regular_file(error)) {
      paths.push_back(entry.path().string());
    }
  }
  if (error) {
    throw std::invalid_argument("--responses " + folder + ": " + error.message());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<LoadedResponse> responses;
  for (const std::string& path : paths) {
    try {
      for (LoadedMessage& message : load_messages(response_kind, path, reading)) {
        responses.push_back(response_of(std::move(message), reading.tolerance));
      }
    } catch (const BadFile& bad) {
      if (!path.ends_with(".request.der") && !path.ends_with(".header.txt")) {  // which --save has put there
        std::cerr << "ocspan: note: " << printable(bad.what()) << '\n';
      }
    }
  }
  return responses;
}

/// Of several attempts the last: "http://ocsp.example/: Connection refused".
std::string problem_of(const Checked& checked) {
  if (checked.attempts.empty()) {
    return "the certificate names no responder";
  }
  const Attempt& last = checked.attempts.back();
  return last.url + ": " + last.problem;
}

Verified verified_of(const Checked& checked, const CheckSettings& settings) {
  return {checked.response->response, *checked.question, settings.policy, *checked.verification};
}

Conclusion conclude(const Checked& checked, const CheckSettings& settings, std::int64_t min_left) {
  Conclusion conclusion;
  if (!checked.verification) {
    conclusion.status = checked.is_malformed ? malformed : no_answer_now;
    conclusion.text = settings.saved != nullptr ? "none of the saved responses is about it" : problem_of(checked);
    return conclusion;
  }
  conclusion = conclude(verified_of(checked, settings), min_left);
  if (checked.verification->failure().step == VerifyStep::not_successful && !checked.attempts.empty()) {
    conclusion.text = problem_of(checked);
  }
  return conclusion;
}

/// Puts what was sent and received into a folder.
void save(const std::string& folder, std::size_t number, const Checked& checked) {
  if (checked.attempts.empty()) {
    return;
  }
  std::filesystem::create_directories(folder);
  const Integer& serial = checked.certificate->certificate.serial_number();
  const std::string name = folder + "/" + std::to_string(number) + "-" +
                           *to_std_string([&](std::span<char> out) { return serial.to_hex(out); });
  const Attempt& last = checked.attempts.back();
  write_file(name + ".request.der", last.request);
  if (last.reply.error.empty()) {
    write_file(name + ".response.der", last.reply.body);
    write_file(name + ".header.txt", ocspan::Input{last.reply.header}.bytes());
  }
}

void print_traffic(const Checked& checked) {
  for (const Attempt& attempt : checked.attempts) {
    std::cerr << printable(attempt.reply.request_header) << "(" << attempt.request.size() << " bytes of request by "
              << to_string(attempt.hash) << ")\n"
              << printable(attempt.reply.header) << "(" << attempt.reply.body.size() << " bytes)\n";
    if (!attempt.problem.empty()) {
      std::cerr << printable(attempt.url) << ": " << printable(attempt.problem) << '\n';
    }
  }
}

void print_json(const Checked& checked, const Conclusion& conclusion, const CheckSettings& settings) {
  JsonText json;
  json.write([&](JsonWriter& out) {
    out.object([&] {
      out.field("certificate", [&] { out.string(text_of(checked.certificate->certificate.subject())); });
      put_fields(out, conclusion);
      out.field("attempts", [&] {
        out.list(checked.attempts, [&](const Attempt& attempt) {
          out.object([&] {
            out.field("url", [&] { out.string(printable(attempt.url)); });
            out.field("method", [&] { out.string(attempt.by_get ? "GET" : "POST"); });
            out.field("hash", [&] { out.string(to_string(attempt.hash)); });
            out.field("status", [&] { out.number(static_cast<std::uint64_t>(attempt.reply.status)); });
            if (!attempt.problem.empty()) {
              out.field("problem", [&] { out.string(printable(attempt.problem)); });
            }
          });
        });
      });
      if (checked.verification) {
        put_verification(out, verified_of(checked, settings));
      }
    });
  });
  std::cout << json.view() << '\n';
}

/// Checks all certificates, several at a time. A line on a terminal says how far it is.
std::vector<Checked> check_all(const std::vector<Chain::Pair>& pairs, const CheckSettings& settings) {
  std::vector<Checked> all(pairs.size());
  std::atomic<std::size_t> next = 0;
  std::mutex mutex;
  std::size_t done = 0;
  std::exception_ptr problem;
  const bool shows_progress = isatty(STDERR_FILENO) != 0 && settings.saved == nullptr;
  const auto work = [&] {
    for (std::size_t i = next++; i < pairs.size(); i = next++) {
      try {
        all[i] = check(*pairs[i].certificate, *pairs[i].issuer, settings);
      } catch (...) {
        const std::lock_guard lock{mutex};
        problem = std::current_exception();
      }
      const std::lock_guard lock{mutex};
      ++done;
      if (shows_progress) {
        std::cerr << "\rasked about " << done << " of " << pairs.size() << "\x1b[K" << std::flush;
      }
    }
  };
  const std::size_t most = 8;
  std::vector<std::thread> threads;
  for (std::size_t i = 1; i < std::min(most, pairs.size()); ++i) {
    threads.emplace_back(work);
  }
  work();
  for (std::thread& thread : threads) {
    thread.join();
  }
  if (shows_progress) {
    std::cerr << "\r\x1b[K";
  }
  if (problem) {
    std::rethrow_exception(problem);
  }
  return all;
}

int run_check(const CheckOptions& options) {
  need_libcrypto();
  CheckSettings settings = settings_of(options);
  const std::int64_t min_left = options.min_left.empty() ? 0 : parse_duration("--min-left", options.min_left);
  std::vector<LoadedCertificate> responders;
  if (!options.responders.empty()) {
    responders = load_certificates(options.responders);
    for (const LoadedCertificate& responder : responders) {
      settings.trusted.push_back(responder.certificate);
    }
  }
  std::vector<LoadedResponse> saved;
  if (!options.saved.empty()) {
    saved = load_saved(options.saved, options.reading);
    settings.saved = &saved;
  }
  start_http();
  Chain chain{options};
  if (options.fetch_issuers) {
    chain.fetch_issuers(settings.limits);
  }
  const std::vector<Checked> all = check_all(chain.pairs(), settings);
  std::vector<Monitored> monitored;
  ExitStatus status = fine;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Checked& checked = all[i];
    const Certificate& certificate = checked.certificate->certificate;
    const Conclusion conclusion = conclude(checked, settings, min_left);
    if (options.verbose) {
      print_traffic(checked);
    }
    if (!options.save.empty()) {
      save(options.save, i + 1, checked);
    }
    if (options.json) {
      print_json(checked, conclusion, settings);
    } else if (!options.prometheus) {
      std::cout << printable(text_of(certificate.subject())) << ": " << line_of(conclusion) << '\n';
    }
    monitored.push_back(
        {{{"subject", text_of(certificate.subject())}, {"serial", text_of(certificate.serial_number())}}, conclusion});
    status = worse(status, conclusion.status);
  }
  if (options.prometheus) {
    print_prometheus(monitored, settings.policy.at);
  }
  if (!options.staple.empty() && monitored.front().conclusion.is_good()) {
    write_file(options.staple, all.front().response->der);
  } else if (!options.staple.empty()) {
    std::cerr << "ocspan: note: " << printable(options.staple) << " is left as it is\n";
  }
  return status;
}

#else

int run_check(const CheckOptions& /*options*/) {
  throw std::runtime_error("this command cannot ask responders: it was built without libcurl");
}

#endif

}  // namespace

Verb check_verb() {
  return {"check",
          "Ask responders whether certificates are revoked",
          add_check_options,
          run_check,
          {.examples = {{"each certificate that has its issuer in the file", "ocspan check chain.pem"},
                        {"the issuer in another file, an alarm two days before the response ends",
                         "ocspan check leaf.pem --issuer ca.pem --min-left 2d"},
                        {"a staple for a web server", "ocspan check chain.pem --staple staple.der"}},
           .exit_statuses = verdict_meanings("a reply is no response"),
           .exit_note = worst_counts}};
}

}  // namespace ocspan_tool
