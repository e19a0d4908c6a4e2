// Runs a harness without libFuzzer over the files, and the files of the folders, that are its arguments: each as it is,
// with one byte cut off and with one added.
#include <cstdio>
#include <string>
#include <vector>

#include "files.hpp"
#include "harness.hpp"

namespace {

/// On a copy of just that size, so that a sanitizer sees the first byte read beyond it.
void run(std::vector<std::uint8_t> bytes) {
  bytes.shrink_to_fit();
  LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

}  // namespace

int main(int argc, char** argv) {
  using namespace ocspan::fuzz;
  replaying = true;
  bool all_read = true;
  std::vector<std::string> files;
  for (int i = 1; i < argc; ++i) {
    if (!add_files(argv[i], files)) {
      std::fprintf(stderr, "cannot list %s\n", argv[i]);
      all_read = false;
    }
  }
  std::size_t replayed = 0;
  for (const std::string& file : files) {
    std::vector<std::uint8_t> bytes;
    if (!read_file(file, bytes)) {
      std::fprintf(stderr, "cannot read %s\n", file.c_str());
      all_read = false;
      continue;
    }
    std::printf("%s\n", file.c_str());  // the last one is the one that a property failed for
    std::fflush(stdout);
    run(bytes);
    if (!bytes.empty()) {
      run({bytes.begin(), bytes.end() - 1});
    }
    bytes.push_back(0);
    run(bytes);
    ++replayed;
  }
  std::printf("replayed %zu inputs\n", replayed);
  return all_read && replayed != 0 ? 0 : 1;
}
