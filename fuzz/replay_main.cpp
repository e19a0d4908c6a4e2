// Runs a harness without libFuzzer over the files, and the files of the folders, that are its arguments: each as it is,
// with one octet cut off and with one added.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>
#include <vector>

#include "harness.hpp"

namespace {

namespace fs = std::filesystem;

bool add_files(const fs::path& path, std::vector<fs::path>& files) {
  std::error_code error;
  if (!fs::is_directory(path, error)) {
    files.push_back(path);
    return true;
  }
  std::vector<fs::path> found;
  for (fs::recursive_directory_iterator i{path, error}, end; !error && i != end; i.increment(error)) {
    if (i->is_regular_file(error)) {
      found.push_back(i->path());
    }
  }
  std::sort(found.begin(), found.end());  // the same order everywhere
  files.insert(files.end(), found.begin(), found.end());
  return !error;
}

bool read_file(const fs::path& path, std::vector<std::uint8_t>& octets) {
  std::ifstream file{path, std::ios::binary};
  const std::string characters{std::istreambuf_iterator<char>{file}, {}};
  octets.assign(characters.begin(), characters.end());
  return file.is_open() && !file.bad();
}

/// On a copy of just that size, so that a sanitizer sees the first octet read beyond it.
void run(std::vector<std::uint8_t> octets) {
  octets.shrink_to_fit();
  LLVMFuzzerTestOneInput(octets.data(), octets.size());
}

}  // namespace

int main(int argc, char** argv) {
  bool all_read = true;
  std::vector<fs::path> files;
  for (int i = 1; i < argc; ++i) {
    if (!add_files(argv[i], files)) {
      std::fprintf(stderr, "cannot list %s\n", argv[i]);
      all_read = false;
    }
  }
  std::size_t replayed = 0;
  for (const fs::path& file : files) {
    std::vector<std::uint8_t> octets;
    if (!read_file(file, octets)) {
      std::fprintf(stderr, "cannot read %s\n", file.string().c_str());
      all_read = false;
      continue;
    }
    std::printf("%s\n", file.string().c_str());  // the last one is the one that a property failed for
    std::fflush(stdout);
    run(octets);
    if (!octets.empty()) {
      run({octets.begin(), octets.end() - 1});
    }
    octets.push_back(0);
    run(octets);
    ++replayed;
  }
  std::printf("replayed %zu inputs\n", replayed);
  return all_read && replayed != 0 ? 0 : 1;
}
