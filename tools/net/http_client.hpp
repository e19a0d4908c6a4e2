// HTTP as OCSP needs it, by libcurl: bounded in time and size, whatever the server does.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace ocspan_tool {

struct HttpLimits {
  std::chrono::milliseconds timeout{10'000};  ///< of a request, redirects and all
  std::size_t header_size = std::size_t{64} << 10;
  std::size_t body_size = std::size_t{1} << 20;
  int redirects = 3;
  bool to_private = false;  ///< whether a redirect may lead to a private address
};

struct HttpQuery {
  std::string url;
  const std::vector<std::uint8_t>* body = nullptr;  ///< of a POST of an OCSPRequest; null for GET
};

struct HttpReply {
  std::string error;           ///< why there is no reply, in words; empty if there is one
  long status = 0;             ///< 200
  std::string header;          ///< the status line and the fields, of the last reply if there were redirects
  std::string request_header;  ///< what was sent
  std::vector<std::uint8_t> body;
  std::string url;  ///< where the reply came from
};

/// Sends a request and takes the reply. Redirects are followed within the same scheme, and not to private addresses
/// unless allowed. Proxies are those of the environment (http_proxy, https_proxy, no_proxy). Safe to call from several
/// threads after start_http().
HttpReply fetch(const HttpQuery& query, const HttpLimits& limits);

/// To be called once, before fetch().
void start_http();

}  // namespace ocspan_tool
