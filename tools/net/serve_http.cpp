#include "net/serve_http.hpp"

#include <httplib.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <future>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

namespace ocspan_tool::serve {
namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr std::size_t max_body = 64 << 10;
constexpr std::size_t max_request = max_body + (16 << 10);  // with its header
constexpr std::size_t max_connections = 256;
constexpr std::size_t max_pending = 16 << 10;  // of an answer, before it is sent
constexpr std::size_t max_requests = 1000;     // of one connection
constexpr auto time_for_request = 10s;
constexpr auto time_for_answer = 60s;
constexpr auto time_for_next_request = 5s;
constexpr auto time_for_end = 500ms;

/// A connection to a client.
class Connection final : public httplib::Stream {
 public:
  Connection(int socket, const HttpServerOptions& options) : socket_(socket), options_(options) {}
  ~Connection() override { ::close(socket_); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Waits for the first byte of a request; false if none comes in time.
  bool await(Clock::duration time) {
    deadline_ = Clock::now() + time;
    return at_ != end_ || fill();
  }
  /// From now on a request is read.
  void begin_request() {
    deadline_ = Clock::now() + time_for_request;
    taken_ = 0;
    is_answering_ = false;
  }
  /// Sends what is left of an answer. Returns whether there may be another request.
  bool end_request() { return send_pending() && can_go_on_; }

  ssize_t read(char* out, std::size_t size) override {
    if (at_ == end_ && (taken_ >= max_request || !fill())) {
      can_go_on_ = false;
      return -1;
    }
    const std::size_t count = std::min(size, end_ - at_);
    std::copy_n(buffer_.begin() + static_cast<std::ptrdiff_t>(at_), count, out);
    at_ += count;
    taken_ += count;
    return static_cast<ssize_t>(count);
  }

  ssize_t write(const char* data, std::size_t size) override {
    const std::string_view text{data, size};
    const bool is_interim = !is_answering_ && text.starts_with("HTTP/1.1 100");
    if (is_answering_ || is_interim) {
      pending_ += text;
    } else {
      is_answering_ = true;  // httplib gives the status line and all header fields at once
      deadline_ = Clock::now() + time_for_answer;
      put_header(text);
    }
    const bool can_wait = !is_interim && pending_.size() < max_pending;
    return can_wait || send_pending() ? static_cast<ssize_t>(size) : -1;
  }

  bool is_readable() const override { return at_ != end_ || wait(POLLIN); }
  bool is_writable() const override { return Clock::now() < deadline_; }
  void get_remote_ip_and_port(std::string& /*ip*/, int& /*port*/) const override {}
  void get_local_ip_and_port(std::string& /*ip*/, int& /*port*/) const override {}
  socket_t socket() const override { return socket_; }

 private:
  bool wait(short events) const {
    pollfd one{socket_, events, 0};
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline_ - Clock::now());
    return left > 0ms && poll(&one, 1, static_cast<int>(left.count())) == 1;
  }

  /// What `transfer()` returns, a call that does not wait, when it is possible in time; else -1.
  template <class Transfer>
  ssize_t in_time(short events, const Transfer& transfer) const {
    while (true) {
      const ssize_t count = transfer();
      const bool has_to_wait = count < 0 && (errno == EAGAIN || errno == EINTR);
      if (!has_to_wait || !wait(events)) {
        return count;
      }
    }
  }

  bool fill() {
    const ssize_t count = in_time(POLLIN, [&] { return recv(socket_, buffer_.data(), buffer_.size(), MSG_DONTWAIT); });
    at_ = 0;
    end_ = count > 0 ? static_cast<std::size_t>(count) : 0;
    return count > 0;
  }

  bool send_pending() {
    std::string_view left = pending_;
    while (!left.empty()) {
      const ssize_t count =
          in_time(POLLOUT, [&] { return send(socket_, left.data(), left.size(), MSG_NOSIGNAL | MSG_DONTWAIT); });
      if (count < 0) {
        return can_go_on_ = false;
      }
      left.remove_prefix(static_cast<std::size_t>(count));
    }
    pending_.clear();
    return true;
  }

  /// Changes the header where that is a fault's.
  void put_header(std::string_view text) {
    const std::string_view status_line = text.substr(0, text.find('\n') + 1);
    // What is left of a request that is refused would be taken for the next one.
    can_go_on_ = can_go_on_ && status_line.find(" 2") != std::string_view::npos;
    if (options_.has_endless_header) {
      const std::string field = "X-Padding: " + std::string(1000, 'x') + "\r\n";
      pending_ += status_line;
      while (send_pending()) {
        pending_ = field;
      }
      return;
    }
    if (options_.has_content_length) {
      pending_ += text;
      return;
    }
    can_go_on_ = false;
    pending_.append(status_line).append("Connection: close\r\n");
    text.remove_prefix(status_line.size());
    while (!text.empty()) {
      const std::string_view line = text.substr(0, text.find('\n') + 1);
      const bool is_dropped =
          line.starts_with("Content-Length:") || line.starts_with("Connection:") || line.starts_with("Keep-Alive:");
      pending_ += is_dropped ? "" : line;
      text.remove_prefix(line.size());
    }
  }

