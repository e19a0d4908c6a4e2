// replay HARNESS FILE-OR-FOLDER...: runs one harness, without libFuzzer, over files and over all files in folders: each
// as it is, with its last byte cut off, and with one byte added.
#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "files.hpp"
#include "replay.hpp"

namespace {

/// On a copy of exactly that size, so that a sanitizer sees the first byte read beyond it.
void run(const ocspan::fuzz::NamedHarness& harness, std::vector<std::uint8_t> bytes) {
  bytes.shrink_to_fit();
  harness.run(bytes.data(), bytes.size());
}

}  // namespace

int main(int argc, char** argv) {
  using namespace ocspan::fuzz;
  const std::string_view name = argc > 1 ? argv[1] : "";
  const auto harness =
      std::find_if(harnesses.begin(), harnesses.end(), [&](const NamedHarness& one) { return one.name == name; });
  if (harness == harnesses.end()) {
    std::fprintf(stderr, "usage: replay HARNESS FILE-OR-FOLDER...; the harnesses are\n");
    for (const NamedHarness& one : harnesses) {
      std::fprintf(stderr, "  %s\n", one.name.data());
    }
    return 2;
  }
  replaying = true;
  bool all_read = true;
  std::vector<std::string> files;
  for (int i = 2; i < argc; ++i) {
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
    run(*harness, bytes);
    if (!bytes.empty()) {
      run(*harness, {bytes.begin(), bytes.end() - 1});
    }
    bytes.push_back(0);
    run(*harness, bytes);
    ++replayed;
  }
  std::printf("replayed %zu inputs\n", replayed);
  return all_read && replayed != 0 ? 0 : 1;
}
