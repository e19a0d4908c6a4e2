// Reading, comparing, verifying and building, in a process that is killed by any system call: no_system_call_test
// RESPONSE... REQUEST. The use is that of footprint/verify.cpp. Exit status: 0 passed, 77 skipped: the kernel lets
// nobody into strict mode.
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <iterator>
#include <ocspan/ocsp/response.hpp>
#include <vector>

#include "footprint/use.hpp"

namespace {

std::vector<std::uint8_t> read_file(const char* path) {
  std::ifstream file{path, std::ios::binary};
  std::vector<std::uint8_t> bytes;
  std::transform(std::istreambuf_iterator<char>{file}, {}, std::back_inserter(bytes),
                 [](char byte) { return static_cast<std::uint8_t>(byte); });
  return bytes;
}

/// Runs `work` in a child that may not call the system; its value is the exit status. Returns what wait() tells.
template <class Work>
int run_in_strict_mode(Work work) {
  const pid_t child = fork();
  if (child == 0) {
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT) != 0) {
      _exit(77);
    }
    syscall(SYS_exit, work());
  }
  int status = 0;
  waitpid(child, &status, 0);
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::vector<std::uint8_t>> messages;
  std::transform(argv + 1, argv + argc, std::back_inserter(messages), read_file);
  const auto first = ocspan::load_der_ocsp_response(messages.front());
  if (!first || first->basic() == nullptr || first->basic()->certificates().empty()) {
    std::cout << "the first is no response with a certificate\n";
    return 1;
  }
  const ocspan::Bytes issuer = *first->basic()->certificates().begin();

  const int killed = run_in_strict_mode([] { return static_cast<int>(syscall(SYS_getpid)); });
  if (WIFEXITED(killed) && WEXITSTATUS(killed) == 77) {
    std::cout << "skipped: the kernel lets nobody into strict mode\n";
    return 77;
  }
  const int used = run_in_strict_mode([&] {
    std::array<std::uint8_t, 256> out{};
    int read = 0;
    for (const auto& message : messages) {
      read += use(message, messages.back(), issuer, out) > 0 ? 1 : 0;
    }
    return read;
  });
  const bool passed = WIFSIGNALED(killed) && WIFEXITED(used) && WEXITSTATUS(used) == argc - 2;
  std::cout << (WIFSIGNALED(used) ? "killed: a system call was made\n" : "no system call was made\n")
            << (WIFEXITED(used) ? WEXITSTATUS(used) : 0) << " of " << argc - 2 << " responses were used\n";
  return passed ? 0 : 1;
}
