#include "output/file.hpp"

#include <sys/stat.h>
#include <unistd.h>

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

/// False, and nothing is left behind, if it fails.
bool replace_file(const std::string& path, ocspan::Bytes der) {
  std::string beside = path + ".XXXXXX";
  const int descriptor = mkstemp(beside.data());
  if (descriptor < 0) {
    return false;
  }
  bool is_written = fchmod(descriptor, permissions_of(path)) == 0;
  close(descriptor);
  std::ofstream file{beside, std::ios::binary};
  write_all(file, der);
  file.close();
  is_written = is_written && file && rename(beside.c_str(), path.c_str()) == 0;
  if (!is_written) {
    unlink(beside.c_str());
  }
  return is_written;
}

}  // namespace

void write_der(const std::string& path, ocspan::Bytes der) {
  if (path.empty() || path == "-") {
    if (isatty(STDOUT_FILENO) != 0) {
      throw std::invalid_argument("DER is not for a terminal: use -o FILE, a pipe or --get");
    }
    return write_all(std::cout, der);
  }
  std::error_code none;
  const std::filesystem::path real = std::filesystem::canonical(path, none);  // of a link, the file behind it
  const bool is_new = none.value() != 0;
  bool is_written = false;
  if (is_new || std::filesystem::is_regular_file(real, none)) {
    is_written = replace_file(is_new ? path : real.string(), der);
  } else {  // a device or a pipe
    std::ofstream device{path, std::ios::binary};
    write_all(device, der);
    is_written = device.good();
  }
  if (!is_written) {
    throw std::runtime_error(path + ": cannot be written");
  }
}

}  // namespace ocspan_tool
