// A server of HTTP that no client can stop or fill: what it reads, how long it waits and how many it serves have
// limits.
#pragma once

#include <cstdint>
#include <functional>
#include <ocspan/ocspan.hpp>
#include <string>
#include <string_view>

#include "net/serve_behaviour.hpp"

namespace ocspan_tool::serve {

struct HttpServerOptions {
  std::string address;  ///< to listen on
  int port = 0;         ///< 0 for any that is free
  // Of a Behaviour:
  bool has_endless_header = false;
  bool has_content_length = true;
};

/// Answers a GET or POST: what the request line has as its target, and the body of a POST. Called by many threads.
using HttpHandler = std::function<HttpAnswer(std::string_view method, std::string_view target, ocspan::Bytes body)>;

/// Serves until SIGTERM or SIGINT, within a second of which it is done: it returns, or ends the program with the status
/// 0 if a client keeps it. Calls `listening(port)` first. Throws std::runtime_error if it cannot listen.
void serve_http(const HttpServerOptions& options, const HttpHandler& handler,
                const std::function<void(int port)>& listening);

}  // namespace ocspan_tool::serve
