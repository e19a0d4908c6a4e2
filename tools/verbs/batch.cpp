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
#include <optional>
#include <system_error>
#include <thread>

#include "output/json_text.hpp"
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

/// Adds what is in a folder: to `folders`, or to `files` what is a wanted file or cannot be told. A folder that cannot
/// be read is among `files`, too.
void add_content(const fs::path& folder, const std::function<bool(const std::string&)>& is_wanted,
                 std::vector<fs::path>& folders, std::vector<std::string>& files) {
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
      if (std::string file = entry->path().string(); is_wanted(file)) {
        files.push_back(std::move(file));
      }
    }
  }
  if (error) {
    files.push_back(folder.string());
  }
}

/// Reads standard input in blocks of whole lines. A line of more than `max_size` bytes is cut, to something longer all
/// the same.
class Lines {
 public:
  explicit Lines(std::size_t max_size) : max_size_(max_size) {}

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
      if (old > max_size_) {  // what follows of a line that is too long is of no use
        lines.erase(old, std::min(lines.find('\n', old), lines.size()) - old);
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
  const std::size_t max_size_;
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
  std::string text;             ///< what is not printed yet
  bool continues_line = false;  ///< something stands on the line in place of the brace that a document begins with
  std::size_t messages = 0;
  std::size_t bytes = 0;
  int status = fine;
};

/// One thread for each processor. Each takes the next work, does it, and waits until the answers before its own are
/// printed. So there are never more answers in memory than threads; and of a long answer only a part is.
class Batch {
 public:
  Batch(const Kind& kind, const ReadingOptions& options, std::vector<std::string> paths)
      : kind_(kind),
        options_(options),
        paths_(std::move(paths)),
        lines_(static_cast<std::size_t>(options.max_size)),
        progress_(paths_.size()) {}

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
    Answer answer;
    std::optional<Reading> reading{std::in_place, kind_, options_};
    JsonStream stream{[&](std::string_view piece) { put(work, answer, piece); }};
    const DocumentOutput output = [&](const auto& put_document) { stream.write(put_document); };
    while (take(work)) {
      answer = {};
      for (std::string_view lines = work.lines; !lines.empty();) {
        const std::string_view line = lines.substr(0, lines.find('\n'));
        answer_one(work, answer, reading, [&] {
          reading->open_line(line);
          return reading->describe(0, output);
        });
        answer.bytes += line.size();
        lines.remove_prefix(std::min(line.size() + 1, lines.size()));
      }
      for (const std::string& file : work.files) {
        std::size_t next = 0;
        do {
          answer.text += begin_of_line(file);
          answer.continues_line = true;
          answer_one(work, answer, reading, [&] {
            if (next == 0) {
              reading->open(file);
            }
            return reading->describe(next, output);
          });
        } while (++next < reading->count());
        for (next = 0; next < reading->count(); ++next) {
          answer.bytes += reading->message(next).der.size();
        }
      }
      finish(work, answer);
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

  /// One line for what `read()` reads. One message that is too large for the memory does not end all.
  template <class Read>
  void answer_one(const Work& work, Answer& answer, std::optional<Reading>& reading, Read read) {
    std::optional<Failure> failure;
    try {
      failure = read();
    } catch (const BadFile& bad) {
      failure = bad.failures.front();
      reading.emplace(kind_, options_);
    } catch (const std::bad_alloc&) {
      reading.emplace(kind_, options_);
      failure = {"unreadable", 0, "", "there is not enough memory"};
    }
    if (failure) {
      put(work, answer, failure->to_json());
    }
    if (failure && failure->is_unreadable() && !work.files.empty()) {
      answer.status = wrong_usage;
    }
    answer.text += '\n';
    answer.messages += 1;
  }

  /// A piece of a document.
  void put(const Work& work, Answer& answer, std::string_view piece) {
    constexpr std::size_t long_answer = 1 << 20;
    piece.remove_prefix(answer.continues_line ? 1 : 0);
    answer.continues_line = false;
    answer.text += piece;
    if (answer.text.size() > long_answer) {
      print(work, answer);
    }
  }

  /// Prints what there is of an answer, when those before are printed.
  void print(const Work& work, Answer& answer) {
    std::unique_lock lock{printing_};
    turn_.wait(lock, [&] { return printed_ == work.number; });
    std::cout.write(answer.text.data(), static_cast<std::streamsize>(answer.text.size()));
    answer.text.clear();
  }

  void finish(const Work& work, Answer& answer) {
    print(work, answer);
    const std::lock_guard lock{printing_};
    std::cout.flush();
    progress_.add(work.files.size(), answer.messages, answer.bytes);
    status_ = std::max(status_, answer.status);
    ++printed_;
    turn_.notify_all();
  }

  const Kind& kind_;
  const ReadingOptions options_;

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

std::vector<std::string> expand(const std::vector<std::string>& paths,
                                const std::function<bool(const std::string& file)>& is_wanted) {
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
      add_content(folder, is_wanted, folders, below);
    }
    std::sort(below.begin(), below.end());
    files.insert(files.end(), below.begin(), below.end());
  }
  return files;
}

std::string begin_of_line(const std::string& file) {
  return "{\"file\":" + nlohmann::json(file).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + ',';
}

int run_batch(const Kind& kind, const std::vector<std::string>& paths, const ReadingOptions& options) {
  std::ios::sync_with_stdio(false);
  const auto all = [](const std::string&) { return true; };
  return Batch{kind, options, paths.empty() ? std::vector<std::string>{"-"} : expand(paths, all)}.run();
}

}  // namespace ocspan_tool
