// The verb that answers requests, for tests.
#include <iostream>
#include <stdexcept>

#include "net/serve_behaviour.hpp"
#include "output/json_text.hpp"
#include "verbs/options.hpp"
#include "verbs/times.hpp"
#include "verbs/verbs.hpp"
#if OCSPAN_TOOL_SERVE
#include "net/serve_http.hpp"
#include "net/serve_service.hpp"
#endif

namespace ocspan_tool {
namespace {

using namespace ocspan;

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
      app.add_option("--issuer", options.issuer, "the certificate of the CA whose certificates are answered for")
          ->type_name("FILE");
  CLI::Option* const key =
      app.add_option("--key", options.key, "the private key that signs: the CA's or, with --responder, that one's")
          ->type_name("FILE");
  CLI::Option* const index =
      app.add_option("--index", options.index,
                     "index.txt of openssl ca, which is read again when it has changed; others are unknown")
          ->type_name("FILE");
  issuer->needs(key)->needs(index);
  app.add_option("--responder", options.responder, "the certificate of a delegated responder")
      ->type_name("FILE")
      ->needs(issuer);
  app.add_option("--issuer-key", options.issuer_key,
                 "the CA's private key, for faults that need a certificate made while --key is the responder's")
      ->type_name("FILE");
  app.add_option("--address", options.address, "the address to listen on; without it 127.0.0.1, this machine only")
      ->type_name("ADDRESS");
  app.add_option("--port", options.port, "the port to listen on; without it, or with 0, one that is free")
      ->type_name("PORT");
  app.add_option("--next-update", options.next_update, "how long an answer holds: 90m, 6h, 7d (as without it)")
      ->type_name("DURATION");
  app.add_option("--delay", options.delay, "how long to wait before each answer: 2s")->type_name("DURATION");
  app.add_option("--fault", options.faults, "be wrong in this way; may be given many times")
      ->type_name("NAME")
      ->allow_extra_args(false);
  app.add_flag("--list-faults", options.list_faults, "print a line of JSON for each fault, and what has to find it");
  app.add_option("--limbo", options.limbo, "limbo.json: http://HOST/ID answers with the response of that case")
      ->type_name("FILE");
}

void list_faults() {
  for (const serve::Fault& fault : serve::all_faults()) {
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

void run_server(const ServeOptions& options) {
  serve::Service service{{.files = {options.issuer, options.key, options.responder, options.issuer_key, options.index},
                          .limbo = options.limbo,
                          .faults = options.faults,
                          .next_update = parse_duration("--next-update", options.next_update),
                          .delay = parse_duration("--delay", options.delay)}};
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
        std::cout << "listening on http://" << host << ':' << port << "/\n" << std::flush;
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

Verb serve_verb() {
  return {
      "serve",
      "Answer requests as a responder, for tests",
      add_serve_options,
      run_serve,
      {.examples =
           {{"a responder on this machine", "ocspan serve --issuer ca.pem --key ca.key --index index.txt --port 8080"},
            {"a delegated one, whose answers have expired",
             "ocspan serve --issuer ca.pem --responder ocsp.pem --key ocsp.key --index index.txt --fault expired"},
            {"what it can do wrong", "ocspan serve --list-faults"}},
       .exit_statuses = {{fine, "fine: it was ended"}, {wrong_usage, "wrong usage or an unreadable file"}},
       .notes = "For tests: it answers whoever asks. It prints its URL, then a line for each request on standard "
                "error, and ends with SIGTERM or SIGINT."}};
}

}  // namespace ocspan_tool
