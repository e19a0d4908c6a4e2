#include "net/http_client.hpp"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <string_view>

namespace ocspan_tool {
namespace {

struct CurlDeleter {
  void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using Curl = std::unique_ptr<CURL, CurlDeleter>;
using CurlList = std::unique_ptr<curl_slist, CurlDeleter>;
using CurlUrl = std::unique_ptr<CURLU, CurlDeleter>;

/// Whether `address` begins with the first `bits` of `prefix`.
bool begins_with(const std::uint8_t* address, const std::uint8_t* prefix, unsigned bits) {
  const unsigned bytes = bits / 8;
  const auto mask = static_cast<std::uint8_t>(0xff00U >> bits % 8);
  return std::memcmp(address, prefix, bytes) == 0 &&
         (bits % 8 == 0 || (address[bytes] & mask) == (prefix[bytes] & mask));
}

struct Prefix {
  std::array<std::uint8_t, 16> bytes;
  unsigned bits;
};

// What is not on the public network: RFC 6890, RFC 4193, RFC 4291.
constexpr Prefix private_v4[] = {
    {{0}, 8}, {{10}, 8}, {{100, 64}, 10}, {{127}, 8}, {{169, 254}, 16}, {{172, 16}, 12}, {{192, 168}, 16}, {{224}, 3},
};
constexpr Prefix private_v6[] = {
    {{0}, 127},  // :: and ::1
    {{0xfc}, 7},
    {{0xfe, 0x80}, 10},
    {{0xff}, 8},
};

bool is_private_v4(const std::uint8_t* address) {
  for (const Prefix& prefix : private_v4) {
    if (begins_with(address, prefix.bytes.data(), prefix.bits)) {
      return true;
    }
  }
  return false;
}

bool is_private(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in v4;
    std::memcpy(&v4, &address, sizeof v4);
    std::uint8_t bytes[4];
    std::memcpy(bytes, &v4.sin_addr, sizeof bytes);
    return is_private_v4(bytes);
  }
  if (address.sa_family != AF_INET6) {
    return true;
  }
  sockaddr_in6 v6;
  std::memcpy(&v6, &address, sizeof v6);
  const std::uint8_t* const bytes = v6.sin6_addr.s6_addr;
  const std::uint8_t mapped[] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};  // ::ffff:0:0/96
  if (begins_with(bytes, mapped, 96)) {
    return is_private_v4(bytes + 12);
  }
  for (const Prefix& prefix : private_v6) {
    if (begins_with(bytes, prefix.bytes.data(), prefix.bits)) {
      return true;
    }
  }
  return false;
}

/// One request, without those that redirects lead to.
class Transfer {
 public:
  Transfer(const HttpQuery& query, const HttpLimits& limits, std::chrono::milliseconds timeout, bool refuses_private)
      : limits_(limits), refuses_private_(refuses_private), curl_(curl_easy_init()) {
    if (!curl_) {
      throw std::bad_alloc{};
    }
    reply_.url = query.url;
    set(CURLOPT_URL, query.url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(timeout.count()));
    set(CURLOPT_USERAGENT, "ocspan");
    set(CURLOPT_ERRORBUFFER, error_.data());
    set(CURLOPT_HEADERFUNCTION, &Transfer::take_header);
    set(CURLOPT_HEADERDATA, this);
    set(CURLOPT_WRITEFUNCTION, &Transfer::take_body);
    set(CURLOPT_WRITEDATA, this);
    set(CURLOPT_OPENSOCKETFUNCTION, &Transfer::open_socket);
    set(CURLOPT_OPENSOCKETDATA, this);
    set(CURLOPT_DEBUGFUNCTION, &Transfer::take_debug);
    set(CURLOPT_DEBUGDATA, this);
    set(CURLOPT_VERBOSE, 1L);
    add_header("Accept: application/ocsp-response, */*");
    if (query.body != nullptr) {
      set(CURLOPT_POSTFIELDSIZE, static_cast<long>(query.body->size()));
      set(CURLOPT_POSTFIELDS, query.body->data());
      add_header("Content-Type: application/ocsp-request");
    }
    set(CURLOPT_HTTPHEADER, headers_.get());
  }
  Transfer(const Transfer&) = delete;

  /// The reply, and where it redirects to; empty if it does not.
  HttpReply run(std::string& redirect) {
    const CURLcode code = curl_easy_perform(curl_.get());
    if (code == CURLE_OK) {
      reply_.error.clear();  // another address has answered
    } else if (reply_.error.empty()) {
      reply_.error = error_[0] == '\0' ? curl_easy_strerror(code) : error_.data();
    }
    curl_easy_getinfo(curl_.get(), CURLINFO_RESPONSE_CODE, &reply_.status);
    const char* url = nullptr;
    curl_easy_getinfo(curl_.get(), CURLINFO_REDIRECT_URL, &url);
    redirect = url == nullptr ? "" : url;
    return std::move(reply_);
  }

