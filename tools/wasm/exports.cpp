// What the WebAssembly module has besides the C interface: the documents of the command, as JSON.
#include <cstddef>
#include <cstdint>
#include <ocspan/ocspan.hpp>

#include "output/document.hpp"

namespace ocspan_tool {
namespace {

using namespace ocspan;

template <class Message>
void put_document(JsonWriter& json, Bytes der, Tolerance tolerance) {
  const Result<Message> message = load<Message>(der, tolerance);
  if (message) {
    return describe(json, *message, tolerance);
  }
  const Error error = message.error();
  const auto put_path = [&] {
    json.text([&](std::span<char> out) { return error_path<Message>(der, tolerance, out); });
  };
  put_error(json, to_string(error.code), error.offset, put_path, message_of(error.code));
}

template <class Message>
std::size_t write_document(const std::uint8_t* der, std::size_t der_size, unsigned tolerance, char* out,
                           std::size_t size) {
  JsonWriter json{{out, size}};
  put_document<Message>(json, {der, der_size}, static_cast<Tolerance>(tolerance) & Tolerance::all);
  return json.size();
}

}  // namespace
}  // namespace ocspan_tool

// There is no C library. The compiler has instructions for memcpy, memmove and memset, but calls memcmp.
extern "C" [[gnu::used]] int memcmp(const void* a, const void* b, std::size_t size) {
  const auto* const x = static_cast<const std::uint8_t*>(a);
  const auto* const y = static_cast<const std::uint8_t*>(b);
  std::size_t i = 0;
  while (i != size && x[i] == y[i]) {
    ++i;
  }
  return i == size ? 0 : x[i] - y[i];
}

// libc++ calls this in place of throwing. Nothing here does.
void std::__libcpp_verbose_abort(const char*, ...) { __builtin_trap(); }

// Each writes the document, or {"error":{...}}, into `out` and returns its size. If that is more than `size`, `out` is
// too small, and a buffer of the size that is returned is large enough.
extern "C" {

[[clang::export_name("ocspan_response_json")]] std::size_t ocspan_response_json(const std::uint8_t* der,
                                                                                std::size_t der_size,
                                                                                unsigned tolerance, char* out,
                                                                                std::size_t size) {
  return ocspan_tool::write_document<ocspan::OCSPResponse>(der, der_size, tolerance, out, size);
}

[[clang::export_name("ocspan_request_json")]] std::size_t ocspan_request_json(const std::uint8_t* der,
                                                                              std::size_t der_size, unsigned tolerance,
                                                                              char* out, std::size_t size) {
  return ocspan_tool::write_document<ocspan::OCSPRequest>(der, der_size, tolerance, out, size);
}

[[clang::export_name("ocspan_certificate_json")]] std::size_t ocspan_certificate_json(const std::uint8_t* der,
                                                                                      std::size_t der_size,
                                                                                      unsigned tolerance, char* out,
                                                                                      std::size_t size) {
  return ocspan_tool::write_document<ocspan::Certificate>(der, der_size, tolerance, out, size);
}
}
