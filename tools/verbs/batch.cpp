#include "verbs/batch.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <mutex>
#include <new>
#include <nlohmann/json.hpp>
#include <system_error>
#include <thread>

#include "verbs/verb.hpp"

namespace ocspan_tool {
namespace {

namespace fs = std::filesystem;

/// A line on the terminal that is rewritten at most ten times a second.
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

  void add(std::size_t files, std::size_t messages, std::size_t bytes) {
    files_done_ += files;
    messages_ += messages;
    bytes_ += bytes;
    const Clock::time_point now = Clock::now();
    if (shown_ && now - last_ > std::chrono::milliseconds{100}) {
      last_ = now;
      print();
    }
  }

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
      std::fprintf(stderr, "\r\033[K%zu messages, %.1f MB", messages_, static_cast<double>(bytes_) / 1e6);
    }
    std::fflush(stderr);
  }

  std::size_t files_;
  std::size_t files_done_ = 0;
  std::size_t messages_ = 0;
  std::size_t bytes_ = 0;
  Clock::time_point last_ = Clock::now();
  bool shown_;
  bool printed_ = false;
};

/// Adds what is in a folder: to `folders`, or to `files` what is a file or cannot be told. A folder that cannot be read
/// is among `files`, too: reading it says why.
void add_content(const fs::path& folder, std::vector<fs::path>& folders, std::vector<std::string>& files) {
  std::error_code error;
  fs::directory_iterator entry{folder, error};
  for (; !error && entry != fs::directory_iterator{}; entry.increment(error)) {
    std::error_code unknown;
    const fs::file_type type = entry->status(unknown).type();
    if (type == fs::file_type::directory) {
      if (!entry->is_symlink(unknown)) {  // it may lead to where it is itself
        folders.push_back(entry->path());
      }
    } else if (type == fs::file_type::regular || type == fs::file_type::not_found || type == fs::file_type::none) {
      files.push_back(entry->path().string());
    }
  }
  if (error) {
    files.push_back(folder.string());
  }
}

/// `paths` with each folder replaced by the files below it, ordered by name.
std::vector<std::string> expand(const std::vector<std::string>& paths) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    std::error_code unknown;
    if (path == "-" || !fs::is_directory(path, unknown)) {
      files.push_back(path);
      continue;
    }
    std::vector<std::string> below;
    std::vector<fs::path> folders{path};
    while (!folders.empty()) {
      const fs::path folder = std::move(folders.back());
      folders.pop_back();
      add_content(folder, folders, below);
    }
    std::sort(below.begin(), below.end());
    files.insert(files.end(), below.begin(), below.end());
  }
  return files;
}

/// Reads standard input in blocks of whole lines.
class Lines {
 public:
  /// Fills `lines` with at least one line, and with all others that have arrived. False at the end, or if reading
  /// fails.
  bool next(std::string& lines) {
    try {
      return read_lines(lines);
    } catch (const std::bad_alloc&) {
      std::fputs("ocspan: standard input: there is not enough memory for a line\n", stderr);
      failed_ = true;
      lines.clear();
      return false;
    }
  }
  bool failed() const { return failed_; }

 private:
  bool read_lines(std::string& lines) {
    lines.swap(rest_);
    rest_.clear();
    while (true) {
      const std::size_t old = lines.size();
      lines.resize(old + piece);
      const ssize_t count = ::read(STDIN_FILENO, lines.data() + old, piece);
      lines.resize(old + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
      if (count < 0 && errno != EINTR) {
        std::fprintf(stderr, "ocspan: standard input: %s\n", std::strerror(errno));
        failed_ = true;
      }
      if (count == 0 || failed_) {
        return !lines.empty();  // the last line may lack its newline
      }
      const std::size_t end = std::string_view{lines}.substr(old).rfind('\n');
      if (end != std::string_view::npos) {
        rest_.assign(lines, old + end + 1);
        lines.resize(old + end + 1);
        return true;
      }
    }
  }

  static constexpr std::size_t piece = 1 << 18;
  std::string rest_;
  bool failed_ = false;
};

/// What a thread takes at a time: some lines or some files.
struct Work {
  std::size_t number = 0;
  std::string lines;
  std::vector<std::string> files;
};

/// What a thread prints for it.
struct Answer {
  std::string text;
  std::size_t messages = 0;
  std::size_t bytes = 0;
  int status = fine;
};

/// One thread for each processor. Each takes the next work, does it, and waits until the answers before its own are
/// printed. So there are never more answers in memory than threads.
class Batch {
 public:
  Batch(const Kind& kind, ocspan::Tolerance tolerance, std::vector<std::string> paths)
      : kind_(kind), tolerance_(tolerance), paths_(std::move(paths)), progress_(paths_.size()) {}

