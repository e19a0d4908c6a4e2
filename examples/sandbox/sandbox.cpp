// Reads a response in a process that can do nothing but read, write and end: sandbox < FILE. It prints lines of JSON.
// Linux only: seccomp(2), strict mode. Exit status: 0 read, 1 malformed, 2 the sandbox could not be entered.
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <ocspan/asn1/error_text.hpp>
#include <ocspan/asn1/text.hpp>
#include <ocspan/ocsp/response.hpp>
#include <string_view>

using std::string_view_literals::operator""sv;

namespace {

// exit() and a return from main() use exit_group(2), which strict mode answers by killing the process.
[[noreturn]] void leave(int status) {
  for (;;) {
    syscall(SYS_exit, status);
  }
}

void print(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(STDOUT_FILENO, text.data(), text.size());
    if (written <= 0) {
      leave(2);
    }
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

std::size_t read_all(std::span<std::uint8_t> buffer) {
  std::size_t size = 0;
  while (size < buffer.size()) {
    const ssize_t more = read(STDIN_FILENO, buffer.data() + size, buffer.size() - size);
    if (more <= 0) {
      break;
    }
    size += static_cast<std::size_t>(more);
  }
  return size;
}

/// Prints a response, or the error in it, as lines of JSON; none of the library's texts needs escaping.
int show(ocspan::Bytes der) {
  const auto response = ocspan::load_der_ocsp_response(der);
  std::array<char, 64> text;
  if (!response) {
    const ocspan::Error error = response.error();
    ocspan::TextWriter offset{text};
    offset.put_decimal(error.offset);
    print(R"({"error":")"sv);
    print(to_string(error.code));
    print(R"(","field":")"sv);
    print(to_string(error.field));
    print(R"(","offset":)"sv);
    print(*offset.finish());
    print("}\n"sv);
    return 1;
  }
  print(R"({"responseStatus":")"sv);
  print(to_string(response->response_status()));
  print("\"}\n"sv);
  if (const ocspan::BasicOCSPResponse* const basic = response->basic()) {
    for (const ocspan::SingleResponse& single : basic->responses()) {
      print(R"({"certStatus":")"sv);
      print(to_string(single.certificate_status()));
      print(R"(","thisUpdate":")"sv);
      print(*single.this_update().to_text(text));
      print("\"}\n"sv);
    }
  }
  return 0;
}

// Static, because the sandbox allows no allocation.
std::uint8_t buffer[32 << 20];

}  // namespace

int main() {
  if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT) != 0) {
    return 2;
  }
  leave(show(std::span{buffer}.first(read_all(buffer))));
}
