#include "net/serve_service.hpp"

#include <array>
#include <chrono>
#include <iostream>
#include <stdexcept>
#include <thread>

namespace ocspan_tool::serve {
namespace {

using namespace ocspan;

/// The header fields of an answer.
std::vector<HttpAnswer::HeaderField> header_fields(const OcspAnswer& answer) {
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

HttpAnswer http_answer(const OcspAnswer& answer) {
  return {.fields = header_fields(answer), .body = {answer.der.begin(), answer.der.end()}};
}

/// The target with colons, which some clients percent-encode.
std::string with_colons(std::string_view target) {
  std::string path{target};
  for (std::size_t at = path.find("%3"); at != std::string::npos; at = path.find("%3", at + 1)) {
    if (at + 2 < path.size() && (path[at + 2] == 'A' || path[at + 2] == 'a')) {
      path[at] = ':';
      path.erase(at + 1, 2);
    }
  }
  return path;
}

}  // namespace

Service::Service(const ServiceOptions& options) : delay_(options.delay) {
  behaviour_.next_update = options.next_update;
  for (const std::string& name : options.faults) {
    faults_.push_back(&fault_of(name));
    if (faults_.back()->behaviour != nullptr) {
      faults_.back()->behaviour(behaviour_);
    }
  }
  if (!options.files.issuer.empty()) {
    responder_.emplace(options.files, behaviour_);
  }
  if (!options.limbo.empty()) {
    limbo_.emplace(options.limbo);
  }
  if (!responder_ && !limbo_) {
    throw std::invalid_argument{"what to answer from? Give --issuer, --key and --index, or --limbo"};
  }
}

HttpAnswer Service::answer(std::string_view method, std::string_view target, Bytes body) {
  std::string log{method};
  HttpAnswer answer = find_answer(method, target, body, log);
  const bool is_refused = answer.status != 200;
  for (const Fault* const fault : faults_) {
    if (fault->http != nullptr && !is_refused) {
      fault->http(answer);
    }
  }
  {
    const std::lock_guard lock{mutex_};
    std::cerr << log + '\n';
  }
  std::this_thread::sleep_for(std::chrono::seconds{delay_ + answer.delay});
  return answer;
}

HttpAnswer Service::find_answer(std::string_view method, std::string_view target, Bytes body, std::string& log) {
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
  const OcspAnswer answer = responder_->answer(body);
  log += ' ' + std::to_string(body.size()) + ' ' + answer.log;
  return http_answer(answer);
}

// The target is /ID, percent-encoded or not, and what a client may put behind it.
std::optional<HttpAnswer> Service::find_in_limbo(std::string_view target, std::string& log) const {
  const std::string path = with_colons(target);
  const std::string id = path.substr(1, path.find('/', 1) - 1);  // it begins with a slash, or is no id
  std::optional<std::vector<std::uint8_t>> response = limbo_->find(id);
  if (!response) {
    return std::nullopt;
  }
  log += ' ' + id;
  return http_answer({*std::move(response), std::nullopt, {}});
}

}  // namespace ocspan_tool::serve