  int run() {
    std::vector<std::thread> others;
    try {
      while (others.size() + 1 < std::thread::hardware_concurrency()) {
        others.emplace_back([this] { work(); });
      }
    } catch (const std::system_error&) {  // there are no more to be had
    }
    work();
    for (std::thread& other : others) {
      other.join();
    }
    return lines_.failed() ? wrong_usage : status_;
  }

 private:
  void work() {
    Work work;
    Reading reading;
    while (take(work)) {
      Answer answer;
      read_lines(work.lines, reading, answer);
      for (const std::string& file : work.files) {
        read_one_file(file, reading, answer);
      }
      print(work, answer);
    }
  }

  bool take(Work& work) {
    constexpr std::size_t files_at_a_time = 16;
    const std::lock_guard lock{taking_};
    work.lines.clear();
    work.files.clear();
    while (next_path_ < paths_.size()) {
      if (paths_[next_path_] != "-") {
        while (next_path_ < paths_.size() && paths_[next_path_] != "-" && work.files.size() < files_at_a_time) {
          work.files.push_back(std::move(paths_[next_path_++]));
        }
        break;
      }
      if (lines_.next(work.lines)) {
        break;
      }
      ++next_path_;
    }
    work.number = taken_;
    taken_ += work.lines.empty() && work.files.empty() ? 0U : 1U;
    return taken_ != work.number;
  }

  void read_lines(std::string_view lines, Reading& reading, Answer& answer) const {
    while (!lines.empty()) {
      const std::size_t end = std::min(lines.find('\n'), lines.size());
      within_memory(reading, [&] { read_message(kind_, lines.substr(0, end), tolerance_, reading); });
      add(reading, end, answer);
      lines.remove_prefix(std::min(end + 1, lines.size()));
    }
  }

  void read_one_file(const std::string& path, Reading& reading, Answer& answer) const {
    within_memory(reading, [&] { read_file(kind_, path, tolerance_, reading); });
    // A file name need not be UTF-8.
    answer.text += "{\"file\":" + nlohmann::json(path).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    const std::size_t comma = answer.text.size();
    add(reading, reading.input.der.size(), answer);
    answer.text[comma] = ',';  // in place of its opening brace
    if (reading.failure && reading.failure->is_unreadable()) {
      answer.status = wrong_usage;
    }
  }

  /// One message that is too large does not end all.
  template <class Read>
  static void within_memory(Reading& reading, Read read) {
    try {
      read();
    } catch (const std::bad_alloc&) {
      reading = {};
      reading.failure = {"unreadable", 0, "", "there is not enough memory"};
    }
  }

  static void add(const Reading& reading, std::size_t bytes, Answer& answer) {
    if (reading.failure) {
      answer.text += reading.failure->to_json();
    } else {
      answer.text += reading.document.view();
    }
    answer.text += '\n';
    answer.messages += 1;
    answer.bytes += bytes;
  }

  void print(const Work& work, const Answer& answer) {
    std::unique_lock lock{printing_};
    turn_.wait(lock, [&] { return printed_ == work.number; });
    std::cout.write(answer.text.data(), static_cast<std::streamsize>(answer.text.size())).flush();
    progress_.add(work.files.size(), answer.messages, answer.bytes);
    status_ = std::max(status_, answer.status);
    ++printed_;
    turn_.notify_all();
  }

  const Kind& kind_;
  const ocspan::Tolerance tolerance_;

  std::mutex taking_;  // guards:
  std::vector<std::string> paths_;
  std::size_t next_path_ = 0;
  std::size_t taken_ = 0;
  Lines lines_;

  std::mutex printing_;  // guards:
  std::condition_variable turn_;
  std::size_t printed_ = 0;
  Progress progress_;
  int status_ = fine;
};

}  // namespace

int run_batch(const Kind& kind, const std::vector<std::string>& paths, ocspan::Tolerance tolerance) {
  std::ios::sync_with_stdio(false);
  return Batch{kind, tolerance, paths.empty() ? std::vector<std::string>{"-"} : expand(paths)}.run();
}

}  // namespace ocspan_tool