 private:
  template <class T>
  void set(CURLoption option, T value) {
    if (curl_easy_setopt(curl_.get(), option, value) != CURLE_OK) {
      throw std::runtime_error("libcurl lacks an option that is needed");
    }
  }

  void add_header(const char* line) {
    curl_slist* const longer = curl_slist_append(headers_.get(), line);
    if (longer == nullptr) {
      throw std::bad_alloc{};
    }
    if (headers_ == nullptr) {  // else it is the same
      headers_.reset(longer);
    }
  }

  static std::size_t take_header(const char* data, std::size_t size, std::size_t count, void* user) {
    auto& self = *static_cast<Transfer*>(user);
    size *= count;
    if (std::string_view{data, size}.starts_with("HTTP/")) {  // after "100 Continue"
      self.reply_.header.clear();
    }
    self.header_size_ += size;
    if (self.header_size_ > self.limits_.header_size) {
      self.reply_.error =
          "the header of the reply has more than " + std::to_string(self.limits_.header_size) + " bytes";
      return 0;
    }
    self.reply_.header.append(data, size);
    return size;
  }

  static std::size_t take_body(const char* data, std::size_t size, std::size_t count, void* user) {
    auto& self = *static_cast<Transfer*>(user);
    size *= count;
    if (size > self.limits_.body_size - self.reply_.body.size()) {
      self.reply_.error = "the reply has more than " + std::to_string(self.limits_.body_size) + " bytes";
      return 0;
    }
    self.reply_.body.insert(self.reply_.body.end(), data, data + size);
    return size;
  }

  static int take_debug(CURL* /*curl*/, curl_infotype type, char* data, std::size_t size, void* user) {
    if (type == CURLINFO_HEADER_OUT) {
      static_cast<Transfer*>(user)->reply_.request_header.append(data, size);
    }
    return 0;
  }

  static curl_socket_t open_socket(void* user, curlsocktype /*purpose*/, curl_sockaddr* address) {
    auto& self = *static_cast<Transfer*>(user);
    if (self.refuses_private_ && is_private(address->addr)) {
      self.reply_.error = "a redirect leads to a private address, which --redirect-to-private allows";
      return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  }

  HttpLimits limits_;
  bool refuses_private_;
  std::size_t header_size_ = 0;
  HttpReply reply_;
  std::array<char, CURL_ERROR_SIZE> error_{};
  CurlList headers_;
  Curl curl_;
};

std::string scheme_of(const std::string& url) {
  const CurlUrl parsed{curl_url()};
  char* scheme = nullptr;
  if (!parsed || curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK ||
      curl_url_get(parsed.get(), CURLUPART_SCHEME, &scheme, 0) != CURLUE_OK) {
    return {};
  }
  std::string text = scheme;
  curl_free(scheme);
  return text;
}

/// Whether connections go to a proxy, so that their address is not that of the URL's host.
bool has_proxy(const std::string& scheme) {
  for (const std::string& name : {scheme + "_proxy", std::string{"all_proxy"}, std::string{"ALL_PROXY"}}) {
    const char* const value = std::getenv(name.c_str());
    if (value != nullptr && *value != '\0') {
      return true;
    }
  }
  return false;
}

}  // namespace

HttpReply fetch(const HttpQuery& query, const HttpLimits& limits) {
  const auto end = std::chrono::steady_clock::now() + limits.timeout;
  const std::string scheme = scheme_of(query.url);
  HttpQuery next = query;
  for (int redirects = 0;; ++redirects) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
    std::string redirect;
    const bool refuses_private = redirects != 0 && !limits.to_private && !has_proxy(scheme);
    HttpReply reply =
        Transfer{next, limits, std::max(left, std::chrono::milliseconds{1}), refuses_private}.run(redirect);
    if (!reply.error.empty() || redirect.empty()) {
      return reply;
    }
    if (redirects == limits.redirects) {
      reply.error = "more than " + std::to_string(limits.redirects) + " redirects";
    } else if (scheme_of(redirect) != scheme) {
      reply.error = "a redirect leads to another scheme: " + redirect;
    }
    if (!reply.error.empty()) {
      return reply;
    }
    next.url = redirect;
  }
}

void start_http() {
  if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
    throw std::runtime_error("libcurl cannot be started");
  }
}

}  // namespace ocspan_tool
