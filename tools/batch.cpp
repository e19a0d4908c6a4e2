#include "batch.hpp"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <stdexcept>

#include "input.hpp"

namespace ocspan_tool {
namespace {

namespace fs = std::filesystem;

/// A line on the terminal that is written again and again, ten times a second at most.
class Progress {
 public:
  explicit Progress(std::size_t files) : files_(files), shown_(isatty(STDERR_FILENO) != 0) {}
  ~Progress() {
    if (shown_ && printed_) {
      std::fputs("\r\033[K", stderr);
    }
  }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void add_message(std::size_t octets) {
    ++messages_;
    octets_ += octets;
    const Clock::time_point now = Clock::now();
    if (shown_ && now - last_ > std::chrono::milliseconds{100}) {
      last_ = now;
      print();
    }
  }
  void add_file() { ++files_done_; }

 private:
  using Clock = std::chrono::steady_clock;

  void print() {
    printed_ = true;
    if (files_ > 1) {
      constexpr std::size_t width = 30;
      const std::size_t done = files_done_ * width / files_;
      std::fprintf(stderr, "\r\033[K[%s%s] %zu of %zu files", std::string(done, '#').c_str(),
                   std::string(width - done, ' ').c_str(), files_done_, files_);
    } else {
      std::fprintf(stderr, "\r\033[K%zu messages, %.1f MB", messages_, static_cast<double>(octets_) / 1e6);
    }
    std::fflush(stderr);
  }

  std::size_t files_;
  std::size_t files_done_ = 0;
  std::size_t messages_ = 0;
  std::size_t octets_ = 0;
  Clock::time_point last_ = Clock::now();
  bool shown_;
  bool printed_ = false;
};

/// Folders replaced by the files below them, in the order of their names.
std::vector<std::string> expand(const std::vector<std::string>& paths) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    if (path == "-" || !fs::is_directory(path)) {
      files.push_back(path);
      continue;
    }
    std::vector<std::string> below;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator{path}) {
      if (entry.is_regular_file()) {
        below.push_back(entry.path().string());
      }
    }
    std::sort(below.begin(), below.end());
    files.insert(files.end(), below.begin(), below.end());
  }
  return files;
}

class Batch {
 public:
  Batch(const Kind& kind, ocspan::Tolerance tolerance, std::size_t files)
      : kind_(kind), tolerance_(tolerance), progress_(files) {}

  void read_lines() {
    std::string line;
    while (std::getline(std::cin, line)) {
      const Reading reading = read_message(kind_, line, tolerance_);
      print(reading.failure ? reading.failure->to_json() : reading.document, line.size());
    }
  }

  void read_file(const std::string& path) {
    Document line{{"file", path}};
    const Reading reading = ocspan_tool::read_file(kind_, path, tolerance_);
    line.update(reading.failure ? reading.failure->to_json() : reading.document);
    if (reading.failure && reading.failure->status() == wrong_usage) {
      status_ = wrong_usage;
    }
    progress_.add_file();
    print(line, reading.der.size());
  }

  int status() const { return status_; }

 private:
  void print(const Document& line, std::size_t octets) {
    // A file's name need not be UTF-8.
    std::cout << line.dump(-1, ' ', false, Document::error_handler_t::replace) << '\n';
    progress_.add_message(octets);
  }

  const Kind& kind_;
  ocspan::Tolerance tolerance_;
  Progress progress_;
  int status_ = fine;
};

}  // namespace

int run_batch(const Kind& kind, const std::vector<std::string>& paths, ocspan::Tolerance tolerance) {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  const std::vector<std::string> files = expand(paths);
  Batch batch{kind, tolerance, files.size()};
  if (paths.empty()) {
    batch.read_lines();
  }
  for (const std::string& file : files) {
    if (file == "-") {
      batch.read_lines();
    } else {
      batch.read_file(file);
    }
  }
  return batch.status();
}

}  // namespace ocspan_tool
