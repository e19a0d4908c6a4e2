// Prints the outcome of each message: of files, or of a stream of messages, each after its size in four bytes.
// print_outcomes FILE-OR-FOLDER... | print_outcomes < STREAM
#include <cinttypes>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "files.hpp"
#include "outcome.hpp"

namespace {

using namespace ocspan_test;

void print(const Outcome& outcome, const std::string& name) {
  for (const std::uint64_t digest : outcome) {
    std::printf("%010" PRIx64 " ", digest);
  }
  std::printf("%s\n", name.c_str());
}

Outcome outcome_of_file(Bytes file) {
  const std::string_view text{reinterpret_cast<const char*>(file.data()), file.size()};
  if (text.starts_with("-----BEGIN")) {
    std::vector<std::uint8_t> buffer(file.size());
    return outcome_of_pem(text, buffer);
  }
  return outcome_of_der(file);
}

bool read_exactly(std::span<std::uint8_t> out) { return std::fread(out.data(), 1, out.size(), stdin) == out.size(); }

int print_stream() {
  std::array<std::uint8_t, 4> header{};
  std::vector<std::uint8_t> message;
  for (std::size_t number = 0; read_exactly(header); ++number) {
    message.resize(std::size_t{header[0]} << 24 | std::size_t{header[1]} << 16 | std::size_t{header[2]} << 8 |
                   header[3]);
    if (!read_exactly(message)) {
      std::fputs("the stream ends within a message\n", stderr);
      return 1;
    }
    print(outcome_of_der(message), std::to_string(number));
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 1) {
    return print_stream();
  }
  std::vector<std::string> files;
  std::vector<std::uint8_t> bytes;
  for (int i = 1; i < argc; ++i) {
    if (!ocspan::fuzz::add_files(argv[i], files)) {
      std::fprintf(stderr, "cannot be listed: %s\n", argv[i]);
      return 1;
    }
  }
  for (const std::string& file : files) {
    if (!ocspan::fuzz::read_file(file, bytes)) {
      std::fprintf(stderr, "cannot be read: %s\n", file.c_str());
      return 1;
    }
    print(outcome_of_file(bytes), file);
  }
  return 0;
}
