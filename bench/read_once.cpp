// One operation some times over, for tools that count instructions.
//   read_once TESTDATA                             lists the subjects: name and size in octets
//   read_once TESTDATA NAME load|load_and_read N   runs it N times
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string_view>

#include "operations.hpp"

namespace {

int run(const ocspan::bench::Subject& subject, std::string_view operation_name, unsigned long times) {
  const ocspan::bench::Operation operation = operation_name == "load" ? subject.load : subject.load_and_read;
  std::uint64_t sum = 0;
  for (unsigned long i = 0; i < times; ++i) {
    sum += operation(subject.der);
  }
  std::printf("%llu\n", static_cast<unsigned long long>(sum));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2 && argc != 5) {
    std::fprintf(stderr, "usage: %s TESTDATA [NAME load|load_and_read N]\n", argv[0]);
    return 2;
  }
  try {
    for (const ocspan::bench::Subject& subject : ocspan::bench::subjects(argv[1])) {
      if (argc == 2) {
        std::printf("%s %zu\n", subject.name.c_str(), subject.der.size());
      } else if (subject.name == argv[2]) {
        return run(subject, argv[3], std::strtoul(argv[4], nullptr, 10));
      }
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return argc == 2 ? 0 : 1;
}
