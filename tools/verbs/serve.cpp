// The verb that answers requests, for tests.
#include <algorithm>
#include <iostream>
#include <stdexcept>
#include <thread>

#include "input/certificate_file.hpp"
#include "net/serve_behaviour.hpp"
#include "output/json_text.hpp"
#include "verbs/options.hpp"
#include "verbs/verbs.hpp"
#if OCSPAN_TOOL_SERVE
#include <mutex>

#include "net/serve_http.hpp"
#include "net/serve_limbo.hpp"
#include "net/serve_responder.hpp"
#endif

namespace ocspan_tool {
namespace {

using namespace ocspan;
using serve::Behaviour;
using serve::Fault;
using serve::HttpAnswer;

/// As they are given on the command line.
struct ServeOptions {
  std::string issuer;      ///< file of the issuer's certificate
  std::string key;         ///< file of the key that signs
  std::string responder;   ///< file of a delegated responder's certificate
  std::string issuer_key;  ///< file of the issuer's key, where `key` is the responder's
  std::string index;       ///< file of `openssl ca`
  std::string limbo;       ///< file of ocsp-limbo
  std::vector<std::string> faults;
  bool list_faults = false;
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;
  std::string next_update = "7d";
  std::string delay = "0";
};

void add_serve_options(CLI::App& app, ServeOptions& options) {
  CLI::Option* const issuer =
      app.add_option("--issuer", options.issuer, "the certificate of the CA whose certificates are answered for");
  CLI::Option* const key =
      app.add_option("--key", options.key, "the private key that signs: the CA's or, with --responder, that one's");
  CLI::Option* const index = app.add_option(
      "--index", options.index, "index.txt of openssl ca, which is read again when it has changed; others are unknown");
  issuer->needs(key)->needs(index);
  app.add_option("--responder", options.responder, "the certificate of a delegated responder")->needs(issuer);
  app.add_option("--issuer-key", options.issuer_key,
                 "the CA's private key, for faults that need a certificate made while --key is the responder's");
  app.add_option("--address", options.address, "the address to listen on; without it 127.0.0.1, this machine only");
  app.add_option("--port", options.port, "the port to listen on; without it, or with 0, one that is free");
  app.add_option("--next-update", options.next_update, "how long an answer holds: 90m, 6h, 7d (as without it)");
  app.add_option("--delay", options.delay, "how long to wait before each answer: 2s");
  app.add_option("--fault", options.faults, "be wrong in this way; may be given many times")->allow_extra_args(false);
  app.add_flag("--list-faults", options.list_faults, "print a line of JSON for each fault, and what has to find it");
  app.add_option("--limbo", options.limbo, "limbo.json: http://HOST/ID answers with the response of that case");
  app.footer(
      "For tests: it answers whoever asks. It prints its URL, then a line for each request on standard error, and ends "
      "with SIGTERM or SIGINT.\n"
      "Examples:\n"
      "  ocspan serve --issuer ca.pem --key ca.key --index index.txt --port 8080\n"
      "  ocspan serve --issuer ca.pem --responder ocsp.pem --key ocsp.key --index index.txt --fault expired");
}

void list_faults() {
  for (const Fault& fault : serve::all_faults()) {
    JsonText text;
    text.write([&](JsonWriter& json) {
      json.object([&] {
        json.field("name", fault.name);
        json.field("what", fault.what);
        if (fault.step.empty()) {
          json.field("lint", fault.lint);
        } else {
          json.field("step", fault.step);
        }
        if (!fault.options.empty()) {
          json.field("options", fault.options);
        }
      });
    });
    std::cout << text.view() << '\n';
  }
}

#if OCSPAN_TOOL_SERVE

/// The header fields of an answer.
std::vector<HttpAnswer::HeaderField> header_fields(const serve::OcspAnswer& answer) {
  if (!answer.caching) {
    return {{"Content-Type", "application/ocsp-response"}, {"Cache-Control", "no-cache"}};
  }
  std::array<std::uint8_t, 32> hash{};
  OpenSSLHasher{}(HashAlgorithm::sha256, answer.der, hash);
  const std::string text =
      *to_std_string([&](std::span<char> out) { return write_http_headers(*answer.caching, hash, out); });
  std::vector<HttpAnswer::HeaderField> fields;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t colon = text.find(": ", begin);
    const std::size_t end = text.find("\r\n", begin);
    fields.emplace_back(text.substr(begin, colon - begin), text.substr(colon + 2, end - colon - 2));
    begin = end + 2;
  }
  return fields;
}

HttpAnswer http_answer(const serve::OcspAnswer& answer) {
  return {.fields = header_fields(answer), .body = {answer.der.begin(), answer.der.end()}};
}

/// Answers requests as the options say. Thread-safe.
class Service {
 public:
  explicit Service(const ServeOptions& options) : delay_(parse_duration("--delay", options.delay)) {
    behaviour_.next_update = parse_duration("--next-update", options.next_update);
    for (const std::string& name : options.faults) {
      faults_.push_back(&serve::fault_of(name));
      if (faults_.back()->behaviour != nullptr) {
        faults_.back()->behaviour(behaviour_);
      }
    }
    if (!options.issuer.empty()) {
      responder_.emplace(
          serve::Responder::Files{options.issuer, options.key, options.responder, options.issuer_key, options.index},
          behaviour_);
    }
    if (!options.limbo.empty()) {
      limbo_.emplace(options.limbo);
    }
    if (!responder_ && !limbo_) {
      throw std::invalid_argument{"what to answer from? Give --issuer, --key and --index, or --limbo"};
    }
  }

