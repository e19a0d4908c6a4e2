// A responder for tests behind HTTP: its answers, its faults, and its log.
#pragma once

#include <mutex>
#include <ocspan/ocspan.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "net/serve_behaviour.hpp"
#include "net/serve_limbo.hpp"
#include "net/serve_responder.hpp"

namespace ocspan_tool::serve {

struct ServiceOptions {
  Responder::Files files;  ///< without `issuer` there is no responder
  std::string limbo;       ///< file of ocsp-limbo; empty for none
  std::vector<std::string> faults;
  std::int64_t next_update;  ///< of answers, in seconds from now
  std::int64_t delay;        ///< of answers, in seconds
};

/// Answers requests over HTTP.
class Service {
 public:
  /// Throws BadFile for a file that cannot be read, std::exception for what else is not to be used.
  explicit Service(const ServiceOptions& options);

  const Behaviour& behaviour() const { return behaviour_; }

  /// The answer to a GET or POST, when it is due. Writes a line about it on standard error. Thread-safe.
  HttpAnswer answer(std::string_view method, std::string_view target, ocspan::Bytes body);

 private:
  HttpAnswer find_answer(std::string_view method, std::string_view target, ocspan::Bytes body, std::string& log);
  std::optional<HttpAnswer> find_in_limbo(std::string_view target, std::string& log) const;

  std::int64_t delay_;
  Behaviour behaviour_;
  std::vector<const Fault*> faults_;
  std::optional<Responder> responder_;
  std::optional<Limbo> limbo_;
  std::mutex mutex_;  // of the log
};

}  // namespace ocspan_tool::serve