  int socket_;
  const HttpServerOptions& options_;
  Clock::time_point deadline_;
  std::array<char, 4096> buffer_{};  // what has come
  std::size_t at_ = 0;
  std::size_t end_ = 0;
  std::size_t taken_ = 0;  // of the request
  std::string pending_;    // what has still to go
  bool is_answering_ = false;
  bool can_go_on_ = true;
};

class Server final : public httplib::Server {
 public:
  Server(const HttpServerOptions& options, const HttpHandler& handler) : options_(options), handler_(handler) {
    set_keep_alive_max_count(max_requests);
    set_payload_max_length(max_body);
    // httplib's own options would let several servers share a port.
    set_socket_options([](socket_t socket) {
      const int yes = 1;
      setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
      setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);  // connections inherit it
    });
    set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
      if (request.method == "POST") {
        return HandlerResponse::Unhandled;
      }
      answer(request.method == "GET" ? handler_("GET", request.target, {}) : HttpAnswer{.status = 405}, response);
      return HandlerResponse::Handled;
    });
    Post(".*",
         [this](const httplib::Request& request, httplib::Response& response, const httplib::ContentReader& reader) {
           std::string body;
           const bool is_read = reader([&](const char* data, std::size_t size) {
             body.append(data, std::min(size, max_body + 1 - body.size()));
             return body.size() <= max_body;
           });
           if (!is_read) {
             response.status = body.size() > max_body ? 413 : response.status < 400 ? 400 : response.status;
             return;
           }
           answer(handler_("POST", request.target, {reinterpret_cast<const std::uint8_t*>(body.data()), body.size()}),
                  response);
         });
  }

  /// Returns the port.
  int bind() {
    const int port = options_.port == 0                              ? bind_to_any_port(options_.address)
                     : bind_to_port(options_.address, options_.port) ? options_.port
                                                                     : -1;
    if (port < 0 || ::listen(svr_sock_, SOMAXCONN) != 0) {
      throw std::runtime_error{"cannot listen on " + options_.address + " port " + std::to_string(options_.port)};
    }
    return port;
  }

  void start() { start_worker(); }

  /// Returns whether all connections have ended in time.
  bool stop_by(Clock::time_point end) {
    ::shutdown(svr_sock_, SHUT_RDWR);
    const std::lock_guard lock{mutex_};
    return std::all_of(workers_.begin(), workers_.end(), [&](const std::future<void>& worker) {
      return worker.wait_until(end) == std::future_status::ready;
    });
  }

 private:
  static void answer(const HttpAnswer& answer, httplib::Response& response) {
    response.status = answer.status;
    std::string type;
    for (const auto& [name, value] : answer.fields) {
      if (name == "Content-Type") {
        type = value;
      } else {
        response.set_header(name, value);
      }
    }
    if (answer.zeros == 0) {
      return response.set_content(answer.body, type);
    }
    response.set_content_provider(
        answer.body.size() + answer.zeros, type,
        [body = answer.body](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
          static constexpr std::array<char, 1 << 16> zeros{};
          return offset < body.size() ? sink.write(body.data() + offset, std::min(length, body.size() - offset))
                                      : sink.write(zeros.data(), std::min(length, zeros.size()));
        });
  }

  /// Takes connections, one after the other. Threads are as many as connections were there at once, and one that waits
  /// for the next, so that none keeps another from being answered.
  void work() {
    while (true) {
      const int socket = accept4(svr_sock_, nullptr, nullptr, SOCK_CLOEXEC);
      if (socket < 0 && (errno == EBADF || errno == EINVAL)) {
        return;
      }
      if (socket < 0) {  // the client has gone already, or there are too many open files
        std::this_thread::sleep_for(1ms);
        continue;
      }
      if (--idle_ == 0) {
        start_worker();
      }
      serve(socket);
      ++idle_;
    }
  }

  void serve(int socket) {
    Connection connection{socket, options_};
    bool is_over = !connection.await(time_for_request);
    for (std::size_t left = max_requests; !is_over && left != 0; --left) {
      connection.begin_request();
      const bool is_answered = process_request(connection, left == 1, is_over, nullptr);
      is_over = !connection.end_request() || is_over || !is_answered || !connection.await(time_for_next_request);
    }
  }

  void start_worker() {
    const std::lock_guard lock{mutex_};
    if (workers_.size() < max_connections) {
      ++idle_;
      workers_.push_back(std::async(std::launch::async, [this] { work(); }));
    }
  }

  const HttpServerOptions& options_;
  const HttpHandler& handler_;
  std::mutex mutex_;
  std::vector<std::future<void>> workers_;
  std::atomic<std::size_t> idle_ = 0;  // those that wait for a connection
};

}  // namespace

void serve_http(const HttpServerOptions& options, const HttpHandler& handler,
                const std::function<void(int port)>& listening) {
  // Blocked in all threads that come of this one.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  Server server{options, handler};
  listening(server.bind());
  server.start();
  int signal = 0;
  sigwait(&signals, &signal);
  if (!server.stop_by(Clock::now() + time_for_end)) {
    std::_Exit(0);
  }
}

}  // namespace ocspan_tool::serve
