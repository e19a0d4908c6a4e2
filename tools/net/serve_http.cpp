#include "net/serve_http.hpp"

#include <httplib.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
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
constexpr std::size_t max_requests = 1000;  // of one connection
constexpr auto time_for_request = 10s;
constexpr auto time_for_answer = 60s;
constexpr auto time_for_next_request = 5s;
constexpr auto time_for_end = 500ms;

/// A connection to a client.
class Connection final : public httplib::Stream {
 public:
  Connection(int socket, const HttpServerOptions& options) : socket_(socket), options_(options) {}

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
  /// Whether there may be another request after this answer.
  bool can_go_on() const { return can_go_on_; }

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
    if (is_answering_ || text.starts_with("HTTP/1.1 100")) {
      return send_all(text) ? static_cast<ssize_t>(size) : -1;
    }
    is_answering_ = true;  // httplib gives the status line and all header fields at once
    deadline_ = Clock::now() + time_for_answer;
    return send_header(text) ? static_cast<ssize_t>(size) : -1;
  }

  bool is_readable() const override { return at_ != end_ || wait(POLLIN); }
  bool is_writable() const override { return wait(POLLOUT); }
  void get_remote_ip_and_port(std::string& /*ip*/, int& /*port*/) const override {}
  void get_local_ip_and_port(std::string& /*ip*/, int& /*port*/) const override {}
  socket_t socket() const override { return socket_; }

 private:
  bool wait(short events) const {
    pollfd one{socket_, events, 0};
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline_ - Clock::now());
    return left > 0ms && poll(&one, 1, static_cast<int>(left.count())) == 1;
  }

  bool fill() {
    if (!wait(POLLIN)) {
      return false;
    }
    const ssize_t count = recv(socket_, buffer_.data(), buffer_.size(), 0);
    at_ = 0;
    end_ = count > 0 ? static_cast<std::size_t>(count) : 0;
    return count > 0;
  }

  bool send_all(std::string_view text) {
    while (!text.empty()) {
      const ssize_t count = wait(POLLOUT) ? send(socket_, text.data(), text.size(), MSG_NOSIGNAL | MSG_DONTWAIT) : -1;
      if (count < 0 && errno != EAGAIN && errno != EINTR) {
        return can_go_on_ = false;
      }
      if (count < 0 && Clock::now() >= deadline_) {
        return can_go_on_ = false;
      }
      text.remove_prefix(count > 0 ? static_cast<std::size_t>(count) : 0);
    }
    return true;
  }

  /// Changes the header where that is a fault's.
  bool send_header(std::string_view text) {
    const std::string_view status_line = text.substr(0, text.find('\n') + 1);
    // What is left of a request that is refused would be taken for the next one.
    can_go_on_ = can_go_on_ && status_line.find(" 2") != std::string_view::npos;
    if (options_.has_endless_header) {
      const std::string field = "X-Padding: " + std::string(1000, 'x') + "\r\n";
      for (bool sent = send_all(status_line); sent;) {
        sent = send_all(field);
      }
      return false;
    }
    if (options_.has_content_length) {
      return send_all(text);
    }
    can_go_on_ = false;
    std::string header{status_line};
    header += "Connection: close\r\n";
    text.remove_prefix(status_line.size());
    while (!text.empty()) {
      const std::string_view line = text.substr(0, text.find('\n') + 1);
      const bool is_dropped =
          line.starts_with("Content-Length:") || line.starts_with("Connection:") || line.starts_with("Keep-Alive:");
      header += is_dropped ? "" : line;
      text.remove_prefix(line.size());
    }
    return send_all(header);
  }

  int socket_;
  const HttpServerOptions& options_;
  Clock::time_point deadline_;
  std::array<char, 4096> buffer_{};
  std::size_t at_ = 0;
  std::size_t end_ = 0;
  std::size_t taken_ = 0;  // of the request
  bool is_answering_ = false;
  bool can_go_on_ = true;
};

/// Threads, as many as there are connections at once, so that one that waits does not keep the others.
class Workers final : public httplib::TaskQueue {
 public:
  void enqueue(std::function<void()> task) override {
    std::unique_lock lock{mutex_};
    if (idle_ == tasks_.size() && threads_.size() < max_connections) {
      threads_.emplace_back([this] { work(); });
      ++idle_;
    }
    has_room_.wait(lock, [this] { return tasks_.size() < idle_ || is_over_; });
    tasks_.push_back(std::move(task));
    has_task_.notify_one();
  }

  void shutdown() override {
    {
      const std::lock_guard lock{mutex_};
      is_over_ = true;
    }
    has_task_.notify_all();
    has_room_.notify_all();
    for (std::thread& thread : threads_) {
      thread.join();
    }
  }

 private:
  void work() {
    std::unique_lock lock{mutex_};
    while (true) {
      has_task_.wait(lock, [this] { return !tasks_.empty() || is_over_; });
      if (tasks_.empty()) {
        return;
      }
      const std::function<void()> task = std::move(tasks_.back());
      tasks_.pop_back();
      --idle_;
      lock.unlock();
      task();
      lock.lock();
      ++idle_;
      has_room_.notify_one();
    }
  }

  std::mutex mutex_;
  std::condition_variable has_task_;
  std::condition_variable has_room_;
  std::vector<std::thread> threads_;
  std::vector<std::function<void()>> tasks_;  // not more than there are idle threads
  std::size_t idle_ = 0;                      // threads that have no task, or have not taken theirs yet
  bool is_over_ = false;
};

class Server final : public httplib::Server {
 public:
  Server(const HttpServerOptions& options, const HttpHandler& handler) : options_(options), handler_(handler) {
    new_task_queue = [] { return new Workers; };
    set_keep_alive_max_count(max_requests);
    set_payload_max_length(max_body);
    // httplib's own options would let several servers share a port.
    set_socket_options([](socket_t socket) {
      const int yes = 1;
      setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
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

  bool process_and_close_socket(socket_t socket) override {
    const int yes = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    Connection connection{socket, options_};
    bool is_over = !connection.await(time_for_request);
    for (std::size_t left = max_requests; !is_over && left != 0; --left) {
      connection.begin_request();
      const bool is_answered = process_request(connection, left == 1, is_over, nullptr);
      is_over = is_over || !is_answered || !connection.can_go_on() || !connection.await(time_for_next_request);
    }
    ::shutdown(socket, SHUT_RDWR);
    return ::close(socket) == 0;
  }

  const HttpServerOptions& options_;
  const HttpHandler& handler_;
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
  std::future<void> serving = std::async(std::launch::async, [&server] {
    server.listen_after_bind();
    kill(getpid(), SIGTERM);
  });
  int signal = 0;
  sigwait(&signals, &signal);
  server.stop();
  if (serving.wait_for(time_for_end) != std::future_status::ready) {
    std::_Exit(0);
  }
}

}  // namespace ocspan_tool::serve
