// The verb that finds messages in any files.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iostream>

#include "find/find.hpp"
#include "input/file.hpp"
#include "output/file.hpp"
#include "output/json_text.hpp"
#include "verbs/options.hpp"
#include "verbs/verbs.hpp"

namespace ocspan_tool {
namespace {

/// The name of a file as UTF-8, for JSON: if it is none, with U+FFFD in place of each byte beyond ASCII.
std::string utf8_of(std::string_view name) {
  const auto* const data = reinterpret_cast<const std::uint8_t*>(name.data());
  if (ocspan::is_well_formed(ocspan::Tag::utf8_string, {data, name.size()})) {
    return std::string{name};
  }
  std::string text;
  for (const char c : name) {
    text += static_cast<unsigned char>(c) < 0x80 ? std::string(1, c) : "\xef\xbf\xbd";  // U+FFFD
  }
  return text;
}

struct FindOptions {
  std::vector<std::string> paths;
  bool json = false;
  std::string folder;  ///< to write the messages to; empty for none
  std::uint64_t max_size = find::Limits{}.max_message;
};

void add_find_options(CLI::App& app, FindOptions& options) {
  app.add_option("FILE", options.paths, "files of any kind; - is standard input")->type_name("")->required();
  app.add_flag("--json", options.json, "print a JSON document on each line");
  app.add_option("--extract", options.folder, "write each message in DER to this folder, as FILE-OFFSET.der")
      ->type_name("FOLDER");
  app.add_option("--max-size", options.max_size,
                 "how many bytes a message may have: 1000000, 16MiB (which it is without)")
      ->type_name("SIZE")
      ->transform(CLI::AsSizeValue{false}.description(""));
}

/// A file that is open, or standard input for "-".
class OpenFile {
 public:
  explicit OpenFile(std::string path)
      : path_(std::move(path)), descriptor_(path_ == "-" ? STDIN_FILENO : open(path_.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (descriptor_ < 0) {
      fail();
    }
  }
  ~OpenFile() {
    if (descriptor_ != STDIN_FILENO) {
      close(descriptor_);
    }
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  std::size_t read(std::span<std::uint8_t> out) {
    while (true) {
      const ssize_t count = ::read(descriptor_, out.data(), out.size());
      if (count >= 0) {
        return static_cast<std::size_t>(count);
      }
      if (errno != EINTR) {
        fail();
      }
    }
  }

 private:
  [[noreturn]] void fail() const {
    throw BadFile{path_, {"unreadable", 0, "", errno == EISDIR ? "is a folder" : std::strerror(errno)}};
  }

  std::string path_;
  int descriptor_;
};

/// "1024+33": where it stands, after where the streams begin that it is in.
std::string place_of(const find::Found& found) {
  std::string place;
  for (const std::uint64_t stream : found.streams) {
    place += std::to_string(stream) + "+";
  }
  return place + std::to_string(found.offset);
}

void print_json(const std::string& path, const find::Found& found, const std::string& extracted) {
  JsonText text;
  text.write([&](JsonWriter& json) {
    json.object([&] {
      json.field("file", std::string_view{utf8_of(path)});
      json.field("stream", [&] { json.list(found.streams, [&](std::uint64_t offset) { json.number(offset); }); });
      json.field("offset", found.offset);
      json.field("length", found.length);
      json.field("type", found.type);
      json.field("form", found.form);
      json.field("size", found.der.size());
      if (!extracted.empty()) {
        json.field("extracted", std::string_view{utf8_of(extracted)});
      }
    });
  });
  std::cout << text.view() << '\n';
}

/// Writes the message to a new file in the folder, and returns its path.
std::string extract(const std::string& folder, const std::string& path, const find::Found& found) {
  namespace fs = std::filesystem;
  fs::create_directories(folder);
  const std::string name = path == "-" ? "stdin" : fs::path{path}.filename().string();
  std::string file = (fs::path{folder} / (name + "-" + place_of(found) + ".der")).string();
  write_new_file(file, found.der);
  return file;
}

void find_in(const std::string& path, const FindOptions& options, int& status) {
  OpenFile file{path};
  find::Limits limits;
  limits.max_message = options.max_size;
  const std::vector<std::string> gaps = find::find_messages(
      [&](std::span<std::uint8_t> out) { return file.read(out); }, limits,
      [&](const find::Found& found) {
        const std::string extracted = options.folder.empty() ? "" : extract(options.folder, path, found);
        if (options.json) {
          return print_json(path, found, extracted);
        }
        std::cout << printable(path) << ' ' << place_of(found) << ' ' << found.length << ' ' << found.type << '\n';
      });
  for (const std::string& gap : gaps) {
    std::cerr << "ocspan: " << printable(path) << ": not all was looked into: " << gap << '\n';
    status = std::max<int>(status, malformed);
  }
}

int run_find(const FindOptions& options) {
  int status = fine;
  for (const std::string& path : options.paths) {
    try {
      find_in(path, options, status);
    } catch (const BadFile& error) {  // the others may be readable
      std::cerr << (options.json ? error.failures.front().to_json() : printable(error.what())) << '\n';
      status = wrong_usage;
    }
  }
  return status;
}

}  // namespace

Verb find_verb() {
  return {"find",
          "Find OCSP messages in files of any kind",
          add_find_options,
          run_find,
          {.examples = {{"where they are, and what they are", "ocspan find capture.pcap"},
                        {"write each to a file", "ocspan find --extract found capture.pcap access.log"}},
           .exit_statuses = {{fine, "all was looked into, whether anything was found or not"},
                             {malformed, "something was given up, which is said"},
                             {wrong_usage, "wrong usage or an unreadable file"}}}};
}

}  // namespace ocspan_tool
