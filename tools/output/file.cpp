#include "output/file.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <stdexcept>

namespace ocspan_tool {
namespace {

void write_all(std::ostream& stream, ocspan::Bytes der) {
  stream.write(reinterpret_cast<const char*>(der.data()), static_cast<std::streamsize>(der.size()));
  stream.flush();
}

/// What an old file had; of a new one what the process gives to new files.
mode_t permissions_of(const std::string& path) {
  struct stat old{};
  if (stat(path.c_str(), &old) == 0) {
    return old.st_mode & 0777U;
  }
  const mode_t mask = umask(0);
  umask(mask);
  return 0666U & ~mask;
}

/// Writes a file beside `path`, which `put_in_place(its path)` makes the file there. False, and nothing is left behind,
/// if that fails.
template <class PutInPlace>
bool write_beside(const std::string& path, ocspan::Bytes content, PutInPlace put_in_place) {
  std::string beside = path + ".XXXXXX";
  const int descriptor = mkstemp(beside.data());
  if (descriptor < 0) {
    return false;
  }
  bool is_written = fchmod(descriptor, permissions_of(path)) == 0;
  close(descriptor);
  std::ofstream file{beside, std::ios::binary};
  write_all(file, content);
  file.close();
  is_written = is_written && file && put_in_place(beside.c_str());
  if (!is_written) {
    const int reason = errno;
    unlink(beside.c_str());
    errno = reason;
  }
  return is_written;
}

bool replace_file(const std::string& path, ocspan::Bytes content) {
  return write_beside(path, content, [&](const char* beside) { return rename(beside, path.c_str()) == 0; });
}

}  // namespace

void write_der(const std::string& path, ocspan::Bytes der) {
  if ((path.empty() || path == "-") && isatty(STDOUT_FILENO) != 0) {
    throw std::invalid_argument("DER is not for a terminal: use -o FILE or a pipe");
  }
  write_file(path, der);
}

void write_file(const std::string& path, ocspan::Bytes content) {
  if (path.empty() || path == "-") {
    return write_all(std::cout, content);
  }
  std::error_code error;
  const std::filesystem::path real = std::filesystem::canonical(path, error);  // of a link, the file behind it
  const bool is_new = error.value() != 0;
  bool is_written = false;
  if (is_new || std::filesystem::is_regular_file(real, error)) {
    is_written = replace_file(is_new ? path : real.string(), content);
  } else {  // a device or a pipe
    std::ofstream device{path, std::ios::binary};
    write_all(device, content);
    is_written = device.good();
  }
  if (!is_written) {
    throw std::runtime_error(path + ": cannot be written");
  }
}

void write_new_file(const std::string& path, ocspan::Bytes content) {
  const auto put_in_place = [&](const char* beside) {
    return link(beside, path.c_str()) == 0 && unlink(beside) == 0;  // link() does not replace
  };
  if (!write_beside(path, content, put_in_place)) {
    throw std::runtime_error(path + (errno == EEXIST ? ": is there already" : ": cannot be written"));
  }
}

}  // namespace ocspan_tool
