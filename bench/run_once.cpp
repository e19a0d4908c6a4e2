// One operation some times over, for tools that count instructions.
//   run_once TESTDATA           lists the operations: name and size of the message in octets
//   run_once TESTDATA NAME N    runs one of them N times
#include <cstdio>
#include <cstdlib>
#include <exception>

#include "operations.hpp"

namespace {

int run(const ocspan::bench::Operation& operation, unsigned long times) {
  std::uint64_t sum = 0;
  for (unsigned long i = 0; i < times; ++i) {
    sum += operation.run();
  }
  std::printf("%llu\n", static_cast<unsigned long long>(sum));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2 && argc != 4) {
    std::fprintf(stderr, "usage: %s TESTDATA [NAME N]\n", argv[0]);
    return 2;
  }
  try {
    for (const ocspan::bench::Operation& operation : ocspan::bench::operations(argv[1])) {
      if (argc == 2) {
        std::printf("%s %zu\n", operation.name.c_str(), operation.octets);
      } else if (operation.name == argv[2]) {
        return run(operation, std::strtoul(argv[3], nullptr, 10));
      }
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return argc == 2 ? 0 : 1;
}