  const Behaviour& behaviour() const { return behaviour_; }

  HttpAnswer answer(std::string_view method, std::string_view target, Bytes body) {
    std::string log{method};
    HttpAnswer answer = find_answer(method, target, body, log);
    for (const Fault* const fault : faults_) {
      if (fault->http != nullptr && answer.status == 200) {
        fault->http(answer);
      }
    }
    {
      const std::lock_guard lock{mutex_};
      std::cerr << log << std::endl;
    }
    std::this_thread::sleep_for(std::chrono::seconds{delay_ + answer.delay});
    return answer;
  }

 private:
  HttpAnswer find_answer(std::string_view method, std::string_view target, Bytes body, std::string& log) {
    if (method == behaviour_.refused_method) {
      log += ' ' + std::to_string(body.size()) + " refused";
      return {.status = 405, .fields = {{"Allow", method == "GET" ? "POST" : "GET"}}};
    }
    if (std::optional<HttpAnswer> answer = limbo_ ? find_in_limbo(target, log) : std::nullopt) {
      return *std::move(answer);
    }
    if (!responder_) {
      log += " no such case";
      return {.status = 404};
    }
    std::vector<std::uint8_t> decoded(target.size());
    if (method == "GET") {
      const Result<Bytes> request = decode_ocsp_get_path(target, decoded);
      body = request ? *request : Bytes{};
    }
    const serve::OcspAnswer answer = responder_->answer(body);
    log += ' ' + std::to_string(body.size()) + ' ' + answer.log;
    return http_answer(answer);
  }

  /// The target is /ID, percent-encoded or not, and what a client may put behind it.
  std::optional<HttpAnswer> find_in_limbo(std::string_view target, std::string& log) {
    const std::string path = with_colons(target);
    const std::string id = path.substr(1, path.find('/', 1) - 1);  // it begins with a slash, or is no id
    std::optional<std::vector<std::uint8_t>> response = limbo_->find(id);
    if (!response) {
      return std::nullopt;
    }
    log += ' ' + id;
    return http_answer({*std::move(response), std::nullopt, {}});
  }

  /// With colons, which some clients percent-encode.
  static std::string with_colons(std::string_view target) {
    std::string path{target};
    for (std::size_t at = path.find("%3"); at != std::string::npos; at = path.find("%3", at + 1)) {
      if (at + 2 < path.size() && (path[at + 2] == 'A' || path[at + 2] == 'a')) {
        path.replace(at, 3, ":");
      }
    }
    return path;
  }

  std::int64_t delay_;
  Behaviour behaviour_;
  std::vector<const Fault*> faults_;
  std::optional<serve::Responder> responder_;
  std::optional<serve::Limbo> limbo_;
  std::mutex mutex_;  // of the log
};

void run_server(const ServeOptions& options) {
  Service service{options};
  const serve::HttpServerOptions http{options.address, options.port, service.behaviour().has_endless_header,
                                      service.behaviour().has_content_length};
  serve::serve_http(
      http,
      [&](std::string_view method, std::string_view target, Bytes body) {
        return service.answer(method, target, body);
      },
      [&](int port) {
        const bool is_ipv6 = options.address.find(':') != std::string::npos;
        const std::string host = is_ipv6 ? "[" + options.address + "]" : options.address;
        std::cout << "listening on http://" << host << ':' << port << '/' << std::endl;
      });
}

#else

void run_server(const ServeOptions& /*options*/) {
  throw std::runtime_error{"serve: built without libcrypto or cpp-httplib, by which responses are signed and sent"};
}

#endif

int run_serve(const ServeOptions& options) {
  if (options.list_faults) {
    list_faults();
  } else {
    run_server(options);
  }
  return fine;
}

}  // namespace

Verb serve_verb() { return {"serve", "Answer requests as a responder, for tests", add_serve_options, run_serve}; }

}  // namespace ocspan_tool
